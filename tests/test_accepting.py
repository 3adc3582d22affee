"""A ring that was proposed is decided: `proposed` goes, and its note stays as the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PLAIN = "title: Ours\nquadrants: [Tools, Platforms]\n"
EDITIONS = PLAIN + "editions: [one, {id: two, date: 2026-01-01}]\n"
PROPOSED = "proposed: {ring: trial, by: us, note: It works.}\n"


def write(folder: Path, settings: str, front: str) -> Path:
    """Write a radar with one entry or proposal, and return the file of that."""
    (folder / "radar.yaml").write_text(settings)
    (folder / "zig.md").write_text(f"---\nname: Zig # kept\nquadrant: tools\n{front}---\nText.\n")
    return folder / "zig.md"


@pytest.mark.parametrize(
    ("settings", "front", "after"),
    [
        (PLAIN, PROPOSED, "ring: trial\nnote: It works.\n"),
        (PLAIN, "proposed: trial\ntags: [a]\n", "ring: trial\ntags: [a]\n"),
        (PLAIN, "ring: assess\n" + PROPOSED, "ring: trial\nnote: It works.\n"),
        (
            EDITIONS,
            PROPOSED,
            "history: {two: {ring: trial, note: It works.}}\n",
        ),
        (
            EDITIONS,
            "history:\n  one: assess\n" + PROPOSED,
            "history:\n  one: assess\n  two: {ring: trial, note: It works.}\n",
        ),
    ],
)
def test_what_was_proposed_is_decided(
    run_radar: Callable[..., Any], tmp_path: Path, settings: str, front: str, after: str
) -> None:
    """A move to the proposed ring takes `proposed` out, and keeps its note; all else stays."""
    file = write(tmp_path, settings, front)
    said = run_radar("move", "zig", "trial", tmp_path)
    assert (said.code, said.out) == (0, ""), said.err
    assert file.read_text() == f"---\nname: Zig # kept\nquadrant: tools\n{after}---\nText.\n"
    assert run_radar("check", tmp_path).code == 0


def test_a_note_in_several_languages_stays_whole(
    run_radar: Callable[..., Any], tmp_path: Path
) -> None:
    """No language of the reason is lost when a proposal is decided."""
    settings = EDITIONS + "languages: [en, zh]\n"
    front = "proposed: {ring: trial, note: {en: It works., zh: 可行。}}\n"
    file = write(tmp_path, settings, front)
    assert run_radar("move", "zig", "trial", tmp_path).code == 0
    assert "可行。" in file.read_text()
    assert "proposed" not in file.read_text()


def test_another_ring_leaves_the_proposal(run_radar: Callable[..., Any], tmp_path: Path) -> None:
    """A move to another ring than the proposed one decides nothing about the proposal."""
    file = write(tmp_path, PLAIN, "ring: assess\n" + PROPOSED)
    assert run_radar("move", "zig", "adopt", tmp_path).code == 0
    assert PROPOSED in file.read_text()


def test_a_reason_of_ones_own_counts(run_radar: Callable[..., Any], tmp_path: Path) -> None:
    """Where the move gives a reason, that one is kept instead of the note of the proposal."""
    file = write(tmp_path, EDITIONS, PROPOSED)
    assert run_radar("move", "zig", "trial", tmp_path, "--note", "We tried it.").code == 0
    assert "We tried it." in file.read_text()
    assert "It works." not in file.read_text()


def test_a_proposal_cannot_leave(run_radar: Callable[..., Any], tmp_path: Path) -> None:
    """What is not on the radar cannot be removed from it."""
    file = write(tmp_path, EDITIONS, PROPOSED)
    before = file.read_text()
    said = run_radar("move", "zig", "removed", tmp_path)
    assert said.code == 2
    assert "only proposed" in said.err
    assert file.read_text() == before
