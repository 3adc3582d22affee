"""The content of a picture: the texts of one edition of a radar, in one language.

`Content` has every text ready to be drawn. The modules that follow take their texts from it and
not from the radar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from radar.history import Standing
from radar.model import Movement, Radar
from radar.telling import counts, label
from radar.text import printable
from radar.words import Catalogue, Words

# movements that descriptions count and the key explains: all but "unchanged"
REPORTED_MOVEMENTS = (Movement.NEW, Movement.IN, Movement.OUT, Movement.RETURNED)


@dataclass(frozen=True)
class Content:
    """The texts of one edition in one language; `standings` is in the order of the numbers.

    `names` are those of entries by id; `quadrants` (clockwise) and `rings` (from the inside) are
    names, too.
    """

    radar: Radar
    edition: str
    language: str
    words: Words
    standings: tuple[Standing, ...]
    names: Mapping[str, str]
    quadrants: tuple[str, ...]
    rings: tuple[str, ...]

    @property
    def title(self) -> str:
        """The radar's title."""
        return printable(self.radar.say(self.radar.title, self.language)) or self.radar.id

    @property
    def edition_name(self) -> str:
        """The name of the edition, '' for a radar without editions."""
        if not self.edition:
            return ""
        edition = self.radar.edition(self.edition)
        return printable(self.radar.say(edition.name, self.language) or edition.id)

    @property
    def edition_line(self) -> str:
        """The edition in words, '' for a radar without editions."""
        name = self.edition_name
        return self.words("edition", edition=name) if name else ""

    @cached_property
    def subtitle(self) -> str:
        """Edition, number of entries, and what moved, in one line."""
        moved = self.words("comma").join(self.describe_movements())
        count = self.words("entries", n=len(self.standings))
        return " · ".join(filter(None, (self.edition_line, count, moved)))

    @property
    def label(self) -> str:
        """A short name of the picture, without the word "radar" if the title has it already."""
        kinds = ("radar", self.words("menu_radar").casefold())
        is_said = any(kind in self.title.casefold() for kind in kinds)
        name = self.title if is_said else self.words("picture", title=self.title)
        edition = self.edition_line
        return self.words("picture_edition", picture=name, edition=edition) if edition else name

    @cached_property
    def description(self) -> str:
        """The alternative text: how many entries, in which rings, and what moved."""
        drawn = [sum(s.ring == ring.id for s in self.standings) for ring in self.radar.rings]
        rings = [
            self.words("ring_count", n=n, ring=name)
            for n, name in zip(drawn, self.rings, strict=True)
            if n
        ]
        parts = [self.words("entries", n=len(self.standings)), *rings, *self.describe_movements()]
        return self.words("colon", label=self.label, value=self.words("comma").join(parts))

    @cached_property
    def quadrant_counts(self) -> Sequence[str]:
        """The number of entries of each quadrant, in words."""
        places = Counter(standing.quadrant for standing in self.standings)
        return [self.words("entries", n=places[each.id]) for each in self.radar.clockwise]

    def describe_movements(self) -> list[str]:
        """Return the number of entries with each movement that occurs, in words."""
        drawn = (standing.transition for standing in self.standings)
        return counts(self.words, drawn, ("new", "in", "out", "returned"))

    def describe(self, standing: Standing) -> str:
        """Return number, name, ring and movement of an entry, in words."""
        ring = self.rings[self.radar.ring_order[standing.ring or ""]]
        parts = [self.names[standing.entry.id], ring, label(self.words, standing.movement)]
        return f"{standing.number}. {self.words('comma').join(parts)}"

    def sector_of(self, standing: Standing) -> tuple[int, int]:
        """Return the positions of an entry's quadrant (clockwise) and ring (from the inside)."""
        radar = self.radar
        return radar.quadrant_order[standing.quadrant], radar.ring_order[standing.ring or ""]


def make_content(
    radar: Radar,
    edition: str,
    language: str,
    standings: Sequence[Standing],
    own: Catalogue | None = None,
) -> Content:
    """Return the content of an edition in a language; `own` are the user's words, if any."""
    standings = sorted((s for s in standings if s.has_blip), key=lambda s: s.number)
    return Content(
        radar,
        edition,
        language,
        Words(language, own),
        tuple(standings),
        {s.entry.id: printable(radar.say(s.entry.name, language)) or s.entry.id for s in standings},
        tuple(printable(radar.say(q.name, language)) or q.id for q in radar.clockwise),
        tuple(printable(radar.say(r.name, language)) or r.id for r in radar.rings),
    )
