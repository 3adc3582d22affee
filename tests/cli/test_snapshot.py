"""`radar snapshot`: one more edition in radar.yaml."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from radar.history import standings
from radar.reading import read

from .conftest import FILES, SETTINGS, Call, entry, write


def test_an_edition_is_opened(folder: Path, call: Call) -> None:
    """The edition stands at the end of the list with its date and name; nothing has moved."""
    write(folder, FILES)
    said = call("snapshot", "2025-05", "--date", "2025-05-01", "--name", "May 2025")
    closed = "".join(f"Closed the edition {e}: editions/{e}.json\n" for e in (2022, 2023, 2024))
    assert said == (0, "", f"{closed}Opened the edition 2025-05 (2025-05-01) in radar.yaml\n")
    added = "  - {id: 2025-05, name: May 2025, date: 2025-05-01}\n"
    written = (folder / "radar.yaml").read_text()
    assert written.replace("id: ours\n", "", 1) == SETTINGS + added
    radar = read(folder).require_sound()
    assert {s.movement.value for s in standings(radar)} == {"unchanged"}


def test_from_then_on_moves_are_recorded_under_it(folder: Path, call: Call) -> None:
    """A move after a snapshot belongs to the new edition."""
    write(folder, FILES)
    call("snapshot", "2025", "--date", "2025-01-01")
    assert "recorded under 2025" in call("move", "zig", "trial").err
    assert (
        call("diff").out
        == "Ours: Spring 2024 to 2025\n\nMoved in (1)\n  Zig  Assess → Trial, Tools\n"
    )


def test_the_first_edition_of_a_radar_moves_nothing(folder: Path, call: Call) -> None:
    """Entries with a plain ring stand in it since the first edition, and can move from then on."""
    settings = "title: Ours\nquadrants: [Tools, Platforms]\n"
    write(folder, {"radar.yaml": settings, "rust.md": entry("Rust", "trial")})
    said = call("snapshot", "one", "--date", "2025-01-01")
    assert said.code == 0
    assert "one is the first edition and holds the radar as it is now." in said.err
    (standing,) = standings(read(folder).require_sound())
    assert (standing.ring, standing.movement.value, standing.since) == ("trial", "unchanged", "one")
    assert call("snapshot", "two", "--date", "2025-01-01").err.count("\n") == 2
    assert call("move", "rust", "adopt").code == 0
    assert "ring: adopt\n" in (folder / "rust.md").read_text()
    assert [s.movement.value for s in standings(read(folder).require_sound())] == ["in"]


def test_a_reason_stays_beside_its_ring_when_the_first_edition_is_opened(
    folder: Path, call: Call
) -> None:
    """It moves into the history when that edition is closed, and not before."""
    rust = "---\nname: Rust\nquadrant: tools\nring: trial\nnote: It works.\n---\n"
    settings = "title: Ours\nquadrants: [Tools, Platforms]\n"
    write(folder, {"radar.yaml": settings, "rust.md": rust})
    assert call("snapshot", "one", "--date", "2025-01-01").code == 0
    assert (folder / "rust.md").read_text() == rust
    assert call("snapshot", "two", "--date", "2025-06-01").code == 0
    assert (
        "history:\n  one:\n    ring: trial\n    note: It works.\n"
        in (folder / "rust.md").read_text()
    )


def test_an_id_is_made_from_a_name(folder: Path, call: Call) -> None:
    """What cannot be an id becomes the name, and an id is made from it."""
    write(folder, FILES)
    assert "2025-q1 (2025-01-01)" in call("snapshot", "2025 Q1", "--date", "2025-01-01").err
    assert "{id: 2025-q1, name: 2025 Q1, date: 2025-01-01}" in (folder / "radar.yaml").read_text()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["2024"], "there is an edition '2024' already"),
        (["SPRING 2024"], "there is an edition '2024' already"),
        (["x", "--date", "2024-03-30"], "2024-03-30 is before 2024-03-31"),
        (["x", "--date", "2024-02-30"], "date: 2024-02-30 is no day. February 2024 has 29 days"),
        (["x", "--date", "30.3.2024"], "Write it as 2024-03-30"),
        ([" "], "an edition needs a name"),
    ],
)
def test_what_makes_no_sense_is_refused(
    folder: Path, call: Call, arguments: list[str], says: str
) -> None:
    """An edition twice, an older one or no date ends with 2; radar.yaml stays as it was."""
    write(folder, FILES)
    said = call("snapshot", *arguments)
    assert said.code == 2
    assert says in said.err
    assert (folder / "radar.yaml").read_text() == SETTINGS


def test_today_is_the_day_unless_the_environment_says_otherwise(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --date it is today, or the day of SOURCE_DATE_EPOCH."""
    write(folder, FILES)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert call("snapshot", "a").err.endswith(
        "Opened the edition a (2026-09-21) in radar.yaml; "
        "its date is that of today, --date gives another\n"
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert call("snapshot", "b").code == 2
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = date.today()
    said = call("snapshot", "c", "--name", "C").err
    assert any(f"({day})" in said for day in (before, date.today()))


@pytest.mark.few(1)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_dates_do_not_shift_with_the_time_zone(
    folder: Path, start_radar: Callable[..., Any], zone: str
) -> None:
    """A given date, or the one of SOURCE_DATE_EPOCH, is the same in any time zone."""
    write(folder, FILES)
    start_radar("snapshot", "a", "--date", "2026-01-01", cwd=folder, TZ=zone)
    start_radar("snapshot", "b", cwd=folder, TZ=zone, SOURCE_DATE_EPOCH="1790000000")
    dates = [str(edition.date) for edition in read(folder).require_sound().editions[-2:]]
    assert dates == ["2026-01-01", "2026-09-21"]
