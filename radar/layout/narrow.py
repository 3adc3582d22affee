"""The picture of one quadrant for a window as narrow as a phone's.

Its scale follows from the width of the window. Names have one size, which can be read there, and a
quadrant whose names do not all fit has no such picture.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from radar.layout.composition.axes import quadrant_extent
from radar.layout.composition.compose import LabelType, compose_with_names
from radar.layout.composition.context import PictureContext
from radar.layout.composition.on_page import enlarge_quadrant
from radar.layout.geometry import Point
from radar.layout.scene import Scene

_WIDTH: Final = 390
"""Px of the window of a usual phone."""
_TYPE: Final = 12.0
"""Size of all names in px: the least that is read without effort on a phone."""
_LEAST_SHARE: Final = 0.9
"""Share of the window that the quadrant has at least: larger windows show the same picture, and
names that stand out of it leave it small there."""
_EDGES: Final = 8.0
"""Px beside the quadrant, left and right together: the line of its arc needs them."""


def compose_narrow_quadrant(context: PictureContext, first: Point, last: Point) -> Scene | None:
    """Return the picture of a quadrant that fits a phone, None if a name has no room there.

    `first` and `last` are the ends of its borders, clockwise, where the radius is 1.
    """
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
