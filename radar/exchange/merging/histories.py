"""Continuing the history of an existing entry with the placements of an import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from radar.editing import Decision, transition_of
from radar.errors import BadCall
from radar.model import Entry, Placement, Radar
from radar.telling import in_ids


class _Continuation(NamedTuple):
    """The decisions to record, the resulting history, and a message for each change."""

    decisions: tuple[Decision, ...]
    history: tuple[Placement, ...]
    told: tuple[str, ...]


def continue_history(radar: Radar, own: Entry, lines: Sequence[Placement]) -> _Continuation:
    """Return what the placements `lines` of an import change in the history of the entry `own`.

    Raises:
        BadCall: the entry would leave the radar in an edition in which it is not on it.
    """
    order = radar.edition_order
    mine = {order.get(line.edition, 0): line for line in own.history}
    theirs = {order.get(line.edition, 0): line for line in lines}
    here: Placement | None = None
    was: Placement | None = None
    decisions: list[Decision] = []
    history: list[Placement] = []
    told: list[str] = []
    for place in sorted(mine.keys() | theirs.keys()):
        here = mine.get(place, here)
        line = mine.get(place)
        if wanted := _decide(here, theirs.get(place)):
            told.append(in_ids(transition_of(radar, own, here, wanted), wanted.edition))
        elif line and history and not (was and was.quadrant == history[-1].quadrant):
            wanted = _restate(line, history[-1].quadrant)
        was = line or was
        if wanted:
            decisions.append(wanted)
            line = here = _placement(wanted, here, line)
        elif line and history and line.ring is None:
            line = here = line.model_copy(update={"quadrant": history[-1].quadrant})
        history += [line] if line else []
    _check(own, history)
    return _Continuation(tuple(decisions), tuple(history), tuple(told))


def _decide(here: Placement | None, line: Placement | None) -> Decision | None:
    """Return the decision that a line of an import makes, None if it changes nothing.

    `here` is where the entry stands before it.
    """
    if line is None or (line.ring is None and (here is None or here.ring is None)):
        return None
    if here and here.ring == line.ring and (here.quadrant == line.quadrant or line.ring is None):
        return None
    moves = line.ring is not None and (here is None or here.quadrant != line.quadrant)
    return Decision(line.edition, line.ring, line.quadrant if moves else None)


def _restate(line: Placement, before: str) -> Decision | None:
    """Return a decision that states the quadrant of a line if it differs from `before`.

    The line may have inherited its quadrant from a line that the import has changed.
    """
    if line.ring is None or line.quadrant == before:
        return None
    return Decision(line.edition, line.ring, line.quadrant)


def drop_needless_removals(lines: Sequence[Placement]) -> tuple[Placement, ...]:
    """Return a history without removals of an entry that is not on the radar at that time."""
    kept: list[Placement] = []
    for line in lines:
        if line.ring is not None or (kept and kept[-1].ring is not None):
            kept.append(line)
    return tuple(kept)


def _placement(wanted: Decision, here: Placement | None, line: Placement | None) -> Placement:
    """Return the line that a decision makes; the note of `line` in that edition stays."""
    quadrant = wanted.quadrant or (here.quadrant if here else "")
    note = line.note if line else {}
    return Placement(edition=wanted.edition, ring=wanted.ring, quadrant=quadrant, note=note)


def _check(own: Entry, history: Sequence[Placement]) -> None:
    rings = [None, *(line.ring for line in history)]
    if any(before is None and after is None for before, after in pairwise(rings)):
        raise BadCall(f"with the import, {own.id} would leave the radar where it is not on it")


def same_history(radar: Radar, one: Sequence[Placement], other: Sequence[Placement]) -> bool:
    """Return whether two histories are equal; a line without edition is of the oldest one."""
    first = radar.editions[0].id if radar.editions else ""
    return [_key(line, first) for line in one] == [_key(line, first) for line in other]


def _key(line: Placement, first: str) -> tuple[str, str | None, str, Mapping[str, str]]:
    return line.edition or first, line.ring, line.quadrant, line.note
