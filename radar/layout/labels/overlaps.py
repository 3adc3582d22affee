"""Which of many rectangles does a box meet? Answered for all at once, as bits of one number.

The rectangles are sorted by each of their four edges, and for every place in such an order one
number holds a bit for each rectangle before it. Those that a box meets begin before it ends and
end after it begins, in both directions: four numbers, joined by "and". Of thousands of rectangles
only every so many such numbers are kept, because all of them take the square of the room.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

Rectangle = Sequence[float]
"""Left, top, right, bottom."""
ROOMY: Final = 4096
"""For so many rectangles every number is kept: four times two megabytes."""


class Clashes:
    """Rectangles, numbered from 0 in the order in which they came.

    >>> clashes = Clashes([(0, 0, 2, 2), (1, 1, 3, 3), (5, 5, 6, 6)])
    >>> bin(clashes.met(0, 0, 2, 2)), bin(clashes.met(3, 3, 9, 9))
    ('0b11', '0b100')
    """

    def __init__(self, rectangles: Sequence[Rectangle]) -> None:
        self._edges = [_Edge(rectangles, edge) for edge in range(4)]

    def met(self, left: float, top: float, right: float, bottom: float) -> int:
        """Return the bits of all rectangles that share more than an edge with a box."""
        lefts, tops, rights, bottoms = self._edges
        begun = lefts.first(bisect_left(lefts.places, right))
        begun &= tops.first(bisect_left(tops.places, bottom))
        ended = rights.first(bisect_right(rights.places, left))
        ended |= bottoms.first(bisect_right(bottoms.places, top))
        return begun & ~ended


class _Edge:
    """One edge of all rectangles: its places in order, and whose bits come before each."""

    def __init__(self, rectangles: Sequence[Rectangle], edge: int) -> None:
        order = sorted(range(len(rectangles)), key=lambda at: (rectangles[at][edge], at))
        self.places = [rectangles[at][edge] for at in order]
        self._order, self._step = order, 1 + len(order) // ROOMY
        self._before, bits = [0], 0
        for count, at in enumerate(order, 1):
            bits |= 1 << at
            if count % self._step == 0:
                self._before.append(bits)

    def first(self, count: int) -> int:
        """Return the bits of the first so many rectangles."""
        kept, rest = divmod(count, self._step)
        bits = self._before[kept]
        for at in self._order[count - rest : count]:
            bits |= 1 << at
        return bits


def places(bits: int) -> list[int]:
    """Return the places of the bits that are set, from the lowest.

    >>> places(0b1101), places(0)
    ([0, 2, 3], [])
    """
    text, found = bin(bits)[:1:-1], list[int]()
    at = text.find("1")
    while at >= 0:
        found.append(at)
        at = text.find("1", at + 1)
    return found
