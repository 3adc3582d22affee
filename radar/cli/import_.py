"""`radar import`: another tool's radar becomes a folder as a person would have written it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radar.cli.formats import FormatCommand, FormatName
from radar.cli.messages import say
from radar.errors import BadCall
from radar.files.looking import exists, is_empty, is_folder, is_taken
from radar.text import number_of

if TYPE_CHECKING:
    from radar.exchange.conversion import Imported
    from radar.exchange.toolkit.report import ExchangeReport


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
@click.option("--edition", default="", help="What the edition is called, for a single file.")
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
    "aliases",
    multiple=True,
    callback=_pairs,
    metavar="OLD=NEW",
    help="Two names of one technology; may be given several times.",
)
@click.option("--encoding", default="", help="Of all files, where it is not recognised.")
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
@click.option("--merge", is_flag=True, help="Update the radar in the folder; texts there stay.")
@click.option("--force", is_flag=True, help="Move what is in the folder aside and replace it.")
@report_style
def command(
    source: tuple[Path, ...],
    output: Path,
    form: str | None,
    one_file: bool,
    encoding: str,
    dry_run: bool,
    merge: bool,
    force: bool,
    style: str,
    **options: object,
) -> None:
    """Turn the radar of another tool into one of ours.

    SOURCE is a file, several, or a folder. What is read, made, merged, doubtful and lost is
    reported with file and line, and every row is accounted for. Nothing that exists is changed
    without --merge or --force.
    """
    from radar.exchange.conversion import gather_files, import_bundle
    from radar.exchange.exporting.own_form import write_form
    from radar.exchange.toolkit.draft import ImportOptions

    if merge and force:
        raise BadCall("--merge keeps what is there, --force moves it aside. Choose one.")
    if not (dry_run or merge or force):
        _refuse_what_is_there(output)
    if force and _has_files(output) and not exists(output / "radar.yaml"):
        raise BadCall(f"{output} is no radar (there is no radar.yaml in it); name another folder.")
    wanted = ImportOptions(**options)  # type: ignore[arg-type] # click's own dictionary, of these very names
    imported = import_bundle(gather_files(source, encoding), wanted, form or "")
    if imported.radar is None:
        _print(imported.report, style)
        raise BadCall("there is no radar in this: no row could be used. Nothing was written.")
    if merge:
        report, done = _merge(imported, output, dry_run=dry_run)
    else:
        files = {**write_form(imported.radar, one_file=one_file), **imported.files}
        report, count = imported.report, len(imported.radar.entries)
        del imported  # the files are read again, and both at once would be twice as large
        report, done = _make(report, files, count, output, dry_run=dry_run, force=force)
    _print(report, style)
    say(done)
    wrong = any(problem.severity == "error" for problem in report.problems)
    click.get_current_context().exit(1 if wrong or report.of("reported") else 0)


def _has_files(folder: Path) -> bool:
    return is_folder(folder) and not is_empty(folder)


def _refuse_what_is_there(output: Path) -> None:
    if is_taken(output) and (_has_files(output) or not is_folder(output)):
        hint = "--merge updates it, --force moves it aside, -o names another folder"
        raise BadCall(f"there is something in {output} already; {hint}.")


def _make(
    report: ExchangeReport,
    files: Mapping[str, bytes],
    count: int,
    output: Path,
    *,
    dry_run: bool,
    force: bool,
) -> tuple[ExchangeReport, str]:
    from radar.exchange.toolkit.report import without_notes
    from radar.files import MemoryTree, write_folder
    from radar.pipeline import examine_tree

    problems = examine_tree(MemoryTree(files)).problems
    report = replace(report, problems=without_notes(problems))
    made = f"{number_of(count, 'entry')} in {number_of(len(files), 'file')}"
    if dry_run:
        return report, f"Would make {output}: {made}. Nothing was written."
    kept = write_folder(files, output, aside=force)
    moved = f" What was there is in {kept.name}." if kept else ""
    return report, f"Made {output}: {made}.{moved}"


def _merge(imported: Imported, output: Path, *, dry_run: bool) -> tuple[ExchangeReport, str]:
    from radar.exchange.merging.merge import Merged, merge
    from radar.files import FrozenTree, Tree, change_files
    from radar.pipeline import examine_tree
    from radar.reading import Reading, find

    def examine(tree: Tree) -> Reading:
        return examine_tree(tree, place)

    def decide(tree: FrozenTree) -> tuple[Merged, Mapping[str, bytes]]:
        made = merge(imported, place, examine, tree)
        return made, made.files

    place = find(output)
    made = merge(imported, place, examine) if dry_run else change_files(place, decide)
    will = "Would change" if dry_run else "Changed"
    return made.report, f"{will} {number_of(len(made.files), 'file')} in {place}."


def _print(report: ExchangeReport, style: str) -> None:
    if style == "json":
        click.echo(json.dumps(report.document(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines()))
