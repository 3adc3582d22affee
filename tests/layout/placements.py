"""A slow, obvious judge of arrangements, and items of every kind for it to judge.

Nothing of the engine is asked but the arrangement itself: sectors are told by angle, distances are
those of the C library, every pair is looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

from radar.layout.placement.arrangement import Arrangement, Item, Plan

PENNY = 0.0051  # half a hundredth, to which coordinates are rounded, and a little


def faults(items: Sequence[Item], plan: Plan, found: Arrangement) -> Iterator[str]:
    """Say everything that is wrong with an arrangement."""
    yield from lost(items, found)
    yield from too_near(found)
    for item in items:
        if item.id in found.points:
            yield from strayed(item.id, item.sector, item.ring, plan, found)
    for place in found.overflow:
        yield from strayed(f"+{place[0]}.{place[1]}", *place, plan, found)
    if list(found.radii) != sorted(found.radii) or found.radii[-1] != found.radius:
        yield f"radii {found.radii}"
    if not min(plan.blip, plan.blip_floor) - 1e-9 <= found.blip <= plan.blip:
        yield f"blips of {found.blip}"


def lost(items: Sequence[Item], found: Arrangement) -> Iterator[str]:
    """Say who is neither placed nor in a cluster, or both, or was never asked for."""
    clustered = [name for names in found.overflow.values() for name in names]
    clusters = [f"+{sector}.{ring}" for sector, ring in found.overflow]
    shown = [name for name in found.points if name not in clusters]
    if sorted([*shown, *clustered]) != sorted(item.id for item in items):
        yield f"lost or found: {sorted({*shown, *clustered} ^ {item.id for item in items})}"
    for x, y in found.points.values():
        if round(x, 2) != x or round(y, 2) != y or str(x) == "-0.0" or str(y) == "-0.0":
            yield f"({x}, {y}) is not in hundredths"


def too_near(found: Arrangement) -> Iterator[str]:
    """Say who stands nearer to another than two radii and a gap of a third."""
    points = sorted(found.points.items(), key=lambda pair: pair[1])
    for place, (name, (x, y)) in enumerate(points):
        for other, (ox, oy) in points[place + 1 :]:
            if ox - x > 3 * found.blip:
                break
            gap = math.hypot(ox - x, oy - y) / found.blip - 2
            if gap < 1 / 3:
                yield f"{name} and {other} are {gap:.4f} apart"


def strayed(name: str, sector: int, ring: int, plan: Plan, found: Arrangement) -> Iterator[str]:
    """Say so if a blip touches a border of its sector, or comes nearer than its margin."""
    x, y = found.points[name]
    r = math.hypot(x, y)
    angle = math.degrees(math.atan2(x, -y)) % 360
    margin = found.blip * 7 / 6 - PENNY
    wide = 360 / plan.sectors
    if not sector * wide <= angle <= (sector + 1) * wide:
        yield f"{name} is not in sector {sector} but at {angle:.1f}°"
    if r + margin > found.radii[ring + 1] or (found.radii[ring] and r - margin < found.radii[ring]):
        yield f"{name} is {r:.2f} from the centre, ring {ring} of {found.radii}"
    for edge in (sector * wide, (sector + 1) * wide):
        turn = math.radians(angle - edge)
        beside = abs(math.sin(turn)) * r if math.cos(turn) > 0 else r
        if beside - plan.cross / 2 < margin:
            yield f"{name} is {beside:.2f} from the cross"


PINS = st.none() | st.tuples(st.floats(0, 360), st.floats(0, 1))


@st.composite
def radars(draw: st.DrawFn, most: int = 400) -> tuple[Plan, list[Item]]:
    """Make a plan and items: any number of either, anywhere, some pinned."""
    plan = Plan(
        sectors=draw(st.integers(2, 8)),
        rings=draw(st.integers(1, 8)),
        blip=draw(st.sampled_from([5.0, 11.0, 16.0])),
        blip_floor=draw(st.sampled_from([5.0, 6.0])),
        cross=draw(st.sampled_from([0.0, 12.0, 20.0])),
        widths=draw(st.sampled_from(["content", "content", "equal"])),
        mark=draw(st.sampled_from([0.0, 5.0])),
    )
    crowds = draw(st.lists(st.integers(0, most), min_size=1, max_size=6))
    items: list[Item] = []
    for crowd in crowds:
        place = draw(st.integers(0, plan.sectors - 1)), draw(st.integers(0, plan.rings - 1))
        for _ in range(min(crowd, most - len(items))):
            items.append(Item(f"e{len(items)}", *place))
    for _ in range(draw(st.integers(0, 4)) if items else 0):
        k = draw(st.integers(0, len(items) - 1))
        items[k] = items[k]._replace(pin=draw(PINS))
    return plan, items


@st.composite
def next_editions(draw: st.DrawFn, plan: Plan, items: Sequence[Item]) -> list[Item]:
    """Make another edition: some left, some went elsewhere, some came."""
    leave = draw(st.integers(2, 20))
    move = draw(st.integers(2, 20))
    to = draw(st.integers(0, plan.sectors - 1)), draw(st.integers(0, plan.rings - 1))
    kept = [item for k, item in enumerate(items) if k % leave]
    after = [
        item if k % move else item._replace(ring=to[1]) if k % 2 else Item(item.id, *to)
        for k, item in enumerate(kept)
    ]
    came = draw(st.integers(0, max(0, min(60, 400 - len(after)))))
    return [*after, *(Item(f"n{k}", *to) for k in range(came))]
