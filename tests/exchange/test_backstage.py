"""Backstage: timelines sorted by date, everything its schema lets through reported."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from radar.errors import InvalidRadar
from radar.exchange.conversion import export_radar
from radar.exchange.exporting.losses import ExportOptions
from radar.model import Radar

from .radars import by_name, corners, facts, notes, radars, take, texts, words

AXES: dict[str, Any] = {
    "quadrants": [{"id": i, "name": i.title()} for i in ("infra", "langs", "process", "tools")],
    "rings": [{"id": i, "name": i.upper(), "color": "#5BA300"} for i in ("use", "try", "stop")],
}


def shot(day: str | None, ring: str, **more: Any) -> dict[str, Any]:
    """One snapshot of a timeline."""
    return {"date": f"{day}T00:00:00.000Z" if day else None, "ringId": ring, **more}


def item(name: str, quadrant: str, *timeline: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One entry."""
    key = name.lower()
    return {
        "key": key,
        "id": key,
        "title": name,
        "quadrant": quadrant,
        "timeline": timeline,
        **more,
    }


SAMPLE = AXES | {
    "entries": [
        item(
            "Rust",
            "langs",
            shot("2021-03-01", "use", moved=1, description="Proven."),
            shot("2020-01-01", "try", moved=0),
            description="Fast **and** safe.",
            links=[{"url": "https://rust.example", "title": "Home"}],
        ),
        item("TDD", "process", shot("2020-01-01", "use", moved=0)),
    ]
}


@settings(max_examples=40)
@given(radars(rings=8, editions=True, notes=True, leaving=False))
def test_out_and_in(radar: Radar) -> None:
    """Timelines hold histories, notes, texts and corners, as JSON and as YAML."""
    for form in ("json", "yaml"):
        found = take(export_radar(radar, "backstage", ExportOptions(form)).files)
        assert found.radar is not None
        assert found.report.adds_up
        assert facts(found.radar) == facts(radar)
        assert texts(found.radar) == texts(radar)
        assert notes(found.radar) == notes(radar)
        assert corners(found.radar) == corners(radar)
        assert not found.report.of("differs")


def test_the_sample_comes_back() -> None:
    """Import and export give the same data."""
    found = take({"radar.json": json.dumps(SAMPLE)})
    assert found.radar is not None
    assert corners(found.radar) == ["Tools", "Infra", "Langs", "Process"]
    made = json.loads(export_radar(found.radar, "backstage").files["tech-radar.json"])
    assert {e["id"]: e for e in made["entries"]} == {
        e["id"]: e for e in json.loads(json.dumps(SAMPLE["entries"]))
    }
    assert made["quadrants"] == AXES["quadrants"]
    assert [(r["id"], r["name"]) for r in made["rings"]] == [
        (r["id"], r["name"]) for r in AXES["rings"]
    ]


def test_ids_that_are_numbers() -> None:
    """The tool's own sample counts its quadrants; files say words, and the way back the number."""
    axes = {
        "quadrants": [{"id": f"{n}", "name": f"Field {n}"} for n in range(1, 5)],
        "rings": [{"id": "1", "name": "ADOPT", "color": "#1b7a57"}],
    }
    sample = axes | {"entries": [item("Rust", "2", shot("2020-01-01", "1", moved=0))]}
    found = take({"radar.json": json.dumps(sample)})
    assert found.radar is not None
    assert (found.radar.entries[0].quadrant, found.radar.entries[0].ring) == ("field-2", "adopt")
    made = json.loads(export_radar(found.radar, "backstage").files["tech-radar.json"])
    assert made == json.loads(json.dumps(sample))


def test_numbers_are_places_in_the_file() -> None:
    """So the tool counts, whatever the quadrant and the ring, and whenever an entry last moved."""
    entries = [
        item("Zig", "tools", shot("2020-01-01", "use")),
        item("Go", "langs", shot("2022-01-01", "use"), shot("2021-01-01", "try")),
        item("Ada", "langs", shot("2020-01-01", "stop")),
    ]
    found = take({"r.json": json.dumps(AXES | {"entries": entries})})
    assert {i: there for i, (there, _) in found.report.numbers.items()} == {
        "zig": 1,
        "go": 2,
        "ada": 3,
    }


def test_a_key_without_an_id_is_the_id() -> None:
    """It is carried as such, so it was wrong to call it lost."""
    entry = item("Rust", "langs", shot("2020-01-01", "use"))
    del entry["id"]
    found = take({"r.json": json.dumps(AXES | {"entries": [entry]})})
    assert found.radar is not None
    assert list(found.radar.by_id) == ["rust"]
    assert "key" not in [f.code for f in found.report.of("lost")]


def test_yaml_is_read_as_well() -> None:
    """Early backends served YAML."""
    text = """\
quadrants: [{id: a, name: A}, {id: b, name: B}]
rings: [{id: use, name: Use, color: red}]
entries:
  - key: x
    id: x
    title: no
    quadrant: a
    timeline:
      - {date: 2020-08-06, ringId: use, moved: 0}
  - {key: y, id: y, title: Y, quadrant: b, timeline: [{date: 2020-08-06, ringId: gone}]}
"""
    found = take({"radar.yaml": text})
    assert found.radar is not None
    assert words(found.radar.by_id["x"].name) == "no"
    (problem,) = found.report.of("reported")
    assert str(problem.place) == "radar.yaml:10 (entries[1].timeline[0])"


def test_today_is_the_newest_date_and_not_the_first_line() -> None:
    """The tool shows the first; where that is another, the report says so."""
    entries = [item("Zig", "langs", shot("2020-01-01", "stop"), shot("2021-01-01", "use"))]
    found = take({"r.json": json.dumps(AXES | {"entries": entries})})
    assert found.radar is not None
    assert found.radar.by_id["zig"].ring == "use"
    assert "timeline-order" in [f.code for f in found.report.of("noted")]


def test_what_the_schema_lets_through() -> None:
    """Empty timelines, unknown ids, no date: each has a place, and none becomes an entry."""
    entries = [
        item("A", "langs"),
        item("B", "nowhere", shot("2020-01-01", "use")),
        item("C", "langs", shot("2020-01-01", "adopt"), shot(None, "use")),
        item("D", "langs", shot("2020-01-01", "use")),
        item("", "langs", shot("2020-01-01", "use")),
    ]
    found = take({"r.json": json.dumps(AXES | {"entries": entries}, indent=1)})
    assert found.radar is not None
    assert sorted(by_name(found.radar)) == ["D"]
    assert [(f.code, f.place.where) for f in found.report.of("reported")] == [
        ("no-timeline", "entries[0]"),
        ("unknown-quadrant", "entries[1].timeline[0]"),
        ("unknown-ring", "entries[2].timeline[0]"),
        ("date", "entries[2].timeline[1]"),
        ("no-name", "entries[4].timeline[0]"),
    ]
    assert found.report.sum == "6 rows read = 1 entry made + 0 rows merged + 5 reported"


def test_claims_are_compared() -> None:
    """`moved` that the rings do not bear out is reported."""
    entries = [
        item(
            "Zig", "langs", shot("2021-01-01", "use", moved=-1), shot("2020-01-01", "try", moved=0)
        ),
        item("Go", "langs", shot("2020-01-01", "try", moved=0)),
    ]
    found = take({"r.json": json.dumps(AXES | {"entries": entries})})
    (one,) = found.report.of("differs")
    assert "claims moved out; it is in" in one.message


def test_a_radar_that_the_tool_cannot_show() -> None:
    """It reads the fourth quadrant's legend before it draws: with three its page stays empty."""
    for count in (3, 5):
        with pytest.raises(InvalidRadar, match="exactly four quadrants"):
            export_radar(Radar(title="Ours", quadrants=list("ABCDE"[:count])), "backstage")


def test_what_leaves_is_said() -> None:
    """There is no way to be off the radar: such entries are left out and reported."""
    radar = Radar.model_validate(
        {
            "title": "Ours",
            "quadrants": list("ABCD"),
            "editions": [
                {"id": "2020", "date": "2020-01-01"},
                {"id": "2021", "date": "2021-01-01"},
            ],
            "entries": [
                {
                    "id": "gone",
                    "name": "Gone",
                    "history": [
                        {"edition": "2020", "ring": "adopt", "quadrant": "a"},
                        {"edition": "2021", "ring": None, "quadrant": "a"},
                    ],
                },
                {"id": "hid", "name": "Hid", "quadrant": "a", "ring": "hold", "hidden": True},
                {
                    "id": "here",
                    "name": "Here",
                    "quadrant": "b",
                    "ring": "hold",
                    "text": "See [[gone|it]].",
                },
            ],
        }
    )
    made = export_radar(radar, "backstage")
    document = json.loads(made.files["tech-radar.json"])
    assert [entry["id"] for entry in document["entries"]] == ["here"]
    assert document["entries"][0]["description"] == "See it."
    assert made.report.sum == "3 entries = 1 written + 2 left out"


def test_an_entry_may_name_its_quadrant_and_ring() -> None:
    """A quadrant or a ring is found by its name as well as by its id."""
    by_id = item("Go", "langs", shot("2024-01-01", "use"))
    named = item("Go", "Langs", shot("2024-01-01", "USE"))
    made = [take({"r.json": json.dumps(AXES | {"entries": [e]})}) for e in (by_id, named)]
    assert facts(made[0].radar) == facts(made[1].radar)
