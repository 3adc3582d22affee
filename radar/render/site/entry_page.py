"""The page of an entry, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from radar.files import why_not_portable
from radar.history import Standing
from radar.model import Entry
from radar.prose.links import ID
from radar.render.site.context import Book
from radar.render.site.templates import trusted
from radar.render.site.thumbnails import SmallRadar, draw_path
from radar.render.site.values import Axis, Note, Said
from radar.render.site.addresses import Ways


def entry_values(book: Book, entry: Entry, ways: Ways, small: SmallRadar) -> Mapping[str, object]:
    """Return what the template of an entry's page prints."""
    standing = book.newest.get(entry.id)
    on = standing if standing and standing.ring else None
    ring = book.rings[on.ring] if on and on.ring else None
    quadrant = book.quadrants[on.quadrant if on else entry.quadrant]
    text = book.say(entry.text)
    source = entry.sources.get(text.language or book.language) or first_source(book, entry)
    steps = book.steps(entry)
    scope = f"{entry.id}-" if ways.one_page else ""
    return {
        "entry": entry,
        "name": book.names[entry.id],
        "summary": book.say(entry.summary),
        "quadrant": quadrant,
        "ring": ring,
        "last_ring": _last_ring(book, entry),
        "moved": book.moved(on, entry),
        "movement": on.movement.value if on else "removed",
        "hidden": entry.hidden,
        "note": steps[0].note,
        "stale": book.stale(entry) if on else "",
        "text_said": text,
        "text": book.prose(text, ways, source, scope),
        "text_language": book.language_name(text.language),
        "steps": steps,
        "links": book.outward(entry),
        "small": trusted(_small(book, entry, on, quadrant, ring, small)),
        **_way(book, entry, quadrant),
        "details": list(_details(book, entry, ways)),
        "edit": edit_address(book, entry),
    }


def first_source(book: Book, entry: Entry) -> str:
    """Return the file in which the entry is written, '' where it comes from no file."""
    for language in (*book.radar.languages, *entry.sources):
        if language in entry.sources:
            return entry.sources[language]
    return ""


def edit_address(book: Book, entry: Entry) -> str:
    """Return where the entry can be edited, in this language where that has its own file."""
    path = entry.sources.get(book.language) or first_source(book, entry)
    if not book.radar.edit_url or not path:
        return ""
    return book.radar.edit_url.replace("{path}", quote(path))


def old_addresses(book: Book) -> Iterator[tuple[str, Entry]]:
    """Yield the ids under which entries were known, each once, and the entry that has it now."""
    taken = set(book.radar.by_id)
    for entry in book.radar.entries:
        for alias in entry.aliases:
            page = f"{alias}.html"
            if ID.fullmatch(alias) and not why_not_portable(page) and alias not in taken:
                taken.add(alias)
                yield alias, entry


def _last_ring(book: Book, entry: Entry) -> Axis | None:
    rings = [line.ring for line in entry.history if line.ring]
    return book.rings[rings[-1]] if rings else None


def _small(
    book: Book,
    entry: Entry,
    standing: Standing | None,
    quadrant: Axis,
    ring: Axis | None,
    small: SmallRadar,
) -> str:
    words = (quadrant.name, ring.name if ring else book.words("off_radar"))
    said = book.words("comma").join(map(str, words))
    where = ring or _last_ring(book, entry)
    return small.draw(
        entry.id, quadrant.id, where.id if where else "", quadrant.place, said, left=not ring
    )


def _way(book: Book, entry: Entry, quadrant: Axis) -> Mapping[str, object]:
    editions = book.radar.editions
    if len(editions) < 2:
        return {"way": ""}
    drawn = draw_path(book.ring_places(entry), len(book.rings), quadrant.place)
    first, last = book.edition_name(editions[0].id), book.edition_name(editions[-1].id)
    return {"way": trusted(drawn), "way_first": first, "way_last": last}


def _details(book: Book, entry: Entry, ways: Ways) -> Iterator[tuple[str, list[Note]]]:
    """Yield the facts beside the text: a label and its values, where there are any."""
    names: Callable[[str], Note] = lambda id_: Note(ways.entry(id_), book.names[id_])  # noqa: E731
    on = entry.id in book.newest and book.newest[entry.id].ring is not None
    # What has left is found by no filter.
    sought: Callable[[str, str], str] = ways.filtered if on else lambda kind, value: ""
    facts: Mapping[str, list[Note]] = {
        "related": [names(id_) for id_ in entry.related if id_ in book.names],
        "owner": [Note(sought("owner", entry.owner), Said(entry.owner))] if entry.owner else [],
        "reviewed": [Note("", Said(book.date(entry.reviewed)))] if entry.reviewed else [],
        "tags": [Note(sought("tag", tag), book.tag(tag)) for tag in entry.tags],
        "aliases": [Note("", Said(alias)) for alias in entry.aliases],
    }
    for key, values in facts.items():
        if values:
            yield book.words(key), values
