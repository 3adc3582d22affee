"""Columns of tables → fields of the radar's own, each of the type that all its values have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from radar.exchange.toolkit.draft import Draft, ImportRow
from radar.exchange.vocabulary.days import parse_date
from radar.model.own_fields import parse_number
from radar.safety.links import address_fault


def make_own_fields(draft: Draft) -> list[dict[str, Any]]:
    """Return the fields that the columns of a table became, each with the type of its values."""
    return [
        {"id": key, "name": head, "type": guess_type(_values_of(draft.rows, key))}
        for head, key in draft.fields.items()
        if any(_values_of(draft.rows, key))
    ]


def _values_of(rows: Sequence[ImportRow], key: str) -> list[str]:
    own: Iterable[Mapping[str, Any]] = (row.more.get("fields", {}) for row in rows)
    return [value for fields in own for value in fields.get(key, ())]


def guess_type(values: Sequence[str]) -> str:
    """Return the type of a field of which all values are dates, numbers or addresses, else text.

    >>> guess_type(["2026-01-05"]), guess_type(["12", "1.5"]), guess_type(["007"])
    ('date', 'number', 'text')
    """
    if all(map(_is_day, values)):
        return "date"
    if all(map(_is_plain_number, values)):
        return "number"
    return "link" if all(map(_is_address, values)) else "text"


def _is_day(value: str) -> bool:
    return len(value) == len("2026-01-05") and parse_date(value) is not None


def _is_plain_number(value: str) -> bool:
    """Return whether a text is a number, and no code that begins with a nought."""
    return parse_number(value) is not None and not re.match(r"-?0[0-9]", value)


def _is_address(value: str) -> bool:
    """Return whether a text is an address, after which a label may stand."""
    return address_fault(value.partition(" ")[0]) is None
