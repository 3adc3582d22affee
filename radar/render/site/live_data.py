"""The data for the scripts of the first page: facets, where blips were, the words of texts.

The list on the page already says each entry's name, ring, quadrant, movement and summary; only what
it does not say is sent as data. A blip is given once for every edition in which it changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from radar.layout.scene import Blip, KeyItem, Scene, TextBlock
from radar.model import Entry, Movement
from radar.naming import is_unspaced, search_words
from radar.prose.kept_texts import take_words
from radar.prose.words import plain_text
from radar.render.site.addresses import Addresses
from radar.render.site.context import PageContext
from radar.render.site.own_fields import own_columns, own_facets, own_facts, own_field_data
from radar.render.site.values import Column, Facet, FacetValue, Phrase
from radar.safety.data import script_json
from radar.telling import label, label_movement


def live_data(
    context: PageContext,
    scene: Callable[[str], Scene],
    addresses: Addresses,
    key: Sequence[KeyItem],
) -> dict[str, Any]:
    """Return the data of the first page, small enough to be part of it.

    Its shape is `PageData` at the head of `themes/paper/assets/radar.js`. `scene` draws an edition;
    `key` is that of the picture on the page, whose marks the script copies.
    """
    marks = [item for item in key if item.radius and item.steps < 2]
    editions, is_sliding = context.radar.editions, len(context.radar.editions) > 1
    return {
        "entries": {
            entry.id: facts for entry in context.radar.entries if (facts := _facts(context, entry))
        },
        "fields": own_field_data(context),
        "editions": [
            {
                "id": edition.id,
                "name": context.edition_name(edition.id),
                "address": addresses.edition(edition.id),
                "status": context.status(edition.id),
                "scale": _scale(scene(edition.id), marks),
            }
            for edition in editions
        ],
        "marks": [_mark(context, item.movement) for item in marks] if is_sliding else [],
        "blips": _blips(context, scene, marks) if is_sliding else {},
    }


def differences(data: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `data`, or an object in it, says otherwise than `before` under a key.

    The script of the first page makes it whole again. What is missing from `data` is empty.

    >>> differences({"a": "1", "b": {"x": [1], "y": [2]}}, {"a": "1", "b": {"x": [1], "z": [3]}})
    {'b': {'y': [2], 'z': []}}
    """
    other = _other_values(data, before)
    for key, value in other.items():
        if isinstance(value, Mapping) and key in before:
            other[key] = _other_values(value, before[key])
    return other


def _other_values(data: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    missing = {key: type(value)() for key, value in before.items() if key not in data}
    changed = {
        key: value for key, value in data.items() if key not in before or value != before[key]
    }
    return changed | missing


def _facts(context: PageContext, entry: Entry) -> dict[str, Any]:
    """Return what the list does not say of an entry, without what is empty."""
    standing = context.newest.get(entry.id)
    on = standing is not None and standing.ring is not None
    name = context.names[entry.id].words
    others = dict.fromkeys((*entry.aliases, *entry.name.values()))
    facts = {
        "tag": list(entry.tags),
        "owner": list(entry.owners),
        "also": [other for other in others if other != name],
        "since": context.edition_name(standing.since) if standing and on else "",
        "reviewed": entry.reviewed.isoformat() if entry.reviewed else "",
        **own_facts(context, entry),
    }
    return {key: value for key, value in facts.items() if value}


def _scale(scene: Scene, marks: Sequence[KeyItem]) -> float:
    return round(scene.blips[0].radius / marks[0].radius, 2) if marks and scene.blips else 1


def _mark(context: PageContext, movement: Movement) -> dict[str, Any]:
    return {
        "movement": movement,
        "text": label_movement(context.words, movement),
        "turns": movement in (Movement.IN, Movement.OUT),
    }


def _blips(
    context: PageContext, scene: Callable[[str], Scene], marks: Sequence[KeyItem]
) -> Mapping[str, list[dict[str, Any]]]:
    """Return, by entry id, a row for each edition in which the entry's blip changed.

    The last row of an entry is what the page shows without a script. An entry that came later than
    the first edition has a row without a ring before the others.
    """
    kinds = [item.movement for item in marks]
    changes: dict[str, list[dict[str, Any]]] = {}
    seen: dict[str, _BlipState] = {}
    written: dict[str, Sequence[str]] = {}  # the lines of the label that the script knows
    for place, edition in enumerate(context.radar.editions):
        states = _states(context, scene(edition.id), kinds)
        for entry in sorted(changes.keys() | states.keys()):
            state = states.get(entry, _BlipState())
            rows = changes.setdefault(entry, [{"edition": 0}] if place else [])
            if not rows or seen.get(entry, _BlipState())[1:] != state[1:]:
                lines = state.lines if state.lines != written.get(entry) else ()
                rows.append(_row(place, state, lines))
                seen[entry], written[entry] = state, state.lines or written.get(entry, ())
    return dict(sorted(changes.items()))


def _row(edition: int, state: _BlipState, lines: Sequence[str]) -> dict[str, Any]:
    mark = {"mark": state.mark} if state.where else {}
    text = {"lines": list(lines)} if lines else {}
    return {"edition": edition, **mark, **state.where, **text}


class _BlipState(NamedTuple):
    """What is drawn of an entry: its mark, where, and the lines of its label."""

    mark: int = 0
    where: Mapping[str, int | str] = {}
    lines: Sequence[str] = ()


def _states(context: PageContext, scene: Scene, kinds: Sequence[Movement]) -> dict[str, _BlipState]:
    ids = _ids_today(context, scene.edition)
    labels = {ids.get(label.entry, label.entry): label.text for label in scene.labels}
    blips = {ids.get(blip.entry, blip.entry): blip for blip in scene.blips}
    states: dict[str, _BlipState] = {}
    for standing in context.timeline[scene.edition]:
        if standing.ring is None:
            continue
        entry, movement = standing.entry.id, standing.movement
        quadrant, ring = context.quadrant(standing.quadrant), context.ring(standing.ring)
        where: dict[str, int | str] = {"quadrant": quadrant.place, "ring": ring.place}
        text = labels.get(entry)
        if blip := blips.get(entry):
            where |= _position(blip, text)
        mark = kinds.index(movement) if movement in kinds else 0
        lines = [line.text for line in text.lines] if blip and text else ()
        states[entry] = _BlipState(mark, where, lines)
    return states


def _ids_today(context: PageContext, edition: str) -> Mapping[str, str]:
    """Return the ids of entries in a closed edition → those of today, where they differ."""
    radar = context.radar
    place = radar.edition_order.get(edition, 0)
    every = radar.identities.rows.items() if place < len(radar.closed) else ()
    return {rows[place].id: entry for entry, rows in every if place in rows}


def _position(blip: Blip, text: TextBlock | None) -> dict[str, int | str]:
    """Return where a blip is, and its label from there, in whole px."""
    x, y = round(blip.x), round(blip.y)
    if not text:
        return {"x": x, "y": y}
    right, down = round(text.lines[0].x) - x, round(text.lines[0].y) - y
    return {"x": x, "y": y, "right": right, "down": down, "anchor": text.anchor}


def facets(context: PageContext) -> tuple[Facet, ...]:
    """Return what the entries of the newest edition can be filtered by, where they differ."""
    standings = [s for s in context.timeline[context.radar.newest] if s.ring is not None]
    counted = {
        "quadrant": Counter(s.quadrant for s in standings),
        "ring": Counter(s.ring or "" for s in standings),
        "movement": Counter(s.movement.value for s in standings),
        "tag": Counter(tag for s in standings for tag in dict.fromkeys(s.entry.tags)),
        "owner": Counter(owner for s in standings for owner in s.entry.owners),
    }
    named: dict[str, Callable[[str], Phrase]] = {
        "quadrant": lambda id_: context.quadrants[id_].name,
        "ring": lambda id_: context.rings[id_].name,
        "movement": lambda kind: Phrase(label(context.words, kind)),
        "tag": context.tag,
        "owner": Phrase,
    }
    made = []
    for kind, counts in counted.items():
        if len(counts) > 1 or 0 < sum(counts.values()) < len(standings):
            order = _orders(context).get(kind) or sorted(counts, key=lambda v: (-counts[v], v))
            values = (FacetValue(v, named[kind](v), counts[v]) for v in order if v in counts)
            made.append(Facet(kind, Phrase(context.words(kind)), tuple(values)))
    return (*made, *own_facets(context, [standing.entry for standing in standings]))


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
        "owner": any(entry.owners for entry in entries),
        "reviewed": any(entry.reviewed for entry in entries),
    }
    usual = (Column(key, Phrase(context.words(key))) for key, there in shown.items() if there)
    return (*usual, *own_columns(context, entries))


def search_name(language: str) -> str:
    """Return the name of the file of a language among the assets."""
    return f"search.{language}.js"


def search_file(context: PageContext) -> str:
    """Return the words of all texts of a language as a script.

    They are larger than all else that a search needs, so the page loads them with the first key.
    The file is one assignment of JSON and no other code, so that it can be loaded from a disk as
    well as from a server, and where a policy allows the site's own scripts only.
    """
    return f"radarTexts = {script_json(search_data(context))};\n"


def search_data(context: PageContext) -> Mapping[str, str]:
    """Return the id of each entry → the words of its text and notes, but for those of the list.

    Those of its name and its summary are in the page already.
    """
    data: dict[str, str] = {}
    for entry in context.radar.entries:
        shown = f"{context.names[entry.id].words} {context.say(entry.summary).words}"
        notes = " ".join(context.say(line.note).words for line in entry.history)
        said = shown, context.say(entry.text).words, notes
        if words := take_words(context.texts, said, partial(_find_words, *said)):
            data[entry.id] = words
    return data


def _find_words(shown: str, text: str, notes: str) -> str:
    """Return the words of a text and of notes by which `shown` is not found."""
    every = search_words(f"{plain_text(text)} {notes}")
    return " ".join(_words_beyond(search_words(shown), every))


def _words_beyond(shown: Iterable[str], words: Iterable[str]) -> list[str]:
    """Return words, sorted, without those that a search finds as a part of another.

    That is the beginning of a word, and any part of one in a script without blanks. `shown` are
    found as well. A lone letter of a text says nothing, nor does a number: years are in every text.
    """
    known, kept = " ".join(("", *sorted(shown))), []
    for word in sorted(sorted(words), key=len, reverse=True):
        sought = f" {word}" if word.isascii() or not is_unspaced(word) else word
        if sought not in known and len(word) > 1 and not word.isdecimal():
            known += f" {word}"
            kept.append(word)
    return sorted(kept)
