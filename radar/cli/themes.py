"""`radar themes`: which themes there are, and how a radar looks in each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from radar.cli.messages import say
from radar.errors import BadCall, InvalidRadar, Problem
from radar.text import number_of

if TYPE_CHECKING:
    from radar.model import Radar
    from radar.theme import Theme


class _ListedTheme(NamedTuple):
    """A theme that can be named here, and where it lies."""

    theme: Theme
    where: str


@click.command(
    epilog="""\b
Examples:
  radar themes                        names, titles, where they come from
  radar themes --preview              themes.html: this radar in every theme
  radar themes entries --preview -o /tmp/themes.html

A theme of your own is a folder themes/NAME beside radar.yaml with a theme.yaml in it.
Exit code 1: one of the themes is wrong, or too faint to read."""
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Write a page with every theme side by side.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write that page. [default: themes.html]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the list.",
)
def command(folder: Path | None, preview: bool, output: Path | None, form: str) -> None:
    """List the themes that a radar can be built in, or show them side by side.

    FOLDER is the one with radar.yaml in it; without it, the radar here or in ./entries is taken,
    and where there is none, a small one is shown.
    """
    if output and not preview:
        raise BadCall("-o says where the page of --preview goes; add --preview")
    beside = _radar_folder(folder)
    found, wrong = _load_all(beside)
    if preview:
        _write_preview(_radar(beside), found, output or Path("themes.html"))
    elif form == "json":
        click.echo(json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=2))
    else:
        for line in _as_text(found):
            click.echo(line)
    if wrong:
        raise InvalidRadar(wrong)


def _radar_folder(folder: Path | None) -> Path | None:
    from radar.reading import find

    try:
        return find(folder)
    except BadCall:
        if folder is not None:
            raise
        return None


def _load_all(beside: Path | None) -> tuple[list[_ListedTheme], list[Problem]]:
    from radar.theme import available, load_theme, origin

    found: list[_ListedTheme] = []
    wrong: list[Problem] = []
    for name, folder in available(beside).items():
        try:
            found.append(_ListedTheme(load_theme(name, beside=beside), origin(folder)))
        except InvalidRadar as error:
            wrong += error.problems
    return found, wrong


def _as_text(found: list[_ListedTheme]) -> Iterator[str]:
    from radar.text import printable

    rows = [(each.theme.name, printable(each.theme.title), each.where) for each in found]
    widths = [max((len(row[at]) for row in rows), default=0) for at in (0, 1)]
    for name, title, where in rows:
        yield f"{name:{widths[0]}}  {title:{widths[1]}}  {where}".rstrip()


def _as_json(each: _ListedTheme) -> dict[str, str | None]:
    theme = each.theme
    return {
        "name": theme.name,
        "title": theme.title,
        "extends": theme.extends,
        "contrast": theme.contrast,
        "from": each.where,
    }


def _write_preview(radar: Radar, found: list[_ListedTheme], target: Path) -> None:
    from radar.files import write_file
    from radar.files.looking import exists, read_bytes
    from radar.layout import lay_out
    from radar.render.drawing.svg import render_svg
    from radar.render.preview import GENERATOR, Sample, preview_page

    if exists(target) and GENERATOR.encode() not in read_bytes(target):
        raise BadCall(f"{target} is there already, and no page of ours; choose another with -o")
    samples = []
    for theme, _ in found:
        scene = lay_out(radar, style=theme.style)
        light, dark = (render_svg(scene, theme, scheme) for scheme in ("light", "dark"))
        samples.append(Sample(theme.name, theme.title, light, dark))
    write_file(target, preview_page(radar.say(radar.title), samples).encode())
    say(f"{number_of(len(samples), 'theme')}, light and dark. Open {target}")


def _radar(beside: Path | None) -> Radar:
    if beside is not None:
        from radar.pipeline import load

        return load(beside)
    from radar.model import Radar

    quadrants, rings = ("Techniques", "Tools", "Platforms", "Languages"), ("adopt", "trial", "hold")
    moves = (None, "new", "in", "out")
    cells = [(quadrant.lower(), ring) for quadrant in quadrants for ring in rings * 2]
    entries = [
        {"id": f"e{n}", "name": f"Entry {n}", "quadrant": q, "ring": ring, "moved": moves[n % 4]}
        for n, (q, ring) in enumerate(cells, 1)
    ]
    return Radar.model_validate(
        {"title": "A radar", "quadrants": list(quadrants), "entries": entries}
    )
