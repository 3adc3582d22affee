"""What is different between two states of a radar: computed here, and nowhere else.

A `State` is a radar as of one of its editions. Two states may belong to one radar (edition
against edition) or to two (a folder or a Git revision against another); what is compared is the
same. Entries, rings and quadrants are matched by id, else by an alias or a name, so that a
renaming is not a movement. Differences mirror: what is new from A to B is removed from B to A.

::

    transition    one entry before and after: how it moved, was renamed, hidden …
    states        one entry in one edition, as published where the edition is closed
    change        one entry of two radars: its transition, and what else differs
    difference    all entries of two states, or of every edition and the one before
"""

from __future__ import annotations

from radar.changes.change import OWN, Change, ChangeKind, State
from radar.changes.difference import Difference, EditionChanges, changes_by_edition, compare
from radar.changes.states import restyling_places, state_at
from radar.changes.transition import EntryState, Transition, TransitionKind, state_of, transition

__all__ = [
    "OWN",
    "Change",
    "ChangeKind",
    "Difference",
    "EditionChanges",
    "EntryState",
    "State",
    "Transition",
    "TransitionKind",
    "changes_by_edition",
    "compare",
    "restyling_places",
    "state_at",
    "state_of",
    "transition",
]
