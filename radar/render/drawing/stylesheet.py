"""A theme's colours as custom properties, which the site's stylesheet and the inline SVG use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from radar.model import Movement
from radar.model.page_frame import HeaderColours
from radar.theme import Palette, Theme
from radar.theme.colour import contrast

_FULL = "width:0;height:0;"  # what is filled has no middle: borders are whole px
# the shapes of marks as borders around nothing, in the size of the text that they stand before
_SIGNS: Mapping[str, str] = {
    "disc": _FULL + "border-width:.35em",
    "circle": "border-width:.14em",
    "target": _FULL + "margin:.17em;border-width:.2em;outline:.1em solid var(--hue,currentColor);"
    "outline-offset:.07em",
    "diamond": _FULL + "border-width:.27em;border-radius:0;rotate:45deg",
    "square": _FULL + "border-width:.3em;border-radius:0",
}
_PLAIN = "outline:0;margin:0;border-radius:50%;rotate:0deg;width:.7em;height:.7em;"
# a text or an address, which stays; or a comment, or a blank where nothing needs one, which go
_LEFT_OUT = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)"']*\))"""
    r"""|(?:\A|(?<=[{};,]))(?:\s|/\*(?!!).*?\*/)+|/\*(?!!).*?\*/""",
    re.DOTALL,
)


def theme_css(theme: Theme, rings: int, quadrants: int) -> str:
    """Return the theme's colours, for a number of rings and quadrants, and its font.

    They are custom properties; under the classes `q0`…, `--hue` and `--ink` are those of a
    quadrant, under `r0`…, `--tint` is that of a ring, in a quadrant with a wash of its hue. Each is
    a pair of a light colour and a dark one: the system chooses, `data-scheme` on the root overrides
    it, and paper is light.
    """
    pairs = zip(
        _colours(theme.light, rings, quadrants),
        _colours(theme.dark, rings, quadrants),
        strict=True,
    )
    width = 1.5 if theme.light.wash else 0.75
    declared = (f"--{name}:{_pair(light, dark)};" for (name, light), (_, dark) in pairs)
    common = ";".join(("--ink:var(--hue)", *_washes(theme, rings)))
    parts = [f"{','.join(f'.q{n}' for n in range(quadrants))}{{{common}}}"]
    parts += [f".q{n}{{--hue:var(--quadrant-{n}){_ink(theme, n)}}}" for n in range(quadrants)]
    parts += [f".r{n}{{--tint:var(--wash-{n},var(--ring-{n}))}}" for n in range(rings)]
    parts += _signs(theme)
    return (
        f":root{{color-scheme:light dark;--font:{theme.font};"
        f"--ring-width:{width:g};{''.join(declared)}}}\n"
        "[data-scheme=light]{color-scheme:light}[data-scheme=dark]{color-scheme:dark}\n"
        "@media print{:root:root{color-scheme:light}}\n"
        f"{''.join(parts)}\n"
    )


def header_css(header: HeaderColours | None) -> str:
    """Return the rules for a header with colours of its own, which are the same in light and dark.

    >>> header_css(HeaderColours(colour="#ffdd00")).split(";")[:2]
    ['header.site{--text:#000000', '--muted:#000000']
    """
    if header is None:
        return ""
    best = max(("#000000", "#ffffff"), key=lambda text: contrast(text, header.colour))
    text = header.text or best
    edge = "max(clamp(1rem,2.5vw,2.5rem),(100% - 98rem)/2 + clamp(1rem,2.5vw,2.5rem))"
    return (
        f"header.site{{--text:{text};--muted:{text};--focus:{text};color:{text};"
        f"background:{header.colour};max-width:none;padding-inline:{edge}}}\n"
    )


def compact_css(css: str) -> str:
    r"""Return a style sheet as it is published, without comments and needless blanks.

    A comment that begins with `/*!`, such as a licence, stays.

    >>> compact_css('a{\n\tcontent:"; /* b */"; /* Ours */\n\tmargin:1px\n2px;\n}')
    'a{content:"; /* b */";margin:1px\n2px;}'
    """
    return _LEFT_OUT.sub(lambda found: found[1] or "", css)


def _signs(theme: Theme) -> Iterator[str]:
    """Yield the shape of the sign before each movement in a list, that of its mark.

    Where the picture shows what is new as a plain mark, the list does too.
    """
    plain = theme.shapes.get(Movement.UNCHANGED, "disc")
    for movement in (Movement.NEW, Movement.IN, Movement.OUT, Movement.RETURNED, Movement.REMOVED):
        shape = theme.shapes.get(movement, plain)
        yield f".moved.{movement.value}::before{{{_SIGNS[shape]}}}"
    yield f".unmarked-new .moved.new::before{{{_PLAIN}{_SIGNS[plain]}}}"


def _washes(theme: Theme, rings: int) -> Iterator[str]:
    """Yield the tint of each ring in the hue of the quadrant that they are declared for."""
    for ring in range(rings):
        mixed = [_mixture(palette, ring, rings) for palette in (theme.light, theme.dark)]
        yield f"--wash-{ring}:{_pair(*mixed)}"


def _mixture(palette: Palette, ring: int, rings: int) -> str:
    """Return a tint as CSS mixes it, the same as `Palette.tint`."""
    if not palette.wash:
        return f"var(--ring-{ring})"
    return f"color-mix(in srgb,var(--hue) {100 * palette.share(ring, rings):g}%,var(--background))"


def _pair(light: str, dark: str) -> str:
    return light if light == dark else f"light-dark({light},{dark})"


def _ink(theme: Theme, place: int) -> str:
    """Return the colour of a quadrant's name, where the theme says another than its hue."""
    own = [palette.heading(place) for palette in (theme.light, theme.dark)]
    hues = [palette.quadrant(place) for palette in (theme.light, theme.dark)]
    return "" if own == hues else f";--ink:{_pair(*own)}"


def _colours(palette: Palette, rings: int, quadrants: int) -> Iterator[tuple[str, str]]:
    for name in ("background", "surface", "text", "muted", "line", "hairline", "link", "focus"):
        yield name, getattr(palette, name)
    yield "mark-text", palette.mark_text
    yield "ring-line", palette.background if palette.wash else palette.line
    yield from ((f"ring-{n}", palette.ring(n, rings)) for n in range(rings))
    yield from ((f"quadrant-{n}", palette.quadrant(n)) for n in range(quadrants))
