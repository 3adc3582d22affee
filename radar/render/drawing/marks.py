"""Marks, the shapes of blips: a few primitives around (0, 0), all within the blip's radius.

A small mark is beside its name, a large one contains its number. Both have the same shapes, but
with a number they leave room for it. Shapes alone distinguish the movements, without colours.
Factors without a unit are in radii.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from radar.layout.geometry import Point
from radar.layout.outline import number

_Paint = Literal["solid", "hollow", "edge"]


class Primitive(NamedTuple):
    """A circle of `radius`, a polygon through `points`, or an `outline` as path data.

    `solid` is filled; `edge` is a line of `width`; `hollow` is such a line around background.
    """

    paint: _Paint
    radius: float = 0.0
    points: tuple[Point, ...] = ()
    width: float = 0.0
    outline: str = ""


Mark = tuple[Primitive, ...]

# cosine and sine of 60° and 20°, to either side of the direction of an arrow
_SIXTY, _BACK_SIXTY = Point(0.5, 0.866), Point(0.5, -0.866)
_TWENTY, _BACK_TWENTY = Point(0.94, 0.342), Point(0.94, -0.342)


def _disc(radius: float, toward: Point, *, numbered: bool) -> Mark:
    return (Primitive("solid", radius * (0.92 if numbered else 0.86)),)


def _target(radius: float, toward: Point, *, numbered: bool) -> Mark:
    width = radius * (0.11 if numbered else 0.26)
    inner = radius * (0.76 if numbered else 0.36)
    return (Primitive("hollow", radius - width / 2, width=width), Primitive("solid", inner))


def _circle(radius: float, toward: Point, *, numbered: bool) -> Mark:
    """Draw a ring; a number needs a filled background, so with one it is a target."""
    if numbered:
        return _target(radius, toward, numbered=True)
    width = radius * 0.28
    return (Primitive("hollow", radius * 0.98 - width / 2, width=width),)


def _arrow(radius: float, toward: Point, *, numbered: bool) -> Mark:
    """Draw a triangle that points in a direction; with a number, a disc and an arc on that side."""
    if not numbered:
        return (Primitive("solid", points=_triangle(radius, toward, -0.62, 0.78)),)
    width = radius * 0.14
    return (
        Primitive("solid", radius * 0.78),
        Primitive(
            "edge", width=width, outline=_arc(radius - width / 2, toward, _SIXTY, _BACK_SIXTY)
        ),
    )


def _open_arrow(radius: float, toward: Point, *, numbered: bool) -> Mark:
    """Draw the outline of that triangle; with a number, a disc and two arcs on that side."""
    if not numbered:
        # half a line's width inside that triangle: the corners of the line stay in the radius
        inner = _triangle(radius * 0.7695, toward, -0.676, 0.807)
        return (Primitive("hollow", points=inner, width=radius * 0.2),)
    width = radius * 0.14
    reach = radius - width / 2
    halves = (_arc(reach, toward, _SIXTY, _TWENTY), _arc(reach, toward, _BACK_TWENTY, _BACK_SIXTY))
    return (
        Primitive("solid", radius * 0.78),
        *(Primitive("edge", width=width, outline=outline) for outline in halves),
    )


def _arc(radius: float, toward: Point, start: Point, end: Point) -> str:
    """Return an arc, clockwise, between two directions as seen from `toward`."""
    x, y = toward[0] * radius, toward[1] * radius
    first = f"{number(x * start.x + y * start.y)} {number(y * start.x - x * start.y)}"
    last = f"{number(x * end.x + y * end.y)} {number(y * end.x - x * end.y)}"
    return f"M{first}A{number(radius)} {number(radius)} 0 0 1 {last}"


def _triangle(radius: float, toward: Point, along: float, across: float) -> tuple[Point, ...]:
    """Return a triangle: its tip on the radius, its base at (along, ±across), times radius."""
    x, y = toward
    return (
        Point(x * radius, y * radius),
        Point((x * along - y * across) * radius, (y * along + x * across) * radius),
        Point((x * along + y * across) * radius, (y * along - x * across) * radius),
    )


def _diamond(radius: float, toward: Point, *, numbered: bool) -> Mark:
    """Draw a diamond; with a number, one whose sides bulge to make room."""
    r = radius * 0.98
    corners = (Point(0, -r), Point(r, 0), Point(0, r), Point(-r, 0))
    whole = Primitive("solid", points=corners)
    return (Primitive("solid", radius * 0.76), whole) if numbered else (whole,)


def _square(radius: float, toward: Point, *, numbered: bool) -> Mark:
    r = radius * 0.7
    return (Primitive("solid", points=(Point(-r, -r), Point(r, -r), Point(r, r), Point(-r, r))),)


_SHAPES: Mapping[str, Callable[..., Mark]] = {
    "disc": _disc,
    "circle": _circle,
    "target": _target,
    "arrow": _arrow,
    "open-arrow": _open_arrow,
    "diamond": _diamond,
    "square": _square,
}


def mark(shape: str, radius: float, toward: Point, *, numbered: bool) -> Mark:
    """Return the primitives of a shape.

    `toward` is the unit vector an arrow points along; one of length 0 gives a disc.

    >>> mark("disc", 100, Point(0, 0), numbered=True)
    (Primitive(paint='solid', radius=92.0, points=(), width=0.0, outline=''),)
    """
    if shape.endswith("arrow") and toward == (0, 0):
        shape = "disc"
    return _SHAPES[shape](radius, toward, numbered=numbered)
