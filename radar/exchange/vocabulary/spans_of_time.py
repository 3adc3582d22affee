"""Which time a name speaks of: a day, a week, a month, a quarter, a half, a year, a season.

A span is dated by its last day, which nothing of that time comes after. A season has an order and
no date, for it is another time of the year south of the equator; so has a numbered volume.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date as Date  # noqa: N812 - `date` is the name of a field
from typing import NamedTuple

from radar.naming.characters import fold_case, is_mark, normalize

_YEAR = r"((?:19|20)\d\d)"
# English, German, French, Spanish, Portuguese and Italian, without accents; abbreviations that are
# English words (out, set, ago) are not among them
_MONTHS = (
    "january januar janvier enero janeiro gennaio jan ene",
    "february februar fevrier febrero fevereiro febbraio feb fev",
    "march marz maerz mars marzo marco mar mrz",
    "april avril abril aprile apr avr abr",
    "may mai mayo maio maggio mag",
    "june juni juin junio junho giugno jun giu",
    "july juli juillet julio julho luglio jul juil lug",
    "august aout agosto aug",
    "september septembre septiembre setembro settembre sep sept",
    "october oktober octobre octubre outubro ottobre oct okt ott",
    "november novembre noviembre novembro nov",
    "december dezember decembre diciembre dezembro dicembre dec dez dic",
)
_SEASONS = (
    "spring fruhling fruhjahr printemps primavera",
    "summer sommer ete verano verao estate",
    "autumn fall herbst automne otono outono autunno",
    "winter hiver invierno inverno",
)
_MONTH = {word: n for n, words in enumerate(_MONTHS, 1) for word in words.split()}
_SEASON = {word: n for n, words in enumerate(_SEASONS, 1) for word in words.split()}
_QUARTER = frozenset("q qtr quarter quartal t trim trimestre trimester".split())  # noqa: SIM905
_HALF = frozenset("h hj half halbjahr s sem semester semestre".split())  # noqa: SIM905
_WEEK = frozenset("w kw wk week woche semaine".split())  # noqa: SIM905
_NUMBERED = re.compile(
    r"(?<![a-z])(?:volume|vol|edition|issue|release|version|v|nr|no|#)[-_. ]*([0-9]{1,3})(?![0-9])"
)
_BETWEEN = frozenset("of de the st nd rd th er e".split())  # noqa: SIM905 - "3rd quarter of 2026"
_DAY = re.compile(rf"(?<!\d){_YEAR}[-._]?(\d\d)[-._]?(\d\d)(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d\d?)\.(\d\d?)\.{_YEAR}(?!\d)")
_MONTH_NUMBER = re.compile(rf"(?<!\d){_YEAR}[-._]?(\d\d)(?![0-9])")
_EAST_ASIAN = re.compile(rf"(?<!\d){_YEAR}\s*年\s*(\d\d?)\s*月")
_WORDS = "|".join(sorted(_MONTH, key=len, reverse=True))
_NAMED_MONTH = re.compile(
    rf"(?:(?<!\d)(\d\d?)(?:st|nd|rd|th|\.)?[-_ ]+(?:of |de )?)?(?<![a-z])({_WORDS})[-_. ]*"
    rf"(?:(?<=[-_. ])(\d\d?)(?:st|nd|rd|th|\.)?,?[-_ ]+)?(?:of |de )?{_YEAR}(?!\d)"
)
_MONTH_AFTER = re.compile(rf"(?<!\d){_YEAR}[-_. ]*({_WORDS})(?![a-z])")
_FISCAL = re.compile(r"(?<![a-z])(?:fy|gj|fiscal)(?![a-z])")  # starts where its owner says
_ALONE = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


class TimeSpan(NamedTuple):
    """A time that a name speaks of: a short form for ids, its last day, and its order.

    `day` is None where the name says an order and no date. Spans sort by `order`.
    """

    text: str
    day: Date | None
    order: tuple[int, ...]


def find_span(name: str) -> TimeSpan | None:
    """Return the time that a name speaks of, None if it speaks of none.

    >>> [find_span(name).text for name in ("Volume 1 (Jan 2010)", "Radar Q1 2027", "Herbst 2027")]
    ['2010-01', '2027-q1', '2027-autumn']
    >>> find_span("Radar Q1 2027").day, find_span("Herbst 2027").day, find_span("blue")
    (datetime.date(2027, 3, 31), None, None)
    """
    plain = _without_accents(name)
    numbered = _NUMBERED.search(plain)
    try:
        span = next(_spans(_NUMBERED.sub(" ", plain)), None)
        if span and _FISCAL.search(plain):
            return span._replace(day=None)
    except ValueError:  # the 31st of June, the month 13: a number, and no time
        return None
    return span or (TimeSpan("", None, (int(numbered[1]),)) if numbered else None)


def is_span(name: str) -> bool:
    """Return whether a name is nothing but a time.

    >>> is_span("2026-Q3"), is_span("Q3 of 2026"), is_span("2026 preview")
    (True, True, False)
    """
    plain, span = _without_accents(name), find_span(name)
    if span is None:
        return False
    numbers = {int(number) for number in re.findall("[0-9]+", span.text)}
    every = _BETWEEN | _QUARTER | _HALF | _WEEK | _MONTH.keys() | _SEASON.keys()
    return every >= {*re.findall(r"[^\W\d_]+", plain)} and numbers >= {
        int(number) for number in re.findall("[0-9]+", plain)
    }


def _spans(plain: str) -> Iterator[TimeSpan]:
    """Yield what a name may speak of, the most exact first.

    Raises:
        ValueError: it writes a day or a month that there is not.
    """
    for pattern in (_DAY, _EAST_ASIAN):
        for match in pattern.finditer(plain):
            yield _date(*map(int, match.groups()))
    for match in _DAY_FIRST.finditer(plain):
        yield _date(*map(int, reversed(match.groups())))
    tokens = re.findall(r"[0-9]+|[^\W\d_]+", plain)
    for year in (int(token) for token in tokens if re.fullmatch(_YEAR, token)):
        yield from _parts_of_year(year, tokens)
    for match in _NAMED_MONTH.finditer(plain):
        before, month, after, of_year = match.groups()
        yield _date(int(of_year), _MONTH[month], int(before or after or 0))
    for match in _MONTH_AFTER.finditer(plain):
        yield _date(int(match[1]), _MONTH[match[2]])
    for match in _MONTH_NUMBER.finditer(plain):
        yield _date(*map(int, match.groups()))
    for match in _ALONE.finditer(plain):
        yield _year(int(match[1]), [*map(int, filter(str.isdecimal, tokens))])


def _year(year: int, numbers: Sequence[int]) -> TimeSpan:
    """Return a year, or the order of what is numbered in it: 2026.1 is not January."""
    others = [number for number in numbers if number != year]
    if others:
        return TimeSpan("", None, (year, 0, *others))
    return _date(year, 12)._replace(text=str(year))


def _parts_of_year(year: int, tokens: Sequence[str]) -> Iterator[TimeSpan]:
    """Yield the quarter, half, week or season that the words of a name make of a year."""
    others = [token for token in tokens if token != str(year)]
    if quarter := _number_beside(others, _QUARTER, 4):
        yield _date(year, quarter * 3)._replace(text=f"{year}-q{quarter}")
    if half := _number_beside(others, _HALF, 2):
        yield _date(year, half * 6)._replace(text=f"{year}-h{half}")
    if week := _number_beside(others, _WEEK, 53):
        yield _week(year, week)
    if season := next((token for token in others if token in _SEASON), ""):
        yield _season(year, _SEASON[season])


def _number_beside(tokens: Sequence[str], words: frozenset[str], most: int) -> int:
    """Return the number before or after one of some words, at most `most`; 0 if there is none."""
    plain = [token for token in tokens if token not in _BETWEEN]
    for n, token in enumerate(plain):
        if token in words:
            for other in (*plain[n + 1 : n + 2], *plain[max(0, n - 1) : n]):
                if other.isdecimal() and len(other) <= 4 and 0 < int(other) <= most:
                    return int(other)
    return 0


def _date(year: int, month: int, day: int = 0) -> TimeSpan:
    """Return a day, or a month by its last day."""
    last = Date(year, month, day or monthrange(year, _real_month(month))[1])
    text = last.isoformat() if day else f"{year}-{month:02}"
    return TimeSpan(text, last, _order(last))


def _real_month(month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return month


def _season(year: int, number: int) -> TimeSpan:
    """Return a season; a winter is taken to end its year, for the order alone."""
    return TimeSpan(f"{year}-{_SEASONS[number - 1].split()[0]}", None, (year, number * 3, 0))


def _week(year: int, number: int) -> TimeSpan:
    day = Date.fromisocalendar(year, number, 7)
    return TimeSpan(f"{year}-w{number:02}", day, _order(day))


def _order(day: Date) -> tuple[int, ...]:
    return day.year, day.month, day.day


def _without_accents(name: str) -> str:
    letters = normalize("NFKD", fold_case(name))
    return "".join(letter for letter in letters if not is_mark(letter))
