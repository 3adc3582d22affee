"""Label candidates at the end of a leader: a straight line to a blip with no room beside it.

`python -m benchmarks.names` shows what a change of the numbers below does; see `docs/names.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import Final, NamedTuple

from radar.layout.geometry import Box, Point, direction
from radar.layout.labels.candidates import (
    Candidate,
    LabelContext,
    TextAnchor,
    crowding_cost,
    restrict_to_reach,
    sort_by_cost,
)
from radar.layout.labels.obstacles import crossing_cost, meets_segment
from radar.layout.labels.typesetting import LabelShape, Setting

_LENGTHS: Final = (14.0, 18.0, 23.0, 29.0, 36.0, 43.0, 50.0)
"""The lengths of leaders that are tried, in px."""
_DIRECTIONS: Final = tuple(direction(15.0 * k) for k in range(24))
_STEEP: Final = 0.6
"""Largest horizontal part of a leader's unit vector with which it ends above or below its label."""
_END_OFFSETS: Final = (0.0, 0.25, -0.25, 0.45, -0.45)
"""Where such a leader may end: offsets from the middle of its label, in widths of the label."""
_END_GAP: Final = 1.0
"""Gap between a blip and its leader, and between a leader and its label, in px."""
_BLIP_CLEARANCE: Final = 2.0
"""Least distance between a leader and another blip, in px."""
_ROUNDING: Final = 0.01
"""In px: the ends of leaders are rounded to hundredths, so checks keep that much in reserve."""
_MOST_CANDIDATES: Final = 30
"""Number of candidates with a leader that are kept for one label: the work grows with its
square."""
_NEAR_BLIP: Final = 3.0
"""In px: a label on a leader that is nearer to another blip seems to belong to that blip."""
_LEADER_COST, _COST_PER_PX = 10.0, 0.3
"""Cost of the shortest leader, more than of any usual position beside a blip, and of each further
px."""


class _Leader(NamedTuple):
    """A leader without its label: its unit vector, its ends, and its cost."""

    ux: float
    uy: float
    ends: tuple[Point, Point]
    cost: float


class _LabelOnLeader(NamedTuple):
    """A label at the end of a leader, with its cost before obstacles are looked at."""

    box: Box
    shape: LabelShape
    anchor: TextAnchor
    ends: tuple[Point, Point]
    cost: float


def find_leader_candidates(
    context: LabelContext, setting: Setting, most: int = _MOST_CANDIDATES
) -> list[Candidate]:
    """Return the `most` cheapest candidates at the end of a leader, cheapest first.

    Obstacles only add to a cost, so a position that costs more than the last candidate of a full
    list before obstacles are looked at can be skipped.
    """
    tries = sorted(_labels_on_leaders(context, setting), key=lambda label: label.cost)
    around = {
        shape: restrict_to_reach(context, shape.width, shape.height, _LENGTHS[-1])
        for shape in context.shapes
    }
    candidates: list[Candidate] = []
    limit = 1e9
    for at, label in enumerate(tries):
        if at % most == 0 and len(candidates) >= most:
            candidates = sort_by_cost(candidates)[:most]
            limit = candidates[-1].cost
        if label.cost >= limit:
            break
        _check_and_append(around[label.shape], label, candidates)
    return sort_by_cost(candidates)[:most]


def _labels_on_leaders(context: LabelContext, setting: Setting) -> Iterator[_LabelOnLeader]:
    """Yield all labels on leaders that are clear, whatever the labels themselves cover."""
    free = list(_clear_leaders(context))
    for shape in context.shapes:
        for leader in free:
            for box, anchor, cost in _boxes_at_end(shape, leader, setting):
                yield _LabelOnLeader(box, shape, anchor, leader.ends, cost + shape.cost)


def _clear_leaders(context: LabelContext) -> Iterator[_Leader]:
    """Yield the leaders that cross neither another blip nor a blocked box."""
    blip, start = context.blip, context.blip.radius + _END_GAP
    around = restrict_to_reach(context, 0.0, 0.0, _LENGTHS[-1])
    for ux, uy in _DIRECTIONS:
        free = _clear_length(around, ux, uy, start)
        first = Point(round(blip.x + ux * start, 2), round(blip.y + uy * start, 2))
        for length in _LENGTHS:
            reach = start + length
            if reach > free:
                break
            last = Point(round(blip.x + ux * reach, 2), round(blip.y + uy * reach, 2))
            if any(meets_segment(taken, first, last) for taken in around.obstacles.blocked):
                break
            yield _Leader(
                ux, uy, (first, last), _LEADER_COST + _COST_PER_PX * (length - _LENGTHS[0])
            )


def _clear_length(context: LabelContext, ux: float, uy: float, start: float) -> float:
    """Return how far from the centre of its blip a leader can go before it is too near to another.

    `ux`, `uy` are its unit vector, `start` is the distance at which it begins.
    """
    here, free = context.blip, 1e9
    for _, _, x, y, radius in context.near:
        keep = radius + _BLIP_CLEARANCE + _ROUNDING
        along, across = (x - here.x) * ux + (y - here.y) * uy, (x - here.x) * uy - (y - here.y) * ux
        rest = keep * keep - across * across
        if rest > 0.0 and along + sqrt(rest) > start:
            free = min(free, along - sqrt(rest))
    return free


def _boxes_at_end(
    shape: LabelShape, leader: _Leader, setting: Setting
) -> Iterator[tuple[Box, TextAnchor, float]]:
    """Yield box, anchor and cost of each way to put a label at the end of a leader."""
    wide, high, (_, end) = shape.width, shape.height, leader.ends
    if -_STEEP < leader.ux < _STEEP:
        top = end.y + _END_GAP if leader.uy > 0.0 else end.y - _END_GAP - high
        for part in _END_OFFSETS:
            left = end.x - wide / 2.0 - part * wide
            yield Box(left, top, left + wide, top + high), "middle", leader.cost + abs(part)
        return
    anchor: TextAnchor = "start" if leader.ux > 0.0 else "end"
    left = end.x + _END_GAP if leader.ux > 0.0 else end.x - _END_GAP - wide
    lead = (len(shape.lines) - 1) * setting.pitch / 2.0
    for down in (0.0, lead, -lead) if lead else (0.0,):
        top = end.y - high / 2.0 + down
        yield Box(left, top, left + wide, top + high), anchor, leader.cost + (0.5 if down else 0.0)


def _check_and_append(
    context: LabelContext, label: _LabelOnLeader, candidates: list[Candidate]
) -> None:
    """Append the candidate with its whole cost, unless an obstacle forbids it."""
    box, shape, anchor, ends, cost = label
    left, top, right, bottom = context.obstacles.bounds
    if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
        return
    crowd = crowding_cost(box, context.near, context.blip.radius + _NEAR_BLIP)
    if crowd is None or any(box.meets(taken) for taken in context.obstacles.blocked):
        return
    lines, rim = crossing_cost(context.obstacles, context.ring_sector, box)
    if not rim:
        candidates.append(Candidate(*box, cost + crowd + lines, shape, anchor, lines > 0.0, ends))
