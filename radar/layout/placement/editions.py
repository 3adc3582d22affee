"""Placement of all editions: each is laid out from the arrangement before it, and no later one.

Therefore edition k is the same whether or not later editions exist, and no lock file is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from radar.layout.geometry import Point, direction, distance
from radar.layout.placement.amend import BLIPS_PER_NUDGE, LONGEST_NUDGE, Nudge, best_nudge
from radar.layout.placement.anchors import sort_by_hash
from radar.layout.placement.arrangement import Arrangement, Item, Plan, SectorKey
from radar.layout.placement.berths import list_berths, widen_berths
from radar.layout.placement.holes import NeighbourGrid, scatter
from radar.layout.placement.rings import (
    KEEP_SHARE,
    Frame,
    keep_rings,
    keeps_rings,
    solve_rings,
)
from radar.layout.placement.sector import Occupants, SectorSpec, Spots, fill_sector
from radar.layout.placement.wedge import (
    MARGIN_TOLERANCE,
    Room,
    SectorShape,
    Spot,
    Wedge,
    sector_shape,
)

_ItemsBySector = dict[SectorKey, list[Item]]
_MOST_ROUNDS = 60  # of enlarging rings, so that it always ends
_PIN_TOLERANCE = 0.05  # of a blip's radius: so near to its pin counts as at it


def arrange_all(editions: Iterable[Iterable[Item]], plan: Plan) -> tuple[Arrangement, ...]:
    """Lay out editions, oldest first, each from the one before."""
    arrangements: list[Arrangement] = []
    for items in editions:
        arrangements.append(arrange(items, plan, arrangements[-1] if arrangements else None))
    return tuple(arrangements)


def arrange(items: Iterable[Item], plan: Plan, before: Arrangement | None = None) -> Arrangement:
    """Place items, near to where they stood in `before`, the arrangement of the edition before.

    The order of the items does not matter; ids must differ.
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
            return _amend(groups, plan, answer, before) if before else answer
    return _arrange_anew(groups, plan, loads, totals, before)


def _amend(
    groups: _ItemsBySector, plan: Plan, arrangement: Arrangement, before: Arrangement
) -> Arrangement:
    """Nudge a few blips, and keep the room that they have now, but no more than they had before."""
    nudged = _nudge_some(groups, plan, arrangement, before)
    return widen_berths(plan, nudged, groups, before.blip)


def _nudge_some(
    groups: _ItemsBySector, plan: Plan, arrangement: Arrangement, before: Arrangement
) -> Arrangement:
    """Nudge a few of the blips that did not move, where that makes sectors more even."""
    old = [name for name in arrangement.points if name in before.points]
    budget = len(old) // BLIPS_PER_NUDGE  # newcomers cannot be nudged: they earn no nudge either
    far = LONGEST_NUDGE * (plan.mark or arrangement.blip)
    nudges: list[tuple[Nudge, SectorShape]] = []
    for key, members in groups.items() if budget else ():
        shape = _shape(plan, arrangement.radii, key)
        spots = {item.id: shape.to_frame(arrangement.points[item.id]) for item in members}
        still, stirred = _find_still(members, shape, arrangement, before)
        budget -= stirred
        if nudge := best_nudge(shape.wedge, Room(arrangement.blip), spots, still, far):
            nudges.append((nudge, shape))
    nudges.sort(key=lambda pair: (-pair[0].gain, pair[0].id))
    moved = {nudge.id: shape.to_picture(nudge.spot) for nudge, shape in nudges[: max(budget, 0)]}
    return replace(arrangement, points={**arrangement.points, **moved})


def _find_still(
    members: list[Item], shape: SectorShape, after: Arrangement, before: Arrangement
) -> tuple[list[str], int]:
    """Return the ids that did not move and may be nudged, and the number of those pushed aside."""
    old = [item for item in members if item.id in before.points]
    still = [item for item in old if before.points[item.id] == after.points[item.id]]
    remaining = [
        item for item in old if shape.wedge.wall(*shape.to_frame(before.points[item.id])) >= 0.0
    ]
    return [item.id for item in still if not item.pin], len(remaining) - len(still)


def _arrange_anew(
    groups: _ItemsBySector,
    plan: Plan,
    loads: dict[int, int],
    totals: Mapping[int, int],
    before: Arrangement | None,
) -> Arrangement:
    """Solve the rings anew, with more room for a sector that cannot hold its items, until all can.

    `loads` is changed.
    """
    near = before if before and keeps_rings(plan, loads, before) else None
    for _ in range(_MOST_ROUNDS):
        frame = solve_rings(plan, loads, totals, near)
        answer = _fill_sectors(groups, plan, frame, before)
        if isinstance(answer, Arrangement):
            return widen_berths(plan, answer, groups, plan.blip)
        if frame.radius >= plan.growth * plan.radius:
            break
        loads[answer[1]] = max(loads[answer[1]] + 1, loads[answer[1]] * 8 // 7)
    return _fill_with_clusters(groups, plan, frame, before)


def group_by_sector(items: Iterable[Item]) -> _ItemsBySector:
    """Return items by (sector, ring); keys and items are sorted."""
    groups: _ItemsBySector = {}
    for item in sorted(items, key=lambda item: (item.sector, item.ring, item.id)):
        groups.setdefault((item.sector, item.ring), []).append(item)
    return groups


def _fill_sectors(
    groups: _ItemsBySector, plan: Plan, frame: Frame, before: Arrangement | None
) -> Arrangement | SectorKey:
    """Fill all sectors, the fullest first, or return the first one without room for its items."""
    points: dict[str, Point] = {}
    for key in sorted(groups, key=lambda key: (-len(groups[key]) / (1 + key[1]), key)):
        placed = _sector_points(key, groups[key], plan, frame, before)
        if placed is None:
            return key
        points |= placed
    return _arrangement(groups, plan, frame, points, {})


def _sector_points(
    key: SectorKey, members: list[Item], plan: Plan, frame: Frame, before: Arrangement | None
) -> dict[str, Point] | None:
    """Return the points of the items of one sector on the picture, None if there is no room."""
    shape = _shape(plan, frame.radii, key)
    room = Room(frame.blip)
    if shape.wedge.heart(room.margin) is None:
        return None
    seed, stir = key[0] * 8 + key[1] + 1, frame.stir * (plan.mark or frame.blip)
    rooms = tuple(Room(berth) for berth in list_berths(plan, frame.blip))
    spec = SectorSpec(shape.wedge, rooms, seed, stir, Room(plan.blip).margin)
    occupants = _sort_occupants(key, members, plan, frame, before)
    spots = fill_sector(spec, occupants)
    return None if spots is None else {name: shape.to_picture(spot) for name, spot in spots.items()}


def _shape(plan: Plan, radii: Sequence[float], key: SectorKey) -> SectorShape:
    return sector_shape(plan.sectors, key[0], radii[key[1]], radii[key[1] + 1], plan.cross)


def _sort_occupants(
    key: SectorKey, members: list[Item], plan: Plan, frame: Frame, before: Arrangement | None
) -> Occupants:
    """Sort the items of a sector into pinned, kept, wishing and new ones."""
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
        _add_item_with_history(occupants, crowd, item, shape, room, old, plan, before)
    return occupants


def _add_item_with_history(
    occupants: Occupants,
    crowd: NeighbourGrid,
    item: Item,
    shape: SectorShape,
    room: Room,
    old: Point,
    plan: Plan,
    before: Arrangement,
) -> None:
    """Add an item that had the point `old` before, as kept, wishing or new.

    It is kept if it was in this sector and ring and no pin stands there, wishing if it was in this
    sector, else new. `crowd` holds the pinned spots.
    """
    old_shape = (
        _shape(plan, before.radii, (item.sector, item.ring))
        if len(before.radii) > item.ring + 1
        else shape
    )
    spot = shape.to_frame(old)
    if old_shape.wedge.wall(*spot) >= 0.0:
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
    return spot if wedge.wall(*spot) >= margin - MARGIN_TOLERANCE else wedge.clamp(spot, margin)


def _pin_point(item: Item, plan: Plan, radii: Sequence[float]) -> Point:
    """Return the point on the picture that an item's pin names; it must have one."""
    assert item.pin is not None  # noqa: S101 - asked only for items with a pin
    angle, fraction = item.pin
    unit = direction((item.sector * 360.0 / plan.sectors) + angle)
    r = radii[item.ring] + fraction * (radii[item.ring + 1] - radii[item.ring])
    return Point(unit.x * r, unit.y * r)


def _place_pins(
    shape: SectorShape, room: Room, items: list[Item], plan: Plan, key: SectorKey
) -> Spots:
    """Return the spots of pinned items: at their pins, or as near as there is room."""
    grid, spots = NeighbourGrid(room.apart, []), Spots()
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
        spots[item.id] = spot
    return spots


def _arrangement(
    groups: _ItemsBySector,
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
    groups: _ItemsBySector, plan: Plan, frame: Frame, before: Arrangement | None
) -> Arrangement:
    """Place as many items of each sector as fit; the others share one cluster."""
    points: dict[str, Point] = {}
    overflow: dict[SectorKey, tuple[str, ...]] = {}
    for key, members in groups.items():
        order = _seniority(members, before)
        shown, placed = _fill_with_cluster(key, order, plan, frame, before)
        if shown < len(members):
            overflow[key] = tuple(sorted(item.id for item in order[shown:]))
        points |= placed
    return _arrangement(groups, plan, frame, points, overflow)


def _fill_with_cluster(
    key: SectorKey, order: list[Item], plan: Plan, frame: Frame, before: Arrangement | None
) -> tuple[int, dict[str, Point]]:
    """Return how many items of one sector get a blip, and the points of these and of the cluster.

    `order` are the items in the order in which they get a blip.
    """
    shape, room = _shape(plan, frame.radii, key), Room(frame.blip)
    cluster = Item(f"+{key[0]}.{key[1]}", *key)
    most = shape.wedge.bound(room.margin, room.apart)
    shown = len(order)
    if shown <= most and (placed := _sector_points(key, order, plan, frame, before)):
        return shown, placed
    shown = min(shown, int(KEEP_SHARE * most) + 1)
    while shown:
        shown = min(shown - 1, shown * 9 // 10)
        if placed := _sector_points(key, [cluster, *order[:shown]], plan, frame, before):
            return shown, placed
    middle = (shape.wedge.apex(0.0) + shape.wedge.outer) / 2.0
    return 0, {cluster.id: shape.to_picture((middle, 0.0))}


def _seniority(members: list[Item], before: Arrangement | None) -> list[Item]:
    """Return items in the order in which they get a blip: pinned, then old, then new; by hash."""
    rank = {name: k for k, name in enumerate(sort_by_hash([item.id for item in members]))}
    old = before.points if before else {}
    return sorted(members, key=lambda item: (item.pin is None, item.id not in old, rank[item.id]))
