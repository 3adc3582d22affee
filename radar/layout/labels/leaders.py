"""Label candidates at the end of a leader: a straight line to a blip with no room beside it.

The end of a leader touches the label, so what is near to the label there is held against the
distance at which a label stands beside its blip.

`python -m benchmarks.names` shows what a change of the numbers below does; see `docs/names.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Final, Literal, NamedTuple

from radar.layout.geometry import Point, direction
from radar.layout.labels.model import Candidate, NamedBlip, TextAnchor
from radar.layout.labels.surroundings import (
    CLEARER,
    Disc,
    LabelSite,
    Nearby,
    find_too_near,
    is_clear,
    leader_is_clear,
)
from radar.layout.labels.typesetting import LabelShape, Setting

_LENGTHS: Final = (14.0, 20.0, 28.0, 38.0, 50.0, 60.0)
"""The lengths of leaders that are tried, in px."""
_FARTHEST: Final = 68.5
"""How far from the centre of its mark a leader may end, in px, whatever the size of the mark: a
label more than 70 px away is not beside it any more, and there is a gap before the label."""
_DIRECTIONS: Final = tuple(direction(15.0 * k) for k in range(24))
_LONG: Final = 20.0
"""Length in px above which every other direction is tried: the ends are far enough apart."""
_STEEP: Final = 0.6
"""Largest horizontal part of a leader's unit vector with which it ends above or below its label."""
_END_OFFSETS: Final = (0.0, 0.25, -0.25, 0.45, -0.45)
"""Where such a leader may end: offsets from the middle of its label, in widths of the label."""
_END_GAP: Final = 1.0
"""Gap between a blip and its leader, and between a leader and its label, in px."""
_BESIDE: Final = 3.0
"""How far from its mark a label counts as standing that has a leader, in px."""
_CLEARANCE: Final = 0.51
"""How much farther than a label a leader keeps from another mark, in px, rounding included."""
_ENOUGH: Final = 24
"""Number of candidates with a leader after which no longer leaders are tried."""
_MOST_SHAPES: Final = 3
"""Number of shapes of a name that are tried at the end of a leader."""
_LEADER_COST, _COST_PER_PX = 10.0, 0.2
"""Cost of the shortest leader, more than of any usual position beside a blip, and of each further
px."""

_Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_Spot = tuple[LabelShape, _Edges, float, TextAnchor]
"""Shape, box, cost and text anchor of a label at the end of a leader; the box is relative to it."""
_Way = Literal["right", "left", "above", "below"]
_WAYS: Final[tuple[_Way, ...]] = ("right", "left", "above", "below")


class _Side(NamedTuple):
    """The labels on one side of the end of a leader, relative to it.

    `core` is the box that is inside each of them, `extent` one that contains them all.
    """

    core: _Edges
    extent: _Edges
    spots: Sequence[_Spot]


class _Ray(NamedTuple):
    """A direction in which a leader can go: its unit vector, and how far it is free, in px.

    `start` is where it begins, `side` what can stand at its end.
    """

    number: int
    x: float
    y: float
    free: float
    start: Point
    side: _Side


def find_leader_candidates(
    site: LabelSite, shapes: Sequence[LabelShape], setting: Setting, *, extra: float = 0.0
) -> list[Candidate]:
    """Return candidates at the end of a leader, those with short leaders first.

    `extra` is added to all costs.
    """
    blip, shapes = site.blip, shapes[:_MOST_SHAPES]
    if not shapes:
        return []
    start = blip.radius + _END_GAP
    reach = start + _LENGTHS[-1] + CLEARER * (blip.radius + _BESIDE)
    wide = max(shape.width for shape in shapes) + reach
    high = max(shape.height for shape in shapes) + reach
    x, y = blip.x, blip.y
    near = site.picture.nearby(site.number, x - wide, y - high, x + wide, y + high)
    sides = {way: _find_side(way, shapes, setting) for way in _WAYS}
    rays, ends = list(_free_rays(site, near, start, sides)), _LeaderEnds(site, setting.size, near)
    found: list[Candidate] = []
    for length in _LENGTHS:
        cost = _LEADER_COST + _COST_PER_PX * (length - _LENGTHS[0]) + extra
        for ray in rays if start + length <= _FARTHEST else ():
            if start + length <= ray.free and not (length > _LONG and ray.number % 2):
                found += ends.find_labels(ray, start + length, cost)
        if len(found) >= _ENOUGH:
            break
    return found


def _free_rays(
    site: LabelSite, near: Nearby, start: float, sides: Mapping[_Way, _Side]
) -> Iterator[_Ray]:
    """Yield the directions in which no mark stands in the way of the shortest leader."""
    blip, far = site.blip, start + _LENGTHS[-1]
    around = [(x - blip.x, y - blip.y, least + _CLEARANCE) for x, y, least in near.discs]
    marks = [each for each in around if _is_within(far + each[2], each[0], each[1])]
    for number, (ux, uy) in enumerate(_DIRECTIONS):
        free = 1e9
        for dx, dy, keep in marks:
            across = dx * uy - dy * ux
            if -keep < across < keep:
                along, half = dx * ux + dy * uy, sqrt(keep * keep - across * across)
                if along + half > start and along - half < free:
                    free = along - half
        if free > start + _LENGTHS[0]:
            begin = Point(*_end_of(blip, ux, uy, start))
            yield _Ray(number, ux, uy, free, begin, sides[_way_of(ux, uy)])


def _is_within(distance: float, dx: float, dy: float) -> bool:
    """Return whether a vector is shorter than a distance."""
    return dx * dx + dy * dy < distance * distance


def _end_of(blip: NamedBlip, ux: float, uy: float, reach: float) -> tuple[float, float]:
    """Return a point at a distance from the blip's centre, rounded to hundredths of a px."""
    return round(blip.x + ux * reach, 2), round(blip.y + uy * reach, 2)


def _way_of(ux: float, uy: float) -> _Way:
    """Return the side of its end to which a leader with that unit vector has its label."""
    if -_STEEP < ux < _STEEP:
        return "below" if uy > 0.0 else "above"
    return "right" if ux > 0.0 else "left"


class _LeaderEnds:
    """The labels that can stand at the ends of leaders to one blip.

    Most ends have room for none, mostly because of the mark that was in the way at the end before:
    so that one is looked at first, and whether the leader itself is clear is asked last.
    """

    def __init__(self, site: LabelSite, size: float, near: Nearby) -> None:
        self._site, self._size, self._near = site, size, near
        self._rules, self._keep = site.rules.narrow(near), CLEARER * (site.blip.radius + _BESIDE)
        self._room = max(self._keep, max((disc[2] for disc in near.discs), default=0.0))
        self._last: Sequence[Disc] = ()  # the mark that was too near last

    def find_labels(self, ray: _Ray, reach: float, cost: float) -> Sequence[Candidate]:
        """Return the labels at the end of a leader that break no rule; `cost` is the leader's."""
        x, y = _end_of(self._site.blip, ray.x, ray.y, reach)
        left, top, right, bottom = ray.side.core
        core = (x + left, y + top, x + right, y + bottom)
        if find_too_near(*core, self._last, self._keep):
            return ()
        discs = self._discs_around(ray.side.extent, x, y)
        if mark := find_too_near(*core, discs, self._keep):
            self._last = (mark,)
            return ()
        leader = ray.start, Point(x, y)
        clear = list(self._find_clear_spots(ray.side.spots, x, y, discs))
        if not clear or not leader_is_clear(*leader, self._near, self._site.rules.normals):
            return ()
        return [*self._price(clear, leader, cost)]

    def _discs_around(self, extent: _Edges, x: float, y: float) -> list[Disc]:
        """Return the marks that a label with its end at (x, y) may come too near to."""
        room, discs = self._room, self._near.discs  # in the order of their x
        top, bottom = y + extent[1] - room, y + extent[3] + room
        first = bisect_left(discs, (x + extent[0] - room,))
        last = bisect_left(discs, (x + extent[2] + room,))
        return [disc for disc in discs[first:last] if top < disc[1] < bottom]

    def _find_clear_spots(
        self, spots: Sequence[_Spot], x: float, y: float, discs: Sequence[Disc]
    ) -> Iterator[tuple[_Spot, _Edges]]:
        """Yield the labels with their end at (x, y) that are near to no mark, and their boxes."""
        for spot in spots:
            left, top, right, bottom = spot[1]
            box = (x + left, y + top, x + right, y + bottom)
            if is_clear(*box, discs, self._keep):
                yield spot, box

    def _price(
        self, spots: Iterable[tuple[_Spot, _Edges]], leader: tuple[Point, Point], cost: float
    ) -> Iterator[Candidate]:
        """Yield the labels that break no rule, with their costs."""
        size, away = self._size, self._keep / CLEARER
        for (shape, _, more, anchor), box in spots:
            if priced := self._rules.price(*box):
                own, plate = cost + shape.cost + more, priced[1]
                total = own + priced[0]
                yield Candidate(total, *box, shape, size, anchor, plate, away, own, leader)


def _find_side(way: _Way, shapes: Sequence[LabelShape], setting: Setting) -> _Side:
    """Return the labels on one side of the end of a leader at (0, 0)."""
    spots = [spot for shape in shapes for spot in _spots(way, shape, setting)]
    lefts, tops, rights, bottoms = zip(*(box for _, box, _, _ in spots), strict=True)
    extent = min(lefts), min(tops), max(rights), max(bottoms)
    core = max(lefts), max(tops), min(rights), min(bottoms)
    return _Side(core, extent, spots)


def _spots(way: _Way, shape: LabelShape, setting: Setting) -> Iterator[_Spot]:
    """Yield the ways to put a label on one side of the end of a leader at (0, 0)."""
    wide, high = shape.width, shape.height
    if way in ("above", "below"):
        top = _END_GAP if way == "below" else -_END_GAP - high
        for part in _END_OFFSETS:
            left = -wide * (0.5 + part)
            yield shape, (left, top, left + wide, top + high), abs(part), "middle"
        return
    anchor: TextAnchor = "start" if way == "right" else "end"
    left = _END_GAP if way == "right" else -_END_GAP - wide
    lead = (len(shape.lines) - 1) * setting.pitch / 2.0
    for down in (0.0, lead, -lead) if lead else (0.0,):
        top = down - high / 2.0
        yield shape, (left, top, left + wide, top + high), 0.5 if down else 0.0, anchor
