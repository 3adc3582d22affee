"""Pictures of closed editions: drawn from what was published, by any later code and theme."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from radar.editions import document_of, edition_of, read_edition, schema, write_edition
from radar.layout import Atlas
from radar.model import ClosedEdition, Radar
from radar.style import Style

FILE = Path(__file__).parent.parent / "published" / "version-1.json"


@pytest.fixture(scope="module")
def closed() -> ClosedEdition:
    """An edition that was closed when the form of its file was new; the file never changes."""
    return read_edition(FILE.read_text(encoding="utf-8"))


def radar_with(closed: ClosedEdition, **more: object) -> Radar:
    """Return a radar of today in which nothing is left of the closed edition but its file."""
    return Radar(
        id=closed.radar,
        title="Another title",
        languages=["en", "zh", "de"],
        quadrants=["One", "Two", "Three"],
        rings=["In", "Out"],
        editions=[{"id": closed.id}, {"id": "now"}],
        closed=[closed],
        **more,
    )


@pytest.mark.parametrize("radius", [460.0, 300.0, 700.0])
def test_every_blip_stands_where_it_was_published(closed: ClosedEdition, radius: float) -> None:
    """With any size of a theme, positions are the shares of the radius that the file has."""
    style = replace(Style(), radius=radius)
    scene = Atlas(radar_with(closed), style).scene(closed.id)
    assert {blip.entry for blip in scene.blips} == {r.id for r in closed.entries if r.x is not None}
    for blip in scene.blips:
        row = closed.by_id[blip.entry]
        assert blip.x / scene.radius == pytest.approx(row.x, abs=2e-5)
        assert blip.y / scene.radius == pytest.approx(row.y, abs=2e-5)
        assert (blip.number, blip.quadrant, blip.ring) == (row.number, row.quadrant, row.ring)


def test_names_stand_where_they_were_published(closed: ClosedEdition) -> None:
    """Lines, side and place of every name are those of the file, in each of its languages."""
    for language in ("en", "zh"):
        scene = Atlas(radar_with(closed)).scene(closed.id, language)
        blips = {blip.entry: blip for blip in scene.blips}
        for label in scene.labels:
            kept = closed.by_id[label.entry].labels[language]
            assert label.text.anchor == kept.anchor
            assert label.text.lines[0].y - blips[label.entry].y == pytest.approx(kept.y, abs=0.011)
            assert len(label.text.lines) == max(len(kept.lines), 1)


def test_a_language_of_today_falls_back_to_one_of_the_file(closed: ClosedEdition) -> None:
    """A language that was added later shows the names of a language that there was."""
    radar = radar_with(closed)
    german, english = (Atlas(radar).scene(closed.id, tag) for tag in ("de", "en"))
    assert [blip.name for blip in german.blips] == [blip.name for blip in english.blips]
    assert german.shows == "names"


def test_a_file_is_written_as_it_was_read(closed: ClosedEdition) -> None:
    """Reading and writing a file changes no byte of it."""
    assert write_edition(closed) == FILE.read_text(encoding="utf-8")
    assert edition_of(document_of(closed)) == closed


def test_the_schema_describes_the_file(closed: ClosedEdition) -> None:
    """Every key and column of the file is in the schema, and what is required is there."""
    made, document = schema(), document_of(closed)
    assert set(document) <= set(made["properties"])
    assert set(made["required"]) <= set(document)
    assert document["columns"] == made["properties"]["columns"]["const"]
