"""An entry moved by the words of a person: its file changed on the disk, and changed back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from radar.editing.decisions import Decision
from radar.editing.entries import move
from radar.editing.file_edit import FileEdit, refuse_new_faults
from radar.editing.proposals import place_proposal
from radar.errors import BadCall
from radar.files import FrozenTree, change_files
from radar.matching import require_id
from radar.model import Entry, Proposal, Radar
from radar.reading import read
from radar.reading.values import LEAVING
from radar.text import printable


class RecordedMove(NamedTuple):
    """A move that is in the files: the radar and the entry before, the decision, the change.

    `before` is what was in the file.
    """

    radar: Radar
    entry: Entry
    decision: Decision
    edit: FileEdit
    before: bytes


def record_move(
    folder: Path, entry: str, ring: str, *, quadrant: str = "", edition: str = "", note: str = ""
) -> RecordedMove:
    """Record in the file of an entry that it moved; all go by id, name or alias.

    `ring` may be "removed". By default the edition is the open one, and the quadrant stays.

    Raises:
        BadCall: one of them is not there, or the move contradicts the history of the entry.
        InvalidRadar: something is wrong with the radar.
    """

    def decide(tree: FrozenTree) -> tuple[RecordedMove, dict[str, bytes]]:
        radar = read(folder, tree).require_sound()
        every = (*radar.entries, *radar.proposals)
        found = radar.described_by_id[require_id("entry", every, entry)]
        decision = Decision(
            require_id("edition", radar.editions, edition) if edition else radar.newest,
            None if ring.strip().lower() == LEAVING else require_id("ring", radar.rings, ring),
            require_id("quadrant", radar.quadrants, quadrant) if quadrant else None,
            note.strip(),
        )
        if isinstance(found, Proposal):
            edit, now = place_proposal(tree, radar, found, decision)
        else:
            now = radar.by_id[found.id]
            edit = move(tree, radar, now, decision)
        if decision.note:
            refuse_new_faults(tree, edit)
        before = tree.content(edit.name) or b""
        return RecordedMove(radar, now, decision, edit, before), {edit.name: edit.data}

    return change_files(folder, decide)


def undo_move(folder: Path, moved: RecordedMove) -> None:
    """Give the file of a move back what was in it before.

    Raises:
        BadCall: the file was changed since.
    """

    def decide(tree: FrozenTree) -> tuple[None, dict[str, bytes]]:
        if tree.read(moved.edit.name) != moved.edit.data:
            name = printable(str(folder / moved.edit.name))
            raise BadCall(f"{name} was changed since, so the move is not undone")
        return None, {moved.edit.name: moved.before}

    change_files(folder, decide)
