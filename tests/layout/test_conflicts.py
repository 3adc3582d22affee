"""The conflict graph of labels, compared with a test of every pair of candidates."""

from __future__ import annotations

from random import Random

import pytest

from radar.layout.geometry import Point
from radar.layout.labels.assignment import (
    improve,
    place_by_eviction,
    place_greedily,
    unplaced_labels,
)
from radar.layout.labels.candidates import Candidate
from radar.layout.labels.conflicts import LEAST_GAP, ConflictGraph, covering_boxes, expand
from radar.layout.labels.overlaps import Rectangle
from radar.layout.labels.typesetting import TALL_FACE, USUAL_FACE, Face, LabelShape

SHAPE = LabelShape(("x",), 30.0, 12.0, 0.0)


def some(random: Random, count: int) -> list[Candidate]:
    """Return spots, some with leaders, cheapest first."""
    found = []
    for _ in range(count):
        x, y, led = random.randrange(150), random.randrange(90), random.random() < 0.2
        leader = (Point(x - 20.0, y - 9.0), Point(float(x), float(y))) if led else ()
        cost = float(random.randrange(20))
        found.append(Candidate(x, y, x + 30.0, y + 12.0, cost, SHAPE, "start", False, leader))
    return sorted(found, key=lambda candidate: candidate.cost)


def meet(a: Rectangle, b: Rectangle) -> bool:
    """Tell whether two rectangles share more than an edge."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def clash(a: Candidate, b: Candidate, face: Face) -> bool:
    """Tell whether two spots are in each other's way, the plain way."""
    return any(
        meet(expand(one, LEAST_GAP, face.apart), other)
        for one in covering_boxes(a)
        for other in covering_boxes(b)
    )


def in_the_way(graph: ConflictGraph, candidate: int) -> list[int]:
    """Return who is in the way of a spot, asking everybody."""
    return [
        label
        for label, taken in enumerate(graph.position_of)
        if taken >= 0
        and label != graph.owner[candidate]
        and clash(graph.candidates[taken], graph.candidates[candidate], graph.face)
    ]


@pytest.mark.parametrize("face", [USUAL_FACE, TALL_FACE])
@pytest.mark.parametrize("seed", range(6))
def test_everybody_knows_who_is_in_the_way(seed: int, face: Face) -> None:
    """Whatever was taken, left and offered later, each spot knows whom it would evict."""
    random = Random(seed)  # noqa: S311 - no secret hangs on it
    graph = ConflictGraph([some(random, 8) for _ in range(12)], face)
    place_greedily(graph)
    graph.add_candidates({label: some(random, 5) for label in (0, 3, 11)})
    place_by_eviction(graph)
    graph.remove(4)
    improve(graph)
    for candidate in range(len(graph.candidates)):
        assert sorted(graph.blockers[candidate]) == in_the_way(graph, candidate)
    for label, candidate in enumerate(graph.position_of):
        costs = [graph.cost[each] for each in graph.candidates_of[label]]
        assert costs == sorted(costs)
        if candidate >= 0:
            assert graph.owner[candidate] == label
            assert not graph.blockers[candidate]


@pytest.mark.parametrize("seed", range(6))
def test_improving_makes_the_whole_cheaper(seed: int) -> None:
    """Nobody loses a place, and what all pay together is no more than before."""
    random = Random(seed)  # noqa: S311 - no secret hangs on it
    graph = ConflictGraph([some(random, 10) for _ in range(8)])
    place_greedily(graph)
    place_by_eviction(graph)
    left, before = unplaced_labels(graph), paid(graph)
    improve(graph)
    assert unplaced_labels(graph) == left
    assert paid(graph) <= before


def paid(graph: ConflictGraph) -> float:
    """Return what all names pay for their own spots, those beside air that they share aside."""
    return sum(graph.cost[candidate] for candidate in graph.position_of if candidate >= 0)
