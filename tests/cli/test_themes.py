"""`radar themes`: what there is, what is wrong with it, and a page to choose from."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from re import findall

from radar.safety.profile import faults
from radar.theme import list_shipped_themes

from .conftest import Call


def test_the_list_has_names_titles_and_places(folder: Path, call: Call) -> None:
    """Shipped themes and those found here, one a line."""
    own = folder / "themes" / "acme"
    own.mkdir(parents=True)
    (own / "theme.yaml").write_text("title: Acme\n", encoding="utf-8")
    said = call("themes")
    lines = [line.split() for line in said.out.splitlines()]
    assert said.code == 0
    assert {line[0]: line[-1] for line in lines} == dict.fromkeys(
        list_shipped_themes(), "shipped"
    ) | {"acme": "themes/acme"}


def test_the_list_can_be_read_by_a_program(call: Call) -> None:
    """As JSON, with what each extends and the contrast it promises."""
    found = {theme["name"]: theme for theme in json.loads(call("themes", "--format", "json").out)}
    assert found["contrast"]["contrast"] == "AAA"
    assert found["paper"]["from"] == "shipped"


def test_a_theme_that_is_wrong_is_told_with_its_place(folder: Path, call: Call) -> None:
    """The others are listed; what is wrong goes to standard error, and the exit code says so."""
    own = folder / "themes" / "acme"
    own.mkdir(parents=True)
    (own / "theme.yaml").write_text('light:\n  text: "#cccccc"\n', encoding="utf-8")
    said = call("themes")
    assert said.code == 1
    assert "acme" not in said.out
    assert "themes/acme/theme.yaml:2:3: light.text #cccccc on" in said.err


def test_the_preview_shows_every_theme_light_and_dark(root: Path, folder: Path, call: Call) -> None:
    """One page with nothing outside it: two pictures for each theme, within the profile."""
    assert call("themes", root / "entries", "--preview", "-o", "page.html").code == 0
    page = (folder / "page.html").read_text(encoding="utf-8")
    pictures = findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert len(pictures) == 2 * len(list_shipped_themes())
    assert len(set(pictures)) == len(pictures)
    assert all(list(faults(b64decode(text).decode())) == [] for text in pictures)
    assert not findall(r"(?:src|href)=\"(?!data:)", page)


def test_the_preview_needs_no_radar_and_replaces_nothing_but_itself(
    folder: Path, call: Call
) -> None:
    """Where there is no radar a small one is shown; a file of someone else's is left alone."""
    assert call("themes", "--preview").code == 0
    assert call("themes", "--preview").code == 0
    (folder / "mine.html").write_text("mine", encoding="utf-8")
    said = call("themes", "--preview", "-o", "mine.html")
    assert said.code == 2
    assert (folder / "mine.html").read_text(encoding="utf-8") == "mine"
    assert call("themes", "-o", "x.html").code == 2
    assert call("themes", "nowhere").code == 2
