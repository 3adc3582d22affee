"""`radar move`: record that an entry moved."""

from __future__ import annotations

from pathlib import Path

import click

from radar.cli.completion import complete
from radar.cli.messages import say
from radar.editing import record_move, transition_of
from radar.errors import BadCall
from radar.files.looking import is_file
from radar.history import placement_at
from radar.model import Radar
from radar.reading import find
from radar.telling import Teller
from radar.text import printable
from radar.words import Words

_USAGE = "radar move ENTRY RING [FOLDER]"


@click.command(
    epilog="""\b
Examples:
  radar move k3s adopt --note "Two years in production."
  radar move kubefed removed --note "Archived by its maintainers."
  radar move kubefed hold --edition 2022     correct an older edition
  radar move falco trial --quadrant security"""
)
@click.argument("entry", shell_complete=complete("entry"))
@click.argument("ring", shell_complete=complete("ring"))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--note", default="", help="Why; shown on the entry's page and in the changes.")
@click.option(
    "--edition",
    default="",
    shell_complete=complete("edition"),
    help="Record it under this edition. [default: the open one]",
)
@click.option(
    "--quadrant",
    default="",
    shell_complete=complete("quadrant"),
    help="Move it to this quadrant as well.",
)
def command(
    entry: str, ring: str, folder: Path | None, note: str, edition: str, quadrant: str
) -> None:
    """Record in the file of ENTRY that it moved to RING, which may be `removed`.

    Entries, rings, quadrants and editions go by id, name or alias. Nothing else in the file
    changes, and what would contradict the entry's history is refused. A closed edition is corrected
    by `radar amend`. FOLDER is the one with
    radar.yaml in it; without it, the radar here or in ./entries is taken.
    """
    if folder is None and is_file(Path(ring) / "radar.yaml"):
        raise BadCall(f"{printable(ring)} is a radar's folder. The ring comes first: {_USAGE}")
    place = find(folder)

    radar, found, decision, edit, _ = record_move(
        place, entry, ring, quadrant=quadrant, edition=edition, note=note
    )
    now = radar.edition_order.get(decision.edition, 0)
    was_there = found.id in radar.by_id  # a proposal was not
    before = placement_at(radar, found, now) if was_there else None
    moved = transition_of(radar, found, before, decision)
    way = printable(Teller(Words("en"), radar).decision(moved))
    under = f", recorded under {decision.edition}" if decision.edition else ""
    say(f"{printable(radar.say(found.name))}: {way}{under}, in {place / edit.name}")
    if before and before.edition == decision.edition and before.note and not decision.note:
        say(f"Its note stays: {printable(radar.say(before.note))}")
    if decision.edition and decision.edition != radar.newest:
        say(f"This changes what was published as {decision.edition}: its pages, its picture")
    if len(radar.editions) < 2 and not edition:
        say(_no_move(radar))


def _no_move(radar: Radar) -> str:
    """Say why what was recorded will not show as a move: there is nothing to compare it with."""
    hint = "To record a move, open the next one before it: radar snapshot NAME"
    if radar.editions:
        return f"This corrects {radar.newest}, the only edition, and shows as no move. {hint}"
    return "This radar has no editions, so this shows as no move. Begin with: radar snapshot NAME"
