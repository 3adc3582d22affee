"""What is on the disk or in the package, asked by a path: nothing is written.

These are for single questions, such as whether a folder is there. Whatever makes a radar or a
theme is read as a tree (`tree`), which follows no links out and admits no devices. A `Traversable`
is a `Path`, or a place among the files that come with the package.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from radar.errors import BadCall
from radar.files.names import is_hidden

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable  # 2 ms, and a type alone

SETTINGS: Final = "radar.yaml"
"""The file that makes a folder a radar's."""


def exists(path: Path) -> bool:
    """Return whether a path leads to anything; a link that leads nowhere does not."""
    return path.exists()


def is_taken(path: Path) -> bool:
    """Return whether there is anything at a path, if only a link that leads nowhere."""
    return os.path.lexists(path)


def is_file(path: Traversable) -> bool:
    """Return whether a path leads to a file."""
    return path.is_file()


def is_folder(path: Traversable) -> bool:
    """Return whether a path leads to a folder."""
    return path.is_dir()


def is_link(path: Path) -> bool:
    """Return whether there is a symbolic link at a path."""
    return path.is_symlink()


def leads_out(path: Path) -> bool:
    """Return whether a path is a link to what is not below the folder in which the link is."""
    return path.is_symlink() and resolve(path.parent) not in resolve(path).parents


def size_of(path: Path) -> int:
    """Return how many bytes a file has.

    Raises:
        OSError: it cannot be found or asked.
    """
    return path.stat().st_size


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return what tells a file or folder from every other, None if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


_LARGEST: Final = 200_000_000
"""Bytes of a file that is read at once: the data of 10,000 entries take a tenth of it."""


def read_bytes(path: Traversable) -> bytes:
    """Return what is in a file.

    Raises:
        OSError: it cannot be read.
        BadCall: it is a device, which may never end, or has more than 200 MB.
    """
    if isinstance(path, Path):
        found = path.stat()
        if stat.S_ISCHR(found.st_mode) or stat.S_ISBLK(found.st_mode):
            raise BadCall(f"{path} leads to a device, and a file is expected there")
        if found.st_size > _LARGEST:
            raise BadCall(f"{path} has more than {_LARGEST // 1_000_000} MB")
    return path.read_bytes()


def list_folder(folder: Traversable) -> list[Traversable]:
    """Return what is in a folder, by name.

    Raises:
        OSError: it is no folder, or cannot be read.
    """
    return sorted(folder.iterdir(), key=lambda item: item.name)


def is_empty(folder: Path) -> bool:
    """Return whether there is nothing in a folder.

    Raises:
        OSError: it is no folder, or cannot be read.
    """
    return not any(folder.iterdir())


def list_all(folder: Path) -> list[Path]:
    """Return all files and folders below a folder, by path; nothing where there is no folder."""
    return sorted(folder.rglob("*"))


def walk(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each folder below one as (its path, names of folders, names of files).

    The caller may take names out of the second, and these folders are not entered.
    """
    return os.walk(folder)


def find_way_out(path: Path, root: Path) -> Literal["", "outside", "hidden"]:
    """Return where a link on the way from `root` to `path` leads that it may not.

    "outside" is out of `root`, "hidden" is to what begins with a dot below it, unless the path is
    written so; '' is nowhere else. A path that climbs by `..` is as it is written.
    """
    written = path.relative_to(root)
    if ".." in written.parts:
        return ""
    target, whole = path.resolve(), root.resolve()
    if not target.is_relative_to(whole):
        return "outside"
    hidden = any(map(is_hidden, target.relative_to(whole).parts))
    return "hidden" if hidden and not any(map(is_hidden, written.parts)) else ""


def is_below(path: Path, root: Path) -> bool:
    """Return whether a path, as it is written, is a folder or in it."""
    return path.is_relative_to(root)


def resolve(path: Path) -> Path:
    """Return the whole path after links."""
    return path.resolve()


def relative_name(name: str) -> str:
    """Return a file's name as it is seen from the working folder, if the file is below that.

    Code hosts know files by their names in the repository, at whose top a pipeline runs.

    >>> relative_name("entries/rust.md"), relative_name((Path.cwd() / "a b" / "c.md").as_posix())
    ('entries/rust.md', 'a b/c.md')
    """
    path = Path(name)
    below = path.is_absolute() and path.is_relative_to(Path.cwd())
    return path.relative_to(Path.cwd()).as_posix() if below else name


def fingerprint_files(folder: Path, *suffixes: str) -> str:
    """Return what tells one state of the files with some suffixes from another, by size and time.

    It is '' where there is none, as for a folder in an archive.
    """
    found = []
    for below, _, names in os.walk(folder):
        for path in (os.path.join(below, name) for name in names if name.endswith(suffixes)):
            status = os.stat(path)
            found.append((path, status.st_size, status.st_mtime_ns))
    return blake2b(repr(sorted(found)).encode(), digest_size=16).hexdigest() if found else ""


class FileState(NamedTuple):
    """What tells one state of a file from another without reading it; times in nanoseconds."""

    path: str
    size: int
    written: int
    changed: int


def moment() -> int:
    """Return the time, to compare with that of files."""
    return time.time_ns()


def state_of(path: Path) -> FileState:
    """Return the state of a file, or of a link.

    Raises:
        OSError: it is not there.
    """
    status = path.lstat()
    return FileState(path.as_posix(), status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def refuse_link_out(path: Path) -> None:
    """Refuse a link that leaves its folder: whoever can commit it chooses where it leads.

    Raises:
        BadCall: it is one.
    """
    if leads_out(path):
        why = "is a link that leaves its folder, and nothing is written through it"
        raise BadCall(f"{path} {why}. Remove it, or choose another name.")


def working_folder() -> Path:
    """Return the folder in which the program runs."""
    return Path.cwd()


def has_working_folder() -> bool:
    """Tell whether the folder in which the program runs is still there."""
    try:
        working_folder()
    except FileNotFoundError:
        return False
    return True


def enter_folder(folder: Path) -> None:
    """Make a folder the one in which the program runs.

    Raises:
        OSError: it is not there, or may not be entered.
    """
    os.chdir(folder)


def find(folder: Path | None = None) -> Path:
    """Return the folder of a radar: the one given, or the one here, or `entries` in either.

    Raises:
        BadCall: there is no radar, and this is what to do.
    """
    base = Path() if folder is None else folder
    if base.name == SETTINGS and is_file(base):
        return base.parent
    for place in (base, base / "entries"):
        if is_taken(place / SETTINGS):
            if place != base and leads_out(place):
                raise BadCall(f"{place} is a link that leaves its folder. Name the folder itself.")
            return place
    raise BadCall(_why_not(base, given=folder is not None))


def _why_not(base: Path, *, given: bool) -> str:
    if not exists(base):
        return f"there is no folder {base}."
    if not is_folder(base):
        return f"{base} is a file. Name the folder that has {SETTINGS} in it."
    if exists(base / "radar.yml"):
        return f"{base / 'radar.yml'} has to be called {SETTINGS}. Rename it."
    where = f"in {base} or {base / 'entries'}" if given else "here or in ./entries"
    return f"there is no {SETTINGS} {where}. Name the radar's folder, or begin one: radar init"
