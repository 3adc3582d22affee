"""Synthetic radars, the same for the same seed: skewed like real ones, changing like real ones.

`history` gives bare items for the layout, `radar` a whole `Radar` with names, summaries and texts
of real length, some of them Chinese. Nothing here is anybody's data.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from radar.layout.arrangement import Item

QUADRANTS = (0.34, 0.28, 0.22, 0.16)
RINGS = (0.24, 0.31, 0.28, 0.17)
ARRIVALS = (0.08, 0.37, 0.45, 0.10)

Standing = dict[str, tuple[int, int]]


def weights(base: Sequence[float], count: int) -> list[float]:
    """Return so many weights that fall off like the base."""
    return [base[place * len(base) // count] for place in range(count)]


def history(
    seed: int,
    entries: int,
    editions: int = 12,
    churn: float = 0.1,
    sectors: int = 4,
    rings: int = 4,
) -> list[list[Item]]:
    """Return editions of a radar of so many entries, oldest first.

    From one edition to the next a share of the entries changes: half of them leave, half go to a
    neighbouring ring (two thirds inwards), and as many come as left. Quadrants and rings are
    unequally full, the more so the luckier the seed.
    """
    rnd = random.Random(seed * 1_000_003 + entries)  # noqa: S311 - no secret hangs on it
    crowd = weights(QUADRANTS, sectors)
    rnd.shuffle(crowd)
    names = iter(range(10**9))
    now: Standing = {}

    def come(count: int, where: Sequence[float]) -> None:
        for _ in range(count):
            place = rnd.choices(range(sectors), crowd)[0], rnd.choices(range(rings), where)[0]
            now[f"{rnd.choice(STEMS)}-{next(names)}"] = place

    come(entries, weights(RINGS, rings))
    found = [_items(now)]
    for _ in range(editions - 1):
        changed = rnd.sample(sorted(now), round(churn * len(now)))
        leaving = changed[: len(changed) // 2]
        for name in changed[len(leaving) :]:
            sector, ring = now[name]
            step = -1 if rnd.random() < 2 / 3 else 1
            now[name] = sector, ring + step if 0 <= ring + step < rings else ring - step
        for name in leaving:
            del now[name]
        come(len(leaving), weights(ARRIVALS, rings))
        found.append(_items(now))
    return found


def _items(now: Standing) -> list[Item]:
    return [Item(name, *place) for name, place in sorted(now.items())]


STEMS = (
    "argo", "atlas", "beacon", "cedar", "cobalt", "delta", "ember", "falcon", "fjord", "gravel",
    "harbor", "indigo", "juniper", "kestrel", "lumen", "meadow", "nimbus", "onyx", "prairie",
    "quartz", "raven", "saffron", "tundra", "umber", "vector", "willow", "xenon", "yarrow",
    "zephyr",
)  # fmt: skip
