"""The disk, in and out: the only code that touches it.

*Reading*: a tree of names and bytes below a folder, by one rule for all that is read (`tree`,
`names`, `unreadable`); a revision in Git is such a tree as well (`git/`).

*Replacing a site*: a site is written beside its folder, under a hidden name, and then changes
places with it in one step that the system guarantees to be whole (`renameat2` on Linux,
`renamex_np` on macOS). Killed at any moment, the published folder is the old one or the new one;
what lies about is swept away by the next build. Where the system has no such step, the old folder
is moved aside first; for that instant there is none, and the next build puts it back if it finds
it missing. Only what a build made is ever deleted (`marker`, `inspecting`), and only where a site
may be (`places`). Each file is taken from the site when its turn comes, so a build never holds all
of them. Builds into one folder wait for each other when they put their sites in its place.
A folder at which a volume is mounted stays, and its files change one by one (`mounts`).

*Files of a user* are replaced by a rename, after their bytes have reached the disk (`single`); a
new file never takes the place of another, and a changed one only that of what was read
(`changing`).

*Single questions*, such as whether a folder is there, are asked through `looking`.
"""

from __future__ import annotations

from radar.files.changing import FrozenTree, change_files
from radar.files.folders import write_folder, write_site
from radar.files.locking import lock
from radar.files.marker import MARKER, is_page_path, is_static_path
from radar.files.names import (
    clashes,
    fold_path,
    folders_above,
    is_hidden,
    printable_name,
    why_not_portable,
    why_not_served,
)
from radar.files.places import Places
from radar.files.single import write_file, write_new
from radar.files.target import OutputTarget
from radar.files.tree import DiskTree, MemoryTree, Tree, read_given_file
from radar.files.unreadable import UnreadableFile

__all__ = [
    "MARKER",
    "DiskTree",
    "FrozenTree",
    "MemoryTree",
    "OutputTarget",
    "Places",
    "Tree",
    "UnreadableFile",
    "change_files",
    "clashes",
    "fold_path",
    "folders_above",
    "is_hidden",
    "is_page_path",
    "is_static_path",
    "lock",
    "printable_name",
    "read_given_file",
    "why_not_portable",
    "why_not_served",
    "write_file",
    "write_folder",
    "write_new",
    "write_site",
]
