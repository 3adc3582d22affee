"""Clashes: which candidates of one label a candidate of another excludes, or comes too close to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from radar.layout.geometry import Point
from radar.layout.labels.model import Candidate
from radar.layout.labels.obstacles import meets_segment, segments_meet
from radar.layout.labels.typesetting import Face

LEAST_GAP, CLEAR_GAP = 3.5, 9.0
"""Horizontal gaps between two labels, in px: below the first they exclude each other, below the
second they can be read as one label."""
_LEADER_GAP: Final = 2.0
"""Least distance between a leader and another label, in px."""
_LEADERS_GAP: Final = 3.0
"""Least distance between two leaders, in px: nearer ones look like one."""

Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Clashes(NamedTuple):
    """The numbers of candidates of one label that clash with a candidate of another.

    `overlapping` are excluded by it; `close` can be read as one label with it.
    """

    overlapping: list[int]
    close: list[int]


def covering_area(candidate: Candidate) -> Area:
    """Return the box around a candidate and its leader."""
    left, top, right, bottom = candidate[1:5]
    for x, y in candidate.leader:
        left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
    return left, top, right, bottom


def clearing_area(candidate: Candidate, face: Face) -> Area:
    """Return the box that other labels have to stay out of, so as not to be close to this one."""
    left, top, right, bottom = covering_area(candidate)
    return left - CLEAR_GAP, top - face.clear, right + CLEAR_GAP, bottom + face.clear


def find_clashes(
    candidate: Candidate,
    area: Area,
    others: Sequence[Candidate],
    areas: Sequence[Area],
    first: int,
    face: Face,
) -> Clashes:
    """Return which of `others`, from the number `first` on, clash with a candidate.

    `area` is the `clearing_area` of the candidate, `areas` are the covering ones of the others.
    """
    left, top, right, bottom = area
    near = [
        number
        for number, (x, y, u, v) in enumerate(areas[first:] if first else areas, first)
        if x < right and left < u and y < bottom and top < v
    ]
    overlapping: list[int] = []
    close: list[int] = []
    if near:
        left, top, right, bottom = candidate[1:5]
        leader = candidate.leader
        l1, r1, t1, b1 = left - LEAST_GAP, right + LEAST_GAP, top - face.apart, bottom + face.apart
        l2, r2, t2, b2 = left - CLEAR_GAP, right + CLEAR_GAP, top - face.clear, bottom + face.clear
        for number in near:
            other = others[number]
            x, y, u, v = other[1:5]
            if candidate.is_number and other.is_number:
                continue  # blips have room for numbers in any case
            if (x < r1 and l1 < u and y < b1 and t1 < v) or (
                (leader or other.leader) and _leaders_clash(candidate, other)
            ):
                overlapping.append(number)
            elif x < r2 and l2 < u and y < b2 and t2 < v:
                close.append(number)
    return Clashes(overlapping, close)


def _leaders_clash(one: Candidate, other: Candidate) -> bool:
    """Return whether the leader of one label meets the other label or its leader."""
    if _crosses(one.leader, other) or _crosses(other.leader, one):
        return True
    if not (one.leader and other.leader):
        return False
    (a, b), (c, d) = one.leader, other.leader
    return segments_meet(a, b, c, d, _LEADERS_GAP)


def _crosses(leader: Sequence[Point], label: Candidate) -> bool:
    """Return whether a leader, if there is one, runs through a label or touches it."""
    left, top, right, bottom = label[1:5]
    wide = left - _LEADER_GAP, top - _LEADER_GAP, right + _LEADER_GAP, bottom + _LEADER_GAP
    return bool(leader) and meets_segment(wide, leader[0], leader[1])
