"""A file of a user is changed only while it holds what was read, and never lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from radar.errors import BadCall
from radar.files import FrozenTree, change_files, changing
from radar.files.steps import beside

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links and modes")


def names(folder: Path) -> list[str]:
    """Return everything in a folder, hidden files included."""
    return sorted(path.name for path in folder.iterdir())


def add(tree: FrozenTree, line: bytes = b"two\n") -> tuple[None, dict[str, bytes]]:
    """Decide to add a line to the file `a`."""
    return None, {"a": tree.read("a") + line}


def test_a_file_is_changed_and_nothing_else_is_left(tmp_path: Path) -> None:
    """The result of the decision comes back, the mode stays, no lock and no copy lies about."""
    (tmp_path / "a").write_bytes(b"one\n")
    (tmp_path / "a").chmod(0o640)
    assert change_files(tmp_path, lambda tree: ("done", add(tree)[1])) == "done"
    assert (tmp_path / "a").read_bytes() == b"one\ntwo\n"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["a"]


def test_what_an_editor_saves_meanwhile_is_kept(tmp_path: Path) -> None:
    """A file that is not as it was read is read once more, and the decision is made anew."""
    (tmp_path / "a").write_bytes(b"one\n")
    calls = []

    def decide(tree: FrozenTree) -> tuple[None, Mapping[str, bytes]]:
        found = add(tree)
        if not calls:
            (tmp_path / "a").write_bytes(b"other\n")
        calls.append(tree)
        return found

    change_files(tmp_path, decide)
    assert (tmp_path / "a").read_bytes() == b"other\ntwo\n"
    assert len(calls) == 2
    assert names(tmp_path) == ["a"]


def test_a_file_that_never_rests_is_left_alone(tmp_path: Path) -> None:
    """After some attempts the command says what is the case, and has written nothing."""
    (tmp_path / "a").write_bytes(b"")

    def decide(tree: FrozenTree) -> tuple[None, Mapping[str, bytes]]:
        found = add(tree)
        (tmp_path / "a").write_bytes(tree.read("a") + b".")
        return found

    with pytest.raises(BadCall, match="change all the time, so nothing was written"):
        change_files(tmp_path, decide)
    assert set((tmp_path / "a").read_bytes()) == {ord(".")}
    assert names(tmp_path) == ["a"]


def test_several_files_change_together_or_not_at_all(tmp_path: Path) -> None:
    """Where one of them was changed meanwhile, none is written by what was decided before."""
    for name in "ab":
        (tmp_path / name).write_bytes(name.encode())
    seen = []

    def decide(tree: FrozenTree) -> tuple[None, Mapping[str, bytes]]:
        files = {name: tree.read(name) * 2 for name in "ab"}
        if not seen:
            (tmp_path / "b").write_bytes(b"c")
        seen.append((tmp_path / "a").read_bytes())
        return None, files

    change_files(tmp_path, decide)
    assert seen == [b"a", b"a"]
    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"aa", b"cc"]


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_waits_until_all_files_are_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    """Stopped between two files, a rename left a radar with errors, and nobody said so."""
    (tmp_path / "a.md").write_bytes(b"1")
    (tmp_path / "b.md").write_bytes(b"1")
    put, moved = changing._put, list[Path]()

    def put_and_be_stopped(path: Path, target: Path, *, new: bool) -> None:
        put(path, target, new=new)
        moved.append(target)
        signal.raise_signal(number)

    def stop(sent: int, frame: object) -> None:
        raise KeyboardInterrupt

    def decide(tree: FrozenTree) -> tuple[None, Mapping[str, bytes | None]]:
        tree.read("a.md")
        tree.read("b.md")
        return None, {"a.md": b"2", "b.md": b"2", "c.md": b"2"}

    monkeypatch.setattr(changing, "_put", put_and_be_stopped)
    before = signal.signal(number, stop)
    try:
        with pytest.raises(KeyboardInterrupt):
            change_files(tmp_path, decide)
    finally:
        signal.signal(number, before)
    assert [path.name for path in moved] == ["c.md", "a.md", "b.md"]
    assert [path.read_bytes() for path in sorted(tmp_path.glob("*.md"))] == [b"2"] * 3


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_a_new_file_takes_the_place_of_none(when: str, tmp_path: Path) -> None:
    """What was not read is not replaced, whenever it came to be there."""

    def decide(_: FrozenTree) -> tuple[None, Mapping[str, bytes]]:
        (tmp_path / "new").write_bytes(b"mine")
        return None, {"new": b"ours"}

    if when == "before":
        (tmp_path / "new").write_bytes(b"mine")
    with pytest.raises(BadCall, match="new exists already"):
        change_files(tmp_path, decide if when == "meanwhile" else lambda _: decide(_))
    assert (tmp_path / "new").read_bytes() == b"mine"
    assert names(tmp_path) == ["new"]


@posix
@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_written_through_a_link_that_leaves_the_folder(
    there: bool, tmp_path: Path
) -> None:
    """A link to a file outside, also to one that is not there yet, is refused with its name."""
    folder = tmp_path / "radar"
    folder.mkdir()
    if there:
        (tmp_path / "outside").write_bytes(b"mine")
    (folder / "new.md").symlink_to("../outside")
    with pytest.raises(BadCall, match=r"new\.md: the symbolic link leaves the radar's folder"):
        change_files(folder, lambda _: (None, {"new.md": b"ours"}))
    assert names(tmp_path) == (["outside", "radar"] if there else ["radar"])
    assert not there or (tmp_path / "outside").read_bytes() == b"mine"


@posix
def test_a_link_in_the_folder_stays_a_link(tmp_path: Path) -> None:
    """The file that it leads to is changed."""
    (tmp_path / "b").write_bytes(b"one\n")
    (tmp_path / "a").symlink_to("b")
    change_files(tmp_path, add)
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "b").read_bytes() == b"one\ntwo\n"


@posix
def test_a_link_is_deleted_and_not_what_it_leads_to(tmp_path: Path) -> None:
    """The file stays, whether it is read as well or a file that nobody reads."""
    for name in ("b.md", "b.txt"):
        (tmp_path / name).write_bytes(b"mine")
        (tmp_path / "a.md").symlink_to(name)
        change_files(tmp_path, lambda tree: (tree.read("a.md"), {"a.md": None}))
        assert not os.path.lexists(tmp_path / "a.md")
        assert (tmp_path / name).read_bytes() == b"mine"
    assert names(tmp_path) == ["b.md", "b.txt"]


@posix
def test_no_link_is_left_that_leads_to_nothing(tmp_path: Path) -> None:
    """A file to which a link leads, over however many links, is deleted together with them."""
    (tmp_path / "a").write_bytes(b"mine")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "c").symlink_to("b")

    def delete(*gone: str) -> None:
        change_files(tmp_path, lambda tree: (list(map(tree.read, gone)), dict.fromkeys(gone)))

    for gone in (["a"], ["b"], ["a", "b"]):
        with pytest.raises(BadCall, match=r"is a link to ., which would be gone"):
            delete(*gone)
    assert names(tmp_path) == ["a", "b", "c"]
    delete("a", "b", "c")
    assert names(tmp_path) == []


@posix
def test_a_link_that_was_deleted_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the system refuses to delete one of several, the others are what they were."""
    (tmp_path / "b").write_bytes(b"mine")
    (tmp_path / "c").write_bytes(b"more")
    (tmp_path / "a").symlink_to("b")
    real = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "c":
            raise PermissionError(13, "Permission denied")
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(BadCall, match="What was there is as it was"):
        change_files(tmp_path, lambda tree: (list(map(tree.read, "ac")), {"a": None, "c": None}))
    assert os.readlink(tmp_path / "a") == "b"
    assert names(tmp_path) == ["a", "b", "c"]


def test_a_system_that_refuses_one_of_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was changed before is put back, so that all is as it was."""
    for name in "ab":
        (tmp_path / name).write_bytes(b"")
    real = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target).name == "b":
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(BadCall, match="What was there is as it was"):
        change_files(tmp_path, lambda tree: (None, {n: tree.read(n) + b"x" for n in "ab"}))
    assert names(tmp_path) == ["a", "b"]
    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"", b""]


@posix
def test_a_system_that_lets_nothing_be_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is changed and cannot be put back is named, as "as it was" would not be true."""
    for name in "ab":
        (tmp_path / name).write_bytes(b"")
    real, allowed = os.replace, iter(["a"])

    def refuse(source: Path, target: Path) -> None:
        if next(allowed, "") != Path(target).name:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(BadCall, match="1 of 2 files were changed before: a"):
        change_files(tmp_path, lambda tree: (None, {n: tree.read(n) + b"x" for n in "ab"}))


@posix
def test_many_at_once_are_all_in_the_file(tmp_path: Path) -> None:
    """Of processes that add a line each at the same time, no line is lost."""
    (tmp_path / "a").write_bytes(b"")
    code = (
        "import sys; from pathlib import Path; from radar.files import change_files\n"
        "line = (sys.argv[2] + '\\n').encode()\n"
        "for _ in range(5):\n"
        "    change_files(Path(sys.argv[1]), lambda t: (None, {'a': t.read('a') + line}))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(n)]) for n in range(6)
    ]
    assert [process.wait() for process in running] == [0] * 6
    lines = (tmp_path / "a").read_text().split()
    assert sorted(lines) == sorted(str(n) for n in range(6) for _ in range(5))
    assert names(tmp_path) == ["a"]


def test_a_name_beside_a_file_is_hidden(tmp_path: Path) -> None:
    """What is being written is never read as an entry."""
    assert beside(tmp_path / "rust.md", "new").name.startswith(".rust.md.radar-new-")
