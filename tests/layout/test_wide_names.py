"""Names as wide as a file may have them, wherever a picture sets text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.layout import Atlas, Style
from radar.layout.composition.on_page import for_page
from radar.layout.placement.wedge import sector_shape
from radar.layout.text.breaks import clusters
from radar.layout.text.sizes import LONGEST, width, wrap
from radar.model import Radar

sys.path.insert(0, str(Path(__file__).parent))
from scenes import faults

MOST = 2000  # characters that a name in a file may have
WIDE = {
    "capitals": "W" * 1900,
    "words": ("Continuous delivery for models " * 99)[:MOST],
    "Chinese": "云原生" * 600,
    "emoji that are joined": "👩\u200d🚀" * 600,
    "one letter under a heap of accents": "e" + "\u0301" * 1900,
    "vowels without a consonant": "\u0e33" * 1900,
    "half a syllable, again and again": "\u1160" * 1900,
    "Hebrew": "ענן " * 480,
    "nothing that can be seen": "\u200b\u200d" * 900,
    "slashes": "a/" * 950,
}
SIGNS = (
    "W",
    "i",
    ".",
    "云",
    "👩\u200d🚀",
    "e\u0301",
    "\u0e33",
    "\u200b",
    "א",
    "-",
    " ",
    "क\u094dष",
    "﷽",
)
QUICK = ("capitals", "words", "vowels without a consonant")
KINDS = [pytest.param(k, marks=[] if k in QUICK else pytest.mark.thorough) for k in WIDE]
names = st.builds(
    lambda signs, times: ("".join(signs) * times)[:MOST] + "x",
    st.lists(st.sampled_from(SIGNS), min_size=1, max_size=4),
    st.sampled_from([1, 2, 5, 40, 300, MOST]),
)


def radar(count: int, labels: str = "auto", **more: Any) -> Radar:
    """Make a radar of a few entries, the first of which has the name given as `wide`."""
    wide = more.pop("wide", "Wide")
    rows = [
        {"id": f"e{n}", "name": f"Thing {n}" if n else wide, "quadrant": "q0", "ring": "adopt"}
        for n in range(5)
    ]
    axes = [{"id": f"q{n}", "name": f"Quadrant {n}"} for n in range(count)]
    whole = {"title": "Ours", "quadrants": axes, "entries": rows, "layout": {"labels": labels}}
    return Radar.model_validate(whole | more)


def faults_of_all(ours: Radar, style: Style | None = None) -> list[str]:
    """Return what is wrong with the whole picture, on a page as well, and with every quadrant."""
    atlas = Atlas(ours, style)
    scenes = [atlas.scene(), *(atlas.quadrant(quadrant.id) for quadrant in ours.quadrants)]
    words = [(ours.say(quadrant.name), "1 entry") for quadrant in ours.clockwise]
    for_page(scenes[0], words, style or Style())
    return [fault for scene in scenes for fault in faults(scene)]


@pytest.mark.few(3)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("labels", ["auto", "names", "numbers"])
def test_the_name_of_an_entry_is_drawn_however_wide(kind: str, labels: str) -> None:
    """A name of as many characters as there may be ends no picture, and lies on nothing."""
    assert faults_of_all(radar(4, labels, wide=WIDE[kind])) == []


@pytest.mark.few(2)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [4, 5])
def test_every_other_text_is_drawn_however_wide(kind: str, count: int) -> None:
    """Title, edition, rings and quadrants may be as wide, in the corners or around the rim."""
    wide = WIDE[kind]
    ours = radar(
        count,
        title=wide,
        editions=[{"id": "1", "name": wide}],
        quadrants=[{"id": f"q{n}", "name": wide if n % 2 else "A"} for n in range(count)],
        rings=[{"id": "adopt", "name": wide}, {"id": "hold", "name": wide}],
    )
    assert faults_of_all(ours) == []
    scene = Atlas(ours).scene()
    assert max(scene.width, scene.height) < 12_000  # of which a single line would take 30,000


@pytest.mark.thorough
@settings(max_examples=6)
@given(st.lists(names, min_size=5, max_size=5), st.integers(2, 8), st.data())
def test_any_names_are_drawn(few: list[str], count: int, data: st.DataObject) -> None:
    """Whatever names are made of, and however rings and labels are asked for, all is drawn."""
    labels = data.draw(st.sampled_from(["auto", "names", "numbers"]))
    layout = {"labels": labels, "rings": data.draw(st.sampled_from(["content", "equal"]))}
    ours = radar(
        count,
        layout=layout,
        title=few[0],
        quadrants=[{"id": f"q{n}", "name": few[n % 3]} for n in range(count)],
        entries=[
            {"id": f"e{n}", "name": few[n % 5], "quadrant": f"q{n % count}", "ring": "adopt"}
            for n in range(9)
        ],
    )
    assert faults_of_all(ours) == []


@pytest.mark.thorough
def test_hundreds_of_equal_names_are_drawn() -> None:
    """A radar on which all names are the same is as any other."""
    rows = [
        {"id": f"e{n}", "name": "The same", "quadrant": f"q{n % 2}", "ring": "adopt"}
        for n in range(300)
    ]
    assert faults_of_all(radar(2, entries=rows)) == []


def test_a_name_that_fits_nowhere_is_a_number_in_the_picture_of_its_quadrant() -> None:
    """The others have their names beside their blips, and the wide one a line below."""
    scene = Atlas(radar(4, wide="W" * 1900)).quadrant("q0")
    assert faults(scene) == []
    assert [blip.entry for blip in scene.blips if blip.number_size] == ["e0"]
    assert [label.entry for label in scene.labels if label.number] == ["e0"]
    assert {label.entry for label in scene.labels} == {f"e{n}" for n in range(5)}
    assert {label.quadrant for label in scene.labels} == {"q0"}


def test_entries_that_share_a_cluster_are_in_the_picture_of_their_quadrant() -> None:
    """Where a sector has no room for all, numbers and a legend name every one of them."""
    rings = [f"r{n}" for n in range(8)]
    rows = [{"name": f"T{n}", "quadrant": "a", "ring": "r0"} for n in range(400)]
    quadrants = [chr(97 + n) for n in range(8)]
    layout = {"rings": "equal", "labels": "names"}
    style = Style(mark=12, blip=24, blip_floor=24, cross=60, radius=200)
    ours = Radar(title="Full", quadrants=quadrants, rings=rings, entries=rows, layout=layout)
    atlas = Atlas(ours, style)
    for scene in (atlas.scene(), atlas.quadrant("a")):
        assert len(scene.labels) == 400
        assert scene.clusters


@given(st.sampled_from(["\u0e33", "\u1160", "क\u094dष", "👩\u200d"]), st.integers(1, 200))
def test_a_heap_of_signs_is_no_character(sign: str, times: int) -> None:
    """What passes for one character is cut where no script writes any as wide."""
    text = "a" + sign * times
    lines = wrap(text, 10, 200)
    assert "".join(lines) == text
    assert max(width(line, 10) for line in lines) <= 200
    assert len(lines) == 1 or width(text, 10) > LONGEST * 10 or len(clusters(text)) > 1


@given(st.integers(2, 8), st.floats(0, 60), st.floats(1, 400), st.integers(2, 300))
def test_a_shape_as_thin_as_a_line_has_a_spacing(
    sectors: int, cross: float, outer: float, count: int
) -> None:
    """Points on hardly any area are hardly apart, and nothing is divided by nothing."""
    wedge = sector_shape(sectors, 0, 0, outer, cross).wedge
    low, high = 0.0, outer
    for _ in range(60):  # the greatest margin that leaves something
        middle = (low + high) / 2
        low, high = (low, middle) if wedge.heart(middle) is None else (middle, high)
    assert wedge.spacing(low, count) >= 0.0
    assert wedge.bound(low, max(wedge.spacing(low, count), 1e-6)) >= 0.0
