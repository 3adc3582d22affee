"""What a cell means: the one place where a cell becomes a value, or a problem that is reported.

A cell is a value of a table, a document or front matter, as it was written. Every format reads
truth values, dates, lists, movements and texts here, so that they mean the same in all of them, and
what is not understood is lost with its line and never in silence. An empty cell says nothing.

The words are in tables: a word in another language, or another way to write a date, is added here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812 - a type, beside functions about dates
from typing import NamedTuple

from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.report import SourcePlace
from radar.text import printable

_LONGEST = 40  # characters of a cell that a message quotes
_TRUTH: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "1"), True),
    **dict.fromkeys(("false", "no", "0"), False),
}
_MOVEMENT: Mapping[str, str] = {
    **dict.fromkeys(("new", "returned", "2"), "new"),
    **dict.fromkeys(("in", "moved in", "1"), "in"),
    **dict.fromkeys(("out", "moved out", "-1"), "out"),
    **dict.fromkeys(("unchanged", "no change", "0"), "unchanged"),
}
_WHOLE = re.compile(r"\+?(-?[0-9]{1,9})(?:\.0+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


class Cell(NamedTuple):
    """What is written under a column, or after a key, and where."""

    place: SourcePlace
    column: str
    text: str

    @classmethod
    def of(cls, place: SourcePlace, node: TreeNode, *keys: str) -> Cell:
        """Return the cell of the first key of a document's mapping that has a value.

        It is at the line of the value, or at `place` if that has none.
        """
        value = node.get(*keys)
        at = place._replace(line=value.line) if value.line else place
        return cls(at, keys[0], value.text)


def read_truth(cell: Cell, draft: Draft) -> bool | None:
    """Return whether a cell says yes or no; None if it is empty or says something else.

    >>> read_truth(Cell(SourcePlace("a.csv", 2), "hidden", "Yes"), Draft())
    True
    """
    truth = _TRUTH.get(_plain(cell.text))
    if truth is None:
        _lose(cell, draft, "truth", "is neither yes nor no")
    return truth


def read_movement(cell: Cell, draft: Draft) -> str:
    """Return the movement in a cell: new, in, out or unchanged; '' if it is empty or none of them.

    What returned is new, for a file has no other word for it.

    >>> [read_movement(Cell(SourcePlace("a.csv", 2), "moved", x), Draft()) for x in ("-1", "New")]
    ['out', 'new']
    """
    number = _WHOLE.fullmatch(cell.text)
    movement = _MOVEMENT.get(str(int(number[1])) if number else _plain(cell.text), "")
    if not movement:
        _lose(cell, draft, "moved", "is no movement")
    return movement


def read_date(cell: Cell, draft: Draft) -> Date | None:
    """Return the day of a date, or of a date and time, in ISO 8601; None if it is none.

    A time with a zone is the day that it is in UTC.

    >>> read_date(Cell(SourcePlace("a.csv", 2), "reviewed", "2020-08-06T00:00:00.000Z"), Draft())
    datetime.date(2020, 8, 6)
    """
    day = parse_date(cell.text)
    if day is None:
        _lose(cell, draft, "date", "is no date")
    return day


def parse_date(text: str) -> Date | None:
    """Return the day of a date or a date and time, None if it is none; nothing is reported."""
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):  # a zone may lead out of the years that there are
        return None


def read_list(text: str) -> tuple[str, ...]:
    r"""Return the words of a cell that lists some with commas, each once; `\,` is a comma in one.

    >>> read_list(r"a, b\, c, a")
    ('a', 'b, c')
    """
    return _distinct(part.replace("\\,", ",") for part in re.split(r"(?<!\\),", text))


def read_words(node: TreeNode) -> tuple[str, ...]:
    """Return the words of a list in a document, or of a text with commas, each once."""
    return _distinct(each.text for each in node) if node.is_list else read_list(node.text)


def join_list(words: Sequence[str]) -> str:
    """Return words as one cell, from which `read_list` returns them."""
    return ", ".join(word.replace(",", "\\,") for word in words)


def clean(name: str) -> str:
    """Return a name on one line, without characters that cannot be drawn."""
    return printable(" ".join(name.split()))


def clean_text(text: str) -> str:
    r"""Return a text with `\n` as line ends and without control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean, words))))


def _plain(text: str) -> str:
    """Return a word as the tables have it."""
    return " ".join(text.casefold().split())


def _lose(cell: Cell, draft: Draft, code: str, why: str) -> None:
    """Report a cell that says something which is not understood."""
    if cell.text:
        said = f"{cell.column} {cell.text[:_LONGEST]!r} {why}"
        draft.say("lost", cell.place, code, said)
