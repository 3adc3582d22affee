"""Our parser against both of PyYAML's: where those agree, ours agrees with them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from radar.yaml import Wrong, find_front_matter, parse

from .second_opinion import LOADERS, Refused, read_with, without_offsets

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


def agree(text: str) -> None:
    """Assert that what both parsers of PyYAML read alike is what we read."""
    try:
        opinions = [without_offsets(read_with(loader, text)) for loader in LOADERS]
    except Refused:
        return
    if opinions[0] == opinions[-1]:
        assert without_offsets(parse(text)) == opinions[0]


@given(texts)
@example("a:\n- b\n- c: d\n  e: |\n    x\n\n     y\n\nf: >-\n  k\n  l\n\n  m\n")
@example('{a: [b, c: d], "e": "f\\\n   g", \'h\': i}')
@example("a: b\n  c\n\n  d # x\n? e\n: f\n")
def test_we_read_what_others_read(text: str) -> None:
    """A text that both parsers of PyYAML read alike, we read so too, with the same places."""
    if "{?" not in text and "[?" not in text:  # YAML 1.1 takes `?a` in brackets for a key
        agree(text)


def test_the_texts_of_this_project_are_read_alike(root: Path) -> None:
    """Every entry, example, theme and broken radar here says the same to all three parsers."""
    read = 0
    for folder in ("entries", "examples", "themes", "radar/words", "tests/invalid"):
        for path in sorted((root / folder).rglob("*")):
            text = _yaml_of(path)
            if text is not None and path.parent.name != "too-deep":
                agree(text)
                read += 1
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
        return text
    return text[front.start : front.stop] if front else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b\t# c", "b"),  # the pure parser refuses the tab before a comment
        ("a:\tb", "b"),
        ("a: b\t\n", "b"),
        ('a: "b"\t# c\n', "b"),
        ("a: b\n\t\n\t# c\n", "b"),
        ("a: [\n\tb\n]\n", ["b"]),
        ("a: |\n  b\n\t\n  c\n", "b\n\nc\n"),
        ("a: b\u2028c", "b\u2028c"),  # YAML 1.1 breaks lines here, and no editor does
        ("a: 'b\u2029  c\x85'", "b\u2029  c\x85"),
        ("a: |\n  b\u2028c\n", "b\u2028c\n"),
        ("a: b\ufeffc", "b\ufeffc"),
        ("\ufeffa: b", "b"),
        ('a: "\\/"', "/"),
        ("a: |\n    \n  b\n", "\nb\n"),
        ("a: [b, c:d, ?e]", ["b", "c:d", "?e"]),
        ("a: [http://b/?c=d,e]", ["http://b/?c=d", "e"]),
    ],
)
def test_where_others_disagree(text: str, value: object) -> None:
    """Tabs, line ends that only YAML 1.1 knows, marks: one answer, whatever the machine."""
    found = parse(text)
    node = found.pairs[0][1]  # type: ignore[union-attr] # see the texts
    assert (getattr(node, "text", None) or [item.text for item in node.nodes]) == value  # type: ignore[union-attr]


def test_no_other_parser_is_asked() -> None:
    """PyYAML is a second opinion of these tests alone: its version is of no account."""
    assert yaml.__version__ >= "6.0.2"
    assert 1 <= len(LOADERS) <= 2
