"""Whatever the files hold, reading ends in a radar or in problems with their places."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from radar.files import MemoryTree, printable_name
from radar.reading import Reading, read_tree

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = (ROOT / "entries" / "radar.yaml").read_bytes()
ENTRY = (ROOT / "entries" / "kubefed.md").read_bytes()
CHINESE = (ROOT / "entries" / "kubefed.zh.md").read_bytes()
LISTING = b"entries:\n  - {id: x, name: X, quadrant: data, ring: hold, text: |\n  }\n"
WORDS = b"entries: {one: '{n} thing', other: '{n} things'}\nnew: fresh\n"
FILES = {
    "radar.yaml": SETTINGS,
    "kubefed.md": ENTRY,
    "kubefed.zh.md": CHINESE,
    "more.yaml": LISTING,
    "words/en.yaml": WORDS,
    "index.md": b"Hello [[kubefed]]\n",
}
# what YAML, front matter and our own reading turn on
PIECES = [
    *(c.encode() for c in "-:?[]{}&*!|>'\"%@`#,~=<. \t\n\r\0\x1b\x85\u2028\ufeff\ud7ff😀"),
    *(
        b"---\n",
        b"\n---",
        b"...\n",
        b"- ",
        b": ",
        b"<<: ",
        b"*a",
        b"&a ",
        b"!!str ",
        b"\xff",
        b"\xc3",
    ),
    *(b"null", b"true", b"1e400", b"9" * 5000, b"-1", b".nan", b"0x1", b"removed", b"[]", b"{}"),
    *(b"ring: adopt\n", b"history: {}\n", b"'2022': removed\n", b"id: x\n", b"languages: [zh]\n"),
    *(
        b"https://[",
        b"javascript:",
        b"{path}",
        b"{n.a}",
        b"\\ud800",
        b"\\0",
        b"[" * 50,
        b"{a: " * 50,
    ),
]


def check(files: dict[str, bytes]) -> Reading:
    """Read files and hold what is said to its form."""
    reading = read_tree(MemoryTree(files))
    assert reading.radar is not None or reading.problems
    # YAML counts more line ends than others do
    texts = {name: data.decode("utf-8-sig", "replace") for name, data in files.items()}
    last = {printable_name(name): len(text.splitlines()) + 1 for name, text in texts.items()}
    for problem in reading.problems:
        assert re.fullmatch(r"[a-z0-9-]+", problem.code)
        assert problem.message
        assert 0 <= problem.line <= {"radar.yaml": 1, **last}[problem.path]
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", str(problem))
    return reading


@st.composite
def changed(draw: st.DrawFn) -> dict[str, bytes]:
    """Take sound files and damage one of them in a few places."""
    name = draw(st.sampled_from(sorted(FILES)))
    data = FILES[name]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([0, 0, 1, 2, 8, 64]))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=6))
        data = data[:start] + piece + data[start + length :]
    return {**FILES, name: data}


@given(st.sampled_from(sorted(FILES)), st.binary(max_size=200))
def test_any_bytes(name: str, data: bytes) -> None:
    """Any bytes in any file give a radar or problems."""
    check({**FILES, name: data})


@given(changed())
def test_damaged_files(files: dict[str, bytes]) -> None:
    """Sound files with damage in them give a radar or problems."""
    check(files)


@given(st.dictionaries(st.text(max_size=12), st.binary(max_size=30), max_size=4))
@example({"\ud800.md": b""})
@example(
    {"": b"", "/": b"", ".md": b"", "..md": b"", "a/.md": b"", ".zh.md": b"", "words/.yaml": b""}
)
def test_any_names(files: dict[str, bytes]) -> None:
    """Files of any name give a radar or problems."""
    check({**files, "radar.yaml": SETTINGS})


HOSTILE = {
    "the same key": b"a: b\n" * 200_000,
    "one word": b"a" * 1_000_000,
    "a list": b"- a\n" * 250_000,
    "brackets": b"[" * 1_000_000,
    "braces": b"{a: " * 250_000,
    "question marks": b"? " * 500_000,
    "quotes": b"'" * 1_000_001,
    "anchors": b"a: " + b"&a [*a]" * 100_000,
    "a long title": b"title: " + b"x " * 500_000,
    "quadrants": b"quadrants: [" + b"a, " * 300_000 + b"]",
    "entries": b"entries:\n" + b"- {name: a, ring: b}\n" * 45_000,
    "aliases": b"rings: [{name: a, aliases: ["
    + b",".join(b"%d" % n for n in range(130_000))
    + b"]}]",
    "keys": b"".join(b"k%d: v\n" % n for n in range(90_000)),
    "editions": b"editions: [" + b",".join(b"%d" % n for n in range(140_000)) + b"]\n",
    "fences": b"---\n" * 250_000,
    "related": b"name: a\nrelated: [" + b",".join(b"%d" % n for n in range(140_000)) + b"]\n",
    "tags": b"name: a\ntags: [" + b"a," * 400_000 + b"]\n",
    "history": b"name: a\nhistory: {" + b",".join(b"%d: a" % n for n in range(100_000)) + b"}\n",
}


@pytest.mark.thorough
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_megabyte(what: str) -> None:
    """A megabyte of anything ends in problems, at most a thousand of a kind and their count."""
    text = HOSTILE[what]
    settings = b"title: x\nquadrants: [a, b]\n"
    name = "radar.yaml" if text.startswith((b"rings", b"editions", b"quadrants")) else "x.yaml"
    files = {"radar.yaml": settings, name: settings + text if name == "radar.yaml" else text}
    if what in ("related", "tags", "history", "fences"):
        files = {"radar.yaml": settings, "x.md": b"---\n" + text + b"\n---\n"}
    problems = check(files).problems
    kinds = Counter((each.path, each.code, each.severity) for each in problems)
    assert 0 < max(kinds.values()) <= 1001
