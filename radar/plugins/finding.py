"""The entry points of a group, and what is wrong with those that cannot be used.

Looking for them reads one file of every installed package, and loading one runs the code of that
package. So nothing is looked for until a format or a check is needed, and what fails there is an
error that names the package: the others go on working.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from traceback import walk_tb
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from radar.errors import BrokenPlugin, RadarError
from radar.text import printable

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # of a format or a check: it is written in commands
_LONGEST = 300  # characters of an error message that is quoted
_OURS = ("radar.", "importlib.", "_frozen_importlib", "contextlib.")
_Loaded = TypeVar("_Loaded")


class Plugin(NamedTuple):
    """An entry point: what it is ("format" or "check"), its name, and the package that has it."""

    kind: str
    name: str
    package: str
    point: EntryPoint

    def __str__(self) -> str:
        return f'the {self.kind} "{self.name}" of the package {self.package}'

    def load(self, convert: Callable[[object], _Loaded]) -> _Loaded:
        """Import the object of the entry point, and return what `convert` makes of it.

        Raises:
            BrokenPlugin: it cannot be imported, or `convert` refuses it.
        """
        with blame(str(self), "cannot be used", name=self.name, trusted=False):
            return convert(self.point.load())

    def refuse(self, why: str) -> BrokenPlugin:
        """Return the error that says why this cannot be used."""
        return BrokenPlugin(f"{self} cannot be used: {why}", self.name)


class _FoundPlugins(NamedTuple):
    """The entry points of a group, by package and name, and what is wrong with the others."""

    plugins: tuple[Plugin, ...]
    faults: tuple[BrokenPlugin, ...]


class _LoadedPlugins(NamedTuple, Generic[_Loaded]):
    """What entry points lead to, by their names, and what is wrong with the others."""

    values: Mapping[str, tuple[Plugin, _Loaded]]
    faults: tuple[BrokenPlugin, ...]


@contextmanager
def blame(
    who: str, what: str = "failed", *, name: str = "", trusted: bool = True
) -> Iterator[None]:
    """Turn an error of somebody else's code into a `BrokenPlugin` that says whose, and where.

    `who` begins the message, `what` says what became of it, `name` is that of the format or check.
    A `RadarError` of `trusted` code was raised on purpose, and passes.
    """
    try:
        yield
    except (Exception, SystemExit) as error:
        if trusted and isinstance(error, RadarError):
            raise
        raise BrokenPlugin(f"{who} {what}: {_describe(error)}", name) from error


def _describe(error: BaseException) -> str:
    """Return kind and message of an error, and the module and line of another package it is from.

    >>> _describe(ValueError("no such thing"))
    'ValueError: no such thing'
    """
    said = printable(" ".join(str(error).split()))[:_LONGEST]
    places = [
        f"{frame.f_globals.get('__name__', '')}, line {line}"
        for frame, line in walk_tb(error.__traceback__)
        if not f"{frame.f_globals.get('__name__', '')}.".startswith(_OURS)
    ]
    where = f" ({places[-1]})" if places else ""
    return f"{type(error).__name__}{': ' if said else ''}{said}{where}"


def find_plugins(group: str, kind: str) -> _FoundPlugins:
    """Return the entry points of a group, without loading any; `kind` is what they are called.

    A package of which there are two copies counts once, as for Python itself.
    """
    plugins: list[Plugin] = []
    faults: list[BrokenPlugin] = []
    for package, distribution in _packages_with(group):
        try:
            points = sorted(distribution.entry_points.select(group=group))
        except Exception:  # a file that is not as it should be ends in errors of many kinds
            said = f"the package {package} lists its entry points in a way that cannot be read"
            faults.append(BrokenPlugin(said))
            continue
        for plugin in (Plugin(kind, point.name, package, point) for point in points):
            if NAME.fullmatch(plugin.name):
                plugins.append(plugin)
            else:
                why = "a name has small letters, digits and single hyphens"
                faults.append(plugin.refuse(why))
    return _FoundPlugins(tuple(plugins), tuple(faults))


def load_plugins(
    group: str, kind: str, convert: Callable[[object], _Loaded], taken: Collection[str] = ()
) -> _LoadedPlugins[_Loaded]:
    """Load the entry points of a group; `convert` makes of each what is needed, or refuses it.

    `taken` are names that none may have. Of two with the same name the first one that can be used
    is taken, by the name of its package.
    """
    found = find_plugins(group, kind)
    values: dict[str, tuple[Plugin, _Loaded]] = {}
    faults = [*found.faults]
    for plugin in found.plugins:
        try:
            if plugin.name in taken:
                raise plugin.refuse(f"radar itself has a {kind} of that name")
            value = plugin.load(convert)
            if plugin.name in values:
                other = values[plugin.name][0].package
                raise plugin.refuse(f"the package {other} has one of that name")
        except BrokenPlugin as fault:
            faults.append(fault)
        else:
            values[plugin.name] = plugin, value
    return _LoadedPlugins(values, tuple(faults))


def _packages_with(group: str) -> list[tuple[str, Distribution]]:
    """Return the installed packages that have entry points of a group, by name, in order."""
    from importlib.metadata import distributions  # 20 ms that only those pay who look

    packages: dict[str, tuple[str, Distribution]] = {}
    for distribution in distributions():
        if _mentions(distribution, group):
            name = _package(distribution)
            packages.setdefault(re.sub(r"[-_.]+", "-", name).lower(), (name, distribution))
    return [packages[key] for key in sorted(packages)]


def _mentions(distribution: Distribution, group: str) -> bool:
    """Return whether the entry points of a package name a group; most packages have none at all."""
    with suppress(OSError, ValueError):
        return group in (distribution.read_text("entry_points.txt") or "")
    return False


def _package(distribution: Distribution) -> str:
    """Return the name of a package, "?" if its metadata do not say it."""
    with suppress(Exception):  # of missing or broken metadata; the name is for messages only
        return printable(distribution.metadata["Name"] or "?")
    return "?"
