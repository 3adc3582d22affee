"""Obstacles for labels: lines of rings, borders of sectors, blocked boxes, trails.

Coordinates are in px, relative to the radar's centre.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from radar.layout.geometry import Box, Point, direction

RING_COST, SECTOR_COST, TRAIL_COST = 9.0, 24.0, 6.0
"""Cost of a label that leaves its ring, that leaves its sector, and of each trail that it crosses.
The worst position beside a blip costs about 5 for comparison. `benchmarks/names.py` measures the
effect."""


@dataclass(frozen=True, slots=True)
class Obstacles:
    """All that labels have to keep clear of, but for blips and other labels.

    `radii` are the inner edge of the first ring (0 or that of a hole) and the outer edge of every
    ring. `cross` is the width of the channels between sectors. A label never covers a box of
    `blocked` (names of rings, headings, clusters); to cross one of `segments` (trails) has a cost.
    Labels stay within `bounds`, which may be larger than the disc.
    """

    radii: tuple[float, ...]
    sectors: int
    cross: float
    blocked: tuple[Box, ...]
    bounds: Box
    segments: tuple[tuple[Point, Point], ...] = ()


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
    spokes = [direction(360.0 * k / obstacles.sectors) for k in range(obstacles.sectors + 1)]
    for start, end in pairwise(spokes):
        normals = Point(-start.y, start.x), Point(end.y, -end.x)
        if all(n.x * x + n.y * y >= 0.0 for n in normals):
            break
    return RingSector(radii[ring], radii[ring + 1], normals)


def crossing_cost(
    obstacles: Obstacles, ring_sector: RingSector, box: Sequence[float]
) -> tuple[float, bool]:
    """Return the cost of the lines that a box crosses, and whether it crosses the rim of the radar.

    `ring_sector` is the one that the blip of the label is in.
    """
    left, top, right, bottom = box
    near_x = left if left > 0.0 else -right if right < 0.0 else 0.0
    near_y = top if top > 0.0 else -bottom if bottom < 0.0 else 0.0
    far_x = right if right > -left else -left
    far_y = bottom if bottom > -top else -top
    near, far = near_x * near_x + near_y * near_y, far_x * far_x + far_y * far_y
    cost = (
        RING_COST
        if near < ring_sector.inner * ring_sector.inner
        or far > ring_sector.outer * ring_sector.outer
        else 0.0
    )
    for x, y in ring_sector.normals:
        least = x * (left if x > 0.0 else right) + y * (top if y > 0.0 else bottom)
        if least < obstacles.cross / 2.0:
            cost += SECTOR_COST
    rim = obstacles.radii[-1] * obstacles.radii[-1]
    return cost, near < rim < far


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
