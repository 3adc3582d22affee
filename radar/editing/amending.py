"""Correct what was published: one row of a closed edition, with the day and the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from radar.editing.file_edit import FileEdit, Locate, edit_file
from radar.editions import file_of, write_edition
from radar.errors import BadCall
from radar.files import Tree
from radar.matching import find_id, require_id
from radar.model import (
    Amendment,
    ClosedEdition,
    Named,
    PublishedEntry,
    PublishedQuadrant,
    PublishedRing,
    Radar,
)
from radar.reading.values import LEAVING
from radar.yaml import Table, editing

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


def agree(
    tree: Tree, radar: Radar, edition: str, row_id: str, closed: ClosedEdition
) -> FileEdit | None:
    """Return the file of an entry whose history gave another ring for an amended edition.

    None stands for a file in which there is nothing to correct.
    """
    place = radar.edition_order[edition]
    every = radar.identities.rows.items()
    today = next((id_ for id_, rows in every if _id_at(rows, place) == row_id), row_id)
    entry = radar.by_id.get(today)
    name = entry.sources.get(radar.languages[0]) if entry else None
    if entry is None or name is None:
        return None
    row = closed.by_id.get(row_id)

    def change(text: str, locate: Locate) -> str:
        history = editing.find_value(locate(text), "history")
        pairs = history.pairs if isinstance(history, Table) else ()
        for key, value in pairs:
            if find_id(radar.editions, key.text) == edition and isinstance(history, Table):
                ring = row.ring if row else LEAVING
                if isinstance(value, Table):
                    return editing.put_value(text, value, "ring", ring)
                return editing.put_value(text, history, key.text, ring)
        return text

    edit = edit_file(tree, name, change, entry)
    return edit if edit.data != tree.read(name) else None


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
