"""Typing errors in a table: each would be a ring or a quadrant of its own, so each is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from radar.exchange.conversion import export_radar
from radar.exchange.toolkit.misspelt import nearly
from radar.model import Radar

from .radars import radars, take, words

ROWS = "Rust,Tools,Adopt\nVim,Tools,Adopt\nGo,Platforms,Trial\nZig,Platforms,Trial\nC,Tools,Hold\n"


def _doubts(table: str, **options: object) -> list[str]:
    found = take({"list.csv": f"name,quadrant,ring\n{table}"}, "csv", **options)
    assert found.report.adds_up
    return [finding.message for finding in found.report.of("doubtful")]


def test_a_typing_error_is_named_and_never_merged() -> None:
    """Entry names were called doubtful, axes were not: `adpot` became a ring without a word."""
    table = f"{ROWS}A,Tool,Trial\nB,Platformen,adpot\n"
    assert _doubts(table) == [
        "the quadrant 'Tool' (1 row) may be 'Tools'",
        "the quadrant 'Platformen' (1 row) may be 'Platforms'",
        "the ring 'Adpot' (1 row) may be 'Adopt'",
    ]
    found = take({"list.csv": f"name,quadrant,ring\n{table}"}).radar
    assert found is not None
    assert [words(ring.name) for ring in found.rings] == ["Adopt", "Trial", "Adpot", "Hold"]


def test_a_slip_in_a_usual_ring_is_named_though_no_row_has_it_right() -> None:
    """With Adopt and Hold beside it, `Trail` may be Trial even where there is no Trial."""
    assert _doubts("Rust,A1,Adopt\nVim,B1,Trail\nGo,B1,Trail\nC,A1,Hold\n") == [
        "the ring 'Trail' (2 rows) may be 'Trial'"
    ]


def test_an_alias_says_what_was_meant() -> None:
    """What the report says merges them, as it does for names."""
    found = take(
        {"list.csv": f"name,quadrant,ring\n{ROWS}A,Tool,adpot\n"},
        aliases={"Tool": "Tools", "Adpot": "Adopt"},
    )
    assert found.radar is not None
    assert not found.report.of("doubtful")
    assert [quadrant.id for quadrant in found.radar.quadrants] == ["tools", "platforms"]
    assert [ring.id for ring in found.radar.rings] == ["adopt", "trial", "assess", "hold"]


def test_what_somebody_said_is_not_doubted() -> None:
    """Names given with --quadrants are meant, and so is one with a number of its own."""
    assert not _doubts(f"{ROWS}A,Tool,Trial\n", quadrants=("Tools", "Tool", "Platforms"))
    numbered = (
        "name,quadrant,quadrant_number,ring\nA,Tool,1,Adopt\nB,Tools,2,Adopt\nC,Tools,2,Hold\n"
    )
    assert not take({"list.csv": numbered}, "csv").report.of("doubtful")


def test_thoughtworks_sheets_are_doubted_too() -> None:
    """Their columns change nothing about how people type."""
    table = "name,ring,quadrant,isNew\nA,Adopt,Tools,\nB,Adopt,Tools,\nC,adpot,Data,\n"
    doubts = take({"list.csv": table}).report.of("doubtful")
    assert [(f.code, f.place.line) for f in doubts] == [("close-ring", 4)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("adpot", "Adopt"),
        ("Lang", "Languages"),
        ("Language", "Languages"),
        ("Tecniques", "Techniques"),
        ("Languages", "Languages & frameworks"),
        ("Asess", "Assess"),
    ],
)
def test_names_that_are_nearly_one(one: str, other: str) -> None:
    """A slip, a beginning, a plural; whichever of the two comes first."""
    assert nearly(one, other)
    assert nearly(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ring 1", "Ring 2"),
        ("Field A", "Field B"),
        ("Web2", "Web3"),
        ("Tools", "Techniques"),
        ("Adopt", "Adapt to it"),
        ("C", "C++"),
        ("Data", "Delta"),
    ],
)
def test_names_that_are_two(one: str, other: str) -> None:
    """Numbers and single letters are what tells such names apart."""
    assert not nearly(one, other)
    assert not nearly(other, one)


def test_a_column_of_something_else_is_not_compared() -> None:
    """Thousands of rings are no typing errors; comparing each with each would take minutes."""
    table = "".join(f"E{n},Tools,Adopt{'x' * n}\n" for n in range(60))
    found = take({"list.csv": f"name,quadrant,ring\n{table}"}, "csv")
    assert not found.report.of("doubtful")
    assert len(found.report.of("reported")) == 60


@settings(max_examples=20)
@given(radars(quadrants=(4,), rings=4, editions=True))
def test_our_own_export_is_never_doubted(radar: Radar) -> None:
    """What the tool wrote was meant: there is no noise in a round trip."""
    assert not take(export_radar(radar, "csv").files, "csv").report.of("doubtful")
