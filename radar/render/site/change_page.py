"""What moved, edition by edition, and the matrix of entries and editions, as values."""

from __future__ import annotations

from collections.abc import Iterator

from radar.naming.characters import fold_case
from radar import telling
from radar.history import Standing, placement_at
from radar.model import Edition
from radar.render.site.context import PageContext
from radar.render.site.values import (
    ChangeGroup, ChangeRow, EditionSection, MatrixQuadrant, MatrixRow, MatrixRun, Phrase, RingOrQuadrant
)
from radar.render.site.addresses import Addresses

def edition_sections(context: PageContext, addresses: Addresses) -> tuple[EditionSection, ...]:
    """Return what happened in each edition, newest first."""
    editions = reversed(context.radar.editions)
    return tuple(_edition_section(context, edition, addresses) for edition in editions)


def _edition_section(context: PageContext, edition: Edition, addresses: Addresses) -> EditionSection:
    """Return what happened in one edition."""
    said = context.say(edition.text)
    drawn = [s for s in context.timeline[edition.id] if s.has_blip]
    first = context.words("entries", n=len(drawn)) if edition == context.radar.editions[0] else ""
    return EditionSection(
        edition.id,
        context.say(edition.name) or Phrase(edition.id),
        edition.date.isoformat() if edition.date else "",
        context.date(edition.date),
        context.prose(said, addresses, scope=f"{edition.id}-"),
        first,
        groups_of(context, edition.id),
    )


def groups_of(context: PageContext, edition: str) -> tuple[ChangeGroup, ...]:
    """Return the changes of an edition by movement, those of one movement by name."""
    by_kind: dict[str, list[ChangeRow]] = {}
    for standing in context.timeline[edition]:
        if standing.transition.kinds and not standing.hidden:
            row = _change(context, edition, standing)
            by_kind.setdefault(standing.transition.kinds[0], []).append(row)
    return tuple(
        ChangeGroup(
            kind,
            telling.title(context.words, kind),
            tuple(sorted(by_kind[kind], key=_by_name)),
        )
        for kind in telling.TOLD
        if kind in by_kind
    )


def _by_name(change: ChangeRow) -> tuple[str, str]:
    return fold_case(change.name.words), change.id


def _change(context: PageContext, edition: str, standing: Standing) -> ChangeRow:
    entry, quadrant = standing.entry, context.quadrant(standing.quadrant)
    line = placement_at(context.radar, entry, context.radar.edition_order[edition])
    note = context.note(line.note) if line and line.edition == edition else Phrase("")
    route = context.teller.route(standing.transition)
    return ChangeRow(entry.id, context.names[entry.id], quadrant, route, note)


def matrix(context: PageContext) -> Iterator[MatrixQuadrant]:
    """Yield each quadrant with its entries, and their rings in every edition as runs."""
    rows: dict[str, list[MatrixRow]] = {}
    for entry in sorted(context.radar.entries, key=lambda e: (fold_case(context.names[e.id][0]), e.id)):
        runs = tuple(_runs(context, context.ring_places(entry)))
        row = MatrixRow(entry.id, context.names[entry.id], runs)
        rows.setdefault(entry.quadrant, []).append(row)
    past = (context.quadrant(quadrant.id) for quadrant in context.radar.past_quadrants)
    for quadrant in (*context.quadrants.values(), *past):
        if quadrant.id in rows:
            yield MatrixQuadrant(quadrant, tuple(rows[quadrant.id]))


def _runs(context: PageContext, places: list[int | None]) -> Iterator[MatrixRun]:
    rings = list(context.rings.values())
    start = 0
    for n in range(1, len(places) + 1):
        if n == len(places) or places[n] != places[start]:
            place = places[start]
            yield MatrixRun(None if place is None else rings[place], n - start)
            start = n
