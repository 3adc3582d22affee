"""The pages of a site as Markdown: one beside each page, with links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from hypothesis import given

import radar
from radar.files.marker import is_site_path
from radar.render.markdown import make_markdown
from radar.safety.markup import CommonMark

from ..histories import radars

NO_TEXT = {"embed", "404", "radar.fragment"}
"""What has nothing to read: snippets, the page for what is not there, the picture for others."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Our own radar, built."""
    place = tmp_path_factory.mktemp("own") / "site"
    radar.build(root / "entries", place)
    return place


def test_each_page_has_a_file_beside_it(site: Path) -> None:
    """Whatever has an address as HTML has the same with `.md`, in every language."""
    pages = {
        path.relative_to(site).with_suffix("")
        for path in site.rglob("*.html")
        if 'http-equiv="refresh"' not in path.read_text("utf-8")
    }
    texts = {path.relative_to(site).with_suffix("").with_suffix("") for path in site.rglob("*.md")}
    assert {page for page in pages - texts if page.name not in NO_TEXT} == set()
    assert texts <= pages


def test_every_link_of_a_file_leads_to_one(site: Path) -> None:
    """Those that stay in the site, texts of entries included."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    guides = [site / "llms.txt", *site.rglob("*.md")]
    count = 0
    for path in guides:
        here = path.relative_to(site).as_posix()
        for href in re.findall(r"\]\(([^)\s#]+\.(?:md|json))\)", path.read_text("utf-8")):
            if "://" not in href:
                count += 1
                assert normpath(join(dirname(here), href)) in files, (here, href)
    assert count > 200


def test_the_guide_lists_every_entry(site: Path, root: Path) -> None:
    """A program finds each entry from the root of the site."""
    guide = (site / "llms.txt").read_text("utf-8")
    on_radar = [entry.id for entry in radar.load(root / "entries").entries if entry.ring]
    assert guide.startswith("# Cloud Native\n\n> ")
    assert all(f"(entries/{id_}.html.md)" in guide for id_ in on_radar)
    assert "(zh/index.html.md)" in guide


def test_an_entry_says_what_its_page_says(site: Path) -> None:
    """Its ring, how it moved, whose it is, its text as it was written, and its way."""
    text = (site / "entries" / "minio.html.md").read_text("utf-8")
    for words in ("# MinIO\n", "**Ring**: Hold", "Moved out from Assess", "**Watch out:**"):
        assert words in text
    assert "## Path through the editions" in text


@given(radars())
def test_any_radar_has_pages_at_known_paths(made: radar.Radar) -> None:
    """Each begins with a heading, and none is at a path that no build uses."""
    pages = make_markdown(made)
    for path, data in pages.items():
        assert is_site_path(path)
        assert data.startswith(b"# ")
    assert {f"entries/{entry.id}.html.md" for entry in made.entries} <= {*pages}


@pytest.mark.parametrize(
    "name",
    ["<script>x</script>", "[a](javascript:x)", "`x`", "# x", "a\n\n# b", "*a*", "1. x", "&amp;"],
)
def test_a_name_is_words_and_no_markup(name: str) -> None:
    """Whatever is called so starts no heading, no link and no tag."""
    from radar.prose.words import plain_text

    assert plain_text(f"- {CommonMark.escape(name)}").strip() == " ".join(name.split())


def test_a_site_in_the_folder_of_its_radar_has_no_entries(tmp_path: Path) -> None:
    """What a build writes there is not read as an entry by the next one."""
    ours = tmp_path / "ours"
    radar.write(
        radar.Radar(
            title="Ours",
            quadrants=["A", "B"],
            entries=[radar.Entry(name="Rust", quadrant="a", ring="adopt")],
        ),
        ours,
    )
    radar.build(ours, ours / "site")
    assert [entry.id for entry in radar.load(ours).entries] == ["rust"]
    radar.build(ours, ours / "site")
