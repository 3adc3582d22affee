"""A reader of YAML → the form, in JSON Schema, of what it accepts.

Readers see every scalar as a text, and an editor sees `12`, `true` and `~` as values of their own;
so wherever a text may stand, these may, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from radar.model import ID_PATTERN
from radar.reading import axes, placements, values
from radar.reading.decisions.proposed import PROPOSED_KEYS, read_proposal
from radar.reading.own_fields.declarations import CHOICE_KEYS, FIELD_KEYS, read_fields
from radar.reading.own_fields.entry_values import LINK_KEYS, read_link, read_owners
from radar.reading.shapes import Several, Spoken, distinct
from radar.reading.values import Between, Choice, NodeReader
from radar.schemas.descriptions import DESCRIPTIONS

Form = dict[str, Any]
"""A JSON Schema."""

SCALAR: Final[Form] = {"type": ["string", "number", "boolean", "null"]}
_CASES: Final = {"k": "kK\u212a"}  # the Kelvin sign is a k in small letters


def any_of(*forms: Form) -> Form:
    """Return the form of what has one of some forms."""
    return {"anyOf": list(forms)}


def list_of(item: Form, low: int = 0, high: int | None = None) -> Form:
    """Return the form of a list of `low` to `high` items."""
    made: Form = {"type": "array", "items": item}
    return made | ({"minItems": low} if low else {}) | ({"maxItems": high} if high else {})


def mapping_to(value: Form) -> Form:
    """Return the form of a mapping from any key; a key with nothing after it may stand there."""
    return {"type": "object", "additionalProperties": or_nothing(value)}


def or_nothing(form: Form) -> Form:
    """Return a form that also allows nothing, for a key with nothing after it is left out."""
    if not {"type", "anyOf"} & form.keys() or "null" in form.get("type", ()):
        return form
    if "type" in form:
        types = [form["type"]] if isinstance(form["type"], str) else form["type"]
        return form | {"type": [*types, "null"]}
    return form | {"anyOf": [*form["anyOf"], {"type": "null"}]}


def suggest(words: Iterable[str], form: Form = SCALAR) -> Form:
    """Return a form for which an editor suggests words; any other word may stand there, too."""
    known = list(words)
    return any_of({"enum": known}, form) if known else form


def matching(pattern: str, *types: str) -> Form:
    """Return the form of texts that match a pattern, and of other types."""
    return {"type": ["string", *types], "pattern": pattern}


def in_any_case(words: Iterable[str]) -> str:
    """Return a pattern for words in any case, with blanks around them."""
    spelt = ("".join(f"[{_cases(sign)}]" for sign in word) for word in words)
    return rf"^\s*({'|'.join(spelt)})\s*$"


def _cases(sign: str) -> str:
    escaped = rf"\{sign}" if sign in "-]^\\" else sign + sign.upper()
    return _CASES.get(sign, escaped)


def table_form(
    kind: str,
    readers: Mapping[str, NodeReader[Any]],
    special: Mapping[str, Form] = {},
    required: Iterable[str] = (),
) -> Form:
    """Return the form of a mapping that a table of readers reads.

    `kind` says which descriptions belong to it; `special` are forms of keys whose readers are not
    in `FORMS`.
    """
    said = DESCRIPTIONS[kind]
    properties = {
        key: {"description": said.get(key, "")} | or_nothing(special.get(key) or form_of(reader))
        for key, reader in readers.items()
    }
    made: Form = {"type": "object", "properties": properties, "additionalProperties": False}
    return made | ({"required": list(required)} if required else {})


def form_of(reader: NodeReader[Any]) -> Form:
    """Return the form of what a reader accepts; anything for a reader that `FORMS` has not."""
    if isinstance(reader, Between):
        number = r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$"
        return matching(number, "number") | {"minimum": reader.low, "maximum": reader.high}
    if isinstance(reader, Choice):
        return suggest(reader.options, matching(in_any_case(reader.options)))
    if isinstance(reader, Several):
        return list_of(form_of(reader.read))
    if isinstance(reader, Spoken):
        return any_of(form_of(reader.read), mapping_to(form_of(reader.read)))
    return FORMS.get(reader, {})


_WORDS: Final = any_of(SCALAR, mapping_to(SCALAR))
_DAY: Final = matching("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_IN_IDS: Final = ID_PATTERN[1:-1].replace("a-z", f"A-Z{_CASES['k'][-1]}a-z")
_ID: Final = SCALAR | {"pattern": rf"^\s*{_IN_IDS}\s*$"}
LINK: Final = any_of(
    SCALAR, table_form("link", LINK_KEYS, {"url": SCALAR, "label": _WORDS}, ["url"])
)
_CHOICE: Final = any_of(
    SCALAR,
    table_form(
        "choice",
        CHOICE_KEYS,
        {"id": _ID, "name": _WORDS, "aliases": list_of(SCALAR)},
        ["name"],
    ),
)
FORMS: dict[NodeReader[Any], Form] = {
    **dict.fromkeys((values.prose, values.plain_summary), SCALAR),
    **dict.fromkeys((values.markdown, values.markdown_paragraph), SCALAR),
    **dict.fromkeys((values.word, values.url, values.base_url), SCALAR),
    **dict.fromkeys((placements.ring, placements.plain_ring, placements.quadrant), SCALAR),
    values.identifier: _ID,
    values.flag: matching(in_any_case(["true", "false"]), "boolean"),
    values.count: matching("^0{0,9}[1-9][0-9]{0,5}$", "integer") | {"minimum": 1},
    values.day: _DAY,
    distinct: list_of(SCALAR),
    read_link: LINK,
    read_owners: any_of(SCALAR, list_of(SCALAR)),
}
FORMS |= {
    placements.history: mapping_to(
        any_of(SCALAR, table_form("history", placements.LINE_KEYS, {"ring": SCALAR}, ["ring"]))
    )
    | {"minProperties": 1},
    read_proposal: any_of(SCALAR, table_form("proposed", PROPOSED_KEYS, required=["ring"])),
    axes.quadrants: list_of(
        any_of(SCALAR, table_form("quadrant", axes.QUADRANT_KEYS, required=["name"])), 2, 8
    ),
    axes.rings: list_of(
        any_of(SCALAR, table_form("ring", axes.RING_KEYS, required=["name"])), 1, 8
    ),
    axes.editions: list_of(any_of(SCALAR, table_form("edition", axes.EDITION_KEYS)), 0, 1000),
    read_fields: mapping_to(
        any_of(
            SCALAR,
            table_form(
                "field",
                FIELD_KEYS,
                {"choices": any_of(list_of(_CHOICE), mapping_to(_WORDS))},
                ["name"],
            ),
        )
    ),
}
