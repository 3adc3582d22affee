"""Nodes of YAML → values of the model, one small function for each kind of value.

A *reader* is a function `(node, sheet) → value` that raises `Wrong` where the node is no such
value. `radar.reading.shapes` puts readers together and reports what they raise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from radar.files import why_not_portable
from radar.model import ID_PATTERN
from radar.prose.checking import LocatedText
from radar.prose.comments import OPEN_COMMENT, hide_comments, remove_comments, without_comments
from radar.prose.events import find_markup
from radar.reading.sheet import Sheet, list_words, quote
from radar.reading.slips import explain_date, find_cut
from radar.safety.links import FOLLOWED, AddressFault, address_fault, base_fault
from radar.yaml import Items, Node, Place, Scalar, Table, Wrong, is_empty

T = TypeVar("T")
NodeReader = Callable[[Node, Sheet], T]
LEAVING = "removed"  # stands in place of a ring where an entry leaves the radar

_ID = re.compile(ID_PATTERN.replace("$", r"\Z"))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"[\n\u2028\u2029]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?\Z")
_COUNT = re.compile(r"0{0,9}[1-9][0-9]{0,5}\Z")
MAX_WORD, MAX_PROSE = 2_000, 200_000  # characters
_KINDS = {Scalar: "a text", Items: "a list", Table: "a mapping"}


def wrong_kind(node: Node, wanted: str, hint: str = "") -> Wrong:
    """Return an error for a node of another kind, such as a list in place of a text."""
    found = "nothing" if is_empty(node) else _KINDS[type(node)]
    return Wrong(node, "wrong-type", f"{wanted} is expected here, not {found}", hint)


def prose(node: Node, sheet: Sheet) -> str:
    """Read words of any usual length."""
    report_cut(node, sheet, is_sentence=True)
    return _characters(node)


def report_cut(node: Node, sheet: Sheet, *, is_sentence: bool = False) -> None:
    """Report a text that ends where a comment begins, which may have been meant as a part of it."""
    if cut := find_cut(node, is_sentence=is_sentence):
        sheet.report(node, "cut-text", cut.message, cut.hint, cut.severity)


def _characters(node: Node) -> str:
    """Return the words of a text; there is no control character among them."""
    if not isinstance(node, Scalar):
        raise wrong_kind(node, "a text")
    if found := _CONTROL.search(node.text):
        message = f"there is a control character in this text, U+{ord(found[0]):04X}"
        raise Wrong(node, "control-character", message, "delete it")
    return _check_length(node.text.rstrip(), node, MAX_PROSE)


def plain_summary(node: Node, sheet: Sheet) -> str:
    """Read a summary or a description, which is plain text; Markdown in it is a warning."""
    text = prose(node, sheet)
    if hide_comments(text).open:
        sheet.report(node, *OPEN_COMMENT)
    text = remove_comments(text)
    if markup := find_markup(text):
        message = f"this is plain text, and Markdown is shown as it is written: {quote(markup)}"
        hint = "write it without marks; the text of an entry may have them"
        sheet.report(node, "markup-in-summary", message, hint, "warning")
    return text


def markdown(node: Node, sheet: Sheet) -> str:
    """Read a Markdown text, without the comments in it; what is in it is checked later."""
    return without_comments(prose(node, sheet))


def markdown_paragraph(node: Node, sheet: Sheet) -> str:
    """Read a Markdown text of one paragraph, as `markdown` does."""
    return remove_comments(prose(node, sheet))


def locate_text(node: Scalar, sheet: Sheet, language: str = "", published: str = "") -> LocatedText:
    """Return where a text of YAML stands; its column is not known where YAML folds or unescapes."""
    more = language, published
    if node.style != "|":
        column = node.column + len(node.style)
        if not sheet.line(node.line).startswith(node.text, column - 1):
            column = 0
        return LocatedText(sheet.path, node.line, node.text.rstrip(), column, *more)
    first = node.text[: len(node.text) - len(node.text.lstrip("\n"))].count("\n") + node.line
    first_line = node.text.lstrip("\n").split("\n", 1)[0]
    indent = max(len(sheet.line(first + 1)) - len(first_line), 0)
    return LocatedText(sheet.path, node.line + 1, node.text.rstrip(), indent + 1, *more)


def _check_length(text: str, at: Place, most: int) -> str:
    """Return a text if it has at most `most` characters.

    Raises:
        Wrong: it is longer.
    """
    if len(text) > most:
        message = f"this text has {len(text):,} characters, and the limit is {most:,}"
        raise Wrong(at, "too-long", message, "shorten it")
    return text


def word(node: Node, sheet: Sheet) -> str:
    """Read a text of one line that is not empty."""
    report_cut(node, sheet)
    return plain_word(node)


def plain_word(node: Node) -> str:
    """Return a text of one line that is compared with words that there are.

    A comment may stand behind it, and is not reported.
    """
    text = _characters(node).strip()
    if not text:
        raise Wrong(node, "empty", "there is nothing here", "write something or leave it out")
    if _BREAK.search(text):
        raise Wrong(node, "control-character", "this must be a single line")
    return _check_length(text, node, MAX_WORD)


def identifier(node: Node, sheet: Sheet) -> str:
    """Read an id; capital letters are made small."""
    return sound_id(plain_word(node).lower(), node)


def sound_id(text: str, at: Place) -> str:
    """Return an id if it may be one, which is what becomes the name of a file on any system."""
    if not _ID.match(text) or len(text) > 200:
        hint = "use small letters, digits, dots, hyphens and underscores, a letter or digit first"
        raise Wrong(at, "bad-id", f"{quote(text)} cannot be an id", hint)
    if why := why_not_portable(text):
        message = f"{quote(text)} cannot be an id, because {why}"
        raise Wrong(at, "bad-id", message, "choose another one")
    return text


def flag(node: Node, sheet: Sheet) -> bool:
    """Read true or false."""
    text = node.text.lower() if isinstance(node, Scalar) else ""
    if text not in ("true", "false"):
        raise Wrong(node, "wrong-type", "true or false is expected here")
    return text == "true"


@dataclass(frozen=True, slots=True)
class Between:
    """A reader of numbers of a range, ends included."""

    low: float
    high: float

    def __call__(self, node: Node, sheet: Sheet) -> float:
        """Read a number."""
        if not isinstance(node, Scalar) or not _NUMBER.match(node.text):
            raise Wrong(node, "wrong-type", "a number is expected here")
        if not self.low <= float(node.text) <= self.high:
            message = f"this must be from {self.low:g} to {self.high:g}, not {node.text}"
            raise Wrong(node, "out-of-range", message)
        return float(node.text)


def count(node: Node, sheet: Sheet) -> int:
    """Read a whole number above 0."""
    if not isinstance(node, Scalar) or not _COUNT.match(node.text):
        raise Wrong(node, "wrong-type", "a whole number above 0 is expected here")
    return int(node.text)


def day(node: Node, sheet: Sheet) -> date:
    """Read a date, which is YYYY-MM-DD and nothing else."""
    written = node.text if isinstance(node, Scalar) else ""
    try:
        if _DATE.match(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise Wrong(node, "bad-date", *explain_date(written))


@dataclass(frozen=True, slots=True)
class Choice:
    """A reader of one word out of a few."""

    options: tuple[str, ...]

    def __call__(self, node: Node, sheet: Sheet) -> str:
        """Read a word, in any case."""
        text = plain_word(node)
        if text.lower() not in self.options:
            message = f"{quote(text)} is none of {list_words(self.options)}"
            raise Wrong(node, "unknown-value", message, sheet.suggestion(text, self.options))
        return text.lower()


def url(node: Node, sheet: Sheet) -> str:
    """Read a web or mail address; any other scheme could run something and is refused."""
    return sound_url(word(node, sheet), node)


def base_url(node: Node, sheet: Sheet) -> str:
    """Read the address where a site is published."""
    text = word(node, sheet)
    return _sound(text, node, base_fault(text))


def sound_url(text: str, at: Place, schemes: Collection[str] = FOLLOWED) -> str:
    """Return an address if it is whole and of one of the schemes."""
    return _sound(text, at, address_fault(text, schemes))


def _sound(text: str, at: Place, fault: AddressFault | None) -> str:
    if fault:
        raise Wrong(at, "bad-url", f"{quote(text)} {fault.message}", fault.hint)
    return text
