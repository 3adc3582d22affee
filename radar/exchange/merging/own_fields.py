"""What an imported entry says in fields of one's own, as the fields of the radar here have it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from radar.model import Entry, Link, Radar
from radar.model.own_fields import read_values


class FittedValues(NamedTuple):
    """Values by field, what was said in fields that there are not, and what fits no field.

    `unknown` are ids of fields, `wrong` are messages.
    """

    values: Mapping[str, tuple[Any, ...]]
    unknown: tuple[str, ...]
    wrong: tuple[str, ...]


def fit_values(there: Radar, new: Radar, entry: Entry) -> FittedValues:
    """Return what an entry of the radar `new` says in fields, read by those of the radar there."""
    values: dict[str, tuple[Any, ...]] = {}
    unknown, wrong = [], []
    for key, said in entry.fields.items():
        field = there.fields_by_id.get(key)
        if field is None:
            unknown.append(key)
            continue
        same = field.type == new.fields_by_id[key].type
        try:
            values[key] = read_values(field, said if same else tuple(_bare(new, v) for v in said))
        except ValueError as error:
            wrong.append(str(error))
    return FittedValues(values, tuple(unknown), tuple(wrong))


def _bare(new: Radar, value: Any) -> Any:
    """Return a value as a text, which a field of another type may read."""
    if isinstance(value, Link):
        return f"{value.url} {new.say(value.label)}".strip()
    if isinstance(value, Mapping):
        return new.say(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
