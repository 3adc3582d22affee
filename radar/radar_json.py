"""Radar ↔ radar.json: all of it, versioned, with where each entry stands now.

The model as it is (`radar schema` prints its JSON Schema), and for each entry its `movement` and
`number` in the newest edition, so that a reader of the file need not compute them. One entry, or
one proposal, is one line, so that two versions of the file can be compared. `closed` has the closed
editions as their files have them: names, quadrants and rings of then. What is read back is the
model alone; what follows from it is computed again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from radar.answers.radar_file import FILE, READABLE, VERSION
from radar.editions import document_of, edition_of
from radar.errors import BadCall
from radar.files.looking import is_folder, read_bytes
from radar.history import standings
from radar.model import Radar

_COMPUTED: Final = ("ring", "quadrant", "movement", "number")  # of an entry, beside its model


def radar_json(radar: Radar) -> str:
    """Return the whole radar as JSON, UTF-8, ending in a line feed.

    >>> print(radar_json(Radar(title="Ours", quadrants=["A", "B"]))[:14])
    {
    "version": 2
    """
    by_id = {standing.entry.id: standing for standing in standings(radar)}
    document: dict[str, Any] = {"version": VERSION} | radar.model_dump(mode="json")
    entries, proposals = document.pop("entries"), document.pop("proposals")
    document["closed"] = [document_of(edition) for edition in radar.closed]
    for entry in entries:
        standing = by_id.get(entry["id"])
        entry["movement"] = standing.movement.value if standing else None
        entry["number"] = standing.number if standing else 0
    parts = [f"{json_line(key)}: {json_line(value)}" for key, value in document.items()]
    lists = {"proposals": proposals, "entries": entries}
    parts += [f"{json_line(key)}: {_lines(values)}" for key, values in lists.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(values: list[Any]) -> str:
    """Return a list as JSON, each item on a line."""
    return "[\n" + ",\n".join(map(json_line, values)) + "\n]"


def radar_of(document: dict[str, Any]) -> Radar:
    """Return the radar in a document of `radar.json`, without what follows from the rest.

    >>> ours = Radar(title="Ours", quadrants=["A", "B"])
    >>> radar_of(json.loads(radar_json(ours))) == ours
    True

    Raises:
        ValueError: it is of another version, or no sound radar.
    """
    version = document.get("version")
    if version not in READABLE or isinstance(version, bool):
        raise ValueError(f"version {version!r} is not {VERSION}")
    fields = {key: value for key, value in document.items() if key != "version"}
    fields["entries"] = [_entry_fields(entry) for entry in document["entries"]]
    fields["closed"] = [edition_of(edition) for edition in document.get("closed", ())]
    return Radar.model_validate(fields)


def _entry_fields(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an `Entry`; version 1 had one `owner`, for which it has a shorthand."""
    return {key: value for key, value in entry.items() if key not in _COMPUTED}


def read_site(site: Path) -> Radar:
    """Read back the radar of a site: its folder, or the file alone.

    Raises:
        BadCall: there is no radar in it that this version can read.
    """
    file = site / FILE if is_folder(site) else site
    try:
        return radar_of(json.loads(read_bytes(file)))
    except OSError as error:
        raise BadCall(f"cannot read {file}: {(error.strerror or str(error)).lower()}") from None
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        why = (
            "its radar is not sound" if isinstance(error, ValidationError) else "it is no such file"
        )
        raise BadCall(f"{file} cannot be read as the data of a site: {why}") from None


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
