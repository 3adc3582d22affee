"""What stands around every page: the site's menu and footer, a page's title and its twins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from radar.model import Radar
from radar.render.site.context import Book
from radar.render.site.values import Said
from radar.render.site.addresses import Ways, ways_from


class Twin(NamedTuple):
    """The same page in one of the languages: `href` from here, `address` for search engines."""

    language: str
    name: str
    href: str
    address: str


class Page(NamedTuple):
    """One page; `file` is its path below the language's root, `address` its absolute address."""

    file: str
    title: str
    description: str
    twins: Sequence[Twin]
    address: str = ""
    card: str = ""
    footer: Markup = Markup()


@dataclass(frozen=True)
class Site:
    """What all pages of one language have in common."""

    title: str
    menu: tuple[tuple[str, str], ...]
    editions: tuple[tuple[str, str], ...]
    newest: str
    sheets: tuple[str, ...]
    logo: str
    footer: Said
    feed: bool
    live: bool
    bare: bool

    @property
    def footer_said(self) -> Said:
        """The footer, for its language."""
        return self.footer


def language_root(radar: Radar, language: str) -> str:
    """Return the folder of a language's pages: '' for the radar's first language."""
    return "" if language == radar.languages[0] else f"{language}/"


def address(radar: Radar, path: str) -> str:
    """Return the absolute address of a page, '' where the radar does not say where it lives."""
    if not radar.base_url:
        return ""
    return radar.base_url.rstrip("/") + "/" + path.removesuffix("index.html")


def frame(
    book: Book,
    site: Site,
    file: str,
    title: str,
    description: str = "",
    *,
    card: str = "",
    everywhere: bool = True,
    ways: Ways | None = None,
    footers: dict[Ways, Markup] | None = None,
) -> dict[str, Any]:
    """Return what the frame of a page prints.

    `everywhere` tells whether the page exists in every language; `ways` lead out of it, by
    default as its place in the site's tree says; `footers` remembers what was made of the footer.
    """
    radar, root = book.radar, language_root(book.radar, book.language)
    ways = ways or ways_from(root + file, root)
    footers = {} if footers is None else footers
    if ways not in footers:
        footers[ways] = book.prose(site.footer, ways, scope="footer-")
    page = Page(
        file,
        title if title == site.title else f"{title} · {site.title}",
        description,
        _twins(book, file, ways) if everywhere and len(radar.languages) > 1 else [],
        address(radar, root + file),
        address(radar, card) if card else "",
        footers[ways],
    )
    return {"book": book, "site": site, "page": page, "ways": ways, "bare": site.bare}


def _twins(book: Book, file: str, ways: Ways) -> list[Twin]:
    radar, found = book.radar, []
    for language in radar.languages:
        path = language_root(radar, language) + file
        href = ways.top + path
        name = book.language_name(language)
        found.append(Twin(language, name, href, address(radar, path) or href))
    return found
