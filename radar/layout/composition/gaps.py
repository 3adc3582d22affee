"""Where the outline of a ring is interrupted so that a name can stand on it.

Map makers break a contour behind its figure; a plate behind the whole name would say the same
with more ink and hide the tints of the rings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import sqrt

from radar.layout.geometry import Box, Point
from radar.layout.outline import number
from radar.layout.scene import Gap

AIR = 1.5  # px that the line keeps from a name


def gaps(box: Box, edges: Sequence[tuple[str, float]]) -> tuple[Gap, ...]:
    """Return the gaps that a box makes in circles about (0, 0), given as (ring id, radius).

    >>> [gap.ring for gap in gaps(Box(90, -5, 120, 5), [("adopt", 100), ("trial", 200)])]
    ['adopt']
    """
    room = box.expand(AIR)
    return tuple(
        Gap(ring, f"M{_at(start)}A{number(radius)} {number(radius)} 0 0 1 {_at(end)}")
        for ring, radius in edges
        for start, end in _arcs(room, radius)
    )


def _arcs(box: Box, radius: float) -> Iterator[tuple[Point, Point]]:
    """Yield the parts of a circle that lie in a box, clockwise; the box is smaller than it."""
    middle = Point((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    found = sorted(_crossings(box, radius), key=lambda p: middle.x * p.y - middle.y * p.x)
    for start, end in pairwise(found):
        half = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
        far = sqrt(half.x * half.x + half.y * half.y)
        x, y = (half.x * radius / far, half.y * radius / far) if far else (0.0, 0.0)
        if box.left < x < box.right and box.top < y < box.bottom:
            yield start, end


def _crossings(box: Box, radius: float) -> Iterator[Point]:
    """Yield the points at which a circle crosses the sides of a box."""
    square = radius * radius
    for x in (box.left, box.right):
        if x * x < square:
            y = sqrt(square - x * x)
            yield from (Point(x, each) for each in (-y, y) if box.top <= each <= box.bottom)
    for y in (box.top, box.bottom):
        if y * y < square:
            x = sqrt(square - y * y)
            yield from (Point(each, y) for each in (-x, x) if box.left < each < box.right)


def _at(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"
