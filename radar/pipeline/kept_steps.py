"""What earlier builds of a radar made and a build may take again, from the user's cache folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from radar.files.cache import KeptSteps, can_keep
from radar.files.looking import fingerprint_files, resolve

_PACKAGE: Final = Path(__file__).parents[1]
CODE: Final = tuple(_PACKAGE / name for name in ("layout", "naming"))
"""All of our own code that the search runs, with the tables that it reads."""
_SUFFIXES: Final = (".py", ".txt", ".yaml")
"""Of the files of our own code and its tables."""
_TEXTS: Final = 8_000_000
"""Bytes of texts: those of 4,000 entries with 150 words each. Others are made again each time."""


def open_steps(folder: Path) -> KeptSteps | None:
    """Return the results kept for the radar of a folder.

    None where nothing can be kept, or where our code is not known.
    """
    if not can_keep():
        return None
    prints = [fingerprint_files(code, *_SUFFIXES) for code in CODE]
    return _open(f"layout of {resolve(folder)}", prints)


def open_texts(folder: Path) -> KeptSteps | None:
    """Return the texts kept for the radar of a folder.

    They follow from all of our own code, as it stands, and from the parser and the cleaner. None
    where nothing can be kept, or where our code is not known.
    """
    if not can_keep():
        return None
    prints = [print_code(), *map(print_package, ("pyromark", "nh3"))]
    return _open(f"texts of {resolve(folder)}", prints, _TEXTS)


def _open(name: str, prints: Sequence[str], room: int | None = None) -> KeptSteps | None:
    """Return what is kept under a name, if all that it follows from is known by a print."""
    if not all(prints):
        return None
    return KeptSteps(name, " ".join((*prints, str(sys.implementation.cache_tag))).encode(), room)


@cache
def print_code() -> str:
    """Return what tells our own code and its tables from other states of them, '' if unknown."""
    return fingerprint_files(_PACKAGE, *_SUFFIXES)


def print_package(package: str) -> str:
    """Return what tells one state of an installed package from another, '' for none."""
    found = find_spec(package)
    places = (found.submodule_search_locations if found else None) or ()
    return " ".join(fingerprint_files(Path(place), "") for place in places)
