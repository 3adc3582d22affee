"""Marks: within the blip's radius, each unlike the others without colour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import hypot
from typing import get_args

import numpy
import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st

from radar.layout.geometry import Point
from radar.model import Movement
from radar.render.drawing.marks import _SHAPES, Primitive, mark
from radar.theme import list_shipped_themes, load_theme
from radar.theme.model import BlipShape


def far(piece: Primitive) -> float:
    """Return how far a piece reaches from the centre, the tips of its line's corners included."""
    if piece.points:
        return max(hypot(*point) for point in corners(piece))
    return piece.radius + (piece.width / 2 if piece.paint != "solid" else 0)


def corners(piece: Primitive) -> Iterator[Point]:
    """Yield the corners of a polygon, with the line around it where there is one."""
    points = piece.points
    half = piece.width / 2 if piece.paint != "solid" else 0.0
    for before, here, after in zip(
        points[-1:] + points[:-1], points, points[1:] + points[:1], strict=True
    ):
        a, b = (unit(here.x - other.x, here.y - other.y) for other in (before, after))
        way = unit(a.x + b.x, a.y + b.y)  # out of the corner, between its two sides
        sine = abs(way.x * a.y - way.y * a.x)
        yield Point(here.x + way.x * half / sine, here.y + way.y * half / sine)


def unit(x: float, y: float) -> Point:
    """Return a vector of length 1."""
    return Point(x / hypot(x, y), y / hypot(x, y))


def test_every_shape_that_a_theme_may_name_can_be_drawn() -> None:
    """The theme's list of shapes and the drawn ones are the same."""
    assert set(_SHAPES) == set(get_args(BlipShape))


@given(st.sampled_from(sorted(_SHAPES)), st.floats(3, 24), st.booleans())
def test_no_mark_leaves_its_radius(shape: str, radius: float, numbered: bool) -> None:
    """Whatever the shape and the size, all of it stays within the radius."""
    roundings = 0.013  # of the radius and of a point
    assert max(map(far, mark(shape, radius, numbered=numbered))) <= radius + roundings


@pytest.mark.parametrize(("radius", "numbered"), [(5.0, False), (10.0, True)])
@pytest.mark.parametrize("theme", list_shipped_themes())
def test_movements_differ_in_black_and_white(theme: str, radius: float, numbered: bool) -> None:
    """Drawn in black at their size on a screen, no two marks look alike; what moved has a tail."""
    pen = load_theme(theme).shapes
    shapes = {pen[kind] for kind in Movement if kind not in (Movement.REMOVED, Movement.IN)}
    assert pen[Movement.IN] == pen[Movement.UNCHANGED]
    drawn = {shape: pixels(mark(shape, radius, numbered=numbered), radius) for shape in shapes}
    assert len(drawn) == 4
    for one, other in combinations(drawn, 2):
        differing = float((abs(drawn[one] - drawn[other]) > 0.5).sum())
        area = 3.14159 * radius * radius
        assert differing > 0.07 * area, f"{one} and {other} differ in {differing:.0f} pixels"


def pixels(
    pieces: tuple[Primitive, ...], radius: float
) -> numpy.ndarray[tuple[int, ...], numpy.dtype]:
    """Draw a mark in black on white; return darkness by pixel, 0 to 1."""
    size = int(2 * radius + 4)
    shapes = "".join(map(drawing, pieces))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="{-size / 2} {-size / 2} {size} {size}">'
        f'<rect x="{-size / 2}" y="{-size / 2}" width="{size}" height="{size}" fill="#ffffff"/>'
        f"{shapes}</svg>"
    )
    import io

    from PIL import Image

    image = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))).convert("L")
    return 1 - numpy.asarray(image, dtype=float) / 255


def drawing(piece: Primitive) -> str:
    """Return a piece as SVG, black on white."""
    fill = {"solid": "#000000", "hollow": "#ffffff"}[piece.paint]
    line = "" if piece.paint == "solid" else f' stroke="#000000" stroke-width="{piece.width}"'
    if piece.points:
        points = " ".join(f"{x},{y}" for x, y in piece.points)
        return f'<polygon points="{points}" fill="{fill}"{line}/>'
    return f'<circle r="{piece.radius}" fill="{fill}"{line}/>'
