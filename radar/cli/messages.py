"""What the command says: on the terminal, in a pipe, when something is wrong.

Results go to standard output, everything else to standard error. Colour only on a terminal and
never with NO_COLOR.
"""

from __future__ import annotations

import errno
import io
import os
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

import click

from radar.cli.streams import ReaderLeft
from radar.errors import InvalidRadar, Problem, RadarError, Severity, worst
from radar.text import number_of

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_MANY, _FEW = 5, 3  # more notes of one kind than this are summed up, after so many of them
_OBEYED = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")
# what a runner of GitHub, Azure or TeamCity does when a line of a log says so
_COMMAND = re.compile(r"(?m)^([ \t]*):(?=:)|(#)#(?=\w*\[)")
# what the system refuses for reasons that are neither in the data nor in this program
_MACHINE = {errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}
_MACHINE |= {errno.EACCES, errno.EPERM, errno.ENOMEM, errno.ENAMETOOLONG, errno.ELOOP, errno.ESTALE}
_MACHINE |= {errno.EDQUOT} if hasattr(errno, "EDQUOT") else set()
_MessageLine = tuple[Severity, str]


def say(text: str, colour: str = "") -> None:
    """Print a line on standard error, in a colour where it is a terminal that wants it.

    What stands in a name (a sequence that moves the cursor, say) is shown and not obeyed.
    """
    line = harmless(text)
    if colour and sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
        line = click.style(line, fg=colour)
    click.echo(line, err=True)


def harmless(text: str) -> str:
    r"""Return text without what a terminal, or what runs a pipeline, would obey.

    >>> harmless("a\x1b[2Jb\u202e"), harmless("::error::a"), harmless("a ##vso[b]")
    ('a\\x1b[2Jb\\u202e', '\\x3a:error::a', 'a #\\x23vso[b]')
    """
    quiet = _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
    return _COMMAND.sub(lambda found: r"#\x23" if found[2] else rf"{found[1]}\x3a", quiet)


def show(problems: Iterable[Problem], *, failed: bool = False, verbose: bool = False) -> None:
    """Print problems as a person reads them; see `report_lines`."""
    for severity, line in report_lines(problems, failed=failed, verbose=verbose):
        say(line, _COLOURS[severity])


def report_lines(
    problems: Iterable[Problem], *, failed: bool = False, verbose: bool = False
) -> Iterator[_MessageLine]:
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
            yield from _sum_up(list(alike))


def _kind(problem: Problem) -> str:
    return problem.code


def _put_off(notes: list[Problem]) -> Iterator[_MessageLine]:
    counts = sorted(Counter(map(_kind, notes)).items())
    if counts:
        size = number_of(len(notes), "note")
        kinds = ", ".join(f"{n} {code}" for code, n in counts)
        yield "note", f"And {size}, shown when nothing else is wrong: {kinds}"


def _sum_up(alike: list[Problem]) -> Iterator[_MessageLine]:
    """Yield the notes of one kind, the first of them where they are many."""
    shown = alike if len(alike) <= _MANY else alike[:_FEW]
    yield from (("note", str(problem)) for problem in shown)
    if rest := alike[len(shown) :]:
        paths = list(dict.fromkeys(problem.path for problem in rest))
        more = [number_of(len(paths) - 5, "more file")] if len(paths) > 6 else []
        where = ", ".join((paths[:5] if more else paths) + more)
        yield "note", f"note: {len(rest)} more of this kind, in {where}  [{alike[0].code}]"


def _codes(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> frozenset[str]:
    from radar.codes import ignorable

    return ignorable(value)


ignore_option = click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    callback=_codes,
    help="Leave out warnings and notes with this code; may be given several times.",
)


def explain(error: BaseException) -> int:
    """Print what an exception means to a person and return the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        say("stopped")
        return 130
    if isinstance(error, click.ClickException):
        _explain_call(error)
        return 2
    if isinstance(error, InvalidRadar):
        show(error.problems, failed=True)
        return error.exit_code
    if isinstance(error, ReaderLeft):
        return error.exit_code
    if isinstance(error, RadarError):
        say(f"radar: {error}", "red")
        return error.exit_code
    if isinstance(error, OSError) and error.errno in _MACHINE:
        say(f"radar: {_describe_refusal(error)}", "red")
        return 2
    if isinstance(error, FileNotFoundError) and _is_lost():
        say("radar: the folder in which this runs was removed. Go to another one: cd", "red")
        return 2
    say("".join(traceback.format_exception(error)).rstrip())
    say("radar: this is a mistake of ours, not of yours. Please report it with the lines above.")
    return 3


def _is_lost() -> bool:
    """Return whether the folder in which the command runs was removed."""
    from radar.files.looking import has_working_folder

    return not has_working_folder()


def _describe_refusal(error: OSError) -> str:
    """Say what the system refuses, and for which file where that is known."""
    reason = (error.strerror or str(error)).lower()
    return f"{os.fsdecode(error.filename)}: {reason}" if error.filename else reason


def _explain_call(error: click.ClickException) -> None:
    """Say what is wrong with a call, in click's words and in ours."""
    said = io.StringIO()
    error.show(said)
    say(said.getvalue().rstrip("\n"))
    if hint := _short_option(error):
        say(hint)


def _short_option(error: click.ClickException) -> str:
    """Say what may be meant by a short option that there is not: a long one, or a name."""
    if not isinstance(error, click.NoSuchOption) or error.option_name.startswith("--"):
        return ""
    if error.option_name not in sys.argv:
        return "What begins with a dash and is no option comes last, after two dashes: -- -name"
    params = error.ctx.command.params if error.ctx else []
    begin = f"-{error.option_name}"
    meant = [name for param in params for name in param.opts if name.startswith(begin)]
    return f"Did you mean {' or '.join(meant)}?" if meant else ""
