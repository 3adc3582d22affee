"""Documents in which every value knows its line and its path; YAML, and front matter.

The readers of JSON (`radar.exchange.json_reader`) and of YAML make the same tree of `Node`s. They
stop at a depth and a size that no radar needs, refuse keys that are said twice and YAML that
refers to itself, and never run or resolve anything: a YAML scalar is text, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}(\.0+)?")
DEEPEST = 60
MOST_VALUES = 500_000  # of one document; the largest radar of ours has 400,000


class UnreadableDocument(ValueError):  # noqa: N818 - what the input is
    """A document that cannot be read: what is wrong, and in which line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line


class Number(str):
    """A number as it was written, so that 2023.10 stays what it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A value, the line on which it starts, the node that it is part of, and as what.

    `value` is text, a number, a truth value, None, a list of nodes, or a mapping to nodes. `step`
    is its key or its place in the list.
    """

    value: Any
    line: int = 0
    above: Node | None = field(default=None, repr=False, compare=False)
    step: str | int = field(default="", repr=False, compare=False)

    @property
    def path(self) -> str:
        """The path in the document: `entries[3].title`; a long key is cut."""
        steps: list[str] = []
        node = self
        while node.above is not None:
            is_place = isinstance(node.step, int)
            steps.append(f"[{node.step}]" if is_place else f".{str(node.step)[:60]}")
            node = node.above
        return "".join(reversed(steps)).removeprefix(".")

    def get(self, *keys: str) -> Node:
        """Return what is under the first of the keys that has something, else an empty node."""
        if isinstance(self.value, dict):
            for key in keys:
                if key in self.value and self.value[key].value is not None:
                    found: Node = self.value[key]
                    return found
        return Node(None, self.line, self, keys[0])

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
        return int(self.text.partition(".")[0]) if _WHOLE.fullmatch(self.text) else None

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

    def is_larger_than(self, count: int) -> bool:
        """Tell whether there are more values than so many in this one, itself included."""
        left = [self]
        for node in left:  # which grows on the way
            left += node.value.values() if node.is_mapping else node
            if len(left) > count:
                return True
        return False

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


def read_yaml(text: str, first_line: int = 1) -> Node:
    """Read a YAML document; every scalar is text, an empty plain one is None.

    Raises:
        UnreadableDocument: it is not YAML, has anchors or aliases, is nested too deeply, is too
            large, or says a key twice.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    builder = _Builder(first_line)
    try:
        for event in yaml.parse(text, loader):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + mark.line if mark else 0
        said = getattr(error, "problem", None) or "it cannot be read"
        raise UnreadableDocument(f"not YAML: {said}", line) from None
    return builder.root


class _Builder:
    """Make nodes of the parser's events; `open` are the lists and mappings that we are in."""

    def __init__(self, first_line: int) -> None:
        self.shift = first_line
        self.root = Node(None, first_line)
        self.open: list[Node] = []
        self.keys: list[str | None] = []
        self.count = self.documents = 0

    def take(self, event: Any) -> None:
        import yaml

        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableDocument("anchors and aliases are not read", self.line(event))
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            node = self.add({} if isinstance(event, yaml.MappingStartEvent) else [], event)
            self.open.append(node)
            self.keys.append(None)
            if len(self.open) > DEEPEST:
                message = f"nested more than {DEEPEST} levels deep"
                raise UnreadableDocument(message, self.line(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise UnreadableDocument(
                    "not YAML: a second document begins here", self.line(event)
                )

    def line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.shift

    def scalar(self, event: Any) -> None:
        if self.open and self.open[-1].is_mapping and self.keys[-1] is None:
            if event.value in self.open[-1].value:
                message = f"the key {event.value[:60]!r} is said twice"
                raise UnreadableDocument(message, self.line(event))
            self.keys[-1] = event.value
        else:
            empty = not event.style and event.value in ("", "~", "null")
            self.add(None if empty else event.value, event)

    def add(self, value: Any, event: Any) -> Node:
        """Put a value where it belongs: into the innermost list or mapping, or at the root."""
        self.count += 1
        if self.count > MOST_VALUES:
            message = f"more than {MOST_VALUES:,} values; split the file"
            raise UnreadableDocument(message, self.line(event))
        above = self.open[-1] if self.open else None
        if above is None:
            self.root = node = Node(value, self.line(event))
        elif above.is_mapping:
            key = self.keys[-1]
            if key is None:
                raise UnreadableDocument("a key must be a text", self.line(event))
            above.value[key] = node = Node(value, self.line(event), above, key)
            self.keys[-1] = None
        else:
            node = Node(value, self.line(event), above, len(above.value))
            above.value.append(node)
        return node


def split_front_matter(text: str) -> tuple[Node, str, int]:
    """Split a Markdown file into its front matter, its body and the body's first line.

    Raises:
        UnreadableDocument: the front matter is missing, never closes, or is not a YAML mapping.
    """
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        raise UnreadableDocument("there is no front matter", 1)
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == "---"), 0)
    if not end:
        raise UnreadableDocument("the front matter that opens here never closes", 1)
    front = read_yaml("".join(lines[1:end]), 2)
    if front.value is not None and not front.is_mapping:
        raise UnreadableDocument("the front matter is not a mapping of keys to values", 2)
    return front, "".join(lines[end + 1 :]).strip("\r\n"), end + 2
