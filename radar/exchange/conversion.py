"""Import and export as functions: a bundle of files → a radar, a radar → files of another tool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any, NamedTuple

from radar.errors import BadCall, InvalidRadar, Problem
from radar.exchange.exporting.losses import Exported, ExportOptions
from radar.exchange.importing.assembling import Assembled, assemble
from radar.exchange.importing.recognise import FORMATS, recognise
from radar.exchange.toolkit.draft import Draft, ImportOptions
from radar.exchange.toolkit.report import ExchangeReport, Finding, SourcePlace
from radar.exchange.toolkit.sources import Bundle
from radar.model import Radar
from radar.safety.links import check_base


class Imported(NamedTuple):
    """Result of an import: the radar (None if no row was usable), further files, the report."""

    radar: Radar | None
    files: Mapping[str, bytes]
    report: ExchangeReport


def import_bundle(
    bundle: Bundle,
    options: ImportOptions = ImportOptions(),  # noqa: B008 - a value that never changes
    format: str = "",
) -> Imported:
    """Convert another tool's files into a radar.

    `format` is a key of `FORMATS`; '' recognises the format by the content.

    Raises:
        BadCall: the format is not recognised, the files are several radars, or the base URL is
            not a URL.
    """
    check_base(options.base_url)
    name = format or recognise(bundle)
    _check_edition(bundle, options, name)
    module = _module(name)
    draft: Draft
    if hasattr(module, "load"):
        radar, draft = module.load(bundle, options)
        made = Assembled(radar, {}, {}) if radar else None
    else:
        draft = module.read(bundle, options)
        made = assemble(draft, options)
        made = _add_theme(made, draft) if made and any(draft.colours) else made
    outside = tuple(_finding(problem) for problem in bundle.problems)
    report = ExchangeReport(
        name,
        tuple(sorted(bundle.files)),
        draft.read,
        (*outside, *draft.every_finding()),
        made.numbers if made else {},
    )
    return Imported(made.radar if made else None, made.files if made else {}, report)


def _check_edition(bundle: Bundle, options: ImportOptions, name: str) -> None:
    """Refuse `--edition` if the files name their editions themselves."""
    snapshots = name in ("byor", "zalando", "qiwi", "csv")
    if options.edition and not (snapshots and len(bundle.files) == 1):
        why = "there are several files" if snapshots else f"{name} says its editions itself"
        raise BadCall(f"--edition names the edition of a single file; {why}")


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
        BadCall: the format has no form of the name `wanted.form`.
    """
    module = _module(format)
    forms = getattr(module, "FORMS", ())
    if wanted.form and wanted.form not in forms:
        raise BadCall(f"{format} has no form {wanted.form!r}; it has {', '.join(forms) or 'one'}")
    if problems := list(getattr(module, "misfit", lambda _: ())(radar)):
        raise InvalidRadar(problems)
    made: Exported = module.write(radar, wanted)
    return made._replace(report=replace(made.report, files=tuple(sorted(made.files))))


def _module(name: str) -> Any:
    return import_module(f"radar.exchange.formats.{FORMATS[name]}")


def _finding(problem: Problem) -> Finding:
    return Finding("lost", SourcePlace(problem.path), problem.code, problem.message)
