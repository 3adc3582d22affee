"""What all pages share: menu, footer, title, the same page in other languages, assets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from radar.model import Radar
from radar.render.drawing.stylesheet import theme_css
from radar.render.publication import absolute_address, language_root
from radar.render.site.context import PageContext
from radar.render.site.values import Phrase
from radar.theme import Theme
from radar.render.site.addresses import Addresses, addresses_from

_SERVED = ("live.css", "live.js")  # assets that only `radar serve` publishes


class _Twin(NamedTuple):
    """The same page in one of the languages: `href` from here, `address` for search engines."""

    language: str
    name: str
    href: str
    address: str


class _Page(NamedTuple):
    """One page; `file` is its path below the language's root, `address` its absolute address."""

    file: str
    title: str
    description: str
    twins: Sequence[_Twin]
    address: str = ""
    card: str = ""
    footer: Markup = Markup()


@dataclass(frozen=True)
class SiteValues:
    """What all pages of one language have in common."""

    title: str
    menu: tuple[tuple[str, str], ...]
    editions: tuple[tuple[str, str], ...]
    newest: str
    sheets: tuple[str, ...]
    logo: str
    footer: Phrase
    feed: bool
    live: bool
    bare: bool

    @property
    def footer_said(self) -> Phrase:
        """The footer, for its language."""
        return self.footer


def frame(
    context: PageContext,
    site: SiteValues,
    file: str,
    title: str,
    description: str = "",
    *,
    card: str = "",
    everywhere: bool = True,
    addresses: Addresses | None = None,
    footers: dict[Addresses, Markup] | None = None,
) -> dict[str, Any]:
    """Return what the frame of a page prints.

    `file` is the page's path below the folder of its language. `everywhere` tells whether the page
    exists in every language. `addresses` are by default those for the page's place in the site's
    tree. `footers` caches the footer as HTML, by addresses.
    """
    radar, root = context.radar, language_root(context.radar, context.language)
    addresses = addresses or addresses_from(root + file, root)
    footers = {} if footers is None else footers
    if addresses not in footers:
        footers[addresses] = context.prose(site.footer, addresses, scope="footer-")
    page = _Page(
        file,
        title if title == site.title else f"{title} · {site.title}",
        description,
        _twins(context, file, addresses) if everywhere and len(radar.languages) > 1 else [],
        absolute_address(radar, root + file),
        absolute_address(radar, card) if card else "",
        footers[addresses],
    )
    return {"book": context, "site": site, "page": page, "ways": addresses, "bare": site.bare}


def _twins(context: PageContext, file: str, addresses: Addresses) -> list[_Twin]:
    radar, twins = context.radar, []
    for language in radar.languages:
        path = language_root(radar, language) + file
        href = addresses.top + path
        name = context.language_name(language)
        twins.append(_Twin(language, name, href, absolute_address(radar, path) or href))
    return twins


def assets_of(radar: Radar, theme: Theme, *, live: bool = False) -> dict[str, bytes]:
    """Return style sheets and scripts by name; `site.css` begins with the theme's colours."""
    assets = {n: data for n, data in theme.assets().items() if live or n not in _SERVED}
    own = assets.get("site.css", b"")
    colours = theme_css(theme, len(radar.rings), len(radar.quadrants))
    assets["site.css"] = colours.encode() + own
    rest = sorted(assets.keys() - {"site.css"})
    return {name: assets[name] for name in ("site.css", *rest)}
