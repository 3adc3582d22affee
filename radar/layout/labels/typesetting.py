"""Label shapes: a name on one line or on several, with its size and its cost to a reader.

Costs have the unit of `candidates`. `python -m benchmarks.names` shows what a
change of them does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from radar.layout.text.sizes import ASCENT, DESCENT, TALLEST, splits, width

_LINE_COSTS: Final = (0.0, 1.2, 3.0, 5.0, 7.0)
"""Cost of a label of one line, of two lines, and so on; no label has more lines."""
_LONG_LINE: Final = 13.0
"""Width in em above which a line is long."""
_STRETCH_COST: Final = 0.4
"""Cost of each em of a line beyond `_LONG_LINE`."""
_TORN_COST: Final = 1.5
"""Cost of each line that ends inside a word."""
_CACHE_SIZE: Final = 4096
"""Results kept by the cache, one for each name and setting: every edition asks for them again."""


class Face(NamedTuple):
    """Vertical room of a font: `ascent` and `descent` in em, above and below the baseline.

    `apart` is the least vertical gap between two labels, in px. With a gap below `clear`, in px,
    they can be read as one label, which costs extra.
    """

    ascent: float
    descent: float
    apart: float
    clear: float


USUAL_FACE: Final = Face(ASCENT, DESCENT, 0.5, 4.5)
TALL_FACE: Final = Face(*TALLEST, 0.0, 1.0)
"""Room for a font for Chinese, Japanese and Korean. Any other font leaves some of it empty, so
the gaps can be smaller."""


class Setting(NamedTuple):
    """How labels are set.

    `size` is the size of type, `pitch` the distance of two baselines, and `gap` the distance of a
    label from its blip, all in px.
    """

    size: float
    pitch: float
    gap: float
    face: Face = USUAL_FACE

    def resize(self, size: float) -> Setting:
        """Return the same setting at another size of type, in px."""
        return self._replace(size=size, pitch=self.pitch / self.size * size)

    def height(self, lines: int) -> float:
        """Return the height of a label of `lines` lines, in px."""
        return (lines - 1) * self.pitch + (self.face.ascent + self.face.descent) * self.size


class LabelShape(NamedTuple):
    """A name broken into lines: width and height in px, and the cost of breaking it like this."""

    lines: tuple[str, ...]
    width: float
    height: float
    cost: float


@lru_cache(maxsize=_CACHE_SIZE)
def label_shapes(text: str, setting: Setting, *, bold: bool = False) -> tuple[LabelShape, ...]:
    """Return the shapes of a name that are worth trying, fewest lines first.

    A shape with one more line is worth it only if it is at least 12 % narrower.
    """
    shapes: list[LabelShape] = []
    for count, lines in enumerate(splits(text, len(_LINE_COSTS), bold=bold), 1):
        room = max(width(line, setting.size, bold=bold) for line in lines)
        if shapes and room > 0.88 * shapes[-1].width:
            break
        if count > 3 and shapes[-1].width < 11.0 * setting.size:
            break
        torn_lines = _count_torn_lines(text, lines)
        if (
            not torn_lines or min(map(len, lines)) > 1
        ):  # a single character torn from its word cannot be read
            price = _breaking_cost(len(lines), torn_lines, room / setting.size)
            shapes.append(LabelShape(lines, room, setting.height(count), price))
    return tuple(shapes)


def _count_torn_lines(text: str, lines: Sequence[str]) -> int:
    """Return the number of lines that end inside a word.

    >>> _count_torn_lines("微服务 API", ["微服务", "API"])
    0
    >>> _count_torn_lines("微服务", ["微服", "务"])
    1
    """
    return max(sum(map(len, lines)) - len(text) + len(lines) - 1, 0)


def _breaking_cost(lines: int, torn_lines: int, ems: float) -> float:
    """Return the cost of a shape: its lines, its torn lines, and `ems`, its width in em."""
    stretch = _STRETCH_COST * (ems - _LONG_LINE) if ems > _LONG_LINE else 0.0
    return _LINE_COSTS[lines - 1] + _TORN_COST * torn_lines + stretch
