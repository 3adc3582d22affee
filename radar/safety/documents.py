"""Files that a browser shows as a page: which may be published as they are.

A site asks for proofs of whose it is (`google1a2b.html`, `BingSiteAuth.xml`) and has pages that say
nothing but words. What could run or load something in the site's name is refused: whoever may
write entries is not trusted as the author of a theme is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final, NamedTuple

from radar.safety.links import can_follow
from radar.safety.rasters import begins_as_page
from radar.safety.vocabulary import words
from radar.safety.xml import UnsafePicture, decode

# elements that show words, and the attributes that each may have
_WORDS: Final = words(
    "html head title meta body h1 h2 h3 h4 p br hr ul ol li dl dt dd strong em b i a pre code"
)
_ATTRIBUTES: Final = words("lang dir charset name content href")
_LONGEST: Final = 2_000
"""Characters of a tag: an address, and a sentence for those who search."""
_TAG: Final = re.compile(rf"<[^<>]{{0,{_LONGEST}}}>")
# a tag that a reader of HTML may see otherwise than a browser, or one without an end: the reader
# looks for that through the whole rest of the file
_STRANGE: Final = re.compile(
    rf"<(?!/?(?:{'|'.join(sorted(_WORDS))})(?=[\s/>])[^<>]{{0,{_LONGEST}}}>|!doctype html\s*>)",
    re.IGNORECASE,
)
# an XML file that a browser does not only show as text: of another vocabulary, or with a style
_XML_PAGE: Final = re.compile(r"<!DOCTYPE|<!ENTITY|<\?xml-|w3\.org|&#", re.IGNORECASE)
_HTML, _XML = ".html", ".xml"


class DocumentFault(NamedTuple):
    """Why a file must not be published, in words that follow its name, and the line of that."""

    why: str
    line: int = 0


def document_fault(path: str, data: bytes) -> DocumentFault | None:
    """Return why a file that is no picture must not be published, None if it may.

    >>> document_fault("google1.html", b"google-site-verification: google1.html")
    >>> document_fault("a.html", b"<p onclick='x()'>a")
    DocumentFault(why='has the attribute onclick, and a page may only show words', line=1)
    """
    kind = path.lower()
    if not kind.endswith((_HTML, _XML)):
        page = begins_as_page(data)
        return (
            DocumentFault("begins as a page does, and its name is that of no page")
            if page
            else None
        )
    try:
        text = decode(data)
    except UnsafePicture as error:
        return DocumentFault(error.why, error.line)
    if kind.endswith(_HTML):
        return _page_fault(text)
    found = _XML_PAGE.search(text)
    why = f"has {found[0]!r}, and XML may only hold data" if found else ""
    return DocumentFault(why, _line_at(text, found.start())) if found else None


def _page_fault(text: str) -> DocumentFault | None:
    strange = _STRANGE.search(text)
    tag = _TAG.match(text, strange.start()) if strange else None
    reader = _PageReader()
    reader.feed(text[: tag.end()] if tag else text[: strange.start()] if strange else text)
    reader.close()
    if strange and not reader.fault:
        why = "has a tag that shows more than words"
        return DocumentFault(why, _line_at(text, strange.start()))
    return reader.fault


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


class _PageReader(HTMLParser):
    """Finds the first thing in a page that is more than words."""

    def __init__(self) -> None:
        super().__init__()
        self.fault: DocumentFault | None = None

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Refuse an element or an attribute that is not in the lists."""
        if tag not in _WORDS:
            self._refuse(f"the element {tag[:40]}")
        for name, value in attrs:
            if name == "http-equiv" and (value or "").lower() == "content-type":
                continue  # any other may send the reader elsewhere
            if name not in _ATTRIBUTES:
                self._refuse(f"the attribute {name[:40]}")
            elif name == "href" and not can_follow(value or ""):
                self._refuse("a link that is no address of the web")

    def handle_decl(self, decl: str) -> None:
        """Allow the declaration of HTML alone."""
        if decl.strip().lower() != "doctype html":
            self._refuse("a declaration")

    def handle_pi(self, data: str) -> None:
        """Refuse instructions, which some servers run."""
        self._refuse("an instruction")

    def handle_comment(self, data: str) -> None:
        """Refuse comments: some servers run what is in one, and browsers end them elsewhere."""
        self._refuse("a comment")

    def unknown_decl(self, data: str) -> None:
        """Refuse any other declaration."""
        self._refuse("a declaration")

    def _refuse(self, what: str) -> None:
        why = f"has {what}, and a page may only show words"
        self.fault = self.fault or DocumentFault(why, self.getpos()[0])
