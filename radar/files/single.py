"""The files of a user: replaced by a rename, or made where nothing is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from radar.errors import BadCall
from radar.files.looking import refuse_link_out
from radar.files.steps import beside, explain_refusal, make_folder_for


def write_file(path: Path, data: bytes) -> None:
    """Replace a file, or make it, in one step.

    Raises:
        BadCall: it is a link that leaves its folder, or the system does not let us.
    """
    refuse_link_out(path)
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


def write_new(files: Mapping[Path, bytes]) -> None:
    """Make files and the folders above them, all or none, unless something has one of the names.

    Raises:
        BadCall: there is something already, or the system does not let us.
    """
    with ExitStack() as stack:
        for path, data in files.items():
            stack.enter_context(_new_file(path, data))


@contextmanager
def _new_file(path: Path, data: bytes) -> Iterator[None]:
    """Make a file and the folders above it; after an error, also a later one, it is not there."""
    fresh = beside(path, "new")
    with explain_refusal(path), make_folder_for(path):
        try:
            write_through(fresh, data)
            take_name(fresh, path)
        except FileExistsError:
            raise BadCall(f"{path} exists already. Choose another name, or edit it.") from None
        finally:
            fresh.unlink(missing_ok=True)
        try:
            yield
        except BaseException:
            path.unlink(missing_ok=True)
            raise


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
