"""Blips, their labels, the names of the few with numbers, and clusters, from given positions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from radar.history import Standing
from radar.layout.composition.blocks import LINE_HEIGHT, text_block
from radar.layout.composition.context import PictureContext
from radar.layout.composition.gaps import gaps
from radar.layout.geometry import Box
from radar.layout.labels.model import PlacedLabel
from radar.layout.scene import Blip, Cluster, Label, TextBlock, TextLine
from radar.layout.text.sizes import ASCENT, MIDDLE, width, wrap
from radar.style import Style

_SMALLEST_NUMBER, _EASY_NUMBER = 8.0, 10.0  # px: legible type, and type that is easy to read
_NUMBER_SHARE = 1.05  # radii: the size of the digits of a short number
_NUMBER_ROOM = 1.4  # radii: the widest number that fits a blip of any shape
_NARROW_SHARE = 0.9  # share of its box that a label covers in the narrowest font of the stack
_ROUNDING = 0.02  # px: the edges of a box that was published have two decimals
_DIGIT_WIDTH = 0.556  # em: the width of a digit in the fonts of the stack
_ABOVE = 14.0  # px between the disc or its labels and the first name below it
_ROW_GAP, _COLUMN_GAP = 4.0, 24.0  # px between two rows of such names, and between two in a row
_NUMBER_GAP = 0.5  # em between a number and its name


def blips(context: PictureContext, radius: float, *, numbered: bool) -> tuple[Blip, ...]:
    """Return every blip shown; those in a cluster are not. `radius` is that of a mark, in px."""
    hidden = {entry for ids in context.arrangement.overflow.values() for entry in ids}
    shown = [standing for standing in context.standings if standing.entry.id not in hidden]
    return tuple(_blip(context, standing, radius, numbered=numbered) for standing in shown)


def number_blips(
    shown: Sequence[Blip], numbered: Collection[str], radius: float
) -> tuple[Blip, ...]:
    """Return the blips, those in `numbered` with their number in a mark of a radius."""
    return tuple(
        replace(blip, radius=radius, number_size=number_size(len(str(blip.number)), radius))
        if blip.entry in numbered
        else blip
        for blip in shown
    )


def _blip(context: PictureContext, standing: Standing, radius: float, *, numbered: bool) -> Blip:
    entry = standing.entry.id
    here = context.point(entry)
    return Blip(
        entry=entry,
        quadrant=standing.quadrant,
        ring=standing.ring or "",
        movement=standing.movement,
        name=context.content.names[entry],
        title=context.content.describe(standing),
        number=standing.number,
        number_size=number_size(len(str(standing.number)), radius) if numbered else 0.0,
        x=here.x,
        y=here.y,
        radius=radius,
    )


def number_size(digits: int, radius: float) -> float:
    """Return the size of type, in px, at which `digits` digits fit a blip of any shape."""
    return min(radius * _NUMBER_SHARE, _NUMBER_ROOM * radius / (_DIGIT_WIDTH * digits))


def least_radius(entries: int) -> float:
    """Return the radius of the smallest blip in which the numbers of that many entries fit."""
    return _radius_for(entries, _SMALLEST_NUMBER)


def easy_radius(entries: int) -> float:
    """Return the radius of a blip in which the numbers of that many entries are easy to read."""
    return _radius_for(entries, _EASY_NUMBER)


def _radius_for(entries: int, size: float) -> float:
    digits = len(str(entries))
    return max(size * _DIGIT_WIDTH * digits / _NUMBER_ROOM, size / _NUMBER_SHARE)


def labels(
    context: PictureContext, shown: Sequence[Blip], names: Mapping[str, PlacedLabel]
) -> tuple[Label, ...]:
    """Return the labels beside their blips, those of the innermost ring in bold."""
    rings = context.content.radar.rings
    edges = [(ring.id, edge) for ring, edge in zip(rings[:-1], context.radii[1:], strict=False)]
    beside = [blip for blip in shown if blip.entry in names]
    return tuple(_label(blip, names[blip.entry], edges, rings[0].id) for blip in beside)


def _label(blip: Blip, name: PlacedLabel, edges: Sequence[tuple[str, float]], inner: str) -> Label:
    step = name.size * LINE_HEIGHT
    lines = tuple(TextLine(name.x, name.y + step * n, line) for n, line in enumerate(name.lines))
    bold = blip.ring == inner and _holds_bold(name)
    text = TextBlock("label", lines, name.size, name.anchor, name.box, bold=bold)
    broken = gaps(_ink(name), edges) if name.plate else ()
    return Label(blip.entry, blip.quadrant, blip.ring, text, None, broken, name.leader)


def _holds_bold(name: PlacedLabel) -> bool:
    """Return whether a name has room in bold letters; an edition may be closed without it."""
    wide = max(width(line, name.size, bold=True) for line in name.lines)
    return wide <= name.box.width + _ROUNDING


def to_placed_label(label: Label) -> PlacedLabel:
    """Return the `PlacedLabel` that a label of a scene was made from."""
    text = label.text
    lines = tuple(line.text for line in text.lines)
    place = text.lines[0]
    crosses = bool(label.gaps)
    about = (label.entry, lines, text.anchor, place.x, place.y, text.box, crosses, label.leader)
    return PlacedLabel(*about, text.size)


def _ink(name: PlacedLabel) -> Box:
    """Return what a label covers in the first font of the stack; its box has room for any font."""
    box, spare = name.box, name.box.width * (1.0 - _NARROW_SHARE)
    left = {"start": 0.0, "middle": spare / 2, "end": spare}[name.anchor]
    return box._replace(left=box.left + left, right=box.right - spare + left)


def labels_below(numbered: Sequence[Blip], box: Box, style: Style) -> tuple[Label, ...]:
    """Return number and name of blips in rows below a box, which are as wide as it.

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


def clusters(context: PictureContext, radius: float) -> tuple[Cluster, ...]:
    """Return the clusters, which stand for the entries of sectors without room for all."""
    radar = context.content.radar
    found = []
    for (sector, ring), ids in sorted(context.overflow.items()):
        x, y = context.point(f"+{sector}.{ring}")
        word = f"+{len(ids)}"
        size = number_size(len(word), radius)
        top = y + (MIDDLE - ASCENT) * size
        text = text_block("cluster-text", [word], x, top, size, anchor="middle", bold=True)
        quadrant, where = radar.clockwise[sector].id, radar.rings[ring].id
        found.append(Cluster(quadrant, where, ids, x, y, radius, text))
    return tuple(found)
