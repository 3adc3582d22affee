"""Legends: lists of the names for the numbers in the blips, each beside its quadrant.

Each quadrant's list stands on its side of the disc, those on one side under one another, grouped
by ring. Lists have as many columns as make the whole picture largest on a page of 16:10; they are
balanced by height, and the picture grows by what they need. Long names wrap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from radar.layout.composition.blocks import text_block
from radar.layout.composition.tallies import tallies, tally_height
from radar.layout.geometry import Box, direction
from radar.layout.scene import Tally, TextBlock
from radar.layout.text.columns import (
    ListRow,
    PlacedRow,
    Section,
    balance_columns,
    count_columns,
    list_height,
)
from radar.layout.text.sizes import width, wrap
from radar.style import Style

_GUTTER: Final = 36.0
"""Gap between the disc and a legend, in px."""
_COLUMN_GAP: Final = 24.0
"""Gap between two columns, in px."""
_LEGEND_GAP: Final = 30.0
"""Gap between two legends on one side, in px."""
_NAME_WIDTH: Final = 13.5
"""Width at which a name is broken, in em: about 25 characters."""
_PAGE_RATIO: Final = 1.6
"""Width of a page by its height, which the picture should fill: that of a 16:10 screen."""
_MOST_COLUMNS: Final = 40
"""Highest number of columns that is tried for one quadrant."""
_ENTRY_GAP: Final = 0.28
"""Gap between two entries, in em."""
_UNDER_NAME: Final = 5.0
"""Gap between a quadrant's name and its note, in px: enough for the taller fonts for Chinese."""
_UNDER_HEADING: Final = 10.0
"""Gap between the heading of a legend and its first ring, in px."""


class LegendEntry(NamedTuple):
    """One entry of a legend before it has a position."""

    id: str
    number: str
    name: str


class Group(NamedTuple):
    """A quadrant: its name, a note under it, and (name of a ring, entries) from the inside."""

    title: str
    note: str
    rings: tuple[tuple[str, tuple[LegendEntry, ...]], ...]


class LegendLine(NamedTuple):
    """One entry of a legend at its position."""

    id: str
    number: TextBlock
    name: TextBlock


@dataclass(frozen=True, slots=True)
class Legend:
    """A quadrant's legend, in px from the radar's centre; `rings` are headings."""

    heading: TextBlock
    note: TextBlock
    tallies: tuple[Tally, ...]
    rings: tuple[TextBlock, ...]
    entries: tuple[LegendLine, ...]
    box: Box


class _ColumnWidths(NamedTuple):
    """Widths that all legends of a picture share, in px: of numbers, names and whole columns."""

    number: float
    name: float
    column: float


class _UnplacedLegend(NamedTuple):
    """A legend before it has a position: its texts in lines, and its size in px.

    `head` is the height of name and note.
    """

    title: tuple[str, ...]
    note: tuple[str, ...]
    counts: Sequence[int]
    rows: Sequence[PlacedRow]
    head: float
    width: float
    height: float


def legends(groups: Sequence[Group], radius: float, style: Style) -> tuple[Legend, ...]:
    """Return the legend of each quadrant, given clockwise from 12 o'clock, around a disc."""
    grid = _column_widths(groups, style)
    sections = [_make_sections(group, grid, style) for group in groups]
    sides = _choose_sides(sections)
    columns = _choose_columns(groups, sections, sides, grid, radius, style)
    drafts = [
        _size_legend(group, parts, columns[at], grid, style)
        for at, (group, parts) in enumerate(zip(groups, sections, strict=True))
    ]
    found: dict[int, Legend] = {}
    for right, side in ((True, sides[1]), (False, sides[0])):
        tops = _stack([drafts[at].height for at in side], radius)
        for at, top in zip(side, tops, strict=True):
            left = radius + _GUTTER if right else -radius - _GUTTER - drafts[at].width
            found[at] = _place_legend(drafts[at], left, top, grid, style)
    return tuple(found[at] for at in range(len(groups)))


def _column_widths(groups: Sequence[Group], style: Style) -> _ColumnWidths:
    """Return the widths that all columns share."""
    entries = [entry for group in groups for _, listed in group.rings for entry in listed]
    number = max((width(entry.number, style.label) for entry in entries), default=0.0)
    longest = max((width(entry.name, style.label) for entry in entries), default=0.0)
    words = [word for group in groups for word in group.title.split()]
    head = max((width(word, style.heading, bold=True) for word in words), default=0.0)
    name = min(max(longest, 6.0 * style.label), _NAME_WIDTH * style.label)
    start = number + 0.6 * style.label
    name = max(name, min(head - start, 1.5 * _NAME_WIDTH * style.label))
    return _ColumnWidths(number, name, start + name)


def _make_sections(group: Group, grid: _ColumnWidths, style: Style) -> list[Section]:
    """Break names and headings into lines; a ring without entries has no section."""
    found: list[Section] = []
    for title, entries in group.rings:
        lines = wrap(title, style.label, grid.column, bold=True)
        rows = (
            ListRow(entry.id, entry.number, named, _row_height(len(named), style))
            for entry in entries
            for named in [wrap(entry.name, style.label, grid.name) or ("",)]
        )
        if entries:
            found.append(
                Section(ListRow("", "", lines, _row_height(len(lines), style)), tuple(rows))
            )
    return found


def _row_height(lines: int, style: Style) -> float:
    """Return the height of a row of `lines` lines, in px."""
    return (lines * style.line_height + _ENTRY_GAP) * style.label


def _choose_sides(sections: Sequence[Sequence[Section]]) -> tuple[list[int], list[int]]:
    """Return the quadrants on the left and on the right, each from top to bottom.

    One exactly in the middle goes to the side with fewer entries.
    """
    middles = [direction((at + 0.5) * 360.0 / len(sections)) for at in range(len(sections))]
    left = [at for at, way in enumerate(middles) if way.x < 0.0]
    right = [at for at, way in enumerate(middles) if way.x > 0.0]
    for at, way in enumerate(middles):
        if way.x == 0.0:
            lighter = _count_entries(sections, left) < _count_entries(sections, right)
            (left if lighter else right).append(at)
    return (
        sorted(left, key=lambda at: (middles[at].y, at)),
        sorted(right, key=lambda at: (middles[at].y, at)),
    )


def _count_entries(sections: Sequence[Sequence[Section]], side: Sequence[int]) -> int:
    """Return the number of entries in the quadrants of a side."""
    return sum(len(section.rows) for at in side for section in sections[at])


def _choose_columns(
    groups: Sequence[Group],
    sections: Sequence[Sequence[Section]],
    sides: Sequence[Sequence[int]],
    grid: _ColumnWidths,
    radius: float,
    style: Style,
) -> list[int]:
    """Return the number of columns of each quadrant with which the picture is largest on a page."""
    totals = [list_height(balance_columns(parts, 1)) for parts in sections]
    heads = [_head_height(group, grid.column, style) for group in groups]

    def tower(side: Sequence[int], columns: Sequence[int]) -> float:
        high = _LEGEND_GAP * (len(side) - 1)
        for at in side:
            high += heads[at] + totals[at] / columns[at]
        return max(high, 2.0 * radius)

    def fits(columns: int) -> float:
        same = [columns] * len(groups)
        wide = 2.0 * (radius + _GUTTER + columns * (grid.column + _COLUMN_GAP) - _COLUMN_GAP)
        return max(wide / _PAGE_RATIO, *(tower(side, same) for side in sides))

    most = min(range(1, _MOST_COLUMNS + 1), key=lambda columns: (fits(columns), columns))
    columns = [most] * len(groups)
    limits = [tower(side, columns) for side in sides]
    for side, limit in zip(sides, limits, strict=True):
        for at in sorted(side, key=lambda at: (totals[at], at)):
            while columns[at] > 1:
                columns[at] -= 1
                if tower(side, columns) > limit:
                    columns[at] += 1
                    break
    return columns


def _head_height(group: Group, room: float, style: Style) -> float:
    """Return the height of a quadrant's name and note above its list, in px."""
    lines = len(wrap(group.title, style.heading, room, bold=True))
    notes = len(wrap(group.note, style.note, room))
    note = (
        text_block("note", [""] * notes, 0, 0, style.note).box.height + _UNDER_NAME
        if notes
        else 0.0
    )
    return (
        text_block("heading", [""] * lines, 0, 0, style.heading).box.height
        + note
        + tally_height(_counts(group), style.note)
        + _UNDER_HEADING
    )


def _counts(group: Group) -> list[int]:
    """Return the number of entries in each ring."""
    return [len(entries) for _, entries in group.rings]


def _size_legend(
    group: Group, sections: Sequence[Section], columns: int, grid: _ColumnWidths, style: Style
) -> _UnplacedLegend:
    """Return a quadrant's legend in `columns` columns, with its size but no position."""
    rows = balance_columns(sections, columns)
    used = max(count_columns(rows), 1)
    wide = used * (grid.column + _COLUMN_GAP) - _COLUMN_GAP
    title = wrap(group.title, style.heading, wide, bold=True)
    head = _head_height(group, wide, style)
    note = wrap(group.note, style.note, wide) or ("",)
    high = head + list_height(rows)
    return _UnplacedLegend(title, note, _counts(group), rows, head, wide, high)


def _stack(heights: Sequence[float], radius: float) -> list[float]:
    """Return the tops of legends under one another, each near its quadrant.

    `heights` and `radius`, that of the disc, are in px, as is the result, relative to the centre.

    >>> _stack([100, 100], 400), _stack([500, 100], 400), _stack([1000], 400)
    ([-400.0, 0.0], [-400.0, 130.0], [-500.0])
    """
    total = _LEGEND_GAP * (len(heights) - 1)
    for high in heights:
        total += high
    end = max(radius, total / 2.0)
    tops: list[float] = []
    least = -end
    for at, high in enumerate(heights):
        wish = -radius + 2.0 * radius * at / len(heights)
        tops.append(max(wish, least))
        least = tops[-1] + high + _LEGEND_GAP
    for at in reversed(range(len(heights))):
        tops[at] = min(tops[at], end - heights[at])
        end = tops[at] - _LEGEND_GAP
    return tops


def _place_legend(
    draft: _UnplacedLegend,
    left: float,
    top: float,
    grid: _ColumnWidths,
    style: Style,
) -> Legend:
    """Return a legend with its top left corner at a position."""
    heading = text_block("heading", draft.title, left, top, style.heading, bold=True)
    note = text_block("note", draft.note, left, heading.box.bottom + _UNDER_NAME, style.note)
    rings: list[TextBlock] = []
    entries: list[LegendLine] = []
    for column, below, row in draft.rows:
        x = left + column * (grid.column + _COLUMN_GAP)
        y = top + draft.head + below
        if not row.id:
            rings.append(text_block("group", row.lines, x, y, style.label, bold=True))
            continue
        end = x + grid.number
        number = text_block("count", [row.number], end, y, style.label, anchor="end")
        name = text_block("label", row.lines, x + grid.column - grid.name, y, style.label)
        entries.append(LegendLine(row.id, number, name))
    box = Box(left, top, left + draft.width, top + draft.height)
    squares = tallies(draft.counts, note)
    return Legend(heading, note, squares, tuple(rings), tuple(entries), box)
