"""The schema of radar.json, from the model."""

from __future__ import annotations

from typing import Any


def radar_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `radar.radar_json.radar_json` writes."""
    from radar.answers.radar_file import VERSION
    from radar.model import Movement, Radar

    made = Radar.model_json_schema(mode="serialization")
    movements = [movement.value for movement in Movement]
    entry = made["$defs"]["Entry"]
    entry["properties"] |= {
        "movement": {
            "description": "How it stands in the newest edition; null for what is off the radar.",
            "enum": [*movements, None],
        },
        "number": {
            "description": "Its number in picture, list and pages; 0 for what is not drawn.",
            "type": "integer",
            "minimum": 0,
        },
    }
    entry["required"] = [*entry["required"], "movement", "number"]
    made["properties"]["closed"] = {
        "description": "Closed editions, oldest first, as `radar schema edition` describes them.",
        "type": "array",
        "items": {"type": "object"},
    }
    for name in [name for name in made["$defs"] if name.startswith(("Published", "ClosedEdition"))]:
        del made["$defs"][name]
    made["$defs"].pop("Amendment", None)
    version = {"description": "The version of this format.", "const": VERSION}
    properties = {"version": version, **made.pop("properties")}
    required = ["version", *made.pop("required")]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "radar.json"}
    return {**head, **made, "title": "radar.json", "properties": properties, "required": required}
