"""Twice the text takes twice the work, whatever it is made of."""

from __future__ import annotations

from contextlib import suppress

import pytest

from radar.yaml import Wrong, find_front_matter, parse
from radar.yaml.editing import compose

from ..growth import Reader, assert_work_in_line, read_long

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


def read_front_too(text: str) -> None:
    """Read a text in every way, and as the front matter of a page."""
    read(text)
    with suppress(Wrong):
        find_front_matter(text)


def counted(name: str) -> Reader:
    """Read that many parts, each of which may have its number in it."""
    before, after = AROUND.get(name, ("", ""))

    def make(size: int) -> str:
        return before + "".join(PARTS[name].format(n=n) for n in range(size)) + after

    # more than the 1,024 characters in which YAML looks for the colon after a key
    return Reader(read, make, 150)


def in_c(name: str) -> Reader:
    """Read a run of one thing, which a regular expression or libyaml takes in one call."""
    before, part, after = INSIDE_C[name]
    return Reader(read_front_too, lambda size: before + part * size + after, 2_000)


COUNTED = {name: counted(name) for name in PARTS}
LONG = {name: in_c(name) for name in INSIDE_C}


@pytest.mark.parametrize("name", COUNTED)
def test_work_is_in_line_with_length(name: str) -> None:
    """What Python does for each part does not depend on how many there are."""
    assert_work_in_line(*COUNTED[name])


@pytest.mark.parametrize("name", LONG)
def test_a_long_run_of_one_thing_is_read_to_its_end(name: str) -> None:
    """No regular expression tries all ways to part it."""
    read_long(LONG[name])
