"""Sheets of Excel that are no XML (`.xlsb`): how large they are, before the library sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from radar.exchange.sheets.excel_xml import name_cell
from radar.exchange.sheets.parts import MOST_CELLS, MOST_TEXT

_NO_SHEETS = ("xl/workbook.bin", "xl/sharedstrings.bin", "xl/styles.bin")
# types of records: a row, a cell with a shared text, cells of all kinds, a shared text, a sheet
_ROW, _SHARED, _CELLS, _TEXT, _SHEET = 0, 7, range(1, 12), 19, b"\x81\x01"


def keep_sound_parts(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the parts that the library needs, with sheets that are not too large.

    Raises:
        ValueError: a sheet has too many cells or too much text, or is damaged.
    """
    texts = next((parts[path] for path in parts if path.lower() == _NO_SHEETS[1]), b"")
    lengths = [len(record) for kind, record in _records(texts) if kind == _TEXT]
    kept: dict[str, bytes] = {}
    for path, part in parts.items():
        if path.lower() in _NO_SHEETS or path.endswith(".rels"):
            kept[path] = part
        elif part.startswith(_SHEET):
            _check_sheet(path, part, lengths)
            kept[path] = part
    return kept


def _check_sheet(path: str, part: bytes, lengths: Sequence[int]) -> None:
    row = column = last = text = 0
    for kind, record in _records(part):
        number = int.from_bytes(record[:4], "little")
        if kind == _ROW:
            row = number
        if kind in _CELLS:
            last, column = max(last, row), max(column, number)
        if kind == _SHARED:
            index = int.from_bytes(record[8:12], "little")
            text += lengths[index] if index < len(lengths) else 0
        if (last + 1) * (column + 1) > MOST_CELLS:
            cell = name_cell(last, column)
            raise ValueError(f"{path[:60]!r}: more than {MOST_CELLS:,} cells, up to {cell}")
    if text > MOST_TEXT:
        raise ValueError(f"{path[:60]!r}: more than {MOST_TEXT:,} characters in its cells")


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the type and the bytes of each record; numbers have seven bits in each byte."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        size, at = _number(part, at, 4)
        if at + size > len(part):
            raise ValueError("a sheet of it is damaged")
        yield kind, part[at : at + size]
        at += size


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """Return the number at a place, which has up to so many bytes, and the place after it."""
    number = 0
    for n, byte in enumerate(part[at : at + most]):
        number |= (byte & 0x7F) << 7 * n
        if byte < 0x80:
            return number, at + n + 1
    return number, at + most
