"""Import and export as functions: a bundle of files → a radar, a radar → files of another tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from radar.errors import BadCall, InvalidRadar, Problem
from radar.exchange.exporting.losses import Exported, ExportOptions
from radar.exchange.format import Format
from radar.exchange.importing.assembling import Assembled, assemble
from radar.exchange.importing.recognise import leave_out_strays, recognise
from radar.exchange.importing.unread import drop_unread_editions, find_unread_rows
from radar.exchange.registry import load_registry, report_faults
from radar.exchange.toolkit.documents import UnreadableDocument
from radar.exchange.toolkit.draft import Draft, ImportOptions
from radar.exchange.toolkit.editions import find_date
from radar.exchange.toolkit.report import ExchangeReport, Finding, SourcePlace
from radar.exchange.toolkit.sources import Bundle, gather, stem
from radar.model import Radar
from radar.plugins.finding import blame
from radar.safety.links import check_base
from radar.text import number_of


class Imported(NamedTuple):
    """Result of an import: the radar (None if no row was usable), further files, the report."""

    radar: Radar | None
    files: Mapping[str, bytes]
    report: ExchangeReport


def gather_files(
    paths: Sequence[Path],
    encoding: str = "",
    columns: Mapping[str, str] | None = None,
    sheet: str = "",
) -> Bundle:
    """Read the given files, and those in the given folders that a format may be in.

    `columns` says which heading of a table means which column, `sheet` which of a workbook is read.

    Raises:
        BadCall: a path does not exist, nothing can be read, or there are too many files.
    """
    report_faults()
    return gather(paths, encoding, load_registry().endings, columns, sheet)


def import_bundle(
    bundle: Bundle,
    options: ImportOptions = ImportOptions(),  # noqa: B008 - a value that never changes
    format: str = "",
) -> Imported:
    """Convert another tool's files into a radar.

    `format` is the name of a format; '' recognises it by the content.

    Raises:
        BadCall: there is no such format, it is not recognised, the files are several radars, or the
            base URL is not a URL.
        BrokenPlugin: the format is of another package, and fails.
    """
    check_base(options.base_url)
    registry = load_registry()
    named = registry.format(format) if format else None
    report_faults()
    chosen = named or registry.format(recognise(bundle))
    with _guard(chosen):
        bundle, strays = leave_out_strays(bundle, chosen)
    _check_edition(bundle, options, chosen)
    with _guard(chosen):
        draft = _read(chosen, bundle, options)
        draft.dated.refuse_guesses(_files_without_date(draft))
        drop_unread_editions(draft)
        made = assemble(draft, options, find_unread_rows(draft, bundle))
    made = _add_theme(made, draft) if made and any(draft.colours) else made
    outside = [*map(_finding, bundle.problems), *_report_strays(strays, bundle)]
    report = ExchangeReport(
        chosen.name,
        tuple(sorted(bundle.files)),
        draft.read,
        (*outside, *bundle.notes, *draft.every_finding()),
        made.numbers if made else {},
    )
    return Imported(made.radar if made else None, made.files if made else {}, report)


def _report_strays(strays: Sequence[str], bundle: Bundle) -> Iterator[Finding]:
    """Yield a line for each file that is broken, and one for all that are no part of the radar."""
    for path in strays:
        if isinstance(wrong := bundle.documents.get(path), UnreadableDocument):
            yield Finding("noted", SourcePlace(path, wrong.line), "broken", wrong.describe(path))
    if strays:
        few = ", ".join(strays[:5]) + (", …" if len(strays) > 5 else "")
        message = f"{number_of(len(strays), 'file')} of something else, not read: {few}"
        yield Finding("noted", SourcePlace(strays[0]), "other-files", message)


def _read(format: Format, bundle: Bundle, options: ImportOptions) -> Draft:
    if format.read is None:
        raise BadCall(f"{format.name} can be exported, and not imported")
    draft = format.read(bundle, options)
    if not isinstance(draft, Draft):
        raise TypeError(f"`read` returned what is of the type {type(draft).__name__}, not a Draft")
    return draft


def _guard(format: Format) -> AbstractContextManager[None]:
    """Name the package whose format fails; a failure of one of ours is our mistake."""
    owner = load_registry().describe(format.name)
    return blame(owner, name=format.name) if owner else nullcontext()


def _check_edition(bundle: Bundle, options: ImportOptions, format: Format) -> None:
    """Refuse `--edition` and `--date` if the files name their editions themselves."""
    given = "--edition" if options.edition else "--date" if options.date else ""
    if not given:
        return
    if not format.dated_by_user:
        why = f"{format.name} says its editions itself"
        raise BadCall(f"{given} is for files of one edition; {why}")
    dated = [path for path in sorted(bundle.files) if find_date(stem(path))[0]][:8]
    if dated and len(bundle.files) > 1:
        why = f"there are several files, and {', '.join(dated)} name their own"
        raise BadCall(f"{given} is for files of one edition; {why}")


def _files_without_date(draft: Draft) -> set[str]:
    """Return the files of which rows belong to the edition of the file, not to one of their own."""
    by_path = draft.dated.editions
    return {
        row.place.path
        for row in draft.rows
        if row.place.path in by_path and row.edition == by_path[row.place.path].id
    }


def _add_theme(made: Assembled, draft: Draft) -> Assembled:
    """Add the theme for the colours of the source."""
    from radar.exchange.importing.colours import NAME, theme_file

    files = theme_file(draft, made.radar, SourcePlace("config.json"))
    radar = made.radar.model_copy(update={"theme": NAME}) if files else made.radar
    return made._replace(radar=radar, files={**made.files, **files})


def export_radar(radar: Radar, format: str, wanted: ExportOptions = ExportOptions()) -> Exported:  # noqa: B008 - as above
    """Convert a radar into files of another tool.

    Raises:
        InvalidRadar: the tool cannot show such a radar, for example because of five quadrants.
        BadCall: there is no such format, or it has no form of the name `wanted.form`.
        BrokenPlugin: the format is of another package, and fails.
    """
    registry = load_registry()
    chosen = registry.format(format)
    report_faults()
    if chosen.write is None:
        raise BadCall(f"{format} can be imported, and not exported")
    if wanted.form and wanted.form not in chosen.forms:
        forms = ", ".join(chosen.forms) or "one"
        raise BadCall(f"{format} has no form {wanted.form!r}; it has {forms}")
    with _guard(chosen):
        if problems := list(chosen.misfit(radar)):
            raise InvalidRadar(problems)
        made = chosen.write(radar, wanted)
        if not isinstance(made, Exported):
            kind = type(made).__name__
            raise TypeError(f"`write` returned what is of the type {kind}, not an Exported")
        if not all(isinstance(data, bytes) for data in made.files.values()):
            raise TypeError("`write` returned files that are not bytes")
    return made._replace(report=replace(made.report, files=tuple(sorted(made.files))))


def _finding(problem: Problem) -> Finding:
    return Finding("lost", SourcePlace(problem.path), problem.code, problem.message)
