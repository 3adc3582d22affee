"""A decision about an entry, and the history that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from radar.changes import Transition, state_of, transition
from radar.errors import BadCall
from radar.model import Entry, Placement, Radar
from radar.text import UNSTATED


class Decision(NamedTuple):
    """From an edition on ('' in a radar without any), this ring; None for leaving the radar.

    Without a quadrant the entry stays in the one it is in. The note is a text, or one by language.
    """

    edition: str
    ring: str | None
    quadrant: str | None = None
    note: str | Mapping[str, str] = ""


def transition_of(
    radar: Radar, entry: Entry, before: Placement | None, decision: Decision
) -> Transition:
    """Return what a decision changes in the edition under which it is recorded.

    `before` is the line of the history that was in force there, None if there was none.
    """
    quadrant = decision.quadrant or (before or entry.history[0]).quadrant
    line = Placement(edition=decision.edition, ring=decision.ring, quadrant=quadrant)
    old, new = (state_of(entry, each, entry.name) for each in (before, line))
    return transition(old, new, [radar.ring_order], known=before is not None)


def apply_decision(radar: Radar, entry: Entry, decision: Decision) -> tuple[Placement, ...]:
    """Return the history of an entry with a decision in it.

    Raises:
        BadCall: the decision changes nothing or contradicts the history.
    """
    order, now = radar.edition_order, radar.edition_order.get(decision.edition, 0)
    if not radar.editions and (decision.note or decision.ring is None):
        what = "a note belongs" if decision.note else "leaving belongs"
        raise BadCall(f"{what} to an edition, and this radar has none. First: radar snapshot NAME")
    if now < len(radar.closed):
        ring = decision.ring or "removed"
        raise BadCall(
            f"the edition {decision.edition!r} is closed and stays as it was published. To correct "
            f"what was published: radar amend {decision.edition} {entry.id} --ring {ring}"
        )
    if entry.departed:
        raise BadCall(f"{entry.id} has no file any more. Make one first: radar new")
    if decision.ring is None and decision.quadrant:
        raise BadCall("an entry that leaves the radar cannot change its quadrant")
    earlier = [line for line in entry.history if order.get(line.edition, 0) < now]
    later = [line for line in entry.history if order.get(line.edition, 0) > now]
    there = [line for line in entry.history if order.get(line.edition, 0) == now]
    if _takes_back_a_return(radar, earlier, there, decision) and not later:
        return tuple(earlier)
    force = (there or earlier or later or [entry.history[0]])[-1]
    quadrant = decision.quadrant or force.quadrant
    said = {UNSTATED: decision.note} if isinstance(decision.note, str) else decision.note
    note = said if decision.note else there[-1].note if there else {}
    line = Placement(edition=decision.edition, ring=decision.ring, quadrant=quadrant, note=note)
    _check_change(radar, entry, (there or earlier)[-1:], line, said_so=bool(decision.note))
    history = (*earlier, line, *later)
    _check_sense(entry, history)
    return history


def _takes_back_a_return(
    radar: Radar, earlier: list[Placement], there: list[Placement], decision: Decision
) -> bool:
    """Return whether an entry that left in a closed edition is not to come back after all.

    A reason would be for nothing, because the entry left before.
    """
    left = bool(radar.closed and earlier) and earlier[-1].ring is None
    back = bool(there) and there[-1].ring is not None
    return left and back and decision.ring is None and not decision.note


def _check_change(
    radar: Radar, entry: Entry, before: list[Placement], line: Placement, *, said_so: bool
) -> None:
    """Refuse a decision that changes nothing: the same place, and nothing said of it."""
    if not before or (before[0].ring, before[0].quadrant) != (line.ring, line.quadrant):
        return
    here = before[0].edition in ("", line.edition)
    if said_so and not (here and before[0].note == line.note):
        return
    where = f"on {radar.say(radar.ring(line.ring).name)}" if line.ring else "off the radar"
    hint = "" if said_so else "; a reason can be added with --note"
    raise BadCall(f"{radar.say(entry.name)} is {where} already{hint}")


def _check_sense(entry: Entry, history: tuple[Placement, ...]) -> None:
    """Refuse a history in which an entry leaves that is not there."""
    if history[0].ring is None:
        raise BadCall(f"{entry.id} cannot be removed before it was ever placed")
    for before, line in pairwise(history):
        if before.ring is None and line.ring is None:
            raise BadCall(
                f"{entry.id} would be removed twice in a row: "
                f"in {before.edition} and again in {line.edition}"
            )
