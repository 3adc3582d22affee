"""A stream of bytes → its lines, none longer than a message may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

MOST_BYTES: Final = 16_000_000
"""Bytes of a message. What is longer is read to the end of its line and thrown away."""
_PIECE: Final = 1 << 16  # bytes that are read at once of a line that is thrown away


def read_lines(stream: BinaryIO, most: int = MOST_BYTES) -> Iterator[bytes | None]:
    r"""Yield each line that is not blank, None for one that is longer than `most` bytes.

    >>> import io
    >>> list(read_lines(io.BytesIO(b"{}\n\n0123456789\n[]"), most=4))
    [b'{}', None, b'[]']
    """
    while line := stream.readline(most + 1):
        if len(line) > most and not line.endswith(b"\n"):
            _skip_rest(stream)
            yield None
        elif text := line.strip():
            yield text


def _skip_rest(stream: BinaryIO) -> None:
    while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass
