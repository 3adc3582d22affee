"""A radar keeps its shape: from edition to edition, and where one entry comes or goes."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.layout.geometry import distance
from radar.layout.placement.amend import BLIPS_PER_NUDGE, LONGEST_NUDGE, best_nudge
from radar.layout.placement.arrangement import Item, Plan
from radar.layout.placement.berths import list_usual_berths
from radar.layout.placement.editions import arrange, arrange_all, group_by_sector
from radar.layout.placement.metrics import ids_in_same_sector, merit, move_lengths, stability
from radar.layout.placement.wedge import Room, sector_shape

sys.path.insert(0, str(Path(__file__).parent))
from placements import faults

sys.path.insert(0, str(Path(__file__).parents[2]))
from benchmarks.generate import history

PLANS = {
    "numbers": Plan(4, 4, blip=11),
    "names": Plan(4, 4, blip=20, blip_floor=5, mark=5),
}


@pytest.mark.thorough
@pytest.mark.parametrize("shown", PLANS)
@pytest.mark.parametrize("entries", [40, 100, 250])
def test_twelve_editions_keep_their_shape_and_stay_even(entries: int, shown: str) -> None:
    """At a churn of a tenth nearly nobody moves, nobody far, and sectors are filled evenly."""
    plan = PLANS[shown]
    editions = history(7, entries)
    found = arrange_all(editions, plan)
    ways: list[float] = []
    for before, after, old, new in zip(editions, editions[1:], found, found[1:], strict=False):
        ways += move_lengths(
            old.points, new.points, ids_in_same_sector(before, after), plan.mark or new.blip
        )
    kept = stability(ways)
    assert kept.unmoved >= 0.95
    assert kept.mean <= 0.05
    assert kept.greatest <= 2.5
    even = merit(editions[-1], plan, found[-1]).evenness
    assert even
    assert even.delta >= 0.33
    assert even.variation <= 0.25
    assert even.sigma >= 0.45
    assert list(faults(editions[-1], plan, found[-1])) == []


@pytest.mark.parametrize("shown", PLANS)
def test_one_entry_less_moves_hardly_anybody(shown: str) -> None:
    """Without history too: taking out any one of a hundred moves one or two others."""
    plan, items = PLANS[shown], history(3, 100, 1)[0]
    whole = arrange(items, plan)
    kept = []
    for gone in items[::9]:
        rest = [item for item in items if item != gone]
        found = arrange(rest, plan)
        ways = move_lengths(whole.points, found.points, [item.id for item in rest], found.blip)
        kept.append(stability(ways).unmoved)
    assert sum(kept) / len(kept) >= 0.93


@pytest.mark.few(1)
@pytest.mark.parametrize("seed", [12, 15, 18])
def test_with_names_one_entry_less_moves_two_others(seed: int) -> None:
    """It does so too where an inner sector is full: rings and the room of blips do not change."""
    plan, items = Plan(4, 4, radius=460, blip=20, blip_floor=9.54, mark=5), history(seed, 100, 1)[0]
    whole = arrange(items, plan)
    kept = []
    for gone in items[::7]:
        rest = [item for item in items if item != gone]
        found = arrange(rest, plan)
        ways = move_lengths(whole.points, found.points, [item.id for item in rest], plan.mark)
        kept.append(stability(ways).unmoved)
    assert sum(kept) / len(kept) >= 0.95


@given(st.lists(st.integers(0, 9), min_size=16, max_size=16), st.integers(0, 15))
def test_with_names_the_places_of_a_sector_depend_on_no_other(
    counts: list[int], place: int
) -> None:
    """An entry more leaves all in other sectors where they are, as long as the rings hold it."""
    plan = Plan(4, 4, radius=460, blip=20, blip_floor=9.54, mark=5)
    items = [
        Item(f"e{key}-{k}", key % 4, key // 4)
        for key, count in enumerate(counts)
        for k in range(count)
    ]
    before = arrange(items, plan)
    after = arrange([*items, Item("more", place % 4, place // 4)], plan)
    if before.radii == after.radii:
        others = [item.id for item in items if (item.sector, item.ring) != (place % 4, place // 4)]
        assert [before.points[name] for name in others] == [after.points[name] for name in others]


@given(st.lists(st.integers(0, 12), min_size=16, max_size=16))
def test_with_names_blips_keep_as_much_room_as_there_is(counts: list[int]) -> None:
    """A little more would be too much, between two of them or at a border."""
    plan = Plan(4, 4, radius=460, blip=20, blip_floor=9.54, mark=5)
    items = [
        Item(f"e{key}-{k}", key % 4, key // 4)
        for key, count in enumerate(counts)
        for k in range(count)
    ]
    found = arrange(items, plan)
    assert list(faults(items, plan, found)) == []
    if found.blip < plan.blip:
        assert list(faults(items, plan, replace(found, blip=found.blip * 1.005)))


@given(st.integers(0, 10**6), st.integers(20, 80))
@settings(max_examples=10)
def test_with_names_room_that_is_not_drawn_moves_nobody(seed: int, entries: int) -> None:
    """Where most entries are new, old blips stay as long as a smaller berth has room for all."""
    plan = Plan(4, 4, radius=460, blip=20, blip_floor=9.54, mark=5)
    editions = history(seed, entries, 3, churn=0.6)
    found = arrange_all(editions, plan)
    for (old, new), (before, after) in zip(pairwise(editions), pairwise(found), strict=True):
        same = ids_in_same_sector(old, new)
        if before.radii == after.radii and after.blip > 1.01 * min(list_usual_berths(plan)):
            assert all(after.points[name] == before.points[name] for name in same)


@given(st.integers(0, 10**6))
@settings(max_examples=10)
def test_with_names_editions_keep_the_room_that_they_have(seed: int) -> None:
    """It is as much as there is between blips and at borders, and no more than it was before."""
    plan = Plan(4, 4, radius=460, blip=20, blip_floor=9.54, mark=5)
    editions = history(seed, 60, 3)
    found = arrange_all(editions, plan)
    for items, (before, after) in zip(editions[1:], pairwise(found), strict=True):
        assert list(faults(items, plan, after)) == []
        assert after.blip <= before.blip
        if after.blip < before.blip:
            assert list(faults(items, plan, replace(after, blip=after.blip * 1.005)))


@given(st.integers(0, 99))
@settings(max_examples=10)
def test_with_history_one_entry_more_moves_nobody(place: int) -> None:
    """An entry added to the newest edition finds a place among those who stay."""
    plan = Plan(4, 4)
    items = history(5, 100, 1)[0]
    before = arrange(items, plan)
    after = arrange([*items, Item("just-come", place % 4, place // 4 % 4)], plan, before)
    moved = [name for name, point in before.points.items() if after.points[name] != point]
    assert len(moved) <= 2


@pytest.mark.few(2)
@pytest.mark.parametrize("shown", PLANS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_in_ninety_is_nudged_where_it_helps_most(seed: int, shown: str) -> None:
    """Where many left, a few give way by less than their radius: those who gain the most by it."""
    plan, items = PLANS[shown], history(seed, 240, 1)[0]
    rest = [item for k, item in enumerate(items) if k % 4]
    before = arrange(items, plan)
    after = arrange(rest, plan, before)
    moved = {i.id for i in rest if after.points[i.id] != before.points[i.id]}
    far = LONGEST_NUDGE * (plan.mark or after.blip)
    best = []
    for place, members in group_by_sector(rest).items():
        inner, outer = after.radii[place[1]], after.radii[place[1] + 1]
        shape = sector_shape(plan.sectors, place[0], inner, outer, plan.cross)
        spots = {item.id: shape.to_frame(before.points[item.id]) for item in members}
        if found := best_nudge(shape.wedge, Room(after.blip), spots, {*spots}, far):
            best.append((found.gain, found.id))
    assert moved == {name for _, name in sorted(best)[-(len(rest) // BLIPS_PER_NUDGE) :]}
    assert moved
    for name in moved:
        assert 0.4 * far < distance(before.points[name], after.points[name]) < far + 0.01
    held = [item._replace(pin=(45.0, 0.5)) if item.id in moved else item for item in rest]
    places = arrange(held, plan, after).points
    again = arrange(held, plan, arrange(held, plan, after)).points
    assert all(places[name] == again[name] for name in moved)


def test_one_that_changed_ring_stays_near_its_angle() -> None:
    """A blip that moves in goes to a hole near its old angle, not anywhere."""
    plan = Plan(4, 4)
    items = [Item(f"e{k}", 0, 1) for k in range(8)]
    before = arrange(items, plan)
    for name, old in before.points.items():
        after = arrange([i._replace(ring=2) if i.id == name else i for i in items], plan, before)
        new = after.points[name]
        sine = abs(old.x * new.y - old.y * new.x) / (
            (old.x**2 + old.y**2) ** 0.5 * (new.x**2 + new.y**2) ** 0.5
        )
        assert sine < 0.5
