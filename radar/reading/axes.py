"""Quadrants, rings and editions: what entries are placed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from radar.model import POSITIONS, usual_rings
from radar.naming import slug
from radar.reading.shapes import (
    complete,
    description,
    distinct,
    drop_unread,
    each,
    listing,
    long_text,
    name,
    table,
)
from radar.reading.sheet import Names, Sheet, quote
from radar.reading.values import LEAVING, Choice, NodeReader, day, identifier, sound_id
from radar.yaml import Node, Reported, Scalar, Wrong

RING_KEYS: Mapping[str, NodeReader[Any]] = {
    "id": identifier,
    "name": name,
    "description": description,
    "aliases": distinct,
}
QUADRANT_KEYS: Mapping[str, NodeReader[Any]] = {**RING_KEYS, "position": Choice(POSITIONS)}
EDITION_KEYS: Mapping[str, NodeReader[Any]] = {
    "id": identifier,
    "name": name,
    "date": day,
    "text": long_text,
}
# ids with a meaning of their own: radar.dark.svg and the like, and a history's word for leaving
_RESERVED = {"quadrant": ("dark", "light", "fragment"), "ring": (LEAVING,), "edition": ()}

_AxisItem = dict[str, Any]


def quadrants(node: Node, sheet: Sheet) -> list[_AxisItem]:
    """Read two to eight quadrants."""
    found = _read_all("quadrant", node, sheet, QUADRANT_KEYS, 2)
    held: set[str] = set()
    for item, quadrant in found:
        position = quadrant.get("position")
        if position and len(found) != 4:
            message = "a position is for a radar of four quadrants only"
            sheet.report(item, "bad-position", message, "leave it out; they go clockwise from 12")
        elif position in held:
            sheet.report(item, "bad-position", f"two quadrants are at the {position}")
        held.add(position or "")
    return [quadrant for _, quadrant in found]


def rings(node: Node, sheet: Sheet) -> list[_AxisItem]:
    """Read one to eight rings, inner first."""
    found = [ring for _, ring in _read_all("ring", node, sheet, RING_KEYS, 1)]
    taken = {word for ring in found for word in (ring["id"], *ring.get("aliases", ()))}
    for ring in found:
        if ring["id"] == "hold" and "aliases" not in ring and "caution" not in taken:
            ring["aliases"] = ("caution",)
    return found


def editions(node: Node, sheet: Sheet) -> list[_AxisItem]:
    """Read editions, oldest first."""
    listing(node, "edition", 0, 1000)
    found = _distinct("edition", node, sheet, EDITION_KEYS)
    dated = [(item, edition) for item, edition in found if "date" in edition]
    for (_, before), (item, after) in pairwise(dated):
        if after["date"] < before["date"]:
            message = f"the edition {quote(after['id'])} is older than the one before it"
            sheet.report(item, "edition-order", message, "list the editions oldest first")
    _check_calendar(found, sheet)
    return [edition for _, edition in found]


_CALENDAR = re.compile(r"((?:19|20)\d\d)(?:-(\d\d|q[1-4]|h[12]))?(?:-(\d\d))?\Z")


def _check_calendar(found: Sequence[tuple[Node, _AxisItem]], sheet: Sheet) -> None:
    """Warn of an edition whose id is a day, month or quarter before that of the one before it.

    Ids of different kinds are not compared, and neither are those of editions that have a date.
    """
    undated = [(item, edition["id"]) for item, edition in found if "date" not in edition]
    spelt = [(item, id_) for item, id_ in undated if _CALENDAR.match(id_)]
    for (_, before), (item, after) in pairwise(spelt):
        if after < before and _kind_of_id(after) == _kind_of_id(before):
            message = f"{quote(after)} comes after {quote(before)}, which the calendar does not"
            hint = "list the editions oldest first; a `date` for each says the order for sure"
            sheet.report(item, "edition-calendar", message, hint, "warning")


def _kind_of_id(id_: str) -> str:
    """Return an id with 0 for every digit: ids of one kind can be compared."""
    return re.sub(r"\d", "0", id_)


def names(kind: str, items: Iterable[_AxisItem] | None) -> Names | None:
    """Return the names of the items, None if the items could not be read."""
    if items is None:
        return None
    found = Names(kind)
    for item in items:
        found.add(item["id"], *item["name"].values(), *item.get("aliases", ()))
    return found


def default_rings(languages: Iterable[str]) -> list[_AxisItem]:
    """Return the rings of a radar that names none."""
    return [ring.model_dump() for ring in usual_rings(languages)]


def _read_all(
    kind: str, node: Node, sheet: Sheet, readers: Mapping[str, NodeReader[Any]], low: int
) -> list[tuple[Node, _AxisItem]]:
    written = listing(node, kind, low, 8).nodes
    found = _distinct(kind, node, sheet, readers)
    if len(found) < len(written):
        raise Reported
    return found


def _distinct(
    kind: str, node: Node, sheet: Sheet, readers: Mapping[str, NodeReader[Any]]
) -> list[tuple[Node, _AxisItem]]:
    def read(item: Node, sheet: Sheet) -> _AxisItem:
        return _item(kind, item, sheet, readers)

    taken, found = Names(kind), []
    for at, item in each(node, sheet, read):
        if item["id"] in taken.ids:
            message = f"there are two {kind}s with the id {quote(item['id'])}"
            sheet.report(at, "duplicate-id", message, "give each its own id")
            continue
        words = (*item["name"].values(), *item.get("aliases", ()))
        for word in taken.add(item["id"], *words)[:1]:
            message = f"two {kind}s answer to {quote(word)}"
            sheet.report(at, "duplicate-name", message, "choose different names and aliases")
        found.append((at, item))
    return found


def _item(kind: str, node: Node, sheet: Sheet, readers: Mapping[str, NodeReader[Any]]) -> _AxisItem:
    if isinstance(node, Scalar):
        item: _AxisItem = {"name": name(node, sheet)}
    else:
        found = table(node, sheet, readers)
        item = drop_unread(found)
        if "name" not in item and not (kind == "edition" and "id" in item):
            complete(found, node, sheet, "id" if kind == "edition" else "name")
            raise Reported
    if "id" not in item:
        item["id"] = _id_from(item["name"], kind, node, sheet)
    if item["id"] in _RESERVED[kind]:
        message = f"a {kind} cannot have the id {quote(item['id'])}, which has a meaning already"
        raise Wrong(node, "bad-id", message, "give it another id")
    return {"name": {"und": item["id"]}, **item}


def _id_from(words: Mapping[str, str], kind: str, node: Node, sheet: Sheet) -> str:
    from radar.text import choose_words

    made = choose_words(words, *sheet.axes.languages)
    return sound_id(made.lower() if kind == "edition" else slug(made), node)
