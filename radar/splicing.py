"""YAML text changed in one place, with every other character left as it was.

Nothing is parsed and written again: the nodes of the text say where its parts begin and end, and
new text is put between. What is new looks like what stands beside it: its indentation, its
quotes, its line ends, on one line or on several.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

import yaml

Node: TypeAlias = Any  # a yaml.Node, of whose attributes its stubs know half
Value: TypeAlias = str | Mapping[str, str]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NEWLINE = re.compile(r"\r\n|\n|\r")
_EMPTY_LINE = re.compile(r"(\r\n|\n|\r)[ \t]*\1")


def compose(text: str) -> Node:
    """Return the node of a YAML text that has no byte order mark.

    Raises:
        ValueError: there is nothing in it, or it is no YAML.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise ValueError(f"this is no valid YAML: {error}") from None
    if node is None:
        raise ValueError("there is nothing in it")
    return node


def pair(table: Node, key: str) -> tuple[Node, Node] | None:
    """Return a key and its value, None where a mapping has no such key."""
    pairs = table.value if isinstance(table, yaml.MappingNode) else ()
    return next(((k, v) for k, v in pairs if k.value == key), None)


def value(table: Node, key: str) -> Node | None:
    """Return the value of a key, None where a mapping has no such key."""
    found = pair(table, key)
    return found and found[1]


def items(node: Node | None) -> list[Node]:
    """Return the items of a list, none where it is no list."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def scalar(word: str, style: str | None = None) -> str:
    r"""Write a text as YAML on one line, plain where that is safe, else in quotes.

    `style` is the quote to prefer, if any. A date is plain, as everybody writes it.

    >>> scalar("hold"), scalar("2022"), scalar("a: b"), scalar("x", "'"), scalar("a\nb")
    ('hold', '"2022"', '"a: b"', "'x'", '"a\\nb"')
    """
    if _DATE.fullmatch(word) and style not in ("'", '"'):
        return word
    if style != "'" or not word.isprintable():
        plain = yaml.safe_dump([word], default_flow_style=True, allow_unicode=True, width=10**9)
        if style not in ("'", '"') and plain == f"[{word}]\n":
            return word
        style = '"'
    # the list keeps a text at the left margin from being taken for a document
    dumped = yaml.safe_dump(
        [word], default_style=style, default_flow_style=True, allow_unicode=True, width=10**9
    )
    return dumped[1:-2]


def replaced(text: str, node: Node, new: str) -> str:
    """Put a text in the place of a scalar or of anything in braces or brackets."""
    return text[: node.start_mark.index] + new + text[end(text, node) :]


def added(text: str, table: Node, place: int, key: str, new: Value) -> str:
    """Add a pair to a mapping that has some: before the one at `place`, or after the last."""
    pairs = table.value
    word = scalar(key, pairs[-1][0].style)
    if table.flow_style:
        piece = f"{word}: {_flow(new)}"
        if place < len(pairs):
            return _inserted(text, pairs[place][0].start_mark.index, f"{piece}, ")
        return _inserted(text, end(text, pairs[-1][1]), f", {piece}")
    column = pairs[0][0].start_mark.column
    margin = newline(text) + " " * column
    piece = word + ":" + _beside(new, [value for _, value in pairs], column, margin)
    if place < len(pairs):
        return _inserted(text, pairs[place][0].start_mark.index, piece + margin)
    return _inserted(text, _line_end(text, end(text, pairs[-1][1])), margin + piece)


def put(text: str, table: Node, key: str, new: Value) -> str:
    """Give a key of a mapping a value: in the place of the one it had, else after the last.

    A text takes over the quotes of the text before it.
    """
    found = pair(table, key)
    if found is None:
        return added(text, table, len(table.value), key, new)
    name, old = found
    if isinstance(new, str) and isinstance(old, yaml.ScalarNode):
        return replaced(text, old, scalar(new, old.style))
    if table.flow_style:
        return replaced(text, old, _flow(new))
    start = table.value[0][0].start_mark.column
    margin = newline(text) + " " * start
    piece = ":" + _beside(new, [value for _, value in table.value], start, margin)
    return text[: name.end_mark.index] + piece + text[end(text, old) :]


def nested(text: str, table: Node, key: str, outer: str, inner: str) -> str:
    """Turn `key: value` into a mapping `outer` that gives the same value to `inner`."""
    found = pair(table, key)
    if found is None:
        raise ValueError(f"there is no {key}")
    name, old = found
    start, stop = name.start_mark, end(text, old)
    piece = f"{scalar(inner)}: {text[old.start_mark.index : stop]}"
    margin = newline(text) + " " * (start.column + 2)
    piece = f"{outer}: {{{piece}}}" if table.flow_style else f"{outer}:{margin}{piece}"
    return text[: start.index] + piece + text[stop:]


def appended(text: str, listed: Node, *new: Mapping[str, str]) -> str:
    """Add mappings to the end of a list that has items."""
    last = items(listed)[-1]
    if listed.flow_style:
        return _inserted(text, end(text, last), "".join(f", {_flow(each)}" for each in new))
    margin = newline(text) + " " * listed.start_mark.column + "-"
    if isinstance(last, yaml.MappingNode) and not last.flow_style:
        between = newline(text) + " " * last.start_mark.column
        margin = margin.ljust(len(between))
        pieces = [between.join(f"{k}: {scalar(word)}" for k, word in each.items()) for each in new]
    else:
        pieces = [f" {_flow(each)}" for each in new]
    whole = "".join(margin + piece for piece in pieces)
    return _inserted(text, _line_end(text, end(text, last)), whole)


def put_list(text: str, table: Node, key: str, new: Mapping[str, str]) -> str:
    """Give a key of a mapping, which has no items yet, a list of one.

    A key that was not there comes last, after an empty line where others have one between them.
    """
    found = pair(table, key)
    if table.flow_style:
        if found:
            at, stop = found[0].end_mark.index, end(text, found[1])
            return f"{text[:at]}: [{_flow(new)}]{text[stop:]}"
        return _inserted(text, end(text, table.value[-1][1]), f", {key}: [{_flow(new)}]")
    margin = newline(text) + " " * table.start_mark.column
    piece = f"{margin}  - {_flow(new)}"
    if found is None:
        between = text[table.start_mark.index : table.value[-1][0].start_mark.index]
        gap = newline(text) if _EMPTY_LINE.search(between) else ""
        at = _line_end(text, end(text, table.value[-1][1]))
        return _inserted(text, at, f"{gap}{margin}{key}:{piece}")
    name, old = found
    text = text[: name.end_mark.index] + ":" + text[end(text, old) :]
    return _inserted(text, _line_end(text, name.end_mark.index), piece)


def end(text: str, node: Node) -> int:
    """Return where a node ends: after its last character that is no white space or comment."""
    if isinstance(node, yaml.ScalarNode):
        whole = text[node.start_mark.index : node.end_mark.index]
        return node.start_mark.index + len(whole.rstrip())
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end(text, last[1] if isinstance(last, tuple) else last)


def newline(text: str) -> str:
    """Return how the lines of a text end."""
    found = _NEWLINE.search(text)
    return found[0] if found else "\n"


def _line_end(text: str, at: int) -> int:
    found = _NEWLINE.search(text, at)
    return found.start() if found else len(text)


def _inserted(text: str, at: int, piece: str) -> str:
    return text[:at] + piece + text[at:]


def _flow(new: Value) -> str:
    if isinstance(new, str):
        return scalar(new)
    return "{" + ", ".join(f"{key}: {scalar(word)}" for key, word in new.items()) + "}"


def _beside(new: Value, siblings: list[Node], column: int, margin: str) -> str:
    """Write a value as its siblings are written: a mapping on several lines, or on one."""
    blocks = [n for n in siblings if isinstance(n, yaml.MappingNode) and not n.flow_style]
    if isinstance(new, str) or not blocks:
        return f" {_flow(new)}"
    deeper = margin + " " * (blocks[-1].start_mark.column - column)
    return "".join(f"{deeper}{key}: {scalar(word)}" for key, word in new.items())
