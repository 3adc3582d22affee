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

    def holds(self, notes: Mapping[str, Any]) -> bool:
        """Return whether the folder is as it was noted; reading ends at the first difference.

        Raises:
            UnreadableFile: a file that was read cannot be read.
            OSError: the folder cannot be listed.
        """
        self.names()
        files: Mapping[str, str] = notes["files"]
        same = (_digest(self._tree.read(name)) == digest for name, digest in files.items())
        return bool(self._listing == notes["names"]) and all(same)

    @property
    def notes(self) -> Mapping[str, Any]:
        """What was read, as data for JSON: digests of all names, and of each file read."""
        return {"names": self._listing, "files": self._files}


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
