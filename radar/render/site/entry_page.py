"""The page of an entry, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from radar.files import why_not_portable
from radar.history import Standing
from radar.model import Entry
from radar.prose.links import ID
from radar.render.site.context import PageContext
from radar.render.site.templates import trust_html
from radar.render.drawing.thumbnails import SmallRadar, draw_path
from radar.render.site.values import RingOrQuadrant, Note, Phrase
from radar.render.site.addresses import Addresses


def entry_values(context: PageContext, entry: Entry, addresses: Addresses, small: SmallRadar) -> Mapping[str, object]:
    """Return what the template of an entry's page prints."""
    standing = context.newest.get(entry.id)
    on = standing if standing and standing.ring else None
    ring = context.rings[on.ring] if on and on.ring else None
    quadrant = context.quadrants[on.quadrant if on else entry.quadrant]
    text = context.say(entry.text)
    source = entry.sources.get(text.language or context.language) or _first_source(context, entry)
    steps = context.steps(entry)
    scope = f"{entry.id}-" if addresses.one_page else ""
    return {
        "entry": entry,
        "name": context.names[entry.id],
        "summary": context.say(entry.summary),
        "quadrant": quadrant,
        "ring": ring,
        "last_ring": _last_ring(context, entry),
        "moved": context.describe_movement(on, entry),
        "movement": on.movement.value if on else "removed",
        "hidden": entry.hidden,
        "note": steps[0].note,
        "stale": context.stale(entry) if on else "",
        "text_said": text,
        "text": context.prose(text, addresses, source, scope),
        "text_language": context.language_name(text.language),
        "steps": steps,
        "links": context.outward(entry),
        "small": trust_html(_small(context, entry, on, quadrant, ring, small)),
        **_way(context, entry, quadrant),
        "details": list(_details(context, entry, addresses)),
        "edit": _edit_address(context, entry),
    }


def _first_source(context: PageContext, entry: Entry) -> str:
    """Return the file in which the entry is written, '' where it comes from no file."""
    for language in (*context.radar.languages, *entry.sources):
        if language in entry.sources:
            return entry.sources[language]
    return ""


def _edit_address(context: PageContext, entry: Entry) -> str:
    """Return where the entry can be edited, in this language where that has its own file."""
    path = entry.sources.get(context.language) or _first_source(context, entry)
    if not context.radar.edit_url or not path:
        return ""
    return context.radar.edit_url.replace("{path}", quote(path))


def old_addresses(context: PageContext) -> Iterator[tuple[str, Entry]]:
    """Yield each former id of an entry, once, with that entry; only ids that can be a file name."""
    taken = set(context.radar.by_id)
    for entry in context.radar.entries:
        for alias in entry.aliases:
            page = f"{alias}.html"
            if ID.fullmatch(alias) and not why_not_portable(page) and alias not in taken:
                taken.add(alias)
                yield alias, entry


def _last_ring(context: PageContext, entry: Entry) -> RingOrQuadrant | None:
    rings = [line.ring for line in entry.history if line.ring]
    return context.rings[rings[-1]] if rings else None


def _small(
    context: PageContext,
    entry: Entry,
    standing: Standing | None,
    quadrant: RingOrQuadrant,
    ring: RingOrQuadrant | None,
    small: SmallRadar,
) -> str:
    words = (quadrant.name, ring.name if ring else context.words("off_radar"))
    said = context.words("comma").join(map(str, words))
    where = ring or _last_ring(context, entry)
    return small.draw(
        entry.id, quadrant.id, where.id if where else "", quadrant.place, said, left=not ring
    )


def _way(context: PageContext, entry: Entry, quadrant: RingOrQuadrant) -> Mapping[str, object]:
    editions = context.radar.editions
    if len(editions) < 2:
        return {"way": ""}
    drawn = draw_path(context.ring_places(entry), len(context.rings), quadrant.place)
    first, last = context.edition_name(editions[0].id), context.edition_name(editions[-1].id)
    return {"way": trust_html(drawn), "way_first": first, "way_last": last}


def _details(context: PageContext, entry: Entry, addresses: Addresses) -> Iterator[tuple[str, list[Note]]]:
    """Yield the facts beside the text: a label and its values, where there are any."""
    names: Callable[[str], Note] = lambda id_: Note(addresses.entry(id_), context.names[id_])  # noqa: E731
    on = entry.id in context.newest and context.newest[entry.id].ring is not None
    # No filter lists an entry that left the radar, so its facts link nowhere.
    filter_by: Callable[[str, str], str] = addresses.filter_by if on else lambda kind, value: ""
    facts: Mapping[str, list[Note]] = {
        "related": [names(id_) for id_ in entry.related if id_ in context.names],
        "owner": [Note(filter_by("owner", entry.owner), Phrase(entry.owner))] if entry.owner else [],
        "reviewed": [Note("", Phrase(context.date(entry.reviewed)))] if entry.reviewed else [],
        "tags": [Note(filter_by("tag", tag), context.tag(tag)) for tag in entry.tags],
        "aliases": [Note("", Phrase(alias)) for alias in entry.aliases],
    }
    for key, values in facts.items():
        if values:
            yield context.words(key), values
