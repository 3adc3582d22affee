"""One mistake is one error: what names an entry with a mistake is right all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import Problem
from radar.files import MemoryTree
from radar.pipeline import examine_tree

SETTINGS = b"title: Ours\nquadrants: [Tools, Ways]\nlanguages: [en, de]\n"
FRONT = "name: Big Name\nring: hold\nquadrant: Tools\naliases: [big, 'b, c']\n"
FROM = "---\nname: {0}\nring: hold\nquadrant: Tools\nrelated: [{1}]\n---\n\n{2}\n"
LINKS = {
    "one.md": FROM.format("One", "target", "[[target]] [a](target.md) [[target|b]]"),
    "two.md": FROM.format("Two", "Big Name", "[[Big Name]] [[big-name]]"),
    "three.md": FROM.format("Three", "big", "[[BIG]]"),
}
POINTING = {file: text.encode() for file, text in LINKS.items()}


def problems_of(files: dict[str, bytes]) -> tuple[Problem, ...]:
    """Return the errors and warnings that `radar check` has for files."""
    problems = examine_tree(MemoryTree(files)).problems
    return tuple(problem for problem in problems if problem.severity != "note")


MISTAKES = {
    "a quadrant": FRONT.replace("Tools", "Tolls"),
    "a ring": FRONT.replace("hold", "hodl"),
    "no ring": FRONT.replace("ring: hold\n", ""),
    "a key": FRONT + "owmer: me\n",
    "a date": FRONT + "reviewed: yesterday\n",
    "a link": FRONT + "links: [ftp://x]\n",
    "a related entry": FRONT + "related: [nobody]\n",
    "a list of tags": FRONT + "tags: 1\n",
    "no YAML": FRONT + "owner: [me\n",
    "a tab": FRONT + "\towner: me\n",
    "a tag": FRONT + "owner: !x me\n",
    "a key twice": FRONT + "ring: trial\n",
    "an id": FRONT + "id: other\n",
    "a broken line first": 'owner: "me\n' + FRONT,
    "names by language": FRONT.replace("Big Name", "\n  en: Big Name\n  xx: Gross\n  de: Gross"),
    "aliases below": FRONT.replace("[big, 'b, c']", "\n- big\n- b: c").replace("hold", "hodl"),
    "a bad list": FRONT.replace("[big, 'b, c']", "\n- big\n  - b: [c"),
}


@pytest.mark.parametrize("front", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_an_entry_is_no_mistake_of_a_link(front: str) -> None:
    """Whatever is wrong with an entry, only its own file is named."""
    files = {
        "radar.yaml": SETTINGS,
        "target.md": f"---\n{front}---\n\ntext\n".encode(),
        **POINTING,
    }
    problems = problems_of(files)
    assert problems
    assert {problem.path for problem in problems} == {"target.md"}, problems


LISTED = "- {name: Big Name, ring: hold, quadrant: Tools, aliases: [big], id: target}\n"
LISTINGS = {
    "a quadrant": f"entries:\n{LISTED.replace('Tools', 'Tolls')}",
    "no YAML": f"entries:\n{LISTED}- [\n",
    "no name": "entries:\n- id: target\n  ring: hold\n  aliases:\n  - Big Name\n  - big\n",
    "a bad id": f"entries:\n{LISTED}{LISTED.replace('target', 'a/b')}",
    "no entries": LISTED,
    "JSON": '{"entries": [{"name": "Big Name", "id": "target",\n"aliases": ["big"], "ring": "x"}]}',
}


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_a_mistake_in_a_list_of_entries_is_no_mistake_of_a_link(listing: str) -> None:
    """The same for entries that share a file."""
    files = {"radar.yaml": SETTINGS, "many.yaml": listing.encode(), **POINTING}
    problems = problems_of(files)
    assert problems
    assert {problem.path for problem in problems} == {"many.yaml"}, problems


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("target.md", b"\xff\xfe"),
        ("target.md", b"---\nname: Big Name\nowner: \x01\n---\n"),
        ("target.mdx", b"---\nname: Big Name\n---\n"),
        ("Target.md", b"no front matter"),
    ],
    ids=["no UTF-8", "a control", "another ending", "no front matter"],
)
def test_a_file_that_cannot_be_read_is_still_an_entry(name: str, data: bytes) -> None:
    """At least by its own name."""
    problems = problems_of({"radar.yaml": SETTINGS, name: data, "one.md": POINTING["one.md"]})
    assert {problem.path for problem in problems} == {name}, problems


def test_front_matter_that_never_closes_names_an_entry() -> None:
    """Its lines are there, though where they end is not known."""
    data = b"---\nname: Big Name\naliases: [big]\n"
    problems = problems_of({"radar.yaml": SETTINGS, "target.md": data, **POINTING})
    assert {problem.path for problem in problems} == {"target.md"}, problems


def test_a_translation_of_an_entry_with_a_mistake_is_no_orphan() -> None:
    """The entry is there, and what is wrong with it was said."""
    files = {
        "radar.yaml": SETTINGS,
        "many.yaml": b"entries:\n- id: target\n  name: A\n- [",
        "target.de.md": b"---\nname: B\n---\n",
    }
    assert {problem.path for problem in problems_of(files)} == {"many.yaml"}


def test_other_links_are_checked_all_the_same() -> None:
    """One file with a mistake does not hide the mistakes of others."""
    files = {
        "radar.yaml": SETTINGS,
        "target.md": b"---\nname: [\n---\n",
        **POINTING,
    }
    problems = {(problem.path, problem.code) for problem in problems_of(files)}
    for file in ("two.md", "three.md"):
        assert {(file, "broken-wiki-link"), (file, "unknown-entry")} <= problems
    assert "one.md" not in {path for path, _ in problems}


@given(st.text("-[]{}:,\"' \n#name: idaliases", max_size=60))
def test_any_file_with_mistakes_can_be_asked_for_names(text: str) -> None:
    """What stands in it may be no YAML at all."""
    files = {"radar.yaml": SETTINGS, "x.md": f"---\n{text}\n---\n".encode()}
    problems_of({**files, "y.yaml": text.encode()})
