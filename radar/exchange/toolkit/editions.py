"""Editions from the names of files and folders, by the dates in the names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812 - `date` is the name of a field

from radar.model import Edition

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - reads better


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PART = r"(?:(?P<kind>[qths])(?P<part>[1-4])|(?P<first>[1-4])(?P<after>[qh]))"
_PARTS = (
    re.compile(rf"(?<![a-z\d]){_PART}(?!\d)[-_./' ]*(?<!\d){_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}[-_./' ]*{_PART}(?![a-z\d])"),
)
# parts of a year whose last day depends on the country, or that cannot be told from the word
_VAGUE = re.compile(
    r"spring|summer|autumn|fall\b|winter|quarter|half|semester|frühling|frühjahr|sommer|herbst|"
    r"quartal|halbjahr|printemps|été|automne|hiver|trimestre|semestre|primavera|verano|estate|"
    r"otoño|autunno|invierno|inverno|[春夏秋冬季]|半年|四半期"
)


def find_date(name: str) -> tuple[str, Date | None]:
    """Return the date in a name: as text ('' if there is none), and as a day.

    The day of a year or a month is its first, that of a quarter (Q1, T1) or half (H1, S1) its
    last. A season has none.

    >>> find_date("Volume 01 (Jan 2010)"), find_date("radar"), find_date("Herbst 2027")
    (('2010-01', datetime.date(2010, 1, 1)), ('', None), ('', None))
    >>> find_date("Radar Q3 2027"), find_date("2027-h1")
    (('2027-q3', datetime.date(2027, 9, 30)), ('2027-h1', datetime.date(2027, 6, 30)))
    """
    low = name.lower()
    for pattern in _PARTS:
        if (found := pattern.search(low)) and (part := _part_of_year(found)):
            return part
    if _VAGUE.search(low):
        return "", None
    month = re.search(rf"(?<![a-z])({'|'.join(_MONTHS)})[a-z]*[-_. ]+(\d{{4}})", low)
    numbers = re.search(r"(?<!\d)((?:19|20)\d\d)(?:[-._]?(\d\d)(?:[-._]?(\d\d))?)?(?!\d)", name)
    if month:
        parts = [int(month[2]), _MONTHS.index(month[1]) + 1]
    elif numbers:
        parts = [int(part) for part in numbers.groups() if part]
    else:
        return "", None
    try:
        day = Date(*[*parts, 1, 1][:3])
    except ValueError:
        return "", None
    return day.isoformat()[: (4, 7, 10)[len(parts) - 1]], day


def _part_of_year(found: re.Match[str]) -> tuple[str, Date] | None:
    """Return a quarter or a half as text and its last day, None for a third or fourth half."""
    kind = found["kind"] or found["after"]
    part, year = int(found["part"] or found["first"]), int(found["year"])
    is_quarter = kind in "qt"
    if not is_quarter and part > 2:
        return None
    month = part * (3 if is_quarter else 6)
    day = Date(year, month, 31 if month in (3, 12) else 30)
    return f"{year}-{'q' if is_quarter else 'h'}{part}", day


def sort_by_date(editions: Iterable[Edition]) -> list[Edition]:
    """Return editions oldest first if all have dates, else in the given order."""
    listed = list(editions)
    days = [edition.date for edition in listed if edition.date]
    return sorted(listed, key=lambda e: str(e.date)) if len(days) == len(listed) else listed


def common_words(names: Sequence[str]) -> str:
    """Return the words that all names begin with, without a last "volume", "v" or the like.

    >>> common_words(["Ours Volume 01 (Jan 2010)", "Ours Volume 02 (Apr 2010)"])
    'Ours '
    """
    if len(names) < 2:
        return ""
    first, last = min(names), max(names)
    same = next((n for n, pair in enumerate(zip(first, last)) if len(set(pair)) > 1), len(first))  # noqa: B905 - as far as both go
    start = first[:same]
    start = start[: len(start) - len(re.split(r"[\s_.-]+", start)[-1])]
    return re.sub(r"(?i)(volume|vol\.?|edition|issue|release|version|v|#)[\s_.-]*$", "", start)


def make_editions(names: Sequence[str]) -> tuple[Edition, ...]:
    """Make editions from the names of files or folders, in the same order.

    The id is the date if all dates differ, else a slug of the name without what all names share.

    >>> [e.id for e in make_editions(["Radar Vol 1 (Jan 2010)", "Radar Vol 2 (Aug 2010)"])]
    ['2010-01', '2010-08']
    """
    from radar.naming import slug

    short = names
    if len(names) > 1:
        start = common_words(names)
        short = [name[len(start) :].strip(" -_.") or name for name in names]
    dates = [find_date(name) for name in names]
    unique = len({text for text, _ in dates if text}) == len(names)
    made = [
        Edition(
            id=text if unique else slug(word),
            name="" if word == text or slug(word) == text else word,
            date=day,
        )
        for word, (text, day) in zip(short, dates, strict=True)
    ]
    return tuple(made)
