"""The entries of one sector → points inside it.

Strategies are plain functions, tried in order; each answers None where it finds no place for all.
With history: old blips stay and newcomers take the largest holes, else all give way a little, else
the sector is packed anew with the least movement. Without: anchors, else a packing.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import NamedTuple

from radar.layout.placement.anchors import assign_by_hash, sort_by_hash
from radar.layout.placement.holes import NeighbourGrid, find_holes, measure_holes
from radar.layout.placement.relax import least_distance, relax
from radar.layout.placement.slots import assign_spots, pack, spread_lattice
from radar.layout.placement.wedge import Room, Spot, Wedge

Spots = dict[str, Spot]

_SPARE = 1.12  # lattices keep some places free for the next edition
_MOST_ANCHORS = 40  # above, anchors are a lattice
_ADEQUATE = 0.95  # of the largest hole: enough for one that wants to stay near its old angle


# how near an old blip must be to a newcomer to give way, how readily it does, for how many rounds
_PUSHES = ((2.2, 0.3, 80), (3.5, 0.3, 100), (6.0, 0.3, 120), (1e3, 0.1, 120), (1e3, 1.0, 300))


class Occupants(NamedTuple):
    """Who stands in a sector: held by a pin, at an old place, with a wish, or just come."""

    pinned: Spots
    kept: Spots
    wishing: Spots
    new: list[str]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.pinned) + len(self.kept) + len(self.wishing) + len(self.new)


class SectorSpec(NamedTuple):
    """A sector to fill: its shape, the room that blips want, and a seed of its own.

    `berth` is the margin that the largest blips of this radar keep.
    `stir` is how far an old blip may be moved to let a newcomer in.
    """

    wedge: Wedge
    room: Room
    seed: int
    stir: float
    berth: float


_Strategy = Callable[[SectorSpec, Occupants], Spots | None]


def fill_sector(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Return a point for every tenant, None where no strategy finds one."""
    if spec.wedge.bound(spec.room.margin, spec.room.apart) < occupants.total:
        return None  # no arrangement has room for so many
    remembered = occupants.kept or occupants.wishing
    for strategy in (
        (_fill_holes, _push_aside, repack) if remembered else (place_at_anchors, _place_in_packing)
    ):
        if spots := strategy(spec, occupants):
            return spots
    return None


def place_at_anchors(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Place by hash, evenly: nested holes for few, a lattice for many.

    The margin of the largest blips is tried first: smaller ones then stand where those did.
    """
    wedge, room, count = spec.wedge, spec.room, len(occupants.new)
    held = list(occupants.pinned.values())
    for margin in (spec.berth, room.margin):
        if wedge.heart(margin) is None:
            continue
        if occupants.total <= _MOST_ANCHORS:
            spots = [hole.spot for hole in find_holes(wedge, margin, held, count, spec.seed)]
        else:
            places = spread_lattice(wedge, margin, room.apart, int(occupants.total * _SPARE))
            spots = _vacant(places, held, room)
        if len(spots) >= count and least_distance([*held, *spots], room.apart) >= room.apart:
            return occupants.pinned | assign_by_hash(occupants.new, spots)
    return None


def _vacant(spots: list[Spot], held: list[Spot], room: Room) -> list[Spot]:
    grid = NeighbourGrid(room.apart, held)
    return [spot for spot in spots if grid.nearest(*spot, room.apart) >= room.apart]


def _place_in_packing(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Place by hash into a dense packing."""
    held = list(occupants.pinned.values())
    spots = pack(spec.wedge, spec.room.margin, spec.room.apart, occupants.total, held)
    return (
        None
        if spots is None
        else occupants.pinned | assign_by_hash(occupants.new, spots[len(held) :])
    )


def _fill_holes(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Let everybody stay, place newcomers into holes."""
    spots = _add_to_holes(spec, occupants)
    if (
        len(spots) < occupants.total
        or least_distance(list(spots.values()), spec.room.apart) < spec.room.apart
    ):
        return None
    return spots


def _add_to_holes(spec: SectorSpec, occupants: Occupants) -> Spots:
    """Return all occupants, newcomers in the largest holes though they may be too small.

    Those who come from another ring choose first, a hole near to their old angle: in a sector of
    few among all places, in one of many among the holes that will be taken anyway.
    """
    wedge, margin = spec.wedge, spec.room.margin
    spots = occupants.pinned | occupants.kept
    wishes = occupants.wishing
    if occupants.total <= _MOST_ANCHORS:
        for name in sort_by_hash(list(wishes)):
            spots[name] = hole_near_angle(spec, list(spots.values()), wishes[name])
        wishes = {}
    need = len(wishes) + len(occupants.new)
    free = [hole.spot for hole in find_holes(wedge, margin, spots.values(), need, spec.seed)]
    for name in sort_by_hash(list(wishes)) if len(free) == need else ():
        spots[name] = min(free, key=lambda spot: _angle_measure(spot, wishes[name]))
        free.remove(spots[name])
    return spots | dict(zip(sort_by_hash(occupants.new), free, strict=False))


def hole_near_angle(spec: SectorSpec, taken: list[Spot], wish: Spot) -> Spot:
    """Return an adequate hole as near to the angle of a wish as there is one."""
    wedge, margin = spec.wedge, spec.room.margin
    found = measure_holes(wedge, margin, taken, spec.seed)
    enough = max(hole.width for hole in found) * _ADEQUATE
    wide = [hole.spot for hole in found if hole.width >= enough]
    return min(wide, key=lambda spot: _angle_measure(spot, wish))


def _angle_measure(spot: Spot, wish: Spot) -> float:
    """Return a measure of the angle between two points, as seen from the centre."""
    a = sqrt(spot[0] * spot[0] + spot[1] * spot[1])
    b = sqrt(wish[0] * wish[0] + wish[1] * wish[1])
    dx, dy = spot[0] / a - wish[0] / b, spot[1] / a - wish[1] / b
    return dx * dx + dy * dy


def _push_aside(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Let old blips give way a little to newcomers: those next to them, else more, else all."""
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
        found = dict(zip(spots, moved, strict=True))
        if (
            least_distance(moved, room.apart) >= room.apart
            and longest_move(occupants.kept, found) <= spec.stir
        ):
            return found
    return None


def _mobilities(
    spots: Spots, occupants: Occupants, room: Room, reach: float, ease: float
) -> list[float]:
    """Return how readily each gives way: newcomers do, old blips if one is near, pins never."""
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


def longest_move(old: Spots, now: Spots) -> float:
    """Return the longest way that anybody went."""
    way = 0.0
    for name, (x, y) in old.items():
        dx, dy = now[name][0] - x, now[name][1] - y
        way = max(way, dx * dx + dy * dy)
    return sqrt(way)


def repack(spec: SectorSpec, occupants: Occupants) -> Spots | None:
    """Pack the sector anew; everybody takes the place that is nearest, on the whole."""
    if spec.stir < 2.0 * spec.room.blip:
        return None
    held = list(occupants.pinned.values())
    spots = pack(spec.wedge, spec.room.margin, spec.room.apart, occupants.total, held)
    if spots is None:
        return None
    free = spots[len(held) :]
    wishes = occupants.kept | occupants.wishing
    places = assign_spots(free, list(wishes.values()))
    found = {name: free[place] for name, place in zip(wishes, places, strict=True)}
    rest = [spot for place, spot in enumerate(free) if place not in places]
    found = occupants.pinned | found | assign_by_hash(occupants.new, rest)
    return found if longest_move(occupants.kept, found) <= spec.stir else None
