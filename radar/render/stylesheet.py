"""A theme's colours as custom properties, which the site's stylesheet and the inline SVG use."""

from __future__ import annotations

from radar.theme import Palette, Theme


def theme_css(theme: Theme, rings: int, quadrants: int) -> str:
    """Return the theme's colours, for so many rings and quadrants, and its font.

    They are custom properties; under the classes `q0`…, `--hue` and `--ink` are those of a
    quadrant, under `r0`…, `--tint` is that of a ring. Light is the default, and what is printed;
    dark holds under `[data-scheme=dark]`, and where the system asks for it unless
    `[data-scheme=light]` says otherwise.
    """
    light, dark = (
        _declarations(theme.palette(scheme), rings, quadrants) for scheme in ("light", "dark")
    )
    parts = [
        f".q{n}{{--hue:var(--quadrant-{n});--ink:var(--heading-{n})}}" for n in range(quadrants)
    ]
    parts += [f".r{n}{{--tint:var(--ring-{n})}}" for n in range(rings)]
    return (
        f":root{{color-scheme:light;--font:{theme.font};{light}}}\n"
        f"@media screen{{:root[data-scheme=dark]{{color-scheme:dark;{dark}}}}}\n"
        "@media screen and (prefers-color-scheme:dark){"
        f":root:not([data-scheme=light]){{color-scheme:dark;{dark}}}}}\n"
        f"{''.join(parts)}\n"
    )


def _declarations(palette: Palette, rings: int, quadrants: int) -> str:
    plain = ("background", "surface", "text", "muted", "line", "hairline", "link", "focus")
    pairs = [(name, getattr(palette, name)) for name in plain]
    pairs.append(("mark-text", palette.mark_text))
    pairs += [(f"ring-{n}", palette.ring(n, rings)) for n in range(rings)]
    pairs += [(f"quadrant-{n}", palette.quadrant(n)) for n in range(quadrants)]
    pairs += [(f"heading-{n}", palette.heading(n)) for n in range(quadrants)]
    return "".join(f"--{name}:{colour};" for name, colour in pairs)
