"""What placement is asked and what it answers: items in sectors, points out.

This is the whole interface of the placement engine, usable without a radar: an `Item` names its
sector and ring, a `Plan` says how many there are and how large things are, an `Arrangement` says
where everything stands. An arrangement is also the memory from which the next edition is laid out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from radar.layout.geometry import Point

SectorKey = tuple[int, int]
"""(sector, ring), counted as in `Item`."""


class Item(NamedTuple):
    """Something to place: `sector` counts clockwise from 12 o'clock, `ring` from the inside.

    `pin` is (degrees clockwise from the sector's first edge, fraction of the ring's width).
    """

    id: str
    sector: int
    ring: int
    pin: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The axes and sizes of a radar; see `Style` for the units.

    `growth` is how many times the radius a crowded radar may take before entries share clusters.
    `mark` is the radius that blips are drawn with where `blip` is a berth, larger than what is
    drawn in it; 0 where blips fill theirs. Moves are kept small in terms of what is drawn.
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
    """Where everything stands, about the radar's centre at (0, 0), in hundredths of a unit.

    `radii` has one more member than there are rings: the inner edge of the first (0 or the
    radius of a hole), then the outer edge of each. `radius`, the last of them, is the plan's
    unless the radar had to grow. `overflow` holds, for (sector, ring) with no room for all, the
    ids that share one "+N" cluster, whose own point is filed in `points` under `+sector.ring`.
    `unpinned` names the entries whose pin could not be honoured: they stand as near as they can.
    """

    radius: float
    radii: tuple[float, ...]
    blip: float
    points: Mapping[str, Point]
    overflow: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    unpinned: tuple[str, ...] = ()
