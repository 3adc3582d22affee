"""What each tool takes and returns, as JSON Schemas: what a client is told, and what is checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]

MOST_NAMES: Final = 100
"""Names of one call: an answer to a thousand is no answer to a question."""

_TEXT: Final = {"type": "string"}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_MAYBE: Final = {"type": ["string", "null"]}
_STATUS: Final = {"type": "string", "enum": ["decided", "proposed", "left"]}
_LANGUAGE: Final = {
    **_TEXT,
    "description": "Language of the texts, as in the radar. Default: its first.",
}


def _words(description: str, **more: object) -> Schema:
    return {**_TEXTS, "maxItems": MOST_NAMES, "description": description, **more}


def _input(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {**properties, "language": _LANGUAGE},
        "required": list(required),
        "additionalProperties": False,
    }


def _object(**properties: Schema) -> Schema:
    """Return the schema of an object that has all of the properties, and may have more."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


_TERM = _object(id=_TEXT, name=_TEXT)
_EDITION = _object(id=_TEXT, name=_TEXT, date=_MAYBE)
_REFERENCE = _object(id=_TEXT, name=_TEXT, ring=_MAYBE)
_PROPOSED = {
    **_object(ring=_TEXT, ring_name=_TEXT, by=_TEXT, since=_MAYBE, note=_TEXT),
    "type": ["object", "null"],
}
_ANSWER = {
    "type": "object",
    "properties": {
        "asked": _TEXT,
        "found": {"type": "boolean"},
        "id": _TEXT,
        "name": _TEXT,
        "status": _STATUS,
        "ring": _MAYBE,
        "ring_name": _MAYBE,
        "quadrant": _TEXT,
        "quadrant_name": _TEXT,
        "since": _MAYBE,
        "since_date": _MAYBE,
        "before": _MAYBE,
        "why": _TEXT,
        "summary": _TEXT,
        "instead": _list(_REFERENCE),
        "leave_by": _MAYBE,
        "owner": _TEXTS,
        "reviewed": _MAYBE,
        "review_by": _MAYBE,
        "proposed": _PROPOSED,
        "page": _TEXT,
        "allowed": {"type": "boolean"},
        "near": _list(_REFERENCE),
    },
    "required": ["asked", "found"],
}
_LISTED = _object(
    id=_TEXT,
    name=_TEXT,
    status=_STATUS,
    ring=_MAYBE,
    quadrant=_TEXT,
    since=_MAYBE,
    summary=_TEXT,
    owner=_TEXTS,
)
_CHANGE = _object(
    id=_TEXT,
    name=_TEXT,
    kinds=_TEXTS,
    route=_TEXT,
    before=_MAYBE,
    ring=_MAYBE,
    quadrant_before=_MAYBE,
    quadrant=_MAYBE,
    notes=_TEXTS,
)

INPUTS: Final[Mapping[str, Schema]] = {
    "may_i_use": _input(
        ("names",),
        names=_words("Technologies, each by its name, an alias or its id.", minItems=1),
        allow=_words(
            "Rings, by id, name or alias; then each answer has `allowed`, which says whether the "
            "technology is in one of them."
        ),
    ),
    "list_entries": _input(
        rings=_words("Only what is in one of these rings, by id, name or alias."),
        quadrants=_words("Only what is in one of these quadrants, by id, name or alias."),
        owners=_words("Only what one of these owners answers for."),
        statuses={
            **_list(_STATUS),
            "maxItems": MOST_NAMES,
            "description": "What is decided, only proposed, or left the radar. Default: decided.",
        },
    ),
    "what_changed": _input(
        edition={**_TEXT, "description": "An edition, by id or name. Default: the newest."},
        since={**_TEXT, "description": "The edition to compare with. Default: the one before."},
    ),
}
"""Tool → what it takes."""

OUTPUTS: Final[Mapping[str, Schema]] = {
    "may_i_use": _object(answers=_list(_ANSWER)),
    "list_entries": _object(
        title=_TEXT, rings=_list(_TERM), quadrants=_list(_TERM), entries=_list(_LISTED)
    ),
    "what_changed": _object(
        since={**_EDITION, "type": ["object", "null"]}, edition=_EDITION, changes=_list(_CHANGE)
    ),
}
"""Tool → what it returns."""
