"""Words that a reader sees: in which language, and without what cannot be drawn.

A text is a mapping of words by language (`radar.model.Text`); words of no stated language are filed
under `und`, the tag that BCP 47 has for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from radar.naming.characters import category, normalize

UNSTATED = "und"
_FORBIDDEN = re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
_BREAK = re.compile("[\\t-\\r\\u2028\\u2029]")
_DIRECTION = re.compile("[\\u202a-\\u202e\\u2066-\\u2069]")


def choose_words(text: Mapping[str, str], *languages: str) -> str:
    """Return the words in the first of the languages that has them, else in any, else ''.

    Words of no stated language stand before those of another than the first.

    >>> choose_words({"en": "cloud", "zh": "云"}, "zh"), choose_words({"und": "Rust"}, "zh")
    ('云', 'Rust')
    >>> choose_words({}, "en")
    ''
    >>> choose_words({"und": "Mesh", "zh": "网格"}, "en", "zh")
    'Mesh'
    """
    if languages and (words := text.get(languages[0])):
        return words  # as nearly always
    for language in (UNSTATED, *languages[1:], *text):
        if text.get(language):
            return text[language]
    return ""


def has_words(text: Mapping[str, str], language: str) -> bool:
    """Tell whether there are words in this language, or of no stated language."""
    return bool(text.get(language) or text.get(UNSTATED))


def drawable(text: str) -> str:
    r"""Return text on one line, without what XML forbids; controls of direction are shown.

    >>> drawable("a\n b\x00\u202e ")
    'a  b[U+202E] '
    """
    if text.isascii() and text.isprintable():
        return text
    shown = _DIRECTION.sub(lambda match: f"[U+{ord(match[0]):04X}]", _FORBIDDEN.sub("", text))
    return _BREAK.sub(" ", shown)


def number_of(count: int, noun: str) -> str:
    """Return a number with its noun, for messages in English; `noun` is the singular.

    >>> number_of(1, "entry"), number_of(0, "entry"), number_of(2000, "more file")
    ('1 entry', '0 entries', '2,000 more files')
    """
    many = f"{noun[:-1]}ie" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun
    return f"{count:,} {noun if count == 1 else f'{many}s'}"


def printable(text: str) -> str:
    r"""Return text in the form in which it can be drawn anywhere.

    NFC, without what XML forbids; a no-break space becomes a space, white space is folded, and a
    control of direction is replaced by its code point in brackets. A text of invisible characters
    only (a zero-width space alone) becomes ''.

    >>> printable("a\x00b\u00a0 c\u202e"), printable("\u200b")
    ('ab c[U+202E]', '')
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    line = " ".join(normalize("NFC", drawable(text)).split())
    return line if any(category(c) not in ("Cf", "Zs") for c in line) else ""


def leave_out_comments(text: str) -> str:
    """Return a text without the HTML comments in it that end, in one pass however many begin.

    >>> leave_out_comments("a<!-- b -->c <!-- d")
    'ac <!-- d'
    """
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])
