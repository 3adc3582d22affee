"""`radar snapshot`: close the open edition, and open the next."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from radar.cli.messages import say
from radar.editions import file_of
from radar.errors import BadCall
from radar.files.looking import SETTINGS, is_folder
from radar.library.editing import snapshot
from radar.reading import find


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
        (_undo if undo else close_editions)(place)
    elif not edition:
        raise BadCall("name the edition to open, as in radar snapshot 2027-05; or --close-all")
    else:
        _open(find(folder), edition, name, day)


def _refuse_opening(
    edition: str | None, folder: Path | None, day: str, name: str, option: str
) -> None:
    """Refuse an edition, a date or a name beside an option that opens no new edition."""
    if folder or day or name or (edition and not is_folder(Path(edition))):
        raise BadCall(f"{option} opens no new edition: give it a folder at most")


def _open(place: Path, edition: str, name: str, day: str) -> None:
    """Close what is open in a radar, and open an edition."""
    done = snapshot(edition, place, name=name, date=day or today())
    _report_closing(place, done.closed)
    dating = "" if day else "; its date is that of today, --date gives another"
    say(f"Opened the edition {done.open} ({done.date}) in {place / SETTINGS}{dating}")
    if not done.closed:
        say(
            f"{done.open} is the first edition and holds the radar as it is now. When it is "
            "published, close it by opening the next one: radar snapshot NAME"
        )


def close_editions(place: Path) -> None:
    """Close every edition of a radar but the newest."""
    done = snapshot(folder=place, close_all=True)
    _report_closing(place, done.closed)
    say(f"{done.open} stays open: a plain `ring` counts in it from now on")


def _undo(place: Path) -> None:
    """Take back the last closing of a radar."""
    done = snapshot(folder=place, undo=True)
    if done.open:
        say(f"Deleted {place / file_of(done.open)}")
    left = f"{done.open} is open again" if done.open else "no edition is left"
    say(f"Took {done.removed} out of {place / SETTINGS}: {left}")


def _report_closing(place: Path, editions: Sequence[str]) -> None:
    for edition in editions:
        say(f"Closed the edition {edition}: {place / file_of(edition)}")


def today() -> date:
    """Return the day of today, or that of SOURCE_DATE_EPOCH where it is set.

    Raises:
        BadCall: the variable holds no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return date.today()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise BadCall(f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds") from None
