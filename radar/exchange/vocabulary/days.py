"""Dates as people write them: days, months, quarters and halves; the last day of each, as in names.

A day in figures with slashes or dots has the year at one end. Where day and month could be
exchanged (03/04/2026), slashes say nothing, and the date is not guessed; dots say day, month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812 - a type, beside functions about dates

_NAMES = (
    ("jan", "ene", "gen", "oca", "янв", "sty", "janv"),
    ("feb", "fév", "fev", "şub", "фев", "lut", "févr"),
    ("mar", "mär", "mrz", "maa", "мар", "mrt", "mars"),
    ("apr", "avr", "abr", "nis", "апр", "kwi"),
    ("may", "mai", "mag", "mei", "maj", "май", "мая"),
    ("jun", "juin", "giu", "haz", "июн", "cze"),
    ("jul", "juil", "lug", "tem", "июл", "lip"),
    ("aug", "aoû", "aou", "ago", "ağu", "авг", "sie"),
    ("sep", "set", "eyl", "сен", "wrz"),
    ("oct", "okt", "ott", "out", "eki", "окт", "paź"),
    ("nov", "kas", "ноя", "lis"),
    ("dec", "dez", "déc", "dic", "ara", "дек", "gru"),
)
_MONTHS: Mapping[str, int] = {word: n for n, words in enumerate(_NAMES, 1) for word in words}
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})日?|月)?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4})")
_MONTH_LAST = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{4})")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:\.|st|nd|rd|th|er|º)?[\s-]*(?:de\s+|of\s+)?)?([^\W\d_]{3,})\.?[\s,-]*"
    r"(?:de\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?[\s,]+)?(\d{4})"
)
_QUARTER = re.compile(r"(?:(\d{4})\W{0,3}([qthsk])\W?([1-4])|([qthsk])\W?([1-4])\W{0,3}(\d{4}))")
_YEAR = re.compile(r"(\d{4})年?")
_MONTHS_OF = {"q": 3, "t": 3, "k": 3, "h": 6, "s": 6}
"""Months of a part of the year by its letter: Q1, T1 (trimestre), H1, S1 (semestre)."""


def parse_date(text: str) -> Date | None:
    """Return the day of a date, the last of a month, quarter, half or year; None if it is none.

    A time with a zone is the day that it is in UTC.

    >>> [str(parse_date(each)) for each in ("27.11.2026", "Nov 27, 2026", "2026-Q3", "H2 2026")]
    ['2026-11-27', '2026-11-27', '2026-09-30', '2026-12-31']
    >>> parse_date("03/04/2026") is None
    True
    """
    said = " ".join(text.casefold().split())
    try:
        return _parse_moment(text.strip()) or _parse_figures(said) or _parse_words(said)
    except (ValueError, OverflowError):  # no such day, or a zone that leads out of the years
        return None


def _parse_moment(text: str) -> Date | None:
    """Return the day of a date in ISO 8601, with a time or without.

    Raises:
        OverflowError: the zone leads out of the years that there are.
    """
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()


def _parse_figures(said: str) -> Date | None:
    if match := _YEAR_FIRST.fullmatch(said):
        return _day_or_last(int(match[1]), int(match[2]), match[3])
    if match := _YEAR_LAST.fullmatch(said):
        return _day_and_month(int(match[1]), int(match[3]), int(match[4]), match[2])
    if match := _MONTH_LAST.fullmatch(said):
        return _day_or_last(int(match[2]), int(match[1]))
    match = _YEAR.fullmatch(said)
    return Date(int(match[1]), 12, 31) if match else None


def _day_or_last(year: int, month: int, day: str | None = None) -> Date:
    """Return a day of a month, the last where none is said: nothing of that month comes after."""
    if day is None and 1 <= month <= 12:
        return Date(year, month, monthrange(year, month)[1])
    return Date(year, month, int(day or 1))


def _day_and_month(one: int, other: int, year: int, sign: str) -> Date | None:
    """Return the day of two numbers and a year; None if they can be two days."""
    if sign == "." or one > 12 or one == other:
        return Date(year, other, one)
    return Date(year, one, other) if other > 12 else None


def _parse_words(said: str) -> Date | None:
    if match := _QUARTER.fullmatch(said):
        letter, part, year = match[2] or match[4], match[3] or match[5], match[1] or match[6]
        months = _MONTHS_OF[letter]
        return _day_or_last(int(year), int(part) * months)
    match = _NAMED.fullmatch(said)
    month = _month(match[2]) if match else None
    if not match or not month or (match[1] and match[3]):
        return None
    return _day_or_last(int(match[4]), month, match[1] or match[3])


def _month(word: str) -> int | None:
    """Return the number of a month by its name or the first letters of it."""
    return _MONTHS.get(word[:4]) or _MONTHS.get(word[:3])
