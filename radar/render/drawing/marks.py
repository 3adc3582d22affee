"""Marks, the shapes of blips: a few primitives around (0, 0), all within the blip's radius.

A small mark is beside its name, a large one contains its number. Both have the same shapes, but
with a number they leave room for it. Where an entry moved is not said by its mark but by the tail
behind it. Factors without a unit are in radii.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from radar.layout.geometry import Point

_Paint = Literal["solid", "hollow"]


class Primitive(NamedTuple):
    """A circle of `radius`, or a polygon through `points`.

    `solid` is filled; `hollow` is a line of `width` around background.
    """

    paint: _Paint
    radius: float = 0.0
    points: tuple[Point, ...] = ()
    width: float = 0.0


Mark = tuple[Primitive, ...]


def _disc(radius: float, *, numbered: bool) -> Mark:
    return (Primitive("solid", radius * (0.92 if numbered else 0.86)),)


def _target(radius: float, *, numbered: bool) -> Mark:
    width = radius * (0.11 if numbered else 0.22)
    inner = radius * (0.76 if numbered else 0.42)
    return (Primitive("hollow", radius - width / 2, width=width), Primitive("solid", inner))


def _circle(radius: float, *, numbered: bool) -> Mark:
    width = radius * (0.16 if numbered else 0.3)
    outer = radius * (0.94 if numbered else 0.9)
    return (Primitive("hollow", outer - width / 2, width=width),)


def _diamond(radius: float, *, numbered: bool) -> Mark:
    """Draw a diamond; with a number, one whose sides bulge to make room."""
    r = radius * 0.98
    corners = (Point(0, -r), Point(r, 0), Point(0, r), Point(-r, 0))
    whole = Primitive("solid", points=corners)
    return (Primitive("solid", radius * 0.76), whole) if numbered else (whole,)


def _square(radius: float, *, numbered: bool) -> Mark:
    r = radius * 0.7
    return (Primitive("solid", points=(Point(-r, -r), Point(r, -r), Point(r, r), Point(-r, r))),)


_SHAPES: Mapping[str, Callable[..., Mark]] = {
    "disc": _disc,
    "circle": _circle,
    "target": _target,
    "diamond": _diamond,
    "square": _square,
}


def mark(shape: str, radius: float, *, numbered: bool) -> Mark:
    """Return the primitives of a shape.

    >>> mark("disc", 100, numbered=True)
    (Primitive(paint='solid', radius=92.0, points=(), width=0.0),)
    """
    return _SHAPES[shape](radius, numbered=numbered)


def is_open(pieces: Mark) -> bool:
    """Return whether the middle of a mark has the colour of the background."""
    return not any(piece.paint == "solid" for piece in pieces)
