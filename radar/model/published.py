"""A published edition as it was: names, quadrants, rings, numbers and positions, kept for ever.

A `ClosedEdition` is what one file of `editions/` says. Nothing of it follows from the entries of
today, and nothing of today can change it. Positions are shares of the radius of the outermost
ring, from the centre, y downwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Date  # noqa: N812 - `date` is the name of a field
from functools import cached_property
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from radar.model.fields import (
    Id,
    Language,
    Many,
    Name,
    Text,
    Value,
)
from radar.model.given import (
    as_dict,
)

FORMAT: Final = 1
"""The version of the form of a file of an edition."""
LABEL_FIELDS: Final = (
    *("anchor", "y", "left", "top", "right", "bottom"),
    *("size", "crosses", "lines", "leader"),
)
"""What a label is written as: a list of these, without the last ones that say nothing."""
_FARTHEST: Final = 100_000
"""Px from a blip within which its name is; the largest pictures have a few thousand."""
_LARGEST: Final = 1000
"""Px of type, and times that a picture is enlarged, of which the largest pictures have a tenth."""
Offset = Annotated[float, Field(ge=-_FARTHEST, le=_FARTHEST)]
Size = Annotated[float, Field(ge=0, le=_LARGEST)]
Factor = Annotated[float, Field(gt=0, le=_LARGEST)]


class PublishedRing(Value):
    """A ring of a published edition; `radius` is that of its outer edge."""

    id: Id
    name: Name
    radius: float = Field(gt=0, le=1)


class PublishedQuadrant(Value):
    """A quadrant of a published edition.

    `first` and `last` are the angles of its edges, in degrees clockwise from 12 o'clock; `color`
    is the place of its colour in the theme.
    """

    id: Id
    name: Name
    first: float = Field(ge=0, lt=360)
    last: float = Field(gt=0, le=360)
    color: int = Field(ge=0, le=7)


class PublishedLabel(Value):
    """Where a name stands beside its blip, in px from the centre of the blip.

    `y` is the baseline of the first line; the box is the room of the name, and `anchor` the side of
    it at which lines are aligned. `size` is that of the type, 0 for the usual one; a name `crosses`
    the line of a ring, which is interrupted behind it. `lines` are given for a name of several
    lines, `leader` are the points of the line from the name to the blip.
    """

    anchor: Literal["start", "middle", "end"]
    y: Offset
    left: Offset
    top: Offset
    right: Offset
    bottom: Offset
    size: Size = 0
    crosses: bool = False
    lines: Many[str] = ()
    leader: Many[tuple[Offset, Offset]] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        if isinstance(value, list | tuple) and len(value) <= len(LABEL_FIELDS):
            return dict(zip(LABEL_FIELDS, value, strict=False))
        return value


class PublishedEntry(Value):
    """An entry in a published edition: a row of its file.

    `number` is 0 for an entry that is not drawn. `x` and `y` are None where it has no blip of its
    own: it is hidden, or shares the mark of a crowded sector. `was` is its id in the edition
    before, where that was another. `labels` say where its name stands, by language.
    """

    id: Id
    name: Name
    quadrant: Id
    ring: Id
    number: int = Field(default=0, ge=0)
    x: float | None = Field(default=None, ge=-1, le=1)
    y: float | None = Field(default=None, ge=-1, le=1)
    labels: Annotated[Mapping[Language, PublishedLabel], BeforeValidator(as_dict)] = Field(
        default_factory=dict
    )
    hidden: bool = False
    was: Id | Literal[""] = ""

    @property
    def aliases(self) -> tuple[str, ...]:
        """No other names: a published entry answers to its id."""
        return ()


class PublishedCluster(Value):
    """The mark of a crowded sector, which stands for the entries in it that have no blip."""

    quadrant: Id
    ring: Id
    x: float = Field(ge=-1, le=1)
    y: float = Field(ge=-1, le=1)


class PublishedPicture(Value):
    """The sizes of a published picture.

    `growth` is the radius of the outermost ring, in radii of the theme; `scale` enlarges distances
    once more, but not marks. `hole` is the inner edge of the first ring and `blip` the radius that
    blips have room for, as shares of the radius of the outermost ring. `type` is the size of the
    labels in px, 0 where the picture shows numbers.
    """

    growth: Factor = 1
    scale: Factor = 1
    hole: float = Field(default=0, ge=0, lt=1)
    blip: float = Field(gt=0, le=1)
    type: Size = 0
    clusters: Many[PublishedCluster] = ()


class Amendment(Value):
    """A correction of a published edition, made on a day, and why."""

    date: Date
    entry: Id
    field: Literal["ring", "quadrant", "name", "added", "removed"]
    before: str = ""
    after: str = ""
    note: str = ""


class ClosedEdition(Value):
    """An edition as it was published.

    `radar` and `title` are those of the radar; `id`, `name`, `date` and `text` those of the
    edition.
    `quadrants` stand clockwise and `rings` from the inside; `entries` are sorted by id.

    >>> [*ClosedEdition.model_fields][:5]
    ['version', 'radar', 'title', 'id', 'name']
    """

    version: Literal[1] = FORMAT
    radar: Id
    title: Name
    id: Id
    name: Text = Field(default_factory=dict)
    date: Date | None = None
    text: Text = Field(default_factory=dict)
    quadrants: Annotated[Many[PublishedQuadrant], Field(min_length=1, max_length=8)]
    rings: Annotated[Many[PublishedRing], Field(min_length=1, max_length=8)]
    picture: PublishedPicture
    amendments: Many[Amendment] = ()
    entries: Many[PublishedEntry] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for kind in ("quadrants", "rings", "entries"):
            ids = [item.id for item in getattr(self, kind)]
            if (place := _find_repeated(ids)) is not None:
                message = f"{kind}: {ids[place]!r} is there twice"
                raise _contradiction(message, kind, place)
        radii = [self.picture.hole, *(ring.radius for ring in self.rings)]
        if radii != sorted(radii) or radii[-1] != 1:
            message = "rings: the radii do not grow from the inside to 1"
            raise _contradiction(message, "rings")
        return self

    @cached_property
    def by_id(self) -> Mapping[str, PublishedEntry]:
        """Entry id, as it was → row."""
        return {row.id: row for row in self.entries}

    @cached_property
    def ring_order(self) -> Mapping[str, int]:
        """Ring id → place, 0 is the innermost."""
        return {ring.id: place for place, ring in enumerate(self.rings)}

    @cached_property
    def quadrant_order(self) -> Mapping[str, int]:
        """Quadrant id → place, clockwise from 0."""
        return {quadrant.id: place for place, quadrant in enumerate(self.quadrants)}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Entry id, as it was → number."""
        return {row.id: row.number for row in self.entries}


def _contradiction(message: str, *path: str | int) -> PydanticCustomError:
    """Return an error of the whole edition that tells in which of its values it is."""
    return PydanticCustomError("contradiction", "{message}", {"message": message, "path": path})


def _find_repeated(ids: Sequence[str]) -> int | None:
    """Return the place of the first id that is there already."""
    if len(set(ids)) == len(ids):
        return None
    return next(place for place, each in enumerate(ids) if each in ids[:place])
