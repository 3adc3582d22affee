"""The pages on paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page

from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.assembly import make_site
from radar.theme import load_theme

XHTML = "{http://www.w3.org/1999/xhtml}"
RINGS = ("Adopt", "Trial", "Assess", "Hold")
PARTS = ("Areas", "Bases", "Crafts", "Dialects")


@pytest.fixture
def printed(page: Page, tmp_path: Path, program: Callable[..., str]) -> Callable[..., ET.Element]:
    """Print a page; return its words and where they stand."""

    def on_paper(address: str, paper: str = "A4") -> ET.Element:
        page.goto(address)
        page.wait_for_timeout(200)
        page.pdf(path=tmp_path / "page.pdf", format=paper)
        tool = program("pdftotext", debian="poppler-utils")
        asked = [tool, "-bbox", tmp_path / "page.pdf", "-"]
        done = subprocess.run(asked, capture_output=True, check=True)
        return ET.fromstring(done.stdout)  # noqa: S314 - our own

    return on_paper


def words(sheet: ET.Element) -> str:
    """Return the words of a sheet, or of all."""
    return " ".join(word.text or "" for word in sheet.iter(f"{XHTML}word"))


def last_lines(sheet: ET.Element) -> list[str]:
    """Return the last line of each of the two columns."""
    middle = float(sheet.attrib["width"]) / 2
    placed = [
        (float(word.attrib["xMin"]) > middle, round(float(word.attrib["yMax"])), word.text or "")
        for word in sheet.iter(f"{XHTML}word")
    ]
    found = []
    for _, column in groupby(sorted(placed, key=lambda w: w[0]), key=lambda w: w[0]):
        line = list(column)
        lowest = max(y for _, y, _ in line)
        found.append(" ".join(word for _, y, word in line if abs(y - lowest) <= 2))
    return found


def crowded(count: int) -> Radar:
    """Return a radar whose quadrants say what they are in more than one line."""
    about = "What belongs here, told in so many words that they need a second line of a column."
    entries = [
        {
            "id": f"entry-{n}",
            "name": f"Entry {n}",
            "summary": "What it is for, " * (1 + n * 7 % 3),
            "history": [{"ring": RINGS[n * 5 % 4].lower(), "quadrant": PARTS[n % 4].lower()}],
        }
        for n in range(count)
    ]
    parts = [{"id": name.lower(), "name": name, "description": about} for name in PARTS]
    return Radar(title="Crowded", quadrants=parts, entries=entries)


@pytest.mark.thorough
@pytest.mark.parametrize("count", [48, 66, 69])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_heading_stands_at_the_foot_of_a_column(
    tmp_path: Path, printed: Callable[..., ET.Element], count: int, paper: str
) -> None:
    """A quadrant's name, what it says of it, and a ring's name are followed by an entry."""
    radar = crowded(count)
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    sheets = list(printed(f"{tmp_path.as_uri()}/index.html", paper).iter(f"{XHTML}page"))[1:]
    assert len(sheets) > 1
    for sheet in sheets:
        for line in last_lines(sheet):
            assert line not in (*RINGS, *PARTS)
            assert not re.search("belongs here|so many words|second line", line)
    text = " ".join(map(words, sheets))
    assert [n for n in range(count) if len(re.findall(rf"Entry {n}\b", text)) != 1] == []


def test_what_is_shown_is_what_is_printed(folder: Path, printed: Callable[..., ET.Element]) -> None:
    """The table, and what a search found, go on paper; the controls do not."""
    start = f"{folder.as_uri()}/index.html"
    table = words(printed(f"{start}#view=table"))
    assert "Quadrant" in table
    assert "Continuous delivery" in table
    assert "Copy as TSV" not in table
    found = words(printed(f"{start}#q=kafka"))
    assert "A log for events." in found
    assert "Continuous delivery" not in found.split("A log for events.")[1]
    assert "found" not in found


@pytest.mark.thorough
def test_the_page_of_an_entry_prints_on_one_sheet_with_its_addresses(
    folder: Path, printed: Callable[..., ET.Element]
) -> None:
    """Links say where they lead; menus are left away."""
    sheets = list(printed(f"{folder.as_uri()}/entries/kafka.html").iter(f"{XHTML}page"))
    assert len(sheets) == 1
    text = words(sheets[0])
    assert "(https://kafka.example/)" in text
    assert "Off the radar" not in text
    assert "Moved in from Trial in June 2022" in text


@pytest.mark.thorough
def test_a_matrix_that_is_folded_takes_no_paper(
    folder: Path, printed: Callable[..., ET.Element]
) -> None:
    """Its heading alone would stand on the last sheet of the changes; in words nothing is cut."""
    text = words(printed(f"{folder.as_uri()}/changes.html"))
    assert "Kafka" in text
    assert text.count("Entries by edition") == 1  # the link at the head
    entry = words(printed(f"{folder.as_uri()}/entries/kafka.html"))
    assert "2020 June 2022" in entry  # the ends of the strip of history, whole


@pytest.mark.thorough
def test_no_sheet_of_the_changes_ends_with_the_head_of_an_edition(
    tmp_path: Path, printed: Callable[..., ET.Element]
) -> None:
    """Its name, its date and the links to its groups stand above what moved."""
    editions = [{"id": str(year), "date": f"{year}-06-01"} for year in range(2000, 2015)]
    entries = [
        {
            "name": f"Entry {n}",
            "quadrant": PARTS[n % 4],
            "history": [
                {"edition": each["id"], "ring": RINGS[(n + at // (n % 3 + 1)) % 4].lower()}
                for at, each in enumerate(editions)
            ],
        }
        for n in range(8)
    ]
    radar = Radar(title="T", rings=RINGS, quadrants=PARTS, editions=editions, entries=entries)
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    sheets = list(printed(f"{tmp_path.as_uri()}/changes.html").iter(f"{XHTML}page"))
    assert len(sheets) > 3
    ends = [
        sorted(sheet.iter(f"{XHTML}word"), key=lambda w: float(w.attrib["yMax"]))
        for sheet in sheets
    ]
    lowest = [" ".join(word.text or "" for word in words[-6:]) for words in ends]
    assert not [end for end in lowest[:-1] if re.search("edition|June|·", end)]


@pytest.mark.thorough
@pytest.mark.parametrize("count", [9, 43, 64, 100])
def test_no_last_sheet_has_one_or_two_lines(
    tmp_path: Path, printed: Callable[..., ET.Element], count: int
) -> None:
    """What would stand alone on a last sheet takes at least the lines before it along."""
    radar = crowded(count)
    for path, data in make_site(radar, load_theme(), Atlas(radar)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    for name in ("index.html", "embed.html"):
        last = list(printed(f"{tmp_path.as_uri()}/{name}").iter(f"{XHTML}page"))[-1]
        lines = {round(float(word.attrib["yMax"])) for word in last.iter(f"{XHTML}word")}
        assert len(lines) > 2, name


@pytest.mark.thorough
def test_the_radar_takes_the_width_of_its_sheet(
    folder: Path, printed: Callable[..., ET.Element]
) -> None:
    """The names of quadrants, at the ends of the picture, stand at the edges of the text."""
    sheet = next(printed(f"{folder.as_uri()}/index.html").iter(f"{XHTML}page"))
    placed = list(sheet.iter(f"{XHTML}word"))
    left = min(float(word.attrib["xMin"]) for word in placed)
    right = max(float(word.attrib["xMax"]) for word in placed)
    assert right - left > 0.8 * float(sheet.attrib["width"])
