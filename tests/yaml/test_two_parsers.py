"""PyYAML has two parsers, libyaml's and one in Python: the answer is the same with either."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from radar.yaml import MAX_DEPTH, Wrong, find_front_matter, parse, parser

FRAGMENTS = (
    *("a", "b c", "key: ", "k:", "- ", "-", "\n", "\n  ", "\n ", "\n    ", " ", "[", "]", "{", "}"),
    *(", ", ": ", ":", "'x'", "'", '"', '"y"', "\\n", "\\", "|", "|-", ">", ">-", "|2", "#"),
    *(
        "# c",
        " #c",
        "?",
        "? ",
        "---",
        "...",
        "\n---\n",
        "\t",
        "~",
        "é",
        "http://x/?a=b",
        "''",
        '""',
    ),
    *(
        "a: 1",
        "- a\n",
        "x: y\n",
        "@",
        "`",
        "%",
        "\\u00e9",
        "|\n",
        ">\n",
        " :",
        "\t# c",
        "\u2028",
        "\\ud83d\\ude00",
        "&a ",
        " ? ",
        "text: |\n  l\n  m\n",
    ),
)
LINES = (
    *("key: v", "k: ", "- a", "- b: c", "- ", "- - x", "text: |", "fold: >", "line", "  deep", ""),
    *("# c", "'q': \"r\"", "? k", ": v", "m: [a, b]", "n: {a: b,", "c: d}", "plain text", "\ttab"),
    *("x: y # c", "-", "---", "...", "s: 'it", "goes on'", 'd: "a\\', 'b"'),
)
indented = st.builds(lambda n, line: " " * n + line, st.sampled_from([0, 0, 0, 2, 2, 4, 1]),
                     st.sampled_from(LINES))  # fmt: skip
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join) | st.lists(
    indented, max_size=9
).map("\n".join)


def read_with(loader: Any, text: str) -> Any:
    """Return all that is read in a text, or all that is said against it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "_quick_loader", lambda: loader)
        try:
            return parse(text)
        except Wrong as wrong:
            return wrong.at.line, wrong.at.column, wrong.code, wrong.message, wrong.hint


def agree(text: str) -> Any:
    """Assert that a text is read in one way, places and messages included; return that."""
    read = read_with(None, text)
    assert read_with(getattr(yaml, "CSafeLoader", None), text) == read
    return read


@given(texts)
@example("a:\n- b\n- c: d\n  e: |\n    x\n\n     y\n\nf: >-\n  k\n  l\n\n  m\n")
@example('{a: [b, c: d], "e": "f\\\n   g", \'h\': i, j: , k}')
@example("a: b\n  c\n\n  d # x\n? e\n: f\n")
@example("a: |#c\n  b\n")
@example("a: |\t# c\n  b\n")
@example("[a\n? b]")
@example("---")
@example("[a -? b]")
@example("[a - ? b]")
@example("%YAML 1.1#\n---\n")
def test_both_parsers_say_the_same(text: str) -> None:
    """Values, places and messages do not depend on whether there is a libyaml."""
    agree(text)


def test_the_texts_of_this_project_are_read_alike(root: Path) -> None:
    """Every entry, example, theme and broken radar here says the same to both parsers."""
    read = 0
    for folder in ("entries", "examples", "themes", "radar/words", "tests/invalid"):
        for path in sorted((root / folder).rglob("*")):
            text = _yaml_of(path)
            if text is not None:
                read += agree(text) is not None
    assert read > 100


def _yaml_of(path: Path) -> str | None:
    if path.suffix not in (".md", ".yaml") or not path.is_file():
        return None
    try:
        text = path.read_text(encoding="utf-8")
        front = find_front_matter(text)
    except (UnicodeDecodeError, Wrong):
        return None
    if path.suffix == ".yaml":
        return text if len(text) < 30_000 else None  # the parser in Python is slow
    return text[front.start : front.stop] if front else None


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[\n", "[[{a: ["])
def test_our_limit_of_depth_comes_first(opening: str) -> None:
    """However deep a text is, and whatever limit a parser has, ours is what is told."""
    for count in (MAX_DEPTH + 1, 1_100, 5_000):
        assert agree(opening * count)[2] == "too-deep"


def test_a_mistake_far_into_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What libyaml says of a mistake is told where the parser in Python would take too long."""
    text = "- a\n" * 100 + "x: 'y\n"
    exact = read_with(None, text)
    monkeypatch.setattr(parser, "_MAX_SECOND_LOOK", 10)
    found = agree(text)
    assert (found[0], found[2]) == (exact[0], exact[2]) == (101, "bad-yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b\t# c", "b"),  # the pure parser refuses the tab before a comment
        ("a:\tb", "b"),
        ("a: b\t\n", "b"),
        ('a: "b"\t# c\n', "b"),
        ("a: b\n\t\n\t# c\n", "b"),
        ("a: [\n\tb\n]\n", ["b"]),
        ("a: b\u2028c", "b\u2028c"),  # YAML 1.1 breaks lines here, and no editor does
        ("a: 'b\u2029  c\x85'", "b\u2029  c\x85"),
        ("a: |\n  b\u2028c\n", "b\u2028c\n"),
        ("a: b\ufeffc", "b\ufeffc"),
        ("\ufeffa: b", "b"),
        ('a: "\\/"', "/"),
        ("a: b\n\n\t\n  c\td", "b\n\nc\td"),
        ("a: [b ?, 'c?\u2028', \"\\ue000?\"]", ["b ?", "c?\u2028", "\ue000?"]),
        ("a: [b, c:d, ?e]", ["b", "c:d", "?e"]),
        ("a: [http://b/?c=d,e]", ["http://b/?c=d", "e"]),
    ],
)
def test_where_parsers_disagree(text: str, value: object) -> None:
    """Tabs, line ends that only YAML 1.1 knows, `?` in brackets: one answer, and which it is."""
    node = agree(text).pairs[0][1]
    assert (getattr(node, "text", None) or [item.text for item in node.nodes]) == value


def test_emoji_as_json_writes_them_are_read_by_the_quick_parser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One such character makes no file of megabytes slow."""
    monkeypatch.setattr(parser, "PythonLoader", None)
    if parser._quick_loader() is not None:
        (node,) = parse(r'- "\ud83d\uDE00"').nodes  # type: ignore[union-attr] # a list
        assert node.text == "😀"  # type: ignore[union-attr] # a text


@pytest.mark.parametrize(
    "word", [r"\ud83d\uDE00", r"\\ud83d", r"\U0000d83d \ue000", r"\ue000\udE00"]
)
@pytest.mark.parametrize("around", ["- {}", "- '{}'", "- |-\n  {}", " [{}]"])
def test_half_a_character_is_text_where_nothing_is_escaped(around: str, word: str) -> None:
    """Outside double quotes a backslash is a sign like any other."""
    text = 'x: "\\ud83d\\ude00"\ny:\n' + around.format(word)
    node = agree(text)
    assert node.pairs[0][1].text == "😀"
    assert node.pairs[1][1].nodes[0].text == word
