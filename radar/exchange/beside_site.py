"""Files of other tools that a build puts beside the site, for tools that read an address.

`export: [backstage]` in `radar.yaml` asks for one. What the format cannot hold is a note of the
radar, and a radar that it cannot show at all is an error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from radar.errors import InvalidRadar, Problem
from radar.exchange.conversion import export_radar
from radar.files.looking import SETTINGS
from radar.model import Radar
from radar.yaml import Place


def export_beside_site(radar: Radar) -> Mapping[str, bytes]:
    """Return the files by path in the site.

    Raises:
        InvalidRadar: a format cannot show such a radar.
    """
    files: dict[str, bytes] = {}
    for name in radar.export:
        files |= export_radar(radar, name).files
    return files


def check_beside_site(radar: Radar, at: Place, names: Collection[str]) -> Iterator[Problem]:
    """Yield why a format cannot show the radar, or a note of what it leaves out.

    `at` is where `radar.yaml` names the formats, for problems without a line of their own. `names`
    are those of the files of the radar, of which none may be published in place of a format's.
    """
    for name in radar.export:
        try:
            report = export_radar(radar, name).report
        except InvalidRadar as wrong:
            for problem in wrong.problems:
                message = f"it cannot be exported to {name}: {problem.message}"
                place = problem if problem.line else at
                yield replace(problem, message=message, line=place.line, column=place.column)
            continue
        yield from _static_files_in_place_of(name, report.files, names)
        lost = dict.fromkeys(each.code for each in report.findings if each.kind == "lost")
        if lost:
            message = f"{' and '.join(report.files)} does not hold all: {', '.join(lost)}"
            hint = f"`radar export {name}` says of which entries"
            yield Problem(SETTINGS, at.line, at.column, "not-exported", message, hint, "note")


def _static_files_in_place_of(
    format_: str, files: Iterable[str], names: Collection[str]
) -> Iterator[Problem]:
    for file in files:
        path = f"static/{file}"
        if path in names:
            message = f"{file} is a file of a build already: `export: {format_}` makes it"
            yield Problem(path, 0, 0, "reserved-name", message, "give it another name")
