"""Choose one candidate for each label, without conflicts and at a low total cost.

`place_greedily` begins with the labels that have the least choice. `place_by_eviction` gives each
label that is left a candidate whose blockers are cheapest to evict; every eviction makes a label
more expensive to evict, so that the search leaves local optima (breakout local search). `improve`
then moves labels to cheaper candidates, moving up to three others out of the way in turn. All
loops are bounded, and ties are broken by number, so that results are the same on every machine.

`python -m benchmarks.names` shows what a change of the numbers below does.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from radar.layout.labels.conflicts import ConflictGraph

_EVICTIONS_PER_LABEL: Final = 2
"""Evictions, times the number of labels, that are allowed before one more label is placed."""
_EVICTION_COST: Final = 8.0
"""What is added to the cost of evicting a label each time that it is placed by eviction."""
_SWEEPS: Final = 6
"""How many times at most to go through all labels to improve them."""
_CHAIN_LENGTH: Final = 3
"""How many labels may move out of the way of one another in a row."""
_LEAST_GAIN: Final = 0.05
"""Least gain for which a label is moved: more than rounding errors."""
_NO_LIMIT: Final = 1e9
"""More than any cost."""


def place_greedily(graph: ConflictGraph) -> None:
    """Place every label on its cheapest free candidate, those with the least choice first."""
    order = sorted((_choice(graph, label), label) for label in unplaced_labels(graph))
    for _, label in order:
        candidate = graph.best_free(label)
        if candidate >= 0:
            graph.place(label, candidate)


def unplaced_labels(graph: ConflictGraph) -> list[int]:
    """Return the numbers of the labels without a position."""
    return [label for label, candidate in enumerate(graph.position_of) if candidate < 0]


def _choice(graph: ConflictGraph, label: int) -> float:
    """Return how much choice a label has: its number of candidates, dear ones counting less."""
    total = 0.0
    for candidate in graph.candidates_of[label]:
        total += 1.0 / (1.0 + graph.cost[candidate])
    return total


def place_by_eviction(graph: ConflictGraph) -> None:
    """Place the remaining labels by evicting others, until all are placed or the limit is reached.

    The result is the state in which the fewest labels were without a position.
    """
    queue = [
        (graph.weight[label], label)
        for label in unplaced_labels(graph)
        if graph.candidates_of[label]
    ]
    heapify(queue)
    best, least, left = (
        list(graph.position_of),
        len(queue),
        _EVICTIONS_PER_LABEL * len(graph.candidates_of),
    )
    while queue and left:
        left -= 1
        _, label = heappop(queue)
        graph.weight[label] += _EVICTION_COST
        for other in _evict_for(graph, label):
            candidate = graph.best_free(other)
            if candidate >= 0:
                graph.place(other, candidate)
            else:
                heappush(queue, (graph.weight[other], other))
        if len(queue) < least:
            best, least, left = (
                list(graph.position_of),
                len(queue),
                _EVICTIONS_PER_LABEL * len(graph.candidates_of),
            )
    _restore(graph, best)


def _restore(graph: ConflictGraph, position_of: Sequence[int]) -> None:
    """Put all labels back to the given positions, a candidate or -1 for each label."""
    changed = [
        label
        for label, candidate in enumerate(position_of)
        if candidate != graph.position_of[label]
    ]
    for label in changed:
        graph.remove(label)
    for label in changed:
        if position_of[label] >= 0:
            graph.place(label, position_of[label])


def _evict_for(graph: ConflictGraph, label: int) -> list[int]:
    """Place a label where candidate and evictions are cheapest; return the evicted labels."""
    least, best = _NO_LIMIT, -1
    for candidate in graph.candidates_of[label]:
        if graph.cost[candidate] >= least:
            break
        price_of = graph.price_of(candidate)
        for other in graph.blockers[candidate]:
            price_of += graph.weight[other]
        if price_of < least:
            least, best = price_of, candidate
    evicted = sorted(graph.blockers[best])
    for other in evicted:
        graph.remove(other)
    graph.place(label, best)
    return evicted


def improve(graph: ConflictGraph) -> None:
    """Move labels to cheaper candidates, others out of their way, until no move gains anything."""
    for _ in range(_SWEEPS):
        gained = False
        for label in range(len(graph.position_of)):
            if graph.position_of[label] >= 0:
                gained |= _improve_one(graph, label)
        if not gained:
            break


def _improve_one(graph: ConflictGraph, label: int) -> bool:
    """Move one label, and others out of its way, if that lowers the total cost."""
    limit = graph.price_of(graph.position_of[label]) - _LEAST_GAIN
    if graph.cost[graph.candidates_of[label][0]] >= limit:
        return False
    old = graph.remove(label)
    if _move_if_cheaper(graph, label, limit, _CHAIN_LENGTH, (label,)):
        return True
    graph.place(label, old)
    return False


def _move_if_cheaper(
    graph: ConflictGraph, label: int, limit: float, depth: int, still: tuple[int, ...]
) -> bool:
    """Place a label so that it and the labels moved out of its way cost less than `limit`.

    At most `depth` others are moved in a row, none of those in `still`. Return whether that was
    possible; if not, nothing is changed.
    """
    most = 1 if depth else 0
    for candidate in graph.candidates_of[label]:
        if graph.cost[candidate] >= limit:
            return False
        others = graph.blockers[candidate]
        price_of = graph.price_of(candidate)
        if price_of >= limit or len(others) > most:
            continue
        if not others:
            graph.place(label, candidate)
            return True
        (other,) = others
        if other in still:
            continue
        room = graph.cost[graph.position_of[other]] + limit - price_of
        if not _may_move_away(graph, other, candidate, room, depth - 1):
            continue
        old = graph.remove(other)
        graph.place(label, candidate)
        if _move_if_cheaper(graph, other, room, depth - 1, (*still, other)):
            return True
        graph.remove(label)
        graph.place(other, old)
    return False


def _may_move_away(
    graph: ConflictGraph, label: int, taken_by: int, limit: float, depth: int
) -> bool:
    """Return whether a label may have a candidate elsewhere that does not block `taken_by`.

    This is a quick test that avoids most of the moves that would be undone; it changes no result.
    """
    most = 1 if depth else 0
    for candidate in graph.candidates_of[label]:
        if graph.cost[candidate] >= limit:
            return False
        if (
            len(graph.blockers[candidate]) <= most
            and candidate not in graph.conflicts_of(taken_by).overlapping
        ):
            return True
    return False
