"""YAML with the place of every value."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from radar.yaml import Items, Node, Scalar, Table, Wrong, parse, parser

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]))
values = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def plain(node: Node | None) -> Any:
    """Return what a node says, without the places."""
    if isinstance(node, Items):
        return [plain(item) for item in node.nodes]
    if isinstance(node, Table):
        return {key.text: plain(value) for key, value in node.pairs}
    return node.text if node else None


@given(values)
def test_what_was_written_is_read(value: Any) -> None:
    """Texts, lists and mappings arrive as they were written, in either style of YAML."""
    for flow in (True, False):
        text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, width=30)
        assert plain(parse(text)) == value
    assert plain(parse(json.dumps(value, ensure_ascii=False))) == value


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=8))
def test_every_value_knows_where_it_stands(items: list[str]) -> None:
    """Lines and columns are those of the file, counted from 1."""
    text = "".join(f"{' ' * 2}- {item}\n" for item in items)
    node = parse(text, first_line=5)
    assert isinstance(node, Items)
    assert [(item.line, item.column) for item in node.nodes] == [
        (5 + place, 5) for place in range(len(items))
    ]


@pytest.mark.parametrize(
    "text", ["1.10", "no", "null", "~", "2022-01-01", "0o7", "1_000", "=", "<<"]
)
def test_scalars_stay_text(text: str) -> None:
    """Nothing is taken for a number, a date or a truth value."""
    assert plain(parse(f"a: {text}")) == {"a": text}


def test_nothing_is_told_from_an_empty_text() -> None:
    """`a:` and `a: ""` differ by the style."""
    node = parse('a:\nb: ""\n')
    assert isinstance(node, Table)
    assert [value.style for _, value in node.pairs if isinstance(value, Scalar)] == ["", '"']
    assert parse("# nothing\n") is None


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: &x 1", "yaml-anchor", (1, 4)),
        ("a: *x", "yaml-anchor", (1, 4)),
        ("a: &x [*x]", "yaml-anchor", (1, 4)),
        ("a: !x 1", "yaml-tag", (1, 4)),
        ("a: !!int 1", "yaml-tag", (1, 4)),
        ("--- !x\na: 1", "yaml-tag", (1, 5)),
        ("a\n---\nb", "yaml-documents", (2, 1)),
        ("[" * 100_000, "too-deep", (1, 33)),
        ("{a: " * 100_000, "too-deep", (1, 129)),
        ("- " * 100_000, "too-deep", (1, 65)),
        ("? " * 100_000, "too-deep", (1, 65)),
        ("[x]: y", "bad-yaml", (1, 1)),
        ("%YAML 9.9\n---\na", "bad-yaml", (1, 1)),
        ("a: 'b", "bad-yaml", (1, 4)),
        ("a: [b", "bad-yaml", (1, 4)),
        ("a: b\n\x01", "control-character", (2, 1)),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_what_is_refused(text: str, code: str, place: tuple[int, int]) -> None:
    """Anchors, aliases, tags, a second document, deep nesting and bad YAML have their places."""
    with pytest.raises(Wrong) as raised:
        parse(text)
    assert (raised.value.code, (raised.value.at.line, raised.value.at.column)) == (code, place)


def test_a_file_has_only_so_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is small on the disk cannot become large in memory; the limit itself is inside."""
    assert parser.MAX_NODES == 500_000
    monkeypatch.setattr(parser, "MAX_NODES", 5)
    for sound in ("[a, a, a, a]", "[a, a, a, []]", "{a: a, b: {}}"):
        assert parse(sound) is not None
    for large in ("[a, a, a, a, a]", "[a, a, a, a, []]", "{a: a, b: {}, c: []}"):
        with pytest.raises(Wrong, match="more than 5 values") as raised:
            parse(large)
        assert raised.value.code == "too-large"


@pytest.mark.parametrize(("sign", "what"), [("&", "anchors and aliases"), ("!", "tags")])
def test_a_long_name_is_cut(sign: str, what: str) -> None:
    """An anchor or a tag that is longer than forty characters is shown in part."""
    with pytest.raises(Wrong) as raised:
        parse(f"{sign}{'x' * 50} a")
    assert raised.value.message.count("x") == 40 - (sign == "!")


@pytest.mark.parametrize("switch", [gc.enable, gc.disable])
@pytest.mark.parametrize("text", ["a: [1, 2]", "a: &x 1", "a: ["])
def test_the_garbage_collector_is_as_it_was(text: str, switch: Callable[[], None]) -> None:
    """It rests while a document is read, and is then as before, after one that is refused, too."""
    before = gc.isenabled()
    try:
        switch()
        with suppress(Wrong):
            parse(text)
        assert gc.isenabled() == (switch is gc.enable)
    finally:
        (gc.enable if before else gc.disable)()
