"""How wide rings are, and when they change."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.layout.placement.arrangement import Item, Plan
from radar.layout.placement.berths import list_blip_steps
from radar.layout.placement.editions import arrange, arrange_all
from radar.layout.placement.rings import (
    _least_widths,
    _push_edges,
    _usual_radii,
    fits,
    solve_rings,
)

sys.path.insert(0, str(Path(__file__).parent))
from placements import faults

COUNTS = st.dictionaries(st.integers(0, 3), st.integers(1, 200), max_size=4)


def ring(count: int, ring: int, name: str = "e") -> list[Item]:
    """Make items in all four sectors of one ring."""
    return [Item(f"{name}{ring}-{k}", k % 4, ring) for k in range(count)]


def crowded(count: int) -> list[Item]:
    """Make so many items in one of four inner sectors, and a few elsewhere."""
    return [Item(f"e{k}", 0, 0) for k in range(count)] + ring(30, 2)


@given(COUNTS)
def test_solved_rings_hold_what_they_must(counts: dict[int, int]) -> None:
    """Radii rise from 0 to the radius, and no sector takes up more than its share."""
    plan = Plan(4, 4)
    frame = solve_rings(plan, counts, counts)
    assert frame.radii[0] == 0
    assert list(frame.radii) == sorted(set(frame.radii))
    assert fits(plan, frame.radii, frame.blip, counts, 0.62)
    assert frame.radius >= plan.radius
    assert plan.blip_floor <= frame.blip <= plan.blip
    if frame.radius > plan.radius:
        assert frame.blip == plan.blip_floor


def test_equal_rings_are_equally_wide() -> None:
    """With `equal`, all rings have one width whatever they hold."""
    found = arrange(ring(60, 0), Plan(4, 4, widths="equal"))
    widths = [b - a for a, b in pairwise(found.radii)]
    assert widths == pytest.approx([found.radius / 4] * 4)


def test_a_full_ring_is_wider_and_an_empty_one_narrower() -> None:
    """Rings from content: a ring with most of the entries takes most of the room, up to a limit."""
    plan = Plan(4, 4)
    even = _usual_radii(plan, {0: 20, 1: 20, 2: 20, 3: 20}, 400)
    inner = _usual_radii(plan, {0: 70, 1: 10, 2: 10, 3: 1}, 400)
    assert inner[1] > even[1] * 1.2
    assert inner[4] - inner[3] < even[4] - even[3]
    assert min(b - a for a, b in pairwise(inner)) > 25


def test_widths_are_half_once_or_twice_the_usual() -> None:
    """More than twice its share makes a ring twice as wide, less than a fifth half as wide."""
    plan = Plan(4, 4)
    even = [b - a for a, b in pairwise(_usual_radii(plan, dict.fromkeys(range(4), 20), 400))]
    for totals, notches in (
        ({0: 70, 1: 10, 2: 10, 3: 1}, (2.0, 1.0, 1.0, 0.5)),
        ({0: 3, 1: 3, 2: 2}, (1.0, 1.0, 1.0, 0.5)),
        ({0: 40, 1: 20, 2: 16, 3: 4}, (1.0, 1.0, 1.0, 1.0)),
    ):
        found = [b - a for a, b in pairwise(_usual_radii(plan, totals, 400))]
        total = sum(width * notch for width, notch in zip(even, notches, strict=True))
        wish = [400 * width * notch / total for width, notch in zip(even, notches, strict=True)]
        assert found == pytest.approx(wish, abs=0.02)


@pytest.mark.parametrize("rings", range(1, 9))
def test_one_entry_more_seldom_changes_the_rings(rings: int) -> None:
    """Radii have plateaus: among 200 neighbouring contents they change a few times at most."""
    plan = Plan(4, rings)
    counts = dict.fromkeys(range(rings), 20)
    seen = []
    for extra in range(200):
        counts[extra % rings] += 1
        seen.append(_usual_radii(plan, counts, 400))
    assert sum(a != b for a, b in pairwise(seen)) <= 2


def test_blips_shrink_in_few_steps() -> None:
    """A blip's radius has few values, so that it seldom changes."""
    assert list_blip_steps(Plan(4, 4))[2] == pytest.approx(8.25)
    assert list_blip_steps(Plan(4, 4, blip=5, blip_floor=6)) == (5,)


def test_needed_widths_have_a_floor() -> None:
    """An empty ring keeps two fifths of an equal share."""
    assert _least_widths(Plan(4, 4), 11, {0: 30}, 0.62)[1:] == [40, 40, 40]
    assert _least_widths(Plan(4, 8), 11, {0: 30}, 0.62)[1:] == [20] * 7  # too narrow for a blip


def test_rings_stay_while_there_is_room() -> None:
    """Entries come and go, and the rings and the size of blips stay as they were."""
    editions = [ring(20, 0) + ring(20, 1), ring(20, 0) + ring(60, 3), ring(40, 0) + ring(3, 2)]
    found = arrange_all(editions, Plan(4, 4))
    assert len({(one.radii, one.blip) for one in found}) == 1


def test_blips_shrink_before_rings_change() -> None:
    """A sector that fills up makes all blips smaller, and moves nobody elsewhere."""
    before, after = arrange_all([crowded(10), crowded(30)], Plan(4, 4))
    assert after.blip < before.blip
    assert after.radii == before.radii
    moved = [name for name, point in before.points.items() if after.points[name] != point]
    assert all(name in {f"e{k}" for k in range(10)} for name in moved)


def test_a_ring_that_is_too_full_pushes_those_outside_it() -> None:
    """Only the edges outside a ring that grew too full move."""
    plan = Plan(4, 4)
    before = solve_rings(plan, {0: 5, 1: 5, 2: 5, 3: 5}, {}).radii
    after = _push_edges(plan, 11, {0: 5, 1: 60, 2: 5, 3: 5}, before)
    assert after
    assert after[1] == before[1]
    assert after[2] > before[2]
    assert all(round(edge, 2) == edge for edge in after)


def test_a_radar_grows_back_only_for_much() -> None:
    """A canvas that had to grow shrinks again once it is far too large, not before."""
    plan = Plan(4, 4)
    many, fewer, few = ring(1500, 1), ring(1400, 1), ring(80, 1)
    grown, kept, back = arrange_all([many, fewer, few], plan)
    assert grown.radius > 400
    assert kept.radius == grown.radius
    assert back.radius == 400


def test_another_ring_does_not_lose_who_stood_in_the_others() -> None:
    """A radar that has a ring more than its last edition is laid out like any."""
    items = ring(20, 0) + ring(20, 1) + ring(20, 2)
    before = arrange(items, Plan(4, 3))
    moved = [item._replace(ring=3) if k % 4 == 0 else item for k, item in enumerate(items)]
    after = arrange(moved, Plan(4, 4), before)
    assert list(faults(moved, Plan(4, 4), after)) == []


def test_a_sector_without_any_room_has_its_cluster_in_its_middle() -> None:
    """Where not one blip fits, the cluster for all stands half way between tip and rim."""
    plan = Plan(2, 1, radius=20.0, blip=11.0, blip_floor=11.0, cross=20.0, growth=1.0)
    found = arrange([Item("a", 0, 0), Item("b", 0, 0)], plan)
    assert found.overflow == {(0, 0): ("a", "b")}
    (x, y) = found.points["+0.0"]
    assert 10.0 < x < 20.0
    assert y == 0.0


def test_only_sectors_without_room_have_clusters() -> None:
    """Beside a sector that overflows, one with room shows all of its entries."""
    plan = Plan(2, 1, radius=80.0, growth=1.0)
    items = [Item(f"a{n}", 0, 0) for n in range(60)] + [Item("b", 1, 0), Item("c", 1, 0)]
    found = arrange(items, plan)
    assert list(found.overflow) == [(0, 0)]
    assert {"b", "c"} <= {*found.points}
