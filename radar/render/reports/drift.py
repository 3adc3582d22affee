"""A published site → where it differs from what a build would write now.

The entries may have changed since the site was published. `radar.json` of the site and the entries
are both radars, so their difference is computed, and reported as problems of the entries' files.
If they are equal, every other file of the site must be equal as well. If not, pages differ anyway,
and only assets and pictures are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from radar.changes import Change, State, compare
from radar.errors import Problem, in_order
from radar.files.looking import (
    SETTINGS,
    exists,
    is_file,
    is_folder,
    list_folder,
    read_bytes,
    size_of,
)
from radar.model import Radar
from radar.telling import drift_sentences
from radar.text import number_of

HINT = "build the site again and publish it"
_NAMED = 3  # files of one kind that are named; more would hide the other problems
_MEDIA = "media/"  # where a site has the pictures of the radar's folder
_OF_THE_RADAR = ("radar.png", "radar.dark.png", "card.png")
_OF_NO_ENTRY = ("assets/", _MEDIA)
_OF_ENTRIES = "assets/search."  # the words by which entries are found, one file a language


def drift_of_data(site: Radar, radar: Radar) -> tuple[Problem, ...]:
    """Return how the entries differ from the data of the site, as problems of their files.

    Their paths are relative to the radar's folder.
    """
    difference = compare(State(site, site.newest), State(radar, radar.newest))
    problems = [
        Problem(_file(change, radar), 0, 0, "drift", what, HINT)
        for change in difference.changes
        for what in drift_sentences(change, radar.say(change.entry.name))
    ]
    if difference.settings:
        what = f"the site was published with other settings: {', '.join(difference.settings)}"
        problems.append(Problem(SETTINGS, 0, 0, "drift", what, HINT))
    return in_order(problems)


def _file(change: Change, radar: Radar) -> str:
    return change.entry.sources.get(radar.languages[0], SETTINGS)


def drift_of_files(site: Path, made: Mapping[str, bytes], *, moved_on: bool) -> tuple[Problem, ...]:
    """Return how the files of a site differ from those that a build makes, by path.

    Line ends do not count, because Git may change them. Cards and PNGs of the radar only have to
    exist, because their bytes depend on the program that draws them. If the data has changed
    (`moved_on`), only assets and pictures of entries are compared. Paths of problems are relative
    to the radar's folder.
    """
    wanted = (path for path in made if _counts(path, moved_on))
    differ = [path for path in wanted if not _is_same(site, path, made[path])]
    pictures = [path.removeprefix(_MEDIA) for path in differ if path.startswith(_MEDIA)]
    others = [path for path in differ if not path.startswith(_MEDIA)]
    problems = [_picture(path, site) for path in pictures]
    if others:
        problems.append(_several("published otherwise than a build would write now", others))
    if left := () if moved_on else tuple(_find_leftovers(site, made)):
        problems.append(_several("published that no build writes now", left))
    return in_order(problems)


def _counts(path: str, moved_on: bool) -> bool:
    return not moved_on or (path.startswith(_OF_NO_ENTRY) and not path.startswith(_OF_ENTRIES))


def _picture(path: str, site: Path) -> Problem:
    how = "with other content" if exists(site / _MEDIA / path) else "nowhere in the site"
    return Problem(path, 0, 0, "drift", f"this picture is published {how}", HINT)


def _several(what: str, paths: list[str] | tuple[str, ...]) -> Problem:
    more = len(paths) - _NAMED
    names = ", ".join(paths[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    verb = "is" if len(paths) == 1 else "are"
    count = number_of(len(paths), "file")
    return Problem(SETTINGS, 0, 0, "drift", f"{count} {verb} {what}: {names}", HINT)


def _is_same(site: Path, path: str, data: bytes) -> bool:
    """Tell whether a file of a site is the same as what a build writes."""
    file = site / path
    try:
        if not is_file(file) or _is_radar_png(path):
            return is_file(file)
        # line ends may double a file and no more
        same = size_of(file) <= 2 * len(data)
        return same and _lines(read_bytes(file)) == _lines(data)
    except OSError:
        return False


def _is_radar_png(path: str) -> bool:
    """Tell whether a file is a PNG of the radar or a card, whose bytes depend on what draws it."""
    folder, _, name = path.rpartition("/")
    is_card = folder.rpartition("/")[2] == "entries" and name.endswith(".png")
    return not path.startswith(_MEDIA) and (is_card or name in _OF_THE_RADAR)


def _lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _find_leftovers(site: Path, made: Mapping[str, bytes]) -> Iterator[str]:
    """Yield files in the folders of a build, below the site, that the build does not make.

    What lies at the top may be somebody else's, such as a CNAME.
    """
    for folder in sorted({path.rpartition("/")[0] for path in made} - {""}):
        place = site / folder
        for file in list_folder(place) if is_folder(place) else ():
            path = f"{folder}/{file.name}"
            if path not in made and not file.name.startswith(".") and is_file(file):
                yield path
