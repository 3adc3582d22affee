"""`radar.json`: where a site has it, which versions are read, and its document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from radar.errors import BadCall
from radar.files.looking import is_folder, read_bytes

VERSION: Final = 2
"""The version of radar.json; another one where a field means something else."""
READABLE: Final = (1, VERSION)
"""The versions that are read."""
FILE: Final = "radar.json"
"""Where a site has it."""


def data_file(site: Path) -> Path:
    """Return the file of a site's folder, or the file itself."""
    return site / FILE if is_folder(site) else site


def read_document(file: Path) -> Mapping[str, Any]:
    """Return the document of a file; its parts are not checked yet.

    Raises:
        BadCall: there is no such file, or it is none that this version reads.
    """
    try:
        document = json.loads(read_bytes(file))
    except OSError as error:
        raise BadCall(f"cannot read {file}: {(error.strerror or str(error)).lower()}") from None
    except (ValueError, RecursionError):
        raise unreadable(file) from None
    version = document.get("version") if isinstance(document, dict) else None
    if not isinstance(document, dict) or version not in READABLE or isinstance(version, bool):
        raise unreadable(file)
    return document


def unreadable(file: Path, why: str = "it is no such file") -> BadCall:
    """Return the error that a file is no radar.json that this version reads."""
    return BadCall(f"{file} cannot be read as the data of a site: {why}")
