"""Our own radar.json, as every site has it: the whole radar, both ways.

An entry that is not sound is reported with its line and left out; the others come in. What would
reach out of the radar's folder (where a site is written, a logo) is not taken from somebody
else's file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from radar.exchange.exporting.losses import Exported, Losses, Wanted
from radar.exchange.exporting.pictures import tell_left
from radar.exchange.toolkit.addresses import Home, settle
from radar.exchange.toolkit.documents import Node
from radar.exchange.toolkit.draft import Draft, Options, too_many_entries
from radar.exchange.toolkit.report import Place
from radar.exchange.toolkit.rows import node_of, sound_text
from radar.exchange.toolkit.sources import Bundle
from radar.model import Edition, Entry, Radar
from radar.naming import same_name
from radar.prose.links import ids_by_name
from radar.reading.published import radar_of
from radar.reading.settings import language_tag
from radar.render.site.data import radar_json
from radar.safety.links import address_fault, is_web

NAME = "radar-json"
FORMS = ("json",)
_MOST_VALUES = 20_000  # of one entry: what is wrong with each would be said by itself
_RESET = ("output", "logo", "theme", "png")


def load(bundle: Bundle, options: Options) -> tuple[Radar | None, Draft]:
    """Read the radar of a file; of several files the first, the others are reported."""
    draft = Draft()
    radar: Radar | None = None
    for path in bundle.paths(".json"):
        root = node_of(bundle, path, draft)
        if root is None:
            continue
        count = len(root.get("entries").value or ()) if root.get("entries").is_list else 0
        if radar is not None:
            draft.read += 1
            draft.say("reported", Place(path), "second-file", "a radar.json was read already")
        elif message := too_many_entries(count):
            draft.read += 1
            draft.say("reported", Place(path, root.line), "too-many-entries", message)
        else:
            draft.read += count
            radar = _radar(root, path, draft, options)
    return radar, draft


def _radar(root: Node, path: str, draft: Draft, options: Options) -> Radar | None:
    nodes = list(root.get("entries"))
    if not root.is_mapping:
        _refused([root], path, draft, "this is no radar.json: it is no object")
        draft.read += 1
        return None
    document = {key: _sound(node.plain()) for key, node in root.items() if key != "entries"}
    wrong = {
        n: (Place(path, node.line, node.path), f"more than {_MOST_VALUES:,} values in one entry")
        for n, node in enumerate(nodes)
        if node.is_larger_than(_MOST_VALUES)
    }
    for name in _RESET:
        value = document.pop(name, None)
        if value not in (None, "", False, Radar.model_fields[name].default):
            draft.say("lost", Place(path, root.line, name), name, f"{name} {value!r} is not taken")
    _drop_unknown(document, path, root, draft)
    _drop_unsound(document, path, root, draft)
    for _ in range(2):
        kept = [n for n in range(len(nodes)) if n not in wrong]
        try:
            document["entries"] = [_sound(nodes[n].plain()) for n in kept]
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
            radar = _settled(radar, path, draft)
            return (
                radar.model_copy(update={"title": {"und": options.title}})
                if options.title
                else radar
            )
    _refused(nodes, path, draft, "it is no sound radar")
    return None


def _sound(value: Any) -> Any:
    """Return a value with texts that a file of ours can hold."""
    if isinstance(value, str):
        return sound_text(value)
    if isinstance(value, list):
        return [_sound(each) for each in value]
    if isinstance(value, dict):
        return {key: _sound(each) for key, each in value.items()}
    return value


def _settled(radar: Radar, path: str, draft: Draft) -> Radar:
    """Return the radar without pictures and links that lead nowhere: the file has none of them."""
    known = ids_by_name(radar)
    home = Home(lambda word: known.get(same_name(word)))

    def settled(text: Mapping[str, str], where: str) -> dict[str, str]:
        texts = {tag: settle(words, home) for tag, words in text.items()}
        for loss in dict.fromkeys(loss for _, losses in texts.values() for loss in losses):
            draft.say("lost", Place(path, 0, where), loss.code, loss.message)
        return {tag: words for tag, (words, _) in texts.items()}

    def entry(entry: Entry) -> Entry:
        links = tuple(link for link in entry.links if address_fault(link.url) is None)
        for link in entry.links:
            if address_fault(link.url) is not None:
                message = f"{link.url[:60]!r} is no web address"
                draft.say("lost", Place(path, 0, entry.id), "link", message)
        update = {"text": settled(entry.text, entry.id), "links": links}
        return entry.model_copy(update=update)

    def edition(edition: Edition) -> Edition:
        return edition.model_copy(update={"text": settled(edition.text, edition.id)})

    update: dict[str, Any] = {
        key: settled(getattr(radar, key), key) for key in ("introduction", "footer")
    }
    update["entries"] = tuple(map(entry, radar.entries))
    update["editions"] = tuple(map(edition, radar.editions))
    return radar.model_copy(update=update)


def _drop_unknown(document: dict[str, Any], path: str, root: Node, draft: Draft) -> None:
    known = {*Radar.model_fields, "version"}
    for key in sorted(document.keys() - known):
        place = Place(path, root.at(key).line, key)
        draft.say("lost", place, "unknown-key", f"the key {key[:60]!r} is not known")
        del document[key]


def _drop_unsound(document: dict[str, Any], path: str, root: Node, draft: Draft) -> None:
    """Drop what could become the name of a file elsewhere, and addresses that are none."""
    spoken = document.get("languages")
    tags = spoken if isinstance(spoken, list) else []
    if unsound := [tag for tag in tags if not isinstance(tag, str) or language_tag(tag) != tag]:
        place = Place(path, root.get("languages").line, "languages")
        draft.say("lost", place, "language", f"no languages: {', '.join(map(repr, unsound))[:200]}")
        document["languages"] = [tag for tag in tags if tag not in unsound] or ["en"]
    for key in ("base_url", "edit_url"):
        value = document.get(key)
        if isinstance(value, str) and value and not is_web(value.replace("{path}", "x")):
            place = Place(path, root.get(key).line, key)
            draft.say("lost", place, key, f"{key} {value[:60]!r} is no address")
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
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
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
    tell_left(losses)
    return Exported({"radar.json": radar_json(radar).encode()}, losses.report())
