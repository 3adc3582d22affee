"""Front matter: the YAML between two lines of three hyphens with which a Markdown file begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from radar.yaml.nodes import LineColumn, Wrong

_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSING = re.compile(r"(?:\A|(?<=[\r\n]))---[ \t]*(?=[\r\n]|\Z)")


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
