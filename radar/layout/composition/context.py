"""The context of one picture: content, positions and sizes, which all modules after it read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from radar.history import Standing
from radar.layout.composition.content import Content
from radar.layout.geometry import Point
from radar.layout.labels.model import KeptLabel
from radar.layout.outline import borders
from radar.layout.placement.arrangement import Arrangement
from radar.layout.steps import Steps
from radar.style import Style

WHOLE = -1
"""Value of `PictureContext.only` when all quadrants are shown."""


@dataclass(frozen=True, slots=True)
class PictureContext:
    """Content and positions of one picture.

    `arrangement` has the positions of the blips, `previous` those in the edition before.
    `memory` says where the labels of that edition were. `scale` enlarges all distances, but not
    marks and type. `only` is the position of the only quadrant shown, clockwise from 0, or
    `WHOLE`. `steps` has results of earlier builds.
    """

    content: Content
    arrangement: Arrangement
    previous: Arrangement | None
    style: Style
    scale: float = 1.0
    only: int = WHOLE
    memory: Mapping[str, KeptLabel] = field(default_factory=dict)
    steps: Steps | None = None

    @property
    def radius(self) -> float:
        """The radius of the outermost ring."""
        return self.radii[-1]

    @property
    def radii(self) -> tuple[float, ...]:
        """The edges of the rings, from the inside."""
        return tuple(round(radius * self.scale, 2) for radius in self.arrangement.radii)

    @property
    def places(self) -> tuple[int, ...]:
        """The positions of the quadrants shown, clockwise from 0."""
        return tuple(range(len(self.content.quadrants))) if self.only == WHOLE else (self.only,)

    @property
    def quadrant_borders(self) -> tuple[tuple[int, Point, Point], ...]:
        """Position, first and last border (clockwise, unit vectors) of each quadrant shown."""
        found = borders(len(self.content.quadrants))
        return tuple((at, found[at], found[(at + 1) % len(found)]) for at in self.places)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The entries shown, in the order of their numbers."""
        found = self.content.standings
        if self.only == WHOLE:
            return found
        return tuple(s for s in found if self.content.sector_of(s)[0] == self.only)

    @property
    def overflow(self) -> Mapping[tuple[int, int], tuple[str, ...]]:
        """The entries shown as clusters, by positions of quadrant and ring."""
        return {at: ids for at, ids in self.arrangement.overflow.items() if at[0] in self.places}

    @property
    def room(self) -> float:
        """The radius that blips may have without touching each other or a border, in px."""
        return self.arrangement.blip * self.scale

    def point(self, place: str) -> Point:
        """Return the position of an entry, or of a cluster by its key in the arrangement."""
        return self.scale_point(self.arrangement.points[place])

    def scale_point(self, point: Point) -> Point:
        """Return a point of an arrangement in the coordinates of the picture."""
        x, y = round(point[0] * self.scale, 2), round(point[1] * self.scale, 2)
        return Point(x + 0.0, y + 0.0)
