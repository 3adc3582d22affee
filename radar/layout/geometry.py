"""Points, boxes and sectors: pure mathematics with one right answer on every machine.

Angles run clockwise from 12 o'clock, y downwards. Only + − × ÷ and `math.sqrt` are used in the
whole of `radar.layout`: a C library's sine may differ in its last bit, which is enough to send a
blip elsewhere. `sine` and `cosine` here are polynomials.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple


class Point(NamedTuple):
    """A point or a vector, in the units of the picture."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle from its left upper to its right lower corner.

    >>> Box(0, 0, 4, 2).meets(Box(3, 1, 5, 5)), Box(0, 0, 4, 2).meets(Box(4, 0, 5, 2))
    (True, False)
    """

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height."""
        return self.bottom - self.top

    def meets(self, other: Box) -> bool:
        """Tell whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grown(self, by: float) -> Box:
        """Return the box with every side moved outwards."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def distance(a: Point, b: Point) -> float:
    """Return the distance of two points.

    >>> distance(Point(0, 0), Point(3, 4))
    5.0
    """
    dx, dy = a[0] - b[0], a[1] - b[1]
    return sqrt(dx * dx + dy * dy)
