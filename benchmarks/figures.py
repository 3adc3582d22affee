"""The figures of `budget.toml`, each by its name: how it is measured."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from math import log
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import IMPORTS, RADAR, Cost, cost, least, run
from benchmarks.peers import aoe_cost, hugo_cost
from benchmarks.radars import Radars
from benchmarks.saves import seconds_from_save

LONG = 10.0  # CPU s above which a process runs once: the share of chance in it is small


class InTurns(NamedTuple):
    """What a command took, and the import of the dependencies in turns with it."""

    own: Cost
    imports: Cost

    @property
    def ratio(self) -> float:
        """How many times the import the command takes."""
        return self.own.cpu / self.imports.cpu


class Session:
    """One run: what was built and measured in it, each once."""

    def __init__(self, scratch: Path) -> None:
        self.radars, self._scratch = Radars(scratch), scratch
        self._builds: dict[Path, InTurns] = {}

    @cached_property
    def bare(self) -> Cost:
        """What a bare interpreter takes."""
        return cost([sys.executable, "-c", "pass"], runs=5)

    def above_bare(self, *words: str | Path) -> float:
        """Return the CPU seconds of our command above those of a bare interpreter."""
        return cost([*RADAR, *words], runs=5).cpu - self.bare.cpu

    def check(self, folder: Path) -> InTurns:
        """Measure a check of a radar."""
        return in_turns(lambda: run([*RADAR, "check", folder], fresh=True))

    def build(self, folder: Path) -> InTurns:
        """Measure a first build of a radar: nothing is kept, and there is no site yet."""
        if folder not in self._builds:
            self._builds[folder] = in_turns(lambda: self._build(folder))
        return self._builds[folder]

    def _build(self, folder: Path) -> Cost:
        taken = run([*RADAR, "build", "-q", folder, "-o", self._scratch / "site"], fresh=True)
        run(["rm", "-r", self._scratch / "site"])
        return taken

    def exponent(self, of: Callable[[int], Path], one: int, other: int) -> float:
        """Return how a build grows: 1 is in line with the size, 2 with its square.

        What the imports take is left out, as it does not grow.
        """
        first, last = (self.build(of(size)) for size in (one, other))
        grown = (last.own.cpu - last.imports.cpu) / (first.own.cpu - first.imports.cpu)
        return log(grown) / log(other / one)

    def memory_growth(self) -> float:
        """Return the kB that each entry beyond a thousand adds to a build, up to ten thousand."""
        small, large = (self.build(self.radars.entries(n)).own.memory for n in (1_000, 10_000))
        return (large - small) * 1024 / 9_000

    def ask(self, *, site: bool) -> float:
        """Return the CPU seconds of a question above a bare interpreter."""
        folder = self.radars.entries(250)
        if site:
            file = folder.with_suffix(".json")
            run([*RADAR, "export", "radar-json", folder, "-o", file, "--force"])
            folder = file
        return self.above_bare("ask", "e00001", "--from", folder)

    def import_volumes(self) -> float:
        """Return the CPU seconds of an import of 34 sheets."""
        made = self._scratch / "imported"
        taken = [self._import(made) for _ in range(3)]
        return least(taken).cpu

    def _import(self, made: Path) -> Cost:
        taken = run([*RADAR, "import", self.radars.sheets(), "-o", made])
        run(["rm", "-r", made])
        return taken

    def against_hugo(self, count: int) -> float:
        """Return how many times the CPU time of Hugo our build takes."""
        folder = self.radars.entries(count)
        hugo = hugo_cost(folder, self._scratch / f"hugo-{count}")
        return self.build(folder).own.cpu / hugo.cpu

    def against_aoe(self) -> float:
        """Return how many times the CPU time of our build AOE's generator takes."""
        folder = self.radars.entries(100)
        return aoe_cost(folder).cpu / self.build(folder).own.cpu

    def save(self, count: int, *, first: bool = False) -> float:
        """Return the wall seconds from a saved entry to a page in the browser."""
        folder = self.radars.entries(count)
        return seconds_from_save(folder, "index.html" if first else "entries/e00001.html")


def in_turns(measure: Callable[[], Cost]) -> InTurns:
    """Measure something in turns with the import of the dependencies, three times or once."""
    own, imports = [], []
    while len(own) < 3 and not (own and own[0].cpu > LONG):
        imports += [run(IMPORTS), run(IMPORTS)]
        own.append(measure())
    return InTurns(least(own), least(imports))


FIGURES: Mapping[str, Callable[[Session], float]] = {
    "version": lambda s: s.above_bare("--version"),
    "help": lambda s: s.above_bare("--help"),
    "check-100": lambda s: s.check(s.radars.entries(100)).ratio,
    "check-10000": lambda s: s.check(s.radars.entries(10_000)).ratio,
    "ask-folder": lambda s: s.ask(site=False),
    "ask-json": lambda s: s.ask(site=True),
    "build-100": lambda s: s.build(s.radars.entries(100)).ratio,
    "build-118": lambda s: s.build(s.radars.technologies()).ratio,
    "build-1000": lambda s: s.build(s.radars.entries(1_000)).ratio,
    "build-1000-memory": lambda s: s.build(s.radars.entries(1_000)).own.memory,
    "build-10000": lambda s: s.build(s.radars.entries(10_000)).ratio,
    "build-10000-memory": lambda s: s.build(s.radars.entries(10_000)).own.memory,
    "memory-growth": Session.memory_growth,
    "editions-34": lambda s: s.build(s.radars.volumes()).ratio,
    "editions-34-closed": lambda s: s.build(s.radars.closed_volumes()).ratio,
    "import-34": Session.import_volumes,
    "serve-43": lambda s: s.save(43),
    "serve-1000": lambda s: s.save(1_000),
    "serve-1000-first": lambda s: s.save(1_000, first=True),
    "serve-10000": lambda s: s.save(10_000),
    "growth-entries": lambda s: s.exponent(s.radars.entries, 100, 1_000),
    "growth-entries-more": lambda s: s.exponent(s.radars.entries, 1_000, 10_000),
    "growth-editions": lambda s: s.exponent(s.radars.editions, 1, 10),
    "growth-editions-more": lambda s: s.exponent(s.radars.editions, 10, 100),
    "growth-languages": lambda s: s.exponent(s.radars.languages, 1, 4),
    "hugo-100": lambda s: s.against_hugo(100),
    "hugo-1000": lambda s: s.against_hugo(1_000),
    "hugo-10000": lambda s: s.against_hugo(10_000),
    "aoe-100": Session.against_aoe,
}
