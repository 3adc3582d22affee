"""A proposal that is decided: it becomes an entry, and the note says why, as it was proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from radar.editing.decisions import Decision
from radar.editing.file_edit import (
    FileEdit,
    Locate,
    are_alike,
    by_hand,
    edit_file,
    read_after_edit,
)
from radar.errors import BadCall
from radar.files import Tree
from radar.model import Entry, Proposal, Radar
from radar.text import UNSTATED
from radar.yaml import editing


def settles(entry: Entry | Proposal, decision: Decision) -> bool:
    """Return whether a decision is for what is proposed, so that it is proposed no more."""
    return entry.proposed is not None and entry.proposed.ring == decision.ring


def plain_note(note: Mapping[str, str]) -> str | Mapping[str, str]:
    """Return a note as it is written: as a text where it states no language."""
    return note[UNSTATED] if note.keys() == {UNSTATED} else note


def place_proposal(
    tree: Tree, radar: Radar, proposal: Proposal, decision: Decision
) -> tuple[FileEdit, Entry]:
    """Return the file of a proposal that is decided, and the entry that it becomes.

    Raises:
        BadCall: it is to leave a radar that it is not on, the edition is closed, or the file is
            written in a way that does not let it be changed in one place.
    """
    if decision.ring is None:
        raise BadCall(f"{proposal.id} is only proposed, so it cannot leave. Delete its file")
    if radar.edition_order.get(decision.edition, 0) < len(radar.closed):
        raise BadCall(f"the edition {decision.edition!r} is closed and stays as it was published")
    accepted = settles(proposal, decision)
    note = decision.note or (plain_note(proposal.proposed.note) if accepted else "")
    name = proposal.sources[radar.languages[0]]

    def write(text: str, locate: Locate) -> str:
        for key, value in _facts(radar, decision, note).items():
            table = locate(text)
            at = [pair.text for pair, _ in table.pairs].index("proposed")
            text = editing.add_pair(text, table, at, key, value)
        if decision.quadrant:
            text = editing.put_value(text, locate(text), "quadrant", decision.quadrant)
        return editing.remove_pair(text, locate(text), "proposed") if accepted else text

    edit = edit_file(tree, name, write, proposal)
    found = read_after_edit(tree, edit)
    entry = found.by_id.get(proposal.id)
    others = [each for each in found.entries if each.id != proposal.id]
    if entry is None or others != list(radar.entries):
        raise by_hand(name)
    if not are_alike(found, radar, "entries", "proposals") or not _is_same(entry, proposal):
        raise by_hand(name)
    return edit, entry


def _facts(radar: Radar, decision: Decision, note: str | Mapping[str, str]) -> dict[str, Any]:
    """Return what a file says of the ring: in a history where no edition is closed."""
    ring = decision.ring or ""
    said: dict[str, Any] = {"ring": ring, "note": note} if note else {"ring": ring}
    if not radar.editions or radar.closed:
        return said
    return {"history": {decision.edition: said if note else ring}}


def _is_same(entry: Entry, proposal: Proposal) -> bool:
    """Return whether an entry says all that the proposal said, but for where it stands."""
    placed = ("quadrant", "proposed", "sources")
    names = (name for name in Proposal.model_fields if name not in placed)
    return all(getattr(entry, name) == getattr(proposal, name) for name in names)
