"""Points for a full sector: a lattice if there is room, else a dense packing.

A packing is made by relaxation from several starting points: lattices at different angles and
scattered points. They are first pushed farther apart than needed, then less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import sqrt

from radar.layout.geometry import direction
from radar.layout.placement.holes import order_by_holes, scatter
from radar.layout.placement.relax import least_distance, relax
from radar.layout.placement.wedge import Room, Spot, Wedge

_ROW = 0.8660254037844386  # √3/2: distance of the rows of a triangular lattice
DENSE_SHARE = 0.75  # of the bound: the points of a packing that relaxation reaches in any sector
_CACHE_SIZE = 256  # dense packings that are kept: all sectors of a ring have the same
_TURNS = (0.0, 30.0, 15.0, 45.0, 7.0, 22.0, 38.0, 52.0)


def lattice(wedge: Wedge, margin: float, apart: float, turn: float = 0.0) -> list[Spot]:
    """Return the points of a triangular lattice that lie within the margins.

    `apart` is the distance of neighbours, `turn` the angle of the rows in degrees.
    """
    left, right, high = wedge.extent(margin)
    sin, cos = direction(turn)[0], -direction(turn)[1]
    middle, span = (left + right) / 2.0, sqrt((right - left) * (right - left) / 4.0 + high * high)
    rows = int(span / (apart * _ROW)) + 1
    spots = []
    for row in range(-rows, rows + 1):
        v = row * apart * _ROW
        for column in range(-2 * rows, 2 * rows + 1):
            u = (column + (row % 2) / 2.0) * apart
            x, y = middle + u * cos - v * sin, u * sin + v * cos
            if wedge.wall(x, y) >= margin:
                spots.append((x, y))
    return spots


def spread_lattice(wedge: Wedge, margin: float, apart: float, count: int) -> list[Spot]:
    """Return at least `count` lattice points as far apart as possible, `apart` at least.

    Fewer are returned if not so many fit. If there is room, a border keeps about half the spacing.
    """
    wide = wedge.spacing(margin, count)
    while wide >= apart:
        spots = lattice(wedge, max(margin, wide * 0.45), wide)
        if len(spots) >= count:
            return spots
        wide *= 0.985
    return lattice(wedge, margin, apart)


def _starting_points(
    wedge: Wedge, margin: float, count: int, held: Sequence[Spot]
) -> Iterator[list[Spot]]:
    """Yield different sets of `count` points to relax from, `held` always first in them."""
    for attempt in range(64):
        turned = [] if attempt % 2 or held else _rotate_lattice(wedge, margin, count, attempt // 2)
        yield turned or [*held, *scatter(wedge, margin, count - len(held), attempt)]


def _rotate_lattice(wedge: Wedge, margin: float, count: int, attempt: int) -> list[Spot]:
    """Return `count` points of a lattice whose angle depends on `attempt`, or none if too thin."""
    turn = _TURNS[attempt % len(_TURNS)]
    tight = wedge.spacing(margin, count) * (0.97 - 0.01 * (attempt // len(_TURNS)))
    for _ in range(20):
        spots = lattice(wedge, margin, tight, turn)
        if len(spots) >= count:
            return _thin_out(spots, count)
        tight *= 0.98
    return []


def _thin_out(spots: list[Spot], count: int) -> list[Spot]:
    extra = len(spots) - count
    drop = [(k * len(spots)) // extra for k in range(extra)]
    return [spot for k, spot in enumerate(spots) if k not in drop]


def pack(
    wedge: Wedge,
    margin: float,
    apart: float,
    count: int,
    held: Sequence[Spot] = (),
    tries: int = 24,
) -> list[Spot] | None:
    """Return `count` points at least `apart` from each other, or None if no packing was reached.

    The points `held` do not move and come first; `tries` is the most starting points to try.
    """
    if count <= 0 or wedge.bound(margin, apart) < count:
        return None if count > 0 else []
    weights = [0.0] * len(held) + [1.0] * (count - len(held))
    for attempt, spots in enumerate(_starting_points(wedge, margin, count, held)):
        if attempt == tries:
            break
        if len(spots) < count:
            continue
        for squeeze, rounds in ((1.12, 40), (1.05, 40), (1.0005, 250)):
            spots = relax(wedge, margin, apart * squeeze, spots, weights, rounds)
        if least_distance(spots, apart) >= apart:
            return spots
    return None


@lru_cache(maxsize=_CACHE_SIZE)
def find_dense_places(wedge: Wedge, room: Room) -> tuple[Spot, ...]:
    """Return the points of a dense packing, so ordered that every beginning is spread evenly.

    They depend on no number of items: an item more takes one more of them. There are none if no
    packing was reached.
    """
    count = int(DENSE_SHARE * wedge.bound(room.margin, room.apart))
    return order_by_holes(wedge, pack(wedge, room.margin, room.apart, count) or ())


def assign_spots(spots: Sequence[Spot], wished: Sequence[Spot]) -> list[int]:
    """Return for each wish the index of its spot, so that distances are short in total.

    The nearest pairs are assigned first, then exchanged as long as that shortens the total.
    """
    pairs = sorted(
        ((w[0] - s[0]) * (w[0] - s[0]) + (w[1] - s[1]) * (w[1] - s[1]), i, j)
        for i, w in enumerate(wished)
        for j, s in enumerate(spots)
    )
    chosen: dict[int, int] = {}
    taken: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in chosen and j not in taken:
            chosen[i], taken[j] = j, i
    _exchange(spots, wished, chosen)
    return [chosen[i] for i in range(len(wished))]


def _exchange(spots: Sequence[Spot], wished: Sequence[Spot], chosen: dict[int, int]) -> None:
    def square(i: int, j: int) -> float:
        dx, dy = wished[i][0] - spots[j][0], wished[i][1] - spots[j][1]
        return dx * dx + dy * dy

    for _ in range(8):
        better = False
        for i in range(len(wished)):
            for k in range(i):
                a, b = chosen[i], chosen[k]
                if square(i, b) + square(k, a) < square(i, a) + square(k, b) - 1e-9:
                    chosen[i], chosen[k], better = b, a, True
        if not better:
            break
