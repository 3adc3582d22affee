"""The whole site as one HTML file, which can be mailed, attached, and opened anywhere.

Every page is a section of the file; links between pages are fragments, and the style sheet shows
the section that the address names, without a script. Styles, scripts and pictures are in the file, and a
Content-Security-Policy in it names the hash of each, so nothing else can run or be fetched.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256

from radar.layout import Atlas
from radar.model import Radar
from radar.prose.pictures import publishable
from radar.render.site.context import PageContext
from radar.render.site.contract import SingleFile
from radar.render.site.values import PageSection
from radar.render.site.pages import LanguagePages, PageOptions
from radar.render.site.templates import Pages, trust_html
from radar.render.site.frame import assets_of, inline_script, join_styles
from radar.render.site.addresses import OnePageAddresses
from radar.render.site.live_data import search_data
from radar.theme import Theme
from radar.words import Catalogue

_KINDS = {"svg": "svg+xml", "jpg": "jpeg"}
_SCRIPTS = ("scheme.js", "radar.js", "search.js", "time.js", "find.js")


def make_single_file(
    radar: Radar,
    theme: Theme,
    atlas: Atlas,
    *,
    language: str = "",
    files: Mapping[str, bytes] | None = None,
    words: Mapping[str, Catalogue] | None = None,
) -> str:
    """Return the site of one language, the radar's first by default, as one HTML file."""
    language = language or radar.languages[0]
    pictures = publishable(files or {})
    context = PageContext(radar, language, words or {}, frozenset(pictures))
    pages, addresses = Pages(theme), OnePageAddresses()
    assets = assets_of(radar, theme)
    style = join_styles(assets)
    scripts = [inline_script(assets[name]) for name in _SCRIPTS if name in assets]
    bare = LanguagePages(context, theme, atlas, pages, PageOptions(bare=True, addresses=addresses))
    whole = SingleFile(
        sections=tuple(_sections(bare)),
        style=trust_html(style),
        scripts=tuple(map(trust_html, scripts)),
        policy=_policy([style], scripts),
        texts=search_data(context),
    )
    page = LanguagePages(context, theme, atlas, pages, PageOptions(addresses=addresses)).index(whole)
    for path, data in pictures.items():
        for before in ('<img src="', '<link rel="icon" href="'):
            here = f'{before}{addresses.media(path)}"'
            page = page.replace(here, f'{before}{_data_address(path, data)}"')
    return page


def _sections(bare: LanguagePages) -> Iterator[PageSection]:
    for path, text in bare.sections():
        name = path.removesuffix(".html").replace("entries/", "entry-")
        yield PageSection(name, trust_html(text))


def _policy(styles: list[str], scripts: list[str]) -> str:
    """Return the Content-Security-Policy that allows just these."""
    allowed = {"style-src": styles, "script-src": scripts}
    rules = [f"{rule} {' '.join(map(_hash, texts))}" for rule, texts in allowed.items()]
    return "; ".join(["default-src 'none'", "img-src data:", *rules, "base-uri 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _data_address(path: str, data: bytes) -> str:
    """Return a picture as a `data:` address.

    >>> _data_address("a.svg", b"<svg/>")
    'data:image/svg+xml;base64,PHN2Zy8+'
    """
    suffix = path.rpartition(".")[2].lower()
    return f"data:image/{_KINDS.get(suffix, suffix)};base64,{b64encode(data).decode()}"
