"""The corners of four quadrants; tools list them in different orders."""

from __future__ import annotations

from collections.abc import Sequence

from radar.model import POSITIONS, Position, Quadrant, Radar


def in_corners(radar: Radar, corners: Sequence[Position]) -> list[Quadrant]:
    """Return the four quadrants in the order of `corners`.

    Raises:
        ValueError: the radar does not have four quadrants.
    """
    by_corner = dict(zip(POSITIONS, radar.clockwise, strict=True))
    return [by_corner[corner] for corner in corners]
