"""`radar schema`: JSON Schemas of what people write and of what a build writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from radar.cli.messages import say
from radar.errors import BadCall


@click.command(
    epilog="""\b
Examples:
  radar schema > radar.schema.json
  radar schema settings > settings.schema.json
  radar schema entry entries         with the rings and the own fields of this radar
  radar schema --save                the schemas of this radar, where editors find them"""
)
@click.argument(
    "what", type=click.Choice(["radar", "edition", "entry", "settings", "theme"]), required=False
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--save", is_flag=True, help="Write those of this radar into its folder .schema.")
def command(what: str | None, folder: Path | None, save: bool) -> None:
    """Print a JSON Schema: of radar.json, the whole radar as data that every build writes.

    `entry` is the front matter of an entry, `settings` is radar.yaml, `theme` is theme.yaml and
    `edition` the file of a closed edition. With a FOLDER, the first two know the fields and suggest
    the rings, tags and entries of its radar. An editor with the YAML language server completes and
    explains keys by the schemas in .schema, which `radar init` makes and --save renews.
    """
    if save:
        _save(what, folder)
        return
    from radar import schemas

    with_radar: Mapping[str, Callable[..., dict[str, Any]]] = {
        "entry": schemas.entry_schema,
        "settings": schemas.settings_schema,
    }
    kind = what or "radar"
    if folder is None:
        made = schemas.SCHEMAS[kind]()
    elif kind in with_radar:
        from radar.reading import find, read

        made = with_radar[kind](read(find(folder)).require_sound())
    else:
        raise BadCall(f"the schema {kind!r} is the same for every radar: leave the folder out")
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


def _save(what: str | None, folder: Path | None) -> None:
    from radar.files.looking import is_link
    from radar.files.single import write_file
    from radar.files.steps import make_folder_for
    from radar.reading import find, read
    from radar.schemas.editor_files import editor_line, schema_files

    if what:
        raise BadCall("--save writes those of entries and of radar.yaml: name none of them")
    place = find(folder)
    for name, data in schema_files(read(place).require_sound()).items():
        if link := next((p for p in (place / name, (place / name).parent) if is_link(p)), None):
            raise BadCall(f"{link} is a symbolic link. Put a folder with plain files there")
        with make_folder_for(place / name):
            write_file(place / name, data)
        say(f"Wrote {place / name}")
    say(f"Begin radar.yaml with: {editor_line('settings')}")
