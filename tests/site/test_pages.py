"""What can be said of every page without a browser."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urldefrag, urlencode, urlsplit
from xml.etree import ElementTree as ET

import pytest

from radar.layout import Atlas
from radar.model import Entry, Radar
from radar.render.site.assembly import make_site
from radar.render.site.context import PageContext
from radar.render.site.frame import assets_of
from radar.render.site.own_fields import own_facts
from radar.render.site.single import make_single_file
from radar.theme import load_theme

ATOM = "{http://www.w3.org/2005/Atom}"


class Page(HTMLParser):
    """The addresses, ids and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.twins: dict[str, str] = {}
        self.language = ""
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag says."""
        given = {name: value or "" for name, value in attrs}
        self.attributes |= {f"{tag}:{name}" for name in given}
        self.ids += [given["id"]] if "id" in given else []
        if given.get("type") == "checkbox" and "name" in given:  # what the page can be filtered by
            self.ids.append(urlencode({given["name"]: given["value"]}, quote_via=quote))
        if tag == "html":
            self.language = given["lang"]
        if given.get("rel") in ("canonical", "alternate"):
            if "hreflang" in given:
                self.twins[given["hreflang"]] = given["href"]
        elif tag in ("script", "img", "link") and ("src" in given or "href" in given):
            self.loaded.append(given.get("src") or given.get("href", ""))
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.words.append(data)


@pytest.fixture(scope="session")
def pages(site: dict[str, bytes]) -> dict[str, Page]:
    """Every page of the site, read."""
    return {path: Page(data.decode()) for path, data in site.items() if path.endswith(".html")}


def test_every_kind_of_page_is_there(site: dict[str, bytes]) -> None:
    """Each language has its radar, entries, editions, changes, archive, snippets and feed."""
    kinds = (
        "index",
        "changes",
        "archive",
        "embed",
        "entries/kafka",
        "editions/2020",
        "entries/kafka2",
    )
    wanted = [f"{root}{kind}.html" for root in ("", "zh/") for kind in kinds]
    wanted += ["feed.xml", "zh/feed.xml", "sitemap.xml", "404.html", "media/pic.svg"]
    assert not [path for path in wanted if path not in site]


def test_every_internal_link_and_fragment_resolves(
    site: dict[str, bytes], pages: dict[str, Page]
) -> None:
    """No link of any page leads to a page or a place in a page that does not exist."""
    broken = []
    for path, page in pages.items():
        for link in page.links + page.loaded:
            if urlsplit(link).scheme:
                continue
            target, fragment = urldefrag(link)
            start = "" if target.startswith("/sub/") else posixpath.dirname(path)
            target = target.removeprefix("/sub/")
            found = posixpath.normpath(posixpath.join(start, unquote(target))) if target else path
            if found not in site or (
                fragment and not {fragment, unquote(fragment)} & {*pages[found].ids}
            ):
                broken.append((path, link))
    assert not broken


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_inline(pages: dict[str, Page]) -> None:
    """Pages load relative addresses only; no handler and no style stands in the markup."""
    for path, page in pages.items():
        assert not [load for load in page.loaded if urlsplit(load).netloc], path
        inline = [a for a in page.attributes if re.search(r":(on.*|style|srcdoc)$", a)]
        assert not inline, path


def test_ids_are_unique_on_every_page(pages: dict[str, Page]) -> None:
    """No id stands twice on one page."""
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path


def test_every_page_is_linked_to_its_twins(pages: dict[str, Page], site: dict[str, bytes]) -> None:
    """A page names itself and its translations, by absolute address, and they exist."""
    for path, page in pages.items():
        if path == "404.html" or 'http-equiv="refresh"' in site[path].decode():
            continue
        assert set(page.twins) == {"en", "zh"}, path
        for address in page.twins.values():
            assert address.startswith("https://radar.example/sub/")
            found = address.removeprefix("https://radar.example/sub/")
            assert (f"{found}index.html" if found in ("", "zh/") else found) in site
        assert page.language == ("zh" if path.startswith("zh/") else "en")


def test_what_is_not_translated_says_its_language(site: dict[str, bytes]) -> None:
    """A text that falls back to another language carries that language, and a notice."""
    page = site["zh/entries/pulsar.html"].decode()
    assert '<div class="prose" lang="en"><p>Only in English.</p>' in page
    assert "尚无译文，以下为English。" in page
    assert 'lang="en"' not in site["zh/entries/kafka.html"].decode().split("<main")[1]


def test_a_language_of_the_radars_own_words_is_called_by_its_own_name() -> None:
    """Its readers look for the name they write it with, not for its tag, in every language."""
    radar = Radar(title="Ours", languages=["en", "fi", "sv-FI"], quadrants=["A", "B"])
    words = {"fi": {"language_name": "suomi"}}
    made = make_site(radar, load_theme(), Atlas(radar), words=words)
    for path in ("index.html", "fi/index.html", "sv-FI/embed.html"):
        names = re.findall(r'hreflang="[^"]+"[^>]*>([^<]+)</a>', made[path].decode())
        assert names == ["English", "suomi", "sv-FI"], path


def test_an_entry_says_where_it_stands_and_why(site: dict[str, bytes]) -> None:
    """Ring, movement, reason, path, links, owner, review and the way to edit it are on its page."""
    page = site["entries/kafka.html"].decode()
    for words in (
        "<strong>Adopt</strong>",
        "Moved in from Trial in June 2022",
        "It is proven.",
        "Path through the editions",
        'href="https://kafka.example/"',
        "Team Ä",
        "1 May 2022",
        "event bus",
        'href="https://git.example/edit/kafka.md"',
        '<a href="../entries/pulsar.html"',
        'src="../media/pic.svg"',
    ):
        assert words in page, words
    assert "https://git.example/edit/kafka.zh.md" in site["zh/entries/kafka.html"].decode()


def test_a_ring_says_what_it_means_where_it_comes_first(radar: Radar) -> None:
    """A reader who does not know the words of radars learns them from the list, once each."""
    rings = [
        ring.model_copy(update={"description": {"en": f"So {ring.id}."}}) for ring in radar.rings
    ]
    changed = radar.model_copy(update={"rings": tuple(rings)})
    page = make_site(changed, load_theme(), Atlas(changed))["index.html"].decode()
    told = re.findall(r'<h3>([^<]+)</h3>\s*<p class="about">([^<]+)<', page)
    assert told == [("Adopt", "So adopt."), ("Hold", "So hold."), ("Trial", "So trial.")]


def test_a_list_without_entries_says_so(radar: Radar) -> None:
    """The first page of a radar that was just begun does not end in nothing."""
    begun = Radar(title="Begun", quadrants=["A", "B"])
    page = make_site(begun, load_theme(), Atlas(begun))["index.html"].decode()
    assert "<p>No entries yet.</p>" in page
    full = make_site(radar, load_theme(), Atlas(radar))["index.html"].decode()
    assert "No entries yet." not in full


def test_notices_count_from_the_newest_edition(site: dict[str, bytes]) -> None:
    """An entry that was not reviewed for longer than asked says so; a fresh one does not."""
    assert "Last reviewed on 1 January 2020" in site["entries/cd.html"].decode()
    assert "Not reviewed since 2021" not in site["entries/pulsar.html"].decode()
    assert "out of date" not in site["entries/kafka.html"].decode()


def test_an_old_id_leads_to_the_entry(site: dict[str, bytes]) -> None:
    """An alias that is an id keeps its address as a redirect."""
    page = site["entries/kafka2.html"].decode()
    assert '<meta http-equiv="refresh" content="0; url=kafka.html">' in page
    assert '<link rel="canonical" href="https://radar.example/sub/entries/kafka.html">' in page


def test_the_archive_lists_what_left_and_what_is_hidden(site: dict[str, bytes]) -> None:
    """An entry off the radar is listed with its last ring and when it left.

    The first page has it hidden, for the slider.
    """
    page = site["archive.html"].decode()
    assert "Last ring: Adopt · Left the radar in June 2022" in page
    assert "Last ring: Trial · Not drawn on the radar." in page
    (line,) = re.findall("<li[^>]*><a[^>]*>RabbitMQ", site["index.html"].decode())
    assert line.startswith('<li data-entry="rabbit" hidden>')


def test_the_small_radar_of_what_left_shows_where_it_was(site: dict[str, bytes]) -> None:
    """Its last sector is outlined; the picture used to be empty."""
    left = site["entries/rabbit.html"].decode()
    there = site["entries/kafka.html"].decode()
    (last,) = re.findall('<path class="sector last" (d="[^"]+")', left)
    (now,) = re.findall('<path class="sector" (d="[^"]+")', there)
    assert last == now  # both in the innermost ring of the same quadrant
    assert 'class="blip"' not in left


def test_changes_are_told_edition_by_edition(site: dict[str, bytes]) -> None:
    """What came, moved and left is told with rings and reasons, and the matrix has every entry."""
    page = site["changes.html"].decode()
    newest, quiet, first = page.split('<section class="edition"')[1:4]
    titles = re.findall(r'<h3 class="moved \w+">([^<]+?) <span', newest)
    assert titles == ["Moved in", "Moved out", "New", "Left the radar"]
    assert "Trial → Adopt" in newest
    assert "Hold → Trial" in quiet
    assert "The first edition: 3 entries." in first
    matrix = page.split('class="matrix"')[1]
    for name in ("Kafka", "Apache Pulsar", "RabbitMQ", "Hidden", "Continuous delivery", "Vim"):
        assert f">{name}</a></th>" in matrix


def test_pages_say_what_previews_of_links_show(radar: Radar) -> None:
    """Title, summary, own address and, where PNGs are made, the radar as card."""
    made = make_site(radar, load_theme(), Atlas(radar), card="radar.png")
    page = made["zh/entries/kafka.html"].decode()
    for line in (
        '<meta property="og:title" content="Kafka · 完整">',
        '<meta property="og:description" content="事件日志。">',
        '<meta property="og:image" content="https://radar.example/sub/radar.png">',
        '<meta property="og:url" content="https://radar.example/sub/zh/entries/kafka.html">',
        '<link rel="canonical" href="https://radar.example/sub/zh/entries/kafka.html">',
        '<meta name="description" content="事件日志。">',
    ):
        assert line in page, line


def test_logo_footer_and_introduction_frame_the_pages(radar: Radar) -> None:
    """They come from the settings, and a logo that lies beside the entries is copied."""
    changed = radar.model_copy(update={"logo": "pic.svg"})
    files = {"pic.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    made = make_site(changed, load_theme(), Atlas(changed), files=files)
    assert '<img src="../media/pic.svg" alt="">' in made["entries/kafka.html"].decode()
    assert made["media/pic.svg"] == b'<svg xmlns="http://www.w3.org/2000/svg"/>\n'
    assert "Kept by <em>us</em>." in made["changes.html"].decode()
    assert "An <em>introduction</em> to <a" in made["index.html"].decode()


def test_a_fragment_is_the_body_alone(radar: Radar) -> None:
    """For sites that have a frame of their own: no head, no menu, no footer, the same content."""
    made = make_site(radar, load_theme(), Atlas(radar), bare=True)
    page = made["index.html"].decode()
    assert not re.search(r"<(!doctype|html|head|body|main|header class=.site|footer)\b", page, re.I)
    assert 'class="views"' in page
    assert "<article" in made["entries/kafka.html"].decode()


def test_a_single_file_has_every_page_and_needs_no_other(radar: Radar) -> None:
    """Each entry, the changes and the archive are parts of it; nothing is loaded from outside."""
    files = {"pic.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    text = make_single_file(radar, load_theme(), Atlas(radar), files=files)
    page = Page(text)
    parts = {f"entry-{entry.id}" for entry in radar.entries} | {"changes", "archive"}
    assert parts <= set(page.ids)
    assert all(load.startswith("data:") for load in page.loaded)
    inside = [link for link in page.links if not urlsplit(link).scheme]
    ids = {*page.ids, *(f"zh:{one}" for one in page.ids if "=" in one)}  # of filters, too
    assert not [link for link in inside if not link.startswith("#") or link[1:] not in ids]


def test_the_feed_is_atom_and_says_the_changes(site: dict[str, bytes]) -> None:
    """The feed has one entry for each dated edition, with absolute links and stable ids."""
    feed = ET.fromstring(site["feed.xml"])  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert titles == ["Edition June 2022", "Edition 2021", "Edition 2020"]
    assert "https://radar.example/sub/entries/kafka.html" in (entries[0][4].text or "")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 3
    assert feed.findtext(f"{ATOM}updated") == "2022-06-01T00:00:00Z"


def test_every_link_of_a_feed_is_whole(radar: Radar, site: dict[str, bytes]) -> None:
    """A reader far from the site can follow each; without an address of the site there is none."""
    for path in ("feed.xml", "zh/feed.xml"):
        feed = ET.fromstring(site[path])  # noqa: S314 - our own
        links = [link.get("href", "") for link in feed.iter(f"{ATOM}link")]
        for content in feed.iter(f"{ATOM}content"):
            links += re.findall('(?:href|src)="([^"]*)"', content.text or "")
        assert len(links) > 5
        assert {link for link in links if not link.startswith("https://")} == set()
    nowhere = radar.model_copy(update={"base_url": ""})
    made = make_site(nowhere, load_theme(), Atlas(nowhere))
    assert not [path for path in made if path.endswith(("feed.xml", "sitemap.xml"))]
    assert not [path for path, data in made.items() if b"feed.xml" in data]


def test_the_data_of_the_page_is_json_that_no_text_can_leave(radar: Radar) -> None:
    """A name with a closing tag in it stays inside the data."""
    evil = radar.entries[0].model_copy(update={"aliases": ("</script><img src=x>",)})
    changed = radar.model_copy(update={"entries": (evil, *radar.entries[1:])})
    page = make_site(changed, load_theme(), Atlas(changed))["index.html"].decode()
    assert json.loads(_data(page))["entries"]["cd"]["also"][0] == "</script><img src=x>"


def typedefs() -> dict[str, set[str]]:
    """Return the names of the properties of each type that `radar.js` declares."""
    script = load_theme().assets()["radar.js"].decode()
    return {
        block.split("@typedef {object} ")[1].split()[0]: set(
            re.findall(r"@property {.+} \[?(\w+)\]?", block)
        )
        for block in script.split("/**")
        if "@typedef {object}" in block
    }


def _with_a_field() -> tuple[PageContext, Entry]:
    """Return an entry that says something in a field whose name of the choice is not its id."""
    entry = Entry(name="Rust", quadrant="A", ring="adopt", fields={"risk": "low"})
    fields = {"risk": {"name": "Risk", "choices": ["Low", "High"]}}
    radar = Radar(title="Ours", quadrants=["A", "B"], fields=fields, entries=[entry])
    return PageContext(radar, "en"), radar.entries[0]


def test_every_name_that_the_scripts_declare_is_in_the_data(site: dict[str, bytes]) -> None:
    """The shape of the data is written once, in `radar.js`; Python writes all of it, no more."""
    data = json.loads(_data(site["index.html"].decode()))
    types = typedefs()

    def names(values: Iterable[dict[str, object]]) -> set[str]:
        return {name for value in values for name in value}

    assert set(data) == types["PageData"]
    facts = [*data["entries"].values(), own_facts(*_with_a_field())]
    assert names(facts) == types["EntryFacts"]
    assert names(data["editions"]) == types["EditionData"]
    assert names(data["marks"]) == types["MarkData"]
    assert names(row for rows in data["blips"].values() for row in rows) == types["BlipState"]


def _data(page: str) -> str:
    return page.split('id="radar-data">')[1].split("</script>")[0]


def test_the_same_radar_makes_the_same_bytes(radar: Radar, site: dict[str, bytes]) -> None:
    """Entries in another order make the same site."""
    given = {name: getattr(radar, name) for name in Radar.model_fields}
    again = Radar(**given | {"entries": list(reversed(radar.entries))})
    files = {"pic.svg": site["media/pic.svg"]}
    made = make_site(again, load_theme(), Atlas(again), files=files)
    assert made == site


def test_weights(site: dict[str, bytes]) -> None:
    """Scripts stay below 26 kB, styles below 24, and a page of a large radar within bounds.

    The words of texts are no script, but data that is loaded with the first key of a search.
    """
    scripts = sum(
        len(data)
        for path, data in site.items()
        if path.endswith(".js") and not path.startswith("assets/search.")
    )
    scripts += len(site["assets/search.js"])
    styles = sum(len(data) for path, data in site.items() if path.endswith(".css"))
    assert scripts <= 26_000
    assert styles <= 24_000
    large = make_site(hundred := _hundred(), load_theme(), Atlas(hundred))
    assert len(large["index.html"]) <= 186_000  # with names for every size of window
    assert max(len(data) for path, data in large.items() if "entries/" in path) <= 25_000


@pytest.mark.parametrize("name", ["paper", "contrast", "print", "cvd"])
def test_styles_stay_light_with_eight_quadrants_of_eight_rings(name: str) -> None:
    """What is written for each quadrant and ring is little enough for the most there can be."""
    parts = [f"Part {n}" for n in range(8)]
    full = Radar(title="Full", quadrants=parts, rings=parts)
    assert len(assets_of(full, load_theme(name))["site.css"]) <= 24_000


def _hundred() -> Radar:
    rings = ("adopt", "trial", "assess", "hold")
    text = "A paragraph of some words that says what the technology is for. " * 12
    return Radar(
        title="Large",
        quadrants=["A", "B", "C", "D"],
        editions=[{"id": "1"}, {"id": "2"}],
        entries=[
            {
                "id": f"technology-{n}",
                "name": f"Technology number {n}",
                "summary": "One sentence that says what this is, and who should look at it.",
                "text": f"{text}\n\n{text}",
                "tags": ["kubernetes", "operations", "cloud"][n % 2 :],
                "owner": f"team-{n % 5}",
                "history": [
                    {"edition": "1", "ring": rings[n % 4], "quadrant": "abcd"[n % 3]},
                    {"edition": "2", "ring": rings[n * 7 % 4], "quadrant": "abcd"[n % 3]},
                ],
            }
            for n in range(100)
        ],
    )
