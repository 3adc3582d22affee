"""A sheet of Excel made compact, before the library that reads workbooks sees it.

That library sets up every cell of the rectangle around the used ones: a stray cell in the last
row and column would ask for 17 thousand million. So the rows and columns that nothing is in are
left out, and are put back afterwards. What the library reads is written here: a cell without a
place, or in a place that no sheet has, does not come to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape, quoteattr

from radar.exchange.sheets.parts import MOST_CELLS, MOST_TEXT

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384  # of a sheet of Excel
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII | re.IGNORECASE)


class CompactSheet(NamedTuple):
    """A sheet without its empty rows and columns, as XML, and where its rows and columns were.

    `merged` has cells (row, column, rows); `hidden` has rows. All of them count from 0.
    `characters` is how long the texts of its cells are together.
    """

    xml: bytes
    rows: Sequence[int]
    columns: Sequence[int]
    merged: Sequence[tuple[int, int, int]]
    hidden: Sequence[int]
    characters: int


def name_cell(row: int, column: int) -> str:
    """Return how a sheet names a cell; row and column count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def place_of(reference: str) -> tuple[int, int]:
    """Return the row and column that a reference names, from 0.

    Raises:
        ValueError: no sheet has such a cell.
    """
    if match := _REFERENCE.fullmatch(reference):
        column = 0
        for letter in match[1].upper():
            column = column * 26 + ord(letter) - ord("A") + 1
        if column <= _LAST_COLUMN and int(match[2]) <= _LAST_ROW:
            return int(match[2]) - 1, column - 1
    raise ValueError(f"there is no cell {reference[:30]!r} in a sheet")


def measure_texts(xml: bytes) -> Sequence[int]:
    """Return how long each of the texts is that cells share.

    Raises:
        ValueError: the XML is damaged.
    """
    lengths: list[int] = []

    def start(name: str, _: Mapping[str, str]) -> None:
        if local_name(name) == "si":
            lengths.append(0)

    def add(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    parse_xml(xml, start, add=add)
    return lengths


def compact_sheet(xml: bytes, shared: Sequence[int] = ()) -> CompactSheet:
    """Return a sheet made compact; `shared` has the lengths of the texts that cells share.

    Raises:
        ValueError: the XML is damaged, a cell has no place in a sheet, or there are too many.
    """
    reader = _SheetReader(shared)
    parse_xml(xml, reader.start, reader.end, reader.add)
    rows = sorted({row for row, _ in reader.cells})
    columns = sorted({column for _, column in reader.cells})
    if len(rows) * len(columns) > MOST_CELLS:
        cell = name_cell(rows[-1], columns[-1])
        raise ValueError(f"more than {MOST_CELLS:,} cells, up to {cell}")
    text = _write(reader.cells, rows, columns)
    hidden = sorted(reader.hidden)
    return CompactSheet(text, rows, columns, reader.merged, hidden, reader.characters)


class _SheetReader:
    """Collects the cells of a sheet, each as XML without its place, while it is parsed."""

    def __init__(self, shared: Sequence[int]) -> None:
        self.cells: dict[tuple[int, int], str] = {}
        self.merged: list[tuple[int, int, int]] = []
        self.hidden: set[int] = set()
        self._shared = shared
        self._row, self._column = -1, -1
        self._in_data = False
        self._kind = ""  # the attributes of the cell that is open
        self._value: list[str] = []
        self._inner = ""  # the element of a value that is open
        self._shares = False
        self.characters = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match local_name(name):
            case "sheetData":
                self._in_data = True
            case "row" if self._in_data:
                self._start_row(attributes)
            case "c" if self._in_data:
                self._start_cell(attributes)
            case "v" | "is" | "t" | "r" | "rPh" as inner if self._kind:
                self._inner = inner
                self._value.append(f"<{inner}{_space(attributes)}>")
            case "mergeCell":
                self._merge(attributes.get("ref", ""))
            case _:
                self._inner = ""

    def end(self, name: str) -> None:
        match local_name(name):
            case "sheetData":
                self._in_data = False
            case "c" if self._kind:
                self._end_cell()
            case "v" | "is" | "t" | "r" | "rPh" as inner if self._kind:
                self._value.append(f"</{inner}>")
        self._inner = ""

    def add(self, text: str) -> None:
        if self._inner in ("v", "t"):
            self._value.append(escape(text))
            self.characters += self._length(text)
        if self.characters > MOST_TEXT:
            cell = name_cell(self._row, self._column)
            raise ValueError(f"more than {MOST_TEXT:,} characters in its cells, at {cell}")

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row, self._column = self._row + 1, -1  # its cells may still say where they are
        if "r" in attributes:
            self._row = place_of(f"A{attributes['r']}")[0]
        if attributes.get("hidden") in ("1", "true"):
            self.hidden.add(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r") or name_cell(max(self._row, 0), self._column + 1)
        self._row, self._column = place_of(reference)
        self._shares = attributes.get("t") == "s"
        said = [f" {key}={quoteattr(attributes[key])}" for key in ("s", "t") if key in attributes]
        self._kind, self._value = "".join(said) or " ", []

    def _end_cell(self) -> None:
        if self._value:  # else the cell has a style, and says nothing
            self.cells[self._row, self._column] = f"{self._kind}>{''.join(self._value)}</c>"
        if len(self.cells) > MOST_CELLS:
            cell = name_cell(self._row, self._column)
            raise ValueError(f"more than {MOST_CELLS:,} cells, at {cell}")
        self._kind = ""

    def _length(self, text: str) -> int:
        """Return how long the text of a cell will be."""
        if not self._shares:
            return len(text)
        number = int(text) if re.fullmatch("[0-9]{1,9}", text) else len(self._shared)
        if number >= len(self._shared):
            cell = name_cell(self._row, self._column)
            raise ValueError(f"the text of the cell {cell} is missing")
        return self._shared[number]

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, _) = place_of(first), place_of(last or first)
        self.merged.append((top, left, bottom - top + 1))


def _write(
    cells: Mapping[tuple[int, int], str], rows: Sequence[int], columns: Sequence[int]
) -> bytes:
    row_of = {row: n for n, row in enumerate(rows)}
    column_of = {column: n for n, column in enumerate(columns)}
    lines: dict[int, list[str]] = {n: [] for n in range(len(rows))}
    for (row, column), rest in sorted(cells.items()):
        n = row_of[row]
        lines[n].append(f'<c r="{name_cell(n, column_of[column])}"{rest}')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    body = "".join(f'<row r="{n + 1}">{"".join(line)}</row>' for n, line in lines.items())
    return f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'.encode()


def parse_xml(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda _: None,
    add: Callable[[str], None] = lambda _: None,
) -> None:
    """Call a function for each start of an element, each end, and each text.

    Raises:
        ValueError: the XML is damaged, or declares entities.
    """
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = add
    parser.StartDoctypeDeclHandler = _refuse_entities
    try:
        parser.Parse(xml, True)
    except ExpatError:
        raise ValueError("its XML is damaged") from None


def _refuse_entities(*_: object) -> None:
    raise ValueError("it declares entities")


def local_name(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def _space(attributes: Mapping[str, str]) -> str:
    return ' xml:space="preserve"' if attributes.get("xml:space") == "preserve" else ""
