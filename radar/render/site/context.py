"""The page context: a radar in one language, as values for templates.

Words of the interface, names of rings and quadrants, where each entry stands, texts as HTML: the
modules after this one make of it what a template prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from markupsafe import Markup

from radar import telling
from radar.files.cache import KeptSteps
from radar.history import HistoryStep, Standing, overdue, path, timeline
from radar.model import Described, Edition, Entry, Quadrant, Radar, Ring
from radar.naming.characters import fold_case
from radar.prose.events import anchors
from radar.prose.html import to_html
from radar.prose.links import Links, ids_by_name, pictures_by_name
from radar.prose.words import begins_with, plain_text
from radar.render.site.addresses import Addresses
from radar.render.site.values import (
    ArchiveRow,
    EditionName,
    EntryLink,
    EntryRow,
    HistoryRow,
    LabelledLink,
    Phrase,
    Prose,
    QuadrantRows,
    RingOrQuadrant,
    RingRows,
)
from radar.safety.links import can_follow
from radar.text import UNSTATED
from radar.words import Catalogue, Words, load_shipped_catalogue

_MARKED = re.compile(r"[*_`\[<#>!~]|^\s*[-+\d]", re.MULTILINE)  # signs of Markdown in a note


@dataclass(frozen=True)
class PageContext:
    """A radar in one language.

    `catalogues` are the owner's own words by language; `pictures` are the paths, in the radar's
    folder, of the pictures that the site publishes; `texts` are those of earlier builds.
    """

    radar: Radar
    language: str
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict)
    pictures: frozenset[str] = frozenset()
    texts: KeptSteps | None = None
    _anchors: dict[str, frozenset[str]] = field(default_factory=dict, init=False, compare=False)
    _counts: dict[str, str] = field(default_factory=dict, init=False, compare=False)

    @property
    def own_words(self) -> Catalogue | None:
        """The words that the radar's owner gives for this language."""
        return self.catalogues.get(self.language)

    @cached_property
    def words(self) -> Words:
        """The words of the interface."""
        return Words(self.language, self.own_words)

    @cached_property
    def teller(self) -> telling.Teller:
        """What tells changes in this language."""
        return telling.Teller(self.words, self.radar)

    @property
    def right_to_left(self) -> bool:
        """Whether this language is written from right to left."""
        return self.language.split("-")[0] in ("ar", "dv", "fa", "he", "ps", "ur", "yi")

    @cached_property
    def timeline(self) -> Mapping[str, tuple[Standing, ...]]:
        """Edition → standings; '' for a radar without editions."""
        return timeline(self.radar)

    @cached_property
    def newest(self) -> Mapping[str, Standing]:
        """Entry id → where it stands in the newest edition, for those that do."""
        return {standing.entry.id: standing for standing in self.timeline[self.radar.newest]}

    @cached_property
    def rings(self) -> Mapping[str, RingOrQuadrant]:
        """Ring id → ring, inner first."""
        return {ring.id: self._axis(n, ring) for n, ring in enumerate(self.radar.rings)}

    @cached_property
    def quadrants(self) -> Mapping[str, RingOrQuadrant]:
        """Quadrant id → quadrant, the one at the top left first, then clockwise."""
        places = self.radar.quadrant_order
        return {part.id: self._axis(places[part.id], part) for part in self.radar.reading_order}

    @cached_property
    def names(self) -> Mapping[str, Phrase]:
        """Id of an entry, or of a proposal → its name."""
        return {id_: self.say(each.name) for id_, each in self.radar.described_by_id.items()}

    @cached_property
    def predecessors(self) -> Mapping[str, Sequence[str]]:
        """Id of an entry → the ids of those in whose place it is to be taken."""
        found: dict[str, list[str]] = {}
        for other in self.radar.described_by_id.values():
            for id_ in dict.fromkeys(other.instead):
                found.setdefault(id_, []).append(other.id)
        return found

    @cached_property
    def entry_ids(self) -> Mapping[str, str]:
        """What a wiki link may call an entry → its id."""
        return ids_by_name(self.radar)

    def ring(self, ring: str) -> RingOrQuadrant:
        """Return a ring by its id, also one that only closed editions have."""
        if ring in self.rings:
            return self.rings[ring]
        last = next(closed for closed in reversed(self.radar.closed) if ring in closed.ring_order)
        place = min(last.ring_order[ring], len(self.rings) - 1)
        return self._axis(place, self.radar.ring(ring))

    def quadrant(self, quadrant: str) -> RingOrQuadrant:
        """Return a quadrant by its id, also one that only closed editions have."""
        if quadrant in self.quadrants:
            return self.quadrants[quadrant]
        every = reversed(self.radar.closed)
        last = next(closed for closed in every if quadrant in closed.quadrant_order)
        place = last.quadrant_order[quadrant]
        return self._axis(place, self.radar.quadrant(quadrant))

    def _axis(self, place: int, item: Ring | Quadrant) -> RingOrQuadrant:
        name, meaning = self.say(item.name), self.say(item.description)
        return RingOrQuadrant(place, item.id, name or Phrase(item.id), meaning)

    def say(self, text: Mapping[str, str]) -> Phrase:
        """Return words in this language, else in another, with the tag of that other language."""
        words = text.get(self.language) or text.get(UNSTATED)
        if words:
            return Phrase(words)
        for language in (*self.radar.languages, *text):
            if text.get(language):
                return Phrase(text[language], language)
        return Phrase("")

    def lead(self, described: Described) -> Phrase:
        """Return the summary for the head of a page: none where the text below begins with it."""
        summary = self.say(described.summary)
        is_twice = begins_with(self.say(described.text).words, summary.words)
        return Phrase("") if is_twice else summary

    def note(self, text: Mapping[str, str]) -> Phrase:
        """Return the words of a note, which stand in one line: those of its Markdown, if any."""
        said = self.say(text)
        if not _MARKED.search(said.words):
            return said
        return said._replace(words=" ".join(plain_text(said.words).split()))

    def date(self, day: date | None) -> str:
        """Return a date in words, '' for none."""
        if day is None:
            return ""
        month = self.words("month", n=day.month)
        return self.words("date", day=day.day, month=month, year=day.year)

    def edition_name(self, edition: str) -> str:
        """Return what an edition is called."""
        return self.teller.edition(edition)

    def edition(self, edition: str) -> EditionName:
        """Return an edition, by its id, as a page names it."""
        return EditionName(edition, self.edition_name(edition))

    def link_to(self, entry: str) -> EntryLink | None:
        """Return an entry, by its id, as a page links it; None for ''."""
        return EntryLink(entry, self.names[entry]) if entry else None

    def tag(self, tag: str) -> Phrase:
        """Return what a tag is called."""
        return self.say(self.radar.tags[tag]) if tag in self.radar.tags else Phrase(tag)

    def language_name(self, language: str) -> str:
        """Return what a language is called, as its readers write it; its tag where unknown."""
        own = self.catalogues.get(language, {})
        known = "language_name" in own or load_shipped_catalogue(language.split("-")[0])
        return Words(language, own)("language_name") if known else language

    def links(self, addresses: Addresses, file: str = "") -> Links:
        """Return how links of a text are resolved: it is in `file`, its page at `addresses`."""
        return Links(
            self.entry_ids,
            name=lambda entry: self.names[entry].words,
            entry=addresses.entry,
            picture=lambda path: addresses.media(path) if path in self.pictures else None,
            folder=file.rpartition("/")[0],
            headings=self._headings,
            heading=partial(_heading_address, addresses),
            pictures=self._pictures_by_name,
        )

    def _headings(self, entry: str) -> frozenset[str]:
        """Return the anchors of the headings in an entry's text."""
        if entry not in self._anchors:
            self._anchors[entry] = anchors(self.say(self.radar.described_by_id[entry].text).words)
        return self._anchors[entry]

    @cached_property
    def _pictures_by_name(self) -> Mapping[str, str]:
        return pictures_by_name(self.pictures)

    def prose(self, said: Phrase, addresses: Addresses, file: str = "", scope: str = "") -> Prose:
        """Return a Markdown text as HTML that can be trusted.

        `file` is the file of the text, for relative links; `scope` goes before every id in it.
        """
        if not said:
            return Prose(Markup())
        links = self.links(addresses, file)
        html = to_html(said.words, links, scope=scope, words=self.words, kept=self.texts)
        return Prose(Markup(html), said.language)  # noqa: S704 - cleaned by nh3

    def note_prose(self, text: Mapping[str, str], addresses: Addresses, scope: str) -> Prose:
        """Return a note as HTML that can be trusted; `scope` goes before every id in it."""
        return self.prose(self.say(text), addresses, scope=scope)

    def row(self, standing: Standing) -> EntryRow:
        """Return an entry as a line of a list."""
        entry = standing.entry
        movement = standing.movement
        moved = telling.label_movement(self.words, movement)
        name, summary = self.names[entry.id], self.say(entry.summary)
        return EntryRow(entry.id, name, standing.number, movement.value, moved, summary)

    def groups(self, edition: str) -> Iterator[QuadrantRows]:
        """Yield each quadrant with its rings and the rows in them, in the order of the numbers.

        Hidden entries have no number and follow the others of their ring.
        """
        by_place: dict[tuple[str, str], list[Standing]] = {}
        for standing in self.timeline[edition]:
            if standing.ring is not None:
                by_place.setdefault((standing.quadrant, standing.ring), []).append(standing)
        for quadrant in self.quadrants.values():
            rings = []
            for ring in self.rings.values():
                standings = by_place.get((quadrant.id, ring.id), [])
                order = sorted(standings, key=lambda s: (not s.number, s.number, s.entry.id))
                if order:
                    rings.append(RingRows(ring, tuple(self.row(standing) for standing in order)))
            yield QuadrantRows(quadrant, tuple(rings))

    def groups_over_time(self) -> Iterator[QuadrantRows]:
        """Yield the groups of the newest edition, and in each ring, at its end, what left from it.

        Where there are further editions for a slider to show, rings without rows are there too.
        """
        rows_that_left: dict[tuple[str, str], list[EntryRow]] = {}
        for entry in self.off_radar():
            rings = [line.ring for line in entry.history if line.ring]
            if rings and not self._stands(entry.id):
                name, summary = self.names[entry.id], self.say(entry.summary)
                row = EntryRow(entry.id, name, 0, "", "", summary, has_left=True)
                rows_that_left.setdefault((entry.quadrant, rings[-1]), []).append(row)
        for quadrant, listed in self.groups(self.radar.newest):
            rows = {ring.id: rows for ring, rows in listed}
            every = (
                RingRows(
                    ring, (*rows.get(ring.id, ()), *rows_that_left.get((quadrant.id, ring.id), ()))
                )
                for ring in self.rings.values()
            )
            is_sliding = len(self.radar.editions) > 1
            yield QuadrantRows(quadrant, tuple(one for one in every if one.rows or is_sliding))

    def counts(self, edition: str) -> str:
        """Return how many entries an edition has and how they moved, in words.

        A line may break after each of them, not inside.
        """
        if edition not in self._counts:
            self._counts[edition] = self._count(edition)
        return self._counts[edition]

    def _count(self, edition: str) -> str:
        standings = [s for s in self.timeline[edition] if not s.hidden]
        drawn = [s for s in standings if s.has_blip]
        moves = telling.counts(self.words, (s.transition for s in standings))
        parts = [self.words("entries", n=len(drawn)), *moves]
        return self.words("comma").join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)

    def status(self, edition: str) -> str:
        """Return the edition's name and its counts, in one line."""
        said = [self.words("edition", edition=self.edition_name(edition))] if edition else []
        return " · ".join([*said, self.counts(edition)])

    def steps(self, entry: Entry, addresses: Addresses) -> tuple[HistoryRow, ...]:
        """Return the lines of an entry's history in words, newest first."""
        steps = reversed(path(self.radar, entry))
        return tuple(
            self._step(step, addresses, f"{entry.id}-note-{step.place}-") for step in steps
        )

    def _step(self, step: HistoryStep, addresses: Addresses, scope: str) -> HistoryRow:
        edition = self.radar.editions[step.place].id if self.radar.editions else ""
        ring = self.ring(step.line.ring) if step.line.ring else None
        moved = self.teller.remark(step.transition)
        note = self.note_prose(step.line.note, addresses, scope)
        return HistoryRow(self.edition_name(edition), ring, step.movement.value, moved, note)

    def describe_movement(self, entry: Entry) -> str:
        """Return in words how an entry came to where it stands, or when it left."""
        return self.teller.arrival(path(self.radar, entry))

    def describe_overdue(self, entry: Entry) -> str:
        """Return the notice for an entry that was not reviewed for too long, '' for others."""
        if not overdue(self.radar, entry):
            return ""
        if entry.reviewed:
            return self.words("stale", date=self.date(entry.reviewed))
        last = self.radar.editions[path(self.radar, entry)[-1].place]
        return self.words("never_reviewed", edition=self.edition_name(last.id))

    def links_of(self, entry: Described) -> tuple[LabelledLink, ...]:
        """Return an entry's links; one that is not safe to follow keeps its words only."""
        return tuple(
            LabelledLink(
                link.url if can_follow(link.url) else "",
                self.say(link.label) or Phrase(_bare(link.url)),
            )
            for link in entry.links
        )

    def ring_places(self, entry: Entry) -> list[int | None]:
        """Return the place of the entry's ring (0 the innermost) in every edition, None if off."""
        places: list[int | None] = [None] * len(self.radar.editions)
        for step in path(self.radar, entry):
            ring = self.ring(step.line.ring).place if step.line.ring else None
            places[step.place :] = [ring] * (len(places) - step.place)
        return places

    def off_radar(self) -> list[Entry]:
        """Return the entries that left the radar, or are not drawn on it, by name."""
        away = [entry for entry in self.radar.entries if entry.hidden or not self._stands(entry.id)]
        return sorted(away, key=lambda entry: (fold_case(self.names[entry.id].words), entry.id))

    def describe_absence(self, entry: Entry) -> ArchiveRow:
        """Return in words why an entry is not on the radar, and since when."""
        rings = [line.ring for line in entry.history if line.ring]
        last = self.words("last_ring", ring=self.ring(rings[-1]).name) if rings else ""
        why = (
            self.words("hidden_entry") if self._stands(entry.id) else self.describe_movement(entry)
        )
        standing = " · ".join(filter(None, (last, why)))
        note = self.note(entry.history[-1].note)
        quadrant = self.quadrant(entry.quadrant)
        return ArchiveRow(
            entry.id, self.names[entry.id], quadrant, standing, self.say(entry.summary), note
        )

    def _stands(self, entry: str) -> bool:
        standing = self.newest.get(entry)
        return standing is not None and standing.ring is not None

    @property
    def newest_edition(self) -> Edition | None:
        """The newest edition, None for a radar without editions."""
        return self.radar.editions[-1] if self.radar.editions else None


def _bare(url: str) -> str:
    """Return an address as a reader would say it.

    >>> _bare("https://www.rust-lang.org/")
    'www.rust-lang.org'
    """
    return url.split("://", 1)[-1].rstrip("/")


def neighbours(order: Sequence[str], place: int) -> tuple[str, str]:
    """Return the ids before and after position `place` of `order`, '' at the ends."""
    before = order[place - 1] if place else ""
    after = order[place + 1] if place + 1 < len(order) else ""
    return before, after


def _heading_address(addresses: Addresses, entry: str, anchor: str) -> str:
    """Return the address of a heading in the text of an entry."""
    if addresses.one_page:
        return f"#{entry}-{anchor}"  # the scope of the ids of that text
    return f"{addresses.entry(entry)}#{anchor}"
