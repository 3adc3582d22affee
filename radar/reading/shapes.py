"""Lists and mappings of YAML → lists and mappings of values, by the readers of what is in them.

What is wrong with one part is reported and left out; the rest is read on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from radar.model.own_fields import check_field_id
from radar.naming import same_name
from radar.reading.sheet import Sheet, list_words, quote
from radar.reading.slips import list_hint, only_comment
from radar.reading.values import (
    NodeReader,
    locate_text,
    markdown,
    markdown_paragraph,
    plain_summary,
    word,
    wrong_kind,
)
from radar.text import UNSTATED
from radar.yaml import Items, Node, Place, Reported, Scalar, Table, Wrong, is_empty, pairs_once

T = TypeVar("T")
MAX_ITEMS = 50_000  # of one list; by default one run reads 20,000 entries at most


@dataclass(frozen=True, slots=True)
class Several(Generic[T]):
    """A reader of lists, given a reader of one item. Wrong items are reported, left out."""

    read: NodeReader[T]

    def __call__(self, node: Node, sheet: Sheet) -> tuple[T, ...]:
        """Read a list."""
        return tuple(value for _, value in each(node, sheet, self.read))


def listing(node: Node, kind: str = "item", low: int = 0, high: int = MAX_ITEMS) -> Items:
    """Return the node as a list of `low` to `high` items; `kind` names an item in the message.

    Raises:
        Wrong: it is no list, or has too few or too many items.
    """
    if not isinstance(node, Items):
        raise wrong_kind(node, "a list", list_hint(node))
    if not low <= len(node.nodes) <= high:
        message = f"there must be {low} to {high:,} {kind}s, not {len(node.nodes):,}"
        raise Wrong(node, "out-of-range", message)
    return node


def each(node: Node, sheet: Sheet, read: NodeReader[T]) -> Iterator[tuple[Node, T]]:
    """Yield each item of a list with its value. Wrong items are reported and left out."""
    for item in listing(node).nodes:
        try:
            value = read(item, sheet)
        except Reported:
            continue
        except Wrong as wrong:
            sheet.report_wrong(wrong)
        else:
            yield item, value


def distinct(node: Node, sheet: Sheet) -> tuple[str, ...]:
    """Read a list of words; of words with the same name (`same_name`) the first is kept."""
    kept: dict[str, str] = {}
    for item, text in each(node, sheet, word):
        if same_name(text) in kept:
            sheet.report(item, "twice", f"{quote(text)} is listed twice", severity="warning")
        kept.setdefault(same_name(text), text)
    return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reader of a text in one or several languages: a text, or a mapping by language.

    A text alone stands for every language, or, where `in_default`, is in the radar's first.
    Languages that a mapping leaves out are noted where `ask_all`. Where a Markdown text stands is
    kept, to check what is in it, where it `is_markdown`.
    """

    read: NodeReader[str]
    in_default: bool = False
    ask_all: bool = True
    is_markdown: bool = False

    def __call__(self, node: Node, sheet: Sheet) -> dict[str, str]:
        """Read a text, or a mapping from language to text."""
        if not isinstance(node, Table):
            words = self._read(node, sheet, sheet.axes.languages[0])
            language = sheet.axes.languages[0] if self.in_default else UNSTATED
            return {language: words} if words else {}
        found = _by_language(node, sheet, self._read)
        missing = [language for language in sheet.axes.languages if language not in found]
        if missing and found and self.ask_all and sheet.axes.certain:
            message = f"there is no text in {list_words(missing)}"
            sheet.report(node, "missing-translation", message, severity="note")
        return found

    def _read(self, node: Node, sheet: Sheet, language: str) -> str:
        words = self.read(node, sheet)
        if self.is_markdown and words and isinstance(node, Scalar):
            sheet.texts.append(locate_text(node, sheet, language, words))
        return words


def _by_language(
    node: Table, sheet: Sheet, read: Callable[[Node, Sheet, str], str]
) -> dict[str, str]:
    found, wrong_ones = {}, 0
    for key, value in pairs(node, sheet):
        try:
            language = sheet.axes.language(key.text)
            if language is None and sheet.axes.certain:
                raise sheet.unknown(key, "language", key.text, sheet.axes.languages)
            tag = language or key.text
            if words := "" if is_empty(value) else read(value, sheet, tag):
                found[tag] = words
        except Wrong as wrong:
            wrong_ones += 1
            sheet.report_wrong(wrong)
    if not found and not wrong_ones:
        raise Wrong(node, "empty", "there is no text in any language", "write one")
    if not found:
        raise Reported
    return found


name = Spoken(word)
text = Spoken(markdown_paragraph, is_markdown=True)
description = Spoken(plain_summary)
long_text = Spoken(markdown, is_markdown=True)


class TableValues(dict[str, Any]):
    """The values of a mapping by key, None for one that could not be read.

    `places` are the places of the keys; `meant` are the keys that were mistyped.
    """

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, Place] = {}
        self.meant: list[str] = []


def pairs(node: Table, sheet: Sheet) -> Iterator[tuple[Scalar, Node]]:
    """Yield the pairs of a mapping. A key that was there already is reported and left out."""
    for key, value, repeated in pairs_once(node):
        if repeated:
            sheet.report_wrong(repeated)
        else:
            yield key, value


def table(
    node: Node,
    sheet: Sheet,
    readers: Mapping[str, NodeReader[Any]],
    kind: str = "key",
    hint: str = "",
) -> TableValues:
    """Read a mapping, each value by the reader of its key.

    A key with nothing after it counts as left out; a value that could not be read is None. `hint`
    is what to do about an unknown key that is like none, which it may name as `{key}`.
    """
    if not isinstance(node, Table):
        raise wrong_kind(node, "a mapping")
    found = TableValues()
    for key, value in pairs(node, sheet):
        try:
            if key.text not in readers:
                found.meant.append(sheet.meant(key.text, readers))
                raise _refuse_unknown(key, kind, found.meant[-1], hint)
            if wrong := only_comment(key, value):
                found[key.text] = None
                raise wrong
            if not is_empty(value):
                found[key.text], found.places[key.text] = None, key
                found[key.text] = readers[key.text](value, sheet)
        except Reported:
            continue
        except Wrong as wrong:
            sheet.report_wrong(wrong)
    return found


def _refuse_unknown(key: Scalar, kind: str, meant: str, hint: str) -> Wrong:
    """Return an error for an unknown key; a word with blanks or signs can be no field."""
    hint = hint.format(key=key.text) if not check_field_id(key.text) else ""
    hint = f'did you mean "{meant}"?' if meant else hint
    return Wrong(key, f"unknown-{kind}", f"unknown {kind} {quote(key.text)}", hint)


def drop_unread(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields without those that could not be read, which are None."""
    return {key: value for key, value in found.items() if value is not None}


def complete(found: Mapping[str, Any], at: Place, sheet: Sheet, *keys: str) -> bool:
    """Report keys that are missing; return whether all of them are there and could be read.

    A key that was mistyped has been reported as such.
    """
    for key in keys:
        if key not in found and key not in getattr(found, "meant", ()):
            sheet.report(at, "missing-key", f"there is no {quote(key)} here", "add it")
    return all(found.get(key) is not None for key in keys)
