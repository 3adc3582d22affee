"""Nothing that no build made is deleted or changed, whatever lies in the folder or beside it."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.files import MARKER, folders, steps, write_site
from radar.files.marker import check_path, fingerprint, is_site_path, list_hashes, read_marker

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links and a POSIX shell")
OLD = {"index.html": b"old\n", "entries/a.html": b"a\n", "media/a.png": b"\0\r\n\n"}
NEW = {"index.html": b"new\n", "entries/b.html": b"b\n"}
Tree = dict[str, tuple[str, bytes]]


def write_marker(site: Mapping[str, bytes]) -> bytes:
    """Return the marker of a site, which is given as path → content."""
    return list_hashes({path: fingerprint([data]) for path, data in site.items()})


def snapshot(folder: Path) -> Tree:
    """Return all that is in a folder: path → (what it is, what it holds)."""
    return {path.relative_to(folder).as_posix(): _facts(path) for path in folder.rglob("*")}


def _facts(path: Path) -> tuple[str, bytes]:
    if path.is_symlink():
        return "link", os.fsencode(os.readlink(path))
    return ("folder", b"") if path.is_dir() else ("file", path.read_bytes())


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files as a person does."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Make a folder for one example."""
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


# names that a build does not write, that it writes, and that are kept; in folders of either kind
NAMES = st.sampled_from(
    ["main.py", "x.md", "radar.yaml", "index.html", "a.html", "a.png", "notes", "Foo.css", ".env",
     ".DS_Store", "thumbs.db", "CNAME", ".gitignore", ".git", ".GIT", ".radar-site", ".radar-part"]
)  # fmt: skip
FOLDERS = st.sampled_from(["", "entries/", "media/", "assets/", "src/", "zh/", "lost+found/", "e/"])
FILES = st.dictionaries(
    st.builds(str.__add__, FOLDERS, NAMES), st.sampled_from([b"", b"mine\n", b"old\n"]), max_size=5
)
LINKS = st.dictionaries(
    st.builds(str.__add__, FOLDERS, st.sampled_from(["link", "b.html", "CNAME"])),
    st.sampled_from(["..", "nowhere", "index.html"]),
    max_size=2,
)
MARKERS = st.sampled_from(["genuine", "none", "empty", "forged"])
BESIDE = st.sampled_from(["", ".site.radar-new-1-1", ".site.radar-old-1-1", "site.old", "src"])


FRONT = b"front page of a forger\n"


def forge(folder: Path) -> None:
    """List everything in a folder that no build writes, with its true hash, and a front page."""
    (folder / "index.html").write_bytes(FRONT)
    files = {path: data for path, (kind, data) in snapshot(folder).items() if kind == "file"}
    mine = {path: data for path, data in files.items() if not is_site_path(path)}
    (folder / MARKER).write_bytes(write_marker({"index.html": FRONT, **mine}))


@given(MARKERS, FILES, LINKS, BESIDE, FILES, st.booleans())
def test_only_what_a_build_made_is_deleted(
    marker: str,
    files: dict[str, bytes],
    links: dict[str, str],
    beside: str,
    others: dict[str, bytes],
    one_step: bool,
) -> None:
    """A build that is refused changes nothing; one that is not keeps all that is a person's."""
    with scratch() as folder:
        target = folder / "site"
        if marker == "genuine":
            write_site(OLD, target)
        made = snapshot(folder)
        with contextlib.suppress(OSError):  # a file stands where a folder should be
            put(target, files)
            for path, to in links.items():
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                (target / path).symlink_to(to)
        if target.is_dir() and marker == "empty":
            (target / MARKER).write_bytes(b"")
        elif target.is_dir() and marker == "forged":
            forge(target)
        with contextlib.suppress(OSError):
            put(folder / beside if beside else folder, others)
        before = snapshot(folder)
        with pytest.MonkeyPatch.context() as patched:
            if not one_step:
                patched.setattr("radar.files.steps.exchange", lambda one, other: False)
            try:
                write_site(NEW, target)
            except BadCall:
                assert snapshot(folder) == before
                return
        after = snapshot(folder)
        theirs = {path: facts for path, facts in before.items() if made.get(path) != facts}
        for path in ("index.html", MARKER) if marker == "forged" else ():
            theirs.pop(f"site/{path}", None)
        for kind in ("new", "old"):  # what a build that was killed at once leaves
            if theirs.get(f".site.radar-{kind}-1-1/.radar-part") == ("file", b""):
                theirs.pop(f".site.radar-{kind}-1-1/.radar-part")
                theirs.pop(f".site.radar-{kind}-1-1")
        assert theirs.items() <= after.items()
        assert {f"site/{path}" for path in NEW} <= set(after)


def test_what_systems_and_hosts_put_into_a_site_stays(tmp_path: Path) -> None:
    """Files of the desktop stay in every folder, those of hosts and of Git at the top."""
    kept = {
        **dict.fromkeys((".DS_Store", "Thumbs.db", "desktop.ini", "entries/.DS_Store"), b"d"),
        **dict.fromkeys((".gitignore", ".gitattributes", ".gitkeep", ".nojekyll", "CNAME"), b"h"),
        "lost+found/#1": b"l",
        "own/Thumbs.db": b"d",
    }
    target = tmp_path / "site"
    put(target, {"CNAME": b"h"})
    for site in (OLD, NEW, {}, OLD):
        write_site(site, target)
        put(target, kept)
        found = {path: data for path, (kind, data) in snapshot(target).items() if kind == "file"}
        found.pop(MARKER)
        assert found == {**site, **kept}
    put(target, {"entries/CNAME": b""})
    with pytest.raises(BadCall, match=r"radar did not make entries/CNAME in it"):
        write_site(NEW, target)


@pytest.mark.parametrize("name", [".git", ".GIT", "entries/.git", "media/deep/.git", "own/.git"])
@pytest.mark.parametrize("is_file", [True, False])
def test_a_work_tree_is_left_alone_at_any_depth(tmp_path: Path, name: str, is_file: bool) -> None:
    """A repository, a submodule or a linked work tree in the site is not lost with it."""
    target = tmp_path / "site"
    write_site(OLD, target)
    put(target, {name: b"gitdir: elsewhere"} if is_file else {f"{name}/HEAD": b""})
    before = snapshot(tmp_path)
    with pytest.raises(BadCall, match="Git work tree") as raised:
        write_site(NEW, target)
    assert name in str(raised.value)
    assert snapshot(tmp_path) == before


def test_what_was_changed_or_added_is_named(tmp_path: Path) -> None:
    """The message names every file, up to ten of a kind, and the command that moves them away."""
    target = tmp_path / "site"
    write_site(OLD, target)
    put(target, {"index.html": b"edited", "entries/new.html": b"", **{f"{n}": b"" for n in "xy"}})
    (target / "empty").mkdir()
    with pytest.raises(BadCall) as raised:
        write_site(NEW, target)
    assert "radar did not make empty/, entries/new.html, x, y and" in str(raised.value)
    assert "somebody changed index.html in it" in str(raised.value)
    put(target, {f"{n}.txt": b"" for n in range(20)})
    with pytest.raises(BadCall, match=r"16\.txt, 17\.txt, 14 more and"):
        write_site(NEW, target)


def test_what_a_person_deleted_is_no_obstacle(tmp_path: Path) -> None:
    """Files of a build that are gone are nobody's loss; without its front page it is no site."""
    target = tmp_path / "site"
    write_site(OLD, target)
    (target / "entries" / "a.html").unlink()
    write_site(OLD, target)
    (target / "index.html").unlink()
    with pytest.raises(BadCall, match=r"the front page that its \.radar-site lists"):
        write_site(NEW, target)


def test_a_list_gives_no_right_to_what_no_build_writes(tmp_path: Path) -> None:
    """Sources that somebody listed with their true hashes are not deleted."""
    sources = {"main.py": b"print(1)\n", "lib/tool.js": b"run()\n", "style.css": b"", "x.html": b""}
    files = {"index.html": b"page\n", **sources}
    put(tmp_path / "src", {**files, MARKER: write_marker(files)})
    before = snapshot(tmp_path)
    with pytest.raises(BadCall, match=r"did not make lib/tool\.js, main\.py, style\.css, x\.html"):
        write_site(NEW, tmp_path / "src")
    assert snapshot(tmp_path) == before


@posix
@pytest.mark.parametrize(
    "name", ["site", "my site", "-x", "it's", "$HOME", "a;b", "`x`", "\N{SNOWMAN}"]
)
def test_the_command_that_moves_a_folder_aside_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It can be pasted into a shell whatever the folder is called, and then the build goes on."""
    monkeypatch.chdir(tmp_path)
    put(Path(name), {MARKER: b"", "mine": b""})
    put(Path(f"{name}.old"), {"older": b""})
    with pytest.raises(BadCall) as raised:
        write_site(NEW, Path(name))
    command = str(raised.value).partition("move this one aside: ")[2]
    assert shlex.split(command)[-1] == f"{name}.old-2"
    subprocess.run(command, shell=True, check=True)  # noqa: S602 - that is what is tested
    write_site(NEW, Path(name))
    assert snapshot(tmp_path).keys() >= {f"{name}.old-2/mine", f"{name}.old/older"}


@posix
def test_a_marker_that_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe, a folder or a link in the place of the marker is no list."""
    target = tmp_path / "site"
    write_site(OLD, tmp_path / "other")
    for make in (os.mkfifo, os.mkdir, lambda path: os.symlink("../other/.radar-site", path)):
        write_site(OLD, target)
        (target / MARKER).unlink()
        make(target / MARKER)
        with pytest.raises(BadCall, match="lists no hashes"):
            write_site(NEW, target)
        assert (target / "entries" / "a.html").exists()
        shutil.rmtree(target)


@posix
def test_pipes_in_a_site_are_not_waited_for(tmp_path: Path) -> None:
    """What is listed as a page and is a pipe is foreign."""
    target = tmp_path / "site"
    write_site(OLD, target)
    (target / "entries" / "a.html").unlink()
    os.mkfifo(target / "entries" / "a.html")
    with pytest.raises(BadCall, match=r"did not make entries/a\.html"):
        write_site(NEW, target)


@given(st.lists(st.sampled_from([b"a", b"\r\n", b"\n", b"\r", b"\0"]), max_size=8))
def test_line_ends_of_texts_do_not_count(pieces: list[bytes]) -> None:
    """A text has one hash however Git writes its line ends; other files count byte by byte."""
    data = b"".join(pieces)
    unix = data.replace(b"\r\n", b"\n")
    windows = unix.replace(b"\n", b"\r\n")
    is_same = fingerprint([data]) == fingerprint([unix]) == fingerprint([windows])
    assert is_same == (b"\0" not in data or data == unix == windows)


def test_a_site_survives_git_with_other_line_ends(tmp_path: Path) -> None:
    """A committed site that Git wrote with CRLF is replaced, its marker included."""
    target = tmp_path / "docs"
    write_site(OLD, target)
    for path in target.rglob("*"):
        if path.is_file() and b"\0" not in path.read_bytes():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    write_site(NEW, target)
    assert (target / "index.html").read_bytes() == b"new\n"
    assert not (target / "media").exists()


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), st.binary()))
def test_a_marker_says_what_was_written(media: dict[str, bytes]) -> None:
    """What is read from a marker is what was written, each name in its composed form."""
    paths = {f"media/{name}": data for name, data in media.items()}
    site = {path: data for path, data in sorted(paths.items()) if _is_sound(path)}
    expected = {normalize("NFC", path): fingerprint([data]) for path, data in site.items()}
    assert read_marker(write_marker(site)) == expected


@given(st.data())
def test_a_marker_that_was_being_written(data: st.DataObject) -> None:
    """Where a build was killed, a last line of it that does not end is left out."""
    whole = write_marker(OLD)
    cut = data.draw(st.integers(len(write_marker({})), len(whole)))
    listed = read_marker(whole[:cut], unfinished=True)
    assert listed is not None
    assert listed.items() <= {path: fingerprint([made]) for path, made in OLD.items()}.items()
    assert len(listed) == whole[:cut].count(b"\n") - write_marker({}).count(b"\n")


def _is_sound(path: str) -> bool:
    try:
        check_path(path)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "data",
    [b"", b"Made by radar.\n\n", write_marker({})[:-1], write_marker({}) + b"index.html\n",
     write_marker({}) + b"0" * 32 + b" index.html\n", write_marker({}) + b"\n", b"\xff" * 99],
)  # fmt: skip
def test_what_is_no_list_with_hashes(data: bytes) -> None:
    """One line that is none makes a marker worthless."""
    assert read_marker(data) is None


def test_leftovers_of_others_are_left(tmp_path: Path) -> None:
    """A folder called as if a killed build had left it is neither deleted nor published."""
    for kind in ("new", "old"):
        put(tmp_path / f".site.radar-{kind}-1-1", {"index.html": b"evil", "x.py": b"mine"})
        put(tmp_path / f".site.radar-{kind}-1-2", {"index.html": b"evil", MARKER: b""})
    before = snapshot(tmp_path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(folders, "fill_site", _fail)
        with pytest.raises(BadCall):
            write_site(NEW, tmp_path / "site")
    assert snapshot(tmp_path) == before
    write_site(NEW, tmp_path / "site")
    assert before.items() <= snapshot(tmp_path).items()


def _fail(*_: object, **__: object) -> None:
    raise OSError(28, "Full")


@posix
@pytest.mark.parametrize("kind", ["new", "old"])
def test_a_link_is_no_leftover(tmp_path: Path, kind: str) -> None:
    """A link with the name of what killed builds leave is not followed, moved or deleted."""
    write_site(OLD, tmp_path / "precious")
    (tmp_path / f".site.radar-{kind}-1-1").symlink_to("precious")
    before = snapshot(tmp_path)
    write_site(NEW, tmp_path / "site")
    assert before.items() <= snapshot(tmp_path).items()


@pytest.mark.parametrize("one_step", [True, False])
@pytest.mark.parametrize("path", ["index.html", "entries/late.html", "CNAME", "late/x"])
def test_what_changes_meanwhile_is_not_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_step: bool, path: str
) -> None:
    """A file that is changed or added after the folder was inspected brings the old site back."""
    target = tmp_path / "site"
    write_site(OLD, target)
    swap = folders.swap

    def swap_too_late(fresh: Path, target: Path) -> Path:
        monkeypatch.setattr(folders, "swap", swap)
        put(target, {path: b"late"})
        return swap(fresh, target)

    monkeypatch.setattr(folders, "swap", swap_too_late)
    if not one_step:
        monkeypatch.setattr("radar.files.steps.exchange", lambda one, other: False)
    with pytest.raises(BadCall, match=r"changed while the site was made\. Build again"):
        write_site(NEW, target)
    assert (target / path).read_bytes() == b"late"
    assert (target / "entries" / "a.html").read_bytes() == b"a\n"
    assert os.listdir(tmp_path) == ["site"]


def test_what_appears_in_the_last_moment_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that is written into the old site while it is deleted is put where it is seen."""
    target = tmp_path / "site"
    write_site(OLD, target)
    unlink = os.unlink

    def unlink_late(file: str, *rest: object) -> None:
        path = Path(file)
        if path.name == "a.html":
            (path.parent / "late.txt").write_bytes(b"late")
        unlink(path)

    monkeypatch.setattr(os, "unlink", unlink_late)
    write_site(NEW, target)
    assert (tmp_path / "site.old" / "entries" / "late.txt").read_bytes() == b"late"
    assert "they are in" in caplog.text


@pytest.mark.thorough
@posix
def test_killed_at_every_step(tmp_path: Path) -> None:
    """After a kill at any call of the system the site is whole, and the next build tidies up."""
    for one_step in (True, False):
        step = 0
        while _is_killed(tmp_path / "site", step, one_step=one_step):
            found = snapshot(tmp_path / "site") if (tmp_path / "site").exists() else {}
            pages = {path: data for path, (kind, data) in found.items() if kind == "file"}
            pages.pop(MARKER, None)
            kept = {"CNAME": b"h"}
            assert pages in ({**OLD, **kept}, {**NEW, **kept}) or not (one_step or pages)
            write_site(NEW, tmp_path / "site")
            assert os.listdir(tmp_path) == ["site"]
            assert (tmp_path / "site" / "CNAME").read_bytes() == b"h"
            step += 1
        assert step > 15


def _is_killed(target: Path, step: int, *, one_step: bool) -> bool:
    """Write a site in another process that ends at the given call; tell whether it came so far."""
    shutil.rmtree(target.parent)
    write_site(OLD, target)
    put(target, {"CNAME": b"h"})
    child = os.fork()
    if not child:
        calls = iter(range(1000))
        for name in ("write", "rename", "mkdir", "unlink", "rmdir", "chmod"):
            setattr(os, name, _ending_at(step, calls, getattr(os, name)))
        if not one_step:
            steps.exchange = lambda one, other: False
        write_site(NEW, target)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def _ending_at(step: int, calls: Iterator[int], call: object) -> object:
    def ends(*arguments: object, **options: object) -> object:
        if next(calls) == step:
            os._exit(9)
        return call(*arguments, **options)  # type: ignore[operator] # a function of os

    return ends


@posix
def test_a_site_that_is_not_to_be_written(tmp_path: Path) -> None:
    """A folder that its owner made read-only is replaced, and nothing of it is left beside it."""
    target = tmp_path / "site"
    write_site(OLD, target)
    target.chmod(0o555)
    write_site(NEW, target)
    assert target.stat().st_mode & 0o777 == 0o555
    assert os.listdir(tmp_path) == ["site"]


@posix
def test_names_that_are_not_utf_8(tmp_path: Path) -> None:
    """A picture whose name is any bytes is recognised like another."""
    site = {**OLD, os.fsdecode(b"media/\xff.png"): b"x"}
    for made in (site, site, NEW):
        write_site(made, tmp_path / "site")
    assert not (tmp_path / "site" / "media").exists()
