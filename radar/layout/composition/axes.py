"""Rings and quadrants: the ground on which blips and names stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from radar.layout.composition.blocks import around
from radar.layout.composition.context import WHOLE, Stage
from radar.layout.composition.ring_names import RingNames, ring_names
from radar.layout.geometry import Box, Point
from radar.layout.outline import arc_outline, borders, sector_outline
from radar.layout.scene import QuadrantPart, RingBand, Sector, TextBlock

Caption = tuple[TextBlock | None, TextBlock | None]  # a quadrant's name, and a note under it


def edges(stage: Stage) -> tuple[tuple[int, Point, Point], ...]:
    """Return place, first and last border of every quadrant that is shown."""
    found = borders(len(stage.subject.quadrants))
    return tuple((at, found[at], found[(at + 1) % len(found)]) for at in stage.places)


def spokes(stage: Stage) -> tuple[Point, ...]:
    """Return the ends of the channels between quadrants."""
    reach = stage.radius + 2.0
    ways = dict.fromkeys(way for _, first, last in edges(stage) for way in (first, last))
    return tuple(Point(way.x * reach, way.y * reach) for way in ways)


def sectors(stage: Stage) -> tuple[Sector, ...]:
    """Return every ring of every quadrant that is shown."""
    radar, inset = stage.subject.radar, stage.style.cross / 2
    rings = tuple(zip(radar.rings, pairwise(stage.radii), strict=True))
    return tuple(
        Sector(
            radar.clockwise[at].id,
            ring.id,
            inner,
            outer,
            first,
            last,
            sector_outline(first, last, inner, outer, inset),
        )
        for at, first, last in edges(stage)
        for ring, (inner, outer) in rings
    )


def names_of_rings(stage: Stage) -> RingNames:
    """Place the names of the rings in the channels."""
    style, count = stage.style, len(stage.subject.quadrants)
    near = None if stage.only == WHOLE else {stage.only, (stage.only + 1) % count}
    start = style.cross / 2 + 4.0
    return ring_names(stage.subject.rings, stage.radii, count, style.ring, start, near)


def bands(stage: Stage, names: RingNames) -> tuple[RingBand, ...]:
    """Return the rings; where one quadrant is shown, the part of each that lies in it."""
    parts = edges(stage) if stage.only != WHOLE else ()
    inset = stage.style.cross / 2
    return tuple(
        RingBand(
            ring.id,
            inner,
            outer,
            blocks,
            "".join(arc_outline(first, last, outer, inset) for _, first, last in parts),
        )
        for ring, (inner, outer), blocks in zip(
            stage.subject.radar.rings, pairwise(stage.radii), names.blocks, strict=True
        )
    )


def parts(stage: Stage, captions: Sequence[Caption]) -> tuple[QuadrantPart, ...]:
    """Return the quadrants with their arcs and captions."""
    radar, inset = stage.subject.radar, stage.style.cross / 2
    return tuple(
        QuadrantPart(
            radar.clockwise[at].id,
            at,
            arc_outline(first, last, stage.radius, inset),
            *caption,
        )
        for (at, first, last), caption in zip(edges(stage), captions, strict=True)
    )


def extent(stage: Stage) -> Box:
    """Return the box around the disc, or around the one quadrant that is shown.

    Half a channel is kept around a quadrant, for the names of the rings.
    """
    r, half = stage.radius, stage.style.cross / 2
    if stage.only == WHOLE:
        return Box(-r, -r, r, r)
    _, first, last = edges(stage)[0]
    corners = [Point(0.0, 0.0), first, last]
    turns = (Point(0.0, -1.0), Point(1.0, 0.0), Point(0.0, 1.0), Point(-1.0, 0.0))
    corners += [way for way in turns if _between(way, first, last)]
    return around(Box(p.x * r, p.y * r, p.x * r, p.y * r) for p in corners).expand(half)


def _between(way: Point, first: Point, last: Point) -> bool:
    """Tell whether a direction lies clockwise from the first and before the last."""
    return first.x * way.y - first.y * way.x > 0 and way.x * last.y - way.y * last.x > 0
