"""The files of a user: replaced by a rename, or made where nothing is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from radar.errors import BadCall
from radar.files.steps import beside, explain_refusal


def write_file(path: Path, data: bytes) -> None:
    """Replace a file, or make it, in one step.

    Raises:
        BadCall: the system does not let us.
    """
    target = Path(os.path.realpath(path))
    fresh = beside(target, "new")
    with explain_refusal(path):
        try:
            write_through(fresh, data)
            if target.exists():
                fresh.chmod(stat.S_IMODE(target.stat().st_mode))
            os.replace(fresh, target)
        finally:
            fresh.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Make a file and the folders above it, unless something of that name is there.

    Raises:
        BadCall: there is something already, or the system does not let us.
    """
    fresh = beside(path, "new")
    with explain_refusal(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_through(fresh, data)
            take_name(fresh, path)
        except FileExistsError:
            raise BadCall(f"{path} exists already. Choose another name, or edit it.") from None
        finally:
            fresh.unlink(missing_ok=True)


def write_through(path: Path, data: bytes) -> None:
    """Make a file whose bytes have reached the disk."""
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def take_name(fresh: Path, path: Path) -> None:
    """Give a file its name, unless that is taken.

    Raises:
        FileExistsError: it is.
    """
    try:
        os.link(fresh, path)
    except OSError:  # the name is taken, or there are no hard links here
        if os.path.lexists(path):
            raise FileExistsError(str(path)) from None
        os.rename(fresh, path)
