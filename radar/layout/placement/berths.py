"""The room that is kept for each blip: as much as the positions allow.

With names, blips are small marks and `Plan.blip` is a berth, room that is not drawn. Positions are
found for the least berth of a radar that is not too full, so that they do not depend on how full
other sectors are. The berth is widened afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from radar.layout.placement.arrangement import Arrangement, Item, Plan, SectorKey
from radar.layout.placement.relax import least_distance
from radar.layout.placement.rings import blip_steps
from radar.layout.placement.wedge import MARGIN_TOLERANCE, Room, sector_shape


def widen_berths(
    plan: Plan, arrangement: Arrangement, groups: Mapping[SectorKey, Sequence[Item]]
) -> Arrangement:
    """Return the arrangement with the largest berth that fits; nothing else differs.

    Blips that are drawn with the radius that is kept for them stay as they are.
    """
    if not plan.mark or arrangement.overflow:
        return arrangement
    points = list(arrangement.points.values())
    least = least_distance(points, Room(plan.blip).apart)
    items = [item for members in groups.values() for item in members]
    wall = min((_wall(plan, arrangement, item) for item in items), default=plan.radius)
    for blip in blip_steps(plan):
        if blip <= arrangement.blip:
            break
        if Room(blip).apart <= least and Room(blip).margin - MARGIN_TOLERANCE <= wall:
            return replace(arrangement, blip=blip)
    return arrangement


def _wall(plan: Plan, arrangement: Arrangement, item: Item) -> float:
    """Return the distance of a blip to the nearest border of its sector."""
    inner, outer = arrangement.radii[item.ring : item.ring + 2]
    shape = sector_shape(plan.sectors, item.sector, inner, outer, plan.cross)
    return shape.wedge.wall(*shape.to_frame(arrangement.points[item.id]))
