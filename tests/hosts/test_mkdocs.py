"""The plugin for MkDocs, in sites that MkDocs builds, with its own theme and with Material."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import time
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import yaml
from playwright.sync_api import Page

from radar.mkdocs.navigation import add_below

from ..conftest import ROOT, missing
from .conftest import (
    ENTRIES,
    Elements,
    Ran,
    axe_faults,
    dead_links,
    evil_radar,
    python,
    require,
    run,
    served,
    write_radar,
)

RADAR = "# Our radar\n\nBefore.\n\n<!-- radar -->\n\nAfter.\n"
HOME = """# Home

We use [[radar:k3s]] at the edge; [[radar:Rust <3|that language]] is new. `[[radar:k3s]]` is code.

| a | b |
|---|---|
| [[radar:k3s\\|ours]] | x |

```html
<!-- radar -->
```
"""


@pytest.fixture(autouse=True)
def _plugin() -> None:
    require("mkdocs")
    if "radar" not in {point.name for point in entry_points(group="mkdocs.plugins")}:
        missing("the entry point of the plugin", 'pip install -e ".[test]"')


def write_site(
    folder: Path, pages: dict[str, str] | None = None, plugin: Any = "radar", **settings: Any
) -> Path:
    """Write the sources of a site that has the radar beside them."""
    for name, text in (pages or {"index.md": HOME, "radar.md": RADAR}).items():
        page = folder / "docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    plugins = plugin if isinstance(plugin, list) else [plugin]
    whole = {"site_name": "Ours", "plugins": ["search", *plugins]}
    whole |= {"markdown_extensions": ["tables", "fenced_code"], **settings}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(whole, sort_keys=False), encoding="utf-8")
    return folder


def build(folder: Path, *options: str) -> Ran:
    """Build a site with MkDocs."""
    return run(python(), "-m", "mkdocs", "build", *options, cwd=folder)


def page_of(folder: Path, path: str) -> str:
    """Return a built page."""
    return (folder / "site" / path / "index.html").read_text(encoding="utf-8")


def test_a_strict_build_has_no_warning_and_no_dead_link(entries: Path) -> None:
    """Radar, list, entries, pictures and links in texts are pages of the site."""
    folder = write_site(entries.parent)
    done = build(folder, "--strict")
    assert (done.code, "WARNING" in done.said) == (0, False), done.said
    assert [*dead_links(folder / "site")] == []
    page, home = page_of(folder, "radar"), page_of(folder, "")
    assert page.index("Before.") < page.index("<figure>") < page.index("After.")
    assert 'href="k3s/"' in page
    assert '<a href="radar/k3s/">K3s</a> <span class="radar-ring r0">Adopt</span>' in home
    assert '<a href="radar/rust/">that language</a>' in home
    assert '"><a href="radar/k3s/">ours</a>' in home.partition("<td>")[2]
    assert "<code>[[radar:k3s]]</code>" in home
    assert "&lt;!-- radar --&gt;" in home
    assert (folder / "site" / "radar" / "media" / "pixel.png").exists()


@pytest.mark.thorough
def test_the_search_of_the_host_finds_an_entry_by_a_word_of_its_text(entries: Path) -> None:
    """The index of MkDocs has the texts of entries, under their titles and headings."""
    folder = write_site(entries.parent)
    assert build(folder, "--strict").code == 0
    index = json.loads((folder / "site" / "search" / "search_index.json").read_text())
    found = {each["location"] for each in index["docs"] if "zeppelin" in each["text"]}
    assert found == {"radar/k3s/", "radar/k3s/#why-small"}
    assert {each["title"] for each in index["docs"]} >= {"K3s", "Why small", "Rust &lt;3"}


def test_entries_stand_in_the_navigation_below_the_radar(entries: Path) -> None:
    """Where mkdocs.yml lists the pages, the radar's page becomes a section, by quadrants."""
    nav = ["index.md", {"Guides": [{"The radar": "radar.md"}]}]
    folder = write_site(entries.parent, nav=nav, theme="readthedocs")
    done = build(folder, "--strict")
    assert (done.code, "not included" in done.said) == (0, False), done.said
    menu = page_of(folder, "radar/k3s").partition('role="main"')[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", menu))
    assert "The radar Our radar Languages &amp; more Rust &lt;3 Tools K3s" in words
    assert "Off the radar Zig" in words


@pytest.mark.thorough
def test_names_are_words_wherever_a_theme_prints_them(tmp_path: Path) -> None:
    """Names, quadrants and summaries made of HTML do nothing in menu, head, page and search."""
    evil_radar(tmp_path / "entries")
    for theme in ("mkdocs", "readthedocs", *(["material"] if find_spec("material") else [])):
        nav = ["index.md", "radar.md"]
        folder = write_site(tmp_path, nav=nav, theme={"name": theme})
        assert build(folder).code == 0
        for path in ("", "radar", "radar/k3s"):
            reader = Elements()
            reader.feed(page_of(folder, path))
            assert reader.handlers == [], (theme, path)


def test_a_page_of_the_navigation_may_have_no_title() -> None:
    """Its section is called as the radar is, wherever in the navigation it stands."""
    nav = ["index.md", {"Guides": ["a.md", "r.md"]}]
    widened = add_below(nav, "r.md", "Ours", [{"Tools": ["radar/k3s.md"]}])
    section = {"Ours": ["r.md", {"Tools": ["radar/k3s.md"]}]}
    assert widened == ["index.md", {"Guides": ["a.md", section]}]


@pytest.mark.thorough
def test_a_radar_that_is_not_listed_leaves_the_navigation_alone(entries: Path) -> None:
    """Its pages are built, and MkDocs does not complain that they are in no navigation."""
    folder = write_site(entries.parent, nav=["index.md"], validation={"omitted_files": "warn"})
    done = build(folder)
    omitted = done.said.partition("not included in the")[2]
    assert "radar.md" in omitted
    assert "k3s.md" not in omitted
    assert "K3s" in page_of(folder, "radar/k3s")


def test_a_radar_with_errors_stops_a_strict_build(entries: Path) -> None:
    """With file, line and column; otherwise the page says what is wrong, and links are words."""
    entry = entries / "k3s.md"
    entry.write_text(ENTRIES["k3s"].replace("adopt", "adpot"), encoding="utf-8")
    folder = write_site(entries.parent)
    done = build(folder, "--strict")
    assert done.code != 0
    assert "entries/k3s.md:6:34: " in done.said
    done = build(folder)
    assert done.code == 0
    assert done.said.count("WARNING") == 1, done.said
    page = page_of(folder, "radar")
    assert 'class="admonition failure error"' in page
    assert "entries/k3s.md:6:34: " in page
    assert page.index("Before.") < page.index("k3s.md:6:34") < page.index("After.")
    assert '<span class="radar-broken">k3s</span>' in page_of(folder, "")


@pytest.mark.thorough
def test_a_missing_radar_is_a_clear_message(tmp_path: Path) -> None:
    """The log and the page name the folder in which there is none."""
    folder = write_site(tmp_path, plugin={"radar": {"folder": "nowhere"}})
    done = build(folder)
    assert done.code == 0
    assert "nowhere" in done.said
    assert "nowhere" in page_of(folder, "radar")
    assert build(folder, "--strict").code != 0


@pytest.mark.thorough
def test_a_link_to_no_entry_is_reported_with_its_place(entries: Path) -> None:
    """File and line, and the entry that was probably meant."""
    pages = {"index.md": "# Home\n\nSee [[radar:k33s]].\n", "radar.md": RADAR}
    done = build(write_site(entries.parent, pages), "--strict")
    assert done.code != 0
    expected = 'index.md:3: there is no entry "k33s" to link to. Did you mean "k3s"?'
    assert expected in done.said


@pytest.mark.thorough
def test_two_radars_and_one_twice_stand_in_a_page(entries: Path) -> None:
    """Each has a name for its line, its links and its pages; no two things share an id."""
    write_radar(entries.parent / "data", {"k3s": ENTRIES["rust"].replace("Rust <3", "Parquet")})
    settings = (entries.parent / "data" / "radar.yaml").read_text()
    (entries.parent / "data" / "radar.yaml").write_text(settings.replace("Our radar", "Data"))
    line = "<!-- radar -->\n\n"
    pages = {"index.md": f"# Both\n\n[[data:k3s]], [[radar:k3s]]\n\n{line}<!-- data -->\n\n{line}"}
    second = {"radar": {"folder": "data", "name": "data"}}
    folder = write_site(entries.parent, pages, ["radar", second])
    done = build(folder, "--strict")
    assert done.code == 0, done.said
    page = page_of(folder, "")
    assert page.count("<figure>") == 3
    assert '<a href="data/k3s/">Parquet</a>' in page
    assert '<a href="radar/k3s/">K3s</a>' in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert [*dead_links(folder / "site")] == []


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        (["radar", "radar"], "two radars have the name 'radar'"),
        ({"radar": {"name": "Our Radar"}}, "the name 'Our Radar' is not of small letters"),
        ({"radar": {"ignore": ["unknown-ring"]}}, "errors cannot be ignored"),
        ({"radar": {"fodler": "x"}}, "fodler"),
    ],
    ids=["twice", "name", "ignore", "option"],
)
def test_wrong_settings_are_explained(entries: Path, plugin: Any, message: str) -> None:
    """In one line, and the build ends."""
    done = build(write_site(entries.parent, plugin=plugin), "--strict")
    assert done.code != 0
    assert message in done.said
    assert "Traceback" not in done.said


@pytest.mark.thorough
def test_the_page_of_an_entry_takes_the_place_of_none(entries: Path) -> None:
    """A page of the user at the same address is named."""
    pages = {"index.md": RADAR, "radar/k3s.md": "# Mine\n"}
    done = build(write_site(entries.parent, pages))
    assert done.code != 0
    assert "radar/k3s.md, would take the place of radar/k3s.md" in done.said


@pytest.mark.thorough
def test_a_radar_among_the_docs_is_read_once(tmp_path: Path) -> None:
    """Where its folder lies below `docs`, its sources are no pages of their own."""
    write_radar(tmp_path / "docs" / "entries")
    folder = write_site(tmp_path, plugin={"radar": {"folder": "docs/entries"}})
    done = build(folder, "--strict")
    assert done.code == 0, done.said
    assert not (folder / "site" / "entries").exists()
    assert (folder / "site" / "radar" / "k3s" / "index.html").exists()


@pytest.mark.thorough
def test_addresses_may_be_files(entries: Path) -> None:
    """With `use_directory_urls: false` all links lead to `.html` files."""
    folder = write_site(entries.parent, use_directory_urls=False)
    assert build(folder, "--strict").code == 0
    assert (folder / "site" / "radar" / "k3s.html").exists()
    assert [*dead_links(folder / "site")] == []


@pytest.mark.thorough
def test_a_change_is_shown_at_once(entries: Path) -> None:
    """`mkdocs serve` builds again when an entry changes."""
    folder = write_site(entries.parent)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [python(), "-m", "mkdocs", "serve", "--livereload", "-q", "-a", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}/radar/k3s/"
            wait_for(address, "small cluster")
            text = ENTRIES["k3s"].replace("small cluster", "tiny cluster")
            (entries / "k3s.md").write_text(text, encoding="utf-8")
            wait_for(address, "tiny cluster")
        finally:
            server.terminate()


def wait_for(address: str, words: str) -> None:
    """Read a page until it has some words; fail after half a minute."""
    for _ in range(300):
        try:
            with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail(f"{address} never said {words!r}")


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own radar in a site of Material for MkDocs, light and dark."""
    require("material")
    folder = tmp_path_factory.mktemp("material")
    shutil.copytree(ROOT / "entries", folder / "entries")
    pages = {"index.md": "# Home\n\nWe use [[radar:k3s]].\n", "radar.md": RADAR}
    theme = {
        "name": "material",
        "font": False,
        "features": ["navigation.tabs"],
        "palette": [
            {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Dark"}},
            {"scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "Light"}},
        ],
    }
    nav = ["index.md", {"Radar": "radar.md"}]
    write_site(folder, pages, nav=nav, theme=theme)
    done = build(folder, "--strict")
    assert (done.code, "WARNING" in done.said) == (0, False), done.said
    return folder / "site"


@pytest.mark.thorough
def test_every_link_of_material_resolves(material: Path) -> None:
    """The site with our own radar has no dead link inside."""
    assert [*dead_links(material)] == []


@pytest.mark.thorough
def test_material_finds_an_entry_by_a_word_of_its_text(material: Path, page: Page) -> None:
    """Its search, typed into by a reader, leads to the page of the entry."""
    with served(material) as address:
        page.goto(address, wait_until="networkidle")
        page.click(".md-search__input")
        page.locator(".md-search__input").press_sequentially("Traefik", delay=20)
        page.wait_for_selector(".md-search-result__link")
        found = page.eval_on_selector_all(
            ".md-search-result__link", "links => links.map(link => new URL(link.href).pathname)"
        )
    assert "/radar/k3s/" in found


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("path", ["radar/", "radar/k3s/", ""])
def test_axe_finds_nothing_in_material(
    material: Path, page: Page, axe_source: str, path: str, scheme: str
) -> None:
    """Neither in the radar nor in an entry nor in a link, light or dark."""
    page.goto((material / path / "index.html").as_uri())
    page.evaluate(f"document.body.dataset.mdColorScheme = {scheme!r}")
    page.wait_for_timeout(300)  # colours change slowly there
    assert axe_faults(page, axe_source, ".md-content") == []
