"""How good names are on a picture, as numbers, found out the slow and plain way.

Nothing here is shared with the placing of names: it looks at finished names only, and at all
pairs of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import sqrt
from typing import NamedTuple

from radar.layout.geometry import Box, Point, direction, distance
from radar.layout.labels.placing import Ground, Mark, Name


class LabelFigures(NamedTuple):
    """Names placed and asked for, leaders; and what should not be, as counts.

    `crossings` are of two names, a name and a blip, leaders, or something blocked: never. `nearer`
    counts names with another blip nearer than their own, `lines` those that cross the line of a
    ring or a channel between sectors.
    """

    names: int
    placed: int
    leaders: int
    crossings: int
    nearer: int
    lines: int


def label_figures(
    marks: Sequence[Mark], placed: Mapping[str, Name], ground: Ground
) -> LabelFigures:
    """Measure names on their ground.

    >>> marks = [Mark("a", "A", 50, 50, 5), Mark("b", "B", 90, 50, 5)]
    >>> name = Name("a", ("A",), "start", 58, 53.5, Box(58, 44, 66, 55), False)
    >>> ground = Ground((0, 100), 4, 20, (), Box(-100, -100, 100, 100))
    >>> label_figures(marks, {"a": name}, ground)
    LabelFigures(names=2, placed=1, leaders=0, crossings=0, nearer=0, lines=0)
    """
    by_id = {mark.id: mark for mark in marks}
    names = [placed[entry] for entry in sorted(placed)]
    return LabelFigures(
        names=len(marks),
        placed=len(names),
        leaders=sum(bool(name.leader) for name in names),
        crossings=sum(1 for _ in crossings(marks, names, ground)),
        nearer=sum(has_nearer(name, by_id[name.id], marks) for name in names),
        lines=sum(crosses_line(name.box, ground) for name in names),
    )


def crossings(
    marks: Sequence[Mark], names: Sequence[Name], ground: Ground
) -> Iterator[tuple[str, str]]:
    """Yield who crosses what, of all that may never cross."""
    for a, b in combinations(names, 2):
        if a.box.meets(b.box) or tangled(a, b) or tangled(b, a) or leaders_cross(a, b):
            yield a.id, b.id
    for name in names:
        for mark in marks:
            if box_distance(name.box, mark.x, mark.y) < mark.radius or (
                mark.id != name.id and way(name.leader, mark.x, mark.y) < mark.radius
            ):
                yield name.id, mark.id
        for box in ground.blocked:
            if name.box.meets(box) or enters(name.leader, box):
                yield name.id, "blocked"
        if not inside(name.box, ground.bounds):
            yield name.id, "bounds"


def tangled(a: Name, b: Name) -> bool:
    """Tell whether the leader of one runs through the other."""
    return enters(a.leader, b.box)


def enters(leader: Sequence[Point], box: Box) -> bool:
    """Tell whether a leader has a point inside a box, looking at it in steps of a tenth.

    >>> enters((Point(-1, -1), Point(3, 3)), Box(0, 0, 1, 1))
    True
    """
    for a, b in pairwise(leader):
        steps = int(10.0 * distance(a, b)) + 1
        for step in range(steps + 1):
            x, y = a.x + (b.x - a.x) * step / steps, a.y + (b.y - a.y) * step / steps
            if box.left < x < box.right and box.top < y < box.bottom:
                return True
    return False


def leaders_cross(a: Name, b: Name) -> bool:
    """Tell whether two leaders cross."""
    return any(
        segments_cross(*one, *other) for one in pairwise(a.leader) for other in pairwise(b.leader)
    )


def segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Tell whether two segments cross at a point inside both."""
    return _turn(a, b, c) * _turn(a, b, d) < 0.0 and _turn(c, d, a) * _turn(c, d, b) < 0.0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)


def way(leader: Sequence[Point], x: float, y: float) -> float:
    """Return the distance of a point from a leader, far where there is none."""
    return min((_off(a, b, x, y) for a, b in pairwise(leader)), default=1e9)


def _off(a: Point, b: Point, x: float, y: float) -> float:
    dx, dy = b.x - a.x, b.y - a.y
    length = dx * dx + dy * dy
    at = ((x - a.x) * dx + (y - a.y) * dy) / length if length else 0.0
    at = min(max(at, 0.0), 1.0)
    ex, ey = x - a.x - at * dx, y - a.y - at * dy
    return sqrt(ex * ex + ey * ey)


def box_distance(box: Box, x: float, y: float) -> float:
    """Return the distance of a point from a box."""
    dx = max(box.left - x, 0.0, x - box.right)
    dy = max(box.top - y, 0.0, y - box.bottom)
    return sqrt(dx * dx + dy * dy)


def inside(box: Box, bounds: Box) -> bool:
    """Tell whether a box lies within bounds, but for rounding to hundredths."""
    wide = bounds.expand(0.01)
    return (
        wide.left <= box.left
        and wide.top <= box.top
        and box.right <= wide.right
        and box.bottom <= wide.bottom
    )


def has_nearer(name: Name, mark: Mark, marks: Iterable[Mark]) -> bool:
    """Tell whether another blip's centre is nearer to a name than that of its own blip."""
    own = box_distance(name.box, mark.x, mark.y)
    return any(
        box_distance(name.box, other.x, other.y) < own for other in marks if other.id != mark.id
    )


def crosses_line(box: Box, ground: Ground) -> bool:
    """Tell whether a box crosses the circle of a ring or a channel between sectors."""
    corners = [Point(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    near = box_distance(box, 0.0, 0.0)
    far = max(sqrt(p.x * p.x + p.y * p.y) for p in corners)
    if any(near < radius < far for radius in ground.radii if radius):
        return True
    for k in range(ground.sectors):
        way = direction(360.0 * k / ground.sectors)
        along = max(way.x * p.x + way.y * p.y for p in corners)
        across = [way.x * p.y - way.y * p.x for p in corners]
        if along > 0.0 and min(across) < ground.cross / 2 and max(across) > -ground.cross / 2:
            return True
    return False
