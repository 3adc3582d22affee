"""Documents as trees in which every value has its line and path: YAML, and front matter.

The readers of JSON (`json_reader`) and of YAML make the same tree of `TreeNode`s. They stop at a
depth and a size that no radar needs, and refuse repeated keys and YAML anchors and aliases. They
never run or resolve anything: a YAML scalar is text, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from radar import yaml
from radar.yaml import Items, Scalar, Table, Wrong, find_front_matter, pairs_once

_FIRST_LINE = 2  # of front matter, in its file
_LINE_END = re.compile(r"\r\n|\r|\n")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}(\.0+)?")


class UnreadableDocument(ValueError):  # noqa: N818 - what the input is
    """A document that cannot be read: a message, and the line, counted from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line

    def describe(self, path: str) -> str:
        """Return what is wrong, with the kind of the file at a path."""
        kind = path.rpartition(".")[2].upper().replace("JSONC", "JSON")
        return f"this cannot be read as {kind}: {self.message}"


class Number(str):
    """A number as it was written: 2023.10 is not the same as 2023.1."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A value of a document, with its line and its path.

    `value` is text, a number, a truth value, None, a list of nodes, or a mapping to nodes. `line`
    is where it starts, counted from 1. `above` is the list or mapping that holds it; `step` is its
    key or index in there.
    """

    value: Any
    line: int = 0
    above: TreeNode | None = field(default=None, repr=False, compare=False)
    step: str | int = field(default="", repr=False, compare=False)

    @property
    def path(self) -> str:
        """The path in the document: `entries[3].title`; keys are cut at 60 characters."""
        steps: list[str] = []
        node = self
        while node.above is not None:
            is_place = isinstance(node.step, int)
            steps.append(f"[{node.step}]" if is_place else f".{str(node.step)[:60]}")
            node = node.above
        return "".join(reversed(steps)).removeprefix(".")

    def get(self, *keys: str) -> TreeNode:
        """Return the node of the first key that has a value, else an empty node."""
        if isinstance(self.value, dict):
            for key in keys:
                if key in self.value and self.value[key].value is not None:
                    value: TreeNode = self.value[key]
                    return value
        return TreeNode(None, self.line, self, keys[0])

    def items(self) -> Iterator[tuple[str, TreeNode]]:
        """Yield the pairs of a mapping; nothing if it is not one."""
        yield from self.value.items() if isinstance(self.value, dict) else ()

    def __iter__(self) -> Iterator[TreeNode]:
        """Yield the nodes of a list; nothing if it is not one."""
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
        """The value as a whole number, None if it is not one."""
        return int(self.text.partition(".")[0]) if _WHOLE.fullmatch(self.text) else None

    def plain(self) -> Any:
        """Return the value without lines and paths, as `json.loads` would."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        if isinstance(self.value, Number):
            return float(self.value) if re.search(r"[.eE]", self.value) else int(self.value[:4000])
        return self.value

    def is_larger_than(self, count: int) -> bool:
        """Return whether this tree has more than `count` values, itself included."""
        nodes = [self]
        for node in nodes:  # which grows on the way
            nodes += node.value.values() if node.is_mapping else node
            if len(nodes) > count:
                return True
        return False

    def at(self, *steps: str | int) -> TreeNode:
        """Return the node at a path of keys and indexes, or the deepest node on the way there."""
        node = self
        for step in steps:
            inner = node.value
            if isinstance(inner, dict) and step in inner:
                node = inner[str(step)]
            elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
                node = inner[step]
        return node


def read_yaml(text: str, first_line: int = 1) -> TreeNode:
    """Read a YAML document; every scalar is text, an empty plain one is None.

    Raises:
        UnreadableDocument: it is not YAML, has anchors or aliases, is nested too deeply, is too
            large, or repeats a key.
    """
    try:
        root = yaml.parse(text, first_line)
        return _from_yaml(root) if root else TreeNode(None, first_line)
    except Wrong as wrong:
        raise UnreadableDocument(wrong.message, wrong.at.line) from None


def _from_yaml(node: yaml.Node, above: TreeNode | None = None, step: str | int = "") -> TreeNode:
    if isinstance(node, Scalar):
        empty = not node.style and node.text in ("", "~", "null")
        return TreeNode(None if empty else node.text, node.line, above, step)
    if isinstance(node, Items):
        items = TreeNode([], node.line, above, step)
        items.value.extend(_from_yaml(each, items, n) for n, each in enumerate(node.nodes))
        return items
    return _mapping_from_yaml(node, above, step)


def _mapping_from_yaml(node: Table, above: TreeNode | None, step: str | int) -> TreeNode:
    mapping = TreeNode({}, node.line, above, step)
    for key, value, repeated in pairs_once(node):
        if repeated:
            raise repeated
        mapping.value[key.text] = _from_yaml(value, mapping, key.text)
    return mapping


def split_front_matter(text: str) -> tuple[TreeNode, str, int]:
    """Split a Markdown file into its front matter, its body and the body's first line.

    Raises:
        UnreadableDocument: the front matter is missing, never closes, or is not a YAML mapping.
    """
    try:
        span = find_front_matter(text)
    except Wrong as wrong:
        raise UnreadableDocument(wrong.message, wrong.at.line) from None
    if span is None:
        raise UnreadableDocument("there is no front matter", 1)
    front = read_yaml(text[span.start : span.stop], _FIRST_LINE)
    if front.value is not None and not front.is_mapping:
        message = "the front matter is not a mapping of keys to values"
        raise UnreadableDocument(message, _FIRST_LINE)
    line = len(_LINE_END.findall(text, 0, span.end)) + 2
    return front, text[span.end :].strip("\r\n"), line
