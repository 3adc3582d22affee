"""The cards of a site as PNG files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from radar.layout import Atlas
from radar.model import Radar
from radar.render.cards.content import Card, bare_scene, entry_card, proposal_card, radar_card
from radar.render.cards.drawing import draw_card
from radar.render.cards.layout import WIDTH
from radar.render.drawing.png import render_png
from radar.render.publication import card_path, language_root
from radar.render.site.context import PageContext
from radar.theme import Theme
from radar.words import Catalogue


def draw_cards(
    radar: Radar, theme: Theme, atlas: Atlas, words: Mapping[str, Catalogue] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of the card of the radar and of each page of an entry.

    Raises:
        MissingExtra: what draws PNGs is not installed.
        BadCall: the machine has no font to write with.
    """
    for language in radar.languages:
        context = PageContext(radar, language, words or {})
        root = language_root(radar, language)
        for entry, card in _cards(context, atlas):
            svg = draw_card(card, theme, mirrored=context.right_to_left)
            yield root + card_path(entry), render_png(svg, WIDTH)


def _cards(context: PageContext, atlas: Atlas) -> Iterator[tuple[str, Card]]:
    """Yield each card of a language with the id of its entry, '' for that of the radar."""
    scene = atlas.scene(context.radar.newest, context.language)
    yield "", radar_card(context, scene)
    bare = bare_scene(scene)
    for entry in context.radar.entries:
        yield entry.id, entry_card(context, entry, bare)
    for proposal in context.radar.proposals:
        yield proposal.id, proposal_card(context, proposal, bare)
