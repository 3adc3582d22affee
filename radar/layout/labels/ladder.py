"""The ladder of a label: the steps that it is offered one after the other, until one has room.

First stand positions beside the blip; then those in between and further lines; then leaders; then
smaller type; and at last a number in the blip, whose name stands in a line below the disc. Steps
are offered only to labels without a position, and to their neighbours, which may then make room.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from radar.layout.geometry import Box
from radar.layout.labels.candidates import find_candidates
from radar.layout.labels.leaders import find_leader_candidates
from radar.layout.labels.model import Candidate, NamedBlip
from radar.layout.labels.obstacles import Obstacles
from radar.layout.labels.surroundings import LabelSite, Picture, Surroundings
from radar.layout.labels.typesetting import LabelShape, Setting, label_shapes

_GOOD_COST, _AMPLE = 8.0, 26
"""With that many candidates below that cost, further lines are not tried at the first step."""
_SMALLER_COST: Final = 3.5
"""Cost of each px by which type is smaller."""
_NUMBER_COST: Final = 60.0
"""Cost of a number in the blip: more than that of any name."""


class Step(IntEnum):
    """The steps of the ladder."""

    BESIDE = 0
    BETWEEN = 1
    LEADER = 2
    SMALLER = 3
    SMALLER_LEADER = 4
    SMALLER_BETWEEN = 5
    NUMBER = 6


class LabelSizes(NamedTuple):
    """How labels are set at the usual size, the smaller sizes (large first), and numbers.

    `number` is the radius in px of a blip with a number in it, and `rooms` has the box that one
    takes, by id, where it is more than the blip.
    """

    usual: Setting
    smaller: tuple[float, ...]
    number: float
    rooms: Mapping[str, Box] = {}


class Ladder:
    """The candidates of all labels of a picture, step by step."""

    def __init__(self, blips: Sequence[NamedBlip], obstacles: Obstacles, sizes: LabelSizes) -> None:
        picture = Picture(blips, obstacles)
        self.sites = [
            LabelSite(number, blip, Surroundings(blip, obstacles), picture)
            for number, blip in enumerate(blips)
        ]
        self._sizes = sizes
        self._smaller = [sizes.usual.resize(size) for size in sizes.smaller]
        self._offered: list[set[Step]] = [set() for _ in blips]
        self._shapes_tried = [0] * len(blips)

    def climb(self, label: int, step: Step) -> list[Candidate]:
        """Return the candidates of a step for a label, none if it has been offered before."""
        if step in self._offered[label]:
            return []
        self._offered[label].add(step)
        return _STEPS[step](self, label)

    def _shapes(self, label: int, setting: Setting) -> Sequence[LabelShape]:
        blip = self.sites[label].blip
        return label_shapes(blip.text, setting, bold=blip.bold)

    def _beside(self, label: int) -> list[Candidate]:
        """Return candidates beside the blip, with more lines only if there are few of them."""
        setting, found, good = self._sizes.usual, list[Candidate](), 0
        for tried, shape in enumerate(self._shapes(label, setting), 1):
            more = find_candidates(self.sites[label], shape, setting)
            good += sum(candidate.cost < _GOOD_COST for candidate in more)
            found += more
            self._shapes_tried[label] = tried
            if good >= _AMPLE:
                break
        return found

    def _between(self, label: int) -> list[Candidate]:
        """Return candidates at the finer positions, and in the shapes that were not tried yet."""
        setting, site = self._sizes.usual, self.sites[label]
        shapes = self._shapes(label, setting)
        found = [
            candidate
            for shape in shapes[self._shapes_tried[label] :]
            for candidate in find_candidates(site, shape, setting)
        ]
        for shape in shapes:
            found += find_candidates(site, shape, setting, fine=True)
        return found

    def _leader(self, label: int) -> list[Candidate]:
        setting = self._sizes.usual
        return find_leader_candidates(self.sites[label], self._shapes(label, setting), setting)

    def _smaller_beside(self, label: int) -> list[Candidate]:
        return self._beside_in_smaller_type(label, fine=False)

    def _smaller_between(self, label: int) -> list[Candidate]:
        return self._beside_in_smaller_type(label, fine=True)

    def _beside_in_smaller_type(self, label: int, *, fine: bool) -> list[Candidate]:
        site = self.sites[label]
        return [
            candidate
            for setting in self._smaller
            for shape in self._shapes(label, setting)
            for candidate in find_candidates(
                site, shape, setting, fine=fine, extra=self._smaller_cost(setting)
            )
        ]

    def _smaller_leader(self, label: int) -> list[Candidate]:
        return [
            candidate
            for setting in self._smaller[-1:]
            for candidate in find_leader_candidates(
                self.sites[label],
                self._shapes(label, setting),
                setting,
                extra=self._smaller_cost(setting),
            )
        ]

    def _smaller_cost(self, setting: Setting) -> float:
        return _SMALLER_COST * (self._sizes.usual.size - setting.size)

    def _number(self, label: int) -> list[Candidate]:
        """Return the only candidate of a number: the blip itself, as large as a number needs."""
        name, _, x, y, _, _ = self.sites[label].blip
        r = self._sizes.number
        shape, cost = LabelShape((), 2.0 * r, 2.0 * r, 0.0), _NUMBER_COST
        box = self._sizes.rooms.get(name) or (x - r, y - r, x + r, y + r)
        size = self._sizes.usual.size
        return [Candidate(cost, *box, shape, size, "middle", False, 0.0, cost, (), is_number=True)]


_STEPS: Mapping[Step, Callable[[Ladder, int], list[Candidate]]] = {
    Step.BESIDE: Ladder._beside,
    Step.BETWEEN: Ladder._between,
    Step.LEADER: Ladder._leader,
    Step.SMALLER: Ladder._smaller_beside,
    Step.SMALLER_LEADER: Ladder._smaller_leader,
    Step.SMALLER_BETWEEN: Ladder._smaller_between,
    Step.NUMBER: Ladder._number,
}
