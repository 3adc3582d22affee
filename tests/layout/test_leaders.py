"""Leaders, and the gaps behind names: checked point by point, the slow way."""

from __future__ import annotations

import re
from dataclasses import replace
from math import atan2, cos, dist, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.layout.composition.gaps import LINE_GAP, gaps
from radar.layout.geometry import Box, Point
from radar.layout.labels.leaders import (
    _COST_PER_PX,
    _END_GAP,
    _LEADER_COST,
    _LENGTHS,
    find_leader_candidates,
)
from radar.layout.labels.model import Candidate, NamedBlip
from radar.layout.labels.obstacles import Obstacles
from radar.layout.labels.surroundings import LabelSite, Nearby, Picture, Surroundings
from radar.layout.labels.typesetting import Setting, label_shapes

SETTING = Setting(12.0, 14.4, 3.0)
GROUND = Obstacles((0.0, 130.0, 220.0, 310.0, 400.0), 4, 20.0, (), Box(-420, -400, 420, 400))
close = st.tuples(st.floats(40, 160), st.floats(-180, -60))


def steps(a: Point, b: Point, count: int = 60) -> list[tuple[float, float]]:
    """Return points from one end of a line to the other."""
    return [
        (a.x + (b.x - a.x) * k / count, a.y + (b.y - a.y) * k / count) for k in range(count + 1)
    ]


def ends(outline: str) -> tuple[float, ...]:
    """Return where an arc begins and where it ends."""
    found = [float(part) for part in re.findall(r"-?[0-9.]+", outline)]
    return (*found[:2], *found[-2:])


def from_box(box: Box, x: float, y: float) -> float:
    """Return how far a point is from a box, 0 inside."""
    return dist((x, y), (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)))


def led(mark: NamedBlip, others: list[NamedBlip], ground: Obstacles) -> list[Candidate]:
    """Return the names at the end of a leader of the first of some blips."""
    picture = Picture([mark, *others], ground)
    site = LabelSite(0, mark, Surroundings(mark, ground), picture)
    return find_leader_candidates(site, label_shapes(mark.text, SETTING), SETTING)


@settings(max_examples=15)
@given(
    st.lists(close, min_size=1, max_size=25), st.sampled_from(["Go", "Site reliability", "云原生"])
)
def test_a_leader_keeps_off_everything_but_its_name(
    around: list[tuple[float, float]], text: str
) -> None:
    """It begins at its blip, ends at its name, and comes near to no other blip or ring's name."""
    mark = NamedBlip("a", text, 100.0, -120.0, 5.0)
    others = [NamedBlip(f"b{k}", "B", x, y, 5.0) for k, (x, y) in enumerate(around)]
    apart = [other for other in others if dist(other[2:4], (100, -120)) > 14.0]
    taken = Box(120.0, -130.0, 170.0, -116.0)
    tail = (Point(80.0, -150.0), Point(80.0, -140.0))
    ground = replace(GROUND, blocked=(taken,), segments=(tail,))
    for spot in led(mark, apart, ground):
        first, last = spot.leader
        box = Box(*spot[1:5])
        assert dist(first, (mark.x, mark.y)) == pytest.approx(mark.radius + _END_GAP, abs=0.02)
        assert min(abs(dist(first, last) - length) for length in _LENGTHS) < 0.03
        assert spot.cost >= _LEADER_COST + _COST_PER_PX * (dist(first, last) - _LENGTHS[0]) - 0.02
        assert from_box(box, *last) == pytest.approx(_END_GAP, abs=0.02)
        assert mark.radius < from_box(box, mark.x, mark.y) <= 70.0
        assert not box.meets(taken)
        assert last.x > 0.0 > last.y  # in its own quadrant
        for x, y in steps(first, last):
            assert not (taken.left < x < taken.right and taken.top < y < taken.bottom)
            assert all(dist((x, y), other[2:4]) > other.radius + 1.5 for other in apart)
            assert min(dist((x, y), point) for point in steps(*tail)) > 0.9
        assert all(from_box(box, *other[2:4]) >= 1.3 * 8.0 - 0.01 for other in apart)


@pytest.mark.parametrize("radius", [3.0, 5.0, 8.0, 12.0, 20.0])
def test_a_name_is_at_most_70_px_from_its_mark(
    radius: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However large the mark is: a large one has no leaders of the greatest length."""
    monkeypatch.setattr("radar.layout.labels.leaders._ENOUGH", 10**6)  # all lengths
    mark = NamedBlip("own", "Kubernetes", 100.0, -120.0, radius)
    away = [from_box(Box(*each[1:5]), mark.x, mark.y) for each in led(mark, [], GROUND)]
    assert 50.0 < max(away) <= 70.0


def test_names_hang_on_every_side() -> None:
    """In the open there are names to the right, the left, above and below, nearest first."""
    mark = NamedBlip("a", "Kafka", 100.0, -120.0, 5.0)
    found = led(mark, [], GROUND)
    assert dist(*found[0].leader) == pytest.approx(_LENGTHS[0], abs=0.02)
    assert min(spot.cost for spot in found) == pytest.approx(_LEADER_COST, abs=0.2)
    for spot in found:
        (_, _), (x, y) = spot.leader
        if spot.anchor == "middle":
            edge = spot.top - _END_GAP if y > mark.y else spot.bottom + _END_GAP
            assert edge == pytest.approx(y)
        else:
            edge = spot.left - _END_GAP if x > mark.x else spot.right + _END_GAP
            assert edge == pytest.approx(x)
            assert spot.anchor == ("start" if x > mark.x else "end")
    assert {spot.anchor for spot in found} == {"start", "end", "middle"}


@given(
    st.floats(-380, 380),
    st.floats(-380, 380),
    st.floats(4, 120),
    st.floats(4, 40),
    st.floats(60, 390),
)
def test_a_gap_is_what_of_a_circle_lies_behind_a_name(
    left: float, top: float, width: float, height: float, radius: float
) -> None:
    """A point of the circle is left out if, and only if, it lies in the box and its air."""
    box = Box(left, top, left + width, top + height)
    room = box.expand(LINE_GAP)
    cuts = [
        (atan2(y1, x1), atan2(y2, x2))
        for gap in gaps(box, [("adopt", radius)])
        for x1, y1, x2, y2 in [ends(gap.outline)]
    ]
    for k in range(720):
        angle = k * pi / 360 - pi
        x, y = radius * cos(angle), radius * sin(angle)
        deep = min(x - room.left, room.right - x, y - room.top, room.bottom - y)
        if abs(deep) > 0.5:
            out = any((angle - start) % (2 * pi) < (end - start) % (2 * pi) for start, end in cuts)
            assert out == (deep > 0.0), (angle, deep)


@given(st.floats(-390, 390), st.floats(-390, 390), st.floats(5, 120), st.floats(5, 40))
def test_the_rules_for_a_name(left: float, top: float, width: float, height: float) -> None:
    """Lines of the ring, borders of the sector and the rim, found by looking at many points."""
    rules = Surroundings(NamedBlip("a", "A", 100.0, -120.0, 5.0), GROUND)
    box = Box(left, top, left + width, top + height)
    points = [(left + width * i / 40, top + height * k / 40) for i in range(41) for k in range(41)]
    radii = [dist((0, 0), point) for point in points]
    corners = [min(r - 0.5 for r in radii), max(r + 0.5 for r in radii)]
    priced = rules.narrow(Nearby(box, [], [], [])).price(*box)
    sure = all(abs(edge - r) > 4.0 for edge in (130.0, 220.0, 400.0) for r in corners)
    if sure and abs(left - 0.5) > 0.01 and abs(box.bottom + 0.5) > 0.01:
        away = left < 0.5 or box.bottom > -0.5 or top < -400.0 or box.right > 420.0
        rim = corners[0] < 400.0 < corners[1]
        assert (priced is None) == (away or rim)
        if priced:
            assert priced[1] == (corners[0] < 400.0 and (corners[0] < 130.0 or corners[1] > 220.0))
            halves = [max(1.0 - least / 10.0, 0.0) for least in (left, -box.bottom)]
            assert priced[0] == pytest.approx(9.0 * priced[1] + 9.0 * sum(halves))
