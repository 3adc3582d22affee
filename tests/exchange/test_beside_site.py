"""Files of other tools beside the site: `export:` in `radar.yaml`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import radar

SETTINGS = "title: Ours\nquadrants: [Tools, Data, Platforms, Languages]\nexport: [backstage]\n"
ENTRY = "---\nname: Rust\nring: trial\nquadrant: languages\n---\nSafe.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A radar that asks for Backstage's file."""
    made = tmp_path / "ours"
    made.mkdir()
    (made / "radar.yaml").write_text(SETTINGS, encoding="utf-8")
    (made / "rust.md").write_text(ENTRY, encoding="utf-8")
    return made


def test_the_file_lies_beside_the_site(folder: Path, tmp_path: Path) -> None:
    """It is what `radar export` writes, and the site can be built again over it."""
    for _ in range(2):
        radar.build(folder, tmp_path / "site")
    made = (tmp_path / "site" / "tech-radar.json").read_bytes()
    assert made == radar.export(folder, "backstage").files["tech-radar.json"]
    assert [entry["id"] for entry in json.loads(made)["entries"]] == ["rust"]


def test_a_site_that_asks_for_nothing_has_no_such_file(folder: Path, tmp_path: Path) -> None:
    """Without `export:` nothing is added."""
    (folder / "radar.yaml").write_text(SETTINGS.replace("export: [backstage]\n", ""))
    radar.build(folder, tmp_path / "site")
    assert not (tmp_path / "site" / "tech-radar.json").exists()


def test_what_the_tool_cannot_hold_is_a_note(folder: Path) -> None:
    """What is left out is said by `radar check`, and can be ignored by its code."""
    assert "not-exported" not in {problem.code for problem in radar.check(folder)}
    (folder / "rust.md").write_text(ENTRY.replace("name:", "tags: [safe]\nname:"))
    (note,) = (problem for problem in radar.check(folder) if problem.code == "not-exported")
    assert (note.severity, note.message) == ("note", "tech-radar.json does not hold all: tags")
    assert not [p for p in radar.check(folder, ignore=["not-exported"]) if p.code == note.code]


def test_a_radar_that_the_tool_cannot_show_is_an_error(folder: Path, tmp_path: Path) -> None:
    """Backstage draws four quadrants; nothing is built."""
    settings = (folder / "radar.yaml").read_text().replace("Data, Platforms, ", "")
    (folder / "radar.yaml").write_text(settings)
    with pytest.raises(radar.InvalidRadar, match="exactly four quadrants, this radar has 2"):
        radar.build(folder, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_format_that_is_none_is_an_error_with_its_place(folder: Path) -> None:
    """As with any other word of the settings."""
    settings = (folder / "radar.yaml").read_text().replace("backstage", "backstag")
    (folder / "radar.yaml").write_text(settings)
    (wrong,) = (problem for problem in radar.check(folder) if problem.severity == "error")
    assert (wrong.place.rpartition("/")[2], wrong.code) == ("radar.yaml:3:10", "unknown-value")
    assert wrong.hint == 'did you mean "backstage"?'


def test_the_setting_is_written_and_read_again(folder: Path, tmp_path: Path) -> None:
    """`radar.write` keeps it."""
    ours = radar.load(folder)
    radar.write(ours, tmp_path / "again")
    assert radar.load(tmp_path / "again").export == ("backstage",)
