"""One file for each result: a hash, and what was kept."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from hashlib import blake2b
from pathlib import Path
from typing import Final

from radar.files.cache.folder import is_own, sound_folder
from radar.files.steps import beside

_MOST: Final = 400  # files: some twenty for a theme, and one for each radar that is asked
_LARGEST: Final = 20_000_000  # bytes; what is kept of 20,000 entries has less
_OPEN: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_OURS: Final = r"\.?[0-9a-f]{32}\.kept(\.radar-new-.*)?"
_SEAL: Final = 32  # bytes at the start of a file: a hash of its key and of what follows


def can_keep() -> bool:
    """Return whether there is a place for what is kept, which is made if it is not there."""
    return sound_folder(make=True) is not None


def read_result(name: str, key: bytes) -> bytes | None:
    """Return what was kept under a name with the same key; None where that is not to be had.

    `key` is whatever the result follows from. Two results under one name replace each other.
    """
    folder = sound_folder()
    if folder is None:
        return None
    with contextlib.suppress(OSError, ValueError):
        with open(os.open(folder / _file_name(name), _OPEN), "rb") as file:
            status = os.fstat(file.fileno())
            if not is_own(status) or not stat.S_ISREG(status.st_mode):
                return None
            found = file.read(_LARGEST)
        if found[:_SEAL] == _seal(key, found[_SEAL:]):
            return found[_SEAL:]
    return None


def keep(name: str, key: bytes, data: bytes) -> None:
    """Keep a result for the runs to come, if there is a place for it."""
    with contextlib.suppress(OSError, ValueError):
        if (folder := sound_folder(make=True)) is None or len(data) + _SEAL > _LARGEST:
            return
        path = folder / _file_name(name)
        fresh = beside(path, "new")
        try:
            with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(_seal(key, data) + data)
            os.replace(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
        _sweep(folder)


def _file_name(name: str) -> str:
    return f"{blake2b(name.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}.kept"


def _seal(key: bytes, data: bytes) -> bytes:
    return blake2b(data, digest_size=_SEAL, key=blake2b(key).digest()).digest()


def _sweep(folder: Path) -> None:
    """Remove our oldest files where there are too many, those of runs that were killed included."""
    with os.scandir(folder) as entries:
        ours = [entry for entry in entries if re.fullmatch(_OURS, entry.name)]
        ages = [(entry.stat(follow_symlinks=False).st_mtime_ns, entry.path) for entry in ours]
    for _, path in sorted(ages, reverse=True)[_MOST:]:
        os.unlink(path)
