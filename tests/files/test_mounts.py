"""A site in a folder at which a volume is mounted: file by file, and from any state onwards."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.files import MARKER, folders, mounts, write_site
from radar.files.inspecting import STAGE
from radar.files.steps import SiteSeal
from tests.conftest import missing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs mounts as Linux has them")
NAMES = ["index.html", "404.html", "entries/a.html", "media/a.png", "media/b.png/c.svg", "feed.xml"]
SITES = st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=3)).map(
    lambda site: {"index.html": b"front", **site}
)


class Killed(BaseException):
    """Stands for the end of a process."""


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, without the marker."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    found.pop(MARKER, None)
    return found


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is taken for a mounted one, and that nobody may rename."""
    monkeypatch.setattr(folders, "is_mounted", lambda path: path == target)
    target = tmp_path / "site"
    target.mkdir()
    return target


def test_a_mounted_folder_holds_the_site_and_nothing_else(mounted: Path) -> None:
    """It stays the same folder, what a host put into it stays, and what is old goes."""
    (mounted / "lost+found").mkdir()
    (mounted / "CNAME").write_bytes(b"radar.example.org\n")
    before = mounted.stat().st_ino
    for site in (
        {"index.html": b"one", "entries/old.html": b"old", "media/a": b"file"},
        {"index.html": b"two", "entries/new.html": b"new", "media/a/b.png": b"in a folder"},
        {"index.html": b"three", "media/a": b"file", "media/B.png": b"large"},
        {"index.html": b"four", "media/b.png": b"small"},
    ):
        write_site(site, mounted)
        assert contents(mounted) == {**site, "CNAME": b"radar.example.org\n"}
        assert sorted(os.listdir(mounted.parent)) == ["site"]
    assert mounted.stat().st_ino == before
    assert (mounted / "lost+found").is_dir()
    assert not (mounted / "entries").exists()


def test_files_of_others_in_a_mounted_folder_are_left_alone(mounted: Path) -> None:
    """What no build made, or somebody changed, is named; nothing is written."""
    write_site({"index.html": b"one", "404.html": b"none"}, mounted)
    (mounted / "404.html").write_bytes(b"mine")
    with pytest.raises(BadCall, match=r"somebody changed 404\.html"):
        write_site({"index.html": b"two"}, mounted)
    (mounted / "404.html").write_bytes(b"none")
    (mounted / STAGE).mkdir()
    (mounted / STAGE / "notes.txt").write_bytes(b"mine")
    with pytest.raises(BadCall, match="did not make"):
        write_site({"index.html": b"two"}, mounted)
    assert (mounted / "index.html").read_bytes() == b"one"
    assert (mounted / STAGE / "notes.txt").read_bytes() == b"mine"


def test_a_file_that_changes_while_the_site_is_made_stops_it(
    mounted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the first move somebody saved a page: it stays as they saved it."""
    write_site({"index.html": b"one"}, mounted)
    real = mounts.fill_site

    def fill(*arguments: object) -> SiteSeal:
        seal = real(*arguments)  # type: ignore[arg-type]
        (mounted / "index.html").write_bytes(b"mine")
        return seal

    monkeypatch.setattr(mounts, "fill_site", fill)
    with pytest.raises(BadCall, match="was changed while"):
        write_site({"index.html": b"two"}, mounted)
    assert contents(mounted) == {"index.html": b"mine"}


@given(old=st.none() | SITES, new=SITES, last=SITES, steps=st.lists(st.integers(0, 60), max_size=2))
def test_a_killed_build_is_taken_over_by_the_next(
    tmp_path_factory: pytest.TempPathFactory,
    old: dict[str, bytes] | None,
    new: dict[str, bytes],
    last: dict[str, bytes],
    steps: list[int],
) -> None:
    """Killed at any step, once or twice, a build leaves what the next one replaces as a whole."""
    target = tmp_path_factory.mktemp("mount")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folders, "is_mounted", lambda path: True)
        if old is not None:
            write_site(old, target)
        for step in steps:
            with killed_at(step), pytest.MonkeyPatch.context():
                write_site(new, target)
            if "index.html" in (old or {}):
                assert (target / "index.html").is_file()
        write_site(last, target)
    assert contents(target) == last
    shutil.rmtree(target)


@pytest.mark.thorough
@pytest.mark.parametrize("old", [{}, {"index.html": b"old"}])
def test_two_kills_at_every_pair_of_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: dict[str, bytes]
) -> None:
    """A build that is killed, and a second one killed while it clears, leave no dead end."""
    monkeypatch.setattr(folders, "is_mounted", lambda path: True)
    new, last = {"index.html": b"", "404.html": b"", "entries/a.html": b""}, {"index.html": b"!"}
    for first, second in itertools.product(range(45), range(45)):
        target = tmp_path / f"{first}-{second}"
        target.mkdir()
        write_site(old, target)
        for step in (first, second):
            with killed_at(step):
                write_site(new, target)
        write_site(last, target)
        assert contents(target) == last
        shutil.rmtree(target)


class killed_at:  # noqa: N801 - reads as a sentence
    """Let the step of that number on the disk end the process, and each one after it fail too."""

    def __init__(self, step: int) -> None:
        self.left, self.patch = step, pytest.MonkeyPatch()

    def __enter__(self) -> None:
        for name in ("rename", "replace", "unlink", "rmdir", "write", "mkdir"):
            self.patch.setattr(os, name, self.counted(getattr(os, name)))

    def counted(self, real: Callable[..., object]) -> Callable[..., object]:
        """Return a step that counts down to the end."""

        def step(*arguments: object, **more: object) -> object:
            self.left -= 1
            if self.left < 0:
                raise Killed
            return real(*arguments, **more)

        return step

    def __exit__(self, kind: object, error: object, where: object) -> bool:
        self.patch.undo()
        return isinstance(error, Killed)


@pytest.fixture
def mount(tmp_path: Path) -> Callable[..., None]:
    """Run a script in which folders may be mounted: as root, in a namespace of its own."""
    program = shutil.which("unshare")
    if not program or os.geteuid() != 0:
        missing("root and unshare", "run as root, with util-linux installed")

    def run(script: str) -> None:
        command = [program, "--mount", "bash", "-euc", script]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
        if "permission denied" in done.stderr.lower() and "mount" in done.stderr:
            missing("the right to mount", "run as root")
        assert done.returncode == 0, done.stdout + done.stderr

    return run


@pytest.mark.thorough
@pytest.mark.parametrize(
    "how", ["mount -t tmpfs none {}", "mkdir -p volume && mount --bind volume {}"]
)
def test_a_real_mount_is_filled_twice(mount: Callable[..., None], tmp_path: Path, how: str) -> None:
    """A volume, and a folder bound from the same disk, which `os.path.ismount` takes for none."""
    place = "si te"
    (tmp_path / place).mkdir()
    build = f"{sys.executable} -m radar build -q ours -o '{place}'"
    mount(
        f"""
        {how.format(f"'{place}'")}
        {sys.executable} -m radar init -q ours 2>/dev/null || {sys.executable} -m radar init ours
        {build} --theme contrast
        {build}
        test -s '{place}/index.html' && test -s '{place}/{MARKER}' && test ! -e '{place}/{STAGE}'
        """
    )
