"""`radar remove`: an entry leaves the radar, with a page or without a trace."""

from __future__ import annotations

from pathlib import Path

import click

from radar.cli.completion import complete
from radar.cli.messages import say
from radar.editing import Changes, Decision, move, remove
from radar.errors import BadCall
from radar.files import FrozenTree, change_files
from radar.matching import require_id
from radar.reading import find, read


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
    place = find(folder)
    if delete and note:
        raise BadCall("a deleted file has no place for a note: leave --note or --delete out")

    def decide(tree: FrozenTree) -> tuple[tuple[str, Changes], Changes]:
        radar = read(place, tree, with_drafts=True).require_sound()
        found = radar.by_id[require_id("entry", radar.entries, entry)]
        if delete:
            gone = remove(tree, radar, found)
            return (found.id, gone), gone
        if not radar.editions:
            raise BadCall(
                "this radar has no editions in which an entry could leave. Delete its file with "
                "--delete, or begin with: radar snapshot NAME"
            )
        edit = move(tree, radar, found, Decision(radar.newest, None, None, note.strip()))
        changes = {edit.name: edit.data}
        return (found.id, changes), changes

    id_, changes = change_files(place, decide)
    for name, data in changes.items():
        say(f"{id_}: deleted {place / name}" if data is None else f"{id_}: left, in {place / name}")
