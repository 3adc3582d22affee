"""What is on the disk or in the package, asked by a path: nothing is written.

These are for single questions, such as whether a folder is there. Whatever makes a radar or a
theme is read as a tree (`tree`), which follows no links out and admits no devices. A `Traversable`
is a `Path`, or a place among the files that come with the package.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path


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


def read_bytes(path: Traversable) -> bytes:
    """Return what is in a file.

    Raises:
        OSError: it cannot be read.
    """
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


def resolve(path: Path) -> Path:
    """Return the whole path after links."""
    return path.resolve()


def working_folder() -> Path:
    """Return the folder in which the program runs."""
    return Path.cwd()


def enter_folder(folder: Path) -> None:
    """Make a folder the one in which the program runs.

    Raises:
        OSError: it is not there, or may not be entered.
    """
    os.chdir(folder)
