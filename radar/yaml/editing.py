"""Change one place of a YAML text; every other character stays as it is.

Nothing is parsed and written again: the nodes of the text say where its parts begin and end, and
new text is put between. What is new looks like what stands beside it: its indentation, its
quotes, its line ends, on one line or on several.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from radar.yaml.nodes import Items, Node, Scalar, Table, Wrong, is_empty
from radar.yaml.parser import read_document
from radar.yaml.writing import write_inline, write_text

_YamlValue: TypeAlias = "str | Sequence[_YamlValue] | Mapping[str, _YamlValue]"
_NEWLINE = re.compile(r"\r\n|\n|\r")
_EMPTY_LINE = re.compile(r"(\r\n|\n|\r)[ \t]*\1")


def compose(text: str) -> Node:
    """Return the node of a YAML text that has no byte order mark; its offsets are those of `text`.

    Raises:
        ValueError: there is nothing in it, or it is no YAML.
    """
    pairs = [found.start() for found in re.finditer("\r\n", text)]
    try:
        node = read_document(_NEWLINE.sub("\n", text), 1)
    except Wrong as wrong:
        raise ValueError(wrong.message) from None
    if node is None:
        raise ValueError("there is nothing in it")
    return _with_offsets(node, [at - n for n, at in enumerate(pairs)]) if pairs else node


def _with_offsets(node: Node, breaks: Sequence[int]) -> Node:
    """Return a node with offsets that count each line end at `breaks` as two characters."""
    start = node.start + bisect_left(breaks, node.start)
    end = node.end + bisect_left(breaks, node.end)
    if isinstance(node, Items):
        nodes = tuple(_with_offsets(item, breaks) for item in node.nodes)
        return node._replace(nodes=nodes, start=start, end=end)
    if isinstance(node, Table):
        pairs = tuple(
            (_scalar_with_offsets(key, breaks), _with_offsets(value, breaks))
            for key, value in node.pairs
        )
        return node._replace(pairs=pairs, start=start, end=end)
    return _scalar_with_offsets(node, breaks)


def _scalar_with_offsets(node: Scalar, breaks: Sequence[int]) -> Scalar:
    start, end = (at + bisect_left(breaks, at) for at in (node.start, node.end))
    return node._replace(start=start, end=end)


def find_pair(node: Node, key: str) -> tuple[Scalar, Node] | None:
    """Return a key and its value, None where a mapping has no such key."""
    pairs = node.pairs if isinstance(node, Table) else ()
    return next((pair for pair in pairs if pair[0].text == key), None)


def find_value(node: Node, key: str) -> Node | None:
    """Return the value of a key, None where a mapping has no such key."""
    pair = find_pair(node, key)
    return pair and pair[1]


def as_table(node: Node | None) -> Table:
    """Return a node that has to be a mapping.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(node, Table):
        raise ValueError("there is no mapping here")
    return node


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list, none where it is no list."""
    return node.nodes if isinstance(node, Items) else ()


def replace(text: str, node: Node, new: str) -> str:
    """Replace a scalar, or anything in braces or brackets, by a text."""
    blank = " " if is_empty(node) and text[node.start - 1 : node.start] == ":" else ""
    return text[: node.start] + blank + new + text[end_of(text, node) :]


def add_pair(text: str, table: Table, place: int, key: str, new: _YamlValue) -> str:
    """Add a pair to a mapping that has some: before the one at `place`, or after the last."""
    pairs = table.pairs
    word = write_text(key, pairs[-1][0].style)
    if table.flow:
        piece = f"{word}: {write_inline(new)}"
        if place < len(pairs):
            return _insert(text, pairs[place][0].start, f"{piece}, ")
        return _insert(text, end_of(text, pairs[-1][1]), f", {piece}")
    column = pairs[0][0].column
    margin = line_end(text) + " " * (column - 1)
    piece = word + ":" + _write_beside(new, [value for _, value in pairs], column, margin)
    if place < len(pairs):
        return _insert(text, pairs[place][0].start, piece + margin)
    return _insert(text, _end_of_line(text, end_of(text, pairs[-1][1])), margin + piece)


def put_value(text: str, table: Table, key: str, new: _YamlValue) -> str:
    """Give a key of a mapping a value: in the place of the one it had, else after the last.

    A text takes over the quotes of the text before it.
    """
    pair = find_pair(table, key)
    if pair is None:
        return add_pair(text, table, len(table.pairs), key, new)
    name, old = pair
    if isinstance(old, Scalar) and (table.flow or isinstance(new, str)):
        piece = write_text(new, old.style) if isinstance(new, str) else write_inline(new)
        if is_empty(old) and ":" not in text[name.end : old.start]:  # in braces it may be left out
            return _insert(text, name.end, f": {piece}")
        return replace(text, old, piece)
    if table.flow:
        return replace(text, old, write_inline(new))
    start = table.pairs[0][0].column
    margin = line_end(text) + " " * (start - 1)
    piece = ":" + _write_beside(new, [value for _, value in table.pairs], start, margin)
    return text[: name.end] + piece + text[end_of(text, old) :]


def nest_value(text: str, table: Table, key: str, outer: str, inner: str) -> str:
    """Turn `key: value` into a mapping `outer` that gives the same value to `inner`.

    Raises:
        ValueError: there is no such key.
    """
    pair = find_pair(table, key)
    if pair is None:
        raise ValueError(f"there is no {key}")
    name, old = pair
    stop = end_of(text, old)
    piece = f"{write_text(inner)}: {text[old.start : stop]}"
    margin = line_end(text) + " " * (name.column + 1)
    piece = f"{outer}: {{{piece}}}" if table.flow else f"{outer}:{margin}{piece}"
    return text[: name.start] + piece + text[stop:]


def remove_pair(text: str, table: Table, key: str) -> str:
    """Take a pair out of a mapping that has others, with the lines or the comma that it needs.

    Raises:
        ValueError: there is no such key, or no other.
    """
    keys = [name.text for name, _ in table.pairs]
    if key not in keys or len(keys) < 2:
        raise ValueError(f"{key} cannot be taken out")
    at = keys.index(key)
    name, value = table.pairs[at]
    if not table.flow:
        start = text.rfind("\n", 0, name.start) + 1
        return text[:start] + text[_next_line(text, end_of(text, value)) :]
    if at + 1 < len(keys):
        return text[: name.start] + text[table.pairs[at + 1][0].start :]
    return text[: end_of(text, table.pairs[at - 1][1])] + text[end_of(text, value) :]


def add_lines(text: str, table: Table, after: str, lines: Sequence[str]) -> str:
    """Add lines to a mapping on several lines, behind the pair of a key.

    `lines` are as in a mapping that is not indented.

    Raises:
        ValueError: the mapping is in braces, or has no such key.
    """
    pair = find_pair(table, after)
    if table.flow or pair is None:
        raise ValueError("lines cannot be added here")
    margin = line_end(text) + " " * (table.pairs[0][0].column - 1)
    at = _end_of_line(text, end_of(text, pair[1]))
    return _insert(text, at, "".join((margin + line).rstrip(" ") for line in lines))


def _next_line(text: str, at: int) -> int:
    match = _NEWLINE.search(text, at)
    return match.end() if match else len(text)


def append_items(text: str, listed: Items, new: Sequence[Mapping[str, _YamlValue]]) -> str:
    """Add mappings to the end of a list that has items."""
    last = listed.nodes[-1]
    if listed.flow:
        return _insert(text, end_of(text, last), "".join(f", {write_inline(e)}" for e in new))
    margin = line_end(text) + " " * (listed.column - 1) + "-"
    if isinstance(last, Table) and not last.flow:
        between = line_end(text) + " " * (last.column - 1)
        margin = margin.ljust(len(between))
        pieces = [between.join(_pieces(each)) for each in new]
    else:
        pieces = [f" {write_inline(each)}" for each in new]
    whole = "".join(margin + piece for piece in pieces)
    return _insert(text, _end_of_line(text, end_of(text, last)), whole)


def append_word(text: str, listed: Items, word: str) -> str:
    """Add a text to the end of a list that has items."""
    last = listed.nodes[-1]
    written = write_inline(word)
    if listed.flow:
        return _insert(text, end_of(text, last), f", {written}")
    margin = line_end(text) + " " * (listed.column - 1)
    return _insert(text, _end_of_line(text, end_of(text, last)), f"{margin}- {written}")


def remove_last(text: str, listed: Items) -> str:
    """Take the last item out of a list that has others, with the line or the comma that it needs.

    Raises:
        ValueError: there is no other.
    """
    if len(listed.nodes) < 2:
        raise ValueError("the only item cannot be taken out")
    before, last = listed.nodes[-2:]
    if listed.flow:
        return text[: end_of(text, before)] + text[end_of(text, last) :]
    start = text.rfind("\n", 0, last.start) + 1
    return text[:start] + text[_next_line(text, end_of(text, last)) :]


def put_list(text: str, table: Table, key: str, new: Sequence[Mapping[str, _YamlValue]]) -> str:
    """Give a key of a mapping, which has no items yet, a list of mappings.

    A key that was not there comes last, after an empty line where others have one between them.
    """
    pair = find_pair(table, key)
    if table.flow:
        if pair:
            at, stop = pair[0].end, end_of(text, pair[1])
            return f"{text[:at]}: {write_inline(new)}{text[stop:]}"
        return _insert(text, end_of(text, table.pairs[-1][1]), f", {key}: {write_inline(new)}")
    margin = line_end(text) + " " * (table.column - 1)
    piece = "".join(f"{margin}  - {write_inline(each)}" for each in new)
    if pair is None:
        between = text[table.start : table.pairs[-1][0].start]
        gap = line_end(text) if _EMPTY_LINE.search(between) else ""
        at = _end_of_line(text, end_of(text, table.pairs[-1][1]))
        return _insert(text, at, f"{gap}{margin}{key}:{piece}")
    name, old = pair
    text = text[: name.end] + ":" + text[end_of(text, old) :]
    return _insert(text, _end_of_line(text, name.end), piece)


def end_of(text: str, node: Node) -> int:
    """Return where a node ends: after its last character that is no white space or comment."""
    return node.start + len(text[node.start : node.end].rstrip(" \t\r\n"))


def line_end(text: str) -> str:
    """Return the line end that a text uses."""
    match = _NEWLINE.search(text)
    return match[0] if match else "\n"


def _end_of_line(text: str, at: int) -> int:
    match = _NEWLINE.search(text, at)
    return match.start() if match else len(text)


def _insert(text: str, at: int, piece: str) -> str:
    return text[:at] + piece + text[at:]


def _pieces(new: Mapping[str, _YamlValue]) -> list[str]:
    return [f"{write_text(key)}: {write_inline(value)}" for key, value in new.items()]


def _write_beside(new: _YamlValue, siblings: list[Node], column: int, margin: str) -> str:
    """Write a value as its siblings are written: a mapping on several lines, or on one."""
    blocks = [node for node in siblings if isinstance(node, Table) and not node.flow]
    if not isinstance(new, Mapping) or not blocks:
        return f" {write_inline(new)}"
    deeper = margin + " " * (blocks[-1].column - column)
    return "".join(deeper + piece for piece in _pieces(new))
