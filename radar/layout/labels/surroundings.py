"""What is around one blip, and what it costs its label: the rules that no label may break.

A label stays in its own quadrant's half of the channels; every other mark is at least
`CLEARER` times as far from it as its own; it covers no name of a ring, no trail and no heading,
and does not lie across the rim. What is allowed but not good has a cost: to lie on the line of a
ring, to reach into the channel, to make the picture larger.

`python -m benchmarks.names` shows what a change of the numbers below does; see `docs/names.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from radar.layout.geometry import Box, Point
from radar.layout.labels.model import NamedBlip
from radar.layout.labels.obstacles import Obstacles, find_ring_sector, meets_segment, segments_meet

CLEARER: Final = 1.3
"""How many times as far as its own mark every other one must be from a label: less, and readers
take it for the name of the other."""
_CLEARANCE: Final = 1.0
"""Least distance between a label and a mark, in px."""
_LEADER_CLEARANCE: Final = 2.0
"""Least distance between a leader and the middle of a channel, in px."""
_IN_HALF: Final = 0.5
"""Least distance between a label and the middle of a channel, in px."""
_RING_COST, _CHANNEL_COST, _LARGER_COST = 9.0, 9.0, 0.05
"""Cost of a label on the line of a ring, of one that reaches to the middle of a channel (less in
proportion), and of each px by which the picture becomes wider. The worst position beside a blip
costs about 5 for comparison."""

Disc = tuple[float, float, float]
"""A mark: x, y, and the least distance of labels from its centre."""
_Segment = tuple[float, float, float, float, Point, Point]
"""The box around a segment, and its ends."""


class Nearby(NamedTuple):
    """What a label somewhere in the box `area` could meet."""

    area: Box
    discs: list[Disc]
    blocked: list[Box]
    segments: list[_Segment]


class Picture:
    """The marks and obstacles of a picture, ready to be asked what is near a box."""

    def __init__(self, blips: Sequence[NamedBlip], obstacles: Obstacles) -> None:
        self.obstacles = obstacles
        self._discs = [(blip.x, blip.y, blip.radius + _CLEARANCE) for blip in blips]
        self._by_x = sorted(self._discs)
        self._segments: list[_Segment] = [
            (min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y), a, b)
            for a, b in obstacles.segments
        ]

    def nearby(self, number: int, left: float, top: float, right: float, bottom: float) -> Nearby:
        """Return what is in a box, but for the mark of the blip of this number.

        Marks are in the order of their x.
        """
        own = self._discs[number]
        first, last = bisect_left(self._by_x, (left,)), bisect_left(self._by_x, (right,))
        return Nearby(
            Box(left, top, right, bottom),
            [
                disc
                for disc in self._by_x[first:last]
                if left < disc[0] < right and top < disc[1] < bottom and disc is not own
            ],
            [
                box
                for box in self.obstacles.blocked
                if box[0] < right and left < box[2] and box[1] < bottom and top < box[3]
            ],
            [
                one
                for one in self._segments
                if one[0] < right and left < one[2] and one[1] < bottom and top < one[3]
            ],
        )


class Surroundings:
    """The sector and ring of one blip, and the rules for the label of that blip.

    `inner`, `outer` and `rim` are squares of radii: of the ring's edges, and of the whole. `half`
    is half the width of a channel, `least` the least distance of a label from the mark.
    """

    __slots__ = ("bounds", "half", "inner", "least", "normals", "outer", "page", "rim")

    def __init__(self, blip: NamedBlip, obstacles: Obstacles) -> None:
        place = find_ring_sector(obstacles, blip.x, blip.y)
        self.inner, self.outer = place.inner * place.inner, place.outer * place.outer
        self.rim = obstacles.radii[-1] * obstacles.radii[-1]
        self.half, self.bounds = obstacles.cross / 2.0, obstacles.bounds
        self.page = obstacles.page or obstacles.bounds
        self.normals = place.normals
        self.least = blip.radius + _CLEARANCE

    def narrow(self, near: Nearby) -> LocalRules:
        """Return the rules for labels inside the area of `near`."""
        return LocalRules(self, near)


class LocalRules:
    """The rules for the labels of one blip inside one area, without what cannot matter there."""

    __slots__ = ("_borders", "_bounds", "_half", "_inner", "_near", "_outer", "_page", "_rim")

    def __init__(self, rules: Surroundings, near: Nearby) -> None:
        area = near.area
        self._inner, self._outer, self._rim = rules.inner, rules.outer, rules.rim
        self._half, self._near = rules.half, near
        self._borders = [each for each in rules.normals if _from_border(each, *area) < rules.half]
        self._bounds = None if _contains(rules.bounds, area) else rules.bounds
        self._page = None if _contains(rules.page, area) else rules.page

    def price(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, bool] | None:
        """Return the cost of a box and whether it lies on the line of a ring; None if forbidden.

        Marks are not looked at here, see `is_clear`.
        """
        bounds, cost = self._bounds, 0.0
        if bounds and not _contains(bounds, (left, top, right, bottom)):
            return None
        for border in self._borders:
            least = _from_border(border, left, top, right, bottom)
            if least < self._half:
                if least < _IN_HALF:
                    return None
                cost += _CHANNEL_COST * (1.0 - least / self._half)
        near_x = left if left > 0.0 else -right if right < 0.0 else 0.0
        near_y = top if top > 0.0 else -bottom if bottom < 0.0 else 0.0
        far_x = right if right > -left else -left
        far_y = bottom if bottom > -top else -top
        inner, outer = near_x * near_x + near_y * near_y, far_x * far_x + far_y * far_y
        if inner < self._rim < outer:
            return None
        near = self._near
        if (near.blocked or near.segments) and _is_taken(left, top, right, bottom, near):
            return None
        page = self._page
        if page and not _contains(page, (left, top, right, bottom)):
            aside = max(page[0] - left, 0.0) + max(right - page[2], 0.0)
            cost += _LARGER_COST * (aside + max(page[1] - top, 0.0) + max(bottom - page[3], 0.0))
        if inner < self._inner or (inner < self._rim and outer > self._outer):
            return cost + _RING_COST, True
        return cost, False


_Edges = tuple[float, float, float, float]


def _contains(box: Box, other: _Edges) -> bool:
    """Return whether a box contains another one."""
    return box[0] <= other[0] and box[1] <= other[1] and other[2] <= box[2] and other[3] <= box[3]


def _from_border(normal: Point, left: float, top: float, right: float, bottom: float) -> float:
    """Return how far a box is inside of the middle of a channel; less than 0 if it crosses it."""
    x, y = normal
    return x * (left if x > 0.0 else right) + y * (top if y > 0.0 else bottom)


class LabelSite(NamedTuple):
    """A blip that gets a label: its number, itself, and the rules and the picture around it."""

    number: int
    blip: NamedBlip
    rules: Surroundings
    picture: Picture


def _is_taken(left: float, top: float, right: float, bottom: float, near: Nearby) -> bool:
    """Return whether a box meets a blocked box or a trail."""
    for x, y, u, v in near.blocked:
        if x < right and left < u and y < bottom and top < v:
            return True
    for x, y, u, v, a, b in near.segments:
        is_near = x < right and left < u and y < bottom and top < v
        if is_near and meets_segment((left, top, right, bottom), a, b):
            return True
    return False


def is_clear(
    left: float, top: float, right: float, bottom: float, discs: Sequence[Disc], keep: float
) -> bool:
    """Return whether all marks are at least `keep` px away from a box."""
    return find_too_near(left, top, right, bottom, discs, keep) is None


def find_too_near(
    left: float, top: float, right: float, bottom: float, discs: Iterable[Disc], keep: float
) -> Disc | None:
    """Return the first mark that is less than `keep` px away from a box, if there is one.

    From a mark that needs more room, the box is to be as far away as that.
    """
    for disc in discs:
        x, y, least = disc
        room = keep if keep > least else least
        if left - room < x < right + room and top - room < y < bottom + room:
            dx = left - x if x < left else x - right if x > right else 0.0
            dy = top - y if y < top else y - bottom if y > bottom else 0.0
            if dx * dx + dy * dy < room * room:
                return disc
    return None


def leader_is_clear(start: Point, end: Point, near: Nearby, normals: Sequence[Point]) -> bool:
    """Return whether a leader stays in its sector and meets nothing that is near.

    Marks are not looked at: a leader goes only as far as there is none.
    """
    return (
        all(normal.x * end.x + normal.y * end.y >= _LEADER_CLEARANCE for normal in normals)
        and not any(meets_segment(box, start, end) for box in near.blocked)
        and not any(segments_meet(start, end, a, b, 1.0) for *_, a, b in near.segments)
    )
