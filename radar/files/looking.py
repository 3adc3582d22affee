"""What is on the disk, asked by a path that the caller was given: nothing is written.

These are for single questions, such as whether a folder is there. Whatever makes a radar or a
theme is read as a tree (`tree`), which follows no links out and admits no devices.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def exists(path: str | Path) -> bool:
    """Return whether there is anything at a path, if only a link that leads nowhere."""
    return os.path.lexists(path)


def is_file(path: str | Path) -> bool:
    """Return whether a path leads to a file."""
    return Path(path).is_file()


def is_folder(path: str | Path) -> bool:
    """Return whether a path leads to a folder."""
    return Path(path).is_dir()


def is_link(path: str | Path) -> bool:
    """Return whether there is a symbolic link at a path."""
    return Path(path).is_symlink()


def size_of(path: str | Path) -> int:
    """Return how many bytes a file has.

    Raises:
        OSError: it cannot be found or asked.
    """
    return Path(path).stat().st_size


def read_bytes(path: str | Path) -> bytes:
    """Return what is in a file.

    Raises:
        OSError: it cannot be read.
    """
    return Path(path).read_bytes()


def list_folder(folder: str | Path) -> tuple[Path, ...]:
    """Return the paths of what is in a folder, by name.

    Raises:
        OSError: it is no folder, or cannot be read.
    """
    return tuple(sorted(Path(folder).iterdir()))


def walk(folder: str | Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each folder below one as (its path, names of folders, names of files).

    The caller may take names out of the second, and these folders are not entered.
    """
    yield from os.walk(folder)


def resolve(path: str | Path) -> Path:
    """Return the whole path after links."""
    return Path(path).resolve()


def working_folder() -> Path:
    """Return the folder in which the program runs."""
    return Path.cwd()
