"""Values in Python: as forgiving as files, and each mistake told once, where it was made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from radar import Edition, Entry, Link, Placement, Quadrant, Radar, Ring
from radar.files import MemoryTree
from radar.model import LayoutOptions
from radar.reading import read_tree

AXES: dict[str, Any] = {
    "title": "Ours",
    "quadrants": [{"name": "Languages", "aliases": ["Tongues"]}, "Tools & data"],
    "rings": ["Adopt", {"name": {"en": "Hold", "de": "Später"}, "aliases": ["Caution"]}],
}
SOUND: dict[str, Any] = {"name": "Rust", "quadrant": "languages", "ring": "adopt"}


def made(**more: Any) -> Entry:
    """Return the only entry of a radar."""
    [entry] = Radar(**AXES, entries=[{**SOUND, **more}]).entries
    return entry


def mistakes(**more: Any) -> Mapping[str, str]:
    """Return what is wrong with a radar of one entry, by the place in it."""
    with pytest.raises(ValidationError) as error:
        Radar(**AXES, entries=[SOUND | {"id": "zig"}, {**SOUND, **more}])
    return {".".join(map(str, each["loc"])): each["msg"] for each in error.value.errors()}


@pytest.mark.parametrize("word", ["hold", "Hold", " HOLD ", "Später", "caution", "Caution"])
def test_a_ring_goes_by_id_name_or_alias(word: str) -> None:
    """As in a file, in any case."""
    assert made(ring=word).ring == "hold"


@pytest.mark.parametrize("word", ["tools-and-data", "Tools & data", "tools  &  DATA"])
def test_a_quadrant_goes_by_id_name_or_alias(word: str) -> None:
    """Blanks and capitals do not count."""
    assert made(quadrant=word).quadrant == "tools-and-data"


def test_the_fields_of_an_entry_may_be_written_as_in_a_file() -> None:
    """Addresses are links, blanks and repetitions do not count, None means left out."""
    entry = made(
        links=["https://example.org", {"url": "https://example.com", "label": "Com"}],
        tags=[" a", "A", "b"],
        moved="IN",
        owner=None,
        pin=None,
        summary=None,
        reviewed="2026-05-01",
    )
    assert entry.links == (
        Link(url="https://example.org"),
        Link(url="https://example.com", label="Com"),
    )
    assert (entry.tags, entry.moved, entry.owner) == (("a", "b"), "in", "")
    assert entry.reviewed == date(2026, 5, 1)


def test_a_history_may_be_a_mapping_or_a_list() -> None:
    """Both are the same, and a line without a quadrant keeps the one before it."""
    lines = {"2025": "Adopt", 2026: {"ring": "Hold", "quadrant": "Tools & data"}, "2027": "removed"}
    history = [
        {"edition": "2025", "ring": "adopt"},
        Placement(edition="2026", ring="hold", quadrant="tools-and-data"),
        {"edition": "2027", "ring": None},
    ]
    one, other = (
        Radar(
            **AXES,
            editions=["2025", 2026, {"id": "2027"}],
            entries=[{"name": "Rust", "quadrant": "Tongues", "history": given}],
        )
        for given in (lines, history)
    )
    assert one == other
    [entry] = one.entries
    assert [(line.ring, line.quadrant) for line in entry.history] == [
        ("adopt", "languages"),
        ("hold", "tools-and-data"),
        (None, "tools-and-data"),
    ]


def test_an_edition_goes_by_its_name() -> None:
    """An edition is made of a name alone, and found by it."""
    ours = Radar(
        **AXES,
        editions=["Spring 2026"],
        entries=[{"name": "Rust", "quadrant": "languages", "history": {"spring  2026": "adopt"}}],
    )
    assert ours.entries[0].history[0].edition == ours.editions[0].id == "spring-2026"
    assert Edition(id="2026-05").name == {"und": "2026-05"}


def test_related_entries_go_by_name() -> None:
    """Names and aliases of other entries become their ids."""
    zig = {**SOUND, "name": "Zig", "aliases": ["Ziglang"]}
    ours = Radar(**AXES, entries=[{**SOUND, "related": ["ZIGLANG", "Zig"]}, zig])
    assert ours.by_id["rust"].related == ("zig",)


def test_words_of_few_may_have_capitals() -> None:
    """Positions and options are read in any case."""
    assert Quadrant(name="A", position="Top-Right").position == "top-right"
    assert LayoutOptions(labels="Numbers").labels == "numbers"
    assert Ring(id=" Adopt ", name="Use").id == "adopt"


@pytest.mark.parametrize(
    ("more", "place", "says"),
    [
        ({"ring": "adpot"}, "ring", 'did you mean "adopt"?'),
        ({"ring": "zzz"}, "ring", "there are adopt, hold"),
        ({"quadrant": "Langages"}, "quadrant", 'did you mean "languages"?'),
        ({"sumary": "x"}, "sumary", 'did you mean "summary"?'),
        ({"rnig": "adopt"}, "rnig", 'did you mean "ring"?'),
        ({"moved": "nwe"}, "moved", 'did you mean "new"?'),
        ({"id": "a b"}, "id", "cannot be an id"),
        ({"tags": "a"}, "tags", "write it as ['a']"),
        ({"ring": 5}, "ring", "valid string"),
        ({"links": [{"ulr": "x", "url": "y"}]}, "links.0.ulr", 'did you mean "url"?'),
        ({"pin": {"angle": 1, "radius": 2}}, "pin.radius", "less than or equal to 1"),
        ({"history": [{"ring": "hold"}]}, "ring", "which of the two counts"),
        ({"related": ["No such"]}, "related.0", "unknown entry"),
    ],
)
def test_a_mistake_is_told_once_where_it_was_made(
    more: dict[str, Any], place: str, says: str
) -> None:
    """One error, at the index of the entry and its field, with what was meant."""
    [(where, message)] = mistakes(**more).items()
    assert where == f"entries.1.{place}"
    assert says in message


def test_what_is_missing_is_told_by_its_own_name() -> None:
    """Without a ring and a quadrant there are two mistakes, and neither speaks of a history."""
    with pytest.raises(ValidationError) as error:
        Entry(name="Rust")
    assert [each["loc"] for each in error.value.errors()] == [("ring",), ("quadrant",)]
    with pytest.raises(ValidationError) as error:
        Entry(name="Rust", history={"1": "a", "2": "b"})
    assert [each["loc"] for each in error.value.errors()] == [("history", 0, "quadrant")]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"nme": "Rust", "quadrant": "a", "ring": "b"}, "nme"),
        ({"name": 5, "quadrant": "a", "ring": "b"}, "name"),
        ({"name": "Rust", "quadrant": "a", "rnig": "b"}, "rnig"),
        ({"name": "Rust", "qadrant": "a", "ring": "b"}, "qadrant"),
    ],
)
def test_what_follows_from_a_mistake_is_not_told(fields: dict[str, Any], place: str) -> None:
    """A key that was mistyped is not missing as well, and no id is asked for beside a name."""
    with pytest.raises(ValidationError) as error:
        Entry(**fields)
    assert [each["loc"] for each in error.value.errors()] == [(place,)]


def test_every_mistake_of_many_entries_is_told_at_its_own_entry() -> None:
    """They are numbered as they were given, although a radar sorts its entries."""
    rows = [{**SOUND, "name": f"{99 - n}", "ring": "adpot" if n % 2 else "adopt"} for n in range(4)]
    with pytest.raises(ValidationError) as error:
        Radar(**AXES, entries=rows)
    places = [each["loc"] for each in error.value.errors()]
    assert places == [("entries", 1, "ring"), ("entries", 3, "ring")]


def test_a_wrong_line_of_a_history_is_told_with_its_number() -> None:
    """Line, field and entry are in the place of the error; the order of editions is one too."""
    history = {"2025": "adopt", "2062": "hold"}
    with pytest.raises(ValidationError) as error:
        Radar(
            **AXES,
            editions=["2025", "2026"],
            entries=[{"name": "Rust", "quadrant": "languages", "history": history}],
        )
    [mistake] = error.value.errors()
    assert mistake["loc"] == ("entries", 0, "history", 1, "edition")
    assert mistake["type"] == "unknown-edition"


def test_an_id_that_is_given_twice_is_told_where_it_is_the_second() -> None:
    """The list, the index and the field."""
    with pytest.raises(ValidationError) as error:
        Radar(**AXES, entries=[SOUND, {**SOUND, "name": "RUST"}])
    [mistake] = error.value.errors()
    assert (mistake["loc"], mistake["type"]) == (("entries", 1, "id"), "duplicate-id")


@given(st.sampled_from(["Adopt", "HOLD", "caution", "Caution ", "später", "Adpot", "x"]))
def test_python_and_files_agree_on_what_a_ring_is(word: str) -> None:
    """A word that a file may have is one that a value may have, and means the same."""
    settings = "title: Ours\nquadrants: [Languages, Tools]\nrings:\n- Adopt\n"
    settings += "- {name: {en: Hold, de: Später}, aliases: [Caution]}\nlanguages: [en, de]\n"
    entry = f"---\nname: Rust\nquadrant: Languages\nring: {word}\n---\n"
    files = {"radar.yaml": settings.encode(), "rust.md": entry.encode()}
    reading = read_tree(MemoryTree(files))
    told = {problem.code for problem in reading.problems if problem.severity == "error"}
    if told:
        with pytest.raises(ValidationError) as error:
            made(ring=word)
        assert told == {each["type"] for each in error.value.errors()}
    else:
        assert reading.radar is not None
        assert reading.radar.entries[0].ring == made(ring=word).ring
