"""The folder for what is kept from one run to the next, and whether it can be trusted.

It is refused if it belongs to somebody else, and if it lies in the working folder, in a radar's
folder or in a work tree of Git: a commit could have brought what is in it.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Final

VARIABLE: Final = "RADAR_CACHE_DIR"
"""The environment variable that names another folder, or none where it is empty."""
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


def sound_folder(*, make: bool = False) -> Path | None:
    """Return the folder for what is kept, None where it cannot be trusted, or is not there."""
    try:
        place = _usual_folder()
        if place is None or not place.is_absolute():
            return None
        folder = place.resolve()
        if any(map(_may_be_given, folder.parents)) or _may_be_given(folder):
            return None
        if make:
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.stat()
    except (OSError, ValueError, RuntimeError):  # not there; no name for a folder; no home
        return None
    return folder if stat.S_ISDIR(status.st_mode) and is_own(status) else None


def is_own(status: os.stat_result) -> bool:
    """Return whether a file or folder is the user's own, and nobody else may write to it."""
    if not hasattr(os, "geteuid"):  # Windows: the folder for data of programs is the user's own
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE


def _usual_folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"]) / "radar" if "LOCALAPPDATA" in os.environ else None
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "radar"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "radar"


def _may_be_given(folder: Path) -> bool:
    """Return whether the files of a folder, and what is below it, may come from somebody else."""
    marks = (".git", "radar.yaml")
    return folder == Path.cwd() or any(os.path.lexists(folder / mark) for mark in marks)
