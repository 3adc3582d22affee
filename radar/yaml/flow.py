"""Lists in brackets and mappings in braces, as in JSON."""

from __future__ import annotations

import re

from radar.yaml.nodes import Items, Node, Scalar, Table, Wrong
from radar.yaml.scalars import read_plain, read_quoted
from radar.yaml.scanner import Scanner

_GAP = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
_CLOSING = {"[": "]", "{": "}"}
Pair = tuple[Scalar, Node]


def read_flow(scanner: Scanner) -> Node:
    """Read what stands in brackets or braces, from the opening one to the closing one.

    Raises:
        Wrong: it never closes, or has something of YAML that is refused.
    """
    start = scanner.at
    line, column = scanner.place(start)
    scanner.open(line, column)
    opening = scanner.text[start]
    closing = _CLOSING[opening]
    scanner.at += 1
    nodes: list[Node] = []
    pairs: list[Pair] = []
    while (sign := _skip(scanner, start)) != closing:
        if opening == "[":
            nodes.append(_item(scanner, sign, start))
        else:
            pairs.append(_pair(scanner, sign, start))
        if _skip(scanner, start) == ",":
            scanner.at += 1
        elif not scanner.text.startswith(closing, scanner.at):
            raise scanner.never_closed(start)
    scanner.at += 1
    scanner.close()
    if opening == "[":
        return Items(line, column, tuple(nodes), True, start, scanner.at)
    return Table(line, column, tuple(pairs), True, start, scanner.at)


def refuse_tricks(scanner: Scanner) -> None:
    """Refuse an anchor, an alias or a tag that stands here.

    Raises:
        Wrong: there is one.
    """
    sign = scanner.text[scanner.at]
    if sign in "&*":
        name = re.compile(r"[^ \t\n,\[\]{}]{0,40}").match(scanner.text, scanner.at + 1)
        message = f"YAML anchors and aliases are not read: {name[0] if name else ''!r}"
        hint = "write the value out, or quote a text that begins with & or *"
        raise scanner.wrong(scanner.at, message, hint, "yaml-anchor")
    if sign == "!":
        tag = re.compile(r"![^ \t\n,\[\]{}]{0,39}").match(scanner.text, scanner.at)
        message = f"YAML tags are not read: {tag[0] if tag else '!'!r}"
        hint = "leave it out, or quote a text that begins with !"
        raise scanner.wrong(scanner.at, message, hint, "yaml-tag")


def text_key(node: Node) -> Scalar:
    """Return a key if it is a text, as every key must be."""
    if not isinstance(node, Scalar):
        raise Wrong(node, "bad-yaml", "a key must be a text")
    return node


def _skip(scanner: Scanner, opened: int) -> str:
    """Go over blanks, line ends and comments; return the sign that is there."""
    text, match = scanner.text, _GAP.match(scanner.text, scanner.at)
    at = scanner.at = match.end() if match else scanner.at
    if at == len(text) or (text[at - 1] == "\n" and scanner.at_marker(at)):
        raise scanner.never_closed(opened)
    return text[at]


def _item(scanner: Scanner, sign: str, opened: int) -> Node:
    """Read an item of a list; one with a colon after it is a mapping of one pair."""
    start = scanner.at
    line, column = scanner.place(start)  # now, because places in order are found quickly
    key, is_explicit = _key(scanner, sign, opened)
    if not is_explicit and _skip(scanner, opened) != ":":
        return key
    scanner.open(line, column)
    value = _value(scanner, opened)
    scanner.close()
    return Table(line, column, ((text_key(key), value),), True, start, value.end)


def _pair(scanner: Scanner, sign: str, opened: int) -> Pair:
    key, _ = _key(scanner, sign, opened)
    return text_key(key), _value(scanner, opened)


def _key(scanner: Scanner, sign: str, opened: int) -> tuple[Node, bool]:
    """Read a key, or an item that is none; tell whether `?` says that it is a key.

    A plain key of several lines is refused: before its last line a comma or the closing bracket
    was forgotten.
    """
    if sign != "?" or not scanner.at_blank(scanner.at + 1):
        node = _node(scanner, sign)
        if _has_lines(scanner, node) and _skip(scanner, opened) == ":":
            raise scanner.never_closed(opened)
        return node, False
    scanner.at += 1
    mark = scanner.at
    sign = _skip(scanner, opened)
    return scanner.scalar("", "", mark, mark) if sign in ",]}:" else _node(scanner, sign), True


def _has_lines(scanner: Scanner, node: Node) -> bool:
    plain = isinstance(node, Scalar) and not node.style
    return plain and "\n" in scanner.text[node.start : node.end]


def _value(scanner: Scanner, opened: int) -> Node:
    """Read what follows a key, which may be nothing."""
    if _skip(scanner, opened) == ":":
        scanner.at += 1
        mark = scanner.at
        sign = _skip(scanner, opened)
        return scanner.scalar("", "", mark, mark) if sign in ",]}" else _node(scanner, sign)
    return scanner.scalar("", "", scanner.at, scanner.at)


def _node(scanner: Scanner, sign: str) -> Node:
    if sign in "[{":
        return read_flow(scanner)
    if sign in "\"'":
        return read_quoted(scanner)
    if sign in "&*!":
        refuse_tricks(scanner)
    return read_plain(scanner, 0, flow=True)
