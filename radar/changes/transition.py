"""One entry before and after: how it moved. The only place where movement is computed.

An `EntryState` is what is true of one entry in one state of a radar, be that an edition, a folder
or a published file. A `Transition` is two of them, and what follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, cast

from radar.model import Entry, Movement, Placement

TransitionKind = Literal[
    "new", "returned", "in", "out", "removed", "turned", "renamed", "hidden", "shown"
]
"""What can happen to an entry; `turned` is a move to another quadrant."""
RingOrder = Mapping[str, int]
"""Ring id → its index, 0 the innermost."""


class EntryState(NamedTuple):
    """What is true of an entry in one state; `ring` and `quadrant` are None off the radar.

    `name` has the words by language; it is empty where there is no such entry.
    """

    ring: str | None = None
    quadrant: str | None = None
    name: Mapping[str, str] = {}
    hidden: bool = False


class Transition(NamedTuple):
    """An entry in an earlier state and in a later, and how it moved in between.

    `steps` counts rings, positive towards the centre; it is 0 where the entry is off the radar in
    one of the states.
    """

    before: EntryState
    after: EntryState
    movement: Movement
    steps: int = 0

    @property
    def away(self) -> bool:
        """Whether the entry is off the radar in both states."""
        return self.before.ring is None and self.after.ring is None

    @property
    def stays(self) -> bool:
        """Whether the entry is on the radar in both states."""
        return self.before.ring is not None and self.after.ring is not None

    @property
    def changes_ring(self) -> bool:
        """Whether the entry is on the radar in both states, in different rings."""
        return self.stays and self.before.ring != self.after.ring

    @property
    def changes_quadrant(self) -> bool:
        """Whether the entry is on the radar in both states, in different quadrants."""
        return self.stays and self.before.quadrant != self.after.quadrant

    @property
    def changes_name(self) -> bool:
        """Whether the entry is there in both states, and has another name in some language.

        A name in one more language is no other name.
        """
        old, new = self.before.name, self.after.name
        return old != new and any(
            old[language] != new[language] for language in old if language in new
        )

    @property
    def changes_drawing(self) -> bool:
        """Whether the entry is on the radar in both states, and drawn in only one of them."""
        return self.stays and self.before.hidden != self.after.hidden

    @property
    def kinds(self) -> tuple[TransitionKind, ...]:
        """All that happened to the entry, in words for programs, the most important first."""
        if self.before is self.after and self.movement is Movement.UNCHANGED:
            return ()  # as of most entries in most editions
        kinds: list[TransitionKind] = []
        if self.movement is not Movement.UNCHANGED:
            kinds.append(cast("TransitionKind", self.movement.value))
        if self.changes_quadrant:
            kinds.append("turned")
        if self.changes_name:
            kinds.append("renamed")
        if self.changes_drawing:
            kinds.append("hidden" if self.after.hidden else "shown")
        return tuple(kinds)


def state_of(
    entry: Entry | None,
    line: Placement | None,
    name: Mapping[str, str],
    *,
    hidden: bool | None = None,
) -> EntryState:
    """Return the state of an entry, given the line of its history that is in force.

    `name` is what it is called then, with words of no stated language under the radar's first;
    `hidden` tells whether it is drawn then, by default as today.
    """
    if entry is None:
        return EntryState()
    ring = line.ring if line else None
    quadrant = line.quadrant if line and ring is not None else None
    return EntryState(ring, quadrant, name, entry.hidden if hidden is None else hidden)


def transition(
    before: EntryState, after: EntryState, orders: Sequence[RingOrder], *, known: bool
) -> Transition:
    """Return how an entry went from one state to another.

    `orders` are those of the rings before and after, by the ids of the later state; of one radar
    it is the same one twice, or once. `known` tells that the entry was on the radar at some time
    before, so that it can return.

    >>> rings = {"adopt": 0, "trial": 1, "hold": 2}
    >>> old, new = EntryState("hold", "tools"), EntryState("adopt", "platforms")
    >>> transition(old, new, [rings], known=True).steps
    2
    >>> transition(old, new, [rings], known=True).kinds
    ('in', 'turned')
    """
    steps = _count_steps(orders, before.ring, after.ring)
    return Transition(before, after, _movement(before.ring, after.ring, steps, known=known), steps)


def _movement(before: str | None, ring: str | None, steps: int, *, known: bool) -> Movement:
    if ring is None:
        return Movement.UNCHANGED if before is None else Movement.REMOVED
    if before is None:
        return Movement.RETURNED if known else Movement.NEW
    return Movement.IN if steps > 0 else Movement.OUT if steps < 0 else Movement.UNCHANGED


def _count_steps(orders: Sequence[RingOrder], before: str | None, ring: str | None) -> int:
    """Return how many rings an entry moved, positive towards the centre.

    If both radars have both rings, the larger count is taken. If each radar lacks the other's
    ring, their indexes are compared. If the radars disagree on the direction, because rings
    changed their order, the result is 0 unless one count is larger.
    """
    if before is None or ring is None or before == ring:
        return 0
    counts = [order[before] - order[ring] for order in orders if before in order and ring in order]
    counts = counts or [orders[0][before] - orders[-1][ring]]
    inward, outward = max(counts), -min(counts)
    return inward if inward > outward else -outward if outward > inward else 0
