"""What stands around the disc: title, headings of the quadrants, key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from radar.layout.blocks import around, block
from radar.layout.geometry import Box, Point, direction
from radar.layout.scene import Anchor, KeyItem, TextBlock
from radar.layout.text_size import ASCENT, MIDDLE, width, wrap
from radar.model import Movement
from radar.style import Style

UNDER, UNDER_TITLE = 5.0, 9.0  # px below a heading, below a title: fonts for Chinese are taller
AIR = 12.0  # px between the rim and the text around it
HEADING_ROOM = 230.0  # px before a quadrant's name is broken


class Heading(NamedTuple):
    """The name of a quadrant and what is said under it."""

    heading: TextBlock
    note: TextBlock

    @property
    def box(self) -> Box:
        """The room of both."""
        return around((self.heading.box, self.note.box))


def corner_headings(
    words: Sequence[tuple[str, str]], radius: float, half: float, style: Style
) -> tuple[Heading, ...]:
    """Place the (name, note) of four quadrants in the corners of a square around the disc.

    `half` is half the width of the picture as far as the disc asks for it; a name too long for
    its corner is moved outwards and makes the picture wider.
    """
    found = []
    for place, (name, note) in enumerate(words):
        right, below = place in (0, 1), place in (1, 2)
        made = _heading(name, note, 0.0, 0.0, "end" if right else "start", style)
        tall, wide = made.box.height, made.box.width
        clear = radius + AIR
        level = radius - tall  # of the edge that faces the disc, from the centre
        need = sqrt(max(clear * clear - level * level, 0.0)) + wide
        x = max(half, need) * (1.0 if right else -1.0)
        top = radius - tall if below else -radius
        found.append(_heading(name, note, x, top, "end" if right else "start", style))
    return tuple(found)


def rim_headings(
    words: Sequence[tuple[str, str]], radius: float, style: Style
) -> tuple[Heading, ...]:
    """Place the (name, note) of any number of quadrants around the rim, each at its middle."""
    found: list[Heading] = []
    for place, (name, note) in enumerate(words):
        way = direction((place + 0.5) * 360.0 / len(words))
        anchor: Anchor = "start" if way.x > 0.3 else "end" if way.x < -0.3 else "middle"
        reach = radius + AIR
        while True:
            tall = _heading(name, note, 0.0, 0.0, anchor, style).box.height
            top = way.y * reach - tall / 2
            made = _heading(name, note, way.x * reach, top, anchor, style)
            taken = any(made.box.grown(AIR / 2).meets(other.box) for other in found)
            if _clear(made.box, radius + AIR) and not taken:
                break
            reach += 4.0
        found.append(made)
    return tuple(found)


def _heading(name: str, note: str, x: float, top: float, anchor: Anchor, style: Style) -> Heading:
    lines = wrap(name, style.heading, HEADING_ROOM, bold=True)
    head = block("heading", lines, x, top, style.heading, anchor=anchor, bold=True)
    return Heading(
        head, block("note", [note], x, head.box.bottom + UNDER, style.note, anchor=anchor)
    )


def _clear(box: Box, radius: float) -> bool:
    """Tell whether a box keeps out of the circle of a radius about (0, 0)."""
    x = min(max(0.0, box.left), box.right)
    y = min(max(0.0, box.top), box.bottom)
    return x * x + y * y >= radius * radius


def title_blocks(title: str, subtitle: str, box: Box, style: Style) -> tuple[TextBlock, ...]:
    """Place title and subtitle above a box, from its left edge, as wide as it is."""
    heads = wrap(title, style.title, box.width, bold=True)
    subs = wrap(subtitle, style.subtitle, box.width)
    below = block("subtitle", subs, 0, 0, style.subtitle).box.height
    above = block("title", heads, 0, 0, style.title, bold=True).box.height
    top = box.top - 26.0 - below - UNDER_TITLE - above
    return (
        block("title", heads, box.left, top, style.title, bold=True),
        block("subtitle", subs, box.left, top + above + UNDER_TITLE, style.subtitle),
    )


def key_row(
    words: Iterable[tuple[Movement | None, str]], box: Box, style: Style, mark: float = 5.0
) -> tuple[KeyItem, ...]:
    """Place the key under a box, in rows about its middle; `mark` is the radius of its marks.

    A word without a movement has no mark (`radius` 0).
    """
    size, gap = style.key, 26.0
    rows: list[list[tuple[Movement | None, str, float]]] = [[]]
    used = 0.0
    for movement, word in words:
        wide = width(word, size) + (mark * 2 + 6.0 if movement else 0.0)
        if rows[-1] and used + gap + wide > box.width:
            rows.append([])
            used = 0.0
        used += wide + (gap if rows[-1] else 0.0)
        rows[-1].append((movement, word, wide))
    found: list[KeyItem] = []
    y = box.bottom + 30.0
    for row in rows:
        x = (box.left + box.right) / 2 - (_sum(row) + gap * (len(row) - 1)) / 2
        for movement, word, wide in row:
            found.append(_key_item(movement, word, x, y, mark, size))
            x += wide + gap
        y += size * 1.8
    return tuple(found)


def _sum(row: Sequence[tuple[Movement | None, str, float]]) -> float:
    total = 0.0
    for _, _, wide in row:
        total += wide
    return total


def _key_item(
    movement: Movement | None, word: str, x: float, y: float, mark: float, size: float
) -> KeyItem:
    toward = {Movement.IN: Point(0, -1), Movement.OUT: Point(0, 1)}.get(
        movement or Movement.UNCHANGED, Point(0, 0)
    )
    start = x + (mark * 2 + 6.0 if movement else 0.0)
    text = block("key", [word], start, y + (MIDDLE - ASCENT) * size, size)
    kind, radius = movement or Movement.UNCHANGED, mark if movement else 0.0
    return KeyItem(kind, x + mark, y, radius, toward, text)
