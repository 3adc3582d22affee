"""An index of rectangles: which of them overlap a box, as the bits of one number.

The rectangles are sorted by each of their four edges. For every position in such an order, one
number has a bit for each rectangle before that position. A rectangle overlaps a box if it begins
before the box ends and ends after the box begins, in both directions: four numbers, combined by
bitwise operations. The memory for all these numbers grows with the square of the number of
rectangles, so large indexes keep only every n-th and fill in the rest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

Rectangle = Sequence[float]
"""Left, top, right, bottom."""
FULL_INDEX_SIZE: Final = 4096
"""Number of rectangles up to which every number is kept, which takes four times two megabytes."""


class RectangleIndex:
    """Rectangles, numbered from 0 in the order in which they are given.

    >>> index = RectangleIndex([(0, 0, 2, 2), (1, 1, 3, 3), (5, 5, 6, 6)])
    >>> bin(index.overlaps(0, 0, 2, 2)), bin(index.overlaps(3, 3, 9, 9))
    ('0b11', '0b100')
    """

    def __init__(self, rectangles: Sequence[Rectangle]) -> None:
        self._edges = [_Edge(rectangles, edge) for edge in range(4)]

    def overlaps(self, left: float, top: float, right: float, bottom: float) -> int:
        """Return the rectangles that share more than an edge with a box: bit n for rectangle n."""
        lefts, tops, rights, bottoms = self._edges
        start_before = lefts.bits_before(bisect_left(lefts.coordinates, right))
        start_before &= tops.bits_before(bisect_left(tops.coordinates, bottom))
        end_before = rights.bits_before(bisect_right(rights.coordinates, left))
        end_before |= bottoms.bits_before(bisect_right(bottoms.coordinates, top))
        return start_before & ~end_before


class _Edge:
    """One edge (0 to 3: left, top, right, bottom) of all rectangles, as sorted coordinates."""

    def __init__(self, rectangles: Sequence[Rectangle], edge: int) -> None:
        order = sorted(range(len(rectangles)), key=lambda at: (rectangles[at][edge], at))
        self.coordinates = [rectangles[at][edge] for at in order]
        self._order, self._step = order, 1 + len(order) // FULL_INDEX_SIZE
        self._before, bits = [0], 0
        for count, at in enumerate(order, 1):
            bits |= 1 << at
            if count % self._step == 0:
                self._before.append(bits)

    def bits_before(self, count: int) -> int:
        """Return the bits of the first `count` rectangles in the order of this edge."""
        known_block, rest = divmod(count, self._step)
        bits = self._before[known_block]
        for at in self._order[count - rest : count]:
            bits |= 1 << at
        return bits


def bit_positions(bits: int) -> list[int]:
    """Return the positions of the bits that are set, lowest first.

    >>> bit_positions(0b1101), bit_positions(0)
    ([0, 2, 3], [])
    """
    text, positions = bin(bits)[:1:-1], list[int]()
    at = text.find("1")
    while at >= 0:
        positions.append(at)
        at = text.find("1", at + 1)
    return positions
