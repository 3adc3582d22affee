"""The board on which names choose their spots, against asking every pair of spots."""

from __future__ import annotations

from random import Random

import pytest

from radar.layout.geometry import Point
from radar.layout.labels.assignment import fill, improve, settle, waiting
from radar.layout.labels.candidates import Spot
from radar.layout.labels.conflicts import BESIDE, Board, grown, rectangles
from radar.layout.labels.overlaps import Rectangle
from radar.layout.labels.typesetting import TALL, USUAL, Face, Shape

SHAPE = Shape(("x",), 30.0, 12.0, 0.0)


def some(random: Random, count: int) -> list[Spot]:
    """Return spots, some with leaders, cheapest first."""
    found = []
    for _ in range(count):
        x, y, led = random.randrange(150), random.randrange(90), random.random() < 0.2
        leader = (Point(x - 20.0, y - 9.0), Point(float(x), float(y))) if led else ()
        cost = float(random.randrange(20))
        found.append(Spot(x, y, x + 30.0, y + 12.0, cost, SHAPE, "start", False, leader))
    return sorted(found, key=lambda spot: spot.cost)


def meet(a: Rectangle, b: Rectangle) -> bool:
    """Tell whether two rectangles share more than an edge."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def clash(a: Spot, b: Spot, face: Face) -> bool:
    """Tell whether two spots are in each other's way, the plain way."""
    return any(
        meet(grown(one, BESIDE, face.apart), other)
        for one in rectangles(a)
        for other in rectangles(b)
    )


def in_the_way(board: Board, spot: int) -> list[int]:
    """Return who is in the way of a spot, asking everybody."""
    return [
        who
        for who, taken in enumerate(board.chosen)
        if taken >= 0
        and who != board.owner[spot]
        and clash(board.spots[taken], board.spots[spot], board.face)
    ]


@pytest.mark.parametrize("face", [USUAL, TALL])
@pytest.mark.parametrize("seed", range(6))
def test_everybody_knows_who_is_in_the_way(seed: int, face: Face) -> None:
    """Whatever was taken, left and offered later, each spot knows whom it would evict."""
    random = Random(seed)  # noqa: S311 - no secret hangs on it
    board = Board([some(random, 8) for _ in range(12)], face)
    fill(board)
    board.offer({who: some(random, 5) for who in (0, 3, 11)})
    settle(board)
    board.leave(4)
    improve(board)
    for spot in range(len(board.spots)):
        assert sorted(board.in_way[spot]) == in_the_way(board, spot)
    for who, spot in enumerate(board.chosen):
        costs = [board.cost[each] for each in board.of[who]]
        assert costs == sorted(costs)
        if spot >= 0:
            assert board.owner[spot] == who
            assert not board.in_way[spot]


@pytest.mark.parametrize("seed", range(6))
def test_improving_makes_the_whole_cheaper(seed: int) -> None:
    """Nobody loses a place, and what all pay together is no more than before."""
    random = Random(seed)  # noqa: S311 - no secret hangs on it
    board = Board([some(random, 10) for _ in range(8)])
    fill(board)
    settle(board)
    left, before = waiting(board), paid(board)
    improve(board)
    assert waiting(board) == left
    assert paid(board) <= before


def paid(board: Board) -> float:
    """Return what all names pay for their own spots, those beside air that they share aside."""
    return sum(board.cost[spot] for spot in board.chosen if spot >= 0)
