"""Files of a radar as they become while an import is merged into them.

What is written stays byte by byte but for what is put between. A list of entries in one file is
taken apart into its items, so that changing each of a thousand entries does not read the whole
list a thousand times; where an entry cannot be changed, its own lines alone go back to what they
were.
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


class _Piece(NamedTuple):
    """The lines of one entry in a list, and what makes a list of them alone."""

    before: str
    lines: str
    after: str = ""

    @property
    def data(self) -> bytes:
        return (self.before + self.lines + self.after).encode()

    def changed(self, data: bytes) -> _Piece:
        text = data.decode()
        return self._replace(lines=text[len(self.before) : len(text) - len(self.after)])


class _List(NamedTuple):
    """A file that lists entries: the texts between them, and the piece of each by its id.

    `order` has the ids and texts in the order of the file; a text is behind an empty id.
    """

    order: list[tuple[str, str]]
    pieces: dict[str, _Piece]

    @property
    def text(self) -> str:
        return "".join(self.pieces[id_].lines if id_ else text for id_, text in self.order)


class _One:
    """A tree with one file alone."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name, self._data = name, data

    def names(self) -> Iterable[str]:
        """List the file."""
        return (self._name,)

    def read(self, name: str) -> bytes:
        """Return what it holds."""
        return self._data


class ChangedTree:
    """A radar's folder with some of its files changed."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._names = dict.fromkeys(tree.names())
        self._files: dict[str, bytes] = {}
        self._lists: dict[str, _List | None] = {}
        self._before: dict[tuple[str, str], bytes | _Piece] = {}

    def names(self) -> Iterable[str]:
        """List what the tree lists, and what is new."""
        return dict.fromkeys((*self._names, *self._files))

    def read(self, name: str) -> bytes:
        """Return what a file holds, the changed one as it is to be."""
        if listed := self._lists.get(name):
            mark = _BOM if self._tree.read(name).startswith(_BOM) else b""
            return mark + listed.text.encode()
        return self._files[name] if name in self._files else self._tree.read(name)

    def put(self, name: str, data: bytes) -> None:
        """Take a file that is new, or changed as a whole."""
        self._files[name] = data

    def change(self, entry: Entry, name: str, edit: Callable[[Tree], FileEdit]) -> None:
        """Change what a file says of an entry; `edit` is given a tree and returns the file.

        Raises:
            BadCall: what is raised by `edit`; nothing has changed then.
        """
        listed = self._list(name)
        if listed and (piece := listed.pieces.get(entry.id)):
            listed.pieces[entry.id] = piece.changed(edit(_One(name, piece.data)).data)
            self._before.setdefault((name, entry.id), piece)
        else:
            before = self.read(name)
            self._files[name] = edit(self).data
            self._before.setdefault((name, entry.id), before)

    def revert(self, entry: Entry, name: str) -> None:
        """Take back every change of an entry."""
        before = self._before.pop((name, entry.id), None)
        listed = self._lists.get(name)
        if isinstance(before, _Piece) and listed:
            listed.pieces[entry.id] = before
        elif isinstance(before, bytes):
            self._files[name] = before

    def changes(self) -> dict[str, bytes]:
        """Return the files that are not as they were."""
        wanted = (*self._files, *(name for name, listed in self._lists.items() if listed))
        found = {name: self.read(name) for name in wanted}
        return {
            name: data
            for name, data in found.items()
            if name not in self._names or self._tree.read(name) != data
        }

    def _list(self, name: str) -> _List | None:
        if name not in self._lists:
            is_list = not name.lower().endswith(".md") and name in self._names
            text = self._tree.read(name).decode("utf-8-sig") if is_list else ""
            self._lists[name] = _take_apart(text) if is_list else None
        return self._lists[name]


def _take_apart(text: str) -> _List | None:
    """Return the entries of a list, None where they cannot be told from what is around them."""
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
        id_: _Piece(before, text[start:stop], after)
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
    return _List([*order, ("", text[stops[-1] :])], pieces)


def _block_spans(text: str, start: int, items: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """Yield where the lines of each item begin and end, from its dash to the next one's."""
    at = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    dashes: list[int] = []
    for item in items:
        found = [match.start() for match in _DASH.finditer(text, at, item.start)]
        if not found:
            return
        dashes.append(found[-1])
        at = editing.end_of(text, item)
    last = _LINE_END.search(text, at)
    stops = [*dashes[1:], last.start() if last else len(text)]
    yield from zip(dashes, stops, strict=True)
