"""The list of a large radar: names first, the rest on demand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.assembly import make_site
from radar.theme import load_theme

NewPage = Callable[..., Page]
RINGS = ("adopt", "trial", "assess", "hold")
IN_SIGHT = """() => [...document.querySelectorAll(".group li > a")].filter((link) => {
  const { top, bottom, width } = link.getBoundingClientRect();
  return width && top >= 0 && bottom <= innerHeight; }).length"""


def large_radar(count: int) -> Radar:
    """Return a radar of four quadrants whose rings are explained."""
    return Radar(
        title="Large",
        quadrants=["Techniques", "Platforms", "Tools", "Languages"],
        rings=[
            {"id": ring, "name": ring.title(), "description": f"It is {ring}."} for ring in RINGS
        ],
        entries=[
            {
                "name": f"Continuous delivery {n}",
                "summary": "What it is good for, in a sentence.",
                "quadrant": ("techniques", "platforms", "tools", "languages")[n % 4],
                "ring": RINGS[n // 4 % 4],
            }
            for n in range(count)
        ],
    )


def write_site(radar: Radar, folder: Path) -> str:
    """Write the site of a radar; return the address of its first page."""
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return f"{folder.as_uri()}/index.html"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_names_of_a_large_radar_come_first_and_details_on_demand(
    new_page: NewPage, tmp_path: Path, scripts: bool
) -> None:
    """Of 118 names 50 are in sight at once; one click shows what else is said, without scripts."""
    address = write_site(large_radar(118), tmp_path)
    page = new_page(viewport={"width": 1440, "height": 1000}, java_script_enabled=scripts)
    page.goto(address)
    summary, meaning = page.locator(".entries p").first, page.locator(".ring .about").first
    expect(summary).to_be_hidden()
    expect(meaning).to_be_hidden()
    if scripts:
        assert page.evaluate(IN_SIGHT) >= 50
    page.locator(".more input").check()
    expect(summary).to_be_visible()
    expect(meaning).to_be_visible()


@pytest.mark.thorough
def test_the_lines_of_a_dense_list_have_one_height(new_page: NewPage, tmp_path: Path) -> None:
    """Marks of movements move no line, and a ring of a few entries stands in one column."""
    rings = [(n // 4 % 4, (n // 4 + n % 3) % 4) for n in range(80)]
    entries = [
        {
            "name": f"Entry {n}",
            "quadrant": ("a", "b", "c", "d")[n % 4],
            "history": [
                {"edition": "1", "ring": RINGS[before]},
                {"edition": "2", "ring": RINGS[after]},
            ][n % 5 == 0 :],
        }
        for n, (after, before) in enumerate(rings)
    ]
    radar = Radar(title="T", quadrants=list("abcd"), editions=["1", "2"], entries=entries)
    page = new_page(viewport={"width": 1440, "height": 1000})
    page.goto(write_site(radar, tmp_path))
    heights = page.locator(".group li").evaluate_all(
        "(lines) => lines.map((line) => line.getBoundingClientRect().height)"
    )
    assert len(heights) == 80
    assert max(heights) - min(heights) < 0.5
    columns = page.locator(".ring").evaluate_all(
        """(rings) => rings.map((ring) => new Set([...ring.children].flatMap((part) =>
        [...part.getClientRects()].map((box) => Math.round(box.left)))).size)"""
    )
    assert set(columns) == {1}


@pytest.mark.thorough
@pytest.mark.parametrize("width", [390, 1440])
def test_a_name_of_two_lines_reads_as_one(new_page: NewPage, tmp_path: Path, width: int) -> None:
    """Its lines are closer to each other than to the names before and after it."""
    names = [f"Entry {n}" for n in range(39)]
    names.append("A name that is far too long for a column of the list")
    entries = [{"name": name, "quadrant": "a", "ring": "adopt"} for name in names]
    page = new_page(viewport={"width": width, "height": 1000}, has_touch=width == 390)
    radar = Radar(title="T", quadrants=["a", "b"], entries=entries)
    page.goto(write_site(radar, tmp_path))
    height = "(line) => line.getBoundingClientRect().height"
    one = page.locator(".group li", has_text="Entry 1").first.evaluate(height)
    two = page.locator(".group li", has_text="far too long").evaluate(height)
    assert one + 10 < two < 2 * one - 1


@pytest.mark.thorough
def test_a_small_radar_shows_its_details(new_page: NewPage, tmp_path: Path) -> None:
    """Where all names are in sight anyway, nothing has to be asked for."""
    page = new_page(viewport={"width": 1440, "height": 1000})
    page.goto(write_site(large_radar(8), tmp_path))
    expect(page.locator(".entries p").first).to_be_visible()
    expect(page.locator(".more input")).to_be_checked()


@pytest.mark.thorough
def test_a_dense_list_has_targets_for_fingers(new_page: NewPage, tmp_path: Path) -> None:
    """On a phone each name is 24 px high at least, and no page is too wide."""
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(write_site(large_radar(118), tmp_path))
    heights = page.evaluate(
        "[...document.querySelectorAll('.group li > a')].map(a => a.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.thorough
def test_a_tablet_has_each_quadrant_of_a_dense_list_in_one_place(
    new_page: NewPage, tmp_path: Path
) -> None:
    """Quadrants follow one below the other in columns, and the box of details ends the line."""
    page = new_page(viewport={"width": 768, "height": 1024})
    page.goto(write_site(large_radar(118), tmp_path))
    groups = [group.bounding_box() for group in page.locator(".group").all()]
    assert all(group and group["width"] >= 700 for group in groups)
    assert (
        page.locator(".group").first.evaluate("(group) => getComputedStyle(group).columnCount")
        != "2"
    )
    box, keys = page.locator(".more").bounding_box(), page.locator("[data-keys]").bounding_box()
    assert box
    assert keys
    assert 0 <= keys["x"] - (box["x"] + box["width"]) <= 24


@pytest.mark.thorough
def test_paper_has_the_details(new_page: NewPage, tmp_path: Path) -> None:
    """What is printed cannot be asked for more."""
    page = new_page(viewport={"width": 800, "height": 1000})
    page.goto(write_site(large_radar(40), tmp_path))
    page.emulate_media(media="print")
    expect(page.locator(".entries p").first).to_be_visible()
    expect(page.locator(".more")).to_be_hidden()
