"""What a radar is made of: quadrants, rings, editions, entries and the history of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 - `date` is the name of a field
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    computed_field,
    model_validator,
)

from radar.model.fields import Id, Many, Name, Text, Value, as_dict, id_from

Position = Literal["top-right", "bottom-right", "bottom-left", "top-left"]
POSITIONS: tuple[Position, ...] = ("top-right", "bottom-right", "bottom-left", "top-left")


class Named(Value):
    """Something with an id, a name in each language, and other names it answers to."""

    id: Id = ""
    name: Name
    description: Text = Field(default_factory=dict)
    aliases: Many[str] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        if isinstance(value, str):
            value = {"name": value}
        return id_from(value, "name") if isinstance(value, dict) else value


class Quadrant(Named):
    """A field of technology. `position` names a corner and makes sense with four only."""

    position: Position | None = None


class Ring(Named):
    """How far a technology is to be used; rings are listed inner first."""


class Edition(Value):
    """A published state of the radar. Editions are ordered as the radar lists them."""

    id: Id
    name: Text = Field(default_factory=dict)
    date: Date | None = None
    text: Text = Field(default_factory=dict)


class Movement(StrEnum):
    """How an entry stands in an edition, compared with the edition before."""

    NEW = "new"
    IN = "in"
    OUT = "out"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    RETURNED = "returned"


class Placement(Value):
    """One line of an entry's history: from `edition` on, this ring in this quadrant.

    `edition` is '' for "since the first". `ring` is None where the entry left the radar; the
    quadrant is then the one that it left.
    """

    edition: str = ""
    ring: Id | None
    quadrant: Id
    note: Text = Field(default_factory=dict)


class Link(Value):
    """A web address and what it is called; without a label, the address speaks for itself."""

    url: str
    label: Text = Field(default_factory=dict)


class Pin(Value):
    """Where in its sector a blip is held.

    `angle` in degrees clockwise from the sector's first edge, `radius` from 0 (the ring's inner
    edge) to 1 (its outer edge).
    """

    angle: float = Field(ge=0, le=360)
    radius: float = Field(ge=0, le=1)


class Entry(Value):
    """A technology, what is said of it, and the history of its placements.

    In place of `history`, `quadrant` and `ring` may be given: one placement since the first
    edition. Without an `id`, one is made from the name. `departed` says that the entry has no file
    any more, and is known from closed editions alone.

    >>> rust = Entry(name="Rust", quadrant="languages", ring="trial")
    >>> rust.id, rust.history[0].ring
    ('rust', 'trial')
    """

    id: Id
    name: Name
    summary: Text = Field(default_factory=dict)
    text: Text = Field(default_factory=dict)
    history: Annotated[Many[Placement], Field(min_length=1)]
    moved: Literal["new", "in", "out"] | None = None
    tags: Many[str] = ()
    owner: str = ""
    reviewed: Date | None = None
    links: Many[Link] = ()
    aliases: Many[str] = ()
    related: Many[Id] = ()
    pin: Pin | None = None
    hidden: bool = False
    departed: bool = False
    sources: Annotated[Mapping[str, str], BeforeValidator(as_dict)] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _from_ring(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        value = dict(id_from(value, "name"))
        last = {key: value.pop(key) for key in ("ring", "quadrant") if key in value}
        if last:
            value.setdefault("history", [last])
        return value

    def __repr__(self) -> str:
        called = next(iter(self.name.values()), "")
        return f"<Entry {self.id!r}: {called!r}, {self.quadrant}, {self.ring or 'off the radar'}>"

    __str__ = __repr__

    @computed_field  # type: ignore[prop-decorator] # mypy has no word for a computed property
    @property
    def ring(self) -> str | None:
        """The ring of the last placement, None where the entry has left the radar."""
        return self.history[-1].ring

    @computed_field  # type: ignore[prop-decorator] # as above
    @property
    def quadrant(self) -> str:
        """The quadrant of the last placement."""
        return self.history[-1].quadrant
