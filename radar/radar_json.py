"""Radar → radar.json: all of it, versioned, with where each entry stands now.

The model as it is (`radar schema` prints its JSON Schema), and for each entry its `movement` and
`number` in the newest edition, so that a reader of the file need not compute them. One entry is
one line, so that two versions of the file can be compared.
"""

from __future__ import annotations

import json
from typing import Any

from radar.history import standings
from radar.model import Radar

VERSION = 1  # of radar.json


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
    parts = [f"{json_line(key)}: {json_line(value)}" for key, value in document.items()]
    lines = ",\n".join(map(json_line, entries))
    return "{\n" + ",\n".join([*parts, f'"entries": [\n{lines}\n]']) + "\n}\n"


def json_line(value: object) -> str:
    """Return a value as JSON on one line that can be encoded as UTF-8."""
    # a lone surrogate cannot be written as UTF-8; as an escape it can
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or _is_clean(text) else json.dumps(value)


def _is_clean(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
