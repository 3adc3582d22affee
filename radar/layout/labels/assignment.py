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

from radar.layout.labels.conflicts import Board

PATIENCE: Final = 2
"""How many evictions per name to allow without one more name finding a place."""
DEARER: Final = 8.0
"""How much dearer each eviction makes a name."""
SWEEPS: Final = 6
"""How often to go over all names to improve them."""
DEPTH: Final = 3
"""How many names may step aside for one another in a row."""
WORTH: Final = 0.05
"""What a move must gain."""
NOWHERE: Final = 1e9


def fill(board: Board) -> None:
    """Let every name choose a free spot, those with the least choice first."""
    order = sorted((hardness(board, who), who) for who in waiting(board))
    for _, who in order:
        spot = board.best_free(who)
        if spot >= 0:
            board.take(who, spot)


def waiting(board: Board) -> list[int]:
    """Return the names that stand nowhere."""
    return [who for who, spot in enumerate(board.chosen) if spot < 0]


def hardness(board: Board, who: int) -> float:
    """Return how much choice a name has: its spots, the dear ones counting less."""
    total = 0.0
    for spot in board.of[who]:
        total += 1.0 / (1.0 + board.cost[spot])
    return total


def settle(board: Board) -> None:
    """Find places for those that wait, evicting others, until all stand or the cap is reached."""
    queue = [(board.weight[who], who) for who in waiting(board) if board.of[who]]
    heapify(queue)
    best, least, left = list(board.chosen), len(queue), PATIENCE * len(board.of)
    while queue and left:
        left -= 1
        _, who = heappop(queue)
        board.weight[who] += DEARER
        for other in evict_for(board, who):
            spot = board.best_free(other)
            if spot >= 0:
                board.take(other, spot)
            else:
                heappush(queue, (board.weight[other], other))
        if len(queue) < least:
            best, least, left = list(board.chosen), len(queue), PATIENCE * len(board.of)
    restore(board, best)


def restore(board: Board, chosen: Sequence[int]) -> None:
    """Let all names stand where they stood."""
    moved = [who for who, spot in enumerate(chosen) if spot != board.chosen[who]]
    for who in moved:
        board.leave(who)
    for who in moved:
        if chosen[who] >= 0:
            board.take(who, chosen[who])


def evict_for(board: Board, who: int) -> list[int]:
    """Give a name the spot that is cheapest with all whom it evicts; return those."""
    least, best = NOWHERE, -1
    for spot in board.of[who]:
        if board.cost[spot] >= least:
            break
        price = board.price(spot)
        for other in board.in_way[spot]:
            price += board.weight[other]
        if price < least:
            least, best = price, spot
    evicted = sorted(board.in_way[best])
    for other in evicted:
        board.leave(other)
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
    limit = board.price(board.chosen[who]) - WORTH
    if board.cost[board.of[who][0]] >= limit:
        return False
    old = board.leave(who)
    if step(board, who, limit, DEPTH, (who,)):
        return True
    board.take(who, old)
    return False


def step(board: Board, who: int, limit: float, depth: int, still: tuple[int, ...]) -> bool:
    """Find a name a spot that costs less than a limit, with what others pay to step aside.

    Those in `still` stay where they are. Without such a spot the board is left as it was.
    """
    most = 1 if depth else 0
    for spot in board.of[who]:
        if board.cost[spot] >= limit:
            return False
        others = board.in_way[spot]
        price = board.price(spot)
        if price >= limit or len(others) > most:
            continue
        if not others:
            board.take(who, spot)
            return True
        (other,) = others
        if other in still:
            continue
        room = board.cost[board.chosen[other]] + limit - price
        if not may_step(board, other, spot, room, depth - 1):
            continue
        old = board.leave(other)
        board.take(who, spot)
        if step(board, other, room, depth - 1, (*still, other)):
            return True
        board.leave(who)
        board.take(other, old)
    return False


def may_step(board: Board, who: int, away: int, limit: float, depth: int) -> bool:
    """Tell whether a name has a spot to step aside to that leaves another free.

    This saves most of the moves that would be taken back; it changes none of the others.
    """
    most = 1 if depth else 0
    for spot in board.of[who]:
        if board.cost[spot] >= limit:
            return False
        if len(board.in_way[spot]) <= most and spot not in board.around(away).tight:
            return True
    return False
