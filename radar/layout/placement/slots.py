"""Places for as many as a sector can take: a lattice where there is room, else a dense packing.

A packing is found by relaxation from several starts: lattices at different angles and scattered
points, squeezed harder than needed first and let go then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from radar.layout.geometry import direction
from radar.layout.placement.holes import scatter
from radar.layout.placement.relax import least_distance, relax
from radar.layout.placement.wedge import Spot, Wedge

_ROW = 0.8660254037844386
_TURNS = (0.0, 30.0, 15.0, 45.0, 7.0, 22.0, 38.0, 52.0)


def lattice(wedge: Wedge, margin: float, apart: float, turn: float = 0.0) -> list[Spot]:
    """Return the points of a triangular lattice that lie within the margins."""
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
    """Return at least so many lattice points, as wide apart as that allows; few if it does not.

    The border counts half a spacing where there is room for it.
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
    """Yield ever other sets of so many points to relax from; the held are always first."""
    for attempt in range(64):
        turned = [] if attempt % 2 or held else _rotate_lattice(wedge, margin, count, attempt // 2)
        yield turned or [*held, *scatter(wedge, margin, count - len(held), attempt)]


def _rotate_lattice(wedge: Wedge, margin: float, count: int, attempt: int) -> list[Spot]:
    """Return so many points of a lattice at some angle, none where the shape is too thin."""
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
    """Return so many points all `apart` at least, None if none was found; the held stay first."""
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


def assign_spots(spots: Sequence[Spot], wished: Sequence[Spot]) -> list[int]:
    """Return for each wish the index of its own spot, so that nobody has far to go.

    Nearest pairs first, then exchanges as long as they shorten the way.
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
    def way(i: int, j: int) -> float:
        dx, dy = wished[i][0] - spots[j][0], wished[i][1] - spots[j][1]
        return dx * dx + dy * dy

    for _ in range(8):
        better = False
        for i in range(len(wished)):
            for k in range(i):
                a, b = chosen[i], chosen[k]
                if way(i, b) + way(k, a) < way(i, a) + way(k, b) - 1e-9:
                    chosen[i], chosen[k], better = b, a, True
        if not better:
            break
