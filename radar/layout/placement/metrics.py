"""How good a placement is, as numbers; each is a figure of merit that the benchmark holds to.

Distances are measured on the rounded coordinates that are drawn. All functions are slow and plain:
they share nothing with the code that they judge but the shape of a sector.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, inf, sqrt

from radar.layout.geometry import Point, distance
from radar.layout.placement.arrangement import Arrangement, Item, Plan, SectorKey
from radar.layout.placement.slots import pack
from radar.layout.placement.wedge import Room, SectorShape, Wedge, sector_shape

UNMOVED_LIMIT = 0.05  # of a blip's radius: what counts as unmoved


@dataclass(frozen=True, slots=True)
class Evenness:
    """How evenly one sector, or the mean of several, is filled.

    `delta` is the least distance over that of Oler's bound; `variation` the coefficient of
    variation of the distance to the nearest neighbour; `sigma` the radius of the largest discs
    that could stand here over that of the best packing known, borders included.
    """

    delta: float
    variation: float
    sigma: float


@dataclass(frozen=True, slots=True)
class Stability:
    """How far those went that are in one sector in two editions, in blip radii."""

    entries: int
    unmoved: float
    mean: float
    ninety_fifth: float
    greatest: float


@dataclass(frozen=True, slots=True)
class Merit:
    """The figures of one arrangement; `evenness` is the mean over sectors of three and more.

    `gap` is None where there are not two blips to have one between them.
    """

    entries: int
    lost: int
    overlaps: int
    outside: int
    gap: float | None
    evenness: Evenness | None


def merit(items: Iterable[Item], plan: Plan, found: Arrangement) -> Merit:
    """Judge an arrangement."""
    items = list(items)
    clustered = {name for names in found.overflow.values() for name in names}
    lost = [item for item in items if item.id not in found.points and item.id not in clustered]
    shown = [item for item in items if item.id in found.points]
    points = list(found.points.values())
    return Merit(
        entries=len(items),
        lost=len(lost),
        overlaps=count_overlaps(points, found.blip),
        outside=count_outside(shown, plan, found),
        gap=(closest_distance(points) - 2.0 * found.blip) / found.blip if len(points) > 1 else None,
        evenness=judge_evenness(shown, plan, found),
    )


def _shape(plan: Plan, found: Arrangement, key: SectorKey) -> SectorShape:
    """Return the shape of a sector as it was laid out."""
    inner, outer = found.radii[key[1]], found.radii[key[1] + 1]
    return sector_shape(plan.sectors, key[0], inner, outer, plan.cross)


def count_overlaps(points: Iterable[Point], blip: float) -> int:
    """Count the pairs nearer than two radii.

    >>> count_overlaps([Point(0, 0), Point(9, 0), Point(20, 0)], 5)
    1
    """
    order = sorted(points)
    count = 0
    for index, point in enumerate(order):
        for other in order[index + 1 :]:
            if other[0] - point[0] >= 2.0 * blip:
                break
            count += distance(point, other) < 2.0 * blip
    return count


def closest_distance(points: Iterable[Point]) -> float:
    """Return the least distance of two points, infinity for fewer.

    >>> closest_distance([Point(0, 0), Point(3, 4), Point(30, 4)])
    5.0
    """
    order = sorted(points)
    best = inf
    for index, point in enumerate(order):
        for other in order[index + 1 :]:
            if other[0] - point[0] >= best:
                break
            best = min(best, distance(point, other))
    return best


def count_outside(items: Iterable[Item], plan: Plan, found: Arrangement) -> int:
    """Count the blips that are nearer to a border of their sector than their radius and margin."""
    least = Room(found.blip, slack=0.0).margin
    count = 0
    for item in items:
        shape = _shape(plan, found, (item.sector, item.ring))
        count += shape.wedge.wall(*shape.to_frame(found.points[item.id])) < least - 1e-9
    return count


def nearest_distances(points: Sequence[Point]) -> list[float]:
    """Return for every point the distance to its nearest neighbour.

    >>> nearest_distances([Point(0, 0), Point(3, 4), Point(3, 6)])
    [5.0, 2.0, 2.0]
    """
    return [
        min((distance(a, b) for j, b in enumerate(points) if j != i), default=inf)
        for i, a in enumerate(points)
    ]


def variation(values: Sequence[float]) -> float:
    """Return the coefficient of variation.

    >>> variation([1.0, 3.0])
    0.5
    """
    mean = fsum(values) / len(values)
    return sqrt(fsum((value - mean) * (value - mean) for value in values) / len(values)) / mean


def sector_evenness(shape: SectorShape, points: Sequence[Point], blip: float) -> Evenness:
    """Judge how evenly the points of one sector stand."""
    ways = nearest_distances(points)
    border = min(shape.wedge.wall(*shape.to_frame(point)) for point in points)
    return Evenness(
        delta=min(ways) / shape.wedge.spacing(Room(blip, slack=0.0).margin, len(points)),
        variation=variation(ways),
        sigma=min(min(ways) / 2.0, border) / largest_disc(shape.wedge, len(points)),
    )


def largest_disc(wedge: Wedge, count: int) -> float:
    """Return the radius of the largest discs of which so many were packed into a wedge."""
    low, high = 0.0, wedge.outer
    for _ in range(40):
        middle = (low + high) / 2.0
        if wedge.bound(middle, 2.0 * middle) >= count:
            low = middle
        else:
            high = middle
    if count > 100:
        return low  # the bound: for so many a packing is hardly worse
    best = 0.8 * low
    for part in (0.85, 0.9, 0.94, 0.97, 1.0):
        if pack(wedge, part * low, 2.0 * part * low, count, tries=4) is None:
            break
        best = part * low
    return best


def judge_evenness(items: Iterable[Item], plan: Plan, found: Arrangement) -> Evenness | None:
    """Return the mean evenness of the sectors that hold three and more, None without any."""
    groups: dict[SectorKey, list[Point]] = {}
    for item in items:
        groups.setdefault((item.sector, item.ring), []).append(found.points[item.id])
    judged = [
        sector_evenness(_shape(plan, found, key), points, found.blip)
        for key, points in sorted(groups.items())
        if len(points) >= 3
    ]
    return mean_evenness(judged)


def mean_evenness(judged: Sequence[Evenness]) -> Evenness | None:
    """Return the mean of several, None of none."""
    if not judged:
        return None
    return Evenness(
        delta=fsum(one.delta for one in judged) / len(judged),
        variation=fsum(one.variation for one in judged) / len(judged),
        sigma=fsum(one.sigma for one in judged) / len(judged),
    )


def move_lengths(
    before: Mapping[str, Point], after: Mapping[str, Point], ids: Iterable[str], blip: float
) -> list[float]:
    """Return how far each of `ids` moved between two arrangements, in blip radii."""
    return [distance(before[name], after[name]) / blip for name in ids]


def stability(ways: Sequence[float]) -> Stability:
    """Sum up how far entries went.

    >>> stability([0.0, 0.0, 0.0, 2.0]).unmoved
    0.75
    """
    order = sorted(ways) or [0.0]
    return Stability(
        entries=len(ways),
        unmoved=len([way for way in order if way <= UNMOVED_LIMIT]) / len(order),
        mean=fsum(order) / len(order),
        ninety_fifth=order[(len(order) * 95 - 1) // 100],
        greatest=order[-1],
    )


def ids_in_same_sector(before: Iterable[Item], after: Iterable[Item]) -> list[str]:
    """Return the ids that are in the same sector and ring in both editions."""
    places = {item.id: (item.sector, item.ring) for item in before}
    return sorted(item.id for item in after if places.get(item.id) == (item.sector, item.ring))
