"""An entry renamed, or taken away: its files, and what the other files say of it.

The old id stays as an alias, so that addresses, closed editions and references in other words go on
leading to the entry; those that are spelt as the id are written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from radar.editing.file_edit import FileEdit as Edit
from radar.editing.file_edit import Overlay, by_hand, edit_file, read_after_edit
from radar.errors import BadCall
from radar.files import Tree
from radar.model import Entry, Radar
from radar.naming import same_name
from radar.prose.references import rename_in_text
from radar.reading.files import why_no_entry
from radar.reading.sheet import Axes
from radar.yaml import Items, Node, Scalar, Table, editing, find_front_matter, write_text

_BOM = "\ufeff"
Changes = Mapping[str, bytes | None]
"""New content of files by name, None for one that goes."""


def rename(tree: Tree, radar: Radar, entry: Entry, new_id: str, new_name: str = "") -> Changes:
    """Return the files of a radar in which an entry has another id, and a new name if one is given.

    Raises:
        BadCall: the id is taken, or a file is written in a way that cannot be changed in one place.
    """
    _check_free(tree, radar, entry, new_id)
    changes: dict[str, bytes | None] = {}
    own = _own_files(radar, entry, new_id)
    for name in tree.names():
        if PurePosixPath(name).suffix.lower() not in (".md", ".yaml", ".yml"):
            continue
        before = tree.read(name)
        data = _with_references(tree, name, entry.id, new_id)
        if name == entry.sources[radar.languages[0]]:
            data = _with_new_id(Overlay(tree, Edit(name, data)), name, entry, new_id, new_name)
        if name in own:
            changes |= {own[name]: data, name: None}
        elif data != before:
            changes[name] = data
    _check(tree, radar, entry, new_id, changes)
    return changes


def _check_free(tree: Tree, radar: Radar, entry: Entry, new_id: str) -> None:
    if new_id == entry.id:
        raise BadCall(f"that is the id of {entry.id} already")
    for other in (*radar.entries, *radar.proposals):
        words = (other.id, *other.aliases, *other.name.values())
        if other.id != entry.id and same_name(new_id) in map(same_name, words):
            raise BadCall(
                f"the entry {other.id!r} answers to {new_id!r} already. Choose another id"
            )
    there = {name.lower(): name for name in tree.names()}
    for name in _own_files(radar, entry, new_id).values():
        if name.lower() in there:
            raise BadCall(f"there is a file {there[name.lower()]!r} already. Choose another id")
    main = _own_files(radar, entry, new_id).get(entry.sources[radar.languages[0]], "")
    if main and (why := why_no_entry(main, Axes(radar.languages))):
        raise BadCall(f"this would be no entry, because {why}. Choose another id")


def _own_files(radar: Radar, entry: Entry, new_id: str) -> dict[str, str]:
    """Return the files that an entry has to itself, and what they are called with a new id."""
    main = PurePosixPath(entry.sources[radar.languages[0]])
    if main.suffix.lower() != ".md":
        return {}
    found = {}
    for source in dict.fromkeys(entry.sources.values()):
        path = PurePosixPath(source)
        tag = "" if path == main else f".{path.stem.rpartition('.')[2]}"
        found[source] = str(path.with_name(f"{new_id}{tag}{path.suffix}"))
    return found


def _with_references(tree: Tree, name: str, old: str, new: str) -> bytes:
    """Return a file in which each reference that is spelt as the old id is the new one."""
    data = tree.read(name)
    if old.encode() not in data.lower():
        return data
    text = data.decode("utf-8")
    if name.lower().endswith(".md"):
        bom = _BOM if text.startswith(_BOM) else ""
        front = find_front_matter(text[len(bom) :])
        start = front[1] if front else 0
        head, body = text[len(bom) : len(bom) + start], text[len(bom) + start :]
        data = (bom + head + rename_in_text(body, old, new)).encode()
    if not _lists_references(tree, name):
        return data
    edit = edit_file(
        Overlay(tree, Edit(name, data)),
        name,
        lambda text, locate: _rename_in_yaml(text, editing.compose(text), old, new),
    )
    return edit.data


def _lists_references(tree: Tree, name: str) -> bool:
    text = tree.read(name).decode("utf-8").removeprefix(_BOM)
    if name.lower().endswith(".md"):
        front = find_front_matter(text)
        text = text[front[0] : front[1]] if front else ""
    return "related" in text or "instead" in text


def _rename_in_yaml(text: str, root: Node, old: str, new: str) -> str:
    """Return YAML with the ids in `related` and `instead` renamed, the last first."""
    for node in sorted(_references(root), key=lambda node: node.start, reverse=True):
        if node.text.strip().lower() == old:
            text = editing.replace(text, node, write_text(new, node.style))
    return text


def _references(root: Node) -> Iterator[Scalar]:
    tables = [root, *editing.items_of(editing.find_value(root, "entries"))]
    for table in tables:
        for key in ("related", "instead"):
            value = editing.find_value(table, key)
            nodes = (value,) if isinstance(value, Scalar) else editing.items_of(value)
            yield from (node for node in nodes if isinstance(node, Scalar))


def _with_new_id(tree: Tree, name: str, entry: Entry, new_id: str, new_name: str) -> bytes:
    """Return the file of an entry with its old id as an alias, and with its new name and id."""

    def add_alias(text: str, table: Table) -> str:
        there = editing.find_value(table, "aliases")
        if isinstance(there, Items) and there.nodes:
            return editing.append_word(text, there, entry.id)
        return editing.put_value(text, table, "aliases", [entry.id])

    data = edit_file(tree, name, lambda text, locate: add_alias(text, locate(text)), entry).data
    if new_name:
        data = _edit(tree, name, data, entry, lambda text, table: _put_name(text, table, new_name))
    if not name.lower().endswith(".md"):
        data = _edit(
            tree,
            name,
            data,
            entry,
            lambda text, table: editing.put_value(text, table, "id", new_id),
        )
    return data


def _edit(
    tree: Tree, name: str, data: bytes, entry: Entry, change: Callable[[str, Table], str]
) -> bytes:
    overlay = Overlay(tree, Edit(name, data))
    return edit_file(overlay, name, lambda text, locate: change(text, locate(text)), entry).data


def _put_name(text: str, table: Table, name: str) -> str:
    """Give an entry a name, in the first of its languages where it has several."""
    there = editing.find_value(table, "name")
    if isinstance(there, Table) and there.pairs:
        return editing.put_value(text, there, there.pairs[0][0].text, name)
    return editing.put_value(text, table, "name", name)


def _check(tree: Tree, radar: Radar, entry: Entry, new_id: str, changes: Changes) -> None:
    """Refuse changes after which the radar is not what it was but for the id.

    Raises:
        BadCall: something else would change.
    """
    after = read_after_changes(tree, changes)
    ids = {each.id for each in radar.entries} - {entry.id} | {new_id}
    if {each.id for each in after.entries} != ids:
        raise by_hand(entry.sources[radar.languages[0]])
    for old in radar.entries:
        new = after.by_id[new_id if old.id == entry.id else old.id]
        if (old.history, old.tags, old.fields) != (new.history, new.tags, new.fields):
            raise by_hand(entry.sources[radar.languages[0]])


def read_after_changes(tree: Tree, changes: Changes) -> Radar:
    """Read the radar with files changed and taken away.

    Raises:
        BadCall: it is not sound; the message has every error.
    """
    gone = {name for name, data in changes.items() if data is None}
    edits = [Edit(name, data) for name, data in changes.items() if data is not None]
    return read_after_edit(_Without(tree, gone), *edits)


class _Without:
    """A tree without some of its files."""

    def __init__(self, tree: Tree, gone: set[str]) -> None:
        self._tree, self._gone = tree, gone

    def names(self) -> Iterator[str]:
        """List the others."""
        return (name for name in self._tree.names() if name not in self._gone)

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        return self._tree.read(name)


def remove(tree: Tree, radar: Radar, entry: Entry) -> Changes:
    """Return the files of a radar without an entry; closed editions keep what was published.

    Raises:
        BadCall: an edition that is not closed would lose it, or another file speaks of it.
    """
    if entry.departed:
        raise BadCall(f"{entry.id} has no file any more")
    if _is_published(radar, entry):
        raise BadCall(
            f"{entry.id} stood in an edition that is not closed, which would lose it. Record that "
            f"it leaves: radar remove {entry.id}; or close that edition: radar snapshot NAME"
        )
    own = _own_files(radar, entry, entry.id)
    if not own:
        name = entry.sources[radar.languages[0]]
        raise BadCall(f"{entry.id} is one of several entries in {name}: delete it there by hand")
    changes: Changes = dict.fromkeys(own)
    after = read_after_changes(tree, changes)
    if _texts_with_links(tree, entry.id, own):
        files = ", ".join(_texts_with_links(tree, entry.id, own))
        raise BadCall(f"nothing was deleted, because texts link to {entry.id}: {files}")
    if {each.id for each in after.entries} - {entry.id} != {each.id for each in radar.entries} - {
        entry.id
    }:
        raise by_hand(next(iter(own)))
    return changes


def _is_published(radar: Radar, entry: Entry) -> bool:
    """Return whether an edition before the open one, which has no file, shows an entry."""
    order = radar.edition_order
    first = min(order.get(line.edition, 0) for line in entry.history if line.ring)
    return len(radar.closed) <= first < len(radar.editions) - 1


def _texts_with_links(tree: Tree, old: str, own: Mapping[str, str]) -> list[str]:
    others = (name for name in tree.names() if name.lower().endswith(".md") and name not in own)
    found = []
    for name in others:
        text = tree.read(name).decode("utf-8")
        if old in text and rename_in_text(text, old, f"{old}-") != text:
            found.append(name)
    return sorted(found)
