"""`fields:` of `radar.yaml` → the fields of one's own that a radar has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from radar.model.own_fields import (
    MOST_CHOICES,
    MOST_FIELDS,
    check_field_id,
    imply_type,
)
from radar.naming import same_name, slug
from radar.reading.shapes import (
    complete,
    distinct,
    drop_unread,
    each,
    listing,
    name,
    pairs,
    table,
)
from radar.reading.sheet import Sheet, quote
from radar.reading.values import (
    Choice,
    NodeReader,
    plain_word,
    sound_id,
    wrong_kind,
)
from radar.text import choose_words
from radar.yaml import Node, Reported, Scalar, Table, Wrong, write_inline

_TYPES = ("text", "number", "choice", "date", "link", "list")


def read_fields(node: Node, sheet: Sheet) -> list[dict[str, Any]]:
    """Read the fields of a radar; one with a mistake keeps its id and takes any value."""
    if not isinstance(node, Table):
        raise wrong_kind(node, "a mapping from id to name", _hint_for_list(node))
    if len(node.pairs) > MOST_FIELDS:
        message = f"there must be 0 to {MOST_FIELDS} fields, not {len(node.pairs):,}"
        raise Wrong(node, "out-of-range", message)
    return list(_each_field(node, sheet))


def _hint_for_list(node: Node) -> str:
    """Return how to write a list of names as fields."""
    names = [item.text for item in getattr(node, "nodes", ()) if isinstance(item, Scalar)][:3]
    return f"write it as {write_inline({slug(text): text for text in names})}" if names else ""


def _each_field(node: Table, sheet: Sheet) -> Iterator[dict[str, Any]]:
    for key, value in pairs(node, sheet):
        try:
            if wrong := check_field_id(key.text):
                raise Wrong(key, "bad-id", *wrong)
            yield {"id": key.text, **_read_field(value, sheet)}
        except Reported:
            yield {"id": key.text, "name": {"und": key.text}, "type": ""}
        except Wrong as wrong_field:
            sheet.report_wrong(wrong_field)
            if wrong_field.at is not key:
                yield {"id": key.text, "name": {"und": key.text}, "type": ""}


def _read_field(node: Node, sheet: Sheet) -> dict[str, Any]:
    """Read what is said of a field.

    Raises:
        Reported: something in it is wrong, and has been reported.
    """
    if not isinstance(node, Table):
        return {"name": name(node, sheet), "type": "text"}
    found = table(node, sheet, FIELD_KEYS)
    sound = complete(found, node, sheet, "name") and not found.meant and None not in found.values()
    field = drop_unread(found)
    field.setdefault("type", imply_type(field))
    if not sound:
        raise Reported
    if field["type"] == "choice" and not field.get("choices"):
        hint = "list them, as in choices: [low, medium, high]"
        raise Wrong(node, "missing-key", 'there are no "choices" here', hint)
    for key, types in _ONLY_FOR.items():
        if field.get(key) and field["type"] not in types:
            message = (
                f"`{key}` is for a field of the type {' or '.join(types)}, not {field['type']}"
            )
            raise Wrong(found.places[key], "wrong-type", message, "leave one of the two out")
    return field


def _choices(node: Node, sheet: Sheet) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    taken: dict[str, str] = {}
    count = 0
    for at, made in _read_written_choices(node, sheet):
        count += 1
        words = {same_name(word) for word in (made["id"], *made["name"].values())}
        words |= set(map(same_name, made.get("aliases", ())))
        if twice := words & taken.keys():
            message = f"two choices answer to {quote(taken[min(twice)])}"
            sheet.report(at, "duplicate-name", message, "choose different names and aliases")
            raise Reported
        taken |= dict.fromkeys(words, made["id"])
        found.append(made)
    wanted = len(node.pairs if isinstance(node, Table) else getattr(node, "nodes", ()))
    if count < wanted:
        raise Reported
    return found


def _read_written_choices(node: Node, sheet: Sheet) -> Iterator[tuple[Node, dict[str, Any]]]:
    """Yield the choices of a list, or of a mapping from id to name."""
    if isinstance(node, Table):
        for key, value in pairs(node, sheet):
            try:
                yield key, {"id": sound_id(key.text, key), "name": name(value, sheet)}
            except Wrong as wrong:
                sheet.report_wrong(wrong)
        return
    yield from each(listing(node, "choice", 1, MOST_CHOICES), sheet, _one_choice)


def _one_choice(node: Node, sheet: Sheet) -> dict[str, Any]:
    if isinstance(node, Table):
        found = table(node, sheet, CHOICE_KEYS)
        if not complete(found, node, sheet, "name"):
            raise Reported
        made = drop_unread(found)
    else:
        made = {"name": name(node, sheet)}
    words = choose_words(made["name"], *sheet.axes.languages)
    return {"id": made.pop("id", None) or sound_id(slug(words), node), **made}


def _own_id(node: Node, sheet: Sheet) -> str:
    return sound_id(plain_word(node).lower(), node)


CHOICE_KEYS: Mapping[str, NodeReader[Any]] = {"id": _own_id, "name": name, "aliases": distinct}
FIELD_KEYS: Mapping[str, NodeReader[Any]] = {
    "name": name,
    "type": Choice(_TYPES),
    "unit": name,
    "choices": _choices,
}
_ONLY_FOR = {"unit": ("number",), "choices": ("choice", "list")}
