"""The extension for Sphinx, in projects that Sphinx builds."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from ..conftest import ROOT
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

CONF = 'project = "Ours"\nextensions = ["radar.sphinx"]\nnitpicky = True\n'
HOME = """Home
====

We use :radar:`k3s` at the edge; :radar:`that language <Rust \\<3>` is new.

.. toctree::

   tech
"""
RADAR = "Our radar\n=========\n\nBefore.\n\n.. radar:: entries\n\nAfter.\n"


def _thorough(*builders: str) -> list[Any]:
    return [pytest.param(builder, marks=pytest.mark.thorough) for builder in builders]


@pytest.fixture(autouse=True)
def _installed() -> None:
    require("sphinx")


def write_project(
    folder: Path, pages: dict[str, str] | None = None, more: str = "", conf: str = CONF
) -> Path:
    """Write the sources of a project that has the radar among them."""
    (folder / "conf.py").write_text(conf + more, encoding="utf-8")
    for name, text in (pages or {"index.rst": HOME, "tech.rst": RADAR}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build(folder: Path, *options: str, builder: str = "html") -> Ran:
    """Build a project with Sphinx."""
    target = ("-b", builder, ".", f"built/{builder}")
    return run(python(), "-m", "sphinx", *options, *target, cwd=folder)


def page_of(folder: Path, name: str, builder: str = "html") -> str:
    """Return a built page."""
    return (folder / "built" / builder / name).read_text(encoding="utf-8")


# pages that Sphinx itself links to in a single page, and does not make
NOT_MADE = {"genindex.html", "search.html"}


@pytest.mark.thorough
@pytest.mark.parametrize("builder", ["html", *_thorough("dirhtml", "singlehtml")])
def test_a_nitpicky_build_has_no_warning_and_no_dead_link(entries: Path, builder: str) -> None:
    """Radar, entries, pictures and links are documents of the project, however it is written."""
    folder = write_project(entries.parent)
    done = build(folder, "-W", "--keep-going", builder=builder)
    assert done.code == 0, done.said
    dead = {link.partition(": ")[2] for link in dead_links(folder / "built" / builder)}
    assert dead <= NOT_MADE


def test_a_page_shows_the_radar_and_names_entries(entries: Path) -> None:
    """The picture stands where the directive is, and a role is a link with its ring."""
    folder = write_project(entries.parent)
    assert build(folder, "-W").code == 0
    page, home = page_of(folder, "tech.html"), page_of(folder, "index.html")
    assert page.index("Before.") < page.index("<figure>") < page.index("After.")
    assert 'href="radar/k3s.html"' in page
    assert '<span class="doc">K3s</span></a> <span class="radar-ring r0">Adopt</span>' in home
    assert ">that language</span></a>" in home
    assert "_static/radar/radar/radar.css" in page
    assert "_sources/radar" not in page_of(folder, "radar/k3s.html")


def test_entries_are_documents_of_the_project(entries: Path) -> None:
    """They stand in menus and the search, with their titles and descriptions."""
    folder = write_project(entries.parent)
    assert build(folder, "-W").code == 0
    page = page_of(folder, "radar/k3s.html")
    assert "<title>K3s" in page
    assert page.partition("sphinxsidebar")[0].count("<h1") == 1
    menu = page.partition("sphinxsidebar")[2]
    assert 'href="rust.html">Rust &lt;3</a>' in menu
    assert '<img src="../_static/radar/radar/media/pixel.png"' in page


@pytest.mark.thorough
def test_the_search_of_the_host_finds_an_entry_by_a_word_of_its_text(
    entries: Path, page: Page
) -> None:
    """A reader who types a word finds the document of the entry."""
    folder = write_project(entries.parent)
    assert build(folder, "-W").code == 0
    with served(folder / "built" / "html") as address:
        page.goto(f"{address}search.html?q=zeppelin")
        page.wait_for_selector("#search-results li a")
        found = page.eval_on_selector_all(
            "#search-results li a", "links => links.map(link => new URL(link.href).pathname)"
        )
    assert found == ["/radar/k3s.html"]


SUFFIXES = {"text": "txt", "xml": "xml"}  # of builders that write a file for each document


@pytest.mark.parametrize("builder", ["text", *_thorough("man", "latex", "texinfo", "xml")])
def test_builders_without_html_have_lists_and_words(entries: Path, builder: str) -> None:
    """Where there is no picture with links, there are the entries with their rings, and texts."""
    more = "man_pages = [('index', 'ours', 'Ours', ['We'], 1)]\n"
    folder = write_project(entries.parent, more=more)
    done = build(folder, "-W", builder=builder)
    assert done.code == 0, done.said
    files = sorted(each for each in (folder / "built" / builder).iterdir() if each.is_file())
    said = " ".join(each.read_text(encoding="utf-8", errors="replace") for each in files)
    said += (
        page_of(folder, f"radar/k3s.{SUFFIXES[builder]}", builder) if builder in SUFFIXES else ""
    )
    words = " ".join(said.split())
    assert "Adopt" in words
    assert "It fits where a zeppelin would not." in words


@pytest.mark.thorough
def test_a_second_build_reads_what_changed(entries: Path) -> None:
    """An unchanged project is not read again; a change of an entry reaches all that show it."""
    folder = write_project(entries.parent, {"index.rst": HOME, "tech.rst": RADAR, "a.rst": ALONE})
    assert build(folder, "-W").code == 0
    assert "0 added, 0 changed, 0 removed" in build(folder).said
    text = ENTRIES["k3s"].replace("small cluster", "tiny cluster").replace("K3s", "K3S")
    (entries / "k3s.md").write_text(text, encoding="utf-8")
    done = build(folder, "-W")
    assert done.code == 0
    assert " a\n" not in done.said
    assert "tiny cluster" in page_of(folder, "radar/k3s.html")
    assert '<span class="doc">K3S</span>' in page_of(folder, "index.html")
    (entries / "go.md").write_text(ENTRIES["rust"].replace("Rust <3", "Go"), encoding="utf-8")
    (entries / "zig.md").unlink()
    (entries / "k3s.md").write_text(text.replace("[[zig|the other one]]", "others"))
    assert build(folder, "-W").code == 0
    assert 'href="go.html"' in page_of(folder, "radar/k3s.html")
    assert 'href="zig.html"' not in page_of(folder, "radar/k3s.html")


ALONE = ":orphan:\n\nAlone\n=====\n\nNothing of a radar.\n"


@pytest.mark.thorough
def test_a_build_may_be_parallel(entries: Path) -> None:
    """Documents read by several processes are those that one reads."""
    folder = write_project(entries.parent)
    assert build(folder, "-W").code == 0
    alone = {path: page_of(folder, path) for path in ("index.html", "radar/k3s.html")}
    shutil.rmtree(folder / "built")
    done = build(folder, "-W", "-j", "2")
    assert done.code == 0, done.said
    assert {path: page_of(folder, path) for path in alone} == alone


@pytest.mark.thorough
def test_a_radar_with_errors_stops_a_strict_build(entries: Path) -> None:
    """With file, line and column; otherwise the page says what is wrong, and roles are words."""
    (entries / "k3s.md").write_text(ENTRIES["k3s"].replace("adopt", "adpot"), encoding="utf-8")
    folder = write_project(entries.parent)
    done = build(folder, "-W")
    assert done.code != 0
    assert "entries/k3s.md:6:34: " in done.said
    shutil.rmtree(folder / "built")
    done = build(folder)
    assert done.code == 0
    assert done.said.count("WARNING") == 1, done.said
    assert "entries/k3s.md:6:34: " in page_of(folder, "tech.html")
    assert '<span class="radar-broken">k3s</span>' in page_of(folder, "index.html")
    (entries / "k3s.md").write_text(ENTRIES["k3s"], encoding="utf-8")
    assert build(folder, "-W").code == 0
    assert "<figure>" in page_of(folder, "tech.html")


@pytest.mark.thorough
def test_a_missing_radar_is_a_clear_message(tmp_path: Path) -> None:
    """The log and the page name the folder in which there is none."""
    folder = write_project(tmp_path, {"index.rst": RADAR.replace("entries", "nowhere")})
    done = build(folder)
    assert done.code == 0
    assert "nowhere" in done.said
    assert "nowhere" in page_of(folder, "index.html")
    assert build(folder, "-W", "-E").code != 0


@pytest.mark.thorough
def test_a_role_for_no_entry_is_reported_with_its_place(entries: Path) -> None:
    """File and line, and the entry that was probably meant."""
    pages = {"index.rst": f"{RADAR}\nSee :radar:`k33s`.\n"}
    done = build(write_project(entries.parent, pages), "-W")
    assert done.code != 0
    expected = 'index.rst:10: WARNING: there is no entry "k33s" to link to. Did you mean "k3s"?'
    assert expected in done.said


@pytest.mark.thorough
def test_what_is_quoted_is_no_radar(entries: Path) -> None:
    """A page that shows how the directive is written needs no such radar."""
    quoted = ".. code-block:: rst\n\n   .. radar:: nowhere\n\nOr so::\n\n   .. radar:: nowhere\n"
    pages = {"index.rst": f"{RADAR}\n.. note::\n\n   .. radar:: entries\n\n{quoted}"}
    folder = write_project(entries.parent, pages)
    done = build(folder, "-W")
    assert done.code == 0, done.said
    assert page_of(folder, "index.html").count("<figure>") == 2


@pytest.mark.thorough
def test_two_radars_and_one_twice_stand_in_a_page(entries: Path) -> None:
    """Each has a name in conf.py for its documents and roles; no two things share an id."""
    write_radar(entries.parent / "data", {"k3s": ENTRIES["rust"].replace("Rust <3", "Parquet")})
    settings = (entries.parent / "data" / "radar.yaml").read_text()
    (entries.parent / "data" / "radar.yaml").write_text(settings.replace("Our radar", "Data"))
    page = f":radar:`data:k3s`, :radar:`k3s`\n\n{RADAR}\n.. radar:: data\n\n.. radar:: entries\n"
    title = "Both\n====\n\n"
    named = 'radar_folders = {"radar": "entries", "data": "data"}\n'
    folder = write_project(entries.parent, {"index.rst": title + page}, more=named)
    done = build(folder, "-W")
    assert done.code == 0, done.said
    built = page_of(folder, "index.html")
    assert built.count("<figure>") == 3
    assert 'href="data/k3s.html"><span class="doc">Parquet' in built
    assert 'href="radar/k3s.html"><span class="doc">K3s' in built
    ids = re.findall(r' id="([^"]+)"', built)
    assert len(ids) == len(set(ids))
    assert [*dead_links(folder / "built" / "html")] == []


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("more", "pages", "message"),
    [
        ("", {"index.rst": f"{RADAR}\n.. radar:: data\n"}, "there are several radars"),
        ("radar_folders = {'Ours!': 'entries'}\n", None, "'Ours!' is not of small letters"),
        ("radar_ignore = ['unknown-ring']\n", None, "errors cannot be ignored"),
        ("", {"index.rst": RADAR, "radar/k3s.rst": "Mine\n====\n"}, "the place of one of yours"),
    ],
    ids=["several", "name", "ignore", "clash"],
)
def test_wrong_settings_are_explained(
    entries: Path, more: str, pages: dict[str, str] | None, message: str
) -> None:
    """In one line, and the build ends."""
    write_radar(entries.parent / "data")
    done = build(write_project(entries.parent, pages, more))
    assert done.code != 0
    assert message in done.said


@pytest.mark.thorough
def test_entries_may_be_documents_without_a_page_for_the_radar(entries: Path) -> None:
    """Where conf.py names the radar and no page shows it, roles lead to its entries."""
    pages = {"index.rst": "Home\n====\n\n:radar:`k3s`\n"}
    folder = write_project(entries.parent, pages, 'radar_folders = {"radar": "entries"}\n')
    done = build(folder, "-W")
    assert done.code == 0, done.said
    assert 'href="radar/k3s.html"' in page_of(folder, "index.html")


@pytest.mark.thorough
def test_names_are_words_wherever_a_theme_prints_them(tmp_path: Path) -> None:
    """Names, quadrants and summaries made of HTML do nothing in menu, head and page."""
    evil_radar(tmp_path / "entries")
    folder = write_project(tmp_path)
    build(folder)
    for path in ("index.html", "tech.html", "radar/k3s.html"):
        reader = Elements()
        reader.feed(page_of(folder, path))
        assert reader.handlers == [], path


@pytest.mark.thorough
def test_sources_in_markdown_name_the_radar_as_well(entries: Path) -> None:
    """With MyST, entries among the sources are no documents of their own."""
    require("myst_parser")
    pages = {"index.md": "# Ours\n\n{radar}`k3s`\n\n```{radar} entries\n```\n"}
    conf = CONF.replace('"radar.sphinx"', '"myst_parser", "radar.sphinx"')
    folder = write_project(entries.parent, pages, conf=conf)
    done = build(folder, "-W")
    assert done.code == 0, done.said
    assert "<figure>" in page_of(folder, "index.html")
    assert not (folder / "built" / "html" / "entries").exists()


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own radar in a project with the theme Furo, which has a dark scheme, if it is there."""
    folder = tmp_path_factory.mktemp("sphinx")
    shutil.copytree(ROOT / "entries", folder / "entries")
    theme = 'html_theme = "furo"\n' if find_spec("furo") else ""
    write_project(
        folder,
        more=theme,
        pages={"index.rst": HOME.replace("Rust \\<3", "eBPF"), "tech.rst": RADAR},
    )
    done = build(folder, "-W")
    assert done.code == 0, done.said
    return folder / "built" / "html"


@pytest.mark.thorough
def test_every_link_of_our_own_radar_resolves(ours: Path) -> None:
    """The site has no dead link inside."""
    assert [*dead_links(ours)] == []


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["tech.html", "radar/k3s.html", "index.html"])
def test_axe_finds_nothing(ours: Path, page: Page, axe_source: str, path: str, scheme: str) -> None:
    """Neither in the radar nor in an entry nor in a role, light or dark."""
    page.goto((ours / path).as_uri())
    page.evaluate(f"document.body.dataset.theme = {scheme!r}")
    assert axe_faults(page, axe_source, "[role=main]") == []
