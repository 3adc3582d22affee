"""The names of rings stand in the channels: each in its own ring, upright, free of each other."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations, product
from math import cos, hypot, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.layout.composition.ring_names import (
    NAME_GAP,
    SMALLEST,
    RingNames,
    place_ring_names,
)
from radar.layout.labels.obstacles import meets_segment, segments_meet
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
    assert not any(found.leaders)
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
    st.lists(st.text("aWi ", min_size=1, max_size=60), min_size=1, max_size=8),
    st.lists(st.floats(9, 140), min_size=8, max_size=8),
    st.integers(2, 8),
)
def test_names_meet_nothing(names: list[str], widths: list[float], sectors: int) -> None:
    """Whatever the names and rings: every name, in its ring or outside, none over another."""
    radii = [0.0]
    for wide in widths[: len(names)]:
        radii.append(radii[-1] + wide)
    found = place_ring_names(names, radii, sectors, 12.0, 6.0)
    words = ["".join(line.text for line in block[0].lines) for block in found.blocks]
    assert [word.replace(" ", "") for word in words] == [name.replace(" ", "") for name in names]
    assert min(block.size for blocks in found.blocks for block in blocks) >= SMALLEST
    inside = [
        blocks for blocks, leader in zip(found.blocks, found.leaders, strict=True) if not leader
    ]
    level = [block.box for blocks in inside for block in blocks if not block.turn]
    boxes = [*level, *found.outside]
    for box, other in combinations(boxes, 2):
        assert not box.meets(other)
    for box in found.outside:
        near = (min(max(0.0, box.left), box.right), min(max(0.0, box.top), box.bottom))
        assert hypot(*near) >= radii[-1]


def test_every_name_finds_its_place_by_itself() -> None:
    """A long name, or a narrow ring, changes nothing of the others."""
    usual = place_ring_names(NAMES, RADII, 4, 11.0, 14.0)
    for at in range(4):
        names = [f"A name much too long for a ring {n}" if n == at else NAMES[n] for n in range(4)]
        found = place_ring_names(names, RADII, 4, 11.0, 14.0)
        assert [bool(leader) for leader in found.leaders] == [n == at for n in range(4)]
        for n in {0, 1, 2, 3} - {at}:
            assert found.blocks[n] == usual.blocks[n]


def test_a_name_that_is_too_long_is_led_out() -> None:
    """It stands outside the rim, its leader runs from its ring in a channel without names."""
    for sectors in range(2, 9):
        found = place_ring_names(["A", "n" * 40, "B"], [0, 150, 200, 400], sectors, 11.0, 14.0)
        start, end = found.leaders[1]
        assert hypot(*start) == pytest.approx(175.0, abs=0.02)
        assert hypot(*end) >= 400.0
        assert any(
            start.x * way.y - start.y * way.x == pytest.approx(0.0, abs=2.0)
            and start.x * way.x + start.y * way.y > 0
            for way in borders(sectors)
        )
        for block in found.blocks[0]:
            x, y = block.lines[0][:2]
            assert abs(x * end.y - y * end.x) > 1.0 or x * end.x + y * end.y < 0  # elsewhere


@pytest.mark.parametrize("sectors", range(2, 9))
@pytest.mark.parametrize("near", [None, 0, 1])
def test_eight_long_names_are_led_out_beside_each_other(sectors: int, near: int | None) -> None:
    """No leader crosses another or a name, in a picture of all quadrants or of one."""
    names = [f"Much too long for ring {n}" for n in range(8)]
    radii = [0.0, *(60.0 * (n + 1) for n in range(8))]
    used = None if near is None else {near, (near + 1) % sectors}
    found = place_ring_names(names, radii, sectors, 11.0, 14.0, used)
    for (n, (a, b)), (m, (c, d)) in permutations(enumerate(found.leaders), 2):
        assert not segments_meet(a, b, c, d, 1.5), (n, m)
        assert not meets_segment(found.blocks[m][0].box, a, b), (n, m)
    for one, other in combinations(found.outside, 2):
        assert not one.meets(other)


@given(
    st.lists(st.text("aW ", min_size=1, max_size=60), min_size=2, max_size=8),
    st.integers(2, 8),
    st.integers(0, 7),
)
def test_no_leader_crosses_a_name(names: list[str], sectors: int, quadrant: int) -> None:
    """A short name after a very long one keeps clear of the long one's leader, too."""
    radii = [30.0 * n for n in range(len(names) + 1)]
    first = quadrant % sectors
    for near in (None, {first, (first + 1) % sectors}):
        found = place_ring_names(names, radii, sectors, 11.0, 14.0, near)
        for leader, box in product(filter(None, found.leaders), found.outside):
            assert not meets_segment(box, *leader)


def test_long_names_shrink_first_and_are_led_out_then() -> None:
    """Down to a size that can be read, then over the rim a little, and no further."""
    radii = (0.0, 100.0, 160.0)
    sizes = []
    for length in range(1, 16):
        found = place_ring_names(["A", "n" * length], radii, 4, 14.0, 10.0)
        sizes.append((bool(found.leaders[1]), found.blocks[1][0].size))
        assert found.blocks[0][0].size == 14.0
        if not found.leaders[1]:
            (_, end), (start, rim) = [(b[0].box.left, b[0].box.right) for b in found.blocks]
            assert end + NAME_GAP <= 100.0
            assert start >= 100.0 + NAME_GAP / 2
            assert rim <= 178.0
    assert {size for _, size in sizes} == {14.0, 11.5, 9.0}
    assert [led for led, _ in sizes] == sorted(led for led, _ in sizes)
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
