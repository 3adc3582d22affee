"""Label placement for one picture: each name beside its blip, none overlapping another.

Labels that may keep the position of the previous edition keep it. Then the others are placed, and
those that find no room climb the ladder, until each has a position or is a number.

`python -m benchmarks.names` shows what a change of the numbers below does; see `docs/names.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import nsmallest
from typing import Final

from radar.layout.geometry import Box
from radar.layout.labels.assignment import FIRST_WEIGHT, NONE, Assignment
from radar.layout.labels.ladder import LabelSizes, Ladder, Step
from radar.layout.labels.memory import cost_of_moving, cost_of_staying, recall
from radar.layout.labels.model import Candidate, KeptLabel, NamedBlip
from radar.layout.labels.obstacles import Obstacles
from radar.layout.labels.plan import LabelPlan, make_plan
from radar.layout.labels.search import fill, improve, settle
from radar.layout.labels.typesetting import TALL_FACE, USUAL_FACE, Setting

_PATIENCE, _LEAST_PATIENCE = 0.5, 20
"""Evictions in a row that may gain nothing, as a share of the number of labels, and at least."""
_LAST_PATIENCE: Final = 4
"""How many times as patient the last offers are, which ask many labels to move."""
_OFFERS: Final = (
    ((Step.BETWEEN, Step.LEADER), 0),
    ((Step.BETWEEN,), 5),
    ((Step.SMALLER, Step.SMALLER_LEADER), 0),
    ((Step.SMALLER,), 6),
    ((Step.LEADER, Step.SMALLER_BETWEEN), 3),
    ((Step.LEADER, Step.SMALLER_LEADER, Step.SMALLER_BETWEEN), 8),
    ((Step.LEADER, Step.SMALLER_LEADER, Step.SMALLER_BETWEEN), 14),
)
"""What is offered while labels have no position: steps of the ladder, and the number of nearest
blips around each such label that get them as well, since they may have to move."""
_MILD_OFFERS: Final = 4
"""Number of offers that are made where the type can be made smaller for all labels instead."""
_MANY_NEIGHBOURS: Final = 10
"""An offer to more neighbours than that begins with equal weights again."""
_MEMORY_WEIGHT: Final = 3.0
"""What it costs more, in that case, to evict a label that was placed by eviction before."""
_NUMBER_NEIGHBOURS: Final = 3
"""Number of nearest blips that may become a number in place of one that has to."""
_TOO_MANY_SHARE: Final = 0.15
"""Share of labels without a position beside their blips above which a larger picture is needed:
offers would find room in one of 160 pictures of a quadrant, for 2.3 times the time of them all."""
_MOST_NEIGHBOURS: Final = max(_NUMBER_NEIGHBOURS, *(count for _, count in _OFFERS))
_HOPELESS_SHARE: Final = 0.03
"""Share of labels without a position above which mild offers will not help."""


def place_labels(
    blips: Sequence[NamedBlip],
    obstacles: Obstacles,
    *,
    size: float,
    smaller: Sequence[float] = (),
    number: float = 9.5,
    rooms: Mapping[str, Box] | None = None,
    line_height: float = 1.2,
    gap: float = 3.0,
    before: Mapping[str, KeptLabel] | None = None,
    tall: bool = False,
    may_give_up: bool = False,
) -> LabelPlan:
    """Place labels beside their blips; those without a position there become numbers.

    No label overlaps another, a blip, a leader or a blocked box. `size` (of type, in px),
    `line_height` (in em) and `gap` (between a blip and its label, in px) say how labels are set;
    a label without room is set in one of the `smaller` sizes, large ones first. `number` is the
    radius of a blip with a number in it, in px; `rooms` are the boxes, by id, of those that take
    more, such as for a trail. `before` is the memory of the previous edition.
    `tall` leaves the room that a font for Chinese, Japanese and Korean takes. With `may_give_up`
    every label is a number where 15 % of them find no room beside their blips.
    """
    setting = Setting(size, size * line_height, gap, TALL_FACE if tall else USUAL_FACE)
    sizes = LabelSizes(setting, tuple(smaller), number, rooms or {})
    placing = _Placing(blips, obstacles, sizes, before or {})
    placing.place_usual()
    if may_give_up and placing.lacks_room(_TOO_MANY_SHARE):
        return LabelPlan({}, tuple(sorted(blip.id for blip in blips)), {})
    placing.offer(len(_OFFERS), 1.0)
    placing.number_the_rest()
    return placing.finish()


def place_all_labels(
    blips: Sequence[NamedBlip],
    obstacles: Obstacles,
    *,
    size: float,
    line_height: float = 1.2,
    gap: float = 3.0,
    before: Mapping[str, KeptLabel] | None = None,
    tall: bool = False,
) -> LabelPlan | None:
    """Place labels as `place_labels` does, at one size of type; None if one has no position."""
    setting = Setting(size, size * line_height, gap, TALL_FACE if tall else USUAL_FACE)
    placing = _Placing(blips, obstacles, LabelSizes(setting, (), 0.0), before or {})
    if placing.place_usual(_HOPELESS_SHARE):
        placing.offer(_MILD_OFFERS, _HOPELESS_SHARE)
    return None if placing.assignment.find_unplaced() else placing.finish()


class _Placing:
    """One placement of labels in progress."""

    def __init__(
        self,
        blips: Sequence[NamedBlip],
        obstacles: Obstacles,
        sizes: LabelSizes,
        before: Mapping[str, KeptLabel],
    ) -> None:
        ordered = sorted(blips)
        self.ladder = Ladder(ordered, obstacles, sizes)
        self.setting = sizes.usual
        self.assignment = Assignment(len(ordered), sizes.usual.face)
        self.before = [before.get(blip.id) for blip in ordered]
        self.kept: list[Candidate | None] = [None] * len(ordered)
        self._nearest: dict[int, list[int]] = {}
        self.patience = int(max(_PATIENCE * len(ordered), _LEAST_PATIENCE))

    def place_usual(self, hopeless: float = 1.0) -> bool:
        """Place labels where they were, then the others; return whether the rest may find room.

        `hopeless` is the share of labels without a position above which it ends early.
        """
        self._place_as_before()
        if not fill(self.assignment, self._prepare, int(2.0 * hopeless * len(self.before) + 1.0)):
            return False
        settle(self.assignment, self._prepare, self.patience)
        return True

    def _place_as_before(self) -> None:
        """Place labels on their previous positions, if nothing forbids it."""
        for label, kept in enumerate(self.before):
            old = recall(self.ladder.sites[label], kept, self.setting) if kept else None
            self.kept[label] = old
            if old:
                self.assignment.add(label, [old], [old.cost])
        for label, old in enumerate(self.kept):
            if old and not self.assignment.rivals(label).blockers(0):
                self.assignment.place(label, 0)

    def _prepare(self, label: int) -> None:
        """Give a label its usual candidates."""
        self._climb(label, Step.BESIDE)

    def _climb(self, label: int, step: Step) -> int:
        """Give a label the candidates of a step, and return their number."""
        candidates = self.ladder.climb(label, step)
        old, kept = self.kept[label], self.before[label]
        site = self.ladder.sites[label]
        if old:
            costs = [each.cost + cost_of_staying(old, each) for each in candidates]
        elif kept:
            costs = [each.cost + cost_of_moving(site, kept, each) for each in candidates]
        else:
            costs = [each.cost for each in candidates]
        self.assignment.add(label, candidates, costs)
        return len(candidates)

    def lacks_room(self, share: float) -> bool:
        """Return whether more than a share of the labels, and one more, has no position."""
        return len(self.assignment.find_unplaced()) > share * len(self.before) + 1.0

    def offer(self, most: int, hopeless: float) -> None:
        """Offer steps of the ladder to the labels without a position and to their neighbours.

        `most` is the number of offers to make, `hopeless` the share of labels without a position
        above which none is made.
        """
        for steps, neighbours in _OFFERS[:most]:
            unplaced = self.assignment.find_unplaced()
            if not unplaced or self.lacks_room(hopeless):
                break
            many = neighbours > _MANY_NEIGHBOURS
            if many:
                self._forget_evictions()
            new = 0
            for label in [*unplaced, *self._nearest_blips(unplaced, neighbours)]:
                new += sum(self._climb(label, step) for step in (Step.BESIDE, *steps))
            if new:
                patience = self.patience * (_LAST_PATIENCE if many else 1)
                settle(self.assignment, self._prepare, patience)

    def _forget_evictions(self) -> None:
        """Make labels nearly equally expensive to evict."""
        self.assignment.weight = [
            FIRST_WEIGHT + (_MEMORY_WEIGHT if weight > FIRST_WEIGHT else 0.0)
            for weight in self.assignment.weight
        ]

    def _nearest_blips(self, unplaced: Sequence[int], neighbours: int) -> list[int]:
        """Return the `neighbours` blips nearest to each label without a position."""
        nearest: dict[int, None] = {}
        for label in unplaced if neighbours else ():
            if label not in self._nearest:
                self._nearest[label] = self._find_nearest(label)
            nearest.update(dict.fromkeys(self._nearest[label][:neighbours]))
        return [label for label in nearest if label not in unplaced]

    def _find_nearest(self, label: int) -> list[int]:
        """Return the blips nearest to a label's own, as many as any offer asks for."""
        sites = self.ladder.sites
        here = sites[label].blip
        distances = (
            (_squared_distance(here, site.blip), other)
            for other, site in enumerate(sites)
            if other != label
        )
        return [other for _, other in nsmallest(_MOST_NEIGHBOURS, distances)]

    def number_the_rest(self) -> None:
        """Make labels without a position numbers in their blips, which always have room.

        Where it is cheaper, a neighbour becomes one instead; those that can, return to a name.
        """
        for neighbours in (0, _NUMBER_NEIGHBOURS):
            unplaced = self.assignment.find_unplaced()
            for label in [*unplaced, *self._nearest_blips(unplaced, neighbours)]:
                for step in (Step.BESIDE, Step.NUMBER):
                    self._climb(label, step)
            settle(self.assignment, self._prepare, self.patience)
        self._force_numbers()
        self._return_to_names()

    def _force_numbers(self) -> None:
        """Put a number into each blip whose label is still without a position."""
        while unplaced := self.assignment.find_unplaced():
            for label in unplaced:
                self._climb(label, Step.NUMBER)
                candidate = len(self.assignment.costs[label]) - 1
                evicted = self.assignment.rivals(label).blockers(candidate)
                for other in evicted:
                    self.assignment.place(other, NONE)
                self.assignment.place(label, candidate)
                for other in evicted:
                    self._prepare(other)
                    self.assignment.place(other, self.assignment.best_free(other))

    def _return_to_names(self) -> None:
        """Give labels that are numbers a free position beside their blip, if there is one now."""
        for label in range(len(self.before)):
            candidate = self.assignment.chosen(label)
            if candidate and candidate.is_number:
                free = self.assignment.best_free(label, candidate.cost)
                if free != NONE:
                    self.assignment.place(label, free)

    def finish(self) -> LabelPlan:
        """Improve what may move, and return the result."""
        position, kept = self.assignment.position, self.kept
        stays = [old is not None and at == 0 for old, at in zip(kept, position, strict=True)]
        improve(self.assignment, [label for label, stay in enumerate(stays) if not stay], stays)
        chosen = map(self.assignment.chosen, range(len(position)))
        candidates = [candidate for candidate in chosen if candidate]  # callers saw to all of them
        return make_plan([site.blip for site in self.ladder.sites], candidates, self.setting)


def _squared_distance(a: NamedBlip, b: NamedBlip) -> float:
    """Return the squared distance of two blips."""
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
