"""`radar init`: a starter that builds at once."""

from __future__ import annotations

import shlex
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radar.cli.messages import say
from radar.errors import BadCall
from radar.files.looking import exists, is_folder, is_link, list_folder, read_bytes, relative_name
from radar.text import number_of, printable
from radar.yaml import write_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from radar.cli.ci import Offer

_TITLE = "Our technology radar"
_EDITION = "{id: 2026-11, date: 2026-11-22}"


@click.command(
    epilog="""\b
Examples:
  radar init && radar build                 a radar in ./entries, its site in ./site
  radar init radar --title "Team Blue"      in another folder, with another title
  radar init --ci github                    with a pipeline that checks and publishes it"""
)
@click.argument("folder", default="entries", type=click.Path(path_type=Path))
@click.option("--title", default=_TITLE, show_default=True, help="What the radar is called.")
@click.option(
    "--ci",
    "host",
    type=click.Choice(["github", "gitlab"]),
    help="Also make a pipeline for this code host; alone where there is a radar already.",
)
@click.option(
    "--package",
    default="",
    metavar="ADDRESS",
    help="What the pipeline installs: the address of a wheel, or git+https://… [default: the "
    "repository that radar was installed from, else a wheel of it beside the pipeline]",
)
def command(folder: Path, title: str, host: str | None, package: str) -> None:
    """Make a starter radar in FOLDER (by default ./entries), which builds at once.

    It is a handful of small files with comments in them, and its first edition is that of this
    month (of SOURCE_DATE_EPOCH, where it is set). A .gitignore keeps built sites out of Git. A
    pipeline lies at the top of the Git work tree, or beside FOLDER where there is none. Nothing
    that exists is changed: a pipeline that is there already is printed as it would be.
    """
    from radar.cli.snapshot import today

    if package and not host:
        raise BadCall("--package says what a pipeline installs; add --ci")
    day = today()
    starter = {} if host and exists(folder / "radar.yaml") else make_starter(title, day)
    if starter:
        _refuse_what_is_there(folder, starter)
    made, others = _write(folder, starter, host, package)
    if starter:
        _describe_starter(folder, starter, day)
    for offer in made:
        say(f"Made {_write_path(offer.path)}")
    for offer in others:
        _describe_existing(offer)
    say("Next: radar build" + ("" if _build_finds(folder) else f" {shlex.quote(str(folder))}"))


def _write(
    folder: Path, starter: Mapping[str, bytes], host: str | None, package: str
) -> tuple[list[Offer], list[Offer]]:
    """Write a starter, and the files around it that are not there; return these, and the others."""
    from radar.cli.ci import offer_gitignore, offer_pipeline
    from radar.files import write_new

    ignored = offer_gitignore(folder)
    offers = [ignored] if ignored else []
    offers += offer_pipeline(host, folder, package) if host else []
    made = [offer for offer in offers if offer.is_new]
    files = {folder / name: data for name, data in starter.items()}
    write_new(files | {offer.path: offer.data for offer in made})
    return made, [offer for offer in offers if offer not in made]


def _describe_starter(folder: Path, starter: Mapping[str, bytes], day: date) -> None:
    """Say what was made."""
    say(f"Made {folder}: radar.yaml, index.md and {number_of(_count(starter), 'entry')}")
    say(
        f"Its first edition is {_edition_id(day)}; what moves later is recorded under the next ones"
    )


def _describe_existing(offer: Offer) -> None:
    """Say that a file stays as it is, and print what it would be."""
    if offer.is_there:
        say(f"{_write_path(offer.path)} is there already")
    elif offer.path.name == ".gitignore":
        say(f"{_write_path(offer.path)} stays as it is; to keep built sites out of Git, add /site/")
    elif offer.path.suffix == ".whl":
        say(f"{_write_path(offer.path)} stays as it is; delete it first to have it made anew")
    else:
        say(f"{_write_path(offer.path)} stays as it is; this is what it would be:")
        click.echo(offer.data.decode(), nl=False)


def _write_path(path: Path) -> str:
    return printable(relative_name(path.as_posix()))


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
    return _with_schemas(starter)


def _with_schemas(starter: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files with a line each that names its schema to editors, and the schemas."""
    from radar.schemas.editor_files import editor_line, schema_files

    made = dict(starter)
    for name, data in starter.items():
        if data.startswith(b"---\n"):
            made[name] = data.replace(b"---\n", f"---\n{editor_line('entry')}\n".encode(), 1)
    made["radar.yaml"] = f"{editor_line('settings')}\n".encode() + made["radar.yaml"]
    return made | schema_files()


def _count(starter: Mapping[str, bytes]) -> int:
    """Return how many files of a starter are entries."""
    return sum(name.endswith(".md") and name != "index.md" for name in starter)


def _edition_id(day: date) -> str:
    return day.isoformat()[:7]


def _refuse_what_is_there(folder: Path, starter: dict[str, bytes]) -> None:
    if exists(folder) and not is_folder(folder):
        raise BadCall(f"{folder} is a file. Name a folder.")
    if is_link(folder):
        raise BadCall(f"{folder} is a symbolic link. Name the folder that it leads to.")
    if exists(folder / "radar.yaml"):
        raise BadCall(f"there is a radar in {folder} already. Name another folder.")
    above = {(folder / name).parent for name in starter}
    if link := next(filter(is_link, sorted(above)), None):
        raise BadCall(f"{link} is a symbolic link. Put a folder with plain files there.")
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
