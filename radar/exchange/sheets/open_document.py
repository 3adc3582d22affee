"""The sheets of an OpenDocument file (LibreOffice): cells, merged cells and hidden rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, XMLParser, parse

from radar.exchange.sheets.parts import MOST_CELLS, MOST_SHEETS, MOST_TEXT

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BLANKS = re.compile(r"[ \t\r\n]+")  # in XML, which count as one
_HREF = "{http://www.w3.org/1999/xlink}href"
HYPERLINK = re.compile(r"HYPERLINK\(\s*\"([^\"]+)\"", re.IGNORECASE)
"""A formula that makes a link, with its address."""
_MOST_REPEATED = 1_000  # equal cells or rows that say something, of those that were filled down
_COUNT = re.compile("[1-9][0-9]{0,6}")
_GROUPS = {f"{_TABLE}table-{name}" for name in ("header-rows", "rows", "row-group")}


class CellLink(NamedTuple):
    """An address behind a cell, which the cell does not show; rows and columns count from 0."""

    row: int
    column: int
    address: str
    words: str = ""


class DocumentSheet(NamedTuple):
    """A sheet: its rows as texts, merged cells (row, column, rows), hidden rows and links.

    All of them count from 0.
    """

    name: str
    rows: Sequence[list[str]]
    merged: Sequence[tuple[int, int, int]]
    hidden: Sequence[int]
    links: Sequence[CellLink] = ()


def read_open_document(content: bytes, wanted: str = "") -> Sequence[DocumentSheet]:
    """Return the sheets that a `content.xml` holds, or the one called `wanted`, if there is one.

    Raises:
        ValueError: it is damaged, or too large; the text says where.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("it declares entities")
    try:
        root = parse(BytesIO(content), XMLParser()).getroot()  # noqa: S314 - without entities
    except (ParseError, LookupError, RecursionError):
        raise ValueError("its XML is damaged") from None
    tables = [each for body in root.iter(f"{_OFFICE}spreadsheet") for each in _tables(body)]
    if len(tables) > MOST_SHEETS:
        raise ValueError(f"more than {MOST_SHEETS:,} sheets")
    taken = [table for table in tables if table.get(f"{_TABLE}name") == wanted] or tables
    room = _Room()
    return [_read_sheet(table, room) for table in taken]


def _tables(body: Element) -> Sequence[Element]:
    return body.findall(f"{_TABLE}table")


class _Room:
    """How many cells and characters may still be read."""

    def __init__(self) -> None:
        self._cells, self._characters = MOST_CELLS, MOST_TEXT

    def take(self, cells: int, characters: int) -> None:
        """Take room for some cells.

        Raises:
            ValueError: there is not enough.
        """
        self._cells -= cells
        self._characters -= characters
        if self._cells < 0:
            raise ValueError(f"more than {MOST_CELLS:,} cells")
        if self._characters < 0:
            raise ValueError(f"more than {MOST_TEXT:,} characters in its cells")


def _read_sheet(table: Element, room: _Room) -> DocumentSheet:
    name = table.get(f"{_TABLE}name", "")
    sheet = _OpenSheet(room)
    row = 0
    for element in _rows(table):
        try:
            row += sheet.add(element, row)
        except ValueError as error:
            raise ValueError(f"sheet {name[:60]!r}, row {row + 1}: {error}") from None
    return DocumentSheet(name, sheet.rows, sheet.merged, sheet.hidden, sheet.links)


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, also those in groups; a table in a cell has rows of its own."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


class _OpenSheet:
    """A sheet to which one row after another is added."""

    def __init__(self, room: _Room) -> None:
        self.rows: list[list[str]] = []
        self.merged: list[tuple[int, int, int]] = []
        self.hidden: list[int] = []
        self.links: list[CellLink] = []
        self._room = room

    def add(self, element: Element, row: int) -> int:
        """Add a row, and return how often it is repeated; empty ones are added before others."""
        count = _repetitions(element, "rows")
        cells = self._read_cells(element, row)
        if not cells:
            return count
        shown = min(count, _MOST_REPEATED)
        text = sum(map(len, cells))
        self._room.take((row - len(self.rows)) + shown * len(cells), shown * text)
        self.rows += [[] for _ in range(row - len(self.rows))]
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            self.hidden += range(row, row + shown)
        self.rows += [[*cells] for _ in range(shown)]
        return count

    def _read_cells(self, element: Element, row: int) -> list[str]:
        """Return the texts of a row up to the last that is not empty."""
        cells: list[str] = []
        column = 0
        for cell in _cells(element):
            count = _repetitions(cell, "columns")
            spanned = _number(cell, "number-rows-spanned")
            self.merged += [(row, column, spanned)] if spanned > 1 else []
            self.links += [CellLink(row, column, *link) for link in _find_links(cell)]
            if text := _write(cell):
                shown = min(count, _MOST_REPEATED)
                self._room.take(column - len(cells) + shown, 0)
                cells += [""] * (column - len(cells)) + [text] * shown
            column += count
        self._room.take(-len(cells), 0)
        return cells


def _cells(row: Element) -> Iterator[Element]:
    kinds = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
    return (cell for cell in row if cell.tag in kinds)


def _repetitions(element: Element, what: str) -> int:
    return _number(element, f"number-{what}-repeated")


def _number(element: Element, name: str) -> int:
    """Return a count that an element states; a sheet has at most 1,048,576 rows."""
    said = element.get(f"{_TABLE}{name}", "1")
    if not _COUNT.fullmatch(said):
        raise ValueError(f"{name} is {said[:30]!r}, which is no count of cells")
    return int(said)


def _write(cell: Element) -> str:
    """Return the value of a cell as text; a date in ISO 8601, a truth in capitals."""
    if day := cell.get(f"{_OFFICE}date-value"):
        return day.removesuffix("T00:00:00")
    if truth := cell.get(f"{_OFFICE}boolean-value"):
        return truth.upper()
    return "\v".join("".join(_texts(each)) for each in cell.findall(f"{_TEXT}p"))


def _texts(element: Element) -> Iterator[str]:
    """Yield the texts of an element; line breaks, tabs and runs of blanks are elements in it."""
    if element.tag == f"{_TEXT}s":
        said = element.get(f"{_TEXT}c", "1")
        yield " " * min(int(said) if _COUNT.fullmatch(said) else 1, _MOST_REPEATED)
    yield {f"{_TEXT}line-break": "\v", f"{_TEXT}tab": "\t"}.get(element.tag, "")
    yield _BLANKS.sub(" ", element.text or "")
    for child in element:
        yield from _texts(child)
        yield _BLANKS.sub(" ", child.tail or "")


def _find_links(cell: Element) -> Iterator[tuple[str, str]]:
    """Yield the address and the words of each link in a cell, and of one that a formula makes."""
    for link in cell.iter(f"{_TEXT}a"):
        yield link.get(_HREF, ""), "".join(_texts(link))
    if formula := HYPERLINK.search(cell.get(f"{_TABLE}formula", "")):
        yield formula[1], ""
