"""An entry leaves a radar with closed editions, and why: before and after the next closing."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call, write

SETTINGS = "title: Ours\nid: ours\nquadrants: [Tools, Platforms]\nrings: [adopt, trial, hold]\n"
LISTED = "entries:\n  - {id: lee, name: Lee, quadrant: tools, ring: hold}\n"


def rust(ring: str, more: str = "") -> str:
    """Return the file of an entry."""
    return f"---\nname: Rust\nquadrant: tools\nring: {ring}\n{more}---\n"


@pytest.fixture
def closed(folder: Path, call: Call) -> Path:
    """A radar of two entries with the closed edition q1 and the open one q2."""
    write(folder, {"radar.yaml": SETTINGS, "rust.md": rust("trial"), "list.yaml": LISTED})
    for edition, day in (("q1", "2027-03-31"), ("q2", "2027-06-30")):
        assert call("snapshot", edition, "--date", day).code == 0
    return folder


def test_the_reason_of_a_departure_moves_into_the_history(closed: Path, call: Call) -> None:
    """No line before it is needed, because the closed edition says where the entry was."""
    assert call("move", "rust", "removed", "--note", "Gone.").code == 0
    assert call("remove", "lee", "--note", "Left.").code == 0
    assert call("snapshot", "q3", "--date", "2027-09-30").code == 0
    line = "history:\n  q2:\n    ring: removed\n    note: Gone.\n"
    assert (closed / "rust.md").read_text() == rust("removed", line)
    assert "history: {q2: {ring: removed, note: Left.}}" in (closed / "list.yaml").read_text()
    assert "left the radar\n                  Gone." in call("history", "rust").out
    assert call("check").code == 0


def test_a_departure_is_opened_again_with_its_reason(closed: Path, call: Call) -> None:
    """What a snapshot moved, its undoing puts back to the letter."""
    assert call("move", "rust", "removed", "--note", "Gone.").code == 0
    before = (closed / "rust.md").read_bytes()
    assert call("snapshot", "q3", "--date", "2027-09-30").code == 0
    assert call("snapshot", "--undo").code == 0
    assert (closed / "rust.md").read_bytes() == before


def test_an_entry_that_left_comes_back(closed: Path, call: Call) -> None:
    """It is told as returned, with both reasons in its history."""
    assert call("move", "rust", "removed", "--note", "Gone.").code == 0
    assert call("snapshot", "q3", "--date", "2027-09-30").code == 0
    said = call("move", "rust", "adopt", "--note", "Back.")
    assert "Rust: off the radar → adopt, recorded under q3" in said.err
    assert (
        call("diff").out == "Ours: q2 to q3\n\nReturned (1)\n  Rust  adopt, Tools\n        Back.\n"
    )
    assert call("snapshot", "q4", "--date", "2027-12-31").code == 0
    history = call("history", "rust").out
    assert history.index("Gone.") < history.index("adopt, returned") < history.index("Back.")


def test_a_return_can_be_taken_back(closed: Path, call: Call) -> None:
    """Before the edition is closed, the entry is off the radar as it was, and nothing is told."""
    assert call("move", "rust", "removed").code == 0
    assert call("snapshot", "q3", "--date", "2027-09-30").code == 0
    before = (closed / "rust.md").read_bytes()
    assert call("move", "rust", "adopt").code == 0
    assert "Rust: adopt → off the radar" in call("move", "rust", "removed").err
    assert (closed / "rust.md").read_bytes() == before
    assert call("diff").code == 0
    assert call("check").code == 0


@pytest.mark.parametrize(
    ("file", "place", "reason"),
    [
        (rust("removed", "note: Again.\n"), "1:1", 'in "q3": it was removed already'),
        (rust("trial", "history: {q2: removed, q1: trial}\n"), "5:24", "which is newer"),
    ],
)
def test_a_reason_that_would_be_shown_nowhere_is_told(
    closed: Path, call: Call, file: str, place: str, reason: str
) -> None:
    """An entry leaves once; what is said of a second time has a place in no edition."""
    write(closed, {"rust.md": rust("removed")})
    assert call("snapshot", "q3", "--date", "2027-09-30").code == 0
    write(closed, {"rust.md": file})
    said = call("check")
    assert said.code == 1
    assert f"rust.md:{place}: " in said.out + said.err
    assert reason in said.out + said.err


def test_what_was_never_there_cannot_leave(closed: Path, call: Call) -> None:
    """A line that takes a new entry off a closed edition is told at its place."""
    write(closed, {"zig.md": rust("trial", "history: {q1: removed}\n").replace("Rust", "Zig")})
    said = call("check")
    assert said.code == 1
    assert 'zig.md:5:11: the entry cannot be removed in "q1": it was never placed before' in (
        said.out + said.err
    )
