"""`radar history`: the path of one entry, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import FILES, SETTINGS, Call, entry, write


@pytest.mark.parametrize("word", ["perl", "PERL", "Camel", "camel"])
def test_the_path_with_dates_and_reasons(folder: Path, call: Call, word: str) -> None:
    """An entry is found by id, name or alias; each line has edition, date and movement."""
    write(folder, FILES)
    said = call("history", word)
    assert said == (
        0,
        "Perl (perl), Tools\n  2022  2022-01-01  Hold\n  2023  2023-01-01  left the radar\n",
        "",
    )


def test_reasons_and_changes_of_quadrant_are_told(folder: Path, call: Call) -> None:
    """A note stands below its line, and a new quadrant beside the ring."""
    lines = '{"2022": trial, "2023": {ring: trial, quadrant: platforms, note: Why}, "2024": hold}'
    write(folder, {**FILES, "go.md": entry("Go", lines)})
    assert call("history", "go").out == (
        "Go (go), Platforms\n"
        "  2022         2022-01-01  Trial\n"
        "  2023         2023-01-01  Trial, Tools → Platforms\n"
        "                           Why\n"
        "  Spring 2024  2024-03-31  Trial → Hold, 2 rings, moved out\n"
    )


def test_words_are_those_of_the_language(folder: Path, call: Call) -> None:
    """The language asked for is spoken as far as the radar speaks it."""
    write(folder, FILES)
    write(folder, {"radar.yaml": f"{SETTINGS}languages: [en, zh]\n"})
    said = call("history", "rust", "--language", "zh").out.splitlines()
    assert said[2] == "  Spring 2024  2024-03-31  试验 → 采纳、内移"


def test_a_radar_without_editions_has_one_line(folder: Path, call: Call) -> None:
    """Without editions there is the ring, and the movement that the file states."""
    settings = "title: Ours\nquadrants: [Tools, Platforms]\n"
    write(folder, {"radar.yaml": settings, "rust.md": entry("Rust", "trial", moved="in")})
    assert call("history", "rust").out == "Rust (rust), Tools\n  Trial, moved in\n"


def test_json_says_it_to_programs(folder: Path, call: Call) -> None:
    """Every line has its edition, ring, movement, and since when the ring holds."""
    write(folder, FILES)
    found = json.loads(call("history", "rust", "--format", "json").out)
    assert found["id"] == "rust"
    assert [(x["edition"], x["movement"], x["before"], x["since"]) for x in found["lines"]] == [
        ("2022", "unchanged", None, "2022"),
        ("2024", "in", "trial", "2024"),
    ]


def test_a_near_miss_is_suggested(folder: Path, call: Call) -> None:
    """A name that nothing answers to ends with 2 and with what may have been meant."""
    write(folder, FILES)
    said = call("history", "rsut")
    assert (said.code, said.out) == (2, "")
    assert said.err == "radar: there is no entry 'rsut'. Did you mean \"rust\"?\n"
    assert "there are perl, rust, zig" in call("history", "cobol").err
