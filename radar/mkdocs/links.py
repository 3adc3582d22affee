"""`[[radar:k3s]]` in a text → a link to the page of the entry, with its ring.

It is an extension of Python-Markdown, so that code stays code, and the address is the path of the
page's source, as an author would write it: MkDocs then checks it and turns it into the address.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from radar.hosts import NamedEntry

# after `code` (190), before `\|` (180), which may stand in one, and links (170, 160)
_PRIORITY = 185


class EntryPage(NamedTuple):
    """An entry that a text links to, and the source of its page below the folder of the docs."""

    entry: NamedEntry
    source: str


_FindPage = Callable[[str], EntryPage | None]


class EntryLinks(Extension):
    """The extension for the links of one radar.

    `name` begins its links. `find` returns the page of an entry by the word in a link, and None if
    there is none, which it has reported then. `here` returns the source of the page that is read.
    """

    def __init__(self, name: str, find: _FindPage, here: Callable[[], str]) -> None:
        super().__init__()
        self.name, self.find, self.here = name, find, here

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown calls it so
        """Add the pattern of the links."""
        links = _LinkPattern(self.name, self.find, self.here)
        md.inlinePatterns.register(links, f"radar-{self.name}", _PRIORITY)


class _LinkPattern(InlineProcessor):
    r"""`[[name:entry]]` and `[[name:entry|words]]`; in a table, `\|` stands for `|`."""

    def __init__(self, name: str, find: _FindPage, here: Callable[[], str]) -> None:
        words = r"(?:\\?\|(?P<words>[^\]\n]+))?"
        super().__init__(rf"(?<!\\)\[\[{re.escape(name)}:(?P<entry>[^\]\[|\\\n]+){words}\]\]")
        self.find, self.here = find, here

    def handleMatch(  # noqa: N802 - Python-Markdown calls it so
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        words = (m["words"] or "").strip()
        if found := self.find(m["entry"]):
            return _link(found, words, self.here()), m.start(), m.end()
        plain = Element("span", {"class": "radar-broken"})
        plain.text = words or AtomicString(m["entry"].strip())
        return plain, m.start(), m.end()


def _link(found: EntryPage, words: str, here: str) -> Element:
    entry = found.entry
    outer, inner = entry.classes
    around = Element("span", {"class": outer})
    path = posixpath.relpath(found.source, posixpath.dirname(here) or ".")
    link = SubElement(around, "a", {"href": quote(path)})
    # the words of the page are Markdown, a name is not
    link.text, link.tail = words or AtomicString(entry.name), " "
    SubElement(around, "span", {"class": inner}).text = AtomicString(entry.ring)
    return around
