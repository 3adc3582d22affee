"""What is just allowed is read, and what is just beyond it is a problem."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from radar.codes import without
from radar.errors import MOST_OF_A_KIND
from radar.files import MemoryTree
from radar.pipeline import examine_tree
from radar.reading import Reading, read_tree
from radar.reading.shapes import MAX_ITEMS, listing
from radar.reading.sheet import MAX_SUGGESTIONS, Names, Sheet, list_words, quote
from radar.reading.values import (
    MAX_PROSE,
    MAX_WORD,
    Between,
    NodeReader,
    base_url,
    count,
    identifier,
    prose,
    url,
    word,
)
from radar.yaml import MAX_DEPTH, Items, LineColumn, Scalar, Wrong, parse

SETTINGS = "title: Ours\nquadrants: [Tools, Languages]\n"
RUST = "---\nname: Rust\nquadrant: tools\nring: adopt\n---\n"


def reading(settings: str, **files: str) -> Reading:
    """Read a radar of settings and entries."""
    named = {f"{name}.md": text for name, text in {"rust": RUST, **files}.items()}
    every = {"radar.yaml": settings, **named}
    return read_tree(MemoryTree({name: text.encode() for name, text in every.items()}))


def codes(reading: Reading) -> list[str]:
    """Return what is wrong, without notes."""
    return [problem.code for problem in reading.problems if problem.severity != "note"]


@pytest.mark.parametrize(
    ("read", "good", "bad", "code"),
    [
        (word, "x" * MAX_WORD, "x" * (MAX_WORD + 1), "too-long"),
        (prose, "x" * MAX_PROSE, "x" * (MAX_PROSE + 1), "too-long"),
        (identifier, "x" * 200, "x" * 201, "bad-id"),
        (identifier, "console", "con", "bad-id"),
        (identifier, "com10", "com9", "bad-id"),
        (identifier, "prn1.x", "prn.x", "bad-id"),
        (identifier, "a.b", "a.", "bad-id"),
        (count, "999999", "1000000", "wrong-type"),
        (count, "001", "000", "wrong-type"),
        (count, "1", "1.0", "wrong-type"),
        (Between(0, 360), "360", "360.1", "out-of-range"),
        (Between(0, 360), "0", "-0.1", "out-of-range"),
        (Between(0, 360), "12.123456789", "1e2", "wrong-type"),
        (url, "mailto:a@b.example", "mailto:", "bad-url"),
        (url, "HTTPS://a.example", "ftp://a.example", "bad-url"),
        (base_url, "https://a.example", "mailto:a@b.example", "bad-url"),
        (base_url, "https://a.example/x", "https:///x", "bad-url"),
        (base_url, "https://a.example/%20", "https://a.example/ x", "bad-url"),
        (base_url, "https://[::1]/", "https://[::1/", "bad-url"),
    ],
)
def test_values(read: NodeReader[Any], good: str, bad: str, code: str) -> None:
    """A value at its limit is read; beyond it there is a problem at its place."""
    sheet = Sheet("x.md")
    assert read(Scalar(3, 4, good), sheet) is not None
    with pytest.raises(Wrong) as raised:
        read(Scalar(3, 4, bad), sheet)
    assert (raised.value.code, raised.value.at[:2]) == (code, (3, 4))  # type: ignore[index]


def test_lists() -> None:
    """A list may be long, and not endless."""
    items = (Scalar(1, 1, "x"),) * (MAX_ITEMS + 1)
    assert len(listing(Items(1, 1, items[1:])).nodes) == MAX_ITEMS
    with pytest.raises(Wrong, match=r"must be 0 to 50,000 items, not 50,001"):
        listing(Items(1, 1, items))


def test_depth() -> None:
    """What is nested is read as deep as the limit says."""
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    with pytest.raises(Wrong, match="more than 32 levels"):
        parse("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


@pytest.mark.parametrize(
    ("key", "most", "says"),
    [
        ("quadrants", 8, "2 to 8 quadrants, not 9"),
        ("rings", 8, "1 to 8 rings, not 9"),
        ("editions", 1000, "0 to 1,000 editions, not 1,001"),
    ],
)
def test_axes(key: str, most: int, says: str) -> None:
    """A radar may have so many quadrants, rings and editions, and one more is too many."""
    first = {"quadrants": "Tools", "rings": "Adopt"}.get(key, "E")
    start = SETTINGS if key != "quadrants" else "title: Ours\n"

    def of(size: int) -> Reading:
        names = [first, *(f"N{n}" for n in range(size - 1))]
        return reading(f"{start}{key}: [{', '.join(names)}]\n")

    assert codes(of(most)) == []
    assert [p.message for p in of(most + 1).problems] == [f"there must be {says}"]
    assert of(most + 1).radar is None


def test_fewer_axes_than_there_must_be() -> None:
    """Two quadrants and one ring are enough."""
    assert codes(reading(SETTINGS + "rings: [Adopt]\n")) == []
    assert codes(reading(SETTINGS + "rings: []\n")) == ["out-of-range"]
    assert codes(reading("title: Ours\nquadrants: [Tools]\n")) == ["out-of-range"]


def test_editions_of_one_day() -> None:
    """Two editions may have the same date; the later one may not have an earlier one."""
    both = "editions: [{{id: a, date: 2025-02-02}}, {{id: b, date: {}}}]\n"
    assert codes(reading(SETTINGS + both.format("2025-02-02"))) == []
    assert codes(reading(SETTINGS + both.format("2025-02-01"))) == ["edition-order"]


@pytest.mark.parametrize("more", [0, 1, 1500])
def test_problems_of_one_file(more: int) -> None:
    """A thousand of each kind are listed; how many more there are is said in the last line."""
    keys = "".join(f"zzz{n}: x\n" for n in range(MOST_OF_A_KIND + more))
    found = reading(SETTINGS, zig=f"---\n{keys}---\n").problems
    counts = Counter(p.code for p in found)
    assert counts == {"missing-key": 3, "unknown-key": MOST_OF_A_KIND + bool(more)}
    said = f"zig.md:{MOST_OF_A_KIND + more + 1}: and {more:,} more of this kind in this file"
    told = [str(p) for p in found if " more of this kind" in p.message]
    assert told == [f"{said}  [unknown-key]"] * bool(more)


def test_problems_of_the_texts_of_one_file() -> None:
    """Links that lead nowhere are counted beyond a thousand, like all that a file has too often."""
    links = "".join(f"[[x{n}]]\n\n" for n in range(MOST_OF_A_KIND + 50))
    entry = f"---\nname: Zig\nquadrant: tools\nring: adopt\n---\n{links}"
    files = {"radar.yaml": SETTINGS.encode(), "zig.md": entry.encode()}
    found = examine_tree(MemoryTree(files)).problems
    assert len(found) == MOST_OF_A_KIND + 1
    last = f"zig.md:{6 + 2 * (MOST_OF_A_KIND + 49)}: and 50 more of this kind in this file"
    assert str(found[-1]) == f"{last}  [broken-wiki-link]"


def test_many_notes_are_no_error() -> None:
    """What is counted has the severity of what is listed: a thousand notes and more stop nothing.

    Whoever leaves out their code leaves out their count, and errors behind them are still told.
    """
    settings = SETTINGS + "editions: [a, b]\nentries:\n"
    row = "- {{name: N{n}, quadrant: tools, ring: adopt}}\n"
    rows = "".join(row.format(n=n) for n in range(MOST_OF_A_KIND + 7))
    found = reading(settings + rows)
    assert {(p.code, p.severity) for p in found.problems} == {("plain-ring", "note")}
    listed = [p for p in found.problems if p.path == "radar.yaml"]
    assert len(listed) == MOST_OF_A_KIND + 1
    assert without(found.problems, frozenset({"plain-ring"})) == ()
    wrong = reading(settings + rows + "- {name: Last, quadrant: tools, zzz: 1, ring: adopt}\n")
    assert codes(wrong) == ["unknown-key"]


def test_suggestions_of_one_file() -> None:
    """What was meant is said of the first fifty slips, and then no longer, for it takes time."""
    keys = "".join(f"sumary{n % 10}: x\n" for n in range(10))
    keys += "".join(f"tagz{chr(97 + n // 10)}{n % 10}: x\n" for n in range(MAX_SUGGESTIONS - 10))
    found = reading(SETTINGS, zig=f"---\n{keys}rign: adopt\n---\n").problems
    assert not [p for p in found if p.hint == 'did you mean "ring"?']
    fewer = keys.partition("\n")[2]
    found = reading(SETTINGS, zig=f"---\n{fewer}rign: adopt\n---\n").problems
    assert [p.hint for p in found if '"rign"' in p.message] == ['did you mean "ring"?']


def test_suggestions_of_choices_of_one_file() -> None:
    """Choices of one's own fields count among them."""
    settings = SETTINGS + "fields:\n  risk: {name: Risk, choices: [low, high]}\nentries:\n"
    row = "- {{name: N{n}, quadrant: tools, ring: adopt, risk: low{n}}}\n"
    found = reading(settings + "".join(row.format(n=n) for n in range(MAX_SUGGESTIONS + 5)))
    hints = [p.hint for p in found.problems if p.code == "unknown-value"]
    assert (len(hints), sum(map(bool, hints))) == (MAX_SUGGESTIONS + 5, MAX_SUGGESTIONS)


def test_suggestions_of_one_axis() -> None:
    """Of fifty names that are unknown it is said what was meant."""
    names = Names("ring")
    names.add("adopt")
    hints = [names.unknown(LineColumn(1, 1), "adpot").hint for _ in range(MAX_SUGGESTIONS + 1)]
    assert hints == ['did you mean "adopt"?'] * MAX_SUGGESTIONS + [""]


@pytest.mark.parametrize("size", [300, 301])
def test_what_was_meant_among_many(size: int) -> None:
    """Among hundreds of words only those that begin alike and are about as long are compared."""
    names = Names("entry")
    for n in range(size - 2):
        names.add(f"{n:06}")
    names.add("zebra")
    names.add("kafka")
    assert names.unknown(LineColumn(1, 1), "Zebar").hint == 'did you mean "zebra"?'
    assert bool(names.unknown(LineColumn(1, 1), "bkafka").hint) == (size == 300)


def test_words_in_messages() -> None:
    """A long word is cut, and of a long list the end is shown."""
    assert quote("x" * 60) == f'"{"x" * 60}"'
    assert quote("x" * 61) == f'"{"x" * 57}..."'
    twelve = [str(n) for n in range(12)]
    assert list_words(twelve) == ", ".join(twelve)
    assert list_words([*twelve, "12"]) == ", ".join(["...", *twelve[1:], "12"])
    assert list_words(["x" * 60, "y" * 61]) == f"{'x' * 60}, {'y' * 60}"
