"""Who stands where, who is in whose way, and what each place costs.

Every spot of every name has a number. Taking a spot tells all spots that it would clash with, so
that asking whether a spot is free, and whom it would evict, is a look into a list. What a spot
clashes with is found out when it is first taken: most never are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Final, NamedTuple

from radar.layout.labels.candidates import Spot
from radar.layout.labels.overlaps import Clashes, Rectangle, places
from radar.layout.labels.typesetting import USUAL, Face

BESIDE, AIRY = 3.5, 9.0
"""Room between two names beside each other, in px: with less they clash, or read as one."""
AIRLESS: Final = 3.0
"""What it costs two names to have less."""
LINK: Final = 6.0
"""A leader takes the room of a chain of boxes, each so long, in px."""
FRESH: Final = 5.0
"""What it costs to evict a name that was not evicted yet."""


class Near(NamedTuple):
    """The spots of other names that a spot clashes with, and those that it takes the air from."""

    tight: Mapping[int, None]
    airy: Mapping[int, None]


class Board:
    """All spots, who stands where, and how dear each name has become to evict.

    `of` has the spots of each name, cheapest first, `chosen` the one where it stands or -1. For
    each spot `in_way` has the names that would have to leave it, and `close` counts those that
    would stand too close to be told apart.
    """

    def __init__(self, choices: Sequence[Sequence[Spot]], face: Face = USUAL) -> None:
        self.face = face
        self.spots: list[Spot] = []
        self.owner: list[int] = []
        self.cost: list[float] = []
        self.in_way: list[list[int]] = []
        self.close: list[int] = []
        self.of: list[list[int]] = [[] for _ in choices]
        self.weight = [FRESH] * len(choices)
        self.chosen = [-1] * len(choices)
        self._layers: list[_Layer] = []
        self._near: dict[int, Near] = {}
        self.offer(dict(enumerate(choices)))

    def offer(self, more: Mapping[int, Sequence[Spot]]) -> None:
        """Let names stand at more spots."""
        first = len(self.spots)
        for who, spots in more.items():
            self.of[who] += range(len(self.spots), len(self.spots) + len(spots))
            self.spots += spots
            self.owner += [who] * len(spots)
        added = self.spots[first:]
        self.cost += [spot.cost for spot in added]
        self.in_way += [[] for _ in added]
        self.close += [0] * len(added)
        for who in more:
            self.of[who].sort(key=self.cost.__getitem__)
        layer = _Layer(added, first)
        self._layers.append(layer)
        self._near.clear()
        for who, spot in enumerate(self.chosen):
            if spot >= 0:
                self._tell(who, self._met(spot, layer))

    def take(self, who: int, spot: int) -> None:
        """Let a name that stands nowhere stand at a spot."""
        self.chosen[who] = spot
        self._tell(who, self.around(spot))

    def _tell(self, who: int, near: Near) -> None:
        in_way, close = self.in_way, self.close
        for other in near.tight:
            in_way[other].append(who)
        for other in near.airy:
            close[other] += 1

    def leave(self, who: int) -> int:
        """Take a name off the board; return the spot where it stood, or -1."""
        spot = self.chosen[who]
        if spot >= 0:
            self.chosen[who] = -1
            in_way, close = self.in_way, self.close
            near = self.around(spot)
            for other in near.tight:
                in_way[other].remove(who)
            for other in near.airy:
                close[other] -= 1
        return spot

    def price(self, spot: int) -> float:
        """Return what a spot costs where it is free, with the air that it takes from others."""
        return self.cost[spot] + AIRLESS * self.close[spot]

    def best_free(self, who: int) -> int:
        """Return the cheapest free spot of a name, -1 for none."""
        best, least = -1, 1e9
        cost, in_way = self.cost, self.in_way
        for spot in self.of[who]:
            if cost[spot] >= least:
                break
            if not in_way[spot] and self.price(spot) < least:
                best, least = spot, self.price(spot)
        return best

    def around(self, spot: int) -> Near:
        """Return what is near a spot; it is asked often and found out once."""
        found = self._near.get(spot)
        if found is None:
            parts = [self._met(spot, layer) for layer in self._layers]
            found = Near(
                {other: None for part in parts for other in part.tight},
                {other: None for part in parts for other in part.airy},
            )
            self._near[spot] = found
        return found

    def _met(self, spot: int, layer: _Layer) -> Near:
        """Return what is near a spot among the spots of other names in a layer."""
        who, owner = self.owner[spot], self.owner
        tight, airy = layer.met(self.spots[spot], self.face)
        return Near(
            {other: None for other in tight if owner[other] != who},
            {other: None for other in airy if owner[other] != who},
        )


class _Layer:
    """Spots that were offered at the same time; the first has the number `first`."""

    def __init__(self, spots: Sequence[Spot], first: int) -> None:
        shapes = [rectangles(spot) for spot in spots]
        self._clashes = Clashes([rectangle for shape in shapes for rectangle in shape])
        self._spot_of = [first + at for at, shape in enumerate(shapes) for _ in shape]

    def met(self, spot: Spot, face: Face) -> tuple[list[int], list[int]]:
        """Return the spots that one clashes with, and the others that are close to it."""
        tight = airy = 0
        for rectangle in rectangles(spot):
            tight |= self._clashes.met(*grown(rectangle, BESIDE, face.apart))
            airy |= self._clashes.met(*grown(rectangle, AIRY, face.airy))
        return self._numbers(tight), self._numbers(airy & ~tight)

    def _numbers(self, bits: int) -> list[int]:
        """Return the numbers of the spots behind bits; one with a leader may come repeatedly."""
        return [self._spot_of[place] for place in places(bits)]


def grown(rectangle: Rectangle, aside: float, up: float) -> Rectangle:
    """Return a rectangle with so much more on the left and right, and above and below."""
    left, top, right, bottom = rectangle
    return left - aside, top - up, right + aside, bottom + up


def rectangles(spot: Spot) -> list[Rectangle]:
    """Return the box of a name and, if it has a leader, boxes that together cover that."""
    found: list[Rectangle] = [spot[:4]]
    if spot.leader:
        (ax, ay), (bx, by) = spot.leader
        dx, dy = bx - ax, by - ay
        links = int(sqrt(dx * dx + dy * dy) / LINK) + 1
        for at in range(links):
            x, y = ax + dx * at / links, ay + dy * at / links
            u, v = ax + dx * (at + 1) / links, ay + dy * (at + 1) / links
            found.append((min(x, u), min(y, v), max(x, u), max(y, v)))
    return found
