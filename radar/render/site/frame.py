"""What all pages share: menu, footer, title, the same page in other languages, assets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from radar.memo import remember
from radar.model import Radar
from radar.render.drawing.stylesheet import compact_css, header_css, theme_css
from radar.render.publication import absolute_address, language_root
from radar.render.site.addresses import Addresses, addresses_from
from radar.render.site.context import PageContext
from radar.render.site.contract import Frame, MissingPage, Page, Site
from radar.render.site.scripts import compact_script
from radar.render.site.templates import trust_html
from radar.render.site.values import LabelledLink, Phrase, Prose, Translation
from radar.safety.links import can_follow
from radar.theme import Theme

_FIRST = ("site.css", "prose.css")  # so that the style sheets of a theme can say otherwise
_SERVED = ("edit.js", "live.css", "live.js")  # assets that only `radar serve` publishes
_IN_ONE_FILE = ("languages.js", "single.css")  # assets that only a single file has
_WAY_HOME = "missing.js"  # it stands in a page that does not know where its assets are


def frame(
    context: PageContext,
    site: Site,
    file: str,
    title: str,
    description: str = "",
    *,
    card: str = "",
    everywhere: bool = True,
    addresses: Addresses | None = None,
    footers: dict[Addresses, Prose] | None = None,
) -> Frame:
    """Return what the frame of a page prints.

    `file` is the page's path below the folder of its language. `everywhere` tells whether the page
    exists in every language. `addresses` are by default those for the page's place in the site's
    tree. `footers` caches the footer as HTML, by addresses.
    """
    radar, root = context.radar, language_root(context.radar, context.language)
    addresses = addresses or addresses_from(root + file, root)
    footers = {} if footers is None else footers
    if addresses not in footers:
        footers[addresses] = context.prose(context.say(radar.footer), addresses, scope="footer-")
    is_translated = everywhere and len(radar.languages) > 1
    page = Page(
        file=file,
        title=title if title == site.title else f"{title} · {site.title}",
        description=description,
        translations=_translations(context, file, addresses) if is_translated else (),
        address=absolute_address(radar, root + file),
        card=(absolute_address(radar, card) or addresses.top + card) if card else "",
        footer=footers[addresses],
    )
    return Frame(context.words, site, page, addresses)


def footer_links(context: PageContext) -> Iterator[LabelledLink]:
    """Yield the links in the footer of every page: the imprint, and those of the radar."""
    radar = context.radar
    if radar.imprint:
        yield LabelledLink(radar.imprint, Phrase(context.words("imprint")))
    for link in radar.footer_links:
        href = link.url if can_follow(link.url) else ""
        yield LabelledLink(href, context.say(link.label) or Phrase(link.url))


def _translations(context: PageContext, file: str, addresses: Addresses) -> tuple[Translation, ...]:
    def translation(language: str) -> Translation:
        root = language_root(context.radar, language)
        href = addresses.translation(root, file)
        address = absolute_address(context.radar, root + file) or href
        return Translation(language, context.language_name(language), href, address)

    return tuple(map(translation, context.radar.languages))


def join_styles(assets: Mapping[str, bytes]) -> str:
    """Return all style sheets as they stand in a page."""
    sheets = [data.decode() for name, data in assets.items() if name.endswith(".css")]
    return "".join(sheets).replace("</style", r"<\/style")


def inline_script(data: bytes) -> str:
    """Return a script as it stands in a page."""
    return compact_script(data).decode().replace("</script", r"<\/script")


def make_missing_page(radar: Radar, theme: Theme, assets: Mapping[str, bytes]) -> MissingPage:
    """Return what the page for what is not there has in itself.

    Without a `base_url` it cannot link its style: relative links lead elsewhere from each depth,
    and absolute ones out of a site that is published under a path.
    """
    if radar.base_url:
        return MissingPage()
    scripts = (assets.get("scheme.js", b""), theme.assets().get(_WAY_HOME, b""))
    return MissingPage(
        style=trust_html(join_styles(assets)),
        scripts=tuple(trust_html(inline_script(script)) for script in scripts if script),
    )


def _compact(name: str, data: bytes) -> bytes:
    """Return an asset as it is published: our own style sheets and scripts without comments."""
    if name.endswith(".js"):
        return remember("compact", name, data, lambda: compact_script(data))
    if name in (*_FIRST, *_IN_ONE_FILE):
        return remember("compact", name, data, lambda: compact_css(data.decode()).encode())
    return data


def assets_of(
    radar: Radar, theme: Theme, *, live: bool = False, single: bool = False
) -> dict[str, bytes]:
    """Return style sheets and scripts by name; `site.css` begins with the theme's colours.

    `live` and `single` add those that only a served site, or a single file, has.
    """
    assets = {
        name: _compact(name, data)
        for name, data in theme.assets().items()
        if name != _WAY_HOME
        and (live or name not in _SERVED)
        and (single or name not in _IN_ONE_FILE)
    }
    own = assets.get("site.css", b"")
    colours = theme_css(theme, len(radar.rings), len(radar.quadrants))
    assets["site.css"] = colours.encode() + own + header_css(radar.header).encode()
    first = [name for name in _FIRST if name in assets]
    return {name: assets[name] for name in (*first, *sorted(assets.keys() - set(first)))}
