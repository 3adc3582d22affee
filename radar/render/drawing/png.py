"""A static SVG as PNG, for places that show no SVG; drawn by resvg, which the extra `png` installs.

resvg uses the fonts of the machine, so two machines give the same bytes only with the same fonts.
It silently omits text if it has none of the families that the picture names; a small picture of
one letter tests that before anything is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
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
# For a sign that the first family lacks resvg takes any font that has it: one with serifs, or bold.
# So a text in one of these scripts names families that have its signs and Latin letters.
_FAMILIES_OF_SCRIPT = {
    "ja": ("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "Meiryo"),
    "ko": ("Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"),
    "zh": ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "SimHei"),
    "ar": ("Arial", "DejaVu Sans"),
}
# kana and Hangul say which language Han is; alone it is in that of the picture, or Chinese
_SCRIPTS = {
    "ja": "[\u3040-\u30ff]",
    "ko": "[\u1100-\u11ff\uac00-\ud7af]",
    "zh": "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]",
    "ar": "[\u0600-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]",
}
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" font-family="{family}">'
    '<text x="2" y="16" font-size="16">{text}</text></svg>'
)
_LANGUAGE = re.compile(r"<svg [^>]*?\blang=\"(?P<tag>[a-z]+)")
_TEXT = re.compile("(?P<start><text\\b[^>]*)>(?P<words>.*?</text>)", re.DOTALL)
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
    svg = _name_families(svg)
    return draw(svg_string=svg, width=wanted, **_font(draw, root["family"]))


def _name_families(svg: str) -> str:
    r"""Name in each text of a picture families that have the signs of its script.

    >>> _name_families('<svg lang="ja"><text>Rust</text><text>&#25216;</text></svg>')[:61]
    '<svg lang="ja"><text>Rust</text><text font-family="\'Noto Sans'
    """
    language = _LANGUAGE.match(svg)
    tag = language["tag"] if language else ""

    def name(text: re.Match[str]) -> str:
        families = _FAMILIES_OF_SCRIPT.get(_script(unescape(text["words"]), tag), ())
        listed = ", ".join(f"'{family}'" for family in families)
        return f'{text["start"]} font-family="{listed}">{text["words"]}' if listed else text[0]

    return _TEXT.sub(name, svg)


def _script(words: str, language: str) -> str:
    """Return the key of the script of a text in `_FAMILIES_OF_SCRIPT`, '' for any other."""
    script = next((key for key, signs in _SCRIPTS.items() if re.search(signs, words)), "")
    return language if script == "zh" and language in ("ja", "ko") else script


def require_painter() -> None:
    """Require that a picture can be drawn as PNG.

    Raises:
        MissingExtra: resvg is not installed.
    """
    _painter()


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
