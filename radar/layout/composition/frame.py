"""The texts around the disc: title, headings of the quadrants, key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from radar.layout.composition.blocks import LINE_HEIGHT, bounding_box, text_block
from radar.layout.geometry import Box, Point, direction
from radar.layout.scene import Anchor, KeyItem, TextBlock
from radar.layout.text.sizes import ASCENT, MIDDLE, width, wrap
from radar.model import Movement
from radar.style import Style

# px below a heading and below a title: enough for the taller fonts for Chinese
_UNDER_HEADING, _UNDER_TITLE = 5.0, 9.0
RIM_GAP = 12.0  # px between the rim and the text around it
_HEADING_ROOM = 230.0  # px: width at which a quadrant's name is broken, unless it is very long
_STEP_ASIDE = 8.0  # px by which a heading is moved at a time until it is clear of other texts
_KEY_STEP = 1.8  # em from one row of the key to the next


class _HeadingLines(NamedTuple):
    """The name of a quadrant and the note under it, in lines."""

    name: tuple[str, ...]
    note: tuple[str, ...]


class Heading(NamedTuple):
    """The name of a quadrant and the note under it."""

    heading: TextBlock
    note: TextBlock

    @property
    def box(self) -> Box:
        """The box around both."""
        return bounding_box((self.heading.box, self.note.box))


def corner_headings(
    words: Sequence[tuple[str, str]],
    radius: float,
    half: float,
    style: Style,
    taken: Sequence[Box] = (),
) -> tuple[Heading, ...]:
    """Place the (name, note) of four quadrants in the corners of a square around the disc.

    `half` is half the width of the disc with its margin, in px. A name too long for its corner is
    moved outwards and makes the picture wider, and one of very many lines makes it higher. `taken`
    are boxes that no heading covers.
    """
    found = []
    for place, said in enumerate(_break_lines(name, note, style) for name, note in words):
        right, below = place in (0, 1), place in (1, 2)
        made = _heading(said, 0.0, 0.0, "end" if right else "start", style)
        tall, wide = made.box.height, made.box.width
        clear = radius + RIM_GAP
        # distance of the edge that faces the disc from the level of the centre
        level = max(radius - tall, RIM_GAP)
        need = sqrt(max(clear * clear - level * level, 0.0)) + wide
        x = max(half, need)
        top = level if below else min(-radius, -RIM_GAP - tall)
        while any(
            _corner_box(x, right, made.box, top).expand(RIM_GAP / 2).meets(box) for box in taken
        ):
            x += _STEP_ASIDE
        found.append(_heading(said, x if right else -x, top, "end" if right else "start", style))
    return tuple(found)


def _corner_box(x: float, right: bool, size: Box, top: float) -> Box:
    """Return the box of a heading of a size whose outer edge is `x` from the middle."""
    left = x - size.width if right else -x
    return Box(left, top, left + size.width, top + size.height)


def rim_headings(
    words: Sequence[tuple[str, str]], radius: float, style: Style, taken: Sequence[Box] = ()
) -> tuple[Heading, ...]:
    """Place the (name, note) of any number of quadrants around the rim, each at its middle.

    `taken` are boxes that no heading covers.
    """
    found: list[Heading] = []
    for place, said in enumerate(_break_lines(name, note, style) for name, note in words):
        way = direction((place + 0.5) * 360.0 / len(words))
        anchor: Anchor = "start" if way.x > 0.3 else "end" if way.x < -0.3 else "middle"
        room = _heading(said, 0.0, 0.0, anchor, style).box
        others = [*taken, *(other.box for other in found)]
        reach = _least_reach(way, room, radius + RIM_GAP, others)
        top = way.y * reach - room.height / 2
        found.append(_heading(said, way.x * reach, top, anchor, style))
    return tuple(found)


def _least_reach(way: Point, room: Box, radius: float, taken: Sequence[Box]) -> float:
    """Return the least distance from the centre at which a box touches neither disc nor boxes.

    `room` is the box with its anchor at (0, 0), `way` the unit vector along which it is moved.
    """
    reach = radius
    while True:
        aside, top = way.x * reach, way.y * reach - room.height / 2
        box = Box(room.left + aside, top, room.right + aside, top + room.height)
        near = box.expand(RIM_GAP / 2)
        if _clear(box, radius) and not any(near.meets(other) for other in taken):
            return reach
        reach += 4.0


def _break_lines(name: str, note: str, style: Style) -> _HeadingLines:
    """Break name and note of a quadrant; a very long name becomes about as high as wide."""
    area = width(name, style.heading, bold=True) * LINE_HEIGHT * style.heading
    room = max(_HEADING_ROOM, sqrt(area))
    lines = wrap(name, style.heading, room, bold=True) or ("",)
    return _HeadingLines(lines, wrap(note, style.note, room) or ("",))


def _heading(said: _HeadingLines, x: float, top: float, anchor: Anchor, style: Style) -> Heading:
    head = text_block("heading", said.name, x, top, style.heading, anchor=anchor, bold=True)
    note = text_block(
        "note", said.note, x, head.box.bottom + _UNDER_HEADING, style.note, anchor=anchor
    )
    return Heading(head, note)


def _clear(box: Box, radius: float) -> bool:
    """Return whether a box is outside the circle of a radius around (0, 0)."""
    x = min(max(0.0, box.left), box.right)
    y = min(max(0.0, box.top), box.bottom)
    return x * x + y * y >= radius * radius


def title_blocks(title: str, subtitle: str, box: Box, style: Style) -> tuple[TextBlock, ...]:
    """Place title and subtitle above a box, aligned with its left edge and at most as wide."""
    heads = wrap(title, style.title, box.width, bold=True)
    subs = wrap(subtitle, style.subtitle, box.width)
    below = text_block("subtitle", subs, 0, 0, style.subtitle).box.height
    above = text_block("title", heads, 0, 0, style.title, bold=True).box.height
    top = box.top - 26.0 - below - _UNDER_TITLE - above
    return (
        text_block("title", heads, box.left, top, style.title, bold=True),
        text_block("subtitle", subs, box.left, top + above + _UNDER_TITLE, style.subtitle),
    )


class _KeyWord(NamedTuple):
    """One item of the key before it has a position: movement, lines of words, width in px."""

    movement: Movement | None
    lines: tuple[str, ...]
    width: float


def key_row(
    words: Iterable[tuple[Movement | None, str]], box: Box, style: Style, mark: float = 5.0
) -> tuple[KeyItem, ...]:
    """Place the key under a box, in rows about its middle; `mark` is the radius of its marks.

    A word without a movement has no mark (`radius` 0). One that is wider than the box is broken.
    """
    size, gap = style.key, 26.0
    found: list[KeyItem] = []
    y = box.bottom + 30.0
    for row in _key_rows(words, box.width, size, mark, gap):
        x = (box.left + box.right) / 2 - (_total_width(row) + gap * (len(row) - 1)) / 2
        for word in row:
            found.append(_key_item(word, x, y, mark, size))
            x += word.width + gap
        y += size * (_KEY_STEP + LINE_HEIGHT * (max(len(word.lines) for word in row) - 1))
    return tuple(found)


def _key_rows(
    words: Iterable[tuple[Movement | None, str]], room: float, size: float, mark: float, gap: float
) -> Iterator[list[_KeyWord]]:
    """Yield rows of at most `room` px; a wider item has a row of its own."""
    row: list[_KeyWord] = []
    used = 0.0
    for movement, said in words:
        beside = mark * 2 + 6.0 if movement else 0.0
        lines = wrap(said, size, room - beside) or ("",)
        wide = max(width(line, size) for line in lines) + beside
        if row and used + gap + wide > room:
            yield row
            row, used = [], 0.0
        used += wide + (gap if row else 0.0)
        row.append(_KeyWord(movement, lines, wide))
    if row:
        yield row


def _total_width(row: Sequence[_KeyWord]) -> float:
    total = 0.0
    for word in row:
        total += word.width
    return total


def _key_item(word: _KeyWord, x: float, y: float, mark: float, size: float) -> KeyItem:
    toward = {Movement.IN: Point(0, -1), Movement.OUT: Point(0, 1)}.get(
        word.movement or Movement.UNCHANGED, Point(0, 0)
    )
    start = x + (mark * 2 + 6.0 if word.movement else 0.0)
    text = text_block("key", word.lines, start, y + (MIDDLE - ASCENT) * size, size)
    kind, radius = word.movement or Movement.UNCHANGED, mark if word.movement else 0.0
    return KeyItem(kind, x + mark, y, radius, toward, text)
