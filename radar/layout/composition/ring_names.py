"""The names of the rings, in the white channel nearest to level, where no blip or name stands.

With four or eight quadrants there is a level channel on either side, and the names stand in both.
Elsewhere they follow the channel that is nearest to level. Where the names are too long for their
rings at a size that can be read, each ring shows its ordinal and the key tells the names.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from radar.layout.geometry import Box, Point
from radar.layout.outline import borders
from radar.layout.scene import TextBlock, TextLine
from radar.layout.text.sizes import ASCENT, DESCENT, MIDDLE, width

SMALLEST = 8.0
AIR = 4.0  # px between two names, and between a name and the ends of the channel


class RingNames(NamedTuple):
    """What stands in the channel for each ring, and whether it is but the ordinal."""

    blocks: tuple[tuple[TextBlock, ...], ...]
    ordinals: bool

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The room that the names take, for other text to keep out of."""
        return tuple(box for blocks in self.blocks for block in blocks for box in _tiles(block))


def ring_names(
    names: Sequence[str],
    radii: Sequence[float],
    sectors: int,
    size: float,
    start: float,
    near: Collection[int] | None = None,
) -> RingNames:
    """Place a name in every ring; `radii` has one member more than there are rings.

    `start` is how far from the centre the channel is free of the other channels; `near` are the
    borders whose channels may be used, clockwise from 12 o'clock, all by default.
    """
    for ordinals, words in ((False, list(names)), (True, [str(n + 1) for n in range(len(names))])):
        for tried in (size, (size + SMALLEST) / 2, SMALLEST):
            places = _places([width(word, tried, bold=True) for word in words], radii, start)
            if places or (ordinals and tried == SMALLEST):
                middles = places or tuple((a + b) / 2 for a, b in pairwise(radii))
                blocks = tuple(
                    tuple(_block(word, middle, u, tried) for u in _channels(sectors, near))
                    for word, middle in zip(words, middles, strict=True)
                )
                return RingNames(blocks, ordinals)
    raise AssertionError("the ordinals always have a place")


class Channel(NamedTuple):
    """A channel's direction, and by how many degrees text along it is turned to stay upright."""

    way: Point
    turn: float


def _channels(sectors: int, near: Collection[int] | None) -> tuple[Channel, ...]:
    """Return the channels that carry names: both level ones, or the one nearest to level."""
    angles = [place * 360.0 / sectors for place in range(sectors)]
    found = [
        Channel(way, angle - (90.0 if angle <= 180.0 else 270.0))
        for place, (way, angle) in enumerate(zip(borders(sectors), angles, strict=True))
        if near is None or place in near
    ]
    level = tuple(channel for channel in found if channel.turn == 0.0)
    if level:
        return level
    return (min(found, key=lambda c: (abs(round(c.turn, 6)), -c.way.x, c.way.y)),)


def _places(
    widths: Sequence[float], radii: Sequence[float], start: float
) -> tuple[float, ...] | None:
    """Return the middle of every name, each within its own ring, none nearer than `AIR`."""
    found: list[float] = []
    free = start
    for wide, inner, outer in zip(widths, radii, radii[1:], strict=False):
        middle = max((max(inner, start) + outer) / 2, free + AIR + wide / 2)
        if middle + wide / 2 + AIR > outer:
            middle = outer - AIR - wide / 2
        if middle - wide / 2 < max(inner, free, start) + AIR / 2:
            return None
        found.append(middle)
        free = middle + wide / 2
    return tuple(found)


def _block(word: str, middle: float, channel: Channel, size: float) -> TextBlock:
    way, turn = channel
    x, y = way.x * middle, way.y * middle
    half, drop = width(word, size, bold=True) / 2, MIDDLE * size
    if turn == 0.0:
        box = Box(x - half, y + drop - ASCENT * size, x + half, y + drop + DESCENT * size)
        return TextBlock("ring-name", (TextLine(x, y + drop, word),), size, "middle", box)
    sign = 1.0 if way.x >= 0 else -1.0  # text runs outwards, or inwards on the left
    spot = Point(x - way.y * sign * drop, y + way.x * sign * drop)
    run = abs(way.x) * half + size * 0.6
    rise = abs(way.y) * half + size * 0.6
    box = Box(x - run, y - rise, x + run, y + rise)
    return TextBlock("ring-name", (TextLine(*spot, word),), size, "middle", box, round(turn, 2))


def _tiles(block: TextBlock) -> tuple[Box, ...]:
    """Return boxes that cover a text; a turned one is covered by a row of small ones."""
    if not block.turn:
        return (block.box,)
    box, size = block.box, block.size
    count = max(int((box.width + box.height) / size), 1)
    down = block.turn > 0
    tiles = []
    for k in range(count + 1):
        share = k / count
        x = box.left + size * 0.6 + (box.width - size * 1.2) * share
        rise = share if down else 1.0 - share
        y = box.top + size * 0.6 + (box.height - size * 1.2) * rise
        tiles.append(Box(x - size * 0.7, y - size * 0.7, x + size * 0.7, y + size * 0.7))
    return tuple(tiles)
