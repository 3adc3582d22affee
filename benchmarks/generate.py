"""Synthetic radars, the same for the same seed: skewed like real ones, changing like real ones.

`history` gives bare items for the layout, `radar` a whole `Radar` with names, summaries and texts
of real length, some of them Chinese. Nothing here is anybody's data.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.texts import body, names
from radar.layout.placement.arrangement import Item
from radar.model import Entry, Placement, Radar

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


def radar(
    seed: int, entries: int, editions: int = 1, *, han: bool = False, labels: str = "auto"
) -> Radar:
    """Return a radar with the history of `history`, names and texts of real length."""
    steps = history(seed, entries, editions)
    ids = sorted({item.id for items in steps for item in items})
    rnd = random.Random(seed)  # noqa: S311 - no secret hangs on it
    titles = dict(zip(ids, names(len(ids), han=han, seed=seed), strict=True))
    paths: dict[str, list[Placement]] = {}
    for place, items in enumerate(steps):
        there = {item.id: item for item in items}
        for name in ids:
            item, path = there.get(name), paths.setdefault(name, [])
            if item and (not path or _spot(path[-1]) != (item.sector, item.ring)):
                path.append(_placement(place, item.sector, item.ring))
            elif not item and path and path[-1].ring is not None:
                path.append(path[-1].model_copy(update={"edition": str(place), "ring": None}))
    return Radar(
        title="Synthetic",
        languages=("zh",) if han else ("en",),
        quadrants=[{"id": f"q{k}", "name": QUADRANT_NAMES[k]} for k in range(4)],
        rings=[{"id": f"r{k}", "name": RING_NAMES[k]} for k in range(4)],
        editions=[{"id": str(k), "name": str(k)} for k in range(editions)],
        entries=[
            Entry(id=name, name=titles[name], text=body(rnd, ids[:50], han=han), history=path)
            for name, path in paths.items()
        ],
        layout={"labels": labels},
    )


def _placement(edition: int, sector: int, ring: int) -> Placement:
    return Placement(edition=str(edition), quadrant=f"q{sector}", ring=f"r{ring}")


def _spot(placement: Placement) -> tuple[int, int] | None:
    if placement.ring is None:
        return None
    return int(placement.quadrant[1:]), int(placement.ring[1:])


QUADRANT_NAMES = ("Techniques", "Platforms", "Tools", "Languages")
RING_NAMES = ("Adopt", "Trial", "Assess", "Hold")
STEMS = (
    "argo", "atlas", "beacon", "cedar", "cobalt", "delta", "ember", "falcon", "fjord", "gravel",
    "harbor", "indigo", "juniper", "kestrel", "lumen", "meadow", "nimbus", "onyx", "prairie",
    "quartz", "raven", "saffron", "tundra", "umber", "vector", "willow", "xenon", "yarrow",
    "zephyr",
)  # fmt: skip
