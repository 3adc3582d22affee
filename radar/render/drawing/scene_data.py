"""Scene → JSON: a finished scene as data, versioned."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from radar.layout.scene import Scene
from radar.radar_json import json_line

_SCENE_VERSION = 1  # of a scene as JSON; another one where a field means something else


def scene_json(scene: Scene) -> str:
    """Return a finished scene as JSON: points and boxes as lists, two decimals, a line an item.

    It begins with the version of this form.
    """
    parts = [f'"version": {_SCENE_VERSION}']
    for field in fields(scene):
        value = _plain(getattr(scene, field.name))
        if isinstance(value, list) and value and isinstance(value[0], dict | list):
            lines = ",\n".join(map(json_line, value))
            parts.append(f"{json_line(field.name)}: [\n{lines}\n]")
        else:
            parts.append(f"{json_line(field.name)}: {json_line(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 2) + 0.0
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
