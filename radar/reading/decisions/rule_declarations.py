"""`rules:` of `radar.yaml` → what the radar demands of the entries of each ring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from radar.model import BUILT_IN_FIELDS, REQUIRED, Span, parse_span
from radar.model.rules import MOST_LINKS
from radar.reading.shapes import Several, drop_unread, name, pairs, table
from radar.reading.sheet import Names, Sheet, list_words, quote
from radar.reading.values import Choice, NodeReader, count, plain_word, wrong_kind
from radar.yaml import Items, Node, Reported, Scalar, Table, Wrong, is_empty

_SPAN_HINT = "write a number and days, weeks, months or years, as in 12 months"


def read_rules(
    node: Node, sheet: Sheet, rings: Names | None, fields: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """Read the rules of a radar by the ids of their rings; what is wrong is left out.

    `rings` are those of the radar, None where they could not be read; `fields` are the ids of its
    fields.
    """
    if not isinstance(node, Table):
        raise wrong_kind(node, "a mapping from ring to rule", "write it as {hold: {...}}")
    found: dict[str, dict[str, Any]] = {}
    for key, value in pairs(node, sheet):
        try:
            ring = _find_ring(key, rings)
            if ring in found:
                message = f"there is a rule for the ring {quote(ring)} already"
                raise Wrong(key, "duplicate-key", message, "put the two into one")
            if not is_empty(value):
                found[ring] = _read_rule(value, sheet, [*fields, *BUILT_IN_FIELDS])
        except Reported:
            continue
        except Wrong as wrong:
            sheet.report_wrong(wrong)
    return found


def _find_ring(key: Scalar, rings: Names | None) -> str:
    if rings is None:
        raise Reported
    if (ring := rings.find(key.text)) is not None:
        return ring
    wrong = rings.unknown(key, key.text)
    message = f"{wrong.message}; rings are {list_words(rings.ids)}"
    raise Wrong(key, wrong.code, message, wrong.hint or "a rule begins with a ring of the radar")


def _read_rule(node: Node, sheet: Sheet, fields: list[str]) -> dict[str, Any]:
    found = table(node, sheet, RULE_KEYS)
    if isinstance(demanded := found.get("fields"), Items | Scalar):
        found["fields"] = tuple(_read_demanded_fields(demanded, sheet, fields))
    return drop_unread(found)


def _read_demanded_fields(node: Node, sheet: Sheet, fields: list[str]) -> Iterator[str]:
    """Yield the fields that a rule demands; one that there is not is reported and left out."""
    items = node.nodes if isinstance(node, Items) else (node,)
    seen = set[str]()
    for item in items:
        try:
            word = plain_word(item)
            if word not in fields:
                wrong = sheet.unknown(item, "field", word, fields)
                message = f"{wrong.message}; a rule may demand {list_words(fields)}"
                raise Wrong(item, wrong.code, message, wrong.hint)
            if word not in seen:
                yield word
            seen.add(word)
        except Wrong as wrong:
            sheet.report_wrong(wrong)


def _read_required(node: Node, sheet: Sheet) -> bool:
    if plain_word(node).lower() != REQUIRED:
        message = f"{quote(plain_word(node))} is not {REQUIRED!r}"
        raise Wrong(node, "unknown-value", message, f"write {REQUIRED}, or leave the key out")
    return True


def _links(node: Node, sheet: Sheet) -> int:
    number = count(node, sheet)
    if number > MOST_LINKS:
        message = f"this must be from 1 to {MOST_LINKS}, not {number}"
        raise Wrong(node, "out-of-range", message)
    return number


def _span(node: Node, sheet: Sheet) -> Span:
    """Read a span of time, such as 12 months."""
    text = plain_word(node)
    span = parse_span(text)
    if span is None:
        raise Wrong(node, "bad-span", f"{quote(text)} is no span of time", _SPAN_HINT)
    return span


def _as_list(node: Node, sheet: Sheet) -> Node:
    if isinstance(node, Table):
        raise wrong_kind(node, "a list of fields", "write it as [risk, licence]")
    return node


_sections = Several(name)
RULE_KEYS: Mapping[str, NodeReader[Any]] = {
    "owner": _read_required,
    "links": _links,
    "fields": _as_list,
    "sections": _sections,
    "instead": _read_required,
    "for_at_most": _span,
    "severity": Choice(
        (
            "error",
            "warning",
        )
    ),
}
