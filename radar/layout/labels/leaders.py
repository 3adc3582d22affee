"""Spots at a distance, joined to the blip by a straight line: for names with no room beside it."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import Final, NamedTuple

from radar.layout.geometry import Box, Point, direction
from radar.layout.labels.candidates import Side, Site, Spot, cheapest, crowding, within
from radar.layout.labels.obstacles import crossing, meets_segment
from radar.layout.labels.typesetting import Setting, Shape

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
ROUNDED: Final = 0.01
"""The ends of leaders are rounded to hundredths."""
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


class Hanger(NamedTuple):
    """A name on a leader: its box, how it is set, and what it costs before all is judged."""

    box: Box
    shape: Shape
    side: Side
    ends: tuple[Point, Point]
    cost: float


def led_spots(site: Site, setting: Setting, most: int = MOST) -> list[Spot]:
    """Return the cheapest places for a name at the end of a leader, cheapest first.

    What a place costs in itself is known before it is judged, and judging only adds to it: what
    costs more than so many found is not looked at.
    """
    tries = sorted(hangers(site, setting), key=lambda hanger: hanger.cost)
    around = {shape: within(site, shape.width, shape.height, LENGTHS[-1]) for shape in site.shapes}
    found: list[Spot] = []
    limit = 1e9
    for at, hanger in enumerate(tries):
        if at % most == 0 and len(found) >= most:
            found = cheapest(found)[:most]
            limit = found[-1].cost
        if hanger.cost >= limit:
            break
        judge(around[hanger.shape], hanger, found)
    return cheapest(found)[:most]


def hangers(site: Site, setting: Setting) -> Iterator[Hanger]:
    """Yield all names on leaders that are clear, wherever the names come to lie."""
    free = list(rays(site))
    for shape in site.shapes:
        for ray in free:
            for box, side, cost in attached(shape, ray, setting):
                yield Hanger(box, shape, side, ray.ends, cost + shape.cost)


def rays(site: Site) -> Iterator[Ray]:
    """Yield the leaders that cross neither a blip nor anything blocked."""
    mark, start = site.mark, site.mark.radius + ABOARD
    around = within(site, 0.0, 0.0, LENGTHS[-1])
    for ux, uy in DIRECTIONS:
        free = clear_way(around, ux, uy, start)
        first = Point(round(mark.x + ux * start, 2), round(mark.y + uy * start, 2))
        for length in LENGTHS:
            reach = start + length
            if reach > free:
                break
            last = Point(round(mark.x + ux * reach, 2), round(mark.y + uy * reach, 2))
            if any(meets_segment(taken, first, last) for taken in around.ground.blocked):
                break
            yield Ray(ux, uy, (first, last), LEADER + LENGTH * (length - LENGTHS[0]))


def clear_way(site: Site, ux: float, uy: float, start: float) -> float:
    """Return how far from its blip a leader can go before it comes too near to another."""
    here, free = site.mark, 1e9
    for _, _, x, y, radius in site.near:
        keep = radius + CLEAR + ROUNDED
        along, across = (x - here.x) * ux + (y - here.y) * uy, (x - here.x) * uy - (y - here.y) * ux
        rest = keep * keep - across * across
        if rest > 0.0 and along + sqrt(rest) > start:
            free = min(free, along - sqrt(rest))
    return free


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


def judge(site: Site, hanger: Hanger, found: list[Spot]) -> None:
    """Add the spot with all that it costs, unless it meets what it may not."""
    box, shape, side, ends, cost = hanger
    left, top, right, bottom = site.ground.bounds
    if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
        return
    crowd = crowding(box, site.near, site.mark.radius + NEAR)
    if crowd is None or any(box.meets(taken) for taken in site.ground.blocked):
        return
    lines, rim = crossing(site.ground, site.place, box)
    if not rim:
        found.append(Spot(*box, cost + crowd + lines, shape, side, lines > 0.0, ends))
