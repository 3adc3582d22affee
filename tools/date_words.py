"""Write the words of dates into the catalogues of `radar/words`, from Babel's CLDR data.

    python tools/date_words.py

The lines `date` and `month` of each catalogue become the long form of a date in its language.
English is that of Great Britain, whose order most readers know. Babel is needed here and in a
test, not by radar.
"""

from __future__ import annotations

import re
from json import dumps
from pathlib import Path

from babel import Locale

FOLDER = Path(__file__).resolve().parent.parent / "radar" / "words"
REGIONS = {"en": "en_GB"}
PARTS = {"d": "{day}", "dd": "{day}", "M": "{month}", "MMMM": "{month}", "y": "{year}"}
_TOKEN = re.compile(r"'([^']*)'|([a-zA-Z]+)|([^a-zA-Z']+)")


def locale_of(language: str) -> Locale:
    """Return the locale whose dates a catalogue has."""
    return Locale.parse(REGIONS.get(language, language), sep="_")


def date_template(locale: Locale) -> str:
    """Return the long form of a date, with `{day}`, `{month}` and `{year}` to be filled in.

    >>> date_template(Locale.parse("es"))
    '{day} de {month} de {year}'
    """
    pattern = locale.date_formats["long"].pattern
    return "".join(
        PARTS[letters] if letters else quoted + signs
        for quoted, letters, signs in _TOKEN.findall(pattern)
    )


def month_words(locale: Locale) -> list[str]:
    """Return the names of the months as they stand in a date, January first."""
    if "MMMM" not in locale.date_formats["long"].pattern:
        return [str(month) for month in range(1, 13)]
    return [locale.months["format"]["wide"][month] for month in range(1, 13)]


def date_lines(language: str) -> dict[str, str]:
    """Return the lines `date` and `month` of the catalogue of a language."""
    locale = locale_of(language)
    names = month_words(locale)
    said = dict(enumerate(names, 1)) if names[0] != "1" else {}
    forms = [f'"{number}": {dumps(name, ensure_ascii=False)}' for number, name in said.items()]
    months = ", ".join([*forms, 'other: "{n}"'])
    return {
        "date": f"date: {dumps(date_template(locale), ensure_ascii=False)}\n",
        "month": f"month: {{{months}}}\n",
    }


def main() -> None:
    """Write the two lines of every catalogue, in their place."""
    for path in sorted(FOLDER.glob("*.yaml")):
        new = date_lines(path.stem)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        made = [new.get(line.partition(":")[0], line) for line in lines]
        path.write_text("".join(made), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
