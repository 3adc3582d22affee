"""The filling of one sector, however full it is and whoever stands in it already."""

from __future__ import annotations

from math import atan2, hypot, inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.layout.placement.holes import measured, scatter
from radar.layout.placement.sector import (
    Site,
    Spots,
    Tenants,
    anchored,
    farthest,
    near,
    repacked,
    settle,
)
from radar.layout.placement.slots import pack
from radar.layout.placement.wedge import Room, Spot, Wedge, sector

WEDGES = [
    sector(4, 0, 100, 200, 20).wedge,
    sector(4, 0, 0, 150, 20).wedge,
    sector(2, 0, 50, 120, 20).wedge,
    sector(4, 0, 250, 400, 20).wedge,
]


def faults(site: Site, tenants: Tenants, found: Spots) -> list[str]:
    """Say everything that is wrong with a sector, by looking at all pairs."""
    asked = [*tenants.pinned, *tenants.kept, *tenants.wishing, *tenants.new]
    wrong = [] if sorted(found) == sorted(asked) else ["lost"]
    every = list(found.values())
    ways = (hypot(x - u, y - v) for n, (x, y) in enumerate(every) for u, v in every[:n])
    if min(ways, default=inf) < site.room.apart - 1e-9:
        wrong.append("too near")
    if min((site.wedge.wall(*spot) for spot in every), default=inf) < site.room.margin - 1e-6:
        wrong.append("beyond the margin")
    if any(found[name] != spot for name, spot in tenants.pinned.items()):
        wrong.append("a pin moved")
    if any(
        hypot(found[n][0] - x, found[n][1] - y) > site.stir for n, (x, y) in tenants.kept.items()
    ):
        wrong.append("too far from where it was")
    return wrong


@settings(max_examples=15)
@given(
    st.sampled_from(WEDGES[:3]),
    st.sampled_from([6.0, 8.0, 11.0]),
    st.floats(0.3, 0.9),
    st.integers(0, 4),
    st.floats(0.0, 1.0),
    st.sampled_from([0.0, 12.0, 1e9]),
    st.integers(0, 30),
)
def test_who_is_placed_is_placed_well(
    wedge: Wedge, blip: float, full: float, pins: int, old: float, stir: float, seed: int
) -> None:
    """In a sector nearly full, with pins, old blips and new, all keep away, or nobody is placed.

    Nobody is left out, pins stay where they are, and no old blip goes farther than it may.
    """
    room = Room(blip)
    count = max(int(full * wedge.bound(room.margin, room.apart)), 1)
    there = pack(wedge, room.margin, room.apart, count, tries=1) or []
    names = [f"e{n}" for n in range(count)]
    held = min(pins, len(there))
    stay = held + int(old * (len(there) - held))
    tenants = Tenants(
        dict(zip(names[:held], there, strict=False)),
        dict(zip(names[held:stay], there[held:], strict=False)),
        dict.fromkeys(names[stay : stay + 2], (wedge.outer, 10.0)),
        names[stay + 2 :],
    )
    site = Site(wedge, room, seed, stir, Room(11.0).margin)
    found = settle(site, tenants)
    assert found is None or faults(site, tenants, found) == []
    if full < 0.5 and not held and not stay:
        assert found is not None


@pytest.mark.parametrize("pins", [0, 2])
@pytest.mark.parametrize("wedge", WEDGES)
def test_a_sector_is_packed_anew_with_nobody_in_the_place_of_another(
    wedge: Wedge, pins: int
) -> None:
    """Old blips take places near to theirs, newcomers the others."""
    room = Room(6.0)
    old = scatter(wedge, room.margin, 60, 1)
    tenants = Tenants(
        dict(zip(("p", "q"), pack(wedge, room.margin, room.apart, pins) or [], strict=True))
        if pins
        else {},
        {f"e{n}": spot for n, spot in enumerate(old[:12])},
        {},
        ["x", "y", "z"],
    )
    site = Site(wedge, room, 1, 1e9, room.margin)
    found = repacked(site, tenants)
    assert found is not None
    assert faults(site, tenants, found) == []
    assert farthest(tenants.kept, found) < 0.25 * wedge.outer + 20.0
    assert repacked(site._replace(stir=1.9 * room.blip), tenants) is None


@pytest.mark.parametrize("pins", [0, 1, 3])
def test_many_stand_on_a_lattice_around_pins(pins: int) -> None:
    """Places of the lattice that pins are too near to stay empty; the others are taken."""
    wedge, room = WEDGES[3], Room(6.0)
    held = {f"p{n}": spot for n, spot in enumerate([(320.0, 0.0), (300.0, 90.0), (280.0, -60.0)])}
    tenants = Tenants(dict([*held.items()][:pins]), {}, {}, [f"e{n}" for n in range(60)])
    site = Site(wedge, room, 1, 0.0, room.margin)
    found = anchored(site, tenants)
    assert found is not None
    assert faults(site, tenants, found) == []


def turn(spot: Spot) -> float:
    """Return the angle of a point from the middle of its sector."""
    return atan2(spot[1], spot[0])


@pytest.mark.parametrize("wedge", WEDGES)
def test_a_wish_is_for_an_angle(wedge: Wedge) -> None:
    """Of the holes that are wide enough, the one at the most nearly same angle is taken."""
    taken = scatter(wedge, 12.0, 5, 2)
    site = Site(wedge, Room(8.0), 3, 0.0, 12.0)
    places = measured(wedge, site.room.margin, taken, site.seed)
    widest = max(hole.width for hole in places)
    for wish in ((30.0, 20.0), (300.0, -150.0), (90.0, 0.0), (0.9, -0.4)):
        found = near(site, taken, wish)
        wide = [hole.spot for hole in places if hole.width >= 0.95 * widest]
        assert found in wide
        assert abs(turn(found) - turn(wish)) == pytest.approx(
            min(abs(turn(spot) - turn(wish)) for spot in wide)
        )


def test_the_longest_way_is_that_of_who_went_farthest() -> None:
    """Ways are as the crow flies; where nobody moved there is none."""
    old = {"a": (0.0, 0.0), "b": (5.0, 5.0)}
    assert farthest(old, old | {"c": (9.0, 9.0)}) == 0.0
    assert farthest(old, {"a": (3.0, 4.0), "b": (5.0, 6.0)}) == 5.0
