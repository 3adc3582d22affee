"""Position-based relaxation: push pairs apart and all points inside, until none are too near.

After Müller et al. 2007. The weight of a point is its mobility: 0 fixes it, 1 moves it freely.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, sqrt

from radar.layout.placement.wedge import Spot, Wedge

_NEIGHBOUR_ROUNDS = (
    6  # neighbours are searched again after this many rounds: points move little in each
)
_OVER_RELAXATION = 1.7  # more diverges, less takes more rounds


def relax(
    wedge: Wedge,
    margin: float,
    apart: float,
    spots: Sequence[Spot],
    weights: Sequence[float],
    rounds: int,
) -> list[Spot]:
    """Return the points after at most `rounds` rounds; it stops when none has to move.

    `apart` is the distance wanted between points, `margin` the least distance to a border. The
    rounds may not be enough: `least_distance` tells whether `apart` was reached.
    """
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    pairs: list[tuple[int, int]] = []
    for turn in range(rounds):
        if turn % _NEIGHBOUR_ROUNDS == 0:
            pairs = _near_pairs(xs, ys, apart * 1.35)
        moved = _push_apart(xs, ys, weights, pairs, apart)
        moved = _clamp_all(xs, ys, weights, wedge, margin) or moved
        if (
            not moved and turn % _NEIGHBOUR_ROUNDS == 0
        ):  # in other rounds `pairs` is old: the border may have made new ones
            break
    return list(zip(xs, ys, strict=True))


def _near_pairs(xs: Sequence[float], ys: Sequence[float], reach: float) -> list[tuple[int, int]]:
    """Return the pairs of indices nearer than `reach`, in an order that depends on input alone."""
    squares: dict[tuple[int, int], list[int]] = {}
    pairs = []
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        column, row = floor(x / reach), floor(y / reach)
        for a in (column - 1, column, column + 1):
            for b in (row - 1, row, row + 1):
                for j in squares.get((a, b), ()):
                    dx, dy = x - xs[j], y - ys[j]
                    if dx * dx + dy * dy < reach * reach:
                        pairs.append((j, i))
        squares.setdefault((column, row), []).append(i)
    return pairs


def _push_apart(
    xs: list[float],
    ys: list[float],
    weights: Sequence[float],
    pairs: list[tuple[int, int]],
    apart: float,
) -> bool:
    moved, square = False, apart * apart * (1.0 - 1e-9)
    for i, j in pairs:
        dx, dy = xs[i] - xs[j], ys[i] - ys[j]
        near = dx * dx + dy * dy
        if near >= square:
            continue
        a, b = weights[i], weights[j]
        if a + b == 0.0:
            continue
        if near < 1e-12:  # two at one point part in a direction that depends on their indices
            dx, dy, near = 0.6 + i * 1e-3, 0.8 - j * 1e-3, 1.0
            near, far = 1.0, apart
        else:
            near = sqrt(near)
            far = apart - near
        step = _OVER_RELAXATION * far / (near * (a + b))
        xs[i] += dx * step * a
        ys[i] += dy * step * a
        xs[j] -= dx * step * b
        ys[j] -= dy * step * b
        moved = True
    return moved


def _clamp_all(
    xs: list[float], ys: list[float], weights: Sequence[float], wedge: Wedge, margin: float
) -> bool:
    moved = False
    for i, weight in enumerate(weights):
        if weight and wedge.wall(xs[i], ys[i]) < margin - 1e-9:
            xs[i], ys[i] = wedge.clamp((xs[i], ys[i]), margin)
            moved = True
    return moved


def least_distance(spots: Sequence[Spot], reach: float) -> float:
    """Return the least distance between two points, or `reach` if all are farther apart."""
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    best = reach * reach
    for i, j in _near_pairs(xs, ys, reach):
        dx, dy = xs[i] - xs[j], ys[i] - ys[j]
        if dx * dx + dy * dy < best:
            best = dx * dx + dy * dy
    return sqrt(best)
