"""Recognising the format of files by their content, never by their name.

Every format says of every file how sure it is. The surest gets the file; a format whose radar is a
whole folder gets all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from logging import getLogger

from radar.errors import BadCall, BrokenPlugin
from radar.exchange.format import Certainty, Format, SourceFile
from radar.exchange.registry import Registry, load_registry
from radar.exchange.toolkit.cells import clean
from radar.exchange.toolkit.documents import TreeNode, UnreadableDocument
from radar.exchange.toolkit.endings import header_of
from radar.exchange.toolkit.sources import Bundle
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


def _surest(claims: _Claims, path: str) -> list[str]:
    """Return the formats that are surest of a file; none if no format is sure at all."""
    sure = {name: files[path] for name, files in claims.items() if path in files}
    return [name for name, certainty in sure.items() if certainty == max(sure.values())]


def _why_not(bundle: Bundle, registry: Registry) -> str:
    """Return the message for files of which none is in a known format."""
    paths = bundle.paths(".csv", ".tsv", ".json", ".yaml", ".yml")
    if refused := [path for path in paths if bundle.read(path).refusal]:
        return f"{refused[0]}: {bundle.read(refused[0]).refusal}"
    for path, wrong in bundle.documents.items():
        if isinstance(wrong, UnreadableDocument):
            return f"{path}:{wrong.line}: {wrong.message}"
    for path in bundle.paths(".csv", ".tsv"):
        there = clean(", ".join(sorted(header_of(bundle.read(path).text))))[:200]
        needs = f"it needs the columns name, quadrant and ring, and has {there or 'none'}"
        return f"{path} is in no known format: {needs}"
    return (
        f"of {number_of(len(bundle.files), 'file')} none is in a known format. "
        f"Say which it is with --format: {', '.join(_readable(registry))}"
    )


def _readable(registry: Registry) -> list[str]:
    return [name for name, each in registry.formats.items() if each.read is not None]
