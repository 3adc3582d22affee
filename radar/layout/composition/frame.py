"""The texts around the disc: title, headings of the quadrants, key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from radar.layout.composition.blocks import LINE_HEIGHT, bounding_box, text_block
from radar.layout.composition.tails import make_tail, usual_length
from radar.layout.composition.tallies import tallies
from radar.layout.geometry import Box, Point, direction
from radar.layout.scene import Anchor, KeyItem, Tally, TextBlock
from radar.layout.text.sizes import ASCENT, MIDDLE, widest_word, width, wrap
from radar.model import Movement
from radar.style import Style

# px below a heading and below a title: enough for the taller fonts for Chinese
_UNDER_HEADING, _UNDER_TITLE = 5.0, 9.0
RIM_GAP = 12.0  # px between the rim and the text around it
_HEADING_ROOM = 230.0  # px: width at which a quadrant's name is broken, unless it is very long
_WORD_ROOM = 345.0  # px: a longer word in a quadrant's name is broken, too
_STEP_ASIDE = 8.0  # px by which a heading is moved at a time until it is clear of other texts
_KEY_STEP = 1.8  # em from one row of the key to the next


class _HeadingLines(NamedTuple):
    """The name of a quadrant and the note under it, in lines, and its entries by ring."""

    name: tuple[str, ...]
    note: tuple[str, ...]
    counts: Sequence[int]


class QuadrantWords(NamedTuple):
    """What is said of a quadrant: its name, a note, and its entries by ring."""

    name: str
    note: str
    counts: Sequence[int] = ()


class Heading(NamedTuple):
    """The name of a quadrant, and below it a note and a tally of its entries."""

    heading: TextBlock
    note: TextBlock
    tallies: tuple[Tally, ...] = ()

    @property
    def box(self) -> Box:
        """The box around all of it."""
        return bounding_box((self.heading.box, self.note.box, *(each.box for each in self.tallies)))


def corner_headings(
    words: Sequence[QuadrantWords],
    radius: float,
    half: float,
    style: Style,
    taken: Sequence[Box] = (),
) -> tuple[Heading, ...]:
    """Place the headings of four quadrants in the corners of a square around the disc.

    `half` is half the width of the disc with its margin, in px. A name too long for its corner is
    moved outwards and makes the picture wider, and one of very many lines makes it higher. `taken`
    are boxes that no heading covers.
    """
    found = []
    for place, said in enumerate(_break_lines(each, style) for each in words):
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
    words: Sequence[QuadrantWords], radius: float, style: Style, taken: Sequence[Box] = ()
) -> tuple[Heading, ...]:
    """Place the headings of any number of quadrants around the rim, each at its middle.

    `taken` are boxes that no heading covers.
    """
    found: list[Heading] = []
    for place, said in enumerate(_break_lines(each, style) for each in words):
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


def _break_lines(words: QuadrantWords, style: Style) -> _HeadingLines:
    """Break name and note of a quadrant; a very long name becomes about as high as wide."""
    name, note, counts = words
    area = width(name, style.heading, bold=True) * LINE_HEIGHT * style.heading
    word = widest_word(name, style.heading, bold=True)
    room = max(_HEADING_ROOM, sqrt(area), min(word, _WORD_ROOM))
    lines = wrap(name, style.heading, room, bold=True) or ("",)
    return _HeadingLines(lines, wrap(note, style.note, room) or ("",), counts)


def _heading(said: _HeadingLines, x: float, top: float, anchor: Anchor, style: Style) -> Heading:
    head = text_block("heading", said.name, x, top, style.heading, anchor=anchor, bold=True)
    note = text_block(
        "note", said.note, x, head.box.bottom + _UNDER_HEADING, style.note, anchor=anchor
    )
    return Heading(head, note, tallies(said.counts, note))


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


class KeyWord(NamedTuple):
    """One line of the key before it is set: a movement by a number of rings, and words for it.

    Words without a movement have no mark.
    """

    movement: Movement | None
    text: str
    steps: int = 0


class _SetWord(NamedTuple):
    """A line of the key before it has a position: its words in lines, width and tail in px.

    `before` and `after` are how far its mark reaches to the left and to the right of its centre.
    """

    word: KeyWord
    lines: tuple[str, ...]
    width: float
    before: float
    after: float


def key_row(
    words: Iterable[KeyWord], box: Box, style: Style, mark: float = 5.0
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
    words: Iterable[KeyWord], room: float, size: float, mark: float, gap: float
) -> Iterator[list[_SetWord]]:
    """Yield rows of at most `room` px; a wider item has a row of its own."""
    row: list[_SetWord] = []
    used = 0.0
    for word in words:
        made = _set_word(word, room, size, mark)
        if row and used + gap + made.width > room:
            yield row
            row, used = [], 0.0
        used += made.width + (gap if row else 0.0)
        row.append(made)
    if row:
        yield row


def _set_word(word: KeyWord, room: float, size: float, mark: float) -> _SetWord:
    long = mark + usual_length(word.steps) if word.steps else mark
    before, after = (long, mark) if word.movement is Movement.OUT else (mark, long)
    beside = before + after + 6.0 if word.movement else 0.0
    lines = wrap(word.text, size, room - beside) or ("",)
    wide = max(width(line, size) for line in lines) + beside
    return _SetWord(word, lines, wide, before, after)


def _total_width(row: Sequence[_SetWord]) -> float:
    total = 0.0
    for word in row:
        total += word.width
    return total


def _key_item(made: _SetWord, x: float, y: float, mark: float, size: float) -> KeyItem:
    movement, _, steps = made.word
    start = x + (made.before + made.after + 6.0 if movement else 0.0)
    text = text_block("key", made.lines, start, y + (MIDDLE - ASCENT) * size, size)
    if movement is None:
        return KeyItem(Movement.UNCHANGED, 0, x, y, 0.0, None, text)
    way = Point(-1.0 if movement is Movement.OUT else 1.0, 0.0)
    tail = make_tail(0.0, 0.0, mark, way, usual_length(steps), steps) if steps else None
    return KeyItem(movement, steps, x + made.before, y, mark, tail, text)
