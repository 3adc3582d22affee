"""The schema of theme.yaml."""

from __future__ import annotations

from typing import Final, get_args

from radar.model import Movement
from radar.schemas.descriptions import DESCRIPTIONS
from radar.schemas.forms import SCALAR, Form, any_of, list_of, or_nothing
from radar.theme import Palette
from radar.theme.model import SIZES, BlipShape

_COLOUR: Final[Form] = {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}
_PLURAL: Final = ("rings", "quadrants", "headings")
_LISTED: Final = list_of(_COLOUR, 1, 8)


def theme_schema() -> Form:
    """Return the schema of theme.yaml, where every key may be left to the theme that it extends."""
    palette = _table({key: _LISTED if key in _PLURAL else _COLOUR for key in Palette.model_fields})
    shape: Form = {"enum": [*get_args(BlipShape)], "type": "string"}
    forms: dict[str, Form] = {
        "title": SCALAR,
        "extends": SCALAR,
        "light": palette,
        "dark": palette,
        "font": SCALAR,
        "contrast": any_of({"enum": ["AA", "AAA"]}),
        "sizes": _table({name: _size(*limits) for name, limits in SIZES.items()}),
        "shapes": _table({movement.value: any_of(shape) for movement in Movement}),
    }
    said = DESCRIPTIONS["theme"]
    properties = {key: {"description": said[key]} | or_nothing(forms[key]) for key in said}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A theme"}
    return {**head, **_table(properties)}


def _size(low: float, high: float) -> Form:
    return {"type": ["number", "string"], "minimum": low, "maximum": high}


def _table(properties: dict[str, Form]) -> Form:
    kept = {key: or_nothing(form) for key, form in properties.items()}
    return {"type": "object", "properties": kept, "additionalProperties": False}
