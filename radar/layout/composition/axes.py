"""Rings and quadrants: everything that is drawn below blips and labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from radar.layout.composition.blocks import bounding_box
from radar.layout.composition.context import WHOLE, PictureContext
from radar.layout.composition.ring_names import RingNames, place_ring_names
from radar.layout.geometry import Box, Point
from radar.layout.outline import arc_outline, borders, sector_outline
from radar.layout.scene import QuadrantPart, RingBand, Sector, TextBlock

Caption = tuple[TextBlock | None, TextBlock | None]  # a quadrant's name, and a note under it


def quadrant_borders(context: PictureContext) -> tuple[tuple[int, Point, Point], ...]:
    """Return position, first and last border (clockwise, unit vectors) of each quadrant shown."""
    found = borders(len(context.content.quadrants))
    return tuple((at, found[at], found[(at + 1) % len(found)]) for at in context.places)


def spoke_ends(context: PictureContext) -> tuple[Point, ...]:
    """Return the ends of the channels between quadrants."""
    reach = context.radius + 2.0
    ends = [end for _, first, last in quadrant_borders(context) for end in (first, last)]
    return tuple(Point(end.x * reach, end.y * reach) for end in dict.fromkeys(ends))


def sectors(context: PictureContext) -> tuple[Sector, ...]:
    """Return every ring of every quadrant shown."""
    radar, inset = context.content.radar, context.style.cross / 2
    rings = tuple(zip(radar.rings, pairwise(context.radii), strict=True))
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
        for at, first, last in quadrant_borders(context)
        for ring, (inner, outer) in rings
    )


def ring_names(context: PictureContext) -> RingNames:
    """Place the names of the rings in the channels."""
    style, count = context.style, len(context.content.quadrants)
    near = None if context.only == WHOLE else {context.only, (context.only + 1) % count}
    start = style.cross / 2 + 4.0
    return place_ring_names(
        context.content.rings, context.radii, count, style.ring, start, near, style.ring_small
    )


def ring_bands(context: PictureContext, names: RingNames) -> tuple[RingBand, ...]:
    """Return the rings; if one quadrant is shown, the part of each ring in it."""
    shown = quadrant_borders(context) if context.only != WHOLE else ()
    inset = context.style.cross / 2
    rings = context.content.radar.rings
    placed = zip(rings, pairwise(context.radii), names.blocks, names.leaders, strict=True)
    return tuple(
        RingBand(
            ring.id,
            inner,
            outer,
            blocks,
            "".join(arc_outline(first, last, outer, inset) for _, first, last in shown),
            leader,
        )
        for ring, (inner, outer), blocks, leader in placed
    )


def quadrant_parts(
    context: PictureContext, captions: Sequence[Caption]
) -> tuple[QuadrantPart, ...]:
    """Return the quadrants with their arcs and captions."""
    radar, inset = context.content.radar, context.style.cross / 2
    return tuple(
        QuadrantPart(
            radar.clockwise[at].id,
            at,
            arc_outline(first, last, context.radius, inset),
            *caption,
        )
        for (at, first, last), caption in zip(quadrant_borders(context), captions, strict=True)
    )


def extent(context: PictureContext) -> Box:
    """Return the box around the disc, or around the only quadrant shown.

    Half a channel is kept around a quadrant, for the names of the rings.
    """
    r = context.radius
    if context.only == WHOLE:
        return Box(-r, -r, r, r)
    _, first, last = quadrant_borders(context)[0]
    return quadrant_extent(first, last, r).expand(context.style.cross / 2)


def quadrant_extent(first: Point, last: Point, radius: float) -> Box:
    """Return the box around a quadrant between two borders, clockwise."""
    corners = [Point(0.0, 0.0), first, last]
    turns = (Point(0.0, -1.0), Point(1.0, 0.0), Point(0.0, 1.0), Point(-1.0, 0.0))
    corners += [direction for direction in turns if _is_between(direction, first, last)]
    points = (Point(p.x * radius, p.y * radius) for p in corners)
    return bounding_box(Box(p.x, p.y, p.x, p.y) for p in points)


def _is_between(way: Point, first: Point, last: Point) -> bool:
    """Return whether a direction lies between two others, clockwise from the first to the last."""
    return first.x * way.y - first.y * way.x > 0 and way.x * last.y - way.y * last.x > 0
