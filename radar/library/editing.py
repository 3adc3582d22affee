"""A folder → the same folder after a decision: an entry moved, an edition closed or corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from radar.editing import (
    CONTRADICTION,
    Changes,
    Correction,
    Decision,
    FileEdit,
    agree,
    check_amendment,
    close_and_open,
    record_move,
    undo_opening,
)
from radar.editing import amend as correct
from radar.editing import close_all as close_older
from radar.editing import move as leave
from radar.editing import remove as delete_entry
from radar.editing import rename as rename_entry
from radar.errors import BadCall
from radar.files import FrozenTree, change_files
from radar.library.days import parse_day
from radar.matching import require_id
from radar.model import Amendment, ClosedEdition, Edition, Entry, Radar
from radar.naming import make_id, slug
from radar.publishing import amender, publisher
from radar.reading import Reading, find, read


@dataclass(frozen=True)
class Edited:
    """What was done to an entry: its id, now and before, and the files written and deleted.

    Files go by their paths in the folder, in the order of these.

    >>> Edited("opentofu", "terraform", ("opentofu.md",), ("terraform.md",)).entry
    'opentofu'
    """

    entry: str
    former: str
    written: tuple[str, ...]
    deleted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """What a snapshot did, in ids: editions closed, the one that is open now, one taken back.

    `open` and `removed` are "" where there is none; `date` is that of an edition that was opened.

    >>> Snapshot(("2025", "2026"), "2027").closed
    ('2025', '2026')
    """

    closed: tuple[str, ...] = ()
    open: str = ""
    date: date | None = None
    removed: str = ""


def move(
    entry: str,
    ring: str,
    folder: str | Path | None = None,
    *,
    note: str = "",
    edition: str = "",
    quadrant: str = "",
) -> Edited:
    """Record in the file of an entry that it moved to a ring, which may be "removed".

    All go by id, name or alias. By default the edition is the open one, and the quadrant stays.

    >>> import radar, tempfile
    >>> zig = radar.Entry(name="Zig", quadrant="A", history={"2026": "trial"})
    >>> ours = radar.Radar(title="Ours", quadrants=["A", "B"], editions=["2026"], entries=[zig])
    >>> with tempfile.TemporaryDirectory() as place:
    ...     files = radar.write(ours, f"{place}/ours")
    ...     radar.move("Zig", "Adopt", f"{place}/ours", note="It lasts.")
    Edited(entry='zig', former='zig', written=('zig.md',), deleted=())

    Raises:
        BadCall: one of them is not there, the move contradicts the history of the entry, or the
            edition is closed.
        InvalidRadar: something is wrong with the radar.
    """
    words = {"quadrant": quadrant, "edition": edition, "note": note}
    moved = record_move(_find(folder), entry, ring, **words)
    return Edited(moved.entry.id, moved.entry.id, (moved.edit.name,))


def _find(folder: str | Path | None) -> Path:
    """Return the folder of a radar; None is the one here or in `./entries`."""
    return find(None if folder is None else Path(folder))


def rename(entry: str, new: str, folder: str | Path | None = None, *, name: str = "") -> Edited:
    """Give an entry another id, and a name if one is given; links and references follow.

    The old id stays as an alias. All files change together, or none.

    >>> import radar, tempfile
    >>> zig = radar.Entry(name="Zig", quadrant="A", history={"2026": "trial"})
    >>> ours = radar.Radar(title="Ours", quadrants=["A", "B"], editions=["2026"], entries=[zig])
    >>> with tempfile.TemporaryDirectory() as place:
    ...     files = radar.write(ours, f"{place}/ours")
    ...     radar.rename("zig", "ziglang", f"{place}/ours").written
    ('ziglang.md',)

    Raises:
        BadCall: there is no such entry, or the id is taken.
        InvalidRadar: something is wrong with the radar.
    """
    place = _find(folder)

    def decide(tree: FrozenTree) -> tuple[Edited, Changes]:
        radar, found = _find_entry(place, tree, entry)
        if found.departed:
            raise BadCall(f"{found.id} has no file any more, so there is nothing to rename")
        made = make_id(new, radar.languages[0])
        changes = rename_entry(tree, radar, found, made, name.strip())
        return _make_report(made, found.id, changes), changes

    return change_files(place, decide)


def remove(
    entry: str, folder: str | Path | None = None, *, note: str = "", delete: bool = False
) -> Edited:
    """Record that an entry leaves the radar in the open edition, or delete its files.

    >>> import radar, tempfile
    >>> zig = radar.Entry(name="Zig", quadrant="A", history={"2025": "trial"})
    >>> both = {"editions": ["2025", "2026"], "entries": [zig]}
    >>> ours = radar.Radar(title="Ours", quadrants=["A", "B"], **both)
    >>> with tempfile.TemporaryDirectory() as place:
    ...     files = radar.write(ours, f"{place}/ours")
    ...     radar.remove("zig", f"{place}/ours", note="Nobody used it.").written
    ('zig.md',)

    Raises:
        BadCall: there is no such entry, another one speaks of what is to be deleted, a deleted one
            has a note, or the radar has no edition in which an entry could leave.
        InvalidRadar: something is wrong with the radar.
    """
    place = _find(folder)
    if delete and note:
        raise BadCall("a deleted file has no place for a note: leave one of them out")

    def decide(tree: FrozenTree) -> tuple[Edited, Changes]:
        radar, found = _find_entry(place, tree, entry)
        changes = delete_entry(tree, radar, found) if delete else _leave(tree, radar, found, note)
        return _make_report(found.id, found.id, changes), changes

    return change_files(place, decide)


def _find_entry(place: Path, tree: FrozenTree, word: str) -> tuple[Radar, Entry]:
    radar = read(place, tree, with_drafts=True).require_sound()
    return radar, radar.by_id[require_id("entry", radar.entries, word)]


def _leave(tree: FrozenTree, radar: Radar, entry: Entry, note: str) -> Changes:
    if not radar.editions:
        raise BadCall(
            "this radar has no editions in which an entry could leave. Delete its file with "
            "--delete, or begin with: radar snapshot NAME"
        )
    edit = leave(tree, radar, entry, Decision(radar.newest, None, None, note.strip()))
    return {edit.name: edit.data}


def _make_report(entry: str, former: str, changes: Changes) -> Edited:
    written = sorted(name for name, data in changes.items() if data is not None)
    return Edited(entry, former, tuple(written), tuple(sorted({*changes} - {*written})))


def snapshot(
    edition: str = "",
    folder: str | Path | None = None,
    *,
    name: str = "",
    date: date | str | None = None,
    close_all: bool = False,
    undo: bool = False,
) -> Snapshot:
    """Close the edition that is open, and open another: what is written from now on is news of it.

    `edition` is its id, or a name from which one is made, and `date` its day. With
    `close_all` every edition but the newest is closed and none is opened; with `undo` the newest is
    taken back and the one before it opened again.

    >>> import radar, tempfile
    >>> zig = radar.Entry(name="Zig", quadrant="A", history={"2026": "trial"})
    >>> ours = radar.Radar(title="Ours", quadrants=["A", "B"], editions=["2026"], entries=[zig])
    >>> with tempfile.TemporaryDirectory() as place:
    ...     files = radar.write(ours, f"{place}/ours")
    ...     radar.snapshot("2027", f"{place}/ours", date="2027-06-01").closed
    ('2026',)

    Raises:
        BadCall: there is such an edition, it is older than the newest, or there is nothing to close
            or to take back.
        InvalidRadar: something is wrong with the radar.
    """
    if close_all + undo + bool(edition or name or date) > 1:
        raise BadCall("open an edition, close all but the newest, or undo: one of them at a time")
    place = _find(folder)
    if undo:
        return _undo(place)
    if close_all:
        return close_editions(place)
    if not edition:
        raise BadCall("name the edition to open, such as 2027-05")
    if date is None:
        raise BadCall("an edition needs a date, such as 2027-05-01")
    return _open(place, _new_edition(edition, name, parse_day(date, "date")))


def _open(place: Path, made: Edition) -> Snapshot:

    def decide(tree: FrozenTree) -> tuple[Snapshot, Changes]:
        reading = read(place, tree)
        radar = reading.require_sound()
        edits = close_and_open(tree, radar, made, publisher(reading))
        closed = _ids(radar.editions[len(radar.closed) :])
        return Snapshot(closed, made.id, made.date), _news(tree, edits)

    return change_files(place, decide)


def close_editions(place: Path) -> Snapshot:
    """Close every edition of the radar in a folder but the newest.

    Raises:
        BadCall: there is nothing to close.
    """

    def decide(tree: FrozenTree) -> tuple[Snapshot, Changes]:
        reading = read(place, tree)
        radar = reading.require_sound()
        edits = close_older(tree, radar, publisher(reading))
        closed = _ids(radar.editions[len(radar.closed) : -1])
        return Snapshot(closed, radar.newest), _news(tree, edits)

    return change_files(place, decide)


def _undo(place: Path) -> Snapshot:

    def decide(tree: FrozenTree) -> tuple[Snapshot, Changes]:
        radar = read(place, tree).require_sound()
        before = radar.closed[-1].id if radar.closed else ""
        return Snapshot(open=before, removed=radar.newest), undo_opening(tree, radar)

    return change_files(place, decide)


def _ids(editions: Sequence[Edition]) -> tuple[str, ...]:
    return tuple(edition.id for edition in editions)


def _news(tree: FrozenTree, edits: Sequence[FileEdit]) -> Mapping[str, bytes]:
    """Return the files that edits change."""
    there = tree.names()
    return {
        edit.name: edit.data
        for edit in edits
        if edit.name not in there or tree.read(edit.name) != edit.data
    }


def _new_edition(word: str, name: str, day: date) -> Edition:
    """Make an edition of an id, or of a name from which an id can be made."""
    if not word.strip():
        raise BadCall("an edition needs a name, such as 2027-05")
    made = word.strip().lower() if slug(word) == word.strip().lower() else slug(word)
    given = name or (word.strip() if made != word.strip() else "")
    return Edition(id=made, name=given or {}, date=day)


def amend(
    edition: str,
    entry: str,
    folder: str | Path | None = None,
    *,
    ring: str = "",
    quadrant: str = "",
    name: str = "",
    note: str = "",
    date: date | str,
) -> ClosedEdition:
    """Correct what a closed edition says of an entry; return the edition as it is now.

    Rings and quadrants are those of the edition; `date` is the day of the correction.
    The correction and its note are told on the page of the edition.

    >>> import radar, tempfile
    >>> zig = radar.Entry(name="Zig", quadrant="A", history={"2026": "trial"})
    >>> ours = radar.Radar(title="Ours", quadrants=["A", "B"], editions=["2026"], entries=[zig])
    >>> with tempfile.TemporaryDirectory() as place:
    ...     files = radar.write(ours, f"{place}/ours")
    ...     snapshot = radar.snapshot("2027", f"{place}/ours", date="2027-06-01")
    ...     radar.amend("2026", "zig", f"{place}/ours", ring="hold", date="2027-06-02").id
    '2026'

    Raises:
        BadCall: there is no such edition, entry, ring or quadrant, or nothing to correct.
        InvalidRadar: something is wrong with the radar that a correction does not solve.
    """
    words = (word.strip() for word in (ring, quadrant, name, note))
    return record_amendment(edition, Correction(entry, *words), folder, date).edition


class RecordedAmendment(NamedTuple):
    """A corrected edition, what was corrected, and a reason that went with a line of a history."""

    edition: ClosedEdition
    amendments: tuple[Amendment, ...]
    reason: str = ""


def record_amendment(
    edition: str, correction: Correction, folder: str | Path | None, day: date | str
) -> RecordedAmendment:
    """Correct what a closed edition says of an entry, and tell all that was done.

    Raises:
        BadCall: there is no such edition, entry, ring or quadrant, or nothing to correct.
        InvalidRadar: something is wrong with the radar that a correction does not solve.
    """
    if not (correction.ring or correction.quadrant or correction.name):
        raise BadCall("say what is right: the ring, the quadrant or the name")
    place, on = _find(folder), parse_day(day, "date")

    def decide(tree: FrozenTree) -> tuple[RecordedAmendment, Changes]:
        reading = _without_contradictions(read(place, tree))
        radar = reading.require_sound()
        made, edit = correct(radar, edition, correction, on, amender(reading))
        told = made.amendments[len(radar.closed[radar.edition_order[made.id]].amendments) :]
        also = agree(tree, radar, made.id, told[-1].entry, made)
        edits = [each for each in (edit, also.edit) if each]
        check_amendment(tree, edits)
        recorded = RecordedAmendment(made, told, also.reason)
        return recorded, {each.name: each.data for each in edits}

    return change_files(place, decide)


def _without_contradictions(reading: Reading) -> Reading:
    """Return a reading without the errors that an amendment is there to solve."""
    left = (problem for problem in reading.problems if problem.code != CONTRADICTION)
    return replace(reading, problems=tuple(left))
