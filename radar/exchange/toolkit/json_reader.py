"""JSON → a tree in which every value has its line and path."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from json import decoder

from radar.exchange.toolkit.documents import Number, TreeNode, UnreadableDocument
from radar.yaml import MAX_DEPTH, MAX_NODES

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")
# the only reader of JSON strings that says where they end; the standard library's own
_scanstring: Callable[[str, int, bool], tuple[str, int]] = decoder.scanstring  # type: ignore[attr-defined]
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}
_LONE = re.compile("[\ud800-\udfff]")


def read_json(text: str) -> TreeNode:
    r"""Read a JSON document.

    >>> read_json('{"entries":\n [{"title": "Rust"}]}').get("entries").value[0].get("title")
    TreeNode(value='Rust', line=2)

    Raises:
        UnreadableDocument: it is not JSON, is nested too deeply, is too large, or repeats a key.
    """
    return _Json(text).document()


class _Json:
    """A recursive-descent parser; `at` is its offset in the text, `line` a line counted lazily."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.line, self.counted = text, 0, 1, 0
        self.count = 0
        self.memo: dict[str, str] = {}  # keys and numbers come again and again

    def document(self) -> TreeNode:
        node = self._value(None, "", 0)
        if self._peek():
            raise self._wrong("something follows the end of the document")
        return node

    def _peek(self) -> str:
        sign = self.text[self.at : self.at + 1]
        if sign in " \t\n\r":
            match = _SPACE.match(self.text, self.at)
            self.at = match.end() if match else self.at
            sign = self.text[self.at : self.at + 1]
        return sign

    def _here(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def _wrong(self, message: str) -> UnreadableDocument:
        return UnreadableDocument(message, self._here())

    def _value(self, above: TreeNode | None, step: str | int, depth: int) -> TreeNode:
        sign = self._peek()
        line = self._here()
        self.count += 1
        if sign in ("{", "[") and depth >= MAX_DEPTH:
            raise self._wrong(f"nested more than {MAX_DEPTH} levels deep")
        if self.count > MAX_NODES:
            raise self._wrong(f"more than {MAX_NODES:,} values; split the file")
        if sign == "{":
            node = TreeNode({}, line, above, step)
            self._mapping(node, node.value, depth)
            return node
        if sign == "[":
            node = TreeNode([], line, above, step)
            self._list(node, node.value, depth)
            return node
        return TreeNode(self._string() if sign == '"' else self._scalar(), line, above, step)

    def _string(self) -> str:
        try:
            text, self.at = _scanstring(self.text, self.at + 1, False)
        except ValueError as error:
            raise self._wrong(f"a string that is not right ({error.args[0]})") from None
        if _LONE.search(text):
            return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text

    def _scalar(self) -> object:
        if match := _NUMBER.match(self.text, self.at):
            self.at = match.end()
            return self.memo.setdefault(f" {match[0]}", Number(match[0]))
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        sign = self._peek()
        raise self._wrong(f"{sign!r} is not JSON" if sign else "the document ends too soon")

    def _list(self, node: TreeNode, nodes: list[TreeNode], depth: int) -> None:
        self.at += 1
        while self._more("]", first=not nodes):
            nodes.append(self._value(node, len(nodes), depth + 1))

    def _mapping(self, node: TreeNode, nodes: dict[str, TreeNode], depth: int) -> None:
        self.at += 1
        while self._more("}", first=not nodes):
            if self._peek() != '"':
                raise self._wrong("a key in double quotes should stand here")
            key = self._string()
            key = self.memo.setdefault(key, key)
            if key in nodes:
                raise self._wrong(f"the key {key[:60]!r} is said twice")
            if self._peek() != ":":
                raise self._wrong("a colon should stand here")
            self.at += 1
            nodes[key] = self._value(node, key, depth + 1)

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
