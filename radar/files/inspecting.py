"""What a folder holds, file by file, before any of it is deleted.

Every file is one of four: made by a build and unchanged, kept (what systems and hosts put into a
folder, which stays where it is), changed, or foreign. Nothing is followed: a symbolic link is a
file, and a foreign one.
"""

from __future__ import annotations

import errno
import os
import shlex
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal, get_args

from radar.errors import BadCall
from radar.files.marker import (
    FRONT,
    MARKER,
    MAX_BYTES,
    begins,
    chunks_of,
    fingerprint,
    path_key,
    read_marker,
)
from radar.files.steps import PART, READ
from radar.text import printable

STAGE = ".radar-next"  # in a mounted folder: the next site, until each of its files is in its place
_SYSTEM = (".ds_store", "thumbs.db", "desktop.ini")  # without regard to case
_AT_TOP = (".gitignore", ".gitattributes", ".gitkeep", ".nojekyll", "CNAME")
_FOLDER = "lost+found"
_MANY = 10  # file names in one message
_UNLISTED = (MARKER, PART, f"{STAGE}/{MARKER}", f"{STAGE}/{PART}")  # names that only a build gives


_Ownership = Literal["ours", "kept", "folder", "changed", "foreign", "work tree"]


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a folder by what they are; all paths with forward slashes.

    `ours` and `kept` have a hash for each file ('' for the marker, and for a folder that is kept
    whole). `folders` are all others, each before those in it. `marked` is whether there is a
    marker, `listed` whether it has hashes. `work_trees` are files and folders called `.git`.
    """

    ours: Mapping[str, str]
    kept: Mapping[str, str]
    folders: tuple[str, ...]
    changed: tuple[str, ...]
    foreign: tuple[str, ...]
    work_trees: tuple[str, ...]
    marked: bool
    listed: bool

    @property
    def is_deletable(self) -> bool:
        """Whether a build made every file that is not kept."""
        sound = self.listed or not self.marked
        return sound and not (self.changed or self.foreign or self.work_trees)

    @property
    def is_site(self) -> bool:
        """Whether this is what a build left: with the front page, if it has files at all."""
        has_front = FRONT in self.ours or f"{STAGE}/{FRONT}" in self.ours
        return self.is_deletable and (has_front or set(self.ours) <= {*_UNLISTED})


def inspect(folder: Path, *, unfinished: bool = False) -> Contents:
    """Return what a folder holds; `unfinished` allows for a file that was being written.

    Raises:
        OSError: it is no folder (a link to one is none), or cannot be read.
    """
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "Not a directory", str(folder))
    marked = os.path.lexists(folder / MARKER)
    hashes = _read_marker(folder / MARKER, unfinished=unfinished) if marked else None
    own = {path: {value} for path, value in (hashes or {}).items()}
    own |= {MARKER: {""}} if hashes is not None else {}
    if unfinished and (hashes is not None or _is_marker_begun(folder / PART)):
        own[PART] = {""}
    _add_staged_files(own, folder)
    by_kind: dict[_Ownership, dict[str, str]] = {kind: {} for kind in get_args(_Ownership)}
    for path, entry in _walk(folder):
        kind, value = _judge(path, entry, own)
        by_kind[kind][path] = value
    foreign, kept = by_kind["foreign"], by_kind["kept"]
    needed = _folders_of((*own, *kept, *foreign)) | {STAGE}
    foreign |= {f"{path}/": "" for path in by_kind["folder"] if path_key(path) not in needed}
    return Contents(
        ours=by_kind["ours"],
        kept=kept,
        folders=tuple(sorted(by_kind["folder"])),
        changed=tuple(sorted(by_kind["changed"])),
        foreign=tuple(sorted(foreign)),
        work_trees=tuple(sorted(by_kind["work tree"])),
        marked=marked,
        listed=hashes is not None,
    )


def _read_marker(path: Path, *, unfinished: bool) -> Mapping[str, str] | None:
    found = os.lstat(path)
    if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
        return None
    return read_marker(path.read_bytes(), unfinished=unfinished)


def _add_staged_files(own: dict[str, set[str]], folder: Path) -> None:
    """Add the files of a site that was being put into a mounted folder, in both of their places."""
    stage = folder / STAGE
    if not os.path.lexists(stage) or not stat.S_ISDIR(os.lstat(stage).st_mode):
        return
    marked = os.path.lexists(stage / MARKER)
    hashes = _read_marker(stage / MARKER, unfinished=True) if marked else None
    if hashes is None:
        if _is_marker_begun(stage / PART):
            own[f"{STAGE}/{PART}"] = {""}
        return
    own |= {f"{STAGE}/{MARKER}": {""}, f"{STAGE}/{PART}": {""}}
    for path, value in hashes.items():
        own.setdefault(path, set()).add(value)
        own[f"{STAGE}/{path}"] = {value}


def _is_marker_begun(path: Path) -> bool:
    """Return whether a file is the beginning of a marker, as a killed build may leave it."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES and begins(path.read_bytes())


def _walk(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything below a folder; what is in a folder comes after it."""
    todo = [""]
    while todo:
        below = todo.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                yield below + entry.name, entry
                if _is_folder(entry) and entry.name not in (_FOLDER, ".git"):
                    todo.append(f"{below}{entry.name}/")


def _judge(
    path: str, entry: os.DirEntry[str], own: Mapping[str, set[str]]
) -> tuple[_Ownership, str]:
    """Return what a file or folder is, and its hash."""
    if entry.name.casefold() == ".git":
        return "work tree", ""
    if _is_folder(entry):
        return ("kept" if entry.name == _FOLDER else "folder"), ""
    is_file = entry.is_file(follow_symlinks=False)
    listed = own.get(path_key(path))
    at_top = path in _AT_TOP and listed is None  # static/ may have one, which is ours then
    if is_file and (entry.name.lower() in _SYSTEM or at_top):  # a link may lead anywhere
        return "kept", content_hash(entry.path)
    if not is_file or listed is None:
        return "foreign", ""
    if path in _UNLISTED:
        return "ours", ""
    found = _hash_file(entry.path)
    return ("ours" if found in listed else "changed"), found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder above a path, in the form by which paths are looked up."""
    made: set[str] = set()
    for path in map(path_key, paths):
        above = path.rpartition("/")[0]
        while above and above not in made:
            made.add(above)
            above = above.rpartition("/")[0]
    return made


def _hash_file(path: str | Path) -> str:
    """Return the hash of a file in which the line ends of texts do not count."""
    with open(os.open(path, READ), "rb") as file:
        return fingerprint(chunks_of(file))


def content_hash(path: str | Path) -> str:
    """Return a hash of a file byte by byte, or of where a symbolic link leads."""
    if os.path.islink(path):
        return blake2b(os.fsencode(os.readlink(path)), person=b"link").hexdigest()
    digest = blake2b()
    with open(os.open(path, READ), "rb") as file:
        for chunk in chunks_of(file):
            digest.update(chunk)
    return digest.hexdigest()


def refuse(contents: Contents, shown: Path) -> None:
    """Refuse a folder with anything in it that a build did not make and would have to delete.

    Raises:
        BadCall: naming the files, with the command that moves the folder aside.
    """
    if contents.is_site:
        return
    if contents.work_trees:
        raise BadCall(
            f"{shown} is not replaced, because there is a Git work tree in it, which would be lost "
            f"({printable(contents.work_trees[0])}). Build into another folder with -o and copy "
            "the site from there."
        )
    raise BadCall(
        f"{shown} is not replaced, because {_reason(contents)}. Build into another folder with -o, "
        f"or move this one aside: {move_aside(shown)}"
    )


def refuse_loss(contents: Contents, target: Path, site: Mapping[str, bytes], shown: Path) -> None:
    """Refuse a site with a file of its own where another one is kept, such as a CNAME.

    Raises:
        BadCall: naming the file.
    """
    for path in sorted(contents.kept.keys() & site.keys()):
        if _hash_file(target / path) != fingerprint([site[path]]):
            raise BadCall(
                f"{shown / path} is not replaced, because radar did not make it, and the radar has "
                f"another in static/{path}. Remove one of the two."
            )


def _reason(contents: Contents) -> str:
    if contents.marked and not contents.listed:
        return (
            f"its {MARKER} lists no hashes (radar 0.1 wrote none), so nothing shows which files "
            "radar made"
        )
    if contents.is_deletable:
        return f"the front page that its {MARKER} lists, {FRONT}, is not there"
    reasons = []
    if contents.foreign:
        reasons.append(f"radar did not make {_names(contents.foreign)}")
    if contents.changed:
        reasons.append(f"somebody changed {_names(contents.changed)}")
    return " and ".join(reasons) + (" in it" if contents.marked else f" (there is no {MARKER})")


def _names(paths: Sequence[str]) -> str:
    more = [f"{len(paths) - _MANY} more"] if len(paths) > _MANY else []
    return ", ".join([*map(printable, paths[:_MANY]), *more])


def move_aside(path: Path) -> str:
    """Return the command that gives a file or folder another name, quoted for the shell."""
    free = free_name(path)
    if sys.platform == "win32":
        return f'move "{path}" "{free}"'
    words = [str(path), str(free)]
    dashes = ["--"] if any(word.startswith("-") for word in words) else []
    return shlex.join(["mv", *dashes, *words])


def free_name(path: Path) -> Path:
    """Return a name beside a path that nothing has: `site.old`, `site.old-2` and so on."""
    if path.name in ("", ".."):
        path = Path(os.path.realpath(path))
    n, name = 1, path.with_name(f"{path.name}.old")
    while os.path.lexists(name):
        n += 1
        name = path.with_name(f"{path.name}.old-{n}")
    return name
