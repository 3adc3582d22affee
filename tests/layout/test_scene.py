"""Whole scenes: what must hold of any radar, and what may not change a position."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from math import dist
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import radar
from radar.layout import Atlas, Style, lay_out
from radar.layout.scene import Scene
from radar.layout.text.sizes import width

sys.path.insert(0, str(Path(__file__).parent))
from scenes import faults, radars


def test_the_judge_sees_what_is_wrong() -> None:
    """A blip on another, a name on a blip and a lost entry are all told."""
    row = [{"id": i, "name": i, "quadrant": "a", "ring": "adopt"} for i in ("one", "two")]
    scene = lay_out(radar.Radar(title="Ours", quadrants=["A", "B"], entries=row))
    one, two = scene.blips
    assert faults(scene) == []
    assert "one lies on two" in faults(replace(scene, blips=(replace(one, x=two.x, y=two.y), two)))
    assert "an entry is lost, or there twice" in faults(replace(scene, labels=scene.labels[:1]))
    box = replace(scene.labels[0].text, box=scene.labels[1].text.box)
    moved = (replace(scene.labels[0], text=box), scene.labels[1])
    assert any("lies on name" in fault for fault in faults(replace(scene, labels=moved)))
    away = replace(two, x=-two.x)
    assert any("quadrant" in fault for fault in faults(replace(scene, blips=(one, away))))


@pytest.mark.thorough
@settings(max_examples=min(25, settings.default.max_examples))
@given(radars())
def test_nothing_overlaps_in_a_crowd(ours: radar.Radar) -> None:
    """A radar of hundreds of entries is drawn whole and without an overlap, too."""
    assert faults(Atlas(ours).scene()) == []


@settings(max_examples=min(20, settings.default.max_examples))
@given(radars(most=50))
def test_nothing_overlaps_and_nothing_is_lost(ours: radar.Radar) -> None:
    """Any radar, in both of its editions, is drawn whole and without an overlap."""
    atlas = Atlas(ours)
    for edition in ours.editions:
        assert faults(atlas.scene(edition.id)) == []


@settings(max_examples=10)
@given(radars(most=60))
def test_one_quadrant_shows_every_name(ours: radar.Radar) -> None:
    """The picture of one quadrant holds its entries, with names, without an overlap."""
    atlas = Atlas(ours)
    for quadrant in ours.quadrants:
        assert faults(atlas.quadrant(quadrant.id)) == []


@pytest.mark.thorough
@settings(max_examples=10)
@given(radars(most=120))
def test_order_of_input_changes_nothing(ours: radar.Radar) -> None:
    """Entries in another order make the same scene."""
    turned = ours.model_copy(update={"entries": tuple(reversed(ours.entries))})
    again = radar.Radar.model_validate(turned.model_dump())
    assert lay_out(again) == lay_out(ours)


@settings(max_examples=10)
@given(radars(most=80))
def test_renaming_moves_nothing(ours: radar.Radar) -> None:
    """Another display name, with the same id, leaves every position as it was."""
    renamed = [e.model_copy(update={"name": {"und": f"Other {e.id}"}}) for e in ours.entries]
    other = ours.model_copy(update={"entries": tuple(renamed)})
    one, two = (Atlas(each).arrangement("b") for each in (ours, other))
    assert one == two


@settings(max_examples=8)
@given(radars(most=60))
def test_later_editions_change_no_earlier_one(ours: radar.Radar) -> None:
    """An edition is laid out alike whether or not a later one exists."""
    from radar.history import until

    first = [e.history[0].quadrant for e in ours.entries if e.history[0].edition == "a"]
    if {*first} == {quadrant.id for quadrant in ours.quadrants}:  # others are not drawn later
        assert Atlas(until(ours, "a")).scene("a") == Atlas(ours).scene("a")


@pytest.mark.thorough
@settings(max_examples=8)
@given(radars(most=60), st.integers(12, 16))
def test_nothing_but_quadrants_and_rings_moves_a_blip(ours: radar.Radar, size: int) -> None:
    """Names or numbers, other names, larger type: every blip stands at the same point."""
    renamed = [e.model_copy(update={"name": {"und": f"Other {e.id}"}}) for e in ours.entries]
    others = [
        Atlas(ours.model_copy(update={"layout": type(ours.layout)(labels=shown)}))
        for shown in ("auto", "names", "numbers")
    ]
    others.append(Atlas(ours.model_copy(update={"entries": tuple(renamed)})))
    others.append(Atlas(ours, Style(label=size, title=2 * size, ring=size)))
    points = [{b.entry: (b.x, b.y) for b in atlas.scene("b").blips} for atlas in others]
    assert all(each == points[0] for each in points)


def crowd(count: int, names: Sequence[str] = (), **more: Any) -> radar.Radar:
    """Make a radar of that many entries in four quadrants and four rings."""
    rings = ("adopt", "trial", "assess", "hold")
    entries = [
        {
            "id": f"e{n}",
            "name": names[n] if n < len(names) else f"Technology {n}",
            "quadrant": f"q{n % 4}",
            "ring": rings[n // 4 % 4],
        }
        for n in range(count)
    ]
    quadrants = [{"id": f"q{n}", "name": f"Quadrant {n}"} for n in range(4)]
    return radar.Radar(title="Crowd", quadrants=quadrants, entries=entries, **more)


@pytest.mark.parametrize(
    ("count", "radius"), [(0, 460), (120, 460), (121, 560), (190, 560), (191, 681), (331, 681)]
)
def test_a_radar_of_many_entries_is_larger(count: int, radius: int) -> None:
    """The radius has three values, whether there are names or numbers."""
    for labels in ("auto", "numbers"):
        scene = lay_out(crowd(count, layout={"labels": labels}))
        assert scene.radius == pytest.approx(radius)
        wanted = "names" if labels == "auto" and count <= 330 else "numbers"
        assert scene.shows == wanted


def test_one_name_without_room_is_a_number_and_the_others_stay() -> None:
    """A name of 2,000 characters has its number in its blip, and a line below the disc."""
    usual, wide = lay_out(crowd(40)), lay_out(crowd(40, ["wide " * 400]))
    assert faults(wide) == []
    (number,) = [label for label in wide.labels if label.number]
    assert (number.entry, number.number.lines[0].text) == ("e0", str(number_of(wide, "e0")))
    assert number.text.box.top > wide.radius
    assert "".join(line.text for line in number.text.lines).replace(" ", "") == "wide" * 400
    assert [blip.entry for blip in wide.blips if blip.number_size] == ["e0"]
    points = [{b.entry: (b.x, b.y) for b in scene.blips} for scene in (usual, wide)]
    assert points[0] == points[1]
    assert len(wide.labels) == 40


def number_of(scene: Scene, entry: str) -> int:
    """Return the number of an entry."""
    return next(blip.number for blip in scene.blips if blip.entry == entry)


def test_numbers_are_for_all_where_hardly_a_name_has_room() -> None:
    """Long names for all of a full radar become legends; asked for names, those that fit remain."""
    names = [f"A name that is {'very ' * 30} long {n}" for n in range(60)]
    scene = lay_out(crowd(60, names))
    assert scene.shows == "numbers"
    scene = lay_out(crowd(60, names, layout={"labels": "names"}))
    assert (scene.shows, faults(scene)) == ("names", [])


@pytest.mark.parametrize("entries", [8, 60, 150])
def test_larger_labels_for_small_windows_move_nothing(entries: int) -> None:
    """The second set of labels is larger, is over the same blips, and has more numbers."""
    atlas = Atlas(crowd(entries))
    usual, large = atlas.scene(), atlas.scene_with_large_labels()
    assert [fault for fault in faults(large) if "is lost" not in fault] == []
    assert [(b.entry, b.x, b.y) for b in large.blips] == [(b.entry, b.x, b.y) for b in usual.blips]
    least = 11.0 * usual.height / (720 - 160)  # of 720 px, a page has 560 for the picture
    read = [*large.labels, *(block for band in large.rings for block in band.names)]
    assert min(getattr(one, "text", one).size for one in read) >= least * 0.85
    said = {label.entry: label.text.lines[0].text for label in large.labels}
    for blip in large.blips:
        assert bool(blip.number_size) == (said.get(blip.entry) == str(blip.number))


def moved_crowd(seed: int) -> radar.Radar:
    """Return a radar with names of which many have no room, and of which most blips moved far."""
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    words = ("Kubernetes", "Data mesh", "Retrieval-augmented generation", "x")
    rings = [{"id": f"r{n}", "name": f"R {n}"} for n in range(8)]

    def history() -> list[dict[str, str]]:
        quadrant = f"q{int(chance.random() ** 4 * 4)}"
        places = [{"edition": edition, "quadrant": quadrant} for edition in "ab"]
        return [place | {"ring": f"r{chance.randrange(8)}"} for place in places]

    entries = [
        {
            "id": f"e{n}",
            "name": f"{chance.choice(words)} " * chance.choice((1, 1, 9)) + str(n),
            "history": history(),
        }
        for n in range(50)
    ]
    quadrants = [{"id": f"q{n}", "name": f"Q {n}"} for n in range(4)]
    editions = [{"id": "a"}, {"id": "b"}]
    layout = {"labels": "names"}
    axes = {"quadrants": quadrants, "rings": rings, "editions": editions}
    return radar.Radar(title="Ours", entries=entries, layout=layout, **axes)


@pytest.mark.few(1)
@pytest.mark.parametrize("seed", range(3))
def test_no_name_is_on_the_tail_of_a_blip_with_a_number(seed: int) -> None:
    """A blip with a number is larger, and its tail begins farther out: that much is kept free."""
    atlas = Atlas(moved_crowd(seed))
    scenes = (atlas.scene(), atlas.scene_with_large_labels())
    numbers = {blip.entry for blip in scenes[0].blips if blip.number_size}
    assert numbers & {trail.entry for trail in scenes[0].trails}
    for scene in scenes:
        assert [fault for fault in faults(scene) if "tail" in fault] == []


def test_where_all_have_numbers_small_windows_have_larger_names_of_rings() -> None:
    """Names of rings and quadrants can be read in a small window, whatever is in the blips."""
    atlas = Atlas(crowd(60, layout={"labels": "numbers"}))
    usual, large = atlas.scene(), atlas.scene_with_large_labels()
    assert large.blips == usual.blips
    for one, other in zip(usual.rings, large.rings, strict=True):
        assert min(block.size for block in other.names) > max(block.size for block in one.names)


def test_a_quadrant_of_any_edition_can_be_asked_for() -> None:
    """The picture of a quadrant is that of the edition, with all names at 13 px and more."""
    rows = [
        {
            "id": f"e{n}",
            "name": f"Entry {n}",
            "history": [{"edition": "ab"[n % 2], "quadrant": "q", "ring": "adopt"}],
        }
        for n in range(8)
    ]
    editions = [{"id": "a"}, {"id": "b"}]
    atlas = Atlas(radar.Radar(title="T", quadrants=["q", "r"], editions=editions, entries=rows))
    assert [len(atlas.quadrant("q", edition=each).blips) for each in "ab"] == [4, 8]
    assert min(label.text.size for label in atlas.quadrant("q").labels) >= 13.0


@pytest.mark.parametrize("edition", ["2022", "2026-11"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_radar_of_this_repository_has_every_name_beside_its_blip(
    root: Path, edition: str, language: str
) -> None:
    """All 43 names stand on the picture, in both editions and languages."""
    scene = lay_out(radar.load(root / "entries"), edition, language)
    assert faults(scene) == []
    assert len(scene.labels) == 43
    assert all(label.number is None for label in scene.labels)


def test_a_very_wide_name_keeps_off_blips_far_away() -> None:
    """Names were once only held against blips up to 20 em away, and wide ones lay on others."""
    rings = [f"r{n}" for n in range(6)]
    row = [
        {
            "id": f"e{n}",
            "name": "W" * 60 if n == 7 else str(n),
            "quadrant": "a",
            "ring": rings[n % 6],
        }
        for n in range(20)
    ]
    quadrants = [chr(97 + n) for n in range(8)]
    ours = radar.Radar(title="Wide", quadrants=quadrants, rings=rings, entries=row)
    assert faults(Atlas(ours).quadrant("a")) == []


def test_a_tail_says_how_many_rings_were_crossed() -> None:
    """A line across it for each ring beyond the first; its origin is in the ring that was left."""
    names = ("adopt", "trial", "assess", "hold")
    rows = [
        {
            "id": f"from-{old}-to-{new}",
            "name": f"{old} {new}",
            "history": [
                {"edition": "1", "ring": old, "quadrant": "a"},
                {"edition": "2", "ring": new, "quadrant": "a"},
            ],
        }
        for old in names
        for new in names
    ]
    editions = [{"id": "1"}, {"id": "2"}]
    ours = radar.Radar(title="Ours", quadrants=["A", "B"], editions=editions, entries=rows)
    scene = lay_out(ours)
    assert faults(scene) == []
    edges = [(band.inner, band.outer) for band in scene.rings]
    for trail in scene.trails:
        _, old, _, new = trail.entry.split("-")
        assert len(trail.tail.notches) == abs(names.index(old) - names.index(new)) - 1
        inner, outer = edges[names.index(old)]
        assert dist((0, 0), trail.origin) == pytest.approx((inner + outer) / 2, abs=0.02)
    assert len(scene.trails) == 12
    assert any(item.steps == 2 for item in scene.key)


def test_what_most_entries_are_is_not_marked() -> None:
    """Where most are new, these have the plain mark, and the key says so."""
    first = {"edition": "1", "ring": "trial", "quadrant": "a"}
    later = {"edition": "2", "ring": "trial", "quadrant": "a"}
    for new, unmarked in ((2, "unchanged"), (3, "new")):
        rows = [
            {"id": f"e{n}", "name": f"E {n}", "history": [later if n < new else first]}
            for n in range(4 if new == 2 else 5)
        ]
        editions = [{"id": "1"}, {"id": "2"}]
        ours = radar.Radar(title="Ours", quadrants=["A", "B"], editions=editions, entries=rows)
        scene = lay_out(ours)
        assert scene.unmarked == unmarked
        assert scene.key[0].movement == unmarked
        said = [line.text for item in scene.key for line in item.text.lines]
        assert ("new unless marked" in said) == (unmarked == "new")


def test_names_in_the_firmest_ring_are_bold() -> None:
    """Those of the innermost ring, with the room that bold letters need, and no others."""
    rows = [
        {"id": f"e{n}", "name": "Kubernetes", "quadrant": "a", "ring": ring}
        for n, ring in enumerate(("adopt", "trial", "hold"))
    ]
    scene = lay_out(radar.Radar(title="Ours", quadrants=["A", "B"], entries=rows))
    for label in scene.labels:
        block = label.text
        assert block.bold == (label.ring == "adopt")
        wide = width(block.lines[0].text, block.size, bold=block.bold)
        assert block.box.width == pytest.approx(wide, abs=0.02)
