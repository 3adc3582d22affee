"""The finished scene of a radar, or of one quadrant of it, in one of two forms.

`compose_with_names` puts names beside small marks; it returns None if a name has no position.
`compose_with_numbers` puts numbers into larger blips and the names into legends, which always fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import NamedTuple

from radar.layout.composition import axes
from radar.layout.composition import blips as blip_layout
from radar.layout.composition.blocks import bounding_box
from radar.layout.composition.content import REPORTED_MOVEMENTS, Content
from radar.layout.composition.context import WHOLE, PictureContext
from radar.layout.composition.frame import (
    Heading,
    corner_headings,
    key_row,
    rim_headings,
    title_blocks,
)
from radar.layout.composition.legends import Group, Legend, LegendEntry, legends
from radar.layout.composition.ring_names import RingNames
from radar.layout.geometry import Box
from radar.layout.labels.placing import NamedBlip, Obstacles, PlacedLabel, place_labels
from radar.layout.scene import Blip, Cluster, Label, Scene, TextBlock, Trail
from radar.model import Movement
from radar.style import Style

_EXTRA_HEIGHT = 3.0, 1.0  # px above and below that a name of a ring needs in a font for Chinese
# times the planned size: a larger mark could touch the border of its sector
_LARGEST_MARK = 1.16


class _SceneBody(NamedTuple):
    """The scene but for title and key; `box` contains all of it but for labels."""

    rings: RingNames
    captions: Sequence[axes.Caption]
    blips: tuple[Blip, ...]
    trails: tuple[Trail, ...]
    labels: tuple[Label, ...]
    clusters: tuple[Cluster, ...]
    groups: tuple[TextBlock, ...]
    box: Box


def compose_with_names(context: PictureContext, size: float) -> Scene | None:
    """Return the scene with every name beside its blip, None if a name has no position.

    `size` is the size of type for labels, in px.
    """
    if context.overflow:
        return None  # a cluster has no name
    rings = axes.ring_names(context)
    half = context.radius + context.style.margin / 2
    disc = axes.extent(context)
    headings = _headings(context, half) if context.only == WHOLE else ()
    side = Box(-half, disc.top, half, disc.bottom) if headings else disc
    inside = bounding_box([side, *(head.box for head in headings)])
    blips = blip_layout.blips(context, _mark_size(context.style, size), numbered=False)
    trails = blip_layout.trails(context, blips)
    blocked = (*map(_tall, rings.boxes), *(head.box.expand(4.0) for head in headings))
    names = _names(context, blips, trails, blocked, inside, size)
    if names is None:
        return None
    captions = headings or ((None, None),)
    labels = blip_layout.labels(context, blips, names, size)
    return _scene(context, _SceneBody(rings, captions, blips, trails, labels, (), (), inside))


def _tall(box: Box) -> Box:
    """Return the box of the name of a ring in the tallest font."""
    return box._replace(top=box.top - _EXTRA_HEIGHT[0], bottom=box.bottom + _EXTRA_HEIGHT[1])


def _mark_size(style: Style, size: float) -> float:
    """Return the radius of marks, which grows a little with the size of the labels."""
    return style.mark * min(max(size / style.label, 1.0), _LARGEST_MARK)


def _names(
    context: PictureContext,
    blips: Sequence[Blip],
    trails: Sequence[Trail],
    blocked: tuple[Box, ...],
    bounds: Box,
    size: float,
) -> dict[str, PlacedLabel] | None:
    marks = [NamedBlip(blip.entry, blip.name, blip.x, blip.y, blip.radius) for blip in blips]
    ground = Obstacles(
        radii=context.radii,
        sectors=len(context.content.quadrants),
        cross=context.style.cross,
        bounds=bounds,
        blocked=blocked,
        segments=tuple(trail.tail for trail in trails),
    )
    found, unplaced = place_labels(
        marks,
        ground,
        size=size,
        line_height=context.style.line_height,
        before=context.previous_labels,
        tall=True,
        whole=True,
        blocks=context.grows,
    )
    return None if unplaced else found


def _headings(context: PictureContext, half: float) -> tuple[Heading, ...]:
    words = list(zip(context.content.quadrants, _notes(context), strict=True))
    if len(words) == 4:
        return corner_headings(words, context.radius, half, context.style)
    return rim_headings(words, context.radius, context.style)


def _notes(context: PictureContext) -> list[str]:
    """Return the number of entries of each quadrant, in words."""
    content = context.content
    counts = [0] * len(content.quadrants)
    for standing in content.standings:
        counts[content.sector_of(standing)[0]] += 1
    return [content.words("entries", n=count) for count in counts]


def compose_with_numbers(context: PictureContext) -> Scene:
    """Return the scene with numbers in the blips, and the names in legends beside the disc."""
    every = legends(_groups(context), context.radius, context.style)
    lists = [every[at] for at in context.places]
    blips = blip_layout.blips(context, context.arrangement.blip, numbered=True)
    body = _SceneBody(
        rings=axes.ring_names(context),
        captions=_captions(context, lists),
        blips=blips,
        trails=blip_layout.trails(context, blips),
        labels=tuple(_legend_labels(context, lists)),
        clusters=blip_layout.clusters(context, context.arrangement.blip),
        groups=tuple(block for each in lists for block in each.rings),
        box=bounding_box([axes.extent(context), *(each.box for each in lists)]),
    )
    return _scene(context, body)


def _captions(context: PictureContext, lists: Sequence[Legend]) -> list[axes.Caption]:
    """Return the captions of quadrants; that of a single one is in the title."""
    if context.only != WHOLE:
        return [(None, None)]
    return [(each.heading, each.note) for each in lists]


def _groups(context: PictureContext) -> list[Group]:
    content = context.content
    cells: dict[tuple[int, int], list[LegendEntry]] = {}
    for s in context.standings:
        line = LegendEntry(s.entry.id, str(s.number), content.names[s.entry.id])
        cells.setdefault(content.sector_of(s), []).append(line)
    return [
        Group(
            name,
            note,
            tuple(
                (ring, tuple(cells.get((sector, place), ())))
                for place, ring in enumerate(content.rings)
            ),
        )
        for sector, (name, note) in enumerate(zip(content.quadrants, _notes(context), strict=True))
    ]


def _legend_labels(context: PictureContext, lists: Sequence[Legend]) -> Iterator[Label]:
    standings = {standing.entry.id: standing for standing in context.content.standings}
    for each in lists:
        for line in each.entries:
            s = standings[line.id]
            yield Label(line.id, s.quadrant, s.ring or "", line.name, line.number)


def _scene(context: PictureContext, body: _SceneBody) -> Scene:
    content, style = context.content, context.style
    titles = title_blocks(*_title(context), body.box, style)
    boxes = [body.box, *(t.box for t in titles), *(label.text.box for label in body.labels)]
    mark = 8.0 if any(blip.number_size for blip in body.blips) else 5.0
    key = key_row(_key_words(context, body.rings), bounding_box(boxes), style, mark)
    whole = bounding_box([*boxes, *(item.text.box for item in key)]).expand(style.margin)
    left, top = floor(whole.left), floor(whole.top)
    return Scene(
        radar=content.radar.id,
        edition=content.edition,
        language=content.language,
        left=left,
        top=top,
        width=ceil(whole.right) - left,
        height=ceil(whole.bottom) - top,
        radius=context.radius,
        cross=style.cross,
        spokes=axes.spoke_ends(context),
        title=content.label,
        kind=content.words("kind"),
        description=content.description,
        sectors=axes.sectors(context),
        rings=axes.ring_bands(context, body.rings),
        quadrants=axes.quadrant_parts(context, body.captions),
        blips=body.blips,
        trails=body.trails,
        labels=body.labels,
        clusters=body.clusters,
        headings=(*titles, *body.groups),
        key=key,
    )


def _title(context: PictureContext) -> tuple[str, str]:
    content = context.content
    if context.only == WHOLE:
        return content.title, content.subtitle
    return content.quadrants[context.only], " · ".join(
        filter(None, (content.title, content.edition_line, _notes(context)[context.only]))
    )


def _key_words(context: PictureContext, rings: RingNames) -> list[tuple[Movement | None, str]]:
    content: Content = context.content
    there = {standing.movement for standing in context.standings}
    moved = [kind for kind in REPORTED_MOVEMENTS if kind in there]
    kinds = [Movement.UNCHANGED, *moved] if moved else []
    words: list[tuple[Movement | None, str]] = [(kind, content.words(kind.value)) for kind in kinds]
    if rings.ordinals:
        words += [(None, f"{n}  {name}") for n, name in enumerate(content.rings, 1)]
    return words
