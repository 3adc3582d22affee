"""The schema of theme.yaml."""

from __future__ import annotations

from typing import Final, get_args

from radar.model import Movement
from radar.schemas.descriptions import DESCRIPTIONS
from radar.schemas.forms import SCALAR, Form, any_of, or_nothing
from radar.theme import Palette
from radar.theme.model import SIZES, BlipShape

# what of a form of the model is true of the file as well
_KEPT: Final = ("description", "type", "pattern", "minimum", "maximum", "minItems", "maxItems")


def theme_schema() -> Form:
    """Return the schema of theme.yaml, where every key may be left to the theme that it extends."""
    fields = Palette.model_json_schema()["properties"]
    palette = _table({key: _accept_written(form) for key, form in fields.items()})
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


def _accept_written(form: Form) -> Form:
    """Return a form of the model as a file may have it: a number may be in quotes, too."""
    kept: Form = {key: form[key] for key in _KEPT if key in form}
    if "items" in form:
        kept["items"] = _accept_written(form["items"])
    if "anyOf" in form:
        kept["anyOf"] = [_accept_written(each) for each in form["anyOf"]]
    return kept | ({"type": ["number", "string"]} if form.get("type") == "number" else {})


def _size(low: float, high: float) -> Form:
    return {"type": ["number", "string"], "minimum": low, "maximum": high}


def _table(properties: dict[str, Form]) -> Form:
    kept = {key: or_nothing(form) for key, form in properties.items()}
    return {"type": "object", "properties": kept, "additionalProperties": False}
