"""What is wrong with a radar: its files, its texts and pictures, its theme, its published site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from radar.codes import ignorable, without
from radar.errors import BadCall, InvalidRadar, MissingExtra, Problem, in_order
from radar.library.days import parse_day
from radar.library.reviewing import due_problems
from radar.limits import raise_limits
from radar.model import Radar
from radar.text import number_of

_Source = Radar | Path | None


class Inspection(NamedTuple):
    """What a check found: what the radar is called, the problems, and how many were left out.

    `missing` says what of a site could not be compared, '' where all was.
    """

    summary: str
    problems: tuple[Problem, ...]
    ignored: int = 0
    missing: str = ""


def check(
    radar: Radar | str | Path | None = None,
    *,
    site: str | Path | None = None,
    theme: str = "",
    as_of: date | str | None = None,
    ignore: Iterable[str] = (),
    max_entries: int | None = None,
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a radar, in order: errors, warnings and notes.

    `radar` is its folder, by default the one here or `./entries`, or a `Radar` made in Python. The
    problems of the latter have the places that they would have in the files of `radar.write`.

    `site` is a published site: then what in it is not what a build would write now is a problem
    too. `theme` is the one that it was built in, where the radar names another. `as_of` is a day,
    as a date or as 2026-11-02: then what is due on it is a problem too; see `review`. `ignore` are
    codes of warnings and notes to leave out. `max_entries` is how many entries may be read.

    >>> ours = Radar(title="Ours", quadrants=["Languages", "Tools"])
    >>> [problem.code for problem in check(ours)]
    ['no-entries']

    Raises:
        BadCall: there is no radar, no site, no such day, or no code of that name; or `theme` is
            given without `site`.
    """
    with raise_limits(max_entries):
        return inspect(radar, site=site, theme=theme, as_of=as_of, ignore=ignore).problems


def inspect(
    radar: Radar | str | Path | None = None,
    *,
    site: str | Path | None = None,
    theme: str = "",
    as_of: date | str | None = None,
    ignore: Iterable[str] = (),
) -> Inspection:
    """Check a radar, and say what it is called as well; see `check`."""
    codes = ignorable(ignore)
    if theme and site is None:
        raise BadCall("--theme says in which theme the site was built; add --site")
    radar = Path(radar) if isinstance(radar, str) else radar
    day = None if as_of is None else parse_day(as_of, "as_of")
    if isinstance(radar, Radar):
        summary, problems = _check_values(radar, day)
    else:
        summary, problems = _check_folder(radar, day)
    missing = ""
    if site is not None:
        drift, missing = _find_drift(radar, Path(site), theme)
        problems += drift
    kept = without(problems, codes)
    return Inspection(summary, kept, len(problems) - len(kept), missing)


def _summarize(radar: Radar) -> str:
    return f"{radar.say(radar.title)}, {number_of(len(radar.entries), 'entry')}"


def _check_values(radar: Radar, day: date | None) -> tuple[str, tuple[Problem, ...]]:
    from radar.library.writing import examine_form

    reading = examine_form(radar, {})
    problems = reading.problems
    if day and reading.radar:
        problems = _with_due(problems, due_problems(reading.radar, day, reading.places))
    return _summarize(radar), problems


def _with_due(problems: Iterable[Problem], due: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems with what is due on a day, which says better what is stale."""
    return in_order((*(each for each in problems if each.code != "stale"), *due))


def _check_folder(folder: Path | None, day: date | None) -> tuple[str, tuple[Problem, ...]]:
    """Return the name of a radar and what is wrong with it, and what is due on a day if given."""
    from radar.pipeline import check_radar, check_theme, kept_checks

    if day is None and (last := kept_checks.take_check(folder)):
        return last
    try:
        source = check_radar(folder, mind_links=True)
    except InvalidRadar as wrong:
        return str(folder or "this radar"), wrong.problems
    problems = (*source.problems, *check_theme(source.folder, source.radar.theme))
    if day:
        due = due_problems(source.radar, day, source.places or {}, source.folder)
        problems = _with_due(problems, due)
    summary, problems = _summarize(source.radar), in_order(problems)
    if day is None:
        kept_checks.keep_check(source, summary, problems)
    return summary, problems


def _find_drift(radar: _Source, site: Path, theme: str) -> tuple[tuple[Problem, ...], str]:
    """Return where a published site differs from what a build would write, and what is missing.

    Where the radar has errors only its data is compared, as far as it can be read at all.
    """
    from radar.files.looking import is_folder
    from radar.radar_json import read_site
    from radar.reading import Reading, find, read
    from radar.render.reports.drift import drift_of_data, drift_of_files

    reading = Reading(radar, ()) if isinstance(radar, Radar) else read(find(radar))
    if reading.radar is None:
        return (), ""
    problems, missing = drift_of_data(read_site(site), reading.radar), ""
    if is_folder(site):
        made, missing = _draw_again(radar, site, theme)
        problems += drift_of_files(site, made, moved_on=bool(problems))
    return replace(reading, problems=in_order(problems)).full_path_problems, missing


def _draw_again(radar: _Source, site: Path, theme: str) -> tuple[Mapping[str, bytes], str]:
    """Return what a build would write, made as the site was; nothing where it cannot be built."""
    from radar.files.looking import is_file, read_bytes
    from radar.pipeline import BuildOptions, draw, find_source
    from radar.theme import load_theme

    index = site / "index.html"
    framed = not is_file(index) or read_bytes(index)[:9].upper() == b"<!DOCTYPE"
    wanted = BuildOptions(
        fragment=not framed,
        png=is_file(site / "radar.png"),
        cards=is_file(site / "card.png"),
    )
    try:
        source = find_source(radar)
        chosen = load_theme(theme or source.radar.theme, beside=source.folder)
        return dict(draw(source, chosen, wanted)), ""
    except InvalidRadar:
        return {}, ""
    except MissingExtra as missing:
        return {}, str(missing)
