"""What earlier builds of a radar made and a build may take again, from the user's cache folder."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from radar.files.cache import KeptSteps
from radar.files.looking import fingerprint_files, resolve

_PACKAGE: Final = Path(__file__).parents[1]
CODE: Final = tuple(_PACKAGE / name for name in ("layout", "naming"))
"""All of our own code that the search runs, with the tables that it reads."""


def open_steps(folder: Path) -> KeptSteps | None:
    """Return the results kept for the radar of a folder; None where our code is not known."""
    prints = [fingerprint_files(code, suffix) for code in CODE for suffix in (".py", ".txt")]
    if not all(prints):
        return None
    key = " ".join((*prints, str(sys.implementation.cache_tag)))
    return KeptSteps(f"layout of {resolve(folder)}", key.encode())


_TEXTS: Final = 8_000_000
"""Bytes of texts: those of 4,000 entries with 150 words each. Others are made again each time."""


def open_texts(folder: Path) -> KeptSteps | None:
    """Return the texts kept for the radar of a folder; None where what makes them is not known.

    They follow from all of our own code, as it stands, and from the parser and the cleaner.
    """
    ours = [fingerprint_files(_PACKAGE, suffix) for suffix in (".py", ".txt")]
    prints = [*ours, *map(_fingerprint, ("pyromark", "nh3"))]
    if not all(prints):
        return None
    key = " ".join((*prints, str(sys.implementation.cache_tag)))
    return KeptSteps(f"texts of {resolve(folder)}", key.encode(), _TEXTS)


def _fingerprint(package: str) -> str:
    """Return what tells one state of an installed package from another, '' for none."""
    found = find_spec(package)
    places = (found.submodule_search_locations if found else None) or ()
    return " ".join(fingerprint_files(Path(place), "") for place in places)
