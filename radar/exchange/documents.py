"""JSON and YAML in which every value knows its line and its path.

Both readers make the same tree of `Node`s. They stop at a depth that no radar needs, refuse keys
that are said twice and YAML that refers to itself, and never run or resolve anything: a YAML
scalar is text, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from json import decoder
from typing import Any

from radar import yaml
from radar.yaml import MAX_DEPTH, Items, Scalar, Table, Wrong, find_front_matter, pairs_once

FIRST_LINE = 2  # of front matter, in its file
_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
# the only reader of JSON strings that says where they end; the standard library's own
_scanstring: Callable[[str, int, bool], tuple[str, int]] = decoder.scanstring  # type: ignore[attr-defined]
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}


class UnreadableFile(ValueError):  # noqa: N818 - what the input is
    """A document that cannot be read: what is wrong, and in which line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line


class Number(str):
    """A number as it was written, so that 2023.10 stays what it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A value, the line on which it starts and its path in the document (`entries[3].title`).

    `value` is text, a number, a truth value, None, a list of nodes, or a mapping to nodes.
    """

    value: Any
    line: int = 0
    path: str = ""

    def get(self, *keys: str) -> Node:
        """Return what is under the first of the keys that has something, else an empty node."""
        if isinstance(self.value, dict):
            for key in keys:
                if key in self.value and self.value[key].value is not None:
                    found: Node = self.value[key]
                    return found
        return Node(None, self.line, f"{self.path}.{keys[0]}".lstrip("."))

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield the pairs of a mapping; nothing where it is not one."""
        yield from self.value.items() if isinstance(self.value, dict) else ()

    def __iter__(self) -> Iterator[Node]:
        """Yield the nodes of a list; nothing where it is not one."""
        yield from self.value if isinstance(self.value, list) else ()

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def __bool__(self) -> bool:
        return self.value is not None and self.value != ""

    @property
    def is_list(self) -> bool:
        """Whether this is a list."""
        return isinstance(self.value, list)

    @property
    def is_mapping(self) -> bool:
        """Whether this is a mapping."""
        return isinstance(self.value, dict)

    @property
    def text(self) -> str:
        """The value as trimmed text: '' for nothing, a list or a mapping; numbers as written."""
        if self.value is None or isinstance(self.value, list | dict):
            return ""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        return str(self.value).strip()

    @property
    def number(self) -> int | None:
        """The value as a whole number, None where it is not one."""
        return int(self.text) if re.fullmatch(r"[+-]?\d{1,9}(\.0+)?", self.text) else None

    @property
    def truth(self) -> bool | None:
        """The value as a truth value, None where it is neither."""
        return {"true": True, "false": False}.get(self.text.lower())

    def plain(self) -> Any:
        """Return the value without places, as `json.loads` would."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        if isinstance(self.value, Number):
            return float(self.value) if re.search(r"[.eE]", self.value) else int(self.value[:4000])
        return self.value

    def at(self, *steps: str | int) -> Node:
        """Return what is at a path, or the deepest node on the way there."""
        node = self
        for step in steps:
            inner = node.value
            if isinstance(inner, dict) and step in inner:
                node = inner[str(step)]
            elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
                node = inner[step]
        return node


def read_json(text: str) -> Node:
    r"""Read a JSON document.

    >>> read_json('{"entries":\n [{"title": "Rust"}]}').get("entries").value[0].get("title")
    Node(value='Rust', line=2, path='entries[0].title')

    Raises:
        UnreadableFile: it is not JSON, is nested too deeply, or says a key twice.
    """
    return _Json(text).document()


class _Json:
    """A recursive-descent reader; `at` is where it stands, `line` the line of that."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.line, self.counted = text, 0, 1, 0

    def document(self) -> Node:
        node = self._value("", 0)
        if self._peek():
            raise self._wrong("something follows the end of the document")
        return node

    def _peek(self) -> str:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def _here(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def _wrong(self, message: str) -> UnreadableFile:
        return UnreadableFile(message, self._here())

    def _value(self, path: str, depth: int) -> Node:
        sign = self._peek()
        if sign in ("{", "[") and depth >= MAX_DEPTH:
            raise self._wrong(f"nested more than {MAX_DEPTH} levels deep")
        line = self._here()
        if sign == "{":
            return Node(self._mapping(path, depth), line, path)
        if sign == "[":
            return Node(self._list(path, depth), line, path)
        return Node(self._string() if sign == '"' else self._scalar(), line, path)

    def _string(self) -> str:
        try:
            found, self.at = _scanstring(self.text, self.at + 1, False)
        except ValueError as error:
            raise self._wrong(f"a string that is not right ({error.args[0]})") from None
        return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _scalar(self) -> object:
        if match := _NUMBER.match(self.text, self.at):
            self.at = match.end()
            return Number(match[0])
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        found = self._peek()
        raise self._wrong(f"{found!r} is not JSON" if found else "the document ends too soon")

    def _list(self, path: str, depth: int) -> list[Node]:
        found: list[Node] = []
        self.at += 1
        while self._more("]", first=not found):
            found.append(self._value(f"{path}[{len(found)}]", depth + 1))
        return found

    def _mapping(self, path: str, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        self.at += 1
        while self._more("}", first=not found):
            if self._peek() != '"':
                raise self._wrong("a key in double quotes should stand here")
            key = self._string()
            if key in found:
                raise self._wrong(f"the key {key[:60]!r} is said twice")
            if self._peek() != ":":
                raise self._wrong("a colon should stand here")
            self.at += 1
            found[key] = self._value(f"{path}.{key}" if path else key, depth + 1)
        return found

    def _more(self, end: str, *, first: bool) -> bool:
        sign = self._peek()
        if sign == end:
            self.at += 1
            return False
        if not first:
            if sign != ",":
                raise self._wrong(f"a comma or {end!r} should stand here")
            self.at += 1
        return True


def read_yaml(text: str, first_line: int = 1) -> Node:
    """Read a YAML document; every scalar is text, an empty plain one is None.

    Raises:
        UnreadableFile: it is not YAML, has anchors or aliases, is nested too deeply, or says a key
            twice.
    """
    try:
        root = yaml.parse(text, first_line)
        return _from_yaml(root, "") if root else Node(None, first_line)
    except Wrong as wrong:
        raise UnreadableFile(wrong.message, wrong.at.line) from None


def _from_yaml(node: yaml.Node, path: str) -> Node:
    if isinstance(node, Scalar):
        empty = not node.style and node.text in ("", "~", "null")
        return Node(None if empty else node.text, node.line, path)
    if isinstance(node, Items):
        parts = enumerate(node.nodes)
        return Node([_from_yaml(each, f"{path}[{n}]") for n, each in parts], node.line, path)
    return Node(_mapping_from_yaml(node, path), node.line, path)


def _mapping_from_yaml(node: Table, path: str) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for key, value, repeated in pairs_once(node):
        if repeated:
            raise repeated
        found[key.text] = _from_yaml(value, f"{path}.{key.text}" if path else key.text)
    return found


def split_front_matter(text: str) -> tuple[Node, str, int]:
    """Split a Markdown file into its front matter, its body and the body's first line.

    Raises:
        UnreadableFile: the front matter is missing, never closes, or is not a YAML mapping.
    """
    try:
        found = find_front_matter(text)
    except Wrong as wrong:
        raise UnreadableFile(wrong.message, wrong.at.line) from None
    if found is None:
        raise UnreadableFile("there is no front matter", 1)
    front = read_yaml(text[found.start : found.stop], FIRST_LINE)
    if front.value is not None and not front.is_mapping:
        raise UnreadableFile("the front matter is not a mapping of keys to values", FIRST_LINE)
    body = text[found.end :]
    line = len(_LINE_END.findall(text, 0, found.end)) + 2
    return front, body.strip("\r\n"), line
