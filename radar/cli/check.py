"""`radar check`: every problem of a radar, for people, editors and continuous integration."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from radar import __version__
from radar.cli.messages import ignore_option, report_lines, say
from radar.errors import Problem
from radar.files.looking import relative_name
from radar.text import number_of

_Problems = tuple[Problem, ...]
_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}  # of five that GitLab knows


@click.command(
    epilog="""\b
Examples:
  radar check                      the radar here (or in ./entries)
  radar check entries --strict     warnings count as errors
  radar check --ignore stale       without the notes of entries that wait for a review
  radar check --as-of 2026-12-01   and what is due on that day: see radar review
  radar check --format github      as annotations of a pull request
  radar check --format gitlab      as a report of code quality for a merge request
  radar check --format sarif       for code scanning
  radar check --site site          is what was published still what the entries say?

\b
Exit codes: 0 nothing is wrong, 1 something is, 2 the call is wrong."""
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif"]),
    default="text",
    show_default=True,
    help="How to print what is wrong.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("-v", "--verbose", is_flag=True, help="Sum up no notes; other formats never do.")
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    help="A published site: say as well what in it is not what a build would write now.",
)
@click.option("--theme", default="", help="The theme that the site was built in with --theme.")
@click.option("--as-of", metavar="DATE", help="Say as well what is due on this day, as 2026-12-01.")
@ignore_option
@click.pass_context
def command(
    ctx: click.Context,
    folder: Path | None,
    form: str,
    strict: bool,
    verbose: bool,
    site: Path | None,
    theme: str,
    as_of: str | None,
    ignore: frozenset[str],
) -> None:
    """Say everything that is wrong with a radar, with file, line and column.

    FOLDER is the one with radar.yaml in it; without it, the radar here or in ./entries is checked.
    Errors stop a build, but for links and pictures that lead nowhere; with --strict these do as
    well, and so do warnings; notes never do. They come in this order, and
    notes in short: one line for all where there are errors, else a few of each kind.
    """
    from radar.library.checking import inspect

    summary, problems, left_out, missing = inspect(
        folder, site=site, theme=theme, as_of=as_of, ignore=ignore
    )
    if missing:
        say(f"Only the data of the site was compared: {missing}")
    minded = ("error", "warning") if strict else ("error",)
    failed = any(problem.severity in minded for problem in problems)
    if form == "text":
        printed = "\n".join(
            line for _, line in report_lines(problems, failed=failed, verbose=verbose)
        )
    else:
        printed = FORMS[form](problems)
    if printed:
        click.echo(printed)
    say(f"{summary}: {_count_problems(problems)}{f' ({left_out} ignored)' if left_out else ''}")
    ctx.exit(1 if failed else 0)


def _count_problems(problems: _Problems) -> str:
    """Say how many problems there are.

    >>> note = Problem("b", 1, 1, "x", "y", severity="note")
    >>> _count_problems((Problem("a", 1, 1, "x", "y"), note))
    '1 error, 1 note'
    """
    counts = dict.fromkeys(("error", "warning", "note"), 0)
    for problem in problems:
        counts[problem.severity] += 1
    parts = [number_of(n, kind) for kind, n in counts.items() if n]
    return ", ".join(parts) or "nothing is wrong"


def _as_json(problems: _Problems) -> str:
    """One object with all of them, for programs."""
    keys = ("path", "line", "column", "severity", "code", "message", "hint")
    found = [{key: getattr(problem, key) for key in keys} for problem in problems]
    return json.dumps({"version": 1, "problems": found}, indent=2, ensure_ascii=False)


def _as_github(problems: _Problems) -> str:
    """Workflow commands, which GitHub shows beside the line that they speak of."""
    return "\n".join(map(_annotation, problems))


def _as_gitlab(problems: _Problems) -> str:
    """Return a report of code quality, shown in a merge request and beside its lines.

    GitLab knows a problem again by its fingerprint. No line is in it, so that one that only moves
    down is no new one; the second of two that are alike has its number in it.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for problem in problems:
        told = (relative_name(problem.path), problem.code, problem.message)
        seen[told] += 1
        found.append(
            {
                "description": _full_message(problem),
                "check_name": problem.code,
                "fingerprint": _hash("\0".join((*told, str(seen[told])))),
                "severity": _SEVERITIES[problem.severity],
                "location": {"path": told[0], "lines": {"begin": problem.line or 1}},
            }
        )
    return json.dumps(found, indent=2)


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _as_sarif(problems: _Problems) -> str:
    """SARIF 2.1.0, the OASIS standard that code scanning services read."""
    codes = sorted({problem.code for problem in problems})
    driver = {"name": "radar", "version": __version__, "rules": [{"id": code} for code in codes]}
    run = {"tool": {"driver": driver}, "results": [_result(problem) for problem in problems]}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2)


def _annotation(problem: Problem) -> str:
    kind = "notice" if problem.severity == "note" else problem.severity
    facts = {"file": relative_name(problem.path), "line": problem.line, "col": problem.column}
    facts["title"] = problem.code
    listed = ",".join(f"{key}={_escape(str(value))}" for key, value in facts.items() if value)
    return f"::{kind} {listed}::{_escape(_full_message(problem), '')}"


def _escape(text: str, also: str = ":,") -> str:
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{also}" else c for c in text)


def _full_message(problem: Problem) -> str:
    hint = f"{problem.hint[:1].upper()}{problem.hint[1:]}"
    return f"{problem.message}. {hint}" if hint else problem.message


def _result(problem: Problem) -> Mapping[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(relative_name(problem.path))}}
    if problem.line:
        place["region"] = {"startLine": problem.line}
        if problem.column:
            place["region"]["startColumn"] = problem.column
    return {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": _full_message(problem)},
        "locations": [{"physicalLocation": place}],
    }


FORMS: Mapping[str, Callable[[_Problems], str]] = {
    "json": _as_json,
    "github": _as_github,
    "gitlab": _as_gitlab,
    "sarif": _as_sarif,
}
