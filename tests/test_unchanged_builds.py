"""A build of what did not change draws and writes nothing, and its site is as if it had."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import radar
from radar.errors import BadCall
from radar.files import MARKER
from radar.files.cache import VARIABLE
from radar.pipeline import Built, building

ENTRY = "---\nname: {}\nquadrant: A\nring: {}\n---\nIt [leads](b.md).\n"
FILES = {
    "radar.yaml": "title: Ours\nquadrants: [A, B]\nlanguages: [en]\ntheme: mine\n",
    "a.md": ENTRY.format("Alpha", "hold"),
    "b.md": ENTRY.format("Beta", "adopt"),
    "static/robots.txt": "User-agent: *\n",
    "themes/mine/theme.yaml": "extends: paper\nfont: serif\n",
}
LONG_AGO = (1_000_000_000, 1_000_000_000)


def write(folder: Path, name: str, text: str) -> None:
    """Write a file as if that was long ago, but for the time that the system itself notes."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, LONG_AGO)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a site."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@contextmanager
def a_desk(folder: Path) -> Iterator[tuple[Path, list[str], pytest.MonkeyPatch]]:
    """Begin a radar; yield where it is, the list of what is drawn, and what sets how builds run."""
    ours, drawn = folder / "ours", list[str]()
    for name, text in FILES.items():
        write(ours, name, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ours)  # what is kept may not lie where a command runs
        patch.setenv(VARIABLE, str(folder / "cache"))
        patch.setattr("radar.pipeline.unchanged._GRAIN", -(10**18))  # themes are old enough
        draw = building.draw

        def note_and_draw(*arguments: Any) -> Any:
            drawn.append("a site")
            return draw(*arguments)

        patch.setattr(building, "draw", note_and_draw)
        yield ours, drawn, patch


def test_a_second_build_draws_nothing(tmp_path: Path) -> None:
    """It returns what the first did, problems too, and leaves every file as it is."""
    with a_desk(tmp_path) as (ours, drawn, _):
        first = radar.build(ours, tmp_path / "site")
        times = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
        assert radar.build(ours, tmp_path / "site") == first
        assert drawn == ["a site"]
        assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == times
        assert any(problem.code == "no-base-url" for problem in first.problems)
        radar.build(ours, tmp_path / "other")
        assert len(drawn) == 2


def test_nothing_is_believed_where_nothing_is_kept(tmp_path: Path) -> None:
    """Without a cache folder every build draws its site."""
    with a_desk(tmp_path) as (ours, drawn, patch):
        patch.setenv(VARIABLE, "")
        for _ in range(2):
            radar.build(ours, tmp_path / "site")
        assert len(drawn) == 2


@pytest.mark.parametrize("how", [{"single_file": True}, {"png": True, "png_width": 100}])
def test_what_does_not_follow_from_files_is_drawn(tmp_path: Path, how: dict[str, Any]) -> None:
    """Pictures in PNG follow from the fonts of the machine as well; a single page is no folder."""
    pytest.importorskip("resvg_py")
    with a_desk(tmp_path) as (ours, drawn, _):
        for _ in range(2):
            radar.build(ours, tmp_path / "site", **how)
        assert len(drawn) == 2


def test_a_theme_that_changes_while_it_is_read_is_not_believed(tmp_path: Path) -> None:
    """Who saves a theme again while a build runs gets it with the next build."""
    with a_desk(tmp_path) as (ours, drawn, patch):
        patch.setattr("radar.pipeline.unchanged._GRAIN", 2_000_000_000)
        for _ in range(2):
            radar.build(ours, tmp_path / "site")
        assert len(drawn) == 2


def test_a_site_in_the_way_is_refused_as_ever(tmp_path: Path) -> None:
    """A file of somebody else stops the second build too."""
    with a_desk(tmp_path) as (ours, _, _):
        radar.build(ours, tmp_path / "site")
        (tmp_path / "site" / "notes.txt").write_text("mine")
        with pytest.raises(BadCall, match=r"did not make notes\.txt"):
            radar.build(ours, tmp_path / "site")


Change = Callable[[Path, Path], object]
_CHANGES: dict[str, Change] = {
    "nothing": lambda ours, site: None,
    "an entry": lambda ours, site: write(ours, "a.md", ENTRY.format("Gamma", "trial")),
    "an entry of one size": lambda ours, site: write(ours, "a.md", ENTRY.format("Alphb", "hold")),
    "an entry more": lambda ours, site: write(ours, "c.md", ENTRY.format("Delta", "assess")),
    "an entry less": lambda ours, site: (ours / "c.md").unlink(missing_ok=True),
    "another name": lambda ours, site: (ours / "b.md").rename(ours / "c.md"),
    "and back": lambda ours, site: write(ours, "b.md", FILES["b.md"]),
    "a file of static": lambda ours, site: write(ours, "static/robots.txt", "User-agent: x\n"),
    "the theme": lambda ours, site: write(
        ours, "themes/mine/theme.yaml", "extends: paper\nfont: sans-serif\n"
    ),
    "a template": lambda ours, site: write(
        ours, "themes/mine/404.html.j2", '{% extends "paper/404.html.j2" %}'
    ),
    "a page lost": lambda ours, site: (site / "index.html").unlink(missing_ok=True),
    "line ends": lambda ours, site: (site / "entries" / "a.html").write_bytes(
        (site / "entries" / "a.html").read_bytes().replace(b"\n", b"\r\n")
    ),
    "a marker lost": lambda ours, site: (site / MARKER).unlink(missing_ok=True),
    "the site gone": lambda ours, site: shutil.rmtree(site),
    "a file of the system": lambda ours, site: (site / ".nojekyll").touch(),
}
CHANGES = st.lists(st.sampled_from(sorted(_CHANGES)), max_size=2)
OPTIONS = st.sampled_from(
    [{}, {}, {"theme": "contrast"}, {"base_url": "https://a.example/"},
     {"fragment": True}, {"ignore": ["no-base-url"]}]
)  # fmt: skip


@pytest.mark.thorough
@settings(max_examples=8)
@given(st.lists(st.tuples(CHANGES, OPTIONS), min_size=1, max_size=4))
def test_a_site_is_as_if_it_was_drawn(
    tmp_path_factory: pytest.TempPathFactory, builds: list[tuple[list[str], dict[str, Any]]]
) -> None:
    """Whatever changes in the files, in the theme, in the site or in what is asked for."""
    _build_and_compare(tmp_path_factory.mktemp("desk"), builds)


@pytest.mark.parametrize("change", ["an entry of one size", "the theme", "line ends"])
def test_a_change_is_noticed(tmp_path: Path, change: str) -> None:
    """What nobody sees by names and sizes alone: an entry, a theme, line ends that Git wrote."""
    _build_and_compare(tmp_path, [([change], {})])


def _build_and_compare(folder: Path, builds: list[tuple[list[str], dict[str, Any]]]) -> None:
    """Change and build a radar again and again, and compare each site with one that is drawn."""
    with a_desk(folder) as (ours, _, patch):
        site = folder / "site"
        radar.build(ours, site)
        for changes, options in builds:
            for change in changes:
                with suppress(FileNotFoundError):  # the file to be changed is gone already
                    _CHANGES[change](ours, site)
            shutil.rmtree(folder / "fresh", ignore_errors=True)
            told = _build(patch, str(folder / "others"), ours, folder / "fresh", options)
            if _build(patch, str(folder / "cache"), ours, site, options) == told:
                found = contents(site)
                found.pop(".nojekyll", None)
                assert found == contents(folder / "fresh")
            else:  # refused, for what is in the site, which a new build may replace
                shutil.rmtree(site, ignore_errors=True)


def _build(
    patch: pytest.MonkeyPatch, cache: str, ours: Path, site: Path, options: dict[str, Any]
) -> tuple[object, ...]:
    """Return what a build says, besides where the site is."""
    patch.setenv(VARIABLE, cache)
    try:
        built: Built = radar.build(ours, site, **options)
    except BadCall:
        return ("refused",)
    return built.files, built.size, built.first, built.problems
