"""The pages in a real Chromium: by pointer, by key, without scripts, from anywhere."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from radar.layout import Atlas, lay_out
from radar.model import Entry, Radar
from radar.render.drawing.svg import render_svg
from radar.render.site.assembly import make_site
from radar.theme import load_theme

NewPage = Callable[..., Page]
KINDS = (
    "index.html",
    "index.html#view=table",
    "index.html#q=a",
    "zh/index.html",
    "editions/2020.html",
    "entries/kafka.html",
    "zh/entries/pulsar.html",
    "changes.html",
    "archive.html",
    "embed.html",
    "404.html",
    "single.html",
    "single.html#entry-kafka",
    "single.html#zh:entry-kafka",
)


def shown(page: Page, path: str) -> Page:
    """Open a page and wait until its scripts have run."""
    page.goto(path)
    page.wait_for_load_state("load")
    return page


@pytest.fixture
def index(page: Page, folder: Path) -> Page:
    """The first page, from disk."""
    return shown(page, f"{folder.as_uri()}/index.html")


def names(page: Page, where: str = ".group li") -> list[str]:
    """Return the names of the entries that a list shows."""
    found = page.locator(f"{where} > a")
    return [link.inner_text() for link in found.all() if link.is_visible()]


def test_hovering_or_focusing_one_view_lights_the_other(index: Page) -> None:
    """A blip lights its line, and a line lights its blip and name."""
    index.hover("#tr-full-blip-kafka a")
    expect(index.locator('.group li[data-entry="kafka"]')).to_have_class(re.compile("lit"))
    index.mouse.move(1, 1)
    expect(index.locator(".lit")).to_have_count(0)
    index.focus('.group li[data-entry="cd"] a')
    expect(index.locator("#tr-full-blip-cd")).to_have_class(re.compile("lit"))
    expect(index.locator("#tr-full-label-cd")).to_have_class(re.compile("lit"))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kafka", "Kafka"),
        ("kafak", "Kafka"),
        ("pulsr", "Apache Pulsar"),
        ("event b", "Kafka"),
        ("持续", "Continuous delivery"),
        ("team ä", "Kafka"),
        ("team a", "Kafka"),
        ("often", "Continuous delivery"),
        ("streams", "Kafka"),
    ],
)
def test_search_finds_names_aliases_tags_owners_summaries(
    index: Page, typed: str, first: str
) -> None:
    """Names in any language, other names, tags, owners, summaries; one wrong letter is forgiven."""
    index.keyboard.press("/")
    index.keyboard.type(typed)
    assert names(index, ".found li")[0] == first


@pytest.mark.thorough
def test_a_name_ranks_before_other_finds(index: Page) -> None:
    """What is called so comes before what only mentions it."""
    index.fill("input[type=search]", "a")
    ranked = names(index, ".found li")
    assert ranked[0] == "Apache Pulsar"
    assert len(ranked) > 2


def test_search_filters_and_clears_by_key_alone(index: Page) -> None:
    """`/` searches, Enter opens the first find, Escape clears."""
    index.keyboard.press("/")
    index.keyboard.type("zzz")
    expect(index.locator(".status")).to_contain_text("Nothing found")
    index.keyboard.press("Escape")
    expect(index.locator(".status")).to_be_hidden()
    assert len(names(index)) == 5
    index.keyboard.type("vim")
    index.keyboard.press("Enter")
    index.wait_for_url("**/entries/vim.html")


@pytest.mark.thorough
def test_what_is_found_is_counted_in_the_forms_of_the_language(page: Page, tmp_path: Path) -> None:
    """The page counts by itself what a search leaves, in Russian as the build counts there."""
    entries = [
        {
            "name": "x" * n,
            "quadrant": "a",
            "ring": "adopt",
            "owner": " ".join(f"w{m}" for m in range(n)),
        }
        for n in range(1, 23)
    ]
    ours = Radar(title="Ours", languages=["ru"], quadrants=["A", "B"], entries=entries)
    results = {"one": "{n} запись", "few": "{n} записи", "many": "{n} записей", "5": "пять"}
    made = make_site(ours, load_theme(), Atlas(ours), words={"ru": {"results": results}})
    for path, data in made.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    shown(page, f"{tmp_path.as_uri()}/index.html")
    for word, said in (
        *(("w21", "1 запись"), ("w20", "2 записи"), ("w17", "пять"), ("w11", "11 записей")),
        *(("w1", "21 запись"), ("w0", "22 записи")),
    ):
        page.fill("input[type=search]", word)
        expect(page.locator(".status span")).to_have_text(said)


def test_filters_widen_inside_narrow_across_and_can_be_linked(index: Page) -> None:
    """Values of one kind are alternatives, kinds add up; the address says what is filtered."""
    index.click(".filters summary")
    index.check("input[value=adopt]")
    assert names(index) == ["Continuous delivery", "Kafka"]
    index.check("input[value=hold]")
    assert names(index) == ["Continuous delivery", "Kafka", "Apache Pulsar"]
    index.check('input[value="data, big"]')
    assert names(index) == ["Kafka"]
    counts = index.locator("label:has([name=ring]) .n").all_inner_texts()
    assert counts == ["1", "0", "0"]
    expect(index.locator("#tr-full-blip-cd")).to_have_class(re.compile("away"))
    expect(index.locator("#tr-full-blip-kafka")).not_to_have_class(re.compile("away"))
    index.reload()
    assert names(index) == ["Kafka"]
    assert index.is_checked("input[value=adopt]")
    index.click("[data-clear]")
    assert len(names(index)) == 5
    assert index.url.endswith("#")


@pytest.mark.thorough
def test_the_table_says_how_it_is_sorted_before_it_is_asked(index: Page) -> None:
    """It begins in the order of the list, by quadrant; what a search finds has the best first."""
    index.keyboard.press("t")
    sorted_by = index.locator("th[aria-sort]")
    expect(sorted_by).to_have_count(1)
    expect(index.locator("th[data-column=quadrant]")).to_have_attribute("aria-sort", "ascending")
    quadrants = index.locator("tbody td:nth-child(2)").all_inner_texts()
    groups = index.locator(".group:not([data-quadrant=none]) h2").all_text_contents()
    assert [name for name in groups if name in quadrants] == list(dict.fromkeys(quadrants))
    index.fill("input[type=search]", "streams")
    expect(sorted_by).to_have_count(0)
    index.click("th[data-column=since] button")
    expect(index.locator("th[data-column=since]")).to_have_attribute("aria-sort", "ascending")
    index.fill("input[type=search]", "")
    since = index.locator("tbody tr td:nth-child(5)").all_inner_texts()
    order = ["2020", "2021", "June 2022"]
    assert since == sorted(since, key=order.index)


@pytest.mark.thorough
def test_a_name_is_found_before_a_tag(new_page: NewPage, tmp_path: Path) -> None:
    """A word inside a name counts more than the whole of a tag, and that more than an owner."""
    quadrants, entries = (
        ["A", "B"],
        [
            {"id": "owner", "name": "Owned", "quadrant": "a", "ring": "adopt", "owner": "stream"},
            {"id": "tag", "name": "Tagged", "quadrant": "a", "ring": "adopt", "tags": ["stream"]},
            {"id": "inside", "name": "Upstream", "quadrant": "b", "ring": "hold"},
            {"id": "name", "name": "Stream", "quadrant": "b", "ring": "hold"},
        ],
    )
    ours = Radar(title="T", quadrants=quadrants, entries=entries)  # type: ignore[arg-type] # names will do
    for path, data in make_site(ours, load_theme(), Atlas(ours)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page = shown(new_page(), f"{(tmp_path / 'index.html').as_uri()}#q=stream")
    expect(page.locator(".found li")).to_have_count(4)
    names = page.locator(".found li a").all_inner_texts()
    assert [name.split()[-1] for name in names] == ["Stream", "Upstream", "Tagged", "Owned"]


@pytest.mark.thorough
def test_the_slider_is_labelled_and_has_a_tick_for_each_edition(index: Page) -> None:
    """Its label is seen, and the browser draws the editions as ticks."""
    slider = index.get_by_label("Editions").and_(index.locator("input"))
    expect(slider).to_be_visible()
    ticks = index.locator(f"datalist#{slider.get_attribute('list')} option")
    values = ticks.evaluate_all("all => all.map(({ value, label }) => [value, label])")
    assert values == [["0", "2020"], ["1", "2021"], ["2", "June 2022"]]


@pytest.mark.thorough
def test_the_picture_fits_a_page_and_alone_has_its_size(
    new_page: NewPage, radar: Radar, tmp_path: Path
) -> None:
    """A column scales it as a whole; in a tab of its own it is as large as its width and height."""
    page = new_page(viewport={"width": 390, "height": 700})
    (tmp_path / "radar.svg").write_text(render_svg(lay_out(radar)))
    address = (tmp_path / "radar.svg").as_uri()
    (tmp_path / "page.html").write_text(
        '<img src="radar.svg" style="max-width: 100%; height: auto">'
        '<table><td><img src="radar.svg">'
    )
    page.goto(address)
    root = page.locator("svg").first
    width, height = (int(root.get_attribute(side) or 0) for side in ("width", "height"))
    assert root.bounding_box() == {"x": 0, "y": 0, "width": width, "height": height}
    page.goto((tmp_path / "page.html").as_uri())
    fitting, in_cell = page.locator("img").first, page.locator("td img")
    expect(fitting).to_have_js_property("naturalWidth", width)
    expect(in_cell).to_have_js_property("width", width)
    box = fitting.bounding_box()
    assert box is not None
    assert box["width"] < 390
    assert box["width"] / box["height"] == pytest.approx(width / height, rel=0.01)


def test_a_snippet_is_copied_by_a_button(page: Page, folder: Path) -> None:
    """Also where the page has no clipboard, as without TLS. No menu has such a page."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown(page, f"{folder.as_uri()}/embed.html")
    assert "Embed" not in page.locator("header.site").inner_text()
    expect(page.locator("footer.site a[aria-current=page]")).to_have_text("Embed")
    for n, name in enumerate(("markdown", "html")):
        snippet = page.locator(f".snippet[aria-labelledby={name}]")
        button = snippet.locator("button")
        if n:
            page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        button.click()
        expect(button).to_have_text("Copied")
        text = snippet.locator("code").text_content()
        fresh = page.context.new_page()
        fresh.goto(f"{folder.as_uri()}/embed.html")
        assert fresh.evaluate("navigator.clipboard.readText()").strip() == (text or "").strip()
        fresh.close()


def test_the_table_sorts_by_any_column_and_copies(index: Page) -> None:
    """`t` shows the table; a heading sorts it; what is copied has tabs between the columns."""
    index.context.grant_permissions(["clipboard-read", "clipboard-write"])
    index.keyboard.press("t")
    expect(index.locator(".picture")).to_be_hidden()
    index.click("th[data-column=name] button")
    rows = index.locator("tbody th").all_inner_texts()
    assert rows == sorted(rows, key=str.casefold)
    index.click("th[data-column=name] button")
    assert index.locator("tbody th").all_inner_texts() == rows[::-1]
    assert index.get_attribute("th[data-column=name]", "aria-sort") == "descending"
    index.click("th[data-column=ring] button")
    rings = index.locator("tbody tr td:nth-child(3)").all_inner_texts()
    assert rings == sorted(rings, key=["Adopt", "Trial", "Assess", "Hold"].index)
    index.click("[data-copy]")
    expect(index.locator("[data-copy]")).to_have_text("Copied")
    lines = index.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[0].split("\t")[:3] == ["Name", "Quadrant", "Ring"]
    assert len(lines) == 6
    index.keyboard.press("t")
    expect(index.locator(".picture")).to_be_visible()


@pytest.mark.thorough
def test_the_ends_of_the_picture_are_keys_and_enter_opens(index: Page) -> None:
    """Home and End go to the first and the last of the numbers, Enter to the page."""
    index.focus("#tr-full-blip-kafka a")
    order = []
    for key in ("End", "Home"):
        index.keyboard.press(key)
        order.append(index.evaluate("document.activeElement.closest('.blip').dataset.entry"))
    assert order == ["vim", "cd"]
    index.keyboard.press("Enter")
    index.wait_for_url("**/entries/cd.html")


def view_box(page: Page) -> list[float]:
    """Return the part of the picture that is shown, once it stands still."""
    page.evaluate("""async () => {
      let before, same = 0;
      while (same < 12) { // frames, of which a movement changes each
        await new Promise(requestAnimationFrame);
        const now = document.querySelector("svg.radar").getAttribute("viewBox");
        same = now === before ? same + 1 : 0;
        before = now;
      }
    }""")
    return [float(part) for part in (page.get_attribute("svg.radar", "viewBox") or "").split()]


def read_size(page: Page) -> float:
    """Return the least size of type, in px, of what is seen of the picture."""
    return float(
        page.evaluate("""() => Math.min(...[...document.querySelectorAll("svg.radar text")]
      .filter((text) => text.getClientRects().length &&
        text.checkVisibility({ visibilityProperty: true }))
      .map((text) => parseFloat(getComputedStyle(text).fontSize) *
        Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b)))""")
    )


@pytest.mark.thorough
@pytest.mark.parametrize(("wide", "high"), [(1280, 720), (1366, 768), (768, 1024)])
def test_type_can_be_read_in_a_small_window(index: Page, wide: int, high: int) -> None:
    """Nothing of the picture is set in less than 11 px, and a quadrant in less than 13."""
    index.set_viewport_size({"width": wide, "height": high})
    assert read_size(index) >= 11
    index.keyboard.press("2")
    view_box(index)
    assert read_size(index) >= 13 - 0.01


@pytest.mark.thorough
def test_a_name_in_a_small_window_leads_to_its_page(index: Page) -> None:
    """It has no link of its own, to keep the page light; a click follows that of its mark."""
    index.set_viewport_size({"width": 1280, "height": 720})
    index.locator(".large text[data-entry=kafka]").click()
    index.wait_for_url("**/entries/kafka.html")


@pytest.mark.thorough
def test_a_zoomed_quadrant_has_the_name_of_every_entry(index: Page) -> None:
    """Its names are of its own; in the past those of the whole picture are enlarged."""
    index.keyboard.press("2")
    view_box(index)
    near = index.locator(".near.shown text[data-entry]")
    blips = index.locator(".blip.q0")
    assert near.count() == blips.count() > 0
    expect(index.locator(".usual .labels")).to_be_hidden()
    index.evaluate('location.hash = "zoom=data&edition=2021"')
    expect(index.locator(".near.shown")).to_have_count(0)
    expect(index.locator(".usual .labels")).to_be_visible()


@pytest.mark.thorough
def test_zoom_by_key_pointer_and_link(index: Page, folder: Path) -> None:
    """A quadrant fills the picture, and the whole comes back."""
    whole = view_box(index)
    index.keyboard.press("3")
    zoomed = view_box(index)
    assert zoomed[2] < whole[2]
    assert names(index) == ["Vim", "Hidden"]
    index.keyboard.press("0")
    assert view_box(index) == whole
    index.click("[data-zoom=data]")
    assert index.url.endswith("#zoom=data")
    index.goto("about:blank")
    shown(index, f"{folder.as_uri()}/index.html#zoom=tools")
    assert view_box(index) == pytest.approx(zoomed, abs=0.1)
    index.keyboard.press("Escape")
    assert view_box(index) == whole
    index.click("#tr-full-sector-data-hold", position={"x": 5, "y": 30}, force=True)
    assert "zoom=data" in index.url


def numbers(text: str) -> list[float]:
    """Return the numbers in a transform."""
    return [float(number) for number in re.findall(r"-?[\d.]+", text)]


def test_the_slider_goes_back_in_time(index: Page) -> None:
    """Blips stand where they stood; what was not there is gone, what has left is back."""
    turned = "getComputedStyle(document.querySelector('#tr-full-blip-kafka')).transform"
    here = index.evaluate(turned)
    index.focus(".time input")
    index.keyboard.press("Home")
    expect(index.locator(".time output")).to_have_text("2020")
    index.wait_for_timeout(700)
    assert index.evaluate(turned) != here
    expect(index.locator("#tr-full-blip-cd")).to_have_class(re.compile("gone"))
    expect(index.locator('.blip[data-entry="rabbit"] a')).to_have_attribute(
        "href", "entries/rabbit.html"
    )
    expect(index.locator(".ring:has(> ul > [data-entry=kafka]) h3")).to_have_text("Trial")
    expect(index.locator('.group li[data-entry="cd"]')).to_be_hidden()
    expect(index.locator(".counts")).to_contain_text("Edition 2020 · ")
    expect(index.locator(".top .editions [aria-current]")).to_have_text("2020")
    assert index.url.endswith("#edition=2020")
    index.click(".time a")
    index.wait_for_url("**/editions/2020.html")
    drawn = index.evaluate(
        "document.querySelector('#tr-full-blip-kafka').getAttribute('transform')"
    )
    index.go_back()
    index.wait_for_timeout(700)
    moved = index.evaluate("document.querySelector('#tr-full-blip-kafka').style.transform")
    assert numbers(moved) == pytest.approx(numbers(drawn), abs=0.51)
    index.focus(".time input")
    index.keyboard.press("End")
    index.wait_for_timeout(700)
    assert numbers(index.evaluate(turned)) == pytest.approx(numbers(here), abs=0.06)


LISTED = """() => [...document.querySelectorAll(".group:not([hidden])")].flatMap((group) =>
  [...group.querySelectorAll(".ring:not([hidden])")].flatMap((ring) =>
    [...ring.querySelectorAll("li:not([hidden])")].map((line) =>
      [group.dataset.quadrant, ring.querySelector("h3").innerText, line.dataset.entry].join("/"))))
  .sort()"""


@pytest.mark.thorough
def test_in_the_past_the_list_is_that_of_the_editions_page(index: Page, folder: Path) -> None:
    """What has left since is there, in the rings of that edition; nothing else is.

    The list used to keep the order and rings of the newest edition, without what had left.
    """
    today = index.evaluate(LISTED)
    for edition in ("2020", "2021"):
        index.goto("about:blank")
        shown(index, f"{folder.as_uri()}/index.html#edition={edition}")
        listed = index.evaluate(LISTED)
        shown(index, f"{folder.as_uri()}/editions/{edition}.html")
        assert listed == index.evaluate(LISTED)
        assert "data/Adopt/rabbit" in listed
    shown(index, f"{folder.as_uri()}/index.html#edition=2020")
    index.focus(".time input")
    index.keyboard.press("End")
    assert index.evaluate(LISTED) == today


@pytest.mark.thorough
def test_what_has_left_is_found_in_the_past_and_led_to_today(index: Page) -> None:
    """Search, filters and table speak of the edition shown; today the archive is linked.

    A search for what had left said only that nothing was found.
    """
    index.fill("input[type=search]", "rabbit")
    expect(index.locator(".status [role=status]")).to_have_text("Off the radar: RabbitMQ")
    assert index.get_attribute(".status a", "href") == "archive.html"
    index.focus(".time input")
    index.keyboard.press("Home")
    assert names(index, ".found li") == ["RabbitMQ"]
    expect(index.locator(".found .at")).to_have_text("Data · Adopt")
    index.fill("input[type=search]", "")
    index.keyboard.press("Escape")
    index.click(".filters summary")
    index.check("input[value=trial]")
    assert names(index) == ["Kafka", "Hidden"]
    index.click("[data-view=table]")
    row = index.locator("tr[data-entry=kafka] td").all_inner_texts()
    assert row[:2] == ["Data", "Trial"]
    assert "2020" in row


@pytest.mark.thorough
def test_tags_and_owners_of_an_entry_lead_to_the_filtered_list(page: Page, folder: Path) -> None:
    """The link of a tag, whatever letters it has, filters the first page by it."""
    for words, found in (("data, big", ["Kafka"]), ("streams", ["Kafka", "Apache Pulsar"])):
        shown(page, f"{folder.as_uri()}/entries/kafka.html")
        page.click(f"aside a:text-is('{words}')")
        page.wait_for_url("**/index.html#tag=*")
        expect(page.locator(".status")).to_contain_text(f"{len(found)} entr")
        assert names(page) == found
    shown(page, f"{folder.as_uri()}/entries/kafka.html")
    page.click("aside a:text-is('Team Ä')")
    page.wait_for_url("**/index.html#owner=*")
    assert names(page) == ["Kafka"]


SHAPE = """(entry) => {
  const link = document.querySelector(`.blip[data-entry="${entry}"] a`);
  const middle = link.getScreenCTM();
  // on the page of an edition a tail is in a layer of its own, below all marks
  const drawn = [...link.querySelectorAll("circle, path, polygon:not(.trail)")];
  const seen = drawn.filter((one) => one.getClientRects().length);
  const at = (one, share) => {
    const there = one.getPointAtLength(share * one.getTotalLength());
    const { x, y } = there.matrixTransform(one.getScreenCTM());
    return [x - middle.e, y - middle.f];
  };
  const turned = seen.filter((one) => one.tagName !== "circle"); // a circle shows no turn
  return [
    seen.map((one) => [one.tagName, one.classList[0]].join(" ")),
    turned.flatMap((one) => [0, 0.3, 0.6].flatMap((share) => at(one, share))),
  ];
}"""


def shapes(page: Page, entries: list[str]) -> tuple[list[str], list[float]]:
    """Return what is seen of entries' marks: their pieces, and points on their lines in px."""
    found = [page.evaluate(SHAPE, entry) for entry in entries]
    return [piece for pieces, _ in found for piece in pieces], [
        n for _, line in found for n in line
    ]


def restless(labels: str) -> Radar:
    """Return a radar whose entries come, move both ways, leave and return, in all directions."""
    ways = (
        ("trial", "adopt"),
        ("trial", "hold"),
        (None, "adopt"),
        ("adopt", None),
        ("hold", "hold"),
    )
    entries = [
        {
            "id": f"e{quadrant}{n}",
            "name": f"Entry {quadrant}{n}",
            "history": [
                {"edition": "1", "ring": first or "hold", "quadrant": quadrant},
                {"edition": "2", "ring": None if first is None else first, "quadrant": quadrant},
                {"edition": "3", "ring": second, "quadrant": quadrant},
                {"edition": "4", "ring": "assess", "quadrant": quadrant},
            ],
        }
        for quadrant in "abcd"
        for n, (first, second) in enumerate(ways)
    ]
    editions = [{"id": str(n)} for n in range(1, 6)]
    return Radar(
        title="Restless",
        quadrants=["A", "B", "C", "D"],
        editions=editions,
        entries=entries,
        layout={"labels": labels},
    )


@pytest.mark.thorough
@pytest.mark.parametrize("labels", ["names", "numbers"])
def test_in_the_past_marks_have_the_shapes_of_that_editions_page(
    page: Page, tmp_path: Path, labels: str
) -> None:
    """What was new then is a target, what moved in points inwards, as on the edition's own page."""
    radar = restless(labels)
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    for edition in "1234":
        page.goto("about:blank")
        shown(page, f"{tmp_path.as_uri()}/index.html#edition={edition}")
        page.wait_for_timeout(700)
        blips = page.locator(".blip:not(.gone)").all()
        there = [blip.get_attribute("data-entry") or "" for blip in blips]
        pieces, points = shapes(page, there)
        assert not page.locator(".blip.away").count()
        shown(page, f"{tmp_path.as_uri()}/editions/{edition}.html")
        on_page = shapes(page, there)
        assert pieces == on_page[0]
        assert points == pytest.approx(on_page[1], abs=1)
        assert len(there) == page.locator(".blip").count()


@pytest.mark.thorough
def test_who_asks_for_less_motion_gets_none(new_page: NewPage, folder: Path) -> None:
    """Zoom and time come at once where the system asks for reduced motion."""
    page = shown(new_page(reduced_motion="reduce"), f"{folder.as_uri()}/index.html")
    page.keyboard.press("1")
    boxes = page.evaluate(
        """async () => { const seen = new Set();
        for (let n = 0; n < 12; n++) { await new Promise(requestAnimationFrame);
          seen.add(document.querySelector("svg.radar").getAttribute("viewBox")); }
        return [...seen]; }"""
    )
    assert len(boxes) <= 2
    assert page.evaluate(
        "[...document.querySelectorAll('.blip')].every("
        "(blip) => getComputedStyle(blip).transitionDuration === '0s')"
    )


@pytest.mark.thorough
def test_the_keys_are_explained(index: Page) -> None:
    """`?` shows the keys and Escape hides them."""
    index.keyboard.press("?")
    expect(index.locator("dialog")).to_be_visible()
    assert index.locator("dialog kbd").count() >= 6
    index.keyboard.press("Escape")
    expect(index.locator("dialog")).to_be_hidden()


def test_light_and_dark_follow_the_system_until_the_reader_chooses(
    new_page: NewPage, http: str
) -> None:
    """The switch turns the page, and the choice holds on the next page."""
    page = shown(new_page(color_scheme="dark"), f"{http}/index.html")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.click(".scheme")
    assert page.evaluate(background) != dark
    shown(page, f"{http}/entries/kafka.html")
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    assert dark != "rgb(255, 255, 255)"


@pytest.mark.thorough
def test_a_first_tap_says_what_it_is_and_a_second_opens(new_page: NewPage, folder: Path) -> None:
    """On a phone the name of a blip can be seen before its page is opened."""
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    shown(page, f"{folder.as_uri()}/index.html")
    blip = page.locator("#tr-full-blip-kafka a")
    blip.tap()
    expect(page.locator(".caption b")).to_have_text("Kafka")
    expect(page.locator(".caption")).to_contain_text("Adopt · moved in")
    assert page.url.endswith("index.html")
    blip.tap()
    page.wait_for_url("**/entries/kafka.html")


@pytest.mark.thorough
@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways(new_page: NewPage, folder: Path, kind: str, width: int) -> None:
    """No page is wider than the window."""
    page = shown(new_page(viewport={"width": width, "height": 844}), f"{folder.as_uri()}/{kind}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.thorough
def test_targets_are_large_enough_for_fingers(new_page: NewPage, folder: Path) -> None:
    """Every control on a phone is 24 px high at least, or stands in a line of text."""
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    shown(page, f"{folder.as_uri()}/index.html")
    small = page.evaluate(
        """[...document.querySelectorAll("header a, button, summary, label, .entries a")]
        .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 24)
        .map((one) => one.outerHTML)"""
    )
    assert not small


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_a_strict_policy_is_kept_and_nobody_else_is_asked(
    new_page: NewPage, http: str, kind: str
) -> None:
    """No page breaks the policy, asks another host, or has an error in its scripts."""
    page = new_page()
    faults: list[str] = []
    hosts: set[str] = set()
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => console.error(e.violatedDirective))"
    )
    shown(page, f"{http}/{kind}")
    page.mouse.move(300, 300)
    page.keyboard.press("ArrowDown")
    assert not faults
    assert {host for host in hosts if host} <= {http.split("/")[2]}


def test_without_scripts_everything_can_be_read_and_reached(new_page: NewPage, http: str) -> None:
    """Without JavaScript the radar, the list, the links and the single file work."""
    page = shown(new_page(java_script_enabled=False), f"{http}/index.html")
    assert page.locator(".tools").is_hidden()
    assert page.locator(".bar").is_hidden()
    page.click("#tr-full-blip-kafka a")
    assert page.url.endswith("/entries/kafka.html")
    page.click("nav.languages >> text=中文")
    assert page.url.endswith("/zh/entries/kafka.html")
    shown(page, f"{http}/single.html")
    assert page.locator("#entry-kafka").is_hidden()
    page.click('.group:visible li[data-entry="kafka"] a')
    assert page.locator("#entry-kafka").is_visible()
    assert not page.locator(".views:visible").count()


@pytest.mark.thorough
def test_the_site_can_be_read_in_a_closed_frame(page: Page, http: str) -> None:
    """In a sandboxed frame that runs nothing, the radar is drawn and links work."""
    page.route(
        "**/host",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f'<iframe sandbox width=900 height=700 src="{http}/index.html">',
        ),
    )
    page.goto(f"{http}/host")
    frame = page.frame_locator("iframe")
    frame.locator("#tr-full-blip-kafka a").click()
    expect(frame.locator("h1")).to_have_text("Kafka")


@pytest.mark.thorough
def test_a_printed_radar_has_every_entry_once(
    page: Page, folder: Path, tmp_path: Path, program: Callable[..., str]
) -> None:
    """On paper the radar has the first page and every entry follows, in light colours."""
    page.emulate_media(color_scheme="dark")
    shown(page, f"{folder.as_uri()}/index.html")
    page.click(".scheme")
    page.click(".scheme")
    page.pdf(path=tmp_path / "radar.pdf", format="A4")
    tool = program("pdftotext", debian="poppler-utils")
    done = subprocess.run(
        [tool, "-layout", tmp_path / "radar.pdf", "-"], capture_output=True, check=True
    )
    first, *rest = done.stdout.decode().split("\f")
    assert "Full" in first
    assert "A log for events." not in first
    text = "".join(rest)
    for name in ("Kafka", "Apache Pulsar", "Continuous delivery", "Vim"):
        assert len(re.findall(rf"^ *.*\b{name}\b", text, re.MULTILINE)) >= 1
    assert text.count("A log for events.") == 1
    assert text.count("Ship often.") == 1


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(
    new_page: NewPage, folder: Path, axe_source: str, scheme: str, width: int
) -> None:
    """No kind of page has an accessibility fault that axe knows, in either scheme."""
    options: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = new_page(**options, bypass_csp=True)
    found = []
    for kind in KINDS:
        page.goto("about:blank")
        shown(page, f"{folder.as_uri()}/{kind}")
        page.wait_for_timeout(100)
        page.evaluate(axe_source)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [(kind, one["id"], one["nodes"][0]["html"]) for one in result["violations"]]
    assert not found


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", ["changes", "archive", "embed", "editions/2021", "index"])
def test_axe_finds_nothing_in_chinese_nor_in_what_scripts_open(
    new_page: NewPage, folder: Path, axe_source: str, scheme: str, width: int, kind: str
) -> None:
    """Nor in the filter, the dialog, a zoomed quadrant, or the past."""
    options: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = shown(new_page(**options, bypass_csp=True), f"{folder.as_uri()}/zh/{kind}.html")
    page.evaluate(axe_source)
    states = ["ring=adopt", "zoom=data", "edition=2021"] if kind == "index" else [""]
    for state in states:
        page.evaluate("(state) => { location.hash = state; }", state)
        if state.startswith("ring"):
            page.click("summary")
        page.wait_for_timeout(700)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert not [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]]
    if kind == "index":
        page.keyboard.press("?")
        result = page.evaluate("axe.run('dialog', {resultTypes: ['violations']})")
        assert not result["violations"]


@pytest.mark.thorough
def test_the_checker_of_the_web_finds_no_error(folder: Path, vnu: Callable[..., list[Any]]) -> None:
    """The Nu Html Checker has nothing to say against any page."""
    pages = [*sorted(folder.rglob("*.html"))]
    messages = vnu("--errors-only", files=pages)
    assert not [(m["url"].rsplit("/", 2), m["message"]) for m in messages]


@pytest.mark.thorough
def test_a_zoomed_quadrant_shows_the_names_of_its_rings_and_no_other(index: Page) -> None:
    """Nothing of the others is seen, and no ring's name is cut."""
    index.keyboard.press("3")
    index.wait_for_timeout(700)
    cut = """() => { const svg = document.querySelector("svg.radar").getBoundingClientRect();
        return [...document.querySelectorAll(".ring-names text")].filter((text) => {
          const { top, bottom, left, right } = text.getBoundingClientRect();
          const seen = bottom > svg.top && top < svg.bottom && right > svg.left && left < svg.right;
          return seen && (top < svg.top || bottom > svg.bottom);
        }).length; }"""
    assert index.evaluate(cut) == 0
    expect(index.locator(".sectors > g").nth(0).locator(".sector").first).to_be_hidden()


# What is seen of the picture and is neither in the zoomed quadrant nor its heading: `at` is the
# quadrant's place. A ring's name is beside the quadrant where a sector is within a spoke's width.
DEBRIS = """(at) => { const svg = document.querySelector("svg.radar");
  const { left, right, top, bottom } = svg.getBoundingClientRect();
  const sector = svg.querySelectorAll(".sectors > g")[at].getBoundingClientRect();
  return [...svg.querySelectorAll("path, text, .ring-lines circle, .key-row *")].filter((part) => {
    const box = part.getBoundingClientRect();
    const style = getComputedStyle(part);
    const seen = style.visibility === "visible" && style.display !== "none" && box.width &&
      part.closest("g").getClientRects().length &&
      box.right > left && box.left < right && box.bottom > top && box.top < bottom &&
      !part.closest(".ring-lines, .spokes");
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    const room = part.closest(".ring-names") ? 40 : 2;
    const inside = x > sector.left - room && x < sector.right + room &&
      y > sector.top - room && y < sector.bottom + room;
    const note = part.matches(".note") ? part.previousElementSibling : part;
    return seen && !inside && !note.matches(`.q${at}`);
  }).map((part) => part.outerHTML); }"""


@pytest.mark.thorough
@pytest.mark.parametrize("count", [2, 3, 4, 8])
def test_a_zoomed_quadrant_has_no_debris_in_a_low_window(
    new_page: NewPage, tmp_path: Path, count: int
) -> None:
    """Where the window leaves room around the quadrant, nothing of the others is seen in it.

    Names of rings and pieces of interrupted lines used to stand there, and a cut key.
    """
    entries = [
        {"id": f"e{n}", "name": f"A rather long name {n}", "quadrant": str(n % count), "ring": ring}
        for n, ring in enumerate(["adopt", "trial", "assess", "hold"] * 8)
    ]
    radar = Radar(title="Wide", quadrants=[str(n) for n in range(count)], entries=entries)
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page = new_page(viewport={"width": 1440, "height": 600}, reduced_motion="reduce")
    for at in range(count):
        page.goto("about:blank")
        shown(page, f"{tmp_path.as_uri()}/index.html#zoom={at}")
        page.wait_for_timeout(200)
        assert page.evaluate(DEBRIS, at) == []


@pytest.mark.thorough
def test_a_phone_shows_names_around_the_picture_and_marks_apart(
    new_page: NewPage, folder: Path
) -> None:
    """Rings, quadrants and the key are read at 390 px, and no mark touches another."""
    page = shown(new_page(viewport={"width": 390, "height": 844}), f"{folder.as_uri()}/index.html")
    expect(page.locator(".scale li").first).to_be_visible()
    expect(page.locator(".marks li").first).to_be_visible()
    expect(page.locator(".zoom .q0")).to_be_visible()
    touching = """() => { const all = [...document.querySelectorAll(".blip a")].map((link) => {
          const { x, y, width, height } = link.getBoundingClientRect();
          return [x + width / 2, y + height / 2, Math.min(width, height)]; });
        return all.flatMap((a, n) => all.slice(n + 1).filter(
          (b) => Math.hypot(a[0] - b[0], a[1] - b[1]) < (a[2] + b[2]) / 2)).length; }"""
    assert page.evaluate(touching) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


FIELDS_OF_ITS_OWN = {
    "risk": {"name": "Risk", "choices": ["Low", "High"]},
    "cost": {"name": "Cost", "unit": "EUR a month"},
    "adr": {"name": {"zh": "决定"}, "type": "link"},
    "runs-on": {"name": {"ar": "المنصات"}, "type": "list"},
}


@pytest.fixture
def fielded(page: Page, tmp_path: Path) -> Callable[[str], Page]:
    """A function that opens a page of a radar with fields of its own and several owners."""
    link = {"url": "https://example.org/a/long/address/without/a/place/to/break", "label": "ADR 7"}
    entries = [
        Entry(
            name="Git",
            quadrant="A",
            ring="adopt",
            owner=["core", "web"],
            fields={"risk": "High", "cost": 12.5, "adr": link, "runs-on": ["Linux", "a, b"]},
        ),
        Entry(name="Zig", quadrant="B", ring="hold", owner="core", fields={"risk": "low"}),
    ]
    ours = Radar(title="Ours", quadrants=["A", "B"], fields=FIELDS_OF_ITS_OWN, entries=entries)
    for name, data in make_site(ours, load_theme(), Atlas(ours)).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)

    def open_page(address: str) -> Page:
        page.goto("about:blank")
        return shown(page, f"{tmp_path.as_uri()}/{address}")

    return open_page


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("owner=core", ["Zig", "Git"]),
        ("owner=web", ["Git"]),
        ("risk=high", ["Git"]),
        ("risk=low&risk=high", ["Zig", "Git"]),
        ("risk=low&owner=web", []),
        ("cost=12.5", ["Git"]),
        ("runs-on=a%2C%20b", ["Git"]),
        ("risk=nothing", []),
        ("q=ADR", ["Git"]),
        ("q=linux", ["Git"]),
    ],
)
def test_an_address_filters_by_a_field(
    fielded: Callable[[str], Page], asked: str, there: list[str]
) -> None:
    """A list of what an entry says in a field of its own, or of an owner, is an address."""
    page = fielded(f"index.html#{asked}")
    assert names(page, ".found li" if asked.startswith("q=") else ".group li") == there


@pytest.mark.thorough
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_table_has_fields_and_no_page_is_too_wide(
    fielded: Callable[[str], Page], width: int
) -> None:
    """Each field is a column, an address in it a link, and long values break or scroll inside."""
    page = fielded("index.html#view=table")
    page.set_viewport_size({"width": width, "height": 900})
    row = page.locator('.table tr[data-entry="git"]')
    said = ["Git", "A", "Adopt", "core, web", "High", "12.5", "ADR 7", "Linux, a, b"]
    expect(row.locator("th, td")).to_have_text(said)
    expect(row.get_by_role("link", name="ADR 7")).to_have_attribute("href", re.compile("^https:"))
    for address in ("index.html#view=table", "index.html#risk=high", "entries/git.html"):
        wide = fielded(address).evaluate("document.documentElement.scrollWidth")
        assert wide <= width
