"""Change files of a user: under a lock, and only if they still hold what was read.

Two things may come in between reading a file and writing it. Another `radar` waits for the lock of
the folder. An editor knows nothing of it; so right before the new file takes the place of the old
one, the old one is compared with what was read, and if it differs all is read and decided anew.
"""

from __future__ import annotations

import os
import signal
import stat
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from radar.errors import BadCall, Problem
from radar.files.locking import lock
from radar.files.single import take_name, write_through
from radar.files.steps import beside, explain_refusal
from radar.files.tree import DiskTree, Tree
from radar.files.unreadable import UnreadableFile

T = TypeVar("T")
_ATTEMPTS = 10  # to record a decision; one fails only if a file is saved at that very moment
_LONGEST_CHAIN = 40  # links that lead to links; Linux follows no more


class FrozenTree:
    """A folder on the disk as it was when each of its files was read first."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._names: tuple[str, ...] | None = None
        self._files: dict[str, bytes | UnreadableFile] = {}

    def names(self) -> Iterable[str]:
        """List what the tree listed."""
        if self._names is None:
            self._names = tuple(self._tree.names())
        return self._names

    def read(self, name: str) -> bytes:
        """Return what a file held.

        Raises:
            UnreadableFile: it could not be read, and this is why.
        """
        if name not in self._files:
            try:
                self._files[name] = self._tree.read(name)
            except UnreadableFile as error:
                self._files[name] = error
        held = self._files[name]
        if isinstance(held, UnreadableFile):
            raise held
        return held

    def content(self, name: str) -> bytes | None:
        """Return what was read from a file, None where none was read."""
        held = self._files.get(name)
        return None if isinstance(held, UnreadableFile) else held


def change_files(
    folder: Path, decide: Callable[[FrozenTree], tuple[T, Mapping[str, bytes | None]]]
) -> T:
    """Change files of a folder all together, and return what was decided.

    `decide` gets the folder and returns its own result, and the new content of files by their
    names in the folder, None for one to delete; it is called again if one of them was changed
    meanwhile. A file that was not there must still not be there.

    Raises:
        BadCall: the system does not let us, somebody else holds the lock, or a file is there that
            should be new. Nothing was written then, unless the message says otherwise.
    """
    with explain_refusal(folder), lock(folder, folder):
        for _ in range(_ATTEMPTS):
            tree = FrozenTree(DiskTree(folder))
            result, files = decide(tree)
            if _replace(folder, tree, files):
                return result
    raise BadCall(f"the files in {folder} change all the time, so nothing was written. Try again")


def _replace(folder: Path, tree: FrozenTree, files: Mapping[str, bytes | None]) -> bool:
    """Write and delete files, unless one is not as it was read; return whether that was done."""
    gone = {name for name, data in files.items() if data is None}
    _refuse_dead_links(folder, tree, gone)
    with _hold_signals(), ExitStack() as stack:
        fresh = {
            name: stack.enter_context(
                _copy_beside(folder, name, tree.content(name) or b"")
                if data is None
                else _write_beside(folder, name, data)
            )
            for name, data in sorted(files.items(), key=partial(_turn, tree))
        }
        for name in files:
            held = _read_if_there(folder, name)
            if held != tree.content(name):
                if tree.content(name) is None:
                    raise _make_taken_error(folder / name)
                return False
        _put_all(folder, tree, fresh, gone)
    return True


def _turn(tree: FrozenTree, change: tuple[str, bytes | None]) -> int:
    """Return when a change is made: what is new first, for others name it; deletions last.

    So a program that is killed between two files leaves none that is named and not there.
    """
    name, data = change
    return 2 if data is None else 1 if tree.content(name) is not None else 0


_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
"""What ends a program that may still do something, by name: not every system has them all."""


@contextmanager
def _hold_signals() -> Iterator[None]:
    """Let a signal end the program after the last file is in its place, not between two of them."""
    if threading.current_thread() is not threading.main_thread():  # no other may ask for signals
        yield
        return
    came: list[int] = []
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    handlers = {number: signal.getsignal(number) for number in numbers}
    heeded = {
        n: handler for n, handler in handlers.items() if handler not in (None, signal.SIG_IGN)
    }
    for number in heeded:
        signal.signal(number, lambda sent, _: came.append(sent))
    try:
        yield
    finally:
        for number, handler in heeded.items():
            signal.signal(number, handler)
        for number in dict.fromkeys(came):
            signal.raise_signal(number)


def _refuse_dead_links(folder: Path, tree: FrozenTree, gone: set[str]) -> None:
    """Raise `BadCall` where a link that stays would lead to nothing after files are deleted."""
    lost = {_place(folder, name): name for name in gone}
    for name in tree.names() if lost else ():
        path = folder / name
        if name in gone or not path.is_symlink():
            continue
        for step in _link_steps(path):
            if step in lost:
                raise BadCall(
                    f"{name} is a link to {lost[step]}, which would be gone. Nothing was changed; "
                    "put a file in the place of the link, or remove it"
                )


def _link_steps(path: Path) -> Iterator[Path]:
    """Yield where a link leads, and where that leads if it is a link too."""
    for _ in range(_LONGEST_CHAIN):
        if not path.is_symlink():
            return
        path = path.parent / os.readlink(path)
        path = Path(os.path.realpath(path.parent)) / path.name
        yield path


def _put_all(
    folder: Path, tree: FrozenTree, fresh: Mapping[str, tuple[Path, Path]], gone: set[str]
) -> None:
    """Move new versions to their places; if one is refused, put back what was there before."""
    done: list[str] = []
    for name, (path, target) in fresh.items():
        try:
            if name in gone:
                target.unlink()
            else:
                _put(path, target, new=tree.content(name) is None)
        except (OSError, BadCall):
            with _report_partial_change(folder / name, done, len(fresh)):
                _put_back(fresh, tree, done, gone)
            raise
        done.append(name)


def _put_back(
    fresh: Mapping[str, tuple[Path, Path]], tree: FrozenTree, done: list[str], gone: set[str]
) -> None:
    """Undo changes, the last first; `done` keeps the names of those that could not be undone."""
    for name in reversed(tuple(done)):
        path, target = fresh[name]
        held = tree.content(name)
        if held is None:
            target.unlink(missing_ok=True)
        else:
            if name not in gone:  # of what is gone, `path` is the copy
                write_through(path, held)
            os.replace(path, target)
        done.remove(name)


@contextmanager
def _write_beside(folder: Path, name: str, data: bytes) -> Iterator[tuple[Path, Path]]:
    """Write a new version beside a file; yield its path and that of the file.

    It is removed at the end if it was not moved to its place.
    """
    with _readable(name):
        target = Path(os.path.realpath(folder)) / DiskTree(folder).locate(name)
    path = beside(target, "new")
    with explain_refusal(folder / name):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_through(path, data)
            if target.exists():
                path.chmod(stat.S_IMODE(target.stat().st_mode))
            yield path, target
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def _copy_beside(folder: Path, name: str, data: bytes) -> Iterator[tuple[Path, Path]]:
    """Copy a file that is to be deleted; yield the path of the copy and its own.

    Of a link, the link is copied, for it is what is deleted: where it leads is another file.
    """
    target = _place(folder, name)
    if not target.is_symlink():
        with _write_beside(folder, name, data) as found:
            yield found
        return
    path = beside(target, "new")
    with explain_refusal(folder / name):
        try:
            path.symlink_to(os.readlink(target))
            yield path, target
        finally:
            path.unlink(missing_ok=True)


def _place(folder: Path, name: str) -> Path:
    """Return where a file itself lies, be it a link or not."""
    above, _, last = name.rpartition("/")
    root = Path(os.path.realpath(folder))
    with _readable(name):
        return (root / DiskTree(folder).locate(above) if above else root) / last


def _read_if_there(folder: Path, name: str) -> bytes | None:
    """Return the bytes of a file, None if there is no such file."""
    if not os.path.lexists(folder / name):
        return None
    with _readable(name):
        return DiskTree(folder).read(name)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except UnreadableFile as error:
        problem = Problem(name, 0, 0, error.code, error.message, error.hint)
        raise BadCall(str(problem)) from None


def _put(fresh: Path, target: Path, *, new: bool) -> None:
    if not new:
        os.replace(fresh, target)
        return
    try:
        take_name(fresh, target)
    except FileExistsError:
        raise _make_taken_error(target) from None


def _make_taken_error(path: Path) -> BadCall:
    return BadCall(f"{path} exists already. Choose another name, or edit it.")


@contextmanager
def _report_partial_change(path: Path, done: list[str], count: int) -> Iterator[None]:
    """Raise `BadCall` that names the files changed before the system refused `path`."""
    try:
        yield
    except OSError as error:
        if not done:
            raise
        reason = (error.strerror or str(error)).lower()
        changed = f"{len(done)} of {count} files were changed before: {', '.join(done)}"
        raise BadCall(f"cannot write {path}: {reason}. {changed}") from error
