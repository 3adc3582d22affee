"""Sectors, arcs and spokes as finished outlines, and the one way to write a coordinate."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from radar.layout.geometry import Point, direction


def number(value: float) -> str:
    """Write a coordinate: two decimals at most, no minus before zero.

    >>> number(1.0), number(-0.001), number(2.345)
    ('1', '0', '2.35')
    """
    text = f"{value + 0.0:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def borders(sectors: int) -> tuple[Point, ...]:
    """Return the unit vectors of the borders between quadrants, clockwise from 12 o'clock."""
    return tuple(direction(index * 360.0 / sectors) for index in range(sectors))


class Insets(NamedTuple):
    """How far the straight edges of a sector are from its borders: its first, and its last."""

    first: float
    last: float


def sector_outline(first: Point, last: Point, inner: float, outer: float, insets: Insets) -> str:
    """Return the path of a ring between two borders, its straight edges inset from them.

    >>> sector_outline(Point(0, -1), Point(1, 0), 0, 100, Insets(0, 0))
    'M0 0L0 -100A100 100 0 0 1 100 0Z'
    """
    start, end = _edge(first, insets.first, outer, 1.0), _edge(last, insets.last, outer, -1.0)
    rim = f"{_at(start)}A{number(outer)} {number(outer)} 0 0 1 {_at(end)}"
    tip = _tip(first, last, insets)
    if tip.x * tip.x + tip.y * tip.y >= inner * inner:
        return f"M{_at(tip)}L{rim}Z"
    near, far = _edge(first, insets.first, inner, 1.0), _edge(last, insets.last, inner, -1.0)
    return f"M{_at(near)}L{rim}L{_at(far)}A{number(inner)} {number(inner)} 0 0 0 {_at(near)}Z"


def arc_outline(first: Point, last: Point, radius: float, insets: Insets) -> str:
    """Return the path of the rim between two borders, its ends inset from them."""
    start, end = _edge(first, insets.first, radius, 1.0), _edge(last, insets.last, radius, -1.0)
    return f"M{_at(start)}A{number(radius)} {number(radius)} 0 0 1 {_at(end)}"


def _at(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"


def _edge(border: Point, inset: float, radius: float, side: float) -> Point:
    """Return where the line `inset` to one side of a border meets a circle; +1 is clockwise."""
    along = sqrt(max(radius * radius - inset * inset, 0.0))
    across = inset * side
    return Point(border.x * along - border.y * across, border.y * along + border.x * across)


def _tip(first: Point, last: Point, insets: Insets) -> Point:
    """Return where the two inset borders meet.

    The lines are n·p = inset for the two inward normals; for borders that are one straight line
    it is the point on the common normal.
    """
    near, far = insets
    a, b = Point(-first.y, first.x), Point(last.y, -last.x)
    det = a.x * b.y - a.y * b.x
    if -1e-9 < det < 1e-9:
        return Point(a.x * near, a.y * near)
    return Point((near * b.y - far * a.y) / det + 0.0, (far * a.x - near * b.x) / det + 0.0)
