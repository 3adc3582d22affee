"""The window of a picture in a page holds all that is drawn in it."""

from __future__ import annotations

import pytest

from radar.layout import Atlas
from radar.layout.composition.on_page import for_windows
from radar.layout.geometry import Box
from radar.layout.scene import Scene
from radar.model import Radar
from radar.style import Style


def boxes(scene: Scene) -> list[Box]:
    """Return the boxes of all words and squares of a scene."""
    parts = scene.quadrants
    blocks = [block for part in parts for block in (part.heading, part.note) if block]
    blocks += [label.text for label in scene.labels]
    blocks += [name for ring in scene.rings for name in ring.names]
    return [block.box for block in blocks] + [tally.box for p in parts for tally in p.tallies]


@pytest.mark.parametrize("count", range(2, 9))
@pytest.mark.parametrize("labels", ["names", "numbers"])
def test_nothing_under_the_name_of_a_quadrant_is_cut(count: int, labels: str) -> None:
    """Names, counts and tallies of 2 to 8 quadrants are inside, for large windows and small."""
    quadrants = [f"Quadrant with a name {n}" for n in range(count)]
    entries = [
        {"name": f"Entry {n}", "quadrant": quadrants[n % count], "ring": ("adopt", "hold")[n % 2]}
        for n in range(40)
    ]
    radar = Radar(title="T", quadrants=quadrants, entries=entries, layout={"labels": labels})
    atlas = Atlas(radar)
    words = [(name, "20 entries") for name in quadrants]
    scenes = for_windows(atlas.scene(), atlas.scene_with_large_labels(), words, Style())
    for scene in scenes:
        right, bottom = scene.left + scene.width, scene.top + scene.height
        for box in boxes(scene):
            assert scene.left <= box.left
            assert scene.top <= box.top
            assert box.right <= right
            assert box.bottom <= bottom
