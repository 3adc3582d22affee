"""Fields of one's own and several owners, wherever a radar goes: nothing is lost in silence."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from radar.changes import State, compare
from radar.exchange.conversion import export_radar, import_bundle
from radar.exchange.exporting.own_form import write_form
from radar.exchange.merging.merge import merge
from radar.exchange.registry import load_registry
from radar.exchange.toolkit.cells import read_list
from radar.exchange.toolkit.draft import ImportOptions
from radar.files import MemoryTree
from radar.layout import Atlas
from radar.model import Entry, Link, Radar
from radar.model.own_fields import RESERVED
from radar.pipeline import examine_tree
from radar.radar_json import radar_json, radar_of
from radar.reading import read_tree
from radar.reading.entries import ENTRY_KEYS, LISTED_KEYS
from radar.render.site.assembly import make_site
from radar.telling import Teller
from radar.theme import load_theme
from radar.words import Words

from .exchange.radars import bundle

FIELDS = {
    "risk": {"name": {"en": "Risk", "ar": "المخاطر"}, "choices": ["low", "High risk", "高"]},
    "licence": "Licence",
    "cost": {"name": "Cost", "unit": {"en": "EUR a month", "ar": "يورو"}},
    "decided": {"name": "Decided", "type": "date"},
    "adr": {"name": "Decision", "type": "link"},
    "runs_on": {"name": {"zh": "平台"}, "type": "list"},
    "fits": {"name": "Fits", "type": "list", "choices": {"web": "The web", "cli": "Terminals"}},
}
LANGUAGES = ("en", "ar", "zh")
WORDS = st.sampled_from(
    [
        "GPL-2.0",
        "no",
        "1.10",
        "2026",
        "a, b",
        "<b>&",
        "=1+1",
        "مفتوح",
        "许可证",
        "- x",
        "x: y",
        "a;b",
    ]
)
ADDRESSES = st.sampled_from(["https://example.org/1?a=b&c", "mailto:a@b.example"])
VALUES = {
    "risk": st.sampled_from(["low", "high risk", "高"]),
    "licence": WORDS | st.dictionaries(st.sampled_from(LANGUAGES), WORDS, min_size=1),
    "cost": st.decimals(-9999, 9999, places=2) | st.integers(0, 10**14),
    "decided": st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    "adr": ADDRESSES | st.builds(Link, url=ADDRESSES, label=WORDS),
    "runs_on": st.lists(WORDS, min_size=1, max_size=3),
    "fits": st.lists(st.sampled_from(["web", "cli"]), min_size=1, max_size=2),
}
OWNERS = st.lists(WORDS, max_size=3)


@st.composite
def radars(draw: st.DrawFn) -> Radar:
    """A radar of two entries that say something in some of all fields."""
    entries = [
        Entry(
            name=name,
            quadrant="Tools",
            ring=draw(st.sampled_from(["adopt", "hold"])),
            owner=draw(OWNERS),
            fields=draw(st.fixed_dictionaries({}, optional=VALUES)),
        )
        for name in ("Alder", "Birch")
    ]
    axes: dict[str, Any] = {"quadrants": ["Tools", "Platforms", "Languages", "Techniques"]}
    return Radar(title="Ours", languages=LANGUAGES, fields=FIELDS, entries=entries, **axes)


def said(radar: Radar, entry: Entry) -> set[str]:
    """Every value of an entry as a reader of English sees it, and the address of a link."""
    found = set()
    for key, values in entry.fields.items():
        field = radar.fields_by_id[key]
        for value in values:
            found.add(value.isoformat() if isinstance(value, date) else "")
            found.add(value.url if isinstance(value, Link) else "")
            if not isinstance(value, date):
                found.add(field.describe(value, lambda text: radar.say(text, "en")))
    return found - {""}


@given(radars(), st.booleans())
def test_files_keep_every_value(radar: Radar, one_file: bool) -> None:
    """What a radar is written as reads back, value for value, without a word of complaint."""
    reading = read_tree(MemoryTree(write_form(radar, one_file=one_file)))
    assert reading.radar is not None
    assert not [p for p in reading.problems if p.severity != "note"]
    assert reading.radar.fields == radar.fields
    for before, after in zip(radar.entries, reading.radar.entries, strict=True):
        assert (after.owners, after.owner) == (before.owners, ", ".join(before.owners))
        assert list(after.fields) == list(before.fields)
        for key, values in before.fields.items():
            assert said(radar, after) == said(radar, before), key
            assert after.fields[key] == values or isinstance(values[0], dict)


@given(radars())
def test_radar_json_keeps_every_value(radar: Radar) -> None:
    """The data of a site has owners and values as lists, and gives the very same radar back."""
    document = json.loads(radar_json(radar))
    assert radar_of(document) == radar
    for entry, written in zip(radar.entries, document["entries"], strict=True):
        assert written["owners"] == list(entry.owners)
        assert all(isinstance(values, list) for values in written["fields"].values())
        assert list(written["fields"]) == list(entry.fields)


@settings(max_examples=10)
@given(radars())
def test_pages_show_every_value(radar: Radar) -> None:
    """The page of an entry and the data of the table have each value, and each owner."""
    site = make_site(radar, load_theme(), Atlas(radar))
    data = re.search(r'id="radar-data">(.*?)</script>', site["index.html"].decode())
    assert data
    facts = json.loads(data[1])
    assert list(facts["fields"]) == list(FIELDS)
    for entry in radar.entries:
        page = unescape(site[f"entries/{entry.id}.html"].decode())
        for words in {*said(radar, entry), *entry.owners}:
            assert words in page or words.replace("-", "\N{MINUS SIGN}") in page
        item = facts["entries"].get(entry.id, {})
        shown = {word for key, values in item.get("own", {}).items() for word in values}
        shown |= {*item.get("said", {}).values()}
        joined = "\n".join(shown)
        for words in said(radar, entry):
            assert words.removesuffix(" EUR a month") in joined
        assert item.get("owner", []) == list(entry.owners)


@given(radars())
def test_every_format_carries_a_value_or_names_it(radar: Radar) -> None:
    """An export has each field of each entry, or its list of losses says which are not there."""
    for name, form in load_registry().formats.items():
        if form.write is None or list(form.misfit(radar)):
            continue
        made = export_radar(radar, name)
        lost = [finding.message for finding in made.report.of("lost")]
        text = b"\n".join(made.files.values()).decode()
        for key in FIELDS:
            having = [entry.id for entry in radar.entries if key in entry.fields]
            told = [message for message in lost if f"the field {key} of " in message]
            if having and name not in ("csv", "radar-json"):
                assert told, (name, key)
                assert all(entry in told[0] for entry in having)
            elif having:
                assert not told
                assert key in text, (name, key)


@given(radars())
def test_a_table_holds_every_value(radar: Radar) -> None:
    """A spreadsheet has a column for each field, from which the values come back as fields."""
    written = export_radar(radar, "csv").files["ours.csv"].decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(written))}
    for entry in radar.entries:
        row = rows[entry.id]
        assert read_list(row.get("owner", "").removeprefix("'")) == entry.owners
        for key, values in entry.fields.items():
            cell = row[key].removeprefix("'")
            if isinstance(values[0], Decimal):
                assert Decimal(cell) == values[0]
            elif isinstance(values[0], dict):
                assert cell == (values[0].get("en") or radar.say(values[0]))
            elif isinstance(values[0], Link):
                assert cell.startswith(values[0].url)
            else:
                assert read_list(cell) == tuple(map(str, values))
    options = ImportOptions(fields=True, quadrants=("Tools", "Platforms"))
    again = import_bundle(bundle({"ours.csv": written}), options, "csv")
    assert again.radar is not None
    for entry in radar.entries:
        assert again.radar.by_id[entry.id].owners == entry.owners
        assert {*entry.fields} <= {
            key.replace("-", "_") for key in again.radar.by_id[entry.id].fields
        }


def test_a_sheet_keeps_owners_and_columns() -> None:
    """A sheet with columns of another tool keeps its owners; other columns are named, or fields."""
    sheet = (
        "name,quadrant,ring,isNew,description,owner,Approved by,Price\n"
        'Rust,Tools,Adopt,TRUE,Fast.,"core, web",Jane,12.50\n'
        "Zig,Ways,Hold,FALSE,Small.,core,,7\n"
    )
    named = import_bundle(bundle({"a.csv": sheet}))
    assert named.radar is not None
    assert named.radar.by_id["rust"].owners == ("core", "web")
    lost = [finding.message for finding in named.report.of("lost")]
    assert [message.partition(" is ")[0] for message in lost] == [
        "the column 'Approved by'",
        "the column 'Price'",
    ]
    kept = import_bundle(bundle({"a.csv": sheet}), ImportOptions(fields=True))
    assert kept.radar is not None
    assert [(field.id, field.type) for field in kept.radar.fields] == [
        ("approved-by", "text"),
        ("price", "number"),
    ]
    assert kept.radar.by_id["rust"].fields["price"] == (Decimal("12.50"),)
    assert not kept.report.of("lost")


def test_columns_that_mean_something_get_another_id() -> None:
    """Columns become fields of different ids, whatever their headings are in other places."""
    sheet = "name,quadrant,ring,Links.,Äge,Age,Note\nRust,A,Adopt,,1,2,x\nZig,B,Hold,y,3,4,z\n"
    made = import_bundle(bundle({"a.csv": sheet}), ImportOptions(fields=True), "byor")
    assert made.radar is not None
    assert len({field.id for field in made.radar.fields}) == 3
    assert not RESERVED & {field.id for field in made.radar.fields}


def test_no_field_can_take_a_word_that_means_something() -> None:
    """Keys of an entry, columns of a table and what addresses say cannot be fields of one's own."""
    from radar.exchange.toolkit.endings import PLAIN

    small = {
        word for word in (*ENTRY_KEYS, *LISTED_KEYS, *PLAIN) if word.islower()
    }  # as all ids are
    assert small <= RESERVED
    entry = Entry(name="Rust", quadrant="A", ring="adopt")
    assert {*entry.model_dump()} <= RESERVED
    for word in sorted(RESERVED):
        with pytest.raises(ValidationError, match="has a meaning already"):
            Radar(title="Ours", quadrants=["A", "B"], fields={word: "Word"})


@pytest.mark.parametrize(
    ("fields", "place", "code"),
    [
        ({"rsik": "low"}, "rsik", "unknown-field"),
        ({"risk": "hihg risk"}, "risk", "wrong-value"),
        ({"cost": "1,200"}, "cost", "wrong-value"),
        ({"decided": "5.1.2026"}, "decided", "wrong-value"),
        ({"adr": 5}, "adr", "wrong-value"),
        ({"licence": ["a", "b"]}, "licence", "wrong-value"),
    ],
)
def test_a_wrong_value_in_python_is_named(fields: Any, place: str, code: str) -> None:
    """A radar made in Python refuses a value as files do, at its place, with what is near."""
    entry = Entry(name="Rust", quadrant="Tools", ring="adopt", fields=fields)
    with pytest.raises(ValidationError) as refused:
        Radar(title="Ours", quadrants=["Tools", "Platforms"], fields=FIELDS, entries=[entry])
    (error,) = refused.value.errors()
    assert error["loc"] == ("entries", 0, "fields", place)
    assert error["type"] == code


def test_what_was_dumped_by_an_older_version_keeps_its_owner() -> None:
    """Data of a site that has `owner` alone is read; both together must say the same."""
    assert Entry(name="Rust", quadrant="A", ring="adopt", owner="a, b").owners == ("a, b",)
    with pytest.raises(ValidationError, match="which counts cannot be known"):
        Entry(name="Rust", quadrant="A", ring="adopt", owner="a", owners=["b"])


def test_a_difference_tells_what_a_field_said_and_says() -> None:
    """`radar diff` names each field that changed, with the words before and after."""

    def radar(owner: Any, **fields: Any) -> Radar:
        entry = Entry(name="Rust", quadrant="Tools", ring="adopt", owner=owner, fields=fields)
        return Radar(title="T", quadrants=["Tools", "B"], fields=FIELDS, entries=[entry])

    before = radar("core", risk="low", cost=7, licence="MIT")
    after = radar(["core", "web"], risk="High risk", licence={"en": "MIT"})
    (change,) = compare(State(before, ""), State(after, "")).changes
    assert change.fields == ("owner", "fields.risk", "fields.cost")
    told = Teller(Words("en"), after, before).fields(change)
    assert told == "owner, Risk: low → High risk, Cost: 7 EUR a month → –"


def test_merging_fits_values_to_the_fields_that_there_are(tmp_path: Path) -> None:
    """A sheet fills fields that an entry lacks, by their types; what does not fit is named."""
    entry = Entry(name="Rust", quadrant="Tools", ring="adopt", owner="core", fields={"risk": "low"})
    here = Radar(title="T", quadrants=["Tools", "B"], fields=FIELDS, entries=[entry])
    for name, data in write_form(here).items():
        (tmp_path / name).write_bytes(data)
    sheet = (
        "name,quadrant,ring,owner,risk,cost,adr,fits,licence,price\n"
        "Rust,Tools,Adopt,web,高,12.50,https://example.org/7 ADR 7,Terminals,MIT,1\n"
        "Zig,B,Hold,,hihg,x,,,MIT,2\n"
    )
    options = ImportOptions(fields=True)
    made = merge(import_bundle(bundle({"a.csv": sheet}), options, "csv"), tmp_path, examine_tree)
    merged = read_tree(MemoryTree({**write_form(here), **made.files})).require_sound(strict=True)
    rust, zig = merged.by_id["rust"], merged.by_id["zig"]
    assert rust.owners == ("core",)
    assert rust.fields == {
        "risk": ("low",),
        "licence": ({"und": "MIT"},),
        "cost": (Decimal("12.50"),),
        "adr": (Link(url="https://example.org/7", label="ADR 7"),),
        "fits": ("cli",),
    }
    assert zig.fields == {"licence": ({"und": "MIT"},)}
    said = [(f.kind, f.message) for f in made.report.findings if f.kind in ("lost", "noted")]
    told = " | ".join(message for _, message in said)
    assert "owner and risk differ; yours stay" in told
    assert "fields that radar.yaml does not name under `fields`: price" in told
    assert '"hihg" is none of the choices' in told
    assert "a number of at most" in told
