"""Who stands where, who would be in whose way, and what each place costs.

Every spot of every name has a number, and a bit of that number stands for it; what is taken is one
whole number, and so is what a spot clashes with. Asking whether a spot is free is one "and".
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Final

from radar.layout.candidates import Spot
from radar.layout.clashes import Clashes, Rectangle

BESIDE, ABOVE = 3.5, 0.5
"""Room between two names, in px: with less they clash."""
AIRY_BESIDE, AIRY_ABOVE = 9.0, 4.5
"""Room that keeps two names from reading as one, in px."""
AIRLESS: Final = 3.0
"""What it costs two names to have less."""
LINK: Final = 6.0
"""A leader takes the room of a chain of boxes, each so long, in px."""
FRESH: Final = 5.0
"""What it costs to evict a name that was not evicted yet."""


class Board:
    """All spots, those that are taken, and how dear each name has become to evict."""

    def __init__(self, choices: Sequence[Sequence[Spot]]) -> None:
        self.spots = [spot for spots in choices for spot in spots]
        self.owner = [who for who, spots in enumerate(choices) for _ in spots]
        self.cost = [spot.cost for spot in self.spots]
        self.of: list[range] = []
        for spots in choices:
            start = self.of[-1].stop if self.of else 0
            self.of.append(range(start, start + len(spots)))
        self.weight = [FRESH] * len(choices)
        self.chosen = [-1] * len(choices)
        self.taken = 0
        self._number()

    def _number(self) -> None:
        """Give every rectangle of every spot a bit."""
        shapes = [rectangles(spot) for spot in self.spots]
        self.rectangles = [rectangle for shape in shapes for rectangle in shape]
        self.spot_of = [at for at, shape in enumerate(shapes) for _ in shape]
        self.clashes = Clashes(self.rectangles)
        self.first = [0]
        for shape in shapes:
            self.first.append(self.first[-1] + len(shape))
        self.tight: list[int] = [-1] * len(self.spots)
        self.airy: list[int] = [-1] * len(self.spots)

    def bits(self, spot: int) -> int:
        """Return the bits of a spot's own rectangles."""
        return (1 << self.first[spot + 1]) - (1 << self.first[spot])

    def _look(self, spot: int) -> None:
        """Find out what a spot clashes with; it is asked often and answered once."""
        tight = airy = 0
        met = self.clashes.met
        for at in range(self.first[spot], self.first[spot + 1]):
            left, top, right, bottom = self.rectangles[at]
            airy |= met(
                left - AIRY_BESIDE, top - AIRY_ABOVE, right + AIRY_BESIDE, bottom + AIRY_ABOVE
            )
            tight |= met(left - BESIDE, top - ABOVE, right + BESIDE, bottom + ABOVE)
        self.tight[spot], self.airy[spot] = tight, airy

    def clash(self, spot: int) -> int:
        """Return the bits of what is taken and in the way of a spot."""
        if self.tight[spot] < 0:
            self._look(spot)
        return self.tight[spot] & self.taken

    def price(self, spot: int) -> float:
        """Return what a spot costs where it is free, with the air that it takes from others."""
        return self.cost[spot] + AIRLESS * (self.airy[spot] & self.taken).bit_count()

    def owners(self, clash: int) -> list[int]:
        """Return the names behind the bits."""
        found: list[int] = []
        while clash:
            spot = self.spot_of[(clash & -clash).bit_length() - 1]
            found.append(self.owner[spot])
            end = self.first[spot + 1]
            clash = clash >> end << end
        return found

    def take(self, who: int, spot: int) -> None:
        """Let a name stand at a spot (-1 for none) and nowhere else."""
        old = self.chosen[who]
        if old >= 0:
            self.taken &= ~self.bits(old)
        if spot >= 0:
            self.taken |= self.bits(spot)
        self.chosen[who] = spot

    def best_free(self, who: int, limit: float) -> int:
        """Return the cheapest free spot of a name that costs less than a limit, -1 for none."""
        best = -1
        cost = self.cost
        for spot in self.of[who]:
            if cost[spot] >= limit:
                break
            if not self.clash(spot):
                price = self.price(spot)
                if price < limit:
                    best, limit = spot, price
        return best


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
