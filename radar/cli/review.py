"""`radar review`: what is due on a day, by owner; also as a calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from radar.cli.messages import say
from radar.model import Radar
from radar.reviewing import Review


@click.command(
    epilog="""\b
Examples:
  radar review                              what is due today
  radar review entries --as-of 2027-01-01   and what will be on that day
  radar review --format markdown            as tasks, for an issue
  radar review --format ics > radar.ics     the days on which things fall due, as a calendar

\b
Exit codes: 0 done, 1 something is wrong in the entries, 2 the call is wrong. For a check that fails
when something is due: radar check --as-of DATE --strict"""
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--as-of", default="", metavar="DATE", help="The day to judge by. [default: today]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "ics"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
def command(folder: Path | None, as_of: str, form: str) -> None:
    """Say what somebody has to look at: on a day, grouped by owner.

    Due are entries not reviewed for longer than `review_after`, entries longer in a ring than its
    rule allows (`for_at_most`), entries past their `leave_by`, and proposals older than the last
    edition. FOLDER is the one with radar.yaml in it; without it, the radar here or in ./entries is
    read. The same day prints the same bytes.
    """
    from radar.library.days import parse_day
    from radar.pipeline import find_source
    from radar.reviewing import find_due

    day = parse_day(as_of, "--as-of") if as_of else date.today()
    radar = find_source(folder).radar
    if not as_of:
        say(f"As of today, {day}; --as-of names another day")
    click.echo(_printer(form)(find_due(radar, day), radar), nl=form != "ics")


def _printer(form: str) -> Callable[[Review, Radar], str]:
    from radar.reviewing.calendar import as_calendar
    from radar.reviewing.telling import as_json, as_markdown, as_text

    forms: Mapping[str, Callable[[Review, Radar], str]] = {
        "text": as_text,
        "markdown": as_markdown,
        "json": as_json,
        "ics": as_calendar,
    }
    return forms[form]
