"""Write `radar/naming/characters.txt`: what each character is in Unicode 14.

A development tool, run by a Python that has that version (3.11). What it writes ships::

    python3.11 tools/tabulate_characters.py

A table is runs of code points from 0 on: a value and, in hexadecimal, how many have it.
"""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

VERSION = "14.0.0"
TARGET = Path(__file__).parents[1] / "radar" / "naming" / "characters.txt"
HEAD = f"""\
What each character is in Unicode {VERSION}, from the Unicode Character Database.
Made by tools/tabulate_characters.py; do not edit. A value, then how many code points have it.
"""


def runs(value_of: Callable[[str], str]) -> str:
    """Return the values of all code points as lines of runs."""
    values = (value_of(chr(code)) for code in range(sys.maxunicode + 1))
    words = (f"{value}{len(list(same)):X}" for value, same in groupby(values))
    return textwrap.fill(" ".join(words), 100)


def table() -> str:
    """Return the whole file."""
    categories = f"categories\n{runs(unicodedata.category)}"
    widths = f"widths\n{runs(unicodedata.east_asian_width)}"
    return "\n".join((HEAD, categories, "", widths, ""))


def main() -> None:
    """Write the table.

    Raises:
        SystemExit: this Python has another version of Unicode.
    """
    if unicodedata.unidata_version != VERSION:
        raise SystemExit(f"run it with a Python that has Unicode {VERSION}, as 3.11 has")
    TARGET.write_text(table(), encoding="ascii")


if __name__ == "__main__":
    main()
