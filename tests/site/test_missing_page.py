"""The page for what is not there has its style and leads home, wherever it is served."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import radar

if TYPE_CHECKING:
    from playwright.sync_api import Page

TINY = {"title": "Ours", "quadrants": ["Tools", "Ways"], "languages": ["en", "zh"]}


class Host(SimpleHTTPRequestHandler):
    """Serves a folder as hosts do: what is missing at any depth below a site is its 404.html."""

    site = ""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the page."""
        data = (Path(self.directory) / self.site / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Callable[[str, str], str]]:
    """Build a tiny radar into a folder of a host, and return the host's address."""
    servers = []

    def serve(place: str, base_url: str) -> str:
        radar.build(radar.Radar(**TINY), tmp_path / "www" / place, base_url=base_url)
        handler = type("Handler", (Host,), {"site": place})
        server = ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(handler, directory=str(tmp_path / "www"))
        )
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


PATHS = ("nothing", "entries/nothing.html", "zh/a/b/", "a%20b/?q=/#/")


@pytest.mark.parametrize("place", ["site", "team/radar", "."])
@pytest.mark.parametrize("told", [False, True])
def test_it_has_its_style_and_leads_home(
    host: Callable[[str, str], str], page: Page, place: str, told: bool
) -> None:
    """At any depth, under any path, with `base_url` and without."""
    base = "" if place == "." else f"{place}/"
    address = host(place, f"https://example.org/{base}" if told else "")
    for path in PATHS:
        assert page.goto(address + base + path).status == 404  # type: ignore[union-attr]
        page.wait_for_load_state("networkidle")
        shade = "getComputedStyle(document.documentElement).getPropertyValue('--background')"
        assert page.evaluate(shade)
        assert page.locator(".scheme").is_visible()
        links = page.locator("a[href]:not([href^='#'])")
        found = links.evaluate_all("links => links.map((link) => link.href)")
        assert all(page.request.get(href).status == 200 for href in found), found
        assert f"{address}{base}index.html" in found


@pytest.mark.thorough
def test_without_scripts_it_has_its_style_and_leads_to_the_top_of_the_server(
    host: Callable[[str, str], str], new_page: Callable[..., Page]
) -> None:
    """Which is the radar, unless it is published under a path: then `base_url` is needed."""
    address = host(".", "")
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}deep/down/nothing.html")
    assert page.locator("main a").first.get_attribute("href") == "/index.html"
    assert page.locator("style").count() == 1


@pytest.mark.thorough
def test_opened_from_disk_it_leads_to_the_page_beside_it(tmp_path: Path, page: Page) -> None:
    """Its links are relative there."""
    radar.build(radar.Radar(**TINY), tmp_path / "site")
    page.goto((tmp_path / "site" / "404.html").as_uri())
    page.locator("main a").first.click()
    assert page.url == (tmp_path / "site" / "index.html").as_uri()


def test_a_site_that_knows_its_address_carries_no_style_in_it(tmp_path: Path) -> None:
    """With `base_url` the page links its style, so that the strictest policy is enough for it."""
    radar.build(radar.Radar(**TINY), tmp_path / "site", base_url="https://example.org/a/")
    text = (tmp_path / "site" / "404.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|<script>", text)
    assert 'href="/a/assets/site.css"' in text
    assert not (tmp_path / "site" / "assets" / "missing.js").exists()
