"""Recognising the format of files by their content, never by their name.

Every format says of every file how sure it is. The surest gets the file; a format whose radar is a
whole folder gets all of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from logging import getLogger

from radar.errors import BadCall, BrokenPlugin
from radar.exchange.format import Certainty, Format, SourceFile
from radar.exchange.registry import Registry, load_registry
from radar.exchange.toolkit.cells import clean
from radar.exchange.toolkit.documents import TreeNode, UnreadableDocument
from radar.exchange.toolkit.sources import Bundle, stem
from radar.exchange.vocabulary.spans_of_time import find_span
from radar.plugins.finding import blame
from radar.text import number_of

_KEPT = 60  # documents that stay in memory until they are read; the others are parsed again
_Claims = Mapping[str, Mapping[str, Certainty]]


def recognise(bundle: Bundle) -> str:
    """Return the name of the format of a bundle.

    Raises:
        BadCall: no file is in a known format, or there are several formats.
    """
    registry = load_registry()
    claims = _Recogniser(registry).claims(bundle)
    if folders := [name for name in claims if registry.formats[name].whole_folder]:
        return max(folders, key=lambda name: max(claims[name].values()))
    kinds = Counter(name for path in bundle.files for name in _surest(claims, path))
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds:
        formats = ", ".join(f"{name} ({count})" for name, count in sorted(kinds.items()))
        raise BadCall(f"there are several formats here: {formats}. Choose one with --format")
    texts = map(bundle.read, bundle.files)
    if not any(decoded.refusal or decoded.text.strip() for decoded in texts):
        few = ", ".join(sorted(bundle.files)[:_MOST_WHYS])
        raise BadCall(f"nothing is in {few}, so there is nothing to import")
    raise BadCall(_why_not(bundle, registry))


class _Recogniser:
    """Ask the formats about files; one that fails is told once, and not asked again."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.formats = {n: f for n, f in registry.formats.items() if f.read is not None}

    def claims(self, bundle: Bundle) -> _Claims:
        """Return how sure each format is of the files that may be its own, by name and path."""
        claims: dict[str, dict[str, Certainty]] = defaultdict(dict)
        for path in sorted(bundle.files):
            file = SourceFile(bundle, path)
            for each in [*self.formats.values()]:
                if certainty := self._ask(each, file):
                    claims[each.name][path] = certainty
            if len(bundle.documents) > _KEPT and isinstance(bundle.documents.get(path), TreeNode):
                del bundle.documents[path]
        return claims

    def _ask(self, format: Format, file: SourceFile) -> Certainty:
        owner = self.registry.describe(format.name)
        if not owner:
            return format.recognise(file)
        try:
            with blame(owner, f"failed on {file.path}", name=format.name):
                return Certainty(format.recognise(file))
        except BrokenPlugin as fault:
            getLogger("radar").warning("%s", fault)
            del self.formats[format.name]
            return Certainty.NO


def leave_out_strays(bundle: Bundle, format: Format) -> tuple[Bundle, tuple[str, ...]]:
    """Return a bundle of the files that are of a format, and the paths of the others.

    A file that cannot be read stays if it may be of the radar, so that it is reported.
    """
    if format.whole_folder:
        return bundle, ()
    of_format = {
        path for path in sorted(bundle.files) if format.recognise(SourceFile(bundle, path))
    }
    kept = {
        path: data
        for path, data in bundle.files.items()
        if path in of_format or _may_belong(SourceFile(bundle, path), of_format)
    }
    if not of_format or len(kept) == len(bundle.files):
        return bundle, ()
    return replace(bundle, files=kept), tuple(sorted(bundle.files.keys() - kept.keys()))


def _may_belong(file: SourceFile, others: Collection[str]) -> bool:
    """Return whether a file that is not recognised may be a damaged one beside `others`."""
    kind = file.path.rpartition(".")[2].lower()
    if all(path.rpartition(".")[2].lower() != kind for path in others):
        return False
    if file.bundle.read(file.path).refusal:
        return True
    if file.is_table:
        return bool({"ring", "quadrant"} & file.columns("ring", "quadrant"))
    is_broken = isinstance(file.bundle.documents.get(file.path), UnreadableDocument)
    return is_broken and bool(
        find_span(stem(file.path)) or re.search(r"(?i)\bring|quadrant|timeline", file.text)
    )


def _surest(claims: _Claims, path: str) -> list[str]:
    """Return the formats that are surest of a file; none if no format is sure at all."""
    sure = {name: files[path] for name, files in claims.items() if path in files}
    return [name for name, certainty in sure.items() if certainty == max(sure.values())]


def _why_not(bundle: Bundle, registry: Registry) -> str:
    """Return the message for files of which none is in a known format: the nearest comes first."""
    whys = [(path, *_describe(bundle, path)) for path in sorted(bundle.files)]
    nearest = sorted(whys, key=lambda why: -why[1])[:_MOST_WHYS]
    lines = [f"{path}{why}" for path, _, why in nearest]
    if more := len(whys) - len(lines):
        lines.append(f"and {number_of(more, 'other file')}")
    advice = f"{_ADVICE}{', '.join(_readable(registry))}"
    if len(lines) == 1:
        return f"{lines[0]}, so it is in no known format. {advice}"
    listed = "\n  ".join(lines)
    return f"none of these is in a known format:\n  {listed}\n{advice}"


_MOST_WHYS = 8  # files that a refusal tells of
_ADVICE = (
    "What is read: a table or a list (CSV, JSON, YAML, a script, front matter) in which each entry "
    "has a name, a quadrant and a ring; or say whose it is with --format: "
)


def _describe(bundle: Bundle, path: str) -> tuple[int, str]:
    """Return how near a file is to one that can be read, and what it lacks."""
    decoded = bundle.read(path)
    if decoded.refusal:
        return 2, f": {decoded.refusal}"
    file = SourceFile(bundle, path)
    if file.is_table:
        return _describe_columns("columns", file.columns("name", "quadrant", "ring"))
    if file.is_markdown:
        return 0, ": it is Markdown, and its front matter names no ring"
    root = file.document
    wrong = bundle.documents.get(path)
    if isinstance(wrong, UnreadableDocument):
        return 3, f":{wrong.line}: {wrong.describe(path)}"
    lists = [root, *(node for _, node in root.items())]
    rows = max(
        (node for node in lists if node.is_list), key=lambda node: len(node.value), default=root
    )
    nearest = [{key for key, _ in node.items()} for node in (root, next(iter(rows), root))]
    return max((_describe_columns("keys", keys) for keys in nearest), key=lambda why: why[0])


def _describe_columns(what: str, there: set[str]) -> tuple[int, str]:
    if not there:
        return 0, ": no list of entries is in it"
    spelt = {name.casefold() for name in there}
    missing = [name for name in ("name", "quadrant", "ring") if name not in spelt]
    has = clean(", ".join(sorted(there)))[:200]
    if not missing:
        return 3, f": it has the {what} {has}, and no entry that could be read"
    return 3 - len(missing), f": it lacks {' and '.join(missing)}; its {what} are {has}"


def _readable(registry: Registry) -> list[str]:
    return [name for name, each in registry.formats.items() if each.read is not None]
