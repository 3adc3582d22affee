"""Radar → radar.json: all of it, versioned, with where each entry stands now; Scene → JSON.

The model as it is (`radar schema` prints its JSON Schema), and for each entry its `movement` and
`number` in the newest edition, so that a reader of the file need not compute them. One entry is
one line, so that two versions of the file can be compared.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from radar.history import standings
from radar.layout.scene import Scene
from radar.model import Radar

VERSION = 1  # of radar.json
_SCENE_VERSION = 1  # of a scene as JSON; another one where a field means something else


def radar_json(radar: Radar) -> str:
    """Return the whole radar as JSON, UTF-8, ending in a line feed.

    >>> print(radar_json(Radar(title="Ours", quadrants=["A", "B"]))[:14])
    {
    "version": 1
    """
    by_id = {standing.entry.id: standing for standing in standings(radar)}
    document: dict[str, Any] = {"version": VERSION} | radar.model_dump(mode="json")
    entries = document.pop("entries")
    for entry in entries:
        standing = by_id.get(entry["id"])
        entry["movement"] = standing.movement.value if standing else None
        entry["number"] = standing.number if standing else 0
    parts = [f"{_line(key)}: {_line(value)}" for key, value in document.items()]
    lines = ",\n".join(map(_line, entries))
    return "{\n" + ",\n".join([*parts, f'"entries": [\n{lines}\n]']) + "\n}\n"


def scene_json(scene: Scene) -> str:
    """Return a finished scene as JSON: points and boxes as lists, two decimals, a line an item.

    It begins with the version of this form.
    """
    parts = [f'"version": {_SCENE_VERSION}']
    for field in fields(scene):
        value = _plain(getattr(scene, field.name))
        if isinstance(value, list) and value and isinstance(value[0], dict | list):
            lines = ",\n".join(map(_line, value))
            parts.append(f"{_line(field.name)}: [\n{lines}\n]")
        else:
            parts.append(f"{_line(field.name)}: {_line(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 2) + 0.0
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _line(value: object) -> str:
    # a lone surrogate cannot be written as UTF-8; as an escape it can
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or _is_clean(text) else json.dumps(value)


def _is_clean(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
