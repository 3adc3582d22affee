"""Snippets say what the radar says, whatever its names are made of."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pyromark
import pytest
from docutils.core import publish_parts
from hypothesis import example, given
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.layout import lay_out
from radar.model import Radar
from radar.render.snippets.content import PICTURES, Embedding, embedding
from radar.render.snippets.writing import FORMATS, snippet, snippets
from radar.safety.links import quiet_address
from radar.text import printable

from ..snippets import BASE, NASTY, Seen, expected, made, ordered, worded

letters = "ab1. -+*_`~^|[](){}<>&\"'\\:;#@!%$=/?云,"
signs = st.text(st.sampled_from(letters), min_size=1, max_size=16)
names = st.one_of(st.sampled_from(NASTY), signs, st.text(min_size=1, max_size=12)).map(
    lambda text: printable(text.encode("utf-8", "replace").decode("utf-8")) or "x"
)


class Reader(HTMLParser):
    """Read HTML as a browser would, as far as snippets go; anything else is a surprise."""

    known = frozenset(
        ("html", "head", "title", "meta", "body", "main", "div", "p", "figure", "figcaption")
    ) | {"picture", "source", "img", "a", "ul", "li", "strong", "span", "wbr"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen([], [], [])
        self.link: list[str] | None = None
        self.open: list[list[str]] = []
        self.ends: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note pictures, links and items."""
        about = dict(attrs)
        assert tag in self.known, tag
        assert not [name for name in about if name.startswith("on")]
        if tag == "img":
            self.seen.pictures.append((about["src"] or "", about["alt"] or ""))
        if tag == "a":
            self.link = [about["href"] or ""]
        if tag == "li" or (tag == "strong" and not self.open):
            self.open.append([])
            self.ends.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note what was said in a link or an item that ends with its tag."""
        if tag == "a" and self.link is not None:
            href, *words = self.link
            if "".join(words).strip():
                self.seen.links.append((href, "".join(words)))
            self.link = None
        if self.ends[-1:] == [tag]:
            self.ends.pop()
            self.seen.items.append("".join(self.open.pop()).strip())

    def handle_data(self, data: str) -> None:
        """Note words."""
        if self.link is not None:
            self.link.append(data)
        if self.open:
            self.open[-1].append(data)


def read(page: str) -> Seen:
    """Return what a page says."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader.seen


def as_html(name: str, what: Embedding) -> str:
    """Turn a snippet into HTML by a parser of its format."""
    text = snippet(name, what)
    if name == "markdown":
        options = pyromark.Options
        extended = (
            options.ENABLE_TABLES
            | options.ENABLE_FOOTNOTES
            | options.ENABLE_STRIKETHROUGH
            | options.ENABLE_TASKLISTS
            | options.ENABLE_MATH
            | options.ENABLE_WIKILINKS
        )
        return pyromark.html(text, options=extended)
    if name == "rst":
        quiet = {"report_level": 2, "halt_level": 2, "file_insertion_enabled": False}
        return str(publish_parts(text, writer="html5", settings_overrides=quiet)["body"])
    return text


@pytest.mark.parametrize("name", ["markdown", "html", "rst"])
@given(words=st.tuples(names, names, names), language=st.sampled_from(("en", "zh")))
@example(words=NASTY[0:3], language="en")
@example(words=NASTY[3:6], language="zh")
@example(words=NASTY[6:9], language="en")
@example(words=NASTY[9:12], language="zh")
@example(words=NASTY[12:15], language="en")
@example(words=NASTY[15:18], language="en")
@example(words=NASTY[17:20], language="zh")
def test_names_of_anything_come_out_as_they_went_in(
    name: str, words: tuple[str, ...], language: str
) -> None:
    """A real parser of the format finds the picture, its words, every link and every name."""
    what = made(*words, language=language)
    assert ordered(read(as_html(name, what))) == ordered(expected(what))


@pytest.mark.parametrize("name", ["markdown", "html", "rst"])
@given(words=st.tuples(names, names, names))
@example(words=NASTY[0:3])
@example(words=NASTY[3:6])
@example(words=NASTY[6:9])
@example(words=NASTY[9:12])
@example(words=NASTY[17:20])
def test_words_of_the_interface_are_words(name: str, words: tuple[str, ...]) -> None:
    """What stands between names, and behind them, comes out as it went in, whatever it is."""
    what = worded(made("Tools", "Kafka", "Adopt"), *words)
    assert ordered(read(as_html(name, what))) == ordered(expected(what))


@given(words=st.tuples(names, names, names))
@example(words=NASTY[0:3])
@example(words=NASTY[12:15])
def test_confluence_gets_well_formed_xml(words: tuple[str, ...]) -> None:
    """The storage format parses as XML, and says what the radar says."""
    what = made(*words)
    text = snippet("confluence", what)
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", text)
    root = ET.fromstring(f'<x xmlns:ac="a" xmlns:ri="r">{text}</x>')  # noqa: S314 - our own
    image, source = root.find(".//{a}image"), root.find(".//{r}url")
    assert image is not None
    assert source is not None
    assert (image.get("{a}alt"), source.get("{r}value")) == (what.alt, what.picture)
    links = [(a.get("href"), a.text) for a in root.iter("a")]
    assert links == expected(what).links


@given(words=st.tuples(names, names, names))
@example(words=NASTY[0:3])
def test_confluence_gets_words_as_words(words: tuple[str, ...]) -> None:
    """Words of the interface make no element of the storage format."""
    plain, own = made("Tools"), worded(made("Tools"), *words)
    roots = [
        ET.fromstring(f'<x xmlns:ac="a" xmlns:ri="r">{snippet("confluence", what)}</x>')  # noqa: S314 - our own
        for what in (plain, own)
    ]
    tags = [[element.tag for element in root.iter()] for root in roots]
    assert tags[0] == tags[1]


# what Confluence's storage format is made of: element → (what it may hold, its attributes).
# XHTML for texts; `ac:image` and its source as Atlassian's page on the format describes them
INLINE = {"text", "a", "strong", "ac:image"}
STORAGE = {
    "page": ({"p", "ul"}, set[str]()),
    "p": (INLINE, set[str]()),
    "strong": (INLINE, set[str]()),
    "a": ({"text"}, {"href"}),
    "ul": ({"li"}, set[str]()),
    "li": (INLINE | {"p", "ul"}, set[str]()),
    "ac:image": ({"ri:attachment", "ri:url"}, {"ac:alt", "ac:width"}),
    "ri:attachment": (set[str](), {"ri:filename"}),
    "ri:url": (set[str](), {"ri:value"}),
}


@pytest.mark.parametrize("base_url", ["", BASE])
@given(words=st.tuples(names, names, names))
@example(words=NASTY[0:3])
@example(words=NASTY[12:15])
def test_confluence_keeps_to_the_rules_of_its_format(base_url: str, words: tuple[str, ...]) -> None:
    """Every element may stand where it stands, with the attributes that it has."""
    text = snippet("confluence", made(*words, base_url=base_url))
    root = ET.fromstring(f'<page xmlns:ac="ac:" xmlns:ri="ri:">{text}</page>')  # noqa: S314 - ours
    for element in root.iter():
        holds, attributes = STORAGE[prefixed(element.tag)]
        inside = {prefixed(child.tag) for child in element}
        said = "".join([element.text or "", *(child.tail or "" for child in element)])
        assert inside <= holds
        assert not said.strip() or "text" in holds
        assert {prefixed(name) for name in element.attrib} <= attributes
        assert element.tag != "{ac:}image" or len(element) == 1


def prefixed(name: str) -> str:
    """Return a name as the storage format writes it."""
    return name.replace("{ac:}", "ac:").replace("{ri:}", "ri:")


MARKUP = {
    "mediawiki": r"\[\[|\]\]|\{\{|\}\}|'{2,}|<|~{3,}|__|\w://",
    "asciidoc": r"[*_`#+^~{}<>|\\]|::|\(\(|https?:",
}


@pytest.mark.parametrize("name", ["mediawiki", "dokuwiki", "asciidoc"])
@given(words=st.tuples(names, names, names))
@example(words=NASTY[0:3])
@example(words=NASTY[9:12])
def test_words_add_no_sign_of_markup(name: str, words: tuple[str, ...]) -> None:
    """Without what is escaped, a snippet has the very signs that it has with plain words."""
    escaped = "<nowiki>.*?</nowiki>" if name == "dokuwiki" else r"&#\d+;"
    signs = MARKUP.get(name, r"\[\[|\]\]|\{\{|\}\}|\*\*|//|__|''|<|%%|~~|\\\\|----|\(\(")
    texts = [snippet(name, what) for what in (made("Tools"), worded(made("Tools"), *words))]
    plain, own = (re.findall(signs, re.sub(escaped, " ", text)) for text in texts)
    assert own == plain


@pytest.mark.parametrize("name", sorted(MARKUP))
@given(word=names)
@example(word=NASTY[2])
@example(word=NASTY[3])
@example(word=NASTY[9])
@example(word=NASTY[11])
def test_what_is_written_by_reference_holds_no_markup(name: str, word: str) -> None:
    """In formats that are escaped by numeric references, a name has no sign that means anything."""
    what = made(word)
    links = {
        "mediawiki": r"\[(https:\S+) ([^\]]*)\]",
        "asciidoc": r"link:(https:[^\[]+)\[([^\]]*)\]",
    }
    found = re.findall(links[name], snippet(name, what))
    assert [(href, html.unescape(text)) for href, text in found] == expected(what).links
    plain = [re.sub(r"&#\d+;", " ", text) for _, text in found]
    assert not [text for text in plain if re.search(MARKUP[name], text)]


@given(word=names)
@example(word="a ]] b [[c|d]] {{e}}")
@example(word="]")
@example(word="{{x}}")
@example(word=NASTY[9])
def test_dokuwiki_links_end_where_they_should(word: str) -> None:
    """By DokuWiki's own patterns, each link is one link, its title the name (and no picture)."""
    what = made(word)
    text = snippet("dokuwiki", what)
    parts = re.findall(r"\[\[.*?\]\](?!\])|<nowiki>.*?</nowiki>", text)
    found = [link[2:-2].split("|", 1) for link in parts if link.startswith("[[")]
    assert [[href, title.replace("\u200b", "")] for href, title in found] == [
        list(link) for link in expected(what).links
    ]
    assert not any(re.fullmatch(r"\{\{[^}]+\}\}", title) for _, title in found)
    picture = re.match(r"\{\{(?:[^\}]|(?:\}[^\}]))+\}\}\n", text)
    assert picture
    assert picture[0].replace("\u200b", "")[2:-3].partition("|")[2] == what.alt


def test_dokuwiki_names_that_are_no_links_are_taken_as_they_are() -> None:
    """Without an address, names stand between nowiki tags, which no name can close."""
    text = snippet("dokuwiki", made("</nowiki> [[x]] </NOWIKI>", base_url=""))
    parts = re.findall("<nowiki>(.*?)</nowiki>", text)
    assert "[[x]]" in "".join(parts)
    assert "[[" not in re.sub("<nowiki>.*?</nowiki>", "", text)


@pytest.mark.parametrize("name", FORMATS)
def test_a_snippet_ends_in_one_line_feed_and_is_the_same_twice(name: str) -> None:
    """Snippets are whole lines, and the same input gives the same text."""
    text = snippet(name, made("Kafka"))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text == snippets(made("Kafka"))[name]


def test_the_alternative_text_says_what_the_picture_shows(root: Any) -> None:
    """Title, edition, and how many entries are in which ring, in every format."""
    import radar

    ours = radar.load(root / "entries")
    what = embedding(ours, lay_out(ours))
    start = "Technology radar Cloud Native, Edition November 2026: 43 entries, "
    assert what.alt.startswith(start)
    for name, text in snippets(what).items():
        assert start in text or name == "iframe", name  # the site in the frame says it


@pytest.mark.parametrize(
    ("title", "language", "start"),
    [
        ("Our technology radar", "en", "Our technology radar: "),
        ("Tech Radär", "en", "Technology radar Tech Radär: "),
        ("Acme's Techradar", "de", "Acme's Techradar: "),
        ("云原生雷达", "zh", "云原生雷达："),
        ("云原生", "zh", "技术雷达：云原生："),
    ],
)
def test_a_title_that_says_radar_says_it_once(title: str, language: str, start: str) -> None:
    """Every snippet of the starter said "Technology radar Our technology radar"."""
    ours = Radar.model_validate({"title": title, "quadrants": ["A", "B"], "languages": [language]})
    assert embedding(ours, lay_out(ours)).alt.startswith(start)


@given(words=st.tuples(names, names, names))
@example(words=NASTY[0:3])
@example(words=NASTY[12:15])
def test_a_frame_holds_the_site(words: tuple[str, ...]) -> None:
    """A frame has a title and the address of the site, and below it stands a link to that."""
    what = made(*words)
    page = ElementsOf(snippet("iframe", what))
    assert [tag for tag, _ in page.seen if tag != "wbr"] == ["iframe", "p", "a"]
    (_, frame), _, (_, link) = page.seen[:3]
    assert (frame["src"], frame["title"]) == (what.home, what.title) == (link["href"], what.title)
    assert set(frame) == {"src", "title", "width", "height", "loading"}


@given(words=st.tuples(names, names, names))
@example(words=NASTY[0:3])
@example(words=NASTY[12:15])
def test_an_image_map_leads_to_every_entry(words: tuple[str, ...]) -> None:
    """Each blip and each name is an area inside the picture, called as the entry is."""
    what = made(*words)
    page = ElementsOf(snippet("image-map", what))
    (image,) = (about for tag, about in page.seen if tag == "img")
    (named,) = (about for tag, about in page.seen if tag == "map")
    assert image["usemap"] == f"#{named['name']}"
    assert (image["src"], image["alt"]) == (what.picture, what.alt)
    areas = [about for tag, about in page.seen if tag == "area"]
    listed = {(href, name) for href, name in expected(what).links[1:]}
    assert {(about["href"], about["alt"]) for about in areas} == listed
    for about in areas:
        across = [int(number) for number in str(about["coords"]).split(",")][0::2]
        assert about["shape"] == "circle" or 0 <= across[0] < across[1] <= what.width
    assert len(areas) >= len(listed)


class ElementsOf(HTMLParser):
    """The elements of a snippet with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.seen.append((tag, dict(attrs)))


def test_html_has_no_blank_line() -> None:
    """HTML pasted into Markdown is one block, which a blank line would end."""
    for name in ("html", "iframe", "image-map"):
        assert "\n\n" not in snippet(name, made("a", "b", "c"))


def test_markdown_has_no_list_in_a_list() -> None:
    """MkDocs wants an inner list indented by four spaces, Backstage's TechDocs by two: neither."""
    assert not re.search(r"^[ \t]", snippet("markdown", made(*NASTY[:3])), re.MULTILINE)


def test_pictures_follow_what_is_asked() -> None:
    """The picture is light and dark by the reader's page, or the one that was asked for."""
    texts = {
        picture: snippet("html", made("Kafka", base_url="", picture=picture))
        for picture in PICTURES
    }
    files = {name: re.findall(r'(?:src|srcset)="([^"]+)"', text) for name, text in texts.items()}
    assert files == {
        "auto": ["radar.dark.svg", "radar.svg"],
        "light": ["radar.svg"],
        "dark": ["radar.dark.svg"],
        "png": ["radar.png"],
    }


def test_an_older_edition_and_another_language_have_addresses_of_their_own(root: Any) -> None:
    """A snippet of an edition shows that edition; one in another language leads to its pages."""
    import radar

    ours = radar.load(root / "entries")
    what = embedding(ours, lay_out(ours, "2022", "zh"), base_url=BASE)
    assert what.picture == f"{BASE}/zh/editions/2022.svg"
    assert what.quadrants[0].rings[0].items[0].href.startswith(f"{BASE}/zh/entries/")
    with pytest.raises(BadCall, match="newest"):
        embedding(ours, lay_out(ours, "2022"), picture="dark")


def test_a_base_url_must_be_one() -> None:
    """An address that would run something is refused."""
    with pytest.raises(BadCall, match="https://"):
        made("Kafka", base_url="javascript:alert(1)")


@given(st.text("ab/_~*'()[]{}|<>^`\\ \"云-.", max_size=20))
def test_addresses_hold_no_sign_that_a_wiki_gives_a_meaning(path: str) -> None:
    """Whatever a base URL holds, the address has letters, digits and quiet signs alone."""
    found = quiet_address(f"https://example.org/{path}")
    assert re.fullmatch(r"[A-Za-z0-9%/:.\-]+", found)
    assert "--" not in found
    assert ".." not in found
