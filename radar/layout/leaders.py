"""Spots at a distance, joined to the blip by a straight line: for names with no room beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Final

from radar.layout.candidates import (
    Mark,
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
LEADER, LENGTH = 10.0, 0.3
"""What a leader costs, and each px of it."""


def led_spots(site: Site, setting: Setting) -> list[Spot]:
    """Return the places for a name at the end of a leader, cheapest first."""
    found: list[Spot] = []
    for shape in site.shapes:
        around = within(site, shape.width, shape.height, LENGTHS[-1])
        for box, side, leader, cost in ends(shape, site.mark, setting):
            spot = judged(around, shape, box, side, leader, cost)
            if spot:
                found.append(spot)
    return cheapest(found)[:MOST]


def ends(
    shape: Shape, mark: Mark, setting: Setting
) -> Iterator[tuple[Box, Side, tuple[Point, Point], float]]:
    """Yield box, setting, leader and cost for every direction and length."""
    start = mark.radius + ABOARD
    for ux, uy in DIRECTIONS:
        first = Point(round(mark.x + ux * start, 2), round(mark.y + uy * start, 2))
        for length in LENGTHS:
            reach = start + length
            last = Point(round(mark.x + ux * reach, 2), round(mark.y + uy * reach, 2))
            cost = LEADER + LENGTH * (length - LENGTHS[0])
            for box, side, more in attached(shape, last, ux, uy, setting):
                yield box, side, (first, last), cost + more


def attached(
    shape: Shape, end: Point, ux: float, uy: float, setting: Setting
) -> Iterator[tuple[Box, Side, float]]:
    """Yield the boxes that may hang on the end of a leader that points to (ux, uy)."""
    wide, high = shape.width, shape.height
    if -STEEP < ux < STEEP:
        top = end.y + ABOARD if uy > 0.0 else end.y - ABOARD - high
        for part in HANGS:
            left = end.x - wide / 2.0 - part * wide
            yield Box(left, top, left + wide, top + high), "middle", abs(part)
        return
    side: Side = "start" if ux > 0.0 else "end"
    left = end.x + ABOARD if ux > 0.0 else end.x - ABOARD - wide
    lead = (len(shape.lines) - 1) * setting.pitch / 2.0
    for down in (0.0, lead, -lead) if lead else (0.0,):
        top = end.y - high / 2.0 + down
        yield Box(left, top, left + wide, top + high), side, 0.5 if down else 0.0


def judged(
    site: Site, shape: Shape, box: Box, side: Side, leader: tuple[Point, Point], cost: float
) -> Spot | None:
    """Return the spot with what it costs, None where it meets something."""
    ground = site.ground
    lines, rim = crossing(ground, site.place, box)
    if rim or not free(box, leader, site):
        return None
    crowd = crowding(box, site.near, site.mark.radius + 3.0)
    if crowd is None:
        return None
    total = cost + shape.cost + crowd + lines
    return Spot(*box, total, shape, side, lines > 0.0, leader)


def free(box: Box, leader: tuple[Point, Point], site: Site) -> bool:
    """Tell whether nothing that may not be crossed lies under a box and its leader."""
    left, top, right, bottom = site.ground.bounds
    if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
        return False
    for taken in site.ground.blocked:
        if box.meets(taken) or meets_segment(taken, *leader):
            return False
    return all(off(mark.x, mark.y, leader) >= mark.radius + CLEAR for mark in site.near)


def off(x: float, y: float, segment: Sequence[Point]) -> float:
    """Return the distance of a point from a segment."""
    (ax, ay), (bx, by) = segment
    dx, dy = bx - ax, by - ay
    at = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)
    at = 0.0 if at < 0.0 else 1.0 if at > 1.0 else at
    ex, ey = x - ax - at * dx, y - ay - at * dy
    return sqrt(ex * ex + ey * ey)
