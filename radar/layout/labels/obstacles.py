"""What names stand on: rings, sectors, places that are taken, and what crossing a line costs.

Coordinates are relative to the radar's centre.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from radar.layout.geometry import Box, Point, direction

RING, SECTOR, TRAIL = 9.0, 24.0, 6.0
"""What it costs a name to cross a ring line, to leave its sector, to cross a trail; the unit is
that of `candidates`, where the worst place beside a blip costs about 5."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A radar before names are put on it.

    `radii` are the inner edge of the first ring (0 or a hole) and the outer edge of each; `cross`
    is the width of the channels between sectors. `blocked` (names of rings, headings, clusters) is
    never crossed, `segments` (trails) where it can be helped. Names stay within `bounds`, which
    may be larger than the disc.
    """

    radii: tuple[float, ...]
    sectors: int
    cross: float
    blocked: tuple[Box, ...]
    bounds: Box
    segments: tuple[tuple[Point, Point], ...] = ()


class Place(NamedTuple):
    """One ring of one sector: its radii and the normals of its straight edges, inwards."""

    inner: float
    outer: float
    normals: tuple[Point, Point]


def place_of(ground: Ground, x: float, y: float) -> Place:
    """Return the ring and sector that a point is in.

    >>> ground = Ground((0, 100, 200), 4, 0, (), Box(-200, -200, 200, 200))
    >>> place_of(ground, 90, -90)[:2]
    (100, 200)
    """
    radius = sqrt(x * x + y * y)
    radii = ground.radii
    ring = sum(radius > edge for edge in radii[1:-1])
    spokes = [direction(360.0 * k / ground.sectors) for k in range(ground.sectors + 1)]
    for start, end in pairwise(spokes):
        normals = Point(-start.y, start.x), Point(end.y, -end.x)
        if all(n.x * x + n.y * y >= 0.0 for n in normals):
            break
    return Place(radii[ring], radii[ring + 1], normals)


def crossing(ground: Ground, place: Place, box: Sequence[float]) -> tuple[float, bool]:
    """Return what the lines under a box cost, and whether it crosses the rim of the radar."""
    left, top, right, bottom = box
    near_x = left if left > 0.0 else -right if right < 0.0 else 0.0
    near_y = top if top > 0.0 else -bottom if bottom < 0.0 else 0.0
    far_x = right if right > -left else -left
    far_y = bottom if bottom > -top else -top
    near, far = near_x * near_x + near_y * near_y, far_x * far_x + far_y * far_y
    cost = RING if near < place.inner * place.inner or far > place.outer * place.outer else 0.0
    for x, y in place.normals:
        least = x * (left if x > 0.0 else right) + y * (top if y > 0.0 else bottom)
        if least < ground.cross / 2.0:
            cost += SECTOR
    rim = ground.radii[-1] * ground.radii[-1]
    return cost, near < rim < far


def meets_segment(box: Sequence[float], a: Point, b: Point) -> bool:
    """Tell whether a segment has a point inside a box (left, top, right, bottom).

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
