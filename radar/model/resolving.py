"""The words by which entries name rings, quadrants, editions and each other → ids.

What a word means is decided as in files: an id, else an alias, else a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from radar.errors import Vocabulary, near_miss
from radar.model.described import Described, Proposal, Proposed
from radar.model.explaining import ID_PATTERN, ErrorPlace, Mistake
from radar.model.values import Edition, Entry, Named, Placement
from radar.naming import same_name


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def names_of(items: Iterable[Described | Named | Edition]) -> Mapping[str, str]:
    """Return the ids of items by everything that they answer to, as `same_name` compares it."""
    every = list(items)
    answers = {same_name(item.id): item.id for item in every}
    for item in every:
        for other in (*getattr(item, "aliases", ()), *item.name.values()):
            answers.setdefault(same_name(other), item.id)
    return answers


class _Kind:
    """Things of one kind that a word may name; what they answer to is only made where needed."""

    def __init__(self, kind: str, items: Sequence[Described] | Sequence[Named] | Sequence[Edition]):
        self.kind, self.items = kind, items
        self.ids = {item.id for item in items}

    @cached_property
    def names(self) -> Mapping[str, str]:
        return names_of(self.items)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.names)

    def find(self, word: str) -> str | None:
        return word if word in self.ids else self.names.get(same_name(word))

    def unknown(self, entry: Described, word: str) -> str:
        """Say which word of an entry means nothing, and what may have been meant."""
        there = sorted(self.ids)
        hint = near_miss(word, self.vocabulary) or f"there are {', '.join(there[:12])}"
        hint = hint if there else "there are none"
        return f"entry {entry.id!r} names the unknown {self.kind} {word[:80]!r}; {hint}"


class Resolver:
    """Turns the words of entries into ids, and gathers the words that mean nothing."""

    def __init__(
        self,
        quadrants: Sequence[Named],
        rings: Sequence[Named],
        editions: Sequence[Edition],
        entries: Sequence[Described],
    ) -> None:
        self.mistakes: list[Mistake] = []
        self._kinds = {
            "edition": _Kind("edition", editions),
            "ring": _Kind("ring", rings),
            "quadrant": _Kind("quadrant", quadrants),
        }
        self._entries = _Kind("entry", entries)

    def resolve(self, entry: Entry, place: int) -> Entry:
        """Return an entry with ids for words; `place` is its index among the entries as given."""
        update: dict[str, object] = {}
        told: set[tuple[str, str]] = set()
        lines = tuple(
            self._line(entry, place, n, line, told) for n, line in enumerate(entry.history)
        )
        if lines != entry.history:
            update["history"] = lines
        update |= self._resolve_others(entry, ("entries", place))
        if entry.proposed:
            at = ("entries", place, "proposed")
            update |= self._resolve_proposal(entry, entry.proposed, at)
        return entry.model_copy(update=update) if update else entry

    def resolve_proposal(self, proposal: Proposal, place: int) -> Proposal:
        """Return a proposal with ids for words; `place` is its index among the proposals."""
        at = ("proposals", place)
        update = self._resolve_others(proposal, at)
        update |= self._resolve_proposal(proposal, proposal.proposed, (*at, "proposed"))
        quadrant = self._find("quadrant", proposal, proposal.quadrant, (*at, "quadrant"))
        if quadrant != proposal.quadrant:
            update["quadrant"] = quadrant
        return proposal.model_copy(update=update) if update else proposal

    def _resolve_proposal(
        self, entry: Described, proposed: Proposed, at: ErrorPlace
    ) -> dict[str, object]:
        ring = self._find("ring", entry, proposed.ring, (*at, "ring"))
        same = ring == proposed.ring
        return {} if same else {"proposed": proposed.model_copy(update={"ring": ring})}

    def _find(self, what: str, entry: Described, word: str, at: ErrorPlace) -> str:
        """Return the id that a word names, or the word and a mistake where it names nothing."""
        found = self._kinds[what].find(word)
        if found is None:
            message = self._kinds[what].unknown(entry, word)
            self.mistakes.append(Mistake(at, f"unknown-{what}", message, word))
        return found or word

    def _resolve_others(self, entry: Described, at: ErrorPlace) -> dict[str, object]:
        """Return what changes in the entries that one names: related ones, and those instead."""
        update: dict[str, object] = {}
        for key, words in (("related", entry.related), ("instead", entry.instead)):
            ids = tuple(dict.fromkeys(self._resolve_words(entry, words, (*at, key))))
            if ids != words:
                update[key] = ids
        return update

    def _line(
        self, entry: Entry, place: int, n: int, line: Placement, told: set[tuple[str, str]]
    ) -> Placement:
        update = {}
        for what, kind in self._kinds.items():
            word = getattr(line, what)
            if not word or word in kind.ids:
                continue
            if (found := kind.find(word)) is not None:
                update[what] = found
            elif (what, word) not in told:
                told.add((what, word))
                short = len(entry.history) == 1 and not line.edition
                at = ("entries", place) if short else ("entries", place, "history", n)
                message = kind.unknown(entry, word)
                self.mistakes.append(Mistake((*at, what), f"unknown-{what}", message, word))
        return line.model_copy(update=update) if update else line

    def _resolve_words(
        self, entry: Described, words: Sequence[str], at: ErrorPlace
    ) -> Iterator[str]:
        """Yield the ids of other entries; an id that there is not stays, for `radar.check`."""
        for n, word in enumerate(words):
            if (found := self._entries.find(word)) is not None:
                yield found
            elif re.match(ID_PATTERN, word):
                yield word
            else:
                message = self._entries.unknown(entry, word)
                self.mistakes.append(Mistake((*at, n), "unknown-entry", message, word))


def find_duplicates(
    kinds: Mapping[str, Iterable[_HasId]],
) -> Iterator[Mistake]:
    """Yield a mistake for each id that is given twice, by the name of its list."""
    for kind, items in kinds.items():
        seen: set[str] = set()
        for place, item in enumerate(items):
            if item.id in seen:
                message = f"{kind} must have different ids; twice: {item.id}"
                yield Mistake((kind, place, "id"), "duplicate-id", message, item.id)
            seen.add(item.id)


def find_disorder(entries: Sequence[Entry], order: Mapping[str, int]) -> Iterator[Mistake]:
    """Yield a mistake for a history out of order, or in which an entry leaves that is not there.

    `order` has the place of each edition, the oldest first.
    """
    for place, entry in enumerate(entries):
        places = [order.get(line.edition, 0) for line in entry.history]
        rings = [None, *(line.ring for line in entry.history)]
        at = ("entries", place, "history")
        if any(before >= after for before, after in pairwise(places)):
            message = f"the history of entry {entry.id!r} is not in the editions' order"
            yield Mistake(at, "history-order", message, [line.edition for line in entry.history])
        elif any(before is None and after is None for before, after in pairwise(rings)):
            message = f"entry {entry.id!r} leaves the radar where it is not on it"
            yield Mistake(at, "history-removed", message, rings[1:])
