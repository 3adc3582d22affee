"""Our own formats: plain CSV for spreadsheets, radar.json, and the written form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.exchange.conversion import export_radar
from radar.exchange.exporting.own_form import write_form
from radar.exchange.toolkit.cells import join_list, read_list
from radar.files import MemoryTree
from radar.model import Radar
from radar.reading import read, read_tree
from radar.yaml import Items, Scalar, parse, write_text

from .radars import by_name, facts, notes, radars, take, texts, words


@given(radars(quadrants=(2, 3, 4, 6, 8), rings=8, editions=True, notes=True))
def test_csv_out_and_in(radar: Radar) -> None:
    """A spreadsheet holds every edition: histories, texts, notes, the order of the axes."""
    found = take(export_radar(radar, "csv").files)
    assert found.radar is not None
    assert found.report.adds_up
    assert facts(found.radar) == facts(radar)
    assert texts(found.radar) == texts(radar)
    assert notes(found.radar) == notes(radar)
    used = {line.quadrant for entry in radar.entries for line in entry.history}
    order = [q.id for q in radar.clockwise if q.id in used]
    assert [quadrant.id for quadrant in found.radar.clockwise] == order
    rings = {line.ring for entry in radar.entries for line in entry.history}
    assert [r.id for r in found.radar.rings] == [r.id for r in radar.rings if r.id in rings]


@given(radars(quadrants=(2, 4, 8), rings=8, editions=True, notes=True), radars(moved=True))
def test_radar_json_is_complete(dated: Radar, plain: Radar) -> None:
    """radar.json gives the very same radar back."""
    for radar in (dated, plain):
        assert take(export_radar(radar, "radar-json").files).radar == radar


@given(
    radars(quadrants=(2, 4, 8), rings=8, editions=True, notes=True),
    radars(moved=True),
    st.booleans(),
)
def test_the_written_form_reads_back(dated: Radar, plain: Radar, one_file: bool) -> None:
    """Files as a person would write them give the same radar, without a word of complaint."""
    for radar in (dated, plain):
        reading = read_tree(MemoryTree(write_form(radar, one_file=one_file)))
        assert not reading.problems
        assert reading.radar is not None
        assert facts(reading.radar) == facts(radar)
        assert texts(reading.radar) == texts(radar)
        assert notes(reading.radar) == notes(radar)


def test_our_own_radar_survives_everything(root: Path) -> None:
    """The radar of this repository, in two languages, is the same after being written anew."""
    radar = read(root / "entries").radar
    assert radar is not None
    again = read_tree(MemoryTree(write_form(radar))).radar
    assert again is not None
    forget = {"sources": {}}
    assert [e.model_copy(update=forget) for e in again.entries] == [
        e.model_copy(update=forget) for e in radar.entries
    ]
    assert take(export_radar(radar, "radar-json").files).radar == radar.model_copy(
        update={"entries": tuple(e.model_copy(update=forget) for e in radar.entries)}
    )


def test_csv_holds_languages_and_details(root: Path) -> None:
    """Names and texts in further languages, tags, links, dates come back from a spreadsheet."""
    radar = read(root / "entries").radar
    assert radar is not None
    found = take(export_radar(radar, "csv").files)
    assert found.radar is not None
    assert found.radar.languages == radar.languages
    for one, other in zip(radar.entries, found.radar.entries, strict=True):
        for name in ("id", "text", "summary", "tags", "reviewed", "related", "aliases"):
            assert getattr(one, name) == getattr(other, name)
        assert [link.url for link in one.links] == [link.url for link in other.links]
        assert one.name.get("zh") == other.name.get("zh")


@given(st.text())
def test_any_text_is_a_scalar(text: str) -> None:
    """Whatever it looks like, a text written as YAML reads back as that text."""
    text = text.encode("utf-8", "replace").decode()
    node = parse(f"[{write_text(text)}]")
    assert isinstance(node, Items)
    assert isinstance(node.nodes[0], Scalar)
    assert node.nodes[0].text == text
    block = parse(f"- {write_text(text, flow=False)}")
    assert isinstance(block, Items)
    assert isinstance(block.nodes[0], Scalar)
    assert block.nodes[0].text == text


@given(st.lists(st.text("ab, ", min_size=1).map(lambda s: " ".join(s.split())).filter(bool)))
def test_lists_in_cells(words_: list[str]) -> None:
    """Commas between words, and commas in words."""
    assert read_list(join_list(words_)) == tuple(dict.fromkeys(words_))


def test_a_spreadsheet_of_three_columns_is_a_radar() -> None:
    """name, quadrant and ring are enough; semicolons are recognised."""
    found = take({"list.csv": "name;quadrant;ring\nRust;Languages;Adopt\nVim;Tools;Hold\n"})
    assert found.radar is not None
    assert sorted(by_name(found.radar)) == ["Rust", "Vim"]
    assert [words(ring.name) for ring in found.radar.rings] == ["Adopt", "Trial", "Assess", "Hold"]
    assert [f.code for f in found.report.findings if f.kind == "noted"] == ["delimiter"]


def test_links_to_aliases_lead_there() -> None:
    """A cell of aliases was read, and `[[Zulu]]` was called no entry all the same."""
    table = 'id,name,quadrant,ring,aliases,text\na,Alpha,Tools,Adopt,"Zulu, Beta",See [[Zulu]].\n'
    found = take({"list.csv": f"{table}b,Beta,Data,Hold,,[[zulu]] and [[Beta]]\n"})
    assert found.radar is not None
    assert not found.report.of("lost")
    entries = by_name(found.radar)
    assert words(entries["Alpha"].text) == "See [[a|Zulu]]."
    assert words(entries["Beta"].text) == "[[a|zulu]] and [[b|Beta]]"  # a name before an alias


def test_a_table_of_other_columns_is_told_what_it_needs() -> None:
    """Teams keep radars under `title` or `technology`; the answer names what is there."""
    with pytest.raises(BadCall, match="it lacks quadrant; its columns are name, ring"):
        take({"list.csv": "title,ring\nRust,Adopt\n"})


def test_an_unsound_entry_of_radar_json_is_reported_with_its_line() -> None:
    """The others come in, and nothing that would reach out of the folder is taken."""
    radar = Radar.model_validate(
        {
            "title": "Ours",
            "quadrants": ["A", "B"],
            "output": "/etc",
            "entries": [
                {"id": "good", "name": "Good", "quadrant": "a", "ring": "adopt"},
                {"id": "bad", "name": "Bad", "quadrant": "b", "ring": "adopt"},
            ],
        }
    )
    document = json.loads(next(iter(export_radar(radar, "radar-json").files.values())))
    assert document["entries"][0]["id"] == "bad"
    document["entries"][0]["id"] = "../../etc/passwd"
    found = take({"radar.json": json.dumps(document, indent=1)})
    assert found.radar is not None
    assert [entry.id for entry in found.radar.entries] == ["good"]
    assert found.radar.output == "site"
    (problem,) = found.report.of("reported")
    assert problem.place.where == "entries[0].id"
    assert problem.place.line > 1
    assert [f.code for f in found.report.of("lost")] == ["output"]
    assert found.report.adds_up


@pytest.mark.parametrize("text", ['{"version": 3}', '{"version": 1, "rings": 3}', "[" * 9999])
def test_what_is_no_radar_json(text: str) -> None:
    """Another version, nonsense and endless nesting are refused in words."""
    found = take({"radar.json": text}, "radar-json")
    assert found.radar is None
    assert found.report.findings


def test_languages_of_radar_json_lead_nowhere() -> None:
    """A language is part of a file's name, so what is none is dropped and named."""
    radar = Radar.model_validate(
        {
            "title": "Ours",
            "languages": ["en", "climbs", "zh"],
            "quadrants": ["A", "B"],
            "base_url": "https://a.example",
            "entries": [
                {
                    "id": "e",
                    "name": {"en": "E", "climbs": "F", "zh": "G"},
                    "quadrant": "a",
                    "ring": "adopt",
                }
            ],
        }
    )
    files = export_radar(radar, "radar-json").files
    swaps = ((b"https://a.example", b"javascript:x"), (b"climbs", b"../../x"))
    hostile = dict(files)
    for old, new in swaps:
        hostile = {name: data.replace(old, new) for name, data in hostile.items()}
    found = take(hostile)
    assert found.radar is not None
    assert (found.radar.languages, found.radar.base_url) == (("en", "zh"), "")
    assert sorted(write_form(found.radar)) == ["e.md", "radar.yaml"]
    assert [finding.code for finding in found.report.of("lost")] == ["language", "base_url"]


@pytest.mark.parametrize("odd", [None, 7, [], "rust", {}])
def test_an_entry_that_is_none_costs_itself_only(odd: object) -> None:
    """It is named with its place; the others arrive."""
    kept = {"id": "go", "name": {"en": "Go"}}
    kept["history"] = [{"edition": "", "ring": "adopt", "quadrant": "a"}]  # type: ignore[assignment] # JSON
    document = {
        "version": 1,
        "id": "t",
        "title": {"en": "T"},
        "languages": ["en"],
        "quadrants": [{"id": "a", "name": {"en": "A"}}, {"id": "b", "name": {"en": "B"}}],
        "rings": [{"id": "adopt", "name": {"en": "Adopt"}}],
        "entries": [odd, kept],
    }
    made = take({"radar.json": json.dumps(document)})
    assert made.radar is not None
    assert [entry.id for entry in made.radar.entries] == ["go"]
    assert [f.place.where.partition(".")[0] for f in made.report.of("reported")] == ["entries[0]"]
