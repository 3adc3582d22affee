"""What the command says: on the terminal, in a pipe, when something is wrong.

Results go to standard output, everything else to standard error. Colour only on a terminal and
never with NO_COLOR.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

import click

from radar.errors import InvalidRadar, Problem, RadarError, Severity, worst

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_MANY, _FEW = 5, 3  # more notes of one kind than this are summed up, after so many of them
Line = tuple[Severity, str]


def styled(text: str, **style: object) -> str:
    """Return the text with colour where standard error is a terminal that wants it."""
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return text
    return click.style(text, **style)  # type: ignore[arg-type] # click's own keyword names


def say(text: str) -> None:
    """Print a line on standard error."""
    click.echo(text, err=True)


def show(problems: Iterable[Problem], *, failed: bool = False, verbose: bool = False) -> None:
    """Print problems as a person reads them; see `told`."""
    for severity, line in told(problems, failed=failed, verbose=verbose):
        say(styled(line, fg=_COLOURS[severity]))


def told(
    problems: Iterable[Problem], *, failed: bool = False, verbose: bool = False
) -> Iterator[Line]:
    """Yield lines for a person: what stops a build first, then warnings, then notes.

    Where something stops it (`failed`, or an error among them), the notes are one line; else many
    of one kind are summed up. `verbose` gives each a line.
    """
    every = list(problems)
    notes = [problem for problem in every if problem.severity == "note"]
    for severity in ("error", "warning"):
        yield from ((p.severity, str(p)) for p in every if p.severity == severity)
    if verbose:
        yield from (("note", str(problem)) for problem in notes)
    elif failed or worst(every) == "error":
        yield from _put_off(notes)
    else:
        for _, alike in groupby(sorted(notes, key=_kind), key=_kind):
            yield from _summed_up(list(alike))


def _kind(problem: Problem) -> str:
    return problem.code


def _put_off(notes: list[Problem]) -> Iterator[Line]:
    counts = sorted(Counter(map(_kind, notes)).items())
    if counts:
        size = f"{len(notes)} note{'' if len(notes) == 1 else 's'}"
        kinds = ", ".join(f"{n} {code}" for code, n in counts)
        yield "note", f"And {size}, shown when nothing else is wrong: {kinds}"


def _summed_up(alike: list[Problem]) -> Iterator[Line]:
    """Yield the notes of one kind, the first of them where they are many."""
    shown = alike if len(alike) <= _MANY else alike[:_FEW]
    yield from (("note", str(problem)) for problem in shown)
    if rest := alike[len(shown) :]:
        paths = list(dict.fromkeys(problem.path for problem in rest))
        more = [f"{len(paths) - 5} more files"] if len(paths) > 6 else []
        where = ", ".join((paths[:5] if more else paths) + more)
        yield "note", f"note: {len(rest)} more of this kind, in {where}  [{alike[0].code}]"


def explain(error: BaseException) -> int:
    """Print what an exception means to a person and return the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort):
        say("stopped")
        return 130
    if isinstance(error, click.ClickException):
        error.show()
        if isinstance(error, click.NoSuchOption) and not error.option_name.startswith("--"):
            say("What begins with a dash and is no option comes last, after two dashes: -- -name")
        return 2
    if isinstance(error, InvalidRadar):
        show(error.problems, failed=True)
        return error.exit_code
    if isinstance(error, RadarError):
        say(styled(f"radar: {error}", fg="red"))
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    traceback.print_exception(error)
    say("radar: this is a mistake of ours, not of yours. Please report it with the lines above.")
    return 3
