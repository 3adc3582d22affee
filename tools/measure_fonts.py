"""Write `radar/layout/text/table.py`: how wide glyphs are, the largest of three fonts.

A development tool; what it writes ships, and users never need the fonts or fontTools::

    pip install fonttools
    python tools/measure_fonts.py /usr/share/fonts

Liberation Sans has the widths of Arial and Helvetica, DejaVu Sans is the widest face that a Linux
desktop falls back to, Noto Sans CJK sets some signs wider than both. A letter of a joining script
counts with the widest of its forms; one that kerning may push away from the next, with that push;
a bold one that a bold face lacks, as the plain one, which is then made bolder.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FACES = {
    "REGULAR": (
        "truetype/liberation/LiberationSans-Regular.ttf",
        "truetype/dejavu/DejaVuSans.ttf",
        "opentype/noto/NotoSansCJK-Regular.ttc",
    ),
    "BOLD": (
        "truetype/liberation/LiberationSans-Bold.ttf",
        "truetype/dejavu/DejaVuSans-Bold.ttf",
        "opentype/noto/NotoSansCJK-Bold.ttc",
    ),
}
CHINESE = 2  # the number of the simplified Chinese face in its collection
QUOTES = dict.fromkeys(map(ord, "‘’“”"), 640)  # that face sets them 1 em wide, browsers less
IDEOGRAPHS = 0x2E80  # from here on, the rules for East Asian characters know better
UNITS = 1024  # per em; two digits of base 64 hold up to 4 em
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
BRIDGE = 3  # a hole of so few code points is cheaper to fill than to start a new range
ROW = 40  # code points on one line of the table
TARGET = Path(__file__).parents[1] / "radar" / "layout" / "text_table.py"
HEAD = '''"""Widths of glyphs in 1/{units} em, two digits of base 64 each; "00" means not measured.

Made by `tools/measure_fonts.py` from Liberation Sans, DejaVu Sans and Noto Sans CJK; do not edit.
A range is its first code point and the widths of those that follow it.
"""

from typing import Final

UNITS: Final = {units}
DIGITS: Final = "{digits}"
'''


def joined_forms(font: TTFont) -> dict[str, list[str]]:
    """Return for each glyph those that stand for it at the start, middle or end of a word."""
    table = font["GSUB"].table if "GSUB" in font else None
    if table is None:
        return {}
    wanted = {"init", "medi", "fina", "isol"}
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag in wanted
        for index in record.Feature.LookupListIndex
    }
    forms: dict[str, list[str]] = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            plain = getattr(subtable, "ExtSubTable", subtable)
            for glyph, form in getattr(plain, "mapping", {}).items():
                forms.setdefault(glyph, []).append(form)
    return forms


def pushes(font: TTFont) -> dict[str, int]:
    """Return for each glyph how far kerning moves the next one away at most."""
    found: dict[str, int] = {}
    table = font["GPOS"].table if "GPOS" in font else None
    if table is None:
        return found
    records = [record for record in table.FeatureList.FeatureRecord if record.FeatureTag == "kern"]
    for index in sorted({index for record in records for index in record.Feature.LookupListIndex}):
        for subtable in table.LookupList.Lookup[index].SubTable:
            plain = getattr(subtable, "ExtSubTable", subtable)
            for glyph, pairs in kerned(plain):
                push = max((getattr(pair.Value1, "XAdvance", 0) or 0 for pair in pairs), default=0)
                found[glyph] = max(push, found.get(glyph, 0))
    return found


def kerned(table: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield glyphs with the records of the pairs that they begin."""
    if table.Format == 1:
        for glyph, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True):
            yield glyph, pairs.PairValueRecord
    else:
        for glyph in table.Coverage.glyphs:
            kind = table.ClassDef1.classDefs.get(glyph, 0)
            yield glyph, table.Class1Record[kind].Class2Record


def widths(path: Path) -> dict[int, int]:
    """Return the width of every code point that a font has, in 1/UNITS em rounded up."""
    chinese = path.suffix == ".ttc"
    font = TTFont(path, fontNumber=CHINESE if chinese else -1)
    em, advance, forms = font["head"].unitsPerEm, font["hmtx"], joined_forms(font)
    push = {} if chinese else pushes(font)
    return {
        code: -(
            -max(advance[glyph][0] + push.get(glyph, 0) for glyph in [name, *forms.get(name, [])])
            * UNITS
            // em
        )
        for code, name in font.getBestCmap().items()
        if unicodedata.category(chr(code)) not in {"Mn", "Me", "Cc", "Co", "Cn"}
        and not (chinese and (code >= IDEOGRAPHS or code in QUOTES))
    }


def larger(tables: list[dict[int, int]]) -> dict[int, int]:
    """Merge tables, the larger width winning."""
    merged: dict[int, int] = {}
    for table in tables:
        for code, width in table.items():
            merged[code] = max(width, merged.get(code, 0))
    return merged


def ranges(table: Mapping[int, int]) -> Iterator[tuple[int, list[int]]]:
    """Cut a table into runs of neighbouring code points."""
    first, run = -1, list[int]()
    for code in sorted(table):
        gap = code - first - len(run)
        if run and gap > BRIDGE:
            yield first, run
            run = []
        if not run:
            first, gap = code, 0
        run += [0] * gap + [table[code]]
    yield first, run


def written(name: str, table: Mapping[int, int]) -> Iterator[str]:
    """Return the source lines of one table."""
    yield f"{name}: Final = ("
    for first, run in ranges(table):
        digits = [DIGITS[min(width, 4095) >> 6] + DIGITS[width & 63] for width in run]
        rows = ["".join(digits[at : at + ROW]) for at in range(0, len(digits), ROW)]
        if len(rows) == 1:
            yield f'    (0x{first:04X}, "{rows[0]}"),'
        else:
            yield from ("    (", f"        0x{first:04X},")
            yield from (f'        "{row}"' for row in rows[:-1])
            yield from (f'        "{rows[-1]}",', "    ),")
    yield ")"


def main(folder: Path) -> None:
    """Measure the faces under a folder and write the table."""
    lines = [HEAD.format(units=UNITS, digits=DIGITS)]
    table: dict[int, int] = {}
    for name, paths in FACES.items():
        table = larger([table, QUOTES, *(widths(folder / path) for path in paths)])
        lines += written(name, table)
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
