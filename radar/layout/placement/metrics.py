"""How good a placement is, as numbers; `benchmarks/layout.py` prints each of these figures.

Distances are measured between the rounded coordinates that are drawn. The functions are simple and
slow: with the code that they judge they share only the shape of a sector and the packings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, inf, sqrt

from radar.layout.geometry import Point, distance
from radar.layout.placement.arrangement import Arrangement, Item, Plan, SectorKey
from radar.layout.placement.slots import pack
from radar.layout.placement.wedge import Room, SectorShape, Wedge, sector_shape

_UNMOVED_LIMIT = 0.05  # of a blip's radius: what counts as unmoved


@dataclass(frozen=True, slots=True)
class Evenness:
    """How evenly blips fill one sector, or several on average.

    `delta` is the least distance over the largest that Oler's bound allows; `variation` is the
    coefficient of variation of the distances to nearest neighbours; `sigma` is the radius of the
    largest equal discs around the points over that of the best packing, borders included.
    """

    delta: float
    variation: float
    sigma: float


@dataclass(frozen=True, slots=True)
class Stability:
    """How far ids moved that are in the same sector in two editions.

    `unmoved` is a share from 0 to 1; the lengths are in blip radii.
    """

    entries: int
    unmoved: float
    mean: float
    ninety_fifth: float
    greatest: float


@dataclass(frozen=True, slots=True)
class Merit:
    """The figures of one arrangement; `evenness` is the mean over sectors of three and more.

    `gap` is the least distance between the edges of two blips, in radii; None for fewer than two.
    `lost`, `overlaps` and `outside` are counts, which should be 0.
    """

    entries: int
    lost: int
    overlaps: int
    outside: int
    gap: float | None
    evenness: Evenness | None


def merit(items: Iterable[Item], plan: Plan, arrangement: Arrangement) -> Merit:
    """Return the figures of an arrangement of `items`."""
    items = list(items)
    clustered = {name for names in arrangement.overflow.values() for name in names}
    lost = [
        item for item in items if item.id not in arrangement.points and item.id not in clustered
    ]
    shown = [item for item in items if item.id in arrangement.points]
    points = list(arrangement.points.values())
    return Merit(
        entries=len(items),
        lost=len(lost),
        overlaps=_count_overlaps(points, arrangement.blip),
        outside=_count_outside(shown, plan, arrangement),
        gap=(_closest_distance(points) - 2.0 * arrangement.blip) / arrangement.blip
        if len(points) > 1
        else None,
        evenness=_judge_evenness(shown, plan, arrangement),
    )


def _shape(plan: Plan, arrangement: Arrangement, key: SectorKey) -> SectorShape:
    """Return the shape of a sector as it was laid out."""
    inner, outer = arrangement.radii[key[1]], arrangement.radii[key[1] + 1]
    return sector_shape(plan.sectors, key[0], inner, outer, plan.cross)


def _count_overlaps(points: Iterable[Point], blip: float) -> int:
    """Count the pairs of blips of radius `blip` that overlap.

    >>> _count_overlaps([Point(0, 0), Point(9, 0), Point(20, 0)], 5)
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


def _closest_distance(points: Iterable[Point]) -> float:
    """Return the least distance between two points, infinity for fewer than two.

    >>> _closest_distance([Point(0, 0), Point(3, 4), Point(30, 4)])
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


def _count_outside(items: Iterable[Item], plan: Plan, arrangement: Arrangement) -> int:
    """Count the blips that are nearer to a border of their sector than the margin of `Room`."""
    least = Room(arrangement.blip, slack=0.0).margin
    count = 0
    for item in items:
        shape = _shape(plan, arrangement, (item.sector, item.ring))
        count += shape.wedge.wall(*shape.to_frame(arrangement.points[item.id])) < least - 1e-9
    return count


def _nearest_distances(points: Sequence[Point]) -> list[float]:
    """Return for every point the distance to its nearest neighbour.

    >>> _nearest_distances([Point(0, 0), Point(3, 4), Point(3, 6)])
    [5.0, 2.0, 2.0]
    """
    return [
        min((distance(a, b) for j, b in enumerate(points) if j != i), default=inf)
        for i, a in enumerate(points)
    ]


def variation(values: Sequence[float]) -> float:
    """Return the coefficient of variation: standard deviation over mean.

    >>> variation([1.0, 3.0])
    0.5
    """
    mean = fsum(values) / len(values)
    return sqrt(fsum((value - mean) * (value - mean) for value in values) / len(values)) / mean


def _sector_evenness(shape: SectorShape, points: Sequence[Point], blip: float) -> Evenness:
    """Return how evenly points fill one sector; there must be at least two."""
    lengths = _nearest_distances(points)
    border = min(shape.wedge.wall(*shape.to_frame(point)) for point in points)
    return Evenness(
        delta=min(lengths) / shape.wedge.spacing(Room(blip, slack=0.0).margin, len(points)),
        variation=variation(lengths),
        sigma=min(min(lengths) / 2.0, border) / _largest_disc(shape.wedge, len(points)),
    )


def _largest_disc(wedge: Wedge, count: int) -> float:
    """Return the radius of the largest equal discs of which `count` are packed into a wedge."""
    low, high = 0.0, wedge.outer
    for _ in range(40):
        middle = (low + high) / 2.0
        if wedge.bound(middle, 2.0 * middle) >= count:
            low = middle
        else:
            high = middle
    if count > 100:
        return low  # the bound itself: a packing of this many discs comes close to it
    best = 0.8 * low
    for part in (0.85, 0.9, 0.94, 0.97, 1.0):
        if pack(wedge, part * low, 2.0 * part * low, count, tries=4) is None:
            break
        best = part * low
    return best


def _judge_evenness(items: Iterable[Item], plan: Plan, arrangement: Arrangement) -> Evenness | None:
    """Return the mean evenness of the sectors with three or more items, or None without any."""
    groups: dict[SectorKey, list[Point]] = {}
    for item in items:
        groups.setdefault((item.sector, item.ring), []).append(arrangement.points[item.id])
    judged = [
        _sector_evenness(_shape(plan, arrangement, key), points, arrangement.blip)
        for key, points in sorted(groups.items())
        if len(points) >= 3
    ]
    return mean_evenness(judged)


def mean_evenness(judged: Sequence[Evenness]) -> Evenness | None:
    """Return the mean of each figure, or None if `judged` is empty."""
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


def stability(lengths: Sequence[float]) -> Stability:
    """Summarise how far entries moved; `lengths` are lengths in blip radii.

    >>> stability([0.0, 0.0, 0.0, 2.0]).unmoved
    0.75
    """
    order = sorted(lengths) or [0.0]
    return Stability(
        entries=len(lengths),
        unmoved=len([length for length in order if length <= _UNMOVED_LIMIT]) / len(order),
        mean=fsum(order) / len(order),
        ninety_fifth=order[(len(order) * 95 - 1) // 100],
        greatest=order[-1],
    )


def ids_in_same_sector(before: Iterable[Item], after: Iterable[Item]) -> list[str]:
    """Return the ids that are in the same sector and ring in both editions."""
    places = {item.id: (item.sector, item.ring) for item in before}
    return sorted(item.id for item in after if places.get(item.id) == (item.sector, item.ring))
