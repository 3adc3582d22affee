"""The largest hole: where a newcomer stands without anybody giving way.

A hole is as wide as its nearest blip is far, or its nearest border three times: borders matter,
but less than neighbours. Candidates are a low-discrepancy sequence (Roberts 2018), of which the
best is refined. Chosen one after the other, holes make a sequence every beginning of which is
evenly spread.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heapreplace
from math import floor, sqrt
from typing import NamedTuple

from radar.layout.placement.wedge import Spot, Wedge

_STEP_X, _STEP_Y = 0.7548776662466927, 0.5698402909980532  # powers of the plastic number
_DIRECTIONS = ((1.0, 0.0), (0.5, 0.866), (-0.5, 0.866), (-1.0, 0.0), (-0.5, -0.866), (0.5, -0.866))
_AROUND = tuple((a, b) for a in (0, -1, 1) for b in (0, -1, 1))
_FEW = 24
_BORDER = 3.0  # how many times the way to a border counts
_REACH = 0.2  # how much the way to the nearest blip counts where borders are nearer


class Hole(NamedTuple):
    """A place that is free, and how wide it is."""

    width: float
    spot: Spot


class NeighbourGrid:
    """Points filed by the square they are in, to ask for the nearest."""

    def __init__(self, cell: float, spots: Iterable[Spot]) -> None:
        self.cell = cell
        self.squares: dict[tuple[int, int], list[Spot]] = {}
        self.few: list[Spot] = []
        for spot in spots:
            self.add(spot)

    def add(self, spot: Spot) -> None:
        """File one more point."""
        if len(self.few) <= _FEW:
            self.few.append(spot)
        square = floor(spot[0] / self.cell), floor(spot[1] / self.cell)
        self.squares.setdefault(square, []).append(spot)

    def nearest(self, x: float, y: float, limit: float) -> float:
        """Return the distance to the nearest point, `limit` where all are farther."""
        if len(self.few) <= _FEW:  # these are all: asking each is quicker than searching squares
            near = [(px - x) * (px - x) + (py - y) * (py - y) for px, py in self.few]
            return sqrt(min(limit * limit, *near)) if near else limit
        cell, squares = self.cell, self.squares
        column, row = floor(x / cell), floor(y / cell)
        best, ring, offsets = limit * limit, 1, _AROUND
        while True:
            for a, b in offsets:
                for px, py in squares.get((column + a, row + b), ()):
                    apart = (px - x) * (px - x) + (py - y) * (py - y)
                    if apart < best:
                        best = apart
            if ring * cell * ring * cell >= best:
                return sqrt(best)
            ring += 1
            offsets = _rim(ring)


def _rim(ring: int) -> tuple[tuple[int, int], ...]:
    """Return the squares at a distance of so many columns or rows."""
    span = range(-ring, ring + 1)
    level = [(i, j) for j in (-ring, ring) for i in span]
    return (*level, *((i, j) for i in (-ring, ring) for j in span[1:-1]))


def scatter(wedge: Wedge, margin: float, count: int, seed: int) -> list[Spot]:
    """Return so many points, spread evenly over what the margin leaves; another seed, others."""
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
    return spots or ([heart] if heart else [])


def find_holes(
    wedge: Wedge, margin: float, taken: Iterable[Spot], count: int, seed: int
) -> list[Hole]:
    """Return so many holes, each the largest that those before it left."""
    taken = list(taken)
    total = len(taken) + count
    spots = scatter(wedge, margin, _candidates(total), seed) if count else []
    if not spots:
        return []
    area, _ = wedge.size(margin)
    grid = NeighbourGrid(max(sqrt(area / total), wedge.outer / 200.0), taken)
    heap = [(-_BORDER * wedge.wall(*spot) - _REACH * wedge.outer, 0, spot) for spot in spots]
    heapify(heap)
    found: list[Hole] = []
    while heap and len(found) < count:
        _, stamp, spot = heap[0]
        if stamp == len(found) + 1:  # measured since the last hole was taken: the widest indeed
            heappop(heap)
            found.append(_refine_hole(wedge, margin, grid, spot, sqrt(area / len(spots))))
            grid.add(found[-1].spot)
        else:
            heapreplace(heap, (-hole_width(wedge, grid, *spot), len(found) + 1, spot))
    return found


def measure_holes(wedge: Wedge, margin: float, taken: list[Spot], seed: int) -> list[Hole]:
    """Return places all over a wedge, and how wide a hole each would be."""
    area, _ = wedge.size(margin)
    grid = NeighbourGrid(max(sqrt(area / (len(taken) + 1)), wedge.outer / 200.0), taken)
    spots = scatter(wedge, margin, _candidates(len(taken)), seed)
    return [Hole(hole_width(wedge, grid, *spot), spot) for spot in spots]


def _candidates(total: int) -> int:
    """Return how many places to look at: the same for most sectors, so one more shifts none."""
    return 360 if total <= 24 else 720 if total <= 48 else 480 + 6 * total


def hole_width(wedge: Wedge, grid: NeighbourGrid, x: float, y: float) -> float:
    """Return how good a hole is: its width, and a little for being far from everybody."""
    near = grid.nearest(x, y, wedge.outer)
    border = _BORDER * wedge.wall(x, y)
    return (border if border < near else near) + _REACH * near


def _refine_hole(wedge: Wedge, margin: float, grid: NeighbourGrid, spot: Spot, step: float) -> Hole:
    """Return the widest hole near a point, found by ever shorter steps."""
    best, worth = spot, hole_width(wedge, grid, *spot)
    for _ in range(10):
        for dx, dy in _DIRECTIONS:
            x, y = best[0] + step * dx, best[1] + step * dy
            if wedge.wall(x, y) >= margin and (value := hole_width(wedge, grid, x, y)) > worth:
                best, worth = (x, y), value
                break
        else:
            step /= 2.0
    return Hole(worth, best)
