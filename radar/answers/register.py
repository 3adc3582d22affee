"""The document of a radar.json → what is known of each technology.

The document may come from anybody, so every value is taken for what it has to be, or refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Date  # noqa: N812 - a type
from types import NoneType
from typing import Any, Literal, NamedTuple

from radar.text import choose_words

Words = Mapping[str, str]
Status = Literal["decided", "proposed", "left"]


class Term(NamedTuple):
    """A ring, a quadrant or an edition: its id, its names by language, and other names."""

    id: str
    name: Words
    aliases: tuple[str, ...] = ()
    date: Date | None = None


class Proposed(NamedTuple):
    """A ring that somebody proposes, by whom, since when and why."""

    ring: str
    by: str
    since: Date | None
    note: Words


class Placing(NamedTuple):
    """One line of a history: from this edition on, this ring, None where the entry left."""

    edition: str
    ring: str | None
    note: Words


class Technology(NamedTuple):
    """What a radar says of one technology.

    `placings` are its history, the oldest first; a proposal has none.
    """

    id: str
    name: Words
    aliases: tuple[str, ...]
    summary: Words
    quadrant: str
    placings: tuple[Placing, ...]
    owners: tuple[str, ...]
    reviewed: Date | None
    leave_by: Date | None
    instead: tuple[str, ...]
    proposed: Proposed | None

    @property
    def ring(self) -> str | None:
        """The ring that counts now, None for a proposal and for what left."""
        return self.placings[-1].ring if self.placings else None

    @property
    def status(self) -> Status:
        """Whether somebody decided on it, it is proposed alone, or it left the radar."""
        if not self.placings:
            return "proposed"
        return "left" if self.ring is None else "decided"

    @property
    def run(self) -> tuple[Placing, ...]:
        """The lines since the technology came to where it is now."""
        first = len(self.placings)
        while first and self.placings[first - 1].ring == self.ring:
            first -= 1
        return self.placings[first:]

    @property
    def before(self) -> str | None:
        """The ring before the one that counts now, None where there is none."""
        earlier = self.placings[: len(self.placings) - len(self.run)]
        return earlier[-1].ring if earlier else None


class Register(NamedTuple):
    """A radar, as far as questions are answered from it.

    `past` are rings and quadrants that only closed editions have.
    """

    title: Words
    languages: tuple[str, ...]
    rings: Mapping[str, Term]
    quadrants: Mapping[str, Term]
    past: Mapping[str, Term]
    editions: Mapping[str, Term]
    technologies: Mapping[str, Technology]
    review_after: int | None
    base_url: str

    def say(self, words: Words, language: str = "") -> str:
        """Return words in a language, else in the radar's own, in their order."""
        return choose_words(words, language, *self.languages)

    def edition(self, id_: str) -> Term | None:
        """Return an edition, the first one for '', None where there is none."""
        return self.editions.get(id_) or (None if id_ else next(iter(self.editions.values()), None))

    def name_of(self, id_: str, language: str = "") -> str:
        """Return what a ring, a quadrant or an edition is called, its id where it has no name."""
        for terms in (self.rings, self.quadrants, self.editions, self.past):
            if id_ in terms:
                return self.say(terms[id_].name, language) or id_
        return id_


def register_of(document: Mapping[str, Any]) -> Register:
    """Return what a document of radar.json says.

    Raises:
        ValueError: it has something else in it than a radar.json has.
    """
    closed = _items(document, "closed")
    every = [_technology(item) for key in _DESCRIBED for item in _items(document, key)]
    after = document.get("review_after")
    return Register(
        title=_words(document.get("title")),
        languages=_texts(document.get("languages")) or ("en",),
        rings=_terms(document, "rings"),
        quadrants=_terms(document, "quadrants"),
        past={
            id_: term for old in closed for key in _AXES for id_, term in _terms(old, key).items()
        },
        editions=_terms(document, "editions"),
        technologies={each.id: each for each in sorted(every, key=lambda each: each.id)},
        review_after=after if type(after) is int else None,
        base_url=_text(document.get("base_url") or ""),
    )


_DESCRIBED = ("entries", "proposals")
_AXES = ("rings", "quadrants")


def _technology(said: Mapping[str, Any]) -> Technology:
    owner = _text(said.get("owner") or "")
    proposed = said.get("proposed")
    return Technology(
        id=_text(said["id"]),
        name=_words(said["name"]),
        aliases=_texts(said.get("aliases")),
        summary=_words(said.get("summary")),
        quadrant=_text(said.get("quadrant") or _last_quadrant(said)),
        placings=tuple(
            Placing(_text(line["edition"]), _text_or_none(line["ring"]), _words(line.get("note")))
            for line in _items(said, "history")
        ),
        owners=_texts(said.get("owners")) or ((owner,) if owner else ()),  # version 1 had one owner
        reviewed=_day(said.get("reviewed")),
        leave_by=_day(said.get("leave_by")),
        instead=_texts(said.get("instead")),
        proposed=_read_proposal(_mapping(proposed)) if proposed is not None else None,
    )


def _last_quadrant(said: Mapping[str, Any]) -> str:
    lines = _items(said, "history")
    return _text(lines[-1]["quadrant"]) if lines else ""


def _read_proposal(said: Mapping[str, Any]) -> Proposed:
    by, note = _text(said.get("by") or ""), _words(said.get("note"))
    return Proposed(_text(said["ring"]), by, _day(said.get("since")), note)


def _terms(document: Mapping[str, Any], key: str) -> Mapping[str, Term]:
    terms = (
        Term(
            _text(said["id"]),
            _words(said.get("name")),
            _texts(said.get("aliases")),
            _day(said.get("date")),
        )
        for said in _items(document, key)
    )
    return {term.id: term for term in terms}


def _items(document: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    """Return the mappings in a list of a document; an absent one is empty."""
    found = document.get(key) or ()
    if not isinstance(found, list | tuple):
        raise ValueError(f"{key} is no list")
    return [_mapping(item) for item in found]


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("a mapping is expected")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is expected")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple | NoneType):
        raise ValueError("a list is expected")
    return tuple(map(_text, value or ()))


def _words(value: object) -> Words:
    return {_text(tag): _text(words) for tag, words in _mapping(value or {}).items()}


def _day(value: object) -> Date | None:
    return None if value is None else Date.fromisoformat(_text(value))
