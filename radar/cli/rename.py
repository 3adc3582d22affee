"""`radar rename`: another id for an entry, in all files that speak of it."""

from __future__ import annotations

from pathlib import Path

import click

from radar.cli.completion import complete
from radar.cli.messages import say
from radar.editing import Changes, rename
from radar.errors import BadCall
from radar.files import FrozenTree, change_files
from radar.matching import require_id
from radar.naming import make_id
from radar.reading import find, read
from radar.text import number_of


@click.command(
    epilog="""\b
Examples:
  radar rename k8s kubernetes
  radar rename terraform opentofu --name OpenTofu"""
)
@click.argument("entry", shell_complete=complete("entry"))
@click.argument("new")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--name", default="", help="What it is called from now on. [default: as before]")
def command(entry: str, new: str, folder: Path | None, name: str) -> None:
    """Give ENTRY the id NEW: its files are renamed, and links and references follow.

    The old id stays as an alias, so that old addresses and closed editions lead to the entry. Links
    in texts (`[[id]]`, `id.md`), `related` and `instead` are written anew where they are spelt as
    the old id; all files change together, or none. FOLDER is the one with radar.yaml in it; without
    it, the radar here or in ./entries is taken.
    """
    place = find(folder)

    def decide(tree: FrozenTree) -> tuple[tuple[str, str, Changes], Changes]:
        radar = read(place, tree, with_drafts=True).require_sound()
        found = radar.by_id[require_id("entry", radar.entries, entry)]
        if found.departed:
            raise BadCall(f"{found.id} has no file any more, so there is nothing to rename")
        made = make_id(new, radar.languages[0])
        changes = rename(tree, radar, found, made, name.strip())
        return (found.id, made, changes), changes

    old, made, changes = change_files(place, decide)
    count = sum(data is not None for data in changes.values())
    say(f"{old} is {made} now, and answers to {old} as before; {number_of(count, 'file')} changed")
