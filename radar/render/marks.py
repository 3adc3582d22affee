"""What a blip looks like: a few shapes about (0, 0), all within the blip's radius.

A small mark stands beside its name, a large one carries its number: the same shapes, drawn so
that the number has room. Shapes alone tell the movements apart, in black and white as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import sqrt
from typing import Literal, NamedTuple

from radar.layout.geometry import Point

Paint = Literal["solid", "line", "hollow"]


class Piece(NamedTuple):
    """A circle of `radius`, or a polygon through `points`.

    `solid` is filled; `line` is an outline of `width`; `hollow` is an outline on the background.
    """

    paint: Paint
    radius: float = 0.0
    points: tuple[Point, ...] = ()
    width: float = 0.0


Mark = tuple[Piece, ...]


def _disc(radius: float, toward: Point, *, numbered: bool) -> Mark:
    return (Piece("solid", radius * (0.92 if numbered else 0.86)),)


def _circle(radius: float, toward: Point, *, numbered: bool) -> Mark:
    width = radius * (0.12 if numbered else 0.28)
    return (Piece("hollow", radius * 0.98 - width / 2, width=width),)


def _target(radius: float, toward: Point, *, numbered: bool) -> Mark:
    width = radius * (0.09 if numbered else 0.26)
    inner = radius * (0.8 if numbered else 0.36)
    return (Piece("hollow", radius - width / 2, width=width), Piece("solid", inner))


def _arrow(radius: float, toward: Point, *, numbered: bool) -> Mark:
    """Draw a triangle that points the way; with a number, a disc with a tip."""
    if not numbered:
        return (Piece("solid", points=_triangle(radius, toward, -0.62, 0.78)),)
    share = 0.8
    side = sqrt(1 - share * share)
    tip = _triangle(radius, toward, share * share, share * side)
    return (Piece("solid", radius * share), Piece("solid", points=tip))


def _triangle(radius: float, toward: Point, along: float, across: float) -> tuple[Point, ...]:
    """Return a triangle: its tip on the radius, its base at (along, ±across), times radius."""
    x, y = toward
    return (
        Point(x * radius, y * radius),
        Point((x * along - y * across) * radius, (y * along + x * across) * radius),
        Point((x * along + y * across) * radius, (y * along - x * across) * radius),
    )


def _diamond(radius: float, toward: Point, *, numbered: bool) -> Mark:
    r = radius * 0.98
    return (Piece("solid", points=(Point(0, -r), Point(r, 0), Point(0, r), Point(-r, 0))),)


def _square(radius: float, toward: Point, *, numbered: bool) -> Mark:
    r = radius * 0.7
    return (Piece("solid", points=(Point(-r, -r), Point(r, -r), Point(r, r), Point(-r, r))),)


SHAPES: Mapping[str, Callable[..., Mark]] = {
    "disc": _disc,
    "circle": _circle,
    "target": _target,
    "arrow": _arrow,
    "diamond": _diamond,
    "square": _square,
}


def mark(shape: str, radius: float, toward: Point, *, numbered: bool) -> Mark:
    """Return the pieces of a shape.

    `toward` is the unit vector an arrow points along; one that points nowhere is a disc.

    >>> mark("disc", 10, Point(0, 0), numbered=True)
    (Piece(paint='solid', radius=9.2, points=(), width=0.0),)
    """
    if shape == "arrow" and toward == (0, 0):
        shape = "disc"
    return SHAPES[shape](radius, toward, numbered=numbered)
