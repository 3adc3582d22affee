"""Small moves: in each edition a few blips move by less than their radius.

Newcomers take one hole after the other, so sectors become uneven over the editions. One blip in
ninety may be nudged in each edition, where it helps most. That is too little for a reader to lose a
blip, and enough to keep the distances between neighbours similar.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import sqrt
from typing import NamedTuple

from radar.layout.placement.wedge import Room, Spot, Wedge

# One blip in this many may be nudged per edition. With 60, 0.977 of the unchanged entries of a
# radar of 81 stayed, and with 90 it is 0.984. Nearest distances then vary by 0.17 of their mean,
# and not by 0.16.
BLIPS_PER_NUDGE = 90
LONGEST_NUDGE = 0.95  # in blip radii: below 1, so the old and the new disc overlap
_LEAST_GAIN = 0.01  # of `_evenness_score`: a smaller gain is not worth a move
_MOST_TRIED = 6  # only the blips with the nearest neighbours are tried
_MOST_BLIPS = 60  # larger sectors are even enough
_DIRECTIONS = (
    (1.0, 0.0), (0.866, 0.5), (0.5, 0.866), (0.0, 1.0), (-0.5, 0.866), (-0.866, 0.5),
    (-1.0, 0.0), (-0.866, -0.5), (-0.5, -0.866), (0.0, -1.0), (0.5, -0.866), (0.866, -0.5),
)  # fmt: skip


class Nudge(NamedTuple):
    """A blip, its new position, and how much `_evenness_score` rises."""

    gain: float
    id: str
    spot: Spot


def best_nudge(
    wedge: Wedge, room: Room, spots: dict[str, Spot], movable: Collection[str], far: float
) -> Nudge | None:
    """Return the nudge that makes a sector most even, or None if no nudge helps.

    `far` is the length of the longest nudge; only the ids in `movable` may be nudged.
    """
    if not 3 <= len(spots) <= _MOST_BLIPS:
        return None
    names, positions = list(spots), list(spots.values())
    distances = _nearest_distances(positions)
    scale = wedge.spacing(room.margin, len(positions))
    now, border = _evenness_score(distances, scale), min(wedge.wall(*spot) for spot in positions)
    order = sorted(range(len(names)), key=lambda k: (distances[k], k))
    best: Nudge | None = None
    for k in [k for k in order if names[k] in movable][:_MOST_TRIED]:
        others = positions[:k] + positions[k + 1 :]
        rest = _nearest_distances(others)
        least = max(room.margin, min(border, wedge.wall(*positions[k])))
        for spot in _nudge_targets(positions[k], far):
            if wedge.wall(*spot) < least:
                continue
            after = _distances_with(rest, others, spot)
            if min(after) < max(room.apart, 0.999 * min(distances)):
                continue
            gain = _evenness_score(after, scale) - now
            if gain > (best.gain if best else _LEAST_GAIN):
                best = Nudge(gain, names[k], spot)
    return best


def _evenness_score(distances: Sequence[float], scale: float) -> float:
    """Return how even the distances to nearest neighbours are; more is better.

    It is the least distance over `scale`, less the coefficient of variation. `scale` is the largest
    least distance that is possible in the sector.

    >>> _evenness_score([5.0, 5.0, 5.0], 10.0)
    0.5
    """
    total = square = 0.0
    for length in distances:
        total += length
        square += length * length
    mean = total / len(distances)
    spread = square / len(distances) - mean * mean
    return min(distances) / scale - (sqrt(spread) / mean if spread > 1e-12 else 0.0)


def _nudge_targets(spot: Spot, far: float) -> list[Spot]:
    x, y = spot
    return [
        (x + dx * length, y + dy * length) for length in (far, far / 2.0) for dx, dy in _DIRECTIONS
    ]


def _nearest_distances(spots: Sequence[Spot]) -> list[float]:
    """Return the distance of every point to its nearest neighbour."""
    squares = [1e18] * len(spots)
    for i, (x, y) in enumerate(spots):
        for j in range(i):
            dx, dy = x - spots[j][0], y - spots[j][1]
            square = dx * dx + dy * dy
            if square < squares[i]:
                squares[i] = square
            if square < squares[j]:
                squares[j] = square
    return [sqrt(square) for square in squares]


def _distances_with(rest: Sequence[float], others: Sequence[Spot], spot: Spot) -> list[float]:
    """Return the nearest distances of `others` and a new point `spot`, which comes last.

    `rest` are the nearest distances of `others` among themselves.
    """
    near, after = 1e18, []
    for before, (x, y) in zip(rest, others, strict=True):
        dx, dy = x - spot[0], y - spot[1]
        length = sqrt(dx * dx + dy * dy)
        near = min(near, length)
        after.append(length if length < before else before)
    after.append(near)
    return after
