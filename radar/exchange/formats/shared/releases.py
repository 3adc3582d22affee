"""Dated folders of Markdown, as the generators of AOE and of Porsche Digital read them.

A release is a folder, an item a file whose name is its id. A later file states what has changed:
keys that it omits stay, an empty body keeps the text. A `Dialect` holds the differences between
AOE and Porsche: the corners, the keys, and whether a later file may omit its ring.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from radar.exchange.format import SourceFile
from radar.exchange.formats.shared.served import picture_address
from radar.exchange.lists.shapes import TEXT, WORDS, Shape, report_unread
from radar.exchange.toolkit.cells import Cell, clean, clean_text, read_truth, read_words
from radar.exchange.toolkit.documents import TreeNode, UnreadableDocument, split_front_matter
from radar.exchange.toolkit.draft import Draft, ImportOptions, ImportRow, tidy_case
from radar.exchange.toolkit.editions import find_date
from radar.exchange.toolkit.json_reader import read_json
from radar.exchange.toolkit.markup import to_words
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.rows import find_axes, read_text
from radar.exchange.toolkit.sources import Bundle
from radar.model import Edition, Position, Quadrant, Ring
from radar.naming import slug
from radar.safety.links import base_fault
from radar.yaml import Wrong, find_front_matter

_DEFAULT_FIELDS = (
    "languages-and-frameworks",
    "methods-and-patterns",
    "platforms-and-operations",
    "tools",
)
_DEFAULT_RINGS = ("adopt", "trial", "assess", "hold")
_RELEASE = re.compile(r"/\d{4}-\d{2}(-\d{2})?(/[^/]+)*/[^/]+\.md$")
_HEAD = 2_000  # characters of an item in which its front matter is
_SHAPE: Mapping[str, Shape] = {
    **dict.fromkeys(("title", "ring", "quadrant", "segment", "featured"), TEXT),
    "tags": WORDS,
}
_CARRIED = ("segments", "quadrants", "rings", "labels", "logoFile", "baseUrl")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What is different between the generators.

    `corners` are the corners of four quadrants, by the key of the config that lists them.
    `forgets` means that a later file replaces the lists of an earlier one even if it omits them.
    `shape` has further keys of the front matter; `more` makes fields of an entry from them.
    """

    corners: Mapping[str, Sequence[Position]]
    forgets: bool
    shape: Mapping[str, Shape]
    more: Callable[[Draft, SourcePlace, TreeNode], dict[str, Any]]


def is_item(file: SourceFile) -> bool:
    """Return whether a Markdown file is an item of a radar.

    It is in a dated folder, as the generators keep releases, or below `radar` with a ring and a
    quadrant, as early ones had it.
    """
    if _RELEASE.search(f"/{file.path}"):
        return True
    head = file.text[:_HEAD] if "radar" in file.path.split("/")[:-1] else ""
    return all(re.search(rf"^{key}:", head, re.MULTILINE) for key in ("ring", "quadrant"))


def read_releases(bundle: Bundle, options: ImportOptions, dialect: Dialect) -> Draft:
    """Read a folder of releases, with its config.json where there is one."""
    draft = Draft(complete=False)
    config_path = min(bundle.paths("config.json"), key=lambda p: (p.count("/"), p), default="")
    config = _config(bundle, config_path, draft)
    base = posixpath.dirname(config_path)
    releases = _releases(bundle, draft)
    fronts = list(_fronts(bundle, releases, draft))
    _axes(draft, config, config_path, [front for _, _, front, _, _ in fronts], options, dialect)
    draft.editions = _editions(releases, fronts)
    _items(draft, fronts, dialect)
    _settings(draft, bundle, config, config_path, base)
    draft.base_url = options.base_url or _base_url(config.get("baseUrl"), config_path, draft)
    draft.picture = lambda path: picture_address(bundle, base, path)
    return draft


_Front = tuple[str, str, TreeNode, str, SourcePlace]


def _config(bundle: Bundle, path: str, draft: Draft) -> TreeNode:
    if not path:
        message = "there is no config.json; names and order of quadrants and rings are guessed"
        draft.say("noted", SourcePlace("config.json"), "no-config", message)
        return TreeNode({})
    text = read_text(bundle, path, draft) or "{}"
    try:
        return read_json(text)
    except UnreadableDocument as wrong:
        draft.say("lost", SourcePlace(path, wrong.line), "bad-json", wrong.message)
        return TreeNode({})


def _releases(bundle: Bundle, draft: Draft) -> dict[str, tuple[str, ...]]:
    """Return the paths of the files of each release; report files and folders out of place.

    If no folder is a date, there is one release, ''.
    """
    by_release: dict[str, list[str]] = {}
    told: set[str] = set()
    paths = bundle.paths(".md")
    if not any(_is_date(folder) for path in paths for folder in path.split("/")[:-1]):
        items = tuple(path for path in paths if "radar" in path.split("/")[:-1])
        _report_strays(draft, [path for path in paths if path not in items])
        if items:
            message = "no folder is a date; all is read as one state"
            draft.say("noted", SourcePlace("radar"), "folder", message)
        return {"": items} if items else {}
    for path in paths:
        folders = path.split("/")[:-1]
        day = next((f for f in reversed(folders) if _is_date(f)), "")
        release = day or (folders[-1] if "radar" in folders[:-1] else "")
        if not release:
            _report_strays(draft, [path])
            continue
        if folders[-1] != day and folders[-1] not in told:
            told.add(folders[-1])
            message = f"{folders[-1]!r} is no date; it is "
            message += f"read as part of {day}" if day else "taken for a release of that name"
            draft.say("noted", SourcePlace("/".join(folders)), "folder", message)
        by_release.setdefault(release, []).append(path)
    return {release: tuple(sorted(by_release[release])) for release in sorted(by_release)}


def _report_strays(draft: Draft, paths: Sequence[str]) -> None:
    for path in paths:
        if posixpath.basename(path).lower() not in ("about.md", "readme.md"):
            draft.say(
                "lost", SourcePlace(path), "not-in-a-release", "it is in no release; not read"
            )


@lru_cache(1_000)  # a folder is asked about once for each file in it
def _is_date(folder: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", folder) and find_date(folder)[1])


def _fronts(
    bundle: Bundle, releases: Mapping[str, Sequence[str]], draft: Draft
) -> Iterator[_Front]:
    """Yield (release, id, front matter, body, place of the body) of every valid file."""
    for release, paths in releases.items():
        for path in paths:
            text = read_text(bundle, path, draft)
            if text is None or not draft.count(SourcePlace(path)):
                continue
            try:
                front, body, line = split_front_matter(text)
            except UnreadableDocument as wrong:
                draft.say("reported", SourcePlace(path, wrong.line), "front-matter", wrong.message)
                continue
            stem = posixpath.basename(path)[: -len(".md")]
            yield release, stem, front, body.strip(), SourcePlace(path, line)


def _axes(
    draft: Draft,
    config: TreeNode,
    path: str,
    fronts: Sequence[TreeNode],
    options: ImportOptions,
    dialect: Dialect,
) -> None:
    key = "segments" if config.get("segments") else "quadrants"
    listed = _few("quadrant", _read_items(config.get(key)), draft) or _guess_axes(
        "quadrant",
        [front.get("segment", "quadrant").text for front in fronts],
        _DEFAULT_FIELDS,
        draft,
    )
    corners = dialect.corners[key] if len(listed) == 4 else (None,) * len(listed)
    draft.quadrants = [
        Quadrant.model_validate(_axis(node, options.quadrants[n : n + 1]) | {"position": corner})
        for n, (node, corner) in enumerate(zip(listed, corners, strict=True))
    ]
    rings = _few("ring", _read_items(config.get("rings")), draft) or _guess_axes(
        "ring", [front.get("ring").text for front in fronts], _DEFAULT_RINGS, draft
    )
    draft.rings = [
        Ring.model_validate(_axis(node, options.rings[n : n + 1])) for n, node in enumerate(rings)
    ]
    draft.colours = [node.get("color").text for node in listed]
    colours = [node.get("color").text for node in rings if node.get("color")]
    if colours:
        place = SourcePlace(path, config.get("rings").line, "rings")
        draft.say("lost", place, "colours", f"the colours of rings: {', '.join(colours)}")


def _read_items(node: TreeNode) -> Iterator[TreeNode]:
    """Yield quadrants or rings of a config: objects, words, or names and objects by their ids."""
    for each in node:
        yield (
            each if each.get("title", "name", "id") else _make_item(each.text, tidy_case(each.text))
        )
    for key, each in node.items():
        if each.get("title", "name"):
            yield TreeNode({**dict(each.items()), "id": TreeNode(key)})
        else:
            yield _make_item(key, each.text or tidy_case(key))


def _make_item(word: str, title: str) -> TreeNode:
    return TreeNode({"id": TreeNode(word), "title": TreeNode(title)})


def _few(kind: str, nodes: Iterable[TreeNode], draft: Draft) -> Sequence[TreeNode]:
    named = [node for node in nodes if clean(node.get("title", "name", "id").text)]
    return draft.few(kind, named, lambda node: node.get("title", "name", "id").text)


def _guess_axes(
    kind: str, words: Sequence[str], usual: Sequence[str], draft: Draft
) -> Sequence[TreeNode]:
    """Return quadrants or rings for a radar without config: the usual ones if all words are.

    Else the words in their order.
    """
    seen = dict.fromkeys(word for word in words if word)
    ids = usual if seen.keys() <= set(usual) else draft.few(kind, [*seen])
    return [_make_item(word, tidy_case(word)) for word in ids]


def _axis(node: TreeNode, named: Sequence[str]) -> dict[str, Any]:
    word = clean(node.get("id", "title", "name").text)
    name = named[0] if named else clean(node.get("title", "name", "id").text)
    made = slug(word)
    aliases = (word,) if word.casefold() not in (made, name.casefold()) else ()
    description: Any = (
        to_words(clean_text(node.get("description").text or "").replace("<br", " <br")) or {}
    )
    return {"id": made, "name": name, "description": description, "aliases": aliases}


def _editions(
    releases: Mapping[str, Sequence[str]], fronts: Sequence[_Front]
) -> tuple[Edition, ...]:
    used = {release for release, *_ in fronts}
    return tuple(
        Edition(
            id=slug(release), date=find_date(release)[1], name="" if _is_date(release) else release
        )
        for release in releases
        if release and release in used
    )


def _items(draft: Draft, fronts: Sequence[_Front], dialect: Dialect) -> None:
    """Add a row for every file; what a file omits is taken from the item's file before."""
    newest = max((release for release, *_ in fronts), default="")
    before: dict[str, ImportRow] = {}
    for release, stem, front, body, place in fronts:
        at = SourcePlace(place.path, 1)
        row = _row(draft, at, stem, front, before.get(stem), dialect)
        if row is None:
            continue
        report_unread(front, {**_SHAPE, **dialect.shape}, place.path, draft)
        claim = "" if release != newest else "changed" if stem in before else "new"
        claim = claim if len(draft.editions) > 1 else ""
        before[stem] = row
        said = replace(
            row, place=place, edition=release and slug(release), id=stem, text=body, claim=claim
        )
        draft.rows.append(said)


def _row(
    draft: Draft,
    place: SourcePlace,
    stem: str,
    front: TreeNode,
    before: ImportRow | None,
    dialect: Dialect,
) -> ImportRow | None:
    name = clean(front.get("title").text) or (before.name if before else clean(stem))
    old = before if not dialect.forgets else None
    field = front.get("segment", "quadrant").text or (old.quadrant if old else "")
    ring = front.get("ring").text or (old.ring or "" if old else "")
    axes = find_axes(draft, place, name, field, ring)
    if axes is None:
        return None
    more = dialect.more(draft, place, front)
    featured = read_truth(Cell.of(place, front, "featured"), draft)
    hidden = not featured if featured is not None else None
    tags = read_words(front.get("tags"))
    if dialect.forgets:
        hidden = bool(hidden)
    extra = more.pop("tags", ())
    more |= {"tags": (*tags, *extra) if tags or extra or dialect.forgets else None}
    more |= {"hidden": hidden}
    links = more.pop("links", ())
    return ImportRow(place, name, axes[1], axes[0], links=links, more=more)


def _settings(draft: Draft, bundle: Bundle, config: TreeNode, path: str, base: str) -> None:
    labels = config.get("labels")
    if title := clean(labels.get("title").text):
        draft.settings["title"] = title
    if footer := clean(labels.get("footer").text):
        draft.settings["footer"] = footer
        draft.places["footer"] = SourcePlace(path, labels.get("footer").line)
    if about := bundle.files.get(posixpath.join(base, "about.md")):
        text = bundle.read(posixpath.join(base, "about.md")).text if about else ""
        draft.places["introduction"] = SourcePlace(posixpath.join(base, "about.md"))
        draft.settings["introduction"] = _without_front_matter(text).strip()
    if logo := config.get("logoFile").text:
        picture = picture_address(bundle, base, logo)
        if picture:
            name = f"logo{posixpath.splitext(logo)[1].lower()}"
            draft.files[name] = picture[1]
            draft.settings["logo"] = name
        else:
            draft.say(
                "lost", SourcePlace(path, config.get("logoFile").line), "logo", f"the logo {logo!r}"
            )
    others = [key for key, _ in config.items() if key not in _CARRIED]
    others += [f"labels.{key}" for key, _ in labels.items() if key not in ("title", "footer")]
    if others:
        draft.say(
            "lost", SourcePlace(path), "settings", f"settings of the site: {', '.join(others)}"
        )


def _without_front_matter(text: str) -> str:
    try:
        front = find_front_matter(text)
    except Wrong:
        return text
    return text[front.end :] if front else text


def _base_url(node: TreeNode, path: str, draft: Draft) -> str:
    fault = base_fault(node.text) if node.text else None
    if fault:
        place = SourcePlace(path, node.line)
        draft.say("lost", place, "base-url", f"baseUrl {node.text[:60]!r} {fault.message}")
    return node.text.rstrip("/") + "/" if node.text and not fault else ""
