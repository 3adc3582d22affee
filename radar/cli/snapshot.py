"""`radar snapshot`: close the open edition, and open the next."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from radar.cli.messages import say
from radar.editing import Changes, FileEdit, close_all, close_and_open, undo_opening
from radar.editions import file_of
from radar.errors import BadCall
from radar.files import FrozenTree, change_files
from radar.files.looking import SETTINGS, is_folder
from radar.model import Edition, Radar
from radar.naming import slug
from radar.publishing import publisher
from radar.reading import find, read


@click.command(
    epilog="""\b
Examples:
  radar snapshot 2027-05
  radar snapshot 2027-05 --date 2027-05-01 --name "Spring 2027"
  radar snapshot "Spring 2027"         the id is made from the name
  radar snapshot --close-all           close all editions but the newest
  radar snapshot --undo                take back the last one, while nothing followed"""
)
@click.argument("edition", required=False)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--date", "day", default="", help="Its date, as in 2027-05-01. [default: today]")
@click.option("--name", default="", help="What it is called. [default: its id]")
@click.option(
    "--close-all", "close", is_flag=True, help="Close every edition but the newest; open no other."
)
@click.option(
    "--undo", is_flag=True, help="Take the newest edition back, and open the one before it again."
)
def command(
    edition: str | None, folder: Path | None, day: str, name: str, close: bool, undo: bool
) -> None:
    """Close the edition that is open, and open EDITION: what is written from now on is news of it.

    A closed edition stays as it was published: its names, rings, numbers and positions go into
    editions/ID.json, and nothing that is edited later changes its picture and its list. EDITION is
    added at the end of the list in radar.yaml. In a radar without editions it is the first one,
    which is open, and none is closed. FOLDER is the one with radar.yaml in it; without it, the
    radar here or in ./entries is taken.
    """
    if close or undo:
        _refuse_opening(edition, folder, day, name, "--undo" if undo else "--close-all")
        if close and undo:
            raise BadCall("--close-all closes editions and --undo opens one: choose one of them")
        place = find(Path(edition) if edition else None)
        (undo_snapshot if undo else close_editions)(place)
    elif not edition:
        raise BadCall("name the edition to open, as in radar snapshot 2027-05; or --close-all")
    else:
        made = _new_edition(edition, name, parse_date(day) if day else today())
        _open(find(folder), made, dated=bool(day))


def _refuse_opening(
    edition: str | None, folder: Path | None, day: str, name: str, option: str
) -> None:
    """Refuse an edition, a date or a name beside an option that opens no new edition."""
    if folder or day or name or (edition and not is_folder(Path(edition))):
        raise BadCall(f"{option} opens no new edition: give it a folder at most")


def _open(place: Path, made: Edition, *, dated: bool) -> None:
    """Close what is open in a radar, and open an edition."""

    def decide(tree: FrozenTree) -> tuple[Radar, dict[str, bytes]]:
        reading = read(place, tree)
        radar = reading.require_sound()
        edits = close_and_open(tree, radar, made, publisher(reading))
        return radar, {edit.name: edit.data for edit in edits if _is_new(tree, edit)}

    radar = change_files(place, decide)
    dating = "" if dated else "; its date is that of today, --date gives another"
    _report_closing(place, radar.editions[len(radar.closed) :])
    say(f"Opened the edition {made.id} ({made.date}) in {place / SETTINGS}{dating}")
    if not radar.editions:
        say(
            f"{made.id} is the first edition and holds the radar as it is now. When it is "
            "published, close it by opening the next one: radar snapshot NAME"
        )


def close_editions(place: Path) -> None:
    """Close every edition of a radar but the newest."""

    def decide(tree: FrozenTree) -> tuple[Radar, dict[str, bytes]]:
        reading = read(place, tree)
        radar = reading.require_sound()
        edits = close_all(tree, radar, publisher(reading))
        return radar, {edit.name: edit.data for edit in edits if _is_new(tree, edit)}

    radar = change_files(place, decide)
    _report_closing(place, radar.editions[len(radar.closed) : -1])
    say(f"{radar.newest} stays open: a plain `ring` counts in it from now on")


def undo_snapshot(place: Path) -> None:
    """Take back the last closing of a radar."""

    def decide(tree: FrozenTree) -> tuple[Radar, Changes]:
        radar = read(place, tree).require_sound()
        return radar, undo_opening(tree, radar)

    radar = change_files(place, decide)
    if radar.closed:
        say(f"Deleted {place / file_of(radar.closed[-1].id)}")
    left = f"{radar.editions[-2].id} is open again" if radar.closed else "no edition is left"
    say(f"Took {radar.newest} out of {place / SETTINGS}: {left}")


def _report_closing(place: Path, editions: Sequence[Edition]) -> None:
    for edition in editions:
        say(f"Closed the edition {edition.id}: {place / file_of(edition.id)}")


def _is_new(tree: FrozenTree, edit: FileEdit) -> bool:
    """Return whether an edit changes its file."""
    return edit.name not in tree.names() or tree.read(edit.name) != edit.data


def _new_edition(word: str, name: str, day: date) -> Edition:
    """Make an edition of an id, or of a name from which an id can be made."""
    made = word.strip().lower() if slug(word) == word.strip().lower() else slug(word)
    if not word.strip():
        raise BadCall("an edition needs a name, such as 2027-05")
    given = name or (word.strip() if made != word.strip() else "")
    return Edition(id=made, name=given or {}, date=day)


def parse_date(word: str) -> date:
    """Read a date."""
    try:
        return datetime.strptime(word, "%Y-%m-%d").date()
    except ValueError:
        raise BadCall(f"{word!r} is no date; write it as 2027-05-01") from None


def today() -> date:
    """Return the day of today, or that of SOURCE_DATE_EPOCH where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return date.today()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise BadCall(f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds") from None
