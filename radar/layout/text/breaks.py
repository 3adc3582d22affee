"""Where a text may be broken into lines.

Lines end at spaces, after hyphens and slashes, and between East Asian characters (not before a
closing mark nor after an opening one); never inside a character that is written with several code
points.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from radar.naming.characters import category, east_asian_width, is_alnum

_NO_BREAK_BEFORE: Final = frozenset(
    "!%),.:;?]}’”»…‰、。〃々〉》」』】〕〗〙〛〜ー・ヽヾゝゞぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "！％），．：；？］｝～｡｣､･ｰ"
)
_NO_BREAK_AFTER: Final = frozenset("([{‘“«〈《「『【〔〖〘〚（［｛｢$£¥€＄￥")
_BREAK_AFTER: Final = frozenset("-/\\_‐–—·|&+")
_GLUE: Final = frozenset("\u00a0\u202f\u2007\u2060")
_JOINER: Final = "\u200d"
_CACHE_SIZE: Final = 4096
"""Number of texts whose segments are cached: a picture that grows until its names fit, and the
pictures of quadrants, ask for the same ones again and again."""
_VIRAMAS: Final = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2")


class TextSegment(NamedTuple):
    """A part of a text without a break; `space` is the white space before it within a line."""

    text: str
    space: str


def clusters(text: str) -> list[str]:
    """Cut a text into grapheme clusters: what a reader sees as single characters.

    >>> clusters("ae\u0301👩\u200d🚀x") == ["a", "e\u0301", "👩\u200d🚀", "x"]
    True
    """
    graphemes: list[str] = []
    for char in text:
        if graphemes and _extends(graphemes[-1], char):
            graphemes[-1] += char
        else:
            graphemes.append(char)
    return graphemes


def _extends(before: str, char: str) -> bool:
    """Return whether a character belongs to the cluster before it."""
    if char < "\u0300":
        return before == "\r" and char == "\n"
    if before.endswith(_JOINER) or char == _JOINER or category(char)[0] == "M":
        return True
    code = ord(char)
    if 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F or char in "\u0e33\u0eb3\u200c":
        return True
    if 0x1F1E6 <= code <= 0x1F1FF:
        return len(before) == 1 and 0x1F1E6 <= ord(before) <= 0x1F1FF
    if 0x1160 <= code <= 0x11FF:
        return 0x1100 <= ord(before[0]) <= 0x11FF or 0xAC00 <= ord(before[0]) <= 0xD7A3
    return before[-1] in _VIRAMAS and category(char) == "Lo"


@lru_cache(maxsize=_CACHE_SIZE)
def segments(text: str) -> tuple[TextSegment, ...]:
    """Cut a text wherever a line may end; spaces belong to the segment after them.

    >>> [piece.text for piece in segments("CI/CD pipelines 云原生")]
    ['CI/', 'CD', 'pipelines', '云', '原', '生']
    """
    cut: list[TextSegment] = []
    for word, space in _words(text):
        start = ""
        graphemes = clusters(word)
        for index, grapheme in enumerate(graphemes):
            start += grapheme
            if index + 1 == len(graphemes) or _may_break(grapheme, graphemes[index + 1], start):
                cut.append(TextSegment(start, space))
                start, space = "", ""
    return tuple(cut)


def is_blank(char: str) -> bool:
    r"""Return whether a character is white space at which a line may end.

    >>> is_blank(" "), is_blank("\u200b"), is_blank("\u00a0")
    (True, True, False)
    """
    return (char.isspace() and char not in _GLUE) or char == "\u200b"


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield words with the white space before each."""
    word, space = "", ""
    for char in text:
        if is_blank(char):
            if word:
                yield word, space
                word, space = "", ""
            space += char
        else:
            word += char
    if word:
        yield word, space


def _may_break(before: str, after: str, so_far: str) -> bool:
    """Return whether a line may end between two clusters of a word.

    `so_far` is the segment that would end: a hyphen or slash ends one only if it is not short.
    """
    if after[0] in _NO_BREAK_BEFORE or before[-1] in _NO_BREAK_AFTER:
        return False
    if before in _BREAK_AFTER:
        return len(so_far) > 2 and all(map(is_alnum, after))
    return _wide(before) or _wide(after)


def _wide(cluster: str) -> bool:
    return cluster[0] >= "\u1100" and east_asian_width(cluster[0]) in "WF"
