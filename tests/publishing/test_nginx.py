"""The lines for nginx in the docs serve a site under a path, with the policy that they set."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import radar
from tests.conftest import ROOT

pytestmark = pytest.mark.thorough
SERVER = """daemon off;
{user}pid {place}/pid;
error_log {place}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {place}/t1; proxy_temp_path {place}/t2; fastcgi_temp_path {place}/t3;
    uwsgi_temp_path {place}/t4; scgi_temp_path {place}/t5;
    server {{
        listen 127.0.0.1:{port};
{location}
    }}
}}
"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers; 20 s are plenty on a busy machine."""
    for _ in range(200):
        assert running.poll() is None, "nginx has stopped"
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nginx does not answer")


@pytest.fixture(scope="module")
def address(program: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Our own radar, served as the docs say, from an address that the site knows."""
    path = os.environ["PATH"] + os.pathsep + "/usr/sbin"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", path)  # where Debian has servers, for root alone
        nginx = program("nginx", debian="nginx-light")
    place, port = tmp_path_factory.mktemp("nginx"), free_port()
    (block,) = re.findall(
        r"```nginx\n(.*?)```", (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8"), re.S
    )
    assert "/srv/radar/public/" in block
    location = block.replace("/srv/radar/public/", f"{place}/public/")
    user = "user root;\n" if os.geteuid() == 0 else ""
    conf = place / "nginx.conf"
    conf.write_text(SERVER.format(user=user, place=place, port=port, location=location))
    base = f"http://127.0.0.1:{port}/radar/"
    radar.build(ROOT / "entries", place / "public", base_url=base)
    with subprocess.Popen([nginx, "-c", str(conf), "-e", f"{place}/error.log"]) as running:
        try:
            wait_for(port, running)
            yield base
        finally:
            running.terminate()


def open_page(page: Page, address: str) -> list[str]:
    """Open a page; return what its console complains of, as it comes."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    return said


def test_the_radar_works_under_the_policy(page: Page, address: str) -> None:
    """Styles, scripts and the data of the search come from the server, and nothing is refused."""
    said = open_page(page, address)
    expect(page.locator("svg.radar .blip").first).to_be_visible()
    page.fill("input[type=search]", "small binary")
    expect(page.locator(".found a").first).to_contain_text("K3s")
    page.locator(".found a").first.click()
    expect(page.locator("h1")).to_have_text("K3s")
    assert said == []


def test_what_is_not_there_leads_home(page: Page, address: str) -> None:
    """A lost reader gets the status, a page in the site's style, and a link to the radar."""
    assert page.request.get(f"{address}no/such/page").status == 404
    said = open_page(page, f"{address}no/such/page")
    assert [line for line in said if "404" not in line] == []
    family = page.evaluate("getComputedStyle(document.body).fontFamily")
    page.locator("main a").first.click()
    expect(page.locator("svg.radar .blip").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).fontFamily") == family


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("radar.svg", "image/svg+xml"),
        ("radar.json", "application/json"),
        ("", "text/html"),
        ("assets/radar.js", "javascript"),
    ],
)
def test_files_have_their_types(page: Page, address: str, name: str, kind: str) -> None:
    """A picture with a wrong type would be a download in a wiki."""
    assert kind in page.request.get(address + name).headers["content-type"]


def test_the_server_gives_what_was_built(page: Page, address: str, root: Path) -> None:
    """The page of every entry is there."""
    for entry in radar.load(root / "entries").entries:
        assert page.request.get(f"{address}entries/{entry.id}.html").ok
