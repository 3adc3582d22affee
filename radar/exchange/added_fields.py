"""Fields added to the front matter of an entry, and a text below it, with all else as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from radar.editing import Edit
from radar.errors import BadCall
from radar.exchange.written import field_lines, field_values
from radar.files import Tree
from radar.model import Radar
from radar.yaml import Node, Table, Wrong, editing, find_front_matter, write_text

_BOM = b"\xef\xbb\xbf"


def add_fields(tree: Tree, name: str, fields: Mapping[str, Any], text: str, radar: Radar) -> Edit:
    """Return the file of an entry with fields that it has not, and a text where it has none.

    Raises:
        BadCall: the file is written in a way that does not let them be added.
    """
    data = tree.read(name)
    mark = _BOM if data.startswith(_BOM) else b""
    source = data[len(mark) :].decode()
    try:
        span = find_front_matter(source)
    except Wrong:
        span = None
    if span is None:
        raise BadCall(f"{name} has no front matter to add to. Change it by hand")
    start, stop = span.start, span.stop
    try:
        front = _with_fields(source[start:stop], field_values(fields, radar))
    except ValueError:
        raise BadCall(f"{name}: its front matter is no mapping. Change it by hand") from None
    end = editing.line_end(source)
    body = source[stop:]
    if text:
        gap = "" if body.endswith(("\n", "\r")) else end
        body += f"{gap}{end}{end.join(text.splitlines())}{end}"
    return Edit(name, mark + (source[:start] + front + body).encode())


def _with_fields(text: str, fields: Mapping[str, Any]) -> str:
    root = _as_table(editing.compose(text))
    for key in fields:
        if pair := editing.find_pair(editing.compose(text), key):
            text = _replaced(text, pair[1], fields[key])
    new = {key: value for key, value in fields.items() if not editing.find_pair(root, key)}
    if not new:
        return text
    root = _as_table(editing.compose(text))
    if root.flow:
        piece = "".join(f", {key}: {_flow(value)}" for key, value in new.items())
        at = editing.end_of(text, root.pairs[-1][1])
        return text[:at] + piece + text[at:]
    margin, end = " " * (root.column - 1), editing.line_end(text)
    lines = "".join(f"{margin}{line}{end}" for line in field_lines(new))
    gap = "" if re.search(r"[\r\n]\Z", text) else end
    return f"{text}{gap}{lines}"


def _as_table(node: Node) -> Table:
    if not isinstance(node, Table):
        raise ValueError("there is no mapping")
    return node


def _replaced(text: str, old: Node, value: Any) -> str:
    """Put a value in the place of nothing, of empty quotes or of an empty list."""
    start, stop = old.start, editing.end_of(text, old)
    blank = "" if text[:start].endswith((" ", "\t")) else " "
    return f"{text[:start]}{blank}{_flow(value)}{text[stop:]}"


def _flow(value: Any) -> str:
    """Write a value on one line, as it may stand in braces."""
    if isinstance(value, str):
        return write_text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_flow, value))}]"
    raise TypeError(f"{value!r} is no text, list or mapping")
