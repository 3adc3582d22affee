"""The kinds of fields that the model has, and what may be given for each.

A value is the same however it was made: words as a text or a mapping, a sequence as a list or a
generator, from keywords, a mapping, JSON, a pickle or a copy. What may be written in a file may be
given in Python. What is no such value is refused by pydantic's `ValidationError`, and by nothing
else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler

from radar.model.explaining import (
    ID_PATTERN,
    LANGUAGE_PATTERN,
    ErrorPlace,
    explain,
    literal_options,
)
from radar.model.given import as_dict, as_sequence, as_text
from radar.naming import same_name, slug
from radar.safety.links import WEB, AddressFault, address_fault, base_fault
from radar.text import choose_words

T = TypeVar("T")
_LONGEST_ID = 200  # characters


def _as_id(value: object) -> object:
    """Return a word as an id is written, where it may be one: small, without blanks around it."""
    word = value.strip().lower() if isinstance(value, str) else ""
    return word if re.match(ID_PATTERN, word) else value


Id = Annotated[
    str,
    BeforeValidator(_as_id),
    StringConstraints(pattern=ID_PATTERN, max_length=_LONGEST_ID),
]
# an id, or a name or alias until the radar is known in which it has an id
NameOrId = Annotated[
    str,
    BeforeValidator(_as_id),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "maxLength": _LONGEST_ID}),
]
# letters and digits with hyphens: the tag becomes the name of a folder
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN, max_length=100)]


def id_from(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Add the id that follows from the words under a key, where there are any and no id is given.

    >>> id_from({"name": "Data mesh"}, "name")["id"], id_from({"name": 5}, "name")
    ('data-mesh', {'name': 5})
    """
    words = as_text(value.get(key))
    if "id" in value or not isinstance(words, dict) or not all(map(_is_str, words.values())):
        return value
    spoken = choose_words(words)
    return {**value, "id": slug(spoken)} if spoken else value


def _is_str(value: object) -> bool:
    return isinstance(value, str)


def _in_order(value: Mapping[str, str]) -> Mapping[str, str]:
    """Sort words by language; a language without words says as much as one that is not there."""
    return {tag: value[tag] for tag in sorted(value) if value[tag]}


def _not_empty(value: Mapping[str, str]) -> Mapping[str, str]:
    if not any(words.strip() for words in value.values()):
        raise ValueError("there must be words in one language at least")
    return value


def _edit_address(url: str) -> str:
    return _sound(url, address_fault(url.replace("{path}", "path"), WEB))


def _web_address(url: str) -> str:
    return _sound(url, address_fault(url, WEB))


def _base_address(url: str) -> str:
    return _sound(url, base_fault(url))


def _sound(url: str, fault: AddressFault | None) -> str:
    if url and fault:
        raise ValueError(f"{url[:80]!r} {fault.message}")
    return url


def _distinct(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without blanks around them; of those that are one name the first is kept."""
    stripped = [word.strip() for word in words]
    if "" in stripped:
        raise ValueError("a word is expected here, not an empty text")
    kept: dict[str, str] = {}
    for word in stripped:
        kept.setdefault(same_name(word), word)
    return tuple(kept.values())


Text = Annotated[Mapping[str, str], BeforeValidator(as_text), AfterValidator(_in_order)]
Name = Annotated[Text, AfterValidator(_not_empty)]
# addresses of the web, or '' for none
WebAddress = Annotated[str, AfterValidator(_web_address)]
BaseAddress = Annotated[str, AfterValidator(_base_address)]
EditAddress = Annotated[str, AfterValidator(_edit_address)]
Many = Annotated[tuple[T, ...], BeforeValidator(as_sequence)]
WordList = Annotated[Many[str], AfterValidator(_distinct)]


class Value(BaseModel):
    """The root of the model: frozen, exact about its keys."""

    # any limit makes pydantic check each character of a text, so half a surrogate pair, which no
    # file can hold, is refused when it is given; a length of 0 refuses nothing else
    # a kind of value that nobody makes costs nothing: its schema is built with the first value
    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=0, defer_build=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy; what is changed in it is checked as in a value made anew.

        Raises:
            ValidationError: the change is none that such a value may have.
        """
        if not update:
            return super().model_copy(deep=deep)
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(fields | dict(update))


class RadarValue(Value):
    """A value that may be written as in a file, and says in plain words what is wrong with it."""

    # keys for which None is a value of its own; for others it means that they are left out
    _none_counts: ClassVar[frozenset[str]] = frozenset()
    _shorthands: ClassVar[tuple[str, ...]] = ()  # keys that stand for other fields

    @classmethod
    def _read(cls, value: object) -> object:
        """Return what was given as a mapping of fields, where it is one or stands for one."""
        given = as_dict(value)
        if not isinstance(given, dict):
            return given
        return {key: v for key, v in given.items() if v is not None or key in cls._none_counts}

    @classmethod
    def _place(cls, place: ErrorPlace, given: object) -> ErrorPlace:
        """Return where the caller wrote what is wrong at a place of the value."""
        return place

    @classmethod
    def _options(cls, field: str) -> Collection[str]:
        return literal_options(cls.model_fields[field].annotation)

    @model_validator(mode="wrap")
    @classmethod
    def _read_and_explain(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(value, cls):
            return handler(value)
        try:
            return handler(cls._read(value))
        except ValidationError as error:
            keys = (*cls.model_fields, *cls._shorthands)
            raise explain(
                error, keys, lambda place: cls._place(place, value), cls._options
            ) from None
