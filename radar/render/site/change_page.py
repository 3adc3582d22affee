"""What moved, edition by edition, and the matrix of entries and editions, as values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from radar.characters import fold_case
from radar.history import Standing, placement_at
from radar.model import Edition, Movement
from radar.render.site.context import Book
from radar.render.site.values import Axis, Said
from radar.render.site.addresses import Ways

_ORDER = (Movement.NEW, Movement.IN, Movement.OUT, Movement.RETURNED, Movement.REMOVED)


class Change(NamedTuple):
    """One entry that moved: how, in words, and the note that says why."""

    id: str
    name: Said
    quadrant: Axis
    way: str
    note: Said


class EditionPart(NamedTuple):
    """What happened in one edition; `first` counts the entries of the very first."""

    id: str
    name: Said
    day: str
    date: str
    said: Said
    text: Markup
    first: str
    groups: list[tuple[str, str, list[Change]]]


class Run(NamedTuple):
    """Some editions on end in which an entry had one ring, or none."""

    ring: Axis | None
    span: int


def edition_parts(book: Book, ways: Ways) -> list[EditionPart]:
    """Return what happened in each edition, newest first."""
    return [edition_part(book, edition, ways) for edition in reversed(book.radar.editions)]


def edition_part(book: Book, edition: Edition, ways: Ways) -> EditionPart:
    """Return what happened in one edition."""
    said = book.say(edition.text)
    drawn = [s for s in book.timeline[edition.id] if s.drawn]
    first = book.words("entries", n=len(drawn)) if edition == book.radar.editions[0] else ""
    return EditionPart(
        edition.id,
        book.say(edition.name) or Said(edition.id),
        edition.date.isoformat() if edition.date else "",
        book.date(edition.date),
        said,
        book.prose(said, ways, scope=f"{edition.id}-"),
        first,
        groups_of(book, edition.id),
    )


def groups_of(book: Book, edition: str) -> list[tuple[str, str, list[Change]]]:
    """Return the changes of an edition by movement: (movement, title, changes by name)."""
    found: dict[str, list[Change]] = {}
    for standing in book.timeline[edition]:
        if not standing.entry.hidden and (kind := _kind(standing)):
            found.setdefault(kind, []).append(_change(book, edition, standing))
    return [
        (kind, book.words(f"group_{kind}"), sorted(found[kind], key=_by_name))
        for kind in (*_ORDER, "turned")
        if kind in found
    ]


def _by_name(change: Change) -> tuple[str, str]:
    return fold_case(change.name.words), change.id


def _kind(standing: Standing) -> str:
    if standing.movement is not Movement.UNCHANGED:
        return standing.movement.value
    turned = standing.quadrant_before not in (None, standing.quadrant)
    return "turned" if turned else ""


def _change(book: Book, edition: str, standing: Standing) -> Change:
    entry, quadrant = standing.entry, book.quadrants[standing.quadrant]
    line = placement_at(book.radar, entry, book.radar.edition_order[edition])
    note = book.say(line.note) if line and line.edition == edition else Said("")
    return Change(entry.id, book.names[entry.id], quadrant, _way(book, standing), note)


def _way(book: Book, standing: Standing) -> str:
    before = book.rings[standing.before].name if standing.before else None
    after = book.rings[standing.ring].name if standing.ring else None
    if _kind(standing) == "turned" and standing.quadrant_before:
        before = book.quadrants[standing.quadrant_before].name
        after = book.quadrants[standing.quadrant].name
    if before and after:
        return book.words("from_to", before=before, after=after)
    return str(after or before or "")


def matrix(book: Book) -> Iterator[tuple[Axis, list[tuple[str, Said, list[Run]]]]]:
    """Yield each quadrant with its entries, and their rings in every edition as runs."""
    rows: dict[str, list[tuple[str, Said, list[Run]]]] = {}
    for entry in sorted(book.radar.entries, key=lambda e: (fold_case(book.names[e.id][0]), e.id)):
        row = (entry.id, book.names[entry.id], list(_runs(book, book.ring_places(entry))))
        rows.setdefault(entry.quadrant, []).append(row)
    for quadrant in book.quadrants.values():
        if quadrant.id in rows:
            yield quadrant, rows[quadrant.id]


def _runs(book: Book, places: list[int | None]) -> Iterator[Run]:
    rings = list(book.rings.values())
    start = 0
    for n in range(1, len(places) + 1):
        if n == len(places) or places[n] != places[start]:
            place = places[start]
            yield Run(None if place is None else rings[place], n - start)
            start = n
