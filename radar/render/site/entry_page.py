"""The page of an entry, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from urllib.parse import quote

from radar.files import why_not_portable
from radar.model import Described, Entry
from radar.prose.links import ID
from radar.render.drawing.thumbnails import SmallRadar, draw_path
from radar.render.site.addresses import Addresses
from radar.render.site.context import PageContext
from radar.render.site.contract import EntryPage
from radar.render.site.own_fields import own_details
from radar.render.site.proposals import (
    alternatives,
    describe_proposal,
    explain_proposal,
    link_replaced,
)
from radar.render.site.templates import trust_html
from radar.render.site.values import Detail, LabelledLink, Phrase, Prose, RingOrQuadrant


def entry_page(
    context: PageContext,
    entry: Entry,
    addresses: Addresses,
    small: SmallRadar,
    neighbours: tuple[str, str],
) -> EntryPage:
    """Return what the template of an entry's page prints.

    `neighbours` are the ids of the entries before and after it in the list, '' for none.
    """
    standing = context.newest.get(entry.id)
    on = standing if standing and standing.ring else None
    ring = context.ring(on.ring) if on and on.ring else None
    quadrant = context.quadrant(on.quadrant if on else entry.quadrant)
    text, steps, editions = (
        context.say(entry.text),
        context.steps(entry, addresses),
        context.radar.editions,
    )
    return EntryPage(
        entry=entry,
        name=context.names[entry.id],
        summary=context.lead(entry),
        text=entry_text(context, entry, addresses),
        text_language=context.language_name(text.language),
        quadrant=quadrant,
        ring=ring,
        last_ring=_last_ring(context, entry),
        movement=on.movement.value if on else "removed",
        movement_text=context.describe_movement(entry),
        note=steps[0].note,
        instead=alternatives(context, entry),
        leave_by=context.words("leave_by", date=context.date(entry.leave_by))
        if entry.leave_by
        else "",
        proposed=describe_proposal(context, entry.proposed),
        proposed_note=explain_proposal(context, entry, addresses),
        is_draft=entry.draft,
        is_hidden=entry.hidden,
        overdue=context.describe_overdue(entry) if on else "",
        steps=steps,
        links=context.links_of(entry),
        details=tuple(_details(context, entry, addresses)),
        small_radar=trust_html(_small_radar(context, entry, quadrant, ring, small)),
        rings=tuple(context.rings.values()),
        small_path=trust_html(_small_path(context, entry, quadrant)),
        first_edition=context.edition_name(editions[0].id) if editions else "",
        last_edition=context.edition_name(editions[-1].id) if editions else "",
        edit_address=edit_address(context, entry),
        previous=context.link_to(neighbours[0]),
        next=context.link_to(neighbours[1]),
    )


def entry_text(context: PageContext, entry: Described, addresses: Addresses) -> Prose:
    """Return the text of an entry or a proposal as HTML."""
    text = context.say(entry.text)
    source = entry.sources.get(text.language or context.language) or _first_source(context, entry)
    return context.prose(text, addresses, source, f"{entry.id}-" if addresses.one_page else "")


def _first_source(context: PageContext, entry: Described) -> str:
    """Return the file in which the entry is written, '' where it comes from no file."""
    for language in (*context.radar.languages, *entry.sources):
        if language in entry.sources:
            return entry.sources[language]
    return ""


def describe_place(context: PageContext, entry: Entry) -> str:
    """Return where an entry stands, which describes its page where it has no summary."""
    on = context.newest.get(entry.id)
    ring = context.ring(on.ring).name.words if on and on.ring else context.words("off_radar")
    where = (context.names[entry.id], context.quadrant(entry.quadrant).name, ring)
    return context.words("comma").join(map(str, where))


def edit_address(context: PageContext, entry: Described) -> str:
    """Return where the entry can be edited, in this language where that has its own file."""
    path = entry.sources.get(context.language) or _first_source(context, entry)
    if not context.radar.edit_url or not path:
        return ""
    return context.radar.edit_url.replace("{path}", quote(path))


def old_addresses(context: PageContext) -> Iterator[tuple[str, Entry]]:
    """Yield each former id of an entry, once, with that entry; only ids that can be a file name."""
    taken = set(context.radar.described_by_id)
    for entry in context.radar.entries:
        rows = context.radar.identities.rows.get(entry.id, {}) if context.radar.closed else {}
        for alias in (*entry.aliases, *(row.id for row in rows.values())):
            page = f"{alias}.html"
            if ID.fullmatch(alias) and not why_not_portable(page) and alias not in taken:
                taken.add(alias)
                yield alias, entry


def _last_ring(context: PageContext, entry: Entry) -> RingOrQuadrant | None:
    rings = [line.ring for line in entry.history if line.ring]
    return context.ring(rings[-1]) if rings else None


def _small_radar(
    context: PageContext,
    entry: Entry,
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


def _small_path(context: PageContext, entry: Entry, quadrant: RingOrQuadrant) -> str:
    if len(context.radar.editions) < 2:
        return ""
    return draw_path(context.ring_places(entry), len(context.rings), quadrant.place)


def _details(context: PageContext, entry: Entry, addresses: Addresses) -> Iterator[Detail]:
    """Yield the facts beside the text, where there are any."""

    def names(id_: str) -> LabelledLink:
        return LabelledLink(addresses.entry(id_), context.names[id_])

    on = entry.id in context.newest and context.newest[entry.id].ring is not None
    # No filter lists an entry that left the radar, so its facts link nowhere.
    filter_by: Callable[[str, str], str] = addresses.filter_by if on else lambda kind, value: ""
    facts: Mapping[str, list[LabelledLink]] = {
        "replaces": link_replaced(context, entry, addresses),
        "related": [names(id_) for id_ in entry.related if id_ in context.names],
        "owner": [LabelledLink(filter_by("owner", owner), Phrase(owner)) for owner in entry.owners],
        "reviewed": [_day(context, entry.reviewed)] if entry.reviewed else [],
        "tags": [LabelledLink(filter_by("tag", tag), context.tag(tag)) for tag in entry.tags],
        "aliases": [LabelledLink("", Phrase(alias)) for alias in entry.aliases],
    }
    for key, values in facts.items():
        if values:
            yield Detail(Phrase(context.words(key)), tuple(values))
        if key == "owner":
            yield from own_details(context, entry, filter_by)


def _day(context: PageContext, day: date) -> LabelledLink:
    return LabelledLink("", Phrase(context.date(day)), day.isoformat())
