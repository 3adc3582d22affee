"""`radar layout`: the figures of merit of a radar's pictures, or a finished scene."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from radar.layout.judge import Figures


@click.command(
    epilog="""\b
Examples:
  radar layout                            the figures of every edition
  radar layout --edition 2022 --format json
  radar layout --scene > scene.json       the newest picture as numbers

What the figures mean is told in docs/layout.md."""
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--metrics", is_flag=True, help="Print figures of merit, which is the default.")
@click.option("--scene", is_flag=True, help="Print the finished scene as JSON.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), help="How to print. [default: text]"
)
@click.option("--edition", default="", help="One edition. [default: all, or the newest]")
@click.option("--language", default="", help="The language of the names. [default: the first]")
@click.option("--theme", default="", help="A theme's name or folder; it may change sizes.")
def command(
    folder: Path | None,
    metrics: bool,
    scene: bool,
    form: str | None,
    edition: str,
    language: str,
    theme: str,
) -> None:
    """Print the figures of merit of a radar's layout, or the scene that is drawn.

    Overlaps, blips outside their sector and crossings are 0 in every picture; the other figures
    say how even it is, how the names stand, and how it kept its shape from edition to edition.
    """
    import json

    from radar.errors import BadCall
    from radar.layout import Atlas
    from radar.layout.judge import figures
    from radar.matching import find, language_of
    from radar.pipeline import checked
    from radar.render.data import scene_json
    from radar.theme import load_theme

    if scene and (metrics or form == "text"):
        other = "--metrics" if metrics else "--format text"
        raise BadCall(f"--scene and {other} ask for two different things; leave out one of them")
    source = checked(folder)
    radar = source.radar
    wanted = find("edition", radar.editions, edition) if edition else ""
    tongue = language_of(radar, language)
    style = load_theme(theme or radar.theme, beside=source.folder).style
    atlas = Atlas(radar, style, source.words)
    if scene:
        click.echo(scene_json(atlas.scene(wanted or radar.newest, tongue)), nl=False)
        return
    editions = [each.id for each in radar.editions] or [""]
    judged = [figures(atlas, each, tongue) for each in editions if wanted in ("", each)]
    if form == "json":
        click.echo(json.dumps([each.plain() for each in judged], indent=1))
        return
    click.echo("\n\n".join("\n".join(_lines(each)) for each in judged))


def _lines(found: Figures) -> Iterator[str]:
    placement, names, kept = found.placement, found.names, found.kept
    title = f"edition {found.edition}" if found.edition else "the radar"
    yield f"{title}: {found.width} × {found.height} px, {found.shows}, blips of {found.blip:g}"
    yield _line("entries, lost", f"{placement.entries}, {placement.lost}")
    yield _line("overlaps, outside", f"{placement.overlaps}, {placement.outside}")
    yield _line("gap G", f"{placement.gap:.2f}")
    if placement.evenness:
        even = placement.evenness
        yield _line(
            "evenness δ, CV, σ", f"{even.delta:.2f}, {even.variation:.2f}, {even.sigma:.2f}"
        )
    if names:
        yield _line("names, leaders", f"{names.placed} of {names.names}, {names.leaders}")
        yield _line("crossings", str(names.crossings))
        yield _line("nearer another, on a line", f"{names.nearer}, {names.lines}")
    if kept:
        yield _line("unmoved", f"{kept.unmoved:.0%} of {kept.entries}")
        yield _line("moved, mean and most", f"{kept.mean:.3f}, {kept.greatest:.2f} radii")


def _line(name: str, value: str) -> str:
    return f"  {name:<26}{value}"
