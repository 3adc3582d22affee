"""The scene with numbers in its blips, and with the names in legends beside the disc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from radar.layout.composition import axes
from radar.layout.composition import blips as blip_layout
from radar.layout.composition.blocks import bounding_box
from radar.layout.composition.body import SceneBody, make_scene
from radar.layout.composition.context import WHOLE, PictureContext
from radar.layout.composition.legends import Group, Legend, LegendEntry, legends
from radar.layout.composition.tails import trails
from radar.layout.scene import Label, Scene


def compose_with_numbers(context: PictureContext, *, with_legends: bool = True) -> Scene:
    """Return the scene with numbers in the blips, and the names in legends beside the disc.

    Without legends nothing says the names, nor those of the quadrants: a page says them itself.
    """
    every = legends(_groups(context), context.radius, context.style) if with_legends else ()
    lists = [every[at] for at in context.places] if with_legends else []
    radius = _find_numbered_radius(context)
    blips = blip_layout.blips(context, radius, numbered=True)
    rings = axes.ring_names(context)
    boxes = [axes.extent(context), *rings.boxes, *(each.box for each in lists)]
    body = SceneBody(
        rings=rings,
        captions=_captions(context, lists),
        blips=blips,
        trails=trails(context, blips, 0.0),
        labels=tuple(_legend_labels(context, lists)),
        clusters=blip_layout.clusters(context, radius),
        groups=tuple(block for each in lists for block in each.rings),
        box=bounding_box(boxes),
    )
    return make_scene(context, body, "numbers")


def _find_numbered_radius(context: PictureContext) -> float:
    """Return the radius of blips where all have numbers, in px: as usual, if there is room."""
    least = blip_layout.least_radius(len(context.content.standings))
    return min(context.room, max(context.style.blip, least))


def _captions(context: PictureContext, lists: Sequence[Legend]) -> list[axes.Caption]:
    """Return the captions of quadrants; that of a single one is in the title."""
    if context.only != WHOLE or not lists:
        return [(None, None, ())] * len(context.places)
    return [(each.heading, each.note, each.tallies) for each in lists]


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
        for sector, (name, note) in enumerate(
            zip(content.quadrants, content.quadrant_counts, strict=True)
        )
    ]


def _legend_labels(context: PictureContext, lists: Sequence[Legend]) -> Iterator[Label]:
    standings = {standing.entry.id: standing for standing in context.content.standings}
    for each in lists:
        for line in each.entries:
            s = standings[line.id]
            yield Label(line.id, s.quadrant, s.ring or "", line.name, line.number)
