"""Broken radars, a folder for each reason, and the exact lines that are said of them.

Each folder below tests/invalid holds a radar and `expected.txt`. To take over what is said now:
`RADAR_UPDATE=1 pytest tests/reading/test_invalid.py`, then look at the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from radar.reading import read

COUNTED = re.compile(r"\d+ of the \d+ words")  # of the interface, which gets more of them
CODE = re.compile(r"`([a-z0-9-]+)`")
FOLDERS = sorted(path for path in (Path(__file__).parent.parent / "invalid").iterdir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_wrong_is_said(folder: Path) -> None:
    """Every problem of a broken radar is named with its place, at once, in order."""
    problems = "".join(f"{problem}\n" for problem in read(folder).problems)
    said = COUNTED.sub("N of the words", problems)
    expected = folder / "expected.txt"
    if os.environ.get("RADAR_UPDATE"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8"), f"see {Path(__file__).name} to update"
    assert said


def test_there_are_broken_radars() -> None:
    """The sweep does not pass because it found nothing to sweep."""
    assert len(FOLDERS) >= 30


def test_every_code_is_documented(root: Path) -> None:
    """The table of codes in the docs has every code that a broken radar shows, and no other."""
    page = (root / "docs" / "format.md").read_text(encoding="utf-8")
    table = page[page.index("| code |") :]
    rows = [row for row in table.splitlines()[2:] if row.startswith("|")]
    documented = {code for row in rows for code in CODE.findall(row.split("|")[1])}
    modules = sorted((root / "radar").rglob("*.py"))
    read_by = "".join(path.read_text(encoding="utf-8") for path in modules)
    shown = {line.rpartition("[")[2][:-1] for folder in FOLDERS for line in _expected(folder)}
    assert shown <= documented
    kinds = {code for code in documented if code.startswith("unknown-")}
    assert [code for code in sorted(documented - kinds) if f'"{code}"' not in read_by] == []


def _expected(folder: Path) -> list[str]:
    return (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
