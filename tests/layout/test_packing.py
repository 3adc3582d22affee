"""The parts of placement, each by what it promises: neighbours, holes, lattices, nudges."""

from __future__ import annotations

from itertools import permutations
from math import cos, hypot, inf, radians, sin
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.layout.placement.amend import _evenness_score, best_nudge, settle
from radar.layout.placement.anchors import _splitmix64, assign_by_hash, digest, sort_by_hash
from radar.layout.placement.holes import (
    NeighbourGrid,
    find_holes,
    measure_holes,
    order_by_holes,
    scatter,
)
from radar.layout.placement.relax import _near_pairs, least_distance, relax
from radar.layout.placement.slots import (
    DENSE_SHARE,
    assign_spots,
    find_dense_places,
    lattice,
    pack,
    spread_lattice,
)
from radar.layout.placement.wedge import Room, Spot, Wedge, sector_shape

QUARTER = sector_shape(4, 0, 100, 200, 20).wedge
TIP = sector_shape(4, 0, 0, 150, 20).wedge
THIN = sector_shape(8, 0, 300, 340, 20).wedge
WEDGES = [QUARTER, TIP, THIN, sector_shape(2, 0, 50, 120, 20).wedge]

spots = st.lists(st.tuples(st.floats(0, 200), st.floats(-100, 100)), min_size=1, max_size=60)


def way(a: Spot, b: Spot) -> float:
    """Return how far two points are apart."""
    return hypot(a[0] - b[0], a[1] - b[1])


def closest(points: list[Spot]) -> float:
    """Return the least distance of two points, by asking all pairs."""
    every = (way(a, b) for i, a in enumerate(points) for b in points[:i])
    return min(every, default=inf)


@given(spots, st.floats(5, 80))
def test_neighbours_are_all_pairs_that_are_near(points: list[Spot], reach: float) -> None:
    """Looking only into squares nearby misses nobody and finds nobody twice."""
    xs, ys = zip(*points, strict=True)
    found = _near_pairs(xs, ys, reach)
    near = {
        (j, i)
        for i, (x, y) in enumerate(points)
        for j, (u, v) in enumerate(points[:i])
        if (x - u) * (x - u) + (y - v) * (y - v) < reach * reach
    }
    assert len(found) == len(near)
    assert {*found} == near
    assert least_distance(points, reach) == pytest.approx(min(reach, closest(points)))


@given(spots, st.floats(1, 200), st.floats(-100, 100), st.floats(3, 40))
def test_the_nearest_of_few_and_of_many(
    points: list[Spot], x: float, y: float, cell: float
) -> None:
    """The grid finds what asking every point finds, and nothing beyond the limit."""
    grid = NeighbourGrid(cell, points)
    nearest = min(way((x, y), point) for point in points)
    for limit in (1000.0, 30.0):
        assert grid.nearest(x, y, limit) == pytest.approx(min(limit, nearest))


def test_the_nearest_of_none() -> None:
    """Where nobody stands, everybody is farther than the limit."""
    assert NeighbourGrid(10.0, []).nearest(0.0, 0.0, 7.0) == 7.0


@pytest.mark.parametrize("wedge", WEDGES)
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_scattered_points_lie_within_the_margins_and_apart(wedge: Wedge, seed: int) -> None:
    """So many as were asked for, none too near a border, no two in one place."""
    found = scatter(wedge, 12.0, 30, seed)
    assert len({*found}) == 30
    assert min(wedge.wall(*spot) for spot in found) >= 12.0
    assert found != scatter(wedge, 12.0, 30, seed + 1)
    assert found[:5] == scatter(wedge, 12.0, 5, seed)
    halves = [sum(y > 0 for _, y in found), sum(y < 0 for _, y in found)]
    assert min(halves) >= 10


@pytest.mark.parametrize("wedge", WEDGES)
def test_holes_are_the_widest_places(wedge: Wedge) -> None:
    """Each hole is as good as any place that is looked at, and those before it are taken."""
    taken = scatter(wedge, 12.0, 6, 3)
    found = find_holes(wedge, 12.0, taken, 4, 0)
    assert len(found) == 4
    for at, hole in enumerate(found):
        others = [*taken, *(one.spot for one in found[:at])]
        assert wedge.wall(*hole.spot) >= 12.0
        near = min(way(hole.spot, other) for other in others)
        worth = min(2.9 * wedge.wall(*hole.spot), near) + near
        assert hole.width == pytest.approx(worth)
        assert (
            hole.width >= max(place.width for place in measure_holes(wedge, 12.0, others, 0)) * 0.97
        )
    assert find_holes(wedge, 12.0, taken, 0, 0) == []


def test_no_hole_where_there_is_no_room() -> None:
    """A margin wider than the shape leaves nothing."""
    assert find_holes(THIN, 25.0, [], 3, 0) == []
    assert scatter(THIN, 25.0, 3, 0) == ()


@pytest.mark.parametrize("wedge", WEDGES)
@pytest.mark.parametrize("turn", [0.0, 15.0, 38.0])
def test_a_lattice_is_dense_and_within_the_margins(wedge: Wedge, turn: float) -> None:
    """All points are as far apart as asked, and hardly another would have room."""
    found = lattice(wedge, 8.0, 20.0, turn)
    assert min(wedge.wall(*spot) for spot in found) >= 8.0
    assert closest(found) == pytest.approx(20.0)
    free = [p for p in scatter(wedge, 8.0, 300, 0) if min(way(p, q) for q in found) > 20.0]
    area, _ = wedge.size(8.0)
    inner = [p for p in free if wedge.wall(*p) > 20.0]
    assert inner == []
    assert len(found) > 0.7 * area / (20.0 * 20.0 * 0.866) - 4


@pytest.mark.parametrize("wedge", WEDGES)
@pytest.mark.parametrize("blip", [5.0, 8.0])
def test_a_dense_packing_is_filled_evenly_from_its_first_point(wedge: Wedge, blip: float) -> None:
    """Its points have the room that is asked for, and each is the widest hole that is left."""
    room = Room(blip)
    found = list(find_dense_places(wedge, room))
    assert len(found) == int(DENSE_SHARE * wedge.bound(room.margin, room.apart))
    assert closest(found) >= room.apart
    assert min(wedge.wall(*spot) for spot in found) >= room.margin - 1e-6
    assert order_by_holes(wedge, reversed(found)) == tuple(found)
    widths = []
    for at, spot in enumerate(found):
        near = min([wedge.outer, *(way(spot, other) for other in found[:at])])
        widths.append(min(2.9 * wedge.wall(*spot), near) + near)
    assert widths == sorted(widths, reverse=True)


def test_a_shape_too_thin_for_a_packing_has_no_dense_places() -> None:
    """No point is made up where blips do not fit."""
    assert find_dense_places(THIN, Room(40.0)) == ()


@pytest.mark.parametrize("count", [20, 45, 120])
def test_sites_are_as_wide_apart_as_they_can_be(count: int) -> None:
    """Enough places, far apart where few are asked, half as far from the borders."""
    found = spread_lattice(QUARTER, 3.0, 8.0, count)
    assert count <= len(found) <= 1.5 * count
    wide = closest(found)
    assert wide > 0.65 * QUARTER.spacing(3.0, count)
    assert min(QUARTER.wall(*spot) for spot in found) >= max(3.0, 0.449 * wide)


def test_more_sites_than_there_is_room_for_are_not_found() -> None:
    """What is asked beyond the densest lattice is answered with that lattice."""
    assert spread_lattice(QUARTER, 8.0, 20.0, 500) == lattice(QUARTER, 8.0, 20.0)


def test_packings_keep_their_distance_and_what_is_held() -> None:
    """Whoever is held stays, first of all; the others stand apart from everybody."""
    held = [(150.0, 0.0), (170.0, 40.0)]
    found = pack(QUARTER, 13.0, 26.0, 12, held)
    assert found is not None
    assert found[:2] == held
    assert len(found) == 12
    assert closest(found) >= 26.0
    assert min(QUARTER.wall(*spot) for spot in found) >= 13.0 - 1e-6
    assert pack(QUARTER, 13.0, 26.0, 0) == []
    assert pack(QUARTER, 13.0, 26.0, 500) is None


@pytest.mark.parametrize(("ring", "count"), [((130, 220), 32), ((310, 400), 69)])
def test_narrow_rings_take_what_lattices_begin(ring: tuple[int, int], count: int) -> None:
    """From scattered points alone so many are not found; a ring would have to be wider."""
    wedge = sector_shape(4, 0, *ring, 20).wedge
    found = pack(wedge, 13.0, 26.0, count, tries=3)
    assert found is not None
    assert len(found) == count
    assert closest(found) >= 26.0


def test_relaxing_parts_what_stands_in_one_place() -> None:
    """Two that are in one place, and one outside, end apart and within the margins."""
    start = [(150.0, 0.0), (150.0, 0.0), (300.0, 0.0)]
    found = relax(QUARTER, 12.0, 30.0, start, [1.0, 1.0, 1.0], 100)
    assert closest(found) >= 30.0 - 1e-6
    assert min(QUARTER.wall(*spot) for spot in found) >= 12.0 - 1e-6
    assert relax(QUARTER, 12.0, 30.0, start, [1.0, 1.0, 1.0], 0) == start
    held = relax(QUARTER, 12.0, 30.0, start, [0.0, 1.0, 0.0], 100)
    assert (held[0], held[2]) == (start[0], start[2])
    assert way(held[0], held[1]) >= 30.0 - 1e-6


def test_relaxing_shares_the_way_by_weight() -> None:
    """Who gives way more readily goes farther."""
    (ax, _), (bx, _) = relax(QUARTER, 1.0, 10.0, [(140, 0), (144, 0)], [1.0, 3.0], 200)
    assert (140 - ax) * 3 == pytest.approx(bx - 144)
    (_, ay), (_, by) = relax(QUARTER, 1.0, 10.0, [(150, -2), (150, 2)], [1.0, 3.0], 200)
    assert (-2 - ay) * 3 == pytest.approx(by - 2)


@pytest.mark.parametrize("turn", range(0, 360, 40))
def test_relaxing_goes_the_shortest_way(turn: int) -> None:
    """Two that are too near part along the line between them, in whatever direction that runs."""
    x, y = 2.0 * cos(radians(turn)), 2.0 * sin(radians(turn))
    start = [(150.0 - x, -y), (150.0 + x, y)]
    (ax, ay), (bx, by) = relax(QUARTER, 1.0, 10.0, start, [1.0, 1.0], 200)
    assert 10.0 - 1e-6 <= way((ax, ay), (bx, by)) <= 16.0
    assert ((ax + bx) / 2, (ay + by) / 2) == pytest.approx((150.0, 0.0))
    assert (bx - ax) * y - (by - ay) * x == pytest.approx(0.0, abs=1e-6)
    assert (bx - ax) * x + (by - ay) * y > 0


def test_relaxing_goes_on_until_nobody_is_too_near() -> None:
    """A heap in the middle, and one in a corner, spread out until all distances are kept."""
    for middle in ((150.0, 0.0), (199.0, 100.0)):
        heap = [(middle[0] + n * 0.1, middle[1] + (n % 3) * 0.1) for n in range(9)]
        found = relax(QUARTER, 8.0, 20.0, heap, [1.0] * 9, 2000)
        assert closest(found) >= 20.0 - 1e-6
        assert min(QUARTER.wall(*spot) for spot in found) >= 8.0 - 1e-6


def test_relaxing_parts_those_whom_the_border_brought_together() -> None:
    """Two that were far apart, until one was held within the margins, once stayed too near."""
    found = relax(QUARTER, 12.0, 30.0, [(185.0, 0.0), (400.0, 0.0)], [1.0, 1.0], 100)
    assert closest(found) >= 30.0 - 1e-6
    assert min(QUARTER.wall(*spot) for spot in found) >= 12.0 - 1e-6


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=4))
def test_nobody_has_far_to_go(wished: list[Spot]) -> None:
    """The spots are shared out so that no exchange of two shortens the way; each is given once."""
    places = [(10.0, 10.0), (90.0, 10.0), (50.0, 90.0), (40.0, 50.0)]
    found = assign_spots(places, wished)
    assert len({*found}) == len(wished)

    def total(order: tuple[int, ...]) -> float:
        return sum(way(w, places[j]) ** 2 for w, j in zip(wished, order, strict=True))

    for i in range(len(found)):
        for k in range(i):
            other = [*found]
            other[i], other[k] = other[k], other[i]
            assert total(tuple(found)) <= total(tuple(other)) + 1e-6
    if len(wished) == 2:
        used = tuple(sorted(found))
        assert total(tuple(found)) <= min(total(p) for p in permutations(used)) + 1e-6


def worth(points: list[Spot], scale: float) -> float:
    """Return how even points stand, the slow way."""
    ways = [min(way(p, q) for q in points if q is not p) for p in points]
    disc = min(min(ways) / 2, *(QUARTER.wall(*p) for p in points))
    return (6 * min(ways) + 4 * disc) / scale - pstdev(ways) / fmean(ways)


def nudges(room: Room, places: dict[str, Spot], far: float) -> dict[str, list[tuple[float, Spot]]]:
    """Return for everybody what each nudge that is allowed would gain."""
    every = [*places.values()]
    scale = QUARTER.spacing(room.margin, len(every))
    border = min(QUARTER.wall(*spot) for spot in every)
    found: dict[str, list[tuple[float, Spot]]] = {name: [] for name in places}
    for name, (x, y) in places.items():
        for size in (far, far / 2):
            for turn in range(0, 360, 30):
                spot = (x + size * cos(radians(turn)), y + size * sin(radians(turn)))
                after = [*{**places, name: spot}.values()]
                keeps = closest(after) >= max(room.apart, 0.999 * closest(every))
                if keeps and QUARTER.wall(*spot) >= max(room.margin, border):
                    found[name].append((worth(after, scale) - worth(every, scale), spot))
    return found


@pytest.mark.parametrize("seed", [3, 5, 8, 11])
def test_the_best_nudge_is_the_best_of_all(seed: int) -> None:
    """Of twelve directions and two lengths for everybody, the one that makes a sector most even."""
    room = Room(6.0)
    places = {str(n): spot for n, spot in enumerate(scatter(QUARTER, 20.0, 6, seed))}
    gains = nudges(room, places, 5.7)
    found = best_nudge(QUARTER, room, places, {*places}, 5.7)
    assert found is not None
    assert found.gain == pytest.approx(
        max(gain for of in gains.values() for gain, _ in of), rel=1e-3
    )
    assert min(way(found.spot, spot) for _, spot in gains[found.id]) < 0.01
    assert best_nudge(QUARTER, room, places, set(), 5.7) is None
    for name in places:
        alone = best_nudge(QUARTER, room, places, {name}, 5.7)
        best = max((gain for gain, _ in gains[name]), default=0.0)
        assert (alone is not None) == (best > 0.01)
        assert alone is None or alone.gain == pytest.approx(best, rel=1e-3)


def test_evenness_is_a_long_least_distance_and_a_small_spread() -> None:
    """The figure of an amend is what statistics say, and that of equal distances has no spread."""
    score = _evenness_score([3.0, 4.0, 8.0], 1.0, 6.0)
    assert score == pytest.approx((6 * 3 + 4 * 1) / 6 - pstdev([3, 4, 8]) / 5.0)
    assert _evenness_score([5.0, 5.0, 5.0], 9.0, 10.0) == (6 * 5 + 4 * 2.5) / 10


@given(st.integers(0, 10**6), st.integers(3, 12), st.integers(1, 4))
def test_newcomers_settle_where_a_sector_is_most_even(seed: int, size: int, newcomers: int) -> None:
    """Only newcomers move, the sector becomes no less even, and blips keep their room."""
    room = Room(4.0)
    places = {str(n): spot for n, spot in enumerate(scatter(QUARTER, 12.0, size, seed))}
    new = [*places][:newcomers]
    settled = settle(QUARTER, room, places, new)
    assert [*settled] == [*places]
    assert all(settled[name] == spot for name, spot in places.items() if name not in new)
    before, after = [*places.values()], [*settled.values()]
    scale = QUARTER.spacing(room.margin, size)
    assert worth(after, scale) >= worth(before, scale)
    assert closest(after) >= min(closest(before), room.apart) - 1e-9
    assert min(QUARTER.wall(*spot) for spot in after) >= room.margin - 1e-9
    assert settle(QUARTER, room, places, []) == places


def test_a_newcomer_beside_another_moves_away() -> None:
    """One that stands too near to its neighbour goes where all are as far apart as can be."""
    places = {"a": (120.0, 0.0), "b": (170.0, 40.0), "c": (170.0, -40.0), "new": (165.0, 27.0)}
    settled = settle(QUARTER, Room(4.0), places, ["new"])
    assert way(settled["new"], places["b"]) > 2 * way(places["new"], places["b"])


def test_few_and_many_are_left_alone() -> None:
    """Two are even as they are, and a crowd of more than sixty is too."""
    room = Room(2.0)
    many = {str(n): spot for n, spot in enumerate(scatter(QUARTER, 6.0, 61, 5))}
    for size, left_alone in ((2, True), (3, False), (60, False), (61, True)):
        some = dict([*many.items()][:size])
        found = best_nudge(QUARTER, room, some, {*some}, 1.9)
        assert not left_alone or found is None


def test_ids_have_hashes_of_their_own() -> None:
    """Where an entry stands follows from its id, so a hash must never be another one."""
    assert digest("kafka") == 0x2717A2902C48F8B1
    assert digest("caf\u00e9") == digest("cafe\u0301") != digest("cafe")
    # the first numbers of splitmix64 from 0
    step = 0x9E3779B97F4A7C15
    assert [_splitmix64(n * step % 2**64) for n in range(3)] == [
        0xE220A8397B1DCDAF,
        0x6E789E6AA1B965F4,
        0x06C45D188009454F,
    ]
    assert sort_by_hash(["b", "a", "c"]) == sort_by_hash(["c", "b", "a"])


@pytest.mark.parametrize(("size", "most"), [(12, 2.2), (24, 2.8), (40, 3.0), (41, 1.2), (90, 0.8)])
def test_one_entry_less_leaves_most_where_they_were(size: int, most: float) -> None:
    """Every id has a place of its own, and few others where one is gone, whichever it is."""
    places = [(float(n), 0.0) for n in range(size)]
    ids = [f"id-{n}" for n in range(size * 2 // 3)]
    found = assign_by_hash(ids, places)
    assert len({*found.values()}) == len(ids)
    moved = 0
    for gone in ids:
        fewer = assign_by_hash([name for name in ids if name != gone], places)
        moved += sum(found[name] != spot for name, spot in fewer.items())
    assert moved / len(ids) <= most
    assert assign_by_hash([*reversed(ids)], places) == found
