"""Data as JSON that is safe inside a `<script>` of a page."""

from __future__ import annotations

import json

# what could end a script, or a line of one, within a string
_SIGNS = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script_json(value: object, *, indent: int | None = None) -> str:
    r"""Return a value as JSON in which no text can end the script that it stands in.

    >>> script_json({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    for sign, reference in _SIGNS.items():
        text = text.replace(sign, reference)
    return text
