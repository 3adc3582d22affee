"""Colours as `#rrggbb`, and how well one can be seen on another (WCAG 2.2)."""

from __future__ import annotations

from collections.abc import Iterable


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of `#rrggbb`, each 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(a: str, b: str, share: float) -> str:
    """Return the colour between two: `share` 0 is `a`, 1 is `b`.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    parts = zip(channels(a), channels(b), strict=True)
    return "#" + "".join(f"{int(x + (y - x) * share + 0.5):02x}" for x, y in parts)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2)."""

    def linear(channel: int) -> float:
        c = channel / 255
        return float(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2).

    >>> contrast("#ffffff", "#000000")
    21.0
    """
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 4)


def nearest_passing(colour: str, needs: Iterable[tuple[str, float]]) -> str:
    """Return the nearest darker or lighter colour with enough contrast, '' where there is none.

    `needs` are pairs of a background colour and the contrast ratio that it needs, 1 to 21.

    >>> nearest_passing("#999999", [("#ffffff", 4.5)])
    '#767676'
    """
    backgrounds = list(needs)
    for step in range(1, 101):
        for end in ("#000000", "#ffffff"):
            tried = mix(colour, end, step / 100)
            if all(contrast(tried, background) >= least for background, least in backgrounds):
                return tried
    return ""
