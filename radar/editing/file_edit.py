"""One file of a radar changed in one place, and the radar that would follow, read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from radar.errors import BadCall, InvalidRadar, Problem
from radar.files import Tree
from radar.model import Described, Entry, Radar
from radar.naming import slug
from radar.prose.checking import check_texts
from radar.reading import read_tree
from radar.yaml import Node, Scalar, Table, Wrong, editing, find_front_matter

_BOM = b"\xef\xbb\xbf"
Locate = Callable[[str], Table]
"""Returns the mapping to be changed in a text, which is read again after each step."""


class FileEdit(NamedTuple):
    """A file of the radar and what is to be in it."""

    name: str
    data: bytes


class Overlay:
    """A tree with some files of it changed, or more files in it."""

    def __init__(self, tree: Tree, *edits: FileEdit) -> None:
        self._tree, self._files = tree, {edit.name: edit.data for edit in edits}

    def names(self) -> Iterable[str]:
        """List what the tree lists, and the new files."""
        return dict.fromkeys((*self._tree.names(), *self._files))

    def read(self, name: str) -> bytes:
        """Return what a file holds, a changed one as it is to be."""
        return self._files[name] if name in self._files else self._tree.read(name)


def edit_entries(
    tree: Tree, radar: Radar, change: Callable[[FileEdit, Entry], FileEdit]
) -> Iterator[FileEdit]:
    """Yield the files that `change` changes; it is called for each entry, and may edit its file."""
    by_file: dict[str, list[Entry]] = {}
    for entry in radar.entries:
        if name := entry.sources.get(radar.languages[0]):
            by_file.setdefault(name, []).append(entry)
    for name, entries in sorted(by_file.items()):
        before = edit = FileEdit(name, tree.read(name))
        for entry in entries:
            edit = change(edit, entry)
        if edit != before:
            yield edit


def read_after_edit(tree: Tree, *edits: FileEdit, besides: str = "") -> Radar:
    """Read the radar with changed files in it; errors with the code `besides` may be there.

    Raises:
        BadCall: it is not sound; the message has every error.
    """
    reading = read_tree(Overlay(tree, *edits))
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    errors = [problem for problem in errors if problem.code != besides]
    if errors or not reading.radar:
        raise _refusal(errors)
    return reading.radar


def _refusal(errors: Iterable[Problem]) -> BadCall:
    return BadCall(f"nothing was written, because this would follow:\n{InvalidRadar(errors)}")


def refuse_new_faults(tree: Tree, edit: FileEdit) -> None:
    """Refuse an edit that brings a link or a picture that leads nowhere, or may not be shown.

    What the texts of the file had of that before keeps no edit from being made.

    Raises:
        BadCall: it does; the message has every error.
    """
    if errors := errors_in_texts(Overlay(tree, edit), edit.name):
        there = {(each.code, each.message) for each in errors_in_texts(tree, edit.name)}
        if new := [each for each in errors if (each.code, each.message) not in there]:
            raise _refusal(new)


def errors_in_texts(tree: Tree, name: str) -> list[Problem]:
    """Return what is wrong with the links and pictures in the texts of one file of a radar."""
    reading = read_tree(tree)
    found = check_texts(
        reading.radar,
        reading.bodies,
        tree,
        texts=reading.texts,
        only={name},
        targets=reading.targets,
        drafts=reading.drafts,
    )
    return [problem for problem in found.problems if problem.severity == "error"]


def are_alike(one: Radar, other: Radar, *besides: str) -> bool:
    """Return whether two radars are equal in all fields but those named in `besides`."""
    names = (name for name in Radar.model_fields if name not in besides)
    return all(getattr(one, name) == getattr(other, name) for name in names)


def by_hand(name: str) -> BadCall:
    """Return the refusal of a file that only a person can change."""
    return BadCall(
        f"{name} is written in a way that cannot be changed in one place. Change it by hand"
    )


def edit_file(
    tree: Tree, name: str, change: Callable[[str, Locate], str], entry: Described | None = None
) -> FileEdit:
    """Change the YAML of a file; the rest of it is carried over byte by byte.

    `change` gets the YAML and a function that locates, in the text given to it, the mapping of
    `entry`, or the whole mapping if that is None.

    Raises:
        BadCall: the file is written in a way that does not let it be changed in one place.
    """
    data = tree.read(name)
    bom = _BOM if data.startswith(_BOM) else b""
    text = data[len(bom) :].decode("utf-8")
    try:
        front = find_front_matter(text) if name.lower().endswith(".md") else None
        start, stop = front[:2] if front else (0, len(text))
        yaml = change(text[start:stop], lambda text: _table(text, name, entry))
    except (ValueError, Wrong):
        raise by_hand(name) from None
    return FileEdit(name, bom + (text[:start] + yaml + text[stop:]).encode("utf-8"))


def _table(text: str, name: str, entry: Described | None) -> Table:
    """Return the mapping to be changed: the whole text, or one of the entries in it."""
    root = editing.compose(text)
    if entry is None or name.lower().endswith(".md"):
        return editing.as_table(root)
    for item in editing.items_of(editing.find_value(root, "entries")):
        if id_of_item(item) == entry.id:
            return editing.as_table(item)
    raise ValueError(f"there is no entry {entry.id}")


def id_of_item(item: Node) -> str:
    """Return the id of an entry in a list: its own, else that of its name."""
    written = editing.find_value(item, "id")
    if isinstance(written, Scalar):
        return written.text.strip().lower()
    name = editing.find_value(item, "name")
    if isinstance(name, Table) and name.pairs:
        name = name.pairs[0][1]
    return slug(name.text) if isinstance(name, Scalar) else ""
