"""Files of another tool → the folder of a radar, made anew or updated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date as Date  # noqa: N812 - `date` is the name of an option
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from radar import limits
from radar.errors import BadCall, near_miss
from radar.exchange.toolkit.report import ExchangeReport
from radar.files.looking import exists, is_empty, is_folder, is_taken, refuse_link_out
from radar.model import Quadrant, Radar

if TYPE_CHECKING:
    from radar.editing import FileEdit
    from radar.exchange.conversion import Imported
    from radar.exchange.merging.merge import Merged
    from radar.exchange.merging.teams import Team
    from radar.exchange.toolkit.draft import ImportOptions
    from radar.files import Tree


class ImportedFolder(NamedTuple):
    """What an import made: the radar, its folder, the files written, and what became of each row.

    `radar` is None where what is in the folder now is no radar yet; the report says why. `files`
    are those made or changed, by path (those that would be, in a dry run). `moved_aside` is where
    that is now which `force` replaced.

    >>> ImportedFolder(None, Path("entries"), {}, ExchangeReport("csv"))
    <ImportedFolder 'entries' of None>
    """

    radar: Radar | None
    output: Path
    files: Mapping[str, bytes]
    report: ExchangeReport
    moved_aside: Path | None = None

    def __repr__(self) -> str:
        return f"<ImportedFolder {self.output.as_posix()!r} of {self.radar!r}>"


class EmptyImport(BadCall):
    """An import that found no row of use, so that nothing was written; `report` says why.

    >>> issubclass(EmptyImport, BadCall)
    True
    """

    def __init__(self, report: ExchangeReport) -> None:
        super().__init__("there is no radar in this: no row could be used. Nothing was written.")
        self.report = report


def import_(
    source: str | Path | Iterable[str | Path],
    output: str | Path = "entries",
    *,
    format: str = "",
    one_file: bool = False,
    edition: str = "",
    date: str | Date | None = None,
    title: str = "",
    language: str = "en",
    quadrants: Iterable[str] = (),
    rings: Iterable[str] = (),
    base_url: str = "",
    alias: Mapping[str, str] | None = None,
    map: Mapping[str, str] | None = None,
    sheet: str = "",
    fields: bool = False,
    encoding: str = "",
    dry_run: bool = False,
    merge: bool = False,
    team: str = "",
    on_conflict: Literal["keep", "theirs"] = "keep",
    force: bool = False,
    max_entries: int | None = None,
) -> ImportedFolder:
    r"""Turn the radar of another tool into one of ours, in the folder `output`.

    `source` is a file, several, or a folder; `format` is recognised by the content if it is not
    given. Nothing that exists is changed without `merge`, which updates the radar in the folder
    and keeps its texts, or `force`, which moves what is there aside. A `dry_run` writes nothing.

    `edition` is what the one edition of the files is called, and `date` its date (as in
    2027-05-01), where they do not say it; `title` is that of the radar, `language` is the
    tag of its texts. `quadrants` and `rings` are their names where the files do not say them.
    `base_url` is the old site, to keep links that lead into it, `alias` a mapping from one name of
    a technology to the other, `map` one from the heading of a table to the column that it means,
    `sheet` is the one to read of a workbook, `fields` makes fields of the radar's own of columns
    that nobody knows, `encoding` is that of all files, `one_file` asks for all entries in
    entries.yaml. `team` is whose sheet this is: with `merge`, sheets of several come together, each
    entry keeps who says what, and `on_conflict` decides where they disagree with the radar: "keep"
    what it said, or take "theirs". `max_entries` is how many entries may be made.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "old.csv").write_text("name,quadrant,ring\nRust,Languages,Adopt\n")
    ...     made = import_(f"{folder}/old.csv", f"{folder}/new", quadrants=["Languages", "Tools"])
    ...     sorted(made.files), made.report.read
    (['radar.yaml', 'rust.md'], 1)

    Raises:
        EmptyImport: no row could be used.
        BadCall: the format is not known or not recognised, an option does not fit the files, or
            there is something in the folder already.
        InvalidRadar: what is to be merged with is no sound radar.
    """
    from radar.exchange.merging.teams import say_for_team
    from radar.exchange.toolkit.draft import ImportOptions

    place = Path(output)
    _refuse_what_is_there(place, merge=merge, force=force, dry_run=dry_run)
    wanted = ImportOptions(
        title=title.strip(),
        quadrants=_names(quadrants),
        rings=_names(rings),
        edition=edition.strip(),
        date=_date(date),
        language=_language(language),
        base_url=base_url,
        aliases=dict(alias or {}),
        fields=fields,
        there=_quadrants_in(place) if merge else (),
    )
    with _raise_limits(max_entries):
        imported = _convert(source, wanted, format, encoding, _columns(map or {}), sheet)
        speaker = _read_team(team, on_conflict)
        if speaker and imported.radar:
            imported = imported._replace(radar=say_for_team(imported.radar, speaker))
        if merge:
            return _merge(imported, place, speaker, dry_run=dry_run)
        files = _write_down(imported, one_file=one_file)
        report = imported.report
        del imported  # the files are read again, and both at once would be twice as large
        return _make(report, files, place, dry_run=dry_run, force=force)


def _convert(
    source: str | Path | Iterable[str | Path],
    wanted: ImportOptions,
    format: str,
    encoding: str,
    columns: Mapping[str, str],
    sheet: str,
) -> Imported:
    """Read files and convert them.

    Raises:
        EmptyImport: there is no radar in them.
    """
    from radar.exchange.conversion import gather_files, import_bundle

    paths = [source] if isinstance(source, str | Path) else source
    if not (sources := tuple(map(Path, paths))):
        raise BadCall("there is nothing to import: name a file, several, or a folder")
    imported = import_bundle(gather_files(sources, encoding, columns, sheet), wanted, format)
    if imported.radar is None:
        raise EmptyImport(imported.report)
    return imported


@contextmanager
def _raise_limits(max_entries: int | None) -> Iterator[None]:
    """Make more entries within a `with`; they have to be read again too."""
    if max_entries is None:
        yield
        return
    readable = max(max_entries, limits.entries.value or max_entries)
    with limits.imported.raise_to(max_entries), limits.entries.raise_to(readable):
        yield


def _language(word: str) -> str:
    from radar.reading.settings import language_tag

    if (tag := language_tag(word)) is None:
        raise BadCall(f"{word[:40]!r} is no language tag; write one like en, zh or pt-BR")
    return tag


def _quadrants_in(folder: Path) -> tuple[Quadrant, ...]:
    from radar.reading import find, read

    return read(find(folder)).require_sound().quadrants


def _columns(said: Mapping[str, str]) -> Mapping[str, str]:
    """Return which heading means which column, as the formats spell columns.

    Raises:
        BadCall: there is no such column.
    """
    from radar.exchange.toolkit.endings import PLAIN
    from radar.exchange.vocabulary.columns import heading_key

    columns = {heading_key(column): column for column in PLAIN}
    for column in said.values():
        if heading_key(column) not in columns:
            hint = near_miss(column, PLAIN) or f"there are {', '.join(PLAIN)}"
            raise BadCall(f"--map: there is no column {column[:40]!r}; {hint}")
    return {heading: columns[heading_key(column)] for heading, column in said.items()}


def _date(said: str | Date | None) -> Date | None:
    if not isinstance(said, str):
        return said
    from radar.exchange.vocabulary.days import parse_date

    if said and (day := parse_date(said)) is None:
        raise BadCall(f"{said[:40]!r} is no date; write one like 2027-05-01")
    return day if said else None


def _names(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without blanks around them; one text may hold several, with commas."""
    every = names.split(",") if isinstance(names, str) else names
    return tuple(name.strip() for name in every if name.strip())


def _refuse_what_is_there(output: Path, *, merge: bool, force: bool, dry_run: bool) -> None:
    if merge and force:
        raise BadCall("--merge keeps what is there, --force moves it aside. Choose one.")
    refuse_link_out(output)
    if force and _has_files(output) and not exists(output / "radar.yaml"):
        raise BadCall(f"{output} is no radar (there is no radar.yaml in it); name another folder.")
    if dry_run or merge or force:
        return
    if is_taken(output) and (_has_files(output) or not is_folder(output)):
        hint = "--merge updates it, --force moves it aside, -o names another folder"
        raise BadCall(f"there is something in {output} already; {hint}.")


def _has_files(folder: Path) -> bool:
    return is_folder(folder) and not is_empty(folder)


def _write_down(imported: Imported, *, one_file: bool) -> Mapping[str, bytes]:
    from radar.exchange.exporting.own_form import write_form

    written = write_form(imported.radar, one_file=one_file) if imported.radar else {}
    return {**written, **imported.files}


def _make(
    report: ExchangeReport,
    files: Mapping[str, bytes],
    output: Path,
    *,
    dry_run: bool,
    force: bool,
) -> ImportedFolder:
    from radar.exchange.toolkit.report import without_notes
    from radar.files import MemoryTree, write_folder
    from radar.pipeline import examine_tree

    reading = examine_tree(MemoryTree(files))
    report = replace(report, problems=without_notes(reading.problems))
    aside = None if dry_run else write_folder(files, output, aside=force)
    return ImportedFolder(reading.radar, output, files, report, aside)


def _read_team(name: str, on_conflict: Literal["keep", "theirs"]) -> Team | None:
    from radar.exchange.merging.teams import Team, check_team

    if on_conflict not in ("keep", "theirs"):
        raise BadCall(f"on_conflict is 'keep' or 'theirs', not {str(on_conflict)[:40]!r}")
    check_team(name)
    return Team(name.strip(), on_conflict) if name.strip() else None


def _merge(imported: Imported, output: Path, team: Team | None, *, dry_run: bool) -> ImportedFolder:
    from radar.editing import Overlay
    from radar.exchange.merging.merge import merge
    from radar.files import DiskTree, FrozenTree, change_files
    from radar.pipeline import examine_tree
    from radar.reading import Reading, find

    radars: list[Radar | None] = []

    def examine(tree: Tree) -> Reading:
        reading = examine_tree(tree, place)
        radars[:] = [reading.radar]  # what is examined last is what is written
        return reading

    def merge_into(tree: Tree) -> Merged:
        edits = _close_open_edition(imported, place, tree)
        made = merge(imported, place, examine, Overlay(tree, *edits), team)
        return _with_closing(made, edits) if edits else made

    def decide(tree: FrozenTree) -> tuple[Merged, Mapping[str, bytes]]:
        made = merge_into(tree)
        return made, made.files

    place = find(output)
    made = merge_into(DiskTree(place)) if dry_run else change_files(place, decide)
    return ImportedFolder(radars[-1], place, made.files, made.report)


def _close_open_edition(imported: Imported, place: Path, tree: Tree) -> Sequence[FileEdit]:
    """Return the files that close the open edition, where the import brings the next one.

    A plain ring is that of the open edition, so in a radar with closed editions it would be taken
    for news of the next one. Where no edition is closed, nothing has to be.

    Raises:
        BadCall: the import is of a closed edition, or has several editions that are new.
    """
    from radar.editing import close_and_open
    from radar.publishing import publisher
    from radar.reading import read

    reading = read(place, tree)
    radar, editions = reading.require_sound(), imported.radar.editions if imported.radar else ()
    new = [edition for edition in editions if edition.id not in radar.edition_order]
    if not radar.closed:
        return ()

    def place_of(edition: str) -> int:
        return radar.edition_order.get(edition, len(radar.editions))

    if len(editions) == 1 and place_of(editions[0].id) < len(radar.closed):
        raise BadCall(
            f"the edition {editions[0].id!r} is closed and stays as it was published. Merge into "
            f"the open one, --edition {radar.newest}, or correct what was published: radar amend"
        )
    if len(new) > 1:
        names = ", ".join(edition.id for edition in new)
        raise BadCall(
            f"{names} are new, and the radar here has closed editions. Merge one edition at a "
            "time, oldest first: each closes the one before it"
        )
    return close_and_open(tree, radar, new[0], publisher(reading)) if new else ()


def _with_closing(made: Merged, edits: Sequence[FileEdit]) -> Merged:
    """Return what was merged with the files that closed the edition before, unless it failed."""
    from radar.exchange.toolkit.report import Finding, SourcePlace
    from radar.files.looking import SETTINGS

    if any(problem.severity == "error" for problem in made.report.problems):
        return made
    files = {**{edit.name: edit.data for edit in edits}, **made.files}
    told = {SETTINGS: "a new edition, opened by closing the one before it"}
    findings = [
        Finding("changed", SourcePlace(edit.name), "edition", told.get(edit.name, "written"))
        for edit in edits
        if edit.name == SETTINGS or edit.name not in made.files
    ]
    report = replace(made.report, findings=(*made.report.findings, *findings))
    return made._replace(files=files, report=report)
