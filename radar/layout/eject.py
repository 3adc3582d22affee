"""Choose one spot for each name so that none meets another and the whole costs little.

Names with the fewest spots choose first. One that finds none free takes the place of whoever is
cheapest to move, and who often loses a place becomes dear (breakout local search). Then the whole
is improved: each name tries cheaper spots, moving one neighbour aside where both gain together.
The work is capped, and every decision is a comparison of numbers with a total order behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from radar.layout.board import Board
from radar.layout.candidates import Spot

EVICTIONS: Final = 10
"""How many evictions to allow per name that waits, and how many at most per name."""
SWEEPS: Final = 8
"""How often to go over all names to improve them."""
WORTH: Final = 0.05
"""What a move must gain."""


def choose(
    choices: Sequence[Sequence[Spot]], chosen: Sequence[Spot | None] = ()
) -> list[Spot | None]:
    """Return a spot for each name, None for those that found none; `chosen` is where to start."""
    board = Board(choices, chosen)
    order = sorted(range(len(choices)), key=lambda who: (hardness(choices[who]), who))
    for who in order:
        if board.chosen[who] is None:
            board.chosen[who], _ = board.best_free(who)
    settle(board, [who for who in order if board.chosen[who] is None and choices[who]])
    improve(board)
    return board.chosen


def hardness(spots: Sequence[Spot]) -> float:
    """Return how much choice a name has: its spots, the dear ones counting less."""
    total = 0.0
    for spot in spots:
        total += 1.0 / (1.0 + spot.cost)
    return total


def settle(board: Board, waiting: Sequence[int]) -> None:
    """Find places for those that wait, evicting others, until all stand or the cap is reached."""
    queue = [(0.0, who) for who in waiting]
    heapify(queue)
    best, least = list(board.chosen), len(queue)
    for _ in range(EVICTIONS * len(board.choices)):
        if not queue:
            break
        _, who = heappop(queue)
        board.weight[who] += 6.0
        for other in board.evict_for(who):
            board.chosen[other], _ = board.best_free(other)
            if board.chosen[other] is None:
                heappush(queue, (board.weight[other], other))
        if len(queue) < least:
            best, least = list(board.chosen), len(queue)
    board.chosen = best


def improve(board: Board) -> None:
    """Let names move to cheaper spots, alone or with one neighbour, until nobody gains."""
    for _ in range(SWEEPS):
        gained = False
        for who in range(len(board.chosen)):
            gained |= better(board, who)
        if not gained:
            break


def better(board: Board, who: int) -> bool:
    """Move one name, and a neighbour if need be, if that makes the whole cheaper."""
    old = board.chosen[who]
    if old is None:
        return False
    board.chosen[who] = None
    now = old.cost + board.others(who, old)[1]
    for spot in board.choices[who]:
        if spot.cost >= now - WORTH:
            break
        met, air = board.others(who, spot)
        gain = now - spot.cost - air - WORTH
        if gain > 0.0 and len(met) < 2 and board.swap(who, spot, met, gain):
            return True
    board.chosen[who] = old
    return False
