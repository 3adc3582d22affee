"""Lists and mappings by their indentation, and the document around them."""

from __future__ import annotations

import re

from radar.yaml.flow import read_flow, refuse_tricks, text_key
from radar.yaml.nodes import Items, Node, Scalar, Table, Wrong
from radar.yaml.scalars import read_block, read_plain, read_quoted
from radar.yaml.scanner import END, Scanner

_VERSION = re.compile(r"%YAML[ \t]+1\.[0-9]+[ \t]*(?:#.*)?$", re.MULTILINE)
_WORD_AS_KEY = re.compile(r"[a-zA-Z][a-zA-Z0-9_]*+(?=:(?:[ \t\n]|\Z))")
_NO_COLON = "look for a key without a colon and a space after it"
_COLON = 'put a text that contains ": " into quotes, or indent the line like those around it'


def read_document(scanner: Scanner) -> Node | None:
    """Read the one document of a text, None where there is nothing in it.

    Raises:
        Wrong: it is no YAML, or has something of YAML that we refuse.
    """
    column = _directives(scanner)
    is_marked = column == END and scanner.text.startswith("---", scanner.at)
    if is_marked:
        scanner.at += 3
        node: Node | None = _content(scanner, END, nested=False)
    else:
        node = None if column == END else _node(scanner, END, nested=True)
    if scanner.next_line() != END:
        raise scanner.misplaced(scanner.at)
    _end_of_documents(scanner)
    return node


def _directives(scanner: Scanner) -> int:
    """Go over `%YAML 1.2`, which must be followed by `---`; return the column of what is next."""
    column = scanner.next_line()
    is_directed = False
    while column == 0 and scanner.text.startswith("%", scanner.at):
        match = _VERSION.match(scanner.text, scanner.at)
        if not match:
            hint = "leave it out, or put a text that begins with % into quotes"
            raise scanner.wrong(scanner.at, "a YAML directive other than %YAML 1.x", hint)
        is_directed = True
        scanner.at = match.end()
        column = scanner.next_line()
    if is_directed and not scanner.text.startswith("---", scanner.at):
        raise scanner.wrong(scanner.at, "did not find --- after a directive", "leave %YAML out")
    return column


def _end_of_documents(scanner: Scanner) -> None:
    """Refuse whatever follows the end of a document.

    Raises:
        Wrong: there is a second document.
    """
    while scanner.text.startswith("...", scanner.at):
        scanner.at += 3
        if scanner.next_line() != END:
            break
    if scanner.at < len(scanner.text):
        message, hint = "a second YAML document begins here", "keep one document in each file"
        raise scanner.wrong(scanner.at, message, hint, "yaml-documents")


def _content(scanner: Scanner, column: int, *, nested: bool, indentless: bool = False) -> Node:
    """Read what follows `key:`, `-` or `---`, on the same line or below, or nothing.

    `column` is that of the list or mapping that it belongs to, from 0. `nested` says whether
    another may begin on the same line, `indentless` whether a list may begin in the same column.
    """
    mark = scanner.at
    if scanner.skip_blanks():
        has_tab = nested and "\t" in scanner.text[mark : scanner.at]
        return _node(scanner, column, nested=nested and not has_tab)
    below = scanner.next_line()
    if below > column or (below == column >= 0 and scanner.text[scanner.at] in "|>"):
        return _node(scanner, column, nested=True)
    if indentless and below == column and scanner.indicates("-"):
        return _list(scanner, indentless=True)
    return scanner.scalar("", "", mark, mark)


def _node(scanner: Scanner, indent: int, *, nested: bool) -> Node:
    """Read a node that begins here, within a list or mapping in the column `indent`."""
    sign = scanner.text[scanner.at]
    if sign in "-?" and nested and scanner.at_blank(scanner.at + 1):
        return _list(scanner) if sign == "-" else _mapping(scanner, None)
    if sign in "|>":
        return read_block(scanner, indent)
    node = _inline(scanner, indent)
    if not _at_colon(scanner):
        return node
    key = text_key(node)
    if nested and "\n" in scanner.text[node.start : node.end]:
        raise _no_colon(scanner, key)
    if not nested:
        message = "mapping values are not allowed in this context"
        raise scanner.wrong(scanner.at, message, _COLON)
    return _mapping(scanner, key)


def _inline(scanner: Scanner, indent: int) -> Node:
    sign = scanner.text[scanner.at]
    if sign in "[{":
        return read_flow(scanner)
    if sign in "\"'":
        return read_quoted(scanner)
    if sign in "&*!":
        refuse_tricks(scanner)
    return read_plain(scanner, indent)


def _at_colon(scanner: Scanner) -> bool:
    """Go to the colon that makes a key of what was read; tell whether there is one."""
    before = scanner.at
    scanner.skip_blanks()
    if scanner.indicates(":"):
        return True
    scanner.at = before
    return False


def _list(scanner: Scanner, *, indentless: bool = False) -> Items:
    """Read a list whose dashes are in the column that begins here."""
    start = scanner.at
    line, first = scanner.place(start)
    scanner.open(line, first)
    nodes: list[Node] = []
    below = column = first - 1
    while below == column and scanner.indicates("-"):
        scanner.at += 1
        nodes.append(_content(scanner, column, nested=True))
        below = scanner.next_line()
    scanner.close()
    if below > column or (below == column and not indentless):
        raise scanner.wrong(scanner.at, "did not find expected '-' indicator", _NO_COLON)
    return Items(line, first, tuple(nodes), False, start, nodes[-1].end)


def _mapping(scanner: Scanner, key: Scalar | None) -> Table:
    """Read a mapping whose keys are in the column that begins here, or with a key that was read."""
    start = scanner.at if key is None else key.start
    line, first = (key.line, key.column) if key else scanner.place(start)
    scanner.open(line, first)
    pairs: list[tuple[Scalar, Node]] = []
    below = column = first - 1
    while below == column:
        if key is None and scanner.indicates("?"):
            pairs.append(_explicit_pair(scanner, column))
        else:
            key = key or _key(scanner, column)
            scanner.at += 1
            pairs.append((key, _content(scanner, column, nested=False, indentless=True)))
            key = None
        below = scanner.next_line()
    if below > column:
        raise scanner.misplaced(scanner.at)
    scanner.close()
    return Table(line, first, tuple(pairs), False, start, pairs[-1][1].end)


def _key(scanner: Scanner, column: int) -> Scalar:
    """Read a key up to its colon."""
    if match := _WORD_AS_KEY.match(scanner.text, scanner.at):
        # nearly every key is one word: a short way for it
        start, scanner.at = scanner.at, match.end()
        return scanner.scalar(match[0], "", start, scanner.at)
    if scanner.indicates("-"):
        raise scanner.misplaced(scanner.at)
    node = _inline(scanner, column)
    if not _at_colon(scanner) or "\n" in scanner.text[node.start : node.end]:
        raise _no_colon(scanner, node)
    return text_key(node)


def _no_colon(scanner: Scanner, node: Node) -> Wrong:
    return scanner.wrong(node.start, "could not find expected ':'", _NO_COLON)


def _explicit_pair(scanner: Scanner, column: int) -> tuple[Scalar, Node]:
    """Read `? key` and, on the next line, `: value`, as YAML is written with long keys."""
    scanner.at += 1
    key = text_key(_content(scanner, column, nested=True, indentless=True))
    mark = scanner.at
    if scanner.next_line() == column and scanner.indicates(":"):
        scanner.at += 1
        return key, _content(scanner, column, nested=True, indentless=True)
    return key, scanner.scalar("", "", mark, mark)
