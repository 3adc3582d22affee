"""The parts of a workbook, which is a zip archive: all are unpacked once, within limits.

What an archive says of itself is not believed: the sizes that count are those of what comes out.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from lzma import LZMAError
from typing import Literal
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_CELLS = 2_000_000
"""How many cells of a workbook are read, of all its sheets: 50,000 rows of 40 columns."""
MOST_TEXT = 64 * 1024 * 1024
"""How many characters the cells may have together: those that share a text each get a copy."""
MOST_SHEETS = 1_000
"""How many sheets a workbook may have."""
_MOST_BYTES = 256 * 1024 * 1024  # of an unpacked workbook; what is packed may be a thousandth of it
_MOST_PARTS = 10_000  # a sheet has up to three of them, a picture two
_PIECE = 1 << 20  # bytes that are unpacked at a time
_DAMAGE = (
    BadZipFile,
    LZMAError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    struct.error,
)

Kind = Literal["open document", "excel", "excel binary"]


def kind_of(parts: Mapping[str, bytes]) -> Kind:
    """Return which kind of workbook has these parts.

    Raises:
        ValueError: none that is known.
    """
    if "xl/workbook.xml" in parts:
        return "excel"
    if "xl/workbook.bin" in parts:
        return "excel binary"
    if "content.xml" in parts:
        return "open document"
    raise ValueError("it is neither of Excel nor of LibreOffice")


def unpack_parts(data: bytes) -> Mapping[str, bytes]:
    """Return the parts of a workbook by their paths.

    Raises:
        ValueError: it is damaged, locked or too large; the text says which part is at fault.
    """
    try:
        archive = ZipFile(BytesIO(data))
    except (*_DAMAGE, RuntimeError):
        raise ValueError("it is damaged") from None
    infos = archive.infolist()
    if len(infos) > _MOST_PARTS:
        raise ValueError(f"it has more than {_MOST_PARTS:,} parts")
    _check_paths(infos)
    parts: dict[str, bytes] = {}
    left = _MOST_BYTES
    for info in infos:
        parts[_path_of(info)] = _unpack(archive, info, left)
        left -= len(parts[_path_of(info)])
    return parts


def _path_of(info: ZipInfo) -> str:
    return info.filename.replace("\\", "/").lstrip("/")


def _check_paths(infos: Sequence[ZipInfo]) -> None:
    """Refuse two parts with one path: programs differ in which of them they read."""
    seen = Counter(_path_of(info).lower() for info in infos)
    for path, count in seen.items():
        if count > 1:
            raise ValueError(f"it has two parts {path[:80]!r}")


def _unpack(archive: ZipFile, info: ZipInfo, most: int) -> bytes:
    """Return a part, of at most so many bytes."""
    unpacked = bytearray()
    for piece in _pieces(archive, info):
        unpacked += piece
        if len(unpacked) > most:
            raise ValueError(f"it is too large: more than {_MOST_BYTES >> 20} MB unpacked")
    return bytes(unpacked)


def _pieces(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    name = f"its part {info.filename[:80]!r}"
    if info.flag_bits & 0x1:
        raise ValueError(f"{name} is locked with a password")
    try:
        with archive.open(info) as packed:
            while piece := packed.read(_PIECE):
                yield piece
    except RuntimeError:  # NotImplementedError is one
        raise ValueError(f"{name} is packed in a way that is not known") from None
    except _DAMAGE:
        raise ValueError(f"{name} is damaged") from None
