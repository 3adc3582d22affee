"""Decode the bytes of an XML file, and escape text that is written to one."""

from __future__ import annotations

import re
from html import escape

from radar.naming.characters import is_printable
from radar.safety.vocabulary import words

_ENCODINGS = words(
    "utf-8 utf8 us-ascii ascii iso-8859-1 iso8859-1 latin1 windows-1252 cp1252 utf-16"
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_UNSEEN = re.compile("[\\r\\x7f-\\x9f\\u2028\\u2029]")


class UnsafePicture(ValueError):  # noqa: N818 - reads well in an except clause
    """Why a picture cannot be published, in words that follow "it", and where in its file."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.why, self.line = why, line


def decode(source: bytes) -> str:
    """Return the text of a file; its first bytes declare the encoding.

    Raises:
        UnsafePicture: the encoding is not one of a few common ones, or not the declared one.
    """
    marked = source.startswith((b"\xff\xfe", b"\xfe\xff"))
    declared = None if marked else _DECLARED.match(source.removeprefix(b"\xef\xbb\xbf"))
    encoding = "utf-16" if marked else declared[1].decode().lower() if declared else "utf-8"
    if encoding not in _ENCODINGS or (encoding == "utf-16" and not marked):
        raise UnsafePicture(f"is written in {encoding}; save it as UTF-8")
    try:
        text = source.decode("utf-8-sig" if encoding in ("utf-8", "utf8") else encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:  # as UTF-16 and UTF-32 without their marks have, which parsers guess at
        raise UnsafePicture(f"is not written in {encoding}, as it should be")
    return text


def attribute(name: str, value: str) -> str:
    """Return an attribute as XML, with a space before it."""
    written = escape_text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f' {name}="{written}"'


def escape_text(text: str) -> str:
    """Return a text as XML, with references for characters that parsers would change."""
    text = escape(text, quote=False)
    return text if is_printable(text) else _UNSEEN.sub(lambda sign: f"&#{ord(sign[0])};", text)
