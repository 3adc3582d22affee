"""The items of one sector → points inside it.

Strategies are plain functions, tried in order; each returns None if it does not place all items.
With history: old blips stay and newcomers take the largest holes; else old blips are pushed aside a
little; else the sector is packed anew with little movement; then newcomers settle. Without: nested
holes, or the points of a dense packing or a lattice, and the hash of an id chooses which.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import NamedTuple

from radar.layout.placement.amend import settle
from radar.layout.placement.anchors import assign_by_hash, sort_by_hash
from radar.layout.placement.holes import NeighbourGrid, find_holes, measure_holes
from radar.layout.placement.relax import least_distance, relax
from radar.layout.placement.slots import assign_spots, find_dense_places, pack, spread_lattice
from radar.layout.placement.wedge import Room, Spot, Wedge

Spots = dict[str, Spot]

_SPARE = 1.12  # lattices have 12 % more points than items, free for the next edition
_MOST_ANCHORS = 40  # items; with more, they are placed on a lattice
# of the distance in a dense packing: with holes that are nearer the packing is more even. With 1.15
# the least distance is a hundredth larger, but 0.979 of the others stay where one of 100 goes, and
# not 0.982: sectors change from holes to a packing more often.
_LEAST_HOLE = 1.033
_ADEQUATE = 0.98  # of the widest hole: wide enough for a blip that stays near its old angle


# tried in order, local and gentle first: reach (times `apart`) around a newcomer within which old
# blips are pushed, their mobility (1 is that of a newcomer), rounds of relaxation
_PUSHES = ((2.2, 0.3, 80), (3.5, 0.3, 100), (6.0, 0.3, 120), (1e3, 0.1, 120), (1e3, 1.0, 300))


class Occupants(NamedTuple):
    """The items of a sector.

    `pinned` stand at their pins, `kept` where they stood before, `wishing` want a position near to
    the old one, which they cannot keep, and `new` (ids) may stand anywhere.
    """

    pinned: Spots
    kept: Spots
    wishing: Spots
    new: list[str]

    @property
    def total(self) -> int:
        """The number of items."""
        return len(self.pinned) + len(self.kept) + len(self.wishing) + len(self.new)


class SectorSpec(NamedTuple):
    """A sector to fill: its shape, the room that blips need, and the seed of its candidates.

    A sector without history may keep any of `rooms` for its blips, the widest first.
    `stir` is the longest move of an old blip that makes room for a newcomer, 0 for none.
    `berth` is the margin that the largest blips of this radar keep to borders.
    """

    wedge: Wedge
    rooms: tuple[Room, ...]
    seed: int
    stir: float
    berth: float

    @property
    def room(self) -> Room:
        """The room that all blips of the radar have at least."""
        return self.rooms[-1]


_Strategy = Callable[[SectorSpec, Occupants], Spots | None]


def fill_sector(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Return a point for every tenant, None where no strategy finds one."""
    if spec.wedge.bound(spec.room.margin, spec.room.apart) < occupants.total:
        return None  # more than the bound: no arrangement exists
    remembered = occupants.kept or occupants.wishing
    for strategy in (
        (_fill_holes, _push_aside, _repack)[: 3 if spec.stir else 1]
        if remembered
        else (_place_in_holes, _place_in_dense_packing, _place_on_lattice, _place_in_packing)
    ):
        if spots := strategy(spec, occupants):
            movable = [*occupants.wishing, *occupants.new] if remembered else []
            return settle(spec.wedge, spec.room, spots, movable)
    return None


def _place_in_holes(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Place few items by hash in nested holes, of which all but the last are those of one less.

    They keep the margin of the largest blips, and a little more than the second room of the sector.
    Beside pins, which may be near to each other, the least room is enough.
    """
    wedge, held = spec.wedge, list(occupants.pinned.values())
    if occupants.total > _MOST_ANCHORS:
        return None
    margin = spec.berth if wedge.heart(spec.berth) else spec.room.margin
    holes = find_holes(wedge, margin, held, len(occupants.new), spec.seed)
    apart = spec.room.apart if held else _LEAST_HOLE * spec.rooms[:2][-1].apart
    spots = [hole.spot for hole in holes]
    if len(spots) < len(occupants.new) or least_distance([*held, *spots], apart) < apart:
        return None
    return occupants.pinned | assign_by_hash(occupants.new, spots)


def _place_in_dense_packing(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Place items by hash in a packing with the widest room of which it has enough points.

    The packing is the same for any number of items, and its points are nested too.
    """
    if occupants.pinned or occupants.total > _MOST_ANCHORS:
        return None
    for room in spec.rooms:
        places = find_dense_places(spec.wedge, room)
        if len(places) >= occupants.total:
            return assign_by_hash(occupants.new, places)
    return None


def _place_on_lattice(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Place many items by hash on a lattice with a few points to spare.

    The margin of the largest blips is tried first, so that smaller blips keep the same positions.
    """
    wedge, room, held = spec.wedge, spec.room, list(occupants.pinned.values())
    if occupants.total <= _MOST_ANCHORS:
        return None
    for margin in (spec.berth, room.margin):
        if wedge.heart(margin) is None:
            continue
        places = spread_lattice(wedge, margin, room.apart, int(occupants.total * _SPARE))
        spots = _vacant(places, held, room)
        if (
            len(spots) >= len(occupants.new)
            and least_distance([*held, *spots], room.apart) >= room.apart
        ):
            return occupants.pinned | assign_by_hash(occupants.new, spots)
    return None


def _vacant(spots: list[Spot], held: list[Spot], room: Room) -> list[Spot]:
    grid = NeighbourGrid(room.apart, held)
    return [spot for spot in spots if grid.nearest(*spot, room.apart) >= room.apart]


def _place_in_packing(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Place items by hash on the points of a dense packing."""
    held = list(occupants.pinned.values())
    spots = pack(spec.wedge, spec.room.margin, spec.room.apart, occupants.total, held)
    return (
        None
        if spots is None
        else occupants.pinned | assign_by_hash(occupants.new, spots[len(held) :])
    )


def _fill_holes(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Leave old blips where they are and place newcomers in holes, if these are wide enough."""
    spots = _add_to_holes(spec, occupants)
    if (
        len(spots) < occupants.total
        or least_distance(list(spots.values()), spec.room.apart) < spec.room.apart
    ):
        return None
    return spots


def _add_to_holes(spec: SectorSpec, occupants: Occupants) -> Spots:
    """Return all occupants, newcomers in the largest holes though they may be too small.

    Items from another ring come first and take a hole near to their old angle: in a sector of few
    any hole, in one of many one of the holes that will be taken anyway.
    """
    wedge, margin = spec.wedge, spec.room.margin
    spots = occupants.pinned | occupants.kept
    wishes = occupants.wishing
    if occupants.total <= _MOST_ANCHORS:
        for name in sort_by_hash(list(wishes)):
            spots[name] = _hole_near_angle(spec, list(spots.values()), wishes[name])
        wishes = {}
    need = len(wishes) + len(occupants.new)
    free = [hole.spot for hole in find_holes(wedge, margin, spots.values(), need, spec.seed)]
    for name in sort_by_hash(list(wishes)) if len(free) == need else ():
        spots[name] = min(free, key=lambda spot: _angle_measure(spot, wishes[name]))
        free.remove(spots[name])
    return spots | dict(zip(sort_by_hash(occupants.new), free, strict=False))


def _hole_near_angle(spec: SectorSpec, taken: list[Spot], wish: Spot) -> Spot:
    """Return the hole nearest to the angle of `wish`, among those that are wide enough."""
    wedge, margin = spec.wedge, spec.room.margin
    candidates = measure_holes(wedge, margin, taken, spec.seed)
    enough = max(hole.width for hole in candidates) * _ADEQUATE
    wide = [hole.spot for hole in candidates if hole.width >= enough]
    return min(wide, key=lambda spot: _angle_measure(spot, wish))


def _angle_measure(spot: Spot, wish: Spot) -> float:
    """Return a number that grows with the angle between two points as seen from the centre."""
    a = sqrt(spot[0] * spot[0] + spot[1] * spot[1])
    b = sqrt(wish[0] * wish[0] + wish[1] * wish[1])
    dx, dy = spot[0] / a - wish[0] / b, spot[1] / a - wish[1] / b
    return dx * dx + dy * dy


def _push_aside(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Push old blips aside for newcomers: first those next to them, then more, then all."""
    room = spec.room
    spots = _add_to_holes(spec, occupants)
    if len(spots) < occupants.total:
        return None
    for reach, ease, rounds in _PUSHES:
        weights = _mobilities(spots, occupants, room, reach, ease)
        moved = list(spots.values())
        if ease == 1.0:
            moved = relax(spec.wedge, room.margin, room.apart * 1.04, moved, weights, 30)
        moved = relax(spec.wedge, room.margin, room.apart * 1.0005, moved, weights, rounds)
        after = dict(zip(spots, moved, strict=True))
        if (
            least_distance(moved, room.apart) >= room.apart
            and _longest_move(occupants.kept, after) <= spec.stir
        ):
            return after
    return None


def _mobilities(
    spots: Spots, occupants: Occupants, room: Room, reach: float, ease: float
) -> list[float]:
    """Return the mobility of each spot: 1 for newcomers, 0 for pins, `ease` for old blips.

    Old blips farther than `reach` times the least distance from any newcomer without room have 0.
    """
    fresh = [spot for name, spot in spots.items() if name not in occupants.kept]
    kept = NeighbourGrid(room.apart, occupants.kept.values())
    tight = NeighbourGrid(
        reach * room.apart, [s for s in fresh if kept.nearest(*s, room.apart) < room.apart]
    )
    weights = []
    for name, spot in spots.items():
        if name in occupants.pinned:
            weights.append(0.0)
        elif name in occupants.kept:
            pushed = tight.nearest(*spot, reach * room.apart) < reach * room.apart
            weights.append(ease if pushed else 0.0)
        else:
            weights.append(1.0)
    return weights


def _longest_move(old: Spots, now: Spots) -> float:
    """Return the longest distance that an id of `old` moved."""
    square = 0.0
    for name, (x, y) in old.items():
        dx, dy = now[name][0] - x, now[name][1] - y
        square = max(square, dx * dx + dy * dy)
    return sqrt(square)


def _repack(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Pack the sector anew and assign spots so that old blips move little in total."""
    if spec.stir < 2.0 * spec.room.blip:
        return None
    held = list(occupants.pinned.values())
    spots = pack(spec.wedge, spec.room.margin, spec.room.apart, occupants.total, held)
    if spots is None:
        return None
    free = spots[len(held) :]
    wishes = occupants.kept | occupants.wishing
    chosen = assign_spots(free, list(wishes.values()))
    spots_by_id = {name: free[index] for name, index in zip(wishes, chosen, strict=True)}
    rest = [spot for index, spot in enumerate(free) if index not in chosen]
    spots_by_id = occupants.pinned | spots_by_id | assign_by_hash(occupants.new, rest)
    return spots_by_id if _longest_move(occupants.kept, spots_by_id) <= spec.stir else None
