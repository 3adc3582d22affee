"""What an entry says in fields of one's own, and who owns it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from radar.model import Link, OwnField
from radar.model.own_fields import (
    MOST_DIGITS,
    parse_number,
)
from radar.naming import same_name
from radar.reading.shapes import (
    Spoken,
    complete,
    distinct,
    drop_unread,
    each,
    name,
    table,
)
from radar.reading.sheet import Sheet
from radar.reading.slips import list_hint, markdown_link_hint
from radar.reading.values import (
    NodeReader,
    day,
    plain_summary,
    url,
    word,
    wrong_kind,
)
from radar.text import choose_words
from radar.yaml import Items, Node, Reported, Scalar, Wrong


def make_readers(fields: list[dict[str, Any]]) -> Mapping[str, NodeReader[Any]]:
    """Return a reader of what an entry says in each field, by the id of the field."""
    return {
        field["id"]: _reader(OwnField.model_validate(field)) if field["type"] else _read_nothing
        for field in fields
    }


def make_translated_readers(fields: list[dict[str, Any]]) -> Mapping[str, NodeReader[Any]]:
    """Return the readers for a translation: texts are read, and everything else is refused."""
    return {field["id"]: plain_summary if field["type"] == "text" else _refuse for field in fields}


def _read_nothing(node: Node, sheet: Sheet) -> Any:
    """Leave out what stands in a field whose type is not known."""
    raise Reported


def _refuse(node: Node, sheet: Sheet) -> Any:
    hint = "write it into the file of the entry"
    raise Wrong(node, "field-in-translation", "a translation has texts alone", hint)


def _reader(field: OwnField) -> NodeReader[tuple[Any, ...]]:
    if field.type == "list":
        return _list_reader(field)
    read = _READERS[field.type]
    return lambda node, sheet: (read(field, node, sheet),)


def _text(field: OwnField, node: Node, sheet: Sheet) -> dict[str, str]:
    return _spoken(node, sheet)


def _number(field: OwnField, node: Node, sheet: Sheet) -> Any:
    text = node.text if isinstance(node, Scalar) else ""
    if (number := parse_number(text)) is None:
        unit = f"; its unit, {choose_words(field.unit)}, is not repeated" if field.unit else ""
        hint = f"write digits alone, as in 1200 or 12.5, at most {MOST_DIGITS}{unit}"
        raise Wrong(node, "wrong-type", "a number is expected here", hint)
    return number


def _one_of(field: OwnField, node: Node, sheet: Sheet) -> str:
    text = word(node, sheet)
    if (choice := field.choice_ids.get(same_name(text))) is None:
        hint = sheet.suggestion(text, field.choice_ids)
        raise Wrong(node, "unknown-value", field.explain_choice(text), hint)
    return choice


def _day(field: OwnField, node: Node, sheet: Sheet) -> date:
    return day(node, sheet)


def _link(field: OwnField, node: Node, sheet: Sheet) -> Link:
    return Link.model_validate(read_link(node, sheet))


def read_link(node: Node, sheet: Sheet) -> dict[str, Any]:
    """Read an address, or a mapping of an address and a label."""
    if isinstance(node, Scalar):
        if hint := markdown_link_hint(node.text):
            raise Wrong(node, "bad-url", "an address is expected here, not Markdown", hint)
        return {"url": url(node, sheet)}
    found = table(node, sheet, LINK_KEYS)
    if not complete(found, node, sheet, "url"):
        raise Reported
    return drop_unread(found)


def _list_reader(field: OwnField) -> NodeReader[tuple[str, ...]]:
    def read_item(node: Node, sheet: Sheet) -> str:
        return _one_of(field, node, sheet) if field.choices else word(node, sheet)

    def read_list(node: Node, sheet: Sheet) -> tuple[str, ...]:
        if isinstance(node, Scalar) and not {",", ";"} & set(node.text):
            return (read_item(node, sheet),)
        if not isinstance(node, Items):
            raise wrong_kind(node, "a list", list_hint(node))
        if not field.choices:
            return distinct(node, sheet)
        return tuple(dict.fromkeys(value for _, value in each(node, sheet, read_item)))

    return read_list


def read_owners(node: Node, sheet: Sheet) -> tuple[str, ...]:
    """Read one owner, or a list of them."""
    if isinstance(node, Scalar):
        return (word(node, sheet),)
    if not isinstance(node, Items):
        raise wrong_kind(node, "a text or a list", list_hint(node))
    return distinct(node, sheet)


_spoken = Spoken(plain_summary, ask_all=False)
LINK_KEYS: Mapping[str, NodeReader[Any]] = {"url": url, "label": name}
_READERS: Mapping[str, Callable[[OwnField, Node, Sheet], Any]] = {
    "text": _text,
    "number": _number,
    "choice": _one_of,
    "date": _day,
    "link": _link,
}
