"""Sites and files appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.files import MARKER, folders, steps, write_file, write_folder, write_new, write_site
from radar.files.marker import fingerprint, read_marker

Contents = Mapping[str, bytes]
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs modes, limits and signals")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, without the marker."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    found.pop(MARKER, None)
    return found


def site(word: str, pages: int = 3) -> dict[str, bytes]:
    """Make a site, all of which says the same word."""
    made = {f"entries/{n}.html": word.encode() * 50 for n in range(pages)}
    return {"index.html": word.encode(), **made}


def in_two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the system's way of exchanging folders away."""
    monkeypatch.setattr(steps, "exchange", lambda one, other: False)


@pytest.fixture(params=["one step", "two steps"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with the system's exchange of folders and without it."""
    if request.param == "two steps":
        in_two_steps(monkeypatch)
    return str(request.param)


def test_a_site_is_what_was_given(tmp_path: Path, both_ways: str) -> None:
    """The folder holds the site and nothing of the one before, and nothing lies beside it."""
    target = tmp_path / "made" / "on the way" / "site"
    for made in (site("old", 5), site("new", 2), {"index.html": b"", "assets/b/c.txt": b""}, {}):
        write_site(made, target)
        assert contents(target) == made
        assert (target / MARKER).exists()
        assert os.listdir(target.parent) == ["site"]


@pytest.mark.parametrize("name", ["n" * 250, "云" * 80])
def test_a_name_as_long_as_names_can_be(tmp_path: Path, name: str) -> None:
    """There is room beside the folder and the file even where their names leave none."""
    for word in ("one", "two"):
        write_site(site(word), tmp_path / name)
        assert contents(tmp_path / name) == site(word)
    write_new({tmp_path / "x" / name: b"one"})
    write_file(tmp_path / "x" / name, b"two")
    assert sorted(os.listdir(tmp_path)) == sorted([name, "x"])


def test_the_exchange_is_one_step_here(tmp_path: Path) -> None:
    """On Linux two folders change places in one step."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "x").touch()
    if sys.platform in ("linux", "darwin"):
        assert steps.exchange(tmp_path / "a", tmp_path / "b")
        assert (tmp_path / "b" / "x").exists()
    assert not steps.exchange(tmp_path / "gone", tmp_path / "b")


@pytest.mark.parametrize("there", [["mine.txt"], [".git"], ["sub/x"]])
def test_a_folder_of_others_is_left_alone(tmp_path: Path, there: list[str]) -> None:
    """What we did not make is not replaced, and the message says what to do."""
    for name in there:
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(BadCall, match="another folder with -o"):
        write_site(site("new"), tmp_path / "site")
    assert contents(tmp_path) == before


def test_a_work_tree_is_left_alone(tmp_path: Path) -> None:
    """A site that was made into a Git work tree would take its history along."""
    write_site(site("old"), tmp_path / "site")
    (tmp_path / "site" / ".git").write_text("gitdir: elsewhere")
    with pytest.raises(BadCall, match="Git work tree"):
        write_site(site("new"), tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_bytes() == b"old"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A file in the place of the folder, or above it, is left alone."""
    (tmp_path / "site").write_text("mine")
    for target in (tmp_path / "site", tmp_path / "site" / "below"):
        with pytest.raises(BadCall):
            write_site(site("new"), target)
    assert contents(tmp_path) == {"site": b"mine"}


def test_an_empty_folder_may_be_filled(tmp_path: Path, both_ways: str) -> None:
    """A folder with nothing in it is anybody's."""
    (tmp_path / "site").mkdir()
    write_site(site("new"), tmp_path / "site")
    assert contents(tmp_path / "site") == site("new")


@posix
def test_a_link_to_the_folder_stays_a_link(tmp_path: Path) -> None:
    """A published folder may be reached by a link; the link stays and its target is replaced."""
    (tmp_path / "public").symlink_to("real")
    write_site(site("one"), tmp_path / "public")
    write_site(site("two"), tmp_path / "public")
    assert (tmp_path / "public").is_symlink()
    assert contents(tmp_path / "real") == site("two")


@posix
def test_the_mode_of_the_folder_stays(tmp_path: Path) -> None:
    """Who may look into the folder stays as it was set."""
    write_site(site("one"), tmp_path / "site")
    (tmp_path / "site").chmod(0o750)
    write_site(site("two"), tmp_path / "site")
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o750


@pytest.mark.parametrize(
    "path",
    ["", "/etc/x", "../x", "a/../x", "a//b", "a/", ".", "a/.", "C:/x", "c:x", "a\\b", "a\0b",
     "a\nb", "...", MARKER],
)  # fmt: skip
def test_a_path_stays_in_the_site(tmp_path: Path, path: str) -> None:
    """Paths that lead out of the folder, or mean something to some system, are mistakes of ours."""
    with pytest.raises(ValueError, match="cannot be a path"):
        write_site({"index.html": b"", path: b""}, tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_a_file_and_a_folder_of_one_name(tmp_path: Path) -> None:
    """A site that no disk can hold leaves the one before."""
    write_site(site("old"), tmp_path / "site")
    with pytest.raises(BadCall, match="What was there is as it was"):
        write_site({"media/a": b"", "media/a/b": b""}, tmp_path / "site")
    assert contents(tmp_path / "site") == site("old")
    assert os.listdir(tmp_path) == ["site"]


class MadeLater(Mapping[str, bytes]):
    """A site whose files are made when they are asked for, as a build makes pages."""

    def __init__(self, files: Mapping[str, bytes], ask: Callable[[str], None]) -> None:
        self.files, self.ask = files, ask

    def __getitem__(self, path: str) -> bytes:
        self.ask(path)
        return self.files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def test_each_file_is_written_before_the_next_is_made(tmp_path: Path) -> None:
    """A site need not be held as a whole: what was made lies on the disk, listed in its marker."""
    asked: list[str] = []

    def look(path: str) -> None:
        (fresh,) = tmp_path.glob(".site.radar-new-*")
        assert {*asked} == {*contents(fresh)}
        assert read_marker((fresh / MARKER).read_bytes()) == {
            each: fingerprint([made[each]]) for each in asked
        }
        asked.append(path)

    made = site("new", 5)
    assert write_site(MadeLater(made, look), tmp_path / "site").size == sum(map(len, made.values()))
    assert asked == sorted(made)
    assert contents(tmp_path / "site") == made


@pytest.mark.parametrize("mounted", [False, True])
def test_a_page_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mounted: bool
) -> None:
    """Where a template fails in the middle, the old site stays and nothing lies beside it."""
    monkeypatch.setattr(folders, "is_mounted", lambda path: mounted)
    (tmp_path / "site").mkdir()
    write_site(site("old"), tmp_path / "site")

    def fail(path: str) -> None:
        if path == "entries/1.html":
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        write_site(MadeLater(site("new"), fail), tmp_path / "site")
    assert contents(tmp_path / "site") == site("old")
    assert os.listdir(tmp_path) == ["site"]


@posix
def test_a_build_leaves_what_another_one_fills(tmp_path: Path) -> None:
    """While a long build makes its pages, others put their sites in place, and nothing is lost."""
    target = tmp_path / "site"

    def build_another(path: str) -> None:
        write_site(site(path), target)
        assert contents(target) == site(path)

    write_site(MadeLater(site("long"), build_another), target)
    assert contents(target) == site("long")
    assert os.listdir(tmp_path) == ["site"]


@pytest.mark.parametrize("step", range(1, 9))
def test_whatever_fails_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, both_ways: str, step: int
) -> None:
    """Each call of the system may fail; the old site stays, or the new one is there, whole."""
    write_site(site("old"), tmp_path / "site")
    calls = 0

    def sometimes(call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*arguments: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls == step:
                raise OSError(28, "No space left on device")
            return call(*arguments, **options)

        return wrapped

    with monkeypatch.context() as patched:
        for name in ("write", "rename", "mkdir"):
            patched.setattr(os, name, sometimes(getattr(os, name)))
        with contextlib.suppress(BadCall):
            write_site(site("new"), tmp_path / "site")
    assert contents(tmp_path / "site") in (site("old"), site("new"))
    write_site(site("newer"), tmp_path / "site")
    assert contents(tmp_path / "site") == site("newer")
    assert os.listdir(tmp_path) == ["site"]


FULL = """
import resource, signal, sys
from pathlib import Path
from radar.errors import BadCall
from radar.files import write_site
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_site({"index.html": b"x" * 5000}, Path(sys.argv[1]))
except BadCall as error:
    print(error)
"""


@posix
def test_a_disk_without_room(tmp_path: Path) -> None:
    """Where the system takes only half of a file, the old site stays and the reason is said."""
    write_site(site("old"), tmp_path / "site")
    command = [sys.executable, "-c", FULL, str(tmp_path / "site")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "file too large. What was there is as it was" in said
    assert contents(tmp_path / "site") == site("old")
    assert os.listdir(tmp_path) == ["site"]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_may_not_be_written(tmp_path: Path) -> None:
    """Without permission nothing happens, and the reason is said."""
    write_site(site("old"), tmp_path / "site")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(BadCall, match="permission denied"):
            write_site(site("new"), tmp_path / "site")
    finally:
        tmp_path.chmod(0o700)
    assert contents(tmp_path / "site") == site("old")


ENDLESS = """
import sys
from pathlib import Path
from radar.files import folders, steps
if sys.argv[2] == "two":
    steps.exchange = lambda one, other: False
print("ready", flush=True)
n = int(sys.argv[3])
while True:
    n += 1
    word = str(n).encode()
    pages = {f"entries/{k}.html": word * 50 for k in range(20)}
    folders.write_site({"index.html": word, **pages}, Path(sys.argv[1]))
"""


def endless(target: Path, steps: str = "one", start: int = 0) -> subprocess.Popen[str]:
    """Start a process that builds one site after the other, each of one word."""
    command = [sys.executable, "-c", ENDLESS, str(target), steps, str(start)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def is_whole(target: Path) -> bool:
    """Tell whether all pages of a site are of the same build."""
    found = contents(target)
    word = found.pop("index.html")
    return len(found) == 20 and set(found.values()) == {word * 50}


@posix
@pytest.mark.parametrize("steps", ["one", "two"])
def test_a_build_killed_at_any_moment(tmp_path: Path, steps: str) -> None:
    """The published site is whole after a kill, and the next build clears what lies about."""
    target, chance = tmp_path / "site", random.Random(1)  # noqa: S311 - chance, not a secret
    for turn in range(6):
        process = endless(target, steps, turn * 1000)
        while not (target / MARKER).exists():
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        # without an exchange there is an instant with no folder, which the next build mends
        assert is_whole(target) if target.exists() else steps == "two"
    write_site(site("last"), target)
    assert contents(target) == site("last")
    assert os.listdir(tmp_path) == ["site"]


def _fail(*_: object, **__: object) -> None:
    raise OSError(28, "Full")


@posix
def test_a_folder_lost_between_two_steps_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between the two renames leaves the old site aside; a build that fails restores it."""
    write_site(site("old"), tmp_path / "site")
    os.rename(tmp_path / "site", tmp_path / ".site.radar-old-1-1")
    monkeypatch.setattr(folders, "fill_site", _fail)
    with pytest.raises(BadCall, match="full"):
        write_site(site("new"), tmp_path / "site")
    assert contents(tmp_path / "site") == site("old")


@posix
def test_two_builds_into_one_folder(tmp_path: Path) -> None:
    """Builds take turns; at any moment the folder is that of one of them."""
    target = tmp_path / "site"
    builders = [endless(target, start=start) for start in (0, 1_000_000)]
    while not (target / MARKER).exists():
        time.sleep(0.001)
    whole = 0
    for _ in range(50):
        with contextlib.suppress(FileNotFoundError):  # the reader, not the folder, is slow
            whole += is_whole_at_once(target)
    for builder in builders:
        assert builder.poll() is None
        builder.kill()
        builder.communicate()
    assert whole > 0
    assert is_whole(target)
    write_site(site("last"), target)
    assert os.listdir(tmp_path) == ["site"]


def is_whole_at_once(target: Path) -> bool:
    """Look at a folder through one open handle, whatever takes its name meanwhile."""
    handle = os.open(target, os.O_RDONLY)
    try:
        below = os.open("entries", os.O_RDONLY, dir_fd=handle)
        try:
            words = {_read(below, f"{k}.html") for k in range(20)}
            assert len(words) == 1
            return words == {_read(handle, "index.html") * 50}
        finally:
            os.close(below)
    finally:
        os.close(handle)


def _read(folder: int, name: str) -> bytes:
    with open(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
        return file.read()


def test_builds_in_one_process_wait_for_each_other(tmp_path: Path) -> None:
    """Threads that build into one folder leave one whole site and nothing beside it."""
    target = tmp_path / "site"
    threads = [
        threading.Thread(target=write_site, args=(site(word, 20), target)) for word in "abcdef"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert contents(target) in [site(word, 20) for word in "abcdef"]
    assert os.listdir(tmp_path) == ["site"]


@given(st.binary(max_size=99), st.binary(max_size=99))
def test_a_file_is_replaced(
    tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes
) -> None:
    """A file holds what was written last, and nothing lies beside it."""
    folder = tmp_path_factory.mktemp("files", numbered=True)
    for data in (old, new):
        write_file(folder / "x.md", data)
        assert contents(folder) == {"x.md": data}


@posix
@pytest.mark.parametrize("name", [".DS_Store", "CNAME", "sub/Thumbs.db"])
def test_a_link_is_never_kept_in_a_site(tmp_path: Path, name: str) -> None:
    """What a system leaves is kept as a file; a link by that name may lead to anything."""
    target = tmp_path / "site"
    write_site(site("old"), target)
    (target / name).parent.mkdir(exist_ok=True)
    (target / name).symlink_to("/dev/null")
    with pytest.raises(BadCall, match=name):
        write_site(site("new"), target)
    assert contents(target) == site("old")


@posix
def test_a_file_keeps_its_mode_and_its_links(tmp_path: Path) -> None:
    """A link stays a link to the file, which keeps its mode."""
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "real.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to("real.md")
    write_file(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "real.md").stat().st_mode) == 0o640


def test_a_file_that_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stays where the disk is full."""
    (tmp_path / "x.md").write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadCall, match="no space left"):
        write_file(tmp_path / "x.md", b"new")
    assert contents(tmp_path) == {"x.md": b"old"}


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_takes_nobodys_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """A new file is made with the folders above it, once, on systems with and without links."""
    if not links:

        def no_links(*_: object) -> None:
            raise OSError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", no_links)
    write_new({tmp_path / "a" / "x.md": b"one"})
    with pytest.raises(BadCall, match="exists already"):
        write_new({tmp_path / "b.md": b"b", tmp_path / "a" / "x.md": b"two"})
    assert contents(tmp_path) == {"a/x.md": b"one"}
    assert os.listdir(tmp_path / "a") == ["x.md"]


MADE: dict[str, Callable[[Path], object]] = {
    "files": lambda folder: write_new({folder / "a.md": b"a", folder / "b.md": b"b"}),
    "a folder": lambda folder: write_folder({"a.md": b"a", "b.md": b"b"}, folder),
    "a site": lambda folder: write_site(site("new"), folder),
}


@pytest.mark.parametrize("what", MADE)
@pytest.mark.parametrize("room", range(2))
def test_nothing_is_left_where_not_all_could_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, room: int
) -> None:
    """Where the disk is full after no file or one, there are no new files and no new folders."""
    left = iter(range(room))

    def write(write: Callable[..., Any], *arguments: Any) -> Any:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        return write(*arguments)

    monkeypatch.setattr(os, "fsync", partial(write, os.fsync))
    monkeypatch.setattr(os, "write", partial(write, os.write))
    with pytest.raises(BadCall, match="no space left"):
        MADE[what](tmp_path / "new" / "deep")
    assert os.listdir(tmp_path) == []


def test_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be locked, only what is an hour old is taken for left over."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    old, fresh = (tmp_path / f".site.radar-new-1-{n}" for n in "12")
    for folder, age in ((old, 7200), (fresh, 0)):
        folder.mkdir()
        os.utime(folder, (time.time() - age,) * 2)
    write_site(site("one"), tmp_path / "site")
    assert sorted(os.listdir(tmp_path)) == [fresh.name, "site"]


def test_a_mounted_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the system will not move, with a volume in it, is kept, and a hint is given."""
    write_site(site("old"), tmp_path / "site")
    in_two_steps(monkeypatch)

    def busy(*_: object) -> None:
        raise OSError(16, "Device or resource busy")

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", busy)
        with pytest.raises(BadCall, match="name another folder"):
            write_site(site("new"), tmp_path / "site")
    assert contents(tmp_path / "site") == site("old")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    """Where the C library has no such call, two steps do."""
    monkeypatch.setattr(sys, "platform", platform)
    for word in ("old", "new"):
        write_site(site(word), tmp_path / "site")
        assert contents(tmp_path / "site") == site(word)
