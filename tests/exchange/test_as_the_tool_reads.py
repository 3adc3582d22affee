"""Exports read with the rules of the tools themselves, restated here; each was met in the tool."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.exchange.conversion import export_radar
from radar.exchange.exporting.losses import ExportOptions
from radar.model import Radar

from .radars import radars, take, texts

AXES = (
    "Clusters and edge",
    "R&D",
    "R&D & Ops",
    "Command-and-control",
    "Tools",
    "Use <now>",
    "Band",
)


def made(**fields: Any) -> Radar:
    """A radar of four quadrants; an entry `x` where none are given."""
    entry = {"id": "x", "name": "X", **fields.pop("entry", {})}
    if "history" not in entry:
        entry = {"quadrant": "a", "ring": "adopt", **entry}
    return Radar.model_validate(
        {"title": "Ours", "quadrants": list("ABCD"), "entries": [entry], **fields}
    )


def told(message: str) -> list[str]:
    """What the report says that Build Your Own Radar has to be told."""
    found: list[str] = json.loads(message.partition("='")[2].removesuffix("'"))
    return found


@given(st.permutations(AXES), st.permutations(AXES))
def test_byor_finds_every_quadrant_and_ring(fields: list[str], scale: list[str]) -> None:
    """It turns "and" of a cell into "&", never what it was told: blips of "A and B" were gone."""
    ids = [f"q{n}" for n in range(4)]
    radar = made(
        quadrants=[{"id": i, "name": name} for i, name in zip(ids, fields, strict=False)],
        rings=[{"id": f"r{n}", "name": name} for n, name in enumerate(scale[:3])],
        entries=[
            {"id": f"{q}r{n}", "name": f"{q}r{n}", "quadrant": q, "ring": f"r{n}"}
            for q in ids
            for n in range(3)
        ],
    )
    export = export_radar(radar, "byor", ExportOptions("json"))
    notes = {f.code: told(f.message) for f in export.report.of("noted") if "=" in f.message}
    rows = json.loads(next(iter(export.files.values())))
    assert len(rows) == 12
    for row in rows:
        assert _byor_finds(notes["quadrants"], row["quadrant"])
        assert _byor_finds(notes["rings"], row["ring"])


def _byor_finds(names: list[str], cell: str) -> bool:
    """Look a cell up as the tool does: no tags, one & kept, "and" as &, in any case."""
    clean = re.sub(r"<[^>]*>", "", cell).replace("&", "&amp;").replace(">", "&gt;")
    plain = clean.replace("&amp;", "&", 1)
    wanted = re.sub(r"(-|\s+)(and)(-|\s+)|\s*(&)\s*", " & ", plain.lower())
    return wanted in [name.lower() for name in names]


def test_byor_needs_not_be_told_the_usual() -> None:
    """Its own names, in whatever case and with "and", are what it knows."""
    usual = ["Platforms", "tools", "Languages and Frameworks", "Techniques"]
    corners = ["bottom-left", "top-right", "bottom-right", "top-left"]
    pairs = zip(usual, corners, strict=True)
    radar = made(
        quadrants=[{"name": n, "position": c} for n, c in pairs], entry={"quadrant": "tools"}
    )
    noted = export_radar(radar, "byor").report.of("noted")
    assert [f.code for f in noted] == []


@given(
    st.lists(
        st.sampled_from(['a "b"', '"', "one, two", "x\ny", 'q" , z', "", "a = = = b"]), min_size=4
    )
)
def test_qiwi_reads_quotes_in_pairs_first(bodies: list[str]) -> None:
    """It trims around commas outside of quotes before it reads CSV; a quote at an end misled it."""
    entries = [
        {"id": f"e{n}", "name": f"E {n}", "quadrant": "a", "ring": "hold", "text": body}
        for n, body in enumerate(bodies)
    ]
    (data,) = export_radar(made(entries=entries), "qiwi", ExportOptions("csv")).files.values()
    parts = re.split(r'("[^"]+")', data.decode().replace("\r\n", "\n"))
    trimmed = [
        part
        if part.startswith('"')
        else ",".join(re.sub(r"(?m)^ *| *$", "", x) for x in part.split(","))
        for part in parts
    ]
    rows = list(csv.DictReader(io.StringIO("".join(trimmed).split("===\n")[-1])))
    assert {row["name"]: row["description"].strip() for row in rows} == {
        entry["name"]: entry["text"].strip() for entry in entries
    }


def test_qiwi_finds_the_newest_snapshot() -> None:
    """The last date in the order of the alphabet is its newest, and its pattern has .yml only."""
    radar = made(
        editions=[
            {"id": "one", "name": "December 2024", "date": "2024-12-01"},
            {"id": "2025-04", "name": "April 2025", "date": "2025-04-02"},
        ],
        entry={"history": [{"edition": "one", "ring": "hold", "quadrant": "a"}]},
    )
    files = export_radar(radar, "qiwi", ExportOptions("yaml", every=True)).files
    dates = [yaml.safe_load(data)["meta"]["date"] for data in files.values()]
    assert sorted(dates) == dates == ["2024-12-01", "2025-04"]
    assert list(files) == ["2024-12-01.yml", "2025-04.yml"]


def test_qiwi_shows_the_text_and_no_more() -> None:
    """It knows no links between entries, and its older pages fill in what looks like a template."""
    radar = made(entry={"text": "As [[x]] and [it](x.md), `{{ name }}`.", "name": "Self"})
    export = export_radar(radar, "qiwi")
    (data,) = export.files.values()
    assert json.loads(data)["data"][0]["description"] == "As Self and it, `{{ name }}`."
    assert "entry-links" in [f.code for f in export.report.of("lost")]
    assert [f.code for f in export.report.of("noted")] == ["template"]


@pytest.mark.parametrize("form", ["aoe", "porsche"])
@pytest.mark.parametrize("word", ["2024-01-01", "1e3", "0o17", "1.10", "no", "null", "~", "12:30"])
def test_front_matter_stays_text(form: str, word: str) -> None:
    """A title that YAML takes for a date stopped AOE's build; Porsche's refused such words."""
    radar = made(
        entry={
            "name": word,
            "tags": [word],
            "owner": word,
            "links": [{"url": "https://x.example", "label": word}],
        }
    )
    files = export_radar(radar, form).files
    (data,) = (data for path, data in files.items() if path.endswith("/x.md"))
    front = yaml.safe_load(data.decode().split("---\n")[1])
    assert (front["title"], front["tags"]) == (word, [word])
    if form == "porsche":
        assert (front["teams"], front["links"][0]["name"]) == ([word], word)


@pytest.mark.parametrize("form", ["aoe", "porsche", "qiwi", "backstage"])
def test_html_stays_words(form: str) -> None:
    """Words here, it would run on the pages of the one and be dropped from those of the other."""
    text = "A <script>alert(1)</script> [<img src=x onerror=y>](https://x.example).\n\n<div>\nb\n</div>"
    files = export_radar(made(entry={"text": text}), form).files
    body = b"".join(files.values()).decode()
    assert not re.search(r"(?<!\\)<(script|img|div)", body)
    radar = take(files).radar
    assert radar is not None
    assert texts(radar)["X"].replace("\\", "") == text


@settings(max_examples=20)
@given(radars(editions=True, leaving=False))
def test_backstage_draws_what_its_schema_takes(radar: Radar) -> None:
    """Every id is there, and the first line of a timeline is the newest."""
    (data,) = export_radar(radar, "backstage").files.values()
    document = json.loads(data)
    known = {ring["id"] for ring in document["rings"]}
    assert len(document["quadrants"]) == 4
    for entry in document["entries"]:
        days = [line["date"] for line in entry["timeline"]]
        assert days == sorted(days, reverse=True) != []
        assert {line["ringId"] for line in entry["timeline"]} <= known
        assert entry["quadrant"] in [quadrant["id"] for quadrant in document["quadrants"]]


def test_the_logo_goes_where_the_tool_serves_it() -> None:
    """AOE's config names a file in its folder public; it once stayed behind, and was not missed."""
    export = export_radar(made(logo="images/ours.svg"), "aoe")
    assert json.loads(export.files["config.json"])["logoFile"] == "ours.svg"
    assert export.pictures == {"images/ours.svg": "public/ours.svg"}


def test_what_the_tool_will_call_changed() -> None:
    """A file in the newest release is a change to them, whether the ring moved or not."""
    radar = made(
        editions=[{"id": "2024", "date": "2024-01-01"}, {"id": "2025", "date": "2025-01-01"}],
        entry={
            "history": [
                {"edition": "2024", "ring": "hold", "quadrant": "a"},
                {"edition": "2025", "ring": "hold", "quadrant": "a", "note": "Still."},
            ]
        },
    )
    for form in ("aoe", "porsche"):
        (one,) = export_radar(radar, form).report.of("noted")
        assert (one.code, "1 entry" in one.message) == ("flags", True)


SAID = {
    "description": "D",
    "introduction": "I",
    "footer": "F",
    "rings": [{"id": "adopt", "name": "Adopt", "description": "R"}, {"id": "b", "name": "B"}],
    "editions": [{"id": "2025", "date": "2025-01-01", "name": "Spring", "text": "T"}],
    "tags": {"ml": "Machine learning"},
}


@pytest.mark.parametrize(
    ("form", "lost"),
    [
        ("aoe", "description edition-names edition-texts tag-words"),
        ("porsche", "description edition-names edition-texts tag-words"),
        ("backstage", "description introduction footer edition-names edition-texts tag-words"),
        ("zalando", "description introduction footer description edition-texts tag-words"),
        (
            "qiwi",
            "description introduction footer description edition-names edition-texts tag-words",
        ),
        (
            "byor",
            "description introduction footer description edition-names edition-texts tag-words",
        ),
        ("csv", "description introduction footer description edition-texts tag-words settings"),
    ],
)
def test_words_of_the_radar_itself_are_carried_or_missed(form: str, lost: str) -> None:
    """Words of editions and tags were dropped in silence, and what AOE carries was called lost."""
    entry = {"history": [{"edition": "2025", "ring": "adopt", "quadrant": "a"}]}
    found = export_radar(made(entry=entry, **SAID), form).report.of("lost")
    codes = [f.code for f in found if f.code != "quadrants"]
    assert codes == lost.split()
