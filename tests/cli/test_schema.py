"""`radar schema`: what radar.json looks like, as JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from radar.radar_json import radar_json
from radar.reading import read
from radar.schemas import radar_schema as schema

from .conftest import FILES, Call, write


def test_the_schema_is_one(call: Call) -> None:
    """What is printed is a schema of its draft, and the same as the function's."""
    printed = json.loads(call("schema").out)
    assert printed == schema()
    jsonschema.Draft202012Validator.check_schema(printed)


def test_every_radar_json_fits(folder: Path, root: Path) -> None:
    """Our own radar and one with a removed entry are as the schema says."""
    write(folder, FILES)
    for place in (root / "entries", folder):
        document = json.loads(radar_json(read(place).require_sound()))
        jsonschema.validate(document, schema(), jsonschema.Draft202012Validator)
        assert set(schema()["required"]) <= document.keys()
        assert {"editions", "quadrants", "rings", "entries"} <= document.keys()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 3),
        (("entries", 0, "movement"), "sideways"),
        (("entries", 0, "number"), -1),
        (("entries", 0, "colour"), "red"),
        (("entries", 0, "id"), "../x"),
        (("title",), 3),
    ],
)
def test_what_does_not_fit(folder: Path, path: tuple[str | int, ...], value: object) -> None:
    """The schema refuses what no build writes."""
    write(folder, FILES)
    document = json.loads(radar_json(read(folder).require_sound()))
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema(), jsonschema.Draft202012Validator)
