"""Rings and quadrants: everything that is drawn below blips and labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from radar.layout.composition.blocks import bounding_box
from radar.layout.composition.context import WHOLE, PictureContext
from radar.layout.composition.ring_names import RingNames, place_ring_names
from radar.layout.geometry import Box, Point
from radar.layout.outline import Insets, arc_outline, sector_outline
from radar.layout.scene import QuadrantPart, RingBand, Sector, Spoke, Tally, TextBlock

# a quadrant's name, and below it a note and tallies
Caption = tuple[TextBlock | None, TextBlock | None, tuple[Tally, ...]]
_THIN = 4.0  # px: width of a channel without names; wider than the line of a ring


def spokes(context: PictureContext, names: RingNames) -> tuple[Spoke, ...]:
    """Return the channels between quadrants."""
    reach, count = context.radius + 2.0, len(context.content.quadrants)
    ends = {
        place % count: end
        for at, first, last in context.quadrant_borders
        for place, end in ((at, first), (at + 1, last))
    }
    return tuple(
        Spoke(Point(end.x * reach, end.y * reach), _channel_width(context, names, place))
        for place, end in ends.items()
    )


def _channel_width(context: PictureContext, names: RingNames, place: int) -> float:
    """Return the width of the channel on a border, clockwise from 0 at 12 o'clock.

    Where the channels are no cross, those without names are thin: many wide ones would meet in a
    star that is louder than the blips.
    """
    wide = context.style.cross
    if len(context.content.quadrants) in (2, 4) or place in names.channels:
        return wide
    return min(_THIN, wide)


def _insets(context: PictureContext, names: RingNames, at: int) -> Insets:
    """Return how far the edges of the quadrant at a place are from its borders."""
    places = (at, (at + 1) % len(context.content.quadrants))
    return Insets(*(_channel_width(context, names, place) / 2 for place in places))


def sectors(context: PictureContext, names: RingNames) -> tuple[Sector, ...]:
    """Return every ring of every quadrant shown."""
    radar = context.content.radar
    rings = tuple(zip(radar.rings, pairwise(context.radii), strict=True))
    return tuple(
        Sector(
            radar.clockwise[at].id,
            ring.id,
            inner,
            outer,
            first,
            last,
            sector_outline(first, last, inner, outer, _insets(context, names, at)),
        )
        for at, first, last in context.quadrant_borders
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
    shown = context.quadrant_borders if context.only != WHOLE else ()
    rings = context.content.radar.rings
    placed = zip(rings, pairwise(context.radii), names.blocks, names.leaders, strict=True)
    return tuple(
        RingBand(
            ring.id,
            inner,
            outer,
            blocks,
            "".join(
                arc_outline(first, last, outer, _insets(context, names, at))
                for at, first, last in shown
            ),
            leader,
        )
        for ring, (inner, outer), blocks, leader in placed
    )


def quadrant_parts(
    context: PictureContext, names: RingNames, captions: Sequence[Caption]
) -> tuple[QuadrantPart, ...]:
    """Return the quadrants with their arcs and captions."""
    radar = context.content.radar
    return tuple(
        QuadrantPart(
            radar.clockwise[at].id,
            at,
            arc_outline(first, last, context.radius, _insets(context, names, at)),
            *caption,
        )
        for (at, first, last), caption in zip(context.quadrant_borders, captions, strict=True)
    )


def extent(context: PictureContext) -> Box:
    """Return the box around the disc, or around the only quadrant shown.

    Half a channel is kept around a quadrant, for the names of the rings.
    """
    r = context.radius
    if context.only == WHOLE:
        return Box(-r, -r, r, r)
    _, first, last = context.quadrant_borders[0]
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
