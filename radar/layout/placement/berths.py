"""The radius of blips: its steps, and the room that is kept for blips with names.

With names, blips are small marks and `Plan.blip` is a berth, room that is not drawn. Positions are
found for the least berth of a radar that is not too full, so that they do not depend on how full
other sectors are. The berth is widened afterwards, as far as the positions allow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from radar.layout.placement.arrangement import Arrangement, Item, Plan, SectorKey
from radar.layout.placement.relax import least_distance
from radar.layout.placement.wedge import MARGIN_TOLERANCE, Room, sector_shape

_STEP = 0.8660254037844386  # √¾: two steps make three quarters
_TIGHT = 1.0005  # of the distance that a berth asks for: rounded positions keep it as well
# Share of their radius below which blips do not shrink before the usual rings are left: two steps.
LEAST_USUAL = 0.749


def list_blip_steps(plan: Plan) -> tuple[float, ...]:
    """Return the radii that blips may have, largest first, down to the plan's `blip_floor`.

    >>> [round(step, 2) for step in list_blip_steps(Plan(4, 4))]
    [11.0, 9.53, 8.25, 7.14, 6.19, 6.0]
    """
    floor = min(plan.blip, plan.blip_floor)
    steps = [plan.blip]
    while steps[-1] * _STEP > floor:
        steps.append(steps[-1] * _STEP)
    return (*steps, floor) if steps[-1] > floor else tuple(steps)


def list_berths(plan: Plan, blip: float) -> tuple[float, ...]:
    """Return the radii that a sector may keep room for in a frame with blips of `blip`.

    Blips that are drawn with it all have one radius. Room that is not drawn depends on the sector
    alone, so that an entry more in another sector changes nothing here.

    >>> [round(berth, 2) for berth in list_berths(Plan(4, 4, blip=20, mark=5), 12.99)]
    [17.32, 15.0, 12.99]
    """
    usual = list_usual_berths(plan) if plan.mark else ()
    return (*(berth for berth in usual if berth > blip), blip)


def list_usual_berths(plan: Plan) -> tuple[float, ...]:
    """Return the berths of the usual rings. The largest is none: it would change too often."""
    usual = tuple(step for step in list_blip_steps(plan) if step > LEAST_USUAL * plan.blip)
    return usual[1:] or usual


def widen_berths(
    plan: Plan, arrangement: Arrangement, groups: Mapping[SectorKey, Sequence[Item]], most: float
) -> Arrangement:
    """Return the arrangement with the largest berth up to `most` that fits; nothing else differs.

    Blips that are drawn with the radius that is kept for them stay as they are.
    """
    if not plan.mark or arrangement.overflow:
        return arrangement
    points = list(arrangement.points.values())
    least = least_distance(points, Room(plan.blip).apart)
    walls = (_measure_wall(plan, arrangement, key, groups[key]) for key in groups)
    wall = min(walls, default=plan.radius)
    rooms = Room.of_distance(least / _TIGHT), Room.of_margin(wall + MARGIN_TOLERANCE)
    blip = min(most, *(room.blip for room in rooms))
    return replace(arrangement, blip=max(blip, arrangement.blip))


def _measure_wall(
    plan: Plan, arrangement: Arrangement, key: SectorKey, items: Sequence[Item]
) -> float:
    """Return the least distance of the blips of a sector to its borders."""
    inner, outer = arrangement.radii[key[1] : key[1] + 2]
    shape = sector_shape(plan.sectors, key[0], inner, outer, plan.cross)
    return min(shape.wedge.wall(*shape.to_frame(arrangement.points[item.id])) for item in items)
