"""What axe says of kinds of page, and of states of a page, that other modules do not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import radar
from radar.model import Radar

NewPage = Callable[..., Page]
pytestmark = pytest.mark.thorough

RINGS = ("adopt", "trial", "assess", "hold")
QUADRANTS = ("Techniques", "Platforms", "Tools", "Languages")
DENSE = Radar(
    title="Dense",
    description="Names first.",
    quadrants=QUADRANTS,
    rings=[{"id": ring, "name": ring.title(), "description": f"It is {ring}."} for ring in RINGS],
    editions=[{"id": "1"}, {"id": "2"}],
    entries=[
        {
            "name": f"Continuous delivery {n}",
            "summary": "What it is good for, in a sentence.",
            "text": "A text with a list.\n\n- [ ] to do\n- [x] done\n\n> [!NOTE]\n> Mind this.",
            "tags": ["cloud"],
            "history": [
                {"edition": "1", "ring": RINGS[(n // 4 + n % 3) % 4], "quadrant": QUADRANTS[n % 4]},
                {"edition": "2", "ring": RINGS[n // 4 % 4], "quadrant": QUADRANTS[n % 4]},
            ][n % 5 == 0 :],
        }
        for n in range(118)
    ],
    proposals=[
        {"name": "Maybe", "quadrant": "tools", "proposed": {"ring": "assess", "by": "us"}},
    ],
)
PAGES = (
    "index.html",
    "changes.html",
    "changes.html#by-edition",
    "proposals.html",
    "entries/maybe.html",
    "entries/continuous-delivery-1.html",
    "editions/1.html",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a radar with a dense list and proposals."""
    return radar.build(DENSE, tmp_path_factory.mktemp("dense") / "site").output.as_uri()


@pytest.fixture(params=["light", "dark"])
def open_page(
    new_page: NewPage, axe_source: str, request: pytest.FixtureRequest
) -> Callable[..., Page]:
    """A function that opens an address in either scheme, ready for axe."""

    def open_it(address: str, size: tuple[int, int], **options: Any) -> Page:
        page = new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=request.param,
            reduced_motion="reduce",
            bypass_csp=True,
            **options,
        )
        page.goto(address)
        page.wait_for_load_state("load")
        page.evaluate(axe_source)
        return page

    return open_it


def faults(page: Page) -> list[tuple[str, str]]:
    """Return what axe finds: its rule, and the first element."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [(390, 844), (1440, 1000)])
def test_a_large_radar_has_no_fault(
    open_page: Callable[..., Page], address: str, name: str, size: tuple[int, int]
) -> None:
    """Nor have its dense list, its matrix, and what is proposed."""
    page = open_page(f"{address}/{name}", size)
    if name.endswith("by-edition"):
        page.locator(".matrix summary").click()
        expect(page.locator(".matrix table")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("size", [(390, 844), (1280, 720), (1440, 1000)])
def test_what_a_reader_opens_has_no_fault(
    open_page: Callable[..., Page], address: str, size: tuple[int, int]
) -> None:
    """Details in the list, a caption, an open search, what it finds, a quadrant, the table."""
    page = open_page(f"{address}/index.html", size)
    assert faults(page) == []
    page.locator(".more input").check()
    expect(page.locator(".entries p").first).to_be_visible()
    assert faults(page) == []
    page.locator(".blip a").first.focus()
    expect(page.locator(".caption")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("/")
    expect(page.locator("input[type=search]")).to_be_focused()
    assert faults(page) == []
    page.keyboard.type("delivery 11")
    expect(page.locator(".found li").first).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.locator("[data-zoom=tools]").click()
    expect(page.locator(".near.shown")).to_be_visible()
    assert faults(page) == []
    page.locator("[data-view=table]").click()
    expect(page.locator("tbody tr").first).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("name", ["index.html", "changes.html", "entries/kafka.html"])
@pytest.mark.parametrize("width", [390, 1440])
def test_forced_colours_have_no_fault(
    open_page: Callable[..., Page], folder: Path, name: str, width: int
) -> None:
    """A reader's own few colours leave nothing that axe can find."""
    page = open_page(f"{folder.as_uri()}/{name}", (width, 844), forced_colors="active")
    assert faults(page) == []
