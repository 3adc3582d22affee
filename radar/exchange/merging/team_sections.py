"""What each team writes of an entry, as a section of the entry's text with the team's name.

The heading of a section is of the second level, and those in a team's text are below it. A line of
code that looks like a heading is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from radar.prose.parsing import parse

_LINE_END = re.compile(r"\r\n|\r|\n")
_FENCE = re.compile(rb"`{3,}|~{3,}")
_DEEPER = 2  # levels, so that headings of a team's text are below the heading of its section
_DEEPEST = 6


def split_sections(text: str, teams: Collection[str]) -> tuple[str, dict[str, str]]:
    """Return what stands before the sections of teams, and the text of each section."""
    before, sections = "", {}
    lines = _LINE_END.split(text)
    teams_by_line = _find_sections(lines, {f"## {team}": team for team in teams})
    starts = [*teams_by_line, len(lines)]
    before = "\n".join(lines[: starts[0]]).strip("\n")
    for start, end in pairwise(starts):
        sections[teams_by_line[start]] = "\n".join(lines[start + 1 : end]).strip("\n")
    return before, sections


def _find_sections(lines: Sequence[str], headings: Mapping[str, str]) -> dict[int, str]:
    """Return the team of each line that is the heading of a section."""
    alike = {n: headings[line] for n, line in enumerate(lines) if line in headings}
    if not alike:
        return {}
    offsets = [0, *accumulate(len(line.encode()) + 1 for line in lines)]
    real = {start for _, start, _ in _headings("\n".join(lines))}
    return {n: team for n, team in alike.items() if offsets[n] in real}


def _headings(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the level of each heading, and where it begins and ends, in bytes of UTF-8."""
    for event, place in parse(text):
        started = event.get("Start") if isinstance(event, dict) else None
        if isinstance(started, dict) and "Heading" in started:
            yield int(started["Heading"]["level"][1:]), place["start"], place["end"]


def join_sections(before: str, sections: Mapping[str, str]) -> str:
    """Return a text with a section for each team that has said something, by name."""
    spoken = [f"## {team}\n\n{text}" for team, text in sorted(sections.items()) if text]
    return "\n\n".join(filter(None, (before, *spoken)))


def fit_section(text: str) -> str:
    r"""Return the text of a team as its section: headings deeper, and no block left open.

    >>> fit_section("# Why\n\n```sh\n# a comment\n```")
    '### Why\n\n```sh\n# a comment\n```'
    >>> fit_section("Why\n===\n\n~~~\ncode")
    '### Why\n\n~~~\ncode\n~~~'
    """
    closed = _close(text.strip())
    data = closed.encode()
    for level, start, end in reversed([*_headings(closed)]):
        deeper = "#" * min(level + _DEEPER, _DEEPEST)
        said = data[start:end]
        if said.startswith(b"#"):
            said = deeper.encode() + said[level:]
        elif start == 0 or data[start - 1 : start] in b"\r\n":  # with a line below it
            words = b" ".join(map(bytes.strip, said.rstrip().split(b"\n")[:-1]))
            said = f"{deeper} ".encode() + words + b"\n"
        data = data[:start] + said + data[end:]
    return data.decode().strip()


def _close(text: str) -> str:
    """Return a text after which a heading is one: code ends, HTML that would go on is words."""
    data = text.encode()
    after = len(data) + 2
    start, depth = 0, 0
    block: object = None
    for event, place in parse(f"{text}\n\n## x\n"):
        if not isinstance(event, dict) or not {"Start", "End"} & event.keys():
            continue
        if "Start" in event and depth == 0:
            start, block = place["start"], event["Start"]
        depth += 1 if "Start" in event else -1
    if start == after:
        return text
    fence = _FENCE.match(data[start:].lstrip())
    if fence and isinstance(block, dict):
        return f"{text}\n{fence[0].decode()}"
    return _close((data[:start] + b"\\" + data[start:]).decode()) if block == "HtmlBlock" else text
