"""Values → YAML as a person would write it: quotes only where something could be mistaken.

What stands here unquoted is a text for YAML 1.1 and for YAML 1.2, so for every tool that reads
it. Reading what was written gives the values back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# what is written as an escape, if at all: YAML refuses it, breaks lines at it, or nobody sees it
_SPECIAL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NO_SIGN = r"""[^ \-?:,\[\]{}#&*!|>'"%@`]"""
_IN_FLOW = rf"(?:{_NO_SIGN}|-(?=[^ ]))(?:[^,?\[\]{{}}:#]|(?<! )#)*"
_IN_BLOCK = r"[^\W\d_](?:(?! #|:(?: |\Z)).)*"
_NO_TEXT = (  # but a number, a truth value, nothing, a date, or a sign of YAML's own
    r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)"
    r"|[-+]?\.(?i:inf|nan)|(?i:y|n|yes|no|on|off|true|false|null)|~|<<|=|"
    r"|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt ].*)?"
)
_ESCAPES = {
    "\0": r"\0",
    "\a": r"\a",
    "\b": r"\b",
    "\t": r"\t",
    "\n": r"\n",
    "\v": r"\v",
    "\f": r"\f",
    "\r": r"\r",
    "\x1b": r"\e",
    "\x85": r"\N",
    "\u2028": r"\L",
    "\u2029": r"\P",
}


class Plain(str):
    """A value that is no text: a date, a number, a truth value."""

    __slots__ = ()


class Flow(tuple[Any, ...]):
    """A list, or pairs, that stand on one line."""

    __slots__ = ()


def write_text(word: str, style: str = "", *, flow: bool = True) -> str:
    r"""Write a text on one line, plain where that is safe, else in quotes.

    `style` is the quote to prefer, if any; without `flow` it will not stand in brackets. A date
    is plain, as everybody writes it.

    >>> write_text("hold"), write_text("2022"), write_text("no"), write_text("a: b")
    ('hold', '"2022"', '"no"', '"a: b"')
    >>> write_text("x", "'"), write_text("a\nb"), write_text("Fast, small.", flow=False)
    ("'x'", '"a\\nb"', 'Fast, small.')
    """
    is_sound = not _SPECIAL.search(word)
    if style not in ("'", '"') and is_sound and _may_be_plain(word, flow=flow):
        return word
    if style == "'" and is_sound:
        return "'" + word.replace("'", "''") + "'"
    word = word.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _SPECIAL.sub(lambda found: _escape(found[0]), word) + '"'


def _may_be_plain(word: str, *, flow: bool) -> bool:
    if _DATE.fullmatch(word):
        return True
    if word != word.strip(" ") or word.startswith(("---", "...")) or re.fullmatch(_NO_TEXT, word):
        return False
    is_plain = re.fullmatch(_IN_FLOW, word) or (not flow and re.fullmatch(_IN_BLOCK, word))
    return bool(is_plain)


def _escape(sign: str) -> str:
    code = ord(sign)
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"  # half a character, which no file can hold
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def write_document(value: Mapping[str, Any]) -> str:
    r"""Write a mapping of texts, numbers, truth values, None, lists and mappings, for any reader.

    A text that looks like a date is in quotes, because many readers would make a date of it.

    >>> write_document({"name": "C", "tags": ["a", "1"], "links": [{"url": "x", "id": 2}]})
    'name: C\ntags:\n  - a\n  - "1"\nlinks:\n  - url: x\n    id: 2\n'
    """
    return "".join(f"{line}\n" for line in mapping_lines(_quote_dates(value)))


def _quote_dates(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _quote_dates(item) for key, item in value.items()}
    if isinstance(value, list | tuple) and not isinstance(value, Flow):
        return [_quote_dates(item) for item in value]
    if isinstance(value, str) and not isinstance(value, Plain) and _DATE.fullmatch(value):
        return Plain(f'"{value}"')
    return value


def mapping_lines(value: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield the lines of a mapping, each behind `indent`."""
    for key, item in value.items():
        before = f"{indent}{write_text(key)}:"
        if isinstance(item, list | tuple | Mapping) and item and not isinstance(item, Flow):
            yield before
            yield from _lines(item, f"{indent}  ")
        else:
            first, *rest = _value_lines(item, f"{indent}  ")
            yield f"{before} {first}"
            yield from rest


def _lines(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from mapping_lines(value, indent)
    else:
        yield from _list_lines(value, indent)


def _list_lines(items: Sequence[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, list | tuple | Mapping) and item and not isinstance(item, Flow):
            first, *rest = _lines(item, f"{indent}  ")
            first = first[len(indent) + 2 :]
        else:
            first, *rest = _value_lines(item, f"{indent}  ")
        yield f"{indent}- {first}"
        yield from rest


def _value_lines(value: Any, indent: str) -> list[str]:
    """Return a value as lines: a block where a text has several, else one line."""
    if isinstance(value, Plain) or not isinstance(value, str):
        return [write_inline(value)]
    lines = value.split("\n")
    is_block = len(lines) > 1 and value == value.strip()
    if not is_block or any(_SPECIAL.search(line) or line != line.rstrip() for line in lines):
        return [write_text(value, flow=False)]
    return ["|-", *(f"{indent}{line}".rstrip() for line in lines)]


def write_inline(value: Any) -> str:
    """Write a value on one line, as it may stand in brackets: a text, list, mapping, number.

    >>> write_inline({"name": "Go", "tags": ["a", "1"], "is old": False})
    '{name: Go, tags: [a, "1"], is old: false}'
    """
    if isinstance(value, str):
        return value if isinstance(value, Plain) else write_text(value)
    if isinstance(value, Mapping):
        pairs = (f"{write_text(key)}: {write_inline(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Flow) and value and isinstance(value[0], tuple):
        return "{" + ", ".join(f"{key}: {number:g}" for key, number in value) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(write_inline, value))}]"
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)
