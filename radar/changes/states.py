"""What is true of an entry in one edition of its radar, as published where that is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from radar.changes.transition import EntryState, state_of
from radar.model import Entry, Placement, Radar


def state_at(radar: Radar, entry: Entry, line: Placement | None, place: int) -> EntryState:
    """Return the state of an entry in the edition at a place; `line` is in force there."""
    row = radar.row(entry.id, place)
    if row is None:
        return state_of(entry, line, name_at(radar, entry, place))
    return state_of(entry, line, row.name, hidden=row.hidden)


def name_at(radar: Radar, entry: Entry, place: int) -> Mapping[str, str]:
    """Return what an entry was called in the edition at a place, or in the last one before it."""
    if place >= len(radar.closed):
        return entry.name
    rows = radar.identities.rows.get(entry.id, {})
    before = [at for at in rows if at <= place]
    return rows[before[-1]].name if before else entry.name


def restyling_places(radar: Radar, entry: Entry) -> Iterator[int]:
    """Yield the places of editions in which an entry got another name, or was hidden or shown."""
    rows = radar.identities.rows.get(entry.id, {}) if radar.closed else {}
    looks = [(place, row.name, row.hidden) for place, row in rows.items()]
    if looks and len(radar.closed) < len(radar.editions):
        looks.append((len(radar.closed), entry.name, entry.hidden))
    for (_, *before), (place, *now) in pairwise(looks):
        if before != now:
            yield place
