"""Blips, their trails, labels and clusters as parts of the scene, from given positions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import sqrt

from radar.history import Standing
from radar.layout.composition.blocks import LINE_HEIGHT, text_block
from radar.layout.composition.context import PictureContext
from radar.layout.composition.gaps import gaps
from radar.layout.geometry import Box, Point, distance
from radar.layout.labels.model import PlacedLabel
from radar.layout.scene import Blip, Cluster, Label, TextBlock, TextLine, Trail
from radar.layout.text.sizes import ASCENT, MIDDLE
from radar.model import Movement

_MOVED = (Movement.IN, Movement.OUT)
_TAIL = 14.0  # px: length of a trail where many blips moved; longer ones cover each other
_SHORTEST_TAIL = 3.0  # px: length of a trail in any case, so that it can be seen at all
_TAIL_CLEARANCE = 4.0  # px between the end of a trail and another blip
_FEW = 6  # number of moved blips up to which trails have their whole length
_SMALLEST_NUMBER, _EASY_NUMBER = 8.0, 10.0  # px: legible type, and type that is easy to read
_NUMBER_SHARE = 1.05  # radii: the size of the digits of a short number
_NUMBER_ROOM = 1.4  # radii: the widest number that fits a blip of any shape
_NARROW_SHARE = 0.9  # share of its box that a label covers in the narrowest font of the stack
_DIGIT_WIDTH = 0.556  # em: the width of a digit in the fonts of the stack


def blips(context: PictureContext, radius: float, *, numbered: bool) -> tuple[Blip, ...]:
    """Return every blip shown; those in a cluster are not. `radius` is that of a mark, in px."""
    hidden = {entry for ids in context.arrangement.overflow.values() for entry in ids}
    shown = [standing for standing in context.standings if standing.entry.id not in hidden]
    return tuple(_blip(context, standing, radius, numbered=numbered) for standing in shown)


def number_blips(
    shown: Sequence[Blip], numbered: Collection[str], radius: float
) -> tuple[Blip, ...]:
    """Return the blips, those in `numbered` with their number in a mark of a radius."""
    return tuple(
        replace(blip, radius=radius, number_size=number_size(len(str(blip.number)), radius))
        if blip.entry in numbered
        else blip
        for blip in shown
    )


def _blip(context: PictureContext, standing: Standing, radius: float, *, numbered: bool) -> Blip:
    entry = standing.entry.id
    here = context.point(entry)
    return Blip(
        entry=entry,
        quadrant=standing.quadrant,
        ring=standing.ring or "",
        movement=standing.movement,
        name=context.content.names[entry],
        title=context.content.describe(standing),
        number=standing.number,
        number_size=number_size(len(str(standing.number)), radius) if numbered else 0.0,
        x=here.x,
        y=here.y,
        radius=radius,
        toward=_arrow_direction(standing, here),
    )


def number_size(digits: int, radius: float) -> float:
    """Return the size of type, in px, at which `digits` digits fit a blip of any shape."""
    return min(radius * _NUMBER_SHARE, _NUMBER_ROOM * radius / (_DIGIT_WIDTH * digits))


def least_radius(entries: int) -> float:
    """Return the radius of the smallest blip in which the numbers of that many entries fit."""
    return _radius_for(entries, _SMALLEST_NUMBER)


def easy_radius(entries: int) -> float:
    """Return the radius of a blip in which the numbers of that many entries are easy to read."""
    return _radius_for(entries, _EASY_NUMBER)


def _radius_for(entries: int, size: float) -> float:
    digits = len(str(entries))
    return max(size * _DIGIT_WIDTH * digits / _NUMBER_ROOM, size / _NUMBER_SHARE)


def _arrow_direction(standing: Standing, here: Point) -> Point:
    """Return the direction of the arrow: to the centre for a blip that moved in, else outwards.

    It is not the direction of the move itself, which in a crowded ring may be sideways.
    """
    if standing.movement not in _MOVED:
        return Point(0.0, 0.0)
    sign = 1.0 if standing.movement is Movement.OUT else -1.0
    return _unit(Point(sign * here.x, sign * here.y))


def _unit(direction: Point) -> Point:
    length = sqrt(direction.x * direction.x + direction.y * direction.y)
    return Point(direction.x / length, direction.y / length) if length else Point(0.0, -1.0)


def _previous_point(context: PictureContext, entry: str) -> Point | None:
    if context.previous is None or entry not in context.previous.points:
        return None
    return context.scale_point(context.previous.points[entry])


def trails(context: PictureContext, shown: Sequence[Blip], room: float) -> tuple[Trail, ...]:
    """Return the trails of moved blips: of full length if few moved, else short tails.

    They end before the discs of radius `room`, in px, that any blip may need.
    """
    moved = [blip for blip in shown if blip.movement in _MOVED]
    pairs = [(blip, _previous_point(context, blip.entry)) for blip in moved]
    columns = sorted(shown, key=lambda blip: blip.x)
    reach = 1e9 if len(moved) <= _FEW else _TAIL
    keep = max([room, *(blip.radius + _TAIL_CLEARANCE for blip in columns[:1])])
    return tuple(
        _trail(blip, there, reach, columns, keep) for blip, there in pairs if there is not None
    )


def _trail(blip: Blip, there: Point, reach: float, columns: Sequence[Blip], keep: float) -> Trail:
    """Return a trail, shortened where it would come within `keep` px of another blip's centre.

    `reach` is its greatest length in px, `columns` are all blips, sorted by x.
    """
    here = Point(blip.x, blip.y)
    whole = distance(here, there)
    start = min(blip.radius + 2.0, whole)
    near = _point_along(here, there, start, whole)
    far = _point_along(here, there, min(start + reach, whole), whole)
    if (free := _free_length(near, far, columns, keep)) < distance(near, far):
        shortened = start + max(min(free, _TAIL), _SHORTEST_TAIL)
        far = _point_along(here, there, min(shortened, whole), whole)
    return Trail(blip.entry, blip.quadrant, (near, far), (near, there))


def _free_length(near: Point, far: Point, columns: Sequence[Blip], keep: float) -> float:
    """Return how far a trail can go without touching a blip; `columns` are all, sorted by x.

    At `near`, two px from its own blip, it touches none, since no two blips are that close.
    """
    length = distance(near, far)
    if not columns or not length:
        return length
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


def _point_along(a: Point, b: Point, reach: float, length: float) -> Point:
    share = reach / length if length else 0.0
    return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)


def labels(
    context: PictureContext, shown: Sequence[Blip], names: Mapping[str, PlacedLabel]
) -> tuple[Label, ...]:
    """Return the labels beside their blips."""
    rings = context.content.radar.rings
    edges = [(ring.id, edge) for ring, edge in zip(rings[:-1], context.radii[1:], strict=False)]
    beside = [blip for blip in shown if blip.entry in names]
    return tuple(_label(blip, names[blip.entry], edges) for blip in beside)


def _label(blip: Blip, name: PlacedLabel, edges: Sequence[tuple[str, float]]) -> Label:
    step = name.size * LINE_HEIGHT
    lines = tuple(TextLine(name.x, name.y + step * n, line) for n, line in enumerate(name.lines))
    text = TextBlock("label", lines, name.size, name.anchor, name.box)
    broken = gaps(_ink(name), edges) if name.plate else ()
    return Label(blip.entry, blip.quadrant, blip.ring, text, None, broken, name.leader)


def to_placed_label(label: Label) -> PlacedLabel:
    """Return the `PlacedLabel` that a label of a scene was made from."""
    text = label.text
    lines = tuple(line.text for line in text.lines)
    place = text.lines[0]
    crosses = bool(label.gaps)
    about = (label.entry, lines, text.anchor, place.x, place.y, text.box, crosses, label.leader)
    return PlacedLabel(*about, text.size)


def _ink(name: PlacedLabel) -> Box:
    """Return what a label covers in the first font of the stack; its box has room for any font."""
    box, spare = name.box, name.box.width * (1.0 - _NARROW_SHARE)
    left = {"start": 0.0, "middle": spare / 2, "end": spare}[name.anchor]
    return box._replace(left=box.left + left, right=box.right - spare + left)


def clusters(context: PictureContext, radius: float) -> tuple[Cluster, ...]:
    """Return the clusters, which stand for the entries of sectors without room for all."""
    radar = context.content.radar
    found = []
    for (sector, ring), ids in sorted(context.overflow.items()):
        x, y = context.point(f"+{sector}.{ring}")
        word = f"+{len(ids)}"
        size = number_size(len(word), radius)
        top = y + (MIDDLE - ASCENT) * size
        text = text_block("cluster-text", [word], x, top, size, anchor="middle", bold=True)
        quadrant, where = radar.clockwise[sector].id, radar.rings[ring].id
        found.append(Cluster(quadrant, where, ids, x, y, radius, text))
    return tuple(found)
