"""The search: each label gets one candidate, without clashes and at a low total cost.

`fill` places the labels that have the least choice first. `settle` gives each label that is left
the candidate that is cheapest with all labels that it evicts; every eviction makes a label more
expensive to evict, so that the search leaves local optima (breakout local search). `improve` then
lets labels take cheaper candidates, one other stepping aside. All loops are bounded, and ties are
broken by number, so that results are the same on every machine.

`python -m benchmarks.names` shows what a change of the numbers below does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from radar.layout.labels.assignment import NONE, Assignment, Rivals

_EVICTION_COST: Final = 8.0
"""What is added to the cost of evicting a label each time that it is placed by eviction."""
_SWEEPS: Final = 2
"""How many times at most to go through all labels to improve them: a third gains nearly nothing."""
_LEAST_GAIN: Final = 0.05
"""Least gain for which a label is moved: more than rounding errors."""
_CHEAP: Final = 2.5
"""A label that costs no more is not improved: it is on one or two lines, right beside its blip."""
_MOST_TRIED: Final = 14
"""Number of cheaper candidates that are tried for one label."""
_STEP_ASIDE_COST: Final = 1.5
"""Least gain for which another label has to step aside."""

Prepare = Callable[[int], None]
"""Makes sure that a label has its usual candidates."""


def fill(assignment: Assignment, prepare: Prepare, most_left: int) -> bool:
    """Place labels on their cheapest free candidates, those with the least choice first.

    It ends early, and returns false, when more than `most_left` labels find no free candidate:
    they would find none later, as no label moves here.
    """
    order: list[tuple[float, int]] = []
    for label in assignment.find_unplaced():
        prepare(label)
        order.append((_choice(assignment, label), label))
    left = 0
    for _, label in sorted(order):
        candidate = assignment.best_free(label)
        if candidate != NONE:
            assignment.place(label, candidate)
            continue
        left += 1
        if left > most_left:
            return False
    return True


def _choice(assignment: Assignment, label: int) -> float:
    """Return how much choice a label has: its number of candidates, dear ones counting less."""
    total = 0.0
    for cost in assignment.costs[label]:
        total += 1.0 / (1.0 + cost)
    return total


def settle(assignment: Assignment, prepare: Prepare, patience: int) -> None:
    """Place the remaining labels by evicting others.

    It ends after `patience` evictions in a row that leave no fewer labels without a position. The
    result is the state in which the fewest labels were without one.
    """
    weight = assignment.weight
    queue = [
        (weight[label], label)
        for label in assignment.find_unplaced()
        if assignment.candidates[label]
    ]
    heapify(queue)
    best, least, left = list(assignment.position), len(queue), patience
    while queue and left:
        left -= 1
        _, label = heappop(queue)
        for other in _place_by_eviction(assignment, prepare, label):
            heappush(queue, (weight[other], other))
        if len(queue) < least:
            best, least, left = list(assignment.position), len(queue), patience
    _restore(assignment, best)


def _place_by_eviction(assignment: Assignment, prepare: Prepare, label: int) -> list[int]:
    """Place a label, and elsewhere those that it evicts; return those that have no position now."""
    assignment.weight[label] += _EVICTION_COST
    candidate, evicted = assignment.best_with_evictions(label)
    for other in evicted:
        assignment.place(other, NONE)
    assignment.place(label, candidate)
    homeless: list[int] = []
    for other in evicted:
        prepare(other)
        free = assignment.best_free(other)
        if free == NONE:
            homeless.append(other)
        else:
            assignment.place(other, free)
    return homeless


def _restore(assignment: Assignment, position: Sequence[int]) -> None:
    """Put all labels back to the given positions."""
    for label, candidate in enumerate(position):
        if candidate != assignment.position[label]:
            assignment.place(label, candidate)


def improve(assignment: Assignment, movable: Sequence[int], fixed: Sequence[bool]) -> None:
    """Move the labels of `movable` to cheaper candidates, until no move gains anything.

    Labels for which `fixed` is true do not step aside.
    """
    for _ in range(_SWEEPS):
        gains = [_improve_one(assignment, label, fixed) for label in movable]
        if not any(gains):
            break


def _improve_one(assignment: Assignment, label: int, fixed: Sequence[bool]) -> bool:
    """Move one label, and another out of its way, if that lowers the total cost."""
    here = assignment.position[label]
    if here == NONE:
        return False
    rivals = assignment.rivals(label)
    limit = rivals.price(here) - _LEAST_GAIN
    if limit < _CHEAP:
        return False
    cheaper = sorted((cost, number) for number, cost in enumerate(rivals.costs) if cost < limit)
    return any(
        _move_to(assignment, rivals, label, number, limit, fixed)
        for _, number in cheaper[:_MOST_TRIED]
    )


def _move_to(
    assignment: Assignment,
    rivals: Rivals,
    label: int,
    candidate: int,
    limit: float,
    fixed: Sequence[bool],
) -> bool:
    """Move a label to a candidate if it costs less than `limit`, with who steps aside."""
    price = rivals.price(candidate)
    if price >= limit:
        return False
    blockers = rivals.blockers(candidate)
    if not blockers:
        assignment.place(label, candidate)
        return True
    if len(blockers) > 1 or price >= limit - _STEP_ASIDE_COST or fixed[blockers[0]]:
        return False
    return _move_with_other(assignment, label, candidate, blockers[0], limit - price)


def _move_with_other(
    assignment: Assignment, label: int, candidate: int, other: int, room: float
) -> bool:
    """Move a label to where another is, if that other one finds a place that costs little more.

    `room` is how much more.
    """
    here, theirs = assignment.position[label], assignment.position[other]
    limit = assignment.costs[other][theirs] + room
    if not assignment.has_other(other, limit):
        return False
    assignment.place(other, NONE)
    assignment.place(label, candidate)
    free = assignment.best_free(other, limit)
    if free != NONE:
        assignment.place(other, free)
        return True
    assignment.place(label, here)
    assignment.place(other, theirs)
    return False
