"""What is the same thing under another name, in two radars.

Things are known by their id; a thing whose id changed is found again by an alias or a name, and
only where that leaves a single reading. Entries, rings and quadrants are matched alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from radar.model import Entry, Named, slug


def matched(
    earlier: Sequence[Entry] | Sequence[Named], later: Sequence[Entry] | Sequence[Named]
) -> Mapping[str, str]:
    """Return the earlier's ids → the later's, for all that have a counterpart.

    By id, else by any word that one on each side answers to, where there is no second reading.
    """
    if earlier is later:
        return {item.id: item.id for item in later}
    both = {item.id for item in earlier} & {item.id for item in later}
    old, new = (_words(item for item in side if item.id not in both) for side in (earlier, later))
    pairs = {(old[w][0], new[w][0]) for w in old if len(old[w]) == 1 == len(new.get(w, ()))}
    olds, news = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    sure = {a: b for a, b in sorted(pairs) if olds[a] == 1 == news[b]}
    return {item.id: item.id for item in earlier if item.id in both} | sure


def _words(items: Iterable[Entry | Named]) -> Mapping[str, Sequence[str]]:
    """Return every word that something answers to, made alike, → the ids that answer."""
    found: dict[str, list[str]] = {}
    for item in items:
        spoken = (*item.name.values(), *item.aliases)
        for word in dict.fromkeys((item.id, *map(slug, spoken))):
            found.setdefault(word, []).append(item.id)
    return found
