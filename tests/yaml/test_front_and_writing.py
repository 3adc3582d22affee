"""Front matter is found in one way; what is written is read back, here and by others."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from radar.yaml import (
    Items,
    Node,
    Scalar,
    Table,
    Wrong,
    find_front_matter,
    parse,
    write_document,
    write_text,
)
from radar.yaml.editing import compose, end_of

ENDS = ("\n", "\r\n", "\r")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("blank", ["", " ", "\t "])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_front_matter_is_found_however_lines_end(end: str, blank: str, mark: str) -> None:
    """Line ends of any kind, blanks after the hyphens and a byte order mark change nothing."""
    text = f"{mark}---{blank}{end}name: A{end}--- x{end}---{blank}{end}body{end}---{end}"
    front = find_front_matter(text)
    assert front is not None
    assert text[front.start : front.stop] == f"name: A{end}--- x{end}"
    assert text[front.end :] == f"{end}body{end}---{end}"


@pytest.mark.parametrize("text", ["", "name: A", " ---\n---\n", "----\n", "\n---\n---\n"])
def test_what_is_no_front_matter(text: str) -> None:
    """Three hyphens, and nothing else, begin the first line, or there is none."""
    assert find_front_matter(text) is None


@pytest.mark.parametrize("text", ["---", "---\nname: A\n", "---\n ---\n"])
def test_front_matter_that_never_closes(text: str) -> None:
    """What is opened is closed, or a problem."""
    with pytest.raises(Wrong, match="never closes"):
        find_front_matter(text)


def text_at(node: Node | None, *path: int) -> str:
    """Return the text of a node in lists and mappings."""
    for step in path:
        node = node.nodes[step] if isinstance(node, Items) else node.pairs[step][1]  # type: ignore[union-attr]
    assert isinstance(node, Scalar)
    return node.text


@given(texts, st.sampled_from(["", "'", '"', "|"]), st.booleans())
def test_any_text_can_be_written(text: str, style: str, flow: bool) -> None:
    """What is read back is what was written, on one line, alone and in brackets."""
    written = write_text(text, style, flow=flow)
    assert "\n" not in written
    assert text_at(parse(f"a: {written}\nb: c"), 0) == text
    assert text_at(compose(f"- {written}"), 0) == text
    if flow:
        assert text_at(parse("{a: [" + written + "], b: c}"), 0, 0) == text
        if yaml.safe_load(f"[{written}]") != [text]:  # only a date, which is one on purpose
            assert str(yaml.safe_load(f"[{written}]")[0]) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "~",
            "null",
            "yes",
            "No",
            "y",
            "1",
            "1.5",
            "1e3",
            "0x1F",
            "0o7",
            "12:30",
            ".5",
            ".inf",
        ),
        *("<<", "=", "2024-1-2", "2024-01-02 10:00", "-", "?", ": a", "a: b", "a #b", " a"),
        "a ",
        *(
            "'a",
            '"',
            "[a",
            "@a",
            "---",
            "...",
            "%a",
            "a\tb",
            "a\x85b",
            "a\u2028b",
            "\ufeffa",
            "👩\u200d💻:",
        ),
    ],
)
def test_texts_that_could_be_mistaken_are_quoted(text: str) -> None:
    """What another reader would take for something else is in quotes, and stays a text there."""
    for flow in (True, False):
        written = write_text(text, flow=flow)
        assert written[:1] == '"'
        assert yaml.safe_load(f"- {written}") == [text]
        assert text_at(parse(f"- {written}"), 0) == text


values = st.recursive(
    texts | st.booleans() | st.integers(-9999, 9999) | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(texts, values, min_size=1, max_size=4))
def test_any_document_can_be_written(value: dict[str, Any]) -> None:
    """Texts, numbers, lists and mappings come back as they were, in another parser too."""
    assert yaml.safe_load(write_document(value)) == value


@given(st.lists(texts, min_size=1, max_size=5), st.sampled_from(ENDS))
def test_offsets_are_those_of_the_text(items: list[str], end: str) -> None:
    """Where a text starts and ends is known by characters, however its lines end."""
    written = [write_text(item) for item in items]
    source = "".join(f"- a: {word}{end}" for word in written)
    root = compose(source)
    assert isinstance(root, Items)
    for item, word in zip(root.nodes, written, strict=True):
        assert isinstance(item, Table)
        value = item.pairs[0][1]
        assert source[value.start : end_of(source, value)] == word
