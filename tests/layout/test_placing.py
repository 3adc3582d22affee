"""Names on the picture: nothing crossed, nothing lost, whatever the names and wherever they are."""

from __future__ import annotations

import random
from dataclasses import replace
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.layout.geometry import Box, Point, direction
from radar.layout.labels.assignment import NONE, Assignment
from radar.layout.labels.candidates import find_candidates
from radar.layout.labels.clashes import clearing_area, covering_area, find_clashes
from radar.layout.labels.metrics import _crosses_line, _has_nearer, find_crossings, measure_labels
from radar.layout.labels.model import Candidate, NamedBlip, PlacedLabel
from radar.layout.labels.obstacles import Obstacles, find_ring_sector
from radar.layout.labels.placing import place_all_labels, place_labels
from radar.layout.labels.surroundings import LabelSite, Picture, Surroundings
from radar.layout.labels.typesetting import (
    TALL_FACE,
    USUAL_FACE,
    LabelShape,
    Setting,
    label_shapes,
)
from radar.layout.text.sizes import width

WORDS = (
    "Kafka",
    "of",
    "云原生",
    "データ",
    "платформа",
    "e\u0301",
    "עברית",
    "🚀",
    "CI/CD",
    "x" * 40,
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
WIDE = Box(-440, -400, 440, 400)


def scattered(
    texts: list[str], seed: int, radius: float = 5.0, apart: float = 16.0
) -> list[NamedBlip]:
    """Put marks on a disc, none nearer to another than `apart`."""
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    found: list[NamedBlip] = []
    for number, text in enumerate(texts):
        for _ in range(200):
            x, y = round(rnd.uniform(-390, 390), 2), round(rnd.uniform(-390, 390), 2)
            clear = all((x - m.x) ** 2 + (y - m.y) ** 2 >= apart**2 for m in found)
            if clear and x * x + y * y < 390**2 and not (abs(y) < 16 and abs(x) > 60):
                found.append(NamedBlip(f"e{number:03}", text, x, y, radius))
                break
    return found


def ground(sectors: int = 4, rings: int = 4, *, trails: int = 0) -> Obstacles:
    """A radar of equal rings with names in its level channel."""
    radii = tuple(400.0 * ring / rings for ring in range(rings + 1))
    blocked = tuple(Box(x - 20, -8, x + 20, 8) for x in (-350, -250, 250, 350))
    segments = tuple((Point(10.0 * k, 30.0), Point(10.0 * k, 60.0)) for k in range(trails))
    return Obstacles(radii, sectors, 20.0, blocked, WIDE, segments)


@given(
    st.lists(TEXTS, max_size=70),
    st.integers(0, 10**6),
    st.integers(2, 8),
    st.integers(1, 8),
    st.sampled_from((8.0, 10.0, 12.0, 20.0)),
)
def test_never_a_crossing_nothing_lost(
    texts: list[str], seed: int, sectors: int, rings: int, size: float
) -> None:
    """No name meets a name, blip, leader or title, and each is placed or reported."""
    here = ground(sectors, rings, trails=3)
    marks = [mark for mark in scattered(texts, seed) if not_in_channel(mark, sectors)]
    placed, left, memory = place_labels(marks, here, size=size, smaller=(0.9 * size,), number=6.0)
    assert sorted([*placed, *left]) == sorted(memory) == [mark.id for mark in marks]
    drawn = [mark._replace(radius=6.0) if mark.id in left else mark for mark in marks]
    assert list(find_crossings(drawn, list(placed.values()), here)) == []
    figures = measure_labels(marks, placed, here)
    assert (figures.nearer, figures.channels) == (0, 0)
    assert figures.longest <= 60.1
    for mark in marks:
        if mark.id in placed:
            assert placed[mark.id].size in (size, 0.9 * size)
            holds_its_text(mark, placed[mark.id], placed[mark.id].size)


def not_in_channel(mark: NamedBlip, sectors: int) -> bool:
    """Return whether a mark keeps off the channels, as placement sees to it."""
    for k in range(sectors):
        border = direction(360.0 * k / sectors)
        across = border.x * mark.y - border.y * mark.x
        if border.x * mark.x + border.y * mark.y > -16.0 and abs(across) < 16.0:
            return False
    return True


def holds_its_text(mark: NamedBlip, name: PlacedLabel, size: float) -> None:
    """A box holds every line of its name, and all of the name is there."""
    assert "".join(name.lines).replace(" ", "") == mark.text.replace(" ", "")
    assert name.box.width + 0.02 >= max(width(line, size) for line in name.lines)
    assert name.box.top < name.y < name.box.bottom
    left, right = name.box.left - 0.01, name.box.right + 0.01
    assert left <= name.x <= right


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_order_does_not_matter(seed: int) -> None:
    """The same names in any order stand in the same places."""
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    marks = scattered([" ".join(rnd.sample(WORDS, 2)) for _ in range(40)], seed)
    shuffled = list(marks)
    rnd.shuffle(shuffled)
    assert place_labels(marks, ground(), size=10) == place_labels(shuffled, ground(), size=10)


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_names_remember_where_they_stood(seed: int) -> None:
    """With the names of the edition before, nothing moves where nothing changed."""
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    marks = scattered([" ".join(rnd.sample(WORDS, 2)) for _ in range(40)], seed)
    first, _, memory = place_labels(marks, ground(), size=10)
    again, _, _ = place_labels(marks, ground(), size=10, before=memory)
    kept = [entry for entry in first if first[entry].box == again[entry].box]
    assert len(kept) >= 0.9 * len(first)


@pytest.mark.parametrize("seed", [13, 14])
def test_a_full_picture_is_remembered_whole(seed: int) -> None:
    """Nobody loses a place that the edition before had, though it was offered late or led to.

    One did, of the first of these pictures: only spots that are tried first were remembered.
    """
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    marks = scattered([" ".join(rnd.sample(WORDS, 2)) for _ in range(70)], seed, apart=18.0)
    first, _, memory = place_labels(marks, ground(), size=10)
    again, _, _ = place_labels(marks, ground(), size=10, before=memory)
    assert set(first) <= set(again)


def test_a_newcomer_moves_only_the_label_that_is_in_its_way() -> None:
    """Where a new blip stands too near to a label, that label turns, and no other does."""
    old = [
        NamedBlip(f"e{n}", "Kubernetes", 60 + 90 * (n % 3), 60 + 60 * (n // 3), 5) for n in range(6)
    ]
    first, _, memory = place_labels(old, ground(), size=10)
    box = first["e0"].box
    new = NamedBlip("new", "Go", box.right - 4, (box.top + box.bottom) / 2, 5)
    again, _, _ = place_labels([*old, new], ground(), size=10, before=memory)
    moved = [entry for entry in first if first[entry].box != again[entry].box]
    assert moved == ["e0"]
    assert again["e0"].lines == first["e0"].lines


def test_smaller_type_is_for_those_without_room() -> None:
    """A name between walls is set smaller, in the largest size that fits; the others are not."""
    walls = (Box(30, 20, 190, 91), Box(30, 109, 190, 190), Box(30, 85, 94, 115))
    here = replace(ground(), blocked=(*walls, Box(168, 80, 230, 120)), radii=(0.0, 400.0))
    marks = [NamedBlip("a", "Kubernetes", 100, 100, 5), NamedBlip("b", "Kubernetes", 60, -60, 5)]
    placed, left, _ = place_labels(marks, here, size=12, smaller=(11, 10), number=6.0)
    assert (placed["a"].size, placed["b"].size, left) == (10, 12, ())


def test_a_lonely_name_stands_to_the_right() -> None:
    """Where nothing is in the way, a name stands level with its blip, right of it, on one line."""
    placed, left, _ = place_labels([NamedBlip("a", "Kafka", 40, 40, 5)], ground(), size=10)
    name = placed["a"]
    assert (name.anchor, name.lines, name.plate, name.leader, left) == (
        "start",
        ("Kafka",),
        False,
        (),
        (),
    )
    assert name.x == pytest.approx(48)
    assert name.y == pytest.approx(43.5)


def test_a_name_stays_in_its_sector_and_ring() -> None:
    """Rather than over a line, a name stands on its other side or in two lines."""
    right = NamedBlip("a", "Event sourcing", 90, 60, 5)
    left = NamedBlip("b", "Event sourcing", -90, -150, 5)
    placed, _, _ = place_labels([right, left], ground(), size=10)
    for name in placed.values():
        assert not _crosses_line(name.box, ground())
        assert not name.plate


def test_a_name_that_crosses_a_line_has_a_plate() -> None:
    """Where a line cannot be avoided, the name says so."""
    narrow = replace(ground(), radii=(0.0, 100.0, 110.0, 400.0))
    placed, _, _ = place_labels([NamedBlip("a", "Kubernetes", 74, -75, 5)], narrow, size=10)
    assert placed["a"].plate
    assert _crosses_line(placed["a"].box, narrow)


def test_a_leader_joins_a_name_that_has_no_room() -> None:
    """A blip whose surroundings are taken gets its name at the end of a leader."""
    walls = (Box(60, 60, 140, 96), Box(60, 104, 140, 140), Box(60, 90, 94, 110))
    here = replace(ground(), blocked=walls, radii=(0.0, 400.0))
    placed, _, _ = place_labels([NamedBlip("a", "Kafka", 100, 100, 5)], here, size=10)
    (start, end) = placed["a"].leader
    assert 13.9 < ((start.x - end.x) ** 2 + (start.y - end.y) ** 2) ** 0.5 < 50.1
    assert list(find_crossings([NamedBlip("a", "Kafka", 100, 100, 5)], [placed["a"]], here)) == []


def test_what_cannot_be_done_is_reported() -> None:
    """A name larger than the picture is left over, and the others are not."""
    marks = [NamedBlip("a", "x" * 400, 60, 60, 5), NamedBlip("b", "Kafka", 60, -60, 5)]
    placed, left, _ = place_labels(marks, ground(), size=10)
    assert (sorted(placed), left) == (["b"], ("a",))
    assert place_labels([], ground(), size=10) == ({}, (), {})


def test_all_or_none() -> None:
    """Asked for all names at one size, nothing is placed where one name finds no place."""
    marks = [NamedBlip("a", "x" * 400, 60, 60, 5), NamedBlip("b", "Kafka", 60, -60, 5)]
    assert place_all_labels(marks, ground(), size=10) is None
    plan = place_all_labels(marks[1:], ground(), size=10)
    assert plan
    assert (sorted(plan.labels), plan.numbered) == (["b"], ())


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_room_for_a_tall_font(seed: int) -> None:
    """Boxes hold the lines of a font for Chinese, and do not meet either."""
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    marks = scattered([" ".join(rnd.sample(WORDS, 2)) for _ in range(50)], seed)
    placed, _, _ = place_labels(marks, ground(), size=10, tall=True)
    assert list(find_crossings(marks, list(placed.values()), ground())) == []
    for name in placed.values():
        assert name.box.height == pytest.approx(14.5 + 12 * (len(name.lines) - 1), abs=0.02)
        assert name.y - name.box.top == pytest.approx(11.6, abs=0.02)


def test_figures_of_a_picture_made_by_hand() -> None:
    """The metrics find each fault that was put into a picture."""
    marks = [
        NamedBlip("a", "A", 50, 50, 5),
        NamedBlip("b", "B", 90, 50, 5),
        NamedBlip("c", "C", 50, 90, 5),
    ]
    good = PlacedLabel("a", ("A",), "start", 58, 53.5, Box(58, 44, 66, 55), False)
    onto = replace(good, id="b", box=Box(60, 44, 80, 55))
    over = replace(good, id="c", box=Box(88, 40, 120, 62), leader=(Point(55, 90), Point(95, 62)))
    here = ground()
    assert not _has_nearer(good, marks[0], marks)
    assert _has_nearer(over, marks[2], marks)
    assert set(find_crossings(marks, [good, onto, over], here)) == {("a", "b"), ("c", "b")}
    figures = measure_labels(marks, {"a": good, "b": onto, "c": over}, here)
    assert figures[:7] == (3, 3, 1, 2, 2, 0, 1)
    assert figures.longest == pytest.approx(48.83, abs=0.01)
    across = replace(good, box=Box(-4, 44, 66, 55))
    assert measure_labels(marks, {"a": across}, here).channels == 1
    trail = replace(here, segments=((Point(60, 40), Point(60, 60)),))
    assert ("a", "trail") in set(find_crossings(marks, [good], trail))


@pytest.mark.parametrize("sectors", range(2, 9))
def test_every_point_is_in_one_sector(sectors: int) -> None:
    """The place of a point is the sector whose borders are on either side of it."""
    here = ground(sectors)
    for x, y in ((50, 3), (-50, 3), (5, 80), (-5, -80), (70, -70), (-70, 70)):
        place = find_ring_sector(here, x, y)
        assert place.inner <= (x * x + y * y) ** 0.5 <= place.outer
        assert all(n.x * x + n.y * y >= 0 for n in place.normals)


def crowded(count: int) -> list[NamedBlip]:
    """Put as many blips with long names on the disc."""
    return scattered(["a rather long name"] * count, seed=1, apart=12.0)


def test_a_crowd_is_left_to_a_larger_picture() -> None:
    """Where many names have no room, nothing is placed if the picture can be enlarged."""
    blips = crowded(240)
    plan = place_labels(blips, ground(), size=14.0, smaller=(13.0,), may_give_up=True)
    assert not plan.labels
    assert plan.numbered == tuple(blip.id for blip in blips)
    assert place_labels(blips, ground(), size=14.0, smaller=(13.0,)).labels


def test_few_names_without_room_are_worth_the_search() -> None:
    """Names that have room, or nearly all, are placed whether or not the picture can be larger."""
    blips = crowded(60)
    plan = place_labels(blips, ground(), size=14.0, smaller=(13.0,))
    assert plan == place_labels(blips, ground(), size=14.0, smaller=(13.0,), may_give_up=True)


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.integers(2, 60))
def test_rivals_are_all_placed_labels_near_by(seed: int, count: int) -> None:
    """Whatever was placed and removed before, rivals are the labels that clash with one."""
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    face, shape = USUAL_FACE, LabelShape(("name",), 60.0, 12.0, 0.0)
    assignment = Assignment(count, face)
    for _ in range(4 * count):
        label = rnd.randrange(count)
        x, y = rnd.uniform(0, 400), rnd.uniform(0, 200)
        box = (x, y, x + 60.0, y + 12.0)
        assignment.add(label, [Candidate(0.0, *box, shape, 12.0, "start", False, 3.0, 0.0)], [0.0])
        other = rnd.randrange(count)
        if assignment.candidates[other]:
            last = len(assignment.candidates[other]) - 1
            assignment.place(other, rnd.choice((NONE, rnd.randint(0, last))))
        expected = {
            other: find_clashes(
                chosen,
                clearing_area(chosen, face),
                assignment.candidates[label],
                list(map(covering_area, assignment.candidates[label])),
                0,
                face,
            )
            for other in range(count)
            if other != label and (chosen := assignment.chosen(other))
        }
        expected = {other: each for other, each in expected.items() if any(each)}
        assert dict(assignment.rivals(label).clashes) == expected


@pytest.mark.parametrize("across", range(14, 60, 6))
def test_names_keep_off_marks_that_are_larger_than_their_own(across: int) -> None:
    """Among marks of several sizes each has its own room, such as one with a number in it."""
    for down in range(-36, 37, 4):
        small = NamedBlip("small", "Kubernetes", 90.0, -90.0, 3.0)
        large = NamedBlip("large", "x", 90.0 + across, -90.0 + down, 16.0)
        plan = place_labels([small, large], ground(), size=12.0)
        if "small" in plan.labels and dist(small[2:4], large[2:4]) > 19.0:
            box = plan.labels["small"].box
            x, y = (min(max(box[at], large[at + 2]), box[at + 2]) for at in (0, 1))
            assert dist((x, y), large[2:4]) >= 16.0


@given(
    st.integers(2, 90),
    st.floats(0.0, 1.0),
    st.floats(-1.0, 1.0),
    st.sampled_from((10.0, 14.0, 21.0)),
    st.booleans(),
)
def test_wide_names_keep_their_distance_to_marks_far_away(
    letters: int, along: float, across: float, size: float, fine: bool
) -> None:
    """However wide a name is, no other mark is less than 1.3 times as far from it as its own."""
    own = NamedBlip("own", "x" * letters, 0.0, -200.0, 5.0)
    wide = width(own.text, size)
    other = NamedBlip("other", "", (2.0 * along - 1.0) * 1.3 * wide, -200.0 + 110.0 * across, 5.0)
    here = Obstacles((0.0, 4000.0), 2, 20.0, (), Box(-4000, -4000, 4000, 4000))
    site = LabelSite(0, own, Surroundings(own, here), Picture((own, other), here))
    setting = Setting(size, 1.2 * size, 3.0, TALL_FACE)
    for shape in label_shapes(own.text, setting):
        for found in find_candidates(site, shape, setting, fine=fine):
            box = Box(*found[1:5])
            assert from_box(box, other) >= 1.3 * from_box(box, own) - 1e-6
            assert from_box(box, own) <= 1.5 * (own.radius + setting.gap)


def from_box(box: Box, mark: NamedBlip) -> float:
    """Return the distance of a box from the centre of a mark."""
    return dist(
        (mark.x, mark.y),
        (min(max(mark.x, box.left), box.right), min(max(mark.y, box.top), box.bottom)),
    )
