"""Markdown → HTML that can be trusted, whoever wrote it.

`radar.prose.writer` writes every tag itself, and nh3 has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from radar.prose.events import events_alone, own_anchors
from radar.prose.kept_texts import take_html
from radar.prose.links import LinkFault, Links, LinkTarget, resolve
from radar.safety.links import FOLLOWED

if TYPE_CHECKING:
    import nh3

    from radar.files.cache import KeptSteps

# what stands between two tags, what a reader is told of a tag, and what an address asks for
_WORDS = re.compile(r'>[^<]*+|(?: (?:alt|title|aria-label)="|[?#])[^"<>]*+')
# signs that the cleaner writes as they are written here, and a no-break space, which it escapes
_ESCAPED = {escape(sign): escape(sign) for sign in "&<>"} | {"\xa0": "&nbsp;"}
_QUOTE = escape('"')  # in attributes only; between tags the cleaner writes the sign itself
# nh3 copies, at each of these signs, all that is before it, which takes the square of the time. It
# sees another character in its place that the text has not: one that Unicode keeps for such use
# within a program, or one for private use where a text has those too.
_UNUSED = tuple(map(chr, (*range(0xFDD0, 0xFDF0), *range(0xE000, 0xF900))))


def to_html(
    markdown: str,
    links: Links,
    *,
    scope: str = "",
    words: Callable[[str], str] = str,
    kept: KeptSteps | None = None,
) -> str:
    """Return the text as HTML.

    `scope` goes before every id, for pages that hold several texts; `words` returns words of the
    interface by their keys: `table`, the accessible name of a table that may have to be scrolled,
    and `alert_note` and its like, the titles of alerts. `kept` are the texts of earlier builds.
    """
    from radar.prose.writer import WORDS, HtmlWriter

    headings = own_anchors(markdown)

    def follow(kind: str, value: Any) -> LinkTarget | LinkFault:
        return resolve(kind, value, links, headings)

    def make(follow: Callable[[str, Any], LinkTarget | LinkFault]) -> str:
        writer = HtmlWriter(follow, scope, words)
        writer.write(events_alone(markdown))
        return clean(writer.html())

    if kept is None:
        return make(follow)
    return take_html(kept, (markdown, scope, *map(words, WORDS)), follow, make)


def clean(html: str) -> str:
    """Return HTML with only those tags and attributes that `radar.prose.writer` writes.

    >>> clean("<p onclick='x()'>R&amp;D <b>1 &lt; 2</b></p>")
    '<p>R&amp;D 1 &lt; 2</p>'
    """
    if "&" not in html and "\xa0" not in html:
        return _cleaner().clean(html)
    unused = (sign for sign in _UNUSED if sign not in html)
    pairs = tuple(zip(_ESCAPED.items(), unused, strict=False))
    quote = next(unused, _QUOTE)

    def mask(words: re.Match[str]) -> str:
        text = words[0]
        for (written, _), sign in pairs:
            text = text.replace(written, sign)
        return text if text[0] == ">" else text.replace(_QUOTE, quote)

    made = _cleaner().clean(_WORDS.sub(mask, html))
    for (_, escaped), sign in pairs:
        made = made.replace(sign, escaped)
    return made.replace(quote, _QUOTE)


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3

    from radar.prose.raw_html import BLOCK_TAGS, INLINE_TAGS
    from radar.prose.writer import ALERTS

    tags = "a blockquote code del div em h2 h3 h4 h5 h6 hr img li ol p pre section span"
    return nh3.Cleaner(
        tags={*f"{tags} strong table tbody td th thead tr ul".split(), *INLINE_TAGS, *BLOCK_TAGS},
        attributes={
            "a": {"href", "id", "title"},
            "code": {"class"},
            "details": {"open"},
            "div": {"aria-label"},
            "img": {"src", "alt", "title", "width", "height"},
            "li": {"id"},
            "ol": {"start"},
        }
        | {f"h{n}": {"id"} for n in range(2, 7)},
        tag_attribute_values={
            "a": {"class": {"wiki", "back"}},
            "div": {
                "class": {"table", *(f"alert {kind}" for kind in ALERTS)},
                "tabindex": {"0"},
                "role": {"group", "note"},
            },
            "img": {"loading": {"lazy"}, "decoding": {"async"}},
            "li": {"class": {"task"}},
            "p": {"class": {"alert-title"}},
            "pre": {"tabindex": {"0"}},
            "section": {"class": {"footnotes"}},
            "span": {"class": {"task", "broken"}},
            "td": {"class": {"left", "center", "right"}},
            "th": {"class": {"left", "center", "right"}, "scope": {"col"}},
        },
        link_rel=None,
        url_schemes=set(FOLLOWED),
    )
