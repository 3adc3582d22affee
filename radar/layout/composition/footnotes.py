"""Footnotes: the names of the few blips that show a number, in rows below the disc."""

from __future__ import annotations

from collections.abc import Sequence

from radar.layout.composition.blocks import text_block
from radar.layout.geometry import Box
from radar.layout.scene import Blip, Label
from radar.layout.text.sizes import width, wrap
from radar.style import Style

_ABOVE = 14.0  # px between the disc or its labels and the first row
_ROW_GAP, _COLUMN_GAP = 4.0, 24.0  # px between two rows, and between two names in a row
_NUMBER_GAP = 0.5  # em between a number and its name


def footnotes(numbered: Sequence[Blip], box: Box, style: Style) -> tuple[Label, ...]:
    """Set number and name of the blips below a box, in rows of its width.

    A name wider than the box is broken; nothing is left out.
    """
    found: list[Label] = []
    size = style.note
    x, y, bottom = box.left, box.bottom + _ABOVE, 0.0
    for blip in sorted(numbered, key=lambda blip: blip.number):
        number = str(blip.number)
        start = width(number, size) + _NUMBER_GAP * size
        lines = wrap(blip.name, size, box.width - start) or ("",)
        wide = start + max(width(line, size) for line in lines)
        if x > box.left and x + wide > box.right:
            x, y = box.left, bottom + _ROW_GAP
        count = text_block("count", [number], x, y, size)
        name = text_block("label", lines, x + start, y, size)
        found.append(Label(blip.entry, blip.quadrant, blip.ring, name, count))
        x, bottom = x + wide + _COLUMN_GAP, max(bottom, name.box.bottom)
    return tuple(found)
