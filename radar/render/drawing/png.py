"""A static SVG as PNG, for places that show no SVG; drawn by resvg, which the extra `png` installs.

resvg uses the fonts of the machine, so two machines give the same bytes only with the same fonts.
It silently omits text if it has none of the families that the picture names; a small picture of
one letter tests that before anything is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from radar.errors import BadCall, MissingExtra
from radar.limits import PNG_WIDTHS

_SCALE = 2  # pixels for one px, so that pictures are sharp on screens of high density
# sans-serif fonts of systems with none of the families of a theme
_FAMILIES = (
    "DejaVu Sans",
    "Noto Sans",
    "Noto Sans CJK SC",
    "FreeSans",
    "Nimbus Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Roboto",
    "Ubuntu",
    "Cantarell",
)
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" font-family="{family}">'
    '<text x="2" y="16" font-size="16">{text}</text></svg>'
)
_ROOT = re.compile(r"<svg [^>]*?font-family=\"(?P<family>[^\"]*)\"[^>]* width=\"(?P<width>\d+)\"")


def render_png(svg: str, width: int = 0) -> bytes:
    """Draw one of our static SVGs, `width` px wide, by default at twice its size.

    Raises:
        MissingExtra: resvg is not installed.
        BadCall: the machine has no font to write with.
    """
    draw = _painter()
    root = _ROOT.match(svg)
    assert root is not None, "not one of our own pictures"  # noqa: S101 - a mistake of ours
    wanted = min(width or _SCALE * int(root["width"]), PNG_WIDTHS[-1])
    return draw(svg_string=svg, width=wanted, **_font(draw, root["family"]))


def _painter() -> Callable[..., bytes]:
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise MissingExtra("a PNG picture", "png") from None
    return lambda **options: bytes(svg_to_bytes(**options))


def _font(draw: Callable[..., bytes], stack: str) -> dict[str, Any]:
    """Return what makes resvg find a font for the families of a picture."""
    blank = draw(svg_string=_PROBE.format(family=stack, text=""))
    letter = _PROBE.format(family=stack, text="R")
    for options in ({}, *({"sans_serif_family": family} for family in _FAMILIES)):
        if draw(svg_string=letter, **options) != blank:
            return options
    raise BadCall(
        "there is no font on this machine to write a PNG with. "
        "Install one (on Debian and Ubuntu: apt-get install fonts-liberation fonts-noto-cjk)."
    )
