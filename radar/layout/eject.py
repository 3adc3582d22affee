"""Choose one spot for each name so that none clashes with another and the whole costs little.

Names with the fewest spots choose first. One that finds none free takes the place of whoever is
cheapest to move, and who often loses a place becomes dear (breakout local search). Then the whole
is improved: each name tries cheaper spots, and those who stand there step aside if they can, and
so on for a few steps. The work is capped, and every decision is a comparison of numbers with a
total order behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from radar.layout.board import Board
from radar.layout.candidates import Spot

PATIENCE: Final = 2
"""How many evictions per name to allow without one more name finding a place."""
DEARER: Final = 4.0
"""How much dearer each eviction makes a name."""
SWEEPS: Final = 6
"""How often to go over all names to improve them."""
DEPTH: Final = 3
"""How many names may step aside for one another in a row."""
WORTH: Final = 0.05
"""What a move must gain."""
NOWHERE: Final = 1e9


def choose(
    choices: Sequence[Sequence[Spot]], chosen: Sequence[Spot | None] = ()
) -> list[Spot | None]:
    """Return a spot for each name, None for those that found none; `chosen` is where to start."""
    board = Board(choices)
    for who, spot in enumerate(chosen):
        if spot is not None:
            at = board.of[who].start + choices[who].index(spot)
            board.take(who, -1 if board.clash(at) else at)
    order = sorted(range(len(choices)), key=lambda who: (hardness(choices[who]), who))
    for who in order:
        if board.chosen[who] < 0:
            board.take(who, board.best_free(who, NOWHERE))
    settle(board, [who for who in order if board.chosen[who] < 0 and choices[who]])
    improve(board)
    return [board.spots[spot] if spot >= 0 else None for spot in board.chosen]


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
    best, least, left = list(board.chosen), len(queue), PATIENCE * len(board.of)
    while queue and left:
        left -= 1
        _, who = heappop(queue)
        board.weight[who] += DEARER
        for other in evict_for(board, who):
            board.take(other, board.best_free(other, NOWHERE))
            if board.chosen[other] < 0:
                heappush(queue, (board.weight[other], other))
        if len(queue) < least:
            best, least, left = list(board.chosen), len(queue), PATIENCE * len(board.of)
    for who in range(len(best)):
        board.take(who, -1)
    for who, spot in enumerate(best):
        board.take(who, spot)


def evict_for(board: Board, who: int) -> list[int]:
    """Give a name the spot that is cheapest with all whom it evicts; return those."""
    least, best, evicted = NOWHERE, -1, list[int]()
    for spot in board.of[who]:
        if board.cost[spot] >= least:
            break
        others = board.owners(board.clash(spot))
        price = board.price(spot)
        for other in others:
            price += board.weight[other]
        if price < least:
            least, best, evicted = price, spot, others
    for other in evicted:
        board.take(other, -1)
    board.take(who, best)
    return evicted


def improve(board: Board) -> None:
    """Let names move to cheaper spots, others stepping aside, until nobody gains."""
    for _ in range(SWEEPS):
        gained = False
        for who in range(len(board.chosen)):
            if board.chosen[who] >= 0:
                gained |= better(board, who)
        if not gained:
            break


def better(board: Board, who: int) -> bool:
    """Move one name, others stepping aside, if that makes the whole cheaper."""
    old = board.chosen[who]
    board.take(who, -1)
    board.clash(old)
    if step(board, who, board.price(old) - WORTH, DEPTH, ()):
        return True
    board.take(who, old)
    return False


def step(board: Board, who: int, limit: float, depth: int, still: tuple[int, ...]) -> bool:
    """Find a name a spot that costs less than a limit, with what others pay to step aside.

    Those in `still` stay where they are. Without such a spot the board is left as it was.
    """
    for spot in board.of[who]:
        if board.cost[spot] >= limit:
            return False
        others = board.owners(board.clash(spot))
        price = board.price(spot)
        if price >= limit or len(others) > (1 if depth else 0):
            continue
        if not others:
            board.take(who, spot)
            return True
        other = others[0]
        if other in still:
            continue
        old = board.chosen[other]
        board.take(other, -1)
        board.take(who, spot)
        gain = limit - price
        if step(board, other, board.cost[old] + gain, depth - 1, (*still, who)):
            return True
        board.take(who, -1)
        board.take(other, old)
    return False
