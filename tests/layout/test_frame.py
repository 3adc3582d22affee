"""What stands around the disc keeps off it and off itself."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from math import hypot, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.layout.composition.frame import (
    _UNDER_HEADING,
    RIM_GAP,
    KeyWord,
    QuadrantWords,
    corner_headings,
    key_row,
    rim_headings,
    title_blocks,
)
from radar.layout.geometry import Box, Point
from radar.layout.outline import Insets, arc_outline, borders, number, sector_outline
from radar.model import Movement
from radar.style import Style

STYLE = Style()
WORDS = [("Platforms and tools", "12 entries"), ("Data", "3"), ("Languages", ""), ("X", "1 entry")]
words = st.text("aWi 云", max_size=60)
captions = st.builds(QuadrantWords, words, words, st.lists(st.integers(0, 40), max_size=8))


def off_centre(box: Box) -> float:
    """Return how far a box is from (0, 0)."""
    x = max(box.left, -box.right, 0.0)
    y = max(box.top, -box.bottom, 0.0)
    return hypot(x, y)


@given(st.lists(captions, min_size=4, max_size=4), st.floats(100, 500))
def test_corner_headings_keep_off_the_disc(names: list[QuadrantWords], radius: float) -> None:
    """Clockwise from the upper right corner, in a square around the disc, however long."""
    found = corner_headings(names, radius, radius + 30.0, STYLE)
    for at, one in enumerate(found):
        box = one.box
        assert off_centre(box) >= radius + RIM_GAP - 1e-6
        assert (box.left > 0) == (at in (0, 1)) or box.width == 0
        if at in (1, 2):
            assert box.bottom == pytest.approx(radius)
        else:
            assert box.top == pytest.approx(-radius)
        edge = box.right if at in (0, 1) else -box.left
        assert edge >= radius + 30.0 - 1e-6
        assert one.note.box.top - one.heading.box.bottom == pytest.approx(_UNDER_HEADING)
        assert (one.heading.role, one.note.role) == ("heading", "note")


@pytest.mark.parametrize("name", ["Programmiersprachen und Werkzeuge", "Verbraucherinformation"])
def test_a_long_word_of_a_heading_stays_whole(name: str) -> None:
    """In large type, too, the name of a quadrant is broken between words only."""
    large = replace(STYLE, heading=21.0)
    for one in corner_headings([QuadrantWords(name, "1")] * 4, 400.0, 430.0, large):
        lines = [line.text for line in one.heading.lines]
        assert " ".join(lines).split() == name.split()


def test_a_short_heading_is_level_with_the_edge_of_the_picture() -> None:
    """What fits its corner makes the picture no wider, what does not is moved out just enough."""
    short = corner_headings([QuadrantWords("A", "1")] * 4, 400.0, 430.0, STYLE)
    assert [
        round(abs(one.box.right if at < 2 else one.box.left)) for at, one in enumerate(short)
    ] == [430] * 4
    long = corner_headings(
        [QuadrantWords("Platforms and infrastructure", "1")] * 4, 400.0, 300.0, STYLE
    )
    assert min(off_centre(one.box) for one in long) == pytest.approx(400.0 + RIM_GAP)


@given(st.lists(captions, min_size=2, max_size=8), st.floats(80, 500))
def test_rim_headings_keep_off_the_disc_and_each_other(
    names: list[QuadrantWords], radius: float
) -> None:
    """Each at the middle of its quadrant, beside the rim, above or below it, free of the others."""
    found = rim_headings(names, radius, STYLE)
    for at, one in enumerate(found):
        assert off_centre(one.box) >= radius + RIM_GAP - 1e-6
        for other in found[:at]:
            assert not one.box.expand(RIM_GAP / 2 - 0.01).meets(other.box)


def test_rim_headings_stand_clockwise() -> None:
    """Of six quadrants the first is at one o'clock, and text runs away from the disc."""
    found = rim_headings([QuadrantWords("Data", "1")] * 6, 300.0, STYLE)
    assert [one.heading.anchor for one in found] == ["start"] * 3 + ["end"] * 3
    middles = [one.box for one in found]
    assert [box.top < 0 for box in middles] == [True, True, False, False, True, True]
    two = rim_headings([QuadrantWords("Data", "1")] * 2, 300.0, STYLE)
    assert two[0].box.left >= 312 - 1e-6
    assert two[1].box.right <= -312 + 1e-6
    assert two[0].box.top == pytest.approx(-two[0].box.bottom)
    three = rim_headings([QuadrantWords("Data", "1")] * 3, 300.0, STYLE)
    assert [one.heading.anchor for one in three] == ["start", "middle", "end"]
    assert three[1].box.top >= 312 - 1e-6


def test_a_title_stands_above_its_box() -> None:
    """Title and subtitle begin at the left edge, one under the other, no wider than the box."""
    box = Box(-200.0, -100.0, 200.0, 100.0)
    title, subtitle = title_blocks("A radar of many things " * 3, "Of every day " * 8, box, STYLE)
    assert len(title.lines) > 1
    assert len(subtitle.lines) > 1
    assert (title.role, subtitle.role) == ("title", "subtitle")
    for block in (title, subtitle):
        assert block.box.left == -200.0
        assert block.box.right <= 200.0
    assert title.box.bottom + 9.0 == pytest.approx(subtitle.box.top)
    assert subtitle.box.bottom + 26.0 == pytest.approx(box.top)


@given(
    st.lists(
        st.builds(
            KeyWord,
            st.sampled_from([None, *Movement]),
            st.text("aWi", min_size=1, max_size=20),
            st.integers(0, 2),
        ),
        max_size=9,
    ),
    st.floats(60, 900),
)
def test_a_key_is_in_rows_about_the_middle(asked: list[KeyWord], wide: float) -> None:
    """All words in their order, in rows no wider than the box, each centred."""
    box = Box(10.0, -50.0, 10.0 + wide, 50.0)
    found = key_row(asked, box, STYLE)
    assert ["".join(line.text for line in item.text.lines) for item in found] == [
        word.text for word in asked
    ]
    assert {item.text.role for item in found} <= {"key"}
    assert [item.radius for item in found] == [5.0 if word.movement else 0.0 for word in asked]
    rows: dict[float, list[tuple[float, float]]] = {}
    for item in found:
        start = item.x - item.radius
        left, right = start, item.x + item.radius
        if item.tail:
            left, right = min(left, item.x + item.tail.tip.x), max(right, item.x + item.tail.tip.x)
        start = left
        assert item.text.box.left == pytest.approx(right + (6.0 if item.radius else 0.0), abs=0.02)
        assert item.text.box.top < item.y < item.text.box.bottom
        rows.setdefault(item.y, []).append((start, item.text.box.right))
    for y, spans in rows.items():
        assert y >= box.bottom + 30.0
        assert spans[0][0] + spans[-1][1] == pytest.approx(box.left + box.right)
        assert spans[-1][1] - spans[0][0] <= wide + 1e-6
        for (_, end), (start, _) in pairwise(spans):
            assert start - end == pytest.approx(26.0)
    sizes = [spans[-1][1] - spans[0][0] for spans in rows.values()]
    for size, spans in zip(sizes, [*rows.values()][1:], strict=False):
        assert size + 26.0 + spans[0][1] - spans[0][0] > wide - 1e-6  # it had no room before


def test_marks_of_the_key_came_from_where_entries_do() -> None:
    """To the right is outside: what moved in has its tail there, what moved out to the left."""
    asked = [
        KeyWord(Movement.IN, "x", 1),
        KeyWord(Movement.OUT, "x", 3),
        KeyWord(Movement.NEW, "x"),
    ]
    inwards, outwards, fresh = key_row(asked, Box(0, 0, 900, 10), STYLE)
    assert fresh.tail is None
    assert inwards.tail
    assert outwards.tail
    assert inwards.tail.tip.x > 5.0
    assert outwards.tail.tip.x < -5.0
    assert (len(inwards.tail.notches), len(outwards.tail.notches)) == (0, 2)


def numbers(path: str) -> list[float]:
    """Return the numbers of a path."""
    return [float(found) for found in re.findall(r"-?[0-9.]+", path)]


@pytest.mark.parametrize("sectors", range(2, 9))
@pytest.mark.parametrize(("inner", "outer", "inset"), [(0, 120, 10), (100, 200, 10), (15, 60, 9)])
def test_outlines_keep_off_the_borders(
    sectors: int, inner: float, outer: float, inset: float
) -> None:
    """The corners of a ring's outline lie on its arcs, each at its distance from a border."""
    ways, insets = borders(sectors), Insets(inset, inset)
    assert ways[0] == (0, -1)
    for at, first in enumerate(ways):
        last = ways[(at + 1) % sectors]
        path = sector_outline(first, last, inner, outer, insets)
        assert re.sub(r"[-0-9. ]+", "", path) in ("MLAZ", "MLALAZ")
        steps = re.findall(r"([MLA])([-0-9. ]+)", path)
        ends = [Point(*numbers(step)[-2:]) for _, step in steps]
        off_first = [first.x * p.y - first.y * p.x for p in ends]
        off_last = [p.x * last.y - p.y * last.x for p in ends]
        arcs = [numbers(step)[:5] for kind, step in steps if kind == "A"]
        assert arcs[0] == [outer, outer, 0, 0, 1]
        assert [hypot(*p) for p in ends[1:3]] == pytest.approx([outer] * 2, abs=0.01)
        assert (off_first[1], off_last[2]) == pytest.approx((inset, inset), abs=0.02)
        if len(ends) == 3:  # a tip, as far from both borders
            assert (off_first[0], off_last[0]) == pytest.approx((inset, inset), abs=0.02)
            assert hypot(*ends[0]) >= inner
        else:
            assert arcs[1] == [inner, inner, 0, 0, 0]
            assert [hypot(*p) for p in (ends[0], *ends[3:])] == pytest.approx([inner] * 3, abs=0.01)
            assert (off_first[0], off_last[3]) == pytest.approx((inset, inset), abs=0.02)
            assert ends[4] == ends[0]
        rim = arc_outline(first, last, outer, insets)
        assert rim == f"M{number(ends[1].x)} {number(ends[1].y)}" + path[path.index("A") :].split(
            "L"
        )[0].rstrip("Z")


@given(st.floats(-1e6, 1e6))
def test_coordinates_have_two_decimals_at_most(value: float) -> None:
    """A coordinate is as short as it can be, and is no negative zero."""
    text = number(value)
    assert isclose(float(text), value, abs_tol=0.00501)
    assert re.fullmatch(r"(0|-?[1-9][0-9]*|-?[0-9]+\.[0-9]?[1-9])", text)
