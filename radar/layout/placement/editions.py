"""Placement, edition by edition: each is laid out from the one before, and from nothing later.

The memory is the arrangement itself, in hundredths of a unit. So the editions 1…k give the same
for edition k whether or not later ones are known, and no lock file is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from radar.layout.geometry import Point, direction, distance
from radar.layout.placement.amend import FAR, RATE, Nudge, best_nudge
from radar.layout.placement.anchors import by_hash
from radar.layout.placement.arrangement import Arrangement, Item, Plan
from radar.layout.placement.holes import Grid, scatter
from radar.layout.placement.rings import KEPT, Frame, kept, remembers, solved
from radar.layout.placement.sector import Site, Spots, Tenants, settle
from radar.layout.placement.wedge import Room, Sector, Spot, Wedge, sector

Place = tuple[int, int]  # sector and ring
Groups = dict[Place, list[Item]]
_ROUNDS = 60
_SLACK = 0.01  # what rounding took from a margin that was kept
_NEAR = 0.05  # of a blip's radius: as good as where it was


def fold(editions: Iterable[Iterable[Item]], plan: Plan) -> tuple[Arrangement, ...]:
    """Lay out editions, oldest first, each from the one before."""
    found: list[Arrangement] = []
    for items in editions:
        found.append(arrange(items, plan, found[-1] if found else None))
    return tuple(found)


def arrange(items: Iterable[Item], plan: Plan, before: Arrangement | None = None) -> Arrangement:
    """Place items, near to where they stood before.

    The order of the items is of no account; ids must differ.
    """
    groups = grouped(items)
    totals: dict[int, int] = {}
    loads: dict[int, int] = {}
    for (_, ring), members in groups.items():
        totals[ring] = totals.get(ring, 0) + len(members)
        loads[ring] = max(loads.get(ring, 0), len(members))
    for frame in kept(plan, loads, before):
        answer = _filled(groups, plan, frame, before)
        if isinstance(answer, Arrangement):
            return _amended(groups, plan, answer, before) if before else answer
    return _anew(groups, plan, loads, totals, before)


def _amended(groups: Groups, plan: Plan, found: Arrangement, before: Arrangement) -> Arrangement:
    """Nudge a few blips that stood still, where it makes the picture more even."""
    budget, far = len(found.points) // RATE, FAR * (plan.mark or found.blip)
    nudges: list[tuple[Nudge, Sector]] = []
    for place, members in groups.items() if budget else ():
        here = _sector(plan, found.radii, place)
        spots = {item.id: here.own(found.points[item.id]) for item in members}
        still, stirred = _still(members, here, found, before)
        budget -= stirred
        if nudge := best_nudge(here.wedge, Room(found.blip), spots, still, far):
            nudges.append((nudge, here))
    nudges.sort(key=lambda pair: (-pair[0].gain, pair[0].id))
    moved = {nudge.id: here.seen(nudge.spot) for nudge, here in nudges[: max(budget, 0)]}
    return replace(found, points={**found.points, **moved})


def _still(
    members: list[Item], here: Sector, found: Arrangement, before: Arrangement
) -> tuple[list[str], int]:
    """Return who stood still and may be nudged, and how many gave way to newcomers."""
    old = [item for item in members if item.id in before.points]
    still = [item for item in old if before.points[item.id] == found.points[item.id]]
    there = [item for item in old if here.wedge.wall(*here.own(before.points[item.id])) >= 0.0]
    return [item.id for item in still if not item.pin], len(there) - len(still)


def _anew(
    groups: Groups,
    plan: Plan,
    loads: dict[int, int],
    totals: Mapping[int, int],
    before: Arrangement | None,
) -> Arrangement:
    """Solve the rings; ask more room for the sector that fell short, until none does."""
    near = before if before and remembers(plan, loads, before) else None
    for _ in range(_ROUNDS):
        frame = solved(plan, loads, totals, near)
        answer = _filled(groups, plan, frame, before)
        if isinstance(answer, Arrangement):
            return answer
        if frame.radius >= plan.growth * plan.radius:
            break
        loads[answer[1]] = max(loads[answer[1]] + 1, loads[answer[1]] * 8 // 7)
    return _clustered(groups, plan, frame, before)


def grouped(items: Iterable[Item]) -> Groups:
    """Return items by sector and ring, all in order."""
    groups: Groups = {}
    for item in sorted(items, key=lambda item: (item.sector, item.ring, item.id)):
        groups.setdefault((item.sector, item.ring), []).append(item)
    return groups


def _filled(
    groups: Groups, plan: Plan, frame: Frame, before: Arrangement | None
) -> Arrangement | Place:
    """Fill all sectors, the fullest first, or tell which one fell short."""
    points: dict[str, Point] = {}
    for place in sorted(groups, key=lambda place: (-len(groups[place]) / (1 + place[1]), place)):
        found = _seats(place, groups[place], plan, frame, before)
        if found is None:
            return place
        points |= found
    return _arrangement(groups, plan, frame, points, {})


def _seats(
    place: Place, members: list[Item], plan: Plan, frame: Frame, before: Arrangement | None
) -> dict[str, Point] | None:
    """Return the points of one sector on the picture."""
    here = _sector(plan, frame.radii, place)
    room = Room(frame.blip)
    if here.wedge.heart(room.margin) is None:
        return None
    seed, stir = place[0] * 8 + place[1] + 1, frame.stir * (plan.mark or frame.blip)
    site = Site(here.wedge, room, seed, stir, Room(plan.blip).margin)
    tenants = tenancy(place, members, plan, frame, before)
    spots = settle(site, tenants)
    return None if spots is None else {name: here.seen(spot) for name, spot in spots.items()}


def _sector(plan: Plan, radii: Sequence[float], place: Place) -> Sector:
    return sector(plan.sectors, place[0], radii[place[1]], radii[place[1] + 1], plan.cross)


def tenancy(
    place: Place, members: list[Item], plan: Plan, frame: Frame, before: Arrangement | None
) -> Tenants:
    """Sort the members of a sector by what holds them where."""
    here, room = _sector(plan, frame.radii, place), Room(frame.blip)
    pinned = pins(here, room, [item for item in members if item.pin], plan, place)
    tenants = Tenants(pinned, {}, {}, [])
    crowd = Grid(room.apart, list(pinned.values()))
    for item in members:
        if item.id in pinned:
            continue
        old = before.points.get(item.id) if before else None
        if before is None or old is None:
            tenants.new.append(item.id)
            continue
        _remember(tenants, crowd, item, here, room, old, plan, before)
    return tenants


def _remember(
    tenants: Tenants,
    crowd: Grid,
    item: Item,
    here: Sector,
    room: Room,
    old: Point,
    plan: Plan,
    before: Arrangement,
) -> None:
    """File one that stood on the radar before: kept, wishing for its angle, or new here."""
    there = (
        _sector(plan, before.radii, (item.sector, item.ring))
        if len(before.radii) > item.ring + 1
        else here
    )
    spot = here.own(old)
    if there.wedge.wall(*spot) >= 0.0:
        spot = _held(here.wedge, spot, room.margin)
        if crowd.nearest(*spot, room.apart) >= room.apart:
            tenants.kept[item.id] = spot
        else:
            tenants.wishing[item.id] = spot
    elif here.wedge.beside(*spot) >= 0.0:
        tenants.wishing[item.id] = spot
    else:
        tenants.new.append(item.id)


def _held(wedge: Wedge, spot: Spot, margin: float) -> Spot:
    """Return the place itself, or the nearest that the margins leave."""
    return spot if wedge.wall(*spot) >= margin - _SLACK else wedge.clamp(spot, margin)


def wish(item: Item, plan: Plan, radii: Sequence[float]) -> Point:
    """Return the point on the picture that a pin names."""
    assert item.pin is not None  # noqa: S101 - asked only for items with a pin
    angle, part = item.pin
    way = direction((item.sector * 360.0 / plan.sectors) + angle)
    r = radii[item.ring] + part * (radii[item.ring + 1] - radii[item.ring])
    return Point(way.x * r, way.y * r)


def pins(here: Sector, room: Room, items: list[Item], plan: Plan, place: Place) -> Spots:
    """Return where pinned items stand: at their pins, or as near as there is room."""
    grid, found = Grid(room.apart, []), Spots()
    for item in items:
        spot = here.wedge.clamp(
            here.own(wish(item, plan, (*[0.0] * place[1], here.wedge.inner, here.wedge.outer))),
            room.margin,
        )
        if grid.nearest(*spot, room.apart) < room.apart:
            free = [
                ((x - spot[0]) * (x - spot[0]) + (y - spot[1]) * (y - spot[1]), x, y)
                for x, y in scatter(here.wedge, room.margin, 400, 0)
                if grid.nearest(x, y, room.apart) >= room.apart
            ]
            if not free:
                continue
            _, *best = min(free)
            spot = (best[0], best[1])
        grid.add(spot)
        found[item.id] = spot
    return found


def _arrangement(
    groups: Groups,
    plan: Plan,
    frame: Frame,
    points: dict[str, Point],
    overflow: dict[Place, tuple[str, ...]],
) -> Arrangement:
    loose = [
        item.id
        for members in groups.values()
        for item in members
        if item.pin
        and item.id in points
        and distance(points[item.id], wish(item, plan, frame.radii)) > _NEAR * frame.blip
    ]
    order = {name: points[name] for name in sorted(points)}
    radii = tuple(frame.radii)
    return Arrangement(frame.radius, radii, frame.blip, order, overflow, tuple(sorted(loose)))


def _clustered(groups: Groups, plan: Plan, frame: Frame, before: Arrangement | None) -> Arrangement:
    """Fill what can be filled; the rest of a sector shares one cluster."""
    points: dict[str, Point] = {}
    overflow: dict[Place, tuple[str, ...]] = {}
    for place, members in groups.items():
        order = _seniority(members, before)
        shown, found = _squeezed(place, order, plan, frame, before)
        if shown < len(members):
            overflow[place] = tuple(sorted(item.id for item in order[shown:]))
        points |= found
    return _arrangement(groups, plan, frame, points, overflow)


def _squeezed(
    place: Place, order: list[Item], plan: Plan, frame: Frame, before: Arrangement | None
) -> tuple[int, dict[str, Point]]:
    """Return how many of a sector are shown, and the points of those and of the cluster."""
    here, room = _sector(plan, frame.radii, place), Room(frame.blip)
    cluster = Item(f"+{place[0]}.{place[1]}", *place)
    most = here.wedge.bound(room.margin, room.apart)
    shown = len(order)
    if shown <= most and (found := _seats(place, order, plan, frame, before)):
        return shown, found
    shown = min(shown, int(KEPT * most) + 1)
    while shown:
        shown = min(shown - 1, shown * 9 // 10)
        if found := _seats(place, [cluster, *order[:shown]], plan, frame, before):
            return shown, found
    middle = (here.wedge.apex(0.0) + here.wedge.outer) / 2.0
    return 0, {cluster.id: here.seen((middle, 0.0))}


def _seniority(members: list[Item], before: Arrangement | None) -> list[Item]:
    """Return items in the order in which they get a blip: pins, old ones, then by hash."""
    rank = {name: k for k, name in enumerate(by_hash([item.id for item in members]))}
    old = before.points if before else {}
    return sorted(members, key=lambda item: (item.pin is None, item.id not in old, rank[item.id]))
