"""The first page in windows of other sizes than a desk has, above all one of a phone."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.assembly import make_site
from radar.theme import load_theme

NewPage = Callable[..., Page]
RINGS = ("Adopt", "Trial", "Assess", "Hold")
NAMES = ("Languages", "Techniques", "Platforms", "Tools")  # as the list has them
BOXES = r"""() => [...document.querySelectorAll(".zoom button, .frame")].map((part) => {
  const { left, top, bottom, height } = part.getBoundingClientRect();
  return { left, top, bottom, height,
    name: part.matches(".frame") ? "picture" : part.innerText.replace(/\s+/g, " ") };
}).filter((box) => box.height).sort((a, b) => a.top - b.top)"""
# Of each tail: how far it is from its mark, and how far it reaches from it, in px and radii.
TAILS = """() => [...document.querySelectorAll("svg.radar > .trails > polygon")].map((tail) => {
  const blip = `.blip[data-entry="${tail.dataset.entry}"]`;
  const circles = [...document.querySelectorAll(`${blip} circle`)];
  const radius = Math.max(...circles.map((circle) => circle.r.baseVal.value)), [mark] = circles;
  const { a, e, f } = mark.getScreenCTM(), matrix = tail.getScreenCTM();
  const away = [...tail.points].map((point) => {
    const { x, y } = new DOMPoint(point.x, point.y).matrixTransform(matrix);
    return Math.hypot(x - e, y - f);
  });
  return [Math.min(...away) / (radius * a), Math.max(...away)];
})"""


@pytest.fixture(scope="module")
def address_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """A function that returns the address of the same radar in a language."""

    @cache
    def build(language: str) -> str:
        entries = [
            {
                "name": f"Name of usual size {n}",
                "quadrant": ("techniques", "platforms", "tools", "languages")[n % 4],
                "history": [
                    {"edition": "1", "ring": RINGS[(n // 4 + 1) % 4].lower()},
                    {"edition": "2", "ring": RINGS[n // 4 % 4].lower()},
                ][n % 4 == 3 :],
            }
            for n in range(46)
        ]
        radar = Radar(
            title="Small",
            languages=[language],
            rings=RINGS,
            quadrants=["Techniques", "Platforms", "Tools", "Languages"],
            editions=["1", "2"],
            entries=entries,
        )
        folder: Path = tmp_path_factory.mktemp(language)
        for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        return f"{folder.as_uri()}/index.html"

    return build


@pytest.fixture
def phone(new_page: NewPage, address_in: Callable[[str], str]) -> Page:
    """The first page on a phone."""
    page = new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(address_in("en"))
    expect(page.locator(".zoom .q0")).to_be_visible()
    return page


def test_quadrants_follow_one_below_the_other_with_their_counts(phone: Page) -> None:
    """Below the picture each quadrant has a row for a finger, with its name and how many it has."""
    picture, *rows = phone.evaluate(BOXES)
    assert picture["name"] == "picture"
    counts = (11, 12, 12, 11)
    assert [row["name"] for row in rows] == [f"{n} {c}" for n, c in zip(NAMES, counts, strict=True)]
    assert {row["left"] for row in rows} == {16}
    assert all(row["height"] >= 44 for row in rows)
    assert all(a["bottom"] <= b["top"] for a, b in pairwise(rows))


@pytest.mark.thorough
def test_counts_are_those_of_the_edition_that_is_shown(phone: Page) -> None:
    """An earlier edition has what it had."""
    phone.evaluate("location.hash = 'edition=1'")
    expect(phone.locator(".zoom .q3 .n")).to_have_text("0")
    expect(phone.locator(".zoom .q0 .n")).to_have_text("12")


@pytest.mark.thorough
def test_a_quadrant_opens_below_its_name_and_closes_there(phone: Page) -> None:
    """Its picture stands between its row, which is in sight, and the next one."""
    row = phone.locator(".zoom .q1")
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(row).to_be_in_viewport(ratio=1)
    order = ["Whole radar", "Languages", "Techniques", "Platforms", "picture", "Tools"]
    assert [box["name"].rstrip(" 012") for box in phone.evaluate(BOXES)] == order
    row.click()
    expect(row).to_have_attribute("aria-pressed", "false")
    expect(row).to_be_in_viewport(ratio=1)
    assert phone.evaluate(BOXES)[0]["name"] == "picture"
    expect(phone.locator('[data-zoom=""]')).to_be_hidden()


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("place", range(4))
def test_an_open_quadrant_has_names_of_12_px_and_begins_at_the_centre(
    new_page: NewPage, address_in: Callable[[str], str], language: str, place: int
) -> None:
    """Names and names of rings are read, and the innermost ring is seen, in either direction."""
    page = new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(address_in(language))
    page.click(f".zoom .q{place}")
    near = page.locator(f".near.q{place}")
    expect(near).to_be_visible()
    sizes = near.locator(".labels text, .ring-names text").evaluate_all(
        """(texts) => texts.map((text) =>
        parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""
    )
    assert len(sizes) >= 15
    assert min(sizes) >= 12
    expect(near.locator(".ring-names text", has_text="Adopt")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.thorough
def test_tails_grow_with_their_marks(phone: Page) -> None:
    """In the whole picture a tail begins at its mark and reaches 8 px from its middle."""
    tails = phone.evaluate(TAILS)
    assert len(tails) >= 30
    assert not [(near, far) for near, far in tails if near > 1.2 or far < 8]


@pytest.mark.thorough
def test_names_of_the_usual_size_have_the_whole_window(new_page: NewPage, tmp_path: Path) -> None:
    """Larger names in small windows need room beside the disc, which large windows do not lose."""
    names = ["Techniques", "Platforms and infrastructure", "Tools", "Languages and frameworks"]
    entries = [
        {"name": f"Continuous delivery {n}", "quadrant": names[n % 4], "ring": RINGS[n // 4 % 4]}
        for n in range(118)
    ]
    radar = Radar(title="Large", quadrants=names, rings=RINGS, entries=entries)
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page = new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page.goto(f"{tmp_path.as_uri()}/index.html")
    picture = page.locator("svg.radar")
    usual = picture.get_attribute("data-view")
    assert usual
    expect(picture).to_have_attribute("viewBox", usual)
    outside = picture.locator(".usual text").evaluate_all(
        """(texts) => { const box = document.querySelector("svg.radar").getBoundingClientRect();
        const boxes = texts.map((text) => text.getBoundingClientRect());
        return boxes.filter(({ left, right, top, bottom }) =>
        left < box.left || right > box.right || top < box.top || bottom > box.bottom).length; }"""
    )
    assert outside == 0
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(picture).not_to_have_attribute("viewBox", usual)
    page.set_viewport_size({"width": 1440, "height": 1000})
    expect(picture).to_have_attribute("viewBox", usual)
