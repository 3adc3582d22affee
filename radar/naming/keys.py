"""Names: which are the same, the key for searching one, and the id that follows from one.

There are two keys and no third. `same_name` decides identity: which entry, ring, quadrant or
edition a word means. `search_key` is for what only suggests: search, near misses, doubts of an
import. Both, and ids, are the same under every version of Python (`radar.naming.characters`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from radar.naming.characters import category, fold_case, is_alnum, is_mark, lower, normalize
from radar.naming.romanizing import romanize

_NAMES: Final = 65536  # keys remembered: more names than one radar has
_WORDS: Final = 8192  # words remembered: most texts of a radar use the same ones
_LONGEST: Final = 80  # of an id; with a folder and `.html` it fits into a name of any file system
_CUT: Final = 64  # of an id that is too long, which leaves room for its digest
# What cannot be seen in a name: soft hyphen, spaces of no width, marks of direction, choices
# between two forms of one character.
_UNSEEN: Final = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_APART: Final = re.compile(r"[\s\u2010-]+")  # NFKC turns the no-break hyphen into U+2010
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_SPELT: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_GERMAN: Final = "de"
_MOST_PARTS: Final = 3  # of what is found as a whole, too; a longer one is an address
# the blanks of JavaScript, and what stands between words in Chinese and Japanese, where no blank
# does; the script of the pages splits a text at the same places
_BLANKS: Final = re.compile(
    "[ \t-\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\ufeff"
    "\u3000-\u3002\u3008-\u3011\u3014-\u301b\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]+"
)
_ASCII_PARTS: Final = re.compile(r"[A-Za-z0-9+#]+")
# letters of scripts without blanks between words: Han, kana, Hangul. Classes of so many characters
# take milliseconds to compile, so they are compiled for the first name that needs them.
_UNSPACED: Final = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS: Final = f"[{_UNSPACED}]+|[^{_UNSPACED}]+"
_LATIN: Final = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "þ": "th",
        "Þ": "th",
        "ø": "o",
        "Ø": "o",
        "ð": "d",
        "Ð": "d",
        "đ": "d",
        "Đ": "d",
        "ł": "l",
        "Ł": "l",
        "ħ": "h",
        "Ħ": "h",
        "ı": "i",
        "ŧ": "t",
        "Ŧ": "t",
        "ŋ": "ng",
        "Ŋ": "ng",
    }
)


@lru_cache(_NAMES)
def same_name(name: str) -> str:
    """Return the key that two names share if they are one name.

    Case, compatible forms (NFKC), what cannot be seen, and runs of blanks and hyphens do not
    count; signs do.

    >>> same_name("Event-Driven  Design") == same_name("event driven design")
    True
    >>> len({same_name(name) for name in ("C", "C++", "C#", "C--", ".NET", "NET")})
    6
    """
    name = name.strip()
    if name.isascii():
        folded = name.lower()
    else:
        seen = _UNSEEN.sub("", name).strip() or name
        folded = normalize("NFKC", fold_case(normalize("NFKD", seen))).strip()
    return _APART.sub(_join_run, folded)


def _join_run(run: re.Match[str]) -> str:
    """Return what a run of blanks and hyphens counts as: one hyphen, as it is at the end."""
    inside = run.start() > 0 and run.end() < len(run.string)
    return "-" if inside else "-" * len("".join(run[0].split()))


@lru_cache(_NAMES)
def search_key(name: str) -> str:
    """Return what counts of a name in a search: letters and digits, and the signs `+` and `#`.

    Case, accents and compatible forms do not count, nor does what stands between two words. The
    script of the pages (`search.js`) makes the same key.

    >>> search_key("Node.js") == search_key("node JS"), search_key("C++"), search_key("Größe")
    (True, 'c++', 'grosse')
    """
    if name.isascii():
        folded = name.lower()
    else:
        plain = _ACCENTS.sub("", normalize("NFKD", name))
        folded = lower(plain).replace("ς", "σ").translate(_LATIN)
        folded = normalize("NFC", folded)
    return "".join(filter(_counts, folded))


def _counts(char: str) -> bool:
    """Return whether a character counts in a search: letters, digits, what is on them, `+`, `#`."""
    return char in "+#" or category(char)[0] in "LMN"


def search_keys(name: str) -> tuple[str, ...]:
    """Return the keys under which a name is found: one more where it has letters such as `ö`.

    Those are written without their dots by some, and with an `e` by others.

    >>> search_keys("Größe"), search_keys("Kafka")
    (('grosse', 'groesse'), ('kafka',))
    """
    keys = (search_key(name), search_key(normalize("NFC", name).translate(_SPELT)))
    return tuple(dict.fromkeys(keys))


def search_words(text: str) -> frozenset[str]:
    """Return the words by which a text is found, as keys.

    A word with signs in it, such as `CI/CD`, is found as a whole and by its parts. Chinese,
    Japanese and Korean letters, between which no blanks stand, are a word as far as they go.

    >>> sorted(search_words("Node.js for 持续交付"))
    ['for', 'js', 'node', 'nodejs', '持续交付']
    >>> sorted(search_words("HolmesGPT（2025）、k8s"))
    ['2025', 'holmesgpt', 'k8s']
    """
    if text.isascii():  # as most are: without the pattern, which knows blanks of all scripts
        chunks = set(text.lower().split())
        signed = {chunk for chunk in chunks if not chunk.isalnum()}
    else:
        chunks = signed = set(_BLANKS.split(text))
    return frozenset(chunks - signed).union(*map(_chunk_words, signed)) - {""}


@lru_cache(_WORDS)
def _chunk_words(chunk: str) -> frozenset[str]:
    """Return the words of a text without blanks, as keys."""
    if chunk.isascii() and chunk.isalnum():
        return frozenset({chunk.lower()})
    words: set[str] = set()
    for run in [chunk] if chunk.isascii() else re.findall(_RUNS, chunk):
        parts = _split_at_signs(run)
        pieces = [run, *parts] if len(parts) <= _MOST_PARTS else parts
        for piece in dict.fromkeys(pieces):
            words.update(search_keys(piece))
    return frozenset(words)


def is_unspaced(word: str) -> bool:
    """Return whether a word begins with a letter of a script that has no blanks between words.

    >>> is_unspaced("交付"), is_unspaced("kafka")
    (True, False)
    """
    return not word.isascii() and bool(re.match(f"[{_UNSPACED}]", word))


def _split_at_signs(chunk: str) -> list[str]:
    """Return the parts of a word between its signs; `+` and `#` belong to them."""
    if chunk.isascii():
        return _ASCII_PARTS.findall(chunk)
    return "".join(char if _counts(char) else " " for char in chunk).split()


def slug(name: str) -> str:
    """Return the id that follows from a name or from the name of a file; it never changes.

    Latin letters lose their accents, or are spelt with two; a letter of another script becomes its
    code point. What is too long to be a file's name is cut, and a digest of the whole keeps it
    apart.

    >>> slug("Apache Pulsar"), slug("C++"), slug("Ca-Ché"), slug("云原生")
    ('apache-pulsar', 'c-plus-plus', 'ca-che', 'u4e91-u539f-u751f')
    >>> slug("Große Ærø"), slug("Łódź")
    ('grosse-aero', 'lodz')
    """
    words = name.replace("+", " plus ").replace("#", " sharp ").replace("&", " and ")
    spelt = "".join(map(_spell, words)).lower()
    id_ = "-".join(re.findall(r"[a-z0-9][a-z0-9._]*", spelt)).rstrip(".")
    if not id_ or len(id_) > _LONGEST:
        digest = blake2b(name.encode("utf-8", "replace"), digest_size=4).hexdigest()
        id_ = f"{id_[:_CUT]}-{digest}"
    return id_.strip("-")


@lru_cache(_NAMES)
def _spell(char: str) -> str:
    """Return a character in ASCII: letters, a code point between blanks, or a blank."""
    if char.isascii():
        return char
    parts = (part for part in normalize("NFKD", char).translate(_LATIN) if not is_mark(part))
    return "".join(
        part if part.isascii() else f" u{ord(part):04x} " if is_alnum(part) else " "
        for part in parts
    )


def make_id(name: str, language: str = "") -> str:
    """Return the id for a new entry of that name: as `slug`, but Cyrillic and Greek can be read.

    Where the name is German, `ö` is `oe`, as people spell it who cannot type it.

    The id is written down as the name of the entry's file, and `slug` leaves it as it is; so it
    stays when the tables of `radar.naming.romanizing` grow.

    >>> make_id("Общий журнал"), make_id("Ευρώπη"), make_id("云")
    ('obshchiy-zhurnal', 'evropi', 'u4e91')
    >>> make_id("Überwachung", "de"), make_id("Überwachung")
    ('ueberwachung', 'uberwachung')
    """
    if language.split("-")[0].lower() == _GERMAN:
        name = normalize("NFC", name).translate(_SPELT)
    return slug(slug(romanize(name)))  # the first may leave two hyphens before its digest
