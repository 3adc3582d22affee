"""`radar import`: another tool's radar becomes a folder as a person would have written it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from radar.cli.formats import FormatCommand, FormatName
from radar.cli.messages import say
from radar.text import number_of

if TYPE_CHECKING:
    from radar.exchange.toolkit.report import ExchangeReport
    from radar.library.importing import ImportedFolder


report_style = click.option(
    "--report",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the report; json lists every row.",
)


def _names(_: click.Context, __: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _trim(_: click.Context, __: click.Parameter, value: str) -> str:
    return value.strip()


def _language(_: click.Context, __: click.Parameter, value: str) -> str:
    from radar.reading.settings import language_tag

    if (tag := language_tag(value)) is None:
        raise click.BadParameter("write a language tag like en, zh or pt-BR")
    return tag


def _pairs(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in value]
    if any(not (old.strip() and sign and new.strip()) for old, sign, new in pairs):
        raise click.BadParameter("write it as OLD=NEW")
    return {old.strip(): new.strip() for old, _, new in pairs}


@click.command(
    "import",
    cls=FormatCommand,
    epilog="""\b
Examples:
  radar import radar.csv                          the format is recognised from the content
  radar import volumes/                           a folder of dated files: one edition each
  radar import tech-radar/ -o entries --dry-run   say what would happen, write nothing
  radar import config.json --quadrants "Languages,Infrastructure,Datastores,Data"
  radar import 2027.csv --merge --edition 2027    add an edition to the radar in ./entries
  radar import red.csv --merge --team red         one of several sheets: who says what is kept

\b
Exit codes: 0 every row is in, 1 rows were left out or the result has problems, 2 the call is
wrong.""",
)
@click.argument("source", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    default="entries",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder to make.",
)
@click.option("--format", "form", type=FormatName("read"), help="Do not guess the format.")
@click.option("--one-file", is_flag=True, help="Write all entries into entries.yaml.")
@click.option("--edition", default="", help="What the edition is called, if no file names one.")
@click.option("--date", default="", help="The date of that edition, as in 2027-05-01.")
@click.option("--title", default="", callback=_trim, help="What the radar is called.")
@click.option(
    "--language",
    default="en",
    show_default=True,
    callback=_language,
    help="The language of the texts.",
)
@click.option(
    "--quadrants",
    default="",
    callback=_names,
    help="Their names, with commas, where the files do not say them.",
)
@click.option("--rings", default="", callback=_names, help="Their names, inner first, with commas.")
@click.option("--base-url", default="", help="The old site, to keep links that lead into it.")
@click.option(
    "--alias",
    multiple=True,
    callback=_pairs,
    metavar="OLD=NEW",
    help="Two names of one technology; may be given several times.",
)
@click.option("--sheet", default="", help="Which sheet of a workbook; else one that lists entries.")
@click.option(
    "--map",
    multiple=True,
    callback=_pairs,
    metavar="HEADING=COLUMN",
    help="Which column a heading of a table means; may be given several times.",
)
@click.option(
    "--fields", is_flag=True, help="Make fields of the radar's own of columns that nobody knows."
)
@click.option("--encoding", default="", help="Of all files, where it is not recognised.")
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
@click.option("--merge", is_flag=True, help="Update the radar in the folder; texts there stay.")
@click.option(
    "--team",
    default="",
    callback=_trim,
    help="Whose sheet this is; with --merge, those of several teams become one radar.",
)
@click.option(
    "--on-conflict",
    type=click.Choice(["keep", "theirs"]),
    default="keep",
    show_default=True,
    help="Where teams disagree with the radar: keep what it says, or take theirs.",
)
@click.option("--close", is_flag=True, help="Close every edition but the newest, too.")
@click.option("--force", is_flag=True, help="Move what is in the folder aside and replace it.")
@click.option("-v", "--verbose", is_flag=True, help="List everything that the report sums up.")
@report_style
def command(
    source: tuple[Path, ...],
    output: Path,
    form: str | None,
    dry_run: bool,
    merge: bool,
    close: bool,
    verbose: bool,
    style: str,
    **options: Any,
) -> None:
    """Turn the radar of another tool into one of ours.

    SOURCE is a file, several, a folder, or - for the standard input. What is read, made, merged,
    doubtful and lost is reported with file and line, and every row is accounted for. Nothing that
    exists is changed without --merge or --force.
    """
    from radar.library.importing import EmptyImport, import_

    try:
        made = import_(source, output, format=form or "", dry_run=dry_run, merge=merge, **options)
    except EmptyImport as empty:
        _print(empty.report, style, verbose=verbose)
        raise
    _print(made.report, style, verbose=verbose)
    say(_describe(made, merge=merge, dry_run=dry_run))
    if close and not dry_run:
        _close(output)
    wrong = any(problem.severity == "error" for problem in made.report.problems)
    click.get_current_context().exit(1 if wrong or made.report.of("reported") else 0)


def _close(folder: Path) -> None:
    """Close the editions of an imported radar, where it has more than one that is open."""
    from radar.cli.snapshot import close_editions
    from radar.reading import read

    radar = read(folder).require_sound()
    if len(radar.editions) > len(radar.closed) + 1:
        close_editions(folder)


def _describe(made: ImportedFolder, *, merge: bool, dry_run: bool) -> str:
    """Say what was written, or would be."""
    files = number_of(len(made.files), "file")
    if merge:
        return f"{'Would change' if dry_run else 'Changed'} {files} in {made.output}."
    count = number_of(made.report.counts["made"], "entry")
    if dry_run:
        return f"Would make {made.output}: {count} in {files}. Nothing was written."
    moved = f" What was there is in {made.moved_aside.name}." if made.moved_aside else ""
    return f"Made {made.output}: {count} in {files}.{moved}"


def _print(report: ExchangeReport, style: str, *, verbose: bool) -> None:
    if style == "json":
        click.echo(json.dumps(report.document(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines(1_000) if verbose else report.brief_lines()))
