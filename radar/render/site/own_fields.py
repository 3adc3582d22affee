"""Fields of one's own on the pages: beside the text of an entry, in the table, as filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from radar.model import Described, Entry, FieldValue, OwnField
from radar.render.site.context import PageContext
from radar.render.site.values import Column, Detail, Facet, FacetValue, LabelledLink, Phrase
from radar.safety.links import can_follow

_MOST_OFFERED = 50  # values of a field among the filters; longer lists are read by nobody


class _ShownValue(NamedTuple):
    """A value: as an address has it, in words, where it leads, and its day as YYYY-MM-DD."""

    value: str
    words: Phrase
    href: str = ""
    iso_date: str = ""


_MINUS = "\N{MINUS SIGN}"  # as wide as a digit; a hyphen is not


def field_name(context: PageContext, field: OwnField) -> Phrase:
    """Return what a field is called."""
    return context.say(field.name)


def _values(context: PageContext, entry: Described, field: OwnField) -> tuple[_ShownValue, ...]:
    show = _SHOWN[field.type]
    return tuple(show(context, field, value) for value in entry.fields.get(field.id, ()))


def _text(context: PageContext, field: OwnField, value: Any) -> _ShownValue:
    words = context.say(value)
    return _ShownValue(words.words, words)


def _number(context: PageContext, field: OwnField, value: Any) -> _ShownValue:
    unit = context.say(field.unit)
    digits = f"{value:f}"
    return _ShownValue(digits, Phrase(f"{_with_minus(digits)} {unit}".rstrip(), unit.language))


def _with_minus(digits: str) -> str:
    return digits.replace("-", _MINUS)


def _word(context: PageContext, field: OwnField, value: Any) -> _ShownValue:
    name = field.choice_names.get(value)
    return _ShownValue(value, context.say(name) if name else Phrase(value))


def _date(context: PageContext, field: OwnField, value: Any) -> _ShownValue:
    return _ShownValue(value.isoformat(), Phrase(context.date(value)), iso_date=value.isoformat())


def _link(context: PageContext, field: OwnField, value: Any) -> _ShownValue:
    words = context.say(value.label) or Phrase(value.url)
    return _ShownValue(value.url, words, value.url if can_follow(value.url) else "")


_SHOWN: Mapping[str, Callable[[PageContext, OwnField, FieldValue], _ShownValue]] = {
    "text": _text,
    "number": _number,
    "choice": _word,
    "date": _date,
    "link": _link,
    "list": _word,
}


def own_details(
    context: PageContext, entry: Described, filter_by: Callable[[str, str], str]
) -> Iterator[Detail]:
    """Yield what an entry says in its fields; values that others may share lead to the filter."""
    for field in context.radar.fields:
        shared = field.type in ("text", "choice", "list")
        links = tuple(
            LabelledLink(
                one.href or (filter_by(field.id, one.value) if shared else ""),
                one.words,
                one.iso_date,
            )
            for one in _values(context, entry, field)
        )
        if links:
            yield Detail(field_name(context, field), links)


def own_facets(context: PageContext, entries: Sequence[Entry]) -> Iterator[Facet]:
    """Yield the fields to filter entries by, unless they have too many values to offer."""
    for field in context.radar.fields:
        names: dict[str, Phrase] = {}
        counts = Counter[str]()
        for entry in entries:
            values = {one.value: one.words for one in _values(context, entry, field)}
            names |= values
            counts.update(values.keys())
        differ = len(counts) > 1 or 0 < sum(counts.values()) < len(entries)
        if differ and len(counts) <= _MOST_OFFERED and field.type != "link":
            offered = (FacetValue(v, names[v], counts[v]) for v in _in_order(field, counts))
            yield Facet(field.id, field_name(context, field), tuple(offered))


def _in_order(field: OwnField, counts: Mapping[str, int]) -> list[str]:
    """Return values as the field lists them; numbers and dates ascend, others by their count."""
    if field.choices:
        return [choice for choice in field.choice_names if choice in counts]
    if field.type == "number":
        return sorted(counts, key=float)
    return sorted(counts) if field.type == "date" else sorted(counts, key=lambda v: (-counts[v], v))


def own_columns(context: PageContext, entries: Sequence[Entry]) -> Iterator[Column]:
    """Yield the columns of the fields in which an entry has a value; a unit stands in the head."""
    for field in context.radar.fields:
        if any(field.id in entry.fields for entry in entries):
            name, unit = field_name(context, field), context.say(field.unit)
            yield Column(field.id, Phrase(f"{name} ({unit})", name.language) if unit else name)


def own_field_data(context: PageContext) -> dict[str, str]:
    """Return the ids of the fields, and of what type their values are."""
    return {field.id: field.type for field in context.radar.fields}


def own_facts(context: PageContext, entry: Entry) -> dict[str, dict[str, Any]]:
    """Return what an entry says in its fields by id: values, and words where these differ.

    A number has its unit in the head of its column, and a day is written so that it can be sorted.
    """
    own: dict[str, Any] = {}
    said: dict[str, Any] = {}
    for field in context.radar.fields:
        if values := _values(context, entry, field):
            own[field.id] = [one.value for one in values]
            words = [_words_in_table(field, one) for one in values]
            if words != own[field.id]:
                said[field.id] = ", ".join(words)
    return {"own": own, "said": said}


def _words_in_table(field: OwnField, shown: _ShownValue) -> str:
    if field.type == "number":
        return _with_minus(shown.value)
    return shown.value if field.type == "date" else shown.words.words
