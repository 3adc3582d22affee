"""Blips with their marks, trails, names and clusters, once it is known where each stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from math import sqrt

from radar.history import Standing
from radar.layout.composition.blocks import LINE_HEIGHT, block
from radar.layout.composition.context import Stage
from radar.layout.composition.gaps import gaps
from radar.layout.geometry import Box, Point, distance
from radar.layout.labels.placing import Name
from radar.layout.scene import Blip, Cluster, Label, TextBlock, TextLine, Trail
from radar.layout.text.sizes import ASCENT, MIDDLE
from radar.model import Movement

MOVED = (Movement.IN, Movement.OUT)
TAIL = 14.0  # px of a trail that are shown where many moved
LEAST_TAIL = 3.0  # px of a trail that are shown in any case
CLEAR = 4.0  # px between the end of a tail and a blip that is not its own
FEW = 6  # up to so many moved blips show the whole way
NUMBER_ROOM = 1.4  # radii: how wide a number may be inside a blip of any shape
NARROW = 0.9  # how much of its box a name covers in the narrowest font of the stack
DIGIT = 0.556  # em: the width of a digit in the fonts of the stack


def blips(stage: Stage, radius: float, *, numbered: bool) -> tuple[Blip, ...]:
    """Return every blip that is shown; those of a cluster are not."""
    hidden = {entry for ids in stage.now.overflow.values() for entry in ids}
    shown = [standing for standing in stage.drawn if standing.entry.id not in hidden]
    return tuple(_blip(stage, standing, radius, numbered=numbered) for standing in shown)


def _blip(stage: Stage, standing: Standing, radius: float, *, numbered: bool) -> Blip:
    entry = standing.entry.id
    here = stage.point(entry)
    return Blip(
        entry=entry,
        quadrant=standing.quadrant,
        ring=standing.ring or "",
        movement=standing.movement,
        name=stage.subject.names[entry],
        title=stage.subject.spoken(standing),
        number=standing.number,
        number_size=number_size(len(str(standing.number)), radius) if numbered else 0.0,
        x=here.x,
        y=here.y,
        radius=radius,
        toward=_toward(standing, here),
    )


def number_size(digits: int, radius: float) -> float:
    """Return the size at which a number of so many digits fits a blip, whatever its shape."""
    return min(radius * 1.05, NUMBER_ROOM * radius / (DIGIT * digits))


def least_radius(digits: int, size: float) -> float:
    """Return the radius of the smallest blip that a number of `size` px fits."""
    return size * DIGIT * digits / NUMBER_ROOM


def _toward(standing: Standing, here: Point) -> Point:
    """Return the way to the centre for a blip that moved in, away from it for one that moved out.

    Not the way it came: in a crowded ring that may lead aside, and would say something else.
    """
    if standing.movement not in MOVED:
        return Point(0.0, 0.0)
    sign = 1.0 if standing.movement is Movement.OUT else -1.0
    return _unit(Point(sign * here.x, sign * here.y))


def _unit(way: Point) -> Point:
    length = sqrt(way.x * way.x + way.y * way.y)
    return Point(way.x / length, way.y / length) if length else Point(0.0, -1.0)


def _before(stage: Stage, entry: str) -> Point | None:
    if stage.before is None or entry not in stage.before.points:
        return None
    return stage.scaled(stage.before.points[entry])


def trails(stage: Stage, shown: Sequence[Blip]) -> tuple[Trail, ...]:
    """Return where moved blips came from: the whole way where few moved, else a short tail."""
    moved = [blip for blip in shown if blip.movement in MOVED]
    pairs = [(blip, _before(stage, blip.entry)) for blip in moved]
    columns = sorted(shown, key=lambda blip: blip.x)
    reach = 1e9 if len(moved) <= FEW else TAIL
    return tuple(_trail(blip, there, reach, columns) for blip, there in pairs if there is not None)


def _trail(blip: Blip, there: Point, reach: float, columns: Sequence[Blip]) -> Trail:
    """Return a trail; a tail that led to another blip, who may stand there now, is a short one."""
    here = Point(blip.x, blip.y)
    way = distance(here, there)
    start = min(blip.radius + 2.0, way)
    near, far = _along(here, there, start, way), _along(here, there, min(start + reach, way), way)
    if (free := _free(near, far, columns)) < distance(near, far):
        far = _along(here, there, min(start + max(min(free, TAIL), LEAST_TAIL), way), way)
    return Trail(blip.entry, blip.quadrant, (near, far), (near, there))


def _free(near: Point, far: Point, columns: Sequence[Blip]) -> float:
    """Return how far a tail can go without touching a blip; `columns` has all from left to right.

    At `near`, two px from its own blip, a tail touches none, since no two blips are so near.
    """
    length = distance(near, far)
    if not columns or not length:
        return length
    keep = columns[0].radius + CLEAR
    ux, uy = (far.x - near.x) / length, (far.y - near.y) / length
    first = bisect_left(columns, min(near.x, far.x) - keep, key=lambda blip: blip.x)
    last = bisect_right(columns, max(near.x, far.x) + keep, key=lambda blip: blip.x)
    for other in columns[first:last]:
        x, y = other.x - near.x, other.y - near.y
        along, across = x * ux + y * uy, x * uy - y * ux
        rest = keep * keep - across * across
        if rest > 0.0 and along > 0.0:
            length = min(length, max(along - sqrt(rest), 0.0))
    return length


def _along(a: Point, b: Point, reach: float, way: float) -> Point:
    share = reach / way if way else 0.0
    return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)


def labels(
    stage: Stage, shown: Sequence[Blip], names: Mapping[str, Name], size: float
) -> tuple[Label, ...]:
    """Return the names beside their blips."""
    rings = stage.subject.radar.rings
    edges = [(ring.id, edge) for ring, edge in zip(rings[:-1], stage.radii[1:], strict=False)]
    return tuple(_label(blip, names[blip.entry], size, edges) for blip in shown)


def _label(blip: Blip, name: Name, size: float, edges: Sequence[tuple[str, float]]) -> Label:
    step = size * LINE_HEIGHT
    lines = tuple(TextLine(name.x, name.y + step * n, line) for n, line in enumerate(name.lines))
    text = TextBlock("label", lines, size, name.anchor, name.box)
    broken = gaps(_ink(name), edges) if name.plate else ()
    return Label(blip.entry, blip.quadrant, blip.ring, text, None, broken, name.leader)


def name_of(label: Label) -> Name:
    """Return a label beside its blip as the name that it was made of."""
    text = label.text
    lines = tuple(line.text for line in text.lines)
    place = text.lines[0]
    crosses = bool(label.gaps)
    return Name(label.entry, lines, text.anchor, place.x, place.y, text.box, crosses, label.leader)


def _ink(name: Name) -> Box:
    """Return what a name covers in the first font of the stack; its box has room for any."""
    box, spare = name.box, name.box.width * (1.0 - NARROW)
    left = {"start": 0.0, "middle": spare / 2, "end": spare}[name.anchor]
    return box._replace(left=box.left + left, right=box.right - spare + left)


def clusters(stage: Stage, radius: float) -> tuple[Cluster, ...]:
    """Return what stands for the entries of sectors that have no room for all."""
    radar = stage.subject.radar
    found = []
    for (sector, ring), ids in sorted(stage.overflow.items()):
        x, y = stage.point(f"+{sector}.{ring}")
        word = f"+{len(ids)}"
        size = number_size(len(word), radius)
        top = y + (MIDDLE - ASCENT) * size
        text = block("cluster-text", [word], x, top, size, anchor="middle", bold=True)
        quadrant, where = radar.clockwise[sector].id, radar.rings[ring].id
        found.append(Cluster(quadrant, where, ids, x, y, radius, text))
    return tuple(found)
