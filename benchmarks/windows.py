"""What a page shows in a small window and of a zoomed quadrant: `python -m benchmarks.windows`.

Prints a table of docs/names.md for made-up radars of several sizes: the least type of quadrants,
the names in them that are numbers, the widest of their windows; what a window of 1280 by 720 shows
of the whole; and the bytes of the SVG with links.
"""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.histories import History, make_radar
from radar.layout import Atlas
from radar.layout.composition.on_page import enlarge_quadrant, for_windows
from radar.layout.scene import Scene
from radar.render.drawing.svg import render_svg
from radar.style import Style

SIZES = (8, 43, 81, 118, 150, 200)
HEIGHT = 560
"""Px that a page gives the picture in a window of 1280 by 720."""
BASE = "https://radar.example.org/technology"


class Row(NamedTuple):
    """What is measured of one radar; type in px as seen in the window."""

    entries: int
    quadrant_type: float
    quadrant_numbers: int
    quadrant_width: int
    names: int
    numbers: int
    neither: int
    type: float
    kilobytes: float


def measure(entries: int) -> Row:
    """Measure the picture of a radar with a number of entries."""
    radar = make_radar(History("", (entries,), 1.0), seed=entries)
    atlas = Atlas(radar)
    near = [enlarge_quadrant(atlas.quadrant_on_page(each.id, "en")) for each in radar.quadrants]
    words = [("Quadrant", "30 entries")] * len(radar.quadrants)
    usual, large = for_windows(atlas.scene(), atlas.scene_with_large_labels(), words, Style())
    counted = sum(bool(blip.number_size) for blip in large.blips)
    return Row(
        entries,
        min(map(_least_type, near)),
        sum(bool(label.number) for scene in near for label in scene.labels),
        max(scene.width for scene in near),
        len(large.labels) - counted,
        counted,
        len(large.blips) - len(large.labels),
        _least_type(large) * HEIGHT / usual.height,
        len(render_svg(atlas.scene(), base_url=BASE)) / 1000,
    )


def _least_type(scene: Scene) -> float:
    blocks = [label.text for label in scene.labels]
    blocks += [block for band in scene.rings for block in band.names]
    return min(block.size for block in blocks)


def main() -> None:
    """Print the table."""
    print(
        "| entries | quadrant: type, numbers, width | small: names, numbers, neither | type | SVG |"
    )
    print("|---|---|---|---|---|")
    for row in map(measure, SIZES):
        small = f"{row.names}, {row.numbers}, {row.neither}"
        near = f"{row.quadrant_type:g} px, {row.quadrant_numbers}, {row.quadrant_width} px"
        print(f"| {row.entries} | {near} | {small} | {row.type:.1f} px | {row.kilobytes:.1f} kB |")


if __name__ == "__main__":
    main()
