"""`radar amend`: what follows from a correction for the file of the entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call, write

SETTINGS = "title: Ours\nid: ours\nquadrants: [Tools, Platforms]\n"


def rust(more: str = "", ring: str = "trial") -> str:
    """Return the file of an entry that was published in Tools, on trial."""
    return f"---\nname: Rust\nquadrant: tools\nring: {ring}\n{more}---\n\nText.\n"


@pytest.fixture
def closed(folder: Path, call: Call) -> Path:
    """A radar of two entries with the closed editions q1 and q2, and the open one q3."""
    git = "---\nname: Git\nquadrant: platforms\nring: hold\n---\n"
    write(folder, {"radar.yaml": SETTINGS, "rust.md": rust(), "git.md": git})
    for edition, day in (("q1", "2027-03-31"), ("q2", "2027-06-30"), ("q3", "2027-09-30")):
        assert call("snapshot", edition, "--date", day).code == 0
    return folder


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("history: {q1: {ring: trial, note: Why.}}\n", "", "Why."),
        ("history:\n  q1: trial\n  q2: trial\n", "history:\n  q2: trial\n", ""),
    ],
)
def test_a_line_that_would_take_off_what_was_never_there_goes(
    closed: Path, call: Call, before: str, after: str, reason: str
) -> None:
    """An entry that should not have been in the first edition has no line for it; why is told."""
    write(closed, {"rust.md": rust(before)})
    said = call("amend", "q1", "rust", "--ring", "removed", "--date", "2027-10-01")
    assert said.code == 0
    assert "Amended q1: rust, taken out, was in trial, in " in said.err
    assert (f"The reason in its history is gone with the line: {reason}" in said.err) == bool(
        reason
    )
    assert (closed / "rust.md").read_text() == rust(after)
    assert call("check").code == 0


def test_an_entry_that_was_there_before_leaves_by_its_line(closed: Path, call: Call) -> None:
    """The line of the edition says `removed`, and keeps its reason."""
    lines = "history:\n  q1: trial\n  q2: {ring: trial, note: Why.}\n"
    write(closed, {"rust.md": rust(lines)})
    assert call("amend", "q2", "rust", "--ring", "removed", "--date", "2027-10-01").code == 0
    text = (closed / "rust.md").read_text()
    assert text == rust(lines.replace("{ring: trial,", "{ring: removed,"))
    assert call("check").code == 0


@pytest.mark.parametrize("ring_first", [True, False])
def test_ring_and_quadrant_of_a_line_are_corrected(
    closed: Path, call: Call, ring_first: bool
) -> None:
    """A line that names the quadrant has the right one after the correction; both are told."""
    keys = ["ring: trial", "quadrant: tools"]
    line = ", ".join(keys if ring_first else keys[::-1])
    write(closed, {"rust.md": rust(f"history: {{q1: {{{line}, note: Why.}}}}\n")})
    said = call("amend", "q1", "rust", "--ring", "hold", "--quadrant", "Platforms")
    assert said.code == 0
    assert "rust, ring trial → hold, quadrant tools → platforms, in " in said.err
    right = line.replace("trial", "hold").replace("tools", "platforms")
    assert f"{{q1: {{{right}, note: Why.}}}}" in (closed / "rust.md").read_text()
    assert call("check").code == 0


def test_a_correction_after_which_the_radar_is_unsound_is_refused(closed: Path, call: Call) -> None:
    """Nothing is written, and the message has the file and the line that would be wrong."""
    write(closed, {"rust.md": rust(ring="removed")})
    assert call("amend", "q1", "rust", "--ring", "removed").code == 0
    before = (closed / "editions/q2.json").read_bytes()
    said = call("amend", "q2", "rust", "--ring", "removed")
    assert said.code == 2
    assert "rust.md:1:1: the entry cannot be removed: it was never on the radar" in said.err
    assert (closed / "editions/q2.json").read_bytes() == before
    assert call("check").code == 0


def test_what_is_taken_out_has_no_other_facts(closed: Path, call: Call) -> None:
    """A name or a quadrant beside `removed` is refused instead of being forgotten."""
    said = call("amend", "q1", "rust", "--ring", "removed", "--name", "Ferris")
    assert said.code == 2
    assert "say the ring alone" in said.err
