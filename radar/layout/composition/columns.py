"""A list with headings, flowed into columns of equal width and nearly equal height.

A heading never stands alone at the foot of a column, and a section that goes on in the next
column has its heading repeated there. No line is ever left out: what does not fit makes the
columns taller.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

ROUNDING: Final = 0.001
"""How much a height may differ for having been added up in another order."""
HEADING_SPACE: Final = 0.7
"""Room above a heading that is not the first of its column, in lines."""


class Row(NamedTuple):
    """An entry of a list (`id`, its number, its name in lines) or, without an id, a heading."""

    id: str
    number: str
    lines: tuple[str, ...]
    height: float


class Section(NamedTuple):
    """A heading and the rows under it, of which there is at least one."""

    head: Row
    rows: tuple[Row, ...]


class Set(NamedTuple):
    """A row where it stands: its column, and its top from the top of the list."""

    column: int
    top: float
    row: Row


def balanced(sections: Sequence[Section], columns: int) -> list[Set]:
    """Flow sections into at most so many columns, as low as they can be."""
    high = height(flowed(sections, 1e9))
    low = high / columns - 1.0
    while high - low > 0.5:
        middle = (low + high) / 2.0
        if count(flowed(sections, middle)) <= columns:
            high = middle
        else:
            low = middle
    return flowed(sections, high)


def flowed(sections: Sequence[Section], limit: float) -> list[Set]:
    """Fill columns of a height one after the other."""
    found: list[Set] = []
    column, top = 0, 0.0
    for section in sections:
        for at, row in enumerate(section.rows):
            head = section.head if at == 0 else None
            space = HEADING_SPACE * section.head.height if head and top else 0.0
            need = space + (head.height if head else 0.0) + row.height
            if top and top + need > limit + ROUNDING:
                column, top, space, head = column + 1, 0.0, 0.0, section.head
            for part in (head, row) if head else (row,):
                found.append(Set(column, top + space, part))
                top, space = top + space + part.height, 0.0
    return found


def count(rows: Sequence[Set]) -> int:
    """Return how many columns are used."""
    return rows[-1].column + 1 if rows else 0


def height(rows: Sequence[Set]) -> float:
    """Return how far the longest column reaches down."""
    return max((row.top + row.row.height for row in rows), default=0.0)
