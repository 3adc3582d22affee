"""Record decisions in the files of a radar; every other byte of them stays as it is.

A decision is checked twice before anything is written: against the history of the entry, and by
reading the radar again with the changed file. The file is written only if the result is the radar
that was expected.

::

    decisions    a decision, and the history that follows from it
    file_edit    one file changed in one place, and the radar read again with it
    proposals    a proposal that is decided → its file
    entries      decisions → the file of an entry
    moving       a move by the words of a person → the disk, and back
    editions     new editions → radar.yaml
    amending     a correction of a closed edition → its file
    renaming     an entry renamed or taken away → all files that speak of it
    reopening    a closing undone
    closing      editions that are closed → their files, and all that follows
"""

from __future__ import annotations

from radar.editing.amending import CONTRADICTION, Correction, agree, amend, check_amendment
from radar.editing.closing import close_all, close_and_open
from radar.editing.decisions import Decision, transition_of
from radar.editing.editions import open_edition, open_editions
from radar.editing.entries import move, record
from radar.editing.file_edit import FileEdit, Overlay, id_of_item
from radar.editing.moving import RecordedMove, record_move, undo_move
from radar.editing.renaming import Changes, remove, rename
from radar.editing.reopening import undo_opening

__all__ = [
    "CONTRADICTION",
    "Changes",
    "Correction",
    "Decision",
    "FileEdit",
    "Overlay",
    "RecordedMove",
    "agree",
    "amend",
    "check_amendment",
    "close_all",
    "close_and_open",
    "id_of_item",
    "move",
    "open_edition",
    "open_editions",
    "record",
    "record_move",
    "remove",
    "rename",
    "transition_of",
    "undo_move",
    "undo_opening",
]
