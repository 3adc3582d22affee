"""Names beside blips: how many find a place, how well they stand, and how long that takes.

    python -m benchmarks.names [radars]
    python -m benchmarks.names whole

Every radar is placed by the layout engine, then named; times are CPU seconds for the names alone,
also as a ratio to a loop in plain Python. The names are made of words that technologies are named
with, put together until their mean length is the one that is asked for.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from time import process_time
from typing import NamedTuple

from benchmarks.generate import history
from benchmarks.generate import radar as whole_radar
from radar.layout import Atlas
from radar.layout.composition.ring_names import place_ring_names
from radar.layout.geometry import Box
from radar.layout.labels.metrics import LabelFigures, measure_labels
from radar.layout.labels.model import NamedBlip
from radar.layout.labels.obstacles import Obstacles
from radar.layout.labels.placing import place_labels
from radar.layout.placement.arrangement import Plan
from radar.layout.placement.editions import arrange

LATIN = """
    access api app architecture as automated backup blob build chaos chart cloud code continuous
    contract data delivery deploy design domain driven edge engine event feature flow front
    function gateway graph grid helm image index infra kit lake layer learning mesh metric micro
    model mob node ops pair pattern pipeline platform policy proxy queue record registry review
    router rule schema search secret server shift sign single state store stream task team test
    tool trace trust unit vault vector view web wire work zero
"""
HAN = """
    云原生 微服务 网格 编排 持续交付 数据湖 可观测 平台 边缘计算 向量 治理 零信任 混沌 特性
    蓝绿 灰度
"""
RINGS = ("Adopt", "Trial", "Assess", "Hold")
MARK = 5.0


class Case(NamedTuple):
    """A radar to name: entries, mean length, size in px, share of names in Chinese, tall boxes."""

    entries: int
    mean: float
    size: float
    han: float = 0.0
    tall: bool = False


CASES = (
    Case(118, 16, 10.0),
    Case(100, 16, 12.0, 1 / 3),
    Case(60, 16, 12.0),
    Case(118, 16, 10.0, tall=True),
    Case(100, 16, 12.0, 1 / 3, tall=True),
    Case(60, 16, 12.0, tall=True),
)
WHOLE = ((40, 20), (60, 20), (80, 20), (100, 20), (118, 20), (120, 20))
LARGE = ((500, 6), (1_000, 4), (2_000, 3), (10_000, 2))


def names(case: Case, rnd: random.Random) -> list[str]:
    """Make names whose Latin ones have the mean length of the case."""
    han, words = [rnd.random() < case.han for _ in range(case.entries)], HAN.split()
    found = ["".join(rnd.sample(words, 2)) if one else _latin(rnd) for one in han]
    latin = [at for at, one in enumerate(han) if not one]
    while abs(off := sum(len(found[at]) for at in latin) / len(latin) - case.mean) > 0.2:
        at, other = rnd.choice(latin), _latin(rnd)
        if (len(other) < len(found[at])) == (off > 0):
            found[at] = other
    return found


def _latin(rnd: random.Random) -> str:
    words = rnd.sample(LATIN.split(), rnd.choices((1, 2, 3, 4), (25, 40, 25, 10))[0])
    return " ".join(words).capitalize()


def radar(case: Case, seed: int, blip: float) -> tuple[list[NamedBlip], Obstacles]:
    """Place a radar of a seed and return its marks and their ground."""
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    items = history(seed, case.entries, editions=1)[0]
    done = arrange(items, Plan(4, 4, radius=460.0, blip=blip, blip_floor=9.54, mark=MARK))
    marks = [
        NamedBlip(item.id, name, *done.points[item.id], MARK)
        for item, name in zip(items, names(case, rnd), strict=True)
    ]
    blocked = place_ring_names(RINGS, done.radii, 4, 11.0, 14.0).boxes
    reach = done.radius + 18.0
    bounds = Box(-reach, -done.radius, reach, done.radius)
    return marks, Obstacles(done.radii, 4, 20.0, blocked, bounds)


class Row(NamedTuple):
    """What came of one radar: the figures and the seconds."""

    figures: LabelFigures
    seconds: float


def measured(case: Case, seed: int, blip: float) -> Row:
    """Name one radar."""
    marks, ground = radar(case, seed, blip)
    start = process_time()
    labels, _, _ = place_labels(marks, ground, size=case.size, tall=case.tall)
    seconds = process_time() - start
    return Row(measure_labels(marks, labels, ground), seconds)


def loop_seconds() -> float:
    """Return what the fixed loop takes that times are compared with."""
    start = process_time()
    total = 0
    for number in range(1_000_000):
        total += number & 7
    assert total
    return process_time() - start


def table(rows: Sequence[Row], case: Case, loop: float) -> str:
    """Return one line of the table: means, and the worst where it matters."""
    total = len(rows) * case.entries

    def share(pick: Callable[[LabelFigures], int]) -> float:
        return sum(pick(row.figures) for row in rows) / total

    leaders = [row.figures.leaders for row in rows]
    seconds = [row.seconds for row in rows]
    mean = sum(seconds) / len(rows)
    parts = (
        f"{case.entries:>4} names {case.size:>4.0f} px {case.han:>4.0%} Chinese",
        "tall" if case.tall else "    ",
        f"placed {share(lambda f: f.placed):7.2%}",
        f"leaders {sum(leaders) / len(rows):4.1f}, at most {max(leaders)}",
        f"nearer {share(lambda f: f.nearer):5.1%}",
        f"lines {share(lambda f: f.lines):4.0%}",
        f"crossings {sum(row.figures.crossings for row in rows)}",
        f"{mean:.3f} s, {mean / loop:.1f} loops, at most {max(seconds):.3f} s",
    )
    return " | ".join(parts)


def whole(loop: float) -> None:
    """Print what whole layouts take, and in which size of type they have their names."""
    print("| entries | mean s | longest s | in loops | size of type |\n|---|---|---|---|---|")
    for entries, radars in (*WHOLE, *LARGE):
        sizes: dict[str, int] = {}
        seconds = []
        for seed in range(1, radars + 1):
            atlas, start = Atlas(whole_radar(seed, entries)), process_time()
            scene = atlas.scene()
            seconds.append(process_time() - start)
            size = scene.labels[0].text.size
            shown = f"{size:g} px" if atlas.shows_names(scene.edition) else "numbers"
            sizes[shown] = sizes.get(shown, 0) + 1
        told = ", ".join(f"{shown}: {sizes[shown]}" for shown in sorted(sizes))
        mean = sum(seconds) / radars
        print(f"| {entries:,} | {mean:.2f} | {max(seconds):.2f} | {mean / loop:.0f} | {told} |")


def main(radars: int = 12, blip: float = 20.0) -> None:
    """Print the table."""
    loop = loop_seconds()
    print(f"{radars} radars each, placed as for blips of {blip:g}; the loop takes {loop:.3f} s")
    for case in CASES:
        print(table([measured(case, seed, blip) for seed in range(1, radars + 1)], case, loop))


if __name__ == "__main__":
    if sys.argv[1:] == ["whole"]:
        whole(loop_seconds())
    else:
        main(*map(int, sys.argv[1:2]))
