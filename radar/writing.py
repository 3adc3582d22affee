"""Folders and files written whole or not at all; the only module that writes.

A site is written beside its folder, under a hidden name, and then changes places with it in one
step that the system guarantees to be whole (`renameat2` on Linux, `renamex_np` on macOS). Killed at
any moment, the published folder is the old one or the new one; what lies about is swept away by
the next build. Where the system has no such step, the old folder is moved aside first; for that
instant there is none, and the next build puts it back if it finds it missing.

Builds into one folder wait for each other. Files of a user are replaced by a rename, after their
bytes have reached the disk; a new file never takes the place of another.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from radar.errors import BadCall

MARKER = ".radar-site"
_MARKER_TEXT = (
    b"Made by radar. The next build replaces this folder whole:\nkeep nothing of your own in it.\n"
    b"These are the files of the build:\n\n"
)
# no backslash, no control character, no drive
_PATH = re.compile(r"(?![A-Za-z]:)[^\\/\x00-\x1f]+(/[^\\/\x00-\x1f]+)*\Z")
_STALE = 3600.0  # seconds after which what nobody could lock belongs to nobody


def write_site(site: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Replace a folder by a site: relative paths with forward slashes, and what is in them.

    Returns the paths of files in the folder before that no build made, and that are gone now.

    Raises:
        BadCall: the folder is not ours to replace, or the system does not let us.
        ValueError: a path of the site would not stay inside it.
    """
    _check_paths(site)
    target = Path(os.path.realpath(folder))
    with _explained(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target.parent) as locked:
            _recover(target)
            _refuse_what_is_not_ours(target, folder)
            _sweep(target, everything=locked)
            strangers = _strangers(target)
            _replace(target, site)
            return strangers


def _strangers(target: Path) -> tuple[str, ...]:
    """Return the files of a folder that are not among those of its last build."""
    marker = target / MARKER
    text, _, listed = (marker.read_bytes() if marker.is_file() else b"").partition(b"\n\n")
    if text + b"\n\n" != _MARKER_TEXT:  # no build, or one of before there was a list
        return ()
    ours = {MARKER, *listed.decode("utf-8", "surrogateescape").split("\n")}
    found = (path for path in target.rglob("*") if path.is_symlink() or not path.is_dir())
    names = (path.relative_to(target).as_posix() for path in found)
    return tuple(sorted(name for name in names if name not in ours))


def write_folder(files: Mapping[str, bytes], folder: Path, *, aside: bool = False) -> Path | None:
    """Make a folder of a user's files, whole or not at all.

    An empty folder may be there already; with `aside`, one that is not is moved out of the way,
    never deleted, and where it is now is returned.

    Raises:
        BadCall: there is something already, or the system does not let us.
        ValueError: a path would not stay inside the folder.
    """
    _check_paths(files)
    target = Path(os.path.realpath(folder))
    fresh, kept = _beside(target, "new"), None
    with _explained(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _fill(fresh, files)
            (fresh / MARKER).unlink()
            if os.path.lexists(target) and (not target.is_dir() or os.listdir(target)):
                if not aside:
                    raise BadCall(f"there is something in {folder} already.")
                kept = _free_name(target)
                os.rename(target, kept)
            elif target.is_dir():
                target.rmdir()
            os.rename(fresh, target)
        finally:
            _remove(fresh)
    return kept


def _free_name(target: Path) -> Path:
    """Return a name beside a folder that nothing has: `entries.old`, `entries.old-2` and so on."""
    n, name = 1, target.with_name(f"{target.name}.old")
    while os.path.lexists(name):
        n += 1
        name = target.with_name(f"{target.name}.old-{n}")
    return name


def write_file(path: Path, data: bytes) -> None:
    """Replace a file, or make it, in one step.

    Raises:
        BadCall: the system does not let us.
    """
    target = Path(os.path.realpath(path))
    beside = _beside(target, "new")
    with _explained(path):
        try:
            _write_through(beside, data)
            if target.exists():
                beside.chmod(stat.S_IMODE(target.stat().st_mode))
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Make a file and the folders above it, unless something of that name is there.

    Raises:
        BadCall: there is something already, or the system does not let us.
    """
    beside = _beside(path, "new")
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_through(beside, data)
            _take_name(beside, path)
        except FileExistsError:
            raise BadCall(f"{path} exists already. Choose another name, or edit it.") from None
        finally:
            beside.unlink(missing_ok=True)


def _check_paths(site: Mapping[str, bytes]) -> None:
    for path in site:
        sound = _PATH.match(path) and not any(part.strip(". ") == "" for part in path.split("/"))
        if not sound or path == MARKER:
            raise ValueError(f"{path!r} cannot be a path in a site")


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"cannot write {path}: {reason}. What was there is as it was."
        if error.errno in (errno.EBUSY, errno.EXDEV):
            message += " A mounted folder cannot be replaced: name a folder inside it."
        raise BadCall(message) from error


@contextlib.contextmanager
def _alone(parent: Path) -> Iterator[bool]:
    """Wait until no other build writes in a folder; tell whether that could be made sure."""
    try:
        import fcntl
    except ImportError:
        yield False
        return
    descriptor = os.open(parent, os.O_RDONLY)
    locked = False
    try:
        with contextlib.suppress(OSError):  # a disk of a network may not know how
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            locked = True
        yield locked
    finally:
        os.close(descriptor)


def _beside(target: Path, what: str) -> Path:
    own = f"{os.getpid()}-{time.time_ns():x}"
    return target.parent / f".{_short(target.name)}.radar-{what}-{own}"


def _short(name: str) -> str:
    """Return a name, or a shorter one that is as good as unique where more cannot be added."""
    return name if len(os.fsencode(name)) <= 160 else blake2b(os.fsencode(name)).hexdigest()[:32]


def _left_over(target: Path, what: str) -> list[Path]:
    pattern = re.compile(re.escape(f".{_short(target.name)}.radar-{what}-") + r"\d+-[0-9a-f]+\Z")
    with os.scandir(target.parent) as found:
        return sorted(Path(entry.path) for entry in found if pattern.match(entry.name))


def _recover(target: Path) -> None:
    """Put the old folder back where a build was killed between two renames."""
    whole = [path for path in _left_over(target, "old") if (path / MARKER).exists()]
    if whole and not os.path.lexists(target):
        os.rename(whole[-1], target)


def _sweep(target: Path, *, everything: bool) -> None:
    for path in _left_over(target, "new") + _left_over(target, "old"):
        if everything or time.time() - path.lstat().st_mtime > _STALE:
            _remove(path)


def _refuse_what_is_not_ours(target: Path, shown: Path) -> None:
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise BadCall(f"{shown} is a file. Choose a folder for the site with -o.")
    names = os.listdir(target)
    if names and MARKER not in names:
        raise BadCall(
            f"{shown} has files in it that radar did not make (there is no {MARKER}), so it is "
            "not replaced. Choose another folder with -o, or empty this one first."
        )
    if ".git" in names:
        raise BadCall(
            f"{shown} is a Git work tree, which would be lost. Build into another folder with -o "
            "and copy the site from there."
        )


def _replace(target: Path, site: Mapping[str, bytes]) -> None:
    fresh = _beside(target, "new")
    try:
        _fill(fresh, site)
        if not target.exists():
            os.rename(fresh, target)
            return
        fresh.chmod(stat.S_IMODE(target.stat().st_mode))
        if not _exchange(fresh, target):
            _change_places(fresh, target)
    finally:
        _remove(fresh)


def _change_places(fresh: Path, target: Path) -> None:
    """Do in two steps what the system cannot do in one."""
    aside = _beside(target, "old")
    os.rename(target, aside)
    try:
        os.rename(fresh, target)
    except BaseException:
        os.rename(aside, target)
        raise
    _remove(aside)


def _fill(folder: Path, site: Mapping[str, bytes]) -> None:
    folder.mkdir()
    made = {""}
    for path, data in site.items():
        above = path.rpartition("/")[0]
        if above not in made:
            (folder / above).mkdir(parents=True, exist_ok=True)
            made.add(above)
        with open(os.path.join(folder, path), "xb", buffering=0) as file:
            _write_all(file.fileno(), data)
    names = "\n".join([*sorted(site), ""]).encode("utf-8", "surrogateescape")
    (folder / MARKER).write_bytes(_MARKER_TEXT + names)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _write_through(path: Path, data: bytes) -> None:
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_name(beside: Path, path: Path) -> None:
    """Give a file its name, which fails where the name is taken."""
    try:
        os.link(beside, path)
    except OSError:  # the name is taken, or there are no hard links here
        if os.path.lexists(path):
            raise FileExistsError(str(path)) from None
        os.rename(beside, path)


def _remove(path: Path) -> None:
    """Remove a folder; what cannot be removed is left to the next build."""
    if os.path.lexists(path):
        from shutil import rmtree

        rmtree(path, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, where the system can."""
    if sys.platform not in _EXCHANGES:
        return False
    import ctypes

    name, at_here = _EXCHANGES[sys.platform]
    function = getattr(ctypes.CDLL(None), name, None)
    if function is None:
        return False
    done: int = function(*at_here, os.fsencode(one), *at_here, os.fsencode(other), 2)
    return done == 0


# (name in the C library, what comes before each path); the flag 2 is RENAME_EXCHANGE, RENAME_SWAP
_EXCHANGES = {"linux": ("renameat2", (-100,)), "darwin": ("renamex_np", ())}
