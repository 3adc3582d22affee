"""What each team writes of an entry, as a section of the entry's text with the team's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_LINE_END = re.compile(r"\r\n|\r|\n")


def split_sections(text: str, teams: Collection[str]) -> tuple[str, dict[str, str]]:
    """Return what stands before the sections of teams, and the text of each section."""
    before, sections = "", {}
    headings = {f"## {team}": team for team in teams}
    current, lines = "", list[str]()
    for line in [*_LINE_END.split(text), None]:
        if line is not None and line not in headings:
            lines.append(line)
            continue
        if current:
            sections[current] = "\n".join(lines).strip("\n")
        else:
            before = "\n".join(lines).strip("\n")
        current, lines = headings.get(line or "", ""), []
    return before, sections


def join_sections(before: str, sections: Mapping[str, str]) -> str:
    """Return a text with a section for each team that has said something, by name."""
    spoken = [f"## {team}\n\n{text}" for team, text in sorted(sections.items()) if text]
    return "\n\n".join(filter(None, (before, *spoken)))
