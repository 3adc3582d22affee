"""What a picture shows, in the words of one language: the last thing before coordinates.

A `Subject` is a radar in one edition and one language, with every text made ready to be drawn. The
stages of layout that follow take their words from it and do not look at the radar again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from radar.history import Standing
from radar.model import Movement, Radar
from radar.text import printable
from radar.words import Catalogue, Words

SHOWN = (Movement.NEW, Movement.IN, Movement.OUT, Movement.RETURNED)


@dataclass(frozen=True, slots=True)
class Subject:
    """A radar in one edition and language; `drawn` is in the order of the numbers."""

    radar: Radar
    edition: str
    language: str
    words: Words
    drawn: tuple[Standing, ...]
    names: Mapping[str, str]
    quadrants: tuple[str, ...]
    rings: tuple[str, ...]

    @property
    def title(self) -> str:
        """The radar's title."""
        return printable(self.radar.say(self.radar.title, self.language)) or self.radar.id

    @property
    def edition_name(self) -> str:
        """What the edition is called, '' for a radar without editions."""
        if not self.edition:
            return ""
        edition = self.radar.edition(self.edition)
        return printable(self.radar.say(edition.name, self.language) or edition.id)

    @property
    def edition_line(self) -> str:
        """The edition in words, '' for a radar without editions."""
        name = self.edition_name
        return self.words("edition", edition=name) if name else ""

    @property
    def subtitle(self) -> str:
        """Edition, number of entries, and what moved, in one line."""
        moved = self.words("comma").join(self.moves())
        count = self.words("entries", n=len(self.drawn))
        return " · ".join(filter(None, (self.edition_line, count, moved)))

    @property
    def label(self) -> str:
        """What the picture is, in a few words; no second "radar" where the title says it."""
        kinds = ("radar", self.words("menu_radar").casefold())
        is_said = any(kind in self.title.casefold() for kind in kinds)
        name = self.title if is_said else self.words("picture", title=self.title)
        edition = self.edition_line
        return self.words("picture_edition", picture=name, edition=edition) if edition else name

    @property
    def description(self) -> str:
        """The alternative text: how many entries, in which rings, and what moved."""
        counts = [sum(s.ring == ring.id for s in self.drawn) for ring in self.radar.rings]
        rings = [
            self.words("ring_count", n=n, ring=name)
            for n, name in zip(counts, self.rings, strict=True)
            if n
        ]
        parts = [self.words("entries", n=len(self.drawn)), *rings, *self.moves()]
        return self.words("colon", label=self.label, value=self.words("comma").join(parts))

    def moves(self) -> list[str]:
        """Say how many entries are new, moved in, moved out and returned, as far as any is."""
        counts = {kind: sum(s.movement is kind for s in self.drawn) for kind in SHOWN}
        return [
            self.words("moved_count", n=n, movement=self.words(kind.value))
            for kind, n in counts.items()
            if n
        ]

    def spoken(self, standing: Standing) -> str:
        """Say number, name, ring and movement of an entry."""
        ring = self.rings[self.radar.ring_order[standing.ring or ""]]
        parts = [self.names[standing.entry.id], ring, self.words(standing.movement.value)]
        return f"{standing.number}. {self.words('comma').join(parts)}"

    def sector(self, standing: Standing) -> tuple[int, int]:
        """Return the places of an entry's quadrant (clockwise) and ring (from the inside)."""
        radar = self.radar
        return radar.quadrant_order[standing.quadrant], radar.ring_order[standing.ring or ""]


def subject(
    radar: Radar,
    edition: str,
    language: str,
    standings: Sequence[Standing],
    own: Catalogue | None = None,
) -> Subject:
    """Put an edition of a radar into the words of a language."""
    drawn = sorted((s for s in standings if s.has_blip), key=lambda s: s.number)
    return Subject(
        radar,
        edition,
        language,
        Words(language, own),
        tuple(drawn),
        {s.entry.id: printable(radar.say(s.entry.name, language)) or s.entry.id for s in drawn},
        tuple(printable(radar.say(q.name, language)) or q.id for q in radar.clockwise),
        tuple(printable(radar.say(r.name, language)) or r.id for r in radar.rings),
    )
