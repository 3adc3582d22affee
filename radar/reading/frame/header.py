"""`header:` of `radar.yaml`: the colour behind the menu, and whether text on it can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from radar.reading.shapes import complete, drop_unread, table
from radar.reading.sheet import Sheet, quote
from radar.reading.values import NodeReader, plain_word
from radar.yaml import Node, Reported, Scalar, Wrong

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_LEAST = 4.5  # contrast of text with what is behind it (WCAG 2.2, 1.4.3)


def read_header(node: Node, sheet: Sheet) -> dict[str, Any]:
    """Read a colour, or a mapping of it, the colour of the text, and who answers for the two."""
    if isinstance(node, Scalar):
        return {"colour": _colour(node, sheet)}
    found = table(node, sheet, HEADER_KEYS)
    if not complete(found, node, sheet, "colour") or not found["colour"]:
        raise Reported
    values = drop_unread(found)
    if "text" in values:
        _check_contrast(values, found.places["text"], sheet)
    return values


def _check_contrast(values: Mapping[str, Any], at: Any, sheet: Sheet) -> None:
    """Report a text that is too faint on the header, as a warning if the owner answers for it."""
    from radar.theme.colour import contrast, nearest_passing

    ratio = contrast(values["text"], values["colour"])
    if ratio >= _LEAST:
        return
    message = f"{values['text']} on {values['colour']} has a contrast of {ratio:.2f}, less than 4.5"
    passing = nearest_passing(values["text"], [(values["colour"], _LEAST)])
    if values.get("contrast") == "brand":
        sheet.report(at, "low-contrast", message, severity="warning")
        return
    hint = f"{passing} passes; if these are a brand's colours and you answer for them, add "
    sheet.report(at, "low-contrast", message, f"{hint}`contrast: brand`")


def _colour(node: Node, sheet: Sheet) -> str:
    text = plain_word(node)
    if not _COLOUR.match(text):
        message = f"{quote(text)} is no colour"
        raise Wrong(node, "unknown-value", message, 'write six digits, in quotes: "#0b5cad"')
    return text.lower()


def _contrast(node: Node, sheet: Sheet) -> str:
    text = plain_word(node)
    if text not in ("AA", "brand"):
        raise Wrong(node, "unknown-value", f"{quote(text)} is none of AA, brand")
    return text


HEADER_KEYS: Mapping[str, NodeReader[Any]] = {
    "colour": _colour,
    "text": _colour,
    "contrast": _contrast,
}
