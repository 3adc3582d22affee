"""An entry that was saved beside the radar's folder is told, and nothing else there is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from radar.library.checking import check
from radar.reading.misplaced import find_misplaced

SETTINGS = "title: Ours\nquadrants: [Tools, Platforms]\n"
ENTRY = "---\nname: Kafka\nquadrant: tools\nring: adopt\n---\n\nText.\n"


@pytest.fixture
def radar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A radar in `entries`, seen from the folder above it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries/radar.yaml").write_text(SETTINGS)
    (tmp_path / "entries/rust.md").write_text(ENTRY.replace("Kafka", "Rust"))
    return Path("entries")


def test_an_entry_beside_the_folder_is_told(radar: Path) -> None:
    """With its path, and what to do; line ends and capital letters do not matter."""
    Path("Kafka.MD").write_bytes(ENTRY.replace("\n", "\r\n").encode("utf-8-sig"))
    found = check(radar)
    assert [(p.path, p.code, p.severity) for p in found] == [
        ("Kafka.MD", "misplaced-entry", "note")
    ]
    assert check(radar, ignore=["misplaced-entry"]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "# Read me\n",
        "---\ntitle: A page\nlayout: home\n---\n",
        "---\nring: gold\n---\n",
        "---\nname: [\n---\n",
        "---\nquadrant: a\nring: b\n",
        ENTRY + "x" * 200_000,
        "",
    ],
    ids=range(7),
)
def test_other_files_are_not_told(radar: Path, text: str) -> None:
    """Pages of other tools, broken and large files are none of ours."""
    Path("page.md").write_text(text)
    Path("raw.md").write_bytes(b"---\nring: \xff\n---\n")
    Path("folder.md").mkdir()
    assert check(radar) == ()


def test_nothing_outside_is_looked_at(radar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither above where the command runs, nor through a link."""
    Path("kafka.md").write_text(ENTRY)
    os.symlink("entries/rust.md", "link.md")
    assert [p.path for p in find_misplaced(radar)] == ["kafka.md"]
    assert [p.path for p in find_misplaced(radar.absolute())] == [str(Path("kafka.md").absolute())]
    monkeypatch.chdir(radar)
    assert [*find_misplaced(Path()), *find_misplaced(Path("..", "entries"))] == []
