"""What cannot be so in the file of a closed edition, though each of its values may be."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from radar.model import ClosedEdition, PublishedEntry
from radar.model.published import PublishedQuadrant

_NEAR: Final = 0.0006
"""Share of the radius by which a blip may seem to leave its sector, because edges are rounded."""
_SAME_ANGLE: Final = 0.001  # degrees; edges are written with four decimals


class Fault(NamedTuple):
    """What is wrong, and where: the keys and places that lead to it in the file."""

    path: tuple[str | int, ...]
    message: str


def find_faults(closed: ClosedEdition) -> Iterator[Fault]:
    """Yield what contradicts itself in an edition, in the order of its file.

    >>> ring, kept = {"id": "a", "name": "A", "radius": 1}, {"first": 0, "last": 360, "color": 0}
    >>> closed = ClosedEdition(radar="ours", title="Ours", id="1", picture={"blip": 0.1},
    ...     rings=[ring], quadrants=[{"id": "q", "name": "Q", **kept}],
    ...     entries=[{"id": "x", "name": "X", "quadrant": "q", "ring": "b"}])
    >>> [fault.message for fault in find_faults(closed)]
    ['the entry "x": the ring "b" is not among the rings of this file']
    """
    yield from _find_gaps(closed.quadrants)
    for number, row in enumerate(closed.entries):
        if fault := _fault_of(closed, row):
            yield Fault(("entries", number), f'the entry "{row.id}": {fault}')
    yield from _find_same_numbers(closed.entries)
    for number, (before, after) in enumerate(pairwise(row.id for row in closed.entries)):
        if before > after:
            message = f'"{after}" comes after "{before}"; rows go by id'
            yield Fault(("entries", number + 1), message)


def _find_gaps(quadrants: Iterable[PublishedQuadrant]) -> Iterator[Fault]:
    """Yield the quadrants that do not begin where the one before them ends."""
    edge = 0.0
    number = -1
    for number, each in enumerate(quadrants):
        if abs(each.first - edge) > _SAME_ANGLE or each.last <= each.first:
            message = f'the quadrant "{each.id}" does not go on from {edge:g} degrees'
            yield Fault(("quadrants", number), message)
            return
        edge = each.last
    if abs(edge - 360) > _SAME_ANGLE:
        yield Fault(("quadrants", number), f"the quadrants end at {edge:g} degrees, not at 360")


def _fault_of(closed: ClosedEdition, row: PublishedEntry) -> str:
    for kind, word, words in (
        ("quadrant", row.quadrant, closed.quadrant_order),
        ("ring", row.ring, closed.ring_order),
    ):
        if word not in words:
            return f'the {kind} "{word}" is not among the {kind}s of this file'
    if (row.x is None) != (row.y is None):
        return "a position has both x and y"
    if row.x is None or row.y is None:
        return ""
    if not _is_in_ring(closed, row.ring, row.x, row.y):
        return "the position is outside its ring"
    quadrant = closed.quadrants[closed.quadrant_order[row.quadrant]]
    return "" if _is_in_quadrant(quadrant, row.x, row.y) else "the position is outside its quadrant"


def _is_in_ring(closed: ClosedEdition, ring: str, x: float, y: float) -> bool:
    at = closed.ring_order[ring]
    inner = closed.rings[at - 1].radius if at else closed.picture.hole
    low, high = max(inner - _NEAR, 0.0), closed.rings[at].radius + _NEAR
    return low * low <= x * x + y * y <= high * high


def _is_in_quadrant(quadrant: PublishedQuadrant, x: float, y: float) -> bool:
    """Return whether a position lies between the edges of a quadrant."""
    first, last = math.radians(quadrant.first), math.radians(quadrant.last)
    behind_first = x * math.cos(first) + y * math.sin(first) >= -_NEAR
    before_last = x * math.cos(last) + y * math.sin(last) <= _NEAR
    if quadrant.last - quadrant.first > 180:
        return behind_first or before_last
    return behind_first and before_last


def _find_same_numbers(rows: Iterable[PublishedEntry]) -> Iterator[Fault]:
    owners: dict[int, str] = {}
    for place, row in enumerate(rows):
        if row.number in owners:
            message = f'"{owners[row.number]}" and "{row.id}" have the same number, {row.number}'
            yield Fault(("entries", place), message)
        elif row.number:
            owners[row.number] = row.id
