"""The custom properties of the style sheets that a theme may rely on."""

from __future__ import annotations

from collections.abc import Mapping

# custom property of CSS → type, and what it is for; n is the place of a ring or a quadrant from 0
STYLE_VARIABLES: Mapping[str, tuple[str, str]] = {
    "font": ("font family", "all text; `font` of `theme.yaml`"),
    "background": ("colour", "the page, and what lies on it: dialogs, fields, the spokes"),
    "surface": ("colour", "code, and the line of an entry that is lit"),
    "text": ("colour", "text, and the outline of what is chosen"),
    "muted": ("colour", "text of less weight, marks without a quadrant"),
    "line": ("colour", "lines that carry meaning: rings, fields, the head of a table"),
    "hairline": ("colour", "lines that only divide"),
    "link": ("colour", "links in running text"),
    "focus": ("colour", "the outline of what the keyboard is on"),
    "mark-text": ("colour", "numbers in marks"),
    "ring-n": ("colour", "the neutral tint of a ring, for `--tint` where there is no quadrant"),
    "wash-n": ("colour", "under the class `qn`: the tint of a ring in that quadrant, for `--tint`"),
    "ring-line": ("colour", "the line around a ring"),
    "ring-width": ("number", "the width of that line in px"),
    "quadrant-n": ("colour", "the hue of a quadrant, for `--hue`"),
    "tint": (
        "colour",
        "under the class `rn`: the tint of that ring, by quadrant if it has that",
    ),
    "hue": ("colour", "under the class `qn`: marks, arcs and borders of that quadrant"),
    "ink": ("colour", "under the class `qn`: the name of that quadrant; `headings` or the hue"),
    "big": ("length", "the size of the heading of a page"),
    "small": ("length", "the size of small text"),
    "gap": ("length", "between the columns of the first page"),
    "measure": ("length", "the longest line of a text"),
    "grown": ("number", "on a small screen, under `grown-n`: how many times larger marks are"),
    "usual": ("display", "of the usual names in the picture; `none` in a small window"),
    "large": ("display", "of the larger names; `inline` in a small window"),
    "plain": ("number", "where a quadrant is enlarged: how many times larger marks with names are"),
    "numbered": ("number", "where a quadrant is enlarged: how many times larger other marks are"),
}
