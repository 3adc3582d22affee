"""`radar move`: a decision in the entry's file, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import FILES, Call, entry, write


def test_a_move_is_recorded_under_the_newest_edition(folder: Path, call: Call) -> None:
    """The entry's file gets one more line, and the message says which."""
    write(folder, FILES)
    said = call("move", "Zig", "Trial", "--note", "Ready.")
    assert (said.code, said.out) == (0, "")
    assert said.err == "Zig: Assess → Trial, recorded under 2024, in zig.md\n"
    assert (folder / "zig.md").read_text() == FILES["zig.md"].replace(
        "assess}", "{ring: trial, note: Ready.}}"
    )
    assert {f.name: f.read_text() for f in folder.iterdir() if f.name != "zig.md"} == {
        name: text for name, text in FILES.items() if name != "zig.md"
    }


def test_everything_goes_by_name_or_alias(folder: Path, call: Call) -> None:
    """Entry, ring, quadrant and edition may be called what they are called."""
    write(folder, FILES)
    arguments = ("--edition", "spring 2024", "--quadrant", "Platforms")
    assert call("move", "camel", "Caution", *arguments).code == 0
    line = '"2024": {ring: hold, quadrant: platforms}}'
    assert line in (folder / "perl.md").read_text()


@pytest.mark.parametrize(
    ("editions", "says"),
    [
        ('editions: ["2022"]\n', "This corrects 2022, the only edition, and shows as no move."),
        ("", "This radar has no editions, so this shows as no move."),
    ],
)
def test_a_move_that_shows_nowhere_says_so(
    folder: Path, call: Call, editions: str, says: str
) -> None:
    """With nothing to compare it with a move only overwrites the ring, and the message says it."""
    settings = "title: Ours\nquadrants: [Tools, Platforms]\n" + editions
    write(folder, {"radar.yaml": settings, "rust.md": entry("Rust", "trial")})
    said = call("move", "rust", "adopt")
    assert said.code == 0
    assert says in said.err
    assert "radar snapshot NAME" in said.err
    if editions:
        assert "corrects" not in call("move", "rust", "hold", "--edition", "2022").err


def test_leaving(folder: Path, call: Call) -> None:
    """`removed` is a ring here, and the entry is off the radar."""
    write(folder, FILES)
    said = call("move", "rust", "removed", "--note", "Done.")
    assert said.err == "Rust: Adopt → off the radar, recorded under 2024, in rust.md\n"
    assert '"2024": {ring: removed, note: Done.}}' in (folder / "rust.md").read_text()
    assert "Left the radar (1)\n  Rust" in call("diff").out


def test_a_note_that_could_not_be_published_is_refused(folder: Path, call: Call) -> None:
    """Every link and picture in it has to lead somewhere; what was there before may stay."""
    write(folder, {**FILES, "zig.md": FILES["zig.md"] + "See [[nobody]].\n"})
    before = (folder / "zig.md").read_bytes()
    said = call("move", "zig", "trial", "--note", "[x](javascript:1) ![y](gone.png) [[nothing]]")
    assert said.code == 2
    for code in ("unsafe-link", "missing-image", "broken-wiki-link"):
        assert f"[{code}]" in said.err
    assert "nobody" not in said.err
    assert (folder / "zig.md").read_bytes() == before
    assert call("move", "zig", "trial", "--note", "See [[perl]].").code == 0


def test_a_reason_that_stays_is_mentioned(folder: Path, call: Call) -> None:
    """Where the line of the edition has a note already, the message says that it stays."""
    write(folder, FILES)
    said = call("move", "rust", "hold")
    assert said.err.splitlines()[1:] == ["Its note stays: It works."]
    assert '"2024": {ring: hold, note: It works.}}' in (folder / "rust.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["zig", "assess"], "Zig is on Assess already; a reason can be added with --note"),
        (["zig", "adpot"], "there is no ring 'adpot'. Did you mean \"adopt\"?"),
        (["zgi", "adopt"], "there is no entry 'zgi'. Did you mean \"zig\"?"),
        (["zig", "adopt", "--edition", "2032"], "there is no edition '2032'"),
        (["zig", "adopt", "--quadrant", "tool"], "there is no quadrant 'tool'"),
        (["perl", "removed"], "Perl is off the radar already"),
        (["perl", "removed", "--edition", "2022"], "before it was ever placed"),
    ],
)
def test_what_makes_no_sense_is_refused(
    folder: Path, call: Call, arguments: list[str], says: str
) -> None:
    """A wrong word or a contradiction ends with 2 and leaves every file alone."""
    write(folder, FILES)
    said = call("move", *arguments)
    assert said.code == 2
    assert says in said.err
    assert {f.name: f.read_text() for f in folder.iterdir()} == FILES


def test_an_unsound_radar_is_not_written_to(folder: Path, call: Call) -> None:
    """Where something is wrong already, that comes first, with its place."""
    write(folder, {**FILES, "bad.md": entry("Bad", "adpot")})
    said = call("move", "zig", "adopt")
    assert said.code == 1
    assert "bad.md:4:7" in said.err


def test_a_file_keeps_its_permissions_and_its_link(folder: Path, call: Call) -> None:
    """The file is replaced in one step, with its mode, where a link leads to."""
    write(folder, {**FILES, "data/real.txt": entry("Go", "trial")})
    (folder / "data" / "real.txt").chmod(0o640)
    (folder / "go.md").symlink_to("data/real.txt")
    assert call("move", "go", "adopt").code == 0
    assert (folder / "go.md").is_symlink()
    assert (folder / "data" / "real.txt").stat().st_mode & 0o777 == 0o640
    assert "adopt" in (folder / "data" / "real.txt").read_text()


def test_a_ring_that_was_forgotten_is_asked_for(folder: Path, call: Call) -> None:
    """A folder in the place of the ring is not a ring, and the message is about that."""
    write(folder / "own" / "radar", FILES)
    said = call("move", "zig", "own/radar")
    assert said.code == 2
    assert "own/radar is a radar's folder. The ring comes first" in said.err


def test_an_editor_that_saves_the_file_meanwhile(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody saves between reading and writing stays, and the move comes on top of it."""
    from radar.editing import moving as module

    write(folder, FILES)
    decide, saved = module.move, []

    def save_first(*arguments: Any) -> Any:
        edit = decide(*arguments)
        if not saved:
            saved.append((folder / "zig.md").write_text(FILES["zig.md"] + "\nA word more.\n"))
        return edit

    monkeypatch.setattr(module, "move", save_first)
    assert call("move", "Zig", "Trial").code == 0
    text = (folder / "zig.md").read_text()
    assert "trial" in text
    assert text.endswith("\nA word more.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lock of a folder")
def test_moves_at_once_are_all_recorded(folder: Path) -> None:
    """What says that it is recorded is in the file, whoever moved another entry of it meanwhile."""
    entries = "".join(f"  - {{name: E{n}, quadrant: Tools, ring: hold}}\n" for n in range(6))
    settings = "title: Ours\nquadrants: [Tools, Platforms]\n"
    write(folder, {"radar.yaml": settings, "list.yaml": f"entries:\n{entries}"})
    program = [sys.executable, "-m", "radar", "move"]
    running = [
        subprocess.Popen([*program, f"E{n}", "adopt"], cwd=folder, stderr=subprocess.PIPE)
        for n in range(6)
    ]
    said = [process.communicate()[1].decode() for process in running]
    assert [process.returncode for process in running] == [0] * 6, said
    assert (folder / "list.yaml").read_text() == f"entries:\n{entries.replace('hold', 'adopt')}"
