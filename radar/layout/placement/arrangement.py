"""Input and output of placement: items in sectors → points.

This is the whole interface of the placement engine, which can be used without a radar. An `Item`
names its sector and ring, a `Plan` gives the number of sectors and rings and the sizes, and an
`Arrangement` holds the positions. The next edition is laid out from the arrangement before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from radar.layout.geometry import Point

SectorKey = tuple[int, int]
"""(sector, ring), counted as in `Item`."""


class Item(NamedTuple):
    """Something to place: `sector` clockwise from 12 o'clock, `ring` from the inside; both from 0.

    `pin` is (degrees clockwise from the sector's first edge, fraction of the ring's width).
    """

    id: str
    sector: int
    ring: int
    pin: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The axes and sizes of a radar, in the units of its radius.

    `growth` is how many times the radius a crowded radar may take before entries share clusters.
    `mark` is the radius that blips are drawn with if `blip` reserves more room than is drawn; 0 if
    blips are drawn with `blip`. Moves are limited in terms of the radius that is drawn.
    """

    sectors: int
    rings: int
    radius: float = 400.0
    blip: float = 11.0
    blip_floor: float = 6.0
    cross: float = 20.0
    widths: Literal["content", "equal"] = "content"
    growth: float = 16.0
    mark: float = 0.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The positions of all blips; the centre is (0, 0), coordinates are rounded to 2 decimals.

    `radii` has one more member than there are rings: the inner edge of the first (0 or the
    radius of a hole), then the outer edge of each. `radius`, the last of them, is the plan's
    unless the radar had to grow. `overflow` holds, for each (sector, ring) that lacks room, the
    ids that share one "+N" cluster; the cluster's own point is in `points` under `+sector.ring`.
    `unpinned` lists the ids that could not stand at their pin: they stand as near as possible.
    """

    radius: float
    radii: tuple[float, ...]
    blip: float
    points: Mapping[str, Point]
    overflow: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    unpinned: tuple[str, ...] = ()
