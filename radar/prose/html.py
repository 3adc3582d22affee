"""Markdown → HTML that can be trusted, whoever wrote it.

`radar.prose.writer` writes every tag itself, and nh3 has the last word.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from radar.prose.events import anchors, events_of
from radar.prose.links import Links, resolve
from radar.safety.links import FOLLOWED

if TYPE_CHECKING:
    import nh3

_WORDS = re.compile(r">[^<]*&[^<]*")  # what stands between two tags, with an escaped sign in it
_ESCAPED = tuple(map(escape, "&<>"))
# nh3's parser makes a piece of text of each escaped sign, and copies all pieces before it, which
# takes the square of the time. It sees one of these in its place: characters that Unicode keeps
# for such use within a program, so that texts have none of them.
_NONCHARACTERS = tuple(map(chr, range(0xFDD0, 0xFDF0)))


def to_html(markdown: str, links: Links, *, scope: str = "", table: str = "") -> str:
    """Return the text as HTML.

    `scope` goes before every id, for pages that hold several texts; `table` is the accessible
    name of a table that may have to be scrolled.
    """
    from radar.prose.writer import HtmlWriter

    headings = anchors(markdown)
    writer = HtmlWriter(lambda kind, value: resolve(kind, value, links, headings), scope, table)
    writer.write(event for event, _ in events_of(markdown))
    return clean(writer.html())


def clean(html: str) -> str:
    """Return HTML of our own without anything that we do not write.

    >>> clean("<p onclick='x()'>R&amp;D <b>1 &lt; 2</b></p>")
    '<p>R&amp;D 1 &lt; 2</p>'
    """
    signs = [sign for sign in _NONCHARACTERS if sign not in html][: len(_ESCAPED)]
    if "&" not in html or len(signs) < len(_ESCAPED):
        return _cleaner().clean(html)
    pairs = tuple(zip(_ESCAPED, signs, strict=True))

    def mask(words: re.Match[str]) -> str:
        text = words[0]
        for escaped, sign in pairs:
            text = text.replace(escaped, sign)
        return text

    made = _cleaner().clean(_WORDS.sub(mask, html))
    for escaped, sign in pairs:
        made = made.replace(sign, escaped)
    return made


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3

    tags = "a blockquote br code del div em h2 h3 h4 h5 h6 hr img li ol p pre section span"
    return nh3.Cleaner(
        tags=set(f"{tags} strong sup table tbody td th thead tr ul".split()),
        attributes={
            "a": {"href", "id", "title"},
            "div": {"aria-label"},
            "img": {"src", "alt", "title"},
            "li": {"id"},
            "ol": {"start"},
        }
        | {f"h{n}": {"id"} for n in range(2, 7)},
        tag_attribute_values={
            "a": {"class": {"wiki", "back"}},
            "div": {"class": {"table"}, "tabindex": {"0"}, "role": {"group"}},
            "img": {"loading": {"lazy"}, "decoding": {"async"}},
            "pre": {"tabindex": {"0"}},
            "section": {"class": {"footnotes"}},
            "span": {"class": {"task", "broken"}},
            "td": {"class": {"left", "center", "right"}},
            "th": {"class": {"left", "center", "right"}, "scope": {"col"}},
        },
        link_rel=None,
        url_schemes=set(FOLLOWED),
    )
