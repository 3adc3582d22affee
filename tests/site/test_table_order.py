"""Columns of fields of one's own in the table, sorted by what their values mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.assembly import make_site
from radar.theme import load_theme

FIELDS = {
    "cost": {"name": "Cost", "unit": "EUR"},
    "risk": {"name": "Risk", "choices": ["Low", "Middle", "High"]},
    "since-day": {"name": "Since", "type": "date"},
}
VALUES = (
    {"cost": 1.5, "risk": "High", "since-day": "2026-02-01"},
    {"cost": 1.25, "risk": "Low", "since-day": "2025-12-31"},
    {},
    {"cost": -3, "risk": "Middle", "since-day": "2026-01-10"},
    {"cost": 10, "risk": "Low"},
)


@pytest.fixture
def table(page: Page, tmp_path: Path) -> Page:
    """The table of entries with such values."""
    entries = [
        {"name": f"E{n}", "quadrant": "AB"[n % 2], "ring": "adopt", "fields": values}
        for n, values in enumerate(VALUES)
    ]
    ours = Radar(title="T", quadrants=["A", "B"], fields=FIELDS, entries=entries)
    for path, data in make_site(ours, load_theme(), Atlas(ours)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page.goto(f"{(tmp_path / 'index.html').as_uri()}#view=table")
    return page


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("cost", ["\N{MINUS SIGN}3", "1.25", "1.5", "10", ""]),
        ("risk", ["Low", "Low", "Middle", "High", ""]),
        ("since-day", ["2025-12-31", "2026-01-10", "2026-02-01", "", ""]),
    ],
)
def test_a_column_is_sorted_by_what_its_values_mean(
    table: Page, column: str, values: list[str]
) -> None:
    """Numbers go by size and have a true minus, choices as the field has them, days by date."""
    at = table.locator("thead th").evaluate_all(
        "(heads, column) => 1 + heads.findIndex((head) => head.dataset.column === column)", column
    )
    cells = table.locator(f"tbody tr > :nth-child({at})")
    table.click(f"th[data-column={column}] button")
    expect(cells).to_have_text(values)
    table.click(f"th[data-column={column}] button")
    expect(cells).to_have_text(values[::-1])
