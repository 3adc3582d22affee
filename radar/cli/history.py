"""`radar history`: the path of one entry through the editions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from radar.cli.completion import complete
from radar.cli.messages import harmless
from radar.history import HistoryStep, path
from radar.matching import language_of
from radar.matching import require_id as find_one
from radar.model import Entry, Radar
from radar.reading import find, read
from radar.render.reports.difference import columns, pad
from radar.telling import Teller
from radar.text import printable
from radar.words import Words


@click.command(
    epilog="""\b
Examples:
  radar history k3s
  radar history "Apache Pulsar" --language zh
  radar history k3s --format json"""
)
@click.argument("entry", shell_complete=complete("entry"))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--language", default="", help="In this language. [default: the radar's first]")
def command(entry: str, folder: Path | None, form: str, language: str) -> None:
    """Show the path of ENTRY through the editions, with its dates and the reasons given.

    ENTRY is an id, a name or an alias, in any case. FOLDER is the one with radar.yaml in it;
    without it, the radar here or in ./entries is taken.
    """
    radar = read(find(folder)).require_sound()
    tongue = language_of(radar, language)
    found = radar.by_id[find_one("entry", radar.entries, entry)]
    if form == "json":
        click.echo(as_json(radar, found))
    else:
        click.echo(harmless("\n".join(as_text(radar, found, Words(tongue)))))


def as_text(radar: Radar, entry: Entry, words: Words) -> Iterator[str]:
    """Yield a line for each line of a history, and one for each reason."""
    steps = path(radar, entry)
    language = words.language
    where = printable(radar.say(radar.quadrant(entry.quadrant).name, language))
    yield f"{printable(radar.say(entry.name, language))} ({entry.id}), {where}"
    teller = Teller(words, radar)
    rows = [
        (*_when(radar, step, language), printable(teller.step(step.transition))) for step in steps
    ]
    widths = [max(columns(row[at]) for row in rows) for at in (0, 1)]
    for row, step in zip(rows, steps, strict=True):
        start = "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=False))
        yield f"  {start}  {row[2]}".rstrip() if any(widths) else f"  {row[2]}"
        if note := printable(radar.say(step.line.note, language)):
            yield f"  {' ' * columns(start)}  {note}"


def _when(radar: Radar, step: HistoryStep, language: str) -> tuple[str, str]:
    if not radar.editions:
        return "", ""
    edition = radar.editions[step.place]
    name = printable(radar.say(edition.name, language)) or edition.id
    return name, edition.date.isoformat() if edition.date else ""


def as_json(radar: Radar, entry: Entry) -> str:
    """Return a history for programs."""
    lines = []
    for step in path(radar, entry):
        edition = radar.editions[step.place] if radar.editions else None
        lines.append(
            {
                "edition": edition.id if edition else None,
                "date": edition.date.isoformat() if edition and edition.date else None,
                "ring": step.line.ring,
                "quadrant": step.line.quadrant,
                "movement": step.movement.value,
                "before": step.transition.before.ring,
                "since": step.since or None,
                "note": dict(step.line.note),
            }
        )
    document = {"version": 1, "id": entry.id, "name": dict(entry.name), "lines": lines}
    return json.dumps(document, indent=2)
