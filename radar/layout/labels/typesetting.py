"""The ways to set a name: broken into lines or not, in how much room, at what cost to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from typing import Final, NamedTuple

from radar.layout.text.sizes import ASCENT, DESCENT, TALLEST, splits, width, wrap

LINES: Final = (0.0, 1.2, 3.0, 5.0, 7.0)
"""What a name of so many lines costs, less one."""
LONG: Final = 13.0
"""From how many em on a line is long, and each em costs `STRETCH`."""
STRETCH: Final = 0.4
TORN: Final = 1.5
"""What a line that ends inside a word costs."""
WIDEST, NARROWEST = 40.0, 24.0
"""In em: a name that is wider than the first however it is broken may be set as a block, which is
as wide as the second at least. The first is more than the usual radius of a radar."""
REMEMBERED: Final = 4096
"""For how many names and settings the answer is kept: a picture grows until its names fit, and
asks again at every step."""
BLOCK: Final = 14.0
"""What a block costs: more than any lines of a name that is not so wide."""


class Face(NamedTuple):
    """How much room lines of text take above and below a baseline, in em.

    `apart` is what is kept free between two names, one above the other, in px, and `airy` what
    would keep them from reading as one.
    """

    ascent: float
    descent: float
    apart: float
    airy: float


USUAL: Final = Face(ASCENT, DESCENT, 0.5, 4.5)
TALL: Final = Face(*TALLEST, 0.0, 1.0)
"""A font for Chinese, Japanese and Korean that sets all text; in any other its room is air."""


class Setting(NamedTuple):
    """How names are set: size and pitch of lines in px, gap between a blip and its name, face.

    With `blocks` a very wide name may have as many lines as make it about as high as wide, though
    that breaks words: where all names are to stand on the picture, however large it gets.
    """

    size: float
    pitch: float
    gap: float
    face: Face = USUAL
    blocks: bool = False

    def height(self, lines: int) -> float:
        """Return how high so many lines are, in px."""
        return (lines - 1) * self.pitch + (self.face.ascent + self.face.descent) * self.size


class Shape(NamedTuple):
    """A name broken into lines: how much room it takes and what breaking it costs."""

    lines: tuple[str, ...]
    width: float
    height: float
    cost: float


@lru_cache(maxsize=REMEMBERED)
def shapes(text: str, setting: Setting) -> tuple[Shape, ...]:
    """Return the ways of breaking a name into lines that are worth trying, fewest lines first."""
    found: list[Shape] = []
    for count, lines in enumerate(splits(text, len(LINES)), 1):
        room = max(width(line, setting.size) for line in lines)
        if found and room > 0.88 * found[-1].width:
            break
        if count > 3 and found[-1].width < 11.0 * setting.size:
            break
        torn = tears(text, lines)
        if not torn or min(map(len, lines)) > 1:  # a sign torn from its word says nothing
            price = breaking(len(lines), torn, room / setting.size)
            found.append(Shape(lines, room, setting.height(count), price))
    if setting.blocks and found[-1].width > WIDEST * setting.size:
        found.append(_block(text, setting))
    return tuple(found)


def _block(text: str, setting: Setting) -> Shape:
    """Return a name in as many lines as make it about as high as wide."""
    area = width(text, setting.size) * setting.pitch
    lines = wrap(text, setting.size, max(NARROWEST * setting.size, sqrt(area)))
    room = max(width(line, setting.size) for line in lines)
    return Shape(lines, room, setting.height(len(lines)), BLOCK)


def tears(text: str, lines: Sequence[str]) -> int:
    """Return how many lines end inside a word.

    >>> tears("微服务 API", ["微服务", "API"]), tears("微服务", ["微服", "务"])
    (0, 1)
    """
    return max(sum(map(len, lines)) - len(text) + len(lines) - 1, 0)


def breaking(lines: int, torn: int, ems: float) -> float:
    """Return what a reader pays for broken, torn, or very long lines."""
    stretch = STRETCH * (ems - LONG) if ems > LONG else 0.0
    return LINES[lines - 1] + TORN * torn + stretch
