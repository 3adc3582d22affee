"""`radar rename`: another id for an entry, in all files that speak of it."""

from __future__ import annotations

from pathlib import Path

import click

from radar.cli.completion import complete
from radar.cli.messages import say
from radar.library.editing import rename
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
    done = rename(entry, new, folder, name=name)
    count = number_of(len(done.written), "file")
    old = done.former
    say(f"{old} is {done.entry} now, and answers to {old} as before; {count} changed")
