"""Rings and quadrants that may be typing errors: reported as doubtful, never merged.

In a table, every different cell makes a ring or a quadrant, also one with a typing error. One
with few rows whose name is close to one with many rows is probably the same. The user decides,
and says so with `--alias`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from radar.exchange.sheets.records import Cells
from radar.exchange.toolkit.draft import STANDARD_RINGS, Draft, fold
from radar.model import Named
from radar.text import choose_words, number_of

_AXES = ("quadrant", "ring")
_MOST = 40  # rings or quadrants that are compared; more are no typing errors but another column
_SHORTEST = 4  # letters of a word that may have a typing error; shorter ones are often all alike


def apply_aliases(cells: Cells, aliases: Mapping[str, str]) -> Cells:
    """Return a row with its ring and quadrant replaced by what `aliases` (old → new) say."""
    other = {fold(old): new for old, new in aliases.items()}
    meant = {c: other[fold(cells[c])] for c in _AXES if fold(cells[c]) in other}
    return replace(cells, values={**cells.values, **meant}) if meant else cells


def report_misspellings(draft: Draft, certain: Collection[str] = ()) -> None:
    """Report rings and quadrants with few rows whose name is close to another one.

    `certain` are folded names that are never reported.
    """
    for kind, items in zip(_AXES, (draft.quadrants, draft.rings), strict=True):
        if len(items) > _MOST:
            continue
        counts = Counter(getattr(row, kind) for row in draft.rows)
        for item, meant in _find_misspellings(items, counts, certain, usual=kind == "ring"):
            row = next(row for row in draft.rows if getattr(row, kind) == item.id)
            count = number_of(counts[item.id], "row")
            message = f"the {kind} {choose_words(item.name)!r} ({count}) may be {meant!r}"
            draft.say("doubtful", row.place, f"close-{kind}", message)


def _find_misspellings(
    items: Sequence[Named], counts: Mapping[str, int], certain: Collection[str], *, usual: bool
) -> Iterator[tuple[Named, str]]:
    """Yield each doubtful item and the name that may be meant.

    `counts` are rows by id; with `usual`, the standard rings count as expected names.
    """
    standard = STANDARD_RINGS if usual else ()
    names = [choose_words(item.name) for item in items]
    known = {fold(name) for name in standard}
    expected = [s for s in standard if known & set(map(fold, names)) - {fold(s)}]
    for n, (item, name) in enumerate(zip(items, names, strict=True)):
        if not counts[item.id] or fold(name) in known or fold(name) in certain:
            continue
        many = [
            other_name
            for m, (other, other_name) in enumerate(zip(items, names, strict=True))
            if m != n and _few(counts[item.id], counts[other.id], later=n > m)
        ]
        if meant := next((other for other in (*expected, *many) if nearly(name, other)), ""):
            yield item, meant


def _few(count: int, others: int, *, later: bool) -> bool:
    """Return whether `count` rows are few beside `others`; of equal counts, the later item is."""
    return (count <= 2 or count * 10 <= others) and (count < others or (count == others and later))


def nearly(one: str, other: str) -> bool:
    """Return whether two names may mean the same: a typing error, another ending, a prefix.

    >>> [nearly(*pair.split("|")) for pair in ("adpot|Adopt", "Tool|Tools", "Platformen|Platforms")]
    [True, True, True]
    >>> [nearly(*pair.split("|")) for pair in ("Ring 1|Ring 2", "Data|Date", "Field A|Field B")]
    [False, True, False]
    """
    short, long = sorted((_words(one), _words(other)), key=len)
    if len(short) < len(long):
        return len("".join(short)) >= _SHORTEST and long[: len(short)] == short
    return short != long and all(map(_alike, short, long))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold().replace("&", "and"))


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if one == other or len(short) < _SHORTEST or re.search(r"\d", one + other):
        return one == other
    start = _as_far_as(short, long)
    return start >= max(_SHORTEST, min(len(short), len(long) - 2)) or _one_slip(one, other, start)


def _as_far_as(one: str, other: str) -> int:
    """Return the length of the common prefix of two words."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _one_slip(one: str, other: str, start: int) -> bool:
    """Return whether one letter is wrong, missing or too many, or two neighbours are swapped.

    `start` is the length of the common prefix.
    """
    one, other = one[start:], other[start:]
    end = _as_far_as(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) == 1 or (len(one) == 2 and one == other[::-1])
