"""A whole radar, and what must hold between its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib import import_module
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from radar.errors import near_miss
from radar.model.fields import (
    BaseAddress,
    EditAddress,
    Id,
    Language,
    Many,
    Name,
    Text,
    Value,
    as_dict,
    id_from,
)
from radar.model.identity import Identities, identify, match_axis
from radar.model.published import ClosedEdition, PublishedEntry
from radar.model.values import POSITIONS, Edition, Entry, Quadrant, Ring
from radar.text import choose_words


class LayoutOptions(Value):
    """What the owner of a radar decides about its layout."""

    rings: Literal["content", "equal"] = "content"
    labels: Literal["auto", "names", "numbers"] = "auto"


def _default_rings() -> tuple[Ring, ...]:
    names = ("Adopt", "Trial", "Assess", "Hold")
    chinese = ("采纳", "试验", "评估", "暂缓")
    return tuple(
        Ring(
            id=name.lower(),
            name={"en": name, "zh": word},
            aliases=("caution",) if name == "Hold" else (),
        )
        for name, word in zip(names, chinese, strict=True)
    )


def _unknown(entry: Entry, what: str, word: str, words: Iterable[str]) -> str:
    """Say which word of an entry means nothing, and what may have been meant."""
    there = sorted(words)
    hint = near_miss(word, there) or f"there are {', '.join(there)}" if there else "there are none"
    return f"entry {entry.id!r} names the unknown {what} {word!r}; {hint}"


def _by_id(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.id))


class Radar(Value):
    """A whole radar: what it is called, its axes, its editions, its entries.

    Entries are kept sorted by id. Nothing here is checked that needs a place in a file to be
    explained: `radar.reading` does that, with line and column. What must hold for any radar
    (ids are unique, every placement names a ring, a quadrant and an edition that exist, histories
    are in the order of the editions) is checked here, so that a radar made in Python is as sound
    as one that was read.

    `closed` are the editions that were published and stay as they were, oldest first; they are the
    first ones of `editions`. The histories of the entries agree with them.
    """

    id: Id = ""
    title: Name
    languages: Annotated[Many[Language], Field(min_length=1)] = ("en",)
    description: Text = Field(default_factory=dict)
    introduction: Text = Field(default_factory=dict)
    quadrants: Annotated[Many[Quadrant], Field(min_length=2, max_length=8)]
    rings: Annotated[Many[Ring], Field(min_length=1, max_length=8)] = Field(
        default_factory=_default_rings
    )
    editions: Many[Edition] = ()
    closed: Many[ClosedEdition] = ()
    entries: Annotated[Many[Entry], AfterValidator(_by_id)] = ()
    tags: Annotated[Mapping[str, Text], BeforeValidator(as_dict)] = Field(default_factory=dict)
    layout: LayoutOptions = LayoutOptions()
    theme: str = "paper"
    base_url: BaseAddress = ""
    edit_url: EditAddress = ""
    review_after: int | None = Field(default=None, gt=0)
    logo: str = ""
    footer: Text = Field(default_factory=dict)
    png: bool = False
    output: str = "site"

    @model_validator(mode="before")
    @classmethod
    def _without_empty_id(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        given = {key: value[key] for key in value if key != "id" or value[key] != ""}
        return id_from(given, "title")

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for kind in ("quadrants", "rings", "editions", "entries"):
            counts = Counter(item.id for item in getattr(self, kind))
            if twice := [item for item, count in sorted(counts.items()) if count > 1]:
                raise ValueError(f"{kind} must have different ids; twice: {', '.join(twice)}")
        if [edition.id for edition in self.closed] != [e.id for e in self.editions][
            : len(self.closed)
        ]:
            raise ValueError("closed editions are the oldest of the editions, in their order")
        known: tuple[tuple[str, set[str | None]], ...] = (
            ("edition", {"", *self.edition_order}),
            ("ring", {None, *self.ring_order, *self._past_rings}),
            ("quadrant", {*self.quadrant_order, *self._past_quadrants}),
        )
        for entry in self.entries:
            for placement in entry.history:
                for what, words in known:
                    if (word := getattr(placement, what)) not in words:
                        raise ValueError(_unknown(entry, what, word, filter(None, words)))
            self._check_order(entry)
        return self

    def _check_order(self, entry: Entry) -> None:
        """Refuse a history out of order, or one in which an entry leaves that is not there."""
        places = [self.edition_order.get(line.edition, 0) for line in entry.history]
        if any(before >= after for before, after in pairwise(places)):
            raise ValueError(f"the history of entry {entry.id!r} is not in the editions' order")
        rings = [None, *(line.ring for line in entry.history)]
        if any(before is None and after is None for before, after in pairwise(rings)):
            raise ValueError(f"entry {entry.id!r} leaves the radar where it is not on it")

    def __repr__(self) -> str:
        counts = (
            f"{len(getattr(self, name))} {name}"
            for name in ("quadrants", "rings", "editions", "entries")
        )
        return f"<Radar {self.say(self.title)!r}: {', '.join(counts)}>"

    __str__ = __repr__

    @cached_property
    def ring_order(self) -> Mapping[str, int]:
        """Ring id → place, 0 is the innermost."""
        return {ring.id: place for place, ring in enumerate(self.rings)}

    @cached_property
    def quadrant_order(self) -> Mapping[str, int]:
        """Quadrant id → place, 0 begins at 12 o'clock and the rest follow clockwise."""
        return {quadrant.id: place for place, quadrant in enumerate(self.clockwise)}

    @cached_property
    def edition_order(self) -> Mapping[str, int]:
        """Edition id → place, 0 is the oldest."""
        return {edition.id: place for place, edition in enumerate(self.editions)}

    @cached_property
    def clockwise(self) -> tuple[Quadrant, ...]:
        """The quadrants as they stand, clockwise from 12 o'clock.

        A quadrant with a `position` takes its corner; the others fill the free corners in the
        order in which they are listed.
        """
        if len(self.quadrants) != 4:
            return self.quadrants
        held = {q.position: q for q in self.quadrants if q.position}
        free = iter([q for q in self.quadrants if q not in held.values()])
        return tuple(held[corner] if corner in held else next(free) for corner in POSITIONS)

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Entry id → entry."""
        return {entry.id: entry for entry in self.entries}

    @property
    def newest(self) -> str:
        """The id of the newest edition, '' for a radar without editions."""
        return self.editions[-1].id if self.editions else ""

    @cached_property
    def identities(self) -> Identities:
        """Which rows of the closed editions are which entries."""
        return identify(tuple(enumerate(self.closed)), self.entries)

    def row(self, entry_id: str, place: int) -> PublishedEntry | None:
        """Return the row of an entry in the closed edition at a place, None if it has none."""
        return self.identities.rows.get(entry_id, {}).get(place) if self.closed else None

    def ring_order_at(self, place: int) -> Mapping[str, int]:
        """Return ring id → place in the edition at a place, by the ids that rings have today."""
        return self._ring_orders[place] if place < len(self.closed) else self.ring_order

    @cached_property
    def _ring_orders(self) -> tuple[Mapping[str, int], ...]:
        return tuple(
            {
                match_axis(edition.rings, self.rings)[ring.id]: n
                for n, ring in enumerate(edition.rings)
            }
            for edition in self.closed
        )

    @cached_property
    def _past_rings(self) -> Mapping[str, Ring]:
        """Rings of closed editions that the radar has no more, with their last names."""
        every = (ring for edition in self.closed for ring in edition.rings)
        return {ring.id: Ring(id=ring.id, name=ring.name) for ring in every}

    @cached_property
    def _past_quadrants(self) -> Mapping[str, Quadrant]:
        """Quadrants of closed editions that the radar has no more, with their last names."""
        every = (quadrant for edition in self.closed for quadrant in edition.quadrants)
        return {each.id: Quadrant(id=each.id, name=each.name) for each in every}

    def ring(self, ring_id: str) -> Ring:
        """Return a ring by its id, also one that only a closed edition has."""
        at = self.ring_order.get(ring_id)
        return self._past_rings[ring_id] if at is None else self.rings[at]

    def quadrant(self, quadrant_id: str) -> Quadrant:
        """Return a quadrant by its id, also one that only a closed edition has."""
        at = self.quadrant_order.get(quadrant_id)
        return self._past_quadrants[quadrant_id] if at is None else self.clockwise[at]

    @property
    def past_quadrants(self) -> tuple[Quadrant, ...]:
        """The quadrants that only closed editions have, by id."""
        return tuple(
            self._past_quadrants[each]
            for each in sorted(self._past_quadrants)
            if each not in self.quadrant_order
        )

    def edition(self, edition_id: str) -> Edition:
        """Return an edition by its id."""
        return self.editions[self.edition_order[edition_id]]

    def say(self, text: Mapping[str, str], language: str = "") -> str:
        """Return words in a language, else in the radar's own languages, in their order."""
        return choose_words(text, language, *self.languages)

    def _repr_svg_(self) -> str:
        """Show the radar as a picture in a notebook."""
        library = import_module("radar")  # by its name: the model imports nothing that draws it
        return str(library.render_svg(library.lay_out(self)))
