"""The page of a Tech Radar in Backstage, mounted by Backstage itself, shows our file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

import radar

from ..conftest import ROOT, missing

BACKSTAGE = ROOT / "tests" / "hosts" / "backstage"
INSTALL = "npm ci --prefix tests/hosts/backstage --ignore-scripts --legacy-peer-deps"
HOST = "http://backstage.test"
PAGE = '<!doctype html><title>Backstage</title><div id="root"></div><script src="app.js"></script>'


@pytest.fixture(scope="module")
def app(program: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Backstage with the Tech Radar's page, as one script."""
    node = program("node", "nodejs", debian="nodejs npm")
    bundler = BACKSTAGE / "node_modules" / "esbuild" / "bin" / "esbuild"
    if not bundler.exists():
        missing("Backstage", INSTALL)
    made = tmp_path_factory.mktemp("backstage") / "app.js"
    options = ["--bundle", f"--outfile={made}", "--jsx=automatic", "--log-level=error"]
    options += ["--loader:.svg=dataurl", "--loader:.woff=empty", "--loader:.woff2=empty"]
    options += ['--define:process.env.NODE_ENV="production"', "--define:process.env={}"]
    options += ["--define:global=globalThis"]
    command = [node, str(bundler), str(BACKSTAGE / "app.jsx"), *options]
    subprocess.run(command, cwd=BACKSTAGE, check=True, timeout=300)
    return made.read_text(encoding="utf-8")


def open_backstage(page: Page, app: str, made: str) -> None:
    """Open Backstage, whose backend answers with our file, as its plugin does with an address."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        files = {"/": ("text/html", PAGE), "/app.js": ("text/javascript", app)}
        files["/api/tech-radar/data"] = ("application/json", made)
        if path not in files:
            return route.abort()
        kind, body = files[path]
        return route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)

    page.route("**/*", answer)
    page.goto(f"{HOST}/")


@pytest.mark.thorough
def test_the_page_of_backstage_shows_each_entry_in_its_quadrant_and_ring(
    page: Page, app: str
) -> None:
    """Names stand under their quadrant and ring, and a click on one opens its text."""
    made = radar.export(ROOT / "entries", "backstage").files["tech-radar.json"]
    data = json.loads(made)
    open_backstage(page, app, made)
    expect(page.get_by_test_id("radar-plot")).to_be_visible(timeout=30_000)
    names = {one["id"]: one["name"] for one in (*data["quadrants"], *data["rings"])}

    def has(name: str) -> Locator:
        return page.get_by_role("heading", name=names[name], exact=True)

    for entry in data["entries"]:
        quadrant = page.get_by_test_id("radar-quadrant").filter(has=has(entry["quadrant"]))
        ring = quadrant.get_by_test_id("radar-ring").filter(has=has(entry["timeline"][0]["ringId"]))
        expect(ring.get_by_text(entry["title"], exact=True)).to_be_visible()
    expect(page.get_by_test_id("radar-entry")).to_have_count(len(data["entries"]))
    page.get_by_test_id("radar-legend").get_by_text("K3s", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("Kubernetes in one small binary")


@pytest.mark.thorough
def test_backstage_refuses_what_is_not_its_format(page: Page, app: str) -> None:
    """The check above can fail: a file that breaks the schema leaves an example, without ours."""
    open_backstage(page, app, json.dumps({"entries": [{"title": "K3s"}]}))
    expect(page.get_by_test_id("radar-plot")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("K3s", exact=True)).to_have_count(0)
