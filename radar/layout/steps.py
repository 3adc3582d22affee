"""Steps of layout whose results are taken from an earlier build: placement, and labels.

Both search for a long time, and both follow from a few numbers and names. So a step is asked for
with all that it is made from, as JSON, and what it makes is kept as JSON: an edit that moves
nothing repeats no search. The search itself is imported only where it has to run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import fields
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, Protocol, TypeVar

from radar.layout.geometry import Box, Point
from radar.layout.labels.model import KeptLabel, NamedBlip
from radar.layout.labels.obstacles import Obstacles
from radar.layout.labels.plan import LabelPlan, make_plan, read_candidates
from radar.layout.labels.typesetting import Face, Setting
from radar.layout.placement.arrangement import Arrangement, Item, Plan

_T = TypeVar("_T")


class Steps(Protocol):
    """Results of steps, texts of ASCII in one line, by what they were made from."""

    def take(self, made_from: str) -> str | None:
        """Return what was made from the same, None if that is not kept."""

    def add(self, made_from: str, result: str) -> None:
        """Keep what was made."""


class LabelTask(NamedTuple):
    """What labels are placed from; see `place_labels` and `place_all_labels`."""

    blips: Sequence[NamedBlip]
    obstacles: Obstacles
    size: float
    line_height: float
    before: Mapping[str, KeptLabel]


class LabelChoices(NamedTuple):
    """What labels without room may become; see `place_labels`."""

    smaller: tuple[float, ...]
    number: float
    rooms: Mapping[str, Box] = {}
    may_give_up: bool = False


def take_labels(steps: Steps | None, task: LabelTask, choices: LabelChoices) -> LabelPlan:
    """Return what `place_labels` does, from an earlier build where that did the same."""

    def place() -> LabelPlan:
        from radar.layout.labels.placing import place_labels

        return place_labels(**task._asdict(), **choices._asdict(), tall=True)

    made_from = ("labels", *_describe(task), *choices)
    return _take_or_make(steps, made_from, place, _write_plan, partial(_read_plan, task))


def take_all_labels(steps: Steps | None, task: LabelTask) -> LabelPlan | None:
    """Return what `place_all_labels` does, from an earlier build where that did the same."""

    def place() -> LabelPlan | None:
        from radar.layout.labels.placing import place_all_labels

        return place_all_labels(**task._asdict(), tall=True)

    def write(plan: LabelPlan | None) -> object:
        return plan and _write_plan(plan)

    def read(data: Any) -> LabelPlan | None:
        return None if data is None else _read_plan(task, data)

    return _take_or_make(steps, ("all labels", *_describe(task)), place, write, read)


def _describe(task: LabelTask) -> Iterator[object]:
    """Yield all of a task, in one order whatever that of the blips."""
    blips = sorted(task.blips)
    yield blips
    yield [getattr(task.obstacles, field.name) for field in fields(task.obstacles)]
    yield from (task.size, task.line_height)
    yield [task.before.get(blip.id) for blip in blips]


def _write_plan(plan: LabelPlan) -> object:
    kept = list(plan.memory.values())
    return plan.numbered, kept and kept[0].setting, [each.candidate for each in kept]


def _read_plan(task: LabelTask, data: Any) -> LabelPlan:
    numbered, setting, rows = data
    blips = sorted(task.blips)
    if not rows and numbered == [blip.id for blip in blips]:
        return LabelPlan({}, tuple(numbered), {})
    size, pitch, gap, face = setting
    return make_plan(blips, read_candidates(rows), Setting(size, pitch, gap, Face(*face)))


def take_arrangement(
    steps: Steps | None, items: Sequence[Item], plan: Plan, before: Arrangement | None
) -> Arrangement:
    """Return what `arrange` does, from an earlier build where that did the same."""

    def place() -> Arrangement:
        from radar.layout.placement.editions import arrange

        return arrange(items, plan, before)

    def read(data: Any) -> Arrangement:
        return _read_arrangement({item.id for item in items}, data)

    plan_values = [getattr(plan, field.name) for field in fields(plan)]
    made_from = ("arrangement", sorted(items), plan_values, before and _write_arrangement(before))
    return _take_or_make(steps, made_from, place, _write_arrangement, read)


def _write_arrangement(arrangement: Arrangement) -> object:
    shared = [(*at, ids) for at, ids in arrangement.overflow.items()]
    radii, points = arrangement.radii, arrangement.points
    return arrangement.radius, radii, arrangement.blip, points, shared, arrangement.unpinned


def _read_arrangement(ids: Set[str], data: Any) -> Arrangement:
    radius, radii, blip, every, shared, unpinned = data
    points = {name: Point(*point) for name, point in every.items()}
    overflow = {(sector, ring): tuple(members) for sector, ring, members in shared}
    clusters = {f"+{sector}.{ring}" for sector, ring in overflow}
    if points.keys() != set(ids).difference(*overflow.values()) | clusters:
        raise ValueError("the points are those of other items")
    numbers = (radius, blip, *radii, *chain(*points.values()))
    if not all(isinstance(each, float | int) for each in numbers):
        raise ValueError("a position is no number")
    return Arrangement(radius, tuple(radii), blip, points, overflow, tuple(unpinned))


def _take_or_make(
    steps: Steps | None,
    made_from: Sequence[object],
    make: Callable[[], _T],
    write: Callable[[_T], object],
    read: Callable[[Any], _T],
) -> _T:
    """Return the result of a step, taken from `steps` if it can be read, else made and added."""
    if steps is None:
        return make()
    asked = json.dumps(made_from)
    kept = steps.take(asked)
    if kept is not None:
        with suppress(TypeError, ValueError, LookupError, AttributeError):
            return read(json.loads(kept))
    result = make()
    steps.add(asked, json.dumps(write(result), separators=(",", ":")))
    return result
