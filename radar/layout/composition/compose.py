"""Everything together: the finished scene.

Two ways to show a radar, or one quadrant of it. `named` puts names beside small marks and gives up
(None) where one finds no place; `numbered` puts numbers into larger blips and the names into
legends, which always does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import NamedTuple

from radar.layout.composition import axes
from radar.layout.composition import blips as placed
from radar.layout.composition.blocks import around
from radar.layout.composition.content import SHOWN, Subject
from radar.layout.composition.context import WHOLE, Stage
from radar.layout.composition.frame import (
    Heading,
    corner_headings,
    key_row,
    rim_headings,
    title_blocks,
)
from radar.layout.composition.legends import Entry, Group, Legend, legends
from radar.layout.composition.ring_names import RingNames
from radar.layout.geometry import Box
from radar.layout.labels.placing import Ground, Mark, Name, place_names
from radar.layout.scene import Blip, Cluster, Label, Scene, TextBlock, Trail
from radar.model import Movement
from radar.style import Style

TALLER = 3.0, 1.0  # px that the name of a ring is higher and lower in a font for Chinese
SPARE = 1.16  # how much larger than planned a mark can be drawn and still keep off all borders


class Body(NamedTuple):
    """What stands inside the frame of title and key."""

    rings: RingNames
    captions: Sequence[axes.Caption]
    blips: tuple[Blip, ...]
    trails: tuple[Trail, ...]
    labels: tuple[Label, ...]
    clusters: tuple[Cluster, ...]
    groups: tuple[TextBlock, ...]
    box: Box


def named(stage: Stage, size: float) -> Scene | None:
    """Return the scene with every name beside its blip, None where one finds no place."""
    if stage.overflow:
        return None  # a cluster has no name
    rings = axes.names_of_rings(stage)
    half = stage.radius + stage.style.margin / 2
    disc = axes.extent(stage)
    heads = _headings(stage, half) if stage.only == WHOLE else ()
    side = Box(-half, disc.top, half, disc.bottom) if heads else disc
    inside = around([side, *(head.box for head in heads)])
    blips = placed.blips(stage, _mark_size(stage.style, size), numbered=False)
    trails = placed.trails(stage, blips)
    blocked = (*map(_tall, rings.boxes), *(head.box.expand(4.0) for head in heads))
    names = _names(stage, blips, trails, blocked, inside, size)
    if names is None:
        return None
    captions = heads or ((None, None),)
    labels = placed.labels(stage, blips, names, size)
    return _scene(stage, Body(rings, captions, blips, trails, labels, (), (), inside))


def _tall(box: Box) -> Box:
    """Return the box that the name of a ring has in the tallest font."""
    return box._replace(top=box.top - TALLER[0], bottom=box.bottom + TALLER[1])


def _mark_size(style: Style, size: float) -> float:
    """Return the radius of marks beside names of a size; they have room for a little more."""
    return style.mark * min(max(size / style.label, 1.0), SPARE)


def _names(
    stage: Stage,
    blips: Sequence[Blip],
    trails: Sequence[Trail],
    blocked: tuple[Box, ...],
    bounds: Box,
    size: float,
) -> dict[str, Name] | None:
    marks = [Mark(blip.entry, blip.name, blip.x, blip.y, blip.radius) for blip in blips]
    ground = Ground(
        radii=stage.radii,
        sectors=len(stage.subject.quadrants),
        cross=stage.style.cross,
        bounds=bounds,
        blocked=blocked,
        segments=tuple(trail.tail for trail in trails),
    )
    found, left = place_names(
        marks,
        ground,
        size=size,
        line_height=stage.style.line_height,
        before=stage.named,
        tall=True,
        whole=True,
        blocks=stage.grows,
    )
    return None if left else found


def _headings(stage: Stage, half: float) -> tuple[Heading, ...]:
    words = list(zip(stage.subject.quadrants, _notes(stage), strict=True))
    if len(words) == 4:
        return corner_headings(words, stage.radius, half, stage.style)
    return rim_headings(words, stage.radius, stage.style)


def _notes(stage: Stage) -> list[str]:
    """Say how many entries each quadrant has."""
    subject = stage.subject
    counts = [0] * len(subject.quadrants)
    for standing in subject.drawn:
        counts[subject.sector(standing)[0]] += 1
    return [subject.words("entries", n=count) for count in counts]


def numbered(stage: Stage) -> Scene:
    """Return the scene with numbers in the blips, and the names in legends beside the disc."""
    every = legends(_groups(stage), stage.radius, stage.style)
    lists = [every[at] for at in stage.places]
    blips = placed.blips(stage, stage.now.blip, numbered=True)
    body = Body(
        rings=axes.names_of_rings(stage),
        captions=_captions(stage, lists),
        blips=blips,
        trails=placed.trails(stage, blips),
        labels=tuple(_legend_labels(stage, lists)),
        clusters=placed.clusters(stage, stage.now.blip),
        groups=tuple(block for each in lists for block in each.rings),
        box=around([axes.extent(stage), *(each.box for each in lists)]),
    )
    return _scene(stage, body)


def _captions(stage: Stage, lists: Sequence[Legend]) -> list[axes.Caption]:
    """Return the names and notes of quadrants; the title has those of one that is alone."""
    if stage.only != WHOLE:
        return [(None, None)]
    return [(each.heading, each.note) for each in lists]


def _groups(stage: Stage) -> list[Group]:
    subject = stage.subject
    cells: dict[tuple[int, int], list[Entry]] = {}
    for s in stage.drawn:
        line = Entry(s.entry.id, str(s.number), subject.names[s.entry.id])
        cells.setdefault(subject.sector(s), []).append(line)
    return [
        Group(
            name,
            note,
            tuple(
                (ring, tuple(cells.get((sector, place), ())))
                for place, ring in enumerate(subject.rings)
            ),
        )
        for sector, (name, note) in enumerate(zip(subject.quadrants, _notes(stage), strict=True))
    ]


def _legend_labels(stage: Stage, lists: Sequence[Legend]) -> Iterator[Label]:
    standings = {standing.entry.id: standing for standing in stage.subject.drawn}
    for each in lists:
        for line in each.entries:
            s = standings[line.id]
            yield Label(line.id, s.quadrant, s.ring or "", line.name, line.number)


def _scene(stage: Stage, body: Body) -> Scene:
    subject, style = stage.subject, stage.style
    titles = title_blocks(*_title(stage), body.box, style)
    boxes = [body.box, *(t.box for t in titles), *(label.text.box for label in body.labels)]
    mark = 8.0 if any(blip.number_size for blip in body.blips) else 5.0
    key = key_row(_key_words(stage, body.rings), around(boxes), style, mark)
    whole = around([*boxes, *(item.text.box for item in key)]).expand(style.margin)
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
        spokes=axes.spokes(stage),
        title=subject.label,
        kind=subject.words("kind"),
        description=subject.description,
        sectors=axes.sectors(stage),
        rings=axes.bands(stage, body.rings),
        quadrants=axes.parts(stage, body.captions),
        blips=body.blips,
        trails=body.trails,
        labels=body.labels,
        clusters=body.clusters,
        headings=(*titles, *body.groups),
        key=key,
    )


def _title(stage: Stage) -> tuple[str, str]:
    subject = stage.subject
    if stage.only == WHOLE:
        return subject.title, subject.subtitle
    return subject.quadrants[stage.only], " · ".join(
        filter(None, (subject.title, subject.edition_line, _notes(stage)[stage.only]))
    )


def _key_words(stage: Stage, rings: RingNames) -> list[tuple[Movement | None, str]]:
    subject: Subject = stage.subject
    there = {standing.movement for standing in stage.drawn}
    moved = [kind for kind in SHOWN if kind in there]
    kinds = [Movement.UNCHANGED, *moved] if moved else []
    words: list[tuple[Movement | None, str]] = [(kind, subject.words(kind.value)) for kind in kinds]
    if rings.ordinals:
        words += [(None, f"{n}  {name}") for n, name in enumerate(subject.rings, 1)]
    return words
