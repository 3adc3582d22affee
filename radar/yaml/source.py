"""A text made ready for a parser of YAML: one answer for what parsers read in different ways.

PyYAML has two parsers, libyaml's and one in Python. Both follow YAML 1.1, where U+0085, U+2028
and U+2029 end a line and `?` ends a word in brackets, as no editor and no address has it. A sign
of these is given to the parser as a letter that the text does not have, and is put back into what
it reads. No character is added or left out, so every place stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from radar.yaml.nodes import LineColumn, Wrong

# what no YAML may have in it; decoded UTF-8 has no surrogates
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
# one class of characters, because that is searched for quickly: most texts have none of them
_UNUSUAL = re.compile(rf"[{_CONTROL}\x85\u2028\u2029\ufeff?%\\]")
_REFUSED = re.compile(rf"[{_CONTROL}]")
_HIDDEN_MARK = re.compile(r"^\ufeff", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?+\n)*+(%[^\n]*+)")
_VERSION = re.compile(r"%YAML +1\.[0-9]{1,3}(?: +(?:#.*)?)?")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
_NO_LETTERS = ("too-large", "every character for private use is in this file", "split the file")
_SIGNS = "\x85\u2028\u2029\ufeff"
# group 1 is empty for a `?` that may say "a key follows": the first sign of a line, or one after
# `-`, `:`, `,` or a bracket
_QUESTION = re.compile(r"(?:^|[\[{,]|(?<!\S)[-?:](?=[ \t]))[ \t]*+\?(?=\s|\Z)|(\?)", re.MULTILINE)
_ALONE = re.compile(r"\?(?<![^\s\[{,]\?)(?=\s|\Z)")  # quick, and finds all of those and more
# half of a character, as JSON writes those above U+FFFF, and what goes before it in an escape
_HALF = re.compile(r"((?<!\\)(?:\\\\)*+\\(?:u|U0000))([dD][89a-fA-F][0-9a-fA-F]{2})")


class ParserText(NamedTuple):
    """A text as the parser gets it.

    `signs` are letters in it and the signs that they stand for. `halves` are letters whose escapes
    stand in the place of half a character's, which libyaml refuses, and the digits of these.
    `written` is the text as it was; `has_keys` where a `?` may begin a key.
    """

    text: str
    signs: tuple[tuple[str, str], ...] = ()
    halves: Mapping[str, str] = MappingProxyType({})
    written: str = ""
    has_keys: bool = False


def prepare(text: str, first_line: int) -> ParserText:
    """Make a text ready for the parser; its lines end in line feeds.

    Raises:
        Wrong: there is a control character in it, or a directive other than the version.
    """
    if not _UNUSUAL.search(text):
        return ParserText(text)
    _refuse(text, first_line)
    signs = [sign for sign in _SIGNS if sign in text]
    digits = sorted({half[2] for half in _HALF.finditer(text)}) if "\\" in text else []
    has_questions = "?" in text and ("[" in text or "{" in text)
    if not signs and not has_questions and not digits:
        return ParserText(text)
    letters = _find_unused_letters(text, len(digits) + 1 + len(signs))
    halves = dict(zip(letters, digits, strict=False))
    question, *letters = letters[len(digits) :]
    ready = _hide_halves(text, halves)
    for sign, letter in zip(signs, letters, strict=True):
        ready = ready.replace(sign, letter)
    if has_questions:
        ready = _hide_questions(ready, question)
    back = tuple(zip((question, *letters), ("?", *signs), strict=True))
    return ParserText(ready, back, halves, text, has_questions and "?" in ready)


def _refuse(text: str, first_line: int) -> None:
    if found := _REFUSED.search(text):
        at = locate(text, found.start(), first_line)
        message = f"there is a control character here, U+{ord(found[0]):04X}"
        raise Wrong(at, "control-character", message, "delete it")
    if "\ufeff" in text and (found := _HIDDEN_MARK.search(text)):
        at = locate(text, found.start(), first_line)
        message = "this is no valid YAML: there is a byte order mark here, which cannot be seen"
        hint = "delete it; it belongs at the beginning of the file"
        raise Wrong(at, "bad-yaml", message, hint)
    directive = _DIRECTIVE.match(text) if "%" in text else None
    if directive and not _VERSION.fullmatch(directive[1]):
        at = locate(text, directive.start(1), first_line)
        message = "this is no valid YAML: a YAML directive other than %YAML 1.x"
        hint = "leave it out, or put a text that begins with % into quotes"
        raise Wrong(at, "bad-yaml", message, hint)


def _hide_halves(text: str, halves: Mapping[str, str]) -> str:
    """Put the escape of a letter in the place of each that is half a character's."""
    if not halves:
        return text
    if max(halves) > "\uffff":  # its escape would be longer
        raise Wrong(LineColumn(1, 1), *_NO_LETTERS)
    codes = {digits: f"{ord(letter):04x}" for letter, digits in halves.items()}
    return _HALF.sub(lambda found: found[1] + codes[found[2]], text)


def _hide_questions(text: str, letter: str) -> str:
    """Put a letter in the place of every `?` that cannot begin a key."""
    if not _ALONE.search(text):
        return text.replace("?", letter)
    return _QUESTION.sub(lambda found: letter if found[1] else found[0], text)


def _find_unused_letters(text: str, count: int) -> list[str]:
    """Return letters for private use that the text has neither as they are nor as escapes."""
    if text.isascii() and "\\" not in text:
        return [chr(_PRIVATE[0][place]) for place in range(count)]
    used = {int(short or long, 16) for short, long in _ESCAPE.findall(text)} | set(map(ord, text))
    free = (code for code in chain(*_PRIVATE) if code not in used)
    letters = [chr(code) for _, code in zip(range(count), free, strict=False)]
    if len(letters) < count:
        raise Wrong(LineColumn(1, 1), *_NO_LETTERS)
    return letters


def locate(text: str, offset: int, first_line: int) -> LineColumn:
    """Return the line and column of an offset; the text begins in the line `first_line`."""
    line = first_line + text.count("\n", 0, offset)
    return LineColumn(line, offset - text.rfind("\n", 0, offset))
