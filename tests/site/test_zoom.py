"""A quadrant that is enlarged in the page, measured in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.assembly import make_site
from radar.theme import load_theme

NewPage = Callable[..., Page]
RINGS = ("adopt", "trial", "assess", "hold")
MEASURE = """() => {
  const box = (part) => part.getBoundingClientRect();
  const svg = document.querySelector("svg.radar");
  const window = box(svg), frame = box(svg.parentElement);
  const sectors = [...svg.querySelectorAll(".sector:not(.off)")].map(box);
  const most = (side, sign) => sign * Math.max(...sectors.map((one) => sign * one[side]));
  const seen = [...svg.querySelectorAll(".near.shown text")].filter(
    (text) => text.checkVisibility());
  const size = (text) => {
    const { a, b } = text.getScreenCTM();
    return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
  };
  return {
    share: (most("right", 1) - most("left", -1)) * (most("bottom", 1) - most("top", -1)) /
      (window.width * window.height),
    height: frame.height,
    width: frame.width,
    type: Math.min(...seen.map(size)),
    rings: seen.filter((text) => text.closest(".ring-names")).map((text) => text.textContent),
    overflow: document.documentElement.scrollWidth - innerWidth,
  }; }"""


@pytest.fixture(scope="module")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], str]:
    """A function that returns the address of a radar with a number of quadrants."""

    @cache
    def build(count: int) -> str:
        entries = [
            {
                "name": f"Name of usual size {n}",
                "quadrant": str(n % count),
                "ring": RINGS[n // count % 4],
            }
            for n in range(12 * count)
        ]
        radar = Radar(title="Zoom", quadrants=[str(n) for n in range(count)], entries=entries)
        folder: Path = tmp_path_factory.mktemp(f"of-{count}")
        for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        return f"{folder.as_uri()}/index.html"

    return build


@pytest.mark.parametrize(("wide", "high"), [(1440, 1000), (390, 844)])
@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_an_enlarged_quadrant_fills_its_window(
    new_page: NewPage, site_of: Callable[[int], str], count: int, wide: int, high: int
) -> None:
    """It takes 75 % of it at least, names are read at 13 px, and each ring has its name."""
    page = new_page(viewport={"width": wide, "height": high}, reduced_motion="reduce")
    page.goto(site_of(count))
    for key in range(1, count + 1):
        page.keyboard.press(str(key))
        page.wait_for_timeout(100)
        found = page.evaluate(MEASURE)
        assert found["share"] >= 0.75
        assert found["type"] >= 13 - 0.01
        assert [ring.lower() for ring in found["rings"]] == list(RINGS)
        assert found["overflow"] <= 0
        if wide > 390:  # it is as large as the page lets it
            assert found["height"] >= high - 165 or found["width"] >= 0.6 * wide


@pytest.mark.thorough
def test_an_enlarged_quadrant_fits_a_phone_as_it_is(
    new_page: NewPage, site_of: Callable[[int], str]
) -> None:
    """Where its names have room in 390 px, nobody pushes the picture aside to read them."""
    page = new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(site_of(4))
    for place in range(4):
        page.locator(f".zoom .q{place}").click()
        expect(page.locator(f".near.q{place}")).to_be_visible()
        page.wait_for_function("() => document.querySelector('.frame').scrollWidth <= 390")
