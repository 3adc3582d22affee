"""Grouping the rows that are about the same technology.

Rows belong together if they have the same id in the file, or else the same name without case,
spaces and punctuation, or an alias that the user gave. Names that are only close are reported as
doubtful and never merged: the user decides whether "Kubernetes (K8s)" is "Kubernetes".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from radar.exchange.importing.repeats import combine_rows
from radar.exchange.toolkit.draft import Draft, ImportRow, fold
from radar.naming import make_id

_LONGEST_TYPED = 30  # letters of a name that is searched for typing errors, in quadratic time
_RowGroups = Mapping[str, Sequence[ImportRow]]


def group_rows(rows: Iterable[ImportRow], aliases: Mapping[str, str]) -> dict[str, list[ImportRow]]:
    """Return the rows of each technology by its key, in order of appearance.

    `aliases` maps old names to new ones.
    """
    other = {fold(old): fold(new) for old, new in aliases.items()}
    groups: dict[str, list[ImportRow]] = {}
    for row in rows:
        key = row.id.casefold() or fold(row.name)
        seen = {key}
        while (key := other.get(key, key)) not in seen:
            seen.add(key)
        groups.setdefault(key, []).append(row)
    return groups


def merge_repeats(
    rows: Sequence[ImportRow], draft: Draft, order: Mapping[str, int]
) -> list[ImportRow]:
    """Return one row of an entry for each edition, oldest first, and report the others.

    The place of the first row of an edition counts. Another with the same ring and quadrant is
    merged into it; one that differs is reported. What either of them says beyond that is kept. A
    row without an edition belongs to the first. `order` is the index of each edition by id.
    """
    by_edition: dict[int, list[ImportRow]] = {}
    for row in rows:
        repeated = by_edition.setdefault(order.get(row.edition, 0), [])
        repeated.append(row)
        first = repeated[0]
        if first is row:
            continue
        if (row.ring, row.quadrant) == (first.ring, first.quadrant):
            draft.say("merged", row.place, "repeated", f"{row.name!r} is at {first.place} already")
        else:
            message = (
                f"{row.name!r} is at {first.place} already, in {first.quadrant}/{first.ring}; "
                f"this one says {row.quadrant}/{row.ring}; what else it says is kept"
            )
            draft.say("reported", row.place, "twice", message)
    return [combine_rows(by_edition[place], draft) for place in sorted(by_edition)]


def find_close_names(groups: _RowGroups) -> Iterator[tuple[ImportRow, ImportRow]]:
    """Yield the first rows of pairs of entries with close names that share no edition."""
    editions = {key: {row.edition for row in rows} for key, rows in groups.items()}
    every = len(set().union(*editions.values()))
    by_sign: dict[str, list[str]] = {}
    for key, rows in groups.items():
        if len(editions[key]) < every:
            for sign in _signs(rows[-1].name):
                by_sign.setdefault(sign, []).append(key)
    pairs = dict.fromkeys(
        (one, other)
        for keys in by_sign.values()
        if len(keys) <= 8
        for n, one in enumerate(dict.fromkeys(keys))
        for other in list(dict.fromkeys(keys))[n + 1 :]
    )
    for one, other in pairs:
        if editions[one].isdisjoint(editions[other]):
            yield groups[one][0], groups[other][0]


def _signs(name: str) -> Iterator[str]:
    """Yield keys of a name; two names are close if they share a key.

    Keys are the words in parentheses, the name without them, its sorted words, and the name with
    one letter missing.
    """
    bare = re.sub(r"\([^)]*\)", " ", name)
    yield from map(fold, re.findall(r"\(([^()]{2,})\)", name))
    words = re.findall(r"\w+[+#]*", bare.casefold())
    yield fold(bare)
    yield " ".join(sorted(word.rstrip("s") or word for word in words))
    plain = fold(bare)
    if 7 <= len(plain) <= _LONGEST_TYPED:
        yield from (plain[:n] + plain[n + 1 :] for n in range(len(plain)))


def make_ids(groups: _RowGroups, languages: Sequence[str]) -> dict[str, str]:
    """Return a unique id for each key, made from the file's own id or else the name.

    None is a reserved file name (index, con), and none ends like a translation (`polly.en`).
    """
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    ids: dict[str, str] = {}
    made = {
        key: _sound(make_id(rows[-1].id or rows[-1].name, *languages[:1]), languages)
        for key, rows in groups.items()
    }
    stems = set(made.values())
    for key, wanted in made.items():
        stem, _, last = wanted.rpartition(".")
        if stem in stems and not groups[key][-1].id:
            wanted = f"{stem}-{last}"  # polly.js.md, beside polly.md, would be its translation
        unique = wanted
        while unique in taken:
            counts[wanted] += 1
            unique = f"{wanted}-{counts[wanted] + 1}"
        taken.add(unique)
        ids[key] = unique
    return ids


_RESERVED = re.compile(r"(index|readme|con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def _sound(made: str, languages: Sequence[str]) -> str:
    stem, dot, last = made.rpartition(".")
    if dot and last in languages:
        made = f"{stem}-{last}"
    return f"{made}-entry" if _RESERVED.fullmatch(made) else made
