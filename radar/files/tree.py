"""The files of a radar: a tree of names and bytes, on the disk, in Git or in memory.

A folder on the disk is one kind of tree, a revision in Git another, a mapping in memory a third.
A tree lists what is there, in the end nothing but names; what cannot be read says so when it is
asked for. The rules are the same for entries, settings, words, pictures and logos, and for every
kind of tree: nothing outside the folder is opened, however many links lead there and whichever
part of a path is one; nothing hidden (a name that begins with a dot, also where a link leads; two
names below static/ are no secret, see `is_left_out`);
and nothing but regular files. The marker of a site hides nothing, for anybody can put one beside
entries; a site has no files that would be read.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from radar.files.names import is_left_out, relative_to
from radar.files.unreadable import (
    UnreadableFile,
    dead_link,
    folder_instead,
    link_outside,
    missing,
    not_regular,
    refuse_hidden_name,
    too_large,
)

MAX_BYTES = 5_000_000
TEXT_SUFFIXES = (".md", ".yaml", ".yml")
# with these, each part of a path is opened in the folder before it, and no link is followed even
# if one is put there meanwhile; Windows has neither and compares where a path leads
_CAN_DESCEND = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)
_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | _NOFOLLOW
_IS_WINDOWS = os.name == "nt"
_REPARSE_POINT = 0x400  # a link, a junction or the like, in the attributes of a file on Windows


class Tree(Protocol):
    """Names with forward slashes, relative to the radar's folder, and what they hold."""

    def names(self) -> Iterable[str]:
        """List every file, in any order, and every folder that is named like a text file.

        A folder that is a link, or that cannot be listed, is named with a slash at its end.
        """

    def read(self, name: str) -> bytes:
        """Return what a file holds.

        Raises:
            UnreadableFile: it cannot be read, and this is why.
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
            raise missing()
        if len(self._files[name]) > MAX_BYTES:
            raise too_large(len(self._files[name]), MAX_BYTES)
        return self._files[name]


class DiskTree:
    """A folder on the disk; the way to the folder itself may lead over links.

    `limit` is the most bytes that a file may have.
    """

    def __init__(self, folder: Path, *, limit: int = MAX_BYTES) -> None:
        self._root = os.path.realpath(folder)
        self._limit = limit

    def names(self) -> Iterable[str]:
        """List the files below the folder, without what is hidden."""
        folders = [""]
        while folders:
            below = folders.pop()
            try:
                entries = list(_entries(self._root, below))
            except OSError:
                if not below:
                    raise
                yield below
                continue
            for entry in entries:
                name = f"{below}{entry.name}"
                if not _is_folder(entry):
                    yield name
                elif _is_link(entry):
                    yield f"{name}/"
                elif name.lower().endswith(TEXT_SUFFIXES):
                    yield name
                else:
                    folders.append(f"{name}/")

    def read(self, name: str) -> bytes:
        """Return what a file holds, unless it is no file of this folder or too large.

        Raises:
            UnreadableFile: it cannot be read, and this is why.
        """
        name = name.removesuffix("/")  # as a folder is listed
        try:
            self._refuse(name)
            return _content(self._open(name), self._limit)
        except (OSError, ValueError) as error:
            raise _why_unreadable(error) from None

    def locate(self, name: str) -> str:
        """Return the name of the file that a name leads to by links, or would have if it is new.

        Raises:
            UnreadableFile: that is no file of this folder.
        """
        self._refuse(name)
        target = self._target(name)
        self._refuse(target, linked=target != name)
        return target

    def _open(self, name: str) -> int:
        """Open a file; links are followed as far as they stay in the folder."""
        with contextlib.suppress(_LinkFound, NotADirectoryError):
            return _descend(self._root, name)
        target = self._target(name)
        self._refuse(target, linked=target != name)
        try:
            return _descend(self._root, target)
        except _LinkFound:
            message = "the file became a link while it was read"
            raise UnreadableFile("unreadable", message, "do it again") from None

    def _target(self, name: str) -> str:
        """Return where the links of a name lead in this folder, with forward slashes."""
        written = os.path.join(self._root, name)
        path = os.path.realpath(written)
        target = relative_to(path, self._root)
        if target is None:
            raise link_outside()
        if os.path.islink(written) and (os.path.islink(path) or not os.path.lexists(path)):
            raise dead_link()
        if not target:
            raise folder_instead()
        return target

    def _refuse(self, name: str, *, linked: bool = False) -> None:
        refuse_hidden_name(name, linked=linked)
        if _IS_WINDOWS and ("\\" in name or ":" in name):
            raise missing()  # a drive, a stream of a file, or a second way to write a path


class _LinkFound(Exception):  # noqa: N818 - no error: the link is resolved next
    """A part of a path is a link."""


def read_given_file(path: Path, limit: int) -> bytes:
    """Return the bytes of a file that the caller names; it may be hidden. `limit` is in bytes.

    A link is followed only within its own folder: somebody else may have made it, and it could lead
    to a file that only the caller can read.

    Raises:
        UnreadableFile: it cannot be read, and this is why.
    """
    target, folder = os.path.realpath(path), os.path.realpath(path.parent)
    if path.is_symlink() and relative_to(target, folder) is None:
        hint = "name the file itself"
        raise UnreadableFile("link-outside", "the symbolic link leads out of its folder", hint)
    if os.path.islink(target):
        raise dead_link()
    try:
        _refuse_special(os.lstat(target))
        return _content(os.open(target, _FILE), limit)
    except (OSError, ValueError) as error:
        raise _why_unreadable(error) from None


def _entries(root: str, below: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(os.path.join(root, below)) as entries:
        yield from (entry for entry in entries if not is_left_out(below + entry.name))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symbolic link that leads to itself
        return False


def _is_link(entry: os.DirEntry[str]) -> bool:
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return entry.is_symlink() or bool(attributes & _REPARSE_POINT)


def _descend(root: str, name: str) -> int:
    """Open a file, part after part of its path, and no link on the way.

    Raises:
        _LinkFound: the file is a link; on Windows, also one of the folders.
        NotADirectoryError: one of the folders is a link, or no folder.
    """
    if not _CAN_DESCEND:
        return _open_if_direct(os.path.join(root, name))
    *folders, file = name.split("/")
    at = os.open(root, _FOLDER)
    try:
        for folder in folders:
            below = os.open(folder, _FOLDER | _NOFOLLOW, dir_fd=at)
            os.close(at)
            at = below
        _refuse_special(os.stat(file, dir_fd=at, follow_symlinks=False))
        return os.open(file, _FILE, dir_fd=at)
    finally:
        os.close(at)


def _open_if_direct(path: str) -> int:
    if os.path.normcase(os.path.realpath(path)) != os.path.normcase(path):
        raise _LinkFound
    _refuse_special(os.lstat(path))
    return os.open(path, _FILE)


def _refuse_special(status: os.stat_result) -> None:
    """Refuse what is no regular file before it is opened: opening a device may do something."""
    if stat.S_ISLNK(status.st_mode):
        raise _LinkFound
    if stat.S_ISDIR(status.st_mode):
        raise folder_instead()
    if not stat.S_ISREG(status.st_mode):
        raise not_regular()


def _content(descriptor: int, limit: int) -> bytes:
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        _refuse_special(status)
        if status.st_size > limit:
            raise too_large(status.st_size, limit)
        return file.read(status.st_size or limit)  # no more room than it takes


def _why_unreadable(error: OSError | ValueError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError | ValueError):  # as a name with a zero byte in it
        return missing()
    if isinstance(error, NotADirectoryError):
        return missing()
    reason = (error.strerror or str(error)).lower()
    return UnreadableFile("unreadable", f"the file cannot be read: {reason}")
