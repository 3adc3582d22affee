"""The page of an entry: what stands beside its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from radar.layout import Atlas
from radar.model import Radar
from radar.render.drawing.thumbnails import SmallRadar

NewPage = Callable[..., Page]
RINGS = ("adopt", "trial", "assess", "hold")
TEXTS = """() => [...document.querySelectorAll(".small text")].map((text) => {
  const { left, right, top, bottom } = text.getBoundingClientRect();
  const size = parseFloat(text.getAttribute("font-size")) * text.getScreenCTM().a;
  return { words: text.textContent, size, left, right, top, bottom };
})"""


@pytest.fixture(params=["en", "zh"])
def entry(request: pytest.FixtureRequest, new_page: NewPage, folder: Path) -> Page:
    """The page of an entry that moved, in each language."""
    page = new_page(viewport={"width": 768, "height": 1024})
    root = "" if request.param == "en" else "zh/"
    page.goto(f"{folder.as_uri()}/{root}entries/kafka.html")
    return page


def test_the_small_radar_has_the_names_of_its_rings(entry: Page) -> None:
    """They are read at 11 px, none touches another or the mark, and the entry's own is bold."""
    texts = entry.evaluate(TEXTS)
    steps = entry.locator(".standing strong").inner_text()
    assert len(texts) == 4
    assert entry.locator(".small .now").text_content() == steps
    assert min(text["size"] for text in texts) >= 11
    for n, one in enumerate(texts):
        assert not [two for two in texts[:n] if meets(one, two)]
    blip = entry.locator(".small .blip").bounding_box()
    assert blip
    right, bottom = blip["x"] + blip["width"], blip["y"] + blip["height"]
    mark = {"left": blip["x"], "right": right, "top": blip["y"], "bottom": bottom}
    assert not [text for text in texts if meets(text, mark)]


def meets(one: dict[str, float], two: dict[str, float]) -> bool:
    """Return whether two boxes have more than an edge in common; 3 px of a line have no ink."""
    across = min(one["right"], two["right"]) - max(one["left"], two["left"])
    along = min(one["bottom"], two["bottom"]) - max(one["top"], two["top"])
    return across > 0 and along > 3


@pytest.mark.thorough
def test_each_row_of_the_strip_has_the_name_of_its_ring(entry: Page) -> None:
    """A name stands beside the row that it names."""
    names = [item.bounding_box() for item in entry.locator(".way li").all()]
    rows = [item.bounding_box() for item in entry.locator(".way rect").all()]
    assert len(names) == len(rows) == 4
    for name, row in zip(names, rows, strict=True):
        assert name
        assert row
        assert abs(name["y"] - row["y"]) <= 1
        assert name["x"] + name["width"] <= row["x"]


@pytest.mark.thorough
def test_a_tablet_has_facts_beside_the_text(entry: Page) -> None:
    """At 768 px no half of the page is empty, and lines are still of 50 characters at least."""
    facts, body = entry.locator("aside").bounding_box(), entry.locator(".body").bounding_box()
    main = entry.locator("main").bounding_box()
    assert facts
    assert body
    assert main
    assert facts["y"] < body["y"]
    assert main["x"] + main["width"] - (facts["x"] + facts["width"]) <= 24
    assert body["width"] >= 450


@given(
    st.lists(st.text("abc W漢", min_size=1, max_size=40), min_size=1, max_size=8, unique=True),
    st.integers(2, 8),
    st.integers(0, 7),
)
def test_names_of_rings_stay_in_the_small_radar(
    names: list[str], quadrants: int, place: int
) -> None:
    """With any names, the entry's ring is said if its name has room, and none is outside."""
    rings = {f"r{n}": name.strip() or "x" for n, name in enumerate(names)}
    own, quadrant = f"r{place % len(rings)}", str(place % quadrants)
    radar = Radar(
        title="T",
        rings=[{"id": id_, "name": name} for id_, name in rings.items()],
        quadrants=[*map(str, range(quadrants))],
        entries=[{"id": "e", "name": "E", "quadrant": quadrant, "ring": own}],
    )
    scene = Atlas(radar).scene()
    drawn = SmallRadar(scene, rings).draw("e", quadrant, own, 0, "where")
    said = re.findall(r'x="([-\d.]+)" y="([-\d.]+)" font-size="([\d.]+)">([^<]+)<', drawn)
    for x, y, size, name in said:
        assert abs(float(x)) < 0.05 * scene.radius
        assert abs(float(y)) + 0.15 * float(size) < scene.radius + 6
        assert float(size) >= 0.08 * scene.radius - 0.1
        assert name in rings.values()
    if len(rings[own]) <= 8:
        assert f'<text class="now" x="{said[0][0]}"' in drawn
        assert said[0][3] == rings[own]


LINES = """() => { const range = document.createRange();
  const rows = new Map();
  for (const paragraph of document.querySelectorAll(".prose > p")) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) [...node.data].forEach((letter, n) => {
      range.setStart(node, n); range.setEnd(node, n + 1);
      const { top } = range.getBoundingClientRect(), row = Math.round(top / 12);
      rows.set(row, (rows.get(row) || 0) + 1); });
    rows.delete([...rows.keys()].at(-1));
  }
  return [...rows.values()]; }"""  # but for the last line of each paragraph, which is shorter


@pytest.mark.thorough
def test_a_line_of_a_text_has_about_66_characters(new_page: NewPage, own_site: Path) -> None:
    """On a desk an article is as wide as the eye reads with ease."""
    page = new_page(viewport={"width": 1440, "height": 1000})
    counts: list[int] = []
    for name in ("cilium", "kubernetes", "ebpf", "gitops", "argo"):
        page.goto(f"{own_site.as_uri()}/entries/{name}.html")
        counts += page.evaluate(LINES)
    assert len(counts) >= 10
    assert 62 <= sum(counts) / len(counts) <= 70
