"""`radar snapshot --undo`: the last closing taken back, while nothing followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from radar.reading import read

from .conftest import FILES, Call, entry, write

OPEN = "title: Ours\nquadrants: [Tools, Platforms]\nid: ours\n"
PLAIN = {
    "radar.yaml": f"{OPEN}editions:\n  - {{id: 2026, date: 2026-01-01}}\n  - 2027 # next\n# end\n",
    "rust.md": entry("Rust", "adopt", note="It works."),
    "zig.md": entry("Zig", "assess"),
    "list.yaml": "entries:\n  - {name: Ada, quadrant: tools, ring: hold, note: {en: Old.}}\n",
}


def contents(folder: Path) -> dict[str, str]:
    """Return what all files of a folder hold."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


@pytest.mark.parametrize("ids", ["", "[2026]", "[2026, 2027]", "[2026, 2027, 2028]"])
def test_a_snapshot_is_undone(folder: Path, call: Call, ids: str) -> None:
    """What a closing changed is as it was, in block style and in braces."""
    lines = f"editions: {ids}\n" if ids else ""
    write(folder, PLAIN | {"radar.yaml": OPEN + lines})
    if not ids:
        write(folder, {"rust.md": entry("Rust", "adopt"), "list.yaml": "entries: []\n"})
    before = contents(folder) if ids.count(",") == 0 else {}
    if ids.count(",") > 0:
        assert call("snapshot", "--close-all").code == 0
        before = contents(folder)
    said = call("snapshot", "2030", "--date", "2030-01-01")
    assert said.code == 0, said.err
    said = call("snapshot", "--undo")
    assert said.code == 0, said.err
    after = contents(folder)
    assert {name: " ".join(text.split()) for name, text in after.items()} == {
        name: " ".join(text.split()) for name, text in before.items()
    }
    read(folder).require_sound(strict=True)


def test_the_list_of_editions_keeps_its_comments(folder: Path, call: Call) -> None:
    """Only the line of the edition goes."""
    write(folder, PLAIN)
    assert call("snapshot", "--close-all").code == 0
    before = contents(folder)
    assert call("snapshot", "2028", "--date", "2028-01-01").code == 0
    assert call("snapshot", "--undo").code == 0
    assert contents(folder) == before


@pytest.mark.parametrize(
    "since",
    [
        ("move", "zig", "trial"),
        ("move", "rust", "adopt", "--note", "Still."),
        ("new", "Elm", "--quadrant", "tools", "--ring", "hold"),
        ("rename", "zig", "zag", "--name", "Zag"),
        ("amend", "2026", "zig", "--ring", "trial"),
        ("remove", "rust"),
    ],
)
def test_what_followed_is_not_lost(folder: Path, call: Call, since: tuple[str, ...]) -> None:
    """After news of the open edition, or a correction, nothing is undone."""
    write(folder, PLAIN | {"radar.yaml": f"{OPEN}editions: [2026]\n"})
    assert call("snapshot", "2027", "--date", "2027-01-01").code == 0
    said = call(*since)
    assert said.code == 0, said.err
    before = contents(folder)
    said = call("snapshot", "--undo")
    assert (said.code, contents(folder)) == (2, before)


def test_what_no_snapshot_opened_stays(folder: Path, call: Call) -> None:
    """Editions that somebody listed, or a radar without any, are left alone."""
    write(folder, FILES)
    assert "delete it by hand" in call("snapshot", "--undo").err
    assert call("snapshot", "2030", "--undo").code == 2
    assert call("snapshot", "--close-all", "--undo").code == 2
    write(folder, {"radar.yaml": OPEN})
    for name in ("rust.md", "zig.md", "perl.md"):
        (folder / name).unlink()
    assert "nothing to undo" in call("snapshot", "--undo").err
