"""Data in JavaScript, TypeScript and the scripts of a page → a tree; nothing of it is run.

What is read are literals: objects, lists, texts, numbers, in what JavaScript allows beyond JSON
(comments, other quotes, keys without quotes, commas at the end), dates in `new Date("…")`, and
names of other data in the same file. Everything else is no data: it is skipped, and its line kept.

A script becomes one mapping: what its variables hold, what is given to `push` of a list, and under
`radar_visualization`, `default` and the like what a call or an export is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from radar.exchange.lists.references import Reference, resolve_references
from radar.exchange.toolkit.documents import Number, TreeNode, UnreadableDocument
from radar.yaml import MAX_DEPTH, MAX_NODES

_NAME = r"[A-Za-z_$][\w$]*"
_BLANK = re.compile(r"(?:[\s\ufeff]+|//[^\n]*|/\*.*?(?:\*/|\Z)|<!--[^\n]*)+", re.DOTALL)
_WORD = re.compile(rf"{_NAME}(?:\s*\??\.\s*{_NAME})*")
_NUMBER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_STRING = re.compile(
    r"'((?:[^'\\\n]|\\.)*+)'|\"((?:[^\"\\\n]|\\.)*+)\"|`((?:[^`\\]|\\.)*+)`", re.DOTALL
)
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.DOTALL)
_ESCAPES = dict(zip("ntrbfv0\n", ("\n", "\t", "\r", "\b", "\f", "\v", "", ""), strict=True))
_ESCAPES["\r\n"] = ""
_KEY = re.compile(rf"{_NAME}|\d+")
_CAST = re.compile(
    rf"\s*(?:as\s+const|(?:as|satisfies)\s+{_NAME}(?:\.{_NAME})*(?:<[^<>]*>)?(?:\[\])*|!(?!=))"
)
_CALL = re.compile(rf"(new\s+)?({_NAME}(?:\.{_NAME})*)(?:<[^<>()]*>)?\s*\(")
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
# where data may begin: a call, an export, or a variable with or without a type
_START = re.compile(
    rf"(?P<push>{_NAME})\.push\s*\(|(?P<call>radar_visualization)\s*\(|"
    rf"(?P<default>export\s+default\b|module\.exports\s*=(?!=))|"
    rf"(?:(?<=[\s;{{(])|^)(?:(?:export\s+)?(?:const|let|var)\s+)?(?:(?:window|self|globalThis|exports|module\.exports)\.)?"
    rf"(?P<name>{_NAME})(?:\s*:\s*[^=;(){{}}]{{1,200}})?\s*=(?![=>])"
)
_SKIPPED = re.compile(r"""[^'"`\[\](){},;/]+|/(?![/*])""")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_SCRIPT = re.compile(r"(<script\b[^>]*>)(.*?)(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_MOST_STARTS = 20_000  # of a file; a file of data has a few


def read_script(text: str) -> TreeNode:
    """Read the data in a script.

    >>> read_script("const rings = [{id: 'use', n: -1,}]; // here").get("rings").plain()
    [{'id': 'use', 'n': -1}]

    Raises:
        UnreadableDocument: it is nested too deeply, or has too many values.
    """
    return _Script(text).document()


def read_page(text: str) -> TreeNode:
    """Read the data in the scripts of a page, with the lines of the page.

    Raises:
        UnreadableDocument: a script is nested too deeply, or has too many values.
    """
    kept, at = [], 0
    for match in _SCRIPT.finditer(text):
        start, end = match.span(2)
        kept += ["\n" * text.count("\n", at, start), match[2], "\n;"[1:]]
        at = end
    return read_script("".join(kept))


class _NoData(Exception):  # noqa: N818 - what the text is
    """What stands here is no data."""


class _Script:
    """A recursive-descent parser; `at` is its offset in the text."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.count = text, 0, 0
        self.line, self.counted = 1, 0
        self.root = TreeNode({}, 1)
        self.skipped: list[TreeNode] = []

    def document(self) -> TreeNode:
        starts = 0
        while match := self._next_start():
            starts += 1
            if starts > _MOST_STARTS:
                raise UnreadableDocument("it is a program and no list of data", self._line())
            self.at = match.end()
            try:
                self._take(match)
            except _NoData:
                self.at = max(self.at, match.end())
        resolve_references(self.root)
        if self.skipped:
            self.root.value.setdefault(SKIPPED, TreeNode(self.skipped, self.skipped[0].line))
        return self.root

    def _next_start(self) -> re.Match[str] | None:
        """Return the next place outside of texts and comments where data may begin."""
        while self.at < len(self.text):
            if blank := _BLANK.match(self.text, self.at):
                self.at = blank.end()
            elif start := _START.match(self.text, self.at):
                return start
            elif string := _STRING.match(self.text, self.at):
                self.at = string.end()
            elif word := _KEY.match(self.text, self.at):
                self.at = word.end()
            else:
                self.at += 1
        return None

    def _take(self, match: re.Match[str]) -> None:
        held = self.root.value
        if match["push"]:
            items = held.setdefault(
                match["push"], TreeNode([], self._line(), self.root, match["push"])
            )
            while items.is_list and not self._is_next(")"):
                items.value.append(self._value(items, len(items.value), 1))
                self._skip_comma(")")
            return
        name = match["call"] or match["name"] or "default"
        value = self._value(self.root, name, 1)
        if value.value is not None and (value.value != [] or name not in held):
            held[name] = value

    def _value(self, above: TreeNode | None, step: str | int, depth: int) -> TreeNode:
        """Read one value.

        Raises:
            _NoData: it is none; `at` is before it.
        """
        self._blank()
        start, line = self.at, self._line()
        self.count += 1
        if depth > MAX_DEPTH:
            raise UnreadableDocument(f"nested more than {MAX_DEPTH} levels deep", line)
        if self.count > MAX_NODES:
            raise UnreadableDocument(f"more than {MAX_NODES:,} values; split the file", line)
        node = self._simple_value(above, step, depth, line)
        self._casts()
        self._blank()
        if self.text[self.at : self.at + 1] not in (
            "",
            ",",
            ";",
            ")",
            "]",
            "}",
        ) and not self._ends_line(start):
            self.at = start
            raise _NoData
        return node

    def _ends_line(self, start: int) -> bool:
        """Return whether a statement may end here without a semicolon: at the end of its line."""
        return "\n" in self.text[max(start, self.at - 200) : self.at] or self.text.startswith(
            "<", self.at
        )

    def _simple_value(
        self, above: TreeNode | None, step: str | int, depth: int, line: int
    ) -> TreeNode:
        sign = self.text[self.at : self.at + 1]
        if sign == "{":
            return self._mapping(TreeNode({}, line, above, step), depth)
        if sign == "[":
            return self._list(TreeNode([], line, above, step), depth)
        if sign in "'\"`" and sign:
            return TreeNode(self._string(), line, above, step)
        if number := _NUMBER.match(self.text, self.at):
            self.at = number.end()
            return TreeNode(_number(number[0]), line, above, step)
        if call := _CALL.match(self.text, self.at):
            return self._call(call, TreeNode(None, line, above, step), depth)
        if word := _WORD.match(self.text, self.at):
            self.at = word.end()
            name = re.sub(r"[\s?]+", "", word[0])
            value = _WORDS[name] if name in _WORDS else Reference(name)
            return TreeNode(value, line, above, step)
        raise _NoData

    def _call(self, call: re.Match[str], node: TreeNode, depth: int) -> TreeNode:
        """Read `new Date("…")`, `Object.freeze(…)` and `new Array()`; others are no data."""
        start, self.at = self.at, call.end()
        name = call[2].rpartition(".")[2]
        if name == "Array" and self._is_next(")"):
            return replace(node, value=[])
        if name in ("Date", "freeze", "parse", "String", "dedent", "defineConfig"):
            value = self._value(node.above, node.step, depth + 1)
            self._skip_comma(")")
            if self._is_next(")"):
                return value
        self.at = start
        raise _NoData

    def _string(self) -> str:
        parts: list[str] = []
        while True:
            match = _STRING.match(self.text, self.at)
            if not match:
                raise _NoData
            said = next(group for group in match.groups() if group is not None)
            if match[3] is not None and "${" in said:
                raise _NoData
            parts.append(_ESCAPE.sub(_unescape, said))
            self.at = match.end()
            more = re.compile(r"\s*\+\s*(?=['\"`])").match(self.text, self.at)
            if not more:
                return _join_surrogates("".join(parts))
            self.at = more.end()

    def _list(self, node: TreeNode, depth: int) -> TreeNode:
        self.at += 1
        while not self._is_next("]"):
            if self._is_next(","):
                continue
            if (item := self._item(node, len(node.value), depth, "]")) is not None:
                node.value.append(item)
        return node

    def _mapping(self, node: TreeNode, depth: int) -> TreeNode:
        self.at += 1
        while not self._is_next("}"):
            if self._is_next(","):
                continue
            key = self._key()
            if key is None or key in node.value:
                self._skip("}")
            elif self._is_next(":"):
                if (value := self._item(node, key, depth, "}")) is not None:
                    node.value[key] = value
            elif self.text[self.at : self.at + 1] in ("}", ","):
                node.value[key] = TreeNode(Reference(key), self._line(), node, key)
            else:
                self._skip("}")
        return node

    def _key(self) -> str | None:
        self._blank()
        if self.text[self.at : self.at + 1] in ("'", '"'):
            try:
                return self._string()
            except _NoData:
                return None
        match = _KEY.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match[0] if match else None

    def _item(self, above: TreeNode, step: str | int, depth: int, end: str) -> TreeNode | None:
        """Read a value in a list or mapping; what is no data is skipped."""
        self._blank()
        try:
            value = self._value(above, step, depth + 1)
            if self.text[self.at : self.at + 1] in (",", end):
                return value
        except _NoData:
            pass
        self._skip(end)
        return None

    def _skip(self, end: str) -> None:
        """Skip what is no data up to the next comma or the end of the list or mapping around it."""
        start, line, depth = self.at, self._line(), [end]
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign == depth[-1]:
                if len(depth) == 1:
                    break
                depth.pop()
            elif sign in _PAIRS:
                depth.append(_PAIRS[sign])
            elif sign == "," and len(depth) == 1:
                break
            match = _BLANK.match(self.text, self.at) or _STRING.match(self.text, self.at)
            match = match or _SKIPPED.match(self.text, self.at)
            self.at = match.end() if match else self.at + 1
        said = " ".join(self.text[start : min(self.at, start + 200)].split())[:60]
        if said:
            self.skipped.append(TreeNode(said, line))

    def _skip_comma(self, end: str) -> None:
        self._blank()
        sign = self.text[self.at : self.at + 1]
        if sign == ",":
            self.at += 1
        elif sign != end:
            raise _NoData

    def _is_next(self, sign: str) -> bool:
        self._blank()
        if self.at >= len(self.text):
            raise UnreadableDocument(
                f"the script ends before a {sign!r} that closes its data", self._line()
            )
        if self.text[self.at] != sign:
            return False
        self.at += 1
        return True

    def _casts(self) -> None:
        while match := _CAST.match(self.text, self.at):
            self.at = match.end()

    def _blank(self) -> None:
        if match := _BLANK.match(self.text, self.at):
            self.at = match.end()

    def _line(self) -> int:
        if self.at >= self.counted:
            self.line += self.text.count("\n", self.counted, self.at)
        else:
            self.line -= self.text.count("\n", self.at, self.counted)
        self.counted = self.at
        return self.line


SKIPPED = "(skipped)"
"""The key under which a script's tree lists what is no data: texts with their lines."""


def _number(text: str) -> Number:
    plain = text.replace("_", "").removeprefix("+")
    if plain.lower().lstrip("-").startswith("0x"):
        return Number(int(plain, 16))
    return Number(f"0{plain}" if plain.startswith(".") else plain)


def _join_surrogates(text: str) -> str:
    """Return a text in which two escaped halves are the one sign that they stand for."""
    if not re.search("[\ud800-\udfff]", text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(match: re.Match[str]) -> str:
    said = match[1]
    if said[0] in "ux" and len(said) > 1:
        code = int(said[1:].strip("{}"), 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    return _ESCAPES.get(said, said)


def find_gaps(root: TreeNode) -> Iterator[tuple[int, str]]:
    """Yield line and beginning of what in a script is no data."""
    for node in root.get(SKIPPED):
        yield node.line, node.text


def find_radar(root: TreeNode) -> TreeNode:
    """Return the part of a script's data that is a radar: a call, an export, else all of it."""
    held = dict(root.items())
    named = [held[name] for name in ("radar_visualization", "default") if name in held]
    others = [node for name, node in held.items() if name != SKIPPED]
    for node in (*named, root, *others):
        if node.get("entries").is_list and (node is not root or "rings" in root):
            return node
    return next((node for node in named if node.is_mapping or node.is_list), root)
