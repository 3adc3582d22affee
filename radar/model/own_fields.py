"""Fields of one's own: facts about entries that a radar declares, such as a risk or a licence.

A radar has an `OwnField` for each; an entry has, by the id of the field, a tuple of values: one
value, or several where the field is a list. What a value is, follows from the type of the field:

    text      words by language           date   a day
    number    a `Decimal`, as written      link   a `Link`
    choice    the id of one of `choices`   list   words, or ids of `choices` where there are any
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date as Date  # noqa: N812 - a type, beside `type="date"`
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from radar.errors import near_miss
from radar.model.described import Described, Link
from radar.model.explaining import Mistake
from radar.model.fields import (
    Id,
    Many,
    Name,
    RadarValue,
    Text,
    WordList,
    id_from,
)
from radar.model.given import (
    as_sequence,
    as_text,
    as_word,
    in_small_letters,
)
from radar.naming import make_id, same_name

_D = TypeVar("_D", bound=Described)
FieldType = Literal["text", "number", "choice", "date", "link", "list"]
FieldValue = Mapping[str, str] | str | Decimal | Date | Link
FIELD_ID_PATTERN: Final = r"^[a-z0-9][a-z0-9_-]*$"  # a dot stands before a language in a column
MOST_DIGITS: Final = 15  # of a number; every reader of JSON keeps as many
MOST_FIELDS: Final = 100  # a table of more columns is read by nobody
MOST_CHOICES: Final = 200
RESERVED: Final = frozenset(
    {
        # keys of an entry, and those that are to come
        *("id", "name", "summary", "text", "quadrant", "ring", "moved", "history", "tags", "owner"),
        *("reviewed", "links", "aliases", "related", "pin", "hidden", "note"),
        *("instead", "leave_by", "proposed", "draft"),
        # of an entry in radar.json
        *("owners", "fields", "sources", "movement", "number", "departed"),
        # further columns of a table
        *("edition", "edition_name", "edition_date", "quadrant_number", "ring_number", "since"),
        *("description", "status", "date"),
        # what the address of a list says
        *("q", "view", "zoom", "tag"),
        "constructor",  # every object of JavaScript has one
    }
)
"""What no field of one's own can be called, for it has a meaning already."""


def check_field_id(field_id: str) -> tuple[str, str] | None:
    """Return what is wrong with the id of a field and what to do; None where nothing is.

    >>> check_field_id("risk"), check_field_id("name")
    (None, ('a field cannot be called "name", which has a meaning already', 'call it my-name'))
    """
    if field_id in RESERVED:
        message = f'a field cannot be called "{field_id}", which has a meaning already'
        return message, f"call it my-{field_id}"
    if not re.fullmatch(FIELD_ID_PATTERN, field_id):
        message = f'"{field_id[:60]}" cannot be the id of a field'
        hint = "use small letters, digits, hyphens and underscores"
        short = make_id(field_id).replace(".", "-")
        return message, f"{hint}, and give it a name, as in {short}: {field_id[:60]}"
    return None


class Choice(RadarValue):
    """One of the values that a field of choices may have. A text stands for one of that name.

    >>> Choice(name="High").id
    'high'
    """

    id: Id = ""
    name: Name
    aliases: WordList = ()

    @classmethod
    def _read(cls, value: object) -> object:
        given = as_word(value)
        given = super()._read({"name": given} if isinstance(given, str) else given)
        return id_from(given, "name") if isinstance(given, dict) else given


def _as_choices(value: object) -> object:
    """Return a mapping from id to name as a list of choices."""
    if not isinstance(value, Mapping):
        return as_sequence(value)
    return [{"id": choice, "name": name} for choice, name in value.items()]


def _check_id(field_id: str) -> str:
    if wrong := check_field_id(field_id):
        raise ValueError(wrong[0])
    return field_id


def imply_type(given: Mapping[str, Any]) -> FieldType:
    """Return the type of a field that does not state one.

    >>> imply_type({"choices": ["low", "high"]}), imply_type({"unit": "EUR"}), imply_type({})
    ('choice', 'number', 'text')
    """
    return "choice" if given.get("choices") else "number" if given.get("unit") else "text"


class OwnField(RadarValue):
    """A field of one's own. A text stands for a field of that name.

    Without a `type` it is `choice` where there are `choices`, `number` where there is a `unit`, and
    `text` otherwise.

    >>> OwnField(id="risk", name="Risk", choices=["low", "high"]).type
    'choice'
    """

    id: Annotated[Id, AfterValidator(_check_id)] = ""
    name: Name
    type: Annotated[FieldType, BeforeValidator(in_small_letters)] = "text"
    unit: Text = Field(default_factory=dict)
    choices: Annotated[
        tuple[Choice, ...], Field(max_length=MOST_CHOICES), BeforeValidator(_as_choices)
    ] = ()

    @classmethod
    def _read(cls, value: object) -> object:
        given = super()._read({"name": value} if isinstance(value, str) else value)
        if not isinstance(given, dict):
            return given
        return {"type": imply_type(given), **id_from(given, "name")}

    @cached_property
    def choice_ids(self) -> Mapping[str, str]:
        """Everything that a choice answers to, as `same_name` compares it → its id."""
        answers = {same_name(choice.id): choice.id for choice in self.choices}
        for choice in self.choices:
            for word in (*choice.aliases, *choice.name.values()):
                answers.setdefault(same_name(word), choice.id)
        return answers

    @cached_property
    def choice_names(self) -> Mapping[str, Mapping[str, str]]:
        """The id of each choice → its name."""
        return {choice.id: choice.name for choice in self.choices}

    def describe(self, value: FieldValue, say: Callable[[Mapping[str, str]], str]) -> str:
        """Return a value in words; `say` returns those of a text in the language that is wanted.

        >>> cost = OwnField(id="cost", name="Cost", unit="EUR")
        >>> cost.describe(Decimal("12.50"), lambda text: text["und"])
        '12.50 EUR'
        """
        if isinstance(value, Decimal):
            return f"{value:f} {say(self.unit)}".rstrip()
        if isinstance(value, Link):
            return say(value.label) or value.url
        if isinstance(value, Mapping):
            return say(value)
        return say(self.choice_names.get(str(value), {})) or str(value)

    def find_choice(self, word: str) -> str:
        """Return the id of the choice that a word names: its id, its name or an alias.

        Raises:
            ValueError: there is none; the message says which there are.
        """
        if (found := self.choice_ids.get(same_name(word))) is not None:
            return found
        hint = near_miss(word, self.choice_ids)
        raise ValueError("; ".join(filter(None, (self.explain_choice(word), hint))))

    def explain_choice(self, word: str) -> str:
        """Return the message for a word that names no choice."""
        ids = ", ".join([*self.choice_names][:12]) + (", ..." if len(self.choices) > 12 else "")
        return f'"{word[:60]}" is none of the choices of the field "{self.id}": {ids}'


def as_own_fields(value: object) -> object:
    """Return a mapping from id to field as a list of fields."""
    if not isinstance(value, Mapping):
        return as_sequence(value)
    return [{"id": key, **_as_mapping(said)} for key, said in value.items()]


def _as_mapping(field: object) -> Mapping[str, Any]:
    return field if isinstance(field, Mapping) else {"name": field}


OwnFields = Annotated[Many[OwnField], Field(max_length=MOST_FIELDS), BeforeValidator(as_own_fields)]


def parse_number(text: str) -> Decimal | None:
    """Return the number that a text is, with its digits as they are written; None if it is none.

    >>> parse_number("12.50"), parse_number("1,200"), parse_number("1e3")
    (Decimal('12.50'), None, None)
    """
    if not _NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return None
    return Decimal(text)


_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def _text(field: OwnField, given: object) -> FieldValue:
    said = as_text(as_word(given))
    if not isinstance(said, dict) or not all(isinstance(words, str) for words in said.values()):
        raise ValueError("a text is expected here, or one for each language")
    return {tag: said[tag] for tag in sorted(said) if said[tag]}


def _number(field: OwnField, given: object) -> FieldValue:
    number = parse_number(format(given, "f") if isinstance(given, Decimal) else str(given))
    if number is None:
        raise ValueError(f"a number of at most {MOST_DIGITS} digits is expected here")
    return number


def _choice(field: OwnField, given: object) -> FieldValue:
    return field.find_choice(_word(field, given))


def _word(field: OwnField, given: object) -> str:
    word = as_word(given)
    if not isinstance(word, str) or not word.strip():
        raise ValueError("a word is expected here")
    return word.strip()


def _date(field: OwnField, given: object) -> FieldValue:
    try:
        return given if isinstance(given, Date) else Date.fromisoformat(str(given))
    except ValueError:
        raise ValueError("a date is expected here, such as 2026-11-02") from None


def _link(field: OwnField, given: object) -> FieldValue:
    if isinstance(given, str):  # as a cell of a table has it: an address, and a label after it
        url, _, label = given.strip().partition(" ")
        given = {"url": url, "label": label.strip()}
    try:
        return Link.model_validate(given)
    except ValidationError as error:
        raise ValueError(f"a link is expected here: {error.errors()[0]['msg']}") from None


def _item(field: OwnField, given: object) -> FieldValue:
    word = _word(field, given)
    return field.find_choice(word) if field.choices else word


_READERS: Mapping[FieldType, Callable[[OwnField, object], FieldValue]] = {
    "text": _text,
    "number": _number,
    "choice": _choice,
    "date": _date,
    "link": _link,
    "list": _item,
}


def read_values(field: OwnField, given: tuple[object, ...]) -> tuple[FieldValue, ...]:
    """Return what an entry says in a field as values of its type.

    >>> read_values(OwnField(id="cost", name="Cost", unit="EUR"), (1200,))
    (Decimal('1200'),)

    Raises:
        ValueError: a value is none that the field may have, or there are too many.
    """
    values = tuple(_READERS[field.type](field, one) for one in given)
    if field.type == "list":
        kept = {same_name(str(value)): value for value in reversed(values)}
        return tuple(reversed(kept.values()))
    if len(values) > 1:
        raise ValueError(f"the field {field.id!r} has one value; a list is of the type list")
    return values


class OwnFieldReader:
    """Turns what entries say in fields of one's own into values, and gathers what is wrong."""

    def __init__(self, fields: Iterable[OwnField]) -> None:
        self.fields = {field.id: field for field in fields}
        self.mistakes: list[Mistake] = []

    def read(self, entry: _D, place: int, kind: str = "entries") -> _D:
        """Return an entry with values in the order of the fields.

        `place` is its index among the entries as given, or in another list, the `kind`.
        """
        if not entry.fields:
            return entry
        values = {}
        for key, given in sorted(entry.fields.items(), key=self._order):
            try:
                values[key] = read_values(self._field(key), given)
            except ValueError as error:
                code = "wrong-value" if key in self.fields else "unknown-field"
                at = (kind, place, "fields", key)
                self.mistakes.append(Mistake(at, code, f"entry {entry.id!r}: {error}", given))
        return entry if self.mistakes else _with_values(entry, values)

    def _order(self, pair: tuple[str, object]) -> int:
        return list(self.fields).index(pair[0]) if pair[0] in self.fields else len(self.fields)

    def _field(self, key: str) -> OwnField:
        """Return a field by its id.

        Raises:
            ValueError: the radar has no such field.
        """
        if key in self.fields:
            return self.fields[key]
        there = f"there are {', '.join(self.fields)}" if self.fields else "the radar has no fields"
        raise ValueError(f"unknown field {key[:80]!r}; {near_miss(key, self.fields) or there}")


def _with_values(entry: _D, values: Mapping[str, tuple[FieldValue, ...]]) -> _D:
    same = [(key, [*map(_infer_type, said)]) for key, said in entry.fields.items()]
    if same == [(key, [*map(_infer_type, said)]) for key, said in values.items()]:
        return entry
    return entry.model_copy(update={"fields": values})


def _infer_type(value: object) -> tuple[str, str]:
    return type(value).__name__, str(value)


def find_twice(fields: Iterable[OwnField]) -> Iterator[Mistake]:
    """Yield a mistake for each choice of a field whose id another has."""
    for n, field in enumerate(fields):
        seen: set[str] = set()
        for place, choice in enumerate(field.choices):
            if choice.id in seen:
                message = f"the field {field.id!r} has two choices with the id {choice.id!r}"
                at = ("fields", n, "choices", place, "id")
                yield Mistake(at, "duplicate-id", message, choice.id)
            seen.add(choice.id)
        if field.type == "choice" and not field.choices:
            message = f"the field {field.id!r} has no choices"
            yield Mistake(("fields", n, "choices"), "missing-key", message, ())
