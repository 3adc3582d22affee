"""`radar check --site`: whether what was published is still what the entries say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from radar.pipeline import build
from radar.render.reports.drift import drift_of_files

from .conftest import FILES, Call, entry, write

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h{}v9z"/></svg>'
)
WORDS = "words/en.yaml"
HINT = "Build the site again and publish it  [drift]"


@pytest.fixture
def site(folder: Path) -> Path:
    """The site of a radar with a logo, a picture in a text and words of its own."""
    write(folder, FILES)
    write(folder, {"radar.yaml": FILES["radar.yaml"] + "logo: logo.svg\n"})
    write(folder, {"logo.svg": PICTURE.format(9), "pic.svg": PICTURE.format(8)})
    write(folder, {WORDS: "new: Fresh\n"})
    write(folder, {"perl.md": FILES["perl.md"] + "\n![Perl](pic.svg)\n"})
    build(folder, folder / "site")
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
    assert said.out.splitlines() == [
        f"radar.yaml: the site was published with other settings: id, title. {HINT}",
        f"go.md: 'Go' is not published. {HINT}",
        f"rust.md: 'Rust' is still published. {HINT}",
        f"zig.md: 'Zig' is published in the ring 'assess', and now in 'trial'. {HINT}",
        f"zig.md: 'Zig' is published with another history, summary. {HINT}",
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


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (None, "no such file"),
        ("{", "it is no such file"),
        ("[]", "it is no such file"),
        ("[" * 100_000, "it is no such file"),
        ('{"version": 3, "entries": []}', "it is no such file"),
        ('{"version": 2, "entries": []}', "its radar is not sound"),
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


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("logo.svg", PICTURE.format(7), "logo.svg: this picture is published with other content"),
        ("pic.svg", PICTURE.format(7), "pic.svg: this picture is published with other content"),
        (WORDS, "new: Newest\n", " files are published otherwise than a build would write now: "),
        ("site/index.html", "<!DOCTYPE html>", "radar.yaml: 1 file is published otherwise than a "),
        ("site/assets/site.css", "", "otherwise than a build would write now: assets/site.css. "),
        ("site/radar.svg", "", "otherwise than a build would write now: radar.svg. "),
        ("site/entries/old.html", "", "1 file is published that no build writes now: entries/old."),
    ],
)
def test_what_no_data_tells_is_compared_as_well(
    folder: Path, call: Call, site: Path, file: str, text: str, says: str
) -> None:
    """Words, pictures, the logo, pages and assets: all that a build writes is compared."""
    write(folder, {file: text})
    said = call("check", "--site", "site")
    assert said.code == 1
    assert says in said.out
    assert said.out.endswith(f". {HINT}\n")
    assert len(said.out.splitlines()) == 1


def test_files_that_are_gone_from_a_site_are_told(folder: Path, call: Call, site: Path) -> None:
    """A picture and a page that were not copied are missed."""
    (site / "media" / "pic.svg").unlink()
    (site / "archive.html").unlink()
    said = call("check", "--site", "site").out.splitlines()
    otherwise = "1 file is published otherwise than a build would write now: archive.html"
    assert said == [
        f"radar.yaml: {otherwise}. {HINT}",
        f"pic.svg: this picture is published nowhere in the site. {HINT}",
    ]


def test_a_picture_is_told_beside_entries_that_moved_on(
    folder: Path, call: Call, site: Path
) -> None:
    """Pages follow from the entries and are not told again; a picture does not follow from them."""
    write(folder, {"rust.md": entry("Rust", '{"2022": trial}'), "pic.svg": PICTURE.format(7)})
    said = call("check", "--site", "site").out
    assert [line.partition(":")[0] for line in said.splitlines()] == ["pic.svg", "rust.md"]


def test_a_file_of_an_entry_off_the_radar_is_told(folder: Path, call: Call, site: Path) -> None:
    """What was deleted after it left the radar still has its page in the site."""
    (folder / "perl.md").unlink()
    said = call("check", "--site", "site")
    assert said.out == f"perl.md: 'Perl' is still published. {HINT}\n"


def test_a_site_may_be_committed(folder: Path, call: Call, site: Path) -> None:
    """Line ends of another system and files of somebody else at the top are no drift."""
    for file in [*site.rglob("*.html"), *site.rglob("*.css"), *site.rglob("*.json")]:
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    write(site, {"CNAME": "radar.example.org\n", ".nojekyll": ""})
    assert call("check", "--site", "site").code == 0


def test_a_site_is_compared_as_it_was_built(folder: Path, call: Call, site: Path) -> None:
    """Pages without a frame are recognised, and another theme is named."""
    call("build", "--fragment")
    assert call("check", "--site", "site").code == 0
    call("build", "--theme", "contrast")
    assert call("check", "--site", "site").code == 1
    assert call("check", "--site", "site", "--theme", "contrast").code == 0
    assert call("check", "--theme", "contrast").code == 2


def test_a_png_of_the_radar_need_only_be_there(tmp_path: Path) -> None:
    """Its bytes depend on what draws it; a picture of an entry has to be the same."""
    made = {"radar.png": b"1", "zh/radar.dark.png": b"1", "media/radar.png": b"1"}
    write(tmp_path, {"radar.png": "2", "media/radar.png": "2"})
    told = [str(problem) for problem in drift_of_files(tmp_path, made, moved_on=False)]
    assert len(told) == 2
    assert "zh/radar.dark.png" in told[0]
    assert told[1].startswith("radar.png: this picture is published with other content")


def test_a_radar_that_cannot_be_read_has_no_drift(folder: Path, call: Call, site: Path) -> None:
    """What is wrong in the settings is said first; there is nothing to compare."""
    write(folder, {"radar.yaml": "title: Ours\n"})
    said = call("check", "--site", "site")
    assert said.code == 1
    assert "drift" not in said.out


def test_words_to_search_by_go_with_the_entries(tmp_path: Path) -> None:
    """Where entries have moved on, the file to search by has too, and is not told as well."""
    (tmp_path / "assets").mkdir()
    for name in ("search.en.js", "site.css"):
        (tmp_path / "assets" / name).write_bytes(b"old")
    made = {"assets/search.en.js": b"new", "assets/site.css": b"new"}
    told = [str(problem) for problem in drift_of_files(tmp_path, made, moved_on=True)]
    assert len(told) == 1
    assert "1 file is published otherwise" in told[0]
    assert "assets/site.css" in told[0]
    (both,) = drift_of_files(tmp_path, made, moved_on=False)
    assert "2 files are" in str(both)
