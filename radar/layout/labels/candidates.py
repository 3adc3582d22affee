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
_CACHE_SIZE: Final = 16_384
"""Results kept by the cache, one for each shape of a name: every edition asks for them again."""


class _Offset(NamedTuple):
    """A position of a label relative to its blip: its box, its cost, and how far away it is."""

    left: float
    top: float
    right: float
    bottom: float
    cost: float
    anchor: TextAnchor
    away: float


def find_candidates(
    site: LabelSite, shape: LabelShape, setting: Setting, *, fine: bool = False, extra: float = 0.0
) -> list[Candidate]:
    """Return the candidates of a label in one shape beside its blip, in no order.

    `fine` asks for the positions between the usual ones; `extra` is added to all costs.
    """
    blip, rules = site.blip, site.rules
    x, y = blip.x, blip.y
    reach = _ROOM * (blip.radius + setting.gap)
    wide, high = _REACH * shape.width + reach, shape.height + reach
    near = site.picture.nearby(site.number, x - wide, y - high, x + wide, y + high)
    discs = [(u - x, v - y, keep) for u, v, keep in near.discs]
    found: list[Candidate] = []
    for offset in _offsets(shape, blip.radius, setting, fine):
        left, top, right, bottom, cost, anchor, away = offset
        if is_clear(left, top, right, bottom, discs, max(CLEARER * away, rules.least)):
            box = (x + left, y + top, x + right, y + bottom)
            priced = rules.price(*box, near)
            if priced:
                cost += extra
                total = cost + priced[0]
                found.append(
                    Candidate(total, *box, shape, setting.size, anchor, priced[1], away, cost)
                )
    return found


@lru_cache(maxsize=_CACHE_SIZE)
def _offsets(shape: LabelShape, radius: float, setting: Setting, fine: bool) -> tuple[_Offset, ...]:
    """Return the positions of a label about a blip of a radius at (0, 0)."""
    found = []
    for maker in (_positions_beside, _positions_above_and_below):
        for left, top, cost, anchor in maker(shape, radius, setting, fine):
            right, bottom = left + shape.width, top + shape.height
            dx = left if left > 0.0 else -right if right < 0.0 else 0.0
            dy = top if top > 0.0 else -bottom if bottom < 0.0 else 0.0
            away = sqrt(dx * dx + dy * dy)
            found.append(_Offset(left, top, right, bottom, cost + shape.cost, anchor, away))
    return tuple(found)


_Corner = tuple[float, float, float, TextAnchor]
"""Left edge, top, cost and text anchor of a label about a blip at (0, 0)."""


def _positions_beside(
    shape: LabelShape, radius: float, setting: Setting, fine: bool
) -> Iterator[_Corner]:
    """Yield positions to the right and to the left, shifted up and down around the blip."""
    reach, half = radius + setting.gap, shape.height / 2.0
    lead = (len(shape.lines) - 1) * setting.pitch / 2.0
    middle = (MIDDLE - setting.face.ascent) * setting.size - lead
    slides = [(part * half, cost) for part, cost in (_FINE_SLIDES if fine else _SLIDES)]
    slides += [(half + part * reach, cost) for part, cost in _ROUND_SLIDES]
    if lead:
        slides += [(lead, 0.5)]
    for down, cost in slides:
        off = down - half
        aside = reach if off <= 0.0 else sqrt(reach * reach - off * off)
        right, left = aside, -aside - shape.width
        yield right, middle + down, cost + 0.2, "start"
        yield left, middle + down, cost + 1.2, "end"
        if down:
            yield right, middle - down, cost, "start"
            yield left, middle - down, cost + 1.0, "end"


def _positions_above_and_below(
    shape: LabelShape, radius: float, setting: Setting, fine: bool
) -> Iterator[_Corner]:
    """Yield positions above and below: centred, or shifted until flush with the blip and beyond."""
    above = -radius - 0.5 * setting.gap - shape.height
    below = radius + 0.4 * setting.gap
    left, edge = -shape.width / 2.0, shape.width / 2.0 - radius
    for part, cost, anchor in _FINE_SHIFTS if fine else _SHIFTS:
        shift = part * edge
        if part and edge < 2.0:
            continue
        yield left + shift, above, cost + 2.0, anchor
        yield left + shift, below, cost + 2.3, anchor
