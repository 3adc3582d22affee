"""The list of all formats: one for each module of `formats`, and those of other packages.

Everything that lists formats asks here: the command and its help, the recogniser, conversion. A
test compares the docs. The list is made at the first question, so nothing that exchanges no radar
pays for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from logging import getLogger
from pkgutil import iter_modules

from radar.errors import BadCall, BrokenPlugin, near_miss
from radar.exchange import formats
from radar.exchange.format import Format
from radar.plugins.finding import Plugin, find_plugins

GROUP = "radar.formats"


@dataclass(frozen=True, slots=True)
class Registry:
    """Formats by name, in order, and the entry points that could not be used.

    `packages` are the names of the packages that have the formats which are not ours.
    """

    formats: Mapping[str, Format]
    packages: Mapping[str, str]
    faults: tuple[BrokenPlugin, ...]

    def format(self, name: str) -> Format:
        """Return the format with a name.

        Raises:
            BadCall: there is none; the message says which is meant, or lists them.
            BrokenPlugin: another package has it, and it cannot be used.
        """
        if name in self.formats:
            return self.formats[name]
        if broken := next((fault for fault in self.faults if fault.name == name), None):
            raise broken
        hint = near_miss(name, self.formats) or f"there are {', '.join(self.formats)}"
        raise BadCall(f"there is no format {name[:80]!r}; {hint}")

    def report_faults(self) -> None:
        """Log which formats of other packages cannot be used, and why."""
        for fault in self.faults:
            getLogger("radar").warning("%s", fault)

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of files that formats have for themselves, in small letters, sorted."""
        return tuple(sorted({e.lower() for each in self.formats.values() for e in each.endings}))

    def describe(self, name: str) -> str:
        """Return who made a format, as the beginning of an error message; '' for one of ours."""
        package = self.packages.get(name)
        return f'the format "{name}" of the package {package}' if package else ""


@cache
def load_registry() -> Registry:
    """Return all formats of this package and of the others that are installed."""
    ours = _own_formats()
    found = find_plugins(GROUP, "format")
    theirs: dict[str, Format] = {}
    packages: dict[str, str] = {}
    faults = [*found.faults]
    for plugin in found.plugins:
        try:
            theirs[plugin.name] = _load(plugin, ours)
            packages[plugin.name] = plugin.package
        except BrokenPlugin as fault:
            faults.append(fault)
    return Registry(dict(sorted({**theirs, **ours}.items())), packages, tuple(faults))


def _own_formats() -> dict[str, Format]:
    """Return the `FORMAT` of each module of `radar.exchange.formats`, by name."""
    names = (f"{formats.__name__}.{m.name}" for m in iter_modules(formats.__path__) if not m.ispkg)
    own = [import_module(name).FORMAT for name in names]
    return {each.name: each for each in own}


def _load(plugin: Plugin, ours: Mapping[str, Format]) -> Format:
    """Return the format of an entry point.

    Raises:
        BrokenPlugin: it cannot be imported, is no `Format`, or has another name or one of ours.
    """

    def convert(loaded: object) -> Format:
        if not isinstance(loaded, Format):
            kind = type(loaded).__name__
            raise TypeError(f"{plugin.point.value} is a {kind}, not a radar.exchange.Format")
        if loaded.name != plugin.name:
            raise ValueError(f"the format calls itself {loaded.name!r}; the two names must be one")
        return loaded

    if plugin.name in ours:
        raise plugin.refuse("radar itself has one of that name")
    return plugin.load(convert)
