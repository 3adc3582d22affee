"""The names of the rings, in an empty channel between quadrants.

With four or eight quadrants there is a horizontal channel on either side, and the names are in
both. Otherwise they follow the channel that is nearest to horizontal. Each name finds its place by
itself: in its ring, in smaller type if that is needed; that of the outermost ring may reach a
little over the rim. A name that is too long for its ring stands outside the rim at the end of
another channel, and a leader joins it to its ring.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from radar.layout.composition.blocks import LINE_HEIGHT, text_block
from radar.layout.geometry import Box, Point, distance
from radar.layout.outline import borders
from radar.layout.scene import Anchor, TextBlock, TextLine
from radar.layout.text.sizes import ASCENT, DESCENT, MIDDLE, width, wrap

SMALLEST = 9.0  # px: a smaller name could not be read where the picture is made smaller
NAME_GAP = 4.0  # px between two names, and between a name and the ends of the channel
_OVER_RIM = 18.0  # px by which a name may reach over the rim: the picture has a margin there
_LED_OUT = 12.0  # px between the rim and the end of a leader
_LED_STEP = 4.0  # px from one end of a leader to the next that is tried
_LED_GAP = 3.0  # px between a leader and its name
_LEADERS_APART = 2.2  # px between two leaders: eight have room in a channel
_LED_WIDTH = 230.0 / 11.0  # ems: width at which such a name is broken, unless it is very long


class RingNames(NamedTuple):
    """The texts for each ring, one for each channel or one outside with its leader.

    `channels` are the borders whose channels are used, clockwise from 0 at 12 o'clock.
    """

    blocks: tuple[tuple[TextBlock, ...], ...]
    leaders: tuple[tuple[Point, ...], ...]
    channels: frozenset[int]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Boxes that together cover the names and leaders, as obstacles for labels."""
        names = (box for blocks in self.blocks for block in blocks for box in _tiles(block))
        lines = (box for leader in self.leaders for box in _leader_tiles(leader))
        return (*names, *lines)

    @property
    def outside(self) -> tuple[Box, ...]:
        """The boxes of the names outside the rim."""
        pairs = zip(self.blocks, self.leaders, strict=True)
        return tuple(block.box for blocks, leader in pairs if leader for block in blocks)


def place_ring_names(
    names: Sequence[str],
    radii: Sequence[float],
    sectors: int,
    size: float,
    start: float,
    near: Collection[int] | None = None,
    smallest: float = SMALLEST,
) -> RingNames:
    """Place a name for every ring; `radii` has one member more than there are rings.

    `size` is the usual size of type, `smallest` the least. `start` is how far from the centre the
    channel is free of the other channels; `near` are the borders whose channels may be used,
    clockwise from 12 o'clock, all by default.
    """
    channels = _channels(sectors, near)
    over = _OVER_RIM if near is None and channels[0].turn == 0.0 else -NAME_GAP
    free = _free_channel(sectors, near, channels)
    exits = _Exits(free, radii[-1])
    blocks: list[tuple[TextBlock, ...]] = []
    leaders: list[tuple[Point, ...]] = []
    for name, (inner, outer) in zip(names, pairwise(radii), strict=True):
        end = outer + over if outer == radii[-1] else outer - NAME_GAP
        sizes = (size, (size + smallest) / 2, smallest)
        inside = _fit(name, max(inner, start) + NAME_GAP / 2, outer - NAME_GAP, end, sizes)
        if inside:
            blocks.append(tuple(_block(name, *inside, channel) for channel in channels))
            leaders.append(())
        else:
            block, leader = exits.lead_out(name, (inner + outer) / 2, size)
            blocks.append((block,))
            leaders.append(leader)
    used = {channel.place for channel in (*channels, *([free] if any(leaders) else []))}
    return RingNames(tuple(blocks), tuple(leaders), frozenset(used))


class _Channel(NamedTuple):
    """A channel's unit vector, the turn of text along it in degrees, and its border's place."""

    way: Point
    turn: float
    place: int


def _all_channels(sectors: int, near: Collection[int] | None) -> list[_Channel]:
    """Return the channels that may be used, clockwise from 12 o'clock."""
    angles = [place * 360.0 / sectors for place in range(sectors)]
    return [
        _Channel(way, angle - (90.0 if angle <= 180.0 else 270.0), place)
        for place, (way, angle) in enumerate(zip(borders(sectors), angles, strict=True))
        if near is None or place in near
    ]


def _channels(sectors: int, near: Collection[int] | None) -> tuple[_Channel, ...]:
    """Return the channels for names: both horizontal ones, or the one nearest to horizontal."""
    found = _all_channels(sectors, near)
    level = tuple(channel for channel in found if channel.turn == 0.0)
    if level:
        return level
    return (min(found, key=lambda c: (abs(round(c.turn, 6)), -c.way.x, c.way.y)),)


def _free_channel(sectors: int, near: Collection[int] | None, used: Sequence[_Channel]) -> _Channel:
    """Return the channel for leaders: the one nearest to vertical that has no names in it."""
    free = [channel for channel in _all_channels(sectors, near) if channel not in used]
    return max(free or used, key=lambda c: (abs(round(c.turn, 6)), -c.way.y, c.way.x))


def _fit(
    name: str, start: float, outer: float, end: float, sizes: Sequence[float]
) -> tuple[float, float] | None:
    """Return middle and size of a name within its ring, None if it fits in none of the sizes.

    It stands between `start` and `outer` if it can, else it reaches up to `end`.
    """
    for last in dict.fromkeys((outer, end)):
        for tried in sizes:
            half = width(name, tried, bold=True) / 2
            if start + 2 * half <= last:
                middle = max((start + outer + NAME_GAP / 2) / 2, start + half)
                return min(middle, max(outer - half, start + half)), tried
    return None


def _block(word: str, middle: float, size: float, channel: _Channel) -> TextBlock:
    way, turn, _ = channel
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


class _Exits:
    """The names outside the rim at the end of one channel, and their leaders.

    Every name lies on one side of its leader, and the next leader runs on the other side of it,
    so that no leader crosses a name that was there before. A new name keeps clear of the leaders.
    """

    def __init__(self, channel: _Channel, radius: float) -> None:
        self._way, self._radius = channel.way, radius
        x, y = -channel.way.y, channel.way.x
        outwards = x * channel.way.x >= 0.0 if abs(channel.way.x) > 0.1 else x >= 0.0
        self._side = Point(x, y) if outwards else Point(-x, -y)
        self._taken: list[Box] = []
        self._leaders: list[tuple[Point, ...]] = []

    def lead_out(self, name: str, ring: float, size: float) -> tuple[TextBlock, tuple[Point, ...]]:
        """Return the next name with its leader, which begins at the radius `ring`."""
        area = width(name, size, bold=True) * LINE_HEIGHT * size
        lines = wrap(name, size, max(_LED_WIDTH * size, sqrt(area)), bold=True) or ("",)
        shift = -_LEADERS_APART * len(self._leaders)
        reach = self._radius + _LED_OUT
        block = self._beside(lines, self._point(reach, shift), size)
        while not self._is_clear(block.box):
            reach += _LED_STEP
            block = self._beside(lines, self._point(reach, shift), size)
        leader = (self._point(ring, shift), self._point(reach, shift))
        self._taken += (block.box, *_leader_tiles(leader))
        self._leaders.append(leader)
        return block, leader

    def _is_clear(self, box: Box) -> bool:
        """Return whether a name meets neither the disc nor another name or its leader."""
        x = min(max(0.0, box.left), box.right)
        y = min(max(0.0, box.top), box.bottom)
        clear = self._radius + NAME_GAP
        wide = box.expand(NAME_GAP / 2)
        return x * x + y * y >= clear * clear and not any(map(wide.meets, self._taken))

    def _point(self, along: float, aside: float) -> Point:
        way, side = self._way, self._side
        x, y = way.x * along + side.x * aside, way.y * along + side.y * aside
        return Point(round(x, 2) + 0.0, round(y, 2) + 0.0)

    def _beside(self, lines: Sequence[str], end: Point, size: float) -> TextBlock:
        """Set a name on its side of the end of its leader."""
        side = self._side
        right = side.x >= 0.0
        x = end.x + (_LED_GAP if right else -_LED_GAP)
        high = text_block("ring-name", lines, 0.0, 0.0, size, bold=True).box.height
        top = end.y - high * (0.5 if abs(side.y) < 0.01 else 1.0 if side.y < 0.0 else 0.0)
        anchor: Anchor = "start" if right else "end"
        return text_block("ring-name", lines, x, top, size, anchor=anchor, bold=True)


def _tiles(block: TextBlock) -> tuple[Box, ...]:
    """Return boxes that cover a text: its own, or a row of small ones if it is turned."""
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


def _leader_tiles(leader: Sequence[Point]) -> Iterator[Box]:
    """Yield small boxes that cover a leader."""
    for start, end in pairwise(leader):
        count = max(int(distance(start, end) / 8.0), 1)
        for k in range(count):
            a, b = (
                Point(
                    start.x + (end.x - start.x) * share / count,
                    start.y + (end.y - start.y) * share / count,
                )
                for share in (k, k + 1)
            )
            box = Box(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))
            yield box.expand(1.0)
