"""Obstacles for labels: lines of rings, borders of sectors, blocked boxes, trails.

Coordinates are in px, relative to the radar's centre.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from radar.layout.geometry import Box, Point, direction


@dataclass(frozen=True, slots=True)
class Obstacles:
    """All that labels have to keep clear of, but for blips and other labels.

    `radii` are the inner edge of the first ring (0 or that of a hole) and the outer edge of every
    ring. `cross` is the width of the channels between sectors. A label never covers a box of
    `blocked` (names of rings, headings, clusters) nor one of `segments` (trails). Labels stay
    within `bounds`, which may be larger than the disc; beyond `page`, if that is given, they make
    the picture larger, which has a cost.
    """

    radii: tuple[float, ...]
    sectors: int
    cross: float
    blocked: tuple[Box, ...]
    bounds: Box
    segments: tuple[tuple[Point, Point], ...] = ()
    page: Box | None = None


class RingSector(NamedTuple):
    """One ring of one sector: its radii, and the normals of its two borders, pointing inwards."""

    inner: float
    outer: float
    normals: tuple[Point, Point]


def find_ring_sector(obstacles: Obstacles, x: float, y: float) -> RingSector:
    """Return the ring of the sector that contains a point.

    >>> obstacles = Obstacles((0, 100, 200), 4, 0, (), Box(-200, -200, 200, 200))
    >>> find_ring_sector(obstacles, 90, -90)[:2]
    (100, 200)
    """
    radius = sqrt(x * x + y * y)
    radii = obstacles.radii
    ring = sum(radius > edge for edge in radii[1:-1])
    for normals in _borders(obstacles.sectors):
        if all(n.x * x + n.y * y >= 0.0 for n in normals):
            break
    return RingSector(radii[ring], radii[ring + 1], normals)


@lru_cache(maxsize=16)
def _borders(sectors: int) -> tuple[tuple[Point, Point], ...]:
    """Return the normals of the two borders of each sector, clockwise, pointing inwards."""
    spokes = [direction(360.0 * k / sectors) for k in range(sectors + 1)]
    return tuple((Point(-a.y, a.x), Point(b.y, -b.x)) for a, b in pairwise(spokes))


def meets_segment(box: Sequence[float], a: Point, b: Point) -> bool:
    """Return whether the segment from `a` to `b` has a point inside a box.

    `box` is left, top, right, bottom.

    >>> meets_segment((0, 0, 4, 2), Point(-1, 1), Point(9, 1))
    True
    >>> meets_segment((0, 0, 4, 2), Point(-1, 1), Point(1, 9))
    False
    """
    (ax, ay), (bx, by) = a, b
    left, top, right, bottom = box
    enter, leave = 0.0, 1.0
    for start, step, low, high in ((ax, bx - ax, left, right), (ay, by - ay, top, bottom)):
        if step == 0.0:
            if start <= low or start >= high:
                return False
            continue
        first, last = (low - start) / step, (high - start) / step
        if first > last:
            first, last = last, first
        enter, leave = max(enter, first), min(leave, last)
    return enter < leave


def segments_meet(a: Point, b: Point, c: Point, d: Point, apart: float) -> bool:
    """Return whether two segments, a–b and c–d, cross or come nearer than `apart`.

    >>> segments_meet(Point(0, 0), Point(9, 9), Point(0, 9), Point(9, 0), 0)
    True
    """
    if _turn(a, b, c) * _turn(a, b, d) < 0.0 and _turn(c, d, a) * _turn(c, d, b) < 0.0:
        return True
    ends = (segment_distance(a, b, *c), segment_distance(a, b, *d))
    return min(*ends, segment_distance(c, d, *a), segment_distance(c, d, *b)) < apart


def _turn(a: Point, b: Point, c: Point) -> float:
    """Return a number whose sign says on which side of the line a–b the point c is."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def segment_distance(a: Point, b: Point, x: float, y: float) -> float:
    """Return the distance of the point (x, y) from the segment a–b.

    >>> segment_distance(Point(0, 0), Point(9, 0), 4, 3)
    3.0
    >>> segment_distance(Point(0, 0), Point(0, 0), 3, 4)
    5.0
    """
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    at = ((x - ax) * dx + (y - ay) * dy) / length if length else 0.0
    at = min(max(at, 0.0), 1.0)
    ex, ey = x - ax - at * dx, y - ay - at * dy
    return sqrt(ex * ex + ey * ey)
