"""The sizes that layout works with; a theme may change them, layout never sees a theme.

All in user units of the SVG, which are px at 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """Radii, gaps and type sizes.

    `mark` is the radius of a blip with its name beside it, and `berth` the radius kept free around
    it, where there is room, for that name; it shrinks down to `blip_floor` on a crowded radar.
    `blip` is the radius of a blip with a number in it. `cross` is the width of the
    white channels between quadrants, in which the names of the rings stand.
    """

    radius: float = 460.0
    mark: float = 5.0
    berth: float = 20.0
    blip: float = 11.0
    blip_floor: float = 6.0
    cross: float = 20.0
    margin: float = 36.0
    title: float = 30.0
    subtitle: float = 14.0
    heading: float = 17.0
    note: float = 12.0
    ring: float = 11.0
    ring_small: float = 9.0
    label: float = 12.0
    label_small: float = 10.0
    key: float = 12.0
    line_height: float = 1.2
