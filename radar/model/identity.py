"""Which rows of closed editions are which entries, and which of their rings are which of today.

An entry of a closed edition and an entry of today are the same by id, else by an alias of today's
entry, else because the edition after says what the entry was. Anything else is an entry that has
left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from radar.model.published import (
    ClosedEdition,
    PublishedEntry,
    PublishedQuadrant,
    PublishedRing,
)
from radar.model.values import Named
from radar.naming import same_name


class Called(Protocol):
    """Something with an id and other names that it answers to."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def aliases(self) -> Sequence[str]:
        """The other names."""


class Clash(NamedTuple):
    """Two rows of one edition that would be the same entry."""

    edition: str
    rows: tuple[str, str]
    entry: str


class Identities(NamedTuple):
    """`rows` are, by id of today's entry, its rows by the place of their edition.

    `departed` are the ids, in those rows, of entries that no entry of today is; `clashes` are what
    cannot be true.
    """

    rows: Mapping[str, Mapping[int, PublishedEntry]]
    departed: tuple[str, ...]
    clashes: tuple[Clash, ...]


def identify(closed: Sequence[tuple[int, ClosedEdition]], entries: Iterable[Called]) -> Identities:
    """Return which row of which edition is which entry.

    `closed` are the editions with their places, the oldest first.
    """
    there = list(entries)
    ids = {entry.id for entry in there}
    aliases = _aliases(there)
    rows: dict[str, dict[int, PublishedEntry]] = {}
    clashes: list[Clash] = []
    later: dict[str, str] = {}  # id in this edition → entry, as the editions after say
    for place, edition in reversed(closed):
        taken: dict[str, str] = {}
        before: dict[str, str] = {}
        for row in edition.entries:
            entry = row.id if row.id in ids else aliases.get(same_name(row.id))
            entry = entry or later.get(row.id, row.id)
            if entry in taken:
                clashes.append(Clash(edition.id, (taken[entry], row.id), entry))
                continue
            taken[entry] = row.id
            rows.setdefault(entry, {})[place] = row
            before[row.was or row.id] = entry
        later |= before
    departed = tuple(sorted(entry for entry in rows if entry not in ids))
    return Identities(
        {entry: dict(sorted(rows[entry].items())) for entry in sorted(rows)},
        departed,
        tuple(reversed(clashes)),
    )


def _aliases(entries: Sequence[Called]) -> Mapping[str, str]:
    """Return the aliases of entries, as keys of names → id; the first entry has each."""
    found: dict[str, str] = {}
    for entry in entries:
        for alias in entry.aliases:
            found.setdefault(same_name(alias), entry.id)
    return found


def match_axis(
    earlier: Sequence[PublishedRing] | Sequence[PublishedQuadrant], now: Sequence[Named]
) -> Mapping[str, str]:
    """Return the id of each ring (or quadrant) of a closed edition → that of the same one today.

    They are the same by id, else by an alias, else by a name that one of today's has. One that is
    none of today's keeps its id.
    """
    ids = {item.id for item in now}
    old = {item.id for item in earlier}
    answers: dict[str, str] = {}
    for item in now:
        for alias in item.aliases:
            answers.setdefault(same_name(alias), item.id)
    for item in now:
        for name in item.name.values():
            answers.setdefault(same_name(name), item.id)
    matched: dict[str, str] = {}
    for old_item in earlier:
        words = (old_item.id, *old_item.name.values())
        there = next((answers[same_name(word)] for word in words if same_name(word) in answers), "")
        free = there and there not in old and there not in matched.values()
        matched[old_item.id] = old_item.id if old_item.id in ids or not free else there
    return matched
