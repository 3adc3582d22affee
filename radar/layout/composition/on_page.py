"""The scene for a picture within a page.

The page has a heading and a list of entries, so the picture needs no title and no legends. What
remains is as close to the disc as possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import ceil, dist, floor

from radar.layout.composition.blocks import bounding_box
from radar.layout.composition.frame import Heading, corner_headings, key_row, rim_headings
from radar.layout.geometry import Box
from radar.layout.scene import KeyItem, QuadrantPart, Scene
from radar.style import Style

_EDGE = 12.0  # px: margin at the edges of the picture
LARGEST = 2.0  # times: enough for marks to be seen and hit where the picture is small


def for_page(scene: Scene, words: Sequence[tuple[str, str]], style: Style) -> Scene:
    """Return a scene without title and legends, and without the space for them.

    `words` are the (name, note) of each quadrant, for a scene whose legends carry them.
    """
    scene = replace(scene, headings=())
    if scene.shows == "numbers":
        scene = _without_legends(scene, words, style)
    disc = Box(-scene.radius, -scene.radius, scene.radius, scene.radius)
    texts = [part.heading.box for part in scene.quadrants if part.heading]
    texts += [block.box for band in scene.rings for block in band.names]
    for label in scene.labels:
        texts += [label.text.box, *([label.number.box] if label.number else [])]
    inside = bounding_box([disc, *texts])
    shown = [(item.movement if item.radius else None, _words(item)) for item in scene.key]
    mark = max((item.radius for item in scene.key), default=0.0)
    key = key_row(shown, inside, style, mark)
    whole = bounding_box([inside, *(item.text.box for item in key)]).expand(_EDGE)
    left, top = floor(whole.left), floor(whole.top)
    width, height = ceil(whole.right) - left, ceil(whole.bottom) - top
    return replace(scene, key=key, left=left, top=top, width=width, height=height)


def _words(item: KeyItem) -> str:
    return " ".join(line.text for line in item.text.lines)


def growth(scene: Scene) -> float:
    """Return the factor by which the marks beside names can be enlarged without touching.

    It is in halves, from 1 to `LARGEST`; marks stay as they are where all have numbers in them.
    """
    if scene.shows == "numbers":
        return 1.0
    pairs = combinations(scene.blips, 2)
    found = (dist((a.x, a.y), (b.x, b.y)) / (a.radius + b.radius) for a, b in pairs)
    return max(1.0, floor(2 * min(LARGEST, *found, LARGEST)) / 2)


def _without_legends(scene: Scene, words: Sequence[tuple[str, str]], style: Style) -> Scene:
    taken = [block.box for band in scene.rings if band.leader for block in band.names]
    names = _headings(words, scene.radius, style, taken)
    parts = tuple(
        QuadrantPart(part.quadrant, part.place, part.arc, name.heading, name.note)
        for part, name in zip(scene.quadrants, names, strict=True)
    )
    return replace(scene, labels=(), quadrants=parts)


def _headings(
    words: Sequence[tuple[str, str]], radius: float, style: Style, taken: Sequence[Box]
) -> tuple[Heading, ...]:
    if len(words) == 4:
        return corner_headings(words, radius, radius + style.margin / 2, style, taken)
    return rim_headings(words, radius, style, taken)
