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

DEEPEST = 60
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
        if depth > DEEPEST:
            raise self._wrong(f"nested more than {DEEPEST} levels deep")
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
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    shift = first_line
    try:
        depth = 0
        for event in yaml.parse(text, loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise UnreadableFile("anchors and aliases are not read", _line(event, shift))
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                message = f"nested more than {DEEPEST} levels deep"
                raise UnreadableFile(message, _line(event, shift))
        root = yaml.compose(text, loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = shift + mark.line if mark else 0
        said = getattr(error, "problem", None) or "it cannot be read"
        raise UnreadableFile(f"not YAML: {said}", line) from None
    return _from_yaml(root, "", shift) if root else Node(None, shift)


def _line(event: Any, shift: int) -> int:
    return int(event.start_mark.line) + shift


def _from_yaml(node: Any, path: str, shift: int) -> Node:
    import yaml

    line = _line(node, shift)
    if isinstance(node, yaml.ScalarNode):
        empty = node.style is None and node.value in ("", "~", "null")
        return Node(None if empty else node.value, line, path)
    if isinstance(node, yaml.SequenceNode):
        parts = enumerate(node.value)
        return Node([_from_yaml(each, f"{path}[{n}]", shift) for n, each in parts], line, path)
    found: dict[str, Node] = {}
    for key_node, value in node.value:
        key = key_node.value if isinstance(key_node.value, str) else "?"
        if key in found:
            raise UnreadableFile(f"the key {key[:60]!r} is said twice", _line(key_node, shift))
        found[key] = _from_yaml(value, f"{path}.{key}" if path else key, shift)
    return Node(found, line, path)


def split_front_matter(text: str) -> tuple[Node, str, int]:
    """Split a Markdown file into its front matter, its body and the body's first line.

    Raises:
        UnreadableFile: the front matter is missing, never closes, or is not a YAML mapping.
    """
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        raise UnreadableFile("there is no front matter", 1)
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == "---"), 0)
    if not end:
        raise UnreadableFile("the front matter that opens here never closes", 1)
    front = read_yaml("".join(lines[1:end]), 2)
    if front.value is not None and not front.is_mapping:
        raise UnreadableFile("the front matter is not a mapping of keys to values", 2)
    return front, "".join(lines[end + 1 :]).strip("\r\n"), end + 2
