"""Who stands where, who could be in whose way, and moves on that board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from radar.layout.candidates import Spot
from radar.layout.geometry import Point
from radar.layout.ground import meets_segment

BESIDE, ABOVE = 3.5, 0.5
"""Room between two names, in px: with less they meet."""
AIRY_BESIDE, AIRY_ABOVE, AIRLESS = 9.0, 3.0, 1.5
"""Room that keeps two names from reading as one, and what it costs to have less."""
AROUND: Final = 1.5
"""Room between a name and the leader of another."""
NOWHERE: Final = 1e9


class Board:
    """The spots that each name could take, the one it has taken, and what it costs to evict it."""

    def __init__(self, choices: Sequence[Sequence[Spot]], chosen: Sequence[Spot | None]) -> None:
        self.choices = choices
        self.chosen: list[Spot | None] = list(chosen) or [None] * len(choices)
        self.near = neighbours(choices)
        self.weight = [5.0] * len(choices)

    def others(self, who: int, spot: Spot) -> tuple[list[int], float]:
        """Return who stands in the way of a spot, and what too little air costs there."""
        met: list[int] = []
        air = 0.0
        left, top = spot[0] - AIRY_BESIDE, spot[1] - AIRY_ABOVE
        right, bottom = spot[2] + AIRY_BESIDE, spot[3] + AIRY_ABOVE
        leader, chosen = spot.leader, self.chosen
        for other in self.near[who]:
            taken = chosen[other]
            if taken is None:
                continue
            if left < taken[2] and taken[0] < right and top < taken[3] and taken[1] < bottom:
                if meet(spot, taken):
                    met.append(other)
                else:
                    air += AIRLESS
            elif (leader or taken[8]) and entangled(spot, taken):
                met.append(other)
        return met, air

    def best_free(self, who: int, limit: float = NOWHERE) -> tuple[Spot | None, float]:
        """Return the cheapest spot that nobody is in the way of, if it costs less than a limit."""
        best: Spot | None = None
        for spot in self.choices[who]:
            if spot[4] >= limit:
                break
            met, air = self.others(who, spot)
            if not met and spot[4] + air < limit:
                best, limit = spot, spot[4] + air
        return best, limit

    def evict_for(self, who: int) -> list[int]:
        """Give a name the spot that is cheapest with all whom it evicts; return those."""
        least, best, evicted = NOWHERE, self.choices[who][0], list[int]()
        for spot in self.choices[who]:
            if spot[4] >= least:
                break
            met, cost = self.others(who, spot)
            cost += spot[4]
            for other in met:
                cost += self.weight[other]
            if cost < least:
                least, best, evicted = cost, spot, met
        for other in evicted:
            self.chosen[other] = None
        self.chosen[who] = best
        return evicted

    def swap(self, who: int, spot: Spot, met: Sequence[int], gain: float) -> bool:
        """Take a spot; move the one who stands there if that costs less than what is gained."""
        was = [self.chosen[other] for other in met]
        for other in met:
            self.chosen[other] = None
        self.chosen[who] = spot
        for other, old in zip(met, was, strict=True):
            step, _ = self.best_free(other, (old.cost if old else 0.0) + gain)
            if step is None:
                self.chosen[other] = old
                return False
            self.chosen[other] = step
        return True


def neighbours(choices: Sequence[Sequence[Spot]]) -> list[list[int]]:
    """Return for each name those whose spots may meet its own."""
    reach = [reached(spots) for spots in choices]
    order = sorted(range(len(reach)), key=lambda who: (reach[who][0], who))
    found: list[list[int]] = [[] for _ in reach]
    for at, one in enumerate(order):
        _, top, right, bottom = reach[one]
        for other in order[at + 1 :]:
            if reach[other][0] > right:
                break
            if reach[other][1] < bottom and top < reach[other][3]:
                found[one].append(other)
                found[other].append(one)
    return found


def reached(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    """Return the box around all spots of a name, with room for air."""
    if not spots:
        return NOWHERE, NOWHERE, -NOWHERE, -NOWHERE
    ends = [spot.leader[0] for spot in spots if spot.leader]
    return (
        min([*(spot[0] for spot in spots), *(end.x for end in ends)]) - AIRY_BESIDE,
        min([*(spot[1] for spot in spots), *(end.y for end in ends)]) - AIRY_BESIDE,
        max([*(spot[2] for spot in spots), *(end.x for end in ends)]),
        max([*(spot[3] for spot in spots), *(end.y for end in ends)]),
    )


def meet(a: Spot, b: Spot) -> bool:
    """Tell whether two names, or the leader of one and the other, are in each other's way."""
    if (
        a[0] < b[2] + BESIDE
        and b[0] < a[2] + BESIDE
        and a[1] < b[3] + ABOVE
        and b[1] < a[3] + ABOVE
    ):
        return True
    return bool(a.leader or b.leader) and entangled(a, b)


def entangled(a: Spot, b: Spot) -> bool:
    """Tell whether a leader crosses the other's name or leader."""
    if a.leader and meets_segment(grown(b), a.leader[0], a.leader[1]):
        return True
    if b.leader and meets_segment(grown(a), b.leader[0], b.leader[1]):
        return True
    return bool(a.leader and b.leader) and cross(a.leader, b.leader)


def grown(spot: Spot) -> tuple[float, float, float, float]:
    """Return the box of a name with room for a leader to pass."""
    return spot[0] - AROUND, spot[1] - AROUND, spot[2] + AROUND, spot[3] + AROUND


def cross(a: Sequence[Point], b: Sequence[Point]) -> bool:
    """Tell whether two segments share a point.

    >>> cross((Point(0, 0), Point(2, 2)), (Point(0, 2), Point(2, 0)))
    True
    """
    (a0, a1), (b0, b1) = a, b
    return turn(a0, a1, b0) * turn(a0, a1, b1) <= 0.0 and turn(b0, b1, a0) * turn(b0, b1, a1) <= 0.0


def turn(a: Point, b: Point, c: Point) -> float:
    """Return twice the area of a triangle, with its sign."""
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
