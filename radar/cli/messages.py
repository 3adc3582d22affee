"""What the command says: on the terminal, in a pipe, when something is wrong.

Results go to standard output, everything else to standard error. Colour only on a terminal and
never with NO_COLOR.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

import click

from radar.errors import InvalidRadar, Problem, RadarError

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def styled(text: str, **style: object) -> str:
    """Return the text with colour where standard error is a terminal that wants it."""
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return text
    return click.style(text, **style)  # type: ignore[arg-type] # click's own keyword names


def say(text: str) -> None:
    """Print a line on standard error."""
    click.echo(text, err=True)


def show(problems: Iterable[Problem], folder: Path | None = None) -> None:
    """Print problems, one a line, with paths as they look from here."""
    for problem in problems:
        line = str(problem)
        if folder is not None and folder != Path():
            line = f"{folder.as_posix()}/{line}"
        say(styled(line, fg=_COLOURS[problem.severity]))


def explain(error: BaseException) -> int:
    """Print what an exception means to a person and return the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort):
        say("stopped")
        return 130
    if isinstance(error, click.ClickException):
        error.show()
        if isinstance(error, click.NoSuchOption):
            say("What begins with a dash and is no option comes last, after two dashes: -- -name")
        return 2
    if isinstance(error, InvalidRadar):
        show(error.problems)
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
