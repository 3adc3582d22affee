"""Which of many rectangles does a box meet? Answered for all at once, as bits of one number.

The rectangles are sorted by each of their four edges, and for every place in such an order one
number holds a bit for each rectangle before it. Those that a box meets begin before it ends and
end after it begins, in both directions: four numbers, joined by "and".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import or_

Rectangle = Sequence[float]
"""Left, top, right, bottom."""


class Clashes:
    """Rectangles, numbered from 0 in the order in which they came.

    >>> clashes = Clashes([(0, 0, 2, 2), (1, 1, 3, 3), (5, 5, 6, 6)])
    >>> bin(clashes.met(0, 0, 2, 2)), bin(clashes.met(3, 3, 9, 9))
    ('0b11', '0b100')
    """

    def __init__(self, rectangles: Sequence[Rectangle]) -> None:
        self._edges = [_ordered(rectangles, edge) for edge in range(4)]

    def met(self, left: float, top: float, right: float, bottom: float) -> int:
        """Return the bits of all rectangles that share more than an edge with a box."""
        (lefts, before), (tops, above), (rights, passed), (bottoms, over) = self._edges
        begun = before[bisect_left(lefts, right)] & above[bisect_left(tops, bottom)]
        return begun & ~(passed[bisect_right(rights, left)] | over[bisect_right(bottoms, top)])


def _ordered(rectangles: Sequence[Rectangle], edge: int) -> tuple[list[float], list[int]]:
    """Return the places of one edge in order, and the bits of those before each place."""
    order = sorted(range(len(rectangles)), key=lambda at: (rectangles[at][edge], at))
    bits = accumulate((1 << at for at in order), or_, initial=0)
    return [rectangles[at][edge] for at in order], list(bits)
