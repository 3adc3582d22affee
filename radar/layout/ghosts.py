"""Where proposals would stand: hollow marks in the room that blips, names and trails leave.

They are put into a finished scene, so that nothing in it can move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt

from radar.layout.geometry import Box, Point
from radar.layout.scene import Ghost, Scene, Sector
from radar.model import Proposal, Radar
from radar.words import Words

_STEPS = 8  # rows of points that are tried between the edges of a ring
_HALVINGS = 4  # of the angle of a sector: 31 directions are tried, 3 degrees apart in a quarter
_CLEARANCE = 3.0  # px between a ghost and what is there
_SMALLEST = 5.0  # px: radius of a ghost in a picture without blips


def add_ghosts(scene: Scene, radar: Radar, words: Words) -> Scene:
    """Return a scene with a ghost for each proposal; everything else in it stays as it is."""
    ghosts: list[Ghost] = []
    radius = min((blip.radius for blip in scene.blips), default=_SMALLEST)
    for proposal in radar.proposals:
        sector = _find_sector(scene, proposal)
        if sector is not None:
            at = _find_room(scene, sector, radius, ghosts)
            name = radar.say(proposal.name, scene.language)
            ring = radar.say(radar.ring(proposal.proposed.ring).name, scene.language)
            title = words("colon", label=name, value=words("proposed", ring=ring))
            place = (proposal.id, proposal.quadrant, proposal.proposed.ring)
            ghosts.append(Ghost(*place, name, title, round(at.x, 2), round(at.y, 2), radius))
    return replace(scene, ghosts=tuple(ghosts))


def _find_sector(scene: Scene, proposal: Proposal) -> Sector | None:
    wanted = proposal.quadrant, proposal.proposed.ring
    return next((each for each in scene.sectors if (each.quadrant, each.ring) == wanted), None)


def _find_room(scene: Scene, sector: Sector, radius: float, ghosts: Sequence[Ghost]) -> Point:
    """Return the first point with room; where there is none, that farthest from other marks."""
    marks = [(each.x, each.y, each.radius) for each in scene.blips]
    marks += [(each.x, each.y, each.radius) for each in scene.clusters]
    marks += [(each.x, each.y, each.radius) for each in ghosts]
    boxes = [label.text.box for label in scene.labels]
    boxes += [name.box for ring in scene.rings for name in ring.names]
    best, most = Point(0.0, 0.0), -1e9
    for point in _points(sector):
        room = min((_distance(point, x, y) - r for x, y, r in marks), default=1e9)
        is_free = not any(_touches(point, radius + 1.0, box) for box in boxes)
        if room >= radius + _CLEARANCE and is_free:
            return point
        if room > most:
            best, most = point, room
    return best


def _points(sector: Sector) -> Iterator[Point]:
    """Yield the points that are tried, from the middle of a sector to its edges."""
    rows = sorted(range(1, _STEPS), key=lambda step: (abs(2 * step - _STEPS), step))
    for way in _directions(sector.start, sector.end):
        for step in rows:
            reach = sector.inner + (sector.outer - sector.inner) * step / _STEPS
            yield Point(way.x * reach, way.y * reach)


def _directions(start: Point, end: Point) -> Iterator[Point]:
    """Yield directions between two, the middle first, by halving the angle again and again."""
    spans = [(start, end)]
    for _ in range(_HALVINGS + 1):
        halves: list[tuple[Point, Point]] = []
        for one, other in spans:
            middle = _halve(one, other)
            yield middle
            halves += [(one, middle), (middle, other)]
        spans = halves


def _halve(one: Point, other: Point) -> Point:
    """Return the direction in the middle, clockwise from one to the other, up to half a turn."""
    x, y = one.x + other.x, one.y + other.y
    length = sqrt(x * x + y * y)
    if length < 1e-6:  # half a turn: a quarter clockwise, with y downwards
        return Point(-one.y, one.x)
    return Point(x / length, y / length)


def _distance(point: Point, x: float, y: float) -> float:
    return sqrt((point.x - x) * (point.x - x) + (point.y - y) * (point.y - y))


def _touches(point: Point, radius: float, box: Box) -> bool:
    return (
        box.left - radius < point.x < box.right + radius
        and box.top - radius < point.y < box.bottom + radius
    )
