"""`radar serve --edit`: a page moves an entry in its file, and no page of others does."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from radar.cli import serve
from radar.cli.serve import ServedRadar, build_into
from radar.serving import Editing, Shown, listening

if TYPE_CHECKING:
    from playwright.sync_api import Page

SETTINGS = """title: Ours
quadrants: [Tools, Ways]
editions: [{id: "2024", date: 2024-01-01}, {id: "2025", date: 2025-01-01}]
"""
K3S = """---
name: K3s
quadrant: Tools  # of ours
history: {"2024": assess}
---

Small.
"""


class Served(NamedTuple):
    """A server that lets its pages edit."""

    folder: Path
    shown: Shown
    source: ServedRadar
    address: str
    editing: Editing

    def build(self) -> None:
        """Build what the files say now, as a save does."""
        build_into(self.shown, self.source)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A radar of one entry that is served, and may be edited."""
    (tmp_path / "radar.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "k3s.md").write_text(K3S, encoding="utf-8")
    shown = Shown(serve._bare_assets())
    shown.editing = Editing(tmp_path, lambda line: None)
    with listening(shown, 0, print) as server:
        address = f"http://localhost:{server.server_address[1]}/"
        source = ServedRadar(tmp_path, "", address)
        build_into(shown, source)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Served(tmp_path, shown, source, address, shown.editing)
        server.shutdown()


def post(served: Served, action: str, asked: object = None, **heads: str | None) -> tuple[int, Any]:
    """Send what a page of the server sends, but for some headers (None leaves one out)."""
    standard = {
        "Content-Type": "application/json",
        "Origin": served.address.rstrip("/"),
        "X-Radar-Token": served.editing.token,
        "Sec-Fetch-Site": "same-origin",
    }
    sent = standard | {name.replace("_", "-"): value for name, value in heads.items()}
    data = asked if isinstance(asked, bytes) else json.dumps(asked or {}).encode()
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{served.address}.radar/{action}",
        data,
        {name: value for name, value in sent.items() if value is not None},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        text = error.read().decode()
        return error.code, json.loads(text) if text.startswith("{") else text


MOVE = {"entry": "k3s", "ring": "adopt", "note": "It works.\n---\nname: evil"}


def test_a_page_moves_an_entry_and_undoes_it(served: Served) -> None:
    """The file changes as by `radar move`, and undoing gives every byte back."""
    file = served.folder / "k3s.md"
    status, told = post(served, "move", MOVE)
    assert (status, told) == (200, {"said": "K3s: Assess → Adopt, 2 rings"})
    text = file.read_text(encoding="utf-8")
    assert "quadrant: Tools  # of ours\n" in text
    assert '"2025": {ring: adopt, note: ' in text
    assert "name: evil" not in text.splitlines()
    assert post(served, "undo")[0] == 200
    assert file.read_text(encoding="utf-8") == K3S
    assert post(served, "undo") == (409, {"error": "there is no move to undo"})


def test_a_file_that_was_saved_since_is_not_undone(served: Served) -> None:
    """What somebody wrote after the move stays."""
    post(served, "move", MOVE)
    file = served.folder / "k3s.md"
    file.write_text(file.read_text() + "More.\n")
    status, told = post(served, "undo")
    assert status == 409
    assert "was changed since" in told["error"]
    assert file.read_text().endswith("More.\n")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"entry": "k4s", "ring": "adopt"}, "k3s"),
        ({"entry": "k3s", "ring": "adpot"}, "adopt"),
        ({"entry": "k3s", "ring": "assess"}, "already"),
        ({"entry": "k3s", "ring": ["adopt"]}, "texts"),
        ({"entry": "k3s", "ring": "adopt", "note": "x" * 3000}, "texts"),
        ({}, "entry"),
    ],
)
def test_what_cannot_be_done_changes_nothing(served: Served, asked: object, says: str) -> None:
    """The page is told why."""
    status, told = post(served, "move", asked)
    assert status == 409
    assert says in told["error"]
    assert (served.folder / "k3s.md").read_text() == K3S


def test_half_a_character_is_no_request(served: Served) -> None:
    """JSON can write what no file can hold."""
    assert post(served, "move", {**MOVE, "note": "\ud800"})[0] == 400
    assert (served.folder / "k3s.md").read_text() == K3S


@pytest.mark.few(5)
@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ({"Origin": None}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"X_Radar_Token": None}, 403),
        ({"X_Radar_Token": "x"}, 403),
        ({"X_Radar_Token": "\xe9"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 403),
        ({"Host": "127.0.0.1:1", "Origin": "http://localhost:1"}, 403),
        ({"Content_Length": "99999999"}, 400),
        ({"Content_Length": "500000"}, 413),
    ],
)
def test_no_page_of_others_moves_anything(
    served: Served, heads: dict[str, str | None], wanted: int
) -> None:
    """Each sign that a request is not of one of our own pages is enough to refuse it."""
    assert post(served, "move", MOVE, **heads)[0] == wanted
    assert (served.folder / "k3s.md").read_text() == K3S


@pytest.mark.parametrize("data", [b"[", b"[1]", b"\xff", b"null", b"[" * 9000])
def test_what_is_no_object_is_refused(served: Served, data: bytes) -> None:
    """Damaged requests get a status."""
    assert post(served, "move", data)[0] == 400


@pytest.mark.thorough
def test_a_form_of_another_page_moves_nothing(served: Served, page: Page) -> None:
    """Chromium sends it, the server refuses it; a script of that page is not let to ask."""
    target = f"{served.address}.radar/move"
    page.set_content(
        f"<form method=post action='{target}'><input name=a><button>Go</button></form>"
    )
    page.click("button")
    page.goto("about:blank")
    script = """async ([address, token]) => fetch(address, {method: "POST", body: "{}",
        headers: {"Content-Type": "application/json", "X-Radar-Token": token},
    }).then(() => 1, () => 0)"""
    assert page.evaluate(script, [target, served.editing.token]) == 0
    assert (served.folder / "k3s.md").read_text() == K3S


def test_no_page_of_others_frames_one_that_edits(served: Served) -> None:
    """A reader who drags on another page must not drag our blips below it."""
    for editing, framed in ((served.editing, False), (None, True)):
        served.shown.editing = editing
        with urllib.request.urlopen(served.address, timeout=10) as answer:  # noqa: S310
            policy = answer.headers["Content-Security-Policy"]
        assert ("frame-ancestors 'none'" not in policy) == framed


def test_without_the_option_no_page_changes_a_file(served: Served) -> None:
    """Then there is no script for it, and POST is not understood."""
    served.shown.editing = None
    assert post(served, "move", MOVE)[0] == 501
    with urllib.request.urlopen(served.address, timeout=10) as answer:  # noqa: S310
        assert "edit.js" not in answer.read().decode()


def drag(page: Page, ring: str) -> None:
    """Drag the blip of K3s into the middle of a sector."""
    blip = page.locator("svg.radar [role=listitem][data-entry=k3s]").first.bounding_box()
    assert blip
    place = page.evaluate(
        """ring => {
            const path = document.querySelector(`.sector[id$="-sector-tools-${ring}"]`);
            const box = path.getBBox(), matrix = path.getScreenCTM();
            for (let x = 0.1; x < 1; x += 0.1) for (let y = 0.1; y < 1; y += 0.1) {
                const point = new DOMPoint(box.x + x * box.width, box.y + y * box.height);
                if (path.isPointInFill(point)) {
                    const seen = point.matrixTransform(matrix);
                    return [seen.x, seen.y];
                }
            }
        }""",
        ring,
    )
    page.mouse.move(blip["x"] + blip["width"] / 2, blip["y"] + blip["height"] / 2)
    page.mouse.down()
    page.mouse.move(*place, steps=5)
    page.mouse.up()


def test_a_blip_is_dragged_to_another_ring(served: Served, page: Page) -> None:
    """A dialog asks why; the move is in the file; a button takes it back; a click still opens."""
    file = served.folder / "k3s.md"
    page.goto(served.address)
    drag(page, "trial")
    assert page.locator("#edit-title").inner_text() == "Move an entry: K3s"
    assert page.locator(".edit select").input_value() == "trial"
    page.keyboard.type("Because 1 is not 2?")
    page.get_by_role("button", name="Cancel").click()
    assert file.read_text() == K3S
    drag(page, "trial")
    page.keyboard.type("Because it works.")
    page.get_by_role("button", name="Record").click()
    page.locator(".edit").wait_for(state="detached")
    assert '"2025": {ring: trial, note: Because it works.}' in file.read_text()
    with page.expect_navigation():
        served.build()
    assert "Assess → Trial" in page.locator(".edited").inner_text()
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
        page.locator(".edited").wait_for(state="detached")
        served.build()
    assert file.read_text() == K3S
    page.locator("svg.radar [role=listitem][data-entry=k3s] a").first.focus()
    page.keyboard.press("m")
    assert page.locator(".edit select").input_value() == "assess"
    page.keyboard.press("Escape")
    page.locator(".edit").wait_for(state="detached")


@pytest.mark.thorough
def test_what_was_in_an_older_edition_is_not_dragged(served: Served, page: Page) -> None:
    """While the slider is away from the newest edition, and on pages of editions, nothing moves."""
    page.goto(served.address)
    page.locator("input[type=range]").first.focus()
    page.keyboard.press("Home")
    drag(page, "adopt")
    page.goto(f"{served.address}editions/2024.html")
    drag(page, "adopt")
    assert page.locator(".edit").count() == 0
    assert (served.folder / "k3s.md").read_text() == K3S


def test_nothing_typed_or_scrolled_is_lost(served: Served, page: Page) -> None:
    """A page that reloads keeps its place, its search and where one types in it."""
    from playwright.sync_api import expect

    for n in range(40):
        (served.folder / f"e{n}.md").write_text(K3S.replace("K3s", f"Entry {n}"))
    served.build()
    page.set_viewport_size({"width": 800, "height": 500})
    page.goto(served.address)
    page.locator("input[type=search]").first.focus()
    page.keyboard.type("ent")
    page.evaluate("scrollTo(0, 300)")
    before = page.evaluate("[scrollY, document.activeElement.selectionStart]")
    with page.expect_navigation():
        served.build()
    page.wait_for_load_state("load")
    search = page.locator("input[type=search]").first
    expect(search).to_have_value("ent")
    expect(search).to_be_focused()
    page.wait_for_function("scrollY === 300")
    assert page.evaluate("[scrollY, document.activeElement.selectionStart]") == before
    page.keyboard.type("ry 7")
    expect(search).to_have_value("entry 7")


@pytest.mark.thorough
def test_what_is_wrong_stays_in_sight(served: Served, page: Page) -> None:
    """However far one scrolls, and in the title; it covers less than half of the window."""
    wrong = K3S.replace("assess", "asess")
    for n in range(40):
        (served.folder / f"e{n}.md").write_text(wrong.replace("K3s", f"Entry {n}"))
    served.build()
    page.set_viewport_size({"width": 800, "height": 500})
    page.goto(served.address)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    box = page.locator(".problems").bounding_box()
    assert box
    assert 0 <= box["y"] < 50
    assert box["height"] <= 250
    assert page.title() == "\N{WARNING SIGN} Ours"
