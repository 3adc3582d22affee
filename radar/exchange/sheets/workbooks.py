"""Workbooks of Excel and LibreOffice: one sheet of them as CSV, line for line.

What a person would not see, or sees
otherwise than it is stored, is named: hidden rows, merged cells, the sheets that are not read. A
line break in a cell becomes a vertical tab, so that line 7 of the text is row 7 of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from radar.errors import install_command, near_miss
from radar.exchange.sheets.cell_links import add_links
from radar.exchange.sheets.excel import read_binary_excel, read_excel, read_old_excel
from radar.exchange.sheets.headers import NEEDED, read_table
from radar.exchange.sheets.open_document import DocumentSheet, read_open_document
from radar.exchange.sheets.parts import MOST_CELLS, kind_of, unpack_parts
from radar.exchange.sheets.tables import write_csv
from radar.text import number_of

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class SheetNote(NamedTuple):
    """A remark about a sheet: its row from 1 (0: the whole sheet), a stable code, and a message."""

    line: int
    code: str
    message: str


class Worksheet(NamedTuple):
    """A sheet as CSV, and what is to be said about it."""

    csv: bytes
    notes: Sequence[SheetNote]


class UnreadableWorkbook(Exception):  # noqa: N818 - it is a finding, not a failure of ours
    """A workbook that cannot be read; the text says why and what to do."""


def is_workbook(name: str, data: bytes) -> bool:
    """Return whether a file is a workbook, by its ending, if it has one, and its first bytes."""
    named = "." not in name or name.lower().endswith(WORKBOOKS)
    return named and data.startswith((_ZIP, _OLD))


def read_workbook(data: bytes, wanted: str = "") -> Worksheet:
    """Return a sheet of a workbook: the one called `wanted`, else the first that lists entries.

    Raises:
        UnreadableWorkbook: it cannot be read, or there is no such sheet.
    """
    try:
        sheets = _read_sheets(data, wanted)
        return _take(sheets, wanted)
    except ImportError:
        hint = f"save the sheet as CSV, or install what reads it {install_command('sheets')}"
        raise UnreadableWorkbook(f"this is a workbook of Excel; {hint}") from None
    except ValueError as error:
        hint = "save the sheet as CSV"
        raise UnreadableWorkbook(f"this workbook cannot be read ({error}); {hint}") from None


def _read_sheets(data: bytes, wanted: str) -> Sequence[DocumentSheet]:
    if not data.startswith(_ZIP):
        return read_old_excel(data)
    parts = unpack_parts(data)
    kind = kind_of(parts)
    if kind == "open document":
        return read_open_document(parts["content.xml"], wanted)
    if kind == "excel":
        return read_excel(parts, wanted)
    return read_binary_excel(parts)


def _take(sheets: Sequence[DocumentSheet], wanted: str) -> Worksheet:
    chosen = _choose(sheets, wanted)
    filled = [*_fill_merged_cells(chosen)]
    others = [] if wanted else [*_name_others(sheets, chosen)]
    notes = (*others, *filled, *_name_hidden_rows(chosen), *_name_links(chosen))
    return Worksheet(write_csv(chosen.rows, guard=False).encode(), notes)


def _choose(sheets: Sequence[DocumentSheet], wanted: str) -> DocumentSheet:
    """Return the sheet with the name `wanted`, else the first that lists entries."""
    names = [sheet.name for sheet in sheets]
    if wanted and wanted not in names:
        hint = near_miss(wanted, names) or f"there are {', '.join(names[:20])}"
        raise UnreadableWorkbook(f"there is no sheet {wanted[:60]!r}; {hint}")
    if not sheets:
        raise UnreadableWorkbook("there is no sheet in this workbook")
    listing = (sheet for sheet in sheets if _lists_entries(sheet))
    return sheets[names.index(wanted)] if wanted else next(listing, sheets[0])


def _lists_entries(sheet: DocumentSheet) -> bool:
    table = read_table(write_csv(sheet.rows[:30], guard=False), NEEDED)
    return table is not None and {*NEEDED} <= {*table.columns}


def _name_others(sheets: Sequence[DocumentSheet], chosen: DocumentSheet) -> Iterator[SheetNote]:
    if others := [sheet.name for sheet in sheets if sheet is not chosen and sheet.rows]:
        few = ", ".join(others[:10])
        message = f"read from the sheet {chosen.name!r}; not read: {few}. --sheet names another"
        yield SheetNote(0, "sheet", message)


def _fill_merged_cells(sheet: DocumentSheet) -> Iterator[SheetNote]:
    """Write what a merged cell says into each of its rows."""
    most = MOST_CELLS
    for top, left, count in sheet.merged:
        said = "".join([row[left] for row in sheet.rows[top : top + 1] if left < len(row)])
        if count < 2 or not said:
            continue
        for row in sheet.rows[top + 1 : top + count]:
            most -= 1 + max(left + 1 - len(row), 0)
            if most < 0:
                raise ValueError(f"more than {MOST_CELLS:,} cells with those that are merged")
            row += [""] * (left + 1 - len(row))
            row[left] = row[left] or said
        message = f"a merged cell: {said[:40]!r} is taken for rows {top + 1} to {top + count}"
        yield SheetNote(top + 1, "merged", message)


def _name_hidden_rows(sheet: DocumentSheet) -> Iterator[SheetNote]:
    if rows := [str(row + 1) for row in sheet.hidden]:
        few = ", ".join(rows[:10]) + (", …" if len(rows) > 10 else "")
        message = f"{number_of(len(rows), 'hidden row')} read like the others: {few}"
        yield SheetNote(int(rows[0]), "hidden-rows", message)


def _name_links(sheet: DocumentSheet) -> Iterator[SheetNote]:
    """Write links behind cells into their rows; say how many, and which are not carried."""
    written, others = add_links(sheet)
    if written:
        count = number_of(len(written), "link")
        message = f"{count} behind cells, written as links of their rows"
        yield SheetNote(written[0].row + 1, "cell-links", message)
    if others:
        few = ", ".join(repr(link.address[:60]) for link in others[:5])
        message = f"{number_of(len(others), 'link')} behind cells, not carried: {few}"
        yield SheetNote(others[0].row + 1, "cell-links", message)
