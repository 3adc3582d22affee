"""A theme's colours as custom properties, which the site's stylesheet and the inline SVG use."""

from __future__ import annotations

from collections.abc import Iterator

from radar.theme import Palette, Theme


def theme_css(theme: Theme, rings: int, quadrants: int) -> str:
    """Return the theme's colours, for so many rings and quadrants, and its font.

    They are custom properties; under the classes `q0`…, `--hue` and `--ink` are those of a
    quadrant, under `r0`…, `--tint` is that of a ring. Each is a pair of a light colour and a dark
    one: the system chooses, `data-scheme` on the root overrides it, and paper is light.
    """
    pairs = zip(
        _colours(theme.light, rings, quadrants),
        _colours(theme.dark, rings, quadrants),
        strict=True,
    )
    declared = (
        f"--{name}:{light if light == dark else f'light-dark({light},{dark})'};"
        for (name, light), (_, dark) in pairs
    )
    parts = [
        f".q{n}{{--hue:var(--quadrant-{n});--ink:var(--heading-{n})}}" for n in range(quadrants)
    ]
    parts += [f".r{n}{{--tint:var(--ring-{n})}}" for n in range(rings)]
    return (
        f":root{{color-scheme:light dark;--font:{theme.font};{''.join(declared)}}}\n"
        "[data-scheme=light]{color-scheme:light}[data-scheme=dark]{color-scheme:dark}\n"
        "@media print{:root:root{color-scheme:light}}\n"
        f"{''.join(parts)}\n"
    )


def _colours(palette: Palette, rings: int, quadrants: int) -> Iterator[tuple[str, str]]:
    for name in ("background", "surface", "text", "muted", "line", "hairline", "link", "focus"):
        yield name, getattr(palette, name)
    yield "mark-text", palette.mark_text
    yield from ((f"ring-{n}", palette.ring(n, rings)) for n in range(rings))
    yield from ((f"quadrant-{n}", palette.quadrant(n)) for n in range(quadrants))
    yield from ((f"heading-{n}", palette.heading(n)) for n in range(quadrants))
