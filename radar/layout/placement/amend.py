"""Small moves that make a sector more even: of newcomers at once, and of a few old blips.

Newcomers take one hole after the other, and the middle of a hole is seldom the best of its places:
they are moved until the sector is most even. And one blip in ninety may be nudged in each edition,
by less than its radius, where it helps most. That is too little for a reader to lose a blip, and
enough to keep the distances between neighbours similar.
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
# What the least distance and the least disc count in `_evenness_score`, where the variation of
# distances counts 1. With 1 and 0 the variation is a little less, and the other two are, too.
_DISTANCE_WEIGHT, _DISC_WEIGHT = 6.0, 4.0
_SETTLING_MOVE, _MOST_SETTLING_MOVES = 1.5, 4  # length of a newcomer's move, in radii; their number
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


def settle(
    wedge: Wedge, room: Room, spots: dict[str, Spot], movable: Collection[str]
) -> dict[str, Spot]:
    """Return the spots with those in `movable` moved, one after the other, to where they are even.

    The others stay, and no distance becomes less than the least one was.
    """
    settled, far = dict(spots), _SETTLING_MOVE * room.blip
    for _ in range(_MOST_SETTLING_MOVES if movable else 0):
        if nudge := best_nudge(wedge, room, settled, movable, far):
            settled[nudge.id] = nudge.spot
        else:
            far /= 2.0
    return settled


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
    walls = [wedge.wall(*spot) for spot in positions]
    border = min(walls)
    now = _evenness_score(distances, border, scale)
    order = sorted(range(len(names)), key=lambda k: (distances[k], k))
    best: Nudge | None = None
    for k in [k for k in order if names[k] in movable][:_MOST_TRIED]:
        others = positions[:k] + positions[k + 1 :]
        rest = _nearest_distances(others)
        least = max(room.margin, min(border, walls[k]))
        other_walls = min(walls[:k] + walls[k + 1 :])
        for spot in _nudge_targets(positions[k], far):
            wall = wedge.wall(*spot)
            if wall < least:
                continue
            after = _distances_with(rest, others, spot)
            if min(after) < max(room.apart, 0.999 * min(distances)):
                continue
            gain = _evenness_score(after, min(wall, other_walls), scale) - now
            if gain > (best.gain if best else _LEAST_GAIN):
                best = Nudge(gain, names[k], spot)
    return best


def _evenness_score(distances: Sequence[float], border: float, scale: float) -> float:
    """Return how even a sector is, from the distances to nearest neighbours; more is better.

    It adds up the least distance and the radius of the largest equal discs around the points, both
    over `scale`, less the coefficient of variation. `border` is the least distance to a border,
    `scale` the largest least distance that is possible in the sector.

    >>> _evenness_score([5.0, 5.0, 5.0], 2.5, 10.0)
    4.0
    """
    total = square = 0.0
    for length in distances:
        total += length
        square += length * length
    mean = total / len(distances)
    spread = square / len(distances) - mean * mean
    uneven = sqrt(spread) / mean if spread > 1e-12 else 0.0
    least = min(distances)
    disc = min(least / 2.0, border)
    return (_DISTANCE_WEIGHT * least + _DISC_WEIGHT * disc) / scale - uneven


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
