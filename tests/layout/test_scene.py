"""Whole scenes: what must hold of any radar, and what may not change a position."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

import radar
from radar.layout import Atlas, Style, lay_out

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


@settings(max_examples=15)
@given(radars())
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
    for names in (True, False):
        one, two = (Atlas(each).arrangement("b", names=names) for each in (ours, other))
        assert one == two


@settings(max_examples=10)
@given(radars(most=120))
def test_later_editions_change_no_earlier_one(ours: radar.Radar) -> None:
    """An edition is laid out alike whether or not a later one exists."""
    from radar.history import until

    if ours.entries and any(e.history[0].edition == "a" for e in ours.entries):
        assert Atlas(until(ours, "a")).scene("a") == Atlas(ours).scene("a")


def test_radars_that_may_only_show_names_grow_until_they_can() -> None:
    """With `labels: names` three hundred entries have their names beside them."""
    entries = [
        {"id": f"e{n}", "name": f"Technology number {n}", "quadrant": f"q{n % 4}", "ring": "adopt"}
        for n in range(150)
    ]
    ours = radar.Radar(
        title="Names",
        quadrants=[{"id": f"q{n}", "name": f"Quadrant {n}"} for n in range(4)],
        entries=entries,
        layout={"labels": "names"},
    )
    scene = lay_out(ours)
    assert faults(scene) == []
    assert all(blip.number_size == 0 for blip in scene.blips)
    assert scene.radius > Style().radius


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


def test_a_trail_does_not_lead_to_who_stands_there_now() -> None:
    """Where a newcomer took the place of one that moved, neither became the other."""
    first = {"ring": "trial", "quadrant": "a"}
    later = [{**first, "edition": "2"}, {**first, "edition": "2", "ring": "adopt"}]
    moved = {"id": "old", "name": "Old", "history": [first, later[1]]}
    fresh = {"id": "new", "name": "New", "history": [later[0]]}
    base = {"title": "Ours", "quadrants": ["A", "B"], "editions": [{"id": "1"}, {"id": "2"}]}
    alone, both = (
        lay_out(radar.Radar(**base, entries=entries)) for entries in ([moved], [moved, fresh])
    )
    (before,) = lay_out(radar.Radar(**base, entries=[moved]), edition="1").blips
    taker = next(blip for blip in both.blips if blip.entry == "new")
    assert (taker.x, taker.y) == (before.x, before.y)
    assert alone.trails[0].tail[1] == pytest.approx(alone.trails[0].whole[1])
    assert both.trails[0].whole == alone.trails[0].whole
    assert faults(both) == []
