"""Folders that appear whole: a site that takes the place of the one before, a folder for a user."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Mapping
from pathlib import Path

from radar.errors import BadCall
from radar.files.locking import lock
from radar.files.steps import beside, exchange, explained, left_over, remove

MARKER = ".radar-site"
_MARKER_TEXT = (
    b"Made by radar. The next build replaces this folder whole:\nkeep nothing of your own in it.\n"
    b"These are the files of the build:\n\n"
)
# no backslash, no control character, no drive
_PATH = re.compile(r"(?![A-Za-z]:)[^\\/\x00-\x1f]+(/[^\\/\x00-\x1f]+)*\Z")
_STALE = 3600.0  # seconds after which what nobody could lock belongs to nobody


def write_site(site: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Replace a folder by a site: relative paths with forward slashes, and what is in them.

    Returns the paths of files in the folder before that no build made, and that are gone now.

    Raises:
        BadCall: the folder is not ours to replace, or the system does not let us.
        ValueError: a path of the site would not stay inside it.
    """
    _check_paths(site)
    target = Path(os.path.realpath(folder))
    with explained(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        with lock(target.parent, folder) as locked:
            _recover(target)
            _refuse_what_is_not_ours(target, folder)
            _sweep(target, everything=locked)
            strangers = _strangers(target)
            _replace(target, site)
            return strangers


def write_folder(files: Mapping[str, bytes], folder: Path, *, aside: bool = False) -> Path | None:
    """Make a folder of a user's files, whole or not at all.

    An empty folder may be there already; with `aside`, one that is not is moved out of the way,
    never deleted, and where it is now is returned.

    Raises:
        BadCall: there is something already, or the system does not let us.
        ValueError: a path would not stay inside the folder.
    """
    _check_paths(files)
    target = Path(os.path.realpath(folder))
    fresh, kept = beside(target, "new"), None
    with explained(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _fill(fresh, files)
            (fresh / MARKER).unlink()
            if os.path.lexists(target) and (not target.is_dir() or os.listdir(target)):
                if not aside:
                    raise BadCall(f"there is something in {folder} already.")
                kept = _free_name(target)
                os.rename(target, kept)
            elif target.is_dir():
                target.rmdir()
            os.rename(fresh, target)
        finally:
            remove(fresh)
    return kept


def _strangers(target: Path) -> tuple[str, ...]:
    """Return the files of a folder that are not among those of its last build."""
    marker = target / MARKER
    text, _, listed = (marker.read_bytes() if marker.is_file() else b"").partition(b"\n\n")
    if text + b"\n\n" != _MARKER_TEXT:  # no build, or one of before there was a list
        return ()
    ours = {MARKER, *listed.decode("utf-8", "surrogateescape").split("\n")}
    found = (path for path in target.rglob("*") if path.is_symlink() or not path.is_dir())
    names = (path.relative_to(target).as_posix() for path in found)
    return tuple(sorted(name for name in names if name not in ours))


def _free_name(target: Path) -> Path:
    """Return a name beside a folder that nothing has: `entries.old`, `entries.old-2` and so on."""
    n, name = 1, target.with_name(f"{target.name}.old")
    while os.path.lexists(name):
        n += 1
        name = target.with_name(f"{target.name}.old-{n}")
    return name


def _check_paths(site: Mapping[str, bytes]) -> None:
    for path in site:
        sound = _PATH.match(path) and not any(part.strip(". ") == "" for part in path.split("/"))
        if not sound or path == MARKER:
            raise ValueError(f"{path!r} cannot be a path in a site")


def _recover(target: Path) -> None:
    """Put the old folder back where a build was killed between two renames."""
    whole = [path for path in left_over(target, "old") if (path / MARKER).exists()]
    if whole and not os.path.lexists(target):
        os.rename(whole[-1], target)


def _sweep(target: Path, *, everything: bool) -> None:
    for path in left_over(target, "new") + left_over(target, "old"):
        if everything or time.time() - path.lstat().st_mtime > _STALE:
            remove(path)


def _refuse_what_is_not_ours(target: Path, shown: Path) -> None:
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise BadCall(f"{shown} is a file. Choose a folder for the site with -o.")
    names = os.listdir(target)
    if names and MARKER not in names:
        raise BadCall(
            f"{shown} has files in it that radar did not make (there is no {MARKER}), so it is "
            "not replaced. Choose another folder with -o, or empty this one first."
        )
    if ".git" in names:
        raise BadCall(
            f"{shown} is a Git work tree, which would be lost. Build into another folder with -o "
            "and copy the site from there."
        )


def _replace(target: Path, site: Mapping[str, bytes]) -> None:
    fresh = beside(target, "new")
    try:
        _fill(fresh, site)
        if not target.exists():
            os.rename(fresh, target)
            return
        fresh.chmod(stat.S_IMODE(target.stat().st_mode))
        if not exchange(fresh, target):
            _change_places(fresh, target)
    finally:
        remove(fresh)


def _change_places(fresh: Path, target: Path) -> None:
    """Do in two steps what the system cannot do in one."""
    aside = beside(target, "old")
    os.rename(target, aside)
    try:
        os.rename(fresh, target)
    except BaseException:
        os.rename(aside, target)
        raise
    remove(aside)


def _fill(folder: Path, site: Mapping[str, bytes]) -> None:
    folder.mkdir()
    made = {""}
    for path, data in site.items():
        above = path.rpartition("/")[0]
        if above not in made:
            (folder / above).mkdir(parents=True, exist_ok=True)
            made.add(above)
        with open(os.path.join(folder, path), "xb", buffering=0) as file:
            _write_all(file.fileno(), data)
    names = "\n".join([*sorted(site), ""]).encode("utf-8", "surrogateescape")
    (folder / MARKER).write_bytes(_MARKER_TEXT + names)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
