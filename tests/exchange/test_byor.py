"""Build Your Own Radar: read as the tool reads it, written as the tool accepts it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from radar.errors import InvalidRadar
from radar.exchange.conversion import export_radar
from radar.exchange.exporting.losses import ExportOptions
from radar.exchange.exporting.own_form import write_form
from radar.files import MemoryTree
from radar.model import Radar
from radar.reading import read_tree

from .radars import by_name, corners, facts, notes, radars, take, texts, words

SAMPLE = """\
name,ring,quadrant,isNew,status,description
Rust,ADOPT,languages-and-frameworks,FALSE,moved in,"<p>Fast <b>and</b> safe.</p><ul><li>x</li></ul>"
Vim,trial,Tools,TRUE,,Old &amp; gold
Emacs,Hold,tools,TRUE,No Change,
Kafka,assess,platforms,false,,"a < b, ""quoted"" so"
TDD,Adopt,techniques,,Moved Out,
"""


@given(radars(moved=True))
def test_one_edition_out_and_in(radar: Radar) -> None:
    """What a CSV or JSON file holds comes back: rings, quadrants, corners, movement, texts."""
    for form in ("csv", "json"):
        made = export_radar(radar, "byor", ExportOptions(form))
        scale = tuple(words(ring.name) for ring in radar.rings)
        found = take(made.files, rings=scale)
        assert found.radar is not None
        assert found.report.adds_up
        assert facts(found.radar) == facts(radar)
        assert texts(found.radar) == texts(radar)
        moved = {name: entry.moved for name, entry in by_name(found.radar).items()}
        assert moved == {name: entry.moved for name, entry in by_name(radar).items()}
        assert corners(found.radar) == corners(radar)


@given(radars(editions=True, notes=True))
def test_every_edition_out_and_in(radar: Radar) -> None:
    """One file for each edition gives the histories back, with what was said at the time."""
    made = export_radar(radar, "byor", ExportOptions("csv", every=True))
    scale = tuple(words(ring.name) for ring in radar.rings)
    found = take(made.files, rings=scale, quadrants=_slots(radar)).radar
    assert found is not None
    assert facts(found) == facts(radar)
    assert texts(found) == texts(radar)


def _slots(radar: Radar) -> tuple[str, ...]:
    right_top, right_bottom, left_bottom, left_top = corners(radar)
    return (left_top, left_bottom, right_top, right_bottom)


def test_values_are_read_as_the_tool_reads_them() -> None:
    """Case and "and" do not matter, a status overrides isNew, names lose tags, HTML is read."""
    found = take({"radar.csv": SAMPLE})
    assert found.radar is not None
    entries = by_name(found.radar)
    assert words(entries["Rust"].text) == "Fast **and** safe.\n\n- x"
    assert words(entries["Vim"].text) == "Old & gold"
    assert words(entries["Kafka"].text) == 'a < b, "quoted" so'
    assert {name: entry.moved for name, entry in entries.items()} == {
        "Rust": "in",
        "Vim": "new",
        "Emacs": None,
        "Kafka": None,
        "TDD": "out",
    }
    assert corners(found.radar) == ["Tools", "Languages & Frameworks", "Platforms", "Techniques"]
    assert [words(ring.name) for ring in found.radar.rings] == ["Adopt", "Trial", "Assess", "Hold"]


def test_the_sample_comes_back() -> None:
    """Import and export give the same data, in the words of the tool."""
    found = take({"radar.csv": SAMPLE})
    assert found.radar is not None
    rows = json.loads(
        next(iter(export_radar(found.radar, "byor", ExportOptions("json")).files.values()))
    )
    assert all(isinstance(value, str) for row in rows for value in row.values())
    said = {row["name"]: (row["ring"], row["quadrant"], row["status"]) for row in rows}
    assert said == {
        "Rust": ("Adopt", "Languages & Frameworks", "Moved In"),
        "Vim": ("Trial", "Tools", "New"),
        "Emacs": ("Hold", "Tools", "No Change"),
        "Kafka": ("Assess", "Platforms", "No Change"),
        "TDD": ("Adopt", "Techniques", "Moved Out"),
    }
    html = {row["name"]: row["description"] for row in rows}
    assert html["Rust"] == "<p>Fast <strong>and</strong> safe.</p><ul><li>x</li></ul>"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Go,adopt,tools,FALSE,,a, b", "broken-row"),
        ("Go,adopt", "broken-row"),
        ('Go,adopt,tools,"FALSE",,"never, closed', "broken-row"),
        ('Go,adopt,tools,FALSE,,"a "b", c"', "broken-row"),
        ("Go,adpot,tools,FALSE,,", "unknown-ring"),
        (",adopt,tools,FALSE,,", "no-name"),
        ("<i></i>,adopt,tools,FALSE,,", "no-name"),
        (f"{'x' * 301},adopt,tools,FALSE,,", "long-name"),
    ],
)
def test_a_broken_row_is_reported_with_its_line(row: str, code: str) -> None:
    """It makes no entry, the others come in, and the sum holds."""
    last = SAMPLE.splitlines()[-1]
    found = take({"radar.csv": SAMPLE.replace(last, f"{row}\n{last}")}, rings=RINGS)
    assert found.radar is not None
    assert sorted(by_name(found.radar)) == ["Emacs", "Kafka", "Rust", "TDD", "Vim"]
    (problem,) = found.report.of("reported")
    assert (problem.place.path, problem.place.line, problem.code) == ("radar.csv", 6, code)
    assert found.report.sum == "6 rows read = 5 entries made + 0 rows merged + 1 reported"


RINGS = ("Adopt", "Trial", "Assess", "Hold")


def test_json_values_may_be_of_any_kind() -> None:
    """Other tools write truth values, nulls and more keys; they are read, and named."""
    rows = [
        {"name": "Rust", "ring": "adopt", "quadrant": "tools", "isNew": True, "description": None},
        {"name": "Go", "ring": "hold", "quadrant": "platforms", "isNew": "false", "topic": ["x"]},
        {"name": "Vim"},
        "no row",
    ]
    found = take({"radar.json": json.dumps(rows, indent=1)})
    assert found.radar is not None
    assert {n: e.moved for n, e in by_name(found.radar).items()} == {"Rust": "new", "Go": None}
    assert [str(f.place) for f in found.report.of("reported")] == [
        "radar.json:18 ([2])",
        "radar.json:21 ([3])",
    ]
    assert [f.message for f in found.report.of("lost")] == [
        "keys that are not carried: 'topic'; --fields makes a field of it"
    ]


def test_files_with_dates_become_editions() -> None:
    """The date in a name is the edition; who is not listed has left; who comes back returns."""
    head = "name,ring,quadrant,isNew,description\n"
    base = "Git,adopt,tools,FALSE,\nTDD,trial,techniques,FALSE,\n"
    found = take(
        {
            "Ours Vol 1 (Jan 2020).csv": f"{head}{base}Node.js,trial,platforms,TRUE,First.\n",
            "Ours Vol 2 (Jul 2020).csv": f"{head}{base}",
            "Ours Vol 3 (Jan 2021).csv": f"{head}{base}node JS,adopt,platforms,FALSE,Again.\n",
        }
    )
    assert found.radar is not None
    assert [edition.id for edition in found.radar.editions] == ["2020-01", "2020-07", "2021-01"]
    assert words(found.radar.editions[0].name) == "Vol 1 (Jan 2020)"
    assert words(found.radar.title) == "Ours"
    node = found.radar.by_id["node-js"]
    assert [(line.edition, line.ring) for line in node.history] == [
        ("2020-01", "trial"),
        ("2020-07", None),
        ("2021-01", "adopt"),
    ]
    assert (words(node.text), notes(found.radar)["node JS"]) == ("Again.", [("2020-01", "First.")])
    assert [f.code for f in found.report.of("noted")] == ["spelling", "first-edition"]


def test_hold_and_caution_are_one_ring() -> None:
    """Thoughtworks renamed Hold in volume 34; a history with both has one ring."""
    head = "name,ring,quadrant,status,description\nGit,adopt,tools,,\nTDD,trial,techniques,,\n"
    found = take(
        {
            "2025-04.csv": f"{head}Zig,hold,tools,New,\n",
            "2026-04.csv": f"{head}Zig,Caution,tools,No change,\n",
        }
    )
    assert found.radar is not None
    assert [line.ring for line in by_name(found.radar)["Zig"].history] == ["hold"]
    assert not found.report.of("differs")


def test_claims_of_movement_are_compared_with_the_rings() -> None:
    """What the file claims and the rings do not bear out is reported with its line."""
    head = "name,ring,quadrant,status,description\nTDD,trial,techniques,,\n"
    found = take(
        {
            "2020.csv": f"{head}Git,adopt,tools,New,\nZig,trial,tools,New,\n",
            "2021.csv": f"{head}Git,adopt,tools,Moved In,\nZig,hold,tools,Moved Out,\n",
        }
    )
    (one,) = found.report.of("differs")
    assert str(one) == "2021.csv:3: 'Git' claims moved in; it is unchanged  [movement]"


def test_close_names_are_listed_not_merged() -> None:
    """Whether two close names are one technology, a person decides with --alias."""
    head = "name,ring,quadrant,isNew,description\nTDD,trial,techniques,,\n"
    files = {
        "2020.csv": f"{head}Kubernetes,adopt,tools,,\n",
        "2021.csv": f"{head}Kubernetes (K8s),adopt,tools,,\n",
    }
    found = take(files)
    assert found.radar is not None
    assert len(found.radar.entries) == 3
    assert [f.code for f in found.report.of("doubtful")] == ["close-name"]
    joined = take(files, aliases={"Kubernetes": "Kubernetes (K8s)"})
    assert joined.radar is not None
    assert len(joined.radar.entries) == 2
    assert not joined.report.of("doubtful")


def test_a_name_with_an_ending_is_no_translation_of_the_one_without() -> None:
    """Beside polly.md, polly.js.md would be read as a text in another language, of no radar's."""
    head = "name,ring,quadrant,isNew,description\nTDD,trial,techniques,,\n"
    found = take(
        {"r.csv": f"{head}Polly.JS,adopt,tools,,\nPolly,adopt,platforms,,\nx.js,hold,tools,,\n"}
    )
    assert found.radar is not None
    assert sorted(found.radar.by_id) == ["polly", "polly-js", "tdd", "x.js"]
    assert not read_tree(MemoryTree(write_form(found.radar))).problems


def test_the_same_name_twice_in_one_edition() -> None:
    """Said again it is merged; contradicted it is reported; the first row counts."""
    head = "name,ring,quadrant,isNew,description\nTDD,trial,techniques,,\n"
    found = take({"r.csv": f"{head}Git,adopt,tools,,\nGIT,adopt,tools,,\nGit,hold,tools,,\n"})
    assert found.radar is not None
    assert by_name(found.radar)["Git"].ring == "adopt"
    assert found.report.counts == {"made": 2, "merged": 1, "reported": 1}


def test_a_radar_that_the_tool_cannot_show() -> None:
    """Five quadrants or five rings do not fit, and nothing is written."""
    five = Radar(title="Ours", quadrants=list("ABCDE"), rings=list("VWXYZ"))
    with pytest.raises(InvalidRadar, match="exactly four quadrants") as caught:
        export_radar(five, "byor")
    assert len(caught.value.problems) == 2


def test_a_file_of_one_usual_quadrant_has_the_other_three() -> None:
    """The tool draws its four whatever the file has; a small one was refused for having one."""
    found = take({"r.csv": "name,ring,quadrant,isNew,description\nRust,adopt,tools,,\n"})
    assert found.radar is not None
    assert corners(found.radar) == ["Tools", "Languages & Frameworks", "Platforms", "Techniques"]
    other = take({"r.csv": "name,ring,quadrant,isNew,description\nRust,adopt,mine,,\n"})
    assert other.radar is None


def test_numbers_are_those_of_the_tool() -> None:
    """The report says which number a blip had there and has here."""
    found = take({"radar.csv": SAMPLE})
    assert found.report.numbers == {
        "tdd": (1, 1),
        "kafka": (2, 5),
        "vim": (3, 2),
        "emacs": (4, 3),
        "rust": (5, 4),
    }


def test_formulas_are_neutralised_and_come_back() -> None:
    """A cell that a spreadsheet would run has an apostrophe in front, and is named."""
    radar = Radar.model_validate(
        {
            "title": "Ours",
            "quadrants": list("ABCD"),
            "entries": [
                {"id": "sum", "name": "=SUM(A1)", "quadrant": "a", "ring": "adopt", "text": "@x"},
                *({"id": q, "name": q, "quadrant": q, "ring": "hold"} for q in "bcd"),
            ],
        }
    )
    made = export_radar(radar, "byor")
    (text,) = (data.decode() for data in made.files.values())
    assert "\n'=SUM(A1),Adopt,A," in text
    assert [f.code for f in made.report.of("noted")] == ["formula", "quadrants"]
    found = take(made.files)
    assert found.radar is not None
    assert "=SUM(A1)" in by_name(found.radar)
