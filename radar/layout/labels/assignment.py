"""The assignment of candidates to labels: where each label is, and who is in whose way.

Labels are numbered from 0, and so are the candidates of each label. Which labels are in the way of
one is found when it is asked for: most labels stay where they are placed first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from radar.layout.labels.clashes import (
    CLEAR_GAP,
    Area,
    Clashes,
    clearing_area,
    covering_area,
    find_clashes,
)
from radar.layout.labels.model import Candidate
from radar.layout.labels.typesetting import Face

NONE: Final = -1
"""The number of the candidate of a label without a position."""
FIRST_WEIGHT: Final = 5.0
"""Cost of evicting a label that was not evicted before; see `benchmarks/names.py`."""
_CLOSE_COST: Final = 3.0
"""Cost of two labels so close that they can be read as one; see `benchmarks/names.py`."""
_BLOCKED: Final = 1e9
"""More than any cost."""
_NOWHERE: Final[Area] = (1e9, 1e9, -1e9, -1e9)
_NO_CLASHES: Final = Clashes([], [])


_KnownClashes = dict[int, tuple[int, Clashes]]
"""By label: how many of its candidates were compared with a candidate of another label, and the
clashes with it."""


class Rivals(NamedTuple):
    """The placed labels near one label, each with the clashes with its candidates; its `costs`."""

    clashes: Mapping[int, Clashes]
    costs: Sequence[float]

    def blockers(self, candidate: int) -> list[int]:
        """Return the labels that overlap a candidate, lowest first."""
        return sorted(
            label for label, (overlapping, _) in self.clashes.items() if candidate in overlapping
        )

    def price(self, candidate: int) -> float:
        """Return the cost of a candidate with the labels that are close to it."""
        close = sum(candidate in clashes.close for clashes in self.clashes.values())
        return self.costs[candidate] + _CLOSE_COST * close

    def prices(self, weights: Sequence[float] | None = None) -> list[float]:
        """Return the price of every candidate with evictions, which cost `weights`.

        Without weights, nothing can be evicted.
        """
        prices = list(self.costs)
        for label, (overlapping, close) in self.clashes.items():
            weight = weights[label] if weights else _BLOCKED
            for candidate in overlapping:
                prices[candidate] += weight
            for candidate in close:
                prices[candidate] += _CLOSE_COST
        return prices


class Assignment:
    """All candidates so far, the position of each label, and what it costs to evict it.

    By the number of a label, `candidates` has its candidates and `costs` what they cost it,
    `position` the number of the candidate where it is or `NONE`, and `weight` the cost of
    evicting it.
    """

    def __init__(self, labels: int, face: Face) -> None:
        self.candidates: list[list[Candidate]] = [[] for _ in range(labels)]
        self.costs: list[list[float]] = [[] for _ in range(labels)]
        self.position = [NONE] * labels
        self.weight = [FIRST_WEIGHT] * labels
        self._face = face
        self._areas: list[list[Area]] = [[] for _ in range(labels)]
        self._extents = [_NOWHERE] * labels
        self._placed: dict[int, Area] = {}
        self._placings = 0
        self._turn = [0] * labels  # by label: which of all placings its own was
        self._neighbours: dict[int, list[int]] = {}  # by label: those that can come close to it
        self._by_top: list[tuple[float, int]] = []  # labels by the top of their extents
        self._tallest = 0.0
        # the clashes of each candidate of a label, and by label those of the one where it is
        self._by_candidate: list[dict[int, _KnownClashes]] = [{} for _ in range(labels)]
        self._caches: list[_KnownClashes] = [{} for _ in range(labels)]

    def find_unplaced(self) -> list[int]:
        """Return the numbers of the labels without a position."""
        return [label for label, candidate in enumerate(self.position) if candidate == NONE]

    def chosen(self, label: int) -> Candidate | None:
        """Return the candidate where a label is, if it has a position."""
        candidate = self.position[label]
        return None if candidate == NONE else self.candidates[label][candidate]

    def add(self, label: int, candidates: Sequence[Candidate], costs: Sequence[float]) -> None:
        """Add candidates of a label, with what they cost it."""
        if not candidates:
            return
        self.candidates[label] += candidates
        self.costs[label] += costs
        areas = self._areas[label]
        areas += [each[1:5] if not each.leader else covering_area(each) for each in candidates]
        left, top, right, bottom = zip(*areas, strict=True)
        extents = min(left), min(top), max(right), max(bottom)
        if extents != self._extents[label]:
            self._extents[label] = extents
            self._neighbours.clear()

    def place(self, label: int, candidate: int) -> None:
        """Place a label on one of its candidates, wherever it is now, or nowhere (`NONE`)."""
        self.position[label] = candidate
        if candidate == NONE:
            self._placed.pop(label, None)
        else:
            if label not in self._placed:
                self._placings += 1
                self._turn[label] = self._placings
            self._placed[label] = clearing_area(self.candidates[label][candidate], self._face)
            self._caches[label] = self._by_candidate[label].setdefault(candidate, {})

    def rivals(self, label: int) -> Rivals:
        """Return the placed labels near a label, and the clashes with them."""
        left, top, right, bottom = self._extents[label]
        placed, candidates = self._placed, len(self._areas[label])
        near = [
            other
            for other in self._neighbours_of(label)
            if (area := placed.get(other))
            and (area[0] < right and left < area[2] and area[1] < bottom and top < area[3])
        ]
        near.sort(key=self._turn.__getitem__)  # prices are added up in this order
        found: dict[int, Clashes] = {}
        for other in near:
            done, clashes = self._caches[other].get(label, (0, _NO_CLASHES))
            if done < candidates:
                clashes = self._find_clashes(other, label, done, clashes)
            if clashes.overlapping or clashes.close:
                found[other] = clashes
        return Rivals(found, self.costs[label])

    def _neighbours_of(self, label: int) -> list[int]:
        """Return the labels of which a candidate may be close to one of this label."""
        found = self._neighbours.get(label)
        if found is None:
            if not self._neighbours:
                self._sort_extents()
            left, top, right, bottom = self._extents[label]
            wide, high = CLEAR_GAP, self._face.clear
            margin = high + 1.0  # a px more than rounding could need
            first = bisect_left(self._by_top, (top - self._tallest - margin,))
            last = bisect_left(self._by_top, (bottom + margin,))
            found = []
            for _, other in self._by_top[first:last]:
                x, y, u, v = self._extents[other]
                is_near = x - wide < right and left < u + wide
                if is_near and y - high < bottom and top < v + high and other != label:
                    found.append(other)
            self._neighbours[label] = found
        return found

    def _sort_extents(self) -> None:
        self._by_top = sorted((area[1], label) for label, area in enumerate(self._extents))
        self._tallest = max(area[3] - area[1] for area in self._extents)

    def _find_clashes(self, placed: int, label: int, done: int, clashes: Clashes) -> Clashes:
        """Return the clashes of a placed label with the candidates of another, and keep them.

        `clashes` are those with the first `done` of the candidates.
        """
        areas = self._areas[label]
        one, area = self.candidates[placed][self.position[placed]], self._placed[placed]
        more = find_clashes(one, area, self.candidates[label], areas, done, self._face)
        if done:
            more = Clashes(clashes.overlapping + more.overlapping, clashes.close + more.close)
        self._caches[placed][label] = len(areas), more
        return more

    def best_free(self, label: int, limit: float = _BLOCKED) -> int:
        """Return the cheapest free candidate of a label that costs less than `limit`, or `NONE`."""
        prices = self.rivals(label).prices()
        least = min(prices, default=limit)
        return prices.index(least) if least < limit else NONE

    def has_other(self, label: int, limit: float) -> bool:
        """Return whether a label has another free candidate that costs less than `limit`."""
        prices = self.rivals(label).prices()
        prices[self.position[label]] = _BLOCKED
        return min(prices) < limit

    def best_with_evictions(self, label: int) -> tuple[int, list[int]]:
        """Return the candidate of a label that is cheapest with all evictions, and the evicted."""
        rivals = self.rivals(label)
        prices = rivals.prices(self.weight)
        best = prices.index(min(prices))
        return best, rivals.blockers(best)
