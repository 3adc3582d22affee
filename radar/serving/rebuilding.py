"""A folder → its site, again and again: what a change does not reach is kept.

Each build reads all files and is a whole one, but for what pure steps made of the same input
before (`radar.memo`): what a file says, the layout, templates. Pages are made when somebody asks
for them. So what is shown is, byte for byte, what a build from nothing would show.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from radar.errors import Problem
from radar.memo import Memo, remember
from radar.model import Radar
from radar.pipeline import BuildOptions, check_radar, draw
from radar.pipeline.kept_steps import open_steps
from radar.serving.layouts import keep_layout
from radar.theme import load_theme
from radar.theme.held import hold_theme

_Finish = Callable[[str, bytes], bytes]


class LiveSite(Mapping[str, bytes]):
    """The site of one moment, whose files are made when they are first asked for.

    One is made at a time, as they share what they are made of.
    """

    def __init__(self, files: Mapping[str, bytes], rebuilder: Rebuilder, finish: _Finish) -> None:
        self._files, self._rebuilder, self._finish = files, rebuilder, finish
        self._made: dict[str, bytes] = {}

    def __getitem__(self, path: str) -> bytes:
        if path not in self._made:
            with self._rebuilder.lock, self._rebuilder.memo.in_use():
                self.make(path)
        return self._made[path]

    def make(self, path: str) -> bytes:
        """Make a file, in a build that is under way."""
        if path not in self._made:
            self._made[path] = self._finish(path, self._files[path])
        return self._made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files  # without making it


class Rebuilt(NamedTuple):
    """What a build made: the site, the problems that did not stop it, and the radar."""

    site: LiveSite
    problems: tuple[Problem, ...]
    radar: Radar


@dataclass(frozen=True)
class Rebuilder:
    """What is kept from one build to the next, and who may use it at a time."""

    memo: Memo = field(default_factory=Memo)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def build(
        self,
        folder: Path | None,
        theme: str,
        settings: Mapping[str, str],
        finish: _Finish = lambda path, data: data,
    ) -> Rebuilt:
        """Build the radar of a folder with a theme, '' for its own.

        `settings` take the place of those in `radar.yaml`; `finish` is called with the path and
        the bytes of each file that is made.

        Raises:
            InvalidRadar: something is wrong with the entries or the theme.
            BadCall: there is no radar, or its site would have too many files.
            MissingExtra: the radar wants PNGs, and what draws them is not installed.
        """
        with self.lock, self.memo.round():
            source = check_radar(folder, with_drafts=True)
            look = hold_theme(load_theme(theme or source.radar.theme, beside=source.folder))
            radar = source.radar.model_copy(update=dict(settings))
            steps = remember("steps", str(source.folder), None, lambda: open_steps(source.folder))
            if steps:
                steps.save()  # what was laid out for pages since the last build
            atlas = keep_layout(radar, look.style, source.words, steps)
            files = draw(source._replace(radar=radar), look, BuildOptions(live=True), atlas)
            site = LiveSite(files, self, finish)
            remember("theme", "", look, lambda: _try_theme(site, radar))
        return Rebuilt(site, source.problems, radar)


def _try_theme(site: LiveSite, radar: Radar) -> bool:
    """Make a page of each kind, so that a mistake in a template is told when it is saved.

    Raises:
        InvalidRadar: there is one.
    """
    first = [f"entries/{each[0].id}.html" for each in (radar.entries, radar.proposals) if each]
    first += [f"editions/{edition.id}.html" for edition in radar.editions[:1]]
    for path in site:
        if path in first or (path.endswith(".html") and "/" not in path):
            site.make(path)
    return True
