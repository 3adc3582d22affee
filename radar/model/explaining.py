"""What pydantic finds wrong with a value → errors in plain words, at the place of the caller.

An error has the code that the same mistake has in a file (`unknown-key`, `bad-id`), and says what
was probably meant.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import (
    ErrorDetails,
    InitErrorDetails,
    PydanticCustomError,
    PydanticKnownError,
)

from radar.errors import near_miss, nearest

ID_PATTERN = r"^[a-z0-9][a-z0-9._-]*$"
LANGUAGE_PATTERN = r"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$"
_PATTERNS = {
    ID_PATTERN: (
        "bad-id",
        "cannot be an id; use small letters, digits, dots, hyphens and underscores, "
        "a letter or digit first",
    ),
    LANGUAGE_PATTERN: ("bad-language", "is no language tag; write a tag like en, zh or pt-BR"),
}
ErrorPlace = tuple[int | str, ...]


class Mistake(NamedTuple):
    """One thing that is wrong with a value: where, the code, what, and what was given."""

    place: ErrorPlace
    code: str
    message: str
    given: Any


def raise_mistakes(title: str, mistakes: Iterable[Mistake]) -> None:
    """Raise what is wrong, if anything is; `title` is the type of the value.

    Raises:
        ValidationError: there is a mistake.
    """
    if lines := [_as_line(*mistake) for mistake in mistakes]:
        raise ValidationError.from_exception_data(title, lines)


def explain(
    error: ValidationError,
    fields: Collection[str],
    place: Callable[[ErrorPlace], ErrorPlace],
    options: Callable[[str], Collection[str]],
) -> ValidationError:
    """Return the error in plain words.

    `fields` are the keys that may be given, `place` returns where the caller wrote what stands at
    a place of the value, and `options` the words that a field may have, if only some are allowed.
    """
    errors = [*_without_consequences(error.errors(include_url=False), fields)]
    lines = [*_explain_lines(errors, fields, place, options)]
    return ValidationError.from_exception_data(error.title, lines)


def literal_options(annotation: Any) -> tuple[str, ...]:
    """Return the words of the `Literal` in an annotation, () where there is none.

    >>> literal_options(Literal["new", "in"] | None)
    ('new', 'in')
    """
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    parts = get_args(annotation)
    return next(filter(None, map(literal_options, parts)), ()) if parts else ()


def _without_consequences(
    errors: list[ErrorDetails], fields: Collection[str]
) -> Iterator[ErrorDetails]:
    """Yield errors, but not that a key is missing which was mistyped, or would follow from a name.

    An id is made of a name; where the name is wrong, that alone is to be mended.
    """
    unknown = [error["loc"][0] for error in errors if error["type"] == "extra_forbidden"]
    meant = {nearest(str(key), fields) for key in unknown}
    wrong = {error["loc"][0] for error in errors if error["loc"]}
    if wrong & {"name", "title"}:
        meant.add("id")
    for error in errors:
        if error["type"] != "missing" or error["loc"][-1] not in meant:
            yield error


def _explain_lines(
    errors: Iterable[ErrorDetails],
    fields: Collection[str],
    place: Callable[[ErrorPlace], ErrorPlace],
    options: Callable[[str], Collection[str]],
) -> Iterator[InitErrorDetails]:
    for error in errors:
        where, given = place(error["loc"]), error["input"]
        kind, pattern = error["type"], error.get("ctx", {}).get("pattern", "")
        if kind == "extra_forbidden" and len(where) == 1:
            yield _as_line(where, "unknown-key", _explain_unknown("key", where[0], fields), given)
        elif kind == "string_pattern_mismatch" and pattern in _PATTERNS:
            code, message = _PATTERNS[pattern]
            yield _as_line(where, code, f"{_quote(given)} {message}", given)
        elif kind == "tuple_type" and isinstance(given, str):
            message = f"a list is expected here, not a text; write it as [{_quote(given)}]"
            yield _as_line(where, "wrong-type", message, given)
        elif kind == "literal_error" and isinstance(given, str) and len(where) == 1:
            message = _explain_unknown("value", given, options(str(where[0])))
            yield _as_line(where, "unknown-value", message, given)
        else:
            yield _as_it_is(error, where)


def _as_line(place: ErrorPlace, code: str, message: str, given: Any) -> InitErrorDetails:
    named: Any = code  # pydantic wants a literal text, for nothing is to be filled into the message
    return InitErrorDetails(
        type=PydanticCustomError(named, "{said}", {"said": message}), loc=place, input=given
    )


def _as_it_is(error: ErrorDetails, where: ErrorPlace) -> InitErrorDetails:
    """Return an error with its words."""
    kind: Any = error["type"]
    try:
        PydanticKnownError(kind, error.get("ctx"))
    except KeyError:  # it is one of ours, of a value inside this one
        return _as_line(where, kind, error["msg"], error["input"])
    return InitErrorDetails(type=kind, loc=where, input=error["input"], ctx=error.get("ctx", {}))


def _explain_unknown(kind: str, word: object, words: Collection[str]) -> str:
    """Say that a word means nothing here, and which was meant or may be used."""
    hint = near_miss(str(word), words) or f"there are {', '.join(sorted(words))}"
    return f"unknown {kind} {_quote(word)}; {hint}"


def _quote(word: object) -> str:
    shown = repr(word)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."
