"""Leaders, the ends of tails, and the gaps behind names: checked point by point, the slow way."""

from __future__ import annotations

import re
from dataclasses import replace
from math import atan2, cos, dist, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.layout.composition.blips import CLEAR as FREE
from radar.layout.composition.blips import _free
from radar.layout.composition.gaps import AIR, gaps
from radar.layout.geometry import Box, Point
from radar.layout.labels.candidates import Mark
from radar.layout.labels.leaders import ABOARD, CLEAR, LEADER, LENGTH, LENGTHS, MOST, led_spots
from radar.layout.labels.obstacles import RING, SECTOR, Ground, crossing, place_of
from radar.layout.labels.placing import site_of
from radar.layout.labels.typesetting import Setting
from radar.layout.scene import Blip
from radar.model import Movement

SETTING = Setting(12.0, 14.4, 3.0)
GROUND = Ground((0.0, 130.0, 220.0, 310.0, 400.0), 4, 20.0, (), Box(-420, -400, 420, 400))
spots = st.tuples(st.floats(-250, 250), st.floats(-250, 250))
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


@given(
    st.lists(close, min_size=1, max_size=25), st.sampled_from(["Go", "Site reliability", "云原生"])
)
def test_a_leader_keeps_off_everything_but_its_name(
    around: list[tuple[float, float]], text: str
) -> None:
    """It begins at its blip, ends at its name, and comes near to no other blip or ring's name."""
    mark = Mark("a", text, 100.0, -120.0, 5.0)
    others = [Mark(f"b{k}", "B", x, y, 5.0) for k, (x, y) in enumerate(around)]
    apart = [other for other in others if dist(other[2:4], (100, -120)) > 14.0]
    taken = Box(120.0, -130.0, 170.0, -116.0)
    ground = replace(GROUND, blocked=(taken,))
    columns = sorted([mark, *apart], key=lambda each: each.x)
    found = led_spots(site_of(mark, columns, ground, SETTING), SETTING)
    assert len(found) <= MOST
    assert [spot.cost for spot in found] == sorted(spot.cost for spot in found)
    for spot in found:
        first, last = spot.leader
        box = Box(*spot[:4])
        assert dist(first, (mark.x, mark.y)) == pytest.approx(mark.radius + ABOARD, abs=0.02)
        assert min(abs(dist(first, last) - length) for length in LENGTHS) < 0.03
        assert spot.cost >= LEADER + LENGTH * (dist(first, last) - LENGTHS[0]) - 0.02
        assert from_box(box, *last) == pytest.approx(ABOARD, abs=0.02)
        assert from_box(box, mark.x, mark.y) > mark.radius
        assert not box.meets(taken)
        for x, y in steps(first, last):
            assert not (taken.left < x < taken.right and taken.top < y < taken.bottom)
            assert all(dist((x, y), other[2:4]) > other.radius + CLEAR for other in apart)
        assert all(from_box(box, *other[2:4]) > other.radius for other in apart)


def test_names_hang_on_every_side() -> None:
    """In the open there are names to the right, the left, above and below, nearest first."""
    mark = Mark("a", "Kafka", 100.0, -120.0, 5.0)
    found = led_spots(site_of(mark, [mark], GROUND, SETTING), SETTING, most=500)
    assert dist(*found[0].leader) == pytest.approx(LENGTHS[0], abs=0.02)
    assert found[0].cost == pytest.approx(LEADER, abs=0.2)
    for spot in found:
        (_, _), (x, y) = spot.leader
        if spot.side == "middle":
            edge = spot.top - ABOARD if y > mark.y else spot.bottom + ABOARD
            assert edge == pytest.approx(y)
        else:
            edge = spot.left - ABOARD if x > mark.x else spot.right + ABOARD
            assert edge == pytest.approx(x)
            assert spot.side == ("start" if x > mark.x else "end")
    assert {spot.side for spot in found} == {"start", "end", "middle"}


@given(spots, spots, st.lists(spots, max_size=12))
def test_a_tail_ends_where_the_first_blip_begins(
    start: tuple[float, float], end: tuple[float, float], around: list[tuple[float, float]]
) -> None:
    """Walking along it in small steps finds the same end, for blips that it does not begin at."""
    near, far = Point(*start), Point(*end)
    length = dist(near, far)
    apart = sorted(xy for xy in around if dist(xy, near) > 5.0 + FREE)
    blank = ("q", "r", Movement.NEW, "", "", 0, 0.0)
    blips = [Blip(f"b{k}", *blank, x, y, 5.0, Point(0, 0)) for k, (x, y) in enumerate(apart)]
    free = _free(near, far, blips)
    assert 0.0 <= free <= length + 1e-9
    for x, y in steps(near, far, 400):
        if dist((x, y), near) < free - 0.01:
            assert all(dist((x, y), xy) > 5.0 + FREE - 0.01 for xy in apart)
    if free < length - 0.01:
        reach = free / length
        tip = (near.x + (far.x - near.x) * reach, near.y + (far.y - near.y) * reach)
        assert min(dist(tip, xy) for xy in apart) == pytest.approx(5.0 + FREE, abs=0.01)


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
    room = box.expand(AIR)
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
def test_what_lies_under_a_name_is_paid_for(
    left: float, top: float, width: float, height: float
) -> None:
    """Lines of the ring, borders of the sector and the rim, found by looking at many points."""
    place = place_of(GROUND, 100.0, -120.0)
    box = Box(left, top, left + width, top + height)
    points = [(left + width * i / 40, top + height * k / 40) for i in range(41) for k in range(41)]
    radii = [dist((0, 0), point) for point in points]
    corners = [min(r - 0.5 for r in radii), max(r + 0.5 for r in radii)]
    cost, rim = crossing(GROUND, place, box)
    beside = min(x for x, _ in points) < 10.0, max(y for _, y in points) > -10.0
    sure = all(abs(edge - r) > 4.0 for edge in (130.0, 220.0, 400.0) for r in corners)
    if sure and all(abs(side) > 0.01 for side in (left - 10.0, top + height + 10.0)):
        ring = corners[0] < place.inner or corners[1] > place.outer
        assert cost == RING * ring + SECTOR * sum(beside)
        assert rim == (corners[0] < 400.0 < corners[1])
