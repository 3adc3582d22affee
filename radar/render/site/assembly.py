"""Radar + Theme + Scenes → the site: {path: bytes}, every page, script and style sheet.

One `Chapter` for each language makes its pages; what they share (assets, pictures, the site's
map) is made once. The pictures that stand alone (`radar.svg` …) and `radar.json` are not made here.
"""

from __future__ import annotations

from collections.abc import Mapping

from radar.model import Radar
from radar.prose.pictures import publishable
from radar.render.site.context import Book
from radar.render.site.pages import Chapter, Options, Scenes
from radar.render.site.feed import sitemap
from radar.render.site.frame import language_root
from radar.render.site.templates import Pages
from radar.render.drawing.stylesheet import theme_css
from radar.theme import Theme
from radar.words import Catalogue

SERVED = ("live.css", "live.js")  # assets that only `radar serve` publishes


def make_site(
    radar: Radar,
    theme: Theme,
    scene: Scenes,
    *,
    files: Mapping[str, bytes] | None = None,
    words: Mapping[str, Catalogue] | None = None,
    card: str = "",
    live: bool = False,
    bare: bool = False,
) -> dict[str, bytes]:
    """Return every page of the site, and what the pages need, by path.

    `files` are the pictures beside the entries, by their paths in the radar's folder; `words` a
    user's own catalogues by language; `card` the path of a picture for previews of links; `live`
    adds the script that reloads a page that is being served; `bare` leaves away the frame of every
    page, for sites that have their own.
    """
    pictures = publishable(files or {})
    pages, assets = Pages(theme), assets_of(radar, theme, live=live)
    sheets = tuple(name for name in assets if name.endswith(".css"))
    options = Options(sheets, card, live, bare)
    made = {f"assets/{name}": data for name, data in assets.items()}
    made |= {f"media/{path}": data for path, data in pictures.items()}
    for language in radar.languages:
        book = Book(radar, language, words or {}, frozenset(pictures))
        root = language_root(radar, language)
        chapter = Chapter(book, theme, scene, pages, options)
        made |= {root + path: text.encode() for path, text in chapter.pages_by_path()}
    if radar.base_url:
        made["sitemap.xml"] = sitemap(radar, made).encode()
    return dict(sorted(made.items()))


def assets_of(radar: Radar, theme: Theme, *, live: bool = False) -> dict[str, bytes]:
    """Return the files that pages share, the theme's colours at the head of `site.css`."""
    found = {n: data for n, data in theme.assets().items() if live or n not in SERVED}
    own = found.get("site.css", b"")
    colours = theme_css(theme, len(radar.rings), len(radar.quadrants))
    found["site.css"] = colours.encode() + own
    rest = sorted(found.keys() - {"site.css"})
    return {name: found[name] for name in ("site.css", *rest)}
