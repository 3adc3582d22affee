"""What a file is follows from what is in it: not from its name, nor from how columns are spelt."""

from __future__ import annotations

import pytest

from radar.errors import BadCall
from radar.exchange.conversion import export_radar
from radar.exchange.exporting.losses import ExportOptions
from radar.exchange.toolkit.endings import ending
from radar.model import Radar

from .radars import by_name, facts, take, words

RADAR = Radar.model_validate(
    {
        "title": "Ours",
        "quadrants": ["A", "B", "C", "D"],
        "entries": [
            {"id": "rust", "name": "Rust", "text": "Fast.", "quadrant": "a", "ring": "adopt"},
            {"id": "vim", "name": "Vim", "quadrant": "b", "ring": "hold"},
            {"id": "zig", "name": "Zig", "quadrant": "c", "ring": "trial"},
            {"id": "go", "name": "Go", "quadrant": "d", "ring": "assess"},
        ],
    }
)
FORMS = [
    *(("byor", "csv"), ("byor", "json"), ("zalando", ""), ("csv", ""), ("radar-json", "")),
    *(("qiwi", "json"), ("qiwi", "csv"), ("qiwi", "yaml")),
    *(("backstage", "json"), ("backstage", "yaml")),
]


@pytest.mark.parametrize("name", ["export", "export.txt", "export.2026-05", "export.csv"])
@pytest.mark.parametrize(("form", "kind"), FORMS)
def test_a_name_says_nothing(form: str, kind: str, name: str) -> None:
    """`radar export csv -o x` was in no known format for `radar import x`, said or not."""
    (data,) = export_radar(RADAR, form, ExportOptions(kind)).files.values()
    if (kind, name) == ("yaml", "export.csv"):
        return  # YAML holds nearly everything; an ending that says otherwise is believed
    for said in ("", form):
        found = take({name: data}, said, rings=("Adopt", "Trial", "Assess", "Hold"))
        assert found.radar is not None
        assert found.report.format == form
        assert facts(found.radar).keys() == facts(RADAR).keys()
        assert found.report.adds_up


def test_a_table_called_json_is_a_table() -> None:
    """The header decides, so that nobody is told about broken JSON in a spreadsheet."""
    found = take({"radar.json": "name,quadrant,ring\nRust,A,Adopt\nVim,B,Hold\n"})
    assert found.report.format == "csv"
    assert found.radar is not None


def test_what_is_nothing_is_told_what_it_needs() -> None:
    """A file without an ending gets the same answer as a table without the columns."""
    with pytest.raises(BadCall, match="its columns are hello, so it is in no known format"):
        take({"notes": "hello\nworld\n"})


def test_headers_are_read_in_any_case_and_with_spaces() -> None:
    """Every spreadsheet has `Name;Quadrant;Ring`; it was refused for its capitals."""
    table = (
        "\ufeff Name ;QUADRANT; Ring;Edition Date;Edition;name.ZH\nRust;A;Adopt;2026-01-01;x;锈\n"
    )
    found = take({"list.csv": table + "Vim;B;Hold;2026-01-01;x;\n"})
    assert found.radar is not None
    assert sorted(by_name(found.radar)) == ["Rust", "Vim"]
    assert str(found.radar.editions[0].date) == "2026-01-01"
    assert [f.code for f in found.report.findings if f.kind == "lost"] == []


def test_a_list_of_somebody_with_a_status_is_no_radar_of_thoughtworks() -> None:
    """Their tool spells `status` so; an `Owner` beside a `Status` is a list of one's own."""
    own = take(
        {"list.csv": "Name,Owner,Quadrant,Ring,Status\nRust,me,A,Adopt,ok\nVim,you,B,Hold,ok"}
    )
    assert own.report.format == "csv"
    assert own.radar is not None
    assert by_name(own.radar)["Rust"].owner == "me"
    assert [f.message for f in own.report.of("lost")] == ["status 'ok' is no movement"] * 2
    theirs = take(
        {"list.csv": "Name,Ring,Quadrant,IsNew,Description\nRust,Adopt,Tools,TRUE,<b>x</b>"}
    )
    assert theirs.report.format == "byor"
    assert theirs.radar is not None
    assert words(theirs.radar.entries[0].text) == "**x**"


def test_a_column_that_is_spelt_right_wins() -> None:
    """Of `Name` and `name`, the other one is named as not carried; nothing goes silently."""
    found = take({"list.csv": "Name,name,quadrant,ring,\nX,Rust,A,Adopt,\nY,Vim,B,Hold,\n"})
    assert found.radar is not None
    assert sorted(by_name(found.radar)) == ["Rust", "Vim"]
    assert [f.message for f in found.report.of("lost")] == [
        "the column 'Name' is not carried; --fields makes a field of it"
    ]


@pytest.mark.parametrize("part", ["<!-- a -->", "<!-- a\n", "//a", "/* a */", " ", "/*", "<"])
def test_many_comments_before_the_content_are_passed_over_once(part: str) -> None:
    """What is before the first word of a file is read once: this test would not end otherwise."""
    assert ending(f"{part * 20_000}name,ring\n", ".csv") == ".csv"
    assert ending("<!-- a --> " * 20_000 + "<html>", ".csv") == ".html"
    assert ending("/* a */ // b\n" * 20_000 + "const a = 1", "") == ".js"


@pytest.mark.parametrize("said", ["", "\n \n", "\ufeff"])
def test_an_empty_file_is_told_to_be_empty(said: str) -> None:
    """A file without a word in it is not told which columns it lacks."""
    with pytest.raises(BadCall, match=r"nothing is in radar\.csv, so there is nothing to import"):
        take({"radar.csv": said})


def test_what_is_nearest_in_a_document_is_told() -> None:
    """A document with a name and rings inside does not lack its name."""
    with pytest.raises(BadCall, match=r"it lacks quadrant and ring; its keys are blip, name"):
        take({"a.yaml": "name: Git\nblip:\n  - {date: 2019-05-15, ring: Adopt}\n"})


def test_a_page_without_data_is_told_to_have_no_list() -> None:
    """A page that draws nothing is told so, instead of keys that it does not have."""
    with pytest.raises(BadCall, match=r"page\.html: no list of entries is in it"):
        take({"page.html": "<html><body><table><tr><td>A</td></tr></table></body></html>"})


def test_a_broken_file_beside_a_radar_is_told_with_its_line() -> None:
    """JSON that is broken beside a table is named with its line and what is wrong there."""
    broken = '{\n  "name": "x"\n  "ring": "hold"\n}\n'
    found = take({"2026.csv": "name,quadrant,ring\nA,T,Adopt\nB,U,Hold\n", "radar.json": broken})
    (told,) = (f for f in found.report.of("noted") if f.code == "broken")
    assert (told.place.path, told.place.line) == ("radar.json", 3)
    assert told.message.startswith("this cannot be read as JSON: ")
    assert [entry.id for entry in found.radar.entries] == ["a", "b"]
