"""What a build says of its own site: names without room, shared colours, a missing address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from radar.errors import Problem
from radar.model import Radar
from radar.reading import EntryPlaces, FilePlace
from radar.text import number_of

if TYPE_CHECKING:
    from radar.layout import Atlas
    from radar.theme import Theme

_MOST_TOLD = 5  # names without room that a note names


def note_what_was_drawn(
    radar: Radar, folder: Path, atlas: Atlas, theme: Theme, places: EntryPlaces, *, framed: bool
) -> Iterator[Problem]:
    """Yield what a reader will miss in the site of a radar.

    `places` says where the keys of entries and settings stand, by id and key, of what was read from
    files. `framed` is whether it has pages with a frame, which may need to know where they are
    published.
    """
    yield from _without_names(radar, folder, atlas, places)
    yield from _note_shared_colours(radar, folder, theme, places)
    if framed and not radar.base_url:
        yield _without_address(radar, folder)


def _without_address(radar: Radar, folder: Path) -> Problem:
    """Return a note of what a site lacks because nothing says where it is published."""
    lacking = ["no sitemap.xml"]
    if any(edition.date for edition in radar.editions):
        lacking.insert(0, "no feed.xml")
    message = f"nothing says where the site is published, so it has {' and '.join(lacking)}"
    message += ", and most previews of links have no picture" if radar.png or radar.cards else ""
    hint = "add `base_url: https://…` to radar.yaml, or build with --base-url"
    path = (folder / "radar.yaml").as_posix()
    return Problem(path, 0, 0, "no-base-url", message, hint, "note")


def _without_names(
    radar: Radar, folder: Path, atlas: Atlas, places: EntryPlaces
) -> Iterator[Problem]:
    """Yield a note if names do not fit beside the blips, so that numbers are drawn instead."""
    scene = atlas.scene()
    without = atlas.names_without_room(radar.newest)
    if not without:
        return
    names = {blip.entry: blip.name for blip in scene.blips}
    longest = max(without, key=lambda entry: (len(names[entry]), entry))
    said, file = names[longest], next(iter(radar.by_id[longest].sources.values()), "radar.yaml")
    at = places.get(longest, {}).get("name", FilePlace(file, 0, 0))
    if scene.shows == "numbers":
        message = "the names do not fit beside the blips, so the picture has numbers"
    else:
        message = "some names do not fit beside the blips and are numbers, with a line below: "
        message += ", ".join(f'"{_shorten(names[entry])}"' for entry in without[:_MOST_TOLD])
        message += f" and {len(without) - _MOST_TOLD} more" if len(without) > _MOST_TOLD else ""
    message += f'; the longest is "{_shorten(said)}"' if len(without) > 1 else ""
    hint = f"shorten it from {len(said)} characters"
    if radar.layout.labels == "auto" and scene.shows == "numbers":
        hint += ", or set `layout: {labels: names}`"
    path = (folder / at.path).as_posix()
    yield Problem(path, at.line, at.column, "names-do-not-fit", message, hint, "note")


def _shorten(name: str) -> str:
    """Return a name of at most 60 characters."""
    return f"{name[:57]}..." if len(name) > 60 else name


def _note_shared_colours(
    radar: Radar, folder: Path, theme: Theme, places: EntryPlaces
) -> Iterator[Problem]:
    """Yield a warning if a theme has fewer colours than the radar has quadrants."""
    count = len(radar.quadrants)
    fewest = min(len(set(palette.quadrants)) for palette in (theme.light, theme.dark))
    if fewest < count:
        message = (
            f"the theme has {number_of(fewest, 'colour')} for {count} quadrants, so that some "
        )
        message += "quadrants have the same colour"
        hint = "add colours to `quadrants:` in its theme.yaml"
        at = places.get("", {}).get("quadrants", FilePlace("radar.yaml", 0, 0))
        path = (folder / at.path).as_posix()
        yield Problem(path, at.line, at.column, "shared-colours", message, hint, "warning")
