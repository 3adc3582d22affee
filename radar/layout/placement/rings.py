"""The widths of all rings and the radius of blips, solved together for the whole radar.

A ring is judged by its fullest sector: how large a share of Oler's bound its items take up. Widths
have few values (half, once or twice the usual; blends in quarters), so that one entry more or less
seldom changes them. A radar that is too full gets smaller blips, then rings sized by content, then
the smallest blips, then a larger radius.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import fsum, sqrt
from typing import NamedTuple

from radar.layout.placement.arrangement import Arrangement, Plan
from radar.layout.placement.berths import LEAST_USUAL, list_blip_steps, list_usual_berths
from radar.layout.placement.slots import DENSE_SHARE
from radar.layout.placement.wedge import Room, Wedge, sector_shape

# Share of the bound that a sector may take up: if the rings stay, if they are solved anew, if blips
# grow again, if the radius grows. The first is the largest: rings solved anew are not full soon.
KEEP_SHARE, _SOLVE_SHARE, _REGAIN_SHARE, _GROW_SHARE = DENSE_SHARE, 0.62, 0.5, 0.5
# Share of the bound that the sectors of a ring take up on average if the usual rings stay though
# one of them takes up more than `_SOLVE_SHARE`. Averages cross a limit less often than the fullest.
_MEAN_SHARE = 0.4
_STIR, _STIR_MOST = 1.0, 2.4  # in drawn radii: `Frame.stir` at first, and if that is not enough
_NOTCH = 1.5  # with names, rings solved anew have the usual width times a power of this
_GROWTH = 1.05  # the step in which the radius of a radar grows that is too full
_LEAST_RING = 0.4  # least width of a ring, as a share of the width if all were equal
_BLENDS = (0.0, 0.25, 0.5, 0.75, 1.0)  # 0 are the usual rings, 1 rings sized by content


class Frame(NamedTuple):
    """The radii of the rings (the inner edge of the first, then every outer edge) and of blips.

    `stir` is the longest push of an old blip that makes room for a newcomer, in drawn radii.
    """

    radii: tuple[float, ...]
    blip: float
    stir: float = 1e9

    @property
    def radius(self) -> float:
        """The outermost radius."""
        return self.radii[-1]


_Loads = Mapping[int, int]  # ring → number of items in its fullest sector


def _ring_wedge(plan: Plan, inner: float, outer: float) -> Wedge:
    """Return the wedge of the ring from `inner` to `outer`, the same in all sectors."""
    return sector_shape(plan.sectors, 0, inner, outer, plan.cross).wedge


def fits(plan: Plan, radii: Sequence[float], blip: float, loads: _Loads, share: float) -> bool:
    """Return whether no sector takes up more than `share` of its bound."""
    return all(
        _holds(_ring_wedge(plan, radii[ring], radii[ring + 1]), Room(blip), count, share)
        for ring, count in loads.items()
    )


def _holds(wedge: Wedge, room: Room, count: int, share: float) -> bool:
    if wedge.heart(room.margin) is None:
        return count == 0
    return count <= 1 or count <= share * wedge.bound(room.margin, room.apart)


def _usual_radii(plan: Plan, totals: Mapping[int, int], radius: float) -> tuple[float, ...]:
    """Return the radii of the rings of a radar that is not too full.

    They are half way between rings of equal width (the first a little wider) and of equal area. A
    ring with more than twice its share of entries is twice as wide, one with less than a fifth
    half as wide.
    """
    rings = plan.rings
    if plan.widths == "equal":
        return _edges([1.0] * rings, radius)
    equal = [(k + 0.44) / (rings + 0.44) if k else 0.0 for k in range(rings + 1)]
    edges = [(a + sqrt(k / rings)) / 2.0 for k, a in enumerate(equal)]
    share = fsum(totals.values()) / rings
    widths = [(edges[k + 1] - edges[k]) * _notch(totals.get(k, 0), share) for k in range(rings)]
    return _edges(widths, radius)


def _notch(count: int, share: float) -> float:
    return 2.0 if count > 2.0 * share else 0.5 if count < share / 5.0 else 1.0


def _edges(widths: Sequence[float], radius: float) -> tuple[float, ...]:
    total = 0.0
    for width in widths:
        total += width
    edges, edge = [0.0], 0.0
    for width in widths[:-1]:
        edge += width
        edges.append(round(radius * edge / total, 2))
    return (*edges, radius)


def _least_widths(plan: Plan, blip: float, loads: _Loads, share: float) -> list[float]:
    """Return the least width of each ring, to within one unit, in which its items fit.

    `share` is the share of the bound that a sector may take up.
    """
    widths: list[float] = []
    inner = 0.0
    for ring in range(plan.rings):
        width = _least_width(plan, inner, blip, loads.get(ring, 0), share)
        widths.append(width)
        inner += width
    return widths


def _least_width(plan: Plan, inner: float, blip: float, count: int, share: float) -> float:
    """Return the least width of a ring that begins at radius `inner` and holds `count` items."""
    floor = _LEAST_RING * plan.radius / plan.rings

    def enough(width: float) -> bool:
        return fits(plan, (inner, inner + width), blip, {0: count}, share)

    low = high = floor
    while not enough(high):
        low, high = high, 2.0 * high
    while high - low > 1.0:
        middle = (low + high) / 2.0
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _push_edges(
    plan: Plan, blip: float, loads: _Loads, before: Sequence[float]
) -> tuple[float, ...] | None:
    """Return the radii `before` with the edges of rings that are too full pushed outwards.

    The last edge may be farther out than it was; callers that cannot use that must check. None
    is returned if rings have equal widths or if their number changed.
    """
    if plan.widths == "equal" or len(before) != plan.rings + 1:
        return None
    edges = [before[0]]
    for ring in range(plan.rings):
        inner, outer, count = edges[-1], before[ring + 1], loads.get(ring, 0)
        if outer - inner < _LEAST_RING * plan.radius / plan.rings or not fits(
            plan, (inner, outer), blip, {0: count}, KEEP_SHARE
        ):
            outer = inner + _least_width(plan, inner, blip, count, _SOLVE_SHARE)
        edges.append(max(round(outer, 2), before[ring + 1]))
    return tuple(edges)


def keep_rings(plan: Plan, loads: _Loads, before: Arrangement | None) -> Iterator[Frame]:
    """Yield the frames with the rings of `before`, the largest blips first.

    Where blips have names, smaller berths are tried before old blips are pushed aside.
    """
    if before is None or not keeps_rings(plan, loads, before):
        return
    berths = list_usual_berths(plan) if plan.mark else ()
    for berth in berths:
        if berth <= before.blip and fits(plan, before.radii, berth, loads, KEEP_SHARE):
            yield Frame(before.radii, berth, 0.0)
    most = min(before.blip, berths[-1]) if berths else plan.blip
    least = 0.0 if plan.mark else min(0.75 * plan.blip, before.blip) - 1e-9
    frame = None
    for blip in list_blip_steps(plan):
        if blip > most:
            continue  # room that is not drawn is not worth a move
        share = KEEP_SHARE if blip <= before.blip else _REGAIN_SHARE
        if blip >= least and fits(plan, before.radii, blip, loads, share):
            frame = Frame(before.radii, blip, _STIR)
            yield frame
    if frame:
        yield frame._replace(stir=_STIR_MOST)


def keeps_rings(plan: Plan, loads: _Loads, before: Arrangement) -> bool:
    """Return whether to keep the rings of `before`: same axes, and new ones not much better."""
    alike = len(before.radii) == plan.rings + 1 and before.radius >= plan.radius
    return alike and not _regains(plan, loads, before)


def _regains(plan: Plan, loads: _Loads, before: Arrangement) -> bool:
    """Return whether rings solved anew would draw blips larger by more than a quarter."""
    if before.radius <= plan.radius and (plan.mark or before.blip >= 0.75 * plan.blip - 1e-9):
        return False
    fresh = solve_rings(plan, loads, loads)
    gain = before.radius / fresh.radius * (1.0 if plan.mark else fresh.blip / before.blip)
    return gain > 1.25


def solve_rings(
    plan: Plan, loads: _Loads, totals: Mapping[int, int], before: Arrangement | None = None
) -> Frame:
    """Return the rings with the largest blips that fit, as near to those of `before` as possible.

    The usual rings are left only if blips do not fit in them even after they shrank.
    """
    if before is None and (usual := _solve_usual_rings(plan, loads, totals)):
        return usual
    for blip in list_blip_steps(plan):
        if before and blip <= before.blip:
            radii = _push_edges(plan, blip, loads, before.radii)
            if radii and radii[-1] <= before.radius:
                return Frame(radii, blip)
        if radii := _fit_rings(plan, blip, loads, totals):
            return Frame(radii, blip)
    radii = _push_edges(plan, blip, loads, before.radii) if before else None
    if radii and radii[-1] <= plan.growth * plan.radius:
        return Frame(radii, blip)
    radius = plan.radius
    while radius < plan.growth * plan.radius:
        radius = min(radius * _GROWTH, plan.growth * plan.radius)
        if radii := _blend_rings(plan, blip, loads, totals, round(radius), _GROW_SHARE):
            return Frame(radii, blip)
    return Frame(_usual_radii(plan, totals, radius), blip)


def _solve_usual_rings(plan: Plan, loads: _Loads, totals: Mapping[int, int]) -> Frame | None:
    """Return the usual rings with the largest blips that fit, or with the least usual berth."""
    near = _usual_radii(plan, totals, plan.radius)
    if plan.mark:
        berth = list_usual_berths(plan)[-1]
        return Frame(near, berth) if _holds_usually(plan, near, berth, loads, totals) else None
    for blip in list_blip_steps(plan):
        if blip > LEAST_USUAL * plan.blip and fits(plan, near, blip, loads, _SOLVE_SHARE):
            return Frame(near, blip)
    return None


def _holds_usually(
    plan: Plan, radii: Sequence[float], berth: float, loads: _Loads, totals: Mapping[int, int]
) -> bool:
    """Return whether all sectors have room; a full one may be fuller where its ring is not."""
    for ring, count in loads.items():
        wedge, room = _ring_wedge(plan, radii[ring], radii[ring + 1]), Room(berth)
        mean = totals.get(ring, 0) / plan.sectors
        sparse = mean <= _MEAN_SHARE * wedge.bound(room.margin, room.apart)
        if not _holds(wedge, room, count, KEEP_SHARE if sparse else _SOLVE_SHARE):
            return False
    return True


def _fit_rings(
    plan: Plan, blip: float, loads: _Loads, totals: Mapping[int, int]
) -> tuple[float, ...] | None:
    """Return rings for blips of radius `blip`, the usual ones if blips fit; None without any.

    With names, `blip` is room that names use and may shrink. Rings of any width are not made for
    it, as other editions would have other ones: the widths are notches, and these are tried only
    for the smallest of the radii above the limit.
    """
    least = min(step for step in list_blip_steps(plan) if step > LEAST_USUAL * plan.blip)
    if not plan.mark or plan.widths == "equal" or blip < least:
        return _blend_rings(plan, blip, loads, totals, plan.radius, _SOLVE_SHARE)
    if blip > least:
        return None
    near = _usual_radii(plan, totals, plan.radius)
    return near if fits(plan, near, blip, loads, _SOLVE_SHARE) else _fit_notches(plan, blip, loads)


def _fit_notches(plan: Plan, blip: float, loads: _Loads) -> tuple[float, ...] | None:
    """Return rings with the usual widths times powers of `_NOTCH`, or None if blips do not fit."""
    even = pairwise(_usual_radii(plan, {}, plan.radius))
    need = _least_widths(plan, blip, loads, _SOLVE_SHARE)
    widths = [_notch_for(need[k], outer - inner) for k, (inner, outer) in enumerate(even)]
    radii = _edges(widths, plan.radius)
    return radii if fits(plan, radii, blip, loads, KEEP_SHARE) else None


def _notch_for(need: float, width: float) -> float:
    """Return the least width of at least `need` that is `width` times a power of `_NOTCH`.

    >>> _notch_for(60, 40), _notch_for(61, 40), _notch_for(60, 135)
    (60.0, 90.0, 60.0)
    """
    while width < need:
        width *= _NOTCH
    while width / _NOTCH >= need:
        width /= _NOTCH
    return width


def _blend_rings(
    plan: Plan,
    blip: float,
    loads: _Loads,
    totals: Mapping[int, int],
    radius: float,
    share: float,
) -> tuple[float, ...] | None:
    near = _usual_radii(plan, totals, radius)
    if fits(plan, near, blip, loads, share):
        return near
    if plan.widths == "equal":
        return None
    need = _least_widths(plan, blip, loads, share)
    total = 0.0
    for width in need:
        total += width
    if total > radius:
        return None
    for blend in _BLENDS[1:]:
        widths = [
            (1.0 - blend) * (near[k + 1] - near[k]) + blend * need[k] * radius / total
            for k in range(plan.rings)
        ]
        if fits(plan, radii := _edges(widths, radius), blip, loads, share):
            return radii
    return None
