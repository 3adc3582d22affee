"""Events of PyYAML → nodes.

Events come one by one, so reading stops where something is too deep or too much. libyaml is quick
and reads whatever is in order; whatever it does not read, PyYAML's parser in Python decides on,
so that what is said does not depend on whether there is a libyaml, nor which.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from radar.yaml.complaints import explain, offset_of
from radar.yaml.nodes import Items, LineColumn, Node, Scalar, Table, Wrong
from radar.yaml.python_loader import PythonLoader
from radar.yaml.source import ParserText, locate, prepare

MAX_DEPTH = 32  # a radar needs six; Python's own stack would bear about ten times as many
MAX_NODES = 500_000  # texts, lists and mappings; 5 MB of entries have about 300,000
# characters before a mistake, up to which the parser in Python is asked: it needs a second for them
_MAX_SECOND_LOOK = 100_000
_IN_BLOCK = "while scanning a block scalar"
_IN_FLOW = "while parsing a flow sequence"
_NO_BLANK = re.compile(r".[-+1-9]*(?:#| *\t)")
_COMMENT = re.compile(r"[ \t]*(?:[ \t]|\n([ \t]+))(#[^\n]*)")
_INDENT = re.compile(r"[ \t]*(?:- +)*")
_GAP = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
_LONE_HALF = re.compile(
    r"(?:[^\\]|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\(?!(?:u|U0000)[dD][89a-fA-F]).)*+(\\)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"(\\(?:u|U0000))([0-9a-f]{4})")
_FAULTS = (yaml.YAMLError, Wrong, ValueError, OverflowError)


def read_document(text: str, first_line: int) -> Node | None:
    """Return the one document of a text whose lines end in line feeds, None if it is empty.

    Raises:
        Wrong: it is no YAML, or has something of YAML that we refuse.
    """
    with _no_collection():
        return _read_document(text, first_line)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from visiting nodes while they are made.

    Nodes never refer to each other in a circle, so there is nothing to collect; in a megabyte of
    short lists the visits took half of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_document(text: str, first_line: int) -> Node | None:
    source = prepare(text, first_line)
    quick = _quick_loader()
    if quick is not None:
        builder = _Builder(source, first_line)
        try:
            return builder.build(quick(source.text))
        except _FAULTS as fault:
            if max(builder.at, offset_of(fault)) > _MAX_SECOND_LOOK:
                raise explain(fault, source, first_line) from None
    loader = PythonLoader(source.text)
    try:
        return _Builder(source, first_line).build(loader)
    except _FAULTS as fault:
        raise explain(fault, source, first_line, loader) from None


def _quick_loader() -> Any:
    """Return the class of libyaml's parser, None where PyYAML was built without it."""
    if not hasattr(yaml, "CSafeLoader"):
        return None
    # the loader without what makes Python's values, which nobody asks it for
    return getattr(yaml.cyaml, "CParser")  # noqa: B009 - it has a type only in the loader


class _Builder:
    """Nodes made of events; `at` is where the last one refused begins."""

    def __init__(self, source: ParserText, first_line: int) -> None:
        self.text, self.signs, self.halves, self.written, self.has_keys = source
        self.first_line = first_line
        self.has_comments = "#" in self.text
        self.documents = self.nodes = self.at = 0
        self.opened: list[Any] = []
        self.levels: list[list[Node]] = [[]]

    def build(self, loader: Any) -> Node | None:
        """Read a document to its end.

        Raises:
            Wrong: it has something of YAML that we refuse, or too much of it.
            YAMLError: it is no YAML.
        """
        try:
            while True:
                event = loader.get_event()
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    # three in four values are texts, so these few lines are all that they cost
                    self.nodes += 1
                    if event.anchor or event.tag or self.nodes > MAX_NODES:
                        self.refuse(event)
                    self.levels[-1].append(self.scalar(event))
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self.open(event)
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self.close(event)
                elif kind is yaml.AliasEvent:
                    self.refuse(event)
                elif kind is yaml.DocumentStartEvent:
                    self.begin_document(event)
                elif kind is yaml.StreamEndEvent:
                    return self.levels[0][0] if self.levels[0] else None
        finally:
            loader.dispose()

    def scalar(self, event: Any) -> Scalar:
        mark, style, word = event.start_mark, event.style or "", event.value
        start, end = mark.index, event.end_mark.index
        if start == end:
            return self.empty(event)
        if style in ("|", ">") or self.has_keys:
            self.refuse_text(event, style)
        for letter, sign in self.signs:
            word = word.replace(letter, sign)
        if self.halves:
            word = self.join_halves(word, event) if style == '"' else self.restore_escapes(word)
        comment = "" if style or not self.has_comments else self.comment_behind(start, end)
        line, column = mark.line + self.first_line, mark.column + 1
        return Scalar(line, column, word, style, start, end, comment)

    def comment_behind(self, start: int, end: int) -> str:
        """Return the comment that may have been meant as part of the text before it, else ''."""
        found = _COMMENT.match(self.text, end)
        if not found:
            return ""
        if found[1] is not None:
            indent = _INDENT.match(self.text, self.text.rfind("\n", 0, start) + 1)
            if len(found[1]) <= (len(indent[0]) if indent else 0):
                return ""
        return found[2].rstrip()

    def refuse_text(self, event: Any, style: str) -> None:
        """Refuse a text that libyaml reads, and the parser in Python does not.

        That is a block without a blank before its comment, and in brackets a text with a `?`
        that might begin a key.
        """
        mark, opened = event.start_mark, self.opened[-1] if self.opened else None
        if style in ("|", ">") and _NO_BLANK.match(self.text, mark.index):
            raise yaml.MarkedYAMLError(_IN_BLOCK, mark, "expected indicators", mark)
        if style or not opened or not opened.flow_style:
            return
        if "?" in self.text[mark.index : event.end_mark.index]:
            where = opened.start_mark
            raise yaml.MarkedYAMLError(_IN_FLOW, where, "expected ',' or ']'", where)

    def empty(self, event: Any) -> Scalar:
        """Make a value that was not written; in brackets it is where the next sign stands.

        There the parsers name different places, and at the end of a text, too.
        """
        line, column = self.place(event)
        start = self.at
        if self.opened and self.opened[-1].flow_style:
            found = _GAP.match(self.text, start)
            gap = found[0] if found else ""
            line += gap.count("\n")
            column = len(gap) - gap.rfind("\n") if "\n" in gap else column + len(gap)
            start += len(gap)
        elif start == len(self.text):
            line, column = locate(self.text, start, self.first_line)
        comment = self.comment_behind(self.at, self.at) if self.has_comments else ""
        return Scalar(line, column, "", "", start, start, comment)

    def restore_escapes(self, word: str) -> str:
        """Put escapes of halves back where a backslash is a sign like any other."""
        return _ESCAPE.sub(lambda e: e[1] + self.halves.get(chr(int(e[2], 16)), e[2]), word)

    def join_halves(self, word: str, event: Any) -> str:
        """Make one character of two escapes, as JSON writes those above U+FFFF."""
        word = "".join(chr(int(self.halves[c], 16)) if c in self.halves else c for c in word)
        try:
            return word.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            start = event.start_mark.index
            found = _LONE_HALF.match(self.written, start, event.end_mark.index)
            at = locate(self.text, found.start(1) if found else start, self.first_line)
            message = "this is no valid YAML: found half of a pair of surrogates"
            hint = r"write both halves, as in \ud83d\ude00, or the character itself"
            raise Wrong(at, "bad-yaml", message, hint) from None

    def place(self, event: Any) -> LineColumn:
        mark = event.start_mark
        self.at = mark.index
        return LineColumn(mark.line + self.first_line, mark.column + 1)

    def refuse(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"YAML anchors and aliases are not read: {event.anchor[:40]!r}"
            hint = "write the value out, or quote a text that begins with & or *"
            raise Wrong(self.place(event), "yaml-anchor", message, hint)
        if getattr(event, "tag", None) is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"YAML tags are not read: {tag[:40]!r}"
            hint = "leave it out, or quote a text that begins with !"
            raise Wrong(self.place(event), "yaml-tag", message, hint)
        if self.nodes > MAX_NODES:
            message = f"more than {MAX_NODES:,} values in one file"
            raise Wrong(self.place(event), "too-large", message, "split the file")

    def open(self, event: Any) -> None:
        self.nodes += 1
        self.refuse(event)
        if len(self.opened) >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            raise Wrong(self.place(event), "too-deep", message)
        self.opened.append(event)
        self.levels.append([])

    def close(self, end_event: Any) -> None:
        nodes, event = self.levels.pop(), self.opened.pop()
        mark, flow = event.start_mark, bool(event.flow_style)
        line, column, start = mark.line + self.first_line, mark.column + 1, mark.index
        end = end_event.end_mark.index if flow else (nodes[-1].end if nodes else start)
        if type(event) is yaml.SequenceStartEvent:
            self.levels[-1].append(Items(line, column, tuple(nodes), flow, start, end))
            return
        for key in nodes[::2]:
            if not isinstance(key, Scalar):
                self.at = key.start
                raise Wrong(key, "bad-yaml", "a key must be a text")
        pairs: Any = zip(nodes[::2], nodes[1::2], strict=True)
        self.levels[-1].append(Table(line, column, tuple(pairs), flow, start, end))

    def begin_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second YAML document begins here"
            hint = "keep one document in each file"
            raise Wrong(self.place(event), "yaml-documents", message, hint)
