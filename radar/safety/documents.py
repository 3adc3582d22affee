"""Files that a browser shows as a page: which may be published as they are.

A site asks for proofs of whose it is (`google1a2b.html`, `BingSiteAuth.xml`) and has pages that say
nothing but words. What could run or load something in the site's name is refused: whoever may
write entries is not trusted as the author of a theme is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final

from radar.safety.links import can_follow
from radar.safety.vocabulary import words
from radar.safety.xml import UnsafePicture, decode

# elements that show words, and the attributes that each may have
_WORDS: Final = words(
    "html head title meta body h1 h2 h3 h4 p br hr ul ol li dl dt dd strong em b i a pre code"
)
_ATTRIBUTES: Final = words("lang dir charset name content href")
# a tag that a reader of HTML may see otherwise than a browser
_STRANGE: Final = re.compile(
    rf"<(?!/?(?:{'|'.join(sorted(_WORDS))})(?=[\s/>])|!doctype html\s*>)", re.IGNORECASE
)
# an XML file that a browser does not only show as text: of another vocabulary, or with a style
_XML_PAGE: Final = re.compile(r"<!DOCTYPE|<!ENTITY|<\?xml-|w3\.org|&#", re.IGNORECASE)
_HTML, _XML = ".html", ".xml"


def document_fault(path: str, data: bytes) -> str:
    """Return why a file must not be published, in words that follow its name; '' if it may.

    >>> document_fault("google1.html", b"google-site-verification: google1.html")
    ''
    >>> document_fault("a.html", b"<p onclick='x()'>a")
    'has the attribute onclick in line 1, and a page may only show words'
    """
    kind = path.lower()
    if not kind.endswith((_HTML, _XML)):
        return ""
    try:
        text = decode(data)
    except UnsafePicture as error:
        return error.why
    if kind.endswith(_HTML):
        return _page_fault(text)
    found = _XML_PAGE.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 0
    return f"has {found[0]!r} in line {line}, and XML may only hold data" if found else ""


def _page_fault(text: str) -> str:
    reader = _PageReader()
    reader.feed(text)
    reader.close()
    strange = _STRANGE.search(text)
    if strange and not reader.fault:
        line = text.count("\n", 0, strange.start()) + 1
        return f"has a tag in line {line}, and a page may only show words"
    return reader.fault


class _PageReader(HTMLParser):
    """Finds the first thing in a page that is more than words."""

    def __init__(self) -> None:
        super().__init__()
        self.fault = ""

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
        line = self.getpos()[0]
        self.fault = self.fault or f"has {what} in line {line}, and a page may only show words"
