"""A tree of files that notes what is read of it: what a result that is kept was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from radar.files.tree import DiskTree


class WatchedTree:
    """A folder on the disk that notes what is read of it."""

    def __init__(self, folder: Path) -> None:
        self._tree = DiskTree(folder)
        self._listing = ""
        self._files: dict[str, str] = {}

    def names(self) -> Iterable[str]:
        """List the files, in order."""
        names = sorted(self._tree.names())
        self._listing = _digest("\0".join(names).encode("utf-8", "surrogateescape"))
        return names

    def read(self, name: str) -> bytes:
        """Return what a file holds.

        Raises:
            UnreadableFile: it cannot be read, and this is why.
        """
        data = self._tree.read(name)
        digest = _digest(data)
        before = self._files.setdefault(name, digest)
        if before != digest:  # it changed between two readings: neither says what was read
            self._files[name] = f"{before} {digest}"
        return data

    def read_again(self, files: Iterable[str]) -> Mapping[str, Any]:
        """List the folder and read these files, and return what is noted then.

        Raises:
            UnreadableFile: one of them cannot be read.
            OSError: the folder cannot be listed.
        """
        self.names()
        for name in files:
            self.read(name)
        return self.notes

    @property
    def notes(self) -> Mapping[str, Any]:
        """What was read, as data for JSON: digests of all names, and of each file read."""
        return {"names": self._listing, "files": self._files}


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
