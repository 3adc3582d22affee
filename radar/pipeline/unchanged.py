"""A build of what did not change: the site that the last one left is there already.

Files are read and checked as in every build. If they are those of the last build, and so is all
else that its site follows from, then the site would be the same, byte for byte; and if every file
of it lies where that build put it, with the same bytes, nothing is left to do.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import asdict, astuple
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from radar import limits
from radar.errors import Problem
from radar.files import OutputTarget
from radar.files.cache import can_keep, keep, read_result
from radar.files.looking import resolve, state_of
from radar.files.marker import FRONT
from radar.files.steps import SiteSeal
from radar.files.target import WrittenSite, is_unchanged
from radar.pipeline.checking import CheckedRadar
from radar.pipeline.kept_steps import print_code, print_package
from radar.pipeline.options import BuildOptions

if TYPE_CHECKING:
    from radar.theme import Theme

_MAKERS: Final = ("jinja2", "markupsafe", "nh3", "pydantic", "pyromark", "svgwrite")
"""The packages of others that a page or a picture is made by."""
_GRAIN: Final = 2_000_000_000
"""Nanoseconds by which the time of a file may be early: some disks count in two seconds."""


class MadeSite(NamedTuple):
    """A site in its place, how many files it has, and what the build noted while drawing it."""

    written: WrittenSite
    files: int
    notes: tuple[Problem, ...]


class LastBuild:
    """The last build of a radar into one folder, and how to tell whether this one is the same.

    `is_settled` is whether `key` surely says what this build reads: nothing changed meanwhile.
    """

    def __init__(self, name: str, key: bytes, target: OutputTarget, *, is_settled: bool) -> None:
        self._name, self._key, self._target, self._is_settled = name, key, target, is_settled

    def take(self) -> MadeSite | None:
        """Return the site that is there if this build would make the same, else None."""
        data = read_result(self._name, self._key)
        with suppress(TypeError, ValueError, LookupError):
            if data is not None:
                seal, notes = json.loads(data)
                return self._find(SiteSeal(*seal), tuple(Problem(*note) for note in notes))
        return None

    def _find(self, seal: SiteSeal, notes: tuple[Problem, ...]) -> MadeSite | None:
        if not is_unchanged(self._target.path, seal):
            return None
        return MadeSite(WrittenSite(self._target.path, FRONT, seal.size, seal), seal.files, notes)

    def keep(self, made: MadeSite) -> None:
        """Keep what this build made for the next one to compare with."""
        seal = made.written.seal
        if self._is_settled and seal and seal.marker:
            said = [seal, [astuple(note) for note in made.notes]]
            keep(self._name, self._key, json.dumps(said).encode())


def find_last_build(
    source: CheckedRadar, theme: Theme, wanted: BuildOptions, target: OutputTarget, began: int
) -> LastBuild | None:
    """Return the last build into a folder; this one began at a time in nanoseconds.

    None where nothing is kept, or where not all is known that a site follows from: fonts, for
    pictures in PNG, and other packages, for the files of other tools.
    """
    radar = source.radar
    is_drawn_by_others = wanted.png or radar.png or wanted.cards or radar.cards or radar.export
    if source.made_from is None or wanted.single_file or is_drawn_by_others or not can_keep():
        return None
    code = [print_code(), *map(print_package, _MAKERS)]
    if not all(code):
        return None
    files = [state_of(path) for path in theme.files()]
    key = [
        source.made_from,
        source.folder.as_posix(),
        {name: _as_data(value) for name, value in asdict(wanted).items()},
        files,
        [limits.entries.value, limits.files.value],
        [*code, sys.version],
    ]
    name = f"site of {resolve(source.folder)} in {resolve(target.path)}"
    is_settled = all(file.changed < began - _GRAIN for file in files)
    return LastBuild(name, json.dumps(key).encode(), target, is_settled=is_settled)


def _as_data(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value
