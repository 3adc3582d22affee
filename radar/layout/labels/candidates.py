"""Label candidates beside a blip: right, left, above and below, on one line or on several.

The cost of a candidate does not depend on other labels. It says how hard the label is to read:
right of the blip costs nothing, other sides and further lines cost a little, crossing a line costs
more, and being nearer to another blip than to its own costs most. A position that overlaps a blip
or a blocked box is no candidate.

`python -m benchmarks.names` shows what a change of the numbers below does; see `docs/names.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import sqrt
from typing import Final, Literal, NamedTuple

from radar.layout.geometry import Box, Point
from radar.layout.labels.obstacles import (
    TRAIL_COST,
    Obstacles,
    RingSector,
    crossing_cost,
    meets_segment,
)
from radar.layout.labels.typesetting import LabelShape, Setting
from radar.layout.text.sizes import MIDDLE

TextAnchor = Literal["start", "middle", "end"]
_Shift = tuple[float, float, TextAnchor]

_BLIP_CLEARANCE: Final = 1.0
"""Least distance between a label and a blip that is not its own, in px."""
_NEARER_COST, _AMBIGUOUS_COST = 14.0, 4.0
"""Cost of being nearer to another blip than to its own, and highest cost of being nearly so."""
_SLIDES: Final = ((0.0, 0.0), (0.3, 0.6), (0.75, 1.2))
_FINE_SLIDES: Final = ((0.15, 0.5), (0.45, 0.9), (0.6, 1.1), (0.9, 1.6))
"""Vertical shifts of a label beside its blip, in halves of its height, each with its cost."""
_ROUND_SLIDES: Final = ((0.5, 2.4), (0.85, 3.2))
"""Further vertical shifts, around the blip: beyond half the height, in units of the distance from
the blip's centre to the label."""
_SHIFTS: Final[tuple[_Shift, ...]] = (
    (0.0, 0.0, "middle"),
    (0.5, 0.5, "middle"),
    (-0.5, 0.6, "middle"),
    (1.0, 0.8, "start"),
    (-1.0, 0.9, "end"),
)
_FINE_SHIFTS: Final[tuple[_Shift, ...]] = (
    (0.25, 0.4, "middle"),
    (-0.25, 0.5, "middle"),
    (0.75, 0.7, "middle"),
    (-0.75, 0.8, "middle"),
    (1.2, 1.6, "start"),
    (-1.2, 1.7, "end"),
)
"""Horizontal shifts of a label above or below its blip, in halves of its width, each with its cost
and the anchor of its text."""

SIDE_REACH: Final = 1.26
"""Horizontal distance from its blip within which a label can affect anything, in widths of the
label: the largest shift takes its far edge to 1.1, and another blip counts as near within 1.6
times the distance of its own."""


class NamedBlip(NamedTuple):
    """A blip whose name `text` is to be placed; in px, relative to the radar's centre."""

    id: str
    text: str
    x: float
    y: float
    radius: float


class LabelContext(NamedTuple):
    """A blip, the shapes of its label, and what is around it.

    `near` are other blips, `ring_sector` is where the blip itself lies.
    """

    blip: NamedBlip
    shapes: Sequence[LabelShape]
    near: Sequence[NamedBlip]
    ring_sector: RingSector
    obstacles: Obstacles


class Candidate(NamedTuple):
    """A possible position of a label: its box, its cost, its shape, and its leader if it has one.

    `anchor` is the alignment of its lines; `plate` says whether it lies on a line, which is then
    interrupted behind it.
    """

    left: float
    top: float
    right: float
    bottom: float
    cost: float
    shape: LabelShape
    anchor: TextAnchor
    plate: bool
    leader: tuple[Point, ...] = ()


_Corner = tuple[float, float, float, TextAnchor]
"""Left edge, top, cost and text anchor of a candidate before obstacles are looked at."""


def _positions_beside(
    shape: LabelShape, blip: NamedBlip, setting: Setting, *, fine: bool
) -> Iterator[_Corner]:
    """Yield positions to the right and to the left, shifted up and down around the blip."""
    reach, half = blip.radius + setting.gap, shape.height / 2.0
    lead = (len(shape.lines) - 1) * setting.pitch / 2.0
    middle = blip.y + (MIDDLE - setting.face.ascent) * setting.size - lead
    slides = [(part * half, cost) for part, cost in (_FINE_SLIDES if fine else _SLIDES)]
    slides += [(half + part * reach, cost) for part, cost in _ROUND_SLIDES]
    if lead:
        slides += [(lead, 0.5)]
    for down, cost in slides:
        off = down - half
        aside = reach if off <= 0.0 else sqrt(reach * reach - off * off)
        right, left = blip.x + aside, blip.x - aside - shape.width
        yield right, middle + down, cost + 0.2, "start"
        yield left, middle + down, cost + 1.2, "end"
        if down:
            yield right, middle - down, cost, "start"
            yield left, middle - down, cost + 1.0, "end"


def _positions_above_and_below(
    shape: LabelShape, blip: NamedBlip, setting: Setting, *, fine: bool
) -> Iterator[_Corner]:
    """Yield positions above and below: centred, or shifted until flush with the blip and beyond."""
    above = blip.y - blip.radius - 0.5 * setting.gap - shape.height
    below = blip.y + blip.radius + 0.4 * setting.gap
    left, edge = blip.x - shape.width / 2.0, shape.width / 2.0 - blip.radius
    for part, cost, anchor in _FINE_SHIFTS if fine else _SHIFTS:
        shift = part * edge
        if part and edge < 2.0:
            continue
        yield left + shift, above, cost + 2.0, anchor
        yield left + shift, below, cost + 2.3, anchor


def find_candidates(
    context: LabelContext, setting: Setting, ample: int = 10_000
) -> list[Candidate]:
    """Return the candidates beside a blip, cheapest first.

    With `ample` candidates or more, further shapes of the label are not tried. If all candidates
    lie on lines, finer shifts are tried as well.
    """
    candidates = _generate_candidates(context, setting, fine=False, ample=ample)
    if all(candidate.plate for candidate in candidates):
        candidates += find_fine_candidates(context, setting)
    return sort_by_cost(candidates)


def find_fine_candidates(context: LabelContext, setting: Setting) -> list[Candidate]:
    """Return candidates at the finer shifts, which lie between those of `find_candidates`."""
    return _generate_candidates(context, setting, fine=True)


def _generate_candidates(
    context: LabelContext, setting: Setting, *, fine: bool, ample: int = 10_000
) -> list[Candidate]:
    """Return the candidates at the usual shifts or, if `fine`, at those between, in no order."""
    blip = context.blip
    candidates: list[Candidate] = []
    for shape in context.shapes:
        around = restrict_to_reach(context, shape.width, shape.height, blip.radius + setting.gap)
        for corner in _positions_beside(shape, blip, setting, fine=fine):
            _check_and_append(around, shape, corner, candidates)
        for corner in _positions_above_and_below(shape, blip, setting, fine=fine):
            _check_and_append(around, shape, corner, candidates)
        if len(candidates) >= ample:
            break
    return candidates


def sort_by_cost(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates sorted by their cost, lowest first."""
    return sorted(candidates, key=lambda candidate: candidate.cost)


def restrict_to_reach(
    context: LabelContext, wide: float, high: float, reach: float
) -> LabelContext:
    """Return the context without anything that a label of a size cannot touch.

    `wide` and `high` are the size of the label, `reach` is its farthest distance from the centre
    of its blip, in px. This makes the checks of many candidates faster and changes no result.
    """
    blip, obstacles = context.blip, context.obstacles
    margin = 2.7 * reach
    aside = SIDE_REACH * wide + margin
    box = Box(blip.x - aside, blip.y - high - margin, blip.x + aside, blip.y + high + margin)
    left, top, right, bottom = box
    return context._replace(
        near=[m for m in context.near if left < m.x < right and top < m.y < bottom],
        obstacles=replace(
            obstacles,
            blocked=tuple(taken for taken in obstacles.blocked if taken.meets(box)),
            segments=tuple(pair for pair in obstacles.segments if meets_segment(box, *pair)),
        ),
    )


def _check_and_append(
    context: LabelContext, shape: LabelShape, corner: _Corner, candidates: list[Candidate]
) -> None:
    """Append the candidate at a position, with its whole cost, unless an obstacle forbids it."""
    left, top, cost, anchor = corner
    obstacles = context.obstacles
    box = (left, top, left + shape.width, top + shape.height)
    bounds = obstacles.bounds
    if left < bounds[0] or top < bounds[1] or box[2] > bounds[2] or box[3] > bounds[3]:
        return
    crowd = (
        crowding_cost(box, context.near, _box_distance(box, context.blip.x, context.blip.y))
        if context.near
        else 0.0
    )
    if crowd is None:
        return
    lines, rim = crossing_cost(obstacles, context.ring_sector, box)
    if rim:
        return
    for taken in obstacles.blocked:
        if taken.meets(Box(*box)):
            return
    for a, b in obstacles.segments:
        if meets_segment(box, a, b):
            lines += TRAIL_COST
    candidates.append(
        Candidate(*box, cost + shape.cost + crowd + lines, shape, anchor, lines > 0.0)
    )


def crowding_cost(box: Sequence[float], near: Sequence[NamedBlip], own: float) -> float | None:
    """Return the cost of other blips `near` a box, None if the box overlaps one.

    `own` is the distance of the box from the blip that it belongs to, in px.
    """
    left, top, right, bottom = box
    margin = 1.6 * own + 1.0
    cost = 0.0
    for _, _, x, y, radius in near:
        if x < left - margin or x > right + margin or y < top - margin or y > bottom + margin:
            continue
        away = _box_distance(box, x, y)
        if away < radius + _BLIP_CLEARANCE:
            return None
        if away < own + 0.2:
            cost += _NEARER_COST
        elif away < margin:
            cost += _AMBIGUOUS_COST * (margin - away) / (margin - own)
    return cost


def _box_distance(box: Sequence[float], x: float, y: float) -> float:
    """Return the distance of the point (x, y) from a box, 0 inside it.

    >>> _box_distance((0, 0, 4, 2), 7, 6), _box_distance((0, 0, 4, 2), 1, 1)
    (5.0, 0.0)
    """
    left, top, right, bottom = box
    dx = left - x if x < left else x - right if x > right else 0.0
    dy = top - y if y < top else y - bottom if y > bottom else 0.0
    return sqrt(dx * dx + dy * dy)
