"""What is decided of entries, in other formats: carried by CSV, or told as lost."""

from __future__ import annotations

import pytest

import radar
from radar.model import Radar

OURS = Radar(
    title="Ours",
    quadrants=["Tools", "Platforms", "Languages", "Techniques"],
    rules={"hold": {"owner": True}},
    entries=[
        {
            "name": "Old",
            "quadrant": "tools",
            "ring": "hold",
            "instead": ["new"],
            "leave_by": "2027-06-30",
        },
        {"name": "New", "quadrant": "platforms", "ring": "trial", "proposed": "adopt"},
    ],
    proposals=[{"name": "Maybe", "quadrant": "tools", "proposed": "assess"}],
)


@pytest.mark.parametrize("form", ["csv", "byor", "aoe", "zalando", "porsche", "qiwi", "backstage"])
def test_what_a_format_has_not_is_told(form: str) -> None:
    """Every export names proposals and rules among its losses, and all but CSV `instead` too."""
    lost = {
        each.message for each in radar.export(OURS, form).report.findings if each.kind == "lost"
    }
    for word in ("proposed of new", "proposals of maybe", "the rules of hold"):
        assert word in lost
    assert ("instead of old" in lost) == (form != "csv")


def test_csv_carries_what_to_take_instead() -> None:
    """A table has columns for what to take instead, and for the last day of use."""
    (table,) = radar.export(OURS, "csv").files.values()
    assert b"instead,leave_by" in table
    assert b"new,2027-06-30" in table
