"""Links behind cells: an address that a sheet does not show becomes a link of its entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import compress
from operator import not_

from radar.exchange.sheets.headers import read_table
from radar.exchange.sheets.open_document import HYPERLINK, CellLink, DocumentSheet
from radar.exchange.sheets.parts import MOST_CELLS
from radar.exchange.sheets.tables import write_csv
from radar.safety.links import is_web, scheme_of

_LINKS = "links"
_COLUMNS = ("name", "ring", "quadrant", _LINKS)
_LINK_TAG = re.compile(rb"<(?:\w+:)?hyperlink\b[^>]*>")
_FORMULA = re.compile(rb"<c\b[^>]*\br=\"([A-Z]+\d+)\"[^>]*><f\b[^>]*>([^<]*HYPERLINK[^<]*)</f>")
_ATTRIBUTE = re.compile(rb"([\w:]+)=\"([^\"]*)\"")
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})(?!\d)")
_HEAD = 30  # rows in which the header of a sheet is


def find_excel_links(parts: Mapping[str, bytes], path: str) -> Iterator[CellLink]:
    """Yield the links of a sheet in a workbook of Excel, by the path of the sheet in it."""
    sheet = parts[path]
    targets = _read_targets(parts, path)
    for tag in _LINK_TAG.findall(sheet):
        said = dict(_ATTRIBUTE.findall(tag))
        target = targets.get(said.get(b"r:id", b""), b"")
        anchor = b"#" + said[b"location"] if b"location" in said else b""
        yield from _link_at(said.get(b"ref", b""), target + anchor)
    for cell, formula in _FORMULA.findall(sheet):
        if match := HYPERLINK.search(unescape(formula.decode("utf-8", "replace"))):
            yield from _link_at(cell, match[1].encode())


def _read_targets(parts: Mapping[str, bytes], path: str) -> dict[bytes, bytes]:
    """Return the addresses that a sheet names by an id."""
    folder, _, name = path.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    tags = re.findall(rb"<Relationship\b[^>]*>", parts.get(relations, b""))
    said = [dict(_ATTRIBUTE.findall(tag)) for tag in tags]
    return {each.get(b"Id", b""): each.get(b"Target", b"") for each in said}


def _link_at(reference: bytes, address: bytes) -> Iterator[CellLink]:
    if cell := _CELL.match(reference.decode("ascii", "replace")):
        column = 0
        for letter in cell[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        yield CellLink(int(cell[2]) - 1, column - 1, unescape(address.decode("utf-8", "replace")))


def add_links(sheet: DocumentSheet) -> tuple[Sequence[CellLink], Sequence[CellLink]]:
    """Write the links behind cells into the column of links; return those, and the others.

    One that its row shows is left as it is. In the column of links, the cell becomes address and
    words. Where there is no such column, there is one more. Only addresses of the web are written.
    """
    behind = [link for link in sheet.links if link.address.strip("#") and _is_hidden(link, sheet)]
    table = read_table(write_csv(sheet.rows[:_HEAD], guard=False), _COLUMNS)
    if not behind or table is None or not {*_COLUMNS[:3]} <= {*table.columns}:
        return (), behind
    header = table.line - 1
    written, others = _part_links(behind, header)
    column = _find_column(sheet.rows, header, table.columns) if written else 0
    if column * len(written) > MOST_CELLS:  # a stray cell far to the right is in the way
        raise ValueError(f"more than {MOST_CELLS:,} cells with the links behind them")
    for link in written:
        _write_link(sheet.rows[link.row], column, link)
    return written, others


def _part_links(
    links: Sequence[CellLink], header: int
) -> tuple[Sequence[CellLink], Sequence[CellLink]]:
    """Return the links that can be written into the rows below a header, and the others."""
    fits = [link.row > header and is_web(link.address) for link in links]
    return [*compress(links, fits)], [*compress(links, map(not_, fits))]


def _is_hidden(link: CellLink, sheet: DocumentSheet) -> bool:
    """Return whether a row does not show an address that is behind one of its cells."""
    row = sheet.rows[link.row] if link.row < len(sheet.rows) else ()
    shown = link.address
    if not is_web(shown):  # what a mail is sent to is shown without its scheme
        shown = shown.removeprefix(f"{scheme_of(shown)}:")
    return any(row) and not any(shown in cell for cell in row)


def _find_column(rows: Sequence[list[str]], header: int, columns: Sequence[str]) -> int:
    """Return the number of the column of links, which is added where there is none."""
    if _LINKS in columns:
        return [*columns].index(_LINKS)
    width = max(map(len, rows))
    rows[header] += [""] * (width - len(rows[header])) + [_LINKS]
    return width


def _write_link(row: list[str], column: int, link: CellLink) -> None:
    row += [""] * (column + 1 - len(row))
    words = "" if link.words in row else link.words
    if link.column == column:
        row[column] = f"{link.address} {link.words or row[column]}"
    else:
        row[column] = "\v".join(filter(None, (row[column], f"{link.address} {words}".strip())))
