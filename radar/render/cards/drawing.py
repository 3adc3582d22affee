"""A card as SVG: texts on one side, the small radar on the other, in the theme's light colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from radar.layout.composition.on_page import PageScenes
from radar.layout.geometry import Box
from radar.layout.outline import number
from radar.render.cards.content import Card
from radar.render.cards.layout import DISC, HEIGHT, MARGIN, WIDTH, CardText, lay_out_texts
from radar.render.drawing.elements import Element, make, path, rect, serialize
from radar.render.drawing.layers import draw_layers
from radar.render.drawing.paint import colour_ink
from radar.render.drawing.pen import Pen
from radar.safety.profile import NAMESPACE
from radar.theme import Palette, Theme

_BAR: Final = 14.0
"""Width of the bar in the hue of the quadrant at the edge of a card, in px."""


_EMBED, _END = "\u202b", "\u202c"
"""What makes a text run from right to left where the programs that draw do not ask its language."""


def draw_card(card: Card, theme: Theme, *, mirrored: bool = False) -> str:
    """Draw a card; `mirrored` has its texts on the right, for languages that begin there."""
    root = make(
        "svg",
        xmlns=NAMESPACE,
        width=str(WIDTH),
        height=str(HEIGHT),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        lang=card.scene.language,
        font_family=theme.font,
    )
    palette = theme.light
    root.add(rect(Box(0, 0, WIDTH, HEIGHT), fill=palette.background))
    edge = WIDTH - _BAR if mirrored else 0.0
    root.add(rect(Box(edge, 0, edge + _BAR, HEIGHT), fill=_hue(palette, card)))
    root.add(_small_radar(card, theme, mirrored=mirrored))
    for text in lay_out_texts(card):
        for line in _lines(card, text, palette, mirrored=mirrored):
            root.add(line)
    return serialize(root)


def _hue(palette: Palette, card: Card) -> str:
    return palette.muted if card.quadrant is None else palette.quadrant(card.quadrant)


def _small_radar(card: Card, theme: Theme, *, mirrored: bool) -> Element:
    scene = card.scene
    scale = DISC / scene.radius
    middle = MARGIN + DISC if mirrored else WIDTH - MARGIN - DISC
    place = f"translate({number(middle)} {number(HEIGHT / 2)}) scale({scale:.4f})"
    group = make("g", transform=place)
    ink = colour_ink(scene, theme, "light")
    pen = Pen(ink, theme, "card", titled=False, unmarked=scene.unmarked)
    bare = replace(scene, rings=())  # their tints tell them apart
    rings, *marks = draw_layers(pen, PageScenes(bare), "")
    rings["shape-rendering"] = "crispEdges"  # pale tints: unseen, and a tenth of a card's time
    group.add(rings)
    for sector in scene.sectors:
        if (sector.quadrant, sector.ring) == card.sector:
            hue = _hue(theme.light, card)
            group.add(path(sector.outline, fill=hue, fill_opacity="0.35"))
    for part in marks:
        group.add(part)
    return group


def _lines(card: Card, text: CardText, palette: Palette, *, mirrored: bool) -> Iterator[Element]:
    strong = palette.text if card.quadrant is None else palette.heading(card.quadrant)
    fills = {"name": palette.text, "place": strong}
    for said, y in zip(text.lines, text.baselines, strict=True):
        element = make(
            "text",
            x=number(WIDTH - MARGIN if mirrored else MARGIN),
            y=number(y),
            font_size=number(text.size),
            font_weight="bold" if text.bold else "",
            text_anchor="end" if mirrored else "",
            fill=fills.get(text.part, palette.muted),
        )
        element.text = f"{_EMBED}{said}{_END}" if mirrored else said
        yield element
