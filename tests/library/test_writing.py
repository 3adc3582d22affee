"""A radar made in Python becomes a folder, and the folder that radar again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import radar
from radar.naming import same_name

LANGUAGES = ("en", "zh", "pt-BR")
# what YAML or Markdown might take for something else stands among ordinary words
WORDS = st.sampled_from(
    [
        *("Fast.", "no", "1.10", "2026-05-01", "a: b", "# c", "- d", "'e'", '"f"', "{g}", "[h]"),
        *("云原生", "Ünï – code", "~", "null", "a #b", "@i", "`j`", "%k", "!l", "&m", "*n*", "|"),
    ]
)
TEXTS = st.sampled_from(
    [
        *("One.\n\nTwo.", "- a\n- b", "## Head\n\nText.", "a\\\nb", "---\n\nAfter a line."),
        *("```yaml\n---\na: b\n```", "A [link](https://example.org/a).", "> quoted"),
    ]
)
NAMES = ("Rust", "C++", "C#", "云", "Node.js", "no", "1.10", "Ünïcode", "A & B", "-dash", "Кафка")
RINGS = ("Adopt", "Trial", "Assess", "Hold")
EDITIONS = ("2024", "2025-05", "Spring 2026")


def in_languages(draw: st.DrawFn, words: st.SearchStrategy[str], languages: list[str]) -> Any:
    """Draw a text: nothing, one for every language, or a mapping that has some of them."""
    tags = draw(st.sets(st.sampled_from(languages)))
    plain = draw(words) if draw(st.booleans()) else {}
    return {tag: draw(words) for tag in sorted(tags)} or plain


@st.composite
def radars(draw: st.DrawFn) -> radar.Radar:
    """Draw a radar with everything that the model has."""
    languages = [*LANGUAGES[: draw(st.integers(1, 3))]]
    editions = [*EDITIONS[: draw(st.integers(0, 3))]]
    quadrants: list[Any] = ["Languages", {"name": {"en": "Tools"}, "aliases": ["gear"]}, "数据"]
    names = draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
    entries = [_entry(draw, name, names, languages, editions) for name in names]
    return radar.Radar(
        title={tag: f"Ours: {tag}" for tag in languages},
        languages=languages,
        description=in_languages(draw, WORDS, languages),
        introduction=in_languages(draw, TEXTS, languages),
        footer=in_languages(draw, WORDS, languages),
        quadrants=quadrants,
        editions=[{"name": name, "date": date(2024 + n, 5, 1)} for n, name in enumerate(editions)],
        entries=entries,
        tags={"x": "What is x"} if draw(st.booleans()) else {},
        layout={"labels": draw(st.sampled_from(["auto", "numbers"]))},
        base_url=draw(st.sampled_from(["", "https://radar.example.org/"])),
        review_after=12 if editions and draw(st.booleans()) else None,
        png=draw(st.booleans()),
        cards=draw(st.booleans()),
    )


def _entry(
    draw: st.DrawFn, name: str, names: list[str], languages: list[str], editions: list[str]
) -> radar.Entry:
    def maybe(value: Any, default: Any) -> Any:
        return value if draw(st.booleans()) else default

    others = [other for other in names if other != name]
    return radar.Entry(
        name=draw(st.sampled_from([name, dict.fromkeys(languages, name)])),
        summary=in_languages(draw, WORDS, languages),
        text=in_languages(draw, TEXTS, languages),
        quadrant=draw(st.sampled_from(["Languages", "gear", "数据"])),
        tags=draw(st.lists(st.sampled_from(["a", "b c", "d, e"]), max_size=2)),
        owner=maybe("Team: Blue", ""),
        reviewed=maybe(date(2025, 2, 28), None),
        links=maybe(["https://example.org/?a=b#c"], [])
        + maybe(
            [{"url": "mailto:a@example.org", "label": in_languages(draw, WORDS, languages)}], []
        ),
        aliases=maybe([f"{name} of old"], []),
        related=maybe(others[:1], []),
        pin=maybe({"angle": 12.5, "radius": 0.25}, None),
        hidden=draw(st.booleans()),
        **(
            {"history": _history(draw, languages, editions)}
            if editions
            else {
                "ring": draw(st.sampled_from(RINGS)),
                "moved": draw(st.sampled_from([None, "in"])),
            }
        ),
    )


def _history(draw: st.DrawFn, languages: list[str], editions: list[str]) -> dict[str, Any]:
    lines: dict[str, Any] = {}
    for edition in editions[draw(st.integers(0, len(editions) - 1)) :]:
        there = bool(lines) and lines[[*lines][-1]]["ring"] != "removed"
        ring = draw(st.sampled_from((*RINGS, "removed") if there else RINGS))
        note = in_languages(draw, WORDS, languages)
        lines[edition] = {"ring": ring, "note": note}
        if ring != "removed" and draw(st.booleans()):
            lines[edition]["quadrant"] = draw(st.sampled_from(["Languages", "Tools"]))
    return lines


@settings(max_examples=60, deadline=None)
@given(radars(), st.booleans())
def test_what_is_written_is_read_again(ours: radar.Radar, one_file: bool) -> None:
    """The folder of any radar holds that radar: every language, history, pin, link and setting."""
    with TemporaryDirectory() as folder:
        paths = radar.write(ours, folder, one_file=one_file)
        assert radar.load(folder) == ours
        assert paths == tuple(
            sorted(p.relative_to(folder).as_posix() for p in Path(folder).rglob("*") if p.is_file())
        )


def ours(**more: Any) -> radar.Radar:
    """Make a radar of one entry."""
    fields = {"name": "Rust", "quadrant": "languages", "ring": "trial"}
    return radar.Radar(title="Ours", quadrants=["Languages", "Tools"], entries=[{**fields, **more}])


def test_our_own_radar_is_written_with_its_pictures(root: Path, tmp_path: Path) -> None:
    """What was read from a folder can be written to another: files beside it are given by path."""
    there = root / "entries"
    read = radar.load(there)
    pictures = {p.name: p.read_bytes() for p in there.rglob("*.svg")}
    radar.write(read, tmp_path / "copy", files=pictures)
    assert radar.load(tmp_path / "copy") == read


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"links": ["javascript:x"]}, "bad-url"),
        ({"related": ["zig"]}, "unknown-entry"),
        ({"id": "con"}, "bad-id"),
        ({"text": {"fr": "Vite."}}, "not-written"),
        ({"summary": {"en": "Fast.", "und": "Safe."}}, "not-written"),
        ({"summary": "Fast. <!-- ours -->"}, "not-written"),
        ({"owner": "two\nlines"}, "control-character"),
    ],
)
def test_what_no_file_can_say_is_named_and_not_written(
    more: dict[str, Any], code: str, tmp_path: Path
) -> None:
    """A radar that would be another one when it is read is refused as a whole; `check` says why."""
    with pytest.raises(radar.InvalidRadar) as error:
        radar.write(ours(**more), tmp_path / "there")
    assert code in {problem.code for problem in error.value.problems}
    assert not (tmp_path / "there").exists()
    assert set(error.value.problems) <= set(radar.check(ours(**more)))


@pytest.mark.parametrize("name", ["readme", "readme.zh"])
def test_an_entry_whose_file_is_not_read_is_named(name: str, tmp_path: Path) -> None:
    """No entry is lost because its file would be a README; in one file, its id may be that."""
    with pytest.raises(radar.InvalidRadar, match=f"{name}.md: `id` cannot be written"):
        radar.write(ours(id=name), tmp_path / "there")
    assert not (tmp_path / "there").exists()
    radar.write(ours(id=name), tmp_path / "there", one_file=True)
    assert radar.load(tmp_path / "there").by_id[name].name == ours().entries[0].name


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path) -> None:
    """Only an absent or an empty folder is written to."""
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(radar.BadCall, match="something in"):
        radar.write(ours(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_that_goes_with_the_radar_is_none_of_its_own(tmp_path: Path) -> None:
    """A picture cannot take the place of an entry."""
    with pytest.raises(radar.InvalidRadar, match="file of the radar itself"):
        radar.write(ours(), tmp_path / "there", files={"rust.md": b"x"})


@pytest.mark.parametrize("path", ["../x.png", "/x.png", ".git/config", "a/con.png", "a//b", ""])
def test_a_file_that_goes_with_the_radar_stays_in_its_folder(path: str, tmp_path: Path) -> None:
    """A path that leads out, or is never read there, is a wrong call."""
    with pytest.raises(radar.BadCall, match="no path in the folder"):
        radar.write(ours(), tmp_path / "there", files={path: b"x"})
    assert not [*tmp_path.iterdir()]


def test_where_an_entry_was_read_from_makes_no_difference() -> None:
    """Two entries that say the same are equal, whatever files they stand in."""
    assert ours() == ours(sources={"en": "languages/rust.md"})
    assert same_name(ours().entries[0].id) == "rust"
