"""Markdown becomes HTML that can be trusted, and what is wrong with it has a place."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.model import Radar
from radar.prose.bare_links import link_bare_addresses
from radar.prose.checking import LocatedText, check_prose, pictures_in
from radar.prose.comments import hide_comments
from radar.prose.events import events_of
from radar.prose.html import to_html
from radar.prose.links import Links
from radar.prose.parsing import parse
from radar.prose.pictures import (
    InspectedPicture,
    inspect,
    inspect_all,
    picture_path,
    publishable,
)
from radar.prose.words import begins_with

LINKS = Links(
    {"kafka": "kafka", "event-bus": "kafka"},
    name=lambda entry: entry.title(),
    entry=lambda entry: f"{entry}.html",
    picture=lambda path: f"../media/{path}" if path.startswith("there") else None,
)
RADAR = Radar(
    title="Ours",
    quadrants=["Tools", "Platforms"],
    entries=[
        {"id": "kafka", "name": "Kafka", "quadrant": "tools", "ring": "adopt", "aliases": ["bus"]}
    ],
)
SAFE_TAGS = re.compile(
    "a|blockquote|br|code|del|details|div|em|h[2-6]|hr|img|kbd|li|ol|p|pre|section|span|strong|sub|"
    "summary|sup|table|tbody|td|th|thead|tr|ul"
)


class Tags(HTMLParser):
    """Collects tags and attributes, and complains about a tag that does not close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that is open."""
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[[kafka]]", '<p><a href="kafka.html" class="wiki">Kafka</a></p>'),
        ("[[Event bus|the *bus*]]", 'href="kafka.html" class="wiki">the <em>bus</em></a>'),
        ("[k](kafka.md)", '<p><a href="kafka.html">k</a></p>'),
        ("`[[kafka]]`", "<code>[[kafka]]</code>"),
        ("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>"),
        ("a <!-- hidden --> b", "<p>a  b</p>"),
        ("# One\n\n#### Two", '<h2 id="one">One</h2>\n<h3 id="two">Two</h3>'),
        ("- [x] done", '<li class="task"><span class="task">☑</span> done</li>'),
        ("~~old~~", "<del>old</del>"),
        ("云\n原生", "<p>云原生</p>"),
        ("cloud\nnative", "<p>cloud\nnative</p>"),
        ("![a *b*](there.png)", 'src="../media/there.png" alt="a b"'),
        ("![gone](gone.png)", '<span class="broken">gone</span>'),
        ("|a|\n|:-:|\n|b|", '<td class="center">b</td>'),
        ("[x](javascript:alert(1))", '<span class="broken">x</span>'),
        ("## A b\n\n[to](#a-b)", '<a href="#a-b">to</a>'),
        (
            "x[^n]\n\n[^n]: why",
            '<li id="note-1"><p>why</p>\n<a href="#ref-1" class="back">↩</a></li>',
        ),
    ],
)
def test_what_becomes_of_markdown(markdown: str, html: str) -> None:
    """Each construct is written as it should be read."""
    made = to_html(markdown, LINKS)
    assert _loose(html) in _loose(made)


def _loose(html: str) -> str:
    """Ignore the order of `href` and `class`, which is the cleaner's business."""
    return html.replace(' class="wiki"', "").replace(' class="back"', "")


@given(st.text(alphabet="[]()<>!#*_`|\\-:^& \n\"'=/abkfjs云1", max_size=120))
def test_any_text_becomes_well_formed_and_safe(markdown: str) -> None:
    """Whatever is written, the HTML closes its tags and uses only those that are known safe."""
    found = Tags(to_html(markdown, LINKS))
    assert all(map(SAFE_TAGS.fullmatch, found.tags))
    assert not any(name.startswith("on") or name == "style" for name, _ in found.attributes)


def test_a_broken_link_has_line_column_and_a_suggestion() -> None:
    """Problems in a text are counted from the place of the text in its file."""
    body = LocatedText("data/a.md", 10, "云 [[kafak]]\n\n![x](no.png)\n[y](other.html)")
    wiki, image, link = check_prose(RADAR, [body], {})
    assert str(wiki) == (
        'data/a.md:10:3: there is no entry "kafak" to link to. Did you mean "kafka"?'
        "  [broken-wiki-link]"
    )
    assert (image.line, image.column, image.code) == (12, 1, "missing-image")
    assert (link.line, link.code) == (13, "broken-link")


def test_a_text_whose_line_is_not_known_is_told_by_its_file() -> None:
    """The footer and the texts of editions are values among the settings."""
    (problem,) = check_prose(RADAR, [LocatedText("radar.yaml", 0, "a\n\n[[nowhere]]")], {})
    assert (problem.path, problem.line, problem.column) == ("radar.yaml", 0, 0)


def test_pictures_are_looked_for_beside_the_text() -> None:
    """A picture's path is relative to the file of the text, and stays in the radar's folder."""
    body = LocatedText("data/a.md", 1, "![x](pics/a%20b.png) ![y](../../up.png) ![z](run.js)")
    assert pictures_in([body]) == ("data/pics/a b.png",)
    problems = check_prose(RADAR, [body], inspect_all({"data/pics/a b.png": b"GIF89a"}))
    assert [p.code for p in problems] == ["bad-image", "bad-image"]


@given(st.text(alphabet="./ab%20\\", max_size=20))
def test_no_picture_leaves_the_folder(url: str) -> None:
    """However a path is written, it stays below the radar's folder."""
    path = picture_path("a/b", f"{url}.png")
    assert path is None or not path.startswith(("/", ".."))


def test_an_svg_that_does_something_is_refused() -> None:
    """A picture that would run or fetch something is a problem where it is shown."""
    svg = "<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>"
    files = {"a.svg": svg.format("<script/>").encode(), "b.svg": svg.format("<g/>").encode()}
    assert publishable(files).keys() == {"b.svg"}
    bodies = [
        LocatedText("x.md", 1, "![b](b.svg)\n![a](a.svg)"),
        LocatedText("y.md", 1, "![a](a.svg)"),
    ]
    problems = check_prose(RADAR, bodies, inspect_all(files))
    assert [(p.place, p.code) for p in problems] == [
        ("x.md:2:1", "unsafe-image"),
        ("y.md:1:1", "unsafe-image"),
    ]


def test_what_an_svg_loses_is_noted_once() -> None:
    """A picture that is published without a part of it is noted where it is shown first."""
    files = {"a.svg": b"<svg xmlns='http://www.w3.org/2000/svg' data-x='1'/>"}
    bodies = [LocatedText("x.md", 1, "![a](a.svg)"), LocatedText("y.md", 1, "![a](a.svg)")]
    (problem,) = check_prose(RADAR, bodies, inspect_all(files))
    assert (problem.place, problem.code, problem.severity) == ("x.md:1:1", "cleaned-image", "note")
    assert "attributes (data-x)" in problem.message


class Anchors(HTMLParser):
    """Collects ids, and links within the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag is called and where it leads."""
        for name, value in attrs:
            self.ids += [value or ""] if name == "id" else []
            self.links += [value[1:]] if name == "href" and value and value[0] == "#" else []


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("[^1]: nobody", []),
        ("a[^1]\n\n[^1]: b\n\n[^2]: nobody", ["note-1", "ref-1"]),
        ("a[^1] b[^1]\n\n[^1]: c", ["note-1", "note-1", "ref-1"]),
        ("a[^no] b[^1]\n\n[^1]: c", ["note-1", "ref-1"]),
        ("![a [^1]](there.png)\n\n[^1]: b", None),
        ("![a [^1]](there.png) b[^1]\n\n[^1]: c", None),
        ("[^1]: see[^2]\n\n[^2]: b", ["note-2", "ref-2"]),
        ("> a[^1]\n>\n> [^1]: b", ["note-1", "ref-1"]),
        (">" * 120 + " [^1]: a\n\nb[^1]", []),
        ("## a [[event bus]] b[^1]\n\n[x](#a-event-bus-b)\n\n[^1]: c", None),
        ("## a <b>c</b> ![d](there.png)\n\n[x](#a-c-d)", None),
        (">" * 120 + " # deep\n\n[x](#deep)", None),
        ("# a\n\n# a\n\n# a-1\n\n# a-1-1\n\n[x](#a) [y](#a-1) [z](#a-1-1)", None),
    ],
)
def test_every_link_within_a_page_leads_somewhere(markdown: str, links: list[str] | None) -> None:
    """To a footnote, back to where it is referred to, and to a heading."""
    found = Anchors(to_html(markdown, LINKS, scope="s-"))
    assert {link for link in found.links if link not in found.ids} == set()
    assert len(set(found.ids)) == len(found.ids)
    if links is not None:
        assert sorted(found.links) == sorted(f"s-{link}" for link in links)


PIECES = (
    *(
        "[^1]",
        "[^2]",
        "\n\n[^1]: ",
        "\n\n[^2]: ",
        "\n\n# a\n\n",
        "\n\n# a-1\n\n",
        "[b](#a)",
        "![",
        "](c)",
        "> ",
    ),
    *("[[kafka]]", "`", "*", "x", "\n\n", "[", "- "),
)


@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=25,
    ).map("".join)
)
def test_links_and_ids_of_a_page_fit(markdown: str) -> None:
    """However footnotes and headings are put together."""
    found = Anchors(to_html(markdown, LINKS))
    assert set(found.links) <= set(found.ids)
    assert len(set(found.ids)) == len(found.ids)


@pytest.mark.parametrize("written", ["Café", "CAFE\u0301", " café ", "Cafe\u0301"])
def test_one_name_in_two_forms_is_one_entry(written: str) -> None:
    """Where `related` finds an entry, a wiki link does, and a link to its file."""
    entry = {
        "id": "x",
        "name": "Café",
        "quadrant": "tools",
        "ring": "adopt",
        "aliases": ["event bus"],
    }
    radar = Radar(title="Ours", quadrants=["Tools", "Platforms"], entries=[entry])
    texts = [LocatedText("a.md", 1, f"[[{written}]] [a]({written.strip()}.md) [[Event-Bus]]")]
    assert not check_prose(radar, texts, {})


_WORD = st.text("abcXYZ", min_size=1, max_size=6)
_MARKED = st.tuples(
    st.sampled_from(("{}", "**{}**", "`{}`", "_{}_", "[{}](https://a.example)")), _WORD
)


@given(
    st.lists(_MARKED, min_size=1, max_size=8),
    st.integers(1, 8),
    st.sampled_from(("", "# H\n\n")),
)
def test_a_text_begins_with_its_first_words(
    pairs: list[tuple[str, str]], count: int, head: str
) -> None:
    """However they are marked, below a heading too; but not with a part of a word."""
    text = head + " ".join(form.format(word) for form, word in pairs) + "\n\nMore."
    words = " ".join(word for _, word in pairs[:count])
    assert begins_with(text, words)
    assert begins_with(text, f"{words} …")
    assert not begins_with(text, f"{words}z")
    if words[-2:-1].isalpha():
        assert not begins_with(text, words[:-1])


@given(st.text("wW.:/&#47;\\\\h\ntp*`[]<>a|- ") | st.text())
def test_no_address_is_overlooked_in_a_text_that_seems_to_have_none(markdown: str) -> None:
    """A text without the signs of an address is what it would be if each word were looked at."""
    looked_at = link_bare_addresses(parse(hide_comments(markdown).text))
    assert [event for event, _ in events_of(markdown)] == [event for event, _ in looked_at]


PICTURES = st.sampled_from(
    (
        *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\1\2\3\4WEBPVP8 "),
        *(b"\0\0\0 ftypavif\0\0\0\0", b"\0\0\0 ftypmif1\0\0\0\0mif1avif"),
    )
)


@given(PICTURES, st.binary(max_size=30), st.sampled_from(["a.png", "a.JPEG", "a.webp", "a.avif"]))
def test_a_picture_of_another_kind_than_its_name_is_published(
    begins: bytes, rest: bytes, name: str
) -> None:
    """Browsers show a JPEG that is called `.png`, so its bytes stay and nothing is said."""
    assert inspect(name, begins + rest) == InspectedPicture(begins + rest)


@given(st.binary(max_size=40), st.sampled_from(["a.png", "a.jpg", "a.gif", "a.webp", "a.avif"]))
def test_a_picture_of_any_bytes_is_told_of_and_runs_nothing(data: bytes, name: str) -> None:
    """Bytes that begin as a page does are refused, others that are no picture are a warning."""
    picture = inspect(name, data)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\t\n\f\r ").startswith(b"<"):
        assert (picture.data, bool(picture.fault)) == (b"", True)
    else:
        assert (picture.data, picture.fault) == (data, "")
        assert picture.doubt or data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\0\0"))


def test_the_pointer_of_git_lfs_is_no_picture() -> None:
    """Where Git LFS was not fetched, the author is told so once, in a warning."""
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    body = LocatedText("data/rust.md", 3, "![a](a.png) ![b](a.png)")
    (problem,) = check_prose(RADAR, [body], inspect_all({"data/a.png": pointer}))
    assert str(problem).startswith('data/rust.md:3:1: warning: "data/a.png" is the pointer of Git')
