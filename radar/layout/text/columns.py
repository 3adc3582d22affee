"""A list with headings, flowed into columns of equal width and nearly equal height.

A heading never stands alone at the foot of a column, and a section that goes on in the next
column has its heading repeated there. No line is ever left out: what does not fit makes the
columns taller.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

_ROUNDING: Final = 0.001
"""Tolerance for heights that were added up in another order, in px."""
_HEADING_SPACE: Final = 0.7
"""Room above a heading that is not the first of its column, in lines."""


class ListRow(NamedTuple):
    """An entry of a list (`id`, its number, its name in lines) or, without an id, a heading."""

    id: str
    number: str
    lines: tuple[str, ...]
    height: float


class Section(NamedTuple):
    """A heading and the rows under it, of which there is at least one."""

    head: ListRow
    rows: tuple[ListRow, ...]


class PlacedRow(NamedTuple):
    """A row at its position: its column, from 0, and its top below that of the list, in px."""

    column: int
    top: float
    row: ListRow


def balance_columns(sections: Sequence[Section], columns: int) -> list[PlacedRow]:
    """Distribute sections over at most `columns` columns so that the list is as low as possible."""
    high = list_height(_fill_columns(sections, 1e9))
    low = high / columns - 1.0
    while high - low > 0.5:
        middle = (low + high) / 2.0
        if count_columns(_fill_columns(sections, middle)) <= columns:
            high = middle
        else:
            low = middle
    return _fill_columns(sections, high)


def _fill_columns(sections: Sequence[Section], limit: float) -> list[PlacedRow]:
    """Fill columns of height `limit`, one after the other."""
    found: list[PlacedRow] = []
    column, top = 0, 0.0
    for section in sections:
        for at, row in enumerate(section.rows):
            head = section.head if at == 0 else None
            space = _HEADING_SPACE * section.head.height if head and top else 0.0
            need = space + (head.height if head else 0.0) + row.height
            if top and top + need > limit + _ROUNDING:
                column, top, space, head = column + 1, 0.0, 0.0, section.head
            for part in (head, row) if head else (row,):
                found.append(PlacedRow(column, top + space, part))
                top, space = top + space + part.height, 0.0
    return found


def count_columns(rows: Sequence[PlacedRow]) -> int:
    """Return the number of columns that are used."""
    return rows[-1].column + 1 if rows else 0


def list_height(rows: Sequence[PlacedRow]) -> float:
    """Return the height of the longest column."""
    return max((row.top + row.row.height for row in rows), default=0.0)
