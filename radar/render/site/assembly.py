"""Radar + Theme + Atlas → the site: every page, script and style sheet, made when it is asked for.

`LanguagePages` makes the pages of each language; what they share (assets, pictures, the map of the
site) is made once. Pictures that stand alone (`radar.svg` …) and `radar.json` are made elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from radar.files.cache import KeptSteps
from radar.layout import Atlas
from radar.memo import remember
from radar.model import Radar
from radar.prose.pictures import publishable
from radar.render.publication import language_root
from radar.render.site.context import PageContext
from radar.render.site.feed import sitemap
from radar.render.site.frame import assets_of, make_missing_page
from radar.render.site.live_data import search_file, search_name
from radar.render.site.pages import LanguagePages, PageOptions
from radar.render.site.templates import Pages
from radar.render.site_files import SiteFiles, text_maker
from radar.theme import Theme
from radar.words import Catalogue


def make_site(
    radar: Radar,
    theme: Theme,
    atlas: Atlas,
    *,
    files: Mapping[str, bytes] | None = None,
    words: Mapping[str, Catalogue] | None = None,
    card: str = "",
    cards: bool = False,
    live: bool = False,
    bare: bool = False,
    texts: KeptSteps | None = None,
) -> SiteFiles:
    """Return every page of the site, and what the pages need, by path.

    `files` are the pictures beside the entries, by their paths in the radar's folder; `words` a
    user's own catalogues by language; `card` the path of a picture for previews of links; with
    `cards` each page names the one that `radar.render.cards` draws for it; `live` adds the script
    that reloads a page that is being served; `bare` leaves out menu, header and footer of every
    page, for sites that have their own; `texts` are those of earlier builds.
    """
    pictures = publishable(files or {})
    pages = remember("templates", "", theme, lambda: Pages(theme))
    assets = assets_of(radar, theme, live=live)
    sheets = tuple(name for name in assets if name.endswith(".css"))
    missing = make_missing_page(radar, theme, assets)
    options = PageOptions(sheets, card, cards, live, bare, missing=missing)
    site = SiteFiles() | {f"assets/{name}": data for name, data in assets.items()}
    site |= {f"media/{path}": data for path, data in pictures.items()}
    for language in radar.languages:
        context = PageContext(radar, language, words or {}, frozenset(pictures), texts)
        search = partial(search_file, context)
        site |= SiteFiles([(f"assets/{search_name(language)}", text_maker(search))])
        root = language_root(radar, language)
        makers = LanguagePages(context, theme, atlas, pages, options).makers()
        site |= SiteFiles((root + path, text_maker(make)) for path, make in makers)
    if radar.base_url:
        site |= {"sitemap.xml": sitemap(radar, site).encode()}
    return site
