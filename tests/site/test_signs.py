"""The signs before how an entry moved, and what of a page runs from right to left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from radar.layout import Atlas
from radar.model import Movement, Radar
from radar.render.drawing.stylesheet import theme_css
from radar.render.site.assembly import make_site
from radar.theme import load_theme

_SIGN = """([item, pseudo]) => {
    const style = getComputedStyle(document.querySelector(item), pseudo);
    return [style.content, style.borderTopWidth, style.width, style.outlineStyle, style.order];
}"""


def write(radar: Radar, folder: Path) -> str:
    """Write the site of a radar; return its address."""
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder.as_uri()


def sign(page: Page, item: str, pseudo: str = "::before") -> list[Any]:
    """Return how a sign is drawn: content, border, width, outline, order."""
    return list(page.evaluate(_SIGN, [item, pseudo]))


def test_the_list_has_the_marks_of_the_picture(page: Page, folder: Path) -> None:
    """What moved in is a disc before its tail, as in the key; without a movement is no sign."""
    page.goto(f"{folder.as_uri()}/index.html")
    assert sign(page, ".group .moved.in")[0] == '""'
    assert sign(page, ".group .moved.in", "::after")[0] == '""'
    assert page.locator(".group .moved.unchanged").count() == 0
    page.goto(f"{folder.as_uri()}/changes.html")
    assert sign(page, "h3.moved.in")[0] == '""'


def test_signs_are_the_shapes_of_the_theme() -> None:
    """A theme that draws what is new as a diamond has that sign in its lists too."""
    theme = load_theme()
    assert ".moved.new::before{width:0;height:0;margin:" in theme_css(theme, 4, 4)
    own = theme.model_copy(update={"shapes": {**theme.shapes, Movement.NEW: "diamond"}})
    assert ".moved.new::before{width:0;height:0;border-width:.27em" in theme_css(own, 4, 4)


@pytest.mark.thorough
def test_new_has_the_plain_sign_where_it_has_the_plain_mark(page: Page, tmp_path: Path) -> None:
    """Where most entries are new, the list marks new as the picture does."""
    entries: list[dict[str, Any]] = [
        {"name": f"n{n}", "quadrant": "a", "ring": "adopt"} for n in range(5)
    ]
    old = [{"edition": "1", "ring": "trial", "quadrant": "a"}]
    fresh = [{"edition": "2", "ring": "adopt", "quadrant": "a"}]
    histories = [old] + [fresh] * 4
    told = [
        {"name": one["name"], "history": history}
        for one, history in zip(entries, histories, strict=True)
    ]
    ours = Radar(title="T", quadrants=["A", "B"], editions=["1", "2"], entries=told)
    address = write(ours, tmp_path)
    page.goto(f"{address}/index.html")
    assert sign(page, ".group .moved.new")[3] == "none"
    assert page.locator(".marks li").all_inner_texts()[1] == "new unless marked"


@pytest.fixture
def arabic(radar: Radar, tmp_path: Path) -> str:
    """The address of a site in Arabic."""
    given = radar.model_copy(update={"languages": ("ar",)})
    return write(given, tmp_path)


@pytest.mark.thorough
def test_the_path_runs_from_right_to_left(new_page: Callable[..., Page], arabic: str) -> None:
    """No edition lies over a ring, and the line of the strip runs as its labels do."""
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{arabic}/entries/kafka.html")
    for row in page.locator(".path li").all():
        when, ring = row.locator(".when").bounding_box(), row.locator("b").bounding_box()
        assert when
        assert ring
        assert ring["x"] + ring["width"] <= when["x"]
    turned = "getComputedStyle(document.querySelector('.way svg')).transform"
    assert page.evaluate(turned) == "matrix(-1, 0, 0, 1, 0, 0)"
    assert sign(page, ".path .moved.in", "::after")[4] == "-2"
