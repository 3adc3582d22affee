"""Lines of text as a block with its box: the one place that turns words into a `TextBlock`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from radar.layout.geometry import Box
from radar.layout.scene import Anchor, TextBlock, TextLine, TextRole
from radar.layout.text.sizes import ASCENT, DESCENT, width

LINE_HEIGHT = 1.2  # em


def block(
    role: TextRole,
    lines: Sequence[str],
    x: float,
    top: float,
    size: float,
    *,
    anchor: Anchor = "start",
    bold: bool = False,
) -> TextBlock:
    """Set lines under one another, the first one's box beginning at `top`.

    >>> round(block("note", ["a", "b"], 0, 0, 10).box.height, 1)
    23.4
    """
    step = LINE_HEIGHT * size
    first = top + ASCENT * size
    wide = max((width(line, size, bold=bold) for line in lines), default=0.0)
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    bottom = first + step * (len(lines) - 1) + DESCENT * size
    placed = tuple(TextLine(x, first + step * place, line) for place, line in enumerate(lines))
    return TextBlock(role, placed, size, anchor, Box(left, top, left + wide, bottom))


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around boxes, of which there is at least one.

    >>> around([Box(0, 0, 1, 1), Box(2, -1, 3, 0)])
    Box(left=0, top=-1, right=3, bottom=1)
    """
    found = list(boxes)
    return Box(
        min(box.left for box in found),
        min(box.top for box in found),
        max(box.right for box in found),
        max(box.bottom for box in found),
    )
