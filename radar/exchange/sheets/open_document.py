"""The sheets of an OpenDocument file (LibreOffice): cells, merged cells and hidden rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, XMLParser, parse
from zipfile import BadZipFile, ZipFile

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BLANKS = re.compile(r"[ \t\r\n]+")  # in XML, which count as one
_HREF = "{http://www.w3.org/1999/xlink}href"
HYPERLINK = re.compile(r"HYPERLINK\(\s*\"([^\"]+)\"", re.IGNORECASE)
"""A formula that makes a link, with its address."""
_MOST_REPEATED = 1_000  # equal cells or rows; a sheet is filled up with a million empty ones


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


def read_open_document(data: bytes) -> Sequence[DocumentSheet]:
    """Return the sheets of an OpenDocument file.

    Raises:
        ValueError: it is none, or it is damaged.
    """
    try:
        content = ZipFile(BytesIO(data)).read("content.xml")
    except (BadZipFile, KeyError) as error:
        raise ValueError(str(error)) from None
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("it declares entities")
    try:
        root = parse(BytesIO(content), XMLParser()).getroot()  # noqa: S314 - without entities
    except ParseError as error:
        raise ValueError(str(error)) from None
    return [_read_sheet(table) for table in root.iter(f"{_TABLE}table")]


def _read_sheet(table: Element) -> DocumentSheet:
    rows: list[list[str]] = []
    merged: list[tuple[int, int, int]] = []
    hidden: list[int] = []
    links: list[CellLink] = []
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[str] = []
        for cell in _cells(row):
            spanned = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
            merged += [(len(rows), len(cells), spanned)] if spanned > 1 else []
            links += [CellLink(len(rows), len(cells), *link) for link in _find_links(cell)]
            cells += [_write(cell)] * _repetitions(cell, "columns")
        while cells and not cells[-1]:
            cells.pop()
        count = _repetitions(row, "rows")
        if row.get(f"{_TABLE}visibility", "visible") != "visible" and cells:
            hidden += range(len(rows), len(rows) + count)
        rows += [[*cells] for _ in range(count)]
    while rows and not rows[-1]:
        rows.pop()
    return DocumentSheet(table.get(f"{_TABLE}name", ""), rows, merged, hidden, links)


def _cells(row: Element) -> Iterator[Element]:
    kinds = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
    return (cell for cell in row if cell.tag in kinds)


def _repetitions(element: Element, what: str) -> int:
    return min(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), _MOST_REPEATED)


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
        yield " " * min(int(element.get(f"{_TEXT}c", "1")), _MOST_REPEATED)
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
