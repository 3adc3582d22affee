"""One file of qiwi's radar: blocks of CSV, or a JSON or YAML document, as one value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from radar.exchange.lists.shapes import TEXT, WORDS, Each, Keyed, Shape, report_unread
from radar.exchange.sheets.headers import row_shape
from radar.exchange.sheets.records import Cells, RecordReader
from radar.exchange.sheets.tables import find_delimiter, read_csv
from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.rows import read_text, read_tree, row_nodes
from radar.exchange.toolkit.sources import Bundle

_NEEDED = ("name", "quadrant", "sector", "ring")
_COLUMNS = (*_NEEDED, "description", "moved")

SEPARATOR = re.compile(r"(?m)^[ \t]*\"?===\"?[ \t,;]*\r?$")
"""A line between two blocks; a spreadsheet fills it up with empty cells."""

_HEADER = re.compile(r"(?im)^[ \t\"]*name\b.*$")
_LONGEST = 200  # characters that a message quotes
_META = ("title", "date", "legend")
_SHAPE: Shape = {
    "meta": dict.fromkeys(_META, TEXT),
    "quadrantTitles": Keyed(TEXT),
    "quadrantAliases": Keyed(WORDS),
    "sectors": Each({"id": TEXT, "title": TEXT, "aliases": WORDS}),
    "rings": Each({"id": TEXT, "title": TEXT}),
    "data": Each(dict.fromkeys(_COLUMNS, TEXT), rows=True),
}


class Snapshot(NamedTuple):
    """One file: metadata, titles of sectors and rings by id, aliases of sectors, and rows."""

    path: str
    meta: Mapping[str, str]
    sectors: Mapping[str, str]
    aliases: Mapping[str, Sequence[str]]
    rings: Mapping[str, str]
    rows: Sequence[Cells]


def report_older(draft: Draft, path: str, what: str, words: str, newest: str) -> None:
    """Report what an older file says of the whole radar, if the newest says something else."""
    if words and words != newest:
        message = f"{what} {words[:_LONGEST]!r}; the newest file says what counts"
        draft.say_once("lost", SourcePlace(path), "older", message)


def read_snapshot(bundle: Bundle, path: str, draft: Draft) -> Snapshot | None:
    """Read one file; return None, and report it, if it cannot be read."""
    if bundle.path_by_content(path).endswith((".csv", ".tsv")):
        text = read_text(bundle, path, draft)
        return _from_csv(path, text, draft) if text is not None else None
    node = read_tree(bundle, path, draft)
    return _from_document(path, node, draft) if node else None


def _from_csv(path: str, text: str, draft: Draft) -> Snapshot:
    meta: dict[str, str] = {}
    tables: dict[tuple[str, ...], list[Cells]] = {}
    rows: list[Cells] = []
    line = 1
    delimiter = _find_delimiter(text)
    for block in SEPARATOR.split(text):
        header, block_rows = _block(path, block, line, delimiter, draft)
        line += block.count("\n")
        if _lists_entries(header):
            rows += block_rows
        elif header & {"alias", "title"} and header & {"quadrant", "sector", "ring"}:
            tables.setdefault(tuple(sorted(header)), []).extend(block_rows)
        elif block_rows:
            meta |= block_rows[0].values
            _report_more(block_rows, draft)
    sectors, rings = _pairs(tables, "title", "quadrant", "sector"), _pairs(tables, "title", "ring")
    aliases = _pairs(tables, "alias", "quadrant", "sector")
    titles = {id_: words[-1] for id_, words in sectors.items()}
    return Snapshot(path, meta, titles, aliases, {i: w[-1] for i, w in rings.items()}, rows)


def _report_more(rows: Sequence[Cells], draft: Draft) -> None:
    """Report what a block of metadata says beyond what is read of its first row."""
    others = [column for column, cell in rows[0].values.items() if cell and column not in _META]
    if others:
        message = f"columns that are not carried: {', '.join(map(repr, others))[:_LONGEST]}"
        draft.say("lost", rows[0].place, "column", message)
    for row in rows[1:]:
        said = ", ".join(filter(None, row.values.values()))
        draft.say("lost", row.place, "second-row", f"a second row of metadata: {said[:_LONGEST]!r}")


def _lists_entries(header: set[str]) -> bool:
    return "name" in header and bool({"quadrant", "sector"} & header)


def _find_delimiter(text: str) -> str:
    """Return what separates the cells of a file: the commonest sign in the header of entries."""
    header = _HEADER.search(text)
    return find_delimiter(header[0] if header else "")


def _block(
    path: str, block: str, first: int, delimiter: str, draft: Draft
) -> tuple[set[str], list[Cells]]:
    """Return the columns and rows of a block; `first` is its line. Only entries count as rows."""
    header = next((record for record in read_csv(block, delimiter) if not record.blank), None)
    if header is None:
        return set(), []
    columns = [cell.strip().lower() for cell in header.cells]
    entries = _lists_entries(set(columns))
    reader = RecordReader(
        *(draft, columns, [column for column in columns if column]),
        needed=_NEEDED if entries else (),
        kind="reported" if entries else "lost",
    )
    shape = row_shape(columns, block, delimiter) if entries else None
    rows = []
    for record in read_csv(block, delimiter, shape):
        place = SourcePlace(path, first + record.line - 1)
        if record.blank or record.line == header.line:
            continue
        if entries and not draft.count(place):
            break
        if cells := reader.read(record, place):
            rows.append(cells)
    if entries:
        _report_columns(columns, SourcePlace(path, first + header.line - 1), draft)
    return {column for column in columns if column}, rows


def _report_columns(columns: Sequence[str], place: SourcePlace, draft: Draft) -> None:
    """Report the columns of entries that are not read, or are there twice."""
    for column in dict.fromkeys(filter(None, columns)):
        if column not in _COLUMNS or columns.count(column) > 1:
            why = "is there twice" if column in _COLUMNS else "is not carried"
            draft.say_once("lost", place, "column", f"the column {column[:60]!r} {why}")


def _pairs(
    tables: Mapping[tuple[str, ...], Sequence[Cells]], what: str, *keys: str
) -> dict[str, list[str]]:
    """Return the words of the column `what` by id, from tables with that and one of `keys`."""
    words: dict[str, list[str]] = {}
    for key in keys:
        for cells in tables.get(tuple(sorted((what, key))), ()):
            words.setdefault(cells[key].lower(), []).append(cells[what])
    return words


def _from_document(path: str, root: TreeNode, draft: Draft) -> Snapshot:
    report_unread(root, _SHAPE, path, draft)
    meta = {key: node.text for key, node in root.get("meta").items()}
    titles = {key.lower(): node.text for key, node in root.get("quadrantTitles").items()}
    aliases: dict[str, list[str]] = {}
    for key, node in root.get("quadrantAliases").items():
        words = [each.text for each in node] if node.is_list else [node.text]
        if re.fullmatch(r"q[1-4]", key):
            aliases.setdefault(key, []).extend(words)
        else:
            aliases.setdefault(words[0].lower(), []).append(key)
    for n, node in enumerate(root.get("sectors"), 1):
        sector = node.get("id").text or f"s{n}"
        titles[sector] = node.get("title").text
        aliases[sector] = [each.text for each in node.get("aliases")]
    listed = enumerate(root.get("rings"), 1)
    rings = {node.get("id").text or f"r{n}": node.get("title").text for n, node in listed}
    rows = []
    for place, node in row_nodes(root.get("data"), path, draft):
        rows.append(Cells(place, {key: node.get(key).text for key in _COLUMNS if key in node}))
    return Snapshot(path, meta, titles, aliases, rings, rows)
