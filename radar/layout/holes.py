"""The largest hole: where a newcomer stands without anybody giving way.

A border counts as a mirror, so a hole is as wide as the nearest blip or twice the nearest border.
Candidates are a low-discrepancy sequence (Roberts 2018), of which the best is refined. Chosen one
after the other, holes make a sequence every beginning of which is evenly spread.
"""

from __future__ import annotations

from heapq import heapify, heappop, heapreplace
from math import floor, sqrt

from radar.layout.wedge import Spot, Wedge

_STEP_X, _STEP_Y = 0.7548776662466927, 0.5698402909980532  # powers of the plastic number
_COMPASS = ((1.0, 0.0), (0.5, 0.866), (-0.5, 0.866), (-1.0, 0.0), (-0.5, -0.866), (0.5, -0.866))
_REACH = 0.1  # how much the way to the nearest blip counts where borders are nearer


class Grid:
    """Points filed by the square they are in, to ask for the nearest."""

    def __init__(self, cell: float, spots: list[Spot]) -> None:
        self.cell = cell
        self.squares: dict[tuple[int, int], list[Spot]] = {}
        for spot in spots:
            self.add(spot)

    def add(self, spot: Spot) -> None:
        """File one more point."""
        square = floor(spot[0] / self.cell), floor(spot[1] / self.cell)
        self.squares.setdefault(square, []).append(spot)

    def nearest(self, x: float, y: float, limit: float) -> float:
        """Return the distance to the nearest point, `limit` where all are farther."""
        column, row = floor(x / self.cell), floor(y / self.cell)
        best, ring = limit * limit, 0
        while ring == 0 or ((ring - 1) * self.cell) * ((ring - 1) * self.cell) < best:
            for square in _border(column, row, ring):
                for px, py in self.squares.get(square, ()):
                    square_distance = (px - x) * (px - x) + (py - y) * (py - y)
                    if square_distance < best:
                        best = square_distance
            ring += 1
        return sqrt(best)


def _border(column: int, row: int, ring: int) -> list[tuple[int, int]]:
    if ring == 0:
        return [(column, row)]
    span = range(-ring, ring + 1)
    level = [(column + i, row + j) for j in (-ring, ring) for i in span]
    return level + [(column + i, row + j) for i in (-ring, ring) for j in span[1:-1]]


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


def holes(wedge: Wedge, margin: float, taken: list[Spot], count: int, seed: int) -> list[Spot]:
    """Return so many points, each in the largest hole that those before it left."""
    if not count:
        return []
    area, _ = wedge.size(margin)
    total = len(taken) + count
    limit = wedge.outer
    grid = Grid(max(sqrt(area / total), limit / 200.0), taken)
    spots = scatter(wedge, margin, 48 + 12 * total, seed)
    step = sqrt(area / len(spots)) if spots else 0.0
    heap = [(-2.0 * wedge.wall(*spot) - _REACH * limit, 0, spot) for spot in spots]
    heapify(heap)
    found: list[Spot] = []
    while heap and len(found) < count:
        _, stamp, spot = heap[0]
        if stamp == len(found) + 1:
            heappop(heap)
            best = refine(wedge, margin, grid, spot, step)
            found.append(best)
            grid.add(best)
        else:
            heapreplace(heap, (-width(wedge, grid, *spot), len(found) + 1, spot))
    return found


def width(wedge: Wedge, grid: Grid, x: float, y: float) -> float:
    """Return how good a hole is: its width, and a little for being far from everybody."""
    near = grid.nearest(x, y, wedge.outer)
    mirror = 2.0 * wedge.wall(x, y)
    return (mirror if mirror < near else near) + _REACH * near


def refine(wedge: Wedge, margin: float, grid: Grid, spot: Spot, step: float) -> Spot:
    """Return the widest place near a point, found by ever shorter steps."""
    best, worth = spot, width(wedge, grid, *spot)
    for _ in range(12):
        moved = False
        for dx, dy in _COMPASS:
            x, y = best[0] + step * dx, best[1] + step * dy
            if wedge.wall(x, y) >= margin and (value := width(wedge, grid, x, y)) > worth + 1e-9:
                best, worth, moved = (x, y), value, True
                break
        if not moved:
            step /= 2.0
    return best
