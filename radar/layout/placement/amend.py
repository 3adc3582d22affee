"""Small amends: from edition to edition a few blips move, by less than their radius.

Holes are filled one after the other, so sectors grow uneven over the years. One blip in sixty may
be nudged in each edition, where it helps most: too little to lose a blip from sight, enough to keep
the distances of neighbours alike.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import sqrt
from typing import NamedTuple

from radar.layout.placement.wedge import Room, Spot, Wedge

BLIPS_PER_NUDGE = 60  # one blip of so many may be nudged
LONGEST_NUDGE = 0.95  # of a radius: the longest nudge
_LEAST_GAIN = 0.01  # the least gain that is worth a nudge
_MOST_TRIED = 6  # how many of those that stand closest are tried
_MOST_BLIPS = 60  # a sector of more is even enough
_DIRECTIONS = (
    (1.0, 0.0), (0.866, 0.5), (0.5, 0.866), (0.0, 1.0), (-0.5, 0.866), (-0.866, 0.5),
    (-1.0, 0.0), (-0.866, -0.5), (-0.5, -0.866), (0.0, -1.0), (0.5, -0.866), (0.866, -0.5),
)  # fmt: skip


class Nudge(NamedTuple):
    """A blip, where it goes, and what that gains."""

    gain: float
    id: str
    spot: Spot


def best_nudge(
    wedge: Wedge, room: Room, spots: dict[str, Spot], movable: Collection[str], far: float
) -> Nudge | None:
    """Return the nudge, no longer than `far`, that makes a sector most even; None if none does."""
    if not 3 <= len(spots) <= _MOST_BLIPS:
        return None
    names, places = list(spots), list(spots.values())
    ways = _nearest_distances(places)
    scale = wedge.spacing(room.margin, len(places))
    now, border = evenness_score(ways, scale), min(wedge.wall(*spot) for spot in places)
    order = sorted(range(len(names)), key=lambda k: (ways[k], k))
    best: Nudge | None = None
    for k in [k for k in order if names[k] in movable][:_MOST_TRIED]:
        others = places[:k] + places[k + 1 :]
        rest = _nearest_distances(others)
        least = max(room.margin, min(border, wedge.wall(*places[k])))
        for spot in _nudge_targets(places[k], far):
            if wedge.wall(*spot) < least:
                continue
            after = _distances_with(rest, others, spot)
            if min(after) < max(room.apart, 0.999 * min(ways)):
                continue
            gain = evenness_score(after, scale) - now
            if gain > (best.gain if best else _LEAST_GAIN):
                best = Nudge(gain, names[k], spot)
    return best


def evenness_score(ways: Sequence[float], scale: float) -> float:
    """Return how even distances to nearest neighbours are: a long least, a small variation.

    >>> evenness_score([5.0, 5.0, 5.0], 10.0)
    0.5
    """
    total = square = 0.0
    for way in ways:
        total += way
        square += way * way
    mean = total / len(ways)
    spread = square / len(ways) - mean * mean
    return min(ways) / scale - (sqrt(spread) / mean if spread > 1e-12 else 0.0)


def _nudge_targets(spot: Spot, far: float) -> list[Spot]:
    x, y = spot
    return [(x + dx * way, y + dy * way) for way in (far, far / 2.0) for dx, dy in _DIRECTIONS]


def _nearest_distances(spots: Sequence[Spot]) -> list[float]:
    """Return the distance of every point to its nearest neighbour."""
    found = [1e18] * len(spots)
    for i, (x, y) in enumerate(spots):
        for j in range(i):
            dx, dy = x - spots[j][0], y - spots[j][1]
            square = dx * dx + dy * dy
            if square < found[i]:
                found[i] = square
            if square < found[j]:
                found[j] = square
    return [sqrt(square) for square in found]


def _distances_with(rest: Sequence[float], others: Sequence[Spot], spot: Spot) -> list[float]:
    """Return the distances to nearest neighbours once one more point stands somewhere."""
    near, after = 1e18, []
    for way, (x, y) in zip(rest, others, strict=True):
        dx, dy = x - spot[0], y - spot[1]
        apart = sqrt(dx * dx + dy * dy)
        near = min(near, apart)
        after.append(apart if apart < way else way)
    after.append(near)
    return after
