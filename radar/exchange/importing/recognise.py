"""Recognising the format of files by their content, never by their name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from radar.errors import BadCall
from radar.exchange.toolkit.documents import TreeNode, UnreadableDocument
from radar.exchange.toolkit.endings import BYOR, NEEDED, PLAIN, header_of
from radar.exchange.toolkit.rows import clean, read_document
from radar.exchange.toolkit.sources import Bundle
from radar.text import number_of

FORMATS: Mapping[str, str] = {
    "byor": "byor",
    "zalando": "zalando",
    "qiwi": "qiwi",
    "aoe": "aoe",
    "porsche": "porsche",
    "backstage": "backstage",
    "csv": "csv_",
    "radar-json": "radar_json",
}
_MARKS = {"isNew", "status"}
_FIRST = 60  # files that are examined; all files of a folder usually have the same format


def recognise(bundle: Bundle) -> str:
    """Return the name of the format of a bundle.

    Raises:
        BadCall: no file is in a known format, or there are several formats.
    """
    if any(_is_release(path) or _is_item(bundle, path) for path in bundle.paths(".md")):
        return _generator(bundle)
    paths = bundle.paths(".csv", ".tsv", ".json", ".yaml", ".yml")[:_FIRST]
    kinds = Counter(kind for kind in (_kind(bundle, path) for path in paths) if kind)
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds:
        formats = ", ".join(f"{name} ({count})" for name, count in sorted(kinds.items()))
        raise BadCall(f"there are several formats here: {formats}. Choose one with --format")
    refused = [
        f"{path}: {bundle.read(path).refusal}" for path in paths if bundle.read(path).refusal
    ]
    if refused:
        raise BadCall(refused[0])
    for path, wrong in bundle.documents.items():
        if isinstance(wrong, UnreadableDocument):
            raise BadCall(f"{path}:{wrong.line}: {wrong.message}")
    for path in bundle.paths(".csv", ".tsv"):
        there = clean(", ".join(sorted(header_of(bundle.read(path).text))))[:200]
        needs = f"it needs the columns name, quadrant and ring, and has {there or 'none'}"
        raise BadCall(f"{path} is in no known format: {needs}")
    raise BadCall(
        f"of {number_of(len(bundle.files), 'file')} none is in a known format. "
        f"Say which it is with --format: {', '.join(FORMATS)}"
    )


def _is_release(path: str) -> bool:
    """Return whether a Markdown file is in a dated folder, as generators keep releases."""
    return bool(re.search(r"(^|/)\d{4}-\d{2}(-\d{2})?(/[^/]+)*/[^/]+\.md$", f"/{path}"))


def _is_item(bundle: Bundle, path: str) -> bool:
    """Return whether a Markdown file is an item of a radar without releases, as early ones were."""
    text = bundle.read(path).text[:2000] if "radar" in path.split("/")[:-1] else ""
    return all(re.search(rf"^{key}:", text, re.MULTILINE) for key in ("ring", "quadrant"))


def _generator(bundle: Bundle) -> str:
    """Return "porsche" if any file has keys that only Porsche's generator knows, else "aoe"."""
    sample = "\n".join(bundle.read(path).text[:2000] for path in bundle.paths(".md")[:200])
    porsche = re.search(r"^(teams|products|summary|ogImage|links):", sample, re.MULTILINE)
    config = "\n".join(bundle.read(p).text for p in bundle.paths("config.json"))
    return "porsche" if porsche or '"defaultTheme"' in config else "aoe"


def _kind(bundle: Bundle, path: str) -> str:
    text = bundle.read(path).text
    name = bundle.path_by_content(path)
    if name.endswith((".csv", ".tsv")):
        return _table_kind(text)
    node = read_document(bundle, path)
    return _document_kind(node) if isinstance(node, TreeNode) else ""


def _table_kind(text: str) -> str:
    if re.search(r"^===\s*$", text, re.MULTILINE):
        return "qiwi"
    exact = set(header_of(text))
    columns = set(header_of(text, *BYOR, *PLAIN))
    if not columns >= set(NEEDED):
        return ""
    # that tool spells its columns exactly; a list with an Owner and a Status is somebody's own
    theirs = _MARKS & exact or (_MARKS & columns and columns <= set(BYOR))
    return "byor" if theirs else "csv"


def _document_kind(node: TreeNode) -> str:
    """Return the format of a JSON or YAML document, '' if it is unknown."""
    if node.is_list:
        first = next(iter(node), TreeNode(None))
        return "byor" if "name" in first and "ring" in first and "quadrant" in first else ""
    if "meta" in node and "data" in node:
        return "qiwi"
    entries = node.get("entries")
    if "version" in node and "rings" in node and "quadrants" in node:
        return "radar-json"
    if not entries.is_list:
        return ""
    first = next(iter(entries), TreeNode(None))
    if "timeline" in first or ("key" in first and "title" in first):
        return "backstage"
    if "label" in first or "moved" in first or "date" in node:
        return "zalando"
    return "backstage" if "rings" in node and "quadrants" in node else ""
