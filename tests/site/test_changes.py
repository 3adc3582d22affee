"""The page of changes: what moved comes first, as a picture too."""

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
from radar.render.drawing.slope import SlopeLine, draw_slope
from radar.render.site.assembly import make_site
from radar.theme import load_theme

NewPage = Callable[..., Page]
RINGS = ("adopt", "trial", "assess", "hold")
NOTE = "It is **proven**, see [the report](https://a.example/x) and [[e0]]."


def volume() -> Radar:
    """Return a radar of 118 entries in its newest edition, 95 of them new, and two that left."""
    entries = []
    for n in range(120):
        newest = {"edition": "2", "ring": RINGS[n * 7 % 4], "quadrant": "abcd"[n % 4], "note": NOTE}
        if n < 95:
            history = [newest]
        else:
            ring = RINGS[(n * 7 + 1) % 4] if n < 115 else newest["ring"]
            history = [{"edition": "1", "ring": ring, "quadrant": "abcd"[n % 4]}]
            history += [newest | {"ring": None}] if n > 117 else [newest] if n < 115 else []
        name = f"Technology with a name {n}"
        entries.append({"id": f"e{n}", "name": name, "history": history})
    editions = [{"id": "1"}, {"id": "2", "date": "2026-01-01"}]
    return Radar(
        title="Volume",
        quadrants=list("abcd"),
        editions=editions,
        entries=entries,
        base_url="https://radar.example/",
    )


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The pages of that radar."""
    made = make_site(volume(), load_theme(), Atlas(volume()))
    return {path: data.decode(errors="ignore") for path, data in made.items()}


@pytest.fixture(scope="module")
def address(pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of changes."""
    folder = tmp_path_factory.mktemp("changes")
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return f"{folder.as_uri()}/changes.html"


@pytest.mark.thorough
def test_what_moved_is_in_the_first_fold(new_page: NewPage, address: str) -> None:
    """Of 118 entries 95 are new: the movers come first, and the page is 12,000 px high at most."""
    page = new_page(viewport={"width": 1440, "height": 1000})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollHeight") <= 12_000
    names = page.locator(".slope text", has_text="name 95").first.bounding_box()
    assert names
    assert names["y"] < 1000
    link = page.locator("a", has_text="moved in").first
    box = link.bounding_box()
    assert box
    assert box["y"] < 1000
    link.click()
    assert page.locator("h3.in").first.bounding_box()["y"] < 1000  # type: ignore[index]


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_picture_is_read_and_fits_its_window(
    new_page: NewPage, address: str, width: int
) -> None:
    """Its type is 11 px or more, and nothing of it is cut or scrolls sideways."""
    page = new_page(viewport={"width": width, "height": 844})
    page.goto(address)
    size = "13 * document.querySelector('.slope').getBoundingClientRect().width / 720"
    assert page.evaluate(size) >= 11
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    frame = page.locator(".slope-frame").first
    assert frame.evaluate("(one) => getComputedStyle(one).overflowX") == "hidden"
    outside = """(frame) => { const { left, right } = frame.getBoundingClientRect();
        return [...frame.querySelectorAll("text, circle, path")].filter((part) => {
          const box = part.getBoundingClientRect();
          return box.width && (box.left < left - 1 || box.right > right + 1); }).length; }"""
    assert frame.evaluate(outside) == 0
    assert frame.locator(".to text", has_text="name 95").is_visible()
    assert frame.locator(".from text", has_text="name 95").is_visible() == (width > 390)


@pytest.mark.thorough
@pytest.mark.parametrize("width", [390, 1440])
def test_the_picture_runs_as_people_read(new_page: NewPage, tmp_path: Path, width: int) -> None:
    """In Arabic what was before stands on the right, and letters are as ever."""
    arabic = volume().model_copy(update={"languages": ("ar",)})
    for path, data in make_site(arabic, load_theme(), Atlas(arabic)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page = new_page(viewport={"width": width, "height": 844})
    page.goto(f"{tmp_path.as_uri()}/changes.html")
    frame = page.locator(".slope-frame").first.bounding_box()
    before = page.locator(".slope .from .head").first.bounding_box()
    after = page.locator(".slope .to .head").first.bounding_box()
    assert frame
    assert before
    assert after
    assert frame["x"] <= after["x"] < before["x"] <= frame["x"] + frame["width"]
    turns = """(texts) => [...new Set(texts
        .filter((text) => text.getClientRects().length).map((text) =>
        getComputedStyle(text).transform === getComputedStyle(text.ownerSVGElement).transform))]"""
    assert page.locator(".slope").first.locator("text").evaluate_all(turns) == [True]


def test_groups_stand_in_the_order_of_their_interest(pages: dict[str, str]) -> None:
    """Movers with their reasons, then what is new by quadrant, then what left."""
    newest = pages["changes.html"].split('<section class="edition"')[1]
    titles = re.findall(r'<h3 class="moved (\w+)">', newest)
    assert titles == ["in", "out", "new", "removed"]
    new = newest.split('class="columns"')[1].split("</section>")[0]
    assert re.findall(r"<h4[^>]*>(.*?)</h4>", new) == list("abcd")
    assert new.count("<li") == 95


def test_a_note_is_rendered_where_it_has_room_and_said_where_not(pages: dict[str, str]) -> None:
    """Entry pages, changes and the feed have its letters and links; a link leads from its page."""
    html = '<strong>proven</strong>, see <a href="https://a.example/x">the report</a>'
    for path, way in (("changes.html", "entries/e0.html"), ("entries/e96.html", "e0.html")):
        assert html in re.sub(r' rel="[^"]*"', "", pages[path])
        assert re.search(rf'<a [^>]*href="(\.\./entries/)?{way}"', pages[path])
    assert "&lt;strong&gt;proven" in pages["feed.xml"]
    assert "https://radar.example/entries/e0.html" in pages["feed.xml"]
    archive = pages["archive.html"]
    assert "It is proven, see the report and" in archive
    assert not [
        path for path, text in pages.items() if path.endswith("html") and "**proven" in text
    ]


def test_the_matrix_folds_and_begins_with_the_newest(pages: dict[str, str]) -> None:
    """It is closed until somebody asks for it, and is linked from the head of the page."""
    page = pages["changes.html"]
    head, matrix = page.split('<details class="matrix" id="by-edition">')
    assert 'href="#by-edition"' in head
    assert re.findall(r'href="editions/(\w+)\.html">', matrix.split("</thead>")[0]) == ["2", "1"]
    row = matrix.split("name 95</a>")[1].split("</tr>")[0]
    assert re.findall(r">([A-Z]\w+)</td>", row) == ["Trial", "Assess"]


LINES = st.builds(
    SlopeLine,
    st.text("abc <&", min_size=1, max_size=60),
    st.integers(0, 7),
    st.integers(0, 3),
    st.integers(0, 3),
)


@given(st.lists(LINES, unique=True, max_size=20))
def test_the_picture_has_a_row_for_each_end_of_each_line(lines: list[SlopeLine]) -> None:
    """No two names of a side share a row, and all are within the picture."""
    drawn = draw_slope(lines, ["A", "B", "C", "D"], ("1", "2"), "What moved")
    height = int(re.search(r'viewBox="0 0 \d+ (\d+)"', drawn)[1])  # type: ignore[index]
    texts = re.findall(r'<text x="(\d+)" y="(\d+)"', drawn)
    assert len(texts) == len(set(texts)) == 2 * (len(lines) + 5)
    assert all(0 < int(y) <= height for _, y in texts)
    assert drawn.count("<circle") == len(lines)
