"""`radar check --site`: whether what was published is still what the entries say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from radar.reading import read
from radar.render.data import radar_json

from .conftest import FILES, Call, entry, write


@pytest.fixture
def site(folder: Path) -> Path:
    """The site of a radar, as far as its data goes."""
    write(folder, FILES)
    write(folder, {"site/.radar-site": "", "site/radar.json": radar_json(read(folder).checked())})
    return folder / "site"


def test_nothing_has_drifted_from_a_fresh_site(call: Call, site: Path) -> None:
    """A site that says what the entries say is no problem, whatever its rings are called."""
    assert call("check", "--site", site).code == 0
    assert call("check", "--site", site / "radar.json").code == 0


def test_what_drifted_is_listed_with_its_file(folder: Path, call: Call, site: Path) -> None:
    """Every difference is a line with the entry's file; exit code 1."""
    write(folder, {"zig.md": entry("Zig", '{"2024": trial}', summary="Small.")})
    write(folder, {"go.md": entry("Go", '{"2024": hold}')})
    (folder / "rust.md").unlink()
    settings = (folder / "radar.yaml").read_text().replace("Ours", "Theirs")
    write(folder, {"radar.yaml": settings})
    said = call("check", "--site", "site")
    assert said.code == 1
    hint = "Build the site again and publish it  [drift]"
    assert said.out.splitlines() == [
        f"radar.yaml: the site was published with other settings: id, title. {hint}",
        f"go.md: 'Go' is not published. {hint}",
        f"rust.md: 'Rust' is still published. {hint}",
        f"zig.md: 'Zig' is published in the ring 'assess', and now in 'trial'. {hint}",
        f"zig.md: 'Zig' is published with another history, summary. {hint}",
    ]


def test_drift_is_told_in_every_form(folder: Path, call: Call, site: Path) -> None:
    """Programs get what people get, with paths from where the command runs."""
    (folder / "rust.md").unlink()
    found = json.loads(call("check", "--site", "site", "--format", "json").out)
    assert [(p["path"], p["code"]) for p in found["problems"]] == [("rust.md", "drift")]
    assert (
        "::error file=rust.md,title=drift::"
        in call("check", "--site", "site", "--format", "github").out
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (None, "no such file"),
        ("{", "it is no such file"),
        ("[]", "it is no such file"),
        ("[" * 100_000, "it is no such file"),
        ('{"version": 2, "entries": []}', "it is no such file"),
        ('{"version": 1, "entries": []}', "its radar is not sound"),
        ('{"version": 1, "entries": 1}', "it is no such file"),
    ],
)
def test_what_is_no_site_is_said_to_be_none(
    folder: Path, call: Call, site: Path, data: str | None, says: str
) -> None:
    """A folder without data, or with other data, ends with exit code 2."""
    (site / "radar.json").unlink()
    if data is not None:
        write(site, {"radar.json": data})
    said = call("check", "--site", "site")
    assert said.code == 2
    cannot = "cannot read site/radar.json: " if data is None else "site/radar.json cannot be read"
    assert f"radar: {cannot}" in said.err
    assert says in said.err


def test_a_radar_that_cannot_be_read_has_no_drift(folder: Path, call: Call, site: Path) -> None:
    """What is wrong in the settings is said first; there is nothing to compare."""
    write(folder, {"radar.yaml": "title: Ours\n"})
    said = call("check", "--site", "site")
    assert said.code == 1
    assert "drift" not in said.out
