"""Slips in YAML: what is said of each, and in which line and column."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.yaml import Items, Scalar, Table, Wrong, pairs_once, parse

SLIPS = {
    "a: |\t# c\n": (1, 5, "tab character"),
    "a: |\n  b\n\t\n  c\n": (4, 3, "expected key"),
    "-\ta\n": (1, 2, "tab character"),
    "a: b\n\tc: d\n": (2, 1, "tab character"),
    "a:\n\t- b\n": (2, 1, "tab character"),
    "-\t- a\n": (1, 2, "tab character"),
    "a: b: c\n": (1, 5, "mapping values"),
    "a: b\n  c: d\n": (2, 4, "mapping values"),
    "a: - b\n": (1, 4, "sequence entries"),
    "a\nb: c\n": (2, 2, "mapping values"),
    "x: y\na\nb: c\n": (2, 1, "expected ':'"),
    "x: 1\na\n  b: c\n": (2, 1, "expected ':'"),
    'a: "b" c\n': (1, 8, "expected key"),
    "a: [b] c\n": (1, 8, "expected key"),
    "  a: b\nc: d\n": (2, 1, "expected key"),
    "a:\n    b: c\n  d: e\n": (3, 3, "expected key"),
    "- a\nb: c\n": (2, 1, "'-' indicator"),
    "a: @b\n": (1, 4, "cannot start"),
    "a: %b\n": (1, 4, "cannot start"),
    "a: ]\n": (1, 4, "node content"),
    "a: [b, , c]\n": (1, 8, "node content"),
    "a: [b\nc: d\n": (1, 4, "never closed"),
    "a: {b: c, d\ne: f\n": (1, 4, "never closed"),
    "a: 'b\nc: d\n": (1, 4, "never closed"),
    'a: "b\n---\nc"\n': (1, 4, "never closed"),
    "a: [b\n---\nc]\n": (1, 4, "never closed"),
    'a: "\\q"\n': (1, 5, "unknown escape"),
    'a: "x\\u12"\n': (1, 6, "4 hexadecimal"),
    'a: "\\U00110000"\n': (1, 5, "no character"),
    'a: "\\ud83d"\n': (1, 5, "half of a pair"),
    'a: "\\ude00\\ud83d"\n': (1, 5, "half of a pair"),
    "a: |x\n": (1, 4, "chomping"),
    "a: |0\n": (1, 4, "chomping"),
    "a: b\n\ufeffc: d\n": (2, 1, "byte order mark"),
    "a: b\n...\nc: d\n": (3, 1, "second YAML document"),
    "%TAG ! x\n---\na: b\n": (1, 1, "directive"),
    "%YAML 1.2\na: b\n": (2, 1, "---"),
    "? a\n: b\n? - c\n: d\n": (3, 3, "a key must be a text"),
}


@pytest.mark.parametrize("text", SLIPS)
def test_every_slip_has_its_place(text: str) -> None:
    """A slip is told where it is, in words, and with CRLF at the same place."""
    line, column, words = SLIPS[text]
    for source in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        with pytest.raises(Wrong, match=words) as raised:
            parse(source)
        assert (raised.value.at.line, raised.value.at.column) == (line, column)


@given(st.text(), st.booleans())
def test_texts_of_json_are_read(text: str, ascii_: bool) -> None:
    """A text as JSON writes it, emoji as pairs of escapes among them, is read as it was."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode()
    source = json.dumps([text], ensure_ascii=ascii_)
    sound = not any(sign in source for sign in map(chr, (0x7F, 0xFFFE, 0xFFFF, *range(0x80, 0xA0))))
    if sound or (ascii_ and "\x7f" not in source):
        node = parse(source)
        assert isinstance(node, Items)
        assert isinstance(node.nodes[0], Scalar)
        assert node.nodes[0].text == text


def test_emoji_as_json_writes_them() -> None:
    """A pair of surrogates is the one character that it stands for."""
    node = parse(r'a: "\ud83d\udc69\u200d\ud83d\uDCBB!"')
    assert isinstance(node, Table)
    assert node.pairs[0][1].text == "👩\u200d💻!"  # type: ignore[union-attr] # a text


def test_a_key_that_comes_again() -> None:
    """The first counts, each later one is told with the line of the first; case counts."""
    node = parse("a: 1\nA: 2\n'a': 3\nb: 4\na: 5\n")
    assert isinstance(node, Table)
    told = [(key.line, wrong and wrong.message) for key, _, wrong in pairs_once(node)]
    again = '"a" was given in line 1 already'
    assert told == [(1, None), (2, None), (3, again), (4, None), (5, again)]


@given(st.text(st.sampled_from("a:- \n\t[]{}'\"|>#?,\\"), max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    """Whatever stands in a file: nodes, or one problem whose place is in the file."""
    wrong = None
    try:
        parse(text)
    except Wrong as raised:
        wrong = raised
    lines = text.split("\n")
    assert wrong is None or 1 <= wrong.at.line <= len(lines)
    assert wrong is None or 1 <= wrong.at.column <= len(lines[wrong.at.line - 1]) + 1
