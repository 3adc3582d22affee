"""JSON Schemas of what people write and of what a build writes, made from the code that reads it.

An editor completes and checks with them; what is wrong with a radar is said by `radar.reading`
alone. A schema never refuses what the reader accepts: where JSON Schema cannot say it exactly, it
allows more. ::

    descriptions   what each key is, for the editor
    forms          a reader of YAML → the form of what it accepts
    written        an entry, radar.yaml
    themes         theme.yaml
    radar_data     radar.json
    editor_files   the schemas beside a radar, and the line that names one
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from radar.editions import schema as edition_schema
from radar.schemas.editor_files import FILES, editor_line
from radar.schemas.radar_data import radar_schema
from radar.schemas.themes import theme_schema
from radar.schemas.written import entry_schema, settings_schema

__all__ = [
    "FILES",
    "SCHEMAS",
    "edition_schema",
    "editor_line",
    "entry_schema",
    "radar_schema",
    "settings_schema",
    "theme_schema",
]

SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "radar": radar_schema,
    "edition": edition_schema,
    "entry": entry_schema,
    "settings": settings_schema,
    "theme": theme_schema,
}
"""The schemas by what they describe."""
