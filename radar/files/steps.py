"""Replace a folder in one step: a hidden name beside it, and an exchange of two folders."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from radar.errors import BadCall
from radar.files.marker import MARKER, fingerprint, list_hashes, marker_line

PART = ".radar-part"  # the file that is being written, in a folder that is being filled
READ: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)
"""How a file of a folder is opened: neither waits for a pipe nor follows a link in its place."""


class SiteSeal(NamedTuple):
    """What tells a site from any other: its size in bytes, how many files it has, and its marker.

    `marker` is a hash of it, '' where line ends could change and no hash would show it.
    """

    size: int
    files: int
    marker: str


@contextlib.contextmanager
def explain_refusal(path: Path) -> Iterator[None]:
    """Explain in a message what the system refuses to do with a path.

    Raises:
        BadCall: in place of an OSError.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"cannot write {path}: {reason}. What was there is as it was."
        if error.errno in (errno.EBUSY, errno.EXDEV):
            message += " Something is mounted in it, so it cannot be replaced: name another folder."
        raise BadCall(message) from error


@contextlib.contextmanager
def make_folder_for(path: Path) -> Iterator[None]:
    """Make the folders above a path; those that are new and empty are removed after an error."""
    missing = [above for above in path.parents if not os.path.lexists(above)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        with contextlib.suppress(OSError):  # one that is not empty stays, and those above it
            for above in missing:
                above.rmdir()
        raise


def beside(target: Path, what: str) -> Path:
    """Return a hidden name in the folder of a target that no other build takes."""
    own = f"{os.getpid()}-{time.time_ns():x}"
    return target.parent / f".{_short(target.name)}.radar-{what}-{own}"


def _short(name: str) -> str:
    """Return a name, or a hash of it if a longer one could exceed the limit of 255 bytes."""
    return name if len(os.fsencode(name)) <= 160 else blake2b(os.fsencode(name)).hexdigest()[:32]


def leftovers(target: Path, what: str) -> list[Path]:
    """Return what builds that were killed left beside a target, the oldest name first."""
    pattern = re.compile(re.escape(f".{_short(target.name)}.radar-{what}-") + r"\d+-[0-9a-f]+\Z")
    with os.scandir(target.parent) as found:
        return sorted(Path(entry.path) for entry in found if pattern.match(entry.name))


def fill_site(
    folder: Path, site: Mapping[str, bytes], *first: str, before: Path | None = None
) -> SiteSeal:
    """Write a site into an empty folder, file after file, and return what tells it from others.

    Each file is taken from the site when its turn comes, those named `first` before the others. The
    marker is there before any file, and lists each one before it is there. So it tells at any
    moment that a build made what is in the folder. A file that is the same in the folder `before`
    is linked and not written.
    """
    fill(folder, [(MARKER, list_hashes({}))])
    hashes, sizes, has_returns = dict[str, str](), list[int](), list[bool]()

    def list_and_take(marker: int) -> Iterator[tuple[str, bytes]]:
        for path in dict.fromkeys((*first, *sorted(site))):
            data = site[path]
            hashes[path] = fingerprint([data])
            sizes.append(len(data))
            has_returns.append(b"\r" in data)
            _write_all(marker, marker_line(path, hashes[path]))
            yield path, data

    marker = os.open(folder / MARKER, os.O_WRONLY | os.O_APPEND)
    like = os.fstat(marker)
    old = str(before) if before else ""

    def link_or_write(part: str, path: str, data: bytes) -> None:
        if not (old and link_same(os.path.join(old, path), part, data, like)):
            _write_new(part, path, data)

    try:
        fill(folder, list_and_take(marker), link_or_write)
    finally:
        os.close(marker)
    if first:  # a marker has its lines in order
        with open(folder / PART, "xb") as file:
            file.write(list_hashes(hashes))
        os.replace(folder / PART, folder / MARKER)
    seal = "" if any(has_returns) else hash_marker(list_hashes(hashes))
    return SiteSeal(sum(sizes), len(sizes), seal)


def hash_marker(marker: bytes) -> str:
    """Return a hash of the marker of a site, and so of all that it lists."""
    return blake2b(marker, digest_size=16).hexdigest()


def _write_new(part: str, path: str, data: bytes) -> None:
    """Write a file under a name that must not be there yet, whatever the path is to be."""
    descriptor = os.open(part, _NEW, 0o666)
    try:
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def link_same(old: str, path: str, data: bytes, like: os.stat_result) -> bool:
    """Link an old file to a path if it holds exactly these bytes, and return whether it was done.

    It has to be as a new file would be, such as the one that `like` describes: of the same owner
    and mode, and no file that has another name already.
    """
    try:
        descriptor = os.open(old, READ)
    except OSError:  # none there
        return False
    try:
        found = os.fstat(descriptor)
        if not _is_like(found, like) or found.st_size != len(data):
            return False
        if os.read(descriptor, len(data) + 1) != data:
            return False
        os.link(old, path)
    except OSError:  # another disk, or one without links
        return False
    finally:
        os.close(descriptor)
    if os.path.samestat(os.lstat(path), found):
        return True
    os.unlink(path)
    return False


def _is_like(found: os.stat_result, like: os.stat_result) -> bool:
    owner = (found.st_uid, found.st_gid) == (like.st_uid, like.st_gid)
    return owner and found.st_mode == like.st_mode and found.st_nlink == 1


def fill(
    folder: Path,
    files: Iterable[tuple[str, bytes]],
    write: Callable[[str, str, bytes], None] = _write_new,
) -> None:
    """Write files, each under another name first: a build that is killed leaves no half of one.

    `write` gets that other name, the path of the file and its bytes.
    """
    root, made = str(folder), {""}
    part = os.path.join(root, PART)
    for path, data in files:
        above = path.rpartition("/")[0]
        if above not in made:
            (folder / above).mkdir(parents=True, exist_ok=True)
            made.add(above)
        write(part, path, data)
        file = os.path.join(root, path)  # a tenth of the time of a `Path`, for each file
        if os.path.lexists(file):
            raise BadCall(f"the disk takes the name {path} for that of another file")
        os.rename(part, file)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def swap(fresh: Path, target: Path) -> Path:
    """Replace a folder by another, and return the path of the old one.

    Raises:
        OSError: the system does not do it; both are where they were.
    """
    if exchange(fresh, target):
        return fresh
    aside = beside(target, "old")
    os.rename(target, aside)
    try:
        os.rename(fresh, target)
    except BaseException:
        os.rename(aside, target)
        raise
    return aside


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether the system can do that."""
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
