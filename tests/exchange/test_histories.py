"""Histories of imports: what time a file is of, in which order, and who has really left."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.exchange.toolkit.editions import date_files, find_date, make_edition
from radar.exchange.vocabulary.spans_of_time import find_span
from tests.exchange.radars import take

HEAD = "name,quadrant,ring\n"
SAMPLE = HEAD + "Rust,Languages,Adopt\nVim,Tools,Hold\n"


def rings(found: object, name: str) -> list[str | None]:
    """Return the rings of an entry's history."""
    entry = next(e for e in found.radar.entries if found.radar.say(e.name) == name)  # type: ignore[attr-defined] # an Imported
    return [line.ring for line in entry.history]


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("2026-Q3", "2026-q3", "2026-09-30"),
        ("Radar Q1 2027", "2027-q1", "2027-03-31"),
        ("3rd quarter of 2026", "2026-q3", "2026-09-30"),
        ("2. Halbjahr 2026", "2026-h2", "2026-12-31"),
        ("1H2027", "2027-h1", "2027-06-30"),
        ("Herbst 2027", "2027-autumn", None),
        ("Spring 2027", "2027-spring", None),
        ("März 2026", "2026-03", "2026-03-31"),
        ("février-2024", "2024-02", "2024-02-29"),
        ("Volume 03 (Aug 2010)", "2010-08", "2010-08-31"),
        ("5 March 2024", "2024-03-05", "2024-03-05"),
        ("15.03.2024", "2024-03-15", "2024-03-15"),
        ("20240315", "2024-03-15", "2024-03-15"),
        ("KW 14 2026", "2026-w14", "2026-04-05"),
        ("2024年3月", "2024-03", "2024-03-31"),
        ("2026", "2026", "2026-12-31"),
        ("FY2026-Q3", "2026-q3", None),
        ("2026.1", "", None),
        ("2026-Q5", "", None),
        ("2024-13", "", None),
        ("2024-02-30", "", None),
        ("blue", "", None),
    ],
)
def test_a_name_says_its_time(name: str, text: str, day: str | None) -> None:
    """A time is dated by its last day, or has no date; none is invented."""
    said, found = find_date(name)
    assert (said, found and found.isoformat()) == (text, day)


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)), st.sampled_from(["Q", "q", "-Q", " q"]))
def test_a_quarter_ends_where_the_next_begins(day: date, sign: str) -> None:
    """The date of a quarter is its last day, whichever way it is written."""
    quarter = (day.month + 2) // 3
    last = find_date(f"{day.year}{sign}{quarter}")[1]
    assert last is not None
    assert last >= day
    assert (last + timedelta(days=1)).month in (1, 4, 7, 10)
    assert find_date(f"Q{quarter} {day.year}")[1] == last


@given(st.text(max_size=30))
def test_any_name_has_a_time_or_none(name: str) -> None:
    """No name is too strange, and a short form of a time is the same time again."""
    span = find_span(name)
    if span and span.day and span.text and "fy" not in name.lower():
        again = find_span(span.text)
        assert again
        assert again.order == span.order


@given(st.lists(st.text("abq2026-3.", min_size=1, max_size=8), min_size=1, max_size=6, unique=True))
def test_each_file_has_its_own_edition(names: list[str]) -> None:
    """No two files become one edition, and none is dated before what it says."""
    dated = date_files({f"{n}/x.csv": name for n, name in enumerate(names)})
    assert len({edition.id for edition in dated.editions.values()}) == len(names)


def test_what_a_user_calls_an_edition_is_its_id() -> None:
    """A part of the name never becomes the edition of a year."""
    assert make_edition("2026-Q3").id == "2026-q3"
    assert make_edition("Q3 2026").id == "2026-q3"
    assert make_edition("2026 preview").id == "2026-preview"
    assert make_edition("2026-Q5").id == "2026-q5"


def test_quarters_stand_in_their_order() -> None:
    """Files named after quarters are editions in their order, each with a date in it."""
    files = {f"{name}.csv": SAMPLE for name in ("2026-Q4", "Radar Q1 2027", "2026-Q3")}
    radar = take(files).radar
    assert [str(e.date) for e in radar.editions] == ["2026-09-30", "2026-12-31", "2027-03-31"]


def test_seasons_have_an_order_and_no_date() -> None:
    """Autumn comes after spring, on no certain day."""
    radar = take({"Autumn 2027.csv": SAMPLE, "Spring 2027.csv": SAMPLE}).radar
    assert [(e.id, e.date) for e in radar.editions] == [
        ("2027-spring", None),
        ("2027-autumn", None),
    ]


@pytest.mark.parametrize(
    "names", [("blue.csv", "red.csv"), ("blue/radar.csv", "red/radar.csv"), ("2024.csv", "b.csv")]
)
def test_files_without_a_time_are_no_history(names: tuple[str, ...]) -> None:
    """Several files of which one names no time are refused, and named."""
    with pytest.raises(BadCall, match="guess") as refusal:
        take(dict.fromkeys(names, SAMPLE))
    assert names[-1] in str(refusal.value)


def test_years_as_folders_are_a_history() -> None:
    """The same name in a folder for each year is an edition for each year."""
    radar = take({"2024/radar.csv": SAMPLE, "2025/radar.csv": SAMPLE}).radar
    assert [e.id for e in radar.editions] == ["2024", "2025"]


def test_one_date_twice_is_refused() -> None:
    """Two files of the same time are refused, and named, as no order is known."""
    with pytest.raises(BadCall, match="same time") as refusal:
        take({"2024-03.csv": SAMPLE, "x 2024-03.csv": SAMPLE})
    assert "2024-03.csv" in str(refusal.value)


def test_files_without_a_time_may_be_one_edition() -> None:
    """The files of several teams become one state, if their edition is named."""
    more = HEAD + "Zig,Languages,Assess\n"
    radar = take({"blue.csv": SAMPLE, "red.csv": more}, edition="2027-Q3").radar
    assert [e.id for e in radar.editions] == ["2027-q3"]
    assert len(radar.entries) == 3


@pytest.mark.parametrize("damaged", ["Rust,Languages,Adopt,x,y\n", '"Rust,Languages,Adopt\n'])
def test_a_damaged_row_is_no_departure(damaged: str) -> None:
    """Nobody leaves in an edition in which the row may be theirs."""
    broken = SAMPLE.replace("Rust,Languages,Adopt\n", damaged)
    found = take({"2023.csv": SAMPLE, "2024.csv": broken, "2025.csv": SAMPLE})
    assert rings(found, "Rust") == ["adopt"]


def test_another_damaged_row_does_not_hide_a_departure() -> None:
    """A row that names another entry proves nothing about the rest."""
    gone = HEAD + "Vim,Tools,Hold,x\nGit,Tools,Adopt\n"
    found = take({"2023.csv": SAMPLE, "2024.csv": gone, "2025.csv": SAMPLE})
    assert rings(found, "Rust") == ["adopt", None, "adopt"]
    assert rings(found, "Vim") == ["hold"]


def test_an_unreadable_file_is_no_edition() -> None:
    """A file of which nothing can be read is reported, and nobody leaves because of it."""
    rows = '[{"name": "Rust", "quadrant": "A", "ring": "Adopt"},'
    rows += '{"name": "Vim", "quadrant": "B", "ring": "Hold"}]'
    found = take({"2023.json": rows, "2024.json": rows[:30], "2025.json": rows})
    assert [e.id for e in found.radar.editions] == ["2023", "2025"]
    assert rings(found, "Rust") == ["adopt"]
    assert [f.place.path for f in found.report.of("reported")] == ["2024.json"]


@given(st.data())
def test_what_is_left_out_never_leaves(data: st.DataObject) -> None:
    """Whichever rows are damaged, nobody is told to have left and to be back."""
    editions = {}
    for year in ("2023", "2024", "2025"):
        rows = [f"{name},{quadrant},Adopt" for name, quadrant in _ENTRIES]
        for n in data.draw(st.sets(st.integers(0, 3), max_size=3)) if year == "2024" else ():
            rows[n] += data.draw(st.sampled_from([",x", ',"', "x,y,z"]))
        editions[f"{year}.csv"] = "\n".join([HEAD.strip(), *rows]) + "\n"
    radar = take(editions).radar
    assert not [e.id for e in radar.entries if any(line.ring is None for line in e.history)]


_ENTRIES = (("Rust", "Languages"), ("Vim", "Tools"), ("Go", "Languages"), ("Git", "Tools"))


def test_rows_with_a_date_are_a_history() -> None:
    """A column of dates makes editions, and the newest row says where an entry stands."""
    found = take(
        {
            "radar.csv": "date,name,ring,quadrant\n2024-03-01,Heron,Trial,A\n"
            "2024-03-01,Gannet,Adopt,B\n2024-09-01,Heron,Adopt,A\n"
        }
    )
    assert rings(found, "Heron") == ["trial", "adopt"]
    assert rings(found, "Gannet") == ["adopt"]
    assert [str(e.date) for e in found.radar.editions] == ["2024-03-01", "2024-09-01"]


def _snapshot(year: int, sectors: str, *rows: tuple[str, str, str]) -> str:
    """Return a snapshot of qiwi's; its sectors are called as their ids."""
    entries = [
        {"name": name, "sector": sector, "ring": ring, "moved": 0} for name, sector, ring in rows
    ]
    listed = [{"id": f"{year}-{word}", "title": word} for word in sectors]
    document = {"meta": {"date": f"{year}-01-01"}, "sectors": listed, "data": entries}
    return json.dumps(document)


@given(st.lists(st.sampled_from("ABC"), min_size=1, max_size=8))
def test_entries_outlive_their_quadrants(before: list[str]) -> None:
    """Their way through the rings does not depend on the names that quadrants had."""
    old = _snapshot(2025, "ABC", *((f"N{n}", at, "Trial") for n, at in enumerate(before)))
    new = _snapshot(2026, "XY", *((f"N{n}", "XY"[n % 2], "Adopt") for n in range(len(before))))
    imported = take({"2025.json": old, "2026.json": new})
    assert not imported.report.of("reported")
    assert [f.code for f in imported.report.of("noted")].count("old-sector") == len({*before})
    for n in range(len(before)):
        assert rings(imported, f"N{n}") == ["trial", "adopt"]


def test_sectors_and_rings_that_are_gone_are_what_the_user_says() -> None:
    """An alias says it; a row without one names what the newest file has not."""
    old = _snapshot(2025, "AB", ("N1", "A", "Use"), ("N2", "B", "Use"), ("N3", "A", "Stop"))
    new = _snapshot(2026, "XY", ("N4", "X", "Adopt"), ("N5", "Y", "Hold"))
    head = '"rings": [{"id": "r1", "title": "Adopt"}, {"id": "r2", "title": "Hold"}], "sectors"'
    files = {"2025.json": old, "2026.json": new.replace('"sectors"', head, 1)}
    made = take(files, aliases={"A": "X", "Use": "Adopt"})
    assert rings(made, "N1")[0] == "adopt"
    told = {f.place.where: f.message for f in made.report.of("reported")}
    assert told["data[1]"].startswith("the newest file has no quadrant 'B', only X, Y; --alias")
    assert told["data[2]"].startswith("the newest file has no ring 'Stop', only Adopt, Hold")
