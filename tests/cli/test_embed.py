"""`radar embed`: to standard output what is pasted, to standard error what is left to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from radar.cli.embed import FORMATS, PICTURES
from radar.render.snippets import content as embedding
from radar.render.snippets import writing as formats

from .conftest import FILES, Call, write


def test_the_command_knows_every_format_and_picture() -> None:
    """What the help lists is what there is."""
    assert tuple(formats.FORMATS) == FORMATS
    assert embedding.PICTURES == PICTURES


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_to_standard_output(name: str, root: Path, call: Call) -> None:
    """The snippet alone, in every format; with a base URL, with links to every entry.

    A frame leads to the site, which has them; a map has them on blips, on names and in a list.
    """
    said = call("embed", name, root / "entries", "--base-url", "https://example.org/radar")
    assert said.code == 0
    times = {"iframe": 0, "image-map": 3}.get(name, 1)
    assert said.out.count("https://example.org/radar/entries/") == 43 * times
    assert ("43 entries" in said.out) == (name != "iframe")
    assert said.err == ("" if name != "mediawiki" else MEDIAWIKI)


MEDIAWIKI = "Upload https://example.org/radar/radar.svg as Radar-cloud-native.svg.\n"


def test_formats_without_relative_links_say_so(root: Path, call: Call) -> None:
    """Without a base URL, MediaWiki, DokuWiki and Confluence get names, and a word why."""
    for name in ("mediawiki", "dokuwiki", "confluence"):
        said = call("embed", name, root / "entries", "--base-url", "")
        assert "entries/" not in said.out
        assert "--base-url makes links" in said.err
    assert "(entries/kubernetes.html)" in call("embed", "markdown", root / "entries").out


def test_language_edition_and_picture_are_chosen(root: Path, call: Call) -> None:
    """The snippet shows what was asked for."""
    old = call("embed", "html", root / "entries", "--language", "zh", "--edition", "2022")
    assert 'src="zh/editions/2022.svg"' in old.out
    assert "技术雷达" in old.out
    assert 'src="radar.png"' in call("embed", "html", root / "entries", "--picture", "png").out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("markdown", "--language", "fr"), "no language 'fr'; it has en, zh"),
        (("markdown", "--edition", "2023"), "no edition '2023'"),
        (("markdown", "--edition", "2022", "--picture", "dark"), "only the newest edition"),
        (("markdown", "--base-url", "example.org"), "must be a whole one with https://"),
        (("wiki",), "'wiki' is not one of"),
    ],
)
def test_a_wrong_call_is_told(
    root: Path, call: Call, wrong: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not exist is named, with what does; exit code 2, nothing on standard output."""
    monkeypatch.chdir(root)
    found = call("embed", *wrong)
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_addresses_that_lead_nowhere_are_mentioned(folder: Path, call: Call) -> None:
    """Without a base URL a snippet breaks in any page that is not in the site's own folder."""
    write(folder, FILES)
    said = call("embed", "markdown")
    assert said.err.startswith("The addresses are relative to the site")
    assert "--base-url" in said.err
    assert call("embed", "markdown", "--base-url", "https://example.org/").err == ""


def test_a_picture_that_no_build_makes_is_mentioned(folder: Path, call: Call) -> None:
    """radar.png is not there unless it was asked for, by option or in the settings."""
    write(folder, FILES)
    arguments = ("embed", "confluence", "--picture", "png", "--base-url", "https://example.org/")
    assert "radar.png is made by `radar build --png` only" in call(*arguments).err
    write(folder, {"radar.yaml": FILES["radar.yaml"] + "png: true\n"})
    assert call(*arguments).err == ""
