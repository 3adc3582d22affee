"""Cyrillic and Greek letters in Latin ones, so that an id can be read and typed.

Cyrillic is written as the boards on geographic names of the United States and Britain do: BGN/PCGN
1947 for Russian, and their systems for Belarusian, Kazakh, Macedonian, Serbian, Tajik and Ukrainian
where those have letters that Russian has not; without accents and without the signs for ь and ъ.
Greek is written as ELOT 743 (ISO 843, type 2) transcribes it.
"""

from __future__ import annotations

import re
from typing import Final

from radar.naming.characters import lower, normalize


def _table(text: str) -> dict[str, str]:
    """Return letter → Latin letters, from words such as `ж=zh`."""
    pairs = (word.partition("=") for word in text.split())
    return {letter: latin for letter, _, latin in pairs}


_CYRILLIC: Final = _table(
    "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh "
    "ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ё=yo ѣ=e ѳ=f ѵ=i "
    "і=i ї=yi є=ye ґ=g ў=w "  # Ukrainian, Belarusian
    "ђ=d ѓ=gj ѕ=dz ј=j љ=lj њ=nj ќ=kj ћ=c џ=dz "  # Serbian, Macedonian
    "ә=a ғ=gh қ=q ң=ng ө=o ұ=u ү=u һ=h ҳ=h ҷ=j ӣ=i ӯ=u"  # Kazakh, Tajik
)
_GREEK: Final = _table(
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f "
    "χ=ch ψ=ps ω=o"
)
_CYRILLIC_WORD: Final = "[\u0400-\u052f\u1c80-\u1c88][\u0300-\u036f\u0400-\u052f\u1c80-\u1c88]*"
_GREEK_WORD: Final = (
    "[\u00b5\u0370-\u03ff\u1f00-\u1fff\u2126][\u0300-\u036f\u0370-\u03ff\u1f00-\u1fff]*"
)
_ACCENT: Final = "[\u0300-\u036f]"
# What ELOT 743 says of two letters together, over decomposed letters. A diaeresis on the second,
# or an accent on the first, says that they are no pair. αυ, ευ and ηυ end in v before a vowel or a
# voiced consonant, else in f.
_GREEK_PAIRS: Final = (
    ("ου(?!\u0308)", "ou"),
    ("(?<=[αεη])υ(?!\u0308)(?=[\u0300-\u036f]*[αεηιουωβγδζλμνρ])", "v"),
    ("(?<=[αεη])υ(?!\u0308)", "f"),
    ("γ(?=[γξχ])", "n"),
    ("^μπ|μπ$", "b"),
)


def romanize(text: str) -> str:
    """Return a text with its Cyrillic and Greek words in lower-case Latin letters.

    A letter that no table has stays as it is.

    >>> romanize("Щука и Μπαμπάς: Kafka")
    'shchuka i bampas: Kafka'
    """
    if text.isascii():
        return text
    text = re.sub(_CYRILLIC_WORD, lambda word: _romanize_cyrillic(word[0]), text)
    return re.sub(_GREEK_WORD, lambda word: _romanize_greek(word[0]), text)


def _romanize_cyrillic(word: str) -> str:
    return "".join(map(_letter, normalize("NFC", lower(word))))


def _letter(char: str) -> str:
    """Return a Cyrillic letter in Latin ones; one with an accent that no table has, without it."""
    base = normalize("NFD", char)[0]
    return _CYRILLIC.get(char, _CYRILLIC.get(base, char))


def _romanize_greek(word: str) -> str:
    plain = normalize("NFKD", lower(word))
    for pattern, latin in _GREEK_PAIRS:
        plain = re.sub(pattern, latin, plain)
    return "".join(_GREEK.get(char, char) for char in re.sub(_ACCENT, "", plain))
