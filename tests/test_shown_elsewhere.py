"""What a radar hands to other places, each shown as the worst of them would: nothing runs there.

Servers that take a page in Markdown for HTML, wikis that keep HTML, readers of feeds, and tools
that show what was exported: all of them open what somebody wrote in their own name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pyromark
import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Route

import radar

from .test_hostile import PAYLOADS, hostile_radar, lay_down

TURNS = range(5)
ADDRESS = "http://shown.invalid/"
OURS = "https://ours.invalid/"
"""Where the site is; a snippet shows its picture."""
ATOM = "{http://www.w3.org/2005/Atom}"


class Shown(NamedTuple):
    """Something that a place shows as HTML, and where it comes from."""

    source: str
    html: str


@pytest.fixture(scope="module", params=[pytest.param(turn) for turn in TURNS])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A radar that is armed in every field that shows a text, with texts that may be written."""
    texts = [payload.format("text") for payload in PAYLOADS[4 * request.param :][:4]]
    made = tmp_path_factory.mktemp("armed") / "in"
    lay_down(made, hostile_radar(request.param, texts))
    return made


def pages_in_markdown(site: Path) -> Iterator[Shown]:
    """Yield the pages in Markdown, of which some servers say that they are HTML."""
    for file in sorted([*site.rglob("*.html.md"), site / "llms.txt"]):
        yield Shown(file.name, file.read_text(encoding="utf-8"))


def items_of_the_feed(site: Path) -> Iterator[Shown]:
    """Yield what the feeds hold as HTML."""
    for file in sorted(site.rglob("feed.xml")):
        for element in ET.parse(file).iter():  # noqa: S314 - our own file
            if element.get("type") == "html":
                yield Shown(f"{file.parent.name}/feed.xml", element.text or "")


def snippets(folder: Path) -> Iterator[Shown]:
    """Yield each snippet that is HTML, or Markdown in which a wiki keeps HTML."""
    for name in ("html", "iframe", "image-map"):
        yield Shown(name, radar.embed(folder, name, base_url=OURS))
    yield Shown("markdown", pyromark.html(radar.embed(folder, "markdown", base_url=OURS)))


def exports(folder: Path) -> Iterator[Shown]:
    """Yield the texts of exports that the tools show as Markdown with HTML in it."""
    for tool in ("aoe", "porsche"):
        for path, data in radar.export(folder, tool, all=True).files.items():
            if path.endswith(".md"):
                body = data.decode().partition("\n---\n")[2]
                yield Shown(f"{tool} {path}", pyromark.html(body))


def find_armed(page: Page, every: Iterable[Shown]) -> list[str]:
    """Open each as a page; return all that ran, was asked for, or would run at a click."""
    ran: list[str] = []
    now = ""

    def answer(route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            if not route.request.url.startswith(OURS):
                ran.append(f"{now} asks for {route.request.url}")
            route.abort()

    page.expose_function("hacked", lambda *words: ran.append(f"{now} runs {words}"))
    page.on("dialog", lambda dialog: (ran.append(f"{now} {dialog.message}"), dialog.dismiss()))
    page.route("**/*", answer)
    for now, html in every:  # noqa: B007 - read in `answer`
        try:
            page.goto(ADDRESS, wait_until="load")
            if armed := page.evaluate(_ARMED):
                ran.append(f"{now} is armed: {armed}")
        except PlaywrightError as error:
            ran.append(f"{now} leads elsewhere: {error}")
    return ran


_ARMED = """() => [...document.querySelectorAll('*')].flatMap(e => [
  ...[...e.attributes].filter(a => /^on/i.test(a.name)).map(a => a.name),
  ...(/^(script|object|embed|base|form)$/i.test(e.localName) ? [e.localName] : []),
  ...['href', 'src', 'action'].filter(k => /^(javascript|vbscript):/i.test(e[k] || '')),
]).join(' ')"""


@pytest.mark.thorough
def test_nothing_of_a_site_runs_in_readers_and_behind_careless_servers(
    folder: Path, tmp_path: Path, page: Page
) -> None:
    """Pages in Markdown that are sent as HTML, and the items of the feed, only show words."""
    site = radar.build(folder, tmp_path / "site", proposals=True).output
    every = [*pages_in_markdown(site), *items_of_the_feed(site)]
    assert {"feed.xml", "index.html.md"} <= {each.source.rpartition("/")[2] for each in every}
    assert find_armed(page, every) == []


@pytest.mark.thorough
def test_nothing_runs_in_a_wiki(folder: Path, page: Page) -> None:
    """A snippet asks for the picture of the site, and for nothing else."""
    assert find_armed(page, snippets(folder)) == []


@pytest.mark.thorough
def test_nothing_runs_in_tools_that_show_what_was_exported(folder: Path, page: Page) -> None:
    """Texts, notes and the introduction are words there, whatever HTML was written in them."""
    every = [*exports(folder)]
    assert len(every) > 2
    assert find_armed(page, every) == []
