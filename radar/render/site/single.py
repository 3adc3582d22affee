"""The whole site as one HTML file, which can be mailed, attached, and opened anywhere.

Every page is a section of the file, in every language; links between pages are fragments, and the
style sheet shows the section and the language that the address names, without a script. Styles,
scripts and pictures are in the file, and a Content-Security-Policy in it names the hash of each, so
nothing else can run or be fetched.

All ids of a further language begin with its tag and a colon.
What it has in common with the first language is in the file once: styles, scripts, pictures, and
the data of which only the difference is written.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from radar.layout import Atlas
from radar.model import Radar
from radar.prose.pictures import publishable
from radar.render.publication import language_root
from radar.render.site.addresses import OnePageAddresses, id_prefix
from radar.render.site.context import PageContext
from radar.render.site.contract import LanguagePart, SingleFile
from radar.render.site.frame import assets_of, inline_script, join_styles
from radar.render.site.live_data import differences, search_data
from radar.render.site.pages import LanguagePages, PageOptions
from radar.render.site.templates import Pages, trust_html
from radar.render.site.values import PageSection
from radar.theme import Theme
from radar.words import Catalogue

_KINDS = {"svg": "svg+xml", "jpg": "jpeg"}
_SCRIPTS = ("scheme.js", "languages.js", "radar.js", "search.js", "time.js", "find.js")
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""(\s[^\s"'=<>/]+=)"([^"]*)\"""")
_IDS = (
    "id",
    "for",
    "list",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
)  # hold names of ids


def make_single_file(
    radar: Radar,
    theme: Theme,
    atlas: Atlas,
    *,
    files: Mapping[str, bytes] | None = None,
    words: Mapping[str, Catalogue] | None = None,
) -> str:
    """Return the site in all its languages as one HTML file."""
    maker = _Maker(radar, theme, atlas, publishable(files or {}), words or {})
    languages = tuple(map(trust_html, maker.languages()))
    assets = assets_of(radar, theme, single=True)
    style = join_styles(assets)
    scripts = [inline_script(assets[name]) for name in _SCRIPTS if name in assets]
    whole = SingleFile(
        languages=languages,
        style=trust_html(style),
        scripts=tuple(map(trust_html, scripts)),
        policy=_policy([style], scripts),
    )
    return maker.inline_icon(maker.pages(radar.languages[0]).single_file(whole))


class _Maker:
    """Makes the languages of a file one after the other; what they share is written once."""

    def __init__(
        self,
        radar: Radar,
        theme: Theme,
        atlas: Atlas,
        pictures: Mapping[str, bytes],
        words: Mapping[str, Catalogue],
    ) -> None:
        self._radar, self._theme, self._atlas = radar, theme, atlas
        self._words, self._templates = words, Pages(theme)
        self._pictures = _Pictures(pictures, len(radar.languages) > 1)

    def pages(self, language: str, **options: Any) -> LanguagePages:
        """Return the pages of a language, with addresses inside the file."""
        addresses = OnePageAddresses(prefix=id_prefix(language_root(self._radar, language)))
        given = PageOptions(addresses=addresses, **options)
        return LanguagePages(
            self._context(language), self._theme, self._atlas, self._templates, given
        )

    def languages(self) -> Iterator[str]:
        """Yield what the body has of each language."""
        first, *others = self._radar.languages
        texts = search_data(self._context(first))
        pages = self.pages(first, part=True)
        yield self._language(pages, first, texts)
        data = pages.data() if others else {}
        for language in others:
            own = search_data(self._context(language))
            pages = self.pages(language, part=True, first_data=data)
            yield self._language(pages, language, differences(own, texts))

    def _language(self, pages: LanguagePages, language: str, texts: Mapping[str, Any]) -> str:
        prefix = id_prefix(language_root(self._radar, language))
        sections = tuple(_sections(self.pages(language, bare=True)))
        part = LanguagePart(sections=sections, texts=texts)
        return self._pictures.inline(_begin_ids(pages.part(part), prefix))

    def inline_icon(self, page: str) -> str:
        """Return a page with its icon in itself."""
        return self._pictures.inline_icon(page)

    def _context(self, language: str) -> PageContext:
        return PageContext(self._radar, language, self._words, frozenset(self._pictures.files))


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Pictures as `data:` addresses; with `is_shared` a further language names that of the first.

    A script gives it to the picture when its language is shown.
    """

    files: Mapping[str, bytes]
    is_shared: bool
    _written: set[str] = field(default_factory=set)

    def inline(self, html: str) -> str:
        """Return a language with its pictures in itself."""
        written = frozenset(self._written)
        for number, (path, data) in enumerate(self.files.items()):
            here = f'<img src="{OnePageAddresses().media(path)}"'
            if here not in html:
                continue
            address = "data:," if path in written else _data_address(path, data)
            name = f' data-picture="{number}"' if self.is_shared else ""
            html = html.replace(here, f'<img src="{address}"{name}')
            self._written.add(path)
        return html

    def inline_icon(self, page: str) -> str:
        """Return a page with its icon in itself."""
        for path, data in self.files.items():
            here = f'<link rel="icon" href="{OnePageAddresses().media(path)}"'
            page = page.replace(here, f'<link rel="icon" href="{_data_address(path, data)}"')
        return page


def _sections(bare: LanguagePages) -> Iterator[PageSection]:
    for path, text in bare.sections():
        name = path.removesuffix(".html").replace("entries/", "entry-")
        yield PageSection(name, trust_html(text))


def _begin_ids(html: str, prefix: str) -> str:
    """Return HTML of ours in which all ids, and what names them, begin with `prefix`.

    A link with `hreflang` leads to another language, and stays.

    >>> _begin_ids('<h2 id="a">id="a"</h2><a href="#a" title="#a">', "zh:")
    '<h2 id="zh:a">id="a"</h2><a href="#zh:a" title="#a">'
    """

    def begin(attribute: re.Match[str]) -> str:
        start, value = attribute.groups()
        name = start.strip().removesuffix("=")
        if name in _IDS:
            ids = (one if one.startswith(prefix) else prefix + one for one in value.split())
            return f'{start}"{" ".join(ids)}"'
        if name == "href" and value.startswith("#") and not value.startswith(f"#{prefix}"):
            return f'{start}"#{prefix}{value[1:]}"'
        return attribute[0]

    def begin_in(tag: re.Match[str]) -> str:
        return tag[0] if " hreflang=" in tag[0] else _ATTRIBUTE.sub(begin, tag[0])

    return _TAG.sub(begin_in, html) if prefix else html


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
