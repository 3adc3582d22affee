"""Names of entries that could not be read, so that one mistake is reported once.

A link to an entry that could not be read is not reported as broken. The names are taken from the
lines of the file, because the file may be no valid YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from radar.naming import same_name, slug
from radar.reading.files import FileRole
from radar.reading.sheet import Sheet
from radar.yaml import Wrong, find_front_matter

_KEY = re.compile(r"(?:^|[{,])[ \t]*(?:-[ \t]+)*[\"']?(?:id|name|aliases)[\"']?[ \t]*:(.*)")
_BETWEEN = re.compile(r"[\[\]{},]")
_COMMENT = re.compile(r"\s#.*")


def faulty_names(sheets: Iterable[tuple[Sheet, FileRole]]) -> dict[str, str]:
    """Return the names in files that have errors, as keys of `same_name` → id that may be meant."""
    names: dict[str, str] = {}
    for sheet, role in sheets:
        if any(problem.severity == "error" for problem in sheet.problems):
            stem = "" if role.kind in ("listing", "words") else role.stem or _stem(sheet.path)
            for word in (*filter(None, (stem, slug(stem))), *_words(_front_lines(sheet))):
                names.setdefault(same_name(word), slug(stem or word))
    return names


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _front_lines(sheet: Sheet) -> Iterator[str]:
    """Return the lines of YAML of a file: all, or those of the front matter."""
    source = sheet.source
    if sheet.path.lower().endswith(".md"):
        try:
            front = find_front_matter(source)
        except Wrong:
            front = None  # it never closes, so keys may stand anywhere
        source = source[front.start : front.stop] if front else source
    yield from source.split("\n")


def _words(lines: Iterable[str]) -> Iterator[str]:
    """Yield the values of the keys that name an entry, from lines that may be no YAML."""
    depth: int | None = None  # of the key whose values are being read
    for line in lines:
        content = line.lstrip()
        indent = len(line) - len(content)
        if key := _KEY.search(line):
            depth = indent
            yield from _values(key[1])
        elif depth is not None and content and (indent > depth or content.startswith("-")):
            yield from _values(content)
        else:
            depth = None


def _values(text: str) -> Iterator[str]:
    """Yield what a line may name: all of it, and each part of a list or mapping in it."""
    text = _COMMENT.sub("", text)
    for part in (text, *_BETWEEN.split(text)):
        for word in (part, part.rpartition(":")[2]):
            if bare := word.strip(" \t-'\""):
                yield bare
