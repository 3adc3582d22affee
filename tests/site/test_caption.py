"""What is told at a mark of the picture, and the way through the picture by keyboard."""

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
RINGS = ("adopt", "trial", "assess", "hold")
REACH = 24  # px from the middle of a mark to its name

# px from a point to the name in the caption; a number that is too large where none is shown
TO_NAME = """([x, y, name]) => {
  const title = document.querySelector(".caption b");
  if (!title.checkVisibility() || title.textContent !== name) return 1e9;
  const range = document.createRange();
  range.selectNodeContents(title);
  return Math.min(...[...range.getClientRects()].map((box) => Math.hypot(
    Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom))));
}"""
# name → middle of each mark that can be pointed at
MIDDLES = """() => Object.fromEntries([
  ...document.querySelectorAll(".blip:not(.off) a")].map((link) => {
  const { e, f } = link.getScreenCTM();
  return [link.getAttribute("aria-label").replace(/^[0-9]+[.] |, .*$/g, ""), [e, f]];
}).filter(([, [x, y]]) => document.elementFromPoint(x, y)?.closest(".blip")))"""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the first page of a radar with 60 numbers in its picture."""
    entries = [
        {
            "id": f"e{n}",
            "name": f"Entry {'with a long name ' * (n % 3)}{n}",
            "quadrant": "abcd"[n % 4],
            "ring": RINGS[n * 7 % 4],
            "summary": "What it is for. " * (n % 5),
        }
        for n in range(60)
    ]
    radar = Radar(
        title="Crowd", quadrants=list("abcd"), entries=entries, layout={"labels": "numbers"}
    )
    folder = tmp_path_factory.mktemp("crowd")
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return f"{folder.as_uri()}/index.html"


@pytest.mark.parametrize("state", ["", "#zoom=b"])
@pytest.mark.parametrize(("wide", "high"), [(1440, 1000), (1280, 720)])
def test_the_pointer_on_a_mark_is_told_its_name_beside_it(
    new_page: NewPage, crowd: str, wide: int, high: int, state: str
) -> None:
    """The name stands within 24 px of the pointer as soon as it is there, and in the window."""
    page = new_page(viewport={"width": wide, "height": high}, reduced_motion="reduce")
    page.goto(crowd + state)
    page.wait_for_timeout(200)
    middles = page.evaluate(MIDDLES)
    assert len(middles) >= (10 if state else 60)
    for name, (x, y) in middles.items():
        page.mouse.move(x, y)
        assert page.evaluate(TO_NAME, [x, y, name]) <= REACH, name
        box = page.locator(".caption").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= wide
        assert box["y"] + box["height"] <= high


@pytest.mark.thorough
def test_passing_the_pointer_over_the_picture_scrolls_nothing(
    new_page: NewPage, crowd: str
) -> None:
    """Four sweeps over the disc leave the page where it was, at its head and further down."""
    page = new_page(viewport={"width": 1440, "height": 1000})
    page.goto(crowd)
    for start in (0, 300):
        page.evaluate("(y) => scrollTo(0, y)", start)
        box = page.locator("svg.radar").bounding_box()
        assert box
        for share in (0.2, 0.4, 0.6, 0.8):
            page.mouse.move(box["x"], box["y"] + share * box["height"])
            page.mouse.move(box["x"] + box["width"], box["y"] + share * box["height"], steps=40)
            assert page.evaluate("scrollY") == start
    expect(page.locator(".caption")).to_be_hidden()


@pytest.mark.thorough
def test_the_caption_stays_while_the_pointer_is_on_it_and_goes_by_escape(
    page: Page, folder: Path
) -> None:
    """What has come for the pointer can be pointed at, and taken away without moving it."""
    page.goto(f"{folder.as_uri()}/index.html")
    x, y = page.evaluate(MIDDLES)["Kafka"]
    page.mouse.move(x, y)
    expect(page.locator(".caption")).to_be_visible()
    box = page.locator(".caption").bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2, steps=5)
    expect(page.locator(".caption")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".caption")).to_be_hidden()
    page.mouse.move(x, y)
    page.mouse.move(2, 2)
    expect(page.locator(".caption")).to_be_hidden()


@pytest.mark.thorough
@pytest.mark.parametrize("width", [320, 390])
def test_a_finger_is_told_the_name_above_it(new_page: NewPage, crowd: str, width: int) -> None:
    """A tap tells within 24 px, and no frame of the browser's stands around the mark."""
    page = new_page(viewport={"width": width, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(crowd)
    page.locator("svg.radar").scroll_into_view_if_needed()
    for name, (x, y) in list(page.evaluate(MIDDLES).items())[::6]:
        page.touchscreen.tap(x, y)
        told = page.locator(".caption b").inner_text()  # of two marks under a finger the upper
        x, y = page.evaluate(MIDDLES)[told]
        assert page.evaluate(TO_NAME, [x, y, told]) <= REACH, name
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(outline) == "none"
        page.touchscreen.tap(5, 5)
        expect(page.locator(".caption")).to_be_hidden()


@pytest.mark.thorough
def test_the_focus_is_told_the_name_and_keeps_it_under_a_moving_pointer(
    page: Page, crowd: str
) -> None:
    """A keyboard has the same caption, which a pointer elsewhere does not take away."""
    page.goto(crowd)
    page.focus(".blip[data-entry=e9] a")
    x, y = page.evaluate(MIDDLES)["Entry 9"]
    assert page.evaluate(TO_NAME, [x, y, "Entry 9"]) <= REACH
    page.mouse.move(3, 3)
    expect(page.locator(".caption")).to_be_visible()
    page.evaluate("scrollBy(0, 100)")
    page.wait_for_timeout(100)
    x, y = page.evaluate(MIDDLES)["Entry 9"]
    assert page.evaluate(TO_NAME, [x, y, "Entry 9"]) <= REACH
    page.evaluate("document.activeElement.blur()")
    expect(page.locator(".caption")).to_be_hidden()


FOCUSED = "() => document.activeElement.closest('.blip')?.dataset.entry"


@pytest.mark.thorough
def test_two_keys_lead_to_the_picture_and_arrows_go_by_place(page: Page, crowd: str) -> None:
    """The first link leads to the picture; each arrow goes to a mark on its side, or stays."""
    page.goto(crowd)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(FOCUSED)
    assert "#" not in page.url
    sides = {"Right": (1, 0), "Down": (0, 1), "Left": (-1, 0), "Up": (0, -1)}
    middle = "document.activeElement.getBoundingClientRect().toJSON()"
    for name, (right, down) in (*sides.items(), *sides.items()):
        here = page.evaluate(middle)
        before = page.evaluate(FOCUSED)
        page.keyboard.press(f"Arrow{name}")
        there = page.evaluate(middle)
        moved = right * (there["x"] - here["x"]) + down * (there["y"] - here["y"])
        assert moved > 0 or page.evaluate(FOCUSED) == before


@pytest.mark.thorough
def test_a_key_that_comes_early_leads_to_the_picture_too(page: Page, crowd: str) -> None:
    """The first link works before the page has settled: a fast reader's keys came to nothing."""
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
            document.querySelector('.skip[href="#picture"]').click();
            window.early = document.activeElement.closest(".blip")?.dataset.entry;
        });"""
    )
    page.goto(crowd)
    assert page.evaluate("window.early")


@pytest.mark.thorough
def test_arrows_lead_to_every_mark(page: Page, crowd: str) -> None:
    """From any mark, arrows lead to all others."""
    page.goto(crowd)
    page.evaluate("document.querySelector('.blip a').focus()")
    graph: dict[str, list[str]] = {}
    waiting = [page.evaluate(FOCUSED)]
    while waiting:
        here = waiting.pop()
        if here in graph:
            continue
        graph[here] = []
        for side in ("Right", "Down", "Left", "Up"):
            page.evaluate(
                "(id) => document.querySelector(`.blip[data-entry=${id}] a`).focus()", here
            )
            page.keyboard.press(f"Arrow{side}")
            graph[here].append(page.evaluate(FOCUSED))
        waiting += graph[here]
    assert len(graph) == 60
    for start in list(graph)[::7]:
        reached, todo = set(), [start]
        while todo:
            if (one := todo.pop()) not in reached:
                reached.add(one)
                todo += graph[one]
        assert len(reached) == 60


@pytest.mark.thorough
def test_the_picture_is_one_stop_of_the_keyboard(page: Page, crowd: str) -> None:
    """Tab leaves it for what follows; back it comes to the mark it left."""
    page.goto(f"{crowd}#ring=hold")
    page.wait_for_timeout(200)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    last = page.evaluate(FOCUSED)
    assert (
        re.search("away", page.locator(f".blip[data-entry={last}]").get_attribute("class") or "")
        is None
    )
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) is None
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED) == last


@pytest.mark.thorough
def test_a_name_in_the_picture_has_its_caption_too(page: Page, folder: Path) -> None:
    """The pointer on a name is told its ring and its summary."""
    page.goto(f"{folder.as_uri()}/index.html")
    page.hover("#tr-full-label-kafka")
    expect(page.locator(".caption")).to_contain_text("A log for events.")
