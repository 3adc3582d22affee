"""What the last stages of layout work on: the words, the places, the sizes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from radar.history import Standing
from radar.layout.composition.content import Subject
from radar.layout.geometry import Point
from radar.layout.labels.placing import PlacedLabel
from radar.layout.placement.arrangement import Arrangement
from radar.style import Style

WHOLE = -1


@dataclass(frozen=True, slots=True)
class Stage:
    """What is to be shown, where its entries stand now, and where they stood before.

    `scale` enlarges all distances, not marks and type. `only` is the place of the one quadrant
    that is shown, or `WHOLE`. `named` are the names of the edition before, where they stood.
    """

    subject: Subject
    now: Arrangement
    before: Arrangement | None
    style: Style
    scale: float = 1.0
    only: int = WHOLE
    named: Mapping[str, PlacedLabel] = field(default_factory=dict)

    @property
    def radius(self) -> float:
        """The radius of the outermost ring."""
        return self.now.radius * self.scale

    @property
    def radii(self) -> tuple[float, ...]:
        """The edges of the rings, from the inside."""
        return tuple(radius * self.scale for radius in self.now.radii)

    @property
    def places(self) -> tuple[int, ...]:
        """The quadrants that are shown, by their places clockwise."""
        return tuple(range(len(self.subject.quadrants))) if self.only == WHOLE else (self.only,)

    @property
    def drawn(self) -> tuple[Standing, ...]:
        """The entries that are shown, in the order of their numbers."""
        found = self.subject.drawn
        if self.only == WHOLE:
            return found
        return tuple(s for s in found if self.subject.sector(s)[0] == self.only)

    @property
    def overflow(self) -> Mapping[tuple[int, int], tuple[str, ...]]:
        """The entries that share clusters, by sector and ring, as far as they are shown."""
        return {at: ids for at, ids in self.now.overflow.items() if at[0] in self.places}

    @property
    def grows(self) -> bool:
        """Whether the picture grows until every name fits; the others show numbers instead."""
        return self.only != WHOLE or self.subject.radar.layout.labels == "names"

    def point(self, place: str) -> Point:
        """Return where an entry (or a cluster) stands."""
        return self.scaled(self.now.points[place])

    def scaled(self, point: Point) -> Point:
        """Return a point of an arrangement as it lies in the picture."""
        return Point(point[0] * self.scale, point[1] * self.scale)
