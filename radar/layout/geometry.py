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

    def expand(self, by: float) -> Box:
        """Return the box with every side moved outwards."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def distance(a: Point, b: Point) -> float:
    """Return the distance of two points.

    >>> distance(Point(0, 0), Point(3, 4))
    5.0
    """
    dx, dy = a[0] - b[0], a[1] - b[1]
    return sqrt(dx * dx + dy * dy)


_RADIAN = 0.017453292519943295  # of a degree
_RIGHT = 1.5707963267948966  # a right angle in radians


def sine(degrees: float) -> float:
    """Return the sine of an angle, the same in every bit on every machine.

    >>> sine(0), round(sine(30), 12), sine(90), sine(270)
    (0.0, 0.5, 1.0, -1.0)
    """
    return _quarter(degrees, 0)


def cosine(degrees: float) -> float:
    """Return the cosine of an angle, the same in every bit on every machine.

    >>> cosine(0), round(cosine(60), 12), cosine(90), cosine(180)
    (1.0, 0.5, 0.0, -1.0)
    """
    return _quarter(degrees, 1)


def _quarter(degrees: float, quarters: int) -> float:
    """Return the sine of an angle so many quarter turns further on."""
    turn = degrees % 360.0
    whole = int(turn // 90.0)
    rest, quarter = turn - 90.0 * whole, (whole + quarters) % 4
    if quarter % 2:
        rest = 90.0 - rest
    value = _series(rest * _RADIAN) if rest <= 45.0 else _co_series((90.0 - rest) * _RADIAN)
    return (-value if quarter >= 2 else value) + 0.0


def _series(x: float) -> float:
    """Sum the Taylor series of the sine; 10 terms leave nothing to add up to 45°."""
    term = total = x
    for k in range(2, 20, 2):
        term *= -x * x / (k * (k + 1))
        total += term
    return total


def _co_series(x: float) -> float:
    term = total = 1.0
    for k in range(1, 20, 2):
        term *= -x * x / (k * (k + 1))
        total += term
    return total


def direction(degrees: float) -> Point:
    """Return the unit vector of a direction, clockwise from 12 o'clock.

    It is rounded to 12 decimals: a last bit that differs elsewhere ends here.

    >>> direction(90), direction(180)
    (Point(x=1.0, y=0.0), Point(x=0.0, y=1.0))
    """
    return Point(round(sine(degrees), 12) + 0.0, round(-cosine(degrees), 12) + 0.0)


def arc(x: float, y: float) -> float:
    """Return the angle in radians, 0 to π, between the x axis and a point with y ≥ 0.

    >>> round(arc(0, 2) * 2, 9), arc(5, 0)
    (3.141592654, 0.0)
    """
    if y == 0.0:
        return 0.0 if x >= 0.0 else 2.0 * _RIGHT
    for _ in range(3):  # half the angle each time: the bisector is the sum of two unit vectors
        x, y = x / sqrt(x * x + y * y), y / sqrt(x * x + y * y)
        x += 1.0
    slope = y / x
    power, total = slope, slope
    for k in range(3, 40, 2):
        power *= -slope * slope
        total += power / k
    return 8.0 * total
