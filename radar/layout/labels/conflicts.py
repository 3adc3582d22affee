"""The conflict graph: where each label is, and which candidates exclude one another.

Labels and candidates are numbered from 0. When a label is placed on a candidate, all candidates in
conflict with it are marked, so that it takes one look into a list to see whether a candidate is
free and which labels block it. The conflicts of a candidate are computed when a label is first
placed on it: most candidates are never used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Final, NamedTuple

from radar.layout.labels.candidates import Candidate
from radar.layout.labels.overlaps import Rectangle, RectangleIndex, bit_positions
from radar.layout.labels.typesetting import USUAL_FACE, Face

LEAST_GAP, CLEAR_GAP = 3.5, 9.0
"""Horizontal gaps between two labels, in px: below the first they conflict, below the second they
can be read as one label."""
_CLOSE_COST: Final = 3.0
"""Cost of two labels so close that they can be read as one; see `benchmarks/names.py`."""
_LEADER_BOX: Final = 6.0
"""A leader is covered by a chain of boxes; the longest length of a leader in one box, in px."""
_FIRST_EVICTION_COST: Final = 5.0
"""Cost of evicting a label that was not evicted before; see `benchmarks/names.py`."""


class _Conflicts(NamedTuple):
    """Candidates of other labels: those that overlap a candidate, and those merely close to it.

    The keys are the numbers; a mapping keeps them in order and without duplicates.
    """

    overlapping: Mapping[int, None]
    close_by: Mapping[int, None]


class ConflictGraph:
    """All candidates, the position of each label, and what it costs to evict it.

    By the number of a label, `candidates_of` has its candidates, cheapest first, `position_of` the
    candidate where it is placed or -1, and `weight` the cost of evicting it. By the number of a
    candidate, `owner` has its label, `cost` its own cost, `blockers` the placed labels that
    overlap it, and `close` the number of placed labels so close that they can be read as one.
    """

    def __init__(self, choices: Sequence[Sequence[Candidate]], face: Face = USUAL_FACE) -> None:
        self.face = face
        self.candidates: list[Candidate] = []
        self.owner: list[int] = []
        self.cost: list[float] = []
        self.blockers: list[list[int]] = []
        self.close: list[int] = []
        self.candidates_of: list[list[int]] = [[] for _ in choices]
        self.weight = [_FIRST_EVICTION_COST] * len(choices)
        self.position_of = [-1] * len(choices)
        self._batches: list[_Batch] = []
        self._known: dict[int, _Conflicts] = {}
        self.add_candidates(dict(enumerate(choices)))

    def add_candidates(self, more: Mapping[int, Sequence[Candidate]]) -> None:
        """Add candidates, by the number of their label."""
        first = len(self.candidates)
        for label, candidates in more.items():
            start = len(self.candidates)
            self.candidates_of[label] += range(start, start + len(candidates))
            self.candidates += candidates
            self.owner += [label] * len(candidates)
        added = self.candidates[first:]
        self.cost += [candidate.cost for candidate in added]
        self.blockers += [[] for _ in added]
        self.close += [0] * len(added)
        for label in more:
            self.candidates_of[label].sort(key=self.cost.__getitem__)
        batch = _Batch(added, first)
        self._batches.append(batch)
        self._known.clear()
        for label, candidate in enumerate(self.position_of):
            if candidate >= 0:
                self._mark(label, self._conflicts_in(candidate, batch))

    def place(self, label: int, candidate: int) -> None:
        """Place a label, which has no position yet, on one of its candidates."""
        self.position_of[label] = candidate
        self._mark(label, self.conflicts_of(candidate))

    def _mark(self, label: int, conflicts: _Conflicts) -> None:
        blockers, close = self.blockers, self.close
        for other in conflicts.overlapping:
            blockers[other].append(label)
        for other in conflicts.close_by:
            close[other] += 1

    def remove(self, label: int) -> int:
        """Remove a label from its position; return the candidate where it was, or -1."""
        candidate = self.position_of[label]
        if candidate >= 0:
            self.position_of[label] = -1
            blockers, close = self.blockers, self.close
            conflicts = self.conflicts_of(candidate)
            for other in conflicts.overlapping:
                blockers[other].remove(label)
            for other in conflicts.close_by:
                close[other] -= 1
        return candidate

    def price_of(self, candidate: int) -> float:
        """Return the cost of a free candidate with the labels that are now close to it."""
        return self.cost[candidate] + _CLOSE_COST * self.close[candidate]

    def best_free(self, label: int) -> int:
        """Return the cheapest free candidate of a label, -1 if there is none."""
        best, least = -1, 1e9
        cost, blockers = self.cost, self.blockers
        for candidate in self.candidates_of[label]:
            if cost[candidate] >= least:
                break
            if not blockers[candidate] and self.price_of(candidate) < least:
                best, least = candidate, self.price_of(candidate)
        return best

    def conflicts_of(self, candidate: int) -> _Conflicts:
        """Return the candidates in conflict with one; computed once, as it is asked often."""
        conflicts = self._known.get(candidate)
        if conflicts is None:
            parts = [self._conflicts_in(candidate, batch) for batch in self._batches]
            conflicts = _Conflicts(
                {other: None for part in parts for other in part.overlapping},
                {other: None for part in parts for other in part.close_by},
            )
            self._known[candidate] = conflicts
        return conflicts

    def _conflicts_in(self, candidate: int, batch: _Batch) -> _Conflicts:
        """Return the candidates of other labels in a batch that are in conflict with one."""
        label, owner = self.owner[candidate], self.owner
        overlapping, close_by = batch.overlaps(self.candidates[candidate], self.face)
        return _Conflicts(
            {other: None for other in overlapping if owner[other] != label},
            {other: None for other in close_by if owner[other] != label},
        )


class _Batch:
    """Candidates that were added at the same time; the first has the number `first`."""

    def __init__(self, candidates: Sequence[Candidate], first: int) -> None:
        covers = [covering_boxes(candidate) for candidate in candidates]
        self._index = RectangleIndex([rectangle for boxes in covers for rectangle in boxes])
        self._candidate_of = [first + at for at, boxes in enumerate(covers) for _ in boxes]

    def overlaps(self, candidate: Candidate, face: Face) -> tuple[list[int], list[int]]:
        """Return the candidates that overlap one, and those that are merely close to it."""
        overlapping = close_by = 0
        for rectangle in covering_boxes(candidate):
            overlapping |= self._index.overlaps(*expand(rectangle, LEAST_GAP, face.apart))
            close_by |= self._index.overlaps(*expand(rectangle, CLEAR_GAP, face.clear))
        return self._numbers(overlapping), self._numbers(close_by & ~overlapping)

    def _numbers(self, bits: int) -> list[int]:
        """Return the candidates of the rectangles in `bits`; one with a leader may repeat."""
        return [self._candidate_of[position] for position in bit_positions(bits)]


def expand(rectangle: Rectangle, aside: float, up: float) -> Rectangle:
    """Return a rectangle larger by `aside` on the left and right, by `up` above and below."""
    left, top, right, bottom = rectangle
    return left - aside, top - up, right + aside, bottom + up


def covering_boxes(candidate: Candidate) -> list[Rectangle]:
    """Return the box of a candidate and, if it has a leader, boxes that together cover that."""
    boxes: list[Rectangle] = [candidate[:4]]
    if candidate.leader:
        (ax, ay), (bx, by) = candidate.leader
        dx, dy = bx - ax, by - ay
        links = int(sqrt(dx * dx + dy * dy) / _LEADER_BOX) + 1
        for at in range(links):
            x, y = ax + dx * at / links, ay + dy * at / links
            u, v = ax + dx * (at + 1) / links, ay + dy * (at + 1) / links
            boxes.append((min(x, u), min(y, v), max(x, u), max(y, v)))
    return boxes
