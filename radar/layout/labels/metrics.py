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
from radar.layout.labels.placing import NamedBlip, Obstacles, PlacedLabel


class LabelFigures(NamedTuple):
    """Counts: `names` to place, `placed` labels, labels with `leaders`, and faults.

    `crossings` counts overlaps of labels, blips, leaders and blocked boxes; it must be 0. `nearer`
    counts labels with another blip nearer than their own, `lines` those that cross the line of a
    ring or a channel between sectors.
    """

    names: int
    placed: int
    leaders: int
    crossings: int
    nearer: int
    lines: int


def measure_labels(
    blips: Sequence[NamedBlip], placed: Mapping[str, PlacedLabel], obstacles: Obstacles
) -> LabelFigures:
    """Measure placed labels.

    >>> blips = [NamedBlip("a", "A", 50, 50, 5), NamedBlip("b", "B", 90, 50, 5)]
    >>> name = PlacedLabel("a", ("A",), "start", 58, 53.5, Box(58, 44, 66, 55), False)
    >>> obstacles = Obstacles((0, 100), 4, 20, (), Box(-100, -100, 100, 100))
    >>> measure_labels(blips, {"a": name}, obstacles)
    LabelFigures(names=2, placed=1, leaders=0, crossings=0, nearer=0, lines=0)
    """
    by_id = {blip.id: blip for blip in blips}
    names = [placed[entry] for entry in sorted(placed)]
    return LabelFigures(
        names=len(blips),
        placed=len(names),
        leaders=sum(bool(name.leader) for name in names),
        crossings=sum(1 for _ in find_crossings(blips, names, obstacles)),
        nearer=sum(_has_nearer(name, by_id[name.id], blips) for name in names),
        lines=sum(_crosses_line(name.box, obstacles) for name in names),
    )


def find_crossings(
    blips: Sequence[NamedBlip], names: Sequence[PlacedLabel], obstacles: Obstacles
) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids that overlap and must not; "blocked" and "bounds" stand for obstacles."""
    for a, b in combinations(names, 2):
        if a.box.meets(b.box) or _leader_meets(a, b) or _leader_meets(b, a) or _leaders_cross(a, b):
            yield a.id, b.id
    for name in names:
        for blip in blips:
            if _box_distance(name.box, blip.x, blip.y) < blip.radius or (
                blip.id != name.id and _leader_distance(name.leader, blip.x, blip.y) < blip.radius
            ):
                yield name.id, blip.id
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
    """Return whether the centre of another blip is nearer to a label than that of its own."""
    own = _box_distance(name.box, blip.x, blip.y)
    return any(
        _box_distance(name.box, other.x, other.y) < own for other in blips if other.id != blip.id
    )


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
