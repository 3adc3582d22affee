"""The scene for a picture within a page.

The page has a heading and a list of entries, so the picture needs no title and no legends. What
remains is as close to the disc as possible. A page that is seen in windows of every size has two
sets of labels over the same blips, and a third set for each quadrant, which is shown enlarged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import ceil, dist, floor
from typing import NamedTuple

from radar.layout.composition.axes import quadrant_extent
from radar.layout.composition.blocks import bounding_box
from radar.layout.composition.frame import (
    Heading,
    KeyWord,
    QuadrantWords,
    corner_headings,
    key_row,
    rim_headings,
)
from radar.layout.geometry import Box
from radar.layout.scene import KeyItem, QuadrantPart, Scene
from radar.style import Style

_EDGE = 12.0  # px: margin at the edges of the picture
_NEAR_EDGE = 4.0  # px: enough for the line of the arc; the quadrant fills its window
_LARGE_TYPE = 21.0 / 460.0  # radii: 11 px where a window of 720 px shows a disc of 490 px
_LEAST_TYPE = 11.0  # px: smaller type is not read with ease
_RESERVE = 1.01  # times: larger type needs a little more room around the disc, too
# px of a picture in windows of 1280 × 720 and 768 × 1024; in a lower window it is as high
_LEAST_HEIGHT, _LEAST_WIDTH = 560.0, 730.0
LARGEST = 2.0  # times: enough for marks to be seen and hit where the picture is small


class PageScenes(NamedTuple):
    """The scenes of one picture in a page: they have the same blips.

    `large` is shown in small windows, `near` (by quadrant) where one quadrant is enlarged. The
    window of `large` holds `usual`, too: larger type needs more room around the disc.
    """

    usual: Scene
    large: Scene | None = None
    near: tuple[Scene, ...] = ()

    @property
    def numbered(self) -> Mapping[str, bool]:
        """The entries that are numbers in the picture: by id, whether in every window."""
        always = {blip.entry: True for blip in self.usual.blips if blip.number_size}
        small = self.large.blips if self.large else ()
        return {blip.entry: False for blip in small if blip.number_size} | always


def large_style(style: Style, radius: float, times: float = 1.0) -> Style:
    """Return a style with type that can be read where a disc is seen at half its size.

    `times` is how many times larger it is: more than 1 where much stands around the disc.
    """
    size = _LARGE_TYPE * radius * times
    return replace(style, label=size, ring=size, ring_small=size, heading=size, note=size)


def enlarge_type(scene: Scene, times: float) -> float:
    """Return how many times larger type is to be in a scene for small windows.

    It is `times`, with which the scene was made, if its type can be read in small windows.
    """
    scale = min(_LEAST_HEIGHT / scene.height, _LEAST_WIDTH / scene.width)
    missing = _LEAST_TYPE / (_LARGE_TYPE * scene.radius * times * scale)
    return times if missing <= 1.0 else times * missing * _RESERVE


def for_windows(
    usual: Scene, large: Scene, words: Sequence[tuple[str, str]], style: Style, times: float = 1.0
) -> tuple[Scene, Scene]:
    """Return two scenes as `for_page` does; the window of the second holds both.

    `times` is how many times larger than usual the large type is.
    """
    pair = (
        for_page(usual, words, style),
        for_page(large, words, large_style(style, usual.radius, times)),
    )
    left, top = min(each.left for each in pair), min(each.top for each in pair)
    width = max(each.left + each.width for each in pair) - left
    height = max(each.top + each.height for each in pair) - top
    return pair[0], replace(pair[1], left=left, top=top, width=width, height=height)


def enlarge_quadrant(scene: Scene) -> Scene:
    """Return the scene of one quadrant without title and key; its window is as small as can be."""
    first = scene.sectors[0]
    disc = quadrant_extent(first.start, first.end, scene.radius)
    texts = [block.box for band in scene.rings for block in band.names]
    inside = bounding_box([disc, *texts, *(label.text.box for label in scene.labels)])
    return _frame(replace(scene, headings=(), key=()), inside.expand(_NEAR_EDGE))


def _frame(scene: Scene, whole: Box) -> Scene:
    """Return a scene with a box as its window, in whole px."""
    left, top = floor(whole.left), floor(whole.top)
    width, height = ceil(whole.right) - left, ceil(whole.bottom) - top
    return replace(scene, left=left, top=top, width=width, height=height)


def for_page(scene: Scene, words: Sequence[tuple[str, str]], style: Style) -> Scene:
    """Return a scene without title and legends, and without the space for them and the key.

    The page has a key of its own, with copies of the marks. `words` are the (name, note) of each
    quadrant, for a scene whose legends carry them.
    """
    beside = tuple(label for label in scene.labels if not label.number)
    scene = replace(scene, headings=(), labels=beside)  # the list has the names of numbers
    if scene.shows == "numbers":
        scene = _without_legends(scene, words, style)
    disc = Box(-scene.radius, -scene.radius, scene.radius, scene.radius)
    texts = [box for part in scene.quadrants for box in _heading_boxes(part)]
    texts += [block.box for band in scene.rings for block in band.names]
    texts += [label.text.box for label in scene.labels]
    inside = bounding_box([disc, *texts])
    shown = [
        KeyWord(item.movement if item.radius else None, _words(item), item.steps)
        for item in scene.key
    ]
    mark = max((item.radius for item in scene.key), default=0.0)
    key = key_row(shown, inside, style, mark)
    return _frame(replace(scene, key=key), inside.expand(_EDGE))


def _heading_boxes(part: QuadrantPart) -> Iterator[Box]:
    """Yield the boxes of the name of a quadrant and of what stands under it."""
    yield from (block.box for block in (part.heading, part.note) if block)
    yield from (tally.box for tally in part.tallies)


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
    said = [
        QuadrantWords(*each, _counts(scene, part.quadrant))
        for part, each in zip(scene.quadrants, words, strict=True)
    ]
    names = _headings(said, scene.radius, style, taken)
    parts = tuple(
        QuadrantPart(part.quadrant, part.place, part.arc, *name)
        for part, name in zip(scene.quadrants, names, strict=True)
    )
    return replace(scene, labels=(), quadrants=parts)


def _counts(scene: Scene, quadrant: str) -> Sequence[int]:
    """Return the number of entries of each ring of a quadrant, from the inside."""
    rings = [blip.ring for blip in scene.blips if blip.quadrant == quadrant]
    for cluster in scene.clusters:
        rings += [cluster.ring] * len(cluster.entries) if cluster.quadrant == quadrant else []
    return [rings.count(band.ring) for band in scene.rings]


def _headings(
    words: Sequence[QuadrantWords], radius: float, style: Style, taken: Sequence[Box]
) -> tuple[Heading, ...]:
    if len(words) == 4:
        return corner_headings(words, radius, radius + style.margin / 2, style, taken)
    return rim_headings(words, radius, style, taken)
