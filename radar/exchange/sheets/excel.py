"""Workbooks of Excel: their sheets, read by a library that is an extra (`sheets`).

The library ends the process, or takes all memory, at what it does not expect. So it gets a workbook
that is written here: with sheets made compact, and with nothing else but styles and shared texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date as Date  # noqa: N812 - a type
from datetime import datetime, time
from io import BytesIO
from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from radar.exchange.sheets.cell_links import find_excel_links
from radar.exchange.sheets.excel_binary import keep_sound_parts
from radar.exchange.sheets.excel_xml import (
    CompactSheet,
    compact_sheet,
    local_name,
    measure_texts,
    parse_xml,
)
from radar.exchange.sheets.open_document import DocumentSheet
from radar.exchange.sheets.parts import MOST_CELLS, MOST_SHEETS, MOST_TEXT

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KEPT = ("xl/styles.xml", "xl/sharedStrings.xml")


class _Contents(NamedTuple):
    """The sheets of a workbook, by name and path in the archive, and how it counts its days."""

    sheets: Sequence[tuple[str, str]]
    date1904: str


def read_excel(parts: Mapping[str, bytes], wanted: str = "") -> Sequence[DocumentSheet]:
    """Return the sheets of a workbook (`.xlsx`), or the one called `wanted`, if there is one.

    Raises:
        ValueError: it cannot be read; the text says why.
        ImportError: the library is not there.
    """
    contents = _read_contents(parts)
    taken = [each for each in contents.sheets if each[0] == wanted] or contents.sheets
    shared = measure_texts(_part(parts, "xl/sharedStrings.xml", b"<sst/>"))
    compact = {path: _compact(parts, path, name, shared) for name, path in taken}
    _check_sum([compact[path] for _, path in taken])
    with _own_words():
        book = _load(_write_workbook(parts, taken, compact, contents.date1904))
        return [
            _expand(name, book, n, compact[path])._replace(links=[*find_excel_links(parts, path)])
            for n, (name, path) in enumerate(taken)
        ]


def read_binary_excel(parts: Mapping[str, bytes]) -> Sequence[DocumentSheet]:
    """Return the sheets of a workbook whose parts are no XML (`.xlsb`).

    Raises:
        ValueError: it cannot be read; the text says why.
        ImportError: the library is not there.
    """
    return read_old_excel(_zip(keep_sound_parts(parts)))


def read_old_excel(data: bytes) -> Sequence[DocumentSheet]:
    """Return the sheets of a workbook (`.xls`, `.xlsb`), which is given to the library as it is.

    Raises:
        ValueError: it cannot be read; the text says why.
        ImportError: the library is not there.
    """
    with _own_words():
        book = _load(data)
        if len(book.sheet_names) > MOST_SHEETS:
            raise ValueError(f"more than {MOST_SHEETS:,} sheets")
        sheets: list[DocumentSheet] = []
        cells, characters = MOST_CELLS, MOST_TEXT
        for n in range(len(book.sheet_names)):
            sheets.append(_read_sheet(book, n, cells))
            cells -= sum(map(len, sheets[-1].rows))
            characters -= sum(len(cell) for row in sheets[-1].rows for cell in row)
            if characters < 0:
                raise ValueError(f"more than {MOST_TEXT:,} characters in its cells")
        return sheets


def _load(data: bytes) -> CalamineWorkbook:
    from python_calamine import load_workbook

    return load_workbook(BytesIO(data))


@contextmanager
def _own_words() -> Iterator[None]:
    """Say that a workbook cannot be read, whatever the library raises for it."""
    try:
        yield
    except ImportError:
        raise
    except BaseException as error:
        # a panic of Rust is no `Exception`, and its type has no name that could be imported
        kind = type(error)
        if kind.__module__ == "builtins" and isinstance(error, ValueError):
            raise
        if kind.__name__ == "PanicException" or isinstance(error, OverflowError):
            raise ValueError("it has values that the library for workbooks cannot read") from None
        if kind.__module__.startswith("python_calamine"):
            raise ValueError(str(error)[:200]) from None
        raise


def _read_contents(parts: Mapping[str, bytes]) -> _Contents:
    """Return which sheets with cells a workbook has; a sheet that is a chart has none."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []
    dates: list[str] = []

    def add_target(name: str, said: Mapping[str, str]) -> None:
        if local_name(name) == "Relationship":
            targets[said.get("Id", "")] = normpath(f"/xl/{said.get('Target', '')}")[1:]
            if said.get("Target", "").startswith("/"):
                targets[said.get("Id", "")] = normpath(said["Target"]).lstrip("/")

    def add_sheet(name: str, said: Mapping[str, str]) -> None:
        if local_name(name) == "sheet":
            ids = [said[key] for key in said if local_name(key) == "id"]
            sheets.extend((said.get("name", ""), targets.get(each, "")) for each in ids[:1])
        if local_name(name) == "workbookPr":
            dates.append(said.get("date1904", "0"))

    parse_xml(_part(parts, "xl/_rels/workbook.xml.rels", b"<Relationships/>"), add_target)
    parse_xml(parts["xl/workbook.xml"], add_sheet)
    if len(sheets) > MOST_SHEETS:
        raise ValueError(f"more than {MOST_SHEETS:,} sheets")
    paths = {path.lower(): path for path in parts}
    known = [(name, paths[path.lower()]) for name, path in sheets if path.lower() in paths]
    return _Contents([each for each in known if _has_cells(parts[each[1]])], "".join(dates[:1]))


def _has_cells(part: bytes) -> bool:
    return b"sheetData" in part or b"s\0h\0e\0e\0t\0D\0" in part.replace(b"\0s", b"s\0")


def _part(parts: Mapping[str, bytes], path: str, absent: bytes) -> bytes:
    return next((parts[each] for each in parts if each.lower() == path.lower()), absent)


def _compact(
    parts: Mapping[str, bytes], path: str, name: str, shared: Sequence[int]
) -> CompactSheet:
    try:
        return compact_sheet(parts[path], shared)
    except ValueError as error:
        raise ValueError(f"sheet {name[:60]!r}: {error}") from None


def _check_sum(sheets: Sequence[CompactSheet]) -> None:
    """Refuse sheets that are too large together."""
    hint = "--sheet reads one"
    if sum(len(sheet.rows) * len(sheet.columns) for sheet in sheets) > MOST_CELLS:
        raise ValueError(f"its sheets have more than {MOST_CELLS:,} cells; {hint}")
    if sum(sheet.characters for sheet in sheets) > MOST_TEXT:
        raise ValueError(f"its sheets have more than {MOST_TEXT:,} characters; {hint}")


def _write_workbook(
    parts: Mapping[str, bytes],
    sheets: Sequence[tuple[str, str]],
    compact: Mapping[str, CompactSheet],
    date1904: str,
) -> bytes:
    """Return a workbook of compact sheets, which have numbers for names."""
    paths = {path: f"worksheets/sheet{n}.xml" for n, path in enumerate(compact, 1)}
    tags = (
        f'<sheet name="{n}" sheetId="{n}" r:id="{paths[path]}"/>'
        for n, (_, path) in enumerate(sheets, 1)
    )
    relations = (
        f'<Relationship Id="{path}" Type="{_OFFICE}/worksheet" Target="{path}"/>'
        for path in paths.values()
    )
    made = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="book" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<workbookPr date1904={quoteattr(date1904 or '0')}/><sheets>{''.join(tags)}</sheets>"
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}'
        "</Relationships>",
    }
    kept = {path: _part(parts, path, b"") for path in _KEPT}
    return _zip(
        {path: text.encode() for path, text in made.items()}
        | {path: data for path, data in kept.items() if data}
        | {f"xl/{paths[path]}": sheet.xml for path, sheet in compact.items()}
    )


def _zip(parts: Mapping[str, bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return data.getvalue()


def _expand(name: str, book: CalamineWorkbook, n: int, compact: CompactSheet) -> DocumentSheet:
    """Return a sheet whose rows and columns are where they were."""
    rows: list[list[str]] = [[] for _ in range(compact.rows[-1] + 1 if compact.rows else 0)]
    left = MOST_CELLS
    for row, values in zip(compact.rows, _read_sheet(book, n, MOST_CELLS).rows, strict=False):
        while values and not values[-1]:
            values.pop()
        if not values:
            continue
        width = compact.columns[len(values) - 1] + 1
        left -= width
        if left < 0:
            raise ValueError(
                f"sheet {name[:60]!r}: more than {MOST_CELLS:,} cells, at row {row + 1}"
            )
        rows[row] = [""] * width
        for column, value in zip(compact.columns, values, strict=False):
            rows[row][column] = value
    return DocumentSheet(name, rows, compact.merged, compact.hidden)


def _read_sheet(book: CalamineWorkbook, n: int, most: int) -> DocumentSheet:
    sheet = book.get_sheet_by_index(n)
    if sheet.total_height * sheet.total_width > most:
        raise ValueError(f"more than {MOST_CELLS:,} cells")
    rows = [[_write(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    ranges = sheet.merged_cell_ranges or ()
    merged = [(top, left, bottom - top + 1) for (top, left), (bottom, _) in ranges]
    return DocumentSheet(book.sheet_names[n], rows, merged, [])


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
