"""Crops of blips to be read by somebody who never saw a radar: `python -m benchmarks.blind FOLDER`.

Draws twenty blips of made-up radars with what is around them and without a word, as `01.png` to
`20.png`, and all of them on one `sheet.png`. The reader is told only that the centre of the radar
is the place where things are used most, and that the arcs are its rings, and writes down for each
blip in the middle of a crop: stayed, came in (how many rings), went out (how many), or new.
`answers.txt` says what is right; 18 of 20 should be.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from math import hypot
from pathlib import Path
from typing import NamedTuple

from resvg_py import svg_to_bytes

from benchmarks.texts import technologies
from radar.layout import Atlas
from radar.layout.scene import Blip, Scene
from radar.model import Movement, Radar
from radar.render.drawing.svg import render_svg

_KINDS = (
    ("stayed", 6),
    ("in 1", 3),
    ("in 2", 2),
    ("in 3", 1),
    ("out 1", 3),
    ("out 2", 2),
    ("new", 3),
)
"""What is shown, and how often: twenty in all."""
_AROUND = 62.0
"""Px around a blip that a crop shows: the line of a ring is in most of them."""
_PIXELS = 360
"""Width and height of a crop."""
_COLUMNS = 5
"""Crops in a row of the sheet."""
_WORDS = re.compile(r"<text\b.*?</text>", re.DOTALL)
_ROOT = re.compile(r' width="\d+"| height="\d+"| viewBox="[^"]*"')
_RINGS = ("adopt", "trial", "assess", "hold")


class Crop(NamedTuple):
    """A blip, what it says, and the picture that it is cut out of."""

    said: str
    blip: Blip
    svg: str


def make_radar(entries: int, labels: str, seed: int) -> Radar:
    """Return a radar of two editions in which as much moves as not."""
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    rows = []
    for number, name in enumerate(technologies(entries, seed)):
        there, before = rnd.randrange(4), rnd.randrange(4)
        quadrant = f"q{rnd.randrange(4)}"
        lines = [{"edition": "2", "ring": _RINGS[there], "quadrant": quadrant}]
        if rnd.random() < 0.8:
            old = before if rnd.random() < 0.6 else there
            lines.insert(0, {"edition": "1", "ring": _RINGS[old], "quadrant": quadrant})
        rows.append({"id": f"e{number}", "name": name, "history": lines})
    return Radar(
        title="Made up",
        quadrants=[{"id": f"q{number}", "name": f"Quadrant {number}"} for number in range(4)],
        rings=[ring.capitalize() for ring in _RINGS],
        editions=[{"id": "1"}, {"id": "2"}],
        entries=rows,
        layout={"labels": labels},
    )


def choose(seed: int) -> list[Crop]:
    """Return twenty blips of two radars, one with names and one with numbers, in mixed order."""
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    scenes = [
        Atlas(make_radar(43, "names", seed)).scene(),
        Atlas(make_radar(90, "numbers", seed + 1)).scene(),
    ]
    drawn = [_WORDS.sub("", render_svg(scene)) for scene in scenes]
    crops: list[Crop] = []
    for kind, count in _KINDS:
        there = [
            Crop(kind, blip, svg)
            for scene, svg in zip(scenes, drawn, strict=True)
            for blip in _of_kind(scene, kind)
        ]
        crops += rnd.sample(there, min(count, len(there)))
    rnd.shuffle(crops)
    return crops


def _of_kind(scene: Scene, kind: str) -> Iterator[Blip]:
    notches = {trail.entry: len(trail.tail.notches) for trail in scene.trails}
    words = {Movement.UNCHANGED: "stayed", Movement.NEW: "new"}
    for blip in scene.blips:
        way = f"{blip.movement} {notches.get(blip.entry, 0) + 1}"
        away = hypot(blip.x, blip.y) + _AROUND < scene.radius + 40.0
        if away and words.get(blip.movement, way) == kind:
            yield blip


def draw(crop: Crop) -> str:
    """Return a crop as an SVG."""
    left, top = crop.blip.x - _AROUND, crop.blip.y - _AROUND
    view = f"{left:.2f} {top:.2f} {2 * _AROUND} {2 * _AROUND}"
    head, _, rest = crop.svg.partition(">")
    size = f' width="{_PIXELS}" height="{_PIXELS}" viewBox="{view}"'
    return f"{_ROOT.sub('', head)}{size}>{rest}"


def draw_sheet(crops: Sequence[Crop]) -> str:
    """Return all crops with their numbers, side by side."""
    step = _PIXELS / 2 + 24
    rows = -(-len(crops) // _COLUMNS)
    wide, high = round(_COLUMNS * step + 24), round(rows * step + 24)
    parts = []
    for number, crop in enumerate(crops):
        x, y = 24 + number % _COLUMNS * step, 24 + number // _COLUMNS * step
        inner = draw(crop).replace("<svg ", f'<svg x="{x}" y="{y}" ', 1)
        inner = inner.replace(
            f'width="{_PIXELS}" height="{_PIXELS}"', f'width="{step - 24}" height="{step - 24}"'
        )
        parts.append(f'{inner}<text x="{x}" y="{y - 5}" font-size="14">{number + 1}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'font-family="Liberation Sans, DejaVu Sans, sans-serif">'
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def main(folder: Path, seed: int = 7) -> None:
    """Write the crops, the sheet and the answers into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    crops = choose(seed)
    for number, crop in enumerate(crops, 1):
        (folder / f"{number:02}.png").write_bytes(bytes(svg_to_bytes(svg_string=draw(crop))))
    (folder / "sheet.png").write_bytes(bytes(svg_to_bytes(svg_string=draw_sheet(crops))))
    answers = [f"{number:02} {crop.said}\n" for number, crop in enumerate(crops, 1)]
    (folder / "answers.txt").write_text("".join(answers), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
