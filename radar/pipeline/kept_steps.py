"""What layout searched for in earlier builds of a radar, from the user's cache folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from radar.files.cache import KeptSteps
from radar.files.looking import fingerprint_files, resolve

CODE: Final = tuple(Path(__file__).parents[1] / name for name in ("layout", "naming"))
"""All of our own code that the search runs, with the tables that it reads."""


def open_steps(folder: Path) -> KeptSteps | None:
    """Return the results kept for the radar of a folder; None where our code is not known."""
    prints = [fingerprint_files(code, suffix) for code in CODE for suffix in (".py", ".txt")]
    if not all(prints):
        return None
    key = " ".join((*prints, str(sys.implementation.cache_tag)))
    return KeptSteps(f"layout of {resolve(folder)}", key.encode())
