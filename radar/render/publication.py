"""Where the pages of a radar are published: the folder of each language, absolute addresses.

Snippets for wikis and the pages of the site both need this, and neither knows the other.
"""

from __future__ import annotations

from radar.model import Radar


def language_root(radar: Radar, language: str) -> str:
    """Return the folder of a language's pages: '' for the radar's first language."""
    return "" if language == radar.languages[0] else f"{language}/"


def absolute_address(radar: Radar, path: str) -> str:
    """Return the absolute address of a page, '' where the radar does not say where it lives."""
    if not radar.base_url:
        return ""
    return radar.base_url.rstrip("/") + "/" + path.removesuffix("index.html")


def card_path(entry: str = "") -> str:
    """Return where the card of an entry's page is below its language's root; '' is the radar's.

    >>> card_path(), card_path("rust")
    ('card.png', 'entries/rust.png')
    """
    return f"entries/{entry}.png" if entry else "card.png"
