"""A revision in Git as a tree of names and bytes, without touching the work tree.

Everything comes from the object store by way of three plumbing commands (`rev-parse`, `ls-tree`,
`cat-file`), which run no filter, no text conversion and no hook, and which are given nothing of
the user's but the revision, checked and behind `--end-of-options`; from then on object ids alone.
Nothing is fetched: what a partial clone lacks is a problem, not a visit to a server.

A revision reads as its checkout would. Symbolic links are not followed on the disk but looked up
among the files of the revision; submodules are left out.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from radar.errors import BadCall, Problem
from radar.reading.tree import MARKER, MAX_BYTES, NOWHERE, TEXT_SUFFIXES, shown, too_large
from radar.reading.yaml_nodes import Wrong

_LINK, _SUBMODULE = "120000", "160000"
_LINKS_IN_A_ROW = 8
_LONGEST_PATH = 4096
# what Git sets for its hooks, so that a radar in another repository is not looked for in this one
_LOCAL = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_INTERNAL_SUPER_PREFIX",
)  # fmt: skip
_CAREFUL = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never")


class Item(NamedTuple):
    """What a revision holds under one name; `size` in bytes, 0 for a submodule."""

    mode: str
    id: str
    size: int


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, seen from one of its folders.

    `prefix` leads from the top of the repository to that folder; it is '' or ends with a slash.
    """

    program: str
    folder: Path
    environment: Mapping[str, str]
    prefix: str = ""

    def command(self, *arguments: str) -> list[str]:
        """Write out a call of Git."""
        return [self.program, *_CAREFUL, *arguments]

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Call Git and return what it says."""
        return subprocess.run(  # noqa: S603 - a fixed program, arguments checked, no shell
            self.command(*arguments),
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )


def repository(folder: Path) -> Repository:
    """Find the repository that a folder lies in.

    Raises:
        BadCall: Git is not installed, the folder is in no repository, or Git refuses it.
    """
    program = shutil.which("git")
    if program is None:
        raise BadCall("Git is not installed, or not on the PATH; without it, compare two folders")
    given = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    own = {name: value for name, value in given.items() if name not in _LOCAL}
    answer = None
    for environment in (own, given):
        found = Repository(program, folder, environment)
        answer = found.ask("rev-parse", "--show-prefix")
        if answer.returncode == 0:
            prefix = os.fsdecode(answer.stdout.removesuffix(b"\n"))
            return Repository(program, folder, environment, prefix)
        if "GIT_DIR" not in given:
            break
    raise BadCall(_refused(folder, answer))


def _refused(folder: Path, answer: subprocess.CompletedProcess[bytes] | None) -> str:
    said = answer.stderr.decode("utf-8", "replace").strip().splitlines() if answer else []
    first = said[0].removeprefix("fatal: ") if said else "it does not say why"
    if "dubious ownership" in first:
        first += "; if you trust it: git config --global --add safe.directory <its path>"
    elif "GIT_DIR" in os.environ:
        first += f" (GIT_DIR is set to {shown(os.environ['GIT_DIR'])})"
    return f"Git does not read {shown(str(folder))}: {shown(first)}"


def resolve(repository: Repository, revision: str) -> str | None:
    """Return the id of the tree of a revision, None where Git knows no such revision.

    Raises:
        BadCall: the word cannot be a revision.
    """
    if not revision or revision.startswith("-") or shown(revision) != revision:
        raise BadCall(f"{shown(revision)!r} cannot be a Git revision")
    return _object(repository, f"{revision}^{{tree}}")


def _object(repository: Repository, name: str) -> str | None:
    answer = repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    words = answer.stdout.decode("ascii", "replace").split()
    return words[-1] if answer.returncode == 0 and words else None


def tree(repository: Repository, revision: str, folders: Iterable[str]) -> GitTree:
    """Return the radar of a revision, in the first of the folders that has a `radar.yaml`.

    The folders are relative to the repository's own `folder`, with forward slashes.

    Raises:
        BadCall: there is no such revision, or no radar in it.
    """
    top = resolve(repository, revision)
    if top is None:
        hint = "; write a range as two revisions" if ".." in revision else ""
        raise BadCall(f"Git knows no revision {shown(revision)!r}{hint}")
    paths = [posixpath.normpath(posixpath.join("/", repository.prefix, each)) for each in folders]
    for path in paths:
        below = _object(repository, f"{top}:{path.lstrip('/')}") if path != "/" else top
        items = _listed(repository, below) if below else {}
        if "radar.yaml" in items:
            return GitTree(repository, items, path.lstrip("/"))
    places = " or ".join(repr(shown(path.lstrip("/") or ".")) for path in paths)
    raise BadCall(f"revision {shown(revision)!r} has no radar.yaml in {places}")


def _listed(repository: Repository, tree_id: str) -> Mapping[str, Item]:
    answer = repository.ask("ls-tree", "-r", "-z", "-l", "--full-tree", tree_id)
    found = {}
    for line in answer.stdout.split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, _, object_id, size = facts.decode("ascii").split()
        found[os.fsdecode(name)] = Item(mode, object_id, int(size) if size.isdigit() else 0)
    return found


class GitTree:
    """The files of a revision below the radar's folder; to be used in a `with` statement.

    `path` leads from the top of the repository to that folder.
    """

    def __init__(self, repository: Repository, items: Mapping[str, Item], path: str = "") -> None:
        self._items = items
        self.path = path
        self._process = subprocess.Popen(  # noqa: S603 - a fixed program and nothing of the user's
            repository.command("cat-file", "--batch"),
            cwd=repository.folder,
            env=dict(repository.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Say what a revision has and a radar cannot use."""
        message = "this is a Git submodule; what is in it was not read"
        return tuple(
            Problem(shown(name), 0, 0, "submodule", message, severity="note")
            for name, item in sorted(self._items.items())
            if item.mode == _SUBMODULE and _visible(name)
        )

    def names(self) -> Iterable[str]:
        """List what a folder on the disk would list."""
        made = tuple(name[: -len(MARKER)] for name in self._items if name.endswith(f"/{MARKER}"))
        files = (name for name in self._items if not (made and name.startswith(made)))
        return sorted({self._as_listed(name) for name in files if self._counts(name)})

    def _counts(self, name: str) -> bool:
        return _visible(name) and self._items[name].mode != _SUBMODULE

    def _as_listed(self, name: str) -> str:
        for folder in _folders(name):
            if folder.lower().endswith(TEXT_SUFFIXES):
                return folder
        if self._items[name].mode == _LINK and self._is_folder(self._target(name)):
            return f"{name}/"
        return name

    def _is_folder(self, name: str) -> bool:
        return any(each.startswith(f"{name}/") for each in self._items)

    def read(self, name: str) -> bytes:
        """Return what a file holds, unless it is no file of this folder or too large.

        Raises:
            Wrong: it cannot be read, and this is why.
        """
        name = self._followed(name.rstrip("/"))
        item = self._items.get(name)
        if item is None or item.mode == _SUBMODULE:
            if item or self._is_folder(name):
                raise Wrong(NOWHERE, "not-a-file", "this is a folder where a file should be")
            raise Wrong(NOWHERE, "missing-file", "the file is not there")
        if item.size > MAX_BYTES:
            raise too_large(item.size)
        return self._blob(item.id)

    def _followed(self, name: str) -> str:
        for _ in range(_LINKS_IN_A_ROW):
            if name not in self._items or self._items[name].mode != _LINK:
                return name
            name = self._target(name)
            if name.startswith(("/", "../")) or name == "..":
                hint = "put the file itself here, because nothing outside the folder is read"
                raise Wrong(
                    NOWHERE, "link-outside", "the symbolic link leaves the radar's folder", hint
                )
            if name not in self._items and not self._is_folder(name):
                break
        raise Wrong(NOWHERE, "dead-link", "the symbolic link points to nothing", "remove it")

    def _target(self, link: str) -> str:
        item = self._items[link]
        target = os.fsdecode(self._blob(item.id)) if item.size <= _LONGEST_PATH else ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(link), target))

    def _blob(self, object_id: str) -> bytes:
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None  # noqa: S101 - both are pipes, for the type checker
        assert told is not None  # noqa: S101 - as above
        asked.write(object_id.encode("ascii") + b"\n")
        asked.flush()
        answer = told.readline().split()
        if len(answer) != 3:
            hint = "in a partial clone, fetch it first"
            raise Wrong(NOWHERE, "unreadable", "Git does not have this file here", hint)
        return told.read(int(answer[2]) + 1)[:-1]


def _visible(name: str) -> bool:
    return not any(part.startswith(".") for part in name.split("/"))


def _folders(name: str) -> Iterator[str]:
    parts = name.split("/")
    return ("/".join(parts[:n]) for n in range(1, len(parts)))
