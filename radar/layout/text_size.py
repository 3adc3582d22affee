"""How wide a text will be, and how it breaks into lines, without a browser.

`wrap` fills lines up to a given room, `split` makes a given number of lines as even as it can.
A word is broken inside only where it alone is wider than the room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from radar.layout.glyph_widths import UNITS, units
from radar.layout.line_breaks import Piece, clusters, pieces

ASCENT: Final = 0.92
"""Room above the baseline, in em: capitals with accents, and what browsers report of Arial."""
DESCENT: Final = 0.22
"""Room below the baseline, in em."""
MIDDLE: Final = 0.35
"""How far below the middle of its letters a line has its baseline, in em."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is at most, in px, when set at `size` px.

    >>> round(width("Kafka", 10), 2), width("云原生", 10), width("", 10)
    (28.56, 30.0, 0.0)
    """
    return units(text, bold=bold) * size / UNITS


def font_height(size: float) -> float:
    """Return the height of one line's box, in px.

    >>> round(font_height(10), 2)
    11.4
    """
    return (ASCENT + DESCENT) * size


def wrap(
    text: str, size: float, room: float, *, lines: int = 0, bold: bool = False
) -> tuple[str, ...]:
    """Break a text into lines no wider than `room` px; nothing but spaces at the breaks is lost.

    With `lines` there are never more than so many, and the last may be wider than the room.

    >>> wrap("Continuous delivery for models", 10, 90)
    ('Continuous', 'delivery for', 'models')
    >>> wrap("云原生计算", 10, 30), wrap("aaaaaaaa", 10, 20), wrap("a b c", 10, 5, lines=2)
    (('云原生', '计算'), ('aaa', 'aaa', 'aa'), ('a', 'b c'))
    """
    limit = int(room * UNITS / size) if size > 0 else 0
    found = _filled(_fitting(pieces(text), limit, bold), limit, bold)
    if lines and len(found) > lines:
        found[lines - 1 :] = [[piece for line in found[lines - 1 :] for piece in line]]
    return tuple(map(joined, found))


def split(text: str, count: int, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into at most `count` lines, the widest of them as narrow as can be.

    Only where lines may end: a text of one word stays one line.

    >>> split("Continuous delivery for machine learning", 2), split("Kafka", 2)
    (('Continuous delivery', 'for machine learning'), ('Kafka',))
    """
    parts = pieces(text)
    least = max((units(piece.text, bold=bold) for piece in parts), default=0)
    most = units(text, bold=bold)
    while least < most:
        middle = (least + most) // 2
        if len(_filled(parts, middle, bold)) <= count:
            most = middle
        else:
            least = middle + 1
    return tuple(map(joined, _filled(parts, most, bold)))


def joined(line: Iterable[Piece]) -> str:
    """Put the pieces of a line together, without the space before the first."""
    first, *others = line
    return first.text + "".join(piece.space + piece.text for piece in others)


def _filled(parts: Iterable[Piece], limit: int, bold: bool) -> list[list[Piece]]:
    """Fill lines greedily; a piece wider than the limit has a line of its own."""
    found: list[list[Piece]] = []
    used = 0
    for piece in parts:
        size, space = units(piece.text, bold=bold), units(piece.space, bold=bold)
        if found and used + space + size <= limit:
            found[-1].append(piece)
            used += space + size
        else:
            found.append([piece])
            used = size
    return found


def _fitting(parts: Iterable[Piece], limit: int, bold: bool) -> Iterator[Piece]:
    """Cut pieces that are wider than the limit into ones that are not, between characters."""
    for piece in parts:
        if units(piece.text, bold=bold) <= limit:
            yield piece
            continue
        space, start = piece.space, ""
        for cluster in clusters(piece.text):
            if start and units(start + cluster, bold=bold) > limit:
                yield Piece(start, space)
                space, start = "", ""
            start += cluster
        yield Piece(start, space)
