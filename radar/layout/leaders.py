"""Spots at a distance, joined to the blip by a straight line: for names with no room beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Final, NamedTuple

from radar.layout.candidates import (
    Setting,
    Shape,
    Side,
    Site,
    Spot,
    cheapest,
    crowding,
    within,
)
from radar.layout.geometry import Box, Point, direction
from radar.layout.ground import crossing, meets_segment

LENGTHS: Final = (14.0, 18.0, 23.0, 29.0, 36.0, 43.0, 50.0)
"""How long leaders may be, in px."""
DIRECTIONS: Final = tuple(direction(15.0 * k) for k in range(24))
STEEP: Final = 0.6
"""A leader less level than this ends above or below its name."""
HANGS: Final = (0.0, 0.25, -0.25, 0.45, -0.45)
"""How far from the middle of the name such a leader may end, in widths."""
ABOARD: Final = 1.0
"""Room between a blip and its leader, and between a leader and its name."""
CLEAR: Final = 2.0
"""How near a leader may come to another blip, in px."""
MOST: Final = 30
"""How many places with a leader to keep for one name."""
NEAR: Final = 3.0
"""How near to another blip a name at the end of a leader would seem to be that one's."""
LEADER, LENGTH = 10.0, 0.3
"""What a leader costs, and each px of it."""


class Ray(NamedTuple):
    """A leader without a name: its direction, its ends, what it costs."""

    ux: float
    uy: float
    ends: tuple[Point, Point]
    cost: float


def led_spots(site: Site, setting: Setting) -> list[Spot]:
    """Return the places for a name at the end of a leader, cheapest first."""
    found: list[Spot] = []
    free = list(rays(site))
    for shape in site.shapes:
        around = within(site, shape.width, shape.height, LENGTHS[-1])
        for ray in free:
            for box, side, cost in attached(shape, ray, setting):
                judge(around, shape, box, side, ray, cost, found)
    return cheapest(found)[:MOST]


def rays(site: Site) -> Iterator[Ray]:
    """Yield the leaders that cross neither a blip nor anything blocked."""
    mark, start = site.mark, site.mark.radius + ABOARD
    around = within(site, 0.0, 0.0, LENGTHS[-1])
    for ux, uy in DIRECTIONS:
        first = Point(round(mark.x + ux * start, 2), round(mark.y + uy * start, 2))
        for length in LENGTHS:
            reach = start + length
            last = Point(round(mark.x + ux * reach, 2), round(mark.y + uy * reach, 2))
            if not clear((first, last), around):
                break
            yield Ray(ux, uy, (first, last), LEADER + LENGTH * (length - LENGTHS[0]))


def clear(leader: tuple[Point, Point], site: Site) -> bool:
    """Tell whether a leader crosses neither a blip nor anything blocked."""
    for taken in site.ground.blocked:
        if meets_segment(taken, *leader):
            return False
    return all(off(mark.x, mark.y, leader) >= mark.radius + CLEAR for mark in site.near)


def attached(shape: Shape, ray: Ray, setting: Setting) -> Iterator[tuple[Box, Side, float]]:
    """Yield the boxes that may hang on the end of a leader, and what they cost with it."""
    wide, high, (_, end) = shape.width, shape.height, ray.ends
    if -STEEP < ray.ux < STEEP:
        top = end.y + ABOARD if ray.uy > 0.0 else end.y - ABOARD - high
        for part in HANGS:
            left = end.x - wide / 2.0 - part * wide
            yield Box(left, top, left + wide, top + high), "middle", ray.cost + abs(part)
        return
    side: Side = "start" if ray.ux > 0.0 else "end"
    left = end.x + ABOARD if ray.ux > 0.0 else end.x - ABOARD - wide
    lead = (len(shape.lines) - 1) * setting.pitch / 2.0
    for down in (0.0, lead, -lead) if lead else (0.0,):
        top = end.y - high / 2.0 + down
        yield Box(left, top, left + wide, top + high), side, ray.cost + (0.5 if down else 0.0)


def judge(
    site: Site, shape: Shape, box: Box, side: Side, ray: Ray, cost: float, found: list[Spot]
) -> None:
    """Add the spot with all that it costs, unless it meets what it may not."""
    left, top, right, bottom = site.ground.bounds
    if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
        return
    crowd = crowding(box, site.near, site.mark.radius + NEAR)
    lines, rim = crossing(site.ground, site.place, box)
    if crowd is None or rim or any(box.meets(taken) for taken in site.ground.blocked):
        return
    found.append(Spot(*box, cost + shape.cost + crowd + lines, shape, side, lines > 0.0, ray.ends))


def off(x: float, y: float, segment: Sequence[Point]) -> float:
    """Return the distance of a point from a segment."""
    (ax, ay), (bx, by) = segment
    dx, dy = bx - ax, by - ay
    at = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)
    at = 0.0 if at < 0.0 else 1.0 if at > 1.0 else at
    ex, ey = x - ax - at * dx, y - ay - at * dy
    return sqrt(ex * ex + ey * ey)
