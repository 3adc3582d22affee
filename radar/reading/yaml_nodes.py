"""YAML with the line and column of every value, and without its surprises.

A scalar stays the text that was written, so that a technology may be called `1.10`, `no` or
`null`. Anchors, aliases and tags are refused, nesting and size are bounded: what is read is never
larger than what was written. Built from the parser's events, because those come one by one and
can be stopped.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeAlias

import yaml

MAX_DEPTH = 32
MAX_NODES = 500_000
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Here(NamedTuple):
    """A place in a file, both counted from 1; 0 stands for "not known"."""

    line: int
    column: int


class Place(Protocol):
    """Anything that knows where it stands in its file."""

    @property
    def line(self) -> int:
        """The line, counted from 1."""

    @property
    def column(self) -> int:
        """The column in characters, counted from 1."""


class Wrong(Exception):  # noqa: N818 - what the input is
    """A file, or a value in one, is not what it should be; its `Sheet` makes a `Problem` of it."""

    def __init__(self, at: Place, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.at, self.code, self.message, self.hint = at, code, message, hint


class Reported(Exception):  # noqa: N818 - what the mistake is
    """A value is of no use, and why was reported in more detail already."""


class Scalar(NamedTuple):
    """A text. `style` is its first character: a quote, `|` or `>`, '' where it is plain."""

    line: int
    column: int
    text: str
    style: str = ""


class Items(NamedTuple):
    """A list."""

    line: int
    column: int
    nodes: tuple[Node, ...]


class Table(NamedTuple):
    """A mapping, as pairs in the order of the file; a key may come twice."""

    line: int
    column: int
    pairs: tuple[tuple[Scalar, Node], ...]


Node: TypeAlias = "Scalar | Items | Table"


def parse(text: str, first_line: int = 1) -> Node | None:
    """Return the one document of a YAML text, None where there is nothing in it.

    `first_line` is the number of the text's first line in its file.

    >>> parse("name: no")
    Table(line=1, column=1, pairs=((Scalar(...text='name'...), Scalar(...text='no'...)),))

    Raises:
        Wrong: it is no YAML, or has something of YAML that we refuse.
    """
    loader = _LOADER(text)
    try:
        return _Builder(first_line).build(loader)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, first_line) from None
    except yaml.YAMLError as error:
        raise Wrong(Here(first_line, 1), "bad-yaml", f"this is no valid YAML: {error}") from None
    finally:
        loader.dispose()


class _Builder:
    def __init__(self, first_line: int) -> None:
        self.shift = first_line
        self.documents = 0
        self.nodes = 0
        self.opened: list[Any] = []
        self.levels: list[list[Node]] = [[]]

    def build(self, loader: Any) -> Node | None:
        while True:
            event = loader.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                # three in four values are texts, so these few lines are all that they cost
                self.nodes += 1
                if event.anchor or event.tag or self.nodes > MAX_NODES:
                    self.refuse(event)
                mark, style = event.start_mark, event.style or ""
                scalar = Scalar(mark.line + self.shift, mark.column + 1, event.value, style)
                self.levels[-1].append(scalar)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.open(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.close()
            elif kind is yaml.AliasEvent:
                self.refuse(event)
            elif kind is yaml.DocumentStartEvent:
                self.document(event)
            elif kind is yaml.StreamEndEvent:
                return self.levels[0][0] if self.levels[0] else None

    def place(self, event: Any) -> Here:
        mark = event.start_mark
        return Here(mark.line + self.shift, mark.column + 1)

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

    def close(self) -> None:
        nodes, event = self.levels.pop(), self.opened.pop()
        line, column = self.place(event)
        if type(event) is yaml.SequenceStartEvent:
            self.levels[-1].append(Items(line, column, tuple(nodes)))
            return
        for key in nodes[::2]:
            if not isinstance(key, Scalar):
                raise Wrong(key, "bad-yaml", "a key must be a text")
        pairs: Any = zip(nodes[::2], nodes[1::2], strict=True)
        self.levels[-1].append(Table(line, column, tuple(pairs)))

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second YAML document begins here"
            hint = "keep one document in each file"
            raise Wrong(self.place(event), "yaml-documents", message, hint)


_HINTS = {
    "tab character": "YAML is indented with spaces: put spaces in the place of the tab",
    "never closed": "close the quote, bracket or brace, and put commas between what is in it",
    "mapping values are not allowed": 'put a text that contains ": " into quotes, '
    "or indent the line like those around it",
    "that cannot start any token": "indent with spaces, and put a text that begins with "
    "@, ` or % into quotes",
    "did not find expected key": "look for a quote that is not closed, or lines that are not "
    "indented alike",
    "could not find expected ':'": "look for a key without a colon and a space after it",
}


def _explained(error: yaml.MarkedYAMLError, first_line: int) -> Wrong:
    problem = (error.problem or error.context or "it ends too early").strip()
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark
    if opened and ("end of stream" in problem or "expected ',' or" in problem):
        # where it was noticed says nothing; where it began does
        mark, problem = opened, "what is opened here is never closed"
    elif opened and problem == "could not find expected ':'":
        mark = opened  # the key, and not what comes after it
    hint = next((hint for part, hint in _HINTS.items() if part in problem), "")
    place = Here(mark.line + first_line, mark.column + 1) if mark else Here(first_line, 1)
    return Wrong(place, "bad-yaml", f"this is no valid YAML: {problem}", hint)
