"""What is said of a technology, wherever it stands: the base of entries and of proposals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 - a type
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

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
)
from radar.model.own_values import OwnValues
from radar.model.written import read_owners


class Link(RadarValue):
    """A web address and what it is called; without a label, the address speaks for itself.

    A text stands for the link to that address.

    >>> Link(url="https://example.org", label="An example").label["und"]
    'An example'
    """

    url: str
    label: Text = Field(default_factory=dict)

    @classmethod
    def _read(cls, value: object) -> object:
        return super()._read({"url": value.strip()} if isinstance(value, str) else value)


class Proposed(RadarValue):
    """A ring that somebody proposes, and that nobody decided yet. A text stands for that ring.

    `by` says who proposes it, `since` from which day on, `note` why.

    >>> Proposed(ring="Trial", by="payments").ring
    'trial'
    """

    ring: NameOrId
    by: str = ""
    since: Date | None = None
    note: Text = Field(default_factory=dict)

    @classmethod
    def _read(cls, value: object) -> object:
        return super()._read({"ring": value} if isinstance(value, str) else value)


class Described(RadarValue):
    """A technology and what is said of it; where it stands, its subclasses say.

    `instead` are the entries to take in its place. A `draft` is in nothing that is published, and
    so in no radar.json.
    """

    id: Id
    name: Name
    summary: Text = Field(default_factory=dict)
    text: Text = Field(default_factory=dict)
    tags: WordList = ()
    owners: WordList = ()
    fields: OwnValues = Field(default_factory=dict)
    links: Many[Link] = ()
    aliases: WordList = ()
    related: Many[NameOrId] = ()
    instead: Many[NameOrId] = ()
    sources: Annotated[Mapping[str, str], BeforeValidator(as_dict)] = Field(default_factory=dict)
    draft: bool = Field(default=False, exclude=True)

    _shorthands: ClassVar[tuple[str, ...]] = ("owner",)

    @classmethod
    def _read(cls, value: object) -> object:
        given = super()._read(value)
        return read_owners(id_from(given, "name")) if isinstance(given, dict) else given

    @classmethod
    def _place(cls, place: ErrorPlace, given: object) -> ErrorPlace:
        said = as_dict(given)
        if place[:1] == ("owners",) and isinstance(said, dict) and "owners" not in said:
            return ("owner", *(place[1:] if not isinstance(said.get("owner"), str) else ()))
        return place

    def __eq__(self, other: object) -> bool:
        """Return whether both say the same; in which files it stands, `sources`, does not count."""
        if not isinstance(other, type(self)):
            return NotImplemented
        said = (name for name in type(self).model_fields if name != "sources")
        return all(getattr(self, name) == getattr(other, name) for name in said)


class Proposal(Described):
    """A technology that is proposed for the radar and is not on it: it has no history yet.

    It has a page and stands in the data, but among the blips it never is.

    >>> zig = Proposal(name="Zig", quadrant="Languages", proposed={"ring": "Assess"})
    >>> zig.id, zig.proposed.ring
    ('zig', 'assess')
    """

    quadrant: NameOrId
    proposed: Proposed
