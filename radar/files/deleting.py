"""Delete what builds made, and nothing else.

A file is deleted by its path after it was inspected, and a folder only when it is empty. No folder
is removed with whatever is in it, so a file that appears meanwhile stays.
"""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from radar.files.inspecting import Contents, content_hash, free_name, inspect
from radar.files.locking import hold
from radar.files.marker import MARKER
from radar.files.steps import leftovers
from radar.text import printable

_STALE = 3600.0  # seconds: without a lock, anything younger may belong to a build that still runs


def delete_old(old: Path, contents: Contents, target: Path) -> None:
    """Delete the site that another one has replaced in `target`.

    Files that appeared in it after the inspection are kept in a folder beside the target, with a
    message.
    """
    _delete(old, contents)
    with suppress(OSError):  # the new site is in its place, whatever becomes of the old one
        if os.path.lexists(old) and not inspect(old).is_deletable:
            kept = free_name(target)
            os.rename(old, kept)
            _say(target, kept)


def discard(folder: Path, target: Path) -> None:
    """Delete what a build left beside its target, if that build made every file in it."""
    with suppress(OSError):  # what cannot be removed is left to the next build
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            return
        contents = _without_links(inspect(folder, unfinished=True), folder, target)
        copied = [_is_at(target / path, value) for path, value in contents.kept.items()]
        if contents.is_deletable and all(copied) and (contents.listed or not copied):
            _delete(folder, contents)


def _without_links(contents: Contents, folder: Path, target: Path) -> Contents:
    """Return what a folder holds, where a changed file that the target has as well is ours.

    It was linked there, and somebody changed it in the target since: it is lost in neither.
    """
    linked = [path for path in contents.changed if _is_one_file(folder / path, target / path)]
    changed = tuple(path for path in contents.changed if path not in linked)
    return replace(contents, changed=changed, ours={**contents.ours, **dict.fromkeys(linked, "")})


def _is_one_file(path: Path, other: Path) -> bool:
    try:
        return os.path.samestat(path.lstat(), other.lstat())
    except OSError:
        return False


def sweep(target: Path, *, everything: bool) -> None:
    """Delete what builds that were killed left beside a target.

    Anybody can make a folder with such a name: it is left alone if it holds anything else.
    What another build fills now is left alone as well. `everything` is for where there are locks,
    which tell that; otherwise only what is an hour old is deleted.
    """
    for path in leftovers(target, "new") + leftovers(target, "old"):
        if everything or time.time() - path.lstat().st_mtime > _STALE:
            _discard_unless_held(path, target)


def _discard_unless_held(folder: Path, target: Path) -> None:
    with suppress(OSError), hold(folder) as is_free:  # what cannot be opened is left alone
        if is_free:
            discard(folder, target)


def recover(target: Path) -> None:
    """Put the old site back where a build was killed between two renames."""
    if os.path.lexists(target):
        return
    for path in reversed(leftovers(target, "old")):
        if not path.is_symlink() and path.is_dir():
            contents = inspect(path)
            if contents.is_site and contents.marked:
                os.rename(path, target)
                return


def _delete(folder: Path, contents: Contents) -> None:
    """Delete the files and folders of a site; the marker last, for it tells whose the rest is."""
    copied = [path for path, value in contents.kept.items() if value]
    files = [path for path in (*copied, *contents.ours) if path != MARKER]
    with suppress(OSError):
        os.chmod(folder, stat.S_IRWXU)  # it may be one that is not to be written
    root = str(folder)
    steps = [(os.unlink, path) for path in files]
    steps += [(os.rmdir, path) for path in reversed(contents.folders)]
    steps += [(os.unlink, MARKER)] if MARKER in contents.ours else []
    for delete, path in (*steps, (os.rmdir, "")):
        with suppress(OSError):  # as above; and a folder that is not empty stays
            delete(os.path.join(root, path))


def _is_at(path: Path, value: str) -> bool:
    """Return whether a kept file is at a path too, so that it can be deleted where it was."""
    try:
        return bool(value) and content_hash(path) == value
    except OSError:
        return False


def _say(target: Path, kept: Path) -> None:
    from logging import getLogger  # only for what hardly ever happens

    message = "files appeared in %s while it was replaced; they are in %s now"
    getLogger("radar").warning(message, printable(str(target)), printable(str(kept)))
