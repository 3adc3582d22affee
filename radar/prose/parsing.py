"""The parser of all Markdown, and the one thing in it that can grow beyond measure: tables.

A row of a table may leave out cells, and the parser adds them: 500 columns and 500 short rows are
four thousand characters, and a quarter of a million cells. So the missing cells are counted first.
If they are too many for the length of a text, its tables are shown as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pyromark

Event = Any  # a tag as a string, or a mapping from the tag to what it carries

_MOST_LEFT_OUT = 400  # missing cells that any text may have
_LEFT_OUT_PER_CHARACTER = 0.5  # further ones; they take about as long as the rest of the text
_QUOTE = " \t>"
_RULE = frozenset(
    " \t|:->*+.)0123456789"
)  # of the row below the head, and marks of lists before it


_OPTIONS = pyromark.Options
_OURS = (
    _OPTIONS.ENABLE_FOOTNOTES
    | _OPTIONS.ENABLE_GFM
    | _OPTIONS.ENABLE_STRIKETHROUGH
    | _OPTIONS.ENABLE_TASKLISTS
    | _OPTIONS.ENABLE_WIKILINKS
)
_PLAIN = _OPTIONS.ENABLE_STRIKETHROUGH


@cache
def _parser(options: pyromark.Options, *, tables: bool) -> pyromark.Markdown:
    return pyromark.Markdown(options=options | _OPTIONS.ENABLE_TABLES if tables else options)


def parse(markdown: str) -> Iterator[tuple[Event, Mapping[str, int]]]:
    """Yield what a text is made of, comments included, each with its range in bytes of UTF-8."""
    return _events(markdown, _OURS)


def parse_plainly(markdown: str) -> Iterator[tuple[Event, Mapping[str, int]]]:
    """Yield what a text is made of to most other tools, which know fewer constructs than we."""
    return _events(markdown, _PLAIN)


def parse_as_commonmark(markdown: str) -> Iterator[tuple[Event, Mapping[str, int]]]:
    """Yield what a text is made of to tools without any construct beyond CommonMark."""
    events: Any = _parser(_OPTIONS(0), tables=False).events_with_range(markdown, merge_text=True)
    return events  # type: ignore[no-any-return] # as below


def _events(markdown: str, options: pyromark.Options) -> Iterator[tuple[Event, Mapping[str, int]]]:
    parser = _parser(options, tables=not sparse_table(markdown))
    events: Any = parser.events_with_range(markdown, merge_text=True)
    return events  # type: ignore[no-any-return] # typed dicts, read here as plain ones


def sparse_table(markdown: str) -> int:
    r"""Return the line, from 1, of the table that leaves out too many cells; 0 for none.

    >>> wide = "|a" * 99 + "\n" + "|-" * 99
    >>> sparse_table(f"{wide}\n|b"), sparse_table(wide + "\n|b" * 9)
    (0, 2)
    """
    if "|" not in markdown:
        return 0
    left_out, most = 0, _MOST_LEFT_OUT + len(markdown) * _LEFT_OUT_PER_CHARACTER
    columns, head = 0, 0
    for number, line in enumerate(markdown.split("\n"), 1):
        cells = line.count("|")
        if not line.strip(_QUOTE):
            columns = 0
        elif cells > 1 and "-" in line and _RULE.issuperset(line):
            columns, head = max(columns, cells), number
        left_out += max(columns - cells - 1, 0)
        if left_out > most:
            return head
    return 0
