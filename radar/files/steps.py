"""How a name is taken in one step: hidden names beside it, and two folders changing places."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from radar.errors import BadCall


@contextlib.contextmanager
def explain_refusal(path: Path) -> Iterator[None]:
    """Tell in words what the system refuses to do with a path.

    Raises:
        BadCall: in place of an OSError.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"cannot write {path}: {reason}. What was there is as it was."
        if error.errno in (errno.EBUSY, errno.EXDEV):
            message += " A mounted folder cannot be replaced: name a folder inside it."
        raise BadCall(message) from error


def beside(target: Path, what: str) -> Path:
    """Return a hidden name in the folder of a target that no other build takes."""
    own = f"{os.getpid()}-{time.time_ns():x}"
    return target.parent / f".{_short(target.name)}.radar-{what}-{own}"


def _short(name: str) -> str:
    """Return a name, or a shorter one that is as good as unique where more cannot be added."""
    return name if len(os.fsencode(name)) <= 160 else blake2b(os.fsencode(name)).hexdigest()[:32]


def left_over(target: Path, what: str) -> list[Path]:
    """Return what builds that were killed left beside a target, the oldest name first."""
    pattern = re.compile(re.escape(f".{_short(target.name)}.radar-{what}-") + r"\d+-[0-9a-f]+\Z")
    with os.scandir(target.parent) as found:
        return sorted(Path(entry.path) for entry in found if pattern.match(entry.name))


def swap(fresh: Path, target: Path) -> Path:
    """Put a folder in the place of another, and return where that one is now.

    Raises:
        OSError: the system does not do it; both are where they were.
    """
    if exchange(fresh, target):
        return fresh
    aside = beside(target, "old")
    os.rename(target, aside)
    try:
        os.rename(fresh, target)
    except BaseException:
        os.rename(aside, target)
        raise
    return aside


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, where the system can."""
    if sys.platform not in _EXCHANGES:
        return False
    import ctypes

    name, at_here = _EXCHANGES[sys.platform]
    function = getattr(ctypes.CDLL(None), name, None)
    if function is None:
        return False
    done: int = function(*at_here, os.fsencode(one), *at_here, os.fsencode(other), 2)
    return done == 0


# (name in the C library, what comes before each path); the flag 2 is RENAME_EXCHANGE, RENAME_SWAP
_EXCHANGES = {"linux": ("renameat2", (-100,)), "darwin": ("renamex_np", ())}
