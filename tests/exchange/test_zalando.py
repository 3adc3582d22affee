"""Zalando's and qiwi's radars: numbers of quadrants, blocks of CSV, snapshots of one scope."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from radar.errors import BadCall, InvalidRadar
from radar.exchange.conversion import export_radar
from radar.exchange.exporting.losses import ExportOptions
from radar.model import Radar

from .radars import by_name, corners, facts, notes, radars, take, texts, words

CONFIG: dict[str, Any] = {
    "date": "2026.05",
    "entries": [
        {"quadrant": 3, "ring": 0, "label": "Rust", "active": True, "moved": 2},
        {"quadrant": 0, "ring": 3, "label": "Vim", "active": False, "moved": -1},
        {"quadrant": 1, "ring": 1, "label": "apple", "link": "https://a.org", "moved": 1},
        {"quadrant": 1, "ring": 1, "label": "Banana", "moved": 0},
        {"quadrant": 2, "ring": 2, "label": "云", "link": "javascript:alert(1)", "moved": 0},
    ],
}
NAMES = ("Languages", "Infrastructure", "Datastores", "Data")


@given(radars(moved=True))
def test_zalando_out_and_in(radar: Radar) -> None:
    """Rings, quadrants, corners and movement come back from the whole call."""
    found = take(export_radar(radar, "zalando").files)
    assert found.radar is not None
    assert found.report.adds_up
    assert facts(found.radar) == facts(radar)
    assert corners(found.radar) == corners(radar)
    moved = {name: entry.moved for name, entry in by_name(found.radar).items()}
    assert moved == {name: entry.moved for name, entry in by_name(radar).items()}


@settings(max_examples=30)
@given(radars(editions=True))
def test_zalando_editions_out_and_in(radar: Radar) -> None:
    """One file for each edition gives the histories back."""
    found = take(export_radar(radar, "zalando", ExportOptions(every=True)).files).radar
    assert found is not None
    assert facts(found) == facts(radar)


def test_zalando_is_read_as_it_is_drawn() -> None:
    """Corners, movement, inactive entries, dates; an unsafe link is not carried."""
    found = take({"config.json": json.dumps(CONFIG, indent=1)}, quadrants=NAMES)
    assert found.radar is not None
    assert corners(found.radar) == ["Data", "Languages", "Infrastructure", "Datastores"]
    entries = by_name(found.radar)
    assert {name: (e.ring, e.moved) for name, e in entries.items()} == {
        "Rust": ("adopt", "new"),
        "Vim": ("hold", "out"),
        "apple": ("trial", "in"),
        "Banana": ("trial", None),
        "云": ("assess", None),
    }
    assert entries["Vim"].tags == ("inactive",)
    assert not entries["云"].links
    assert words(found.radar.description) == "2026.05"
    assert [f.code for f in found.report.of("lost")] == ["link"]


def test_zalando_numbers() -> None:
    """Quadrants 2, 3, 1, 0, then rings, then names as a browser sorts them."""
    found = take({"config.json": json.dumps(CONFIG)}, quadrants=NAMES)
    there = {name: number for name, (number, _) in found.report.numbers.items()}
    assert there == {"u4e91": 1, "rust": 2, "apple": 3, "banana": 4, "vim": 5}


def test_the_zalando_sample_comes_back() -> None:
    """Import and export give the same entries and the same date."""
    found = take({"config.json": json.dumps(CONFIG)}, quadrants=NAMES)
    assert found.radar is not None
    document = json.loads(export_radar(found.radar, "zalando").files["config.json"])
    assert document["date"] == "2026.05"
    assert [quadrant["name"] for quadrant in document["quadrants"]] == list(NAMES)
    kept = [
        {"active": True, **entry} | ({} if entry["label"] != "云" else {"link": None})
        for entry in CONFIG["entries"]
    ]
    made = [
        {**entry} | ({} if entry["label"] != "云" else {"link": None})
        for entry in document["entries"]
    ]
    key = json.dumps
    assert sorted(made, key=lambda e: key(e["label"])) == sorted(
        kept, key=lambda e: key(e["label"])
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"quadrant": 4}, "unknown-quadrant"),
        ({"quadrant": "x"}, "unknown-quadrant"),
        ({"ring": -1}, "unknown-ring"),
        ({"ring": None}, "unknown-ring"),
        ({"label": ""}, "no-name"),
    ],
)
def test_a_wrong_number_is_reported(change: dict[str, Any], code: str) -> None:
    """With the line and the path in the document."""
    entries = [*CONFIG["entries"][:4], {**CONFIG["entries"][4], **change}]
    found = take({"c.json": json.dumps({**CONFIG, "entries": entries}, indent=1)})
    (problem,) = found.report.of("reported")
    assert (problem.code, problem.place.where) == (code, "entries[4]")
    assert problem.place.line > 20
    assert found.report.adds_up


def test_moved_one_before_june_2024() -> None:
    """It also meant new then; that is said once."""
    old = {"date": "2023.01", "entries": [{**e, "moved": 1} for e in CONFIG["entries"]]}
    found = take({"c.json": json.dumps(old)}, quadrants=NAMES)
    assert [f.code for f in found.report.of("noted")] == ["rings", "moved"]


def test_what_zalando_cannot_show() -> None:
    """Five rings, three quadrants."""
    radar = Radar(title="Ours", quadrants=list("ABC"), rings=list("VWXYZ"))
    with pytest.raises(InvalidRadar) as caught:
        export_radar(radar, "zalando")
    assert len(caught.value.problems) == 2


QIWI = """\
title
Our radar
===
date
2023-10-23
===
name,        quadrant,   ring,   description,                 moved
Rust,        lang,       Adopt,  "Fast, **safe**",            1
Node.js,     Platforms,  hold,   ,                            -1
TDD,         q4,         Trial,  Test first,                  0
===
quadrant, alias
q1,       lang
===
quadrant, title
q1, "Languages, frameworks"
q2, Platforms
q3, Tools
q4, Techniques
"""


@given(radars(quadrants=(2, 3, 4, 6, 8), rings=8, moved=True))
def test_qiwi_out_and_in(radar: Radar) -> None:
    """Sectors, rings and descriptions come back from JSON, CSV and YAML."""
    if len(radar.rings) < 2:
        with pytest.raises(InvalidRadar):
            export_radar(radar, "qiwi")
        return
    for form in ("json", "csv", "yaml"):
        found = take(export_radar(radar, "qiwi", ExportOptions(form)).files)
        assert found.radar is not None
        assert found.report.adds_up
        assert facts(found.radar) == facts(radar)
        assert texts(found.radar) == texts(radar)
        assert corners(found.radar) == corners(radar)


@settings(max_examples=25)
@given(
    radars(quadrants=(3, 4), rings=8, editions=True, notes=True).filter(lambda r: len(r.rings) > 1)
)
def test_qiwi_snapshots_out_and_in(radar: Radar) -> None:
    """A file for each edition gives histories and what was said at the time."""
    found = take(export_radar(radar, "qiwi", ExportOptions("json", every=True)).files).radar
    assert found is not None
    assert facts(found) == facts(radar)
    assert texts(found) == texts(radar)


def test_qiwi_blocks() -> None:
    """Blocks in any order, spaces about cells, aliases, ids and titles in any case."""
    found = take({"2023-10.csv": QIWI})
    assert found.radar is not None
    entries = by_name(found.radar)
    assert {n: (e.quadrant, e.ring, e.moved) for n, e in entries.items()} == {
        "Rust": ("languages-frameworks", "adopt", "in"),
        "Node.js": ("platforms", "hold", "out"),
        "TDD": ("techniques", "trial", None),
    }
    assert words(entries["Rust"].text) == "Fast, **safe**"
    assert corners(found.radar) == ["Techniques", "Languages, frameworks", "Platforms", "Tools"]
    assert words(found.radar.title) == "Our radar"
    assert words(found.radar.description) == "2023-10-23"
    assert found.report.read == 3


def test_the_qiwi_sample_comes_back() -> None:
    """Import and export give the same rows, title and date."""
    found = take({"2023-10.csv": QIWI})
    assert found.radar is not None
    (data,) = export_radar(found.radar, "qiwi").files.values()
    document = json.loads(data)
    assert document["meta"] == {"title": "Our radar", "date": "2023-10-23"}
    assert document["quadrantTitles"]["q1"] == "Languages, frameworks"
    rows = {r["name"]: (r["quadrant"], r["ring"], r["moved"]) for r in document["data"]}
    assert rows == {
        "Rust": ("q1", "Adopt", 1),
        "Node.js": ("q2", "Hold", -1),
        "TDD": ("q4", "Trial", 0),
    }


def test_a_sector_is_known_by_its_title() -> None:
    """Where sectors changed their places, an old row once went to whoever has its number now."""

    def snapshot(day: str, ring: str, *titles: str) -> str:
        sectors = "\n".join(f"s{n},{title}" for n, title in enumerate(titles, 1))
        rows = "\n".join(f"On {title},s{n},{ring}" for n, title in enumerate(titles, 1))
        head = f"title\nOurs\n===\ndate\n{day}\n===\nsector,title\n{sectors}\n===\n"
        return f"{head}ring,title\nr1,Use\nr2,Stop\n===\nname,sector,ring\n{rows}\n"

    found = take(
        {
            "2023.csv": snapshot("2023-01-01", "Stop", "Data", "Infra"),
            "2024.csv": snapshot("2024-01-01", "Stop", "Code", "Infra", "Stores"),
            "2025.csv": snapshot("2025-01-01", "Use", "Infra", "Code", "Data"),
        }
    )
    assert found.radar is not None
    assert {name: entry.quadrant for name, entry in by_name(found.radar).items()} == {
        "On Data": "data",
        "On Infra": "infra",
        "On Code": "code",
        "On Stores": "data",
    }
    assert [f.message for f in found.report.of("noted") if f.code == "renamed"] == [
        "s3 is called 'Stores' there and 'Data' in the newest: taken for one"
    ]
    few = take({"a.csv": snapshot("2023-01-01", "Use", "A", "B", "C"), "b.csv": SECTORS})
    assert few.radar is not None
    assert [f.code for f in few.report.of("reported")] == ["unknown-quadrant"] * 3


SECTORS = """\
title
Two
===
date
2024-01-01
===
sector,title
s1,Build
s2,Run
===
ring,title
r1,Use
===
name,sector,ring
Made,s1,Use
Going,s2,Use
"""


def test_a_broken_row_in_a_block() -> None:
    """Its line is that of the whole file."""
    found = take({"a.csv": QIWI.replace("TDD,         q4,", "TDD, a, q4,")})
    (problem,) = found.report.of("reported")
    assert (problem.place.line, problem.code) == (10, "broken-row")
    assert found.report.adds_up


def test_several_scopes_are_several_radars() -> None:
    """They are named, and none is taken for an edition of another."""
    with pytest.raises(BadCall, match="2 radars \\(data/ios, data/js\\)"):
        take({"data/js/2021.csv": QIWI, "data/ios/2021.csv": QIWI})


def test_a_separator_in_a_text() -> None:
    """The tool splits at any ===, so the CSV has none inside a text; the report says so."""
    radar = Radar.model_validate(
        {
            "title": "Ours",
            "quadrants": list("ABCD"),
            "entries": [
                {"id": "x", "name": "X", "quadrant": "a", "ring": "hold", "text": "a === b"}
            ],
        }
    )
    made = export_radar(radar, "qiwi", ExportOptions("csv"))
    (data,) = made.files.values()
    assert b"a = = = b" in data
    assert [f.code for f in made.report.of("noted")] == ["separator"]
    assert notes(radar) == {"X": []}


def test_zalando_renamed_quadrants_are_named() -> None:
    """They are known by their numbers, in whatever year they were called something else."""
    files = {
        f"{year}.json": json.dumps(
            {
                "date": year,
                "quadrants": [{"name": word} for word in ("A", "B", "C", last)],
                "entries": [{"label": "X", "quadrant": 3, "ring": 0, "moved": 0}],
            }
        )
        for year, last in (("2025", "Old"), ("2026", "New"))
    }
    report = take(files).report
    assert [f.message for f in report.of("noted") if f.code == "renamed"] == [
        "'Old' there is 'New' in the newest: taken for one"
    ]
