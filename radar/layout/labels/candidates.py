"""Label candidates beside the blip: right, left, above and below, on one line or on several.

The cost of a candidate does not depend on other labels. It says how hard the label is to read:
right of the blip costs nothing, other sides and further lines cost a little, crossing a line costs
more. A position that breaks a rule of `surroundings` is no candidate.

`python -m benchmarks.names` shows what a change of the numbers below does; see `docs/names.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import sqrt
from typing import Final, NamedTuple

from radar.layout.labels.model import Candidate, TextAnchor
from radar.layout.labels.surroundings import CLEARER, LabelSite, is_clear
from radar.layout.labels.typesetting import LabelShape, Setting
from radar.layout.text.sizes import MIDDLE

_Shift = tuple[float, float, TextAnchor]

_SLIDES: Final = ((0.0, 0.0), (0.3, 0.6), (0.75, 1.2))
_FINE_SLIDES: Final = ((0.15, 0.5), (0.45, 0.9), (0.6, 1.1), (0.9, 1.6))
"""Vertical shifts of a label beside its blip, in halves of its height, each with its cost."""
_ROUND_SLIDES: Final = ((0.5, 2.4), (0.85, 3.2))
"""Further vertical shifts, around the blip: beyond half the height, in units of the distance from
the blip's centre to the label."""
_SHIFTS: Final[tuple[_Shift, ...]] = (
    (0.0, 0.0, "middle"),
    (0.5, 0.5, "middle"),
    (-0.5, 0.6, "middle"),
    (1.0, 0.8, "start"),
    (-1.0, 0.9, "end"),
)
_FINE_SHIFTS: Final[tuple[_Shift, ...]] = (
    (0.25, 0.4, "middle"),
    (-0.25, 0.5, "middle"),
    (0.75, 0.7, "middle"),
    (-0.75, 0.8, "middle"),
    (1.2, 1.6, "start"),
    (-1.2, 1.7, "end"),
)
"""Horizontal shifts of a label above or below its blip, in halves of its width, each with its cost
and the anchor of its text."""
_REACH: Final = 1.1
"""Horizontal distance from its blip that a label can reach, in widths of the label."""
_ROOM: Final = 3.6
"""The same for what is not in proportion to the label: the distance from the blip to the label,
once for that and `CLEARER` times for a mark beyond the label, in units of that distance."""
_CACHE_SIZE: Final = 256
"""Results kept by the cache: one for each size of type, mark and number of lines of a picture."""

_Offset = tuple[float, float, float, float, float, TextAnchor, float]
"""A position of a label about a blip at (0, 0): left edge, top, right edge, bottom, cost, text
anchor, and distance from there."""


class _Slide(NamedTuple):
    """A height at which labels stand beside a blip at (0, 0), to its right and to its left.

    `aside` is the horizontal distance from the blip's centre, `away` the whole one.
    """

    aside: float
    top: float
    bottom: float
    away: float
    right_cost: float
    left_cost: float


def find_candidates(
    site: LabelSite, shape: LabelShape, setting: Setting, *, fine: bool = False, extra: float = 0.0
) -> list[Candidate]:
    """Return the candidates of a label in one shape beside its blip, in no order.

    `fine` asks for the positions between the usual ones; `extra` is added to all costs.
    """
    blip, least = site.blip, site.rules.least
    x, y = blip.x, blip.y
    reach = _ROOM * (blip.radius + setting.gap)
    wide, high = _REACH * shape.width + reach, shape.height + reach
    near = site.picture.nearby(site.number, x - wide, y - high, x + wide, y + high)
    discs = [(u - x, v - y, keep) for u, v, keep in near.discs]
    price, size = site.rules.narrow(near).price, setting.size
    found: list[Candidate] = []
    for left, top, right, bottom, cost, anchor, away in _offsets(shape, blip.radius, setting, fine):
        keep = CLEARER * away
        if is_clear(left, top, right, bottom, discs, keep if keep > least else least):
            box = (x + left, y + top, x + right, y + bottom)
            if priced := price(*box):
                own = cost + shape.cost + extra
                total, plate = own + priced[0], priced[1]
                found.append(Candidate(total, *box, shape, size, anchor, plate, away, own))
    return found


def _offsets(shape: LabelShape, radius: float, setting: Setting, fine: bool) -> Iterator[_Offset]:
    """Yield the positions of a label about a blip of a radius at (0, 0)."""
    wide, high = shape.width, shape.height
    for slide in _slides(len(shape.lines), radius, setting, fine):
        aside, top, bottom, away, right_cost, left_cost = slide
        yield aside, top, aside + wide, bottom, right_cost, "start", away
        left = -aside - wide
        yield left, top, left + wide, bottom, left_cost, "end", away
    yield from _offsets_above_and_below(wide, high, radius, setting, fine)


@lru_cache(maxsize=_CACHE_SIZE)
def _slides(lines: int, radius: float, setting: Setting, fine: bool) -> tuple[_Slide, ...]:
    """Return the heights of labels of `lines` lines beside a blip: shifted around it."""
    reach, high = radius + setting.gap, setting.height(lines)
    half, lead = high / 2.0, (lines - 1) * setting.pitch / 2.0
    middle = (MIDDLE - setting.face.ascent) * setting.size - lead
    shifts = [(part * half, cost) for part, cost in (_FINE_SLIDES if fine else _SLIDES)]
    shifts += [(half + part * reach, cost) for part, cost in _ROUND_SLIDES]
    if lead:
        shifts += [(lead, 0.5)]
    found = []
    for down, cost in shifts:
        off = down - half
        aside = reach if off <= 0.0 else sqrt(reach * reach - off * off)
        for top, right, left in ((middle + down, 0.2, 1.2), (middle - down, 0.0, 1.0)):
            away = _distance_to(aside, top, aside, top + high)
            found.append(_Slide(aside, top, top + high, away, cost + right, cost + left))
            if not down:
                break
    return tuple(found)


def _offsets_above_and_below(
    wide: float, high: float, radius: float, setting: Setting, fine: bool
) -> Iterator[_Offset]:
    """Yield positions above and below: centred, or shifted until flush with the blip and beyond.

    A wide label goes beyond by no more than the distance of a label that stands beside the blip.
    """
    above = -radius - 0.5 * setting.gap - high
    below = radius + 0.4 * setting.gap
    edge = wide / 2.0 - radius
    farthest = wide / 2.0 + radius + setting.gap
    for part, cost, anchor in _FINE_SHIFTS if fine else _SHIFTS:
        if part and edge < 2.0:
            continue
        left = -wide / 2.0 + max(-farthest, min(part * edge, farthest))
        right = left + wide
        for top, more in ((above, 2.0), (below, 2.3)):
            bottom = top + high
            away = _distance_to(left, top, right, bottom)
            yield left, top, right, bottom, cost + more, anchor, away


def _distance_to(left: float, top: float, right: float, bottom: float) -> float:
    """Return the distance of a box from (0, 0)."""
    dx = left if left > 0.0 else -right if right < 0.0 else 0.0
    dy = top if top > 0.0 else -bottom if bottom < 0.0 else 0.0
    return sqrt(dx * dx + dy * dy)
