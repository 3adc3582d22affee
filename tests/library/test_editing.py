"""What commands change in files, functions change as well: the same bytes, by the same words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import radar
from radar.errors import BadCall

SETTINGS = """id: ours
title: Ours
quadrants: [Tools, Languages]
editions: [{id: "2025", date: 2025-06-01}, {id: "2026", date: 2026-06-01}]
"""
FILES = {
    "radar.yaml": SETTINGS,
    "k3s.md": "---\nname: K3s\nquadrant: tools\nhistory: {'2025': trial}\n---\nSmall. # [[zig]]\n",
    "zig.md": "---\nname: Zig\nquadrant: languages\nrelated: [k3s]\nhistory: {2026: assess}\n---\n",
}
# the words of a command, and the same as a call
ACTS: dict[str, tuple[list[str], Callable[[Path], Any]]] = {
    "move": (
        ["move", "K3s", "Adopt", "--note", "It lasts.", "--quadrant", "Languages"],
        lambda place: radar.move("K3s", "Adopt", place, note="It lasts.", quadrant="Languages"),
    ),
    "rename": (
        ["rename", "zig", "ziglang", "--name", "Zig!"],
        lambda place: radar.rename("zig", "ziglang", place, name="Zig!"),
    ),
    "remove": (
        ["remove", "k3s", "--note", "Gone."],
        lambda place: radar.remove("k3s", place, note="Gone."),
    ),
    "snapshot": (
        ["snapshot", "Spring 2027", "--date", "2027-05-01"],
        lambda place: radar.snapshot("Spring 2027", place, date="2027-05-01"),
    ),
    "close all": (
        ["snapshot", "--close-all"],
        lambda place: radar.snapshot(folder=place, close_all=True),
    ),
}


def write(folder: Path) -> Path:
    """Write the radar into a folder."""
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("act", ACTS)
def test_a_call_changes_what_its_command_changes(
    act: str, tmp_path: Path, run_radar: Callable[..., Any]
) -> None:
    """Byte by byte, in every file; and something is changed."""
    words, call = ACTS[act]
    by_command, by_call = write(tmp_path / "a"), write(tmp_path / "b")
    done = run_radar(*words, cwd=by_command)
    assert done.code == 0, done
    call(by_call)
    assert content(by_call) == content(by_command)
    assert content(by_call) != {name: text.encode() for name, text in FILES.items()}


def test_a_call_says_what_it_did(tmp_path: Path) -> None:
    """Entries and files by name, and what is closed, open and taken back."""
    place = write(tmp_path / "a")
    assert radar.move("k3s", "adopt", place) == radar.Edited("k3s", "k3s", ("k3s.md",))
    renamed = radar.rename("k3s", "k-three-s", place)
    assert (renamed.entry, renamed.former) == ("k-three-s", "k3s")
    assert (renamed.written, renamed.deleted) == (("k-three-s.md", "zig.md"), ("k3s.md",))
    opened = radar.snapshot("2027", place, date="2027-06-01")
    assert (opened.closed, opened.open, str(opened.date)) == (
        ("2025", "2026"),
        "2027",
        "2027-06-01",
    )
    taken = radar.snapshot(folder=place, undo=True)
    assert (taken.closed, taken.open, taken.removed) == ((), "2026", "2027")
    radar.snapshot("2027", place, date="2027-06-01")
    amended = radar.amend("2026", "zig", place, ring="hold", note="A slip.", date="2027-06-02")
    assert str(amended.amendments[-1].date) == "2027-06-02"


@pytest.mark.parametrize(
    "call",
    [
        lambda place: radar.snapshot("2027", place, undo=True),
        lambda place: radar.snapshot(folder=place, undo=True, close_all=True),
        lambda place: radar.snapshot(folder=place),
        lambda place: radar.snapshot("2027", place, date="soon"),
        lambda place: radar.snapshot("2027", place),
        lambda place: radar.amend("2025", "k3s", place, date="2027-06-01"),
        lambda place: radar.remove("k3s", place, note="Gone.", delete=True),
        lambda place: radar.move("nothing", "adopt", place),
    ],
)
def test_what_contradicts_itself_changes_nothing(
    call: Callable[[Path], Any], tmp_path: Path
) -> None:
    """A wrong call says why, and every file stays."""
    place = write(tmp_path / "a")
    with pytest.raises(BadCall):
        call(place)
    assert content(place) == {name: text.encode() for name, text in FILES.items()}
