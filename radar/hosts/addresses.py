"""Addresses that a host fills in, page by page.

Only a host knows where its pages are, and some move them after they were read. So what this
package makes has stand-ins for addresses, which `fill_in` replaces when the host writes a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote

from radar.prose.links import path_url
from radar.render.site.addresses import Addresses

# begins every stand-in: a relative address, so that it passes where texts are cleaned, of signs
# that no language escapes
_STAND_IN = "radar-in-host"
_USE = re.compile(
    rf' (?P<name>href|src)="{_STAND_IN}/(?P<kind>[a-z]+)/(?P<what>[^"#]*)(?P<part>#[^"]*)?"'
)


@dataclass(frozen=True, slots=True)
class HostPages:
    """Where a host has what a radar links to, as one of its pages writes it.

    `entry` returns the address of an entry's page by its id, `media` that of a picture by its path
    in the radar's folder; `radar` is the page that shows the radar, '' where none does.
    """

    entry: Callable[[str], str]
    media: Callable[[str], str]
    radar: str = ""


@dataclass(frozen=True, slots=True)
class StandIns(Addresses):
    """The stand-ins for addresses, which templates use as they use those of a site."""

    def entry(self, entry: str) -> str:
        """Return the stand-in for an entry's page."""
        return f"{_STAND_IN}/entry/{entry}"

    def edition(self, edition: str) -> str:
        """Return the stand-in for the page of the radar: editions have none of their own."""
        return f"{_STAND_IN}/radar/"

    def quadrant(self, quadrant: str) -> str:
        """Return the stand-in for the page of the radar."""
        return f"{_STAND_IN}/radar/"

    def filter_by(self, kind: str, value: str) -> str:
        """Return no address: a host has no filters."""
        return ""

    def page(self, name: str) -> str:
        """Return the stand-in for the page of the radar, which stands for all others."""
        return f"{_STAND_IN}/radar/"

    def media(self, path: str) -> str:
        """Return the stand-in for a picture."""
        return f"{_STAND_IN}/media/{path_url(path)}"


def fill_in(html: str, pages: HostPages) -> str:
    """Return HTML of this package with the addresses of a host; what it has no page for, unlinked.

    >>> pages = HostPages(entry="../{}/".format, media="../media/{}".format)
    >>> fill_in('<a href="radar-in-host/entry/k3s#why">', pages)
    '<a href="../k3s/#why">'
    >>> fill_in('<a href="radar-in-host/radar/">', pages)
    '<a>'
    """

    def address(use: re.Match[str]) -> str:
        what = unquote(use["what"])
        find = {"entry": pages.entry, "media": pages.media}.get(use["kind"])
        href = find(what) if find else pages.radar
        part = "" if "#" in href else use["part"] or ""  # where a host has all in one page
        return f' {use["name"]}="{escape(href)}{part}"' if href else ""

    return _USE.sub(address, html)
