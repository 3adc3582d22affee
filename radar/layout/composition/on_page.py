"""The picture within a page, which says much of it in its own words.

A page has a heading and a list; inside it, the picture needs no title and no legends. What is
left stands as close around the disc as it can.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import ceil, dist, floor

from radar.layout.composition.blocks import around
from radar.layout.composition.frame import Heading, corner_headings, key_row, rim_headings
from radar.layout.geometry import Box
from radar.layout.scene import KeyItem, QuadrantPart, Scene
from radar.style import Style

EDGE = 12.0  # px of air at the edges of the picture
LARGEST = 2.0  # times: as large as marks need to be drawn where the picture is small


def for_page(scene: Scene, words: Sequence[tuple[str, str]], style: Style) -> Scene:
    """Return a scene without its title and legends, and without the room that they took.

    `words` are the (name, note) of each quadrant, for a scene whose legends carry them.
    """
    scene = replace(scene, headings=())
    if any(blip.number_size for blip in scene.blips):
        scene = _without_legends(scene, words, style)
    disc = Box(-scene.radius, -scene.radius, scene.radius, scene.radius)
    texts = [part.heading.box for part in scene.quadrants if part.heading]
    texts += [label.text.box for label in scene.labels]
    inside = around([disc, *texts])
    shown = [(item.movement if item.radius else None, _words(item)) for item in scene.key]
    mark = max((item.radius for item in scene.key), default=0.0)
    key = key_row(shown, inside, style, mark)
    whole = around([inside, *(item.text.box for item in key)]).expand(EDGE)
    left, top = floor(whole.left), floor(whole.top)
    width, height = ceil(whole.right) - left, ceil(whole.bottom) - top
    return replace(scene, key=key, left=left, top=top, width=width, height=height)


def _words(item: KeyItem) -> str:
    return " ".join(line.text for line in item.text.lines)


def growth(scene: Scene) -> float:
    """Return how many times larger the marks beside names can be drawn and touch no other.

    It is in halves, from 1 to `LARGEST`; marks with a number in them stay as they are.
    """
    if any(blip.number_size for blip in scene.blips):
        return 1.0
    pairs = combinations(scene.blips, 2)
    found = (dist((a.x, a.y), (b.x, b.y)) / (a.radius + b.radius) for a, b in pairs)
    return max(1.0, floor(2 * min(LARGEST, *found, LARGEST)) / 2)


def _without_legends(scene: Scene, words: Sequence[tuple[str, str]], style: Style) -> Scene:
    names = _headings(words, scene.radius, style)
    parts = tuple(
        QuadrantPart(part.quadrant, part.place, part.arc, name.heading, name.note)
        for part, name in zip(scene.quadrants, names, strict=True)
    )
    return replace(scene, labels=(), quadrants=parts)


def _headings(words: Sequence[tuple[str, str]], radius: float, style: Style) -> tuple[Heading, ...]:
    if len(words) == 4:
        return corner_headings(words, radius, radius + style.margin / 2, style)
    return rim_headings(words, radius, style)
