"""Legends: what the numbers in the blips stand for, beside the quadrant that they belong to.

Each quadrant's list stands on its side of the disc, those on one side under one another, grouped
by ring. Lists have as many columns as make the whole picture largest on a page of 16:10; they are
balanced by height, and the picture grows by what they need. Long names wrap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from radar.layout.composition.blocks import block
from radar.layout.composition.columns import Row, Section, Set, balanced, count, height
from radar.layout.geometry import Box, direction
from radar.layout.scene import TextBlock
from radar.layout.text.sizes import width, wrap
from radar.style import Style

GUTTER: Final = 36.0
"""Room between the disc and a legend."""
BETWEEN: Final = 24.0
"""Room between two columns."""
APART: Final = 30.0
"""Room between two legends on one side."""
ROOM: Final = 13.5
"""How wide a name may be before it is broken, in em."""
PAGE: Final = 1.6
"""Width of the page, by its height, that the picture should fill."""
COLUMNS: Final = 40
"""The most columns that are tried for one quadrant."""
AIR: Final = 0.28
"""Room between two entries, in em."""
UNDER_NAME: Final = 5.0
"""Room between a quadrant's name and the note under it; fonts for Chinese are taller."""
UNDER: Final = 10.0
"""Room between a quadrant's name and its first ring."""


class Entry(NamedTuple):
    """One line of a legend before it is set."""

    id: str
    number: str
    name: str


class Group(NamedTuple):
    """A quadrant: its name, a note under it, and (name of a ring, entries) from the inside."""

    title: str
    note: str
    rings: tuple[tuple[str, tuple[Entry, ...]], ...]


class Listed(NamedTuple):
    """An entry in its legend."""

    id: str
    number: TextBlock
    name: TextBlock


@dataclass(frozen=True, slots=True)
class Legend:
    """A quadrant's legend, about the radar's centre; `rings` are the headings of its parts."""

    heading: TextBlock
    note: TextBlock
    rings: tuple[TextBlock, ...]
    entries: tuple[Listed, ...]
    box: Box


class Grid(NamedTuple):
    """What all legends of a picture share: width of numbers, of names, of a whole column."""

    number: float
    name: float
    column: float


class Draft(NamedTuple):
    """A legend before it has a place: its quadrant's name in lines, its rows, its size."""

    title: tuple[str, ...]
    note: tuple[str, ...]
    rows: Sequence[Set]
    head: float
    width: float
    height: float


def legends(groups: Sequence[Group], radius: float, style: Style) -> tuple[Legend, ...]:
    """Return the legend of each quadrant, given clockwise from 12 o'clock, around a disc."""
    grid = grid_of(groups, style)
    sections = [sections_of(group, grid, style) for group in groups]
    sides = sides_of(sections)
    columns = best_columns(groups, sections, sides, grid, radius, style)
    drafts = [
        draft(group, parts, columns[at], grid, style)
        for at, (group, parts) in enumerate(zip(groups, sections, strict=True))
    ]
    found: dict[int, Legend] = {}
    for right, side in ((True, sides[1]), (False, sides[0])):
        tops = stacked([drafts[at].height for at in side], radius)
        for at, top in zip(side, tops, strict=True):
            left = radius + GUTTER if right else -radius - GUTTER - drafts[at].width
            found[at] = placed(drafts[at], left, top, grid, style)
    return tuple(found[at] for at in range(len(groups)))


def grid_of(groups: Sequence[Group], style: Style) -> Grid:
    """Return the widths that all columns share."""
    entries = [entry for group in groups for _, listed in group.rings for entry in listed]
    number = max((width(entry.number, style.label) for entry in entries), default=0.0)
    longest = max((width(entry.name, style.label) for entry in entries), default=0.0)
    words = [word for group in groups for word in group.title.split()]
    head = max((width(word, style.heading, bold=True) for word in words), default=0.0)
    name = min(max(longest, 6.0 * style.label), ROOM * style.label)
    start = number + 0.6 * style.label
    name = max(name, min(head - start, 1.5 * ROOM * style.label))
    return Grid(number, name, start + name)


def sections_of(group: Group, grid: Grid, style: Style) -> list[Section]:
    """Break names and headings into lines; a ring without entries has no section."""
    found: list[Section] = []
    for title, entries in group.rings:
        lines = wrap(title, style.label, grid.column, bold=True)
        rows = (
            Row(entry.id, entry.number, named, tall(len(named), style))
            for entry in entries
            for named in [wrap(entry.name, style.label, grid.name) or ("",)]
        )
        if entries:
            found.append(Section(Row("", "", lines, tall(len(lines), style)), tuple(rows)))
    return found


def tall(lines: int, style: Style) -> float:
    """Return the height of a row of so many lines."""
    return (lines * style.line_height + AIR) * style.label


def sides_of(sections: Sequence[Sequence[Section]]) -> tuple[list[int], list[int]]:
    """Return the quadrants on the left and on the right, each from top to bottom.

    One in the middle of the foot goes where there is less.
    """
    middles = [direction((at + 0.5) * 360.0 / len(sections)) for at in range(len(sections))]
    left = [at for at, way in enumerate(middles) if way.x < 0.0]
    right = [at for at, way in enumerate(middles) if way.x > 0.0]
    for at, way in enumerate(middles):
        if way.x == 0.0:
            lighter = entries_of(sections, left) < entries_of(sections, right)
            (left if lighter else right).append(at)
    return (
        sorted(left, key=lambda at: (middles[at].y, at)),
        sorted(right, key=lambda at: (middles[at].y, at)),
    )


def entries_of(sections: Sequence[Sequence[Section]], side: Sequence[int]) -> int:
    """Return how many entries the quadrants of a side have."""
    return sum(len(section.rows) for at in side for section in sections[at])


def best_columns(
    groups: Sequence[Group],
    sections: Sequence[Sequence[Section]],
    sides: Sequence[Sequence[int]],
    grid: Grid,
    radius: float,
    style: Style,
) -> list[int]:
    """Return how many columns each quadrant gets for the picture to be largest on a page."""
    totals = [height(balanced(parts, 1)) for parts in sections]
    heads = [head_height(group, grid.column, style) for group in groups]

    def tower(side: Sequence[int], columns: Sequence[int]) -> float:
        high = APART * (len(side) - 1)
        for at in side:
            high += heads[at] + totals[at] / columns[at]
        return max(high, 2.0 * radius)

    def fits(columns: int) -> float:
        same = [columns] * len(groups)
        wide = 2.0 * (radius + GUTTER + columns * (grid.column + BETWEEN) - BETWEEN)
        return max(wide / PAGE, *(tower(side, same) for side in sides))

    most = min(range(1, COLUMNS + 1), key=lambda columns: (fits(columns), columns))
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


def head_height(group: Group, room: float, style: Style) -> float:
    """Return the room that a quadrant's name and note take above its list."""
    lines = len(wrap(group.title, style.heading, room, bold=True))
    notes = len(wrap(group.note, style.note, room))
    note = block("note", [""] * notes, 0, 0, style.note).box.height + UNDER_NAME if notes else 0.0
    return block("heading", [""] * lines, 0, 0, style.heading).box.height + note + UNDER


def draft(
    group: Group, sections: Sequence[Section], columns: int, grid: Grid, style: Style
) -> Draft:
    """Return a quadrant's legend in so many columns, before it has a place."""
    rows = balanced(sections, columns)
    used = max(count(rows), 1)
    wide = used * (grid.column + BETWEEN) - BETWEEN
    title = wrap(group.title, style.heading, wide, bold=True)
    head = head_height(group, wide, style)
    note = wrap(group.note, style.note, wide) or ("",)
    return Draft(title, note, rows, head, wide, head + height(rows))


def stacked(heights: Sequence[float], radius: float) -> list[float]:
    """Return the tops of legends under one another, each near its own part of the disc.

    >>> stacked([100, 100], 400), stacked([500, 100], 400), stacked([1000], 400)
    ([-400.0, 0.0], [-400.0, 130.0], [-500.0])
    """
    total = APART * (len(heights) - 1)
    for tall in heights:
        total += tall
    end = max(radius, total / 2.0)
    tops: list[float] = []
    least = -end
    for at, tall in enumerate(heights):
        wish = -radius + 2.0 * radius * at / len(heights)
        tops.append(max(wish, least))
        least = tops[-1] + tall + APART
    for at in reversed(range(len(heights))):
        tops[at] = min(tops[at], end - heights[at])
        end = tops[at] - APART
    return tops


def placed(draft: Draft, left: float, top: float, grid: Grid, style: Style) -> Legend:
    """Give a legend its place."""
    heading = block("heading", draft.title, left, top, style.heading, bold=True)
    note = block("note", draft.note, left, heading.box.bottom + UNDER_NAME, style.note)
    rings: list[TextBlock] = []
    entries: list[Listed] = []
    for column, below, row in draft.rows:
        x = left + column * (grid.column + BETWEEN)
        y = top + draft.head + below
        if not row.id:
            rings.append(block("group", row.lines, x, y, style.label, bold=True))
            continue
        end = x + grid.number
        number = block("count", [row.number], end, y, style.label, anchor="end")
        name = block("label", row.lines, x + grid.column - grid.name, y, style.label)
        entries.append(Listed(row.id, number, name))
    box = Box(left, top, left + draft.width, top + draft.height)
    return Legend(heading, note, tuple(rings), tuple(entries), box)
