"""What a parser of PyYAML says is wrong → our own words, with a place and what to do."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from radar.yaml.nodes import LineColumn, Wrong
from radar.yaml.source import ParserText


class _Case(NamedTuple):
    """`pattern` finds what a parser says.

    `opened` where the place is that of what began it; `back` is how many columns before the
    place that the parser names the mistake begins.
    """

    pattern: str
    message: str
    hint: str = ""
    opened: bool = False
    back: int = 0


_CLOSE = "close the quote, bracket or brace, and put commas between what is in it"
_QUOTE = "indent with spaces, and put a text that begins with @, ` or % into quotes"
_TAB = "YAML is indented with spaces: put spaces in the place of the tab"
_COLON = 'put a text that contains ": " into quotes, or indent the line like those around it'
_NO_COLON = "look for a key without a colon and a space after it"
_ALIKE = "look for a quote that is not closed, or lines that are not indented alike"
_BACKSLASH = r"write \\ for a backslash, or put the text into single quotes"
_DIGITS = r"after \x should be 2 hexadecimal digits, after \u 4 hexadecimal digits, after \U 8"
_NEVER_CLOSED = _Case("", "what is opened here is never closed", _CLOSE, True)
# the first that fits counts; words of the parser in Python, then of libyaml
_CASES = (
    _NEVER_CLOSED._replace(pattern="end of stream|document (separator|indicator)|[',] or '?[]}]"),
    _Case(
        r"\\t' that cannot|but found '\\t'|tab character",
        "found a tab character that violates indentation",
        _TAB,
    ),
    _Case("cannot start any token", "found character that cannot start any token", _QUOTE),
    _Case("mapping values", "mapping values are not allowed in this context", _COLON),
    _Case(
        "sequence entries",
        "block sequence entries are not allowed in this context",
        "put each item of the list on a line of its own, below its key",
    ),
    _Case("mapping keys", "a key is not allowed in this context", 'quote a text that is "?"'),
    _Case("expected ':'", "could not find expected ':'", _NO_COLON, True),
    _Case(
        "block scalar.*expected|indentation indicator",
        "expected chomping or indentation indicators, or the end of the line",
        "put a text that begins with | or > into quotes",
        True,
    ),
    _Case(
        "node content",
        "did not find expected node content",
        "put a text that begins with a bracket, a brace or a comma into quotes",
    ),
    _Case("block collection|'-' indicator", "did not find expected '-' indicator", _NO_COLON),
    _Case("block end|document start|expected key", "did not find expected key", _ALIKE),
    _Case("unknown escape", "found unknown escape character", _BACKSLASH, back=1),
    _Case("hexa?decimal", _DIGITS, _BACKSLASH, back=2),
    _Case("Unicode", "no character has this number", "write the character itself", back=2),
    _Case("directive|incompatible", "a YAML directive other than %YAML 1.x", "leave it out"),
)
_COMMENT = re.compile(r"(?:[\s\[,]|:\s)(#[^\s#!,\]}]{1,30})")
_END = re.compile(r"^\.\.\.(?=\s)", re.MULTILINE)
_TRICKS = {
    "anchor|alias": (
        "yaml-anchor",
        "YAML anchors and aliases are not read",
        "write the value out, or quote a text that begins with & or *",
    ),
    r"\btag\b": (
        "yaml-tag",
        "YAML tags are not read",
        "leave it out, or quote a text that begins with !",
    ),
}


def offset_of(fault: Exception) -> int:
    """Return how far a parser had read, 0 where it does not say."""
    mark = getattr(fault, "problem_mark", None)
    return mark.index if mark else 0


def explain(fault: Exception, source: ParserText, first_line: int, loader: Any = None) -> Wrong:
    """Make a problem of what a parser raised; `loader` is the one in Python, if it was it."""
    if isinstance(fault, Wrong):
        return fault
    if not isinstance(fault, yaml.MarkedYAMLError):  # a number in an escape is too high
        mark = loader.get_mark() if loader else None
        problem, opened = "Unicode", None
    else:
        problem, mark = fault.problem or "", fault.problem_mark
        opened = fault.context_mark or mark
        problem = f"{fault.context or ''}: {problem}"
    for pattern, (code, message, hint) in _TRICKS.items():
        if re.search(pattern, problem):
            return Wrong(_here(opened, first_line), code, message, hint)
    if re.search("expected '?<document start>", problem) and mark:
        return _after_document(source.text, mark, first_line)
    for case in _CASES:
        if re.search(case.pattern, problem):
            at = _here(opened if case.opened else mark, first_line, case.back)
            hint = _hint_at_comment(source.text, at.line - first_line) or case.hint
            return Wrong(at, "bad-yaml", f"this is no valid YAML: {case.message}", hint)
    return Wrong(_here(mark, first_line), "bad-yaml", "this is no valid YAML", _ALIKE)


def _hint_at_comment(text: str, row: int) -> str:
    """Return a hint where the line before the mistake, or its own, ends in `#` and a word."""
    lines = text.split("\n", row + 1)[max(row - 1, 0) : row + 1]
    comment = next(filter(None, map(_COMMENT.search, lines)), None)
    return (
        f'what follows " #" is a comment: put a text with {comment[1]} into quotes'
        if comment
        else ""
    )


def _after_document(text: str, mark: Any, first_line: int) -> Wrong:
    """Say what is wrong with what stands where a document ended."""
    at = _here(mark, first_line)
    if _END.search(text, 0, mark.index):
        message, hint = "a second YAML document begins here", "keep one document in each file"
        return Wrong(at, "yaml-documents", message, hint)
    if text.lstrip().startswith("%"):
        message = "this is no valid YAML: did not find --- after a directive"
        return Wrong(at, "bad-yaml", message, "leave %YAML out")
    return Wrong(at, "bad-yaml", "this is no valid YAML: did not find expected key", _ALIKE)


def _here(mark: Any, first_line: int, back: int = 0) -> LineColumn:
    if not mark:
        return LineColumn(first_line, 1)
    return LineColumn(mark.line + first_line, max(mark.column + 1 - back, 1))
