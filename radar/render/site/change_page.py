"""What moved, edition by edition, and the matrix of entries and editions, as values."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from radar import telling
from radar.changes import TransitionKind
from radar.history import Standing, placement_at
from radar.model import Edition
from radar.naming.characters import fold_case
from radar.render.drawing.slope import SlopeLine, draw_slope
from radar.render.site.addresses import Addresses
from radar.render.site.context import PageContext
from radar.render.site.values import (
    ChangeGroup,
    ChangeRow,
    EditionSection,
    MatrixQuadrant,
    MatrixRow,
    MatrixRun,
    Phrase,
)

# the order of the groups: what moved is why the page is opened
_ORDER: tuple[TransitionKind, ...] = (
    "in",
    "out",
    "returned",
    "turned",
    "renamed",
    "new",
    "removed",
)


def edition_sections(context: PageContext, addresses: Addresses) -> tuple[EditionSection, ...]:
    """Return what happened in each edition, newest first."""
    editions = reversed(context.radar.editions)
    return tuple(_edition_section(context, edition, addresses) for edition in editions)


def _edition_section(
    context: PageContext, edition: Edition, addresses: Addresses
) -> EditionSection:
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
        groups_of(context, edition.id, addresses),
        Markup(_slope(context, edition.id)),  # noqa: S704 - escaped by the module that draws it
    )


def _slope(context: PageContext, edition: str) -> str:
    """Return the picture of what moved from ring to ring in an edition, '' where nothing did."""
    lines = tuple(_slope_lines(context, edition))
    place = context.radar.edition_order[edition]
    if not lines or not place:
        return ""
    names = (
        context.edition_name(context.radar.editions[place - 1].id),
        context.edition_name(edition),
    )
    rings = [ring.name.words for ring in context.rings.values()]
    words = context.words("moved_between", before=names[0], after=names[1])
    return draw_slope(lines, rings, names, words)


def _slope_lines(context: PageContext, edition: str) -> Iterator[SlopeLine]:
    for standing in context.timeline[edition]:
        moved = standing.transition
        if moved.changes_ring and moved.before.ring and moved.after.ring and not standing.hidden:
            ends = context.ring(moved.before.ring).place, context.ring(moved.after.ring).place
            quadrant = context.quadrant(standing.quadrant).place
            if ends[0] != ends[1]:
                yield SlopeLine(context.names[standing.entry.id].words, quadrant, *ends)


def groups_of(context: PageContext, edition: str, addresses: Addresses) -> tuple[ChangeGroup, ...]:
    """Return the changes of an edition by movement, those of one movement by name."""
    by_kind: dict[str, list[ChangeRow]] = {}
    for standing in context.timeline[edition]:
        if standing.transition.kinds and not standing.hidden:
            row = _change(context, edition, standing, addresses)
            by_kind.setdefault(standing.transition.kinds[0], []).append(row)
    return tuple(
        ChangeGroup(
            kind,
            telling.title(context.words, kind),
            tuple(sorted(by_kind[kind], key=_by_name)),
            telling.count(context.words, kind, len(by_kind[kind])),
        )
        for kind in _ORDER
        if kind in by_kind
    )


def _by_name(change: ChangeRow) -> tuple[str, str]:
    return fold_case(change.name.words), change.id


def _change(
    context: PageContext, edition: str, standing: Standing, addresses: Addresses
) -> ChangeRow:
    entry, quadrant = standing.entry, context.quadrant(standing.quadrant)
    line = placement_at(context.radar, entry, context.radar.edition_order[edition])
    said = line.note if line and line.edition == edition else {}
    note = context.note_prose(said, addresses, f"{edition}-{entry.id}-")
    route = context.teller.route(standing.transition)
    return ChangeRow(entry.id, context.names[entry.id], quadrant, route, note)


def matrix(context: PageContext) -> Iterator[MatrixQuadrant]:
    """Yield each quadrant with its entries, and their rings in every edition as runs."""
    rows: dict[str, list[MatrixRow]] = {}
    for entry in sorted(
        context.radar.entries, key=lambda e: (fold_case(context.names[e.id][0]), e.id)
    ):
        runs = tuple(_runs(context, context.ring_places(entry)[::-1]))
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
