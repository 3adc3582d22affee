"""YAML with the line and column of every value, and without its surprises.

A scalar stays the text that was written, so that a technology may be called `1.10`, `no` or
`null`. Anchors, aliases and tags are refused, nesting and size are bounded: what is read is never
larger than what was written. The parser is PyYAML, which has two: libyaml's, where it was built
with it, and one in Python. What is read, and what is said of what cannot be read, is the same with
either. The modules, each importing only those before it::

    nodes       texts, lists and mappings with their places, and what is wrong with one
    source      a text made ready: what the two parsers read in different ways
    python_loader   the parser in Python, with tabs
    complaints  what a parser says is wrong, in our words
    parser      which of the two reads, and nodes from what it reads; the limits
    front       the front matter of a Markdown file
    writing     texts and documents written as YAML
    editing     one place of a text changed, the rest left as it is
"""

from __future__ import annotations

from radar.yaml.front import (
    FrontMatter,
    find_front_matter,
    near_front_matter,
    write_front_matter,
)
from radar.yaml.nodes import (
    Items,
    LineColumn,
    Node,
    Place,
    Reported,
    Scalar,
    Table,
    Wrong,
    is_empty,
    pairs_once,
)
from radar.yaml.parser import MAX_DEPTH, MAX_NODES, read_document
from radar.yaml.writing import Flow, Plain, mapping_lines, write_document, write_inline, write_text

__all__ = [
    "MAX_DEPTH",
    "MAX_NODES",
    "Flow",
    "FrontMatter",
    "Items",
    "LineColumn",
    "Node",
    "Place",
    "Plain",
    "Reported",
    "Scalar",
    "Table",
    "Wrong",
    "find_front_matter",
    "is_empty",
    "mapping_lines",
    "near_front_matter",
    "pairs_once",
    "parse",
    "write_document",
    "write_front_matter",
    "write_inline",
    "write_text",
]


def parse(text: str, first_line: int = 1) -> Node | None:
    """Return the one document of a YAML text, None where there is nothing in it.

    Lines end in a line feed, a carriage return or both; a byte order mark is left out.
    `first_line` is the number of the text's first line in its file.

    >>> node = parse("name: no")
    >>> [(key.text, value.text, value.column) for key, value in node.pairs]
    [('name', 'no', 7)]

    Raises:
        Wrong: it is no YAML, or has something of YAML that we refuse.
    """
    return read_document(_lines(text.removeprefix("\ufeff")), first_line)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
