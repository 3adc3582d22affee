"""The colours of quadrants in a source → a theme in the radar's folder.

A colour with too little contrast is made darker (on dark pages: lighter), only as far as needed,
and the change is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.report import SourcePlace
from radar.model import Radar
from radar.theme import load_theme
from radar.theme.colour import contrast, nearest_passing

NAME = "imported"
_LEAST = 4.5  # contrast of text by WCAG 2.2, level AA
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def theme_file(draft: Draft, radar: Radar, place: SourcePlace) -> dict[str, bytes]:
    """Return the file of the theme for the colours of a draft, by path; none without colours.

    `place` is where findings about colours are reported.
    """
    ours = {
        quadrant.id: colour
        for quadrant, colour in zip(draft.quadrants, draft.colours, strict=False)
    }
    given = [ours.get(quadrant.id, "") for quadrant in radar.clockwise]
    if not any(given):
        return {}
    if not all(map(_HEX.fullmatch, given)):
        written = ", ".join(map(repr, draft.colours))
        draft.say(
            "lost", place, "colours", f"the colours of quadrants: {written} (not all #rrggbb)"
        )
        return {}
    lines = ["# The colours of the radar that was imported.", "title: Imported", "extends: paper"]
    theme = load_theme("paper")
    for scheme in ("light", "dark"):
        palette = getattr(theme, scheme)
        grounds = (palette.background, palette.surface, palette.mark_text, *palette.rings)
        made = [_readable(_long(colour), grounds) for colour in given]
        for before, after in zip(given, made, strict=True):
            if scheme == "light" and after != _long(before):
                message = f"{before} is too faint to be read; {after} is written"
                draft.say("lost", place, "colour", message)
        words = ", ".join(f'"{colour}"' for colour in made)
        lines += [f"{scheme}:", f"  quadrants: [{words}]"]
    return {f"themes/{NAME}/theme.yaml": ("\n".join(lines) + "\n").encode()}


def _long(colour: str) -> str:
    digits = colour[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _readable(colour: str, grounds: Sequence[str]) -> str:
    if all(contrast(colour, ground) >= _LEAST for ground in grounds):
        return colour
    return nearest_passing(colour, [(ground, _LEAST) for ground in grounds]) or colour
