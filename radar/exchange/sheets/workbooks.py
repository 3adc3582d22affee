"""Workbooks of Excel and LibreOffice: one sheet of them as CSV, line for line.

The library that reads those of Excel is an extra (`sheets`). What a person would not see, or sees
otherwise than it is stored, is named: hidden rows, merged cells, the sheets that are not read. A
line break in a cell becomes a vertical tab, so that line 7 of the text is row 7 of the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date as Date  # noqa: N812 - a type
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from radar.errors import install_command, near_miss
from radar.exchange.sheets.cell_links import add_links, find_excel_links
from radar.exchange.sheets.headers import NEEDED, read_table
from radar.exchange.sheets.open_document import CellLink, DocumentSheet, read_open_document
from radar.exchange.sheets.tables import write_csv
from radar.text import number_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_MOST_BYTES = 256 * 1024 * 1024  # of an unpacked workbook; what is packed may be a thousandth of it
_MOST_CELLS = 2_000_000  # 50,000 rows of 40 columns
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SHEET_ID = re.compile(rb"<(?:\w+:)?sheet\b[^>]*\br:id=\"([^\"]+)\"")
_HIDDEN_ROW = re.compile(rb"<row\b(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*\br=\"(\d+)\"")


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
    _check_size(data)
    sheets = _read_open_document(data) if _is_open_document(data) else _read_excel(data)
    chosen = _choose(sheets, wanted)
    filled = [*_fill_merged_cells(chosen)]
    others = [] if wanted else [*_name_others(sheets, chosen)]
    notes = (*others, *filled, *_name_hidden_rows(chosen), *_name_links(chosen))
    return Worksheet(write_csv(chosen.rows, guard=False).encode(), notes)


def _is_open_document(data: bytes) -> bool:
    return data.startswith(_ZIP) and b"content.xml" in data and b"xl/workbook" not in data


def _read_open_document(data: bytes) -> Sequence[DocumentSheet]:
    try:
        return read_open_document(data)
    except ValueError as error:
        raise _refuse(str(error)) from None


def _read_excel(data: bytes) -> Sequence[DocumentSheet]:
    """Return the sheets of a workbook of Excel."""
    try:
        from python_calamine import CalamineError, load_workbook
    except ImportError:
        hint = f"save the sheet as CSV, or install what reads it {install_command('sheets')}"
        raise UnreadableWorkbook(f"this is a workbook of Excel; {hint}") from None
    try:
        book = load_workbook(BytesIO(data))
        return [_read_sheet(data, book, n) for n in range(len(book.sheet_names))]
    except CalamineError as error:
        raise _refuse(str(error)) from None


def _read_sheet(data: bytes, book: CalamineWorkbook, n: int) -> DocumentSheet:
    sheet = book.get_sheet_by_index(n)
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise _refuse(f"more than {_MOST_CELLS:,} cells")
    rows = [[_write(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    ranges = sheet.merged_cell_ranges or ()
    merged = [(top, left, bottom - top + 1) for (top, left), (bottom, _) in ranges]
    hidden, links = _read_markup(data, n)
    return DocumentSheet(book.sheet_names[n], rows, merged, hidden, links)


def _refuse(why: str) -> UnreadableWorkbook:
    return UnreadableWorkbook(f"this workbook cannot be read ({why[:200]}); save the sheet as CSV")


def _check_size(data: bytes) -> None:
    if not data.startswith(_ZIP):
        return
    try:
        size = sum(part.file_size for part in ZipFile(BytesIO(data)).infolist())
    except BadZipFile:
        raise UnreadableWorkbook("this workbook is damaged; save the sheet as CSV") from None
    if size > _MOST_BYTES:
        raise UnreadableWorkbook("this workbook is too large; save the sheet as CSV")


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
    for top, left, count in sheet.merged:
        said = "".join([row[left] for row in sheet.rows[top : top + 1] if left < len(row)])
        if count < 2 or not said:
            continue
        for row in sheet.rows[top + 1 : top + count]:
            row += [""] * (left + 1 - len(row))
            row[left] = row[left] or said
        message = f"a merged cell: {said[:40]!r} is taken for rows {top + 1} to {top + count}"
        yield SheetNote(top + 1, "merged", message)


def _name_hidden_rows(sheet: DocumentSheet) -> Iterator[SheetNote]:
    if rows := [str(row + 1) for row in sheet.hidden]:
        few = ", ".join(rows[:10]) + (", …" if len(rows) > 10 else "")
        message = f"{number_of(len(rows), 'hidden row')} read like the others: {few}"
        yield SheetNote(int(rows[0]), "hidden-rows", message)


def _write(value: object) -> str:
    """Return the value of a cell as text, as a sheet shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, Date):
        return value.isoformat()
    return re.sub(r"\r\n|\r|\n", "\v", str(value))


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


def _read_markup(data: bytes, index: int) -> tuple[list[int], list[CellLink]]:
    """Return the hidden rows and the links of a sheet in a workbook of Excel, from 0."""
    if not data.startswith(_ZIP):
        return [], []
    with ZipFile(BytesIO(data)) as archive:
        path = _sheet_path(archive, index)
        if not path:
            return [], []
        hidden = [int(row) - 1 for row in _HIDDEN_ROW.findall(archive.read(path))]
        return hidden, [*find_excel_links(archive, path)]


def _sheet_path(archive: ZipFile, index: int) -> str:
    """Return the path of a sheet in a workbook of Excel by its position, '' if it has none."""
    names = {*archive.namelist()}
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return ""
    sheets = _SHEET_ID.findall(archive.read("xl/workbook.xml"))
    targets: dict[bytes, bytes] = {}
    for tag in re.findall(rb"<Relationship\b[^>]*>", archive.read("xl/_rels/workbook.xml.rels")):
        parts = dict(re.findall(rb"\b(Id|Target)=\"([^\"]*)\"", tag))
        targets[parts.get(b"Id", b"")] = parts.get(b"Target", b"")
    wanted = sheets[index] if index < len(sheets) else b"?"
    target = targets.get(wanted, b"").decode("utf-8", "replace")
    path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return path if path in names else ""
