"""`radar words`: the words of the interface that are still to be translated."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import click

from radar.cli.messages import say
from radar.errors import BadCall, InvalidRadar
from radar.text import number_of, printable


@click.command(
    epilog="""\b
Examples:
  radar words                                all of them in English
  radar words de > entries/words/de.yaml     begin a translation (make the folder first)
  radar words de >> entries/words/de.yaml    add those that it lacks, to be translated"""
)
@click.argument("language", default="en")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def command(language: str, folder: Path | None) -> None:
    """Print the words of the interface for LANGUAGE, as a file that can be translated.

    They are ours in that language, else in English, without those that words/LANGUAGE.yaml has
    already. FOLDER is the one with radar.yaml in it; without it, the radar here or in ./entries is
    looked at, if there is one.
    """
    from radar.reading.settings import language_tag
    from radar.words import catalogue_text

    tag = language_tag(language)
    if tag is None:
        raise BadCall(f"{printable(language)[:40]!r} is no language; write it as de, or pt-BR")
    lines = list(_without(catalogue_text(tag), _read_translated_keys(tag, folder)))
    count = sum(bool(line) and line[0] != "#" for line in lines)
    if count:
        click.echo("\n".join(lines))
    say(f"{number_of(count, 'word')} for words/{tag}.yaml, beside radar.yaml")


def _read_translated_keys(language: str, folder: Path | None) -> Collection[str]:
    """Return the keys that a radar's own words have, none where there is no radar."""
    from radar.reading import find, read

    try:
        reading = read(find(folder))
    except BadCall:
        if folder is not None:
            raise
        return ()
    file = f"words/{language}.".casefold()
    if wrong := [
        p for p in reading.full_path_problems if file in p.path.casefold() and p.severity == "error"
    ]:
        raise InvalidRadar(wrong)
    return reading.words.get(language, {})


def _without(text: str, keys: Collection[str]) -> Iterator[str]:
    """Yield the lines of a catalogue, each of which is one word or a comment."""
    for line in text.splitlines():
        if line.startswith("#") or line.partition(":")[0] not in keys:
            yield line
