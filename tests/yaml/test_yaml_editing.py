"""Values put into a YAML text: several at once, in every style, with the rest as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.yaml import Items, Node, Scalar, Table, editing, parse, write_inline

ENDS = ("\n", "\r\n", "\r")
NEW = [{"id": "b"}, {"id": "c", "date": "2024-01-02"}]
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3)
)


def plain(node: Node | None) -> object:
    """Return what a node says, without places."""
    if isinstance(node, Items):
        return [plain(item) for item in node.nodes]
    if isinstance(node, Table):
        return {key.text: plain(value) for key, value in node.pairs}
    return node.text if isinstance(node, Scalar) else None


def table_of(text: str) -> Table:
    """Return the mapping that a text is."""
    return editing.as_table(editing.compose(text))


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    "before",
    [
        "editions: [{id: a}] # all\nx: y",
        "editions:\n  - id: a # first\n\nx: y",
        "editions:\n- {id: a}\nx: y",
        "{editions: [{id: a}], x: y}",
        "editions: [] # none yet\nx: y",
        "editions:\nx: y",
        "x: y\n",
        "{x: y, editions: []}",
        "{editions, x: y}",
    ],
)
def test_several_items_come_last_in_their_order(before: str, end: str) -> None:
    """A list gets several mappings at once; a key without any gets the list."""
    text = before.replace("\n", end)
    table = table_of(text)
    listed = editing.find_value(table, "editions")
    old = list(map(plain, editing.items_of(listed)))
    if isinstance(listed, Items) and listed.nodes:
        after = editing.append_items(text, listed, NEW)
    else:
        after = editing.put_list(text, table, "editions", NEW)
    assert plain(parse(after)) == {"editions": [*old, *NEW], "x": "y"}
    assert "\n" not in after.replace(end, "")
    assert after.count("#") == text.count("#")


@pytest.mark.parametrize(
    "before",
    ["a:\nb: x", "a: # why\nb: x", 'a: ""\nb: x', "a: []\nb: x", "{a, b: x}", "{b: x, a: }"],
)
@given(value=values)
def test_any_value_takes_the_place_of_nothing(before: str, value: object) -> None:
    """A key without a value, with empty quotes or with an empty list may be given any value."""
    assert isinstance(value, str | list | dict)
    after = editing.put_value(before, table_of(before), "a", value)
    assert plain(parse(after)) == {"a": value, "b": "x"}


@given(values)
def test_any_value_can_be_written_on_one_line(value: object) -> None:
    """What is read back is what was written, in brackets and beside a key."""
    written = write_inline(value)
    assert "\n" not in written
    assert plain(parse(f"[{written}]")) == [value]
    assert plain(parse(f"a: {written}\nb: c")) == {"a": value, "b": "c"}


def test_what_is_no_mapping_is_refused() -> None:
    """Only a mapping can be given a pair."""
    with pytest.raises(ValueError, match="no mapping"):
        editing.as_table(editing.compose("[a]"))
