"""The changes as an Atom feed, and the map of the site for search engines.

A feed needs dates and never takes them from the clock: editions without a date are not in it, and
a radar without a dated edition has none. It is read far from the site, so its links have to be
whole: a radar that does not say where it lives (`base_url`) has none either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from radar.model import Edition, Radar
from radar.render.publication import absolute_address, language_root
from radar.render.site.addresses import Addresses
from radar.render.site.change_page import groups_of
from radar.render.site.context import PageContext

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def has_feed(radar: Radar) -> bool:
    """Return whether a radar has a feed: it says where it lives, and when an edition came out."""
    return bool(radar.base_url) and any(edition.date for edition in radar.editions)


def feed(context: PageContext) -> str:
    """Return the feed of the changes of a radar that `has_feed`, newest edition first."""
    radar = context.radar
    dated = [edition for edition in reversed(radar.editions) if edition.date]
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": context.language})
    title = context.words("feed_title", title=context.say(radar.title))
    home = absolute_address(radar, language_root(radar, context.language))
    _add(root, "title", title)
    _add(root, "id", _identity(context, "feed"))
    _add(root, "updated", _moment(dated[0]))
    _link(root, f"{home}feed.xml", "self")
    _link(root, home)
    _add(ET.SubElement(root, "author"), "name", context.say(radar.title).words)
    for edition in dated:
        _edition(root, context, edition, home)
    ET.indent(root, "")
    return ET.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _edition(root: ET.Element, context: PageContext, edition: Edition, home: str) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "title", context.words("this_edition", edition=context.edition_name(edition.id)))
    _add(entry, "id", _identity(context, edition.id))
    _add(entry, "updated", _moment(edition))
    _link(entry, f"{home}editions/{edition.id}.html")
    content = "".join(_content(context, edition, Addresses(home)))
    _add(entry, "content", content, type="html")


def _content(context: PageContext, edition: Edition, addresses: Addresses) -> Iterator[str]:
    yield str(context.prose(context.say(edition.text), addresses))
    groups = groups_of(context, edition.id, addresses)
    if not groups:
        yield f"<p>{escape(context.counts(edition.id))}</p>"
    for _, title, changes, _counted in groups:
        items = "".join(
            f'<li><a href="{escape(addresses.entry(change.id))}">{escape(change.name.words)}</a>: '
            f"{escape(change.transition)}{change.note}</li>"
            for change in changes
        )
        yield f"<h3>{escape(title)}</h3><ul>{items}</ul>"


def _identity(context: PageContext, part: str) -> str:
    """Return an id that is the same in every build at the site's address."""
    return uuid5(NAMESPACE_URL, f"{context.radar.base_url}#{context.language}#{part}").urn


def _moment(edition: Edition) -> str:
    return f"{edition.date}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text


def _link(parent: ET.Element, href: str, rel: str = "alternate") -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": href})


def sitemap(radar: Radar, paths: Iterable[str]) -> str:
    """Return the map of the pages among `paths`, for a radar that says where it lives."""
    root = ET.Element("urlset", {"xmlns": _SITEMAP})
    pages = [path for path in paths if path.endswith(".html") and path != "404.html"]
    for path in sorted(pages):
        _add(ET.SubElement(root, "url"), "loc", absolute_address(radar, path))
    ET.indent(root, "")
    return ET.tostring(root, encoding="unicode") + "\n"
