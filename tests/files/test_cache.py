"""What one run keeps for the next: taken only where nobody else can have written it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.files.cache import VARIABLE, KeptSteps, keep, read_result, results, steps

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what is kept; it is made when something is. The command runs beside it."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def only_file(folder: Path) -> Path:
    """Return the one file of a folder."""
    (path,) = folder.iterdir()
    return path


def test_what_was_kept_is_taken_again_with_the_same_key(cache: Path) -> None:
    """A name has one result; one that follows from something else is none."""
    assert read_result("a", b"1") is None
    keep("a", b"1", b"one")
    keep("b", b"1", b"other")
    assert (read_result("a", b"1"), read_result("b", b"1")) == (b"one", b"other")
    assert read_result("a", b"2") is None
    keep("a", b"2", b"two")
    assert (read_result("a", b"1"), read_result("a", b"2")) == (None, b"two")


def test_a_damaged_file_is_none(cache: Path) -> None:
    """Whichever byte differs, and wherever a file ends, nothing is taken from it."""
    keep("a", b"1", b"something")
    path = only_file(cache)
    whole = path.read_bytes()

    @given(st.integers(0, len(whole) - 1), st.integers(1, 255), st.booleans())
    def damage(place: int, change: int, cut: bool) -> None:
        changed = bytes([whole[place] ^ change])
        path.write_bytes(whole[:place] + (b"" if cut else changed + whole[place + 1 :]))
        assert read_result("a", b"1") is None

    damage()
    path.write_bytes(whole)
    assert read_result("a", b"1") == b"something"


@posix
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_a_folder_that_others_may_write_to_is_not_used(cache: Path, mode: int) -> None:
    """Neither is anything taken from it, nor put there."""
    keep("a", b"1", b"one")
    cache.chmod(mode)
    keep("b", b"1", b"other")
    assert read_result("a", b"1") is None
    assert len(list(cache.iterdir())) == 1
    cache.chmod(0o700)
    assert read_result("a", b"1") == b"one"


@posix
def test_a_folder_of_somebody_else_is_not_used(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As under sudo, where the home is that of another user."""
    keep("a", b"1", b"one")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert read_result("a", b"1") is None


@posix
def test_a_file_that_others_may_have_written_is_not_taken(cache: Path) -> None:
    """Nor is one to which a link leads, or what is no file."""
    keep("a", b"1", b"one")
    path = only_file(cache)
    path.chmod(0o666)
    assert read_result("a", b"1") is None
    path.chmod(0o600)
    path.rename(cache.parent / "elsewhere")
    path.symlink_to(cache.parent / "elsewhere")
    assert read_result("a", b"1") is None
    path.unlink()
    path.mkdir()
    assert read_result("a", b"1") is None


@pytest.mark.parametrize("mark", [".git", "radar.yaml"])
def test_what_a_commit_could_bring_is_not_taken(cache: Path, mark: str) -> None:
    """In a work tree of Git and in a radar's folder nothing is kept, and nothing is believed."""
    keep("a", b"1", b"one")
    (cache.parent / mark).touch()
    keep("b", b"1", b"other")
    assert (read_result("a", b"1"), len(list(cache.iterdir()))) == (None, 1)
    (cache.parent / mark).unlink()
    (cache / mark).touch()
    assert read_result("a", b"1") is None
    (cache / mark).unlink()
    assert read_result("a", b"1") == b"one"


def test_nothing_is_kept_where_the_command_runs(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in the working folder nor below it, also where a link hides that."""
    keep("a", b"1", b"one")
    monkeypatch.chdir(cache.parent)
    assert read_result("a", b"1") is None
    monkeypatch.chdir(cache)
    assert read_result("a", b"1") is None
    if sys.platform != "win32":
        monkeypatch.chdir(cache.parent / "work")
        (cache.parent / "work" / "real").mkdir(0o700)
        (cache.parent / "link").symlink_to("work/real")
        monkeypatch.setenv(VARIABLE, str(cache.parent / "link"))
        keep("a", b"1", b"one")
        assert read_result("a", b"1") is None
        assert not any((cache.parent / "work" / "real").iterdir())


@pytest.mark.parametrize("place", ["", "cache", "\0"])
def test_no_folder_and_one_without_a_root_keep_nothing(
    cache: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """An empty variable switches it off; a path that depends on where one is names no place."""
    monkeypatch.setattr(os, "environ", {**os.environ, VARIABLE: place})
    keep("a", b"1", b"one")
    assert read_result("a", b"1") is None
    assert not list(cache.parent.rglob("*.kept"))


def test_what_is_in_the_way_is_no_error(cache: Path) -> None:
    """A file in place of the folder costs time and nothing else."""
    cache.write_text("in the way")
    keep("a", b"1", b"one")
    assert read_result("a", b"1") is None
    assert cache.read_text() == "in the way"


@posix
def test_the_folder_is_that_of_the_system(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing names another, it is the user's folder for such files, closed to others."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache.parent / "xdg"))
    keep("a", b"1", b"one")
    assert read_result("a", b"1") == b"one"
    assert (cache.parent / "xdg" / "radar").stat().st_mode & 0o777 == 0o700
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert read_result("a", b"1") is None
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(cache.parent / "home"))
    keep("a", b"1", b"one")
    assert only_file(cache.parent / "home" / ".cache" / "radar").read_bytes().endswith(b"one")


def test_only_our_own_and_oldest_files_are_removed(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder does not grow for ever; what else lies in it stays."""
    monkeypatch.setattr(results, "_MOST", 3)
    keep("0", b"", b"")
    (cache / "letter.txt").write_text("mine")
    for n in range(1, 6):
        for path in cache.iterdir():
            os.utime(path, ns=(n, n))
        keep(str(n), b"", b"")
    assert (cache / "letter.txt").exists()
    assert len(list(cache.iterdir())) == 4
    assert read_result("5", b"") is not None


def steps_of(name: str = "a", key: bytes = b"1") -> KeptSteps:
    """Return the results of steps as a run finds them."""
    return KeptSteps(name, key)


def test_results_of_steps_are_taken_by_the_next_run(cache: Path) -> None:
    """By what they were made from, under the same name and key, once they are saved."""
    first = steps_of()
    assert first.take("one") is None
    first.add("one", "1 2")
    first.add("two", "")
    assert (first.take("one"), first.take("two")) == ("1 2", "")
    assert steps_of().take("one") is None
    first.save()
    assert [steps_of().take(step) for step in ("one", "two", "three")] == ["1 2", "", None]
    assert steps_of(key=b"2").take("one") is None
    assert steps_of(name="b").take("one") is None


def test_steps_that_were_not_asked_for_are_forgotten_first(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no room for all, those of the last run stay; what is too large is not kept."""
    monkeypatch.setattr(steps, "_MOST", 2 * (32 + 2 + 3))
    first = steps_of()
    for name in ("one", "two"):
        first.add(name, "abc")
    first.save()
    second = steps_of()
    assert second.take("two") == "abc"
    second.add("three", "abc")
    second.save()
    for run in (second, steps_of()):
        assert [run.take(step) for step in ("one", "two", "three")] == [None, "abc", "abc"]
    second.add("four", "a" * 99)
    second.save()
    assert steps_of().take("four") is None


def test_a_run_that_makes_nothing_new_writes_nothing(cache: Path) -> None:
    """Asking alone changes no file."""
    first = steps_of()
    first.add("one", "1")
    first.save()
    written = only_file(cache).stat().st_ino
    second = steps_of()
    assert second.take("one") == "1"
    assert second.take("two") is None
    second.save()
    assert only_file(cache).stat().st_ino == written


def test_without_a_folder_steps_are_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing may be kept on the disk, a run that goes on still has its own results."""
    monkeypatch.setenv(VARIABLE, "")
    run = steps_of()
    run.add("one", "1")
    run.save()
    assert run.take("one") == "1"
