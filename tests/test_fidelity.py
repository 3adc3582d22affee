"""What is in the entries is on the page: a site is read back and compared with what was written.

The files are read here with PyYAML alone, so that a mistake of the reader cannot hide itself.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
import yaml

import radar
from radar.render.site.context import PageContext
from radar.render.site.feed import feed as render_feed

SVG = "{http://www.w3.org/2000/svg}"
ATOM = "{http://www.w3.org/2005/Atom}"
VOID = ("br", "hr", "img", "input", "link", "meta", "col", "wbr")
DEFAULT_RINGS = ("Adopt", "Trial", "Assess", "Hold")


class Site(NamedTuple):
    """A folder of entries and what was built from it."""

    source: Path
    built: Path


class Text(HTMLParser):
    """Gather the text of a page, its links, and the text of each element that has an id."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: set[str] = set()
        self.quiet = 0
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a link leads, and what is not meant to be read."""
        self.links.update(value for key, value in attrs if key in {"href", "src"} and value)
        self.quiet += tag in {"script", "style", "svg"}

    def handle_endtag(self, tag: str) -> None:
        """Read on after what is not meant to be read."""
        self.quiet -= tag in {"script", "style", "svg"}

    def handle_data(self, data: str) -> None:
        """Gather words."""
        if not self.quiet:
            self.words.append(data)


def letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def in_language(value: Any, language: str, default: str) -> str:
    """Return what a reader of a language sees of a text, or of a mapping by language."""
    if isinstance(value, dict):
        return str(value.get(language) or value.get(default) or next(iter(value.values())))
    return str(value or "")


def passages(markdown: str) -> Iterator[str]:
    """Yield the letters of each stretch of a text that stands as it is written."""
    for block in re.split(r"\n\s*\n", markdown):
        lines = [re.sub(r"^\s*(\d+[.)]|[-*+>#]+)\s", "", line) for line in block.splitlines()]
        bare = re.sub(r"\[([^\]\[]*)\]\([^)]*\)", r"\1", "\n".join(lines))
        bare = re.sub(r"\[\[[^\]|]*\|([^\]]*)\]\]", r"\1", bare)
        yield from filter(None, map(letters, re.split(r"\[\[[^\]]*\]\]|<https?://[^>]*>", bare)))


class Written:
    """The entries of a folder, as a person reads the files."""

    def __init__(self, folder: Path) -> None:
        self.settings = self.yaml((folder / "radar.yaml").read_text(encoding="utf-8"))
        self.languages: list[str] = self.settings.get("languages", ["en"])
        self.editions = [edition["id"] for edition in self.settings.get("editions", [])]
        self.front: dict[str, dict[str, Any]] = {}
        self.bodies: dict[tuple[str, str], str] = {}
        for file in sorted(folder.glob("*.md")):
            stem, _, language = file.stem.partition(".")
            if stem.lower() in {"index", "readme"}:
                continue
            _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
            said = self.yaml(front)
            self.bodies[stem, language or self.languages[0]] = body
            if language:
                for key in ("name", "summary"):
                    if key in said:
                        self.front[stem].setdefault("said", {})[language, key] = said[key]
            else:
                self.front[stem] = said

    @staticmethod
    def yaml(text: str) -> Any:
        """Read YAML, every value as the text that it is."""
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes texts, lists and mappings

    def said(self, entry: str, key: str, language: str) -> str:
        """Return the name or summary of an entry in a language."""
        translated = self.front[entry].get("said", {}).get((language, key))
        return translated or in_language(self.front[entry].get(key), language, self.languages[0])

    def standing(self, entry: str, edition: str = "") -> tuple[str, str] | None:
        """Return ring and quadrant of an entry, as they were written, or None if it is not on."""
        front = self.front[entry]
        is_open = (edition or self.editions[-1]) == self.editions[-1] if self.editions else True
        if "history" not in front or ("ring" in front and is_open):
            return front["ring"], front["quadrant"]
        found = None
        until = self.editions.index(edition or self.editions[-1])
        for period in self.editions[: until + 1]:
            if period in front["history"]:
                line = front["history"][period]
                ring = line["ring"] if isinstance(line, dict) else line
                other = line.get("quadrant") if isinstance(line, dict) else None
                found = None if ring == "removed" else (ring, other or front["quadrant"])
        return found

    def called(self, kind: str, word: str, language: str) -> str:
        """Return what a ring or quadrant, referred to by id or name, is called in a language."""
        for item in self.settings.get(kind, DEFAULT_RINGS):
            if isinstance(item, str):
                item = {"id": item.lower(), "name": item}
            names = item["name"]
            known = [item.get("id", ""), *(names.values() if isinstance(names, dict) else [names])]
            if word.lower() in (name.lower() for name in known):
                return in_language(names, language, self.languages[0])
        raise AssertionError(f"{word} is none of the {kind}")


@pytest.fixture(scope="module", params=["own", pytest.param("large", marks=pytest.mark.thorough)])
def site(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Site:
    """Our own site, and one of 240 entries whose picture has numbers in place of names."""
    if request.param == "own":
        return Site(root / "entries", request.getfixturevalue("own_site"))
    spec = importlib.util.spec_from_file_location("texts", root / "benchmarks" / "texts.py")
    assert spec
    assert spec.loader
    texts = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(texts)
    folder = tmp_path_factory.mktemp("large")
    texts.write_radar(folder / "entries", 240, editions=3)
    radar.build(folder / "entries", folder / "site")
    return Site(folder / "entries", folder / "site")


@pytest.fixture(scope="module")
def written(site: Site) -> Written:
    """What was written in the folder of the site."""
    return Written(site.source)


def place(site: Site, written: Written, language: str) -> Path:
    """Return the folder of a language."""
    return site.built if language == written.languages[0] else site.built / language


def blips(svg: ET.Element) -> dict[str, ET.Element]:
    """Return the groups of a picture's blips, by entry."""
    found = ((group.get("id", "").partition("-blip-"), group) for group in svg.iter(f"{SVG}g"))
    return {parts[2]: group for parts, group in found if parts[1]}


def test_every_entry_is_in_the_picture_under_its_name(site: Site, written: Written) -> None:
    """In each language and edition the picture has a blip, and the name, of each drawn entry."""
    for language in written.languages:
        folder = place(site, written, language)
        pictures = {edition: f"editions/{edition}.svg" for edition in written.editions}
        for edition, name in [("", "radar.svg"), ("", "radar.dark.svg"), *pictures.items()]:
            svg = ET.parse(folder / name).getroot()  # noqa: S314 - our own file
            drawn = [e for e in written.front if written.standing(e, edition)]
            assert sorted(blips(svg)) == sorted(drawn)
            labels = {
                text.get("id", "").partition("-label-")[2]: letters("".join(text.itertext()))
                for text in svg.iter(f"{SVG}text")
            }
            for entry in drawn:
                expected = letters(written.said(entry, "name", language))
                assert re.sub(r"^\d*(?=.)", "", labels[entry]).endswith(
                    expected.lstrip("0123456789")
                )


def test_numbers_agree_between_picture_list_and_pages(site: Site, written: Written) -> None:
    """A blip's number, ring and movement in the picture are those of the interactive one."""
    for language in written.languages:
        folder = place(site, written, language)
        svg = ET.parse(folder / "radar.svg").getroot()  # noqa: S314 - our own file
        index = (folder / "index.html").read_text(encoding="utf-8")
        told: dict[str, tuple[int, str]] = {}
        for entry, group in blips(svg).items():
            title = group.find(f".//{SVG}title")
            assert title is not None
            number, _, rest = (title.text or "").partition(". ")
            told[entry] = int(number), rest
            ring, _ = written.standing(entry) or ("", "")
            name = written.said(entry, "name", language)
            assert rest.startswith(name.strip())
            assert written.called("rings", ring, language) in rest
            drawn = [t.text for t in group.iter(f"{SVG}text")]
            assert drawn in ([], [number])
        assert sorted(number for number, _ in told.values()) == list(range(1, len(told) + 1))
        labels = re.findall(r'<a aria-label="(\d+)\. [^"]*" href="entries/([^"]+)\.html"', index)
        assert {entry: int(number) for number, entry in labels} == {
            entry: number for entry, (number, _) in told.items()
        }


def test_every_text_and_link_is_on_the_page_of_its_entry(site: Site, written: Written) -> None:
    """Name, ring, quadrant, summary, every passage, link, tag and note are on the entry's page."""
    for language in written.languages:
        for entry, front in written.front.items():
            page = Text(place(site, written, language) / "entries" / f"{entry}.html")
            shown = letters("".join(page.words))
            standing = written.standing(entry)
            expected = [written.said(entry, key, language) for key in ("name", "summary")]
            if standing:
                ring, quadrant = standing
                expected.append(written.called("rings", ring, language))
                expected.append(written.called("quadrants", quadrant, language))
            body = written.bodies.get(
                (entry, language), written.bodies[entry, written.languages[0]]
            )
            expected += passages(body)
            for line in (front.get("history") or {}).values():
                if isinstance(line, dict):
                    expected.append(in_language(line.get("note"), language, written.languages[0]))
            for text in expected:
                assert letters(text) in shown, f"{page}: {entry} ({language}): {text!r}"
            for link in front.get("links", []):
                url = link if isinstance(link, str) else link["url"]
                assert url in page.links, f"{entry}: {url}"


def test_every_entry_is_in_the_list_under_its_ring_and_quadrant(
    site: Site, written: Written
) -> None:
    """The first page lists each drawn entry once, with a link to its page and its summary."""
    for language in written.languages:
        index = Text(place(site, written, language) / "index.html")
        shown = letters("".join(index.words))
        for entry in written.front:
            if written.standing(entry):
                assert f"entries/{entry}.html" in index.links
                assert letters(written.said(entry, "name", language)) in shown


def test_radar_json_holds_everything(site: Site, written: Written) -> None:
    """The data file has each entry with its texts, links and history, in every language."""
    data = json.loads((site.built / "radar.json").read_text(encoding="utf-8"))
    entries = {entry["id"]: entry for entry in data["entries"]}
    assert sorted(entries) == sorted(written.front)
    for name, entry in entries.items():
        front = written.front[name]
        for language in written.languages:
            for key in ("name", "summary"):
                said = in_language(entry[key], language, written.languages[0])
                assert said == written.said(name, key, language).strip()
            if body := written.bodies.get((name, language)):
                assert entry["text"][language].strip() == body.strip()
        history = {**(front.get("history") or {})}
        if "ring" in front:  # where it stands in the open edition
            history[""] = front["ring"]
        rings = [line["ring"] if isinstance(line, dict) else line for line in history.values()]
        placed = [placement["ring"] or "removed" for placement in entry["history"]]
        assert placed == [ring.lower() for ring in rings]
        urls = [link if isinstance(link, str) else link["url"] for link in front.get("links", [])]
        assert [link["url"] for link in entry["links"]] == urls
        assert entry["tags"] == front.get("tags", [])


def test_the_feed_tells_every_move(site: Site, written: Written) -> None:
    """The feed has one notice for each edition, which names every entry that moved in it."""
    ours = radar.load(site.source).model_copy(update={"base_url": "https://radar.example/"})
    book = PageContext(ours, ours.languages[0], {}, frozenset())
    feed = ET.fromstring(render_feed(book))  # noqa: S314 - our own
    notices = feed.findall(f"{ATOM}entry")
    assert 0 < len(notices) <= len(written.editions)
    newest = "".join(notices[0].itertext())
    before = written.editions[-2]
    for entry in written.front:
        then, now = written.standing(entry, before), written.standing(entry)
        if (then and then[0]) != (now and now[0]):
            assert f"entries/{entry}.html" in newest, entry
