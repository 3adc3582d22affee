"""What characters are, by one version of Unicode, whatever Python this runs under.

Each Python brings the Unicode of its year. An id, an order, a width or a normal form that asks
Python would change with an upgrade, and with it addresses and bytes. All that ends in a file asks
this module. It knows Unicode 14, the version of the oldest Python that is supported (3.11); what
was added to Unicode later is an unassigned character here, under every Python.

Categories and widths come from a table, for later versions of Unicode do change some. Normal forms
and case folds of assigned characters come from Python: Unicode's stability policy
(unicode.org/policies/stability_policy.html) promises that they never change.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import accumulate
from pkgutil import get_data
from typing import Final, Literal

UNICODE: Final = "14.0.0"
"""The version of Unicode that the table holds."""
_RUN: Final = re.compile(r"([A-Z][a-z]?)([0-9A-F]+)")
_DISTINCT: Final = 65536  # characters remembered: more than one radar has

Form = Literal["NFC", "NFKC", "NFD", "NFKD"]


@cache
def _runs(title: str) -> tuple[list[int], list[str]]:
    """Return one part of the table: first code points, and the value from each to the next."""
    table = (get_data("radar.naming", "characters.txt") or b"").decode("ascii")
    text = table.partition(f"\n{title}\n")[2].partition("\n\n")[0]
    runs = _RUN.findall(text)
    lengths = (int(length, 16) for _, length in runs)
    return [0, *accumulate(lengths)][:-1], [value for value, _ in runs]


def _look_up(title: str, char: str) -> str:
    firsts, values = _runs(title)
    return values[bisect_right(firsts, ord(char)) - 1]


@lru_cache(_DISTINCT)
def category(char: str) -> str:
    r"""Return the general category of a character, `Cn` where it is unassigned.

    >>> category("a"), category("云"), category("\U00010d50")
    ('Ll', 'Lo', 'Cn')
    """
    return _look_up("categories", char)


@lru_cache(_DISTINCT)
def east_asian_width(char: str) -> str:
    """Return the East Asian width of a character: `W`, `F`, `H`, `A`, `Na` or `N`.

    >>> east_asian_width("云"), east_asian_width("a")
    ('W', 'Na')
    """
    return _look_up("widths", char)


def is_assigned(char: str) -> bool:
    """Return whether a character has a meaning."""
    return category(char) != "Cn"


def is_mark(char: str) -> bool:
    """Return whether a character is a mark on the one before it, as an accent is."""
    return is_assigned(char) and unicodedata.combining(char) != 0


def is_alnum(char: str) -> bool:
    """Return whether a character is a letter or a digit, in any script."""
    return category(char)[0] in "LN"


def is_printable(text: str) -> bool:
    """Return whether every character can be seen, or is a plain space."""
    if text.isascii():
        return text.isprintable()
    return all(char == " " or category(char)[0] not in "CZ" for char in text)


def normalize(form: Form, text: str) -> str:
    r"""Return a text in a normal form; unassigned characters stay as they are.

    >>> normalize("NFC", "e\u0301") == "\u00e9"
    True
    """
    return _change_assigned(lambda part: unicodedata.normalize(form, part), text)


def fold_case(text: str) -> str:
    """Return a text in which upper and lower case are alike.

    >>> fold_case("Straße") == fold_case("STRASSE")
    True
    """
    return _change_assigned(str.casefold, text)


def lower(text: str) -> str:
    """Return a text in lower case."""
    return _change_assigned(str.lower, text)


def upper(text: str) -> str:
    """Return a text in upper case."""
    return _change_assigned(str.upper, text)


def _change_assigned(change: Callable[[str], str], text: str) -> str:
    """Change the parts of a text between its unassigned characters."""
    if text.isascii() or not (strange := {char for char in set(text) if not is_assigned(char)}):
        return change(text)
    parts = re.split(f"([{re.escape(''.join(sorted(strange)))}]+)", text)
    return "".join(part if n % 2 else change(part) for n, part in enumerate(parts))
