"""A theme's colours as custom properties, which the site's stylesheet and the inline SVG use."""

from __future__ import annotations

from collections.abc import Iterator

from radar.model.page_frame import HeaderColours
from radar.theme import Palette, Theme
from radar.theme.colour import contrast


def theme_css(theme: Theme, rings: int, quadrants: int) -> str:
    """Return the theme's colours, for a number of rings and quadrants, and its font.

    They are custom properties; under the classes `q0`…, `--hue` and `--ink` are those of a
    quadrant, under `r0`…, `--tint` is that of a ring. Each is a pair of a light colour and a dark
    one: the system chooses, `data-scheme` on the root overrides it, and paper is light.
    """
    pairs = zip(
        _colours(theme.light, rings, quadrants),
        _colours(theme.dark, rings, quadrants),
        strict=True,
    )
    declared = (f"--{name}:{_pair(light, dark)};" for (name, light), (_, dark) in pairs)
    parts = [f"{','.join(f'.q{n}' for n in range(quadrants))}{{--ink:var(--hue)}}"]
    parts += [f".q{n}{{--hue:var(--quadrant-{n}){_ink(theme, n)}}}" for n in range(quadrants)]
    parts += [f".r{n}{{--tint:var(--ring-{n})}}" for n in range(rings)]
    return (
        f":root{{color-scheme:light dark;--font:{theme.font};{''.join(declared)}}}\n"
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
    yield from ((f"ring-{n}", palette.ring(n, rings)) for n in range(rings))
    yield from ((f"quadrant-{n}", palette.quadrant(n)) for n in range(quadrants))
