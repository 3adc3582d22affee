"""The facts beside the text of an entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.assembly import make_site
from radar.theme import load_theme

# commas at the beginning of a line, and heights of links
COMMAS = """() => [...document.querySelectorAll("aside dd")].flatMap((facts) =>
  [...facts.childNodes].filter((node) => node.data?.includes(",")).filter((node) => {
    const range = document.createRange(), at = node.data.indexOf(",");
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().left < facts.getBoundingClientRect().left + 1;
  })).length"""
HEIGHTS = """() => [...document.querySelectorAll("aside dd a")].map((link) =>
  Math.max(...[...link.getClientRects()].map((box) => box.height)))"""


@pytest.fixture(scope="module")
def entry_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of an entry that has many others to compare it with."""
    names = [f"Name {'of usual length ' * (n % 3)}{n}" for n in range(24)]
    entries = [
        {"id": f"e{n}", "name": name, "quadrant": "ab"[n % 2], "ring": "adopt"}
        for n, name in enumerate(names)
    ]
    related = {"related": [f"e{n}" for n in range(1, 24)]}
    radar = Radar(title="Facts", quadrants=["a", "b"], entries=[entries[0] | related, *entries[1:]])
    folder: Path = tmp_path_factory.mktemp("facts")
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return f"{folder.as_uri()}/entries/e0.html"


@pytest.mark.parametrize("width", [390, 768, 1280, 1440])
def test_no_line_of_facts_begins_with_a_comma(
    new_page: Callable[..., Page], entry_page: str, width: int
) -> None:
    """It stays with the name before it, and each name can be hit by a finger."""
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(entry_page)
    assert page.evaluate("document.querySelectorAll('aside dd a').length") == 23
    assert page.evaluate(COMMAS) == 0
    assert min(page.evaluate(HEIGHTS)) >= 24
