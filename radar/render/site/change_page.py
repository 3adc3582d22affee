"""What moved, edition by edition, and the matrix of entries and editions, as values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from radar.naming.characters import fold_case
from radar.history import Standing, placement_at
from radar.model import Edition, Movement
from radar.render.site.context import PageContext
from radar.render.site.values import RingOrQuadrant, Phrase
from radar.render.site.addresses import Addresses

_ORDER = (Movement.NEW, Movement.IN, Movement.OUT, Movement.RETURNED, Movement.REMOVED)


class _ChangeRow(NamedTuple):
    """One entry that moved: how, in words, and the note that says why."""

    id: str
    name: Phrase
    quadrant: RingOrQuadrant
    way: str
    note: Phrase


class _EditionSection(NamedTuple):
    """What happened in one edition; `first` counts the entries, in words, if it is the oldest."""

    id: str
    name: Phrase
    day: str
    date: str
    said: Phrase
    text: Markup
    first: str
    groups: list[tuple[str, str, list[_ChangeRow]]]


class _Run(NamedTuple):
    """Consecutive editions in which an entry had the same ring; `span` is how many."""

    ring: RingOrQuadrant | None
    span: int


def edition_sections(context: PageContext, addresses: Addresses) -> list[_EditionSection]:
    """Return what happened in each edition, newest first."""
    return [_edition_section(context, edition, addresses) for edition in reversed(context.radar.editions)]


def _edition_section(context: PageContext, edition: Edition, addresses: Addresses) -> _EditionSection:
    """Return what happened in one edition."""
    said = context.say(edition.text)
    drawn = [s for s in context.timeline[edition.id] if s.has_blip]
    first = context.words("entries", n=len(drawn)) if edition == context.radar.editions[0] else ""
    return _EditionSection(
        edition.id,
        context.say(edition.name) or Phrase(edition.id),
        edition.date.isoformat() if edition.date else "",
        context.date(edition.date),
        said,
        context.prose(said, addresses, scope=f"{edition.id}-"),
        first,
        groups_of(context, edition.id),
    )


def groups_of(context: PageContext, edition: str) -> list[tuple[str, str, list[_ChangeRow]]]:
    """Return the changes of an edition by movement: (movement, title, changes by name)."""
    by_kind: dict[str, list[_ChangeRow]] = {}
    for standing in context.timeline[edition]:
        if not standing.entry.hidden and (kind := _kind(standing)):
            by_kind.setdefault(kind, []).append(_change(context, edition, standing))
    return [
        (kind, context.words(f"group_{kind}"), sorted(by_kind[kind], key=_by_name))
        for kind in (*_ORDER, "turned")
        if kind in by_kind
    ]


def _by_name(change: _ChangeRow) -> tuple[str, str]:
    return fold_case(change.name.words), change.id


def _kind(standing: Standing) -> str:
    if standing.movement is not Movement.UNCHANGED:
        return standing.movement.value
    turned = standing.quadrant_before not in (None, standing.quadrant)
    return "turned" if turned else ""


def _change(context: PageContext, edition: str, standing: Standing) -> _ChangeRow:
    entry, quadrant = standing.entry, context.quadrants[standing.quadrant]
    line = placement_at(context.radar, entry, context.radar.edition_order[edition])
    note = context.say(line.note) if line and line.edition == edition else Phrase("")
    return _ChangeRow(entry.id, context.names[entry.id], quadrant, _way(context, standing), note)


def _way(context: PageContext, standing: Standing) -> str:
    before = context.rings[standing.before].name if standing.before else None
    after = context.rings[standing.ring].name if standing.ring else None
    if _kind(standing) == "turned" and standing.quadrant_before:
        before = context.quadrants[standing.quadrant_before].name
        after = context.quadrants[standing.quadrant].name
    if before and after:
        return context.words("from_to", before=before, after=after)
    return str(after or before or "")


def matrix(context: PageContext) -> Iterator[tuple[RingOrQuadrant, list[tuple[str, Phrase, list[_Run]]]]]:
    """Yield each quadrant with its entries, and their rings in every edition as runs."""
    rows: dict[str, list[tuple[str, Phrase, list[_Run]]]] = {}
    for entry in sorted(context.radar.entries, key=lambda e: (fold_case(context.names[e.id][0]), e.id)):
        row = (entry.id, context.names[entry.id], list(_runs(context, context.ring_places(entry))))
        rows.setdefault(entry.quadrant, []).append(row)
    for quadrant in context.quadrants.values():
        if quadrant.id in rows:
            yield quadrant, rows[quadrant.id]


def _runs(context: PageContext, places: list[int | None]) -> Iterator[_Run]:
    rings = list(context.rings.values())
    start = 0
    for n in range(1, len(places) + 1):
        if n == len(places) or places[n] != places[start]:
            place = places[start]
            yield _Run(None if place is None else rings[place], n - start)
            start = n
