"""What the script of the first page knows: facets of the entries, and where blips were.

The list on the page already says each entry's name, ring, quadrant, movement and summary; only what
it does not say is sent as data. A blip is given once for every edition in which it changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from radar.layout.scene import Scene
from radar.model import Entry
from radar.render.views import Book
from radar.render.ways import Ways

_WORDS = (
    "search",
    "search_hint",
    "filter",
    "clear",
    "no_results",
    "view_radar",
    "view_table",
    "copy_table",
    "copied",
    "keys",
    "close",
    "whole",
    "zoom",
    "as_of",
    "open_edition",
    "then_absent",
    "key_search",
    "key_move",
    "key_open",
    "key_clear",
    "key_help",
    "key_zoom",
    "key_table",
    "tap_again",
    "quadrant",
    "ring",
    "movement",
    "tag",
    "owner",
    "name",
    "number",
    "reviewed",
    "since",
    "new",
    "in",
    "out",
    "unchanged",
    "returned",
    "removed",
    "editions",
    "colon",
    "keys_hint",
)

_LEFT_OPEN = {name: f"{{{name}}}" for name in ("edition", "label", "value")}  # for the script


def live_data(book: Book, scene: Callable[[str], Scene], ways: Ways) -> dict[str, Any]:
    """Return the data of the first page, small enough to be part of it."""
    tags = sorted({tag for entry in book.radar.entries for tag in entry.tags})
    return {
        "words": {key: book.words(key, **_LEFT_OPEN) for key in _WORDS},
        "results": [book.words("results", n=1), book.words("results", n=2).replace("2", "{n}")],
        "tags": {tag: book.tag(tag).words for tag in tags},
        "entries": {
            entry.id: facts for entry in book.radar.entries if (facts := _facts(book, entry))
        },
        "editions": [
            [edition.id, book.edition_name(edition.id), ways.edition(edition.id)]
            for edition in book.radar.editions
        ],
        "was": _positions(book, scene) if len(book.radar.editions) > 1 else {},
    }


def _facts(book: Book, entry: Entry) -> dict[str, Any]:
    """Return what the list does not say of an entry, without what is empty."""
    standing = book.newest.get(entry.id)
    if standing is None or standing.ring is None:
        return {}
    name = book.names[entry.id].words
    others = dict.fromkeys((*entry.aliases, *entry.name.values()))
    found = {
        "tags": list(entry.tags),
        "owner": entry.owner,
        "also": [other for other in others if other != name],
        "since": book.edition_name(standing.since),
        "reviewed": entry.reviewed.isoformat() if entry.reviewed else "",
    }
    return {key: value for key, value in found.items() if value}


def _positions(book: Book, scene: Callable[[str], Scene]) -> Mapping[str, list[list[Any]]]:
    """Return entry → [edition, quadrant, ring, x, y, label x, label y, anchor] where it changed.

    Editions, quadrants and rings are given by place. An entry that was not on the radar has its
    edition alone. The last line of each is what the page shows without a script.
    """
    found: dict[str, list[list[Any]]] = {}
    for place, edition in enumerate(book.radar.editions):
        states = _states(book, scene(edition.id))
        for entry in sorted(found.keys() | states.keys()):
            state = states.get(entry, [])
            lines = found.setdefault(entry, [[0]] if place else [])
            if not lines or lines[-1][1:] != state:
                lines.append([place, *state])
    return {entry: lines for entry, lines in sorted(found.items()) if len(lines) > 1}


def _states(book: Book, scene: Scene) -> dict[str, list[Any]]:
    labels = {label.entry: label.text for label in scene.labels}
    found: dict[str, list[Any]] = {}
    for blip in scene.blips:
        state: list[Any] = [book.quadrants[blip.quadrant].place, book.rings[blip.ring].place]
        state += [round(blip.x, 1), round(blip.y, 1)]
        if blip.entry in labels:
            first = labels[blip.entry].lines[0]
            state += [round(first.x, 1), round(first.y, 1), labels[blip.entry].anchor[0]]
        found[blip.entry] = state
    return found
