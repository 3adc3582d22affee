"""The fragment: a figure that any page may hold, twice if it likes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyromark
import pytest
from playwright.sync_api import Page

import radar
from radar.layout import lay_out
from radar.model import Radar
from radar.render.drawing.fragment import render_fragment
from radar.render.drawing.svg import render_svg
from radar.theme import load_theme


def fragment(of: Radar, **more: str) -> str:
    """Return the fragment of a radar."""
    theme = load_theme()
    return render_fragment(
        lay_out(of), theme, href=lambda entry: f"entries/{entry}.html", list_label="List", **more
    )


@pytest.fixture(scope="module")
def ours(root: Path) -> Radar:
    """The radar of this repository."""
    return radar.load(root / "entries")


def small(name: str) -> Radar:
    """Return a radar of two entries, whose id has a sign that CSS gives a meaning."""
    entries = [
        {"id": id, "name": id, "quadrant": "x", "ring": "adopt", "moved": "in"} for id in "ab"
    ]
    fields = {"id": name, "title": name, "quadrants": ["X", "Y"], "entries": entries}
    return Radar.model_validate(fields)


def test_it_is_one_figure_without_a_blank_line(ours: Radar) -> None:
    """`<figure>`, the SVG, `</figure>`, each beginning a line; no blank line, one style sheet."""
    text = fragment(ours)
    assert text.startswith("<figure>\n<svg ")
    assert text.endswith("</svg>\n</figure>\n")
    assert "\n\n" not in text
    assert text.count("<style>") == 1
    assert "prefers-color-scheme" not in text
    assert "style=" not in text


def test_markdown_leaves_it_whole(ours: Radar) -> None:
    """CommonMark passes it through as it is, between paragraphs."""
    text = fragment(ours)
    assert text in pyromark.html(f"Before.\n\n{text}\nAfter.\n")


def test_every_rule_speaks_of_this_picture_alone(ours: Radar) -> None:
    """Each selector of the style sheet begins with the picture's id."""
    style = re.search("<style>(.*)</style>", fragment(ours), re.DOTALL)
    assert style
    rules = re.sub(r"@(?:media|supports)[^{]*\{|var\([^)]*\)", "", style[1])
    selectors = [part.strip() for part in re.findall(r"([^{}]+)\{", rules)]
    assert selectors
    assert all(selector.startswith("#tr-cloud-native") for selector in selectors)


def test_a_fragment_has_its_colours_without_its_styles(ours: Radar) -> None:
    """What drops the `<style>`, or knows no variables, sees the colours of the file."""
    looks = r'\b(?:fill|stroke|stroke-width|fill-opacity|font-weight)="[^"]*"'
    picture = re.findall(looks, render_svg(lay_out(ours), load_theme()))
    bare = re.sub("<style>.*</style>", "", fragment(ours), flags=re.DOTALL)
    assert "var(" not in bare
    assert set(picture) <= set(re.findall(looks, bare))
    sectors = re.findall('<path class="sector[^>]*>', bare)
    assert len(sectors) == 16
    assert all('fill="#' in sector for sector in sectors)


def test_two_fragments_on_a_page_share_no_id(own_site: Path) -> None:
    """Radars have their own ids, and so have the languages of one."""
    texts = [fragment(small("one")), fragment(small("two"))]
    texts += [(own_site / path).read_text() for path in LANGUAGES]
    found = [name for text in texts for name in re.findall(r'\bid="([^"]+)"', text)]
    assert len(found) == len(set(found))


LANGUAGES = ("radar.fragment.html", "zh/radar.fragment.html")


@pytest.fixture
def shown(own_site: Path, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open a page of someone else's that holds the fragment of our own radar."""

    def show(style: str = "", **options: Any) -> Page:
        page = new_page(viewport={"width": 1000, "height": 1200}, **options)
        body = (own_site / "radar.fragment.html").read_text(encoding="utf-8")
        head = f'<meta charset="utf-8"><title>Ours</title><style>{style}</style>'
        page.set_content(f'<!doctype html><html lang="en">{head}<main><h1>A</h1>{body}</main>')
        return page

    return show


def colour(page: Page, selector: str, what: str = "fill") -> str:
    """Return a computed colour."""
    found: str = page.locator(selector).first.evaluate(
        "(element, what) => getComputedStyle(element)[what]", what
    )
    return found


BLIP = "#tr-cloud-native-blip-kubernetes"


@pytest.mark.thorough
def test_colours_are_the_themes_unless_the_page_says_otherwise(shown: Callable[..., Page]) -> None:
    """Variables of the host page win; without them, the light palette holds."""
    plain = shown()
    assert colour(plain, f"{BLIP} .solid") == "rgb(0, 105, 180)"
    assert colour(plain, ".sector.q1.r0") == "rgb(212, 230, 242)"
    dark = shown("main{--radar-quadrant-1:#ff0000;--radar-ring-0:#00ff00;--radar-text:#0000ff}")
    assert colour(dark, f"{BLIP} .solid") == "rgb(255, 0, 0)"
    assert colour(dark, ".sector.q1.r0") == "rgb(0, 255, 0)"
    assert colour(dark, "#tr-cloud-native-label-kubernetes") == "rgb(0, 0, 255)"


@pytest.mark.thorough
def test_tails_are_those_of_the_picture(shown: Callable[..., Page], own_site: Path) -> None:
    """The fragment says where entries came from with the same tails."""
    corners = """selector => [...document.querySelectorAll(selector)]
        .map(tail => tail.getAttribute("points"))"""
    page = shown()
    seen = page.evaluate(corners, "polygon.trail")
    page.goto((own_site / "radar.svg").as_uri())
    drawn = page.evaluate(corners, "polygon[fill-opacity], [fill-opacity] polygon")
    assert sorted(seen) == sorted(point for point in drawn if point in seen)
    assert len(seen) > 20


def test_every_blip_is_reachable_named_and_large_enough(shown: Callable[..., Page]) -> None:
    """By keyboard, with number, technology, ring and movement; 24 px each way at 1000 px."""
    page = shown()
    links = page.locator(".blip a")
    seen = set()
    for _ in range(links.count()):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert re.fullmatch(r"\d+\. .+, (Adopt|Trial|Assess|Hold), [a-z ]+", name)
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        seen.add(name)
    assert len(seen) == links.count() > 40
    narrow = page.evaluate(
        """() => [...document.querySelectorAll('.blip a')].filter(link => {
            const {e: x, f: y} = link.parentNode.getScreenCTM()
            return [[0, 0], [-8, -8], [8, 8], [-8, 8], [8, -8], [11, 0], [0, 11]].some(
              ([u, v]) => document.elementFromPoint(x + u, y + v)?.closest('a')?.href.baseVal
                !== link.href.baseVal)
        }).map(link => link.getAttribute('aria-label'))"""
    )
    assert narrow == []


def test_forced_colours_are_obeyed(shown: Callable[..., Page]) -> None:
    """Where the system forces colours, text, marks and lines are in the system's."""
    page = shown(forced_colors="active")
    text = colour(page, ".headings text")
    assert text == colour(page, "h1", "color")
    assert colour(page, f"{BLIP} .solid") == colour(page, ".label")
    assert colour(page, f"{BLIP} .solid") != colour(shown(), f"{BLIP} .solid")


@pytest.mark.thorough
def test_axe_finds_nothing(shown: Callable[..., Page], axe_source: str) -> None:
    """Axe reports no violation on a page that holds the fragment."""
    page = shown()
    page.evaluate(axe_source)
    found = page.evaluate("axe.run().then(result => result.violations)")
    assert found == [], json.dumps(found, indent=1)[:3000]


@pytest.mark.thorough
def test_texts_keep_their_places_whichever_way_a_page_runs(page: Page) -> None:
    """Each text stands where it is in a page from left to right, also in Arabic."""
    entry = {"id": "a", "name": "قاعدة بيانات", "quadrant": "a", "ring": "adopt"}
    made = Radar(title="رادار", languages=["ar"], quadrants=["A", "B"], entries=[entry])
    places = []
    for direction in ("ltr", "rtl"):
        page.set_content(f'<div dir="{direction}" style="width:800px">{fragment(made)}</div>')
        places.append(
            page.evaluate(
                "() => { const start = document.querySelector('svg').getBoundingClientRect().x;"
                "return [...document.querySelectorAll('svg text')]"
                ".map(text => Math.round(text.getBoundingClientRect().x - start)) }"
            )
        )
    assert places[0] == places[1] != []
