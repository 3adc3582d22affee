"""Figures of merit on hand-made scenes with known answers."""

from __future__ import annotations

import pytest

from radar.layout.geometry import Point
from radar.layout.placement.arrangement import Arrangement, Item, Plan
from radar.layout.placement.metrics import (
    closest_distance,
    count_overlaps,
    ids_in_same_sector,
    largest_disc,
    mean_evenness,
    merit,
    move_lengths,
    sector_evenness,
    stability,
    variation,
)
from radar.layout.placement.slots import pack
from radar.layout.placement.wedge import Room, sector_shape

PLAN = Plan(2, 1, radius=100, blip=6, cross=0)


def drawn(**points: tuple[float, float]) -> Arrangement:
    """Make an arrangement of one ring and two halves by hand."""
    return Arrangement(100, (0, 100), 6, {name: Point(*point) for name, point in points.items()})


def test_overlaps_strays_and_losses_are_counted() -> None:
    """Two pairs overlap, one blip crosses the axis, one is beyond the rim, one is missing."""
    found = drawn(a=(50, 0), b=(60, 0), c=(65, 5), d=(6.5, 50), e=(95, 0))
    items = [Item(name, 0, 0) for name in "abcdef"]
    judged = merit(items, PLAN, found)
    assert (judged.overlaps, judged.outside, judged.lost) == (2, 2, 1)
    assert judged.gap == pytest.approx((50**0.5 - 12) / 6)


def test_everybody_is_judged_in_the_sector_that_is_theirs() -> None:
    """A blip in the half of another is outside, however far from any border it is."""
    found = drawn(a=(50, 0), b=(-50, 0))
    assert merit([Item("a", 0, 0), Item("b", 1, 0)], PLAN, found).outside == 0
    assert merit([Item("a", 1, 0), Item("b", 0, 0)], PLAN, found).outside == 2


def test_the_evenness_of_a_radar_is_the_mean_of_its_sectors() -> None:
    """Sectors of less than three are left out."""
    left = {"a": (-30.0, -20.0), "b": (-70.0, -20.0), "c": (-30.0, 20.0), "d": (-70.0, 20.0)}
    right = {"e": (30.0, -20.0), "f": (70.0, -20.0), "g": (30.0, 40.0)}
    items = [Item(name, 1, 0) for name in left] + [Item(name, 0, 0) for name in right]
    judged = merit(items, PLAN, drawn(**left, **right)).evenness
    one, other = (
        sector_evenness(sector_shape(2, at, 0, 100, 0), [Point(*p) for p in half.values()], 6)
        for at, half in ((1, left), (0, right))
    )
    assert judged == mean_evenness([one, other])
    alone = merit(items[:6], PLAN, drawn(**left, **right)).evenness
    assert alone == one
    assert merit(items[4:6], PLAN, drawn(**left, **right)).evenness is None


def test_touching_discs_do_not_overlap() -> None:
    """Two blips at exactly two radii are not counted, a hair nearer they are."""
    assert count_overlaps([Point(0, 0), Point(12, 0)], 6) == 0
    assert count_overlaps([Point(0, 0), Point(11.99, 0)], 6) == 1
    assert closest_distance([Point(0, 0), Point(0, 90), Point(1, 2)]) == pytest.approx(5**0.5)


def test_entries_in_clusters_are_not_lost() -> None:
    """Who shares a reported cluster is there."""
    found = Arrangement(100, (0, 100), 6, {"+0.0": Point(50, 0)}, {(0, 0): ("a", "b")})
    assert merit([Item("a", 0, 0), Item("b", 0, 0)], PLAN, found).lost == 0


def test_a_square_is_even_and_a_pair_apart_is_not() -> None:
    """Points with one distance to their neighbours have no variation."""
    shape = sector_shape(2, 0, 0, 100, 0)
    square = [Point(30, -20), Point(70, -20), Point(30, 20), Point(70, 20)]
    even = sector_evenness(shape, square, 6)
    assert even.variation == 0
    assert even.delta == pytest.approx(40 / shape.wedge.spacing(7, 4))
    uneven = sector_evenness(shape, [Point(30, 0), Point(43, 0), Point(60, 60), Point(60, -60)], 6)
    assert uneven.variation > 0.5
    assert uneven.sigma < even.sigma
    assert mean_evenness([even, even]) == even


def test_sigma_counts_borders() -> None:
    """Points far from each other but near a border could only be small discs."""
    shape = sector_shape(2, 0, 0, 100, 0)
    found = sector_evenness(shape, [Point(8, -60), Point(60, 0), Point(8, 60)], 6)
    assert found.sigma == pytest.approx(8 / largest_disc(shape.wedge, 3))


def test_stability_counts_who_stayed() -> None:
    """Moves are in blip radii; within a twentieth of one an entry is unmoved."""
    ways = move_lengths(
        {"a": Point(0, 0), "b": Point(0, 0)}, {"a": Point(0, 0.3), "b": Point(0, 12)}, "ab", 6
    )
    assert ways == pytest.approx([0.05, 2.0])
    judged = stability(ways)
    assert (judged.unmoved, judged.greatest) == (0.5, 2.0)
    assert judged.mean == pytest.approx(1.025)
    assert ids_in_same_sector(
        [Item("a", 0, 0), Item("b", 0, 0)], [Item("a", 0, 1), Item("b", 0, 0)]
    ) == ["b"]


def test_the_ninety_fifth_of_a_hundred_is_exceeded_by_five() -> None:
    """The percentile is a value that somebody went."""
    for size in (1, 20, 100, 200, 1000):
        ways = [float(way) for way in range(1, size + 1)]
        assert stability(ways).ninety_fifth == -(-size * 95 // 100)


def test_variation_of_equal_values_is_none() -> None:
    """The coefficient of variation is 0 where all are alike, 1/3 for 2 and 4."""
    assert variation([3.0, 3.0]) == 0
    assert variation([2.0, 4.0]) == pytest.approx(1 / 3)


# diameters of the best packings known, by long search: (inner, outer, count, diameter)
BEST_KNOWN = [
    (30, 130, 5, 47.055),
    (30, 130, 12, 31.031),
    (130, 220, 8, 50.581),
    (220, 310, 20, 41.769),
    (310, 400, 12, 56.22),
]


@pytest.mark.parametrize(("inner", "outer", "count", "diameter"), BEST_KNOWN)
def test_packings_are_within_two_hundredths_of_the_best_known(
    inner: float, outer: float, count: int, diameter: float
) -> None:
    """Discs of 98 % of the best known diameter are packed, and 101 % are not."""
    wedge = sector_shape(4, 0, inner, outer, 0).wedge
    size = 0.98 * diameter
    found = pack(wedge, size / 2, size, count)
    assert found
    assert closest_distance([Point(*spot) for spot in found]) >= size
    assert min(wedge.wall(*spot) for spot in found) >= size / 2 - 1e-8
    assert pack(wedge, 1.01 * diameter / 2, 1.01 * diameter, count, tries=2) is None


@pytest.mark.parametrize(("inner", "outer", "count", "diameter"), BEST_KNOWN)
def test_the_largest_discs_are_nearly_the_largest_known(
    inner: float, outer: float, count: int, diameter: float
) -> None:
    """What sigma compares with is what a long search found, within a tenth."""
    wedge = sector_shape(4, 0, inner, outer, 0).wedge
    assert 0.9 * diameter / 2 < largest_disc(wedge, count) < 1.01 * diameter / 2


def test_no_packing_exceeds_the_bound() -> None:
    """Oler's bound is one: what is asked beyond it is answered at once."""
    wedge = sector_shape(4, 0, 100, 200, 20).wedge
    room = Room(11)
    most = int(wedge.bound(room.margin, room.apart))
    assert pack(wedge, room.margin, room.apart, most + 1) is None
