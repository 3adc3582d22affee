"""Names and numbers over whole histories: `python -m benchmarks.histories [folder of a radar…]`.

Prints the table of docs/names.md: what must hold, what is aimed at, and what is measured. The
histories are made up, with the sizes and the churn of public ones: 34 editions of 38 to 118 entries
of which few stay, 8 editions of 81 that hardly change, 9 editions of 86. Names are of real length.
Folders of radars are measured in the same way.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import dist
from pathlib import Path
from time import process_time
from typing import NamedTuple

from benchmarks.texts import technologies
from radar import load
from radar.layout import Atlas
from radar.layout.composition.blips import to_placed_label
from radar.layout.quality import figures
from radar.layout.scene import Label, Scene
from radar.model import Radar

IMPORTS = 0.17
"""Seconds that the import of the dependencies takes on the machine of the table."""
MOVED = 0.25
"""Px: a twentieth of a mark's radius, above which a blip counts as moved."""
SIZES = (
    38, 53, 61, 66, 79, 92, 92, 88, 105, 104, 108, 112, 104, 105, 103, 97, 106,
    111, 97, 103, 104, 106, 102, 107, 107, 106, 105, 107, 105, 105, 105, 105, 114, 118,
)  # fmt: skip
MOVES = 0.15
"""Share of the entries that do not stay which go to another ring; the others leave."""
QUADRANTS, RINGS = (0.35, 0.27, 0.2, 0.18), (0.14, 0.32, 0.4, 0.14)


class History(NamedTuple):
    """Sizes of the editions, and the share of the entries that stay in the next edition."""

    name: str
    sizes: Sequence[int]
    stay: float


HISTORIES = (
    History("34 editions of 38 to 118", SIZES, 0.28),
    History("8 editions of 81", (67, 72, 74, 76, 78, 81, 81, 81), 0.97),
    History("9 editions of 86", (22, 30, 36, 40, 45, 52, 60, 76, 86), 0.78),
)
CROWDS = (118, 150, 200, 250, 300)


Place = tuple[int, int]
"""Quadrant and ring."""


def make_radar(history: History, seed: int) -> Radar:
    """Return a radar whose entries come, stay, change their ring and leave."""
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    names = iter(technologies(sum(history.sizes), seed))
    lines: dict[str, list[dict[str, object]]] = {}
    now: dict[str, Place] = {}
    for edition, size in enumerate(history.sizes):
        for name in [name for name in sorted(now) if rnd.random() > history.stay]:
            quadrant, ring = now.pop(name)
            if rnd.random() < MOVES:
                now[name] = quadrant, ring - 1 if ring else 1
            lines[name].append(_line(edition, now.get(name, (quadrant, None))))
        while len(now) < size:
            name = next(names)
            now[name] = _pick(rnd, QUADRANTS), _pick(rnd, RINGS)
            lines[name] = [_line(edition, now[name])]
    return Radar(
        title="Made up",
        quadrants=[{"id": f"q{k}", "name": f"Quadrant {k}"} for k in range(4)],
        rings=["Adopt", "Trial", "Assess", "Hold"],
        editions=[{"id": str(k)} for k in range(len(history.sizes))],
        entries=[
            {"id": f"e{k}", "name": name, "history": path}
            for k, (name, path) in enumerate(lines.items())
        ],
    )


def _line(edition: int, place: tuple[int, int | None]) -> dict[str, object]:
    quadrant, ring = place
    ring_id = None if ring is None else ("adopt", "trial", "assess", "hold")[ring]
    return {"edition": str(edition), "quadrant": f"q{quadrant}", "ring": ring_id}


def _pick(rnd: random.Random, weights: Sequence[float]) -> int:
    return rnd.choices(range(len(weights)), weights)[0]


class Sums(NamedTuple):
    """What was counted over the editions of one radar."""

    entries: int
    beside: int
    pairs: int
    stayed: int
    labels: int
    same_place: int
    same_side: int
    leaders: float
    longest: float
    smallest: float
    ring_names: float
    widest: int
    faults: tuple[int, int, int]
    seconds: float


def measure(radar: Radar) -> Sums:
    """Lay out all editions of a radar and count."""
    atlas, start = Atlas(radar), process_time()
    scenes = [atlas.scene(edition.id) for edition in radar.editions]
    seconds = process_time() - start
    named = [f for f in (figures(atlas, e.id).names for e in radar.editions) if f]
    pairs = [each for before, after in pairwise(scenes) for each in _pairs(before, after)]
    labels = [(a, b) for moved, a, b in pairs if not moved and a and b]
    return Sums(
        entries=sum(len(scene.blips) for scene in scenes),
        beside=sum(f.placed for f in named),
        pairs=len(pairs),
        stayed=sum(not moved for moved, _, _ in pairs),
        labels=len(labels),
        same_place=sum(_same_place(a, b) for a, b in labels),
        same_side=sum(_side(a) == _side(b) for a, b in labels),
        leaders=sum(f.leaders for f in named) / max(len(named), 1),
        longest=max((f.longest for f in named), default=0.0),
        smallest=min((f.smallest for f in named if f.placed), default=0.0),
        ring_names=min(b.size for s in scenes for band in s.rings for b in band.names),
        widest=max(scene.width for scene in scenes),
        faults=(
            sum(f.channels for f in named),
            sum(f.nearer for f in named),
            sum(f.crossings for f in named),
        ),
        seconds=seconds,
    )


_Placed = tuple[Label, float, float]
"""A label, and the centre of its blip."""


def _pairs(before: Scene, after: Scene) -> Iterator[tuple[bool, _Placed | None, _Placed | None]]:
    """Yield, for each entry that did not change, whether it moved, and its two labels."""
    old, new = ({b.entry: b for b in scene.blips} for scene in (before, after))
    names = [
        {label.entry: label for label in scene.labels if not label.number}
        for scene in (before, after)
    ]
    for entry, blip in new.items():
        was = old.get(entry)
        if was and (was.quadrant, was.ring) == (blip.quadrant, blip.ring):
            a, b = (found.get(entry) for found in names)
            moved = dist((was.x, was.y), (blip.x, blip.y)) > MOVED
            yield moved, (a, was.x, was.y) if a else None, (b, blip.x, blip.y) if b else None


def _same_place(before: _Placed, after: _Placed) -> bool:
    one, other = to_placed_label(before[0]), to_placed_label(after[0])
    return one.lines == other.lines and dist(one.box[:2], other.box[:2]) < 1.0


def _side(placed: _Placed) -> str:
    label, x, y = placed
    box = label.text.box
    if box.left > x or box.right < x:
        return "right" if box.left > x else "left"
    return "above" if box.bottom < y + 2.0 else "below"


def crowd(count: int, seed: int = 1) -> Sums:
    """Measure one edition of that many entries."""
    return measure(make_radar(History("", (count,), 1.0), seed))


Row = tuple[str, str, str, str]
"""A figure, what it must be, what it is aimed to be, and what it is."""


def table(found: Sequence[Sums], crowds: Sequence[Sums]) -> Iterator[Row]:
    """Yield the rows of the table for the histories and for single editions."""
    first, every = found[0], (*found, *crowds)
    faults = [sum(kind) for kind in zip(*(one.faults for one in every), strict=True)]
    stays = "; ".join(f"{one.stayed / one.pairs:.3f}" for one in found)
    yield "unchanged entries that stay", ".985; .98; .93", ".996; .99; .96", stays
    beside = "; ".join(f"{one.beside} of {one.entries}" for one in found)
    yield "names beside their blips, histories", ".991; all; –", ".997; all; –", beside
    beside = "; ".join(f"{one.beside}" for one in crowds)
    counts = ", ".join(map(str, CROWDS))
    yield f"the same, of {counts} entries", "–; 145; 190; 235", "–; 150; 198; 248", beside
    yield "over the middle of a channel", "0", "0", f"{faults[0]}"
    yield "nearer another mark than 1.3 ×", "0", "0", f"{faults[1]}"
    yield "overlaps of anything with anything", "0", "0", f"{faults[2]}"
    yield (
        "least type: names; ring names",
        "10; 9",
        "11; 10",
        f"{first.smallest:g}; {_least(every):g}",
    )
    yield "width up to 120 entries", "1,180", "1,100", f"{max(one.widest for one in found):,}"
    place, side = first.same_place / first.labels, first.same_side / first.labels
    yield "names that keep place; side", ".65; .78", ".75; .85", f"{place:.2f}; {side:.2f}"
    leaders = f"{first.leaders:.1f}; {first.longest:.0f} px"
    yield "leaders, mean; longest", "6; 120 px", "3; 80 px", leaders
    times = f"{first.seconds / IMPORTS:.0f}; {crowds[0].seconds / IMPORTS:.1f}"
    yield "34 editions; 118 names, in times of the imports", "30; 1.3", "21; 0.9", times


def _least(every: Sequence[Sums]) -> float:
    return min(one.ring_names for one in every)


def main(folders: Sequence[str]) -> None:
    """Print the table for the made-up histories, or one line for each folder."""
    for folder in folders:
        print(folder, measure(load(Path(folder))))
    if not folders:
        found = [measure(make_radar(history, 1)) for history in HISTORIES]
        print("| figure | must | aim | measured |\n|---|---|---|---|")
        for row in table(found, [crowd(count) for count in CROWDS]):
            print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
