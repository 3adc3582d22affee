"""Adding fields and a text to the file of an entry; every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from radar.editing import FileEdit
from radar.errors import BadCall
from radar.exchange.exporting.own_form import field_values
from radar.files import Tree
from radar.model import Radar
from radar.yaml import FrontMatter, Wrong, editing, find_front_matter, mapping_lines

_BOM = b"\xef\xbb\xbf"


def add_fields(
    tree: Tree, name: str, fields: Mapping[str, Any], text: str, radar: Radar
) -> FileEdit:
    """Return the file of an entry with `fields` in its front matter and `text` at its end.

    Raises:
        BadCall: the file has no front matter, or one that is no mapping.
    """
    data = tree.read(name)
    mark = _BOM if data.startswith(_BOM) else b""
    source = data[len(mark) :].decode()
    start, stop, _ = _front_matter(source, name)
    try:
        front = _with_fields(source[start:stop], field_values(fields, radar))
    except ValueError:
        raise BadCall(f"{name}: its front matter is no mapping. Change it by hand") from None
    end = editing.line_end(source)
    body = source[stop:]
    if text:
        gap = "" if body.endswith(("\n", "\r")) else end
        body += f"{gap}{end}{end.join(text.splitlines())}{end}"
    return FileEdit(name, mark + (source[:start] + front + body).encode())


def _front_matter(text: str, name: str) -> FrontMatter:
    try:
        front = find_front_matter(text)
    except Wrong:
        front = None
    if front is None:
        raise BadCall(f"{name} has no front matter to add to. Change it by hand")
    return front


def _with_fields(text: str, fields: Mapping[str, Any]) -> str:
    """Add fields to YAML: empty values are replaced, new keys come last."""
    table = editing.as_table(editing.compose(text))
    new = {key: value for key, value in fields.items() if not editing.find_pair(table, key)}
    for key, value in fields.items():
        if table.flow or key not in new:
            table = editing.as_table(editing.compose(text))
            text = editing.put_value(text, table, key, value)
    return text if table.flow else _with_lines(text, new, table.column - 1)


def _with_lines(text: str, fields: Mapping[str, Any], column: int) -> str:
    margin, end = " " * column, editing.line_end(text)
    lines = "".join(f"{margin}{line}{end}" for line in mapping_lines(fields))
    gap = end if lines and not re.search(r"[\r\n]\Z", text) else ""
    return f"{text}{gap}{lines}"
