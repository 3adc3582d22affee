"""Twice the text takes twice the work, whatever it is made of."""

from __future__ import annotations

from contextlib import suppress

import pytest

from radar.yaml import Wrong, find_front_matter, parse
from radar.yaml.editing import compose

from ..growth import assert_cpu_in_line, assert_work_in_line

PARTS = {
    "keys": "key{n}: value\n",
    "items": "- item\n",
    "items in brackets": "a,",
    "pairs in brackets": "a: b,",
    "lists in brackets": "[a, {{b: c}}],",
    "nested": "- a:\n  - b: {{c: [d]}}\n",
    "empty values": "k{n}:\n",
    "lines of one text": "  words\n",
    "empty lines": "\n",
    "comments": "# words\n",
    "blocks": "k{n}: |\n  words\n\n  words\n",
    "folded": "k{n}: >\n  words\n  words\n",
    "quoted": "- \"a\\u00e9 \\n\"\n- 'it''s'\n",
    "long keys": "? k{n}\n: v\n",
}
# around the parts: what they are in
AROUND = {
    "items in brackets": ("[", "]"),
    "pairs in brackets": ("[", "]"),
    "lists in brackets": ("[", "]"),
    "lines of one text": ("a:\n", ""),
}
INSIDE_C = {
    "blanks": ("a: b", " ", "c"),
    "blanks at the end": ("a: b", " ", "\n"),
    "tabs": ("a: b\n", "\t", "\n"),
    "colons": ("a: ", "b:", "c"),
    "an open quote": ('a: "', "x ", ""),
    "backslashes": ('a: "', "\\\\", '"'),
    "blank lines in quotes": ('a: "', " \n", '"'),
    "hyphens": ("---\n", "---x\n", "---\n"),
    "dashes": ("", "- ", ""),
    "empty lines": ("a: b\n", "\n", "c: d\n"),
    "a block": ("a: |\n", "  b\n\n", ""),
}


def read(text: str) -> None:
    """Read a text in every way."""
    with suppress(Wrong):
        parse(text)
    with suppress(ValueError):
        compose(text)


@pytest.mark.parametrize("name", PARTS)
def test_work_is_in_line_with_length(name: str) -> None:
    """What Python does for each part does not depend on how many there are."""
    before, after = AROUND.get(name, ("", ""))

    def make(size: int) -> str:
        return before + "".join(PARTS[name].format(n=n) for n in range(size)) + after

    # more than the 1,024 characters in which YAML looks for the colon after a key
    assert_work_in_line(read, make, 150)


@pytest.mark.parametrize("name", INSIDE_C)
def test_time_is_in_line_with_length(name: str) -> None:
    """What regular expressions do with a run of one thing does not take its square."""
    before, part, after = INSIDE_C[name]

    def read_all(text: str) -> None:
        read(text)
        with suppress(Wrong):
            find_front_matter(text)

    assert_cpu_in_line(read_all, lambda size: before + part * size + after, 2_000)
