"""Memory: where the label of a blip was in the previous edition, and whether it may stay there.

A label keeps its position as long as its blip, its text and its size are the same and no rule
forbids the position now. If it has to move, it prefers the side and the lines that it had.
"""

from __future__ import annotations

from math import sqrt
from typing import Final

from radar.layout.geometry import Box, Point
from radar.layout.labels.model import Candidate, KeptLabel, NamedBlip, TextAnchor
from radar.layout.labels.obstacles import segment_distance
from radar.layout.labels.surroundings import CLEARER, LabelSite, is_clear, leader_is_clear
from radar.layout.labels.typesetting import LabelShape, Setting

_GAIN_TO_MOVE: Final = 2.0
"""What a label that may keep its position must gain to take another one."""
_SIDE_COST, _LINES_COST = 3.0, 0.4
"""Cost of another side, and of other lines, for a label that cannot keep its position. With a side
at 1, .770 of the names of `benchmarks/histories.py` keep theirs; at 2 .783, at 3 .794."""
_MOST_WORSE: Final = 6.0
"""A position that now lies on the line of a ring is kept if it costs at most that much more."""
_AROUND: Final = 8.0
"""How far from a leader something may be that is looked at, in px."""


def keep_published_label(
    blip: NamedBlip,
    box: Box,
    shape: LabelShape,
    anchor: TextAnchor,
    setting: Setting,
    *,
    plate: bool = False,
    leader: tuple[Point, ...] = (),
) -> KeptLabel:
    """Return what a published edition leaves for the next, of one label.

    Its cost is not known any more; as it is taken to be 0, the label stays where it may.
    """
    x, y = max(box.left - blip.x, blip.x - box.right), max(box.top - blip.y, blip.y - box.bottom)
    away = sqrt(max(x, 0.0) * max(x, 0.0) + max(y, 0.0) * max(y, 0.0))
    candidate = Candidate(0.0, *box, shape, setting.size, anchor, plate, away, 0.0, leader)
    return KeptLabel(blip, candidate, setting)


def recall(site: LabelSite, kept: KeptLabel, setting: Setting) -> Candidate | None:
    """Return the previous position of a label, with its cost now; None if it may not stay."""
    old = kept.candidate
    if old.is_number or kept.blip != site.blip or kept.setting != setting:
        return None
    left, top, right, bottom = old[1:5]
    keep = max(CLEARER * old.away, site.rules.least)
    pad = keep + 1.0
    near = site.picture.nearby(site.number, left - pad, top - pad, right + pad, bottom + pad)
    if not is_clear(left, top, right, bottom, near.discs, keep):
        return None
    priced = site.rules.narrow(near).price(left, top, right, bottom)
    if priced is None or (old.leader and not _leader_may_stay(site, old)):
        return None
    cost = old.own_cost + priced[0]
    if priced[1] and not old.plate and cost > old.cost + _MOST_WORSE:
        return None
    return old._replace(cost=cost, plate=priced[1])


def _leader_may_stay(site: LabelSite, old: Candidate) -> bool:
    """Return whether nothing is in the way of a leader now."""
    (ax, ay), (bx, by) = old.leader
    near = site.picture.nearby(
        site.number,
        min(ax, bx) - _AROUND,
        min(ay, by) - _AROUND,
        max(ax, bx) + _AROUND,
        max(ay, by) + _AROUND,
    )
    start, end = old.leader
    discs_are_clear = all(segment_distance(start, end, x, y) >= keep for x, y, keep in near.discs)
    return discs_are_clear and leader_is_clear(start, end, near, site.rules.normals)


def cost_of_staying(old: Candidate, candidate: Candidate) -> float:
    """Return what a candidate costs more than `old`, which the label may keep."""
    return 0.0 if candidate[1:5] == old[1:5] else _GAIN_TO_MOVE


def cost_of_moving(site: LabelSite, kept: KeptLabel, candidate: Candidate) -> float:
    """Return the cost of a candidate that looks unlike the previous position, which is lost."""
    old = kept.candidate
    is_below = candidate.top > site.blip.y, old.top > kept.blip.y
    same_side = candidate.anchor == old.anchor and (
        candidate.anchor != "middle" or is_below[0] == is_below[1]
    )
    same_lines = candidate.shape.lines == old.shape.lines
    return (0.0 if same_side else _SIDE_COST) + (0.0 if same_lines else _LINES_COST)
