"""One ring of one sector as a shape: where a disc may stand in it, and how many discs fit.

A wedge is symmetric about the x axis of its own frame; the channels between quadrants are taken off
its straight edges. `SectorShape` turns its points onto the picture.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from radar.layout.geometry import Point, arc, direction

Spot = tuple[float, float]
"""A position in the frame of a wedge; a `Point` is one on the picture."""

_DENSEST = 1.1547005383792515  # 2/√3: how many discs of unit distance fit into unit area
_THIN = 1e-9  # of its border: a shape thinner than this counts as a line
MARGIN_TOLERANCE = 0.01  # half a hundredth is lost by rounding in x and in y
_SLACK = 0.011  # rounding to hundredths takes up to √2/200 from a distance; and a little


class Wedge(NamedTuple):
    """A ring from radius `inner` to `outer`, within the angle of (`cos`, ±`sin`), less `inset`.

    >>> Wedge(100, 200, 0.5, 0.8660254, 10).wall(150, 0)
    50.0
    """

    inner: float
    outer: float
    sin: float
    cos: float
    inset: float

    def wall(self, x: float, y: float) -> float:
        """Return the distance of a point to the nearest border, negative outside."""
        r = sqrt(x * x + y * y)
        side = x * self.sin - (y if y > 0 else -y) * self.cos - self.inset
        ring = self.outer - r
        if self.inner > 0 and r - self.inner < ring:
            ring = r - self.inner
        return side if side < ring else ring

    def beside(self, x: float, y: float) -> float:
        """Return the distance of a point to the nearer straight edge; the arcs are ignored."""
        return x * self.sin - (y if y > 0 else -y) * self.cos - self.inset

    def apex(self, margin: float) -> float:
        """Return the least x on the axis that is at least `margin` from all borders."""
        tip = (self.inset + margin) / self.sin
        hole = self.inner + margin if self.inner > 0 else 0.0
        return tip if tip > hole else hole

    def heart(self, margin: float) -> Spot | None:
        """Return the middle of the axis within the margins, or None if there is no room."""
        start, end = self.apex(margin), self.outer - margin
        return ((start + end) / 2.0, 0.0) if start <= end else None

    def size(self, margin: float) -> tuple[float, float]:
        """Return area and perimeter of the points at least `margin` from all borders.

        >>> quarter = sector_shape(4, 0, 0, 2, 0).wedge
        >>> [round(value, 6) for value in quarter.size(0)]
        [3.141593, 7.141593]
        """
        if self.heart(margin) is None:
            return 0.0, 0.0
        area, rim, edge = self._pie(self.outer - margin, margin)
        if self.inner > 0 and self.inner + margin > (self.inset + margin) / self.sin:
            hole, bore, start = self._pie(self.inner + margin, margin)
        else:
            hole, bore, start = 0.0, 0.0, (self.inset + margin) / self.sin * self.cos
        # rounding may leave less than nothing of a shape that is as thin as a line
        return max(area - hole, 0.0), max(rim + bore + 2.0 * (edge - start), 0.0)

    def _pie(self, radius: float, margin: float) -> tuple[float, float, float]:
        """Return area, arc and end of the straight edge for the part within a radius."""
        off = self.inset + margin
        low = off / radius
        high = sqrt(1.0 - low * low)
        sin, cos = self.sin * high - self.cos * low, self.cos * high + self.sin * low
        angle = arc(cos, sin if sin > 0 else 0.0)
        area = radius * radius * angle - off / self.sin * radius * sin
        return area, 2.0 * radius * angle, radius * high

    def extent(self, margin: float) -> tuple[float, float, float]:
        """Return the least x, the greatest x and the greatest y within the margins."""
        start, end, off = self.apex(margin), self.outer - margin, self.inset + margin
        if start > off / self.sin:  # the inner arc: its corners lie left of its middle
            start = self.cos * sqrt(start * start - off * off) + self.sin * off
        return start, end, self.sin * sqrt(end * end - off * off) - self.cos * off

    def bound(self, margin: float, apart: float) -> float:
        """Return Oler's upper bound (1961) of how many points fit, `apart` from each other."""
        area, rim = self.size(margin)
        return _DENSEST * area / (apart * apart) + rim / (2.0 * apart) + 1.0 if rim else 0.0

    def spacing(self, margin: float, count: int) -> float:
        """Return the distance at which `bound` is `count`: no arrangement has a larger one."""
        area, rim = self.size(margin)
        if count < 2 or not rim:
            return 2.0 * self.outer
        half = rim / 4.0
        root = sqrt(half * half + _DENSEST * area * (count - 1))
        if root - half > _THIN * half:
            return _DENSEST * area / (root - half)
        return (root + half) / (count - 1)  # the same, where the difference has no digits left

    def clamp(self, spot: Spot, margin: float) -> Spot:
        """Return the nearest point within the margins, or one that is nearly as near."""
        x, y = spot
        for _ in range(24):
            if self.wall(x, y) >= margin - 1e-9:
                return x, y
            x, y = self._inwards(x, y, margin)
        heart = self.heart(margin)
        assert heart is not None  # noqa: S101 - callers ask only shapes that have room
        return self._between(heart, (x, y), margin)

    def _inwards(self, x: float, y: float, margin: float) -> Spot:
        off = self.inset + margin
        side = off - (x * self.sin - (y if y > 0 else -y) * self.cos)
        if side > 0:
            x += side * self.sin
            y += side * self.cos if y < 0 else -side * self.cos
        r = sqrt(x * x + y * y)
        least = self.inner + margin if self.inner > 0 else 0.0
        wanted = min(max(r, least), self.outer - margin)
        if r != wanted and r > 0:
            x, y = x * wanted / r, y * wanted / r
        return x, y

    def _between(self, inside: Spot, outside: Spot, margin: float) -> Spot:
        near, far = inside, outside
        for _ in range(30):
            middle = ((near[0] + far[0]) / 2.0, (near[1] + far[1]) / 2.0)
            if self.wall(*middle) >= margin:
                near = middle
            else:
                far = middle
        return near


class SectorShape(NamedTuple):
    """A wedge and the direction of its axis on the picture."""

    wedge: Wedge
    axis: Point

    def to_picture(self, spot: Spot) -> Point:
        """Turn a position in the wedge's frame onto the picture, rounded to two decimals."""
        x, y = spot
        (c, s) = self.axis
        return Point(round(x * c - y * s, 2) + 0.0, round(x * s + y * c, 2) + 0.0)

    def to_frame(self, point: Spot) -> Spot:
        """Turn a point of the picture into the wedge's frame."""
        x, y = point
        (c, s) = self.axis
        return x * c + y * s, y * c - x * s


def sector_shape(sectors: int, index: int, inner: float, outer: float, cross: float) -> SectorShape:
    """Return the ring from `inner` to `outer` of one of `sectors` sectors.

    `index` counts sectors clockwise from 12 o'clock; `cross` is the width of the channels.

    >>> sector_shape(4, 0, 100, 200, 20).axis
    Point(x=0.707106781187, y=-0.707106781187)
    """
    half = direction(180.0 / sectors)
    wedge = Wedge(inner, outer, half.x, -half.y, cross / 2.0)
    return SectorShape(wedge, direction((index + 0.5) * 360.0 / sectors))


class Room(NamedTuple):
    """The radius of blips, and hence their least distances to each other and to borders.

    Between two blips `gap` radii stay free, to a border half of that. `slack` is added because
    positions are rounded.
    """

    blip: float
    gap: float = 1.0 / 3.0
    slack: float = _SLACK

    @classmethod
    def of_distance(cls, apart: float) -> Room:
        """Return the widest room that blips `apart` from each other have.

        >>> round(Room.of_distance(Room(15.0).apart).blip, 9)
        15.0
        """
        room = cls(1.0)
        return cls((apart - 2.0 * room.slack) / (2.0 + room.gap))

    @classmethod
    def of_margin(cls, margin: float) -> Room:
        """Return the widest room that a blip has at `margin` from a border.

        >>> round(Room.of_margin(Room(15.0).margin).blip, 9)
        15.0
        """
        room = cls(1.0)
        return cls((margin - room.slack) / (1.0 + room.gap / 2.0))

    @property
    def apart(self) -> float:
        """The least distance of two centres."""
        return (2.0 + self.gap) * self.blip + 2.0 * self.slack

    @property
    def margin(self) -> float:
        """The least distance of a centre to a border."""
        return (1.0 + self.gap / 2.0) * self.blip + self.slack
