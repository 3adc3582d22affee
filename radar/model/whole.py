"""A whole radar, and what must hold between its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from radar.model.described import Described, Link, Proposal
from radar.model.explaining import Mistake, raise_mistakes
from radar.model.fields import (
    BaseAddress,
    EditAddress,
    Id,
    Language,
    Many,
    Name,
    RadarValue,
    Text,
    WebAddress,
    id_from,
)
from radar.model.given import (
    as_dict,
    in_small_letters,
)
from radar.model.identity import Identities, identify, match_axis
from radar.model.own_fields import OwnField, OwnFieldReader, OwnFields, find_twice
from radar.model.page_frame import HeaderColours
from radar.model.published import ClosedEdition, PublishedEntry
from radar.model.resolving import Resolver, find_disorder, find_duplicates, names_of
from radar.model.rules import Rules, find_hold_rings, resolve_rules
from radar.model.usual_rings import usual_rings
from radar.model.values import POSITIONS, Edition, Entry, Quadrant, Ring
from radar.text import UNSTATED, choose_words, number_of

T = TypeVar("T")
D = TypeVar("D", bound=Described)


def _speak(text: Mapping[str, str], language: str) -> Mapping[str, str]:
    """Return a text in this language, if it does not state one."""
    if UNSTATED not in text or language in text:
        return text
    return {language if tag == UNSTATED else tag: words for tag, words in text.items()}


def _speak_all(entry: D, language: str) -> D:
    """Return an entry whose text and summary, where no language is stated, are in this one."""
    texts = {name: getattr(entry, name) for name in ("text", "summary")}
    update = {
        name: said for name, text in texts.items() if (said := _speak(text, language)) != text
    }
    return entry.model_copy(update=update) if update else entry


def _find_shared_ids(entries: Iterable[Entry], proposals: Iterable[Proposal]) -> Iterator[Mistake]:
    """Yield a mistake for each proposal with the id of an entry."""
    ids = {entry.id for entry in entries}
    for place, proposal in enumerate(proposals):
        if proposal.id in ids:
            message = f"an entry and a proposal must have different ids; both have {proposal.id}"
            yield Mistake(("proposals", place, "id"), "duplicate-id", message, proposal.id)


class LayoutOptions(RadarValue):
    """What the owner of a radar decides about its layout."""

    rings: Annotated[Literal["content", "equal"], BeforeValidator(in_small_letters)] = "content"
    labels: Annotated[Literal["auto", "names", "numbers"], BeforeValidator(in_small_letters)] = (
        "auto"
    )


_LISTS = {"quadrants": "quadrant", "rings": "ring", "editions": "edition", "entries": "entry"}
_WITH_IDS = (*_LISTS, "fields", "proposals")


class Radar(RadarValue):
    """A whole radar: what it is called, its axes, its editions, its entries.

    Entries are kept sorted by id. What they name by a name or an alias is kept as an id, and a text
    that does not state its language is in the radar's first, as in a file. `fields` are those of
    one's own, by id or as a list: what entries say in them is checked and read by their types.

    Nothing here is checked that needs a place in a file to be explained: `radar.reading` does
    that, with line and column. What must hold for any radar (ids are unique, every placement names
    a ring, a quadrant and an edition that exist, histories are in the order of the editions) is
    checked here, so that a radar made in Python is as sound as one that was read.

    >>> rust = Entry(name="Rust", quadrant="Languages", ring="Trial")
    >>> Radar(title="Ours", quadrants=["Languages", "Tools"], entries=[rust])
    <Radar 'Ours': 2 quadrants, 4 rings, 0 editions, 1 entry>
    """

    id: Id = ""
    title: Name
    languages: Annotated[Many[Language], Field(min_length=1)] = ("en",)
    description: Text = Field(default_factory=dict)
    introduction: Text = Field(default_factory=dict)
    quadrants: Annotated[Many[Quadrant], Field(min_length=2, max_length=8)]
    rings: Annotated[Many[Ring], Field(min_length=1, max_length=8)] = Field(
        default_factory=lambda: usual_rings(())  # of the languages, once these are known
    )
    editions: Many[Edition] = ()
    closed: Many[ClosedEdition] = ()
    fields: OwnFields = ()
    rules: Rules = Field(default_factory=dict)
    entries: Many[Entry] = ()
    proposals: Many[Proposal] = ()
    tags: Annotated[Mapping[str, Text], BeforeValidator(as_dict)] = Field(default_factory=dict)
    layout: LayoutOptions = Field(default_factory=LayoutOptions)
    theme: str = "paper"
    base_url: BaseAddress = ""
    edit_url: EditAddress = ""
    review_after: int | None = Field(default=None, gt=0)
    logo: str = ""
    favicon: str = ""
    header: HeaderColours | None = None
    footer: Text = Field(default_factory=dict)
    imprint: WebAddress = ""
    footer_links: Many[Link] = ()
    png: bool = False
    cards: bool = False
    export: tuple[Literal["backstage"], ...] = ()
    output: str = "site"

    _none_counts = frozenset({"entries"})  # no entries are an empty list

    @classmethod
    def _read(cls, value: object) -> object:
        given = super()._read(value)
        if not isinstance(given, dict):
            return given
        return id_from({k: v for k, v in given.items() if k != "id" or v != ""}, "title")

    @model_validator(mode="after")
    def _finish(self) -> Self:
        """Turn the words of entries into ids, sort the entries, and refuse what is unsound."""
        if "rings" not in self.model_fields_set:
            self.__dict__["rings"] = usual_rings(self.languages)
        raise_mistakes("Radar", find_duplicates({kind: getattr(self, kind) for kind in _WITH_IDS}))
        raise_mistakes("Radar", find_twice(self.fields))
        oldest = self.editions[: len(self.closed)]
        if [edition.id for edition in self.closed] != [edition.id for edition in oldest]:
            raise ValueError("closed editions are the oldest of the editions, in their order")
        quadrants = (*self.clockwise, *self.past_quadrants)
        rings = (*self.rings, *self.past_rings)
        described = (*self.entries, *self.proposals)
        resolver = Resolver(quadrants, rings, self.editions, described)
        reader = OwnFieldReader(self.fields)
        entries = [
            reader.read(resolver.resolve(entry, n), n) for n, entry in enumerate(self.entries)
        ]
        proposals = [
            reader.read(resolver.resolve_proposal(proposal, n), n, "proposals")
            for n, proposal in enumerate(self.proposals)
        ]
        raise_mistakes("Radar", [*resolver.mistakes, *reader.mistakes])
        rules, mistakes = resolve_rules(
            self.rules, names_of(self.rings), [field.id for field in self.fields]
        )
        raise_mistakes("Radar", [*mistakes, *_find_shared_ids(self.entries, self.proposals)])
        raise_mistakes("Radar", find_disorder(entries, self.edition_order))
        language = self.languages[0]
        spoken = [_speak_all(entry, language) for entry in entries]
        self.__dict__["entries"] = tuple(sorted(spoken, key=lambda entry: entry.id))
        spoken_proposals = [_speak_all(proposal, language) for proposal in proposals]
        self.__dict__["proposals"] = tuple(sorted(spoken_proposals, key=lambda each: each.id))
        self.__dict__["rules"] = rules
        self.__dict__["introduction"] = _speak(self.introduction, language)
        return self

    def __repr__(self) -> str:
        counts = (number_of(len(getattr(self, name)), kind) for name, kind in _LISTS.items())
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

    @property
    def reading_order(self) -> tuple[Quadrant, ...]:
        """The quadrants as people read them: the one at the top left first, then clockwise.

        >>> four = Radar(title="Ours", quadrants=["A", "B", "C", "D"])
        >>> [quadrant.name["und"] for quadrant in four.reading_order]
        ['D', 'A', 'B', 'C']
        """
        return (*self.clockwise[-1:], *self.clockwise[:-1])

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

    @cached_property
    def described_by_id(self) -> Mapping[str, Described]:
        """The id of every entry and every proposal → it."""
        return {each.id: each for each in (*self.entries, *self.proposals)}

    @cached_property
    def hold_rings(self) -> frozenset[str]:
        """The ids of the rings whose entries are not to be taken; see `find_hold_rings`."""
        return find_hold_rings(self.rings, self.rules)

    @property
    def newest(self) -> str:
        """The id of the newest edition, '' for a radar without editions."""
        return self.editions[-1].id if self.editions else ""

    @cached_property
    def identities(self) -> Identities:
        """Which rows of the closed editions are which entries."""
        return identify(tuple(enumerate(self.closed)), self.entries)

    @cached_property
    def shown_editions(self) -> dict[str, Radar]:
        """The radars that show editions (`radar.published.state_to_show`), as far as made yet."""
        return {}

    @cached_property
    def paths(self) -> dict[str, tuple[Any, ...]]:
        """The steps of entries by id (`radar.history.path`), as far as computed yet."""
        return {}

    @cached_property
    def standings(self) -> dict[str, tuple[Any, ...]]:
        """Where entries stand by edition (`radar.history.timeline`), empty until computed."""
        return {}

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

    @cached_property
    def fields_by_id(self) -> Mapping[str, OwnField]:
        """Field id → field of one's own, in the order in which they are shown."""
        return {field.id: field for field in self.fields}

    def ring(self, ring_id: str) -> Ring:
        """Return a ring by its id, also one that only a closed edition has."""
        at = self.ring_order.get(ring_id)
        return self._past_rings[ring_id] if at is None else self.rings[at]

    def quadrant(self, quadrant_id: str) -> Quadrant:
        """Return a quadrant by its id, also one that only a closed edition has."""
        at = self.quadrant_order.get(quadrant_id)
        return self._past_quadrants[quadrant_id] if at is None else self.clockwise[at]

    @cached_property
    def past_rings(self) -> tuple[Ring, ...]:
        """The rings that only closed editions have, by id."""
        return self._past(self._past_rings, self.ring_order)

    @cached_property
    def past_quadrants(self) -> tuple[Quadrant, ...]:
        """The quadrants that only closed editions have, by id."""
        return self._past(self._past_quadrants, self.quadrant_order)

    @staticmethod
    def _past(every: Mapping[str, T], now: Mapping[str, int]) -> tuple[T, ...]:
        return tuple(every[id_] for id_ in sorted(every) if id_ not in now)

    def edition(self, edition_id: str) -> Edition:
        """Return an edition by its id."""
        return self.editions[self.edition_order[edition_id]]

    def say(self, text: Mapping[str, str], language: str = "") -> str:
        """Return words in a language, else in the radar's own languages, in their order."""
        return choose_words(text, language, *self.languages)

    def _repr_html_(self) -> str:
        """Show the radar as a picture with alternative text in a notebook."""
        library = import_module("radar")  # by its name, as below
        return str(library.lay_out(self)._repr_html_())

    def _repr_svg_(self) -> str:
        """Show the radar in a notebook that is printed or exported without HTML."""
        library = import_module("radar")  # by its name: the model imports nothing that draws it
        return str(library.render_svg(library.lay_out(self)))
