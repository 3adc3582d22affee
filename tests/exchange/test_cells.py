"""A cell is a value or a reported problem, and means the same in every format."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.exchange.toolkit.cells import (
    Cell,
    clean,
    join_list,
    read_date,
    read_list,
    read_movement,
    read_newness,
    read_truth,
)
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.editions import find_date
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.vocabulary.days import parse_date

from .radars import by_name, take

PLACE = SourcePlace("a.csv", 7)
READERS = [read_truth, read_movement, read_date]


@pytest.mark.parametrize("read", READERS)
@given(st.text(max_size=60).map(str.strip))
def test_a_cell_is_empty_or_a_value_or_reported(read: object, text: str) -> None:
    """Never is something that was written taken for nothing in silence."""
    assert callable(read)
    draft = Draft()
    value = read(Cell(PLACE, "column", text), draft)
    told = [finding for finding in draft.findings if finding.place == PLACE]
    assert (value in (None, "")) == (not text or bool(told))
    assert len(told) <= 1
    assert all(f.kind == "lost" and f.message.startswith("column ") for f in told)


@given(
    st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)),
    st.sampled_from([None, *(timezone(timedelta(hours=n)) for n in (-11, 0, 3, 14))]),
)
def test_a_date_is_the_day_in_universal_time(moment: datetime, zone: timezone | None) -> None:
    """With a time or without, and with a zone or without."""
    there = moment.replace(tzinfo=zone)
    day = there.astimezone(timezone.utc).date() if zone else moment.date()  # noqa: UP017
    assert parse_date(there.isoformat()) == day
    assert parse_date(moment.date().isoformat()) == moment.date()


def test_a_zone_that_leads_out_of_time_is_no_date() -> None:
    """The day before the first one was an error of Python."""
    assert parse_date("0001-01-01T00:00+05:00") is None
    assert parse_date("9999-12-31T23:00-05:00") is None


@given(st.lists(st.text("ab ,\\", min_size=1, max_size=5), max_size=5))
def test_a_list_has_each_word_once(words: list[str]) -> None:
    """However often it is written, and without empty ones."""
    found = read_list(",".join(words))
    assert len(set(found)) == len(found)
    assert all(word == word.strip() != "" for word in found)


@pytest.mark.parametrize(
    ("written", "claim"),
    [("true", "new"), ("Yes", "new"), ("1", "new"), ("no", None), ("0", None), ("", None)],
)
def test_yes_is_yes_in_every_format(written: str, claim: str | None) -> None:
    """`isNew` of one tool reads what `hidden` of a spreadsheet reads."""
    sheet = f"name,ring,quadrant,isNew\nRust,Adopt,Tools,{written}\nVim,Hold,Platforms,\n"
    made = take({"a.csv": sheet})
    assert made.report.format == "byor"
    assert made.radar is not None
    assert by_name(made.radar)["Rust"].moved == claim
    plain = take({"a.csv": sheet.replace("isNew", "hidden")})
    assert plain.radar is not None
    assert by_name(plain.radar)["Rust"].hidden == (claim == "new")
    assert not [*made.report.of("lost"), *plain.report.of("lost")]


@pytest.mark.parametrize("form", ["byor", "csv"])
def test_what_is_not_understood_is_reported_with_its_line(form: str) -> None:
    """A word that is neither yes nor no, a movement that is none, a date that is none."""
    column, other = ("isNew", "status") if form == "byor" else ("hidden", "moved")
    sheet = f"name,ring,quadrant,{column},{other}\nRust,Adopt,Tools,maybe,sideways\nVim,Hold,B,,\n"
    lost = take({"a.csv": sheet}, form).report.of("lost")
    assert sorted(map(str, lost)) == sorted(
        [
            f"a.csv:2: {column} 'maybe' is neither yes nor no  [truth]",
            f"a.csv:2: {other} 'sideways' is no movement  [moved]",
        ]
    )


def test_a_date_of_an_edition_that_is_none_is_reported() -> None:
    """It was dropped without a word."""
    sheet = "name,ring,quadrant,edition,edition_date\nRust,Adopt,A,q1,soon\nVim,Hold,B,q1,soon\n"
    made = take({"a.csv": sheet})
    assert [str(f) for f in made.report.of("lost")] == [
        "a.csv:2: edition_date 'soon' is no date  [date]"
    ]


@pytest.mark.parametrize("moved", ['"moved": 1', '"moved": 1.0', '"moved": "+1"', '"moved": "in"'])
def test_a_movement_may_be_a_number_or_a_word(moved: str) -> None:
    """As a number, as a text, and as it is said."""
    entries = f'[{{"label": "Rust", "quadrant": 0, "ring": 1, {moved}}}]'
    made = take({"config.json": f'{{"date": "", "entries": {entries}}}'})
    assert made.radar is not None
    assert by_name(made.radar)["Rust"].moved == "in"


@pytest.mark.parametrize(
    ("words", "truth"),
    [
        ("TRUE yes Y x 1 1.0 ✓ ja Wahr oui VRAI sí si да 是 はい sim tak", True),
        ("False no N 0 ✗ nein FALSCH non faux нет 否 いいえ não nie -", False),
    ],
)
def test_truth_is_read_as_people_write_it(words: str, truth: bool) -> None:
    """In many languages, with any capitals, and as a sign."""
    draft = Draft()
    assert [read_truth(Cell(PLACE, "hidden", word), draft) for word in words.split()] == [
        truth
    ] * len(words.split())
    assert not draft.findings


@pytest.mark.parametrize(
    ("words", "movement"),
    [
        ("in|up|Moved up|+1|1|▲|↑|sube|上升", "in"),
        ("out|down|-1|\u22121|▼|↓|baja|runter|下降", "out"),
        ("new|NEU|nouveau|nuevo|2|★|新|новый", "new"),
        ("unchanged|no change|0|=|→|unverändert|不变", "unchanged"),
    ],
)
def test_movements_are_read_as_people_write_them(words: str, movement: str) -> None:
    """As a word in many languages, as a number and as a sign."""
    draft = Draft()
    listed = words.split("|")
    assert [read_movement(Cell(PLACE, "moved", word), draft) for word in listed] == [
        movement
    ] * len(listed)
    assert not draft.findings


@pytest.mark.parametrize(
    ("written", "claim"),
    [("ja", "new"), ("new", "new"), ("▲", "in"), ("down", "out"), ("nein", "")],
)
def test_a_movement_under_is_new_is_one(written: str, claim: str) -> None:
    """Who writes "up" under "is new?" has said how it moved."""
    draft = Draft()
    assert read_newness(Cell(PLACE, "isNew", written), draft) == claim
    assert not draft.findings


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-27|27.11.2026|27/11/2026|11/27/2026|27 Nov 2026|Nov 27, 2026", (2026, 11, 27)),
        (
            "27. November 2026|27 de noviembre de 2026|27 novembre 2026|2026年11月27日",
            (2026, 11, 27),
        ),
        ("2026/11/27|2026.11.27|November 27th, 2026|27-Nov-2026", (2026, 11, 27)),
        ("2026-11|11/2026|Nov 2026|ноябрь 2026|2026年11月", (2026, 11, 30)),
        ("Q4 2026|2026-Q4|2026 Q4|q4/2026|T4 2026", (2026, 12, 31)),
        ("H1 2026|2026-H1|S1 2026", (2026, 6, 30)),
        ("2026", (2026, 12, 31)),
        ("Feb 2028|2028-02", (2028, 2, 29)),
    ],
)
def test_dates_are_read_as_people_write_them(words: str, day: tuple[int, int, int]) -> None:
    """A month, a quarter and a half are their last day."""
    assert {parse_date(word) for word in words.split("|")} == {date(*day)}


@pytest.mark.parametrize("said", ["2026", "2026-05", "Q3 2026", "2026-Q1", "H1 2026", "May 2026"])
def test_a_time_is_the_same_day_in_a_cell_and_in_a_name(said: str) -> None:
    """What dates a decision in a cell dates an edition in the name of its file alike."""
    assert parse_date(said) == find_date(said)[1]


@pytest.mark.parametrize(
    "text", ["03/04/2026", "31.02.2026", "Q5 2026", "soon", "13/13/2026", "12"]
)
def test_a_date_is_not_guessed(text: str) -> None:
    """What can be two days, or is none, is reported."""
    draft = Draft()
    assert read_date(Cell(PLACE, "reviewed", text), draft) is None
    assert len(draft.findings) == 1


@given(st.lists(st.text(min_size=1, max_size=8), max_size=6))
def test_a_list_survives_its_cell(words: list[str]) -> None:
    """Whatever signs are in a word, it is read as it was written."""
    cleaned = tuple(dict.fromkeys(filter(None, map(clean, words))))
    hard = [word for word in cleaned if "\\" in word]
    if not hard:
        assert read_list(join_list(cleaned)) == cleaned


@pytest.mark.parametrize("cell", ["a,b", "a; b", "a\nb", "a\r\nb", "a，b", "a、b,", ";a;;b"])
def test_words_of_a_cell_are_separated_as_people_do(cell: str) -> None:
    """By a comma, a semicolon, a line break, or a wide form of them."""
    assert read_list(cell) == ("a", "b")


def test_dates_are_days() -> None:
    """A day in the sheet is a day here."""
    assert read_date(Cell(PLACE, "reviewed", "2026-11-27"), Draft()) == date(2026, 11, 27)
