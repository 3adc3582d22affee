"""Summaries in tools that have one description: they were thrown away beside a text."""

from __future__ import annotations

import pytest

from radar.exchange.conversion import export_radar
from radar.exchange.exporting.losses import ExportOptions, whole_text
from radar.model import Radar

from .radars import by_name, take, texts, words

RINGS = ("Adopt", "Trial", "Assess", "Hold")


def _radar(**fields: object) -> Radar:
    entry = {"id": "x", "name": "X", "quadrant": "a", "ring": "adopt", **fields}
    quadrants = ["A", "B", "C", "D"]
    return Radar.model_validate(
        {"title": "T", "languages": ["en", "zh"], "quadrants": quadrants, "entries": [entry]}
    )


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        *(("byor", "csv"), ("byor", "json"), ("qiwi", "json"), ("qiwi", "csv"), ("qiwi", "yaml")),
        *(("aoe", "v4"), ("aoe", "v5"), ("backstage", "json"), ("backstage", "yaml")),
    ],
)
def test_a_summary_begins_the_description(form: str, kind: str) -> None:
    """It goes out as the first paragraph, the report says so, and it begins what comes back."""
    radar = _radar(summary="In *short*: a_b.", text="More.\n\n- one\n- two")
    made = export_radar(radar, form, ExportOptions(kind))
    assert not [f for f in made.report.of("lost") if f.code == "summary"]
    assert [f.message for f in made.report.of("noted") if f.code == "summary"] == [
        "1 of 1 summaries stand as the first paragraph of the description"
    ]
    found = take(made.files, form, rings=RINGS, quadrants=("A", "B", "C", "D")).radar
    assert found is not None
    (text,) = texts(found).values()
    assert text == "In \\*short\\*: a_b.\n\nMore.\n\n- one\n- two"
    assert not by_name(found)["X"].summary


def test_where_there_is_no_description_a_summary_is_lost() -> None:
    """Zalando's format has neither, and says so."""
    made = export_radar(_radar(summary="Short.", text="Long."), "zalando")
    assert "summary" in [finding.code for finding in made.report.of("lost")]


def test_porsche_keeps_both_apart() -> None:
    """Its format has a field for each."""
    made = export_radar(_radar(summary="Short.", text="Long."), "porsche")
    found = take(made.files, "porsche").radar
    assert found is not None
    assert (words(found.entries[0].summary), words(found.entries[0].text)) == ("Short.", "Long.")


def test_a_text_that_begins_with_its_summary_says_it_once() -> None:
    """Nobody reads the same sentence twice, and it is no loss."""
    radar = _radar(summary="Short and\ngood.", text="Short and good.\n\nLong.")
    assert whole_text(radar, radar.entries[0]) == "Short and good.\n\nLong."
    assert not [
        f for f in export_radar(radar, "backstage").report.of("lost") if f.code == "summary"
    ]


def test_languages_are_not_mixed() -> None:
    """A summary in Chinese does not begin a text in English; the report names it."""
    radar = _radar(summary={"zh": "云"}, text={"en": "Long."})
    assert whole_text(radar, radar.entries[0]) == "Long."
    lost = [f.code for f in export_radar(radar, "qiwi").report.of("lost")]
    assert {"summary", "languages"} <= set(lost)
