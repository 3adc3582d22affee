"""Tails: the side that a moved blip came from, drawn along the radius.

What moved in came from outside, what moved out from inside, and a tail says no more than that and
how many rings it was: a line across it for each one beyond the first. Where a blip stood in the
edition before is no part of it, since in a crowded ring that may be anywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import sqrt
from typing import Final

from radar.history import Standing
from radar.layout.composition.context import PictureContext
from radar.layout.geometry import Box, Point
from radar.layout.labels.obstacles import meets_segment
from radar.layout.scene import Blip, Tail, Trail
from radar.model import Movement

_MOVED: Final = (Movement.IN, Movement.OUT)
_FIRST, _FURTHER = 11.0, 7.0
"""Length of a tail beyond its mark in px: for the first ring crossed, and for each further one."""
_LEAST, _LEAST_FURTHER = 4.5, 3.0
"""The same where other marks are near: less, and neither tail nor notches could be seen."""
_WIDTH: Final = 0.74
"""Half the width of a tail at the middle of its mark, in radii: the mark hides its sides."""
_OVERHANG: Final = 1.3
"""How far a notch reaches beyond the tail to either side, in px: enough to be seen as a line."""
_CLEARANCE: Final = 2.0
"""Room between the tip of a tail and another mark, in px."""
_STEP: Final = 1.0
"""By how much a tail is shortened at a time until it is clear of a name, in px."""


def trails(
    context: PictureContext, shown: Sequence[Blip], room: float, names: Sequence[Box] = ()
) -> tuple[Trail, ...]:
    """Return the trails of moved blips.

    They end before the discs of radius `room`, in px, that any blip may need, and before the boxes
    of `names` that stand already, but none is shorter than can be seen.
    """
    standings = {standing.entry.id: standing for standing in context.standings}
    columns = sorted(shown, key=lambda blip: blip.x)
    found = []
    for blip in shown:
        if blip.movement in _MOVED:
            ways = _Ways(context, columns, max(room, blip.radius) + _CLEARANCE, names)
            found.append(_trail(blip, standings[blip.entry], context, ways))
    return tuple(found)


def tail_segments(trail: Trail) -> Iterator[tuple[Point, Point]]:
    """Yield lines that no name may touch: the sides of a tail and its notches."""
    start, tip, end = trail.tail.outline
    yield from ((start, tip), (end, tip), *trail.tail.notches)


def make_tail(x: float, y: float, radius: float, way: Point, length: float, steps: int) -> Tail:
    """Return the tail of a mark at (x, y): along the unit vector `way`, over `steps` rings.

    `length` is how far it reaches beyond the mark's radius, in px.

    >>> make_tail(0, 0, 5, Point(1, 0), 12, 2).notches
    ((Point(x=11.0, y=-2.61), Point(x=11.0, y=2.61)),)
    """
    reach, half = radius + length, radius * _WIDTH

    def at(along: float, across: float) -> Point:
        return Point(
            round(x + way.x * along - way.y * across, 2) + 0.0,
            round(y + way.y * along + way.x * across, 2) + 0.0,
        )

    notches = []
    for step in range(1, steps):
        along = radius + length * step / steps
        wide = half * (1.0 - along / reach) + _OVERHANG
        notches.append((at(along, -wide), at(along, wide)))
    return Tail((at(0.0, -half), at(reach, 0.0), at(0.0, half)), tuple(notches))


def usual_length(steps: int) -> float:
    """Return how far a tail reaches beyond its mark where there is room, in px."""
    return _FIRST + _FURTHER * (steps - 1)


def _trail(blip: Blip, standing: Standing, context: PictureContext, ways: _Ways) -> Trail:
    far = sqrt(blip.x * blip.x + blip.y * blip.y) or 1.0
    sign = 1.0 if blip.movement is Movement.IN else -1.0
    outwards = Point(blip.x / far, blip.y / far)
    way = Point(sign * outwards.x, sign * outwards.y)
    steps = max(abs(standing.transition.steps), 1)
    free = ways.free_length(blip, way, usual_length(steps))
    length = max(free, _LEAST + _LEAST_FURTHER * (steps - 1))
    tail = make_tail(blip.x, blip.y, blip.radius, way, length, steps)
    middles = [(inner + outer) / 2 for inner, outer in pairwise(context.radii)]
    ring = context.content.radar.ring_order[blip.ring] + standing.transition.steps
    middle = middles[min(max(ring, 0), len(middles) - 1)]
    origin = Point(round(outwards.x * middle, 2) + 0.0, round(outwards.y * middle, 2) + 0.0)
    return Trail(blip.entry, blip.quadrant, tail, origin)


class _Ways:
    """What is in the way of a tail: marks (sorted by x), borders of its quadrant, names."""

    def __init__(
        self, context: PictureContext, columns: Sequence[Blip], keep: float, names: Sequence[Box]
    ) -> None:
        places = context.content.radar.quadrant_order
        self._borders = {at: (first, last) for at, first, last in context.quadrant_borders}
        self._places, self._half = places, context.style.cross / 2 + 1.0
        self._columns, self._keep, self._names = columns, keep, names

    def free_length(self, blip: Blip, way: Point, wanted: float) -> float:
        """Return how far beyond its mark a tail can go, up to `wanted`, in px."""
        length = min(wanted, self._to_border(blip, way), self._to_mark(blip, way, wanted))
        near = Point(blip.x + way.x * blip.radius, blip.y + way.y * blip.radius)
        while length > _LEAST and any(
            meets_segment(box, near, Point(near.x + way.x * length, near.y + way.y * length))
            for box in self._names
        ):
            length -= _STEP
        return length

    def _to_border(self, blip: Blip, way: Point) -> float:
        """Return how far a tail can go before it comes into a channel between quadrants."""
        length = 1e9
        first, last = self._borders[self._places[blip.quadrant]]
        for normal in (Point(-first.y, first.x), Point(last.y, -last.x)):
            here = normal.x * blip.x + normal.y * blip.y
            step = normal.x * way.x + normal.y * way.y
            if step < -1e-9:
                length = min(length, max((here - self._half) / -step, 0.0) - blip.radius)
        return length

    def _to_mark(self, blip: Blip, way: Point, wanted: float) -> float:
        """Return how far a tail can go before it comes near another mark."""
        keep, reach = self._keep, wanted + blip.radius
        low, high = sorted((blip.x, blip.x + way.x * reach))
        first = bisect_left(self._columns, low - keep, key=lambda other: other.x)
        last = bisect_right(self._columns, high + keep, key=lambda other: other.x)
        length = reach
        for other in self._columns[first:last]:
            x, y = other.x - blip.x, other.y - blip.y
            along, across = x * way.x + y * way.y, x * way.y - y * way.x
            rest = keep * keep - across * across
            if other.entry != blip.entry and rest > 0.0 and along > 0.0:
                length = min(length, max(along - sqrt(rest), 0.0))
        return length - blip.radius
