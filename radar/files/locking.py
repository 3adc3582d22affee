"""The lock of a folder, held while something in it is replaced.

The lock is advisory and lies on the folder itself, so nothing is written for it and nothing is
left behind by a process that is killed. Anybody who may read the folder can hold it, therefore
nobody waits for it in silence or without end.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from radar.errors import BadCall
from radar.text import printable

PATIENCE = 1.0  # seconds before a message says that another process holds the lock
LIMIT = 60.0  # seconds after which waiting for the lock ends with an error
_PAUSE = 0.02  # seconds between two attempts: short beside a build, long beside an attempt
# what a system answers that has locks, while somebody else holds this one
_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)


@contextlib.contextmanager
def lock(folder: Path, shown: Path) -> Iterator[bool]:
    """Hold the lock of a folder while `shown`, a path in it, is changed.

    Yields whether the lock is held: some network disks, and Windows, know no such lock. After a
    second of waiting a warning is logged (logger `radar`), which the command shows on standard
    error; `shown` is what it says will be written.

    Raises:
        BadCall: another process has held the lock for a minute.
        OSError: the folder cannot be opened.
    """
    try:
        import fcntl
    except ImportError:
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _wait(lambda: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB), folder, shown)
    finally:
        os.close(descriptor)  # which gives the lock back


@contextlib.contextmanager
def hold(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder that nobody waits for; yield False where another process has it.

    Where the system knows no such lock, nobody has it.
    """
    try:
        import fcntl
    except ImportError:
        yield True
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _take(lambda: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB))
    finally:
        os.close(descriptor)


def _take(take: Callable[[], None]) -> bool:
    """Return whether nobody else holds a lock, which is taken where there are locks."""
    try:
        take()
    except OSError as error:
        return error.errno not in _HELD
    return True


def _wait(take: Callable[[], None], folder: Path, shown: Path) -> bool:
    """Try until the lock is taken; return False where there are no locks."""
    start, said = time.monotonic(), False
    while True:
        try:
            take()
        except OSError as error:
            if error.errno not in _HELD:
                return False
        else:
            return True
        waited = time.monotonic() - start
        if waited > LIMIT:
            raise BadCall(_too_long(folder, shown))
        if waited > PATIENCE and not said:
            said = True
            _say(folder, shown)
        time.sleep(_PAUSE)


def _say(folder: Path, shown: Path) -> None:
    from logging import getLogger  # 10 ms that only those pay who wait

    message = "waiting to write %s: another process holds the lock of the folder %s"
    getLogger("radar").warning(message, printable(str(shown)), printable(str(folder)))


def _too_long(folder: Path, shown: Path) -> str:
    return (
        f"cannot write {shown}: another process has held the lock of the folder {folder} for "
        f"{LIMIT:.0f} seconds. Wait until it has ended, or end it, and try again. "
        "What was there is as it was."
    )
