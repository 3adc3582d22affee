"""Where the name of one blip could stand: to its right, left, above, below, in one line or more.

Each place is a `Spot` with what it costs in itself, whoever else is there. Costs are what a
reader pays: right of the blip is free, other sides and further lines cost a little, crossing a
line more, and standing nearer to another blip most. A spot that meets a blip or something blocked
is no candidate at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import sqrt
from typing import Final, Literal, NamedTuple

from radar.layout.geometry import Box, Point
from radar.layout.labels.obstacles import TRAIL, Ground, Place, crossing, meets_segment
from radar.layout.labels.typesetting import Setting, Shape
from radar.layout.text.sizes import MIDDLE

Side = Literal["start", "middle", "end"]
Shift = tuple[float, float, Side]

TOUCH: Final = 1.0
"""How near a name may come to a blip that is not its own, in px."""
NEARER, AMBIGUOUS = 14.0, 4.0
"""What it costs to stand nearer to another blip than to one's own, or nearly so."""
SLIDES: Final = ((0.0, 0.0), (0.3, 0.6), (0.75, 1.2))
SLIDES_FINE: Final = ((0.15, 0.5), (0.45, 0.9), (0.6, 1.1), (0.9, 1.6))
"""How far down a name may slide beside its blip, in halves of its height, and what that costs."""
ROUND: Final = ((0.5, 2.4), (0.85, 3.2))
"""The same beyond its half, around the blip, in gaps to the blip's centre."""
SHIFTS: Final[tuple[Shift, ...]] = (
    (0.0, 0.0, "middle"),
    (0.5, 0.5, "middle"),
    (-0.5, 0.6, "middle"),
    (1.0, 0.8, "start"),
    (-1.0, 0.9, "end"),
)
SHIFTS_FINE: Final[tuple[Shift, ...]] = (
    (0.25, 0.4, "middle"),
    (-0.25, 0.5, "middle"),
    (0.75, 0.7, "middle"),
    (-0.75, 0.8, "middle"),
    (1.2, 1.6, "start"),
    (-1.2, 1.7, "end"),
)
"""How far aside a name may stand above its blip, in halves of its width, and what that costs."""

ASIDE: Final = 1.26
"""How far from its blip a name may matter to others, in its widths: the farthest shift takes its
far edge to 1.1, and another blip counts as near within 1.6 times the distance of its own."""


class Mark(NamedTuple):
    """A blip with a name; coordinates are relative to the radar's centre."""

    id: str
    text: str
    x: float
    y: float
    radius: float


class Site(NamedTuple):
    """A blip, the ways to set its name, and what is around: other blips, its ring, the ground."""

    mark: Mark
    shapes: Sequence[Shape]
    near: Sequence[Mark]
    place: Place
    ground: Ground


class Spot(NamedTuple):
    """A place for a name: its box, what it costs, how it is set, and its leader if it needs one."""

    left: float
    top: float
    right: float
    bottom: float
    cost: float
    shape: Shape
    side: Side
    plate: bool
    leader: tuple[Point, ...] = ()


Corner = tuple[float, float, float, Side]
"""Left edge, top, cost and setting of a place."""


def beside(shape: Shape, mark: Mark, setting: Setting, *, fine: bool) -> Iterator[Corner]:
    """Yield the places to the right and to the left, slid up and down around the blip."""
    reach, half = mark.radius + setting.gap, shape.height / 2.0
    lead = (len(shape.lines) - 1) * setting.pitch / 2.0
    middle = mark.y + (MIDDLE - setting.face.ascent) * setting.size - lead
    slides = [(part * half, cost) for part, cost in (SLIDES_FINE if fine else SLIDES)]
    slides += [(half + part * reach, cost) for part, cost in ROUND]
    if lead:
        slides += [(lead, 0.5)]
    for down, cost in slides:
        off = down - half
        aside = reach if off <= 0.0 else sqrt(reach * reach - off * off)
        right, left = mark.x + aside, mark.x - aside - shape.width
        yield right, middle + down, cost + 0.2, "start"
        yield left, middle + down, cost + 1.2, "end"
        if down:
            yield right, middle - down, cost, "start"
            yield left, middle - down, cost + 1.0, "end"


def over(shape: Shape, mark: Mark, setting: Setting, *, fine: bool) -> Iterator[Corner]:
    """Yield the places above and below: in the middle, or slid aside until flush with the blip."""
    above = mark.y - mark.radius - 0.5 * setting.gap - shape.height
    below = mark.y + mark.radius + 0.4 * setting.gap
    left, edge = mark.x - shape.width / 2.0, shape.width / 2.0 - mark.radius
    for part, cost, side in SHIFTS_FINE if fine else SHIFTS:
        shift = part * edge
        if part and edge < 2.0:
            continue
        yield left + shift, above, cost + 2.0, side
        yield left + shift, below, cost + 2.3, side


def spots(site: Site, setting: Setting, ample: int = 10_000) -> list[Spot]:
    """Return the places where a name could stand beside its blip, cheapest first.

    With an ample number of places further ways to break the name are not tried.
    """
    found = tried(site, setting, fine=False, ample=ample)
    if all(spot.plate for spot in found):
        found += more_spots(site, setting)
    return cheapest(found)


def more_spots(site: Site, setting: Setting) -> list[Spot]:
    """Return the places between those that `spots` tries first."""
    return tried(site, setting, fine=True)


def tried(site: Site, setting: Setting, *, fine: bool, ample: int = 10_000) -> list[Spot]:
    """Return the places where a name could stand, of few or of many."""
    mark = site.mark
    found: list[Spot] = []
    for shape in site.shapes:
        around = within(site, shape.width, shape.height, mark.radius + setting.gap)
        for corner in beside(shape, mark, setting, fine=fine):
            judge(around, shape, corner, found)
        for corner in over(shape, mark, setting, fine=fine):
            judge(around, shape, corner, found)
        if len(found) >= ample:
            break
    return found


def cheapest(found: Iterable[Spot]) -> list[Spot]:
    """Return spots in the order of what they cost."""
    return sorted(found, key=lambda spot: spot.cost)


def within(site: Site, wide: float, high: float, reach: float) -> Site:
    """Return a site with nothing left but what a name of that size could meet."""
    mark, ground = site.mark, site.ground
    margin = 2.7 * reach
    aside = ASIDE * wide + margin
    box = Box(mark.x - aside, mark.y - high - margin, mark.x + aside, mark.y + high + margin)
    left, top, right, bottom = box
    return site._replace(
        near=[m for m in site.near if left < m.x < right and top < m.y < bottom],
        ground=replace(
            ground,
            blocked=tuple(taken for taken in ground.blocked if taken.meets(box)),
            segments=tuple(pair for pair in ground.segments if meets_segment(box, *pair)),
        ),
    )


def judge(site: Site, shape: Shape, corner: Corner, found: list[Spot]) -> None:
    """Add the spot with all that it costs, unless it meets what it may not."""
    left, top, cost, side = corner
    ground = site.ground
    box = (left, top, left + shape.width, top + shape.height)
    bounds = ground.bounds
    if left < bounds[0] or top < bounds[1] or box[2] > bounds[2] or box[3] > bounds[3]:
        return
    crowd = crowding(box, site.near, gap_to(box, site.mark.x, site.mark.y)) if site.near else 0.0
    if crowd is None:
        return
    lines, rim = crossing(ground, site.place, box)
    if rim:
        return
    for taken in ground.blocked:
        if taken.meets(Box(*box)):
            return
    for a, b in ground.segments:
        if meets_segment(box, a, b):
            lines += TRAIL
    found.append(Spot(*box, cost + shape.cost + crowd + lines, shape, side, lines > 0.0))


def crowding(box: Sequence[float], near: Sequence[Mark], own: float) -> float | None:
    """Return what other blips near a box cost; None when it meets one.

    `own` is how far the box is from the blip that it belongs to.
    """
    left, top, right, bottom = box
    margin = 1.6 * own + 1.0
    cost = 0.0
    for _, _, x, y, radius in near:
        if x < left - margin or x > right + margin or y < top - margin or y > bottom + margin:
            continue
        away = gap_to(box, x, y)
        if away < radius + TOUCH:
            return None
        if away < own + 0.2:
            cost += NEARER
        elif away < margin:
            cost += AMBIGUOUS * (margin - away) / (margin - own)
    return cost


def gap_to(box: Sequence[float], x: float, y: float) -> float:
    """Return the distance of a point from a box.

    >>> gap_to((0, 0, 4, 2), 7, 6), gap_to((0, 0, 4, 2), 1, 1)
    (5.0, 0.0)
    """
    left, top, right, bottom = box
    dx = left - x if x < left else x - right if x > right else 0.0
    dy = top - y if y < top else y - bottom if y > bottom else 0.0
    return sqrt(dx * dx + dy * dy)
