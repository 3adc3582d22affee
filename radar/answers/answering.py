"""A name that somebody asks for → what a radar says of it, as data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date as Date  # noqa: N812 - a type
from datetime import timedelta
from typing import Any, NamedTuple

from radar.answers.finding import Directory
from radar.answers.register import Register, Technology, Term
from radar.errors import BadCall, near_miss
from radar.naming import same_name
from radar.text import printable

MOST_CHARACTERS = 2_000  # of a name that is asked for: an entry's may have no more


class Answer(NamedTuple):
    """What a radar says of one name.

    `technology` is None where none has that name; then `near` are the ids of others that may have
    been meant. `allowed` is None where nobody asked for certain rings.

    >>> Answer("Rust", None).known
    False
    """

    asked: str
    technology: Technology | None
    near: tuple[str, ...] = ()
    allowed: bool | None = None

    @property
    def known(self) -> bool:
        """Whether the radar has that technology."""
        return self.technology is not None

    @property
    def is_yes(self) -> bool:
        """Whether it is known, somebody decided on it, and it is in a ring that was asked for."""
        decided = self.technology is not None and self.technology.status != "proposed"
        return decided and self.allowed is not False


def answer_all(
    register: Register, names: Iterable[str], allow: Collection[str] = ()
) -> tuple[Answer, ...]:
    """Return an answer for each name; `allow` are rings, by id, name or alias.

    Raises:
        BadCall: a name is empty or too long, or there is no such ring.
    """
    rings, directory = find_terms("ring", register.rings, allow), Directory(register)
    return tuple(_answer(directory, name, rings) for name in names)


def _answer(directory: Directory, name: str, rings: Collection[str]) -> Answer:
    if not printable(name):
        raise BadCall("a name is expected here, and this one is empty")
    if len(name) > MOST_CHARACTERS:
        raise BadCall(f"a name has at most {MOST_CHARACTERS:,} characters, not {len(name):,}")
    technology, near = directory.find(name.strip())
    allowed = (technology is not None and technology.ring in rings) if rings else None
    return Answer(name, technology, near, allowed)


def find_terms(kind: str, terms: Mapping[str, Term], words: Collection[str]) -> tuple[str, ...]:
    """Return the ids of rings or quadrants (`kind`) that are named by id, name or alias.

    Raises:
        BadCall: there is no such term; the message suggests one.
    """
    ids = {same_name(word): term.id for term in terms.values() for word in _words(term)}
    for word in words:
        if same_name(word) not in ids:
            hint = near_miss(word, ids) or f"there are {', '.join(terms)}"
            raise BadCall(
                f"there is no {kind} {printable(word)[:80]!r}. {hint[:1].upper()}{hint[1:]}"
            )
    return tuple(dict.fromkeys(ids[same_name(word)] for word in words))


def _words(term: Term) -> Iterator[str]:
    yield from (term.id, *term.name.values(), *term.aliases)


def answer_document(register: Register, answer: Answer, language: str = "") -> dict[str, Any]:
    """Return an answer as data for JSON, words in one language."""
    document: dict[str, Any] = {"asked": answer.asked, "found": answer.known}
    if answer.technology is not None:
        document |= describe(register, answer.technology, language)
    if answer.allowed is not None:
        document["allowed"] = answer.allowed
    if not answer.known:
        document["near"] = [_reference(register, id_, language) for id_ in answer.near]
    return document


def describe(register: Register, technology: Technology, language: str = "") -> dict[str, Any]:
    """Return what a radar says of a technology as data for JSON, words in one language."""
    run = technology.run
    since = register.edition(run[0].edition) if run else None
    why = next((line.note for line in reversed(run) if line.note), {})
    ring = technology.ring
    return {
        "id": technology.id,
        "name": register.say(technology.name, language),
        "status": technology.status,
        "ring": ring,
        "ring_name": register.name_of(ring, language) if ring else None,
        "quadrant": technology.quadrant,
        "quadrant_name": register.name_of(technology.quadrant, language),
        "since": since.id if since else None,
        "since_date": _iso(since.date) if since else None,
        "before": technology.before,
        "why": register.say(why, language),
        "summary": register.say(technology.summary, language),
        "instead": [_reference(register, id_, language) for id_ in technology.instead],
        "leave_by": _iso(technology.leave_by),
        "owner": list(technology.owners),
        "reviewed": _iso(technology.reviewed),
        "review_by": _iso(review_by(register, technology)),
        "proposed": _describe_proposal(register, technology, language),
        "page": page_of(register, technology.id, language),
    }


def review_by(register: Register, technology: Technology) -> Date | None:
    """Return the last day on which a review is not overdue, None where none is due.

    A technology that was never reviewed counts from the edition of the last line of its history.
    """
    if register.review_after is None or technology.status != "decided":
        return None
    edition = register.edition(technology.placings[-1].edition)
    day = technology.reviewed or (edition.date if edition else None)
    try:
        return day + timedelta(days=register.review_after) if day else None
    except OverflowError:
        return None


def page_of(register: Register, id_: str, language: str = "") -> str:
    """Return the address of a technology's page, relative to the site where it has no address."""
    folder = f"{language}/" if language in register.languages[1:] else ""
    base = f"{register.base_url.rstrip('/')}/" if register.base_url else ""
    return f"{base}{folder}entries/{id_}.html"


def _describe_proposal(
    register: Register, technology: Technology, language: str
) -> Mapping[str, Any] | None:
    said = technology.proposed
    if said is None:
        return None
    return {
        "ring": said.ring,
        "ring_name": register.name_of(said.ring, language),
        "by": said.by,
        "since": _iso(said.since),
        "note": register.say(said.note, language),
    }


def _reference(register: Register, id_: str, language: str) -> dict[str, Any]:
    other = register.technologies.get(id_)
    if other is None:
        return {"id": id_, "name": id_, "ring": None}
    return {"id": id_, "name": register.say(other.name, language), "ring": other.ring}


def _iso(day: Date | None) -> str | None:
    return day.isoformat() if day else None
