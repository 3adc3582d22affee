"""How wide each character is: a table of two fonts, and rules for characters they lack.

For every character that Liberation Sans (which has Arial's widths) or DejaVu Sans has, the table
holds the larger of the two; a name set in either is never wider than the sum. East Asian
characters are 1 em or half of it, combining marks nothing, emoji 1.3 em, and letters of scripts
that neither font has get a safe width. A text is as wide as its characters together, so what is
measured here may only shrink when a font kerns or joins letters.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pkgutil import get_data
from typing import Final

from radar.naming.characters import category as category_of
from radar.naming.characters import east_asian_width

UNITS: Final = 1024
"""Units per em: all widths here are whole numbers of them."""
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_EMOJI: Final = 13 * UNITS // 10 + 1
# First code point, width in em of letters from here on that the table lacks. Fonts differ; these
# are what the widest common letters of a script take.
_SCRIPTS: Final = (
    (0x0000, 1.2),
    (0x0900, 1.1),
    (0x0B80, 1.5),
    (0x0C00, 1.2),
    (0x0D00, 1.6),
    (0x0E00, 0.8),
    (0x0F00, 1.0),
    (0x1000, 1.6),
    (0x10A0, 1.0),
    (0x1200, 1.2),
    (0x1780, 1.6),
    (0x1800, 1.2),
    (0x2000, 1.5),
    (0x2E3A, 3.0),
    (0x2E3C, 1.2),
    (0x10000, 1.6),
    (0x12000, 3.0),
    (0x12550, 1.6),
)


def units(text: str, *, bold: bool = False) -> int:
    """Return an upper bound of the width of a line, in 1/1024 em; the widths of parts add up.

    >>> units("Kafka"), units("云原生") == 3 * UNITS, units("")
    (2925, True, 0)
    """
    return sum(map(_advances(bold).__getitem__, text))


class _Advances(dict[str, int]):
    """The width of a character, worked out when it is first asked for."""

    def __init__(self, ranges: tuple[tuple[int, str], ...]) -> None:
        super().__init__()
        self._firsts = [first for first, _ in ranges]
        self._digits = [digits for _, digits in ranges]

    def __missing__(self, char: str) -> int:
        found = self[char] = _safe_width(char, self._look_up(ord(char)))
        return found

    def _look_up(self, code: int) -> int:
        """Return the width of a code point in the table, 0 if it is not there."""
        row = bisect_right(self._firsts, code) - 1
        at = 2 * (code - self._firsts[row]) if row >= 0 else 0
        pair = self._digits[row][at : at + 2] if row >= 0 else ""
        high, low = map(_DIGITS.index, pair or "00")
        return high * 64 + low


@cache
def _advances(bold: bool) -> _Advances:
    """Return the widths of one weight; the table is read character by character."""
    return _Advances(_read_ranges("bold" if bold else "regular"))


def _read_ranges(weight: str) -> tuple[tuple[int, str], ...]:
    """Return the ranges of one weight: the first code point, and the digits of the widths."""
    text = (get_data("radar.layout.text", "widths.txt") or b"").decode("ascii")
    rows = [line.split() for line in text.splitlines() if line.startswith(f"{weight} ")]
    return tuple((int(first, 16), digits) for _, first, digits in rows)


def _safe_width(char: str, measured: int) -> int:
    """Return a width that is enough in common fonts; `measured` is 0 if the table lacks it."""
    code, category = ord(char), category_of(char)
    if code == 0xFE0F:  # asks for the emoji form of the character before: what that may add
        return 7 * UNITS // 10
    if category in {"Mn", "Me", "Cc"} or (category == "Cf" and not 0x600 <= code <= 0x8E2):
        return 0
    return max(measured, _by_class(char, category)) or _fallback_width(char)


def _by_class(char: str, category: str) -> int:
    """Return the least width of a character by its Unicode class, 0 if the class sets none."""
    code, wide = ord(char), east_asian_width(char) in {"W", "F"}
    if category[0] in "SM" and (
        code >= 0x1F000 or 0x2600 <= code < 0x27C0 or 0x23E0 <= code < 0x2400 or wide
    ):
        return UNITS if 0x2E80 <= code < 0x1F000 and category[0] == "S" else _EMOJI
    return UNITS if wide else 0


def _fallback_width(char: str) -> int:
    """Return a safe width for a character that neither font has."""
    if east_asian_width(char) in {"A", "H"}:
        return UNITS if char >= "\uffa0" or east_asian_width(char) == "A" else UNITS // 2
    row = bisect_right(_SCRIPTS, (ord(char), 9.0)) - 1
    return int(_SCRIPTS[row][1] * UNITS)
