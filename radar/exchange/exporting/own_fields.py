"""Fields of one's own, and owners, as they are written in the files of a radar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from radar.exchange.exporting.written_texts import without_empty, write_link, write_words
from radar.model import Choice, OwnField, Radar
from radar.naming import slug
from radar.text import UNSTATED, choose_words
from radar.yaml import Flow, Plain


def write_own_field(field: OwnField, radar: Radar) -> Any:
    """Return what `radar.yaml` says of a field: its name alone where that is all."""
    fields = without_empty(
        {
            "name": write_words(field.name, radar),
            "type": field.type if field.type != "text" else "",
            "unit": write_words(field.unit, radar),
            "choices": [_choice(choice, radar) for choice in field.choices],
        }
    )
    short = fields.keys() == {"name"} and isinstance(fields["name"], str)
    return fields["name"] if short else fields


def _choice(choice: Choice, radar: Radar) -> Any:
    fields = without_empty(
        {
            "id": choice.id
            if choice.id != slug(choose_words(choice.name, *radar.languages))
            else "",
            "name": write_words(choice.name, radar),
            "aliases": Flow(choice.aliases),
        }
    )
    short = fields.keys() == {"name"} and isinstance(fields["name"], str)
    return fields["name"] if short else fields


def write_owners(owners: Sequence[str]) -> Any:
    """Return one owner as a text, several as a list."""
    return owners[0] if len(owners) == 1 else Flow(owners)


def own_values(
    fields: Mapping[str, tuple[Any, ...]], radar: Radar, language: str
) -> dict[str, Any]:
    """Return what an entry says in fields of one's own as it is written in front matter.

    A text is in one language, for the others have files of their own; in all if `language` is ''.
    """
    return {
        key: _own_value(radar.fields_by_id[key], values, radar, language)
        for key, values in fields.items()
        if key in radar.fields_by_id
    }


def _own_value(field: OwnField, values: tuple[Any, ...], radar: Radar, language: str) -> Any:
    if field.type == "list":
        return Flow(values)
    value = values[0]
    if field.type == "text":
        return _one_text(value, radar, language)
    if field.type == "link":
        return write_link(value, radar)
    if field.type == "choice":
        return value
    return Plain(f"{value:f}" if field.type == "number" else value.isoformat())


def _one_text(text: Mapping[str, str], radar: Radar, language: str) -> Any:
    """Return a text that stands for every language plain, and one in a language under its tag."""
    if not language or not any(tag in text for tag in radar.languages[1:]):
        return write_words(text, radar)
    own = {tag: text[tag] for tag in (UNSTATED, language) if text.get(tag)}
    return own.get(UNSTATED) or own
