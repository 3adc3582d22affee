"""Nodes of YAML → values of the model, one small function for each kind of value.

A *reader* is a function `(node, sheet) → value` that raises `Wrong` where the node is no such
value. `table` puts readers together, by key, and reports what they raise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlsplit

from radar.errors import near_miss
from radar.model import ID_PATTERN, UNSTATED
from radar.reading.sheet import Sheet, listed, quoted
from radar.reading.yaml_nodes import Items, Node, Place, Reported, Scalar, Table, Wrong

T = TypeVar("T")
Reader = Callable[[Node, Sheet], T]

_ID = re.compile(ID_PATTERN.replace("$", r"\Z"))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"[\n\u2028\u2029]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?\Z")
_COUNT = re.compile(r"0{0,9}[1-9][0-9]{0,5}\Z")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)")
_NOT_IN_URL = re.compile(r'[\s<>"\\^`{|}]')
MAX_ITEMS = 50_000
MAX_WORD, MAX_PROSE = 2_000, 200_000  # characters
_KINDS = {Scalar: "a text", Items: "a list", Table: "a mapping"}


def is_empty(node: Node) -> bool:
    """Tell whether nothing was written after a key."""
    return isinstance(node, Scalar) and not node.text and not node.style


def wrong_kind(node: Node, wanted: str, hint: str = "") -> Wrong:
    """Say that a list stands where a text should be, and the like."""
    found = "nothing" if is_empty(node) else _KINDS[type(node)]
    return Wrong(node, "wrong-type", f"{wanted} is expected here, not {found}", hint)


def prose(node: Node, sheet: Sheet) -> str:
    """Read words of any usual length."""
    if not isinstance(node, Scalar):
        raise wrong_kind(node, "a text")
    if found := _CONTROL.search(node.text):
        message = f"there is a control character in this text, U+{ord(found[0]):04X}"
        raise Wrong(node, "control-character", message, "delete it")
    return bounded(node.text.rstrip(), node, MAX_PROSE)


def bounded(text: str, at: Place, most: int) -> str:
    """Return a text unless it is longer than anybody means one of its kind to be."""
    if len(text) > most:
        message = f"this text has {len(text):,} characters, and the limit is {most:,}"
        raise Wrong(at, "too-long", message, "shorten it")
    return text


def word(node: Node, sheet: Sheet) -> str:
    """Read a text of one line that is not empty."""
    text = prose(node, sheet).strip()
    if not text:
        raise Wrong(node, "empty", "there is nothing here", "write something or leave it out")
    if _BREAK.search(text):
        raise Wrong(node, "control-character", "this must be a single line")
    return bounded(text, node, MAX_WORD)


def identifier(node: Node, sheet: Sheet) -> str:
    """Read an id; capital letters are made small."""
    return sound_id(word(node, sheet).lower(), node)


def sound_id(text: str, at: Place) -> str:
    """Return an id if it may be one, which is what becomes the name of a file on any system."""
    if not _ID.match(text) or len(text) > 200:
        hint = "use small letters, digits, dots, hyphens and underscores, a letter or digit first"
        raise Wrong(at, "bad-id", f"{quoted(text)} cannot be an id", hint)
    if _RESERVED.match(text) or text.endswith("."):
        message = f"{quoted(text)} cannot be an id, because Windows has no file of that name"
        raise Wrong(at, "bad-id", message, "choose another one")
    return text


def flag(node: Node, sheet: Sheet) -> bool:
    """Read true or false."""
    text = node.text.lower() if isinstance(node, Scalar) else ""
    if text not in ("true", "false"):
        raise Wrong(node, "wrong-type", "true or false is expected here")
    return text == "true"


def between(low: float, high: float) -> Reader[float]:
    """Make a reader of numbers of a range, ends included."""

    def read(node: Node, sheet: Sheet) -> float:
        if not isinstance(node, Scalar) or not _NUMBER.match(node.text):
            raise Wrong(node, "wrong-type", "a number is expected here")
        if not low <= float(node.text) <= high:
            message = f"this must be from {low:g} to {high:g}, not {node.text}"
            raise Wrong(node, "out-of-range", message)
        return float(node.text)

    return read


def count(node: Node, sheet: Sheet) -> int:
    """Read a whole number above 0."""
    if not isinstance(node, Scalar) or not _COUNT.match(node.text):
        raise Wrong(node, "wrong-type", "a whole number above 0 is expected here")
    return int(node.text)


def day(node: Node, sheet: Sheet) -> date:
    """Read a date, which is YYYY-MM-DD and nothing else."""
    try:
        if isinstance(node, Scalar) and _DATE.match(node.text):
            return date.fromisoformat(node.text)
    except ValueError:
        pass
    raise Wrong(node, "bad-date", "a date is expected here", "write it as 2026-11-02")


def choice(*options: str) -> Reader[str]:
    """Make a reader of one word out of a few."""

    def read(node: Node, sheet: Sheet) -> str:
        text = word(node, sheet)
        if text.lower() not in options:
            message = f"{quoted(text)} is none of {listed(options)}"
            raise Wrong(node, "unknown-value", message, near_miss(text, options))
        return text.lower()

    return read


def url(node: Node, sheet: Sheet) -> str:
    """Read a web or mail address; any other scheme could run something and is refused."""
    return sound_url(word(node, sheet), node, "http", "https", "mailto")


def web_url(node: Node, sheet: Sheet) -> str:
    """Read a web address."""
    return sound_url(word(node, sheet), node, "http", "https")


def sound_url(text: str, at: Place, *schemes: str) -> str:
    """Return an address if it is whole and of one of the schemes."""
    try:
        parts = urlsplit(text)
        whole = parts.path if parts.scheme == "mailto" else parts.hostname
    except ValueError:
        raise Wrong(at, "bad-url", f"{quoted(text)} is no address") from None
    if parts.scheme not in schemes or not text.lower().startswith(f"{parts.scheme}:"):
        hint = f"an address begins with {listed(f'{scheme}:' for scheme in schemes)}"
        raise Wrong(at, "bad-url", f"{quoted(text)} is no address to link to", hint)
    if not whole or _NOT_IN_URL.search(text):
        raise Wrong(at, "bad-url", f"{quoted(text)} is no complete address")
    return text


def several(read: Reader[T]) -> Reader[tuple[T, ...]]:
    """Make a reader of lists out of a reader of one thing; what is wrong is left out."""

    def read_all(node: Node, sheet: Sheet) -> tuple[T, ...]:
        return tuple(value for _, value in each(node, sheet, read))

    return read_all


def listing(node: Node, kind: str = "item", low: int = 0, high: int = MAX_ITEMS) -> Items:
    """Return a list as what it is, if it is one and as long as it may be."""
    if not isinstance(node, Items):
        plain = isinstance(node, Scalar) and re.fullmatch(r"[\w .-]{1,40}", node.text)
        raise wrong_kind(node, "a list", f"write it as [{plain[0]}]" if plain else "")
    if not low <= len(node.nodes) <= high:
        message = f"there must be {low} to {high:,} {kind}s, not {len(node.nodes):,}"
        raise Wrong(node, "out-of-range", message)
    return node


def each(node: Node, sheet: Sheet, read: Reader[T]) -> Iterator[tuple[Node, T]]:
    """Go through a list, reporting and leaving out what is wrong."""
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
    """Read a list of words, each once whatever its case."""
    kept: dict[str, str] = {}
    for item, text in each(node, sheet, word):
        if text.casefold() in kept:
            sheet.report(item, "twice", f"{quoted(text)} is listed twice", severity="warning")
        kept.setdefault(text.casefold(), text)
    return tuple(kept.values())


def spoken(
    read: Reader[str], *, in_default: bool = False, ask_all: bool = True
) -> Reader[dict[str, str]]:
    """Make a reader of what a reader of the radar sees: a text, or a mapping by language.

    A text alone stands for every language, or, where `in_default`, is in the radar's first.
    Languages that a mapping leaves out are noted where `ask_all`.
    """

    def read_text(node: Node, sheet: Sheet) -> dict[str, str]:
        if not isinstance(node, Table):
            words = read(node, sheet)
            return {sheet.axes.languages[0] if in_default else UNSTATED: words} if words else {}
        found = _by_language(node, sheet, read)
        missing = [language for language in sheet.axes.languages if language not in found]
        if missing and found and ask_all:
            message = f"there is no text in {listed(missing)}"
            sheet.report(node, "missing-translation", message, severity="note")
        return found

    return read_text


def _by_language(node: Table, sheet: Sheet, read: Reader[str]) -> dict[str, str]:
    found, wrong_ones = {}, 0
    for key, value in pairs(node, sheet):
        try:
            if (language := sheet.axes.language(key.text)) is None:
                raise sheet.unknown(key, "language", key.text, sheet.axes.languages)
            if words := "" if is_empty(value) else read(value, sheet):
                found[language] = words
        except Wrong as wrong:
            wrong_ones += 1
            sheet.report_wrong(wrong)
    if not found and not wrong_ones:
        raise Wrong(node, "empty", "there is no text in any language", "write one")
    if not found:
        raise Reported
    return found


name = spoken(word)
text = spoken(prose)


class Found(dict[str, Any]):
    """What a mapping said, and where each key of it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, Place] = {}


def pairs(node: Table, sheet: Sheet) -> Iterator[tuple[Scalar, Node]]:
    """Go through a mapping; a key that comes again is reported and left out."""
    seen: dict[str, int] = {}
    for key, value in node.pairs:
        if key.text in seen:
            message = f"{quoted(key.text)} was given in line {seen[key.text]} already"
            sheet.report(key, "duplicate-key", message, "keep one of the two")
            continue
        seen[key.text] = key.line
        yield key, value


def table(node: Node, sheet: Sheet, readers: Mapping[str, Reader[Any]], kind: str = "key") -> Found:
    """Read a mapping by the readers of its keys.

    A key with nothing after it counts as left out; a value that could not be read is None.
    """
    if not isinstance(node, Table):
        raise wrong_kind(node, "a mapping")
    found = Found()
    for key, value in pairs(node, sheet):
        try:
            if key.text not in readers:
                raise sheet.unknown(key, kind, key.text, readers)
            if not is_empty(value):
                found[key.text], found.places[key.text] = None, key
                found[key.text] = readers[key.text](value, sheet)
        except Reported:
            continue
        except Wrong as wrong:
            sheet.report_wrong(wrong)
    return found


def known(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what could be read."""
    return {key: value for key, value in found.items() if value is not None}


def complete(found: Mapping[str, Any], at: Place, sheet: Sheet, *keys: str) -> bool:
    """Report keys that are missing; tell whether all of them are there and could be read."""
    for key in keys:
        if key not in found:
            sheet.report(at, "missing-key", f"there is no {quoted(key)} here", "add it")
    return all(found.get(key) is not None for key in keys)
