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
import subprocess
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from functools import cached_property
from typing import NamedTuple, Self

from radar.errors import BadCall, Problem
from radar.files.git.repository import Repository
from radar.files.names import folders_above, is_left_out, printable_name
from radar.files.tree import MAX_BYTES, TEXT_SUFFIXES
from radar.files.unreadable import (
    UnreadableFile,
    dead_link,
    folder_instead,
    link_outside,
    missing,
    refuse_hidden_name,
    too_large,
)
from radar.text import number_of

_LINK, _SUBMODULE, _FOLDER = "120000", "160000", "040000"
_LINKS_IN_A_ROW = 40  # as many as Linux follows
_LONGEST_PATH = 4096  # bytes; no checkout has a longer one
_LONGEST_LINE = _LONGEST_PATH + 100  # with mode, type and id
# a few trees that hold each other many times over are a small commit and endless files, or folders
_MOST_FILES = 200_000


class _GitObject(NamedTuple):
    """What a revision holds under one name."""

    mode: str
    id: str


def resolve(repository: Repository, revision: str) -> str | None:
    """Return the id of the tree of a revision, None where Git knows no such revision.

    Raises:
        BadCall: the word cannot be a revision.
    """
    if not revision or revision.startswith("-") or printable_name(revision) != revision:
        raise BadCall(f"{printable_name(revision)!r} cannot be a Git revision")
    return _object(repository, f"{revision}^{{tree}}")


def _object(repository: Repository, name: str) -> str | None:
    answer = repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    words = answer.stdout.decode("ascii", "replace").split()
    return words[-1] if answer.returncode == 0 and words else None


def tree(repository: Repository, revision: str, folders: Iterable[str]) -> _GitTree:
    """Return the radar of a revision, in the first of the folders that has a `radar.yaml`.

    The folders are relative to the repository's own `folder`, with forward slashes.

    Raises:
        BadCall: there is no such revision, or no radar in it.
    """
    top = resolve(repository, revision)
    if top is None:
        hint = "; write a range as two revisions" if ".." in revision else ""
        raise BadCall(f"Git knows no revision {printable_name(revision)!r}{hint}")
    paths = [posixpath.normpath(posixpath.join("/", repository.prefix, each)) for each in folders]
    for path in paths:
        below = _object(repository, f"{top}:{path.lstrip('/')}") if path != "/" else top
        items = _list(repository, below) if below else {}
        if "radar.yaml" in items:
            return _GitTree(repository, items, path.lstrip("/"))
    names = dict.fromkeys(printable_name(path.lstrip("/") or ".") for path in paths)
    places = " or ".join(map(repr, names))
    raise BadCall(f"revision {printable_name(revision)!r} has no radar.yaml in {places}")


def _list(repository: Repository, tree_id: str) -> Mapping[str, _GitObject]:
    items = {}
    with closing(_lines(repository, "ls-tree", "-r", "-t", "-z", "--full-tree", tree_id)) as lines:
        for count, line in enumerate(lines):
            facts, _, name = line.partition(b"\t")
            mode, _, object_id = facts.decode("ascii").split()
            if count >= _MOST_FILES:
                many = f"{number_of(_MOST_FILES, 'file')} and folders"
                raise BadCall(f"the revision has more than {many} below the radar")
            if mode != _FOLDER:
                items[os.fsdecode(name)] = _GitObject(mode, object_id)
    return items


def _lines(repository: Repository, *arguments: str) -> Generator[bytes, None, None]:
    """Yield what Git says between zero bytes, as it comes.

    Raises:
        BadCall: Git does not come to an end, or says something longer than any path.
    """
    with repository.start(*arguments) as process:
        assert process.stdout is not None  # noqa: S101 - a pipe, for the type checker
        rest = b""
        try:
            while data := process.stdout.read(1 << 20):
                *lines, rest = (rest + data).split(b"\0")
                if max(map(len, (*lines, rest))) > _LONGEST_LINE:
                    raise BadCall("the revision has files at paths that no system can hold")
                yield from lines
        except (GeneratorExit, BadCall):
            process.kill()
            raise
    if process.returncode:
        raise BadCall("Git cannot list the revision: in a partial or damaged clone, fetch it again")


class _GitTree:
    """The files of a revision below the radar's folder; to be used in a `with` statement.

    `path` leads from the top of the repository to that folder.
    """

    def __init__(
        self, repository: Repository, items: Mapping[str, _GitObject], path: str = ""
    ) -> None:
        self._repository, self._items = repository, items
        self.path = path
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Say what a revision has and a radar cannot use."""
        message = "this is a Git submodule; what is in it was not read"
        return tuple(
            Problem(printable_name(name), 0, 0, "submodule", message, severity="note")
            for name, item in sorted(self._items.items())
            if item.mode == _SUBMODULE and not is_left_out(name)
        )

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(folder for name in self._items for folder in folders_above(name))

    def names(self) -> Iterable[str]:
        """List what a folder on the disk would list."""
        return sorted({self._find_listed_name(name) for name in self._items if self._counts(name)})

    def _counts(self, name: str) -> bool:
        return not (is_left_out(name) or self._items[name].mode == _SUBMODULE)

    def _find_listed_name(self, name: str) -> str:
        for folder in folders_above(name):
            if folder.lower().endswith(TEXT_SUFFIXES):
                return folder
        return f"{name}/" if self._leads_to_a_folder(name) else name

    def _leads_to_a_folder(self, name: str) -> bool:
        try:
            return self._items[name].mode == _LINK and self._target(name) in self._folders
        except UnreadableFile:
            return False

    def read(self, name: str) -> bytes:
        """Return what a file holds, unless it is no file of this folder or too large.

        Raises:
            UnreadableFile: it cannot be read, and this is why.
        """
        name = name.removesuffix("/")
        refuse_hidden_name(name)
        target = self._target(name)
        refuse_hidden_name(target, linked=target != name)
        item = self._items.get(target)
        if item is None or item.mode == _SUBMODULE:
            raise folder_instead() if item or target in self._folders else missing()
        return self._blob(item.id, MAX_BYTES)

    def _target(self, name: str) -> str:
        """Return where the links of a name lead among the files, whichever part of it is one."""
        for _ in range(_LINKS_IN_A_ROW):
            link = next(filter(self._is_link, (*folders_above(name), name)), None)
            if link is None:
                return name
            rest = name[len(link) :].lstrip("/")
            name = posixpath.normpath(posixpath.join(self._link_target(link), rest))
            if name.startswith(("/", "../")) or name == "..":
                raise link_outside()
            if name == ".":
                raise folder_instead()
            if not rest and name not in self._items and name not in self._folders:
                break
        raise dead_link()

    def _is_link(self, name: str) -> bool:
        return name in self._items and self._items[name].mode == _LINK

    def _link_target(self, link: str) -> str:
        target = self._blob(self._items[link].id, _LONGEST_PATH)
        return posixpath.join(posixpath.dirname(link), os.fsdecode(target))

    def _blob(self, object_id: str, limit: int) -> bytes:
        """Return an object of no more than `limit` bytes."""
        size = self._size(object_id)
        if size > limit:
            self._stop()  # rather than wait for what nobody reads
            raise too_large(size, limit)
        told = self._start().stdout
        assert told is not None  # noqa: S101 - a pipe, for the type checker
        data = told.read(size + 1)
        if len(data) <= size:
            raise self._stop_and_explain()
        return data[:-1]

    def _stop_and_explain(self) -> UnreadableFile:
        """Return why a file cannot be read of which Git said something and then ended itself."""
        self._stop()
        hint = "the clone is damaged: `git fsck` says where"
        return UnreadableFile("unreadable", "Git cannot read this file", hint)

    def _size(self, object_id: str) -> int:
        """Ask for an object and return its size; what it holds is the next that Git says."""
        process = self._start()
        asked, told = process.stdin, process.stdout
        assert asked is not None  # noqa: S101 - both are pipes, for the type checker
        assert told is not None  # noqa: S101 - as above
        try:
            asked.write(object_id.encode("ascii") + b"\n")
            asked.flush()
        except OSError:  # which would be taken for a reader of ours that left
            raise self._stop_and_explain() from None
        answer = told.readline().split()
        if len(answer) == 3:
            return int(answer[2])
        if not answer:  # an old Git ends where it would have to fetch
            self._stop()
        raise UnreadableFile(
            "unreadable", "Git does not have this file here", "in a partial clone, fetch it first"
        )

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = self._repository.start("cat-file", "--batch")
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
