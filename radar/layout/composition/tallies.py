"""Tallies: under the name of a quadrant, a square for each of its entries, ring by ring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from radar.layout.scene import Tally, TextBlock

_SIDE: Final = 1.0 / 3.0
"""Side of a square by the size of the note above it: as high as a small letter is wide."""
_PITCH: Final = 1.25
"""From one square to the next, in sides."""
_NEXT_RING: Final = 1.5
"""Room between the squares of two rings besides that, in sides."""
_ACROSS: Final = 30
"""Most squares in a row: as wide as most names of quadrants."""
_MOST_ROWS: Final = 4
"""Rows up to which squares are drawn: more are a pattern that tells nobody a number."""
_BELOW: Final = 4.0
"""Room between a note and its squares, in px."""


class _Piece(NamedTuple):
    """Squares of one ring in one row; `start` is the place of the first, in sides."""

    row: int
    ring: int
    start: float
    squares: int


def tally_height(counts: Sequence[int], size: float) -> float:
    """Return the room that the squares of a quadrant need below a note of a size, in px.

    `counts` are the entries of its rings, from the inside.
    """
    rows = _count_rows(_pieces(counts))
    return _BELOW + rows * size * _SIDE * _PITCH if rows else 0.0


def tallies(counts: Sequence[int], note: TextBlock) -> tuple[Tally, ...]:
    """Return the squares of a quadrant below its note, aligned as that is.

    `counts` are the entries of its rings, from the inside.
    """
    pieces, side = _pieces(counts), note.size * _SIDE
    top, found = note.box.bottom + _BELOW + side / 2, []
    for row in range(_count_rows(pieces)):
        there = [piece for piece in pieces if piece.row == row]
        wide = (there[-1].start + there[-1].squares * _PITCH - (_PITCH - 1.0)) * side
        x = note.lines[0].x - {"start": 0.0, "middle": wide / 2, "end": wide}[note.anchor]
        y = top + row * side * _PITCH
        found += [
            Tally(piece.ring, x + piece.start * side, y, side, piece.squares) for piece in there
        ]
    return tuple(found)


def _pieces(counts: Sequence[int]) -> list[_Piece]:
    """Return the squares in rows, none where there would be too many rows."""
    found = list(_flow(counts))
    return found if _count_rows(found) <= _MOST_ROWS else []


def _flow(counts: Sequence[int]) -> Iterator[_Piece]:
    row, used, start = 0, 0, 0.0
    for ring, count in enumerate(counts):
        while count:
            if used == _ACROSS:
                row, used, start = row + 1, 0, 0.0
            part = min(count, _ACROSS - used)
            yield _Piece(row, ring, start, part)
            used, count = used + part, count - part
            start += part * _PITCH
        start += _NEXT_RING if start else 0.0


def _count_rows(pieces: Sequence[_Piece]) -> int:
    return pieces[-1].row + 1 if pieces else 0
