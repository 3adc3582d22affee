"""Our own radar.json, as every site has it: the whole radar.

An invalid entry is reported with its line and left out; the others are imported. Settings that
name files or folders (output, logo, theme, png, cards) are not imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from radar.exchange.exporting.losses import Exported, ExportLosses, ExportOptions
from radar.exchange.exporting.pictures import report_pictures
from radar.exchange.format import Certainty, Format, SourceFile
from radar.exchange.toolkit.addresses import Targets, resolve_addresses
from radar.exchange.toolkit.cells import clean_text
from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import Draft, ImportOptions, describe_too_many_entries
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.rows import read_tree
from radar.exchange.toolkit.sources import Bundle
from radar.model import Edition, Entry, Radar
from radar.naming import same_name
from radar.prose.links import ids_by_name
from radar.radar_json import radar_json, radar_of
from radar.reading.settings import language_tag
from radar.safety.links import WEB, AddressFault, address_fault, base_fault

_MOST_VALUES = 20_000  # of one entry: what is wrong with each would be said by itself
_RESET = ("output", "logo", "favicon", "theme", "png", "cards")


def recognise(file: SourceFile) -> Certainty:
    """Recognise a document with a version, rings and quadrants."""
    node = file.document
    ours = all(key in node for key in ("version", "rings", "quadrants"))
    return Certainty.CERTAIN if ours else Certainty.NO


def read(bundle: Bundle, options: ImportOptions) -> Draft:
    """Read the radar of a file; of several files the first, the others are reported."""
    draft = Draft()
    for path in bundle.paths(".json"):
        root = read_tree(bundle, path, draft)
        if root is None:
            continue
        count = len(root.get("entries").value or ()) if root.get("entries").is_list else 0
        if draft.radar is not None:
            draft.read += 1
            draft.say("reported", SourcePlace(path), "second-file", "a radar.json was read already")
        elif message := describe_too_many_entries(count):
            draft.read += 1
            draft.say("reported", SourcePlace(path, root.line), "too-many-entries", message)
        else:
            draft.read += count
            draft.radar = _radar(root, path, draft, options)
    return draft


def _radar(root: TreeNode, path: str, draft: Draft, options: ImportOptions) -> Radar | None:
    nodes = list(root.get("entries"))
    if not root.is_mapping:
        _refuse_all([root], path, draft, "this is no radar.json: it is no object")
        draft.read += 1
        return None
    document = {key: _clean(node.plain()) for key, node in root.items() if key != "entries"}
    wrong = {
        n: (
            SourcePlace(path, node.line, node.path),
            f"more than {_MOST_VALUES:,} values in one entry",
        )
        for n, node in enumerate(nodes)
        if node.is_larger_than(_MOST_VALUES)
    }
    wrong |= {
        n: (SourcePlace(path, node.line, node.path), "this is no entry: it is no object")
        for n, node in enumerate(nodes)
        if not node.is_mapping
    }
    for name in _RESET:
        value = document.pop(name, None)
        if value not in (None, "", False, Radar.model_fields[name].default):
            draft.say(
                "lost", SourcePlace(path, root.line, name), name, f"{name} {value!r} is not taken"
            )
    _drop_unknown(document, path, root, draft)
    _drop_unsound(document, path, root, draft)
    for _ in range(2):
        kept = [n for n in range(len(nodes)) if n not in wrong]
        try:
            document["entries"] = [_clean(nodes[n].plain()) for n in kept]
            _clear_sources(document["entries"])
            radar = radar_of(document)
        except ValidationError as error:
            invalid = _wrong_entries(error, root, path, kept)
            if not invalid:
                _refuse_all(nodes, path, draft, str(error.errors()[0]["msg"]))
                return None
            wrong |= invalid
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            _refuse_all(nodes, path, draft, f"this is no radar.json: {error}")
            return None
        else:
            _report_entries(radar, nodes, wrong, path, draft)
            radar = _resolve_addresses(radar, path, draft)
            return (
                radar.model_copy(update={"title": {"und": options.title}})
                if options.title
                else radar
            )
    _refuse_all(nodes, path, draft, "it is no sound radar")
    return None


def _clean(value: Any) -> Any:
    """Return a JSON value with every text cleaned by `clean_text`."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    return value


def _resolve_addresses(radar: Radar, path: str, draft: Draft) -> Radar:
    """Return the radar without pictures, which the file does not contain, and broken links."""
    known = ids_by_name(radar)
    targets = Targets(lambda word: known.get(same_name(word)))

    def resolve(text: Mapping[str, str], where: str) -> dict[str, str]:
        texts = {tag: resolve_addresses(words, targets) for tag, words in text.items()}
        for loss in dict.fromkeys(loss for _, losses in texts.values() for loss in losses):
            draft.say("lost", SourcePlace(path, 0, where), loss.code, loss.message)
        return {tag: words for tag, (words, _) in texts.items()}

    def entry(entry: Entry) -> Entry:
        links = tuple(link for link in entry.links if address_fault(link.url) is None)
        for link in entry.links:
            if address_fault(link.url) is not None:
                message = f"{link.url[:60]!r} is no web address"
                draft.say("lost", SourcePlace(path, 0, entry.id), "link", message)
        update = {"text": resolve(entry.text, entry.id), "links": links}
        return entry.model_copy(update=update)

    def edition(edition: Edition) -> Edition:
        return edition.model_copy(update={"text": resolve(edition.text, edition.id)})

    update: dict[str, Any] = {
        key: resolve(getattr(radar, key), key) for key in ("introduction", "footer")
    }
    sound = (link for link in radar.footer_links if address_fault(link.url) is None)
    update["footer_links"] = tuple(sound)
    update["entries"] = tuple(map(entry, radar.entries))
    update["editions"] = tuple(map(edition, radar.editions))
    return radar.model_copy(update=update)


def _drop_unknown(document: dict[str, Any], path: str, root: TreeNode, draft: Draft) -> None:
    known = {*Radar.model_fields, "version"}
    for key in sorted(document.keys() - known):
        place = SourcePlace(path, root.at(key).line, key)
        draft.say("lost", place, "unknown-key", f"the key {key[:60]!r} is not known")
        del document[key]


def _drop_unsound(document: dict[str, Any], path: str, root: TreeNode, draft: Draft) -> None:
    """Drop invalid languages, which become parts of file names, and invalid base and edit URLs."""
    languages = document.get("languages")
    tags = languages if isinstance(languages, list) else []
    if unsound := [tag for tag in tags if not isinstance(tag, str) or language_tag(tag) != tag]:
        place = SourcePlace(path, root.get("languages").line, "languages")
        draft.say("lost", place, "language", f"no languages: {', '.join(map(repr, unsound))[:200]}")
        document["languages"] = [tag for tag in tags if tag not in unsound] or ["en"]
    for key in ("base_url", "edit_url"):
        value = document.get(key)
        if isinstance(value, str) and value and (fault := _fault_of(key, value)):
            place = SourcePlace(path, root.get(key).line, key)
            draft.say("lost", place, key, f"{key} {value[:60]!r} {fault.message}")
            del document[key]


def _fault_of(key: str, url: str) -> AddressFault | None:
    if key == "base_url":
        return base_fault(url)
    return address_fault(url.replace("{path}", "x"), WEB)


def _clear_sources(entries: list[Any]) -> None:
    for entry in entries:
        if isinstance(entry, dict):
            entry["sources"] = {}


def _wrong_entries(
    error: ValidationError, root: TreeNode, path: str, kept: list[int]
) -> dict[int, tuple[SourcePlace, str]]:
    """Return place and message of each invalid entry, by its index in the document.

    `kept` has the document's indexes of the entries that were validated.
    """
    invalid: dict[int, tuple[SourcePlace, str]] = {}
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        steps = detail["loc"]
        if len(steps) > 1 and steps[0] == "entries" and isinstance(steps[1], int):
            n = kept[steps[1]]
            node = root.at("entries", n, *steps[2:])
            where = SourcePlace(path, node.line, node.path)
            invalid.setdefault(n, (where, f"{'.'.join(map(str, steps[2:]))}: {detail['msg']}"))
    return invalid


def _refuse_all(nodes: list[TreeNode], path: str, draft: Draft, why: str) -> None:
    for node in nodes:
        draft.say("reported", SourcePlace(path, node.line, node.path), "not-sound", why)
    if not nodes:
        draft.say("lost", SourcePlace(path), "not-sound", why)


def _report_entries(
    radar: Radar,
    nodes: list[TreeNode],
    wrong: dict[int, tuple[SourcePlace, str]],
    path: str,
    draft: Draft,
) -> None:
    for n, node in enumerate(nodes):
        if n in wrong:
            draft.say("reported", wrong[n][0], "not-sound", wrong[n][1])
        else:
            place = SourcePlace(path, node.line, node.path)
            draft.say("made", place, node.get("id").text, node.get("id").text)


def write(radar: Radar, wanted: ExportOptions) -> Exported:
    """Return the whole radar as radar.json."""
    losses = ExportLosses(radar, "radar-json")
    losses.report_entries({entry.id for entry in radar.entries})
    report_pictures(losses)
    return Exported({"radar.json": radar_json(radar).encode()}, losses.make_report())


FORMAT = Format(
    name="radar-json",
    label="the radar.json of every site",
    recognise=recognise,
    read=read,
    write=write,
    forms=("json",),
)
