"""Files that are the same in the site before are linked, and nothing else of it is taken."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.files import MARKER, write_site

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs modes and links")
BEFORE = {"index.html": b"one", "entries/a.html": b"same", "entries/b.html": b"b one"}
AFTER = {"index.html": b"two", "entries/a.html": b"same", "entries/b.html": b"b two"}


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the marker, and that each has one name only."""
    found = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }
    assert all(path.lstat().st_nlink == 1 for path in found.values())
    return {name: path.read_bytes() for name, path in found.items()}


def is_kept(folder: Path, change: object = None) -> bool:
    """Build a site twice, with a change of `entries/a.html` between; return whether that stayed."""
    write_site(BEFORE, folder)
    page = folder / "entries" / "a.html"
    if callable(change):
        change(page)
    before = page.stat()
    write_site(AFTER, folder)
    assert files(folder) == AFTER
    return os.path.samestat(before, page.stat())


@posix
def test_a_file_that_is_the_same_is_kept(tmp_path: Path) -> None:
    """It keeps its time, by which copies are made; the others are new."""
    target = tmp_path / "site"
    write_site(BEFORE, target)
    for path in BEFORE:
        os.utime(target / path, (1_000_000_000, 1_000_000_000))
    write_site(AFTER, target)
    times = {path: (target / path).stat().st_mtime for path in AFTER}
    assert [path for path, time in times.items() if time == 1_000_000_000] == ["entries/a.html"]
    assert files(target) == AFTER
    write_site(BEFORE, target)
    assert files(target) == BEFORE


@posix
def test_a_file_that_is_not_as_a_new_one_is_written(tmp_path: Path) -> None:
    """Another mode does not come back with each build, and no other name of a file is kept."""
    assert is_kept(tmp_path / "usual")
    assert not is_kept(tmp_path / "mode", lambda page: page.chmod(0o600))
    copy = tmp_path / "copy.html"
    assert not is_kept(tmp_path / "name", lambda page: os.link(page, copy))
    copy.write_bytes(b"edited")
    assert files(tmp_path / "name") == AFTER


def test_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is written where the system links none."""

    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert not is_kept(tmp_path / "site")


@posix
def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    """The site is refused, as it was, and what the link leads to stays where it is."""
    secret = tmp_path / "secret.html"
    secret.write_bytes(AFTER["entries/a.html"])
    with pytest.raises(BadCall, match=r"a\.html"):
        is_kept(tmp_path / "site", lambda page: (page.unlink(), page.symlink_to(secret)))
    assert secret.stat().st_nlink == 1


@posix
def test_a_change_while_the_site_is_made(tmp_path: Path) -> None:
    """A page that is edited in place after it was linked is noticed, and nothing is replaced."""
    target = tmp_path / "site"
    write_site(BEFORE, target)

    def edit() -> None:
        with open(target / "entries" / "a.html", "r+b") as page:
            page.write(b"mine")

    with pytest.raises(BadCall, match=r"somebody changed .*a\.html"):
        write_site(AFTER, target, written=edit)
    assert files(target) == BEFORE | {"entries/a.html": b"mine"}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site.")] == []


NAMES = st.sampled_from(["index.html", *(f"entries/{n}.html" for n in range(4))])
SITES = st.dictionaries(NAMES, st.sampled_from([b"", b"a", b"b", b"a\r\n"]))


@given(st.lists(SITES, min_size=2, max_size=5))
def test_a_site_is_what_the_last_build_made(
    tmp_path_factory: pytest.TempPathFactory, sites: list[dict[str, bytes]]
) -> None:
    """Whatever was there before: its files, and no others, each with its own bytes."""
    target = tmp_path_factory.mktemp("made") / "site"
    for site in sites:
        whole = {"index.html": b"", **site}
        write_site(whole, target)
        assert files(target) == whole
