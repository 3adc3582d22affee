"""The few HTML tags that a text may use: what Markdown has no sign for.

`<br>`, `<kbd>`, `<sup>`, `<sub>`, `<details>` and `<summary>`, without attributes but `open`. They
are written anew by this module; any other tag is text, and so is an end without a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

INLINE_TAGS = ("br", "kbd", "sub", "sup")
BLOCK_TAGS = ("details", "summary")
_DEEPEST = 20  # of such tags in one another; the time of the cleaner grows as the square
TAG = (
    rf"<(?P<end>/?)(?P<name>{'|'.join((*INLINE_TAGS, *BLOCK_TAGS))})"
    r"(?P<open>\s+open(?:=(?:\"\"|''|\"open\"))?)?\s*/?>"
)
"""A pattern, in which capital letters count as small ones."""
_TAG = re.compile(TAG, re.IGNORECASE)


class TagWriter:
    """Write the tags of one text; `open` are those that are not closed yet, outermost first."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def write_inline(self, html: str) -> str:
        """Return one tag that stands in a line: the tag if it may be used, else its text."""
        found = _TAG.fullmatch(html)
        made = self._write(found) if found else ""
        return made or escape(html, quote=False)

    def write_block(self, html: str) -> str:
        """Return a block of HTML: its tags, and what is between them as paragraphs of text."""
        parts: list[str] = []
        line: list[str] = []
        for piece, found in _pieces(html):
            in_summary = self._is_in("summary")
            made = self._write(found) if found else ""
            if made and found and found["name"].lower() in BLOCK_TAGS:
                parts += (_paragraph(line, in_summary=in_summary), made)
                line = []
            else:
                line.append(made or escape(piece, quote=False))
        return "".join((*parts, _paragraph(line, in_summary=self._is_in("summary"))))

    def end_line(self) -> None:
        """Forget the tags within a line that were not closed; the end of its block closes them."""
        while self.open and self.open[-1] in INLINE_TAGS:
            self.open.pop()

    def _is_in(self, name: str) -> bool:
        return bool(self.open) and self.open[-1] == name

    def _write(self, tag: re.Match[str]) -> str:
        """Return a tag, '' where it cannot stand here."""
        name = tag["name"].lower()
        if tag["end"]:
            if name not in self.open:
                return ""
            del self.open[len(self.open) - 1 - self.open[::-1].index(name) :]
            return f"</{name}>"
        if name == "br":
            return "<br>"
        is_misplaced = name == "summary" and not self._is_in("details")
        if is_misplaced or len(self.open) >= _DEEPEST or (tag["open"] and name != "details"):
            return ""
        self.open.append(name)
        return f"<{name} open>" if tag["open"] else f"<{name}>"


def _paragraph(line: list[str], *, in_summary: bool) -> str:
    """Return text between two tags of blocks; in a summary it is no paragraph."""
    text = "".join(line).strip("\n")
    if not text.strip():
        return ""
    return text if in_summary else f"<p>{text}</p>\n"


def plain_pieces(html: str) -> Iterator[tuple[str, str]]:
    """Yield ("text", text), or ("tag", its name, "" for its end), for HTML that has few tags.

    >>> list(plain_pieces("<details>More<br></details>"))
    [('tag', 'details'), ('text', 'More'), ('tag', 'br'), ('tag', '')]
    """
    for piece, found in _pieces(html):
        if found is None:
            yield "text", piece
        else:
            yield "tag", "" if found["end"] else found["name"].lower()


def _pieces(html: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield the tags of a block that may be used, and what is between them."""
    at = 0
    for found in _TAG.finditer(html):
        if found.start() > at:
            yield html[at : found.start()], None
        yield found[0], found
        at = found.end()
    if at < len(html):
        yield html[at:], None
