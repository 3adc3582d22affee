"""Broken radars, a folder for each reason, and the exact lines that are said of them.

Each folder below tests/invalid holds a radar and `expected.txt`. To take over what is said now:
`RADAR_UPDATE=1 pytest tests/reading/test_invalid.py`, then look at the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from radar.reading import read

FOLDERS = sorted(path for path in (Path(__file__).parent.parent / "invalid").iterdir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_wrong_is_said(folder: Path) -> None:
    """Every problem of a broken radar is named with its place, at once, in order."""
    said = "".join(f"{problem}\n" for problem in read(folder).problems)
    expected = folder / "expected.txt"
    if os.environ.get("RADAR_UPDATE"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8"), f"see {Path(__file__).name} to update"
    assert said


def test_there_are_broken_radars() -> None:
    """The sweep does not pass because it found nothing to sweep."""
    assert len(FOLDERS) >= 30
