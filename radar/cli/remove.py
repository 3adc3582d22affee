"""`radar remove`: an entry leaves the radar, with a page or without a trace."""

from __future__ import annotations

from pathlib import Path

import click

from radar.cli.completion import complete
from radar.cli.messages import say
from radar.errors import BadCall
from radar.library.editing import remove
from radar.reading import find


@click.command(
    epilog="""\b
Examples:
  radar remove kubefed --note "Archived by its maintainers."
  radar remove my-draft --delete           its files, as if it had never been there"""
)
@click.argument("entry", shell_complete=complete("entry"))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--note", default="", help="Why; shown on the entry's page and in the changes.")
@click.option("--delete", is_flag=True, help="Delete its files, unless an entry speaks of it.")
def command(entry: str, folder: Path | None, note: str, delete: bool) -> None:
    """Record that ENTRY leaves the radar in the open edition; it keeps its page, off the radar.

    With --delete its files go. What was published in closed editions stays as it was; in a radar
    with editions that are not closed, an entry that stood in them is recorded as removed instead
    of deleted. FOLDER is the one with radar.yaml in it; without it, the radar here or in ./entries
    is taken.
    """
    if delete and note:
        raise BadCall("a deleted file has no place for a note: leave --note or --delete out")
    place = find(folder)
    done = remove(entry, place, note=note, delete=delete)
    for name in done.written:
        say(f"{done.entry}: left, in {place / name}")
    for name in done.deleted:
        say(f"{done.entry}: deleted {place / name}")
