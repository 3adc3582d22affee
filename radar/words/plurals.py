"""Which form of a plural a number takes in a language, by the rules of CLDR.

A language has up to six categories, `other` among them. English has `one` and `other`; Russian says
1 and 21 alike, and 2 to 4, and has a form for each. Numbers here are counts, so whole and not below
0; some categories are for fractions alone, and are never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from radar.words.plural_table import RULES

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
OTHER: Final = "other"
_UNKNOWN: Final = "one: n = 1"  # as in most languages of Europe
_COUNTS: Final = 1000  # a radar does not count further, so no form for millions is missing
_RELATION: Final = re.compile(r"n(?: % (\d+))? (!?=) (.+)")


class _Relation(NamedTuple):
    """What has to be true of a number: `n % 10 = 2..4,9`; without a divisor, of the number itself.

    `never`, which is of fractions alone, has no ranges, and is true of no count.
    """

    divisor: int | None
    is_equal: bool
    ranges: tuple[range, ...]

    def holds(self, n: int) -> bool:
        """Return whether it is true of a number."""
        value = n % self.divisor if self.divisor else n
        return any(value in each for each in self.ranges) == self.is_equal


def categories(language: str) -> tuple[str, ...]:
    """Return the categories of a language, those for fractions among them, in the usual order.

    >>> categories("en"), categories("pl"), categories("zh-Hans")
    (('one', 'other'), ('one', 'few', 'many', 'other'), ('other',))
    """
    return (*_rules(language), OTHER)


@cache
def counting(language: str) -> tuple[str, ...]:
    """Return the categories that counts take.

    >>> counting("en"), counting("cs"), counting("ru")
    (('one', 'other'), ('one', 'few', 'other'), ('one', 'few', 'many'))
    """
    asked = {category(language, n) for n in range(_COUNTS)}
    return tuple(name for name in CATEGORIES if name in asked)


@lru_cache(maxsize=4096)
def category(language: str, n: int) -> str:
    """Return the category of a number.

    >>> [category("ru", n) for n in (1, 3, 5, 11, 21)], category("nonsense", 1)
    (['one', 'few', 'many', 'many', 'one'], 'one')
    """
    for name, ways in _conditions(language):
        if any(all(relation.holds(n) for relation in way) for way in ways):
            return name
    return OTHER


@cache
def _conditions(language: str) -> tuple[tuple[str, tuple[tuple[_Relation, ...], ...]], ...]:
    """Return each category with the ways to be in it; of each, everything has to be true."""
    return tuple(
        (name, tuple(_parse_way(way) for way in condition.split(" or ")))
        for name, condition in _rules(language).items()
    )


def _parse_way(way: str) -> tuple[_Relation, ...]:
    return tuple(map(_parse_relation, way.split(" and ")))


@cache
def _rules(language: str) -> Mapping[str, str]:
    """Return category → condition for a language, or for what it is a kind of."""
    tag = language.lower()
    while tag not in _by_language() and "-" in tag:
        tag = tag.rpartition("-")[0]
    rule = _by_language().get(tag, _UNKNOWN)
    return dict(part.split(": ") for part in rule.split("; ") if part)


@cache
def _by_language() -> Mapping[str, str]:
    return {tag: rule for tags, rule in RULES for tag in tags.split()}


def _parse_relation(text: str) -> _Relation:
    found = _RELATION.match(text)
    if not found:
        return _Relation(None, True, ())
    divisor, sign, ranges = found.groups()
    pairs = (each.partition("..") for each in ranges.split(","))
    within = tuple(range(int(low), int(high or low) + 1) for low, _, high in pairs)
    return _Relation(int(divisor) if divisor else None, sign == "=", within)
