"""Pages of radars of other shapes than most: many rings, long names, names in several scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.assembly import make_site
from radar.theme import load_theme

NewPage = Callable[..., Page]
LONG = ("Adopt and standardise everywhere", "Trial", "Assess with great caution", "Hold")
MANY = ("Adopt", "Trial", "Assess", "Hold", "Retire", "Watch", "Study", "Avoid")
WINDOWS = ((1280, 720), (1366, 768), (1440, 900), (768, 1024))
SIZES = """() => [...document.querySelectorAll("svg.radar text")]
  .filter((text) => text.getClientRects().length)
  .filter((text) => text.checkVisibility({ visibilityProperty: true }))
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * Math.hypot(
    text.getScreenCTM().a, text.getScreenCTM().b))"""
# The letters and signs of an element as they stand from left to right.
ORDER = """(element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), signs = [];
  for (let node; (node = walker.nextNode());) for (let at = 0; at < node.length; at++) {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    signs.push([range.getBoundingClientRect().left, node.data[at]]);
  }
  return signs.sort(([a], [b]) => a - b).map(([, sign]) => sign).join("").trim();
}"""


def save(radar: Radar, folder: Path) -> str:
    """Write a site and return its address."""
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder.as_uri()


def make_radar(quadrants: int, rings: tuple[str, ...], entries: int = 24) -> Radar:
    """Return a radar with so many quadrants and entries, which moved once."""
    ids = [f"ring-{place}" for place, _ in enumerate(rings)]
    return Radar(
        title="Shapes",
        quadrants=[f"Quadrant {place}" for place in range(quadrants)],
        rings=[{"id": id_, "name": name} for id_, name in zip(ids, rings, strict=True)],
        editions=["1", "2"],
        entries=[
            {
                "id": f"e{n}",
                "name": f"Technology {n}",
                "quadrant": f"quadrant-{n % quadrants}",
                "history": [
                    {"edition": "1", "ring": ids[(n + 1) % len(rings)]},
                    {"edition": "2", "ring": ids[n % len(rings)]},
                ],
            }
            for n in range(entries)
        ],
    )


@pytest.mark.parametrize("shape", [(4, LONG), (2, MANY)], ids=["long names of rings", "many rings"])
def test_type_is_read_whatever_stands_around_the_disc(
    new_page: NewPage, tmp_path: Path, shape: tuple[int, tuple[str, ...]]
) -> None:
    """On laptops and tablets no type of the picture is under 11 px, though the disc is smaller."""
    page = new_page(reduced_motion="reduce")
    page.goto(f"{save(make_radar(*shape), tmp_path)}/index.html")
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"innerWidth === {width} && innerHeight === {height}")
        sizes = page.evaluate(SIZES)
        assert len(sizes) > 20
        assert min(sizes) >= 10.99


def test_a_name_of_a_ring_outside_is_joined_to_it(new_page: NewPage, tmp_path: Path) -> None:
    """The line from the ring to its name is seen."""
    page = new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(f"{save(make_radar(4, LONG), tmp_path)}/index.html")
    expect(page.locator(".large .labels text").first).to_be_visible()
    expect(page.locator(".large .leaders > line").first).not_to_have_css("stroke", "none")


def test_long_names_of_rings_leave_room_for_the_strip(new_page: NewPage, tmp_path: Path) -> None:
    """On an entry's page they end in dots; the strip has its width, and nothing leaves the page."""
    page = new_page(viewport={"width": 768, "height": 1024})
    page.goto(f"{save(make_radar(4, LONG), tmp_path)}/entries/e0.html")
    strip = page.locator(".way svg").bounding_box()
    assert strip
    assert strip["width"] >= 80
    assert page.evaluate("document.documentElement.scrollWidth") <= 768


@pytest.mark.parametrize("name", ["C++", ".NET", "Node.js (20+)", "C++ و Rust"])
def test_a_name_runs_in_its_own_direction(new_page: NewPage, tmp_path: Path, name: str) -> None:
    """Where the page runs from right to left, C++ is not ++C: in lists, headings and captions."""
    entry = {"id": "x", "name": name, "quadrant": "a", "ring": "adopt"}
    neighbour = {"id": "y", "name": "Y", "quadrant": "a", "ring": "adopt"}
    radar = Radar(title="T", languages=["ar"], quadrants=["A", "B"], entries=[entry, neighbour])
    address = save(radar, tmp_path)
    page = new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")

    def order(selector: str) -> str:
        part = page.locator(selector).first
        expect(part).to_be_visible()
        return str(part.evaluate(ORDER))

    page.goto(f"{address}/index.html")
    first = name[0]
    listed = order('.group [data-entry="x"] > a')
    page.locator('.blip[data-entry="x"]').hover()
    told = order(".caption > b")
    page.goto(f"{address}/entries/x.html")
    head = order("h1")
    page.goto(f"{address}/entries/y.html")
    turn = order(".turn bdi")
    assert [listed, told, head, turn] == [listed] * 4
    assert listed.startswith(first)
    if name.isascii():
        assert listed == name


def test_names_of_many_rings_are_whole_words_on_a_phone(new_page: NewPage, tmp_path: Path) -> None:
    """The scale below the picture has a second row for them, and no lines lead to hidden names."""
    page = new_page(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    page.goto(f"{save(make_radar(8, MANY), tmp_path)}/index.html")
    expect(page.locator(".scale li").last).to_be_visible()
    heights = page.locator(".scale li").evaluate_all("(all) => all.map((li) => li.clientHeight)")
    assert len(heights) == 8
    assert max(heights) < 30
    lines = page.locator("svg.radar .leader").evaluate_all(
        "(all) => all.filter((line) => line.checkVisibility() && line.getClientRects().length)"
    )
    assert not lines


def test_an_earlier_edition_has_no_small_type_on_a_laptop(
    new_page: NewPage, tmp_path: Path
) -> None:
    """Its picture keeps the names of rings and quadrants; a zoomed quadrant has the others."""
    page = new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(f"{save(make_radar(4, MANY[:4], 90), tmp_path)}/index.html#edition=1")
    expect(page.locator("body")).to_have_class(re.compile("past"))
    expect(page.locator("li .large").first).to_be_hidden()
    sizes = page.evaluate(SIZES)
    assert 8 <= len(sizes) <= 12
    assert min(sizes) >= 10.99
    page.keyboard.press("1")
    expect(page.locator(".zoomed .usual .label:visible").first).to_be_visible()
