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
from radar.plugins.finding import load_plugins

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
        said = str(name)[:80]  # a program may ask for what is no text
        hint = near_miss(said, self.formats) or f"there are {', '.join(self.formats)}"
        raise BadCall(f"there is no format {said!r}; {hint}")

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
    theirs = load_plugins(GROUP, "format", _check_type, ours)
    formats = {**ours, **{name: format for name, (_, format) in theirs.values.items()}}
    packages = {name: plugin.package for name, (plugin, _) in theirs.values.items()}
    faults = [*theirs.faults]
    for name, (plugin, format) in theirs.values.items():
        if format.name != name:
            faults.append(plugin.refuse(f"it calls itself {format.name!r}; the two must be one"))
            del formats[name], packages[name]
    return Registry(dict(sorted(formats.items())), packages, tuple(faults))


@cache
def report_faults() -> None:
    """Log which formats of other packages cannot be used, and why: once, however often called."""
    for fault in load_registry().faults:
        getLogger("radar").warning("%s", fault)


def _own_formats() -> dict[str, Format]:
    """Return the `FORMAT` of each module of `radar.exchange.formats`, by name."""
    names = (f"{formats.__name__}.{m.name}" for m in iter_modules(formats.__path__) if not m.ispkg)
    own = [import_module(name).FORMAT for name in names]
    return {each.name: each for each in own}


def _check_type(loaded: object) -> Format:
    if not isinstance(loaded, Format):
        raise TypeError(f"it is of the type {type(loaded).__name__}, not a radar.exchange.Format")
    return loaded
