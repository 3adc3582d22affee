"""What a radar demands of the entries of a ring, as data: `radar check` says who does not keep it.

A rule speaks of the open edition alone: what was published keeps the rules of its time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Date  # noqa: N812 - a type
from datetime import timedelta
from typing import Annotated, Any, Final, Literal, NamedTuple, Protocol

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from radar.errors import near_miss
from radar.model.explaining import ErrorPlace, Mistake
from radar.model.fields import (
    RadarValue,
    Text,
    WordList,
)
from radar.model.given import (
    as_dict,
    as_sequence,
    in_small_letters,
)
from radar.naming import same_name

REQUIRED: Final = "required"
"""What a rule says of an owner, or of an entry to take instead, that has to be there."""
BUILT_IN_FIELDS: Final = ("summary", "tags", "reviewed", "leave_by")
"""Keys of entries that a rule may demand among its `fields`, beside fields of one's own."""
MOST_LINKS: Final = 100  # an entry with more is a list of links
_DAYS: Final = {"day": 1, "week": 7}
_MONTHS: Final = {"month": 1, "year": 12}
_HOLD: Final = {"hold", "caution"}  # as the ring is called that this radar has by default
_SPAN: Final = re.compile(r"([1-9][0-9]{0,3}) (day|week|month|year)s?")


class Span(NamedTuple):
    """A span of time as it is written: 12 months, 90 days."""

    number: int
    unit: str

    def after(self, day: Date) -> Date:
        """Return the last day of the span that begins on a day; `Date.max` where it is later.

        A month ends on the same day of a later one, or on its last where it has no such day.

        >>> Span(1, "month").after(Date(2026, 1, 31)), Span(2, "week").after(Date(2026, 1, 1))
        (datetime.date(2026, 2, 28), datetime.date(2026, 1, 15))
        """
        try:
            if self.unit in _DAYS:
                return day + timedelta(days=self.number * _DAYS[self.unit])
            months = day.year * 12 + day.month - 1 + self.number * _MONTHS[self.unit]
            year, month = divmod(months, 12)
            return Date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        except (OverflowError, ValueError):
            return Date.max

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'s' if self.number != 1 else ''}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let a value be written as a text, in Python and in JSON."""
        return core_schema.no_info_plain_validator_function(
            _as_span, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the text that stands for a span in JSON."""
        return {"type": "string", "pattern": f"^{_SPAN.pattern}$"}


def parse_span(text: str) -> Span | None:
    """Return the span of time that a text is, None if it is none.

    >>> parse_span("12 months"), parse_span("1 year"), parse_span("365")
    (Span(number=12, unit='month'), Span(number=1, unit='year'), None)
    """
    found = _SPAN.fullmatch(text.strip().lower())
    return Span(int(found[1]), found[2]) if found else None


def _as_span(value: object) -> Span:
    if isinstance(value, Span):
        return value
    span = parse_span(value) if isinstance(value, str) else None
    if span is None:
        raise ValueError("a span of time is expected here, such as 12 months or 90 days")
    return span


def _as_flag(value: object) -> object:
    return True if value == REQUIRED else value


def _as_sections(value: object) -> object:
    given = as_sequence(value)
    return tuple(given) if isinstance(given, list) else given


_Required = Annotated[bool, BeforeValidator(_as_flag)]


class RingRule(RadarValue):
    """What the entries of a ring have to have.

    An `owner`, at least so many `links`, these `fields`, these `sections` (headings of the text),
    an entry to take `instead`. `for_at_most` is how long an entry may stay in the ring, which only
    a date can judge. `severity` is how grave it is when an entry has not.

    >>> RingRule(owner="required", links=2, for_at_most="12 months").for_at_most
    Span(number=12, unit='month')
    """

    owner: _Required = False
    links: int = Field(default=0, ge=0, le=MOST_LINKS)
    fields: WordList = ()
    sections: Annotated[tuple[Text, ...], BeforeValidator(_as_sections)] = ()
    instead: _Required = False
    for_at_most: Span | None = None
    severity: Annotated[Literal["error", "warning"], BeforeValidator(in_small_letters)] = "error"


Rules = Annotated[Mapping[str, RingRule], BeforeValidator(as_dict)]
"""Rules by the id of their ring."""


class _Named(Protocol):
    """A ring: its id, its names, and other names that it answers to."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> Mapping[str, str]: ...
    @property
    def aliases(self) -> Sequence[str]: ...


def resolve_rules(
    rules: Mapping[str, RingRule], rings: Mapping[str, str], fields: Sequence[str]
) -> tuple[Mapping[str, RingRule], list[Mistake]]:
    """Return the rules by the ids of their rings, in the rings' order, and what is wrong with them.

    `rings` are the ids of the rings by everything that they answer to, the ids first; `fields` are
    the ids of the fields of one's own.
    """
    found, mistakes = dict[str, RingRule](), list[Mistake]()
    for word, rule in rules.items():
        ring = rings.get(same_name(word))
        if ring is None:
            hint = near_miss(word, rings) or f"there are {', '.join(dict.fromkeys(rings.values()))}"
            message = f"a rule names the unknown ring {word[:80]!r}; {hint}"
            mistakes.append(Mistake(("rules", word), "unknown-ring", message, word))
            continue
        if ring in found:
            message = f"there are two rules for the ring {ring!r}"
            mistakes.append(Mistake(("rules", word), "duplicate-key", message, word))
        found[ring] = rule
        mistakes += _unknown_fields(rule, fields, ("rules", word, "fields"))
    order = dict.fromkeys(rings.values())
    return {ring: found[ring] for ring in order if ring in found}, mistakes


def _unknown_fields(rule: RingRule, fields: Sequence[str], at: ErrorPlace) -> Iterator[Mistake]:
    there = [*fields, *BUILT_IN_FIELDS]
    for n, word in enumerate(rule.fields):
        if word not in there:
            hint = near_miss(word, there) or f"there are {', '.join(there)}"
            message = f"a rule demands the unknown field {word[:80]!r}; {hint}"
            yield Mistake((*at, n), "unknown-field", message, word)


def find_hold_rings(rings: Sequence[_Named], rules: Mapping[str, RingRule]) -> frozenset[str]:
    """Return the ids of the rings whose entries are not to be taken: nothing leads there instead.

    They are those that are called hold or caution and those whose rule demands an entry to take
    instead; where there is none, the outermost of several rings.
    """
    named = {
        ring.id
        for ring in rings
        if _HOLD & {same_name(word) for word in (ring.id, *ring.aliases, *ring.name.values())}
    }
    named |= {ring for ring, rule in rules.items() if rule.instead}
    outermost = {rings[-1].id} if len(rings) > 1 else set[str]()
    return frozenset(named or outermost)
