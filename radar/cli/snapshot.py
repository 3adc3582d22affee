"""`radar snapshot`: open a new edition."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import click

from radar.cli.messages import say
from radar.editing import FileEdit, open_edition
from radar.errors import BadCall
from radar.files import FrozenTree, change_files
from radar.model import Edition, Radar
from radar.naming import slug
from radar.reading import find, read


@click.command(
    epilog="""\b
Examples:
  radar snapshot 2027-05
  radar snapshot 2027-05 --date 2027-05-01 --name "Spring 2027"
  radar snapshot "Spring 2027"         the id is made from the name"""
)
@click.argument("edition")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--date", "day", default="", help="Its date, as in 2027-05-01. [default: today]")
@click.option("--name", default="", help="What it is called. [default: its id]")
def command(edition: str, folder: Path | None, day: str, name: str) -> None:
    """Open EDITION: from now on, moves are recorded under it.

    The edition is added at the end of the list in radar.yaml; nothing else changes. In a radar
    that had no editions it is the first, which holds the radar as it is: what moves shows from
    the one after it on. FOLDER is the one with radar.yaml in it; without it, the radar here or in
    ./entries is taken.
    """
    place = find(folder)
    made = _new_edition(edition, name, _parse_date(day) if day else today())

    def decide(tree: FrozenTree) -> tuple[tuple[Radar, FileEdit], dict[str, bytes]]:
        radar = read(place, tree).require_sound()
        edit = open_edition(tree, radar, made)
        return (radar, edit), {edit.name: edit.data}

    radar, edit = change_files(place, decide)
    dating = "" if day else "; its date is that of today, --date gives another"
    say(f"Opened the edition {made.id} ({made.date}) in {place / edit.name}{dating}")
    if not radar.editions:
        say(
            f"{made.id} is the first edition and holds the radar as it is now. What moves is "
            "recorded under the next one: radar snapshot NAME, then radar move"
        )


def _new_edition(word: str, name: str, day: date) -> Edition:
    """Make an edition of an id, or of a name from which an id can be made."""
    made = word.strip().lower() if slug(word) == word.strip().lower() else slug(word)
    if not word.strip():
        raise BadCall("an edition needs a name, such as 2027-05")
    given = name or (word.strip() if made != word.strip() else "")
    return Edition(id=made, name=given or {}, date=day)


def _parse_date(word: str) -> date:
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
