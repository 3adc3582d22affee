"""The picture of one quadrant: enlarged until its names fit, or as wide as a phone.

For a phone the scale follows from the width of its window. Names have one size, which can be read
there, and a quadrant whose names do not all fit has no such picture.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from radar.layout.composition.axes import quadrant_extent
from radar.layout.composition.compose import LabelType, compose_with_names
from radar.layout.composition.context import PictureContext
from radar.layout.composition.numbers import compose_with_numbers
from radar.layout.composition.on_page import enlarge_quadrant
from radar.layout.geometry import Point
from radar.layout.scene import Scene

_MOST_NAMES: Final = 150
"""The largest number of entries of a quadrant whose names are tried in its own picture: more do not
fit, and the search for that took four fifths of a build of 1,000 entries."""
_SCALES: Final = (1.1, 1.3, 1.5, 1.75, 2.0, 2.35, 2.7, 3.1, 3.6)
"""Scales at which one quadrant is tried, until all its names have room."""
_RING: Final = 13.0
"""Size of the names of rings in px where one quadrant is shown: a little less than names have."""
_WIDTH: Final = 390
"""Px of the window of a usual phone."""
_TYPE: Final = 13.0
"""Size of all names in px: the least that names of one quadrant have in any window."""
_LEAST_SHARE: Final = 0.9
"""Share of the window that the quadrant has at least: larger windows show the same picture, and
names that stand out of it leave it small there."""
_EDGES: Final = 8.0
"""Px beside the quadrant, left and right together: the line of its arc needs them."""


def compose_quadrant(context: PictureContext) -> Scene:
    """Return the picture of the quadrant of a context; a name that fits at no scale is a number."""
    usual = context.style
    style = replace(usual, mark=usual.mark * 1.3, ring=_RING, ring_small=_RING)
    context = replace(context, style=style)
    if not _may_have_names(context):
        return compose_with_numbers(replace(context, scale=context.scale * _SCALES[0]))
    label = usual.label
    for scale in _SCALES:
        larger = replace(context, scale=context.scale * scale)
        named = compose_with_names(
            larger,
            LabelType(label + 2.0, (label + 1.0,)),
            may_give_up=scale < _SCALES[-1],
        )
        if not named.plan.numbered:
            break
    return named.scene


def _may_have_names(context: PictureContext) -> bool:
    """Return whether the names of one quadrant are worth a try."""
    there = [each for each in context.standings if each.has_blip]
    return not context.overflow and len(there) <= _MOST_NAMES


def compose_narrow_quadrant(context: PictureContext, first: Point, last: Point) -> Scene | None:
    """Return the picture of a quadrant that fits a phone, None if a name has no room there.

    `first` and `last` are the ends of its borders, clockwise, where the radius is 1.
    """
    if not _may_have_names(context):
        return None
    style = replace(context.style, ring=_TYPE, ring_small=_TYPE)
    across = quadrant_extent(first, last, context.radius).width
    beside = _EDGES
    while (scale := (_WIDTH - beside) / across) * across >= _LEAST_SHARE * _WIDTH:
        sized = replace(context, style=style, scale=context.scale * scale)
        named = compose_with_names(sized, LabelType(_TYPE, ()), may_give_up=True)
        if named.plan.numbered:
            return None
        width = enlarge_quadrant(named.scene).width
        if width <= _WIDTH:
            return named.scene
        beside += width - _WIDTH  # names that stand out of the quadrant
    return None
