"""`radar list`: the entries of a radar, or those that one looks for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from radar.cli.completion import complete
from radar.cli.messages import harmless, say
from radar.errors import BadCall, near_miss
from radar.history import Standing, standings
from radar.matching import language_of, require_id
from radar.model import Entry, Movement, Radar
from radar.naming import same_name
from radar.reading import find, read
from radar.render.reports.difference import columns, pad
from radar.text import number_of, printable
from radar.words import Words

_COLUMNS = ("id", "name", "quadrant", "ring", "movement", "owners", "tags")
_MOVEMENTS = [movement.value for movement in Movement]


@click.command(
    epilog="""\b
Examples:
  radar list
  radar list --ring trial --ring assess --tag security
  radar list --moved new --moved in --format csv > news.csv
  radar list --off                        what has left the radar
  for id in $(radar list --owner core --format ids); do radar history "$id"; done"""
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--ring", "rings", multiple=True, shell_complete=complete("ring"), help="In a ring.")
@click.option(
    "--quadrant",
    "quadrants",
    multiple=True,
    shell_complete=complete("quadrant"),
    help="In a quadrant.",
)
@click.option("--tag", "tags", multiple=True, help="With a tag.")
@click.option("--owner", "owners", multiple=True, help="With an owner.")
@click.option(
    "--moved", multiple=True, type=click.Choice(_MOVEMENTS), help="How it moved in the edition."
)
@click.option("--off", is_flag=True, help="What is off the radar, in place of what is on it.")
@click.option(
    "--edition",
    default="",
    shell_complete=complete("edition"),
    help="As it was in this edition. [default: the newest]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "ids", "csv", "json"]),
    default="text",
    show_default=True,
    help="How to print them.",
)
@click.option("--language", default="", help="In this language. [default: the radar's first]")
def command(
    folder: Path | None,
    rings: tuple[str, ...],
    quadrants: tuple[str, ...],
    tags: tuple[str, ...],
    owners: tuple[str, ...],
    moved: tuple[str, ...],
    off: bool,
    edition: str,
    form: str,
    language: str,
) -> None:
    """List the entries of a radar by quadrant and ring, or those that all filters let through.

    A filter that is given several times lets through what has one of its words. Rings, quadrants
    and editions go by id, name or alias. FOLDER is the one with radar.yaml in it; without it, the
    radar here or in ./entries is taken.
    """
    radar = read(find(folder)).require_sound()
    if off and (rings or moved):
        raise BadCall("what is off the radar has no ring and did not move: leave these out")
    tongue = language_of(radar, language)
    when = require_id("edition", radar.editions, edition) if edition else radar.newest
    wanted_rings = {require_id("ring", radar.rings, word) for word in rings}
    wanted_quadrants = {require_id("quadrant", radar.quadrants, word) for word in quadrants}
    _require_words("tag", tags, (tag for entry in radar.entries for tag in entry.tags))
    _require_words("owner", owners, (who for entry in radar.entries for who in entry.owners))
    rows = [
        row
        for row in _rows(radar, when, off=off, words=Words(tongue))
        if (not rings or row.ring in wanted_rings)
        and (not quadrants or row.quadrant in wanted_quadrants)
        and (not moved or row.movement in moved)
        and _has_one(tags, row.entry.tags)
        and _has_one(owners, row.entry.owners)
    ]
    _print(radar, rows, form, tongue)


class _Row(NamedTuple):
    """An entry as it stands in an edition, and how it moved, in words; '' is off the radar."""

    entry: Entry
    quadrant: str
    ring: str
    movement: str
    how: str


def _rows(radar: Radar, edition: str, *, off: bool, words: Words) -> Iterator[_Row]:
    """Yield the entries on the radar in an edition, by quadrant and ring, or those off it."""
    there = [each for each in standings(radar, edition) if each.ring]
    if not off:
        for standing in sorted(there, key=lambda each: _order(radar, each)):
            movement = standing.movement.value
            yield _Row(
                standing.entry, standing.quadrant, standing.ring or "", movement, words(movement)
            )
        return
    ids = {standing.entry.id for standing in there}
    for entry in radar.entries:
        if entry.id not in ids:
            yield _Row(entry, entry.quadrant, "", "", "")


def _order(radar: Radar, standing: Standing) -> tuple[int, int, str, str]:
    entry = standing.entry
    quadrants = [quadrant.id for quadrant in radar.quadrants]
    place = quadrants.index(standing.quadrant) if standing.quadrant in quadrants else len(quadrants)
    ring = radar.ring_order.get(standing.ring or "", len(radar.rings))
    return (place, ring, radar.say(entry.name).casefold(), entry.id)


def _require_words(kind: str, words: Sequence[str], there: Iterable[str]) -> None:
    """Refuse a word that no entry has: a list of nothing would hide a slip."""
    known = {same_name(word): word for word in there}
    for word in words:
        if same_name(word) not in known:
            hint = near_miss(word, sorted(known.values()))
            end = f". {hint[:1].upper()}{hint[1:]}" if hint else ""
            raise BadCall(f"no entry has the {kind} {printable(word)[:80]!r}{end}")


def _has_one(wanted: Sequence[str], there: Iterable[str]) -> bool:
    return not wanted or not {*map(same_name, wanted)}.isdisjoint(map(same_name, there))


def _print(radar: Radar, rows: Sequence[_Row], form: str, language: str) -> None:
    if form == "json":
        listed = [_as_data(radar, row, language) for row in rows]
        click.echo(json.dumps({"version": 1, "entries": listed}, indent=2, ensure_ascii=False))
    elif form == "csv":
        click.echo(_as_csv([_as_data(radar, row, language) for row in rows]), nl=False)
    elif form == "ids":
        for row in rows:
            click.echo(row.entry.id)
    else:
        for line in _as_lines(radar, rows, language):
            click.echo(harmless(line))
        say(number_of(len(rows), "entry"))


def _as_data(radar: Radar, row: _Row, language: str) -> dict[str, object]:
    entry = row.entry
    name = radar.say(entry.name, language)
    lists = ([*entry.owners], [*entry.tags])
    placed = (row.quadrant, row.ring or None, row.movement or None)
    return dict(zip(_COLUMNS, (entry.id, name, *placed, *lists), strict=True))


def _as_csv(rows: Iterable[dict[str, object]]) -> str:
    """Return rows as CSV; a cell that a sheet would compute begins with an apostrophe."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        cells = (", ".join(v) if isinstance(v, list) else v or "" for v in row.values())
        writer.writerow(
            [f"'{cell}" if str(cell)[:1] in "=+-@\t" and cell else cell for cell in cells]
        )
    return made.getvalue()


def _as_lines(radar: Radar, rows: Sequence[_Row], language: str) -> Iterator[str]:
    table = [
        (
            row.entry.id,
            printable(radar.say(row.entry.name, language)),
            printable(radar.say(radar.ring(row.ring).name, language)) if row.ring else "",
            printable(radar.say(radar.quadrant(row.quadrant).name, language)),
            row.how,
        )
        for row in rows
    ]
    widths = [max(map(columns, column)) for column in zip(*table, strict=True)]
    for line in table:
        yield "  ".join(pad(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
