"""Which entries, rings and quadrants of two radars are the same.

They are matched by id. One whose id changed is matched by an alias or a name, but only if exactly
one candidate has it. Names that a person types on the command line are looked up in the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from radar.errors import BadCall, near_miss
from radar.model import Described, Edition, Entry, Named, Radar, names_of
from radar.naming import same_name, slug
from radar.text import printable


def match_ids(
    earlier: Sequence[Entry] | Sequence[Named], later: Sequence[Entry] | Sequence[Named]
) -> Mapping[str, str]:
    """Return the earlier's ids → the later's, for all that have a counterpart.

    By id, else by an id, alias or name that exactly one item on each side has.
    """
    if earlier is later:
        return {item.id: item.id for item in later}
    both = {item.id for item in earlier} & {item.id for item in later}
    old, new = (_words(item for item in side if item.id not in both) for side in (earlier, later))
    pairs = {(old[w][0], new[w][0]) for w in old if len(old[w]) == 1 == len(new.get(w, ()))}
    olds, news = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    sure = {a: b for a, b in sorted(pairs) if olds[a] == 1 == news[b]}
    return {item.id: item.id for item in earlier if item.id in both} | sure


def find_id(items: Iterable[Described | Named | Edition], word: str) -> str | None:
    """Return the id of the item that a word means, in any case: its id, else alias, else name."""
    return names_of(items).get(same_name(word))


def require_id(
    kind: str, items: Sequence[Described] | Sequence[Named] | Sequence[Edition], word: str
) -> str:
    """Return the id of the item that a word means; `kind` is the noun for messages.

    Raises:
        BadCall: there is none; the message suggests near misses.
    """
    id_ = find_id(items, word) or find_id(items, slug(word))
    if id_ is None:
        hint = near_miss(word, names_of(items))
        few = f"; there are {', '.join(item.id for item in items)}" if 0 < len(items) < 13 else ""
        end = f". {hint[:1].upper()}{hint[1:]}" if hint else few
        raise BadCall(f"there is no {kind} {printable(word)[:80]!r}{end}")
    return id_


def language_of(radar: Radar, word: str) -> str:
    """Return one of the radar's languages as the radar writes it, by default the first.

    Raises:
        BadCall: it has no such language.
    """
    for language in radar.languages:
        if word.casefold() in ("", language.casefold()):
            return language
    raise BadCall(f"the radar has no language {word[:40]!r}; it has {', '.join(radar.languages)}")


def _words(items: Iterable[Entry | Named]) -> Mapping[str, Sequence[str]]:
    """Return slug of an id, alias or name → ids of the items that have it."""
    ids: dict[str, list[str]] = {}
    for item in items:
        spoken = (*item.name.values(), *item.aliases)
        for word in dict.fromkeys((item.id, *map(slug, spoken))):
            ids.setdefault(word, []).append(item.id)
    return ids
