"""`radar build`: the whole way, and three lines that say what came of it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from radar.cli.messages import ignore_option, say, show
from radar.cli.progress import Progress
from radar.limits import PNG_WIDTHS
from radar.text import number_of

if TYPE_CHECKING:
    from radar.pipeline import Built

# notes that are shown unasked: the picture is another; after all, what the site lacks
_SHOWN_UNASKED, _SHOWN_LAST = ("names-do-not-fit",), ("no-base-url",)


@click.command(
    epilog="""\b
Examples:
  radar build                        the radar here (or in ./entries) into site/
  radar build entries -o public      another folder, another output
  radar build --theme contrast       in another theme
  radar build --tag web -o site/web  a radar of one team: the entries with that tag
  radar build --single-file          one HTML file that can be mailed
  radar build --single-file -o radar.html   the same, under a name of its own

Exit codes: 0 done, 1 something is wrong in the entries, 2 the call is wrong.""",
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to put the site. [default: site]"
)
@click.option("--theme", default="", help="A theme's name, or the path of its folder.")
@click.option("--language", default="", help="Build this language only.")
@click.option("--edition", default="", help="Build the radar as it was in this edition.")
@click.option(
    "--base-url",
    default="",
    metavar="URL",
    help="Where the site is published. [default: base_url in radar.yaml]",
)
@click.option(
    "--tag", multiple=True, help="Only entries with this tag; given several times, with any."
)
@click.option("--owner", multiple=True, help="Only entries of this owner, or of one of several.")
@click.option("--proposals", is_flag=True, help="Draw proposals too, as hollow marks.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@ignore_option
@click.option("--png", is_flag=True, help='Also write radar.png and radar.dark.png (extra "png").')
@click.option(
    "--png-width",
    type=click.IntRange(PNG_WIDTHS[0], PNG_WIDTHS[-1]),
    help="Width of the PNG in px. [default: 2×]",
)
@click.option(
    "--cards",
    is_flag=True,
    help='Draw a picture of each entry for previews of links (extra "png").',
)
@click.option("--single-file", is_flag=True, help="Write the whole site as one HTML file.")
@click.option(
    "--fragment", is_flag=True, help="Write pages without a frame, to be put into others."
)
@click.option("-v", "--verbose", is_flag=True, help="Show notes, and how long each step took.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def command(
    folder: Path | None,
    output: Path | None,
    png_width: int | None,
    verbose: bool,
    quiet: bool,
    **asked: Any,
) -> None:
    """Make the site of a radar: the picture, and the pages that explain every entry.

    FOLDER is the one with radar.yaml in it; without it, the radar here or in ./entries is built.
    The site takes the place of the one before in one step, or not at all. A folder that has
    anything else in it is left as it is.
    """
    from radar.library.building import build

    start = time.perf_counter()
    with Progress(quiet=quiet) as progress:
        built = build(folder, output, png_width=png_width or 0, progress=progress, **asked)
    if quiet:
        return
    last = [p for p in built.problems if p.code in _SHOWN_LAST]
    others = [p for p in built.problems if p.code not in _SHOWN_LAST]
    shown = [p for p in others if verbose or p.severity != "note" or p.code in _SHOWN_UNASKED]
    show(shown, verbose=verbose)
    if verbose:
        for step, seconds in progress.took:
            say(f"{step}: {seconds:.2f} s")
    _summary(built, time.perf_counter() - start, notes=len(others) - len(shown))
    show(last, verbose=verbose)


def _summary(built: Built, took: float, notes: int) -> None:
    """Say in three lines what was made, how much, and what to open."""
    radar = built.radar
    kinds = [number_of(len(radar.entries), "entry"), _many(len(radar.editions), "edition")]
    kinds.append(" and ".join(radar.languages))
    say(f"{radar.say(radar.title)}: {', '.join(filter(None, kinds))}")
    hidden = f"; {_many(notes, 'note')}, shown by -v" if notes else ""
    say(f"{_many(built.files, 'file')}, {_bytes(built.size)}, in {took:.2f} s{hidden}")
    say(f"Open {built.output / built.first}")


def _many(count: int, word: str) -> str:
    return number_of(count, word) if count else ""


def _bytes(size: int) -> str:
    return f"{size / 1000:.0f} kB" if size < 10_000_000 else f"{size / 1_000_000:.1f} MB"
