"""What Chromium draws, measured: nothing crosses, whichever of three fonts there is."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from itertools import combinations
from math import dist
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

import radar
from radar.layout import Atlas, Scene
from radar.model import Radar
from radar.render.drawing.svg import render_svg

from ..conftest import missing

FONTS = ("Liberation Sans", "DejaVu Sans", "Noto Sans CJK SC")
SLACK = 0.5  # px: coordinates are rounded, and so is what getBBox returns

MEASURE = """() => {
  const texts = [...document.querySelectorAll('text')]
    .filter(text => !text.closest('[id*="-blip-"]'))
  return {
    texts: texts.filter(text => !text.getAttribute('transform')).map(text => {
      const box = text.getBBox()
      const name = text.id || text.textContent
      return [name, box.x, box.y, box.x + box.width, box.y + box.height]
    }),
    blips: [...document.querySelectorAll('[id*="-blip-"]')].map(group => {
      const {e, f} = group.transform.baseVal.consolidate().matrix
      const reach = [...group.querySelectorAll('circle, polygon, path, text')].map(part => {
        const box = part.getBBox(), line = parseFloat(part.getAttribute('stroke-width') || 0) / 2
        return Math.max(-box.x, -box.y, box.x + box.width, box.y + box.height) + line
      })
      return [group.id, e, f, Math.max(...reach)]
    }),
  }
}"""
INSIDE = """([sector, x, y, radius]) => {
  const outline = document.getElementById(sector)
  const spots = [...Array(16).keys()].map(n => n * Math.PI / 8)
  return spots.every(turn => outline.isPointInFill(
    new DOMPoint(x + radius * Math.cos(turn), y + radius * Math.sin(turn))))
}"""


class Text(NamedTuple):
    """A text as it was drawn: its box from corner to corner."""

    name: str
    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(scope="module")
def ours(root: Path) -> Radar:
    """The radar of this repository."""
    return radar.load(root / "entries")


LONG = ("Kafka", "Continuous delivery for machine learning", "云原生持续交付", "Data mesh", "Go")
USUAL = ("Kafka", "Event sourcing", "云原生", "Data mesh", "Go")


def crowd(count: int, words: Sequence[str] = LONG) -> Radar:
    """Return a radar with such names, in several scripts."""
    rings = ("adopt", "trial", "assess", "hold")
    entries = [
        {
            "id": f"e{n}",
            "name": f"{words[n % 5]} {n}",
            "quadrant": "abcd"[n % 4],
            "ring": rings[n * 3 // 2 % 4],
            "moved": (None, "new", "in", "out")[n // 4 % 4],
        }
        for n in range(count)
    ]
    quadrants = [{"id": letter, "name": f"Quadrant {letter}"} for letter in "abcd"]
    return Radar.model_validate({"title": "Crowd", "quadrants": quadrants, "entries": entries})


@pytest.fixture
def drawn(new_page: Callable[..., Page]) -> Callable[[Scene, str], Page]:
    """Draw a scene in one font."""
    page = new_page(viewport={"width": 1400, "height": 1400})

    def draw(scene: Scene, font: str) -> Page:
        svg = render_svg(scene)
        stack = svg.split('font-family="', 1)[1].split('"', 1)[0]
        page.set_content("<!doctype html><body>" + svg.replace(stack, f"'{font}'", 1))
        return page

    return draw


def wrong(scene: Scene, page: Page) -> list[str]:
    """Return what crosses what, in words."""
    found = page.evaluate(MEASURE)
    texts = [Text(*text) for text in found["texts"]]
    told = []
    right, bottom = scene.left + scene.width, scene.top + scene.height
    for text in texts:
        inside = scene.left <= text.left and scene.top <= text.top
        if not inside or text.right > right or text.bottom > bottom:
            told.append(f"{text.name} leaves the picture")
    for a, b in combinations(texts, 2):
        across = min(a.right, b.right) - max(a.left, b.left)
        down = min(a.bottom, b.bottom) - max(a.top, b.top)
        if across > SLACK and down > SLACK:
            told.append(f"{a.name} crosses {b.name} by {across:.1f} × {down:.1f}")
    for name, x, y, reach in found["blips"]:
        for text in texts:
            near = min(max(x, text.left), text.right), min(max(y, text.top), text.bottom)
            if dist(near, (x, y)) < reach - SLACK:
                told.append(f"{text.name} crosses {name}")
    return told


@pytest.fixture(params=FONTS)
def font(request: pytest.FixtureRequest, program: Callable[..., str]) -> str:
    """A font that is installed."""
    wanted = str(request.param)
    command = [program("fc-match", debian="fontconfig"), "--format=%{family}", wanted]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if wanted not in found:
        missing(wanted, "apt-get install fonts-liberation fonts-dejavu-core fonts-noto-cjk")
    return wanted


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("edition", ["2022", "2026-11"])
def test_nothing_crosses_in_our_own_radar(
    drawn: Callable[[Scene, str], Page], ours: Radar, font: str, language: str, edition: str
) -> None:
    """No name crosses another, a blip, a title or the edge; every blip lies in its sector."""
    scene = Atlas(ours).scene(edition, language)
    page = drawn(scene, font)
    assert wrong(scene, page) == []
    for blip in scene.blips:
        sector = f"tr-{scene.radar}-sector-{blip.quadrant}-{blip.ring}"
        assert page.evaluate(INSIDE, [sector, blip.x, blip.y, blip.radius]), blip.entry


@pytest.mark.thorough
@pytest.mark.parametrize("count", [60, 100, 118, 150])
def test_nothing_crosses_in_a_crowd(
    drawn: Callable[[Scene, str], Page], font: str, count: int
) -> None:
    """The same with names as long as they come, beside the blips and in legends."""
    scene = Atlas(crowd(count)).scene()
    assert wrong(scene, drawn(scene, font)) == []


@pytest.mark.thorough
@pytest.mark.parametrize("count", [100, 118, 120])
def test_nothing_crosses_where_a_crowd_has_its_names_beside_it(
    drawn: Callable[[Scene, str], Page], font: str, count: int
) -> None:
    """With so many names of usual length there is room for all, even in the tallest font."""
    scene = Atlas(crowd(count, USUAL)).scene()
    assert not scene.blips[0].number_size
    assert wrong(scene, drawn(scene, font)) == []


@pytest.mark.thorough
def test_a_quadrant_alone_is_as_clean(
    drawn: Callable[[Scene, str], Page], ours: Radar, font: str
) -> None:
    """The picture of one quadrant holds to the same."""
    for quadrant in ours.quadrants:
        scene = Atlas(ours).quadrant(quadrant.id)
        assert wrong(scene, drawn(scene, font)) == []
