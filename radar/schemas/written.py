"""The schemas of the front matter of an entry and of radar.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from radar.model import OwnField, Radar
from radar.model.own_fields import FIELD_ID_PATTERN
from radar.naming import same_name
from radar.reading.decisions.rule_declarations import RULE_KEYS
from radar.reading.entries import ENTRY_KEYS, LISTED_KEYS, PIN_KEYS
from radar.reading.frame.header import HEADER_KEYS
from radar.reading.settings import LAYOUT_KEYS, SETTINGS_KEYS
from radar.reading.values import day
from radar.schemas.forms import (
    LINK,
    SCALAR,
    Form,
    any_of,
    form_of,
    in_any_case,
    list_of,
    mapping_to,
    matching,
    or_nothing,
    suggest,
    table_form,
)
from radar.text import choose_words

_DRAFT: Final = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
_ONE_OR_MORE: Final = any_of(SCALAR, list_of(SCALAR))
_WORDS: Final = any_of(SCALAR, mapping_to(SCALAR))
_NOTHING: Final[Form] = {"type": "null"}
_SPECIAL: Final[Mapping[str, Form]] = {
    "related": list_of(SCALAR),
    "instead": _ONE_OR_MORE,
    "pin": table_form("pin", PIN_KEYS, required=PIN_KEYS),
}
# what a file of one entry says by its name and its body
_FILE: Final[Mapping[str, Form]] = {**_SPECIAL, "id": _NOTHING, "text": _NOTHING}
_RULE: Final = table_form(
    "rule",
    RULE_KEYS,
    {
        "owner": suggest(["required"], matching(in_any_case(["required"]))),
        "instead": suggest(["required"], matching(in_any_case(["required"]))),
        "links": matching("^0{0,9}[1-9][0-9]{0,5}$", "integer"),
        "fields": _ONE_OR_MORE,
        "for_at_most": SCALAR,
    },
)


def entry_schema(radar: Radar | None = None) -> Form:
    """Return the schema of the front matter of an entry.

    With a radar it knows the radar's own fields, and suggests its rings, quadrants, tags, owners
    and entries; without one it lets any field of one's own stand.
    """
    made = table_form("entry", ENTRY_KEYS, _FILE, ["name", "quadrant"])
    _add_radar(made, radar)
    return {**_DRAFT, "title": "An entry of a radar", **made}


def settings_schema(radar: Radar | None = None) -> Form:
    """Return the schema of radar.yaml; a radar is as for `entry_schema`."""
    listed = table_form("entry", LISTED_KEYS, _SPECIAL, ["name", "quadrant"])
    _add_radar(listed, radar)
    special = {
        "languages": list_of(SCALAR, 1, 100),
        "rules": mapping_to(_RULE),
        "tags": mapping_to(_WORDS),
        "layout": table_form("layout", LAYOUT_KEYS),
        "header": any_of(SCALAR, _header()),
        "export": list_of(suggest(["backstage"])),
        "entries": list_of(listed),
    }
    special |= dict.fromkeys(("theme", "edit_url", "logo", "favicon", "imprint", "output"), SCALAR)
    made = table_form("settings", SETTINGS_KEYS, special, ["title", "quadrants"])
    return {**_DRAFT, "title": "The settings of a radar", **made}


def _header() -> Form:
    special = {"colour": SCALAR, "text": SCALAR, "contrast": suggest(["AA", "brand"])}
    return table_form("header", HEADER_KEYS, special, ["colour"])


def _add_radar(made: Form, radar: Radar | None) -> None:
    """Add what a radar has to the form of an entry, or any field where there is none."""
    properties = made["properties"]
    if radar is None:
        made["additionalProperties"] = False
        made["patternProperties"] = {_own_pattern(properties): {}}
        return
    for key, words in _suggestions(radar).items():
        properties[key] = _suggest_in(properties[key], words)
    for field in radar.fields:
        said = {"description": choose_words(field.name, *radar.languages)}
        properties[field.id] = said | or_nothing(_own_form(field))


def _own_pattern(keys: Iterable[str]) -> str:
    """Return a pattern for the ids of fields of one's own, which are no keys of ours."""
    return f"^(?!({'|'.join(keys)})$){FIELD_ID_PATTERN[1:]}"


def _suggestions(radar: Radar) -> Mapping[str, list[str]]:
    entries = radar.entries
    return {
        "ring": [ring.id for ring in radar.rings],
        "quadrant": [quadrant.id for quadrant in radar.quadrants],
        "tags": _distinct(tag for entry in entries for tag in entry.tags),
        "owner": _distinct(owner for entry in entries for owner in entry.owners),
        "related": [entry.id for entry in entries],
        "instead": [entry.id for entry in entries],
    }


def _distinct(words: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for word in words:
        kept.setdefault(same_name(word), word)
    return sorted(kept.values())


def _suggest_in(form: Form, words: list[str]) -> Form:
    """Return a form that suggests words wherever a word may stand in it."""
    if not words:
        return form
    described = {"description": form["description"]}
    one = suggest(words)
    if "anyOf" in form:
        return described | any_of(one, list_of(one), *form["anyOf"][2:])
    if "array" in form["type"]:
        return form | {"items": one}
    return described | one


def _own_form(field: OwnField) -> Form:
    word = suggest([choice.id for choice in field.choices])
    forms: Mapping[str, Any] = {
        "text": _WORDS,
        "number": {"type": ["number", "string"]},
        "choice": word,
        "date": form_of(day),
        "link": LINK,
        "list": any_of(word, list_of(word)),
    }
    form: Form = forms[field.type]
    return form
