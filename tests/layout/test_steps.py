"""What layout searched for in an earlier build is taken from there, and changes no picture."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import radar
from radar.files.cache import VARIABLE
from radar.layout import Atlas, Scene
from radar.layout.labels import placing
from radar.layout.placement import editions
from radar.model import Entry, Radar

sys.path.insert(0, str(Path(__file__).parent))
from scenes import radars


class Notes(dict[str, str]):
    """Results of steps that are kept in memory; `asked` says which were asked for."""

    def __init__(self, kept: Mapping[str, str] = {}) -> None:
        super().__init__(kept)
        self.asked: list[str] = []

    def take(self, made_from: str) -> str | None:
        """Return what is noted."""
        self.asked.append(made_from)
        return self.get(made_from)

    def add(self, made_from: str, result: str) -> None:
        """Note what was made."""
        assert result.isascii()
        assert "\n" not in result
        self[made_from] = result


def scenes(ours: Radar, steps: Notes | None) -> list[Scene]:
    """Return every picture of a radar: of its editions, for small windows, and of quadrants."""
    atlas = Atlas(ours, steps=steps)
    found = [atlas.scene(edition.id) for edition in ours.editions]
    found.append(atlas.scene_with_large_labels())
    return found + [atlas.quadrant(quadrant.id) for quadrant in ours.quadrants]


def crowd(count: int, names: str = "Entry") -> Radar:
    """Return a radar of two editions, with entries of which some are new in the second."""
    entries = [
        Entry(
            id=f"e{n}",
            name=f"{names} {n}",
            history=[
                {
                    "edition": "ab"[n % 7 == 0],
                    "quadrant": "pq"[n % 2],
                    "ring": ("adopt", "hold")[n % 3 == 0],
                }
            ],
        )
        for n in range(count)
    ]
    two = [{"id": "a"}, {"id": "b"}]
    return Radar(title="Ours", quadrants=["p", "q"], editions=two, entries=entries)


@settings(max_examples=min(15, settings.default.max_examples // 2))
@given(radars(most=40))
def test_taken_from_an_earlier_build_a_picture_is_the_same(ours: Radar) -> None:
    """To the last bit of each number, with and without what was kept, as it is written and read."""
    steps = Notes()
    fresh, first = repr(scenes(ours, None)), repr(scenes(ours, steps))
    assert first == fresh
    assert repr(scenes(ours, Notes(steps))) == fresh


def test_what_was_kept_is_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same radar is laid out without placing a blip or a label."""
    ours, steps = crowd(60), Notes()
    fresh = scenes(ours, steps)
    for module, name in (
        (editions, "arrange"),
        (placing, "place_labels"),
        (placing, "place_all_labels"),
    ):
        monkeypatch.setattr(module, name, None)
    assert scenes(ours, steps) == fresh


def test_a_name_places_no_blip_again() -> None:
    """Of a radar with another name only labels are searched for, and not those of all quadrants."""
    ours, steps = crowd(20), Notes()
    scenes(ours, steps)
    one = ours.entries[1].model_copy(update={"name": "Something else"})
    other = ours.model_copy(update={"entries": (ours.entries[0], one, *ours.entries[2:])})
    kept = set(steps)
    assert repr(scenes(other, steps)) == repr(scenes(other, None))
    made = [json.loads(step)[0] for step in steps if step not in kept]
    assert made
    assert "arrangement" not in made
    assert len(made) < len(kept)


def test_a_build_takes_what_the_one_before_searched_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another text changes its page and searches for nothing; another name, for labels alone."""
    folder = tmp_path / "radar"
    folder.mkdir()
    (folder / "radar.yaml").write_text("title: Ours\nquadrants: [A, B]\n", encoding="utf-8")

    def build(name: str, text: str, cache: str) -> dict[str, bytes]:
        entry = f"---\nname: {name}\nring: hold\nquadrant: A\n---\n{text}\n"
        (folder / "one.md").write_text(entry, encoding="utf-8")
        monkeypatch.setenv(VARIABLE, cache and str(tmp_path / cache))
        site = radar.build(folder, tmp_path / "site").output
        files = (path for path in site.rglob("*") if path.is_file())
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}

    monkeypatch.chdir(folder)  # what is kept may not lie where a command runs
    assert build("One", "First.", "cache") == build("One", "First.", "")
    monkeypatch.setattr(editions, "arrange", None)
    assert build("Another name", "First.", "cache")
    for name in ("place_labels", "place_all_labels"):
        monkeypatch.setattr(placing, name, None)
    assert b"Second" in build("Another name", "Second.", "cache")["entries/one.html"]
    with pytest.raises(TypeError):
        build("Another name", "Second.", "")


OTHERS = st.recursive(
    st.booleans() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=7) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)


@settings(max_examples=50)
@given(st.data())
def test_what_cannot_be_read_is_made_again(data: st.DataObject) -> None:
    """Whatever stands in the place of a result, a picture comes from no damaged one."""
    ours, steps = crowd(6), Notes()
    fresh = repr(Atlas(ours, steps=steps).scene())
    step = data.draw(st.sampled_from(sorted(steps)))
    whole = steps[step]
    cut = st.integers(0, len(whole) - 1).map(lambda end: whole[:end])
    steps[step] = data.draw(cut | OTHERS.map(json.dumps))
    assert repr(Atlas(ours, steps=steps).scene()) == fresh
