"""Front matter: the YAML between two lines of three hyphens with which a Markdown file begins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from radar.yaml.nodes import LineColumn, Wrong

_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSING = re.compile(r"(?:\A|(?<=[\r\n]))---[ \t]*(?=[\r\n]|\Z)")


_UNSEEN = "\ufeff\u200b\u200e\u200f\u2060\xad"
_NEAR_OPENING = (
    rf"(?P<before>[\s{_UNSEEN}]*)(?P<line>[-\u2010-\u2015\u2212+]{{2,6}})[ \t]*(?:[\r\n]|\Z)"
)
_KEY = re.compile(r"[\w\"'][^\r\n]{0,80}?[\"']?[ \t]*[:=]")
_FIRST_LINE = "the front matter begins with the line --- as the first of the file"


class FrontMatter(NamedTuple):
    """Offsets in a text: where its YAML starts and stops, and where the closing line ends."""

    start: int
    stop: int
    end: int


def find_front_matter(text: str) -> FrontMatter | None:
    r"""Find the front matter of a text, None where it has none; lines may end in any way.

    >>> text = "---\r\nname: Rust\r\n---\r\nA language."
    >>> found = find_front_matter(text)
    >>> text[found.start : found.stop], text[found.end :]
    ('name: Rust\r\n', '\r\nA language.')

    Raises:
        Wrong: the front matter is opened and never closed.
    """
    opening = _OPENING.match(text)
    if not opening:
        return None
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        hint = "end it with a line that is ---"
        raise Wrong(LineColumn(1, 1), "front-matter-open", "the front matter never closes", hint)
    return FrontMatter(opening.end(), closing.start(), closing.end())


def write_front_matter(lines: Iterable[str]) -> list[str]:
    """Return the lines of a front matter between its first and its last line.

    >>> write_front_matter(["name: Rust"])
    ['---', 'name: Rust', '---']
    """
    return ["---", *lines, "---"]


def near_front_matter(text: str) -> Wrong | None:
    """Return why what looks like front matter is none, None where nothing does.

    It is none where something stands before its first line, or where that line is not `---`.
    """
    found = re.match(_NEAR_OPENING, text)
    if not found or _OPENING.match(text) or not _KEY.match(text, found.end()):
        return None
    line = found["line"]
    if line == "---":
        at = LineColumn(1, 1)
        return Wrong(at, "no-front-matter", _FIRST_LINE, _hint_before(found["before"]))
    at = LineColumn(text.count("\n", 0, found.start("line")) + 1, 1)
    if line == "+++":
        message, hint = "front matter in TOML is not read", "write YAML between two lines ---"
    else:
        message, hint = f"{_FIRST_LINE}, not {line}", "write three hyphens: ---"
    return Wrong(at, "no-front-matter", message, hint)


def _hint_before(before: str) -> str:
    """Return what to delete before the first line of front matter."""
    if any(sign in _UNSEEN for sign in before):
        return "delete the sign before it, which cannot be seen, such as a byte order mark"
    return "delete the blank lines before it" if "\n" in before else "delete the blanks before it"
