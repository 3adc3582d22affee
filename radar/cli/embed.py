"""`radar embed`: the text to paste where a radar should be seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from radar.cli.messages import say

if TYPE_CHECKING:
    from radar.render.snippets.content import PictureChoice

FORMATS = (
    *("markdown", "html", "iframe", "image-map", "mediawiki", "dokuwiki", "confluence"),
    *("asciidoc", "rst"),
)
PICTURES = ("auto", "light", "dark", "png")


@click.command(
    epilog="""\b
Examples:
  radar embed markdown                     for GitHub, GitLab, Gitea, Obsidian …
  radar embed html                         light or dark, as the reader's page is
  radar embed iframe --base-url https://radar.example.org/
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

    FORMAT is markdown, html, iframe (the whole site), image-map (links in the picture), mediawiki,
    dokuwiki, confluence (storage format), asciidoc or rst.
    FOLDER is the one with radar.yaml in it; without it, the radar here or in ./entries is taken.
    Addresses begin with the site's base URL; without one they are relative to the site.
    """
    from radar.library.embedding import make_snippet

    made = make_snippet(
        folder, format, base_url=base_url, picture=picture, language=language, edition=edition
    )
    click.echo(made.text, nl=False)
    for line in made.advice:
        say(line)
