"""Put a site into a folder that cannot be replaced, because a volume is mounted there.

Such a folder changes no place with another, so its files change one by one. The whole site is
written into the hidden folder `.radar-next` in it first, with its marker; that is what can fail for
want of room. Then each file moves to its place by a rename: those that pages need, pages, the front
page. What is old goes after that, and the marker comes last. For the moments between, a reader may
see an old page with a new picture. A build that is killed leaves two markers behind, by which the
next one knows every file; so no state is one that a build cannot go on from.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from radar.errors import BadCall
from radar.files.inspecting import STAGE, Contents, inspect, refuse, refuse_loss
from radar.files.locking import lock
from radar.files.marker import FRONT, MARKER, list_hashes, path_key
from radar.files.steps import PART, SiteSeal, fill_site

_MOUNTS = "/proc/self/mountinfo"  # Linux: what is mounted where, as this process sees it
_IN_STAGE = f"{STAGE}/"


def is_mounted(folder: Path) -> bool:
    """Return whether a volume, or another folder, is mounted at a path without links."""
    if os.path.ismount(folder):
        return True
    name = re.sub(rb"[ \t\n\\]", lambda found: b"\\%03o" % found[0][0], os.fsencode(folder))
    try:
        with open(_MOUNTS, "rb") as file:
            return any(line.split()[4] == name for line in file)
    except OSError:
        return False


def fill_mount(
    target: Path, site: Mapping[str, bytes], shown: Path, written: Callable[[], None]
) -> SiteSeal:
    """Replace the site in a mounted folder, file by file; what is kept stays where it is.

    `written` is called before the first file moves to its place. Returns what tells the site from
    others.

    Raises:
        BadCall: there is something that is not ours to replace, or it changes meanwhile.
        OSError: the system refuses; if a file was moved already, the next build goes on from there.
    """
    with lock(target, shown):
        before = inspect(target)
        refuse(before, shown)
        refuse_loss(before, target, site, shown)
        before = _settle(target, before)
        stage = target / STAGE
        try:
            stage.mkdir(exist_ok=True)
            seal = fill_site(stage, site, *({FRONT} & site.keys()))
            if not _is_unchanged(target, before):
                raise BadCall(f"{shown} was changed while the site was made. Build again.")
        except BaseException:
            _delete(target, inspect(target), staged=True)
            raise
        written()
        _move_site(target, site, before)
        return seal


def _settle(target: Path, before: Contents) -> Contents:
    """End what a killed build began: the files that are there become a site with one marker."""
    if not any(path.startswith(_IN_STAGE) for path in before.ours):
        return before
    own = {path: value for path, value in before.ours.items() if not path.startswith(_IN_STAGE)}
    own.pop(MARKER, None)
    if FRONT in own:
        part = target / STAGE / PART
        part.write_bytes(list_hashes(own))
        os.replace(part, target / MARKER)
    else:  # of a first build, which nobody has read yet
        _delete(target, before, staged=False)
    _remove_folders(target, before.folders)  # while the marker in `.radar-next` explains them
    _delete(target, before, staged=True)
    return inspect(target)


def _is_unchanged(target: Path, before: Contents) -> bool:
    """Return whether a folder is as it was inspected, but for what lies in `.radar-next`."""
    now = inspect(target)
    ours = {path: value for path, value in now.ours.items() if not path.startswith(_IN_STAGE)}
    folders = tuple(path for path in now.folders if not f"{path}/".startswith(_IN_STAGE))
    old = tuple(path for path in before.folders if path != STAGE)
    return replace(now, ours=ours, folders=folders) == replace(before, folders=old)


def _move_site(target: Path, site: Mapping[str, bytes], before: Contents) -> None:
    """Move a site that is complete in `.radar-next` to its place, and delete what it replaces."""
    old = [path for path in before.ours if path != MARKER]
    first, last = _split_old(old, site)
    for path in first:
        os.unlink(target / path)
    _remove_folders(target, before.folders)
    for path in sorted(site, key=lambda path: (path.endswith(".html"), path == FRONT, path)):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(target / STAGE / path, target / path)
    for path in last:
        with suppress(OSError):  # the site is in its place; the next build knows the file
            os.unlink(target / path)
    _remove_folders(target, before.folders)
    stage = inspect(target).folders
    _remove_folders(target, [path for path in stage if path.startswith(_IN_STAGE)])
    os.replace(target / STAGE / MARKER, target / MARKER)
    with suppress(OSError):
        os.rmdir(target / STAGE)


def _split_old(old: Iterable[str], site: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Return the files to delete before the new ones come, since they are in their way, and after.

    A file is in the way where the new site has a folder of its name, it lies in a folder that
    becomes a file, or the names differ in case alone, which some disks do not tell apart.
    """
    names = {_key(path) for path in site}
    folders = {_key(above) for path in site for above in _above(path)}
    gone = [path for path in old if path not in site]
    first = [
        path
        for path in gone
        if _key(path) in names | folders or any(_key(above) in names for above in _above(path))
    ]
    return first, [path for path in gone if path not in first]


def _above(path: str) -> list[str]:
    """Return the folders above a path.

    >>> _above("a/b/c.html")
    ['a', 'a/b']
    """
    return [path[: found.start()] for found in re.finditer("/", path)]


def _key(path: str) -> str:
    return path_key(path).casefold()


def _delete(target: Path, contents: Contents, *, staged: bool) -> None:
    """Delete the files of a build in `.radar-next`, or those outside of it.

    The front page goes after the other files, and the marker after the folders: they tell whose the
    rest is.
    """
    chosen = [path for path in contents.ours if path.startswith(_IN_STAGE) is staged]
    folders = [path for path in contents.folders if f"{path}/".startswith(_IN_STAGE) is staged]
    markers = [path for path in chosen if path.endswith(MARKER)]
    for path in sorted({*chosen} - {*markers}, key=lambda path: (path.endswith(FRONT), path)):
        with suppress(OSError):
            os.unlink(target / path)
    _remove_folders(target, folders)
    for path in markers:
        with suppress(OSError):
            os.unlink(target / path)
    _remove_folders(target, folders)


def _remove_folders(target: Path, folders: Iterable[str]) -> None:
    """Remove folders that are empty, those in others first."""
    for path in sorted(folders, reverse=True):
        with suppress(OSError):  # one with something in it stays
            os.rmdir(target / path)
