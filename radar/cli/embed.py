"""`radar embed`: the text to paste where a radar should be seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radar.cli.messages import say

if TYPE_CHECKING:
    from radar.pipeline import CheckedRadar
    from radar.render.snippets.content import Embedding, PictureChoice

FORMATS = ("markdown", "html", "mediawiki", "dokuwiki", "confluence", "asciidoc", "rst")
PICTURES = ("auto", "light", "dark", "png")
_WITHOUT_RELATIVE_LINKS = ("mediawiki", "dokuwiki", "confluence")


@click.command(
    epilog="""\b
Examples:
  radar embed markdown                     for GitHub, GitLab, Gitea, Obsidian …
  radar embed html                         light or dark, as the reader's page is
  radar embed mediawiki --base-url https://radar.example.org/
  radar embed confluence --picture png
  radar embed rst --language zh > radar.rst"""
)
@click.argument("format", type=click.Choice(FORMATS), metavar="FORMAT")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--base-url",
    default=None,
    metavar="URL",
    help="Where the site is published. [default: base_url in radar.yaml]",
)
@click.option(
    "--picture",
    type=click.Choice(PICTURES),
    default="auto",
    show_default=True,
    help="Which picture to show; auto follows the reader's light or dark, as far as FORMAT can.",
)
@click.option("--language", default="", help="In this language. [default: the radar's first]")
@click.option("--edition", default="", help="Show this edition. [default: the newest]")
def command(
    format: str,
    folder: Path | None,
    base_url: str | None,
    picture: PictureChoice,
    language: str,
    edition: str,
) -> None:
    """Print what to paste into a wiki: the picture, its words, and a linked list of the entries.

    FORMAT is markdown, html, mediawiki, dokuwiki, confluence (storage format), asciidoc or rst.
    FOLDER is the one with radar.yaml in it; without it, the radar here or in ./entries is taken.
    Addresses begin with the site's base URL; without one they are relative to the site.
    """
    from radar.pipeline import check_radar
    from radar.render.snippets.writing import snippet

    source = check_radar(folder)
    made = _make_embedding(source, picture, base_url, language, edition)
    click.echo(snippet(format, made), nl=False)
    for line in advice(format, made):
        say(line)
    if picture == "png" and not source.radar.png:
        say("radar.png is made by `radar build --png` only, or with `png: true` in radar.yaml.")


def advice(format: str, made: Embedding) -> Iterator[str]:
    """Yield what is left to be done in the wiki, where it cannot be written in the snippet."""
    if format not in _WITHOUT_RELATIVE_LINKS and not made.absolute:
        yield (
            "The addresses are relative to the site, and lead nowhere from a page elsewhere; "
            "--base-url, or base_url in radar.yaml, makes them whole."
        )
    if format == "mediawiki" or (format == "dokuwiki" and not made.absolute):
        name = made.file if format == "mediawiki" else made.file.lower()
        yield f"Upload {made.picture} as {name}."
    if format == "confluence" and not made.absolute:
        yield f"Attach {made.picture} to the page."
    if format in _WITHOUT_RELATIVE_LINKS and not made.absolute:
        yield f"{format} has no relative links, so nothing is linked; --base-url makes links."


def _make_embedding(
    source: CheckedRadar, picture: PictureChoice, base_url: str | None, language: str, edition: str
) -> Embedding:
    """Lay out a radar and put together what its snippets say.

    Raises:
        BadCall: there is no such language, edition or picture.
        InvalidRadar: something is wrong in the theme.
    """
    from radar.layout import Atlas
    from radar.matching import language_of, require_id
    from radar.render.snippets.content import embedding
    from radar.theme import load_theme

    radar = source.radar
    theme = load_theme(radar.theme, beside=source.folder)
    shown = require_id("edition", radar.editions, edition) if edition else radar.newest
    tongue = language_of(radar, language)
    scene = Atlas(radar, theme.style, source.words).scene(shown, tongue)
    words = source.words.get(tongue)
    return embedding(radar, scene, picture=picture, base_url=base_url, words=words)
