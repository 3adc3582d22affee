"""Undo a closing: the newest edition goes, and the one before it is open again.

That is safe only while nothing was recorded since. What is left has to be what was published, entry
by entry, or nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from radar.editing.file_edit import FileEdit, Locate, Overlay, edit_entries, edit_file
from radar.editing.renaming import Changes, read_after_changes
from radar.editions import file_of
from radar.errors import BadCall
from radar.files import Tree
from radar.files.looking import SETTINGS
from radar.history import Standing, timeline
from radar.matching import find_id
from radar.model import Entry, Movement, Radar
from radar.text import UNSTATED
from radar.yaml import Items, Scalar, Table, editing, mapping_lines


def undo_opening(tree: Tree, radar: Radar) -> Changes:
    """Return the files of a radar before its newest edition was opened.

    Raises:
        BadCall: no edition was opened by a closing, something was recorded since, or an edition
            would change.
    """
    _check_nothing_since(radar)
    changes: dict[str, bytes | None] = {
        SETTINGS: edit_file(tree, SETTINGS, _without_newest).data,
    }
    if radar.closed:
        before = radar.editions[-2].id
        tree.read(file_of(before))
        changes |= {edit.name: edit.data for edit in _reasons(tree, radar, before)}
        changes[file_of(before)] = None
    after = read_after_changes(tree, changes)
    old, new = timeline(radar), timeline(after)
    for edition in radar.editions[:-1]:
        if _facts(old[edition.id]) != _facts(new.get(edition.id, ())):
            raise BadCall(
                f"nothing was undone, because the edition {edition.id!r} would not be what was "
                "published: names, rings or quadrants were changed since"
            )
    return changes


def _check_nothing_since(radar: Radar) -> None:
    """Refuse if the newest edition was not opened by a closing, or has something of its own."""
    if not radar.editions:
        raise BadCall("this radar has no editions, so there is nothing to undo")
    newest = radar.newest
    if len(radar.editions) > 1 and len(radar.closed) != len(radar.editions) - 1:
        raise BadCall(
            f"{newest!r} was not opened by closing the edition before it: delete it by hand"
        )
    if radar.closed and radar.closed[-1].amendments:
        raise BadCall(
            f"{radar.closed[-1].id!r} was corrected since it was closed, which would be lost"
        )
    if len(radar.editions) == 1:
        return
    moved = [s.entry.id for s in timeline(radar)[newest] if s.movement != Movement.UNCHANGED]
    noted = [e.id for e in radar.entries if e.history[-1].edition == newest and e.history[-1].note]
    if since := sorted({*moved, *noted}):
        few = ", ".join(since[:6]) + (" and more" if len(since) > 6 else "")
        raise BadCall(f"nothing was undone, because {newest!r} has news already: {few}")


def _without_newest(text: str, locate: Locate) -> str:
    root = locate(text)
    listed = editing.find_value(root, "editions")
    if not isinstance(listed, Items) or len(listed.nodes) < 2:
        return editing.remove_pair(text, root, "editions")
    return editing.remove_last(text, listed)


def _reasons(tree: Tree, radar: Radar, edition: str) -> Iterator[FileEdit]:
    """Yield the files of entries whose reason for an edition stands beside the ring again."""

    def change(edit: FileEdit, entry: Entry) -> FileEdit:
        return _take_back(tree, edit, radar, entry, edition) if b"history" in edit.data else edit

    return edit_entries(tree, radar, change)


def _take_back(tree: Tree, edit: FileEdit, radar: Radar, entry: Entry, edition: str) -> FileEdit:
    def change(text: str, locate: Locate) -> str:
        table = locate(text)
        history = editing.find_value(table, "history")
        if not isinstance(history, Table) or editing.find_value(table, "ring") is None:
            return text
        key = next(
            (k for k, _ in history.pairs if find_id(radar.editions, k.text) == edition), None
        )
        if key is None:
            return text
        value = editing.find_value(history, key.text)
        note = editing.find_value(value, "note") if value else None
        alone = len(history.pairs) == 1
        holder, gone = (table, "history") if alone else (history, key.text)
        text = editing.remove_pair(text, holder, gone)
        return _put_note(text, locate(text), _words(note)) if note else text

    return edit_file(Overlay(tree, edit), edit.name, change, entry)


def _words(note: object) -> str | Mapping[str, str]:
    """Return a note as it is written: a text, or texts by language."""
    if isinstance(note, Table):
        return {k.text: v.text for k, v in note.pairs if isinstance(v, Scalar)}
    return note.text if isinstance(note, Scalar) else ""


def _put_note(text: str, table: Table, note: str | Mapping[str, str]) -> str:
    if table.flow:
        return editing.put_value(text, table, "note", note)
    return editing.add_lines(text, table, "ring", list(mapping_lines({"note": note})))


def _facts(standings: tuple[Standing, ...]) -> set[tuple[object, ...]]:
    return {(s.entry.id, s.ring, s.quadrant, s.hidden, s.movement, _name(s)) for s in standings}


def _name(standing: Standing) -> str:
    """Return what an entry was called, in the first language that its name has."""
    name = standing.transition.after.name
    return name.get(UNSTATED) or next(iter(name.values()), "")
