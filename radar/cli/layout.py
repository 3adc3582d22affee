"""`radar layout`: the figures of merit of a radar's pictures, or a finished scene."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from radar.layout import Atlas
    from radar.layout.quality import Figures


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
    from radar.errors import BadCall
    from radar.layout import Atlas
    from radar.matching import language_of, require_id
    from radar.pipeline import check_radar
    from radar.theme import load_theme

    if scene and (metrics or form == "text"):
        other = "--metrics" if metrics else "--format text"
        raise BadCall(f"--scene and {other} ask for two different things; leave out one of them")
    source = check_radar(folder)
    wanted = require_id("edition", source.radar.editions, edition) if edition else ""
    tongue = language_of(source.radar, language)
    style = load_theme(theme or source.radar.theme, beside=source.folder).style
    show = _scene if scene else _as_json if form == "json" else _as_text
    click.echo(show(Atlas(source.radar, style, source.words), wanted, tongue))


def _scene(atlas: Atlas, edition: str, language: str) -> str:
    from radar.render.drawing.scene_data import scene_json

    return scene_json(atlas.scene(edition or atlas.radar.newest, language)).rstrip("\n")


def _as_json(atlas: Atlas, edition: str, language: str) -> str:
    import json

    figures = [each.plain() for each in _judge(atlas, edition, language)]
    return json.dumps(figures, indent=1, allow_nan=False)


def _as_text(atlas: Atlas, edition: str, language: str) -> str:
    return "\n\n".join("\n".join(_lines(each)) for each in _judge(atlas, edition, language))


def _judge(atlas: Atlas, edition: str, language: str) -> Sequence[Figures]:
    """Judge an edition's picture, or every edition's where '' is asked for."""
    from radar.layout.quality import figures

    editions = [each.id for each in atlas.radar.editions] or [""]
    return [figures(atlas, each, language) for each in editions if edition in ("", each)]


def _lines(found: Figures) -> Iterator[str]:
    placement, names, kept = found.placement, found.names, found.kept
    title = f"edition {found.edition}" if found.edition else "the radar"
    yield f"{title}: {found.width} × {found.height} px, {found.shows}, blips of {found.blip:g}"
    yield _line("entries, lost", f"{placement.entries}, {placement.lost}")
    yield _line("overlaps, outside", f"{placement.overlaps}, {placement.outside}")
    if placement.gap is not None:
        yield _line("gap G", f"{placement.gap:.2f}")
    if placement.evenness:
        even = placement.evenness
        yield _line(
            "evenness δ, CV, σ", f"{even.delta:.2f}, {even.variation:.2f}, {even.sigma:.2f}"
        )
    if names:
        yield _line("names, leaders", f"{names.placed} of {names.names}, {names.leaders}")
        yield _line("crossings, over channels", f"{names.crossings}, {names.channels}")
        yield _line("nearer another, on a line", f"{names.nearer}, {names.lines}")
        yield _line("longest leader, least type", f"{names.longest:.0f}, {names.smallest:g} px")
    if kept:
        yield _line("unmoved", f"{kept.unmoved:.0%} of {kept.entries}")
        yield _line("moved, mean and most", f"{kept.mean:.3f}, {kept.greatest:.2f} radii")


def _line(name: str, value: str) -> str:
    return f"  {name:<26}{value}"
