"""What YAML is read into: texts, lists and mappings, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol, TypeAlias


class LineColumn(NamedTuple):
    """A place in a file: line and column, both counted from 1; 0 means unknown."""

    line: int
    column: int


class Place(Protocol):
    """Anything that knows where it stands in its file."""

    @property
    def line(self) -> int:
        """The line, counted from 1."""

    @property
    def column(self) -> int:
        """The column in characters, counted from 1."""


class Wrong(Exception):  # noqa: N818 - what the input is
    """A file, or a value in one, is not what it should be; its reader makes a `Problem` of it."""

    def __init__(self, at: Place, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.at, self.code, self.message, self.hint = at, code, message, hint


class Reported(Exception):  # noqa: N818 - what the mistake is
    """A value cannot be used, and the reason was already reported in more detail."""


class Scalar(NamedTuple):
    """A text. `style` is its first character: a quote, `|` or `>`, '' where it is plain.

    `start` and `end` are the offsets of its first character and of what follows its last.
    `comment` is the comment behind a plain text, with its `#`, where the comment may have been
    meant as part of the text: behind it on its line, or on the next line and indented more.
    """

    line: int
    column: int
    text: str
    style: str = ""
    start: int = 0
    end: int = 0
    comment: str = ""


class Items(NamedTuple):
    """A list; `flow` where it is in brackets. `start` and `end` are offsets, as of a text."""

    line: int
    column: int
    nodes: tuple[Node, ...]
    flow: bool = False
    start: int = 0
    end: int = 0


class Table(NamedTuple):
    """A mapping, as pairs in the order of the file; a key may come twice (see `pairs_once`).

    `flow` where it is in braces. `start` and `end` are offsets, as of a text.
    """

    line: int
    column: int
    pairs: tuple[tuple[Scalar, Node], ...]
    flow: bool = False
    start: int = 0
    end: int = 0


Node: TypeAlias = "Scalar | Items | Table"


def is_empty(node: Node) -> bool:
    """Return whether a value is missing, as after `key:` with nothing behind it."""
    return isinstance(node, Scalar) and not node.text and not node.style


def pairs_once(table: Table) -> Iterator[tuple[Scalar, Node, Wrong | None]]:
    """Yield key, value, and the error if the key was there already, else None.

    Keys are compared as they are written, so `Name` and `name` are two.
    """
    lines: dict[str, int] = {}
    for key, value in table.pairs:
        line = lines.get(key.text)
        lines.setdefault(key.text, key.line)
        yield key, value, _duplicate_key(key, line) if line else None


def _duplicate_key(key: Scalar, line: int) -> Wrong:
    word = key.text if len(key.text) <= 60 else f"{key.text[:57]}..."
    word = "".join(sign if sign.isprintable() else f"\\x{ord(sign) & 0xFF:02x}" for sign in word)
    message = f'"{word}" was given in line {line} already'
    return Wrong(key, "duplicate-key", message, "keep one of the two")
