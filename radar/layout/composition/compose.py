"""The finished scene of a radar, or of one quadrant of it, with names beside small marks.

A name without room becomes a number with a line below the disc. Blips stand at the same points as
in the scene with numbers (`numbers`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from radar.layout.composition import axes
from radar.layout.composition import blips as blip_layout
from radar.layout.composition.blocks import bounding_box
from radar.layout.composition.body import SceneBody, make_scene
from radar.layout.composition.context import WHOLE, PictureContext
from radar.layout.composition.frame import Heading, QuadrantWords, corner_headings, rim_headings
from radar.layout.composition.ring_names import RingNames
from radar.layout.composition.tails import tail_segments, trails
from radar.layout.geometry import Box
from radar.layout.labels.model import NamedBlip, PlacedLabel
from radar.layout.labels.obstacles import Obstacles
from radar.layout.labels.plan import LabelPlan
from radar.layout.scene import Blip, Scene
from radar.layout.steps import LabelChoices, LabelTask, take_all_labels, take_labels
from radar.style import Style

_EXTRA_HEIGHT = 3.0, 1.0  # px above and below that a name of a ring needs in a font for Chinese
# times the usual size: larger marks would stand out more than the names beside them
LARGEST_MARK = 1.3
# px to the left and right of the disc, above and below it, that labels may use: names of the
# blips at the rim. With it, a picture with the usual radius stays below 1,180 px.
_ASIDE, _ABOVE, _BELOW = 70.0, 15.0, 30.0
_HEADING_CLEARANCE = 4.0  # px between a label and a heading


class NamedScene(NamedTuple):
    """A scene with names, and how its labels were placed."""

    scene: Scene
    plan: LabelPlan


class LabelType(NamedTuple):
    """The sizes of type of labels, in px: the usual one, and those for labels without room."""

    size: float
    smaller: tuple[float, ...] = ()


def compose_with_names(
    context: PictureContext, labels: LabelType, *, may_give_up: bool = False
) -> NamedScene:
    """Return the scene with names beside the blips; for `may_give_up` see `place_labels`."""
    frame = _frame(context, labels.size, _marks(context, labels.size))
    rooms = _rooms_for_numbers(context, frame)
    choices = LabelChoices(labels.smaller, _number_radius(context), rooms, may_give_up)
    plan = take_labels(context.steps, _task(context, frame, labels.size), choices)
    return _finish(context, frame, plan)


def compose_with_all_names(context: PictureContext, size: float) -> NamedScene | None:
    """Return the scene with every name beside its blip at one size, None if one has no room."""
    frame = _frame(context, size, _marks(context, size))
    plan = take_all_labels(context.steps, _task(context, frame, size))
    return _finish(context, frame, plan) if plan else None


def compose_with_given_names(
    context: PictureContext, size: float, names: Mapping[str, PlacedLabel]
) -> Scene:
    """Return the scene with names where they are given; entries without one are numbers."""
    boxes = [name.box for name in names.values()]
    frame = _frame(context, size, _marks(context, size), boxes)
    numbered = tuple(blip.entry for blip in frame.blips if blip.entry not in names)
    return _finish(context, frame, LabelPlan(names, numbered, {})).scene


def compose_with_large_labels(context: PictureContext, blips: Sequence[Blip]) -> Scene:
    """Return a scene with the given blips and all labels at the size of the style's labels.

    A name without room is a number beside its blip; where not even that has room, there is
    nothing. `number_size` says of the blips with numbers how large these are.
    """
    size = context.style.label
    bare = tuple(replace(blip, number_size=0.0) for blip in blips)
    frame = _frame(context, size, bare)
    choices = LabelChoices((), context.style.mark)
    names = take_labels(context.steps, _task(context, frame, size), choices)
    digits = {blip.entry: str(blip.number) for blip in blips if blip.entry in names.numbered}
    marks = [mark._replace(text=digits.get(mark.id, mark.text)) for mark in frame.marks]
    task = _task(context, frame, size)._replace(blips=marks, before=names.memory)
    plan = take_labels(context.steps, task, choices)
    counted = digits.keys() & plan.labels.keys()
    scene = _finish(context, frame, plan._replace(numbered=())).scene
    shown = (replace(each, number_size=size) if each.entry in counted else each for each in bare)
    return replace(scene, blips=tuple(shown))


class _Frame(NamedTuple):
    """A picture with names before these are placed; `inside` contains it, but for labels.

    `inner` is the id of the innermost ring.
    """

    rings: RingNames
    headings: Sequence[Heading]
    blips: tuple[Blip, ...]
    obstacles: Obstacles
    inside: Box
    inner: str

    @property
    def marks(self) -> list[NamedBlip]:
        """The blips as label placement sees them."""
        return [
            NamedBlip(
                *(blip.entry, blip.name, blip.x, blip.y, blip.radius, blip.ring == self.inner)
            )
            for blip in self.blips
        ]


def _marks(context: PictureContext, size: float) -> tuple[Blip, ...]:
    """Return the blips as they are beside names of a size, none with a number."""
    return blip_layout.blips(context, _mark_size(context.style, size), numbered=False)


def _frame(
    context: PictureContext, size: float, blips: tuple[Blip, ...], names: Sequence[Box] = ()
) -> _Frame:
    """Return the frame for labels of a size; `names` are boxes of those that stand already."""
    rings = axes.ring_names(context)
    half = context.radius + context.style.margin / 2
    disc = axes.extent(context)
    headings = _headings(context, half, rings.outside) if context.only == WHOLE else ()
    side = Box(-half, disc.top, half, disc.bottom) if headings else disc
    inside = bounding_box([side, *rings.outside, *(head.box for head in headings)])
    tails = trails(context, blips, _number_radius(context), names)
    blocked = (
        *map(_tall, rings.boxes),
        *(head.box.expand(_HEADING_CLEARANCE) for head in headings),
    )
    obstacles = Obstacles(
        radii=context.radii,
        sectors=len(context.content.quadrants),
        cross=context.style.cross,
        bounds=_room_for_labels(side) if context.only == WHOLE else inside,
        blocked=blocked,
        segments=tuple(line for trail in tails for line in tail_segments(trail)),
        page=inside,
    )
    inner = context.content.radar.rings[0].id
    return _Frame(rings, headings, blips, obstacles, inside, inner)


def _task(context: PictureContext, frame: _Frame, size: float) -> LabelTask:
    """Return what the names of a frame are placed from, at a size of type."""
    line_height = context.style.line_height
    return LabelTask(frame.marks, frame.obstacles, size, line_height, context.memory)


def _room_for_labels(side: Box) -> Box:
    """Return the box that labels may use around the disc; `side` is the disc with its margin."""
    return Box(side.left - _ASIDE, side.top - _ABOVE, side.right + _ASIDE, side.bottom + _BELOW)


def _number_radius(context: PictureContext) -> float:
    """Return the radius of a blip with a number among names, in px."""
    return min(context.room, blip_layout.easy_radius(len(context.content.standings)))


def _rooms_for_numbers(context: PictureContext, frame: _Frame) -> dict[str, Box]:
    """Return the boxes of moved blips with numbers: of the mark, which is larger, and its tail."""
    radius = _number_radius(context)
    blips = {blip.entry: replace(blip, radius=radius) for blip in frame.blips}
    rooms = {}
    for trail in trails(context, list(blips.values()), radius):
        x, y = blips[trail.entry].x, blips[trail.entry].y
        ends = [end for line in tail_segments(trail) for end in line]
        mark = Box(x - radius, y - radius, x + radius, y + radius)
        rooms[trail.entry] = bounding_box([mark, *(Box(*end, *end) for end in ends)])
    return rooms


def _finish(context: PictureContext, frame: _Frame, plan: LabelPlan) -> NamedScene:
    """Return the scene with its labels placed."""
    labels = blip_layout.labels(context, frame.blips, plan.labels)
    blips = blip_layout.number_blips(frame.blips, plan.numbered, _number_radius(context))
    names = [label.text.box for label in labels]
    above = bounding_box([frame.inside, *(label.text.box for label in labels)])
    numbered = [blip for blip in blips if blip.number_size]
    below = blip_layout.labels_below(numbered, above, context.style)
    body = SceneBody(
        rings=frame.rings,
        captions=frame.headings or ((None, None, ()),),
        blips=blips,
        trails=trails(context, blips, _number_radius(context), names),
        labels=(*labels, *below),
        clusters=(),
        groups=(),
        box=frame.inside,
    )
    return NamedScene(make_scene(context, body, "names"), plan)


def _tall(box: Box) -> Box:
    """Return the box of the name of a ring in the tallest font."""
    return box._replace(top=box.top - _EXTRA_HEIGHT[0], bottom=box.bottom + _EXTRA_HEIGHT[1])


def _mark_size(style: Style, size: float) -> float:
    """Return the radius of marks, which grows a little with the size of the labels."""
    return style.mark * min(max(size / style.label, 1.0), LARGEST_MARK)


def _headings(context: PictureContext, half: float, taken: Sequence[Box]) -> tuple[Heading, ...]:
    content = context.content
    counts = [[0] * len(content.rings) for _ in content.quadrants]
    for standing in content.standings:
        quadrant, ring = content.sector_of(standing)
        counts[quadrant][ring] += 1
    words = [
        QuadrantWords(*each)
        for each in zip(content.quadrants, content.quadrant_counts, counts, strict=True)
    ]
    if len(words) == 4:
        return corner_headings(words, context.radius, half, context.style, taken)
    return rim_headings(words, context.radius, context.style, taken)
