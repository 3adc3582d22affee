"""What stands in an open edition as a closed one says it, where its ring or quadrant is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

import radar

SETTINGS = """id: ours
title: Ours
quadrants: [Tools, Ways, Old]
rings: [adopt, trial, hold]
review_after: 30
editions: [{id: "1", date: 2024-01-01}]
"""
LATER = ', {id: "2", date: 2025-01-01}, {id: "3", date: 2026-01-01}]'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A radar with one closed edition, in which CI stood in trial, in the quadrant Old."""
    (tmp_path / "radar.yaml").write_text(SETTINGS)
    (tmp_path / "ci.md").write_text("---\nname: CI\nquadrant: old\nring: trial\n---\n")
    (tmp_path / "go.md").write_text("---\nname: Go\nquadrant: tools\nring: adopt\n---\n")
    radar.snapshot("2", tmp_path, date="2025-01-01")
    settings = (tmp_path / "radar.yaml").read_text()
    (tmp_path / "radar.yaml").write_text(settings.replace(', {id: "2", date: 2025-01-01}]', LATER))
    return tmp_path


def write(folder: Path, settings: tuple[str, str], first: str, *, second: str = "") -> None:
    """Change a line of the settings, and say where CI was in the first, second and last edition."""
    text = (folder / "radar.yaml").read_text()
    assert settings[0] in text
    (folder / "radar.yaml").write_text(text.replace(*settings))
    lines = f'  "1": {first}\n{second}  "3": {{ring: hold, quadrant: tools}}\n'
    (folder / "ci.md").write_text(f"---\nname: CI\nquadrant: tools\nhistory:\n{lines}---\n")


CHANGES = {
    "ring": (("[adopt, trial, hold]", "[adopt, hold]"), "{ring: trial, quadrant: old}"),
    "quadrant": (("[Tools, Ways, Old]", "[Tools, Ways]"), "{ring: trial, quadrant: old}"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_what_is_gone_is_no_place_in_an_open_edition(kind: str, folder: Path) -> None:
    """It is an error of the entry, which names the edition: there was a traceback."""
    settings, first = CHANGES[kind]
    write(folder, settings, first)
    wrong = [each for each in radar.check(folder) if each.severity == "error"]
    assert [(Path(each.path).name, each.code) for each in wrong] == [("ci.md", f"unknown-{kind}")]
    assert 'in the edition "2"' in wrong[0].message
    with pytest.raises(radar.InvalidRadar):
        radar.build(folder, folder.parent / "site")


@pytest.mark.parametrize("kind", CHANGES)
def test_the_hint_leads_out(kind: str, folder: Path) -> None:
    """A line for the open edition makes the radar whole, and the closed one stays as it was."""
    settings, first = CHANGES[kind]
    write(folder, settings, first, second='  "2": {ring: hold, quadrant: tools}\n')
    problems = radar.check(folder)
    assert not [each for each in problems if each.severity == "error"], problems
    built = radar.build(folder, folder.parent / f"{folder.name}-site")
    assert built.files
