"""The entries of one sector → points inside it.

Strategies are plain functions, tried in order; each answers None where it finds no place for all.
With history: old blips stay and newcomers take the largest holes, else all give way a little, else
the sector is packed anew with the least movement. Without: anchors, else a packing.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import NamedTuple

from radar.layout.placement.anchors import by_hash, chosen
from radar.layout.placement.holes import Grid, holes, measured
from radar.layout.placement.relax import least, relax
from radar.layout.placement.slots import assigned, pack, sites
from radar.layout.placement.wedge import Room, Spot, Wedge

Spots = dict[str, Spot]

_SPARE = 1.12  # lattices keep some places free for the next edition
_FEW = 40  # above, anchors are a lattice
_ADEQUATE = 0.95  # of the largest hole: enough for one that wants to stay near its old angle


# how near an old blip must be to a newcomer to give way, how readily it does, for how many rounds
_STIRS = ((2.2, 0.3, 80), (3.5, 0.3, 100), (6.0, 0.3, 120), (1e3, 0.1, 120), (1e3, 1.0, 300))


class Tenants(NamedTuple):
    """Who stands in a sector: held by a pin, at an old place, with a wish, or just come."""

    pinned: Spots
    kept: Spots
    wishing: Spots
    new: list[str]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.pinned) + len(self.kept) + len(self.wishing) + len(self.new)


class Site(NamedTuple):
    """A sector to fill: its shape, the room that blips want, and a seed of its own.

    `berth` is the margin that the largest blips of this radar keep.
    `stir` is how far an old blip may be moved to let a newcomer in.
    """

    wedge: Wedge
    room: Room
    seed: int
    stir: float
    berth: float


Strategy = Callable[[Site, Tenants], Spots | None]


def settle(site: Site, tenants: Tenants) -> Spots | None:
    """Return a point for every tenant, None where no strategy finds one."""
    if site.wedge.bound(site.room.margin, site.room.apart) < tenants.total:
        return None  # no arrangement has room for so many
    remembered = tenants.kept or tenants.wishing
    for strategy in (joined, stirred, repacked) if remembered else (anchored, packed):
        if spots := strategy(site, tenants):
            return spots
    return None


def anchored(site: Site, tenants: Tenants) -> Spots | None:
    """Place by hash, evenly: nested holes for few, a lattice for many.

    The margin of the largest blips is tried first: smaller ones then stand where those did.
    """
    wedge, room, count = site.wedge, site.room, len(tenants.new)
    held = list(tenants.pinned.values())
    for margin in (site.berth, room.margin):
        if wedge.heart(margin) is None:
            continue
        if tenants.total <= _FEW:
            spots = [hole.spot for hole in holes(wedge, margin, held, count, site.seed)]
        else:
            places = sites(wedge, margin, room.apart, int(tenants.total * _SPARE))
            spots = _vacant(places, held, room)
        if len(spots) >= count and least([*held, *spots], room.apart) >= room.apart:
            return tenants.pinned | chosen(tenants.new, spots)
    return None


def _vacant(spots: list[Spot], held: list[Spot], room: Room) -> list[Spot]:
    grid = Grid(room.apart, held)
    return [spot for spot in spots if grid.nearest(*spot, room.apart) >= room.apart]


def packed(site: Site, tenants: Tenants) -> Spots | None:
    """Place by hash into a dense packing."""
    held = list(tenants.pinned.values())
    spots = pack(site.wedge, site.room.margin, site.room.apart, tenants.total, held)
    return None if spots is None else tenants.pinned | chosen(tenants.new, spots[len(held) :])


def joined(site: Site, tenants: Tenants) -> Spots | None:
    """Let everybody stay, place newcomers into holes."""
    spots = seated(site, tenants)
    if len(spots) < tenants.total or least(list(spots.values()), site.room.apart) < site.room.apart:
        return None
    return spots


def seated(site: Site, tenants: Tenants) -> Spots:
    """Return all tenants, newcomers in the largest holes though they may be too small.

    Those who come from another ring choose first, a hole near to their old angle: in a sector of
    few among all places, in one of many among the holes that will be taken anyway.
    """
    wedge, margin = site.wedge, site.room.margin
    spots = tenants.pinned | tenants.kept
    wishes = tenants.wishing
    if tenants.total <= _FEW:
        for name in by_hash(list(wishes)):
            spots[name] = near(site, list(spots.values()), wishes[name])
        wishes = {}
    need = len(wishes) + len(tenants.new)
    free = [hole.spot for hole in holes(wedge, margin, spots.values(), need, site.seed)]
    for name in by_hash(list(wishes)) if len(free) == need else ():
        spots[name] = min(free, key=lambda spot: _turn(spot, wishes[name]))
        free.remove(spots[name])
    return spots | dict(zip(by_hash(tenants.new), free, strict=False))


def near(site: Site, taken: list[Spot], wish: Spot) -> Spot:
    """Return an adequate hole as near to the angle of a wish as there is one."""
    wedge, margin = site.wedge, site.room.margin
    found = measured(wedge, margin, taken, site.seed)
    enough = max(hole.width for hole in found) * _ADEQUATE
    wide = [hole.spot for hole in found if hole.width >= enough]
    return min(wide, key=lambda spot: _turn(spot, wish))


def _turn(spot: Spot, wish: Spot) -> float:
    """Return a measure of the angle between two points, as seen from the centre."""
    a = sqrt(spot[0] * spot[0] + spot[1] * spot[1])
    b = sqrt(wish[0] * wish[0] + wish[1] * wish[1])
    dx, dy = spot[0] / a - wish[0] / b, spot[1] / a - wish[1] / b
    return dx * dx + dy * dy


def stirred(site: Site, tenants: Tenants) -> Spots | None:
    """Let old blips give way a little to newcomers: those next to them, else more, else all."""
    room = site.room
    spots = seated(site, tenants)
    if len(spots) < tenants.total:
        return None
    for reach, ease, rounds in _STIRS:
        weights = yielding(spots, tenants, room, reach, ease)
        moved = list(spots.values())
        if ease == 1.0:
            moved = relax(site.wedge, room.margin, room.apart * 1.04, moved, weights, 30)
        moved = relax(site.wedge, room.margin, room.apart * 1.0005, moved, weights, rounds)
        found = dict(zip(spots, moved, strict=True))
        if least(moved, room.apart) >= room.apart and farthest(tenants.kept, found) <= site.stir:
            return found
    return None


def yielding(spots: Spots, tenants: Tenants, room: Room, reach: float, ease: float) -> list[float]:
    """Return how readily each gives way: newcomers do, old blips if one is near, pins never."""
    fresh = [spot for name, spot in spots.items() if name not in tenants.kept]
    kept = Grid(room.apart, tenants.kept.values())
    tight = Grid(
        reach * room.apart, [s for s in fresh if kept.nearest(*s, room.apart) < room.apart]
    )
    weights = []
    for name, spot in spots.items():
        if name in tenants.pinned:
            weights.append(0.0)
        elif name in tenants.kept:
            near = tight.nearest(*spot, reach * room.apart) < reach * room.apart
            weights.append(ease if near else 0.0)
        else:
            weights.append(1.0)
    return weights


def farthest(old: Spots, now: Spots) -> float:
    """Return the longest way that anybody went."""
    way = 0.0
    for name, (x, y) in old.items():
        dx, dy = now[name][0] - x, now[name][1] - y
        way = max(way, dx * dx + dy * dy)
    return sqrt(way)


def repacked(site: Site, tenants: Tenants) -> Spots | None:
    """Pack the sector anew; everybody takes the place that is nearest, on the whole."""
    if site.stir < 2.0 * site.room.blip:
        return None
    held = list(tenants.pinned.values())
    spots = pack(site.wedge, site.room.margin, site.room.apart, tenants.total, held)
    if spots is None:
        return None
    free = spots[len(held) :]
    wishes = tenants.kept | tenants.wishing
    places = assigned(free, list(wishes.values()))
    found = {name: free[place] for name, place in zip(wishes, places, strict=True)}
    rest = [spot for place, spot in enumerate(free) if place not in places]
    found = tenants.pinned | found | chosen(tenants.new, rest)
    return found if farthest(tenants.kept, found) <= site.stir else None
