"""Placement against its figures: `python -m benchmarks.layout` (some minutes; `quick`: one).

Prints the tables of docs/layout.md. Times are CPU seconds, also as a ratio to a fixed loop in
plain Python, so that machines can be compared. Histories are those of `generate.history`: twelve
editions, a tenth of the entries changed in each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from math import fsum
from pathlib import Path
from time import process_time
from typing import NamedTuple

from benchmarks.generate import history
from radar.layout.placement.arrangement import Arrangement, Item, Plan
from radar.layout.placement.editions import arrange, arrange_all
from radar.layout.placement.metrics import (
    Evenness,
    Merit,
    Stability,
    ids_in_same_sector,
    mean_evenness,
    merit,
    move_lengths,
    stability,
)
from radar.layout.placement.slots import pack
from radar.layout.placement.wedge import sector_shape

PLAN = Plan(4, 4, radius=460.0, blip=20.0, blip_floor=9.54, mark=5.0)
HISTORIES = ((40, 8), (100, 8), (200, 6), (500, 4), (2000, 2), (10000, 1))
PACKINGS = Path(__file__).parent / "packings.json"


class Row(NamedTuple):
    """What came of several histories of one size: the worst of the musts, the mean of the rest."""

    faults: int
    gap: float
    first: Evenness
    last: Evenness
    kept: Stability
    unmoved: float


def loop_seconds() -> float:
    """Return what a fixed loop in plain Python takes here."""
    start = process_time()
    total = 0.0
    for k in range(3_000_000):
        total += (k % 7) * 0.5
    assert total
    return process_time() - start


def one(plan: Plan, editions: Sequence[list[Item]]) -> tuple[list[Merit], list[float], list[float]]:
    """Fold a history; return the figures of first and last, all moves, and the unmoved shares."""
    found = arrange_all(editions, plan)
    ways, shares = [], []
    for (old, new), (before, after) in zip(pairwise(found), pairwise(editions), strict=True):
        step = move_lengths(
            old.points, new.points, ids_in_same_sector(before, after), plan.mark or new.blip
        )
        ways += step
        shares.append(stability(step).unmoved)
    ends: list[tuple[list[Item], Arrangement]] = [
        (editions[0], found[0]),
        (editions[-1], found[-1]),
    ]
    return [merit(items, plan, end) for items, end in ends], ways, shares


def row(plan: Plan, entries: int, seeds: int) -> Row:
    """Fold some histories of one size."""
    merits: list[Merit] = []
    ways: list[float] = []
    shares: list[float] = []
    for seed in range(seeds):
        ends, steps, unmoved = one(plan, history(seed, entries))
        merits, ways, shares = merits + ends, ways + steps, shares + unmoved
    first = mean_evenness([m.evenness for m in merits[::2] if m.evenness])
    last = mean_evenness([m.evenness for m in merits[1::2] if m.evenness])
    assert first
    assert last
    faults = max(m.overlaps + m.outside + m.lost for m in merits)
    gap = min(m.gap for m in merits if m.gap is not None)
    return Row(faults, gap, first, last, stability(ways), fsum(shares) / len(shares))


def histories(cases: Sequence[tuple[int, int]]) -> None:
    """Print evenness and stability over twelve editions."""
    print("| entries | faults | gap | δ first, last | CV | σ | unmoved | mean move | greatest |")
    print("|---|---|---|---|---|---|---|---|---|")
    rows = []
    for entries, seeds in cases:
        r = row(PLAN, entries, seeds)
        rows.append(r)
        print(
            f"| {entries:,} | {r.faults} | {r.gap:.2f} "
            f"| {r.first.delta:.2f}, {r.last.delta:.2f} "
            f"| {r.first.variation:.2f}, {r.last.variation:.2f} "
            f"| {r.first.sigma:.2f}, {r.last.sigma:.2f} "
            f"| {r.unmoved:.3f} | {r.kept.mean:.3f} | {r.kept.greatest:.2f} |",
            flush=True,
        )
    mean = mean_evenness([r.last for r in rows])
    assert mean
    unmoved = fsum(r.unmoved for r in rows) / len(rows)
    print(
        f"| mean, last edition | | | {mean.delta:.2f} | {mean.variation:.2f} | {mean.sigma:.2f} "
        f"| {unmoved:.3f} | {fsum(r.kept.mean for r in rows) / len(rows):.3f} "
        f"| {max(r.kept.greatest for r in rows):.2f} |\n"
    )


def single(seeds: int = 8) -> None:
    """Print how many stay where any one of a hundred entries is taken out, without history."""
    print("| 100 entries, one taken out or put in | unmoved, mean | worst radar | worst entry |")
    print("|---|---|---|---|")
    means, worst = [], 1.0
    for seed in range(seeds):
        items = history(seed, 100, 1)[0]
        whole = arrange(items, PLAN)
        shares = []
        for gone in items:
            rest = [item for item in items if item is not gone]
            found = arrange(rest, PLAN)
            ways = move_lengths(whole.points, found.points, [i.id for i in rest], found.blip)
            shares.append(stability(ways).unmoved)
        means.append(fsum(shares) / len(shares))
        worst = min(worst, *shares)
    print(f"| without history | {fsum(means) / len(means):.3f} | {min(means):.3f} | {worst:.2f} |")
    with_history(seeds)
    print(flush=True)


def with_history(seeds: int) -> None:
    """Print how many stay where an entry is taken out of the next edition, or put in."""
    means, worst = [], 1.0
    for seed in range(seeds):
        items = history(seed, 100, 1)[0]
        before, shares = arrange(items, PLAN), []
        for gone in items[::5]:
            rest = [item for item in items if item is not gone]
            first = arrange(rest, PLAN)
            for start, then in ((before, rest), (first, items)):
                found = arrange(then, PLAN, start)
                ways = move_lengths(start.points, found.points, [i.id for i in rest], PLAN.mark)
                shares.append(stability(ways).unmoved)
        means.append(fsum(shares) / len(shares))
        worst = min(worst, *shares)
    mean = fsum(means) / len(means)
    print(f"| from edition to edition | {mean:.3f} | {min(means):.3f} | {worst:.2f} |")


def efficiency(inner: float, outer: float, count: int, best: float) -> float:
    """Return the largest discs that are packed, as a share of the best known."""
    wedge, low, high = sector_shape(4, 0, inner, outer, 0.0).wedge, 0.9, 1.01
    while high - low > 0.001:
        part = (low + high) / 2
        if pack(wedge, part * best / 2, part * best, count):
            low = part
        else:
            high = part
    return low


def packings(path: Path) -> None:
    """Print the packing efficiency η of the sectors for which a best packing is known."""
    table: dict[str, dict[int, float]] = {}
    for known in json.loads(path.read_text("utf-8"))["sectors"]:
        inner, outer, count = known["inner_radius"], known["outer_radius"], known["n"]
        if count >= 3:
            share = efficiency(inner, outer, count, known["best_diameter"])
            table.setdefault(f"{inner}–{outer}", {})[count] = share
    counts = sorted(next(iter(table.values())))
    print("| η, ring | " + " | ".join(f"n = {count}" for count in counts) + " |")
    print("|---" * (len(counts) + 1) + "|")
    for ring, shares in table.items():
        print(f"| {ring} | " + " | ".join(f"{shares[count]:.3f}" for count in counts) + " |")
    print(flush=True)


def times() -> None:
    """Print what a first and a next edition take."""
    loop = loop_seconds()
    print("| entries | first edition | next, a tenth changed | as a ratio to the loop | faults |")
    print("|---|---|---|---|---|")
    first: dict[int, float] = {}
    plan = PLAN
    for entries in (120, 500, 1000, 2000, 10000):
        before, after = history(1, entries, 2)
        taken, found = [], []
        for _ in range(3):
            start = process_time()
            old = arrange(before, plan)
            middle = process_time()
            found = [old, arrange(after, plan, old)]
            taken.append((middle - start, process_time() - middle))
        one, two = (min(each) for each in zip(*taken, strict=True))
        first[entries] = one
        judged = [merit(i, plan, f) for i, f in zip((before, after), found, strict=True)]
        faults = [m.overlaps + m.outside + m.lost for m in judged]
        print(f"| {entries:,} | {one:.3f} s | {two:.3f} s | {one / loop:.2f}, {two / loop:.2f} "
              f"| {max(faults)} |", flush=True)  # fmt: skip
    print(f"\nThe loop took {loop:.2f} s. Growth from 1,000 to 10,000 entries: "
          f"{first[10000] / first[1000]:.1f} times.\n")  # fmt: skip


def main() -> None:
    """Print all tables; `quick` takes fewer and smaller radars."""
    quick = "quick" in sys.argv[1:]
    times()
    histories([(entries, 2) for entries, _ in HISTORIES[:4]] if quick else HISTORIES)
    single(2 if quick else 8)
    packings(PACKINGS)


if __name__ == "__main__":
    main()
