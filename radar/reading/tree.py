"""Where the written form is read from: a tree of names and bytes.

A folder on the disk is one kind of tree, a revision in Git another, a mapping in memory a third.
A tree lists what is there, in the end nothing but names; what cannot be read says so when it is
asked for. Nothing outside the folder is opened, and nothing but regular files.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from radar.reading.yaml_nodes import Here, Wrong

NOWHERE = Here(0, 0)
MAX_BYTES = 5_000_000
MARKER = ".radar-site"
TEXT_SUFFIXES = (".md", ".yaml", ".yml")


class Tree(Protocol):
    """Names with forward slashes, relative to the radar's folder, and what they hold."""

    def names(self) -> Iterable[str]:
        """List every file, in any order, and every folder that is named like a text file."""

    def read(self, name: str) -> bytes:
        """Return what a file holds.

        Raises:
            Wrong: it cannot be read, and this is why.
        """


class MemoryTree:
    """Files in memory.

    >>> MemoryTree({"radar.yaml": b"title: Ours"}).read("radar.yaml")
    b'title: Ours'
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def names(self) -> Iterable[str]:
        """List the files."""
        return self._files.keys()

    def read(self, name: str) -> bytes:
        """Return what a file holds, unless it is larger than any text should be."""
        if name not in self._files:
            raise _missing()
        if len(self._files[name]) > MAX_BYTES:
            raise too_large(len(self._files[name]))
        return self._files[name]


class DiskTree:
    """A folder on the disk."""

    def __init__(self, folder: Path) -> None:
        self._root = os.path.realpath(folder)

    def names(self) -> Iterable[str]:
        """List the files below the folder, without what is hidden and what we made ourselves."""
        return _walk(self._root, "")

    def read(self, name: str) -> bytes:
        """Return what a file holds, unless it is no file of this folder or too large."""
        path = os.path.join(self._root, name)
        if os.path.islink(path):
            path = self._inside(path)
        try:
            return _read_regular(path)
        except IsADirectoryError:
            raise _folder() from None
        except FileNotFoundError:
            raise _missing() from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise Wrong(NOWHERE, "unreadable", f"the file cannot be read: {reason}") from None

    def _inside(self, link: str) -> str:
        path = os.path.realpath(link)
        if not os.path.lexists(path) or os.path.islink(path):
            raise Wrong(NOWHERE, "dead-link", "the symbolic link points to nothing", "remove it")
        if not path.startswith(self._root.rstrip(os.sep) + os.sep):
            hint = "put the file itself here, because nothing outside the folder is read"
            raise Wrong(
                NOWHERE, "link-outside", "the symbolic link leaves the radar's folder", hint
            )
        return path


def _walk(root: str, below: str) -> Iterator[str]:
    with os.scandir(os.path.join(root, below)) as found:
        entries = [entry for entry in found if not entry.name.startswith(".")]
    for entry in entries:
        name = f"{below}{entry.name}"
        if not _is_folder(entry):
            yield name
        elif entry.is_symlink() or name.lower().endswith(TEXT_SUFFIXES):
            yield f"{name}/" if entry.is_symlink() else name
        elif not os.path.exists(os.path.join(root, name, MARKER)):
            yield from _walk_or_name(root, name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symbolic link that leads to itself
        return False


def _walk_or_name(root: str, name: str) -> Iterator[str]:
    try:
        yield from _walk(root, f"{name}/")
    except OSError:
        yield f"{name}/"


def _read_regular(path: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise _folder() if os.path.isdir(path) else _special()
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise _special()
        if found.st_size > MAX_BYTES:
            raise too_large(found.st_size)
        return file.read(found.st_size or MAX_BYTES)  # no more room than it takes


def _missing() -> Wrong:
    return Wrong(NOWHERE, "missing-file", "the file is not there")


def _folder() -> Wrong:
    return Wrong(NOWHERE, "not-a-file", "this is a folder where a file should be", "rename it")


def _special() -> Wrong:
    return Wrong(NOWHERE, "not-a-file", "this is no regular file; it was not opened", "remove it")


def too_large(size: int) -> Wrong:
    """Say that a file is larger than any text should be; `size` in bytes."""
    message = f"the file is too large: {size / 1e6:,.1f} MB, the limit is {MAX_BYTES / 1e6:.0f} MB"
    return Wrong(NOWHERE, "too-large", message, "split it, or move it out of the radar's folder")


_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def shown(name: str) -> str:
    r"""Return a name so that it can be printed on one line.

    >>> shown("a\nb.md")
    'a\\x0ab.md'
    """
    return _UNSHOWABLE.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", name)
