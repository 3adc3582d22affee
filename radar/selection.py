"""The part of a radar that one team sees: the entries with a tag or an owner, then as now.

Closed editions keep their rows of those entries, where they stood, with numbers of their own. What
left before is not among them, because only a file of today says who owns an entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from radar.errors import BadCall, near_miss
from radar.model import ClosedEdition, Described, Radar
from radar.naming import same_name
from radar.text import printable

_D = TypeVar("_D", bound=Described)
_MOST_NAMED = 12  # tags or owners that a message lists


def select(radar: Radar, tags: Sequence[str] = (), owners: Sequence[str] = ()) -> Radar:
    """Return a radar of the entries that have one of the tags and one of the owners.

    No tags, or no owners, select all. A tag may go by its name. The words that select stand behind
    the title, so that two such radars can be told apart.

    Raises:
        BadCall: no entry has a tag, or an owner, of that name.
    """
    every = (*radar.entries, *radar.proposals)
    names = {tag: text.values() for tag, text in radar.tags.items()}
    wanted_tags = _find_words("tag", (tag for each in every for tag in each.tags), names, tags)
    wanted_owners = _find_words("owner", (own for each in every for own in each.owners), {}, owners)

    def has_them(entry: Described) -> bool:
        mine = {same_name(tag) for tag in entry.tags}, {same_name(own) for own in entry.owners}
        return all(
            not words or words.keys() & own
            for words, own in zip((wanted_tags, wanted_owners), mine, strict=True)
        )

    kept = _keep(radar.entries, has_them)
    said = [_say(radar, word) for word in wanted_tags.values()]
    words: list[Mapping[str, str]] = [*said, *({"und": word} for word in wanted_owners.values())]
    return radar.model_copy(
        update={
            "title": {
                tag: f"{title}: {', '.join(radar.say(word, tag) for word in words)}"
                for tag, title in radar.title.items()
            },
            "id": radar.id,
            "entries": kept,
            "proposals": _keep(radar.proposals, has_them),
            "closed": _cut_editions(radar, {entry.id for entry in kept}),
        }
    )


def _keep(entries: Iterable[_D], has_them: Callable[[Described], bool]) -> list[_D]:
    return [entry for entry in entries if has_them(entry)]


def _say(radar: Radar, tag: str) -> Mapping[str, str]:
    return radar.tags.get(tag, {"und": tag})


def _find_words(
    kind: str, there: Iterable[str], names: Mapping[str, Iterable[str]], wanted: Sequence[str]
) -> Mapping[str, str]:
    """Return the words that are wanted as they are written, by their keys (`same_name`).

    Raises:
        BadCall: one is not there.
    """
    known = {same_name(word): word for word in sorted(set(there), reverse=True)}
    called = {same_name(name): word for word in known.values() for name in names.get(word, ())}
    found: dict[str, str] = {}
    for word in wanted:
        key = same_name(word)
        written = known.get(key) or called.get(key)
        if written is None:
            few = sorted(known.values())[:_MOST_NAMED]
            hint = near_miss(word, known.values()) or f"there are {', '.join(few) or 'none'}"
            message = f"no entry has the {kind} {printable(word)[:80]!r}"
            raise BadCall(f"{message}. {hint[:1].upper()}{hint[1:]}")
        found[same_name(written)] = written
    return found


def _cut_editions(radar: Radar, ids: set[str]) -> list[ClosedEdition]:
    """Return the closed editions with the rows of some entries of today alone."""
    rows = radar.identities.rows
    kept = [
        {rows[id_][place].id for id_ in ids & rows.keys() if place in rows[id_]}
        for place in range(len(radar.closed))
    ]
    return [_cut_edition(edition, kept[place]) for place, edition in enumerate(radar.closed)]


def _cut_edition(edition: ClosedEdition, ids: set[str]) -> ClosedEdition:
    """Return an edition with some of its rows, which are numbered anew in their order."""
    rows = [row for row in edition.entries if row.id in ids]
    drawn = sorted((row for row in rows if row.number), key=lambda row: row.number)
    numbers = {row.id: number for number, row in enumerate(drawn, 1)}
    return edition.model_copy(
        update={
            "entries": [row.model_copy(update={"number": numbers.get(row.id, 0)}) for row in rows],
            "amendments": [each for each in edition.amendments if each.entry in ids],
        }
    )
