"""`radar init`: a starter that builds at once."""

from __future__ import annotations

import shlex
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radar.cli.messages import say
from radar.errors import BadCall
from radar.files.looking import exists, is_folder, is_link, list_folder, read_bytes
from radar.text import number_of
from radar.yaml import write_text

if TYPE_CHECKING:
    from datetime import date

_TITLE = "Our technology radar"
_EDITION = "{id: 2026-11, date: 2026-11-22}"


@click.command(
    epilog="""\b
Examples:
  radar init && radar build                 a radar in ./entries, its site in ./site
  radar init radar --title "Team Blue"      in another folder, with another title"""
)
@click.argument("folder", default="entries", type=click.Path(path_type=Path))
@click.option("--title", default=_TITLE, show_default=True, help="What the radar is called.")
def command(folder: Path, title: str) -> None:
    """Make a starter radar in FOLDER (by default ./entries), which builds at once.

    It is a handful of small files with comments in them, and its first edition is that of this
    month (of SOURCE_DATE_EPOCH, where it is set). Nothing that exists is overwritten.
    """
    from radar.cli.snapshot import today
    from radar.files import write_new

    day = today()
    starter = make_starter(title, day)
    _refuse_what_is_there(folder, starter)
    write_new({folder / name: data for name, data in starter.items()})
    say(f"Made {folder}: radar.yaml, index.md and {number_of(len(starter) - 2, 'entry')}")
    say(
        f"Its first edition is {_edition_id(day)}; what moves later is recorded under the next ones"
    )
    say("Next: radar build" + ("" if _build_finds(folder) else f" {shlex.quote(str(folder))}"))


def make_starter(title: str, day: date) -> dict[str, bytes]:
    """Return the files of the starter, by name; its first edition is of that day.

    Raises:
        BadCall: the title cannot be one.
    """
    from radar.files import MemoryTree
    from radar.reading import read_tree

    try:
        title.encode()
    except UnicodeEncodeError:
        raise BadCall("this cannot be a title: it is not UTF-8") from None
    shipped = list_folder(files("radar.cli").joinpath("starter"))
    starter = {file.name: read_bytes(file).replace(b"\r\n", b"\n") for file in shipped}
    line = f"title: {write_text(title)}".encode()
    edition = f"{{id: {_edition_id(day)}, date: {day.isoformat()}}}".encode()
    settings = starter["radar.yaml"].replace(_EDITION.encode(), edition)
    starter["radar.yaml"] = settings.replace(f"title: {_TITLE}".encode(), line)
    if problems := read_tree(MemoryTree(starter)).problems:
        raise BadCall(f"this cannot be a title: {problems[0].message}")
    return starter


def _edition_id(day: date) -> str:
    return day.isoformat()[:7]


def _refuse_what_is_there(folder: Path, starter: dict[str, bytes]) -> None:
    if exists(folder) and not is_folder(folder):
        raise BadCall(f"{folder} is a file. Name a folder.")
    if is_link(folder):
        raise BadCall(f"{folder} is a symbolic link. Name the folder that it leads to.")
    if exists(folder / "radar.yaml"):
        raise BadCall(f"there is a radar in {folder} already. Name another folder.")
    there = [name for name in sorted(starter) if exists(folder / name)]
    if there:
        raise BadCall(f"{folder} has a {there[0]} already. Name another folder.")


def _build_finds(folder: Path) -> bool:
    """Tell whether `radar build` finds the folder without being told."""
    from radar.reading import find

    try:
        return find() == folder
    except BadCall:
        return False
