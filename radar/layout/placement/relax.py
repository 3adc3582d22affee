"""Position-based relaxation: push pairs apart, push all inwards, until nobody is too near.

After Müller et al. 2007. Points carry a weight, how readily they give way; 0 holds a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, sqrt

from radar.layout.placement.wedge import Spot, Wedge

_NEIGHBOUR_ROUNDS = 6  # rounds after which neighbours are looked up again
_OVER_RELAXATION = 1.7  # over-relaxation: more diverges, less takes longer


def relax(
    wedge: Wedge,
    margin: float,
    apart: float,
    spots: Sequence[Spot],
    weights: Sequence[float],
    rounds: int,
) -> list[Spot]:
    """Return the points after so many rounds, fewer if all distances are kept before.

    So many rounds need not do: ask `least_distance` whether the distance was reached.
    """
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    pairs: list[tuple[int, int]] = []
    for turn in range(rounds):
        if turn % _NEIGHBOUR_ROUNDS == 0:
            pairs = near_pairs(xs, ys, apart * 1.35)
        moved = _push_apart(xs, ys, weights, pairs, apart)
        moved = _clamp_all(xs, ys, weights, wedge, margin) or moved
        if (
            not moved and turn % _NEIGHBOUR_ROUNDS == 0
        ):  # else the border may have brought others together
            break
    return list(zip(xs, ys, strict=True))


def near_pairs(xs: Sequence[float], ys: Sequence[float], reach: float) -> list[tuple[int, int]]:
    """Return the pairs nearer than `reach`, in order."""
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
        if near < 1e-12:  # two in one place part along a direction of their own
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
    """Return the least distance of two points, `reach` where all are farther apart."""
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    best = reach * reach
    for i, j in near_pairs(xs, ys, reach):
        dx, dy = xs[i] - xs[j], ys[i] - ys[j]
        if dx * dx + dy * dy < best:
            best = dx * dx + dy * dy
    return sqrt(best)
