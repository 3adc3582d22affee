"""Editions → where every entry stands, and how it moved.

Movement is computed from the histories alone and never written, so it cannot contradict them.
An entry keeps its ring from edition to edition until a later line of its history changes it.
"""

from __future__ import annotations

from typing import NamedTuple

from radar.model import Entry, Movement, Placement, Radar, said


class Standing(NamedTuple):
    """Where one entry stands in one edition.

    `ring` is None in the one edition in which the entry left. `before` is the ring of the
    edition before, None where it had none. `since` is the edition in which it came to its ring.
    `number` counts the drawn entries from 1 by quadrant (clockwise), ring (inner first) and name
    in the default language; 0 stands for an entry that is not drawn.
    """

    entry: Entry
    ring: str | None
    quadrant: str
    movement: Movement
    before: str | None = None
    since: str = ""
    number: int = 0

    @property
    def drawn(self) -> bool:
        """Whether the entry has a blip: on the radar and not hidden."""
        return self.ring is not None and not self.entry.hidden


def standings(radar: Radar, edition: str | None = None) -> tuple[Standing, ...]:
    """Return where every entry stands in an edition (the newest by default), in id order.

    Entries that had not come yet, or that had left in an earlier edition, are not among them;
    an entry that leaves in this very edition is, with `ring` None.

    Raises:
        KeyError: the radar has no such edition.
    """
    edition = radar.newest if edition is None else edition
    now = radar.edition_order[edition] if edition else 0
    found = (_standing(radar, entry, now) for entry in radar.entries)
    return _numbered(radar, [standing for standing in found if standing])


def placement_at(radar: Radar, entry: Entry, now: int) -> Placement | None:
    """Return the line of an entry's history that is in force in the edition at place `now`."""
    order = radar.edition_order
    for placement in reversed(entry.history):
        if order.get(placement.edition, 0) <= now:
            return placement
    return None


def _standing(radar: Radar, entry: Entry, now: int) -> Standing | None:
    here = placement_at(radar, entry, now)
    if here is None:
        return None
    if not radar.editions or now == 0:
        declared = Movement(entry.moved) if entry.moved and not radar.editions else None
        movement = declared or Movement.UNCHANGED
        return here.ring and Standing(entry, here.ring, here.quadrant, movement, None, here.edition)
    there = placement_at(radar, entry, now - 1)
    before = there.ring if there else None
    if here.ring is None and before is None:
        return None
    movement = _movement(radar, here.ring, before, known=there is not None)
    return Standing(entry, here.ring, here.quadrant, movement, before, here.edition)


def _movement(radar: Radar, ring: str | None, before: str | None, *, known: bool) -> Movement:
    if ring is None:
        return Movement.REMOVED
    if before is None:
        return Movement.RETURNED if known else Movement.NEW
    step = radar.ring_order[ring] - radar.ring_order[before]
    return Movement.IN if step < 0 else Movement.OUT if step > 0 else Movement.UNCHANGED


def _numbered(radar: Radar, found: list[Standing]) -> tuple[Standing, ...]:
    def place(standing: Standing) -> tuple[int, int, str, str]:
        name = said(standing.entry.name, *radar.languages).casefold()
        ring = radar.ring_order[standing.ring or ""]
        return (radar.quadrant_order[standing.quadrant], ring, name, standing.entry.id)

    order = sorted((standing for standing in found if standing.drawn), key=place)
    numbers = {standing.entry.id: number for number, standing in enumerate(order, 1)}
    return tuple(s._replace(number=numbers.get(s.entry.id, 0)) for s in found)
