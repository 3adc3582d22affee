"""Checks of other packages: each yields what is wrong with a radar, by rules of its own.

A check is the entry point of a callable in the group `radar.checks`. Its problems are like ours,
with codes that begin with its name (`owners/no-owner`), so that it is seen who says so and so that
no code means two things. A check that fails is an error: what it would have said is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

from radar.errors import BadCall, BrokenPlugin, Problem, near_miss
from radar.plugins.finding import NAME, Plugin, blame, find_plugins, load_plugins
from radar.text import printable

GROUP = "radar.checks"
_MOST = 1_000  # problems of one check; nobody reads more, and a check may never end
_SEVERITIES = ("error", "warning", "note")
_SETTINGS = "radar.yaml"  # the file of what is wrong with no other file
_Check = Callable[[Any], Iterable[Problem]]


def run_checks(radar: object) -> tuple[Problem, ...]:
    """Return what the checks of other packages find; `radar` is a sound `Radar`."""
    checks = load_plugins(GROUP, "check", _callable)
    problems = [_failure(fault) for fault in checks.faults]
    for plugin, check in checks.values.values():
        try:
            _run(plugin, check, radar, problems)
        except BrokenPlugin as fault:
            problems.append(_failure(fault))
    return tuple(problems)


def _run(plugin: Plugin, check: _Check, radar: object, problems: list[Problem]) -> None:
    """Add the problems of one check; what it said before it failed stays."""
    with blame(str(plugin), name=plugin.name, trusted=False):
        for count, value in enumerate(check(radar)):
            if count == _MOST:
                raise ValueError(f"it has more than {_MOST:,} problems; no more are listed")
            problems.append(_adopt(value, plugin.name))


def _callable(loaded: object) -> _Check:
    if not callable(loaded):
        raise TypeError(f"it is of the type {type(loaded).__name__}, not a function")
    return loaded


def _adopt(value: object, name: str) -> Problem:
    """Return a problem of a check with a code of that check, and a file.

    >>> _adopt(Problem("", 0, 0, "no-owner", "nobody owns it"), "owners").code
    'owners/no-owner'

    Raises:
        TypeError: the value is no problem, or has no text where it should.
        ValueError: the code or the severity is none.
    """
    if not isinstance(value, Problem):
        raise TypeError(
            f"it yields what is of the type {type(value).__name__}, not a radar.Problem"
        )
    if not all(isinstance(x, str) for x in (value.path, value.code, value.message, value.hint)):
        raise TypeError("path, code, message and hint of a problem are texts")
    if not all(isinstance(each, int) for each in (value.line, value.column)):
        raise TypeError("line and column of a problem are numbers, 0 if they are not known")
    code = value.code.removeprefix(f"{name}/")
    if not NAME.fullmatch(code):
        raise ValueError(f"{code!r} is no code: small letters, digits and single hyphens")
    if value.severity not in _SEVERITIES:
        raise ValueError(f"{value.severity!r} is no severity; there are {', '.join(_SEVERITIES)}")
    return replace(
        value,
        path=value.path or _SETTINGS,
        code=f"{name}/{code}",
        message=printable(value.message),
        hint=printable(value.hint),
    )


def _failure(fault: BrokenPlugin) -> Problem:
    """Return the problem for a check that could not be used, or not to its end."""
    name = fault.name if NAME.fullmatch(fault.name) else "checks"
    return Problem(_SETTINGS, 0, 0, f"{name}/failed", str(fault), "mend or uninstall that package")


def refuse_unknown_checks(codes: Collection[str]) -> None:
    """Refuse codes of the form `name/code` whose name is that of no installed check.

    Raises:
        BadCall: there is no such check; the message says which is meant, or lists them.
    """
    if not codes:
        return
    names = [plugin.name for plugin in find_plugins(GROUP, "check").plugins]
    for code in sorted(codes):
        name = code.partition("/")[0]
        if name not in names:
            listed = f"there are {', '.join(names)}" if names else "no check is installed"
            hint = near_miss(name, names) or listed
            raise BadCall(
                f"no installed check is called {name[:80]!r}, so nothing has the code "
                f"{code[:80]!r}. {hint[:1].upper()}{hint[1:]}"
            )
