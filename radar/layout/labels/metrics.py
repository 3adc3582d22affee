"""The quality of the labels on a picture, as numbers, computed in the simplest way.

Nothing here is shared with label placement: this looks at finished labels only, and at all pairs
of them, so that tests can compare the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import sqrt
from typing import NamedTuple

from radar.layout.geometry import Box, Point, direction, distance
from radar.layout.labels.model import NamedBlip, PlacedLabel
from radar.layout.labels.obstacles import Obstacles

_CLEARER = 1.3  # times: how much farther than its own every other blip must be from a label
_BESIDE = 3.0  # px: how far from its blip a label without a leader stands
_ROUNDING = 0.02  # px: positions are rounded to hundredths


class LabelFigures(NamedTuple):
    """Counts: `names` to place, labels `placed` beside their blips, labels with `leaders`, faults.

    `crossings` counts overlaps of labels, blips, leaders, trails and blocked boxes, `nearer` labels
    with another blip less than 1.3 times as far away as their own, `channels` those over the middle
    of a channel between sectors; all three must be 0. `lines` counts labels that cross the line of
    a ring or reach into a channel. `longest` is the length of the longest leader, `smallest` the
    least size of type, in px.
    """

    names: int
    placed: int
    leaders: int
    crossings: int
    nearer: int
    channels: int
    lines: int
    longest: float
    smallest: float


def measure_labels(
    blips: Sequence[NamedBlip], placed: Mapping[str, PlacedLabel], obstacles: Obstacles
) -> LabelFigures:
    """Measure placed labels.

    >>> blips = [NamedBlip("a", "A", 50, 50, 5), NamedBlip("b", "B", 90, 50, 5)]
    >>> name = PlacedLabel("a", ("A",), "start", 58, 53.5, Box(58, 44, 66, 55), False, (), 12)
    >>> obstacles = Obstacles((0, 100), 4, 20, (), Box(-100, -100, 100, 100))
    >>> measure_labels(blips, {"a": name}, obstacles)  # doctest: +NORMALIZE_WHITESPACE
    LabelFigures(names=2, placed=1, leaders=0, crossings=0, nearer=0, channels=0, lines=0,
                 longest=0.0, smallest=12)
    """
    by_id = {blip.id: blip for blip in blips}
    names = [placed[entry] for entry in sorted(placed)]
    return LabelFigures(
        names=len(blips),
        placed=len(names),
        leaders=sum(bool(name.leader) for name in names),
        crossings=sum(1 for _ in find_crossings(blips, names, obstacles)),
        nearer=sum(_has_nearer(name, by_id[name.id], blips) for name in names),
        channels=sum(
            _is_over_channel(name.box, by_id[name.id], obstacles.sectors) for name in names
        ),
        lines=sum(_crosses_line(name.box, obstacles) for name in names),
        longest=max((distance(*name.leader) for name in names if name.leader), default=0.0),
        smallest=min((name.size for name in names), default=0.0),
    )


def find_crossings(
    blips: Sequence[NamedBlip], names: Sequence[PlacedLabel], obstacles: Obstacles
) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids that overlap and must not.

    "blocked", "trail" and "bounds" stand for obstacles.
    """
    for a, b in combinations(names, 2):
        if a.box.meets(b.box) or _leader_meets(a, b) or _leader_meets(b, a) or _leaders_cross(a, b):
            yield a.id, b.id
    for name in names:
        for blip in blips:
            if _box_distance(name.box, blip.x, blip.y) < blip.radius or (
                blip.id != name.id and _leader_distance(name.leader, blip.x, blip.y) < blip.radius
            ):
                yield name.id, blip.id
        for trail in obstacles.segments:
            if _enters(trail, name.box):
                yield name.id, "trail"
        for box in obstacles.blocked:
            if name.box.meets(box) or _enters(name.leader, box):
                yield name.id, "blocked"
        if not _is_inside(name.box, obstacles.bounds):
            yield name.id, "bounds"


def _leader_meets(a: PlacedLabel, b: PlacedLabel) -> bool:
    """Return whether the leader of one label runs through the box of the other."""
    return _enters(a.leader, b.box)


def _enters(leader: Sequence[Point], box: Box) -> bool:
    """Return whether a leader has a point inside a box, in steps of a tenth of a px.

    >>> _enters((Point(-1, -1), Point(3, 3)), Box(0, 0, 1, 1))
    True
    """
    for a, b in pairwise(leader):
        steps = int(10.0 * distance(a, b)) + 1
        for step in range(steps + 1):
            x, y = a.x + (b.x - a.x) * step / steps, a.y + (b.y - a.y) * step / steps
            if box.left < x < box.right and box.top < y < box.bottom:
                return True
    return False


def _leaders_cross(a: PlacedLabel, b: PlacedLabel) -> bool:
    """Return whether the leaders of two labels cross."""
    return any(
        _segments_cross(*one, *other) for one in pairwise(a.leader) for other in pairwise(b.leader)
    )


def _segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Return whether the segments from a to b and from c to d cross at a point inside both."""
    return _turn(a, b, c) * _turn(a, b, d) < 0.0 and _turn(c, d, a) * _turn(c, d, b) < 0.0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)


def _leader_distance(leader: Sequence[Point], x: float, y: float) -> float:
    """Return the distance of a point from a leader, 1e9 if there is none."""
    return min((_off(a, b, x, y) for a, b in pairwise(leader)), default=1e9)


def _off(a: Point, b: Point, x: float, y: float) -> float:
    dx, dy = b.x - a.x, b.y - a.y
    length = dx * dx + dy * dy
    at = ((x - a.x) * dx + (y - a.y) * dy) / length if length else 0.0
    at = min(max(at, 0.0), 1.0)
    ex, ey = x - a.x - at * dx, y - a.y - at * dy
    return sqrt(ex * ex + ey * ey)


def _box_distance(box: Box, x: float, y: float) -> float:
    """Return the distance of a point from a box, 0 inside it."""
    dx = max(box.left - x, 0.0, x - box.right)
    dy = max(box.top - y, 0.0, y - box.bottom)
    return sqrt(dx * dx + dy * dy)


def _is_inside(box: Box, bounds: Box) -> bool:
    """Return whether a box lies within bounds, apart from rounding to hundredths."""
    wide = bounds.expand(0.01)
    return (
        wide.left <= box.left
        and wide.top <= box.top
        and box.right <= wide.right
        and box.bottom <= wide.bottom
    )


def _has_nearer(name: PlacedLabel, blip: NamedBlip, blips: Iterable[NamedBlip]) -> bool:
    """Return whether another blip is not clearly farther from a label than its own.

    The end of a leader stands for the blip: as far away as a label beside a blip is.
    """
    away = blip.radius + _BESIDE if name.leader else _box_distance(name.box, blip.x, blip.y)
    return any(
        _box_distance(name.box, other.x, other.y) < _CLEARER * away - _ROUNDING
        for other in blips
        if other.id != blip.id
    )


def _is_over_channel(box: Box, blip: NamedBlip, sectors: int) -> bool:
    """Return whether a label reaches over the middle of a channel of its blip's sector."""
    for k in range(sectors):
        border = direction(360.0 * k / sectors)
        side = border.x * blip.y - border.y * blip.x
        if border.x * blip.x + border.y * blip.y < 0.0 and sectors > 2:
            continue
        corners = [Point(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        ahead = [p for p in corners if border.x * p.x + border.y * p.y > 0.0]
        if any((border.x * p.y - border.y * p.x) * side < 0.0 for p in ahead):
            return True
    return False


def _crosses_line(box: Box, obstacles: Obstacles) -> bool:
    """Return whether a box crosses the circle of a ring or a channel between sectors."""
    corners = [Point(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    near = _box_distance(box, 0.0, 0.0)
    far = max(sqrt(p.x * p.x + p.y * p.y) for p in corners)
    if any(near < radius < far for radius in obstacles.radii if radius):
        return True
    for k in range(obstacles.sectors):
        border = direction(360.0 * k / obstacles.sectors)
        along = max(border.x * p.x + border.y * p.y for p in corners)
        across = [border.x * p.y - border.y * p.x for p in corners]
        if along > 0.0 and min(across) < obstacles.cross / 2 and max(across) > -obstacles.cross / 2:
            return True
    return False
