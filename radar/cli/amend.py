"""`radar amend`: correct what was published in a closed edition."""

from __future__ import annotations

from pathlib import Path

import click

from radar.cli.completion import complete
from radar.cli.messages import say
from radar.cli.snapshot import today
from radar.editing import Correction
from radar.editions import file_of
from radar.errors import BadCall
from radar.library.editing import record_amendment
from radar.model import Amendment
from radar.reading import find
from radar.text import printable


@click.command(
    epilog="""\b
Examples:
  radar amend 2026-11 kafka --ring trial --note "It was printed in the wrong ring."
  radar amend 2026-11 kafka --quadrant platforms
  radar amend 2026-11 kafka --ring removed     it should not have been there"""
)
@click.argument("edition", shell_complete=complete("edition"))
@click.argument("entry", shell_complete=complete("entry"))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--ring",
    default="",
    shell_complete=complete("ring"),
    help="The ring that is right, or `removed`.",
)
@click.option(
    "--quadrant",
    default="",
    shell_complete=complete("quadrant"),
    help="The quadrant that is right.",
)
@click.option("--name", default="", help="The name that is right, in the radar's first language.")
@click.option("--note", default="", help="Why; it is shown on the page of the edition.")
@click.option("--date", "day", default="", help="The day of the correction. [default: today]")
def command(
    edition: str,
    entry: str,
    folder: Path | None,
    ring: str,
    quadrant: str,
    name: str,
    note: str,
    day: str,
) -> None:
    """Correct what the closed EDITION says of ENTRY.

    The correction and its date are written into the file of the edition, and its page tells them.
    A line of the entry's history for the edition is corrected as well.
    Everything else in the edition stays as it was published. Rings and quadrants are those of the
    edition. FOLDER is the one with radar.yaml in it; without it, the radar here or in ./entries is
    taken.
    """
    if not (ring or quadrant or name):
        raise BadCall("say what is right: --ring, --quadrant or --name")
    place = find(folder)
    correction = Correction(entry, *(word.strip() for word in (ring, quadrant, name, note)))
    made = record_amendment(edition, correction, place, day or today())
    what = printable(", ".join([made.amendments[0].entry, *map(_route, made.amendments)]))
    say(f"Amended {made.edition.id}: {what}, in {place / file_of(made.edition.id)}")
    if made.reason:
        say(f"The reason in its history is gone with the line: {printable(made.reason)}")


def _route(amendment: Amendment) -> str:
    """Return from what to what a correction goes."""
    if amendment.field == "added":
        return f"added in {amendment.after}"
    if amendment.field == "removed":
        return f"taken out, was in {amendment.before}"
    return f"{amendment.field} {amendment.before} → {amendment.after}"
