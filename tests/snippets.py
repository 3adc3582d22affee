"""Radars whose names are made of anything, and what a reader must find where they are pasted."""

from __future__ import annotations

from typing import Any, NamedTuple

from radar.layout import lay_out
from radar.model import Entry, Quadrant, Radar, Ring
from radar.render.snippets.content import Embedding, SnippetEntry, embedding
from radar.words import Words

BASE = "https://example.org/radar"
NASTY = (
    "</text><script>alert(1)</script>",
    "]]> & &amp; \"both\" 'kinds' `code`",
    "|pipe| [link](x) [[wiki|page]] {{macro}} {{{x}}} ]]]",
    "*a* _b_ __c__ **d** ~~e~~ ==f== ^g^ ~h~ ++i++ ''j'' '''k'''",
    "1. one",
    "- minus",
    "#. # hash #1 C# @user :smile: a::",
    "https://example.org/x?a=b&c=d www.example.org mailto:a@b.example",
    ".. image:: x",
    "</nowiki> %%x%% </NoWiki> ~~NOTOC~~ <nowiki>",
    "\\ back\\slash\\ \\*",
    "$x$ $$y$$ ${z} #{w} {% raw %} -- -> => ... (C) (TM)",
    "云原生（平台）、编排：容器",
    "e\u0301clair 👩‍👩‍👧 שלום",
    "<!-- x --> ]]>",
    "RFC 2616 ISBN 0123456789 ~~~~",
    "a ](b) c",
    "/V >>> x | y",
    "x\\",
    "`",
)


def made(*words: str, base_url: str = BASE, language: str = "en", **more: Any) -> Embedding:
    """Return the embedding of a radar that is called, and has names, of these words."""
    one, two, three = (words * 3)[:3]
    radar = Radar(
        id="ours",
        title=two,
        languages=(language,),
        quadrants=[Quadrant(id="q", name=one), Quadrant(id="p", name=two)],
        rings=[Ring(id="adopt", name=three), Ring(id="hold", name="Hold")],
        entries=[
            Entry.model_validate({"id": "a", "name": two, "quadrant": "q", "ring": "adopt"}),
            Entry.model_validate({"id": "b", "name": three, "quadrant": "q", "ring": "adopt"}),
            Entry.model_validate({"id": "c__d", "name": one, "quadrant": "p", "ring": "hold"}),
        ],
    )
    return embedding(radar, lay_out(radar), base_url=base_url, **more)


def worded(what: Embedding, comma: str, colon: str, moved: str) -> Embedding:
    """Return an embedding with other words of the interface; `colon` stands between the two."""
    own = {"comma": braced(comma), "colon": f"{{label}}{braced(colon)}{{value}}"}

    def move(item: SnippetEntry) -> SnippetEntry:
        return item._replace(moved=moved)

    quadrants = tuple(
        quadrant._replace(
            rings=tuple(
                ring._replace(items=tuple(map(move, ring.items))) for ring in quadrant.rings
            )
        )
        for quadrant in what.quadrants
    )
    return what._replace(words=Words(what.words.language, own), quadrants=quadrants)


def braced(text: str) -> str:
    """Return a text as the words of the interface are written, in which braces are doubled."""
    return text.replace("{", "{{").replace("}", "}}")


class Seen(NamedTuple):
    """What a reader of a page gets: pictures, links, and the words of each item of its lists.

    A line in bold letters is an item as well: it may stand above a list.
    """

    pictures: list[tuple[str, str]]
    links: list[tuple[str, str]]
    items: list[str]


def expected(what: Embedding) -> Seen:
    """Return what any page with this snippet has to say."""
    items = [item for quadrant in what.quadrants for ring in quadrant.rings for item in ring.items]
    rows: list[str] = []
    for quadrant in what.quadrants:
        for ring in quadrant.rings:
            listed = what.words("comma").join(_item(item) for item in ring.items)
            rows.append(what.words("colon", label=ring.name, value=listed))
        rows.append(quadrant.name)
    links = [(what.home, what.title), *((item.href, item.name) for item in items)]
    return Seen([(what.picture, what.alt)], links, rows)


def _item(item: SnippetEntry) -> str:
    moved = f" ({item.moved})" if item.moved else ""
    return f"{item.number} {item.name}".strip() + moved


def ordered(seen: Seen) -> Seen:
    """Return what was seen as it compares: white space folded as it is shown, items in order.

    The title may be in bold letters or not, so it is no item. An address that is the name of a
    quadrant or a ring may be a link to itself, which some make of it whatever was written.
    """
    links = [(href, fold(text)) for href, text in seen.links]
    titles = [text for _, text in links[:1]]
    return Seen(
        [(src, fold(alt)) for src, alt in seen.pictures],
        [(href, text) for href, text in links if href not in (text, f"http://{text}")],
        sorted(item for item in map(fold, seen.items) if item not in titles),
    )


def fold(text: str) -> str:
    """Return text with its white space as a page shows it."""
    return " ".join(text.split())
