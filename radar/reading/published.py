"""What was published, read back from `radar.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from radar.errors import BadCall
from radar.model import Radar

_FILE = "radar.json"
_VERSION = 1
_COMPUTED = ("ring", "quadrant", "movement", "number")


def read_site(site: Path) -> Radar:
    """Read back the radar of a site.

    Raises:
        BadCall: there is no radar in it that this version can read.
    """
    file = site / _FILE if site.is_dir() else site
    try:
        return radar_of(json.loads(file.read_bytes()))
    except OSError as error:
        raise BadCall(f"cannot read {file}: {(error.strerror or str(error)).lower()}") from None
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        why = (
            "its radar is not sound" if isinstance(error, ValidationError) else "it is no such file"
        )
        raise BadCall(f"{file} cannot be read as the data of a site: {why}") from None


def radar_of(document: dict[str, Any]) -> Radar:
    """Return the radar in a document of `radar.json`, without what follows from the rest.

    Raises:
        ValueError: it is of another version, or no sound radar.
    """
    if document.get("version") != _VERSION:
        raise ValueError(f"version {document.get('version')!r} is not {_VERSION}")
    fields = {key: value for key, value in document.items() if key != "version"}
    fields["entries"] = [
        {key: value for key, value in entry.items() if key not in _COMPUTED}
        for entry in document["entries"]
    ]
    return Radar.model_validate(fields)
