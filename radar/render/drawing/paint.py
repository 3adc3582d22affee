"""The look of the parts of a radar: colours in the static SVG, classes in the inline one.

An `Ink` gives each part its look; there is one for each of the two forms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from radar.layout.scene import Scene
from radar.theme import Palette, Theme

Look = dict[str, str]
TAIL_OPACITY = "0.5"  # so that a tail is seen behind its mark, and does not point as an arrow does


class Ink(NamedTuple):
    """Two ways to ask for the look of a part.

    `one` takes the part, and the ids of the quadrant and the ring that it belongs to ('' where it
    belongs to none); `many` takes the part alone, for the group around all parts of a kind.
    """

    one: Callable[[str, str, str], Look]
    many: Callable[[str], Look]


def colour_ink(scene: Scene, theme: Theme, scheme: str) -> Ink:
    """Return an ink that writes colours as `#rrggbb`."""
    palette = theme.palette(scheme)
    places = {part.quadrant: part.place for part in scene.quadrants}
    rings = {band.ring: place for place, band in enumerate(scene.rings)}

    def one(part: str, quadrant: str, ring: str) -> Look:
        if part == "heading" and quadrant:
            return {"fill": palette.heading(places[quadrant]), "font-weight": "bold"}
        hue = palette.quadrant(places[quadrant]) if quadrant else palette.muted
        tint = palette.background
        if ring:
            tint = palette.tint(places.get(quadrant), rings[ring], len(rings))
        return _LOOKS[part](palette, hue, tint)

    return Ink(one, lambda part: one(part, "", ""))


def class_ink(scene: Scene) -> Ink:
    """Return an ink that writes classes: the part, `q0`… for the quadrant, `r0`… for the ring."""
    places = {part.quadrant: f"q{part.place}" for part in scene.quadrants}
    rings = {band.ring: f"r{place}" for place, band in enumerate(scene.rings)}

    def one(part: str, quadrant: str, ring: str) -> Look:
        words = (part, places.get(quadrant, ""), rings.get(ring, ""))
        return {"class": " ".join(filter(None, words))}

    return Ink(one, lambda part: {"class": f"{part}s"})


def both_inks(scene: Scene, theme: Theme) -> Ink:
    """Return an ink that writes the theme's light colours, and classes, whose rules win."""
    colours, classes = colour_ink(scene, theme, "light"), class_ink(scene)
    return Ink(
        lambda part, quadrant, ring: (
            colours.one(part, quadrant, ring) | classes.one(part, quadrant, ring)
        ),
        lambda part: colours.many(part) | classes.many(part),
    )


def _text(name: str, *, bold: bool = False) -> Callable[[Palette, str, str], Look]:
    weight = {"font-weight": "bold"} if bold else {}
    return lambda palette, hue, tint: {"fill": getattr(palette, name)} | weight


def _stroke(width: float, **more: str) -> Callable[[Palette, str, str], Look]:
    extra = {key.replace("_", "-"): value for key, value in more.items()}
    return lambda palette, hue, tint: {"stroke": hue, "stroke-width": f"{width:g}"} | extra


_LOOKS: Mapping[str, Callable[[Palette, str, str], Look]] = {
    "background": _text("background"),
    "blip": lambda palette, hue, tint: {},
    "sector": lambda palette, hue, tint: {"fill": tint},
    "ring-line": lambda palette, hue, tint: {
        "fill": "none",
        "stroke": palette.background if palette.wash else palette.line,
        "stroke-width": "1.5" if palette.wash else "0.75",
    },
    "spoke": lambda palette, hue, tint: {"stroke": palette.background},
    "arc": _stroke(3, fill="none"),
    "trail": lambda palette, hue, tint: {"fill": hue, "fill-opacity": TAIL_OPACITY},
    "notch": _stroke(1.3),
    "leader": _stroke(0.75, fill="none"),
    "gap": lambda palette, hue, tint: {
        "fill": "none",
        "stroke": tint,
        "stroke-width": "2",
    },
    "solid": lambda palette, hue, tint: {"fill": hue},
    "hollow": lambda palette, hue, tint: {"fill": palette.background, "stroke": hue},
    "tally": lambda palette, hue, tint: {"stroke": hue},
    "number": _text("mark_text", bold=True),
    "number plain": _text("text", bold=True),
    "title": _text("text", bold=True),
    "subtitle": _text("muted"),
    "heading": _text("text", bold=True),
    "note": _text("muted"),
    "ring-name": _text("muted", bold=True),
    "group": _text("muted", bold=True),
    "label": _text("text"),
    "count": _text("muted"),
    "key": _text("muted"),
    "cluster-text": _text("text", bold=True),
}
