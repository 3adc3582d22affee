"""What a reader can do, by keyboard alone and again by pointer, where the other tests do one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def index(page: Page, folder: Path) -> Page:
    """The first page, from disk."""
    page.goto(f"{folder.as_uri()}/index.html")
    return page


def names(page: Page) -> list[str]:
    """Return the names of the entries that the list shows."""
    return [link.inner_text() for link in page.locator(".group li > a").all() if link.is_visible()]


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_filters_by_key_alone(index: Page) -> None:
    """Tab leads to the filter, Enter opens it, Space ticks a value, Escape clears."""
    tab_to(index, "summary")
    index.keyboard.press("Enter")
    tab_to(index, "[name=ring][value=adopt]")
    index.keyboard.press("Space")
    assert names(index) == ["Continuous delivery", "Kafka"]
    index.keyboard.press("Escape")
    assert len(names(index)) == 5


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("quadrant=tools", ["Vim", "Hidden"]),
        ("ring=hold", ["Apache Pulsar"]),
        ("movement=in", ["Kafka"]),
        ("movement=in&movement=new", ["Continuous delivery", "Kafka"]),
        ("tag=streams&ring=adopt", ["Kafka"]),
        ("owner=Team+B", ["Continuous delivery"]),
        ("owner=Team+B&tag=streams", []),
    ],
)
def test_every_kind_of_filter_can_be_linked(
    page: Page, folder: Path, link: str, found: list[str]
) -> None:
    """Quadrant, ring, movement, tag and owner are in the address, several of each as well."""
    page.goto(f"{folder.as_uri()}/index.html#{link}")
    assert names(page) == found
    expect(page.locator("[role=status]")).to_contain_text(str(len(found) or "Nothing"))


@pytest.mark.thorough
def test_what_a_link_filters_by_is_shown_and_can_be_taken_away(page: Page, folder: Path) -> None:
    """Each value is a button in the first fold; by key alone one after the other goes."""
    page.goto(f"{folder.as_uri()}/index.html#ring=adopt&ring=hold&tag=streams")
    chips = page.locator(".chips button")
    expect(chips).to_have_text(["Adopt ×", "Hold ×", "streams ×"])
    box = chips.first.bounding_box()
    assert box
    assert box["y"] + box["height"] < 720
    expect(chips.first).to_have_accessible_name("Take Adopt away from the filters")
    chips.first.press("Enter")
    expect(chips).to_have_text(["Hold ×", "streams ×"])
    assert names(page) == ["Apache Pulsar"]
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_be_hidden()
    assert len(names(page)) == 5


@pytest.mark.thorough
def test_a_quadrant_that_is_filtered_is_dimmed_in_place(index: Page) -> None:
    """Filters dim what is not found on the radar; nothing of it moves."""
    where = "[...document.querySelectorAll('.blip')].map((one) => one.getAttribute('transform'))"
    before = index.evaluate(where)
    index.goto(f"{index.url}#ring=adopt")
    expect(index.locator(".blip.away")).to_have_count(2)
    assert index.evaluate(where) == before


@pytest.mark.thorough
def test_the_table_by_key_alone(index: Page) -> None:
    """`t` opens it, Enter on a heading sorts, arrows go from row to row, Enter copies and opens."""
    index.context.grant_permissions(["clipboard-read", "clipboard-write"])
    index.keyboard.press("t")
    tab_to(index, "[data-copy]")
    index.keyboard.press("Enter")
    expect(index.locator("[data-copy]")).to_have_text("Copied")
    assert "Kafka\tData\tAdopt" in index.evaluate("navigator.clipboard.readText()")
    tab_to(index, "th[data-column=name] button")
    index.keyboard.press("Enter")
    tab_to(index, "tbody a")
    index.keyboard.press("ArrowDown")
    second = index.locator("tbody th").nth(1).inner_text()
    assert index.evaluate("document.activeElement.textContent") == second == "Continuous delivery"
    index.keyboard.press("Enter")
    index.wait_for_url("**/entries/cd.html")


@pytest.mark.thorough
def test_a_formula_is_copied_as_text(index: Page) -> None:
    """A spreadsheet would run a cell that begins with `=`; it gets an apostrophe first."""
    index.context.grant_permissions(["clipboard-read", "clipboard-write"])
    index.keyboard.press("t")
    index.evaluate("document.querySelector('tbody a').textContent = '=1+1'")
    index.click("[data-copy]")
    expect(index.locator("[data-copy]")).to_have_text("Copied")
    assert index.evaluate("navigator.clipboard.readText()").split("\n")[1].startswith("'=1+1")


@pytest.mark.thorough
def test_light_and_dark_by_key_alone(index: Page) -> None:
    """The switch is reached by Tab and pressed by Enter."""
    tab_to(index, ".scheme")
    index.keyboard.press("Enter")
    expect(index.locator("html")).to_have_attribute("data-scheme", "dark")


@pytest.mark.thorough
def test_the_language_switch_stays_on_the_entry(page: Page, folder: Path) -> None:
    """By key: the same entry in the other language, whose page has its own language and words."""
    page.goto(f"{folder.as_uri()}/entries/kafka.html")
    tab_to(page, ".languages a[lang=zh]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh/entries/kafka.html")
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator(".languages [aria-current]")).to_have_text("中文")


@pytest.mark.thorough
def test_previous_and_next_go_through_the_radar(page: Page, folder: Path) -> None:
    """The links at the foot of an entry lead along the numbers, to the end and back."""
    page.goto(f"{folder.as_uri()}/entries/cd.html")
    seen = ["Continuous delivery"]
    while page.locator("[rel=next]").count():
        page.locator("[rel=next]").press("Enter")
        page.wait_for_load_state()
        seen.append(page.locator("h1").inner_text())
    assert seen == ["Continuous delivery", "Kafka", "Apache Pulsar", "Vim", "Hidden"]
    page.click("[rel=prev]")
    expect(page.locator("h1")).to_have_text("Vim")


@pytest.mark.thorough
def test_the_slider_and_the_keys_by_pointer(index: Page) -> None:
    """A click at the end of the slider goes to the first edition; `?` and Close are buttons."""
    box: Any = index.locator(".time input").bounding_box()
    index.mouse.click(box["x"] + 4, box["y"] + box["height"] / 2)
    expect(index.locator(".time output")).to_have_text("2020")
    index.click("[data-keys]")
    expect(index.locator("dialog")).to_be_visible()
    index.click("dialog button")
    expect(index.locator("dialog")).to_be_hidden()


@pytest.mark.thorough
def test_the_whole_radar_comes_back_by_button(index: Page) -> None:
    """Zoom by key, back by pointer; the address forgets it."""
    index.keyboard.press("1")
    expect(index.locator("svg.radar")).to_have_class(re.compile("zoomed"))
    index.click('[data-zoom=""]')
    expect(index.locator("svg.radar")).not_to_have_class(re.compile("zoomed"))
    assert "zoom" not in index.url


@pytest.mark.thorough
def test_a_search_on_a_phone_has_room_for_what_it_finds(new_page: Any, folder: Path) -> None:
    """The field stands below the radar; when it is used, it moves up, and finds are seen."""
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(f"{folder.as_uri()}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("kafka")
    expect(page.locator(".found li").first).to_be_in_viewport(ratio=1)


@pytest.mark.thorough
def test_opening_the_filter_leaves_its_button_where_it_was(index: Page) -> None:
    """What one has just pressed can be pressed again."""
    button = index.locator("summary")
    before = button.bounding_box()
    button.click()
    assert button.bounding_box() == before
    assert index.locator("input[type=search]").bounding_box() is not None
