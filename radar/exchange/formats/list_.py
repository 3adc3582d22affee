"""Lists of entries that no tool made: JSON, YAML, a script, or Markdown files with front matter.

Each entry has a name, a ring and a quadrant, under whatever keys people write them. Documents are
editions as tables are; a folder of Markdown files, as in Hugo, Jekyll and Docusaurus, is one state,
and so is a folder of documents of which each is an entry.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from radar.exchange.format import Certainty, Format, SourceFile
from radar.exchange.formats.csv_ import read_plain_rows
from radar.exchange.lists.entry_lists import (
    ListedEntry,
    find_entries,
    find_unread,
    read_cells,
    read_entry,
)
from radar.exchange.lists.shapes import UnknownKeys, add_key, report_keys
from radar.exchange.sheets.records import Cells
from radar.exchange.toolkit.cells import clean, join_list, read_list
from radar.exchange.toolkit.documents import TreeNode, UnreadableDocument, split_front_matter
from radar.exchange.toolkit.draft import Draft, ImportOptions
from radar.exchange.toolkit.endings import DOCUMENTS
from radar.exchange.toolkit.endings import PLAIN as COLUMNS
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.rows import (
    FIELDS_ADVICE,
    cell_text,
    read_document,
    read_text,
    read_tree,
    take_fields,
)
from radar.exchange.toolkit.sources import MARKDOWN, Bundle

_HEAD = 2_000  # characters of a file in which its front matter is
_AXIS = re.compile(r"(?im)^[ \t\"']*(ring|quadrant|segment|sector)[\"']?[ \t]*[:=]")


def recognise(file: SourceFile) -> Certainty:
    """Recognise a document with entries in it, and a Markdown file with a ring."""
    if file.is_markdown:
        if not file.text.startswith(("---", "+++")):
            return Certainty.NO
        damaged = _AXIS.search(file.text, 0, _HEAD)  # which is reported as a row
        entry = damaged or _front_matter(file.text, file.path)[0]
        return Certainty.POSSIBLE if entry else Certainty.NO
    found = find_entries(file.document, COLUMNS, _folder(file.path))
    return Certainty.POSSIBLE if found else Certainty.NO


def read(bundle: Bundle, options: ImportOptions) -> Draft:
    """Read documents, one for each edition, or the Markdown files of one state.

    Keys that are not carried are told once for all files.
    """
    unread: UnknownKeys = {}
    draft = _read_files(bundle, options, unread)
    report_keys(unread, draft, FIELDS_ADVICE)
    return draft


def _read_files(bundle: Bundle, options: ImportOptions, unread: UnknownKeys) -> Draft:
    if documents := bundle.paths(*DOCUMENTS):
        single = len(documents) > 1 and all(_is_entry(bundle, path) for path in documents)
        rows_of = partial(_document_rows, _index_documents(documents), unread)
        return read_plain_rows(bundle, options, documents, rows_of, dated=not single)
    rows_of = partial(_page_rows, unread)
    return read_plain_rows(bundle, options, bundle.paths(*MARKDOWN), rows_of, dated=False)


def _is_entry(bundle: Bundle, path: str) -> bool:
    """Return whether a document is one entry, and not a list of them."""
    root = read_document(bundle, path)
    if isinstance(root, UnreadableDocument):
        return True  # it is reported as a row
    return any(entry.whole for entry in find_entries(root, COLUMNS, _folder(path)))


def _folder(path: str) -> str:
    """Return the name of the folder in which a file is, without the line that Jekyll puts first."""
    return path.rpartition("/")[0].rpartition("/")[2].lstrip("_")


def _document_rows(
    documents: Mapping[str, str], unread: UnknownKeys, bundle: Bundle, path: str, draft: Draft
) -> Iterator[Cells]:
    root = read_tree(bundle, path, draft)
    entries = find_entries(root, COLUMNS, _folder(path)) if root else []
    if root and not entries:
        draft.read += 1
        message = "there is no entry in it with a name, a ring and a quadrant"
        draft.say("reported", SourcePlace(path), "empty", message)
    if root and root.get("points").is_list and "quadrants" not in root:
        draft.complete = False  # each file is a topic of its own
    if root and (title := clean(root.get("title", "radar_title").text)):
        draft.settings["title"] = title
    items, others = find_unread(root, entries) if root else ([], [])
    for node in others:
        add_key(unread, node, path)
    odd = [ListedEntry(node, read_cells(node, COLUMNS)) for node in items]
    for entry in sorted([*entries, *odd], key=lambda entry: entry.node.line):
        place = SourcePlace(path, entry.node.line, entry.node.path)
        if not draft.count(place):
            break
        yield _name_entries(_row(entry, place, draft, unread), bundle, documents)


def _index_documents(paths: Iterable[str]) -> Mapping[str, str]:
    """Return documents by their paths, and by each end of a path, as others refer to them."""
    ends: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        for n in range(len(parts)):
            ends.setdefault("/".join(parts[n:]), path)
    return ends


def _name_entries(row: Cells, bundle: Bundle, documents: Mapping[str, str]) -> Cells:
    """Return a row whose related entries are called by name where it names their documents."""
    words = read_list(row["related"])
    paths = [documents.get(word.lstrip("./"), "") for word in words]
    if not any(paths):
        return row
    roots = [read_document(bundle, path) if path else None for path in paths]
    names = [
        root.get("name").text if isinstance(root, TreeNode) else word
        for word, root in zip(words, roots, strict=True)
    ]
    return Cells(row.place, {**row.values, "related": join_list(names)})


def _row(entry: ListedEntry, place: SourcePlace, draft: Draft, unread: UnknownKeys) -> Cells:
    """Return the row of an entry; keys that are not carried are added to `unread`."""
    cells = {column: text for column, text in entry.cells.items() if column in COLUMNS}
    keys = [str(node.step) for node in entry.others if cell_text(node)]
    own = set(take_fields(keys, place, draft))
    for node in entry.others:
        if node.step in own and node.above in (entry.node, entry.whole):
            cells[str(node.step)] = cell_text(node)
        else:
            add_key(unread, node, place.path)
    return Cells(place, cells)


def _page_rows(unread: UnknownKeys, bundle: Bundle, path: str, draft: Draft) -> Iterator[Cells]:
    """Yield the row of a Markdown file: its front matter, and its body as the text."""
    text = read_text(bundle, path, draft)
    place = SourcePlace(path, 1)
    if text is None or not draft.count(place):
        return
    entry, body, wrong = _front_matter(text, path)
    if entry is None:
        message = wrong.message if wrong else "there is no name or no ring"
        at = SourcePlace(path, wrong.line if wrong else 1)
        draft.say("reported", at, "front-matter", message)
        return
    cells = _row(entry, place, draft, unread).values
    if "date" in cells:  # of the page; what it says of the radar is no edition
        draft.say_once("lost", place, "column", "the key 'date' is not carried")
    kept = {column: cell for column, cell in cells.items() if column not in ("date", "id")}
    summary = {"summary": kept.pop("description", "") or kept.pop("text", "")}
    yield Cells(place, {**summary, **kept, "text": body.strip()})


def _front_matter(
    text: str, path: str
) -> tuple[ListedEntry | None, str, UnreadableDocument | None]:
    """Return the entry in the head of a file, the text below, and why there is none.

    A file that says no quadrant is in the folder of that name.
    """
    try:
        front, body = _toml_head(text) if text.startswith("+++") else split_front_matter(text)[:2]
    except UnreadableDocument as wrong:
        return None, "", wrong
    entry = read_entry(front, COLUMNS)
    if entry and not entry.cells.get("quadrant"):
        cells = {**entry.cells, "quadrant": _folder(path)}
        return ListedEntry(front, cells, entry.others), body, None
    return entry, body, None


def _toml_head(text: str) -> tuple[TreeNode, str]:
    """Return the front matter between two lines `+++`, as Hugo has it, and the text below.

    Raises:
        UnreadableDocument: it never ends, or is no TOML.
    """
    head, mark, body = text.removeprefix("+++").partition("\n+++")
    try:
        if not mark:
            raise ValueError("front matter that begins with +++ never ends")
        if _has_deep_key(head):
            raise ValueError(f"a key has more than {_MOST_PARTS} parts")
        return _tree(tomllib.loads(head)), body.partition("\n")[2]
    except RecursionError:
        raise UnreadableDocument("values are nested too deep", 1) from None
    except ValueError as error:
        raise UnreadableDocument(str(error), 1) from None


_MOST_PARTS = 50
"""Parts of a dotted key: the parser keeps each beginning of one, which takes the square."""


_QUOTED = re.compile(r"""\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+'""")
_WORD = re.compile(r"[ \t{,]*[\w-]+[ \t]*")


def _has_deep_key(head: str) -> bool:
    """Return whether a line has that many words in a row with nothing but dots between them."""
    for line in _QUOTED.sub("q", head).split("\n"):
        parts = line.split(".")
        words = 0
        for part in parts if len(parts) > _MOST_PARTS else ():
            words = words + 1 if _WORD.fullmatch(part) else 0
            if words >= _MOST_PARTS:
                return True
    return False


def _tree(value: object, above: TreeNode | None = None, step: str | int = "") -> TreeNode:
    if isinstance(value, dict):
        keys: dict[str, TreeNode] = {}
        node = TreeNode(keys, 1, above, step)
        keys |= {str(key): _tree(inner, node, str(key)) for key, inner in value.items()}
        return node
    if isinstance(value, list):
        items: list[TreeNode] = []
        node = TreeNode(items, 1, above, step)
        items += [_tree(inner, node, n) for n, inner in enumerate(value)]
        return node
    return TreeNode(value if isinstance(value, bool) else str(value), 1, above, step)


FORMAT = Format(
    name="list",
    label="a list of entries: JSON, YAML, a script, front matter",
    recognise=recognise,
    read=read,
    dated_by_user=True,
)
