"""What is true of an entry in one edition of its radar, as published where that is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from radar.changes.transition import EntryState, state_of
from radar.model import Entry, Placement, Radar
from radar.text import UNSTATED


def state_at(radar: Radar, entry: Entry, line: Placement | None, place: int) -> EntryState:
    """Return the state of an entry in the edition at a place; `line` is in force there."""
    row = radar.row(entry.id, place)
    name = words_by_language(radar, row.name if row else name_at(radar, entry, place))
    return state_of(entry, line, name, hidden=row.hidden if row else None)


def name_at(radar: Radar, entry: Entry, place: int) -> Mapping[str, str]:
    """Return what an entry was called in the edition at a place, or in the last one before it."""
    if place >= len(radar.closed):
        return entry.name
    rows = radar.identities.rows.get(entry.id, {})
    before = [at for at in rows if at <= place]
    return rows[before[-1]].name if before else entry.name


def words_by_language(radar: Radar, text: Mapping[str, str]) -> Mapping[str, str]:
    """Return words without a language as words of the radar's first language."""
    if UNSTATED not in text:
        return text
    return {(radar.languages[0] if key == UNSTATED else key): text[key] for key in text}


def restyling_places(radar: Radar, entry: Entry) -> Iterator[int]:
    """Yield the places of editions in which an entry got another name, or was hidden or shown."""
    rows = radar.identities.rows.get(entry.id, {}) if radar.closed else {}
    looks = [(place, row.name, row.hidden) for place, row in rows.items()]
    if looks and len(radar.closed) < len(radar.editions):
        looks.append((len(radar.closed), words_by_language(radar, entry.name), entry.hidden))
    for (_, old, hid), (place, new, hides) in pairwise(looks):
        if hid != hides or any(old[tag] != new[tag] for tag in old if tag in new):
            yield place
