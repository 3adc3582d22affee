"""What an entry says in fields of one's own: by the id of a field, a tuple of values.

An entry alone does not know its radar's fields, so here values are only brought into one form. What
each of them is, the radar decides (`radar.model.own_fields`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 - a type
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, PlainSerializer, WithJsonSchema

from radar.model.given import (
    as_dict,
    as_sequence,
)


def _as_values(value: object) -> object:
    given = as_dict(value)
    if not isinstance(given, dict):
        return given
    items = {key: _as_items(said) for key, said in given.items()}
    return {key: tuple(map(_as_value, said)) for key, said in items.items() if said}


def _as_items(said: object) -> list[object]:
    """Return one value or several as a list, without those that say nothing."""
    several = as_sequence(said)
    items = several if isinstance(several, list | tuple) else [said]
    return [item for item in items if item is not None and item not in ("", {})]


def _as_value(value: object) -> object:
    """Return a value of a field, if it is something that one may have.

    Raises:
        ValueError: it is something else.
    """
    if isinstance(value, Mapping):
        return {key: _as_value(said) for key, said in value.items()}
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal | Date | BaseModel):
        raise ValueError(f"a field has texts, numbers, dates or links, not {value!r:.80}")
    try:
        str(value).encode()
    except UnicodeEncodeError:
        raise ValueError("this is half a character, which no file can hold") from None
    return value


def _as_json(values: Mapping[str, tuple[Any, ...]]) -> dict[str, list[Any]]:
    return {key: list(map(_plain, said)) for key, said in values.items()}


def _plain(value: Any) -> Any:
    """Return a value as one that JSON has."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, Date) else value


_SCHEMA = {
    "description": "Fields of one's own: their ids, and what each says, always as a list.",
    "type": "object",
    "additionalProperties": {
        "type": "array",
        "minItems": 1,
        "items": {"type": ["string", "number", "object"]},
    },
}

OwnValues = Annotated[
    Mapping[str, tuple[Any, ...]],
    BeforeValidator(_as_values),
    PlainSerializer(_as_json, when_used="json"),
    WithJsonSchema(_SCHEMA),
]
