"""What a check said of a radar whose files did not change since.

What is wrong with a radar follows from its files, from our code and from few things more. So it is
kept with a digest of each file, and the next check reads the files to compare these, and no more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import Final, NamedTuple

from radar import limits
from radar.errors import Problem, in_order
from radar.files import UnreadableFile
from radar.files.cache import WatchedTree, can_keep, keep, read_result
from radar.files.looking import find, resolve
from radar.model import Radar
from radar.pipeline.checking import CheckedRadar
from radar.pipeline.kept_steps import print_code, print_package
from radar.plugins.checks import GROUP
from radar.plugins.finding import find_plugins
from radar.reading.misplaced import find_misplaced

_READERS: Final = ("nh3", "pydantic", "pyromark", "yaml")
"""The packages of others that read what is checked."""
_LOOKED_FOR: Final = "misplaced-entry"
"""The code of what lies beside the folder: that is looked for in each check."""


class KeptCheck(NamedTuple):
    """What a check said: what the radar is called, and what is wrong with it."""

    summary: str
    problems: tuple[Problem, ...]


def take_check(folder: Path | None) -> KeptCheck | None:
    """Return what the last check of a folder said if it would say the same now, else None.

    Raises:
        BadCall: there is no radar.
    """
    place = find(folder)
    key = _key(place)
    with suppress(UnreadableFile, OSError, TypeError, ValueError, LookupError, RecursionError):
        data = read_result(_name(place), key) if key else None
        if data is not None:
            made_from, summary, rows = json.loads(data)
            if WatchedTree(place).holds(made_from):
                problems = (*(Problem(*row) for row in rows), *find_misplaced(place))
                return KeptCheck(summary, in_order(problems))
    return None


def keep_check(source: CheckedRadar, summary: str, problems: Iterable[Problem]) -> None:
    """Keep what a check said of a radar, unless that follows from more than its own files."""
    radar = source.radar
    is_its_own = radar.theme == Radar.model_fields["theme"].default and not radar.export
    key = _key(source.folder) if is_its_own else b""
    if key and source.made_from is not None:
        rows = [astuple(each) for each in problems if each.code != _LOOKED_FOR]
        said = json.dumps((source.made_from, summary, rows), separators=(",", ":"))
        keep(_name(source.folder), key, said.encode())


def _name(folder: Path) -> str:
    return f"check of {resolve(folder)}"


def _key(folder: Path) -> bytes:
    """Return what a check follows from besides the files of the radar, b'' if not all is known.

    Packages with checks of their own may look at anything.
    """
    found = find_plugins(GROUP, "check") if can_keep() else None
    code = [print_code(), *map(print_package, _READERS)]
    if found is None or found.plugins or found.faults or not all(code):
        return b""
    return json.dumps([*code, sys.version, folder.as_posix(), limits.entries.value]).encode()
