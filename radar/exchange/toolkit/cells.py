"""What a cell means: the one place where a cell becomes a value, or a problem that is reported.

A cell is a value of a table, a document or front matter, as it was written. Every format reads
truth values, dates, lists, movements and texts here, so that they mean the same in all of them, and
what is not understood is lost with its line and never in silence. An empty cell says nothing.

The words are in `radar.exchange.vocabulary`: a word in another language, or another way to write a
date, is added there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812 - a type, beside functions about dates
from typing import NamedTuple

from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.vocabulary.days import parse_date
from radar.exchange.vocabulary.values import MOVEMENTS, TRUTHS, plain_word
from radar.text import printable

_BETWEEN = ",;\uff0c\uff1b\u3001"
"""What separates the words of a list: comma and semicolon, as Chinese and Japanese write them."""
_SEPARATOR = re.compile(rf"(?<!\\)[{_BETWEEN}]|[\r\n]")
_ESCAPED = re.compile(rf"\\([{_BETWEEN}])")
_LONGEST = 40  # characters of a cell that a message quotes
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
    if not cell.text:
        return None
    number = _WHOLE.fullmatch(cell.text)
    truth = TRUTHS.get(str(int(number[1])) if number else plain_word(cell.text))
    if truth is None:
        _lose(cell, draft, "truth", "is neither yes nor no")
    return truth


def read_newness(cell: Cell, draft: Draft) -> str:
    """Return the movement in a cell under "is new?": new for yes, '' for no, or what else it says.

    >>> place = SourcePlace("a.csv", 2)
    >>> [read_newness(Cell(place, "isNew", text), Draft()) for text in ("ja", "0", "up")]
    ['new', '', 'in']
    """
    word = plain_word(cell.text)
    if word not in TRUTHS and word in MOVEMENTS:
        return read_movement(cell, draft)
    return "new" if read_truth(cell, draft) else ""


def read_movement(cell: Cell, draft: Draft) -> str:
    """Return the movement in a cell: new, in, out or unchanged; '' if it is empty or none of them.

    What returned is new, for a file has no other word for it.

    >>> [read_movement(Cell(SourcePlace("a.csv", 2), "moved", x), Draft()) for x in ("-1", "New")]
    ['out', 'new']
    """
    if not cell.text:
        return ""
    plain = plain_word(cell.text)
    number = _WHOLE.fullmatch(plain)
    movement = MOVEMENTS.get(str(int(number[1])) if number else plain, "")
    if not movement:
        _lose(cell, draft, "moved", "is no movement")
    return movement


def read_date(cell: Cell, draft: Draft) -> Date | None:
    """Return the day that a cell says; of a month, quarter, half or year the last; else None.

    What can be two days, as 03/04/2026, is reported.

    >>> read_date(Cell(SourcePlace("a.csv", 2), "reviewed", "2020-08-06T00:00:00.000Z"), Draft())
    datetime.date(2020, 8, 6)
    """
    if not cell.text:
        return None
    day = parse_date(cell.text)
    if day is None:
        _lose(cell, draft, "date", "is no date")
    return day


def read_list(text: str) -> tuple[str, ...]:
    r"""Return the words of a cell that lists some, each once; `\,` is a comma in a word.

    They are separated by commas, semicolons (also the wide ones) or line breaks.

    >>> read_list(r"a, b\, c; a")
    ('a', 'b, c')
    """
    if not text:
        return ()
    return _distinct(_ESCAPED.sub(r"\1", part) for part in _SEPARATOR.split(text))


def read_words(node: TreeNode) -> tuple[str, ...]:
    """Return the words of a list in a document, or of a text with commas, each once."""
    return _distinct(each.text for each in node) if node.is_list else read_list(node.text)


def join_list(words: Sequence[str]) -> str:
    """Return words as one cell, from which `read_list` returns them."""
    return ", ".join(re.sub(f"([{_BETWEEN}])", r"\\\1", word) for word in words)


def clean(name: str) -> str:
    """Return a name on one line, without characters that cannot be drawn."""
    return printable(" ".join(name.split()))


def clean_text(text: str) -> str:
    r"""Return a text with `\n` as line ends and without control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean, words))))


def _lose(cell: Cell, draft: Draft, code: str, why: str) -> None:
    """Report a cell that is not understood."""
    draft.say("lost", cell.place, code, f"{cell.column} {cell.text[:_LONGEST]!r} {why}")
