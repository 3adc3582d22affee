"""The schemas that lie beside a radar, where an editor finds them, and the line that names one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from radar.model import Radar
from radar.schemas.written import entry_schema, settings_schema

# hidden, so that nothing of a radar is read from there
FILES: Final[Mapping[str, str]] = {
    "entry": ".schema/entry.json",
    "settings": ".schema/settings.json",
}
"""Where, in the folder of a radar, the schema of each kind of file is."""


def editor_line(kind: str) -> str:
    """Return the comment that names the schema of a file to an editor.

    >>> editor_line("entry")
    '# yaml-language-server: $schema=.schema/entry.json'
    """
    return f"# yaml-language-server: $schema={FILES[kind]}"


def schema_files(radar: Radar | None = None) -> dict[str, bytes]:
    """Return the files of the schemas by their names in the folder of a radar."""
    made = {"entry": entry_schema(radar), "settings": settings_schema(radar)}
    return {
        FILES[kind]: (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()
        for kind, schema in made.items()
    }
