"""Everything together: a subject and an arrangement → the finished scene.

Two ways to show a radar: names beside small marks, or numbers in larger blips with the names in
legends. Both share the axes; each is tried in whole, and `named` gives up (None) where a name
finds no place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, sqrt

from radar.history import Standing
from radar.layout.arrangement import Arrangement
from radar.layout.blocks import around
from radar.layout.frame import Heading, corner_headings, key_row, rim_headings, title_blocks
from radar.layout.geometry import Box, Point, distance
from radar.layout.ground import Ground
from radar.layout.names import Mark, Name, place_names
from radar.layout.outline import arc_outline, borders, sector_outline
from radar.layout.ring_names import RingNames, ring_names
from radar.layout.scene import (
    Blip,
    Label,
    Line,
    QuadrantPart,
    RingBand,
    Scene,
    Sector,
    TextBlock,
    Trail,
)
from radar.layout.subject import SHOWN, Subject
from radar.layout.text_size import width
from radar.model import Movement
from radar.style import Style

TAIL = 3.0  # a trail's length in radii of the blip, where many moved
FEW = 6  # up to so many moved blips show the whole way


@dataclass(frozen=True, slots=True)
class Stage:
    """What is to be shown, where its entries stand now, and where they stood before."""

    subject: Subject
    now: Arrangement
    before: Arrangement | None
    style: Style
    scale: float = 1.0

    @property
    def radius(self) -> float:
        """The radius of the outermost ring."""
        return self.now.radius * self.scale

    @property
    def radii(self) -> tuple[float, ...]:
        """The edges of the rings, from the inside."""
        return tuple(r * self.scale for r in self.now.radii)

    def point(self, entry: str) -> Point:
        """Return where an entry stands."""
        x, y = self.now.points[entry]
        return Point(x * self.scale, y * self.scale)


def named(stage: Stage, size: float) -> Scene | None:
    """Return the scene with every name beside its blip, None where one finds no place."""
    subject, style = stage.subject, stage.style
    rings = _ring_names(stage)
    half = stage.radius + style.margin / 2
    headings = _headings(stage, half)
    wall = around(
        [Box(-half, -stage.radius, half, stage.radius), *(heading.box for heading in headings)]
    )
    blips = _blips(stage, style.mark, numbered=False)
    trails = _trails(stage, blips)
    blocked = (*rings.boxes, *(heading.box.grown(4.0) for heading in headings))
    ground = Ground(
        stage.radii,
        len(subject.quadrants),
        style.cross,
        blocked,
        wall,
        tuple(trail.tail for trail in trails),
    )
    marks = [Mark(b.entry, b.name, b.x, b.y, b.radius) for b in blips]
    placed, left = place_names(marks, ground, size=size, line_height=style.line_height)
    if left:
        return None
    labels = tuple(_label(blip, placed[blip.entry], size) for blip in blips)
    return _scene(stage, rings, headings, blips, trails, labels, wall)


def _ring_names(stage: Stage) -> RingNames:
    subject, style = stage.subject, stage.style
    return ring_names(
        subject.rings, stage.radii, len(subject.quadrants), style.ring, style.cross / 2 + 4
    )


def _headings(stage: Stage, half: float) -> tuple[Heading, ...]:
    subject = stage.subject
    counts = [0] * len(subject.quadrants)
    for standing in subject.drawn:
        counts[subject.sector(standing)[0]] += 1
    notes = [subject.words("entries", n=count) for count in counts]
    words = list(zip(subject.quadrants, notes, strict=True))
    if len(words) == 4:
        return corner_headings(words, stage.radius, half, stage.style)
    return rim_headings(words, stage.radius, stage.style)


def _blips(stage: Stage, radius: float, *, numbered: bool) -> tuple[Blip, ...]:
    hidden = {entry for ids in stage.now.overflow.values() for entry in ids}
    drawn = [s for s in stage.subject.drawn if s.entry.id not in hidden]
    return tuple(_blip(stage, standing, radius, numbered=numbered) for standing in drawn)


def _blip(stage: Stage, standing: Standing, radius: float, *, numbered: bool) -> Blip:
    subject = stage.subject
    x, y = stage.point(standing.entry.id)
    return Blip(
        entry=standing.entry.id,
        quadrant=standing.quadrant,
        ring=standing.ring or "",
        movement=standing.movement,
        name=subject.names[standing.entry.id],
        title=subject.spoken(standing),
        number=standing.number,
        number_size=_number_size(standing.number, radius) if numbered else 0.0,
        x=x,
        y=y,
        radius=radius,
        toward=_toward(standing.movement, Point(x, y)),
    )


def _number_size(number: int, radius: float) -> float:
    """Return the size at which a number fits its blip, whatever the shape."""
    room = 1.32 * radius
    return min(radius * 1.05, room / width(str(number), 1.0, bold=True))


def _toward(movement: Movement, at: Point) -> Point:
    far = sqrt(at.x * at.x + at.y * at.y)
    if movement not in (Movement.IN, Movement.OUT) or far == 0.0:
        return Point(0.0, 0.0)
    sign = 1.0 if movement is Movement.OUT else -1.0
    return Point(sign * at.x / far, sign * at.y / far)


def _trails(stage: Stage, blips: Sequence[Blip]) -> tuple[Trail, ...]:
    if stage.before is None:
        return ()
    old = stage.before.points
    moved = [b for b in blips if b.movement in (Movement.IN, Movement.OUT) and b.entry in old]
    return tuple(_trail(stage, blip, few=len(moved) <= FEW) for blip in moved)


def _trail(stage: Stage, blip: Blip, *, few: bool) -> Trail:
    assert stage.before is not None  # noqa: S101 - asked by the caller
    x, y = stage.before.points[blip.entry]
    here, there = Point(blip.x, blip.y), Point(x * stage.scale, y * stage.scale)
    way = distance(here, there)
    start, end = blip.radius + 2.0, way if few else min(way, blip.radius + 2.0 + TAIL * 5.0)
    near, far = _along(here, there, min(start, way), way), _along(here, there, end, way)
    return Trail(blip.entry, blip.quadrant, (near, far), (near, there))


def _along(a: Point, b: Point, reach: float, way: float) -> Point:
    share = reach / way if way else 0.0
    return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)


def _label(blip: Blip, name: Name, size: float) -> Label:
    step = size * 1.2
    lines = tuple(Line(name.x, name.y + step * n, line) for n, line in enumerate(name.lines))
    text = TextBlock("label", lines, size, name.anchor, name.box)
    plate = name.box if name.plate else None
    return Label(blip.entry, blip.quadrant, blip.ring, text, None, plate, name.leader)


def _scene(
    stage: Stage,
    rings: RingNames,
    headings: Sequence[Heading],
    blips: tuple[Blip, ...],
    trails: tuple[Trail, ...],
    labels: tuple[Label, ...],
    inside: Box,
) -> Scene:
    subject, style = stage.subject, stage.style
    titles = title_blocks(subject.title, subject.subtitle, inside, style)
    boxes = [inside, *(block.box for block in titles), *(label.text.box for label in labels)]
    key = key_row(_key_words(subject, rings), around(boxes), style)
    whole = around([*boxes, *(item.text.box for item in key)]).grown(style.margin)
    left, top = floor(whole.left), floor(whole.top)
    return Scene(
        radar=subject.radar.id,
        edition=subject.edition,
        language=subject.language,
        left=left,
        top=top,
        width=ceil(whole.right) - left,
        height=ceil(whole.bottom) - top,
        radius=stage.radius,
        cross=style.cross,
        spokes=_spokes(stage),
        title=subject.label,
        kind=subject.words("kind"),
        description=subject.description,
        sectors=_sectors(stage),
        rings=_bands(stage, rings),
        quadrants=_parts(stage, headings),
        blips=blips,
        trails=trails,
        labels=labels,
        clusters=(),
        headings=titles,
        key=key,
    )


def _key_words(subject: Subject, rings: RingNames) -> list[tuple[Movement | None, str]]:
    there = {standing.movement for standing in subject.drawn}
    moved = [kind for kind in SHOWN if kind in there]
    kinds = [Movement.UNCHANGED, *moved] if moved else []
    words: list[tuple[Movement | None, str]] = [(kind, subject.words(kind.value)) for kind in kinds]
    if rings.ordinals:
        words += [(None, f"{n}  {name}") for n, name in enumerate(subject.rings, 1)]
    return words


def _spokes(stage: Stage) -> tuple[Point, ...]:
    reach = stage.radius + 2.0
    return tuple(Point(u.x * reach, u.y * reach) for u in borders(len(stage.subject.quadrants)))


def _sectors(stage: Stage) -> tuple[Sector, ...]:
    radar, inset = stage.subject.radar, stage.style.cross / 2
    edges = borders(len(radar.quadrants))
    return tuple(
        Sector(
            quadrant.id,
            ring.id,
            inner,
            outer,
            first,
            last,
            sector_outline(first, last, inner, outer, inset),
        )
        for quadrant, first, last in zip(
            radar.clockwise, edges, (*edges[1:], edges[0]), strict=True
        )
        for ring, (inner, outer) in zip(radar.rings, pairwise(stage.radii), strict=True)
    )


def _bands(stage: Stage, names: RingNames) -> tuple[RingBand, ...]:
    edges = pairwise(stage.radii)
    rings = stage.subject.radar.rings
    return tuple(
        RingBand(ring.id, inner, outer, blocks)
        for ring, (inner, outer), blocks in zip(rings, edges, names.blocks, strict=True)
    )


def _parts(stage: Stage, headings: Sequence[Heading]) -> tuple[QuadrantPart, ...]:
    radar, inset = stage.subject.radar, stage.style.cross / 2
    edges = borders(len(radar.quadrants))
    arcs = [
        arc_outline(first, last, stage.radius, inset)
        for first, last in zip(edges, (*edges[1:], edges[0]), strict=True)
    ]
    return tuple(
        QuadrantPart(quadrant.id, place, arc, made.heading, made.note)
        for place, (quadrant, arc, made) in enumerate(
            zip(radar.clockwise, arcs, headings, strict=True)
        )
    )


def numbered(stage: Stage) -> Scene:
    raise NotImplementedError
