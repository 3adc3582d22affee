"""What a radar is made of: quadrants, rings, editions, entries and the history of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 - `date` is the name of a field
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, computed_field

from radar.model.described import Described, Proposed
from radar.model.explaining import ErrorPlace
from radar.model.fields import (
    Id,
    Many,
    Name,
    NameOrId,
    RadarValue,
    Text,
    WordList,
    id_from,
)
from radar.model.given import (
    as_dict,
    as_text,
    as_word,
    in_small_letters,
)
from radar.model.written import read_history
from radar.text import UNSTATED

Position = Literal["top-right", "bottom-right", "bottom-left", "top-left"]
POSITIONS: tuple[Position, ...] = ("top-right", "bottom-right", "bottom-left", "top-left")


class Named(RadarValue):
    """Something with an id, a name in each language, and other names it answers to."""

    id: Id = ""
    name: Name
    description: Text = Field(default_factory=dict)
    aliases: WordList = ()

    @classmethod
    def _read(cls, value: object) -> object:
        given = super()._read({"name": value} if isinstance(value, str) else value)
        return id_from(given, "name") if isinstance(given, dict) else given


class Quadrant(Named):
    """A field of technology. `position` names a corner and makes sense with four only.

    >>> Quadrant(name="Languages & frameworks", position="top-right").id
    'languages-and-frameworks'
    """

    position: Annotated[Position | None, BeforeValidator(in_small_letters)] = None


class Ring(Named):
    """How far a technology is to be used; rings are listed inner first.

    >>> Ring(name={"en": "Hold", "zh": "暂缓"}, aliases=["caution"]).id
    'hold'
    """


class Edition(RadarValue):
    """A published state of the radar. Editions are ordered as the radar lists them.

    A text stands for an edition of that name. Without a name it is called by its id, and without
    an id it gets one from its name.

    >>> Edition(id="2026-05", date="2026-05-01").date.year
    2026
    """

    id: Annotated[Id, BeforeValidator(as_word)]
    name: Text = Field(default_factory=dict)
    date: Date | None = None
    text: Text = Field(default_factory=dict)

    @classmethod
    def _read(cls, value: object) -> object:
        word = as_word(value)
        given = super()._read({"name": word} if isinstance(word, str) else word)
        if not isinstance(given, dict):
            return given
        given = {
            key: as_word(said) if key in ("id", "name") else said for key, said in given.items()
        }
        if "id" not in given:
            return _with_edition_id(given)
        return (
            given
            if given.get("name") or not isinstance(given["id"], str)
            else {**given, "name": given["id"].strip().lower()}
        )

    @property
    def own_name(self) -> Mapping[str, str]:
        """The name, {} where it is called by its id."""
        return {} if self.name == {UNSTATED: self.id} else self.name


def _with_edition_id(given: dict[str, Any]) -> dict[str, Any]:
    """Add the id that follows from the name of an edition."""
    words = as_text(given.get("name"))
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
        return given
    return {**id_from(given, "name")}


class Movement(StrEnum):
    """How an entry stands in an edition, compared with the edition before.

    >>> [movement.value for movement in Movement]
    ['new', 'in', 'out', 'unchanged', 'removed', 'returned']
    """

    NEW = "new"
    IN = "in"
    OUT = "out"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    RETURNED = "returned"


class Placement(RadarValue):
    """One line of an entry's history: from `edition` on, this ring in this quadrant.

    `edition` is '' for "since the first". `ring` is None where the entry left the radar; the
    quadrant is then the one that it left.

    >>> Placement(edition="2026", ring="Trial", quadrant="Languages").ring
    'trial'
    """

    edition: Annotated[str, BeforeValidator(as_word)] = ""
    ring: NameOrId | None
    quadrant: NameOrId
    note: Text = Field(default_factory=dict)

    _none_counts = frozenset({"ring"})


class Pin(RadarValue):
    """Where in its sector a blip is held.

    `angle` in degrees clockwise from the sector's first edge, `radius` from 0 (the ring's inner
    edge) to 1 (its outer edge).
    """

    angle: float = Field(ge=0, le=360)
    radius: float = Field(ge=0, le=1)


class Entry(Described):
    """A technology, what is said of it, and the history of its placements.

    In place of `history`, `quadrant` and `ring` may be given: one placement since the first
    edition. A history may be a mapping from edition to ring, as in a file; a line without a
    quadrant keeps the one before it, the first has that of the entry. Rings, quadrants, editions
    and related entries go by id, name or alias; the radar turns them into ids. Without an `id`, one
    is made from the name. `owner` may be given in place of `owners`, as one text or several.
    `fields` are those of one's own, by their id; the radar says what they are (`OwnField`).
    `departed` says that the entry has no file any more, and is known from closed editions alone.
    `leave_by` is the last day of its use; `proposed` is a ring that nobody decided yet.

    >>> rust = Entry(name="Rust", quadrant="Languages", ring="Trial")
    >>> rust.id, rust.history[0].ring
    ('rust', 'trial')
    >>> zig = Entry(name="Zig", quadrant="Languages", history={"2025": "Assess", "2026": "removed"})
    >>> [(line.edition, line.ring) for line in zig.history]
    [('2025', 'assess'), ('2026', None)]
    """

    history: Annotated[Many[Placement], Field(min_length=1)]
    moved: Annotated[Literal["new", "in", "out"] | None, BeforeValidator(in_small_letters)] = None
    reviewed: Date | None = None
    leave_by: Date | None = None
    proposed: Proposed | None = None
    pin: Pin | None = None
    hidden: bool = False
    departed: bool = False

    _shorthands = ("ring", "quadrant", "owner")

    @classmethod
    def _read(cls, value: object) -> object:
        given = super()._read(value)
        return read_history(given) if isinstance(given, dict) else given

    @classmethod
    def _place(cls, place: ErrorPlace, given: object) -> ErrorPlace:
        said = as_dict(given)
        place = super()._place(place, given)
        short = isinstance(said, dict) and said.get("history") is None
        return place[2:] if short and place[:1] == ("history",) and len(place) > 2 else place

    def __repr__(self) -> str:
        called = next(iter(self.name.values()), "")
        return f"<Entry {self.id!r}: {called!r}, {self.quadrant}, {self.ring or 'off the radar'}>"

    __str__ = __repr__

    @computed_field  # type: ignore[prop-decorator] # mypy has no word for a computed property
    @property
    def owner(self) -> str:
        """The owners in one text, '' where there is none."""
        return ", ".join(self.owners)

    @computed_field  # type: ignore[prop-decorator] # as above
    @property
    def ring(self) -> str | None:
        """The ring of the last placement, None where the entry has left the radar."""
        return self.history[-1].ring

    @computed_field  # type: ignore[prop-decorator] # as above
    @property
    def quadrant(self) -> str:
        """The quadrant of the last placement."""
        return self.history[-1].quadrant
