"""Folders as they are found on disks: links, pipes, large files, names of any bytes."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from radar.errors import BadCall
from radar.files import DiskTree, MemoryTree, UnreadableFile, tree
from radar.files.marker import fingerprint, list_hashes
from radar.files.tree import MAX_BYTES
from radar.reading import Reading, read, read_tree
from radar.reading.files import _MARKDOWN, role
from radar.reading.sheet import Axes

SETTINGS = "title: Ours\nquadrants: [Tools, Languages]\n"
RUST = "---\nname: Rust\nquadrant: tools\nring: adopt\n---\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and modes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound radar with one entry, in a folder of a folder."""
    made = tmp_path / "radar"
    made.mkdir()
    (made / "radar.yaml").write_text(SETTINGS)
    (made / "rust.md").write_text(RUST)
    return made


def said(reading: Reading) -> list[tuple[str, str]]:
    """Return what is wrong, as paths and codes."""
    return [(problem.path, problem.code) for problem in reading.problems]


def test_a_sound_folder(folder: Path) -> None:
    """Nothing is wrong with the folder that the other tests break."""
    assert said(read(folder)) == []


@posix
def test_links(folder: Path) -> None:
    """A link inside is read; one that leaves, leads nowhere or to what is hidden is a problem."""
    (folder.parent / "secret.md").write_text(RUST)
    (folder / "out.md").symlink_to(folder.parent / "secret.md")
    (folder / "up.md").symlink_to("../secret.md")
    (folder / "dead.md").symlink_to("gone.md")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "self").symlink_to(".")
    (folder / "etc").symlink_to("/etc")
    (folder / "sibling").symlink_to(folder.parent / "radar-2")
    (folder / ".hidden.md").write_text(RUST.replace("Rust", "Hidden"))
    (folder / "in.md").symlink_to("deep/er.txt")
    (folder / "deep").mkdir()
    (folder / "deep" / "er.txt").write_text(RUST.replace("Rust", "Deeper"))
    (folder / "unseen.md").symlink_to(".hidden.md")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text(RUST)
    (folder / "key.md").symlink_to(".git/config")
    reading = read(folder)
    assert said(reading) == [
        ("dead.md", "dead-link"),
        ("etc/", "not-read"),
        ("key.md", "not-read"),
        ("loop.md", "dead-link"),
        ("out.md", "link-outside"),
        ("self/", "not-read"),
        ("unseen.md", "not-read"),
        ("up.md", "link-outside"),
    ]
    assert reading.radar is not None
    assert list(reading.radar.by_id) == ["in", "rust"]


@posix
def test_a_folder_that_is_itself_reached_by_a_link(folder: Path) -> None:
    """The way to the folder may lead over links."""
    (folder.parent / "way").symlink_to(folder)
    assert said(read(folder.parent / "way")) == []


@posix
def test_what_is_no_regular_file_is_never_opened(folder: Path) -> None:
    """A pipe would wait for ever, a socket cannot be read; both are problems."""
    os.mkfifo(folder / "pipe.md")
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.yaml")
    finally:
        os.chdir(here)
    assert [str(problem) for problem in read(folder).problems] == [
        f"{name}: this is no regular file; it was not opened. Remove it  [not-a-file]"
        for name in ("pipe.md", "socket.yaml")
    ]


@posix
@pytest.mark.parametrize("kind", ["pipe", "folder", "dead"])
def test_settings_that_are_no_file(folder: Path, kind: str) -> None:
    """radar.yaml itself may be a pipe, a folder or a dead link."""
    path = folder / "radar.yaml"
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("gone")
    code = {"pipe": "not-a-file", "folder": "not-a-file", "dead": "dead-link"}[kind]
    assert said(read(folder)) == [("radar.yaml", code)]


@pytest.mark.parametrize("name", ["go.md", "go.yaml", "go.yml", "GO.MD"])
def test_a_folder_where_a_file_should_be(folder: Path, name: str) -> None:
    """A folder named like an entry is a problem, and what is in it is not read."""
    (folder / name).mkdir()
    (folder / name / "zig.md").write_text("broken")
    assert [str(problem) for problem in read(folder).problems] == [
        f"{name}: this is a folder where a file should be. Rename it  [not-a-file]"
    ]


def test_a_file_of_100_mb(folder: Path) -> None:
    """A huge file is one problem, and is not read."""
    with open(folder / "huge.md", "wb") as file:
        file.truncate(100_000_000)
    problems = read(folder).problems
    assert [str(problem) for problem in problems] == [
        "huge.md: the file is too large: 100.0 MB, the limit is 5 MB. "
        "Split it, or move it out of the radar's folder  [too-large]"
    ]


def test_a_file_may_be_as_large_as_the_limit(folder: Path) -> None:
    """The limit itself is inside."""
    body = b"x" * (MAX_BYTES - len(RUST))
    (folder / "rust.md").write_bytes(RUST.encode() + body)
    assert said(read(folder)) == []


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read anything")
def test_what_may_not_be_read(folder: Path) -> None:
    """A file or folder without permission is a problem."""
    (folder / "rust.md").chmod(0)
    (folder / "closed").mkdir(mode=0)
    assert said(read(folder)) == [("closed/", "not-read"), ("rust.md", "unreadable")]


def test_what_the_system_refuses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system says against reading a file is passed on."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    problems = read(folder).problems
    assert problems[0].message == "the file cannot be read: permission denied"


def test_a_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    """A folder that is not there is a wrong call."""
    with pytest.raises(BadCall) as raised:
        read(tmp_path / "gone")
    assert str(raised.value) == f"cannot read {tmp_path / 'gone'}: no such file or directory"


@posix
def test_names_of_any_bytes(folder: Path) -> None:
    """A name that is not UTF-8, or has a line feed in it, is shown on one line."""
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md"))).write_text(RUST)
    (folder / "a\nb.md").write_text("x")
    assert said(read(folder)) == [
        ("\\xff.md", "not-utf-8"),
        ("a\\x0ab.md", "no-front-matter"),
    ]


def test_what_is_left_alone(folder: Path) -> None:
    """Hidden files, sites, themes, pictures and README files are no entries."""
    for name in (
        ".git/x.md",
        ".hidden.md",
        "site/.radar-site",
        "site/index.html",
        "site/radar.json",
        "themes/mine/theme.yaml",
        "logo.svg",
        "README.md",
        "deep/Readme.fr.md",
    ):
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text("x")
    reading = read(folder)
    assert said(reading) == []
    assert reading.files == ("radar.yaml", "rust.md")


@pytest.mark.parametrize("marker", ["", "Made by radar.\n", "listed"])
def test_the_marker_of_a_site_hides_nothing(folder: Path, marker: str) -> None:
    """Entries beside a marker are read, whoever put it there and whatever it lists."""
    (folder / "teams").mkdir()
    (folder / "teams" / "go.md").write_text(RUST.replace("Rust", "Go"))
    listed = list_hashes({"teams/go.md": fingerprint([b""]), "go.md": fingerprint([RUST.encode()])})
    for place in (folder, folder / "teams"):
        (place / ".radar-site").write_bytes(listed if marker == "listed" else marker.encode())
    reading = read(folder)
    assert said(reading) == []
    assert "teams/go.md" in reading.files


def test_the_order_of_the_disk_is_of_no_matter(folder: Path) -> None:
    """What is read is the same in whatever order the names come."""
    for name in "cab":
        (folder / f"{name}.md").write_text(RUST.replace("Rust", name))
    (folder / "A.md").write_text(RUST)

    class Backwards(DiskTree):
        def names(self) -> list[str]:
            return sorted(super().names(), reverse=True)

    assert read_tree(Backwards(folder), folder) == read(folder)


def test_files_that_vanish_while_they_are_read(folder: Path) -> None:
    """What was listed and is gone when it is opened is a problem."""

    class Forgetful(DiskTree):
        def names(self) -> list[str]:
            return [*super().names(), "gone.md"]

    assert said(read_tree(Forgetful(folder), folder)) == [("gone.md", "missing-file")]


def test_files_that_become_something_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is a folder, or no file at all, when it is opened is a problem."""
    found = os.stat(folder)
    monkeypatch.setattr(os, "fstat", lambda _: found)
    assert said(read(folder)) == [("radar.yaml", "not-a-file"), ("rust.md", "not-a-file")]


def test_files_in_memory() -> None:
    """A mapping reads as a folder does: with a limit, and with settings that may be missing."""
    assert said(read_tree(MemoryTree({}))) == [("radar.yaml", "missing-file")]
    files = {"radar.yaml": SETTINGS.encode(), "x.md": b"x" * (MAX_BYTES + 1)}
    assert said(read_tree(MemoryTree(files))) == [("x.md", "too-large")]


def test_what_to_do_about_what_cannot_be_read(folder: Path) -> None:
    """Problems of names and links say what to do."""
    files = {"radar.yaml": SETTINGS.encode(), "rust.md": RUST.encode(), "\ud800.md": b"x"}
    assert [str(problem) for problem in read_tree(MemoryTree(files)).problems] == [
        "\\x00.md: the name of the file is not UTF-8. Rename it  [not-utf-8]"
    ]


def test_the_docs_say_which_files_are_passed_over(root: Path) -> None:
    """Whoever misses a file finds in the docs whether its ending is read, refused or ignored."""
    page = (root / "docs" / "format.md").read_text(encoding="utf-8")
    axes = Axes()
    for name in ("notes.docx", "Thumbs.db", "rust.md~"):
        assert f"`{name}`" in page
        assert role(name, axes).kind == "other"
    for ending in _MARKDOWN:
        assert f"`{ending}`" in page
        assert role(f"rust{ending}", axes).why[0] == "not-read"


@posix
@pytest.mark.parametrize("descend", [True, False], ids=["step by step", "as on Windows"])
def test_every_part_of_a_path_is_looked_at(
    descend: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever part is a link or hidden: what it leads to decides, not what it is."""
    monkeypatch.setattr(tree, "_CAN_DESCEND", descend)
    outside = folder.parent / "outside"
    for path in (outside, folder / "in" / "er", folder / ".git", folder / "site" / "er"):
        path.mkdir(parents=True)
        (path / "a.svg").write_text(path.name)
    (folder / "site" / ".radar-site").write_text("")
    (folder / "in" / "out").symlink_to("../../outside")
    (folder / "in" / "up").symlink_to("..")
    (folder / "in" / "across").symlink_to("er")
    (folder / "in" / "key").symlink_to("../.git")
    (folder / "in" / "made").symlink_to("../site/er")
    (folder / "in" / "loop").symlink_to("loop")
    (folder / "in" / "chain").symlink_to("out")
    answers = {
        "in/er/a.svg": "er",
        "in/across/a.svg": "er",
        "in/up/in/across/a.svg": "er",
        "in/up/in/out/a.svg": "link-outside",
        "in/up": "not-a-file",
        "in/out/a.svg": "link-outside",
        "in/out": "link-outside",
        "in/out/none.svg": "link-outside",  # nor is it told what there is
        "in/chain/a.svg": "link-outside",
        "in/key/a.svg": "not-read",
        "in/made/a.svg": "er",
        "site/er/a.svg": "er",
        ".git/a.svg": "not-read",
        "../outside/a.svg": "not-read",
        "in/../in/er/a.svg": "not-read",
        "/etc/passwd": "missing-file",
        "in//er/a.svg": "missing-file",
        "": "missing-file",
        "in/none.svg": "missing-file",
        "rust.md/a.svg": "missing-file",
        "in/across/none.svg": "missing-file",
        "in/\0.svg": "missing-file",
    }
    disk = DiskTree(folder)
    assert {name: _answer(disk, name) for name in answers} == answers
    assert _answer(disk, "in/loop") == "dead-link"
    assert _answer(disk, "in/loop/a.svg") in {"dead-link", "missing-file", "unreadable"}


def _answer(disk: DiskTree, name: str) -> str:
    try:
        return disk.read(name).decode()
    except UnreadableFile as error:
        return error.code


@posix
def test_a_folder_that_becomes_a_link_while_it_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking and opening, nobody can put a link in the place of a folder."""
    (folder / "pic").mkdir()
    (folder / "pic" / "a.svg").write_text("inside")
    (folder.parent / "a.svg").write_text("outside")
    real = os.open

    def swap_first(path: str, *rest: Any, **more: Any) -> int:
        if path in ("pic", "a.svg") and not (folder / "pic").is_symlink():
            (folder / "pic").rename(folder / "was")
            (folder / "pic").symlink_to("..")
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", swap_first)
    assert _answer(DiskTree(folder), "pic/a.svg") == "link-outside"


def test_what_windows_takes_for_a_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backslashes, drives and streams of a file lead nowhere there."""
    disk = DiskTree(folder)
    monkeypatch.setattr(tree, "_IS_WINDOWS", True)
    for name in ("..\\a.svg", "C:a.svg", "rust.md:stream", "rust.md::$DATA"):
        with pytest.raises(UnreadableFile):
            disk._refuse(name)


def test_a_thousand_folders_in_each_other(folder: Path) -> None:
    """However deep a folder is, listing it does not end in a full stack."""
    here = os.getcwd()
    os.chdir(folder)
    try:
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
        names = list(DiskTree(folder).names())
    finally:
        for _ in range(1200):  # nothing else removes what is so deep
            os.chdir("..")
            os.rmdir("d")
        os.chdir(here)
    assert sorted(names) == ["radar.yaml", "rust.md"]
