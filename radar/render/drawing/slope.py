"""What moved between two editions, as a picture: a line for each entry, from ring to ring.

Rings are bands, the innermost on top; on the left an entry stands in the band that it comes from,
on the right in the band that it is in now. Lines that go the same way stand together, so that few
cross. The page says the same in words below, so it is drawn as one image.

It has three parts: what stands on the left, what goes across, what stands on the right. In a window
that is too narrow for all of them, the style sheet leaves the names on the left away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from radar.layout.text.sizes import width

_WIDTH = 720  # px: the widest column of text in which the picture stands
_NAMES = 224  # px for the names on each side
_SIZE = 13.0  # px of type
_ROW = 18  # px for each name
_HEAD = 24  # px for the name of a ring, and of an edition
_GAP = 6  # px between bands, and around a mark
_BASE = 5  # px from the middle of a row to the base of its letters


class SlopeLine(NamedTuple):
    """An entry that moved: the places of its rings from 0, the innermost, and of its quadrant."""

    name: str
    quadrant: int
    before: int
    after: int


def draw_slope(
    lines: Sequence[SlopeLine], rings: Sequence[str], editions: tuple[str, str], words: str
) -> str:
    """Return the picture; `words` describe it, `editions` are the names of the two.

    >>> drawn = draw_slope([SlopeLine("Kafka", 0, 1, 0)], ["Adopt", "Trial"], ("1", "2"), "")
    >>> drawn.count("Kafka"), drawn.count("<path")
    (2, 1)
    """
    left = _order(lines, lambda line: (line.before, line.after, line.quadrant, line.name))
    right = _order(lines, lambda line: (line.after, line.before, line.quadrant, line.name))
    tops = list(_band_tops(lines, len(rings)))
    bands = "".join(_draw_band(n, tops[n], tops[n + 1]) for n in range(len(rings)))
    starts, ends = _rows(left, tops, "before"), _rows(right, tops, "after")
    curves = "".join(_draw_curve(line, starts[line], ends[line]) for line in right)
    marks = "".join(_draw_mark(line, ends[line]) for line in right)
    before = _draw_side(rings, tops, editions[0], starts, _NAMES - _GAP)
    after = _draw_side(rings, tops, editions[1], ends, _WIDTH - _NAMES + _GAP)
    return (
        f'<svg class="slope" viewBox="0 0 {_WIDTH} {tops[-1]}" width="{_WIDTH}" '
        f'height="{tops[-1]}" role="img" aria-label="{escape(words)}">'
        f'<g class="from" text-anchor="end">{before}</g><g class="across">{bands}{curves}</g>'
        f'<g class="to">{after}{marks}</g></svg>'
    )


def _order(
    lines: Sequence[SlopeLine], key: Callable[[SlopeLine], tuple[int, int, int, str]]
) -> list[SlopeLine]:
    return sorted(lines, key=key)


def _band_tops(lines: Sequence[SlopeLine], count: int) -> Iterator[int]:
    """Yield the top of each band, and the bottom of the last."""
    top = _HEAD
    for ring in range(count):
        yield top
        sides = ([line.before for line in lines], [line.after for line in lines])
        top += _HEAD + _ROW * max(side.count(ring) for side in sides) + _GAP
    yield top


def _rows(lines: Sequence[SlopeLine], tops: Sequence[int], side: str) -> dict[SlopeLine, int]:
    """Return the middle of the row of each line, on the side `before` or `after`."""
    taken = [0] * len(tops)
    rows = {}
    for line in lines:
        ring: int = getattr(line, side)
        rows[line] = tops[ring] + _HEAD + _ROW * taken[ring] + _ROW // 2 - _GAP // 2
        taken[ring] += 1
    return rows


def _draw_band(place: int, top: int, below: int) -> str:
    size = f'width="{_WIDTH - 2 * _NAMES}" height="{below - top - _GAP}"'
    return f'<rect class="r{place}" x="{_NAMES}" y="{top}" {size}/>'


def _draw_curve(line: SlopeLine, start: int, end: int) -> str:
    left, right, middle = _NAMES + _GAP, _WIDTH - _NAMES - _GAP, _WIDTH // 2
    curve = f"M{left} {start}C{middle} {start} {middle} {end} {right} {end}"
    return f'<path class="{_write_classes(line)}" d="{curve}"/>'


def _draw_mark(line: SlopeLine, end: int) -> str:
    at = f'cx="{_WIDTH - _NAMES - _GAP}" cy="{end}"'
    return f'<circle class="{_write_classes(line)}" {at} r="4"/>'


def _write_classes(line: SlopeLine) -> str:
    return f"q{line.quadrant} {'in' if line.after < line.before else 'out'}"


def _draw_side(
    rings: Sequence[str], tops: Sequence[int], edition: str, rows: Mapping[SlopeLine, int], x: int
) -> str:
    """Return the words of one side: the edition, the rings, and the lines, each at its row."""
    heads = (_text(x, tops[n] + _HEAD // 2 + 1, ring) for n, ring in enumerate(rings))
    names = (_text(x, row, line.name) for line, row in rows.items())
    head = _text(x, 12, edition, ' class="head"')
    return f'{head}<g class="ring-name">{"".join(heads)}</g>{"".join(names)}'


def _text(x: int, middle: int, words: str, more: str = "") -> str:
    """Return words at the height of a row, shortened to the room beside the bands."""
    fitting = escape(_shorten(words, _NAMES - 2 * _GAP))
    return f'<text x="{x}" y="{middle + _BASE}"{more}>{fitting}</text>'


def _shorten(words: str, room: float) -> str:
    """Return words, or as many of their letters as there is room for and an ellipsis.

    >>> _shorten("Kafka", 100), _shorten("Kafka and its friends", 60)
    ('Kafka', 'Kafka…')
    """
    if width(words, _SIZE, bold=True) <= room:
        return words
    count = len(words)
    while count > 1 and width(f"{words[:count].rstrip()}…", _SIZE, bold=True) > room:
        count -= 1
    return f"{words[:count].rstrip()}…"
