"""`radar export`: one file on standard output or a folder, and what the format cannot hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Call

LINES = (
    "name,quadrant,ring,edition,text",
    "Rust,Languages,Adopt,2020,Fast.",
    "Vim,Tools,Hold,2020,",
)


@pytest.fixture(autouse=True)
def radar(folder: Path, call: Call) -> Path:
    """A small radar in ./entries, with two editions and two quadrants."""
    later = [line.replace("2020", "2021").replace("Hold", "Trial") for line in LINES[1:]]
    (folder / "small.csv").write_text("\n".join([*LINES, *later]), encoding="utf-8")
    assert call("import", "small.csv").code == 0
    return folder / "entries"


def test_one_file_on_standard_output(folder: Path, call: Call) -> None:
    """The report goes to standard error, so that a pipe gets the file alone."""
    done = call("export", "csv")
    assert done.code == 0
    assert done.out.startswith("edition,")
    assert "entries = " in done.err
    (folder / "out.csv").write_text(done.out, encoding="utf-8")
    assert call("import", "out.csv", "-o", "again").code == 0
    assert call("check", "again").code == 0


def test_a_file_is_not_overwritten(folder: Path, call: Call) -> None:
    """Without --force what is there stays."""
    assert call("export", "radar-json", "-o", "out.json").code == 0
    assert call("export", "radar-json", "-o", "out.json").code == 2
    assert call("export", "radar-json", "-o", "out.json", "--force").code == 0
    assert json.loads((folder / "out.json").read_text())["version"] == 2


@pytest.mark.parametrize("form", ["aoe", "porsche"])
def test_a_folder(form: str, folder: Path, call: Call) -> None:
    """Several files need a folder to go to; importing it gives the radar back."""
    assert "Name a folder" in call("export", form).err
    assert call("export", form, "-o", "out").code == 0
    assert (folder / "out" / "config.json").exists()
    assert call("export", form, "-o", "out").code == 2
    assert call("import", "out", "-o", "again").code == 0


def test_what_does_not_fit(call: Call) -> None:
    """A radar of two quadrants is none for a tool that has four; the reason is said."""
    done = call("export", "byor")
    assert (done.code, done.out) == (1, "")
    assert "exactly four quadrants, this radar has 2" in done.err


def test_the_report_as_json(call: Call) -> None:
    """Complete, for programs."""
    done = call("export", "qiwi", "-o", "out.json", "--report", "json")
    document = json.loads(done.err[: done.err.rindex("}") + 1])
    assert document["rows"]["balanced"]
    assert call("export", "aoe", "--form", "nonsense").code == 2


def test_v_lists_what_the_report_sums_up(folder: Path, call: Call) -> None:
    """The report says that -v lists the rest, and it does."""
    rows = [f"N<b>{n},Q{n % 4},Adopt,2020,Text" for n in range(40)]
    (folder / "many.csv").write_text("\n".join([LINES[0], *rows]), encoding="utf-8")
    assert call("import", "many.csv", "-o", "many").code == 0
    brief = call("export", "byor", "many", "-o", "brief.csv").err
    assert "-v lists them" in brief
    full = call("export", "byor", "many", "-o", "full.csv", "-v").err
    assert "-v lists them" not in full
    assert len(full.splitlines()) > len(brief.splitlines())
