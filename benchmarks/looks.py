"""What readers see of pages, in figures: `python -m benchmarks.looks [folder of a radar…]`.

Prints the table of docs/quality.md, measured in a real Chromium: by default of this repository's
own radar, and of made-up ones of 81 and 118 entries in two editions. It needs the extra `test`.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

import radar
from benchmarks.histories import History, make_radar
from radar.model import Radar

ROOT = Path(__file__).resolve().parent.parent
LAPTOPS = ((1280, 720), (1366, 768), (768, 1024))
DESK, PHONE = (1440, 1000), (390, 844)
LEAST_TYPE = """() => Math.min(...[...document.querySelectorAll("svg.radar text")]
  .filter((text) => text.getClientRects().length)
  .filter((text) => text.checkVisibility({ visibilityProperty: true }))
  .map((text) => parseFloat(getComputedStyle(text).fontSize) *
    Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b)))"""
NAMES = """() => [...document.querySelectorAll(".group li > a")].filter((link) => {
  const { top, bottom, width } = link.getBoundingClientRect();
  return width && top >= 0 && bottom <= innerHeight; }).length"""
SHARE = """() => { const box = (part) => part.getBoundingClientRect();
  const svg = document.querySelector("svg.radar"), whole = box(svg);
  const sectors = [...svg.querySelectorAll(".sector:not(.off)")].map(box);
  const most = (side, sign) => sign * Math.max(...sectors.map((one) => sign * one[side]));
  return (most("right", 1) - most("left", -1)) * (most("bottom", 1) - most("top", -1)) /
    (whole.width * whole.height); }"""
SETTLED = """() => { const now = document.querySelector("svg.radar").getAttribute("viewBox");
  const same = now === window.seen; window.seen = now; return same; }"""


class Looks(NamedTuple):
    """What is measured of one radar: px, numbers, shares from 0 to 1, kB."""

    type: float
    names: int
    share: float
    height: int
    index: float
    entry: float
    scripts: float
    styles: float


def measure(browser: Browser, folder: Path) -> Looks:
    """Measure the site in a folder."""

    def open_page(name: str, size: tuple[int, int]) -> Page:
        view: Any = {"width": size[0], "height": size[1]}
        page = browser.new_page(viewport=view, reduced_motion="reduce")
        page.goto(f"{folder.as_uri()}/{name}")
        return page

    def shares(size: tuple[int, int]) -> Iterator[float]:
        page = open_page("index.html", size)
        for key in range(1, page.locator("[data-zoom]").count()):
            page.keyboard.press(str(key))
            page.locator(".near.shown").wait_for()
            page.wait_for_function(SETTLED, polling=50)
            yield page.evaluate(SHARE)

    index = (folder / "index.html").read_text(encoding="utf-8")
    data = sum(map(len, re.findall(r"<script type=.application/json.*?</script>", index)))
    assets = [file for file in (folder / "assets").iterdir() if not file.name.startswith("search.")]
    assets.append(folder / "assets" / "search.js")
    entries = (folder / "entries").glob("*.html")
    return Looks(
        type=min(open_page("index.html", size).evaluate(LEAST_TYPE) for size in LAPTOPS),
        names=open_page("index.html", DESK).evaluate(NAMES),
        share=min(share for size in (DESK, PHONE) for share in shares(size)),
        height=open_page("changes.html", DESK).evaluate("document.documentElement.scrollHeight"),
        index=(len(index.encode()) - data) / 1000,
        entry=max(file.stat().st_size for file in entries) / 1000,
        scripts=sum(file.stat().st_size for file in assets if file.suffix == ".js") / 1000,
        styles=sum(file.stat().st_size for file in assets if file.suffix == ".css") / 1000,
    )


def make_radars() -> Iterator[tuple[str, Radar]]:
    """Yield our own radar, and made-up ones, with what the table calls them."""
    yield "our own, 43", radar.load(ROOT / "entries")
    for count in (81, 118):
        yield f"{count}", make_radar(History("", (count // 2, count), 0.8), seed=count)


def main(folders: list[str]) -> None:
    """Print the table."""
    given = [(name, radar.load(name)) for name in folders] or list(make_radars())
    command = shutil.which("chromium") or shutil.which("google-chrome")
    head = "entries", "least type", "names in the first fold", "quadrant fills", "Changes"
    print("|", " | ".join((*head, "index, entry, scripts, styles")), "|")
    print("|---" * 6 + "|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=command, args=["--no-sandbox"])
        for place, (name, each) in enumerate(given):
            row = measure(browser, radar.build(each, Path(scratch) / f"{place}").output)
            weights = f"{row.index:.0f}, {row.entry:.1f}, {row.scripts:.1f}, {row.styles:.1f} kB"
            seen = f"{row.type:.1f} px | {row.names} | {row.share:.0%} | {row.height:,} px"
            print(f"| {name} | {seen} | {weights} |")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
