"""How wide a text is, and how it breaks into lines, without a browser.

`wrap` fills lines up to a given width, `split` makes a given number of lines of similar widths.
A word is broken inside only if it alone is wider than a line may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from radar.layout.text.breaks import TextSegment, clusters, is_blank, segments
from radar.layout.text.glyphs import UNITS, units

ASCENT: Final = 0.92
"""Room above the baseline, in em: capitals with accents, and what browsers report of Arial."""
DESCENT: Final = 0.22
"""Room below the baseline, in em."""
TALLEST: Final = (1.16, 0.29)
"""The same of a font for Chinese, Japanese and Korean, where all text is set in one."""
MIDDLE: Final = 0.35
"""How far below the middle of its letters a line has its baseline, in em."""

LONGEST: Final = 12
"""In em: a cluster wider than this is not treated as one character. A family of four emoji,
each with a colour of skin, takes 10.4."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return an upper bound of the width of a line, in px, set at `size` px.

    >>> round(width("Kafka", 10), 2), width("云原生", 10), width("", 10)
    (28.56, 30.0, 0.0)
    """
    return units(text, bold=bold) * size / UNITS


def _font_height(size: float) -> float:
    """Return the height of one line's box, in px.

    >>> round(_font_height(10), 2)
    11.4
    """
    return (ASCENT + DESCENT) * size


def wrap(
    text: str, size: float, room: float, *, lines: int = 0, bold: bool = False
) -> tuple[str, ...]:
    """Break a text into lines no wider than `room` px; nothing but spaces at the breaks is lost.

    There are at most `lines` lines (0: any number); the last may then be wider than `room`.

    >>> wrap("Continuous delivery for models", 10, 90)
    ('Continuous', 'delivery for', 'models')
    >>> wrap("云原生计算", 10, 30), wrap("aaaaaaaa", 10, 20), wrap("a b c", 10, 5, lines=2)
    (('云原生', '计算'), ('aaa', 'aaa', 'aa'), ('a', 'b c'))
    """
    limit = int(room * UNITS / size) if size > 0 else 0
    if text and units(text, bold=bold) <= limit and not any(map(is_blank, (text[0], text[-1]))):
        return (text,)
    parts = list(_cut_to_fit(segments(text), limit, bold))
    sizes = [(units(segment.space, bold=bold), units(segment.text, bold=bold)) for segment in parts]
    starts = _starts(sizes, limit)[: lines or None] if parts else []
    return tuple(_join_segments(parts[start:end]) for start, end in pairwise([*starts, len(parts)]))


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in px of the widest part of a text that no line break divides.

    >>> widest_word("Programmiersprachen und Daten", 10) == width("Programmiersprachen", 10)
    True
    """
    return max((width(part.text, size, bold=bold) for part in segments(text)), default=0.0)


def split(text: str, count: int, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into at most `count` lines, the widest of them as narrow as can be.

    It breaks only where lines may end: a text of one word stays one line.

    >>> split("Continuous delivery for machine learning", 2), split("Kafka", 2)
    (('Continuous delivery', 'for machine learning'), ('Kafka',))
    """
    *_, last = splits(text, count, bold=bold)
    return last


def splits(text: str, most: int, *, bold: bool = False) -> Iterator[tuple[str, ...]]:
    """Yield the text as `split` breaks it into 1, 2, … lines, as long as that makes more lines.

    >>> list(splits("Data mesh", 3))
    [('Data mesh',), ('Data', 'mesh')]
    """
    yield (text,)
    parts = segments(text)
    sizes = [(units(segment.space, bold=bold), units(segment.text, bold=bold)) for segment in parts]
    widest, whole = max((size for _, size in sizes), default=0), units(text, bold=bold)
    for count in range(2, min(most, len(parts)) + 1):
        low, high = max(widest, whole // count - 1), whole
        while low < high:
            middle = (low + high) // 2
            if len(_starts(sizes, middle)) <= count:
                high = middle
            else:
                low = middle + 1
        starts = [*_starts(sizes, high), len(parts)]
        if len(starts) <= count:
            return
        yield tuple(_join_segments(parts[start:end]) for start, end in pairwise(starts))


def _signs(text: str, bold: bool) -> Iterator[str]:
    """Yield grapheme clusters; those wider than `LONGEST` are cut.

    No script writes a character that wide, but any number of vowels or joined signs without a
    consonant before them make one cluster.
    """
    for cluster in clusters(text):
        start, used = "", 0
        for char in cluster if units(cluster, bold=bold) > LONGEST * UNITS else ():
            wide = units(char, bold=bold)
            if wide and used + wide > LONGEST * UNITS and start:
                yield start
                cluster, start, used = cluster[len(start) :], "", 0
            start, used = start + char, used + wide
        yield cluster


def _starts(sizes: Sequence[tuple[int, int]], limit: int) -> list[int]:
    """Return the indices of the segments that begin a line, when lines are filled greedily.

    `sizes` are the widths of the space before each segment and of the segment.
    """
    starts = [0]
    used = -1
    for index, (space, size) in enumerate(sizes):
        if used >= 0 and used + space + size > limit:
            starts.append(index)
            used = size
        else:
            used = size if used < 0 else used + space + size
    return starts


def _join_segments(line: Iterable[TextSegment]) -> str:
    """Return the text of a line, without the space before its first segment."""
    first, *others = line
    return first.text + "".join(segment.space + segment.text for segment in others)


def _cut_to_fit(uncut: Iterable[TextSegment], limit: int, bold: bool) -> Iterator[TextSegment]:
    """Cut segments wider than `limit` between characters into ones that are not."""
    for segment in uncut:
        if units(segment.text, bold=bold) <= limit:
            yield segment
            continue
        space, start, used = segment.space, "", 0
        for cluster in _signs(segment.text, bold):
            wide = units(cluster, bold=bold)
            if start and used + wide > limit:
                yield TextSegment(start, space)
                space, start, used = "", "", 0
            start, used = start + cluster, used + wide
        yield TextSegment(start, space)
