"""The filling of one sector, however full it is and whoever stands in it already."""

from __future__ import annotations

from math import atan2, hypot, inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.layout.placement.holes import measure_holes, scatter
from radar.layout.placement.sector import (
    Occupants,
    SectorSpec,
    Spots,
    _hole_near_angle,
    _longest_move,
    _place_on_lattice,
    _repack,
    fill_sector,
)
from radar.layout.placement.slots import pack
from radar.layout.placement.wedge import Room, Spot, Wedge, sector_shape

WEDGES = [
    sector_shape(4, 0, 100, 200, 20).wedge,
    sector_shape(4, 0, 0, 150, 20).wedge,
    sector_shape(2, 0, 50, 120, 20).wedge,
    sector_shape(4, 0, 250, 400, 20).wedge,
]


def faults(spec: SectorSpec, occupants: Occupants, found: Spots) -> list[str]:
    """Say everything that is wrong with a sector, by looking at all pairs."""
    asked = [*occupants.pinned, *occupants.kept, *occupants.wishing, *occupants.new]
    wrong = [] if sorted(found) == sorted(asked) else ["lost"]
    every = list(found.values())
    ways = (hypot(x - u, y - v) for n, (x, y) in enumerate(every) for u, v in every[:n])
    if min(ways, default=inf) < spec.room.apart - 1e-9:
        wrong.append("too near")
    if min((spec.wedge.wall(*spot) for spot in every), default=inf) < spec.room.margin - 1e-6:
        wrong.append("beyond the margin")
    if any(found[name] != spot for name, spot in occupants.pinned.items()):
        wrong.append("a pin moved")
    if any(
        hypot(found[n][0] - x, found[n][1] - y) > spec.stir for n, (x, y) in occupants.kept.items()
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
    occupants = Occupants(
        dict(zip(names[:held], there, strict=False)),
        dict(zip(names[held:stay], there[held:], strict=False)),
        dict.fromkeys(names[stay : stay + 2], (wedge.outer, 10.0)),
        names[stay + 2 :],
    )
    spec = SectorSpec(wedge, (room,), seed, stir, Room(11.0).margin)
    found = fill_sector(spec, occupants)
    assert found is None or faults(spec, occupants, found) == []
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
    occupants = Occupants(
        dict(zip(("p", "q"), pack(wedge, room.margin, room.apart, pins) or [], strict=True))
        if pins
        else {},
        {f"e{n}": spot for n, spot in enumerate(old[:12])},
        {},
        ["x", "y", "z"],
    )
    spec = SectorSpec(wedge, (room,), 1, 1e9, room.margin)
    found = _repack(spec, occupants)
    assert found is not None
    assert faults(spec, occupants, found) == []
    assert _longest_move(occupants.kept, found) < 0.25 * wedge.outer + 20.0
    assert _repack(spec._replace(stir=1.9 * room.blip), occupants) is None


@pytest.mark.parametrize("pins", [0, 1, 3])
def test_many_stand_on_a_lattice_around_pins(pins: int) -> None:
    """Places of the lattice that pins are too near to stay empty; the others are taken."""
    wedge, room = WEDGES[3], Room(6.0)
    held = {f"p{n}": spot for n, spot in enumerate([(320.0, 0.0), (300.0, 90.0), (280.0, -60.0)])}
    occupants = Occupants(dict([*held.items()][:pins]), {}, {}, [f"e{n}" for n in range(60)])
    spec = SectorSpec(wedge, (room,), 1, 0.0, room.margin)
    found = _place_on_lattice(spec, occupants)
    assert found is not None
    assert faults(spec, occupants, found) == []


def turn(spot: Spot) -> float:
    """Return the angle of a point from the middle of its sector."""
    return atan2(spot[1], spot[0])


@pytest.mark.parametrize("wedge", WEDGES)
def test_a_wish_is_for_an_angle(wedge: Wedge) -> None:
    """Of the holes that are wide enough, the one at the most nearly same angle is taken."""
    taken = scatter(wedge, 12.0, 5, 2)
    spec = SectorSpec(wedge, (Room(8.0),), 3, 0.0, 12.0)
    places = measure_holes(wedge, spec.room.margin, taken, spec.seed)
    widest = max(hole.width for hole in places)
    for wish in ((30.0, 20.0), (300.0, -150.0), (90.0, 0.0), (0.9, -0.4)):
        found = _hole_near_angle(spec, taken, wish)
        wide = [hole.spot for hole in places if hole.width >= 0.98 * widest]
        assert found in wide
        assert abs(turn(found) - turn(wish)) == pytest.approx(
            min(abs(turn(spot) - turn(wish)) for spot in wide)
        )


def test_the_longest_way_is_that_of_who_went_farthest() -> None:
    """Ways are as the crow flies; where nobody moved there is none."""
    old = {"a": (0.0, 0.0), "b": (5.0, 5.0)}
    assert _longest_move(old, old | {"c": (9.0, 9.0)}) == 0.0
    assert _longest_move(old, {"a": (3.0, 4.0), "b": (5.0, 6.0)}) == 5.0
