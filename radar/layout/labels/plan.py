"""The result of label placement: labels, numbers, and what the next edition needs of them.

All of it follows from one candidate for each blip, which is all that is written of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from radar.layout.geometry import Box, Point
from radar.layout.labels.model import Candidate, KeptLabel, NamedBlip, PlacedLabel
from radar.layout.labels.typesetting import LabelShape, Setting


class LabelPlan(NamedTuple):
    """The labels by id, the ids of those that are numbers, and what the next edition needs."""

    labels: Mapping[str, PlacedLabel]
    numbered: tuple[str, ...]
    memory: Mapping[str, KeptLabel]


def make_plan(
    blips: Sequence[NamedBlip], candidates: Iterable[Candidate], setting: Setting
) -> LabelPlan:
    """Return the result of label placement from the candidate that was chosen for each blip."""
    labels: dict[str, PlacedLabel] = {}
    numbered: list[str] = []
    memory: dict[str, KeptLabel] = {}
    for blip, candidate in zip(blips, candidates, strict=True):
        memory[blip.id] = KeptLabel(blip, candidate, setting)
        if candidate.is_number:
            numbered.append(blip.id)
        else:
            labels[blip.id] = _to_label(blip, candidate, setting)
    return LabelPlan(labels, tuple(numbered), memory)


def _to_label(blip: NamedBlip, candidate: Candidate, setting: Setting) -> PlacedLabel:
    """Return the label of a blip at a candidate, rounded to hundredths of a px."""
    box = Box(*(round(edge, 2) for edge in candidate[1:5]))
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2.0}[
        candidate.anchor
    ]
    y = candidate.top + setting.face.ascent * candidate.size
    return PlacedLabel(
        blip.id,
        candidate.shape.lines,
        candidate.anchor,
        round(x, 2),
        round(y, 2),
        box,
        candidate.plate,
        candidate.leader,
        candidate.size,
    )


def read_candidates(rows: Sequence[Any]) -> list[Candidate]:
    """Return candidates from what JSON makes of them.

    Raises:
        TypeError, ValueError, LookupError: it was made of something else.
    """
    return [_read_candidate(row) for row in rows]


def _read_candidate(row: Sequence[Any]) -> Candidate:
    read = Candidate(*row)
    lines, *sizes = read.shape
    ends = tuple(Point(*end) for end in read.leader)
    numbers = (*read[:5], *sizes, read.size, read.away, read.own_cost, *chain(*ends))
    if not (all(isinstance(each, float | int) for each in numbers) and len(ends) in (0, 2)):
        raise ValueError("the numbers of a candidate are none")
    if read.anchor not in ("start", "middle", "end") or not all(
        isinstance(line, str) for line in lines
    ):
        raise ValueError("the text of a candidate is none")
    return read._replace(shape=LabelShape(tuple(lines), *sizes), leader=ends)
