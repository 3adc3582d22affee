"""What a form asks of a person who proposes an entry: made of what the radar knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from radar.model import BUILT_IN_FIELDS, OwnField, Radar
from radar.naming import same_name
from radar.text import printable

_RESERVED = ("none", "_no response_", "n/a")  # what forges take, or write, for no answer
_Kind = Literal["line", "text", "choice"]


class Question(NamedTuple):
    """One question: the key that the answer goes to, its heading, and how it is asked.

    Of a `choice`, `options` are the words to choose from and `ids` what each stands for. With
    `several`, commas stand between the words of an answer.
    """

    key: str
    label: str
    kind: _Kind
    hint: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    several: bool = False


def questions_of(radar: Radar) -> tuple[Question, ...]:
    """Return the questions of a radar's form, in their order; no two have the same heading.

    What every ring demands is required; what some demand is asked for and may be left empty, for
    nobody knows yet where an entry will stand.
    """
    taken: set[str] = set()
    distinct: list[Question] = []
    for question in _questions(radar):
        label = question.label
        if label.casefold() in taken:
            label = f"{label} [{question.key}]"
        taken.add(label.casefold())
        distinct.append(question._replace(label=label))
    return tuple(distinct)


def _questions(radar: Radar) -> Iterator[Question]:
    rings = [(ring.id, printable(radar.say(ring.name))) for ring in radar.rings]
    parts = [(part.id, printable(radar.say(part.name))) for part in radar.clockwise]
    yield Question("name", "Name", "line", "What it is called.", True)
    yield _choice("quadrant", "Quadrant", "Where it belongs.", parts, required=True)
    yield _choice("ring", "Ring", "The ring that you propose.", rings, required=True)
    wanted = _all(radar, "summary")
    yield Question("summary", "Summary", "line", "What it is, in one sentence.", wanted)
    yield Question("note", "Why", "line", "Why it should be in that ring, in one sentence.")
    yield Question("by", "Proposed by", "line", "Your name, or that of your team.")
    hint, wanted = "Who would look after it; several with commas.", _demand_all(radar, "owner")
    yield Question("owner", "Owner", "line", hint, wanted, several=True)
    for field in radar.fields:
        yield _of_field(radar, field)
    hint, wanted = "Words to find it by, with commas.", _all(radar, "tags")
    yield Question("tags", "Tags", "line", hint, wanted, several=True)
    hint, wanted = "Web addresses, one on each line.", _demand_all(radar, "links")
    yield Question("links", "Links", "text", hint, wanted)
    hint = "Entries to take in its place, with commas."
    yield Question("instead", "Take instead", "line", hint, several=True)
    sections = dict.fromkeys(
        radar.say(section) for rule in radar.rules.values() for section in rule.sections
    )
    hint = "In Markdown; of use is what a reader has to know."
    if sections:
        hint += f" Headings that some rings demand: {', '.join(map(printable, sections))}."
    yield Question("text", "Description", "text", hint)


def _choice(
    key: str, label: str, hint: str, pairs: list[tuple[str, str]], *, required: bool = False
) -> Question:
    """Return a question with options; names that two of them have are followed by their ids."""
    names = [name for _, name in pairs]
    folded = [same_name(name) for name in names]
    shown = tuple(
        name
        if name and folded.count(same_name(name)) == 1 and same_name(name) not in _RESERVED
        else f"{name} ({id_})".strip()
        for id_, name in pairs
    )
    return Question(key, label, "choice", hint, required, shown, tuple(id_ for id_, _ in pairs))


_HINTS = {
    "number": "Digits alone, as in 1200 or 12.5.",
    "date": "A day, as 2026-11-02.",
    "link": "A web address.",
    "list": "Several with commas.",
    "text": "",
}


def _of_field(radar: Radar, field: OwnField) -> Question:
    label, required = printable(radar.say(field.name)) or field.id, _all(radar, field.id)
    if field.type == "choice":
        pairs = [(choice.id, printable(radar.say(choice.name))) for choice in field.choices]
        return _choice(field.id, label, "", pairs, required=required)
    hint = _HINTS[field.type]
    if field.unit:
        hint = f"{hint} In {printable(radar.say(field.unit))}."
    if field.choices:
        words = ", ".join(choice.id for choice in field.choices)
        hint = f"{hint} Of these: {words}."
    several = field.type == "list"
    return Question(field.id, label, "line", hint.strip(), required, several=several)


def _all(radar: Radar, key: str) -> bool:
    """Return whether the rules of all rings demand a field."""
    assert key in (*BUILT_IN_FIELDS, *radar.fields_by_id)  # noqa: S101 - what a rule may demand
    every = [radar.rules.get(ring.id) for ring in radar.rings]
    return all(rule is not None and key in rule.fields for rule in every)


def _demand_all(radar: Radar, key: str) -> bool:
    every = [radar.rules.get(ring.id) for ring in radar.rings]
    return all(rule is not None and bool(getattr(rule, key)) for rule in every)
