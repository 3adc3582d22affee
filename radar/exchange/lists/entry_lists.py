"""Entries in a document of nobody's format: what looks like a name, a ring and a quadrant.

A list may be anywhere in the document, its keys in any spelling. Ring and quadrant may also be the
keys around it (`adopt: [...]`), or numbers or ids that the document explains in lists of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from radar.exchange.lists.distances import Arc, find_arcs, find_quadrants, find_ring
from radar.exchange.lists.shapes import is_other_name
from radar.exchange.toolkit.cells import join_list
from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import fold
from radar.exchange.vocabulary.rings import is_ring_word

_COLUMNS: Mapping[str, Sequence[str]] = {
    "name": ("name", "title", "label", "technology", "tech", "blip", "item", "entry", "topic"),
    "quadrant": ("quadrant", "quadrantid", "category", "sector", "segment", "area", "section"),
    "ring": ("ring", "ringid", "level", "stage", "maturity", "recommendation", "phase", "status"),
    "id": ("id", "key", "slug"),
    "text": ("text", "description", "body", "content", "details", "comment"),
    "links": ("links", "link", "url", "urls", "homepage", "website"),
    "owner": ("owner", "owners", "team", "teams"),
    "tags": ("tags", "tag", "labels", "keywords"),
    "moved": ("moved", "movement", "move"),
    "date": ("date",),
}
_KEYS = {word: column for column, words in _COLUMNS.items() for word in words}
_RINGS = frozenset("adopt trial assess hold caution use try stop avoid retire evaluate".split())  # noqa: SIM905
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_OF_ALL = ("title", "name", "radar_arcs", "radar_quadrants", "radar_title")
_INSIDE = ("radar", "params", "extra")  # of front matter: mappings whose keys count as its own


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry: its node, its cells by column, and the values of keys that are no column.

    `whole` is the document, where that is one entry and the node one of its rings.
    """

    node: TreeNode
    cells: Mapping[str, str]
    others: tuple[TreeNode, ...] = ()
    whole: TreeNode | None = None


@dataclass(slots=True)
class _Walk:
    """What is known around a node while a document is searched."""

    known: Collection[str]
    axes: Mapping[str, Mapping[str, tuple[str, int]]] = field(default_factory=dict)
    arcs: Sequence[Arc] = ()
    quadrants: Mapping[int, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Fold the columns once for all mappings."""
        self.columns = {fold(column): column for column in self.known}


def find_entries(root: TreeNode, known: Collection[str], folder: str = "") -> list[ListedEntry]:
    """Return the entries in a document, in its order; `known` are the columns that are wanted.

    A document that is an entry itself is in the quadrant of its folder, if it says none.

    >>> node = TreeNode({"Ring": TreeNode("Adopt"), "Name": TreeNode("A"), "Area": TreeNode("B")})
    >>> [entry.cells["ring"] for entry in find_entries(TreeNode([node]), ("name", "ring"))]
    ['Adopt']
    """
    axes = {kind: _explain(root, kind) for kind in ("quadrant", "ring")}
    walk = _Walk(known, axes, find_arcs(root), find_quadrants(root))
    entries = [*_walk(root, walk, {}, "")]
    if not entries and root.get("points").is_list:  # a radar of one topic, as the CNCF's
        topic = root.get("name", "id").text
        entries = [*_walk(root.get("points"), walk, {"quadrant": topic}, "")]
    once = {id(entry.node): entry for entry in reversed(entries)}  # a script may name a list twice
    return [*reversed(once.values())] or [*_read_whole(root, walk, folder)]


def _read_whole(root: TreeNode, walk: _Walk, folder: str) -> Iterator[ListedEntry]:
    """Yield the entry that a document is: once, or for each date in a list of its rings.

    One without a name is an entry, too, where its rings say so; it is reported.
    """
    cells, others = _cells(root, walk, {"quadrant": folder} if folder else {})
    if not cells.get("quadrant"):
        return
    if is_ring_word(cells.get("ring", "")) and (cells.get("name") or root.get("ring", "Ring")):
        yield ListedEntry(root, cells, others, root)
        return
    listed = next((node for node in others if _has_dated_rings(node, walk)), None)
    if listed is None:
        return
    axis: Mapping[str, str] = {
        column: cells[column] for column in ("name", "quadrant") if column in cells
    }
    newest = max(listed, key=lambda item: item.get("date").text)
    for item in listed:
        own, more = _cells(item, walk, {})
        said = cells if item is newest else axis
        text = own.pop("description", "") or own.pop("text", "")
        note = {"note": text} if text else {}
        rest = [node for node in others if node is not listed] if item is newest else []
        yield ListedEntry(item, {**said, **own, **note}, (*more, *rest), root)


def _has_dated_rings(node: TreeNode, walk: _Walk) -> bool:
    """Return whether a node is a list of rings, each with its date."""
    rows = [_cells(item, walk, {})[0] for item in node] if node.is_list else []
    dated = all(row.get("date") and row.get("ring") and "name" not in row for row in rows)
    return bool(rows) and dated and any(is_ring_word(row["ring"]) for row in rows)


def read_entry(node: TreeNode, known: Collection[str]) -> ListedEntry | None:
    """Return the entry that a mapping is, None if it has no name or no ring."""
    cells, others = _cells(node, _Walk(known), {})
    return ListedEntry(node, cells, others) if cells.get("name") and cells.get("ring") else None


def read_cells(node: TreeNode, known: Collection[str]) -> Mapping[str, str]:
    """Return the cells of what may be no entry, by column."""
    return _cells(node, _Walk(known), {})[0]


def _walk(
    node: TreeNode, walk: _Walk, around: Mapping[str, str], kind: str
) -> Iterator[ListedEntry]:
    """Yield the entries below a node; `around` are the ring and quadrant that its keys say."""
    if node.is_list:
        for item in node:
            yield from _walk(item, walk, around, kind)
    elif node.is_mapping:
        cells, others = _cells(node, walk, around)
        if all(cells.get(column) for column in ("name", "ring", "quadrant")):
            yield ListedEntry(node, cells, others)
            return
        own = {kind: cells["name"]} if kind and cells.get("name") else {}
        if "quadrant" in node and "name" not in cells:  # {quadrant: Tools, items: [...]}
            own["quadrant"] = cells.get("quadrant", "")
        for key, inner in node.items():
            below = _axis_of(key)
            named = (
                {"ring": key} if fold(key) in _RINGS else {kind: key} if kind and not own else {}
            )
            yield from _walk(
                inner, walk, {**around, **own, **named}, below or ("" if named else kind)
            )
    elif node.text and len(around) == 2 and isinstance(node.step, int):
        yield ListedEntry(node, {**around, "name": node.text})


def _axis_of(key: str) -> str:
    """Return the kind of axis that a key lists: "quadrant", "ring" or ''."""
    word = fold(key).removesuffix("s")
    return next((axis for axis in ("quadrant", "ring") if word in _COLUMNS[axis][:1]), "")


def _cells(
    node: TreeNode, walk: _Walk, around: Mapping[str, str]
) -> tuple[dict[str, str], tuple[TreeNode, ...]]:
    """Return the cells of a mapping by column, and the values of the keys that are none."""
    cells: dict[str, str] = {}
    others: list[TreeNode] = []
    columns = walk.columns
    pairs = [(key, inner) for key, inner in node.items() if key.casefold() not in _INSIDE]
    for name in _INSIDE:
        inside = node.get(name)
        deeper = [pair for each in _INSIDE for pair in inside.get(each).items()]
        pairs += [pair for pair in (*inside.items(), *deeper) if pair[0] not in _INSIDE]
    for key, inner in sorted(pairs, key=lambda pair: fold(pair[0]) not in columns):
        column = columns.get(fold(key)) or _KEYS.get(fold(key), "")
        text, more = _read(inner)
        if fold(key) == "repo" and _REPOSITORY.fullmatch(text):
            column, text = "links", f"https://github.com/{text}"
        if column in ("text",) and "description" in walk.known and fold(key) != "text":
            column = "description"
        if column == "links" and text and cells.get(column):
            text = f"{cells.pop(column)}\n{text}"
        if column and column not in cells and (text or not inner):
            cells[column] = text
            others += more
        elif inner and inner.value not in ([], {}):
            others.append(inner)
    if "ring" not in cells and is_ring_word(cells.get("status", "")):
        cells["ring"] = cells.pop("status")
    if walk.arcs and "ring" not in cells:
        cells |= find_ring(node, walk.arcs)
        cells |= {"moved": "unchanged"} if cells.get("moved") == "c" else {}  # it stayed put
    if quadrant := walk.quadrants.get(id(node)):
        cells.setdefault("quadrant", quadrant)
    for axis, explained in walk.axes.items():
        if fold(cells.get(axis, "")) in explained:
            cells[axis], place = explained[fold(cells[axis])]
            cells[f"{axis}_number"] = str(place)
    return {**around, **{key: text for key, text in cells.items() if text}}, tuple(others)


_ADDRESS, _LABEL = ("url", "href", "link"), ("title", "name", "label")


def _read(node: TreeNode) -> tuple[str, list[TreeNode]]:
    """Return a value as the text of a cell, and what in it is not carried.

    Words of a list are separated by commas; links, which are mappings, stand on a line each.
    """
    if not node.is_list:
        return node.text, []
    links = [each for each in node if each.is_mapping]
    if not links:
        return join_list([each.text for each in node]), [each for each in node if each.is_list]
    known = (*_ADDRESS, *_LABEL)
    more = [inner for each in links for key, inner in each.items() if inner and key not in known]
    more += [each for each in node if not each.is_mapping and each]
    lines = (f"{each.get(*_ADDRESS).text} {each.get(*_LABEL).text}".strip() for each in links)
    return "\n".join(filter(None, lines)), more


def find_unread(root: TreeNode, entries: Sequence[ListedEntry]) -> tuple[list[TreeNode], ...]:
    """Return what a document has beside its entries: odd items of their lists, and other values.

    What explains rings and quadrants, and the title of the whole, is read.
    """
    if any(entry.whole for entry in entries):
        return [], []  # what is no column is among the others of the entry
    own = {id(entry.node) for entry in entries}
    around = {id(node) for entry in entries for node in _above(entry.node)}
    held = [node.value for node in {id(n): n for e in entries for n in _above(e.node)}.values()]
    lists = {id(entry.node.above) for entry in entries if entry.node.above}
    said = {word for entry in entries for word in entry.cells.values()}
    items: list[TreeNode] = []
    others: list[TreeNode] = []
    todo = [root] if entries else []
    for node in todo:  # which grows on the way
        for inner in node if node.is_list else [value for _, value in node.items()]:
            if id(inner) in around:
                todo.append(inner)
            elif id(inner) not in own and node.is_list and id(node) in lists:
                items.append(inner)
            elif id(inner) not in own and not (
                _is_read(inner, root, said) or is_other_name(inner, held)
            ):
                others.append(inner)
    return items, others


def _above(node: TreeNode) -> Iterator[TreeNode]:
    while node.above is not None:
        node = node.above
        yield node


def _is_read(node: TreeNode, root: TreeNode, said: Collection[str]) -> bool:
    """Return whether a value beside the entries is empty, a name for them, or explains them."""
    if not node or node.value in ([], {}) or node.text in said:
        return True
    of_root = node.above is root and isinstance(node.step, str)
    return of_root and (bool(_axis_of(str(node.step))) or node.step in _OF_ALL)


def _explain(root: TreeNode, kind: str) -> Mapping[str, tuple[str, int]]:
    """Return what the document's list of quadrants or rings calls them: word → name and place.

    They are called by name, id or place, counted from 0.
    """
    explained: dict[str, tuple[str, int]] = {}
    listed = next((node for key, node in root.items() if _axis_of(key) == kind), TreeNode(None))
    for n, node in enumerate(listed):
        name = node.get("name", "title", "label", "id").text or node.text
        if not name:
            continue
        for word in (name, node.get("id", "key", "slug").text):
            if word:
                explained[fold(word)] = name, n + 1
        explained.setdefault(str(n), (name, n + 1))
    return explained
