"""Label placement for one picture: each name beside its blip, none overlapping another.

`python -m benchmarks.names` shows what a change of the numbers below does; see `docs/names.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from radar.layout.geometry import Box, Point
from radar.layout.labels.assignment import (
    improve,
    place_by_eviction,
    place_greedily,
    unplaced_labels,
)
from radar.layout.labels.candidates import (
    SIDE_REACH,
    Candidate,
    LabelContext,
    NamedBlip,
    TextAnchor,
    find_candidates,
    find_fine_candidates,
    sort_by_cost,
)
from radar.layout.labels.conflicts import ConflictGraph
from radar.layout.labels.leaders import find_leader_candidates
from radar.layout.labels.obstacles import Obstacles, find_ring_sector
from radar.layout.labels.typesetting import TALL_FACE, USUAL_FACE, Setting, label_shapes

__all__ = ["NamedBlip", "Obstacles", "PlacedLabel", "place_labels"]

_SAME_POSITION: Final = 1.0
"""Distance below which two positions count as the same, in px: what a reader does not notice."""
_MOVE_COST, _TURN_COST = 2.0, 0.7
"""Cost of a position other than that in the previous edition, and of another text anchor."""
_CANDIDATES_IN_ALL, _FEWEST_CANDIDATES = 9000, 8
"""How many candidates to keep for all labels together, and at least for each label."""
_LEADER_REACH: Final = 135.0
"""How much farther from its blip a leader can take a label, and what is near to it then, in px."""
_AMPLE_FACTOR: Final = 3
"""Further shapes of a label are tried until there are this many times the candidates to keep."""
_FALLBACKS: Final = (
    (find_fine_candidates, 6),
    (find_leader_candidates, 0),
    (find_leader_candidates, 4),
    (find_leader_candidates, 10),
)
"""What to try while labels have no position: a source of further candidates, and the number of
nearest blips around each such label that get them as well, since they may have to move."""
_HOPELESS_SHARE: Final = 0.06
"""Share of labels without a position above which further candidates will not help."""
_HOPELESS_SHARE_WHOLE: Final = 0.03
"""The same where only a result with all labels is of use."""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label at its position; `y` is the baseline of its first line, `x` what `anchor` says."""

    id: str
    lines: tuple[str, ...]
    anchor: TextAnchor
    x: float
    y: float
    box: Box
    plate: bool
    leader: tuple[Point, ...] = ()


def place_labels(
    blips: Sequence[NamedBlip],
    obstacles: Obstacles,
    *,
    size: float,
    line_height: float = 1.2,
    gap: float = 3.0,
    before: Mapping[str, PlacedLabel] | None = None,
    tall: bool = False,
    whole: bool = False,
    blocks: bool = False,
) -> tuple[dict[str, PlacedLabel], tuple[str, ...]]:
    """Place labels beside their blips; return them by id, and the ids of those without a position.

    No label overlaps another, a blip, a leader or a blocked box. `size` (of type), `line_height`
    (in em) and `gap` (between a blip and its label, in px) say how labels are set. `before` are
    the labels of the previous edition: a label keeps its position unless another is clearly
    better. `tall` leaves the room that a font for Chinese, Japanese and Korean takes. With `whole`
    no label is placed unless all can be, and the search stops as soon as that is clear. With
    `blocks` a very wide name may be broken into many lines.
    """
    setting = Setting(size, size * line_height, gap, TALL_FACE if tall else USUAL_FACE, blocks)
    ordered = sorted(blips)
    columns = sorted(ordered, key=lambda blip: blip.x)
    contexts = [_label_context(blip, columns, obstacles, setting) for blip in ordered]
    if whole and (lost := _find_unplaceable(contexts, setting)):
        return {}, (lost,)
    graph = _assign_candidates(
        contexts, setting, before or {}, _HOPELESS_SHARE_WHOLE if whole else _HOPELESS_SHARE
    )
    unplaced = unplaced_labels(graph)
    if not (whole and unplaced):
        improve(graph)
    placed = (
        {}
        if whole and unplaced
        else {
            context.blip.id: _to_label(context.blip, graph.candidates[candidate], setting)
            for context, candidate in zip(contexts, graph.position_of, strict=True)
            if candidate >= 0
        }
    )
    return placed, tuple(ordered[label].id for label in unplaced)


def _find_unplaceable(contexts: Sequence[LabelContext], setting: Setting) -> str:
    """Return the id of the widest label if it has no candidate at all, else ''.

    This is a quick test that rules out pictures that are far too small.
    """
    if not contexts:
        return ""
    widest = max(contexts, key=lambda context: min((s.width for s in context.shapes), default=0.0))
    has_place = find_candidates(widest, setting) or find_leader_candidates(widest, setting)
    return "" if has_place else widest.blip.id


def _label_context(
    blip: NamedBlip, columns: Sequence[NamedBlip], obstacles: Obstacles, setting: Setting
) -> LabelContext:
    """Return a blip with all that its label could touch; `columns` are all blips, sorted by x."""
    shapes = label_shapes(blip.text, setting)
    wide = SIDE_REACH * max((shape.width for shape in shapes), default=0.0) + _LEADER_REACH
    high = max((shape.height for shape in shapes), default=0.0) + _LEADER_REACH
    first = bisect_left(columns, blip.x - wide, key=lambda other: other.x)
    last = bisect_left(columns, blip.x + wide, key=lambda other: other.x)
    near = [
        other
        for other in columns[first:last]
        if blip.y - high < other.y < blip.y + high and other is not blip
    ]
    return LabelContext(
        blip, shapes, sorted(near), find_ring_sector(obstacles, blip.x, blip.y), obstacles
    )


def _assign_candidates(
    contexts: Sequence[LabelContext],
    setting: Setting,
    before: Mapping[str, PlacedLabel],
    hopeless: float,
) -> ConflictGraph:
    """Place labels beside their blips, then try leaders for the rest and for their neighbours.

    `hopeless` is the share of labels without a position above which the search ends.
    """
    previous = [before.get(context.blip.id) for context in contexts]
    most = max(_FEWEST_CANDIDATES, _CANDIDATES_IN_ALL // max(len(contexts), 1))
    candidates_by_label = [
        _add_move_costs(
            _include_previous(
                context,
                setting,
                _thin_out(find_candidates(context, setting, _AMPLE_FACTOR * most), most),
                name,
            ),
            name,
        )
        for context, name in zip(contexts, previous, strict=True)
    ]
    graph = ConflictGraph(candidates_by_label, setting.face)
    _place_as_before(graph, previous)
    place_greedily(graph)
    place_by_eviction(graph)
    for find_more, neighbours in _FALLBACKS:
        unplaced = unplaced_labels(graph)
        if not unplaced or len(unplaced) > hopeless * len(contexts) + 1:
            break
        asked = [*unplaced, *_nearest_blips(unplaced, contexts, neighbours)]
        graph.add_candidates({label: find_more(contexts[label], setting) for label in asked})
        place_by_eviction(graph)
    return graph


def _thin_out(candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    """Return at most `most` candidates, of all costs: work grows with the square of `most`."""
    if len(candidates) <= most:
        return list(candidates)
    return [candidates[at * len(candidates) // most] for at in range(most)]


def _include_previous(
    context: LabelContext,
    setting: Setting,
    candidates: list[Candidate],
    previous: PlacedLabel | None,
) -> list[Candidate]:
    """Return candidates with the previous position of the label, even if it is a late fallback."""
    if previous is None or any(_is_same_position(candidate, previous) for candidate in candidates):
        return candidates
    more = (
        find_leader_candidates(context, setting)
        if previous.leader
        else find_fine_candidates(context, setting)
    )
    there = [
        candidate
        for candidate in more
        if _is_same_position(candidate, previous) and candidate not in candidates
    ]
    return sort_by_cost([*candidates, *there])


def _add_move_costs(
    candidates: Sequence[Candidate], previous: PlacedLabel | None
) -> list[Candidate]:
    """Return candidates, with a cost added to those that differ from the previous position."""
    if previous is None:
        return list(candidates)
    return sort_by_cost(
        [
            candidate._replace(
                cost=candidate.cost
                + (0.0 if _is_same_position(candidate, previous) else _MOVE_COST)
                + (0.0 if candidate.anchor == previous.anchor else _TURN_COST)
            )
            for candidate in candidates
        ]
    )


def _place_as_before(graph: ConflictGraph, before: Sequence[PlacedLabel | None]) -> None:
    """Place labels on their previous positions, where these are free and cross no new line."""
    for label, previous in enumerate(before):
        for candidate in graph.candidates_of[label] if previous else ():
            position = graph.candidates[candidate]
            is_same = previous is not None and _is_same_position(position, previous)
            if (
                previous
                and is_same
                and position.plate <= previous.plate
                and not graph.blockers[candidate]
            ):
                graph.place(label, candidate)
                break


def _is_same_position(candidate: Candidate, previous: PlacedLabel) -> bool:
    """Return whether a candidate has the position and the lines of a label."""
    return (
        candidate.shape.lines == previous.lines
        and abs(candidate.left - previous.box.left) < _SAME_POSITION
        and abs(candidate.top - previous.box.top) < _SAME_POSITION
    )


def _nearest_blips(
    unplaced: Sequence[int], contexts: Sequence[LabelContext], neighbours: int
) -> list[int]:
    """Return the `neighbours` blips nearest to each label without a position."""
    nearest: dict[int, None] = {}
    for label in unplaced:
        blip = contexts[label].blip
        near = sorted(
            (_squared_distance(blip, context.blip), other)
            for other, context in enumerate(contexts)
            if other not in unplaced
        )
        nearest.update(dict.fromkeys(other for _, other in near[:neighbours]))
    return list(nearest)


def _squared_distance(a: NamedBlip, b: NamedBlip) -> float:
    """Return the squared distance of two blips."""
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)


def _to_label(blip: NamedBlip, candidate: Candidate, setting: Setting) -> PlacedLabel:
    """Return the label of a blip at a candidate, rounded to hundredths of a px."""
    box = Box(*(round(edge, 2) for edge in candidate[:4]))
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2.0}[
        candidate.anchor
    ]
    y = candidate.top + setting.face.ascent * setting.size
    return PlacedLabel(
        blip.id,
        candidate.shape.lines,
        candidate.anchor,
        round(x, 2),
        round(y, 2),
        box,
        candidate.plate,
        candidate.leader,
    )
