"""What of a radar is due on a day: reviews, rings, ends of use, proposals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from radar.errors import Problem
from radar.library.days import parse_day
from radar.limits import raise_limits
from radar.model import Radar
from radar.pipeline import find_source
from radar.reading import EntryPlaces, FilePlace
from radar.reviewing import Due, DueKind, Review, find_due
from radar.reviewing.telling import describe
from radar.text import number_of

_CODES: Mapping[DueKind, str] = {
    "review": "due-review",
    "too-long": "due-ring",
    "leave": "due-leave",
    "proposal": "due-proposal",
}
_HINTS: Mapping[DueKind, str] = {
    "review": "read it again, and give the day as `reviewed`",
    "too-long": "decide where it goes: radar move",
    "leave": "take it off the radar, or give it another `leave_by`",
    "proposal": "decide on it: radar move, or delete `proposed`",
}


def review(
    radar: Radar | str | Path | None = None,
    *,
    as_of: date | str,
    max_entries: int | None = None,
) -> Review:
    """Return what of a radar is due on a day: `due` by then, `coming` later, `undated` never.

    `radar` is its folder, by default the one here or `./entries`, or a `Radar` made in Python.
    `as_of` is the day, as a date or as 2026-11-02.

    >>> zig = {"name": "Zig", "quadrant": "x", "ring": "hold", "leave_by": "2026-06-30"}
    >>> ours = Radar(title="Ours", quadrants=["X", "Y"], entries=[zig])
    >>> [(due.entry.id, due.kind, str(due.day)) for due in review(ours, as_of="2026-07-01").due]
    [('zig', 'leave', '2026-07-01')]

    Raises:
        InvalidRadar: something is wrong with the entries.
        BadCall: there is no radar, or `as_of` is no day.
    """
    day = parse_day(as_of, "as_of")
    with raise_limits(max_entries):
        return find_due(find_source(radar).radar, day)


def due_problems(
    radar: Radar, day: date, places: EntryPlaces, folder: Path = Path()
) -> tuple[Problem, ...]:
    """Return what is due on a day as warnings of a check, or as grave as the rule says.

    `places` says where the keys of entries stand, in files of `folder`.
    """
    found = find_due(radar, day)
    problems = [_problem(radar, due, _place(due, places, folder)) for due in found.due]
    if found.undated:
        names = ", ".join(entry.id for entry in found.undated[:5])
        more = f" and {len(found.undated) - 5} more" if len(found.undated) > 5 else ""
        message = f"no date says since when {number_of(len(found.undated), 'entry')} stand where "
        message += f"they do: {names}{more}"
        path = (folder / "radar.yaml").as_posix()
        hint = "give the editions dates, or the entries `reviewed`"
        problems.append(Problem(path, 0, 0, "due-undated", message, hint, "note"))
    return tuple(problems)


def _place(due: Due, places: EntryPlaces, folder: Path) -> FilePlace:
    """Return where an entry says what is due; of a ring, where its history is if it has one."""
    there = places.get(due.entry.id, {})
    keys = (due.key, "history", "") if due.key == "ring" else (due.key, "ring", "history", "")
    path = next(iter(due.entry.sources.values()), f"{due.entry.id}.md")
    at = next((there[key] for key in keys if key in there), FilePlace(path, 0, 0))
    return at._replace(path=(folder / at.path).as_posix())


def _problem(radar: Radar, due: Due, at: FilePlace) -> Problem:
    rule = radar.rules.get(due.ring) if due.kind == "too-long" else None
    severity = rule.severity if rule else "warning"
    return Problem(*at, _CODES[due.kind], describe(due, radar), _HINTS[due.kind], severity)
