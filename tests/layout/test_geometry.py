"""Points, angles and the shape of a sector."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.layout.geometry import Box, Point, arc, cosine, direction, distance, sine
from radar.layout.placement.wedge import Room, Wedge, sector_shape

ANGLES = st.floats(-1000, 1000)


@given(ANGLES)
def test_sine_and_cosine_are_those_of_the_c_library(degrees: float) -> None:
    """The polynomials agree with the platform's functions to the last digits."""
    assert sine(degrees) == pytest.approx(math.sin(math.radians(degrees % 360)), abs=1e-14)
    assert cosine(degrees) == pytest.approx(math.cos(math.radians(degrees % 360)), abs=1e-14)


@given(ANGLES)
def test_a_direction_has_unit_length_and_turns_clockwise(degrees: float) -> None:
    """A direction is a unit vector, 12 o'clock is up and 3 o'clock is to the right."""
    x, y = direction(degrees)
    assert math.hypot(x, y) == pytest.approx(1, abs=1e-11)
    turn = math.radians(degrees % 360)
    assert (x, y) == pytest.approx((math.sin(turn), -math.cos(turn)), abs=1e-11)
    assert direction(90) == (1, 0)
    assert direction(0) == (0, -1)


@given(st.floats(0, 180))
def test_arc_is_the_angle_of_a_point(degrees: float) -> None:
    """The arc of a point on the upper half of a circle is its angle."""
    angle = math.radians(degrees)
    assert arc(math.cos(angle) * 7, max(0.0, math.sin(angle) * 7)) == pytest.approx(angle, abs=1e-7)


@given(st.tuples(*[st.floats(-50, 50)] * 4), st.tuples(*[st.floats(-50, 50)] * 4))
def test_boxes_meet_where_they_share_an_inner_point(
    a: tuple[float, float, float, float], b: tuple[float, float, float, float]
) -> None:
    """Two boxes meet exactly where their spans overlap on both axes."""
    one = Box(min(a[0], a[2]), min(a[1], a[3]), max(a[0], a[2]), max(a[1], a[3]))
    two = Box(min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))
    wide = min(one.right, two.right) - max(one.left, two.left)
    high = min(one.bottom, two.bottom) - max(one.top, two.top)
    if one.width and one.height and two.width and two.height:
        assert one.meets(two) == (wide > 0 and high > 0)
    assert one.meets(two) == two.meets(one)


WEDGES = st.builds(
    lambda count, inner, width, cross: sector_shape(count, 0, inner, inner + width, cross).wedge,
    st.integers(2, 8),
    st.one_of(st.just(0.0), st.floats(20, 300)),
    st.floats(40, 200),
    st.floats(0, 30),
)
SPOTS = st.tuples(st.floats(-500, 500), st.floats(-500, 500))


def inside(wedge: Wedge, spot: tuple[float, float], margin: float) -> bool:
    """Tell by angles and distances, the slow way, whether a disc lies inside a wedge."""
    r = math.hypot(*spot)
    half = math.atan2(wedge.sin, wedge.cos)
    angle = abs(math.atan2(spot[1], spot[0]))
    beside = r * math.sin(half - angle) if half - angle < math.pi / 2 else r
    if half - angle < 0:
        return False
    hole = wedge.inner == 0 or r - wedge.inner >= margin
    return hole and wedge.outer - r >= margin and beside - wedge.inset >= margin


@given(WEDGES, SPOTS, st.floats(0.1, 20))
def test_wall_agrees_with_angles(wedge: Wedge, spot: tuple[float, float], margin: float) -> None:
    """The distance to the nearest border is what trigonometry says it is."""
    if abs(wedge.wall(*spot) - margin) > 1e-6:
        assert (wedge.wall(*spot) >= margin) == inside(wedge, spot, margin)


@given(WEDGES, SPOTS, st.floats(0, 15))
def test_clamping_ends_inside_and_leaves_alone_what_is_inside(
    wedge: Wedge, spot: tuple[float, float], margin: float
) -> None:
    """A clamped point is within the margins, and one that was already does not move."""
    if wedge.heart(margin) is None:
        return
    found = wedge.clamp(spot, margin)
    assert wedge.wall(*found) >= margin - 1e-6
    if wedge.wall(*spot) >= margin:
        assert found == spot


@pytest.mark.parametrize(
    "shape", [(2, 0, 100, 10), (4, 30, 130, 0), (8, 50, 90, 20), (3, 0, 60, 4)]
)
@pytest.mark.parametrize("margin", [0.0, 5.0])
def test_area_is_what_counting_finds(shape: tuple[int, float, float, float], margin: float) -> None:
    """The closed form of the area agrees with counting squares."""
    count, inner, outer, cross = shape
    wedge = sector_shape(count, 0, inner, outer, cross).wedge
    step = outer / 300
    grid = [(i + 0.5) * step for i in range(-300, 300)]
    counted = sum(wedge.wall(x, y) >= margin for x in grid for y in grid if x > 0) * step * step
    assert wedge.size(margin)[0] == pytest.approx(counted, rel=0.01)


@given(WEDGES, st.floats(0, 10), st.integers(2, 300))
def test_spacing_is_the_inverse_of_the_bound(wedge: Wedge, margin: float, count: int) -> None:
    """At the spacing of so many points the bound is just that many."""
    if wedge.size(margin)[0] > 1:
        assert wedge.bound(margin, wedge.spacing(margin, count)) == pytest.approx(count)


@given(st.integers(2, 8), st.data())
def test_a_sector_carries_points_there_and_back(count: int, data: st.DataObject) -> None:
    """A point of the picture is the same after it went into the sector's frame and out again."""
    shape = sector_shape(count, data.draw(st.integers(0, count - 1)), 0, 400, 20)
    point = Point(
        data.draw(st.integers(-40000, 40000)) / 100, data.draw(st.integers(0, 40000)) / 100
    )
    assert shape.to_picture(shape.to_frame(point)) == point


def test_sectors_stand_clockwise_from_twelve() -> None:
    """The first of four sectors is the upper right one, the second the lower right one."""
    assert sector_shape(4, 0, 0, 400, 20).to_picture((100.0, 0.0)) == Point(70.71, -70.71)
    assert sector_shape(4, 1, 0, 400, 20).to_picture((100.0, 0.0)) == Point(70.71, 70.71)


def test_a_room_keeps_a_third_of_the_radius_between_two() -> None:
    """Blips stand a third of their radius apart, and half of that off a border."""
    room = Room(12.0, slack=0.0)
    assert room.apart == pytest.approx(2 * 12 + 4)
    assert room.margin == pytest.approx(12 + 2)
    assert distance(Point(0, 0), Point(3, 4)) == 5


def test_a_box_grows_on_all_sides() -> None:
    """What is kept free around a box is as wide on each side; below nothing makes it smaller."""
    assert Box(1, 2, 30, 40).expand(5) == Box(-4, -3, 35, 45)
    assert Box(1, 2, 30, 40).expand(-1) == Box(2, 3, 29, 39)


def test_arc_of_points_on_the_axis() -> None:
    """Where a point lies on the axis its angle is nothing or half a turn."""
    assert (arc(0.5, 0.0), arc(0.0, 0.0)) == (0.0, 0.0)
    assert arc(-0.5, 0.0) == pytest.approx(math.pi)


@given(WEDGES, st.floats(0.1, 15))
def test_perimeter_is_what_trigonometry_says(wedge: Wedge, margin: float) -> None:
    """Two arcs, or one where the sides meet before the hole, and two straight edges."""
    _, rim = wedge.size(margin)
    if not rim:
        return
    half, off = math.atan2(wedge.sin, wedge.cos), wedge.inset + margin
    tip = off / math.tan(half)

    def arc_and_end(radius: float) -> tuple[float, float]:
        return 2 * radius * (half - math.asin(off / radius)), math.sqrt(radius**2 - off**2)

    outer, end = arc_and_end(wedge.outer - margin)
    inner, start = 0.0, tip
    if wedge.inner > 0 and wedge.inner + margin > off / wedge.sin:
        inner, start = arc_and_end(wedge.inner + margin)
    assert rim == pytest.approx(outer + inner + 2 * (end - start), rel=1e-6)


@given(WEDGES, SPOTS)
def test_both_sides_of_a_wedge_are_alike(wedge: Wedge, spot: tuple[float, float]) -> None:
    """What is measured or moved on one side of the axis is so on the other."""
    x, y = spot
    assert wedge.beside(x, y) == wedge.beside(x, -y)
    assert wedge.wall(x, y) == wedge.wall(x, -y)
    half = math.atan2(wedge.sin, wedge.cos)
    side = math.hypot(x, y) * math.sin(half - abs(math.atan2(y, x))) - wedge.inset
    assert wedge.beside(x, y) == pytest.approx(side, abs=1e-6)
    if wedge.heart(8.0) is not None and y:
        (a, b), (c, d) = wedge.clamp((x, y), 8.0), wedge.clamp((x, -y), 8.0)
        assert (a, b) == pytest.approx((c, -d), abs=1e-6)


@pytest.mark.parametrize("sectors", [3, 4, 8])
@pytest.mark.parametrize("inner", [0.0, 120.0])
def test_clamping_goes_hardly_farther_than_it_must(sectors: int, inner: float) -> None:
    """Of a fine grid of places within the margins, none is much nearer than the one found."""
    wedge = sector_shape(sectors, 0, inner, 220, 20).wedge
    grid = [(x, y) for x in range(0, 220, 3) for y in range(-200, 201, 3)]
    free = [spot for spot in grid if wedge.wall(*spot) >= 8.0]
    for spot in [
        (300.0, 0.0),
        (150.0, 200.0),
        (150.0, -200.0),
        (0.0, 90.0),
        (60.0, -70.0),
        (5.0, 0.0),
    ]:
        near = min(math.dist(spot, place) for place in free)
        assert math.dist(spot, wedge.clamp(spot, 8.0)) <= near * 1.15 + 3
