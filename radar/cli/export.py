"""`radar export`: the radar as another tool has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from radar.cli.formats import FormatCommand, FormatName
from radar.cli.import_ import report_style
from radar.cli.messages import say
from radar.errors import BadCall
from radar.files.looking import is_folder
from radar.text import number_of


@click.command(
    cls=FormatCommand,
    epilog="""\b
Examples:
  radar export byor                       radar.csv for Build Your Own Radar, on standard output
  radar export byor --form json -o radar.json
  radar export csv -o radar.csv           for a spreadsheet; `radar import` reads it back
  radar export byor --all -o volumes      one file for each edition
  radar export aoe -o techradar           a folder of Markdown

\b
Exit codes: 0 written, whatever was lost is reported; 1 the tool cannot show such a radar; 2 the
call is wrong.""",
)
@click.argument("format", type=FormatName("write"))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file or folder to write. [default: standard output, where it is one file]",
)
@click.option("--form", default="", help="Another form of the format; see below.")
@click.option("--all", is_flag=True, help="A file for each edition, into a folder.")
@click.option("--force", is_flag=True, help="Replace a file; move a folder aside.")
@click.option("-v", "--verbose", is_flag=True, help="List everything that the report sums up.")
@report_style
def command(
    format: str,
    folder: Path | None,
    output: Path | None,
    force: bool,
    verbose: bool,
    style: str,
    **options: Any,
) -> None:
    """Write the radar in FOLDER (or here, or in ./entries) in another tool's FORMAT.

    What the format cannot hold is listed on standard error. Nothing that exists is changed without
    --force.
    """
    from radar.library.exporting import export

    made = export(folder, format, output, force=force, **options)
    if style == "json":
        say(json.dumps(made.report.document(), indent=2, ensure_ascii=False))
    else:
        say("\n".join(made.report.lines(1_000) if verbose else made.report.lines()))
    count = number_of(len(made.files), "file")
    if output is None:
        if len(made.files) != 1:
            raise BadCall(f"this is {count}. Name a folder for them with -o.")
        click.echo(next(iter(made.files.values())).decode(), nl=False)
    elif is_folder(output):
        before = f"; before: {made.moved_aside}" if made.moved_aside else ""
        say(f"Wrote {count} into {output}{before}")
    else:
        say(f"Wrote {output}")
