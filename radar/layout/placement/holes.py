"""The largest hole: a position for a newcomer that moves no other blip.

The width of a hole is the distance to the nearest blip, or 2.9 times the distance to the nearest
border if that is less: borders matter, but less than neighbours. Candidates are a low-discrepancy
sequence (Roberts 2018); the best of them is refined. Holes taken one after the other make a
sequence of which every beginning is spread evenly.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from heapq import heapify, heappop, heapreplace
from math import floor, sqrt
from typing import NamedTuple

from radar.layout.placement.wedge import Spot, Wedge

_STEP_X, _STEP_Y = 0.7548776662466927, 0.5698402909980532  # powers of the plastic number
_DIRECTIONS = ((1.0, 0.0), (0.5, 0.866), (-0.5, 0.866), (-1.0, 0.0), (-0.5, -0.866), (0.5, -0.866))
_AROUND = tuple((a, b) for a in (0, -1, 1) for b in (0, -1, 1))
_FEW = 24  # up to this many points are searched one by one, which is quicker
_BORDER = 2.9  # factor of the distance to a border, see above
_CACHE_SIZE = 512  # results kept by the caches: an edition asks about the sectors of the last
_REACH = 1.0  # weight of the distance to the nearest blip beside that: it decides at a border


class Hole(NamedTuple):
    """A free position and its width, see `_hole_width`."""

    width: float
    spot: Spot


class NeighbourGrid:
    """Points indexed by squares of side `cell`, to find the nearest one."""

    def __init__(self, cell: float, spots: Iterable[Spot]) -> None:
        self.cell = cell
        self.squares: dict[tuple[int, int], list[Spot]] = {}
        self.few: list[Spot] = []
        for spot in spots:
            self.add(spot)

    def add(self, spot: Spot) -> None:
        """Add one more point."""
        if len(self.few) <= _FEW:
            self.few.append(spot)
        square = floor(spot[0] / self.cell), floor(spot[1] / self.cell)
        self.squares.setdefault(square, []).append(spot)

    def nearest(self, x: float, y: float, limit: float) -> float:
        """Return the distance to the nearest point, or `limit` if all are farther away."""
        if len(self.few) <= _FEW:  # `few` holds all points: searching it is quicker than squares
            near = [(px - x) * (px - x) + (py - y) * (py - y) for px, py in self.few]
            return sqrt(min(limit * limit, *near)) if near else limit
        cell, squares = self.cell, self.squares
        column, row = floor(x / cell), floor(y / cell)
        best, ring, offsets = limit * limit, 1, _AROUND
        while True:
            for a, b in offsets:
                for px, py in squares.get((column + a, row + b), ()):
                    square = (px - x) * (px - x) + (py - y) * (py - y)
                    if square < best:
                        best = square
            if ring * cell * ring * cell >= best:
                return sqrt(best)
            ring += 1
            offsets = _rim(ring)


def _rim(ring: int) -> tuple[tuple[int, int], ...]:
    """Return the offsets of the squares exactly `ring` columns or rows away."""
    span = range(-ring, ring + 1)
    level = [(i, j) for j in (-ring, ring) for i in span]
    return (*level, *((i, j) for i in (-ring, ring) for j in span[1:-1]))


@lru_cache(maxsize=_CACHE_SIZE)
def scatter(wedge: Wedge, margin: float, count: int, seed: int) -> tuple[Spot, ...]:
    """Return `count` points spread evenly over the wedge, at least `margin` from its borders.

    Each `seed` gives other points. Fewer are returned if the shape is very thin.
    """
    left, right, high = wedge.extent(margin)
    spots: list[Spot] = []
    u, v = (seed * 0.6180339887) % 1.0, (seed * 0.4142135623) % 1.0
    for _ in range(40 * count + 400):
        u, v = (u + _STEP_X) % 1.0, (v + _STEP_Y) % 1.0
        x, y = left + u * (right - left), (2.0 * v - 1.0) * high
        if wedge.wall(x, y) >= margin:
            spots.append((x, y))
            if len(spots) == count:
                break
    heart = wedge.heart(margin)
    return tuple(spots or ([heart] if heart else []))


@lru_cache(maxsize=_CACHE_SIZE)
def _borders(wedge: Wedge, margin: float, count: int, seed: int) -> tuple[float, ...]:
    """Return the weighted distance of each point of `scatter` to the nearest border."""
    return tuple(_BORDER * wedge.wall(*spot) for spot in scatter(wedge, margin, count, seed))


def find_holes(
    wedge: Wedge, margin: float, taken: Iterable[Spot], count: int, seed: int
) -> list[Hole]:
    """Return up to `count` holes, each the largest that is left after those before it.

    `taken` are the positions of the blips, `margin` the least distance to a border.
    """
    taken = list(taken)
    total = len(taken) + count
    if not count:
        return []
    spots = scatter(wedge, margin, _candidates(total), seed)
    if not spots:
        return []
    borders = _borders(wedge, margin, _candidates(total), seed)
    area, _ = wedge.size(margin)
    grid = NeighbourGrid(max(sqrt(area / total), wedge.outer / 200.0), taken)
    far = _REACH * wedge.outer
    heap = [(-border - far, 0, spot, border) for spot, border in zip(spots, borders, strict=True)]
    heapify(heap)
    chosen: list[Hole] = []
    while heap and len(chosen) < count:
        _, stamp, spot, border = heap[0]
        if stamp == len(chosen) + 1:  # measured since the last hole was taken: the widest indeed
            heappop(heap)
            chosen.append(_refine_hole(wedge, margin, grid, spot, sqrt(area / len(spots))))
            grid.add(chosen[-1].spot)
        else:
            near = grid.nearest(*spot, wedge.outer)
            heapreplace(heap, (-_width(border, near), len(chosen) + 1, spot, border))
    return chosen


def order_by_holes(wedge: Wedge, spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Return the spots so ordered that each is the largest hole between those before it."""
    near = {spot: (_BORDER * wedge.wall(*spot), wedge.outer) for spot in spots}
    order: list[Spot] = []
    while near:
        x, y = spot = max(near, key=lambda spot: (_width(*near[spot]), spot))
        order.append(spot)
        del near[spot]
        for (px, py), (border, old) in near.items():
            gap = sqrt((px - x) * (px - x) + (py - y) * (py - y))
            if gap < old:
                near[px, py] = border, gap
    return tuple(order)


def measure_holes(wedge: Wedge, margin: float, taken: list[Spot], seed: int) -> list[Hole]:
    """Return positions all over a wedge, each with its width as a hole between `taken`."""
    area, _ = wedge.size(margin)
    grid = NeighbourGrid(max(sqrt(area / (len(taken) + 1)), wedge.outer / 200.0), taken)
    count = _candidates(len(taken))
    spots, borders = scatter(wedge, margin, count, seed), _borders(wedge, margin, count, seed)
    return [
        Hole(_width(border, grid.nearest(*spot, wedge.outer)), spot)
        for spot, border in zip(spots, borders, strict=True)
    ]


def _candidates(total: int) -> int:
    """Return the number of candidates for `total` blips.

    It is the same for most sectors, so that one more blip does not change the candidates.
    """
    return 360 if total <= 24 else 720 if total <= 48 else 480 + 6 * total


def _hole_width(wedge: Wedge, grid: NeighbourGrid, x: float, y: float) -> float:
    return _width(_BORDER * wedge.wall(x, y), grid.nearest(x, y, wedge.outer))


def _width(border: float, near: float) -> float:
    """Return the width of a hole, plus the distance to the nearest blip.

    `border` is the weighted distance to the nearest border, `near` that to the nearest blip.
    """
    return (border if border < near else near) + _REACH * near


def _refine_hole(wedge: Wedge, margin: float, grid: NeighbourGrid, spot: Spot, step: float) -> Hole:
    """Return the widest hole near a point, searched with steps that start at `step` and halve."""
    best, worth = spot, _hole_width(wedge, grid, *spot)
    for _ in range(10):
        for dx, dy in _DIRECTIONS:
            x, y = best[0] + step * dx, best[1] + step * dy
            if wedge.wall(x, y) >= margin and (value := _hole_width(wedge, grid, x, y)) > worth:
                best, worth = (x, y), value
                break
        else:
            step /= 2.0
    return Hole(worth, best)
