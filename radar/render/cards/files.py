"""The cards of a site as PNG files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial

from radar.layout import Atlas
from radar.layout.scene import Scene
from radar.model import Entry, Proposal, Radar
from radar.render.cards.content import Card, bare_scene, entry_card, proposal_card, radar_card
from radar.render.cards.drawing import draw_card
from radar.render.cards.layout import WIDTH
from radar.render.drawing.png import render_png, require_painter
from radar.render.publication import card_path, language_root
from radar.render.site.context import PageContext
from radar.render.site_files import SiteFiles
from radar.theme import Theme
from radar.words import Catalogue


def draw_cards(
    radar: Radar, theme: Theme, atlas: Atlas, words: Mapping[str, Catalogue] | None = None
) -> SiteFiles:
    """Return the card of the radar and of each page of an entry, drawn when it is asked for.

    A machine without a font to write with is told when the first is drawn, as a `BadCall`.

    Raises:
        MissingExtra: what draws PNGs is not installed.
    """
    require_painter()
    cards = SiteFiles()
    for language in radar.languages:
        context = PageContext(radar, language, words or {})
        root, make = language_root(radar, language), _Cards(context, theme, atlas)
        ids = ("", *(entry.id for entry in (*radar.entries, *radar.proposals)))
        cards |= SiteFiles((root + card_path(id_), partial(make.png, id_)) for id_ in ids)
    return cards


class _Cards:
    """The cards of a language; what they share is made once, when the first is drawn."""

    def __init__(self, context: PageContext, theme: Theme, atlas: Atlas) -> None:
        self._context, self._theme, self._atlas = context, theme, atlas

    def png(self, id_: str) -> bytes:
        """Return the card of an entry or a proposal, of the radar for ''."""
        mirrored = self._context.right_to_left
        return render_png(draw_card(self._card(id_), self._theme, mirrored=mirrored), WIDTH)

    def _card(self, id_: str) -> Card:
        described = self._context.radar.described_by_id.get(id_)
        if isinstance(described, Entry):
            return entry_card(self._context, described, self._bare)
        if isinstance(described, Proposal):
            return proposal_card(self._context, described, self._bare)
        return radar_card(self._context, self._scene)

    @cached_property
    def _scene(self) -> Scene:
        return self._atlas.scene(self._context.radar.newest, self._context.language)

    @cached_property
    def _bare(self) -> Scene:
        return bare_scene(self._scene)
