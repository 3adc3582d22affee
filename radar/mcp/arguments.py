"""The arguments of a call, checked by the schema that the client was told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from radar.errors import near_miss
from radar.mcp.messages import INVALID_PARAMS, ProtocolError
from radar.mcp.schemas import Schema


def check_arguments(schema: Schema, arguments: Mapping[str, Any]) -> None:
    """Check arguments by a schema of `INPUTS`: what they are, not whether a radar has it.

    Raises:
        ProtocolError: one is missing, unknown, or of another type.

    >>> from radar.mcp.schemas import INPUTS
    >>> check_arguments(INPUTS["may_i_use"], {"names": ["Rust"]})
    """
    properties = schema["properties"]
    for name in schema["required"]:
        if name not in arguments:
            raise _wrong(f"the argument {name!r} is missing")
    for name, value in arguments.items():
        if name not in properties:
            hint = near_miss(name, properties) or f"there are {', '.join(properties)}"
            raise _wrong(f"there is no argument {name[:80]!r}; {hint}")
        _check_value(name, properties[name], value)


def _check_value(name: str, schema: Schema, value: object) -> None:
    if schema["type"] == "string":
        if not isinstance(value, str):
            raise _wrong(f"{name} is a text")
        if "enum" in schema and value not in schema["enum"]:
            raise _wrong(f"{name} has one of {', '.join(schema['enum'])}")
        return
    if not isinstance(value, list):
        raise _wrong(f"{name} is a list of texts")
    low, high = schema.get("minItems", 0), schema["maxItems"]
    if not low <= len(value) <= high:
        raise _wrong(f"{name} has {low} to {high} members, and here {len(value)}")
    for member in value:
        _check_value(name, schema["items"], member)


def _wrong(message: str) -> ProtocolError:
    return ProtocolError(INVALID_PARAMS, message)
