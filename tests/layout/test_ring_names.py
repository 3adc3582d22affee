"""The names of rings stand in the channels: each in its own ring, upright, free of each other."""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.layout.composition.ring_names import _SMALLEST, NAME_GAP, RingNames, place_ring_names
from radar.layout.outline import borders
from radar.layout.text.sizes import MIDDLE, width

NAMES = ("Adopt", "Trial", "Assess", "Hold")
RADII = (0.0, 130.0, 230.0, 320.0, 400.0)


def made(sectors: int = 4, **more: object) -> RingNames:
    """Place the usual names."""
    return place_ring_names(NAMES, RADII, sectors, 12.0, 14.0, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sectors", "ways"),
    [
        (2, [(0, -1)]),
        (3, [(0.87, 0.5)]),
        (4, [(1, 0), (-1, 0)]),
        (5, [(0.95, -0.31)]),
        (6, [(0.87, -0.5)]),
        (7, [(0.97, 0.22)]),
        (8, [(1, 0), (-1, 0)]),
    ],
)
def test_names_stand_in_the_channels_nearest_to_level(
    sectors: int, ways: list[tuple[float, float]]
) -> None:
    """Both level channels where there are such, else one, on the right, the upper of two."""
    found = made(sectors)
    assert not found.ordinals
    rings = pairwise(RADII)
    for name, blocks, (inner, outer) in zip(NAMES, found.blocks, rings, strict=True):
        assert [block.lines[0].text for block in blocks] == [name] * len(ways)
        for block, way in zip(blocks, ways, strict=True):
            middle = (
                (block.box.left + block.box.right) / 2,
                (block.box.top + block.box.bottom) / 2,
            )
            along = middle[0] * way[0] + middle[1] * way[1]
            across = middle[0] * way[1] - middle[1] * way[0]
            half = width(name, 12.0, bold=True) / 2
            assert max(inner, 14.0) + NAME_GAP / 2 <= along - half + 2
            assert along + half <= outer - NAME_GAP + 2
            assert abs(across) < 3
            assert -90 <= block.turn <= 90


def test_only_the_channels_of_a_quadrant_may_be_used() -> None:
    """A picture of one quadrant has the names at its own borders."""
    for near, left in (({0, 1}, False), ({2, 3}, True)):
        for blocks in made(near=near).blocks:
            assert [block.box.right < 0 for block in blocks] == [left]
    assert {block.turn for blocks in made(near={0}).blocks for block in blocks} == {-90.0}
    assert {block.turn for blocks in made(near={2}).blocks for block in blocks} == {90.0}


@given(
    st.lists(st.text("aWi ", min_size=1, max_size=14), min_size=1, max_size=8),
    st.lists(st.floats(9, 140), min_size=8, max_size=8),
    st.integers(2, 8),
)
def test_names_meet_nothing(names: list[str], widths: list[float], sectors: int) -> None:
    """Whatever the names and rings: all names or all ordinals, in order, none over another."""
    radii = [0.0]
    for wide in widths[: len(names)]:
        radii.append(radii[-1] + wide)
    found = place_ring_names(names, radii, sectors, 12.0, 6.0)
    words = [block[0].lines[0].text for block in found.blocks]
    assert words == ([str(n + 1) for n in range(len(names))] if found.ordinals else names)
    sizes = {block.size for blocks in found.blocks for block in blocks}
    assert len(sizes) == 1
    assert min(sizes) >= _SMALLEST
    if found.ordinals or found.blocks[0][0].turn:
        return
    spans = [(blocks[0].box.left, blocks[0].box.right) for blocks in found.blocks]
    for (start, end), inner, outer in zip(spans, radii, radii[1:], strict=False):
        assert max(inner, 6.0) <= start + 1e-6
        assert end + NAME_GAP <= outer + 1e-6
    for (_, end), (start, _) in pairwise(spans):
        assert start - end >= NAME_GAP / 2


def test_a_name_makes_way_for_the_one_before_it() -> None:
    """In narrow rings names stand off the middle, where that leaves room for both."""
    radii = (0.0, 60.0, 120.0)
    middles = []
    for start in (5.0, 10.0, 16.0):
        found = place_ring_names(["Adopt", "Tried"], radii, 4, 11.0, start)
        (left, right), (second, rim) = [(b[0].box.left, b[0].box.right) for b in found.blocks]
        assert not found.ordinals
        assert found.blocks[0][0].size < 11.0 or left >= start + NAME_GAP / 2
        assert right + NAME_GAP <= 60.0 + 1e-9
        assert second >= 60.0 + NAME_GAP / 2
        assert rim + NAME_GAP <= 120.0 + 1e-9
        middles.append((left + right) / 2)
    assert middles[0] == (5.0 + 60.0) / 2


def test_long_names_shrink_first_and_become_ordinals_then() -> None:
    """Down to a size that can be read, and no further."""
    radii = (0.0, 100.0, 160.0)
    sizes = []
    for length in range(1, 16):
        found = place_ring_names(["A", "n" * length], radii, 4, 14.0, 10.0)
        sizes.append((found.ordinals, found.blocks[0][0].size))
        (_, end), (start, rim) = [(b[0].box.left, b[0].box.right) for b in found.blocks]
        assert end + NAME_GAP <= 100.0
        assert start >= 100.0 + NAME_GAP / 2
        assert rim + NAME_GAP <= 160.0
    assert [size for _, size in sizes if size not in (14.0, 11.0, 8.0)] == []
    names = [size for ordinals, size in sizes if not ordinals]
    assert names == sorted(names, reverse=True)
    assert {*names} == {14.0, 11.0, 8.0}
    assert sizes[-1] == (True, 14.0)


@pytest.mark.parametrize("sectors", [3, 4, 5, 7])
def test_boxes_cover_the_text(sectors: int) -> None:
    """Every point of a name, turned or not, is in one of the boxes that others keep out of."""
    found = made(sectors)
    boxes = found.boxes
    for name, blocks in zip(NAMES, found.blocks, strict=True):
        block = blocks[0]
        x, y = (block.box.left + block.box.right) / 2, (block.box.top + block.box.bottom) / 2
        r = (x * x + y * y) ** 0.5
        half = width(name, 12.0, bold=True) / 2
        for share in range(-10, 11):
            u, v = x + x / r * half * share / 10, y + y / r * half * share / 10
            assert any(b.left <= u <= b.right and b.top <= v <= b.bottom for b in boxes)
    area = sum(box.width * box.height for box in boxes)
    written = sum(width(name, 12.0, bold=True) * 12.0 for name in NAMES)
    assert area < 6 * written


@pytest.mark.parametrize("sectors", range(2, 9))
def test_turned_names_run_along_the_middle_of_their_channel(sectors: int) -> None:
    """Half the height of the letters is on either side of the line between two quadrants.

    On the upper left they once stood beside it, as the last quadrant of six alone showed them.
    """
    for place, way in enumerate(borders(sectors)):
        for blocks in made(sectors, near={place}).blocks:
            (block,) = blocks
            line, turn = block.lines[0], radians(block.turn)
            up = (sin(turn), -cos(turn))  # what is up for letters
            x, y = (
                spot + step * MIDDLE * block.size
                for spot, step in zip((line.x, line.y), up, strict=True)
            )
            assert x * way.y - y * way.x == pytest.approx(0.0, abs=0.05)
            assert x * way.x + y * way.y > 0


def test_level_names_keep_just_their_box() -> None:
    """A name that is not turned takes its own box; a turned one a row of small ones."""
    found = made(4)
    assert found.boxes == tuple(block.box for blocks in found.blocks for block in blocks)
    turned = made(3)
    assert len(turned.boxes) > 2 * len(NAMES)
    assert max(box.width for box in turned.boxes) == pytest.approx(1.4 * 12.0)
