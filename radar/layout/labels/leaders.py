"""Label candidates at the end of a leader: a straight line to a blip with no room beside it.

The end of a leader touches the label, so what is near to the label there is held against the
distance at which a label stands beside its blip.

`python -m benchmarks.names` shows what a change of the numbers below does; see `docs/names.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Final, NamedTuple

from radar.layout.geometry import Point, direction
from radar.layout.labels.model import Candidate, TextAnchor
from radar.layout.labels.surroundings import (
    CLEARER,
    Disc,
    LabelSite,
    Nearby,
    is_clear,
    leader_is_clear,
)
from radar.layout.labels.typesetting import LabelShape, Setting

_LENGTHS: Final = (14.0, 20.0, 28.0, 38.0, 50.0, 60.0)
"""The lengths of leaders that are tried, in px. A label more than 70 px away from its mark is not
beside it any more."""
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

_End = tuple[float, float, float, TextAnchor]
"""Left edge, top, cost and text anchor of a label at the end of a leader."""


class _Ray(NamedTuple):
    """A direction in which a leader can go: its unit vector, and how far it is free, in px.

    `start` is where it begins.
    """

    number: int
    x: float
    y: float
    free: float
    start: Point


def find_leader_candidates(
    site: LabelSite, shapes: Sequence[LabelShape], setting: Setting, *, extra: float = 0.0
) -> list[Candidate]:
    """Return candidates at the end of a leader, those with short leaders first.

    `extra` is added to all costs.
    """
    blip, shapes = site.blip, shapes[:_MOST_SHAPES]
    start = blip.radius + _END_GAP
    reach = start + _LENGTHS[-1] + CLEARER * (blip.radius + _BESIDE)
    wide = max((shape.width for shape in shapes), default=0.0) + reach
    high = max((shape.height for shape in shapes), default=0.0) + reach
    x, y = blip.x, blip.y
    near = site.picture.nearby(site.number, x - wide, y - high, x + wide, y + high)
    rays = list(_free_rays(site, near, start))
    found: list[Candidate] = []
    for length in _LENGTHS:
        cost = _LEADER_COST + _COST_PER_PX * (length - _LENGTHS[0]) + extra
        for ray in rays:
            if start + length <= ray.free and not (length > _LONG and ray.number % 2):
                leader = ray.start, _end_of(site, ray.x, ray.y, start + length)
                if leader_is_clear(*leader, near, site.rules.normals):
                    found += _labels_at(site, shapes, setting, near, leader, ray, cost)
        if len(found) >= _ENOUGH:
            break
    return found


def _free_rays(site: LabelSite, near: Nearby, start: float) -> Iterator[_Ray]:
    """Yield the directions in which no mark stands in the way of the shortest leader."""
    blip = site.blip
    marks = [(x - blip.x, y - blip.y, least + _CLEARANCE) for x, y, least in near.discs]
    for number, (ux, uy) in enumerate(_DIRECTIONS):
        free = 1e9
        for dx, dy, keep in marks:
            along, across = dx * ux + dy * uy, dx * uy - dy * ux
            if -keep < across < keep:
                half = sqrt(keep * keep - across * across)
                if along + half > start and along - half < free:
                    free = along - half
        if free > start + _LENGTHS[0]:
            yield _Ray(number, ux, uy, free, _end_of(site, ux, uy, start))


def _end_of(site: LabelSite, ux: float, uy: float, reach: float) -> Point:
    """Return a point at a distance from the blip's centre, rounded to hundredths of a px."""
    return Point(round(site.blip.x + ux * reach, 2), round(site.blip.y + uy * reach, 2))


def _labels_at(
    site: LabelSite,
    shapes: Sequence[LabelShape],
    setting: Setting,
    near: Nearby,
    leader: tuple[Point, Point],
    ray: _Ray,
    cost: float,
) -> Iterator[Candidate]:
    """Yield the labels at the end of a leader that break no rule; `cost` is that of the leader."""
    keep = CLEARER * (site.blip.radius + _BESIDE)
    discs = _discs_around(leader[1], ray, shapes, near.discs, keep)
    for shape in shapes:
        for left, top, more, anchor in _ends(shape, leader[1], ray, setting):
            box = (left, top, left + shape.width, top + shape.height)
            if is_clear(*box, discs, keep) and (priced := site.rules.price(*box, near)):
                own, total = cost + shape.cost + more, cost + shape.cost + more + priced[0]
                size, plate = setting.size, priced[1]
                yield Candidate(
                    total, *box, shape, size, anchor, plate, keep / CLEARER, own, leader
                )


def _discs_around(
    end: Point, ray: _Ray, shapes: Sequence[LabelShape], discs: Sequence[Disc], keep: float
) -> list[Disc]:
    """Return the marks that a label at the end of a leader may come nearer to than `keep`.

    `discs` are in the order of their x.
    """
    aside = max((shape.width for shape in shapes), default=0.0) + _END_GAP + keep
    above = max((shape.height for shape in shapes), default=0.0) + _END_GAP + keep
    left, right, top, bottom = end.x - aside, end.x + aside, end.y - above, end.y + above
    if ray.x >= _STEEP:
        left = end.x - keep
    elif ray.x <= -_STEEP:
        right = end.x + keep
    elif ray.y > 0.0:
        top = end.y - keep
    else:
        bottom = end.y + keep
    first, last = bisect_left(discs, (left,)), bisect_left(discs, (right,))
    return [disc for disc in discs[first:last] if top < disc[1] < bottom]


def _ends(shape: LabelShape, end: Point, ray: _Ray, setting: Setting) -> Iterator[_End]:
    """Yield the ways to put a label at the end of a leader."""
    wide, high = shape.width, shape.height
    if -_STEEP < ray.x < _STEEP:
        top = end.y + _END_GAP if ray.y > 0.0 else end.y - _END_GAP - high
        for part in _END_OFFSETS:
            yield end.x - wide * (0.5 + part), top, abs(part), "middle"
        return
    anchor: TextAnchor = "start" if ray.x > 0.0 else "end"
    left = end.x + _END_GAP if ray.x > 0.0 else end.x - _END_GAP - wide
    lead = (len(shape.lines) - 1) * setting.pitch / 2.0
    for down in (0.0, lead, -lead) if lead else (0.0,):
        yield left, end.y - high / 2.0 + down, 0.5 if down else 0.0, anchor
