"""Placement, edition by edition: each is laid out from the one before, and from nothing later.

The memory is the arrangement itself, in hundredths of a unit. So the editions 1…k give the same
for edition k whether or not later ones are known, and no lock file is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from radar.layout.geometry import Point, direction, distance
from radar.layout.placement.amend import BLIPS_PER_NUDGE, LONGEST_NUDGE, Nudge, best_nudge
from radar.layout.placement.anchors import sort_by_hash
from radar.layout.placement.arrangement import Arrangement, Item, Plan, SectorKey
from radar.layout.placement.holes import NeighbourGrid, scatter
from radar.layout.placement.rings import KEEP_SHARE, Frame, keep_rings, keeps_rings, solve_rings
from radar.layout.placement.sector import Occupants, SectorSpec, Spots, fill_sector
from radar.layout.placement.wedge import Room, SectorShape, Spot, Wedge, sector_shape

ItemsBySector = dict[SectorKey, list[Item]]
_MOST_ROUNDS = 60
_MARGIN_TOLERANCE = 0.01  # what rounding took from a margin that was kept
_PIN_TOLERANCE = 0.05  # of a blip's radius: as good as where it was


def arrange_all(editions: Iterable[Iterable[Item]], plan: Plan) -> tuple[Arrangement, ...]:
    """Lay out editions, oldest first, each from the one before."""
    found: list[Arrangement] = []
    for items in editions:
        found.append(arrange(items, plan, found[-1] if found else None))
    return tuple(found)


def arrange(items: Iterable[Item], plan: Plan, before: Arrangement | None = None) -> Arrangement:
    """Place items, near to where they stood before.

    The order of the items is of no account; ids must differ.
    """
    groups = group_by_sector(items)
    totals: dict[int, int] = {}
    loads: dict[int, int] = {}
    for (_, ring), members in groups.items():
        totals[ring] = totals.get(ring, 0) + len(members)
        loads[ring] = max(loads.get(ring, 0), len(members))
    for frame in keep_rings(plan, loads, before):
        answer = _fill_sectors(groups, plan, frame, before)
        if isinstance(answer, Arrangement):
            return _nudge_some(groups, plan, answer, before) if before else answer
    return _arrange_anew(groups, plan, loads, totals, before)


def _nudge_some(
    groups: ItemsBySector, plan: Plan, found: Arrangement, before: Arrangement
) -> Arrangement:
    """Nudge a few blips that stood still, where it makes the picture more even."""
    budget, far = len(found.points) // BLIPS_PER_NUDGE, LONGEST_NUDGE * (plan.mark or found.blip)
    nudges: list[tuple[Nudge, SectorShape]] = []
    for key, members in groups.items() if budget else ():
        shape = _shape(plan, found.radii, key)
        spots = {item.id: shape.to_frame(found.points[item.id]) for item in members}
        still, stirred = _find_still(members, shape, found, before)
        budget -= stirred
        if nudge := best_nudge(shape.wedge, Room(found.blip), spots, still, far):
            nudges.append((nudge, shape))
    nudges.sort(key=lambda pair: (-pair[0].gain, pair[0].id))
    moved = {nudge.id: shape.to_picture(nudge.spot) for nudge, shape in nudges[: max(budget, 0)]}
    return replace(found, points={**found.points, **moved})


def _find_still(
    members: list[Item], shape: SectorShape, found: Arrangement, before: Arrangement
) -> tuple[list[str], int]:
    """Return who stood still and may be nudged, and how many gave way to newcomers."""
    old = [item for item in members if item.id in before.points]
    still = [item for item in old if before.points[item.id] == found.points[item.id]]
    there = [
        item for item in old if shape.wedge.wall(*shape.to_frame(before.points[item.id])) >= 0.0
    ]
    return [item.id for item in still if not item.pin], len(there) - len(still)


def _arrange_anew(
    groups: ItemsBySector,
    plan: Plan,
    loads: dict[int, int],
    totals: Mapping[int, int],
    before: Arrangement | None,
) -> Arrangement:
    """Solve the rings; ask more room for the sector that fell short, until none does."""
    near = before if before and keeps_rings(plan, loads, before) else None
    for _ in range(_MOST_ROUNDS):
        frame = solve_rings(plan, loads, totals, near)
        answer = _fill_sectors(groups, plan, frame, before)
        if isinstance(answer, Arrangement):
            return answer
        if frame.radius >= plan.growth * plan.radius:
            break
        loads[answer[1]] = max(loads[answer[1]] + 1, loads[answer[1]] * 8 // 7)
    return _fill_with_clusters(groups, plan, frame, before)


def group_by_sector(items: Iterable[Item]) -> ItemsBySector:
    """Return items by sector and ring, all in order."""
    groups: ItemsBySector = {}
    for item in sorted(items, key=lambda item: (item.sector, item.ring, item.id)):
        groups.setdefault((item.sector, item.ring), []).append(item)
    return groups


def _fill_sectors(
    groups: ItemsBySector, plan: Plan, frame: Frame, before: Arrangement | None
) -> Arrangement | SectorKey:
    """Fill all sectors, the fullest first, or tell which one fell short."""
    points: dict[str, Point] = {}
    for key in sorted(groups, key=lambda key: (-len(groups[key]) / (1 + key[1]), key)):
        found = _sector_points(key, groups[key], plan, frame, before)
        if found is None:
            return key
        points |= found
    return _arrangement(groups, plan, frame, points, {})


def _sector_points(
    key: SectorKey, members: list[Item], plan: Plan, frame: Frame, before: Arrangement | None
) -> dict[str, Point] | None:
    """Return the points of one sector on the picture."""
    shape = _shape(plan, frame.radii, key)
    room = Room(frame.blip)
    if shape.wedge.heart(room.margin) is None:
        return None
    seed, stir = key[0] * 8 + key[1] + 1, frame.stir * (plan.mark or frame.blip)
    spec = SectorSpec(shape.wedge, room, seed, stir, Room(plan.blip).margin)
    occupants = _sort_occupants(key, members, plan, frame, before)
    spots = fill_sector(spec, occupants)
    return None if spots is None else {name: shape.to_picture(spot) for name, spot in spots.items()}


def _shape(plan: Plan, radii: Sequence[float], key: SectorKey) -> SectorShape:
    return sector_shape(plan.sectors, key[0], radii[key[1]], radii[key[1] + 1], plan.cross)


def _sort_occupants(
    key: SectorKey, members: list[Item], plan: Plan, frame: Frame, before: Arrangement | None
) -> Occupants:
    """Sort the members of a sector by what holds them where."""
    shape, room = _shape(plan, frame.radii, key), Room(frame.blip)
    pinned = _place_pins(shape, room, [item for item in members if item.pin], plan, key)
    occupants = Occupants(pinned, {}, {}, [])
    crowd = NeighbourGrid(room.apart, list(pinned.values()))
    for item in members:
        if item.id in pinned:
            continue
        old = before.points.get(item.id) if before else None
        if before is None or old is None:
            occupants.new.append(item.id)
            continue
        _add_remembered(occupants, crowd, item, shape, room, old, plan, before)
    return occupants


def _add_remembered(
    occupants: Occupants,
    crowd: NeighbourGrid,
    item: Item,
    shape: SectorShape,
    room: Room,
    old: Point,
    plan: Plan,
    before: Arrangement,
) -> None:
    """File one that stood on the radar before: kept, wishing for its angle, or new shape."""
    there = (
        _shape(plan, before.radii, (item.sector, item.ring))
        if len(before.radii) > item.ring + 1
        else shape
    )
    spot = shape.to_frame(old)
    if there.wedge.wall(*spot) >= 0.0:
        spot = _move_inside(shape.wedge, spot, room.margin)
        if crowd.nearest(*spot, room.apart) >= room.apart:
            occupants.kept[item.id] = spot
        else:
            occupants.wishing[item.id] = spot
    elif shape.wedge.beside(*spot) >= 0.0:
        occupants.wishing[item.id] = spot
    else:
        occupants.new.append(item.id)


def _move_inside(wedge: Wedge, spot: Spot, margin: float) -> Spot:
    """Return the spot itself, or the nearest one within the margins."""
    return spot if wedge.wall(*spot) >= margin - _MARGIN_TOLERANCE else wedge.clamp(spot, margin)


def _pin_point(item: Item, plan: Plan, radii: Sequence[float]) -> Point:
    """Return the point on the picture that a pin names."""
    assert item.pin is not None  # noqa: S101 - asked only for items with a pin
    angle, part = item.pin
    way = direction((item.sector * 360.0 / plan.sectors) + angle)
    r = radii[item.ring] + part * (radii[item.ring + 1] - radii[item.ring])
    return Point(way.x * r, way.y * r)


def _place_pins(
    shape: SectorShape, room: Room, items: list[Item], plan: Plan, key: SectorKey
) -> Spots:
    """Return where pinned items stand: at their pins, or as near as there is room."""
    grid, found = NeighbourGrid(room.apart, []), Spots()
    for item in items:
        spot = shape.wedge.clamp(
            shape.to_frame(
                _pin_point(item, plan, (*[0.0] * key[1], shape.wedge.inner, shape.wedge.outer))
            ),
            room.margin,
        )
        if grid.nearest(*spot, room.apart) < room.apart:
            free = [
                ((x - spot[0]) * (x - spot[0]) + (y - spot[1]) * (y - spot[1]), x, y)
                for x, y in scatter(shape.wedge, room.margin, 400, 0)
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
    groups: ItemsBySector,
    plan: Plan,
    frame: Frame,
    points: dict[str, Point],
    overflow: dict[SectorKey, tuple[str, ...]],
) -> Arrangement:
    loose = [
        item.id
        for members in groups.values()
        for item in members
        if item.pin
        and item.id in points
        and distance(points[item.id], _pin_point(item, plan, frame.radii))
        > _PIN_TOLERANCE * frame.blip
    ]
    order = {name: points[name] for name in sorted(points)}
    radii = tuple(frame.radii)
    return Arrangement(frame.radius, radii, frame.blip, order, overflow, tuple(sorted(loose)))


def _fill_with_clusters(
    groups: ItemsBySector, plan: Plan, frame: Frame, before: Arrangement | None
) -> Arrangement:
    """Fill what can be filled; the rest of a sector shares one cluster."""
    points: dict[str, Point] = {}
    overflow: dict[SectorKey, tuple[str, ...]] = {}
    for key, members in groups.items():
        order = _seniority(members, before)
        shown, found = _fill_with_cluster(key, order, plan, frame, before)
        if shown < len(members):
            overflow[key] = tuple(sorted(item.id for item in order[shown:]))
        points |= found
    return _arrangement(groups, plan, frame, points, overflow)


def _fill_with_cluster(
    key: SectorKey, order: list[Item], plan: Plan, frame: Frame, before: Arrangement | None
) -> tuple[int, dict[str, Point]]:
    """Return how many of a sector are shown, and the points of those and of the cluster."""
    shape, room = _shape(plan, frame.radii, key), Room(frame.blip)
    cluster = Item(f"+{key[0]}.{key[1]}", *key)
    most = shape.wedge.bound(room.margin, room.apart)
    shown = len(order)
    if shown <= most and (found := _sector_points(key, order, plan, frame, before)):
        return shown, found
    shown = min(shown, int(KEEP_SHARE * most) + 1)
    while shown:
        shown = min(shown - 1, shown * 9 // 10)
        if found := _sector_points(key, [cluster, *order[:shown]], plan, frame, before):
            return shown, found
    middle = (shape.wedge.apex(0.0) + shape.wedge.outer) / 2.0
    return 0, {cluster.id: shape.to_picture((middle, 0.0))}


def _seniority(members: list[Item], before: Arrangement | None) -> list[Item]:
    """Return items in the order in which they get a blip: pins, old ones, then by hash."""
    rank = {name: k for k, name in enumerate(sort_by_hash([item.id for item in members]))}
    old = before.points if before else {}
    return sorted(members, key=lambda item: (item.pin is None, item.id not in old, rank[item.id]))
