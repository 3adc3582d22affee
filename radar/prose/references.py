"""Links to an entry, by its id, written anew in a Markdown text; every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from radar.prose.events import addresses

_WIKI = re.compile(rb"!?\[\[([^\]|#\n]*)")
_BY_DEFINITION = ("Reference", "Collapsed", "Shortcut")
_DEFINITION = re.compile(rb"^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)", re.MULTILINE)


def rename_in_text(markdown: str, old: str, new: str) -> str:
    """Return a text in which links to the entry `old`, spelt as its id, lead to `new`.

    >>> rename_in_text("[[k|K]], [k](k.md#why), `[[k]]`", "k", "kafka")
    '[[kafka|K]], [k](kafka.md#why), `[[k]]`'
    """
    data = markdown.encode("utf-8", "surrogatepass")
    spans = {span for start in _starts(markdown) for span in _spans(data, start)}
    if any(value["link_type"] in _BY_DEFINITION for _, value, _ in addresses(markdown)):
        spans |= {found.span(1) for found in _DEFINITION.finditer(data)}
    for start, stop in sorted(spans, reverse=True):
        where = _id_in(data[start:stop], old)
        if where is not None:
            at = start + where
            data = data[:at] + new.encode() + data[at + len(old) :]
    return data.decode("utf-8", "surrogatepass")


def _starts(markdown: str) -> Iterator[int]:
    for _, _, start in addresses(markdown):
        yield start


def _spans(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the address of the link that begins at `start` may stand."""
    if found := _WIKI.match(data, start):
        yield found.span(1)
        return
    line = data.find(b"\n\n", start)
    for found in re.finditer(rb"\]\([ \t]*<?([^\s)>]+)", data[start : line if line > 0 else None]):
        yield start + found.start(1), start + found.end(1)
        return


def _id_in(address: bytes, old: str) -> int | None:
    """Return where in an address the id of an entry is, None where it is another one.

    >>> _id_in(b"data/k.md#why", "k"), _id_in(b"https://k.md", "k"), _id_in(b"kk", "k")
    (5, None, None)
    """
    if b"://" in address or len(unquote(address.decode("utf-8", "replace"))) < len(old):
        return None
    path = address.partition(b"#")[0].rstrip()
    last = path.rpartition(b"/")[2]
    is_file = last.endswith(b".md")  # whose name may have capital letters, where the id has none
    stem = last[:-3].lower() if is_file else last
    at = len(path) - len(last) + len(stem) - len(stem.lstrip())
    return at if stem.strip() == old.encode() else None
