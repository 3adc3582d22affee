"""A site is made file by file, when a file is asked for."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from radar import Radar
from radar.pipeline import CheckedRadar, draw
from radar.render.site.pages import list_pages
from radar.render.site_files import SiteFiles
from radar.theme import load_theme


def drawn(radar: Radar) -> SiteFiles:
    """Return the site of a radar, of which no file is made yet."""
    site = draw(CheckedRadar(radar, Path(), {}, {}, ()), load_theme())
    assert isinstance(site, SiteFiles)
    return site


def of_entries(count: int) -> Radar:
    """Make a radar of entries with texts of the same length."""
    entries = [
        {"name": f"Entry {n}", "quadrant": "A", "ring": "adopt", "text": "Some *words*. " * 200}
        for n in range(count)
    ]
    return Radar.model_validate({"title": "Ours", "quadrants": ["A", "B"], "entries": entries})


def test_the_paths_of_a_site_are_known_before_its_files_are_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Asking for one page makes that page, as a server does, and twice the same."""
    asked: list[str] = []

    def make(shared: object) -> str:
        asked.append("embed")
        return "made"

    monkeypatch.setattr("radar.render.site.pages.language.embed_page", make)
    site = drawn(of_entries(3))
    assert {"embed.html", "entries/entry-1.html", "entries/entry-1.html.md"} <= {*site}
    assert site["entries/entry-1.html"] == site["entries/entry-1.html"]
    assert asked == []
    assert site["embed.html"] == b"made"
    assert list_pages.embed_page is not make


def test_a_site_has_its_files_in_order_and_no_others() -> None:
    """A path that the site does not have is missing, and making it is not tried."""
    site = SiteFiles([("b", lambda: b"2"), ("a", lambda: b"1")])
    assert dict(site) == {"a": b"1", "b": b"2"}
    assert "c" not in site
    with pytest.raises(KeyError):
        site["c"]


def test_pages_that_were_made_are_not_held() -> None:
    """Going through a site takes much less memory than the pages have bytes."""
    site = drawn(of_entries(60))
    pages = [path for path in site if path.startswith("entries/")]
    site[pages[0]]  # what all pages share is made now
    tracemalloc.start()
    made = sum(len(site[path]) for path in pages)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < made / 3
