"""`radar import --merge` into a radar with closed editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call, write

SETTINGS = "title: Ours\nid: ours\nquadrants: [Tools, Platforms]\nrings: [adopt, trial, hold]\n"
SHEET = (
    "name,ring,quadrant,isNew,description\n"
    "Rust,trial,tools,FALSE,\nGit,adopt,tools,FALSE,\nZig,trial,tools,TRUE,Small.\n"
)
RUST = "---\nname: Rust\nquadrant: tools\nring: {ring}\n---\n"
GIT = "---\nname: Git\nquadrant: tools\nring: adopt\n---\n"


@pytest.fixture
def closed(folder: Path, call: Call) -> Path:
    """A radar with the closed edition q1 and the open one q2, in which Rust moved."""
    write(folder, {"entries/radar.yaml": SETTINGS, "entries/git.md": GIT})
    write(folder, {"entries/rust.md": RUST.format(ring="adopt"), "sheet.csv": SHEET})
    for edition, day in (("q1", "2027-03-31"), ("q2", "2027-06-30")):
        assert call("snapshot", edition, "--date", day).code == 0
    assert call("move", "rust", "hold", "--note", "Slow.").code == 0
    return folder / "entries"


def test_a_new_edition_closes_the_open_one(closed: Path, call: Call) -> None:
    """What happened in the open edition stays its news; the sheet says what is news of the new."""
    said = call("import", "sheet.csv", "--merge", "--edition", "2027-Q3", "-v")
    assert said.code == 0
    assert "a new edition, opened by closing the one before it" in said.out + said.err
    assert (closed / "editions/q2.json").is_file()
    assert call("diff", "q1", "q2").out == (
        "Ours: q1 to q2\n\nMoved out (1)\n  Rust  adopt → hold, 2 rings, Tools\n        Slow.\n"
    )
    news = "New (1)\n  Zig  trial, Tools\n\nMoved in (1)\n  Rust  hold → trial, Tools\n"
    assert call("diff").out == f"Ours: q2 to 2027-q3\n\n{news}"
    assert call("check").code == 0


def test_a_dry_run_closes_nothing(closed: Path, call: Call) -> None:
    """It reports the closing, and the files stay as they were."""
    before = {path: path.read_bytes() for path in closed.rglob("*") if path.is_file()}
    said = call("import", "sheet.csv", "--merge", "--edition", "2027-Q3", "--dry-run")
    assert "Would change 4 files" in said.out + said.err
    assert before == {path: path.read_bytes() for path in closed.rglob("*") if path.is_file()}


def test_the_open_edition_is_merged_into_as_it_is(closed: Path, call: Call) -> None:
    """A sheet of the edition that is open closes nothing; rings are written beside the names."""
    assert call("import", "sheet.csv", "--merge", "--edition", "q2").code == 0
    assert not (closed / "editions/q2.json").exists()
    assert "ring: trial\n" in (closed / "rust.md").read_text()


def test_a_closed_edition_is_not_merged_into(closed: Path, call: Call) -> None:
    """The message names the open edition, and the command that corrects a closed one."""
    said = call("import", "sheet.csv", "--merge", "--edition", "q1")
    assert said.code == 2
    assert "--edition q2" in said.err
    assert "radar amend" in said.err


def test_several_new_editions_are_merged_one_at_a_time(closed: Path, call: Call) -> None:
    """Each closes the one before it, so that no ring is taken for that of another edition."""
    write(closed.parent, {"old/2028-01.csv": SHEET, "old/2028-06.csv": SHEET})
    said = call("import", "old", "--merge")
    assert said.code == 2
    assert "Merge one edition at a time" in said.err
    assert call("check").code == 0
