"""The data for the script of the first page: facets of the entries, and where blips were.

The list on the page already says each entry's name, ring, quadrant, movement and summary; only what
it does not say is sent as data. A blip is given once for every edition in which it changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from radar.layout.scene import KeyItem, Scene
from radar.telling import label, label_if_moved
from radar.model import Entry, Movement
from radar.render.site.context import PageContext
from radar.render.site.addresses import Addresses
from radar.render.site.values import Column, Facet, FacetValue


def live_data(
    context: PageContext, scene: Callable[[str], Scene], addresses: Addresses, key: Sequence[KeyItem]
) -> dict[str, Any]:
    """Return the data of the first page, small enough to be part of it.

    `scene` draws an edition; `key` is that of the picture on the page, whose marks the script
    copies. An edition is its id, name, address and counts, and how many times larger its marks are
    than those of the key.
    """
    marks = [item for item in key if item.radius]
    return {
        "entries": {
            entry.id: facts for entry in context.radar.entries if (facts := _facts(context, entry))
        },
        "editions": [
            [
                edition.id,
                context.edition_name(edition.id),
                addresses.edition(edition.id),
                context.status(edition.id),
                _scale(scene(edition.id), marks),
            ]
            for edition in context.radar.editions
        ],
        **(_past(context, scene, marks) if len(context.radar.editions) > 1 else {}),
    }


def _facts(context: PageContext, entry: Entry) -> dict[str, Any]:
    """Return what the list does not say of an entry, without what is empty."""
    standing = context.newest.get(entry.id)
    on = standing is not None and standing.ring is not None
    name = context.names[entry.id].words
    others = dict.fromkeys((*entry.aliases, *entry.name.values()))
    facts = {
        "tag": list(entry.tags),
        "owner": entry.owner,
        "also": [other for other in others if other != name],
        "since": context.edition_name(standing.since) if standing and on else "",
        "reviewed": entry.reviewed.isoformat() if entry.reviewed else "",
    }
    return {key: value for key, value in facts.items() if value}


def _scale(scene: Scene, marks: Sequence[KeyItem]) -> float:
    return round(scene.blips[0].radius / marks[0].radius, 2) if marks and scene.blips else 1


def _past(context: PageContext, scene: Callable[[str], Scene], marks: Sequence[KeyItem]) -> dict[str, Any]:
    kinds = [item.movement for item in marks]
    return {
        "was": _positions(context, scene, kinds),
        "turn": [n for n, kind in enumerate(kinds) if kind in (Movement.IN, Movement.OUT)],
        "kinds": [[kind, label_if_moved(context.words, kind)] for kind in kinds],
    }


def _positions(
    context: PageContext, scene: Callable[[str], Scene], kinds: Sequence[Movement]
) -> Mapping[str, list[list[Any]]]:
    """Return, by entry id, a row for each edition in which the entry's blip changed.

    A row is [edition, quadrant, ring, mark, x, y, right, down, anchor, line …]. Edition, quadrant,
    ring, mark (of the key) and anchor (start, middle, end) are indexes from 0. `x` and `y` are the
    blip's, `right` and `down` lead from it to the start of its label, all in whole px. The lines of
    the label are left out where they are those of the row before. A row ends after the edition if
    the entry was not on the radar, and after the mark if it was not drawn. A mark holds for its
    edition only: in later editions without a row, the entry is unchanged. The last row of an entry
    is what the page shows without a script.
    """
    changes: dict[str, list[list[Any]]] = {}
    seen: dict[str, _BlipState] = {}
    said: dict[str, Sequence[str]] = {}
    for place, edition in enumerate(context.radar.editions):
        states = _states(context, scene(edition.id), kinds)
        for entry in sorted(changes.keys() | states.keys()):
            state = states.get(entry, _BlipState())
            lines = changes.setdefault(entry, [[0]] if place else [])
            if not lines or seen.get(entry, _BlipState())[1:] != state[1:]:
                again = state.lines == said.get(entry)
                mark = [*state.where[:2], state.mark, *state.where[2:]] if state.where else []
                lines.append([place, *mark, *([] if again else state.lines)])
                seen[entry], said[entry] = state, state.lines or said.get(entry, ())
    return dict(sorted(changes.items()))


class _BlipState(NamedTuple):
    """What is drawn of an entry: its mark, where, and the lines of its label."""

    mark: int = 0
    where: Sequence[int] = ()
    lines: Sequence[str] = ()


def _states(context: PageContext, scene: Scene, kinds: Sequence[Movement]) -> dict[str, _BlipState]:
    labels = {label.entry: label.text for label in scene.labels}
    states: dict[str, _BlipState] = {}
    blips = {blip.entry: blip for blip in scene.blips}
    for standing in context.timeline[scene.edition]:
        entry, movement = standing.entry.id, standing.movement
        if standing.ring is None:
            continue
        where = [context.quadrants[standing.quadrant].place, context.rings[standing.ring].place]
        lines: list[str] = []
        if blip := blips.get(entry):
            x, y = round(blip.x), round(blip.y)
            where += [x, y]
            if text := labels.get(entry):
                where += [round(text.lines[0].x) - x, round(text.lines[0].y) - y]
                where.append(("start", "middle", "end").index(text.anchor))
                lines = [line.text for line in text.lines]
        states[entry] = _BlipState(kinds.index(movement) if movement in kinds else 0, where, lines)
    return states


def facets(context: PageContext) -> tuple[Facet, ...]:
    """Return what the entries of the newest edition can be filtered by, where they differ."""
    standings = [s for s in context.timeline[context.radar.newest] if s.ring is not None]
    counted = {
        "quadrant": Counter(s.quadrant for s in standings),
        "ring": Counter(s.ring or "" for s in standings),
        "movement": Counter(s.movement.value for s in standings),
        "tag": Counter(tag for s in standings for tag in dict.fromkeys(s.entry.tags)),
        "owner": Counter(s.entry.owner for s in standings if s.entry.owner),
    }
    named: dict[str, Callable[[str], str]] = {
        "quadrant": lambda id_: context.quadrants[id_].name.words,
        "ring": lambda id_: context.rings[id_].name.words,
        "movement": lambda kind: label(context.words, kind),
        "tag": lambda tag: context.tag(tag).words,
        "owner": str,
    }
    made = []
    for kind, counts in counted.items():
        if len(counts) > 1 or 0 < sum(counts.values()) < len(standings):
            order = _orders(context).get(kind) or sorted(counts, key=lambda v: (-counts[v], v))
            values = (FacetValue(v, named[kind](v), counts[v]) for v in order if v in counts)
            made.append(Facet(kind, context.words(kind), tuple(values)))
    return tuple(made)


def _orders(context: PageContext) -> Mapping[str, list[str]]:
    """Return the order of values that have one of their own; others go by how many have them."""
    movements = [movement.value for movement in Movement]
    return {"quadrant": list(context.quadrants), "ring": list(context.rings), "movement": movements}


def columns(context: PageContext, *, has_numbers: bool) -> tuple[Column, ...]:
    """Return the columns of the table, those in which an entry has a value."""
    standings = [s for s in context.timeline[context.radar.newest] if s.ring is not None]
    entries = [s.entry for s in standings]
    shown = {
        "number": has_numbers,
        "name": True,
        "quadrant": True,
        "ring": True,
        "movement": any(s.movement is not Movement.UNCHANGED for s in standings),
        "since": bool(context.radar.editions),
        "tag": any(entry.tags for entry in entries),
        "owner": any(entry.owner for entry in entries),
        "reviewed": any(entry.reviewed for entry in entries),
    }
    return tuple(Column(key, context.words(key)) for key, there in shown.items() if there)
