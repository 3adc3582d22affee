"""Correct what was published: one row of a closed edition, with the day and the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from radar.editing.file_edit import FileEdit, Locate, edit_file, read_after_edit
from radar.editions import file_of, write_edition
from radar.errors import BadCall
from radar.files import Tree
from radar.matching import find_id, require_id
from radar.model import (
    Amendment,
    ClosedEdition,
    Entry,
    Named,
    PublishedEntry,
    PublishedQuadrant,
    PublishedRing,
    Radar,
)
from radar.reading.values import LEAVING
from radar.yaml import Node, Scalar, Table, editing

CONTRADICTION: Final = "contradicts-edition"
"""The code of the errors that an amendment solves, one at a time."""
LayOut = Callable[[str, Mapping[str, PublishedEntry]], ClosedEdition]
"""Returns a closed edition, by its id, drawn with other rows."""


class Correction(NamedTuple):
    """What should have been published of an entry; '' stands for what is right."""

    entry: str
    ring: str = ""
    quadrant: str = ""
    name: str = ""
    note: str = ""


def amend(
    radar: Radar, edition: str, correction: Correction, day: date, lay_out: LayOut
) -> tuple[ClosedEdition, FileEdit]:
    """Return a closed edition with a correction, and its file.

    Raises:
        BadCall: the edition is not closed, there is no such entry, ring or quadrant, or the
            correction changes nothing.
    """
    id_ = require_id("edition", radar.editions, edition)
    place = radar.edition_order[id_]
    if place >= len(radar.closed):
        raise BadCall(f"the edition {id_!r} is not closed. Edit the entries, or use radar move")
    closed = radar.closed[place]
    row = _find_row(radar, place, correction.entry)
    new = _correct(radar, closed, row, correction)
    if new == row:
        raise BadCall(f"that is what was published as {id_} already")
    rows = dict(closed.by_id)
    if new is None and row:
        del rows[row.id]
    elif new:
        rows[new.id] = new
    drawn = lay_out(id_, rows)
    said = tuple(_amendments(closed, row, new, correction.note, day))
    drawn = drawn.model_copy(update={"amendments": (*closed.amendments, *said)})
    return drawn, FileEdit(file_of(id_), write_edition(drawn).encode())


class Agreement(NamedTuple):
    """The file of an entry, with a history that agrees with an amended edition.

    `edit` is None where there was nothing to correct. `reason` is the note of a line that was
    taken out, because it would take the entry off the radar where it is not on it yet.
    """

    edit: FileEdit | None = None
    reason: str = ""


def agree(tree: Tree, radar: Radar, edition: str, row_id: str, closed: ClosedEdition) -> Agreement:
    """Return what follows from an amended edition for the history of the entry in its file."""
    place = radar.edition_order[edition]
    every = radar.identities.rows.items()
    today = next((id_ for id_, rows in every if _id_at(rows, place) == row_id), row_id)
    entry = radar.by_id.get(today)
    name = entry.sources.get(radar.languages[0]) if entry else None
    if entry is None or name is None:
        return Agreement()
    row = closed.by_id.get(row_id)
    reasons: list[str] = []

    def change(text: str, locate: Locate) -> str:
        history = editing.find_value(locate(text), "history")
        pairs = history.pairs if isinstance(history, Table) else ()
        at = next((n for n, (k, _) in enumerate(pairs) if _edition(radar, k) == edition), None)
        if at is None or not isinstance(history, Table):
            return text
        if row is None and (at == 0 or _leaves(pairs[at - 1][1])):
            reasons.append(_note_of(radar, entry, edition))
            alone = len(pairs) == 1
            holder, gone = (locate(text), "history") if alone else (history, pairs[at][0].text)
            return editing.remove_pair(text, holder, gone)
        return _put_place(text, history, at, row)

    edit = edit_file(tree, name, change, entry)
    return Agreement(edit if edit.data != tree.read(name) else None, "".join(reasons))


def _note_of(radar: Radar, entry: Entry, edition: str) -> str:
    """Return the reason that a history gives for a ring in an edition."""
    notes = (radar.say(line.note) for line in entry.history if line.edition == edition)
    return next(notes, "")


def check_amendment(tree: Tree, edits: Sequence[FileEdit]) -> None:
    """Refuse a correction after which the radar is not sound.

    Raises:
        BadCall: it would have an error, other than one that a further correction solves.
    """
    read_after_edit(tree, *edits, besides=CONTRADICTION)


def _edition(radar: Radar, key: Scalar) -> str | None:
    return find_id(radar.editions, key.text)


def _leaves(line: Node) -> bool:
    """Return whether a line of a history says that the entry leaves the radar."""
    ring = editing.find_value(line, "ring") if isinstance(line, Table) else line
    return isinstance(ring, Scalar) and ring.text.strip().lower() == LEAVING


def _put_place(text: str, history: Table, at: int, row: PublishedEntry | None) -> str:
    """Correct the ring of a line of a history, and its quadrant if it names one."""
    key, line = history.pairs[at]
    ring = row.ring if row else LEAVING
    if not isinstance(line, Table):
        return editing.put_value(text, history, key.text, ring)
    edits = [("ring", ring)]
    if row and editing.find_value(line, "quadrant"):
        edits.append(("quadrant", row.quadrant))
    later_first = sorted(edits, key=lambda edit: -_start(line, edit[0]))
    for name, word in later_first:  # so that the places of those before stay right
        text = editing.put_value(text, line, name, word)
    return text


def _start(line: Table, key: str) -> int:
    value = editing.find_value(line, key)
    return value.start if isinstance(value, Scalar) else 0


def _id_at(rows: Mapping[int, PublishedEntry], place: int) -> str:
    return rows[place].id if place in rows else ""


def _find_row(radar: Radar, place: int, word: str) -> PublishedEntry | None:
    """Return the row of an entry, by its id then or anything that it answers to today."""
    closed = radar.closed[place]
    if word in closed.by_id:
        return closed.by_id[word]
    return radar.row(require_id("entry", radar.entries, word), place)


def _correct(
    radar: Radar, closed: ClosedEdition, row: PublishedEntry | None, wanted: Correction
) -> PublishedEntry | None:
    """Return the row as it should have been, None for one that should not be there."""
    if wanted.ring.strip().lower() == LEAVING:
        if wanted.quadrant or wanted.name:
            raise BadCall("what is taken out has no quadrant and no name: say the ring alone")
        return None
    ring = _axis("ring", closed.rings, wanted.ring)
    quadrant = _axis("quadrant", closed.quadrants, wanted.quadrant)
    if row:
        name = {**row.name, next(iter(row.name)): wanted.name} if wanted.name else row.name
        update = {"ring": ring or row.ring, "quadrant": quadrant or row.quadrant, "name": name}
        return row.model_copy(update=update)
    entry = radar.by_id[require_id("entry", radar.entries, wanted.entry)]
    if not ring:
        raise BadCall(f"{entry.id} is not in {closed.id}. To add it, say its ring: --ring")
    quadrant = quadrant or _axis("quadrant", closed.quadrants, entry.quadrant)
    named = {radar.languages[0]: wanted.name} if wanted.name else dict(entry.name)
    return PublishedEntry(id=entry.id, name=named, ring=ring, quadrant=quadrant)


def _axis(
    kind: str, items: tuple[PublishedRing, ...] | tuple[PublishedQuadrant, ...], word: str
) -> str:
    """Return the id of a ring or quadrant of a closed edition, '' for no word."""
    return require_id(kind, [Named(id=i.id, name=i.name) for i in items], word) if word else ""


def _amendments(
    closed: ClosedEdition,
    old: PublishedEntry | None,
    new: PublishedEntry | None,
    note: str,
    day: date,
) -> list[Amendment]:
    """Return what a correction changes, for the file."""
    either = new or old
    if either is None:
        raise BadCall(f"there is no such entry in {closed.id}, so there is nothing to take out")
    about = {"date": day, "entry": either.id, "note": note}
    if old is None or new is None:
        field, where = ("added", "after") if new else ("removed", "before")
        return [Amendment(**about, field=field, **{where: either.ring})]
    pairs = {
        "ring": (old.ring, new.ring),
        "quadrant": (old.quadrant, new.quadrant),
        "name": (next(iter(old.name.values())), next(iter(new.name.values()))),
    }
    return [
        Amendment(**about, field=field, before=before, after=after)
        for field, (before, after) in pairs.items()
        if before != after
    ]
