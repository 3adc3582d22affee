"""HTML comments: they are for authors, and nobody else gets to see them.

A comment begins with `<!--` wherever that is no code and is not escaped, and ends with the next
`-->`, with blank lines between or without. Where nothing ends it, CommonMark's rule holds: begun
at the start of a line it goes on to the end of the quote, list item or text that it stands in;
begun within a line it is no comment but text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from radar.errors import Severity
from radar.prose.parsing import Event, parse

_OPEN, _CLOSE = b"<!--", b"-->"
EMPTY = "<!-- -->"
OPEN_COMMENT: tuple[str, str, str, Severity] = (
    "open-comment",
    "this comment does not end, or only where the next one does",
    "end it with -->",
    "warning",
)
"""Code, message, hint and severity for a comment that nothing ends."""
_TEXTS = 4  # results cached: a text is needed several times in a row
_MOST_PARSES = 6  # of one text, so that time stays in proportion to its length; see `_edits`


class _Removal(NamedTuple):
    """A comment to remove, from byte `start` to `stop` of UTF-8, and the bytes put in its place."""

    start: int
    stop: int
    instead: bytes
    is_open: bool


class Hidden(NamedTuple):
    """A text without its comments.

    `open` holds the byte offsets of comments that do not end where their author thought: nothing
    ends them, or only the end of the next comment does. From each byte of `starts` on, what stands
    there has moved by the number of bytes in `shifts`.
    """

    text: str
    open: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def offset(self, position: int) -> int:
        """Return where a byte of this text stands in the text with its comments."""
        row = bisect_right(self.starts, position) - 1
        return position + (self.shifts[row] if row >= 0 else 0)


@lru_cache(_TEXTS)
def hide_comments(markdown: str, between_blocks: str = EMPTY) -> Hidden:
    r"""Return a Markdown text without its comments; between blocks an empty one is left.

    An empty comment keeps two lists apart; `between_blocks` is what is wanted instead.

    >>> hide_comments("a <!-- b\n\nc --> d `<!-- e -->`").text
    'a  d `<!-- e -->`'
    >>> hide_comments("- a\n\n<!-- two lists -->\n\n- b").text
    '- a\n\n<!-- -->\n\n- b'
    """
    if "<!--" not in markdown:
        return Hidden(markdown)
    data, edits = markdown.encode(), _edits(markdown, between_blocks.encode())
    shifts = tuple(accumulate(e.stop - e.start - len(e.instead) for e in edits))
    ends = (edit.stop - shift for edit, shift in zip(edits, shifts, strict=True))
    endless = tuple(edit.start for edit in edits if edit.is_open)
    text = _apply(data, edits).decode()
    return Hidden(text, endless, tuple(ends), shifts)


def without_comments(markdown: str) -> str:
    """Return a Markdown text as it is published; '' where it is nothing but comments."""
    text = hide_comments(markdown).text
    return text if text.replace(EMPTY, "").strip() else ""


def remove_comments(text: str) -> str:
    """Return a text of one paragraph, as a summary is, without its comments.

    >>> remove_comments("<!-- draft --> Streams of <!-- all --> events")
    'Streams of  events'
    """
    if "<!--" not in text:
        return text
    return hide_comments(text, "").text.strip()


def _apply(data: bytes, edits: list[_Removal]) -> bytes:
    kept: list[bytes] = []
    at = 0
    for edit in edits:
        kept += (data[at : edit.start], edit.instead)
        at = edit.stop
    return b"".join((*kept, data[at:]))


def _edits(markdown: str, between_blocks: bytes) -> list[_Removal]:
    """Return the comments of a text, in order.

    A fence or a backtick in a comment with blank lines looks like code to the parser, and hides
    what follows. So the text is parsed again without the comment. After `_MOST_PARSES`
    times, code is no longer told from text: losing some code of an odd text is better than
    publishing a comment.
    """
    data = markdown.encode()
    edits: list[_Removal] = []
    at = 0
    for _ in range(_MOST_PARSES):
        shift = sum(edit.stop - edit.start - len(edit.instead) for edit in edits)
        scan = _Scan(_apply(data, edits) if edits else data, at - shift, between_blocks)
        edits += (_move(edit, shift) if shift else edit for edit in scan.edits())
        at = scan.cursor + shift
        if scan.is_complete:
            return edits
    return [*edits, *_plain_edits(data, at)]


def _move(edit: _Removal, by: int) -> _Removal:
    return edit._replace(start=edit.start + by, stop=edit.stop + by)


def _plain_edits(data: bytes, at: int) -> Iterator[_Removal]:
    """Yield all comments from a place on, code or not."""
    while (start := data.find(_OPEN, at)) >= 0 and (at := _end(data, start)) >= 0:
        yield _Removal(start, at, b"", False)


def _end(data: bytes, start: int) -> int:
    """Return where a comment ends, -1 where nothing ends it."""
    for short in (b"<!-->", b"<!--->"):
        if data.startswith(short, start):
            return start + len(short)
    end = data.find(_CLOSE, start + len(_OPEN))
    return end + len(_CLOSE) if end >= 0 else -1


class _TextSpan(NamedTuple):
    """A range of bytes that may hold a comment, or is code; `limit` is the end of its block."""

    kind: str
    start: int
    stop: int
    limit: int


class _Scan:
    """One pass over a text, from comment to comment.

    `cursor` is the byte reached so far; `is_complete` tells whether the pass reached the end.
    """

    def __init__(self, data: bytes, start: int, between_blocks: bytes) -> None:
        self.data, self.start, self.cursor = data, start, start
        self.between_blocks = between_blocks
        self.is_complete = False
        self.is_endless = False  # nothing ends a comment from here on

    def edits(self) -> Iterator[_Removal]:
        """Yield the comments, up to code that begins inside one of them."""
        for span in _text_spans(self.data):
            if span.stop <= self.cursor:
                continue
            if span.kind == "code":
                if self.start < span.start < self.cursor:
                    return
                self.cursor = max(self.cursor, span.stop)
            else:
                yield from self._comments(span)
        self.is_complete = True

    def _comments(self, span: _TextSpan) -> Iterator[_Removal]:
        at = max(span.start, self.cursor)
        while (start := self.data.find(_OPEN, at, span.stop)) >= 0:
            at = start + len(_OPEN)
            if span.kind == "text" and self._follows_backslash(start):
                continue
            if edit := self._comment(start, span):
                yield edit
                self.cursor = at = max(at, edit.stop)

    def _comment(self, start: int, span: _TextSpan) -> _Removal | None:
        """Return the comment at `start`, None for a second one that nothing ends."""
        instead = self.between_blocks if span.kind == "block" else b""
        stop = -1 if self.is_endless else _end(self.data, start)
        if stop >= 0:
            nested = stop > span.limit and _OPEN in self.data[start + len(_OPEN) : stop]
            return _Removal(start, stop, instead, nested)
        is_first, self.is_endless = not self.is_endless, True
        if span.kind == "block":
            last = self.data[span.limit - 1 : span.limit]
            line_end = last if last == b"\n" else b""
            return _Removal(start, span.limit, line_end, True)  # an empty one would end another
        return _Removal(start, start, b"", True) if is_first else None

    def _follows_backslash(self, start: int) -> bool:
        before = self.data[max(0, start - 100) : start]
        return (len(before) - len(before.rstrip(b"\\"))) % 2 == 1


def _is_wiki(tag: Event) -> bool:
    link = next(iter(tag.values())) if isinstance(tag, dict) else None
    return isinstance(link, dict) and isinstance(link.get("link_type"), dict)


def _text_spans(data: bytes) -> Iterator[_TextSpan]:
    """Yield the parts of a text in which a comment can begin, and its code."""
    block, code = 0, 0
    for event, at in parse(data.decode()):
        start, stop = at["start"], at["end"]
        kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if kind == "Start" and value == "HtmlBlock":
            block = stop
        elif kind == "Start" and isinstance(value, dict) and "CodeBlock" in value:
            code = stop
            yield _TextSpan("code", start, stop, stop)
        elif kind == "Start" and _is_wiki(value):
            name_end = data.find(b"|", start, stop)  # what stands before is in no other event
            yield _TextSpan("text", start, max(start, name_end), stop)
        elif kind == "Code":
            yield _TextSpan("code", start, stop, stop)
        elif kind == "Html":
            yield _TextSpan("block", start, stop, block)
        elif kind in ("Text", "InlineHtml") and start >= code:
            yield _TextSpan("text" if kind == "Text" else "inline", start, stop, stop)
