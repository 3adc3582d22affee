"""The text of a file: bytes → characters → front matter and body."""

from __future__ import annotations

import re
from typing import NamedTuple

from radar.yaml import LineColumn, Wrong, find_front_matter, near_front_matter

# what neither YAML nor Markdown nor a browser lets through; lone surrogates cannot come from UTF-8
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class Document(NamedTuple):
    """A Markdown file; `front` is None where it has no front matter.

    `body` begins with its first line that is not blank, which has the number `body_line`.
    """

    front: str | None
    body: str
    body_line: int


def decode(data: bytes) -> str:
    r"""Return the characters of a file, with a line feed at the end of every line.

    >>> decode(b"\xef\xbb\xbfa\r\nb")
    'a\nb'

    Raises:
        Wrong: it is not UTF-8, or has control characters in it.
    """
    try:
        text = _lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _undecodable(error) from None
    if found := _CONTROL.search(text):
        line, column = place(text, found.start())
        message = f"there is a control character here, U+{ord(found[0]):04X}"
        raise Wrong(LineColumn(line, column), "control-character", message, "delete it")
    return text


def place(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _undecodable(error: UnicodeDecodeError) -> Wrong:
    data, start = error.object, error.start  # without the mark of UTF-8, where there is one
    if data[:2] in _WIDE:
        return Wrong(LineColumn(1, 1), "not-utf-8", "this is UTF-16", "save the file as UTF-8")
    before = _lines(data[:start].decode())
    line, column = place(before, len(before))
    message = f"this is not UTF-8: the byte 0x{data[start]:02X}"
    return Wrong(LineColumn(line, column), "not-utf-8", message, "save the file as UTF-8")


def split(text: str) -> Document:
    r"""Split the text of a Markdown file into front matter and body.

    >>> split("---\nname: Rust\n---\n\nA language.\n")
    Document(front='name: Rust\n', body='A language.', body_line=5)

    Raises:
        Wrong: the front matter is opened and never closed, or does not begin as it has to.
    """
    front = find_front_matter(text)
    if front is None:
        if wrong := near_front_matter(text):
            raise wrong
        return _document(None, text, 0)
    return _document(text[front.start : front.stop], text, front.end)


def _document(front: str | None, text: str, start: int) -> Document:
    body = text[start:]
    blank = len(body) - len(body.lstrip())
    first = start + body.rfind("\n", 0, blank) + 1
    return Document(front, text[first:].rstrip(), place(text, first)[0])
