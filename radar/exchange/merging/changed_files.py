"""A tree of files with changes, for merging an import.

Only the changed bytes differ. A list of entries in one file is split into its items, so that
changing a thousand entries does not parse the whole list a thousand times, and the changes of one
entry can be taken back alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from radar.editing import FileEdit, id_of_item
from radar.files import Tree
from radar.model import Entry
from radar.yaml import Items, Node, editing

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"[\r\n]")
_DASH = re.compile(r"(?:\A|(?<=[\r\n])) *-(?=[ \t\r\n])")


class _ListItem(NamedTuple):
    """The lines of one entry in a list; with `before` and `after` they are a file of their own."""

    before: str
    lines: str
    after: str = ""

    @property
    def data(self) -> bytes:
        return (self.before + self.lines + self.after).encode()

    def with_data(self, data: bytes) -> _ListItem:
        text = data.decode()
        return self._replace(lines=text[len(self.before) : len(text) - len(self.after)])


class _EntryList(NamedTuple):
    """A file that lists entries: the lines of each entry by id, and the text between them.

    `order` has the file from start to end as pairs: (id, "") for an entry, ("", text) for text.
    """

    order: list[tuple[str, str]]
    pieces: dict[str, _ListItem]

    @property
    def text(self) -> str:
        return "".join(self.pieces[id_].lines if id_ else text for id_, text in self.order)


class _OneFileTree:
    """A tree with a single file."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name, self._data = name, data

    def names(self) -> Iterable[str]:
        """Return the name of the file."""
        return (self._name,)

    def read(self, name: str) -> bytes:
        """Return the content of the file."""
        return self._data


class ChangedTree:
    """A tree of files with changes on top of another tree; nothing is written."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._names = dict.fromkeys(tree.names())
        self._files: dict[str, bytes] = {}
        self._lists: dict[str, _EntryList | None] = {}
        self._before: dict[tuple[str, str], bytes | _ListItem] = {}

    def names(self) -> Iterable[str]:
        """Return the names of all files, also of new ones."""
        return dict.fromkeys((*self._names, *self._files))

    def read(self, name: str) -> bytes:
        """Return the content of a file, with its changes."""
        if listed := self._lists.get(name):
            mark = _BOM if self._tree.read(name).startswith(_BOM) else b""
            return mark + listed.text.encode()
        return self._files[name] if name in self._files else self._tree.read(name)

    def put(self, name: str, data: bytes) -> None:
        """Add or replace a file."""
        self._files[name] = data

    def change(self, entry: Entry, name: str, edit: Callable[[Tree], FileEdit]) -> None:
        """Change the file `name` of an entry; `edit` is given a tree and returns the file.

        If the file lists many entries, the tree has this entry alone.

        Raises:
            BadCall: `edit` raised it; nothing has changed then.
        """
        listed = self._list(name)
        if listed and (piece := listed.pieces.get(entry.id)):
            listed.pieces[entry.id] = piece.with_data(edit(_OneFileTree(name, piece.data)).data)
            self._before.setdefault((name, entry.id), piece)
        else:
            before = self.read(name)
            self._files[name] = edit(self).data
            self._before.setdefault((name, entry.id), before)

    def revert(self, entry: Entry, name: str) -> None:
        """Take back all changes of an entry."""
        before = self._before.pop((name, entry.id), None)
        listed = self._lists.get(name)
        if isinstance(before, _ListItem) and listed:
            listed.pieces[entry.id] = before
        elif isinstance(before, bytes):
            self._files[name] = before

    def changes(self) -> dict[str, bytes]:
        """Return the files that are new or differ from the tree below, by name."""
        wanted = (*self._files, *(name for name, listed in self._lists.items() if listed))
        contents = {name: self.read(name) for name in wanted}
        return {
            name: data
            for name, data in contents.items()
            if name not in self._names or self._tree.read(name) != data
        }

    def _list(self, name: str) -> _EntryList | None:
        if name not in self._lists:
            is_list = not name.lower().endswith(".md") and name in self._names
            text = self._tree.read(name).decode("utf-8-sig") if is_list else ""
            self._lists[name] = _take_apart(text) if is_list else None
        return self._lists[name]


def _take_apart(text: str) -> _EntryList | None:
    """Split a file that lists entries, None if their lines cannot be separated."""
    try:
        node = editing.find_value(editing.compose(text), "entries")
    except ValueError:
        return None
    items = editing.items_of(node)
    if not isinstance(node, Items) or not items:
        return None
    if node.flow:
        before, after = "entries: [", "]"
        spans = [(item.start, editing.end_of(text, item)) for item in items]
    else:
        before, after = f"entries:{editing.line_end(text)}", ""
        spans = list(_block_spans(text, node.start, items))
    if len(spans) < len(items):
        return None
    ids = [id_of_item(item) for item in items]
    pieces = {
        id_: _ListItem(before, text[start:stop], after)
        for id_, (start, stop) in zip(ids, spans, strict=True)
    }
    if len(pieces) < len(items) or "" in pieces:
        return None
    stops = [0, *(stop for _, stop in spans)]
    order = [
        pair
        for id_, (start, _), stop in zip(ids, spans, stops, strict=False)
        for pair in (("", text[stop:start]), (id_, ""))
    ]
    return _EntryList([*order, ("", text[stops[-1] :])], pieces)


def _block_spans(text: str, start: int, items: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """Yield the start and end offset of each item's lines, from its dash to the next one's."""
    at = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    dashes: list[int] = []
    for item in items:
        starts = [match.start() for match in _DASH.finditer(text, at, item.start)]
        if not starts:
            return
        dashes.append(starts[-1])
        at = editing.end_of(text, item)
    last = _LINE_END.search(text, at)
    stops = [*dashes[1:], last.start() if last else len(text)]
    yield from zip(dashes, stops, strict=True)
