"""Write a whole folder or nothing: a site in place of the old one, a new folder for a user."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from radar.errors import BadCall
from radar.files.deleting import delete_old, discard, recover, sweep
from radar.files.inspecting import Contents, free_name, inspect, refuse, refuse_loss
from radar.files.locking import hold, lock
from radar.files.looking import refuse_link_out
from radar.files.marker import check_path, is_site_path
from radar.files.mounts import fill_mount, is_mounted
from radar.files.steps import (
    SiteSeal,
    beside,
    explain_refusal,
    fill,
    fill_site,
    make_folder_for,
    swap,
)


def _anywhere(target: Path) -> None:
    """Allow every place."""


def do_nothing() -> None:
    """Ignore that every file is written."""


def write_site(
    site: Mapping[str, bytes],
    folder: Path,
    check: Callable[[Path], None] = _anywhere,
    written: Callable[[], None] = do_nothing,
) -> SiteSeal:
    """Replace a folder by a site: relative paths with forward slashes, and what is in them.

    Each file is taken from the site when it is written, so it may be made then; whatever that
    raises leaves the old site. The folder has to be absent, empty or the unchanged site of a build.
    What systems and hosts put into it (`.DS_Store`, `CNAME` and others) stays. `check` gets the
    folder with all links resolved, and raises where no site may be. `written` is called when every
    file is written, before the site takes its place. In a mounted folder the files change one by
    one. Returns what tells the site from others, its size among it.

    Raises:
        BadCall: the folder is not ours to replace, or the system does not let us.
        ValueError: a path of the site would not stay inside it, or is none of a site's.
    """
    for path in site:
        check_path(path)
        if not is_site_path(path):
            raise ValueError(f"{path!r} is not in the list of paths that a site may have")
    with explain_refusal(folder):
        target = Path(os.path.realpath(folder))
        check(target)
        if is_mounted(target):
            return fill_mount(target, site, folder, written)
        with make_folder_for(target), _make_fresh_folder(target, folder) as fresh:
            seal = fill_site(fresh, site, before=target)
            written()
            with lock(target.parent, folder):
                _replace(target, fresh, site, folder)
            return seal


def write_folder(files: Mapping[str, bytes], folder: Path, *, aside: bool = False) -> Path | None:
    """Make a folder of a user's files, whole or not at all.

    An empty folder may be there already; with `aside`, one that is not is moved out of the way,
    never deleted, and where it is now is returned.

    Raises:
        BadCall: there is something already, or the system does not let us.
        ValueError: a path would not stay inside the folder.
    """
    from shutil import rmtree  # 3 ms that no question has to pay

    for path in files:
        check_path(path)
    refuse_link_out(folder)
    target = Path(os.path.realpath(folder))
    fresh, kept = beside(target, "new"), None
    with explain_refusal(folder), make_folder_for(target):
        try:
            fresh.mkdir()
            fill(fresh, files.items())
            if os.path.lexists(target) and (not target.is_dir() or os.listdir(target)):
                if not aside:
                    raise BadCall(f"there is something in {folder} already.")
                kept = free_name(target)
                os.rename(target, kept)
            elif target.is_dir():
                target.rmdir()
            os.rename(fresh, target)
        finally:
            rmtree(fresh, ignore_errors=True)
    return kept


def _inspect_target(target: Path, shown: Path) -> Contents | None:
    """Return what is in a folder that may be replaced, None where there is no folder."""
    if not os.path.lexists(target):
        return None
    if not target.is_dir():
        raise BadCall(f"{shown} is a file. Choose a folder for the site with -o.")
    contents = inspect(target)
    refuse(contents, shown)
    return contents


@contextmanager
def _make_fresh_folder(target: Path, shown: Path) -> Iterator[Path]:
    """Make a folder beside a target, which no other build sweeps away while this one fills it.

    What killed builds left is swept away first, since its room is needed. After an error the folder
    is deleted.
    """
    fresh = beside(target, "new")
    with ExitStack() as stack:
        with lock(target.parent, shown) as locked:
            recover(target)
            sweep(target, everything=locked)
            fresh.mkdir()
            stack.enter_context(hold(fresh))  # others sweep only when they have the lock
        try:
            yield fresh
        except BaseException:
            discard(fresh, target)
            raise


def _replace(target: Path, fresh: Path, site: Mapping[str, bytes], shown: Path) -> None:
    """Put the site that is written in `fresh` into the place of the one before."""
    if Path(os.path.realpath(shown)) != target:
        raise BadCall(f"{shown} leads elsewhere since the build began. Build again.")
    recover(target)
    before = _inspect_target(target, shown)
    if before is None:
        os.rename(fresh, target)
        return
    refuse_loss(before, target, site, shown)
    _copy_kept_files(target, fresh, before)
    fresh.chmod(stat.S_IMODE(target.stat().st_mode))
    old = swap(fresh, target)
    if not _matches_inspection(old, target, before):
        discard(swap(old, target), target)
        raise BadCall(f"{shown} was changed while the site was made. Build again.")
    delete_old(old, before, target)


def _copy_kept_files(source: Path, fresh: Path, contents: Contents) -> None:
    """Copy the files that are kept; a folder that is kept whole follows when it can be moved."""
    from shutil import copy2  # as in `write_folder`

    for path, value in contents.kept.items():
        if os.path.lexists(fresh / path):  # the site has one itself, which is the same
            continue
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        if value:
            copy2(source / path, fresh / path, follow_symlinks=False)


def _matches_inspection(old: Path, target: Path, before: Contents) -> bool:
    """Return whether an old site is as it was inspected, and move the folders kept whole."""
    try:
        if inspect(old) != before:
            return False
        _move([path for path, value in before.kept.items() if not value], old, target)
    except OSError:
        return False
    return True


def _move(paths: list[str], source: Path, target: Path) -> None:
    """Move folders, all or none."""
    moved: list[str] = []
    try:
        for path in paths:
            os.rename(source / path, target / path)
            moved.append(path)
    except OSError:
        for path in moved:
            os.rename(target / path, source / path)
        raise
