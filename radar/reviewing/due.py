"""Which entries and proposals somebody has to look at on a day, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from radar.history import HistoryStep, path
from radar.model import Described, Entry, Proposed, Radar, Span

DueKind = Literal["review", "too-long", "leave", "proposal"]


class Due(NamedTuple):
    """One thing that is due: the day on which it was, or will be, and what it counts from.

    `since` is the last review, or the edition in which the entry came to its ring, or the day of
    the proposal; of an entry that is to be left it is the last day of its use. `key` is the key of
    the entry that says so. `ring` is the ring that the entry stands in, or that is proposed.

        review      not reviewed for too long           too-long   too long in its ring
        leave       used after the last day of its use  proposal   older than the last edition
    """

    entry: Described
    kind: DueKind
    day: date
    since: date
    key: str
    ring: str
    limit: Span | None = None


class Review(NamedTuple):
    """What is due on a day, and what will be; both by day, then by id.

    `undated` are the entries for which a rule or `review_after` counts, and no date says from
    when.

    >>> Review(date(2026, 12, 1), (), (), ()).due
    ()
    """

    day: date
    due: tuple[Due, ...]
    coming: tuple[Due, ...]
    undated: tuple[Entry, ...]


def find_due(radar: Radar, day: date) -> Review:
    """Return what of a radar is due on a day.

    Something is due from the day after its last good day: a review from the day after `reviewed` +
    `review_after` days, a stay in a ring from the day after its span, a use from the day after
    `leave_by`, a proposal from the day after it was made, once an edition is younger. Entries off
    the radar are never due, and hidden ones are.
    """
    found: list[Due] = []
    undated: dict[str, Entry] = {}
    for entry in radar.entries:
        if entry.ring is None or entry.departed:
            continue
        for each in _find_of_entry(radar, entry):
            if each is None:
                undated[entry.id] = entry
            else:
                found.append(each)
    found += _find_proposals(radar, day)
    ordered = sorted(found, key=lambda each: (each.day, each.entry.id, each.kind))
    due = tuple(each for each in ordered if each.day <= day)
    coming = tuple(each for each in ordered if each.day > day)
    return Review(day, due, coming, tuple(undated.values()))


def _find_of_entry(radar: Radar, entry: Entry) -> Iterator[Due | None]:
    """Yield what falls due for an entry; None where no date says when."""
    ring = entry.ring or ""
    steps = path(radar, entry)
    if radar.review_after:
        since = entry.reviewed or _edition_day(radar, steps[-1])
        last = _add_days(since, radar.review_after)
        yield _due(entry, "review", last, since, "reviewed", ring)
    rule = radar.rules.get(ring)
    if rule and rule.for_at_most:
        since = _arrival(radar, steps)
        last = rule.for_at_most.after(since) if since else None
        yield _due(entry, "too-long", last, since, "ring", ring, rule.for_at_most)
    if entry.leave_by:
        yield _due(entry, "leave", entry.leave_by, entry.leave_by, "leave_by", ring)


def _due(
    entry: Entry,
    kind: DueKind,
    last: date | None,
    since: date | None,
    key: str,
    ring: str,
    limit: Span | None = None,
) -> Due | None:
    """Return what falls due on the day after the last good day; None where that is not known.

    What would fall due after the last day of the calendar never does: its day is `date.max`.
    """
    if last is None or since is None:
        return None
    return Due(entry, kind, _add_days(last, 1) or date.max, since, key, ring, limit)


def _add_days(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


def _edition_day(radar: Radar, step: HistoryStep) -> date | None:
    return radar.editions[step.place].date if radar.editions else None


def _arrival(radar: Radar, steps: tuple[HistoryStep, ...]) -> date | None:
    """Return the day of the edition in which an entry came to the ring where it stands."""
    since = steps[-1].since
    return radar.edition(since).date if since else None


def _find_proposals(radar: Radar, day: date) -> Iterator[Due]:
    """Yield the proposals that are older than the last edition up to a day."""
    days = [edition.date for edition in radar.editions if edition.date and edition.date <= day]
    proposed: list[tuple[Described, Proposed | None]] = [
        *((entry, entry.proposed) for entry in radar.entries),
        *((proposal, proposal.proposed) for proposal in radar.proposals),
    ]
    for entry, what in proposed:
        later = [last for last in days if what and what.since and what.since < last]
        if what and what.since and later:
            yield Due(entry, "proposal", min(later), what.since, "proposed", what.ring)
