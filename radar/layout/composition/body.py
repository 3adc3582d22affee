"""The parts of a scene put together: sectors, rings, blips and labels, with title and key."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Literal, NamedTuple

from radar.layout.composition import axes
from radar.layout.composition.blocks import bounding_box
from radar.layout.composition.content import REPORTED_MOVEMENTS
from radar.layout.composition.context import WHOLE, PictureContext
from radar.layout.composition.frame import KeyWord, key_row, title_blocks
from radar.layout.composition.ring_names import RingNames
from radar.layout.geometry import Box
from radar.layout.scene import Blip, Cluster, Label, Scene, TextBlock, Trail
from radar.model import Movement


class SceneBody(NamedTuple):
    """The scene but for title and key; `box` contains all of it but for labels."""

    rings: RingNames
    captions: Sequence[axes.Caption]
    blips: tuple[Blip, ...]
    trails: tuple[Trail, ...]
    labels: tuple[Label, ...]
    clusters: tuple[Cluster, ...]
    groups: tuple[TextBlock, ...]
    box: Box


def make_scene(
    context: PictureContext, body: SceneBody, shows: Literal["names", "numbers"]
) -> Scene:
    """Return the scene of these parts, with a title above and a key below."""
    content, style = context.content, context.style
    titles = title_blocks(*_title(context), body.box, style)
    boxes = [body.box, *(t.box for t in titles), *(label.text.box for label in body.labels)]
    boxes += [label.number.box for label in body.labels if label.number]
    mark = 8.0 if shows == "numbers" else 5.0
    key = key_row(_key_words(context), bounding_box(boxes), style, mark)
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
        spokes=axes.spokes(context, body.rings),
        title=content.label,
        kind=content.words("kind"),
        description=content.description,
        shows=shows,
        unmarked=_find_usual_movement(context),
        sectors=axes.sectors(context, body.rings),
        rings=axes.ring_bands(context, body.rings),
        quadrants=axes.quadrant_parts(context, body.rings, body.captions),
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
        filter(None, (content.title, content.edition_line, content.quadrant_counts[context.only]))
    )


def _find_usual_movement(context: PictureContext) -> Movement:
    """Return the movement whose mark is a plain disc: that of most entries."""
    every = context.content.standings
    new = sum(standing.movement is Movement.NEW for standing in every)
    return Movement.NEW if 2 * new > len(every) else Movement.UNCHANGED


def _key_words(context: PictureContext) -> list[KeyWord]:
    """Return what the key explains: the movements that there are, what is most usual first."""
    words, standings = context.content.words, context.standings
    there = {standing.movement for standing in standings}
    moved = [kind for kind in REPORTED_MOVEMENTS if kind in there]
    kinds = [Movement.UNCHANGED, *moved] if moved else []
    ways = (Movement.IN, Movement.OUT)
    found = [KeyWord(kind, words(kind.value), int(kind in ways)) for kind in kinds]
    if _find_usual_movement(context) is Movement.NEW and Movement.NEW in kinds:
        found = [word for word in found if word.movement is not Movement.NEW]
        found.insert(0, KeyWord(Movement.NEW, words("new_unless_marked")))
    far = max(standings, key=lambda standing: abs(standing.transition.steps), default=None)
    if far and abs(far.transition.steps) > 1:
        found.append(KeyWord(far.movement, words("notches"), 2))
    return found
