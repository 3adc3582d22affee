"""Our own radar.json, as every site has it: the whole radar, both ways.

An entry that is not sound is reported with its line and left out; the others come in. What would
reach out of the radar's folder (where a site is written, a logo) is not taken from somebody
else's file.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from radar.exchange.documents import Node
from radar.exchange.draft import Draft, Options
from radar.exchange.exporting import Exported, Losses, Wanted
from radar.exchange.report import Place
from radar.exchange.rows import node_of
from radar.exchange.sources import Bundle
from radar.model import Radar
from radar.reading.published import radar_of
from radar.render.data import radar_json

NAME = "radar-json"
FORMS = ("json",)
_RESET = ("output", "logo", "theme", "png")


def load(bundle: Bundle, options: Options) -> tuple[Radar | None, Draft]:
    """Read the radar of a file; of several files the first, the others are reported."""
    draft = Draft()
    radar: Radar | None = None
    for path in bundle.paths(".json"):
        root = node_of(bundle, path, draft)
        if root is None:
            continue
        count = len(list(root.get("entries")))
        draft.read += count
        if radar is not None:
            for node in root.get("entries"):
                place = Place(path, node.line, node.path)
                draft.say("reported", place, "second-file", "a radar.json was read already")
            continue
        radar = _radar(root, path, draft, options)
    return radar, draft


def _radar(root: Node, path: str, draft: Draft, options: Options) -> Radar | None:
    document: dict[str, Any] = root.plain()
    nodes = list(root.get("entries"))
    wrong: dict[int, tuple[Place, str]] = {}
    for name in _RESET:
        value = document.pop(name, None)
        if value not in (None, "", False, Radar.model_fields[name].default):
            draft.say("lost", Place(path, root.line, name), name, f"{name} {value!r} is not taken")
    _drop_sources(document, path, root, draft)
    for _ in range(2):
        kept = [n for n in range(len(nodes)) if n not in wrong]
        try:
            document["entries"] = [nodes[n].plain() for n in kept]
            _clear(document["entries"])
            radar = radar_of(document)
        except ValidationError as error:
            found = _wrong_entries(error, root, path, kept)
            if not found:
                _refused(nodes, path, draft, str(error.errors()[0]["msg"]))
                return None
            wrong |= found
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            _refused(nodes, path, draft, f"this is no radar.json: {error}")
            return None
        else:
            _tell(radar, nodes, wrong, path, draft)
            return (
                radar.model_copy(update={"title": {"und": options.title}})
                if options.title
                else radar
            )
    _refused(nodes, path, draft, "it is no sound radar")
    return None


def _drop_sources(document: dict[str, Any], path: str, root: Node, draft: Draft) -> None:
    known = {*Radar.model_fields, "version"}
    for key in sorted(document.keys() - known):
        place = Place(path, root.at(key).line, key)
        draft.say("lost", place, "unknown-key", f"the key {key[:60]!r} is not known")
        del document[key]


def _clear(entries: list[Any]) -> None:
    for entry in entries:
        if isinstance(entry, dict):
            entry["sources"] = {}


def _wrong_entries(
    error: ValidationError, root: Node, path: str, kept: list[int]
) -> dict[int, tuple[Place, str]]:
    """Return the entries that are not sound, by their place in the list."""
    found: dict[int, tuple[Place, str]] = {}
    for detail in error.errors():
        steps = detail["loc"]
        if len(steps) > 1 and steps[0] == "entries" and isinstance(steps[1], int):
            n = kept[steps[1]]
            node = root.at("entries", n, *steps[2:])
            where = Place(path, node.line, node.path)
            found.setdefault(n, (where, f"{'.'.join(map(str, steps[2:]))}: {detail['msg']}"))
    return found


def _refused(nodes: list[Node], path: str, draft: Draft, why: str) -> None:
    for node in nodes:
        draft.say("reported", Place(path, node.line, node.path), "not-sound", why)
    if not nodes:
        draft.say("lost", Place(path), "not-sound", why)


def _tell(
    radar: Radar, nodes: list[Node], wrong: dict[int, tuple[Place, str]], path: str, draft: Draft
) -> None:
    for n, node in enumerate(nodes):
        if n in wrong:
            draft.say("reported", wrong[n][0], "not-sound", wrong[n][1])
        else:
            place = Place(path, node.line, node.path)
            draft.say("made", place, node.get("id").text, node.get("id").text)


def write(radar: Radar, wanted: Wanted) -> Exported:
    """Return radar.json, complete."""
    losses = Losses(radar, NAME)
    losses.entries({entry.id for entry in radar.entries})
    return Exported({"radar.json": radar_json(radar).encode()}, losses.report())
