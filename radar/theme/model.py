"""What a theme is: two palettes, a font, sizes, a shape for each movement, and its folders."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, Field, FiniteFloat, StringConstraints

from radar.errors import BadCall, near_miss
from radar.files.looking import list_all
from radar.model import Movement, Value
from radar.style import Style
from radar.theme.colour import mix
from radar.theme.folder import read_assets, read_template

Colour = Annotated[
    str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$"), AfterValidator(lambda c: c.lower())
]
# families as in CSS, so closed that nothing but families can come of it there
_FAMILY = r"(?:'[A-Za-z0-9 _\-]{1,60}'|[A-Za-z][A-Za-z0-9 _\-]{0,60})"
_Font = Annotated[
    str, StringConstraints(pattern=rf"^{_FAMILY}(?:, ?{_FAMILY}){{0,20}}$", max_length=400)
]
BlipShape = Literal["disc", "circle", "target", "diamond", "square"]
_Hues = Annotated[tuple[Colour, ...], Field(min_length=1, max_length=8)]
_Tints = Annotated[tuple[Colour, ...], Field(min_length=1, max_length=8)]
_Shares = Annotated[
    tuple[Annotated[FiniteFloat, Field(ge=0, le=0.5)], ...], Field(default=(), max_length=8)
]

# size → (least, most); what layout and the width table were made for. Names of rings above 24 px
# are longer than rings are wide, names above 36 px find no place beside their blips, a key above
# that reaches the headings, and lines closer than 1.1 touch
SIZES: Mapping[str, tuple[float, float]] = {
    "radius": (200, 1000),
    "mark": (3, 12),
    "blip": (8, 24),
    "blip_floor": (5, 24),
    "cross": (0, 60),
    "margin": (0, 200),
    "line_height": (1.1, 2),
    "ring": (6, 24),
    "label": (6, 36),
    "label_small": (6, 36),
    "key": (6, 36),
} | dict.fromkeys(("title", "subtitle", "heading", "note"), (6, 72))


class Palette(Value):
    """The colours of one scheme.

    `wash` says how much of its quadrant's colour each ring has in it, from the innermost to the
    outermost, 0 to 0.5; without it the rings have the neutral tints of `rings`. Where there are
    fewer of either than rings, those between are mixed. `quadrants` colour marks and arcs,
    `headings` the text in that hue; both are used in turn where there are fewer than quadrants.
    """

    background: Colour
    surface: Colour
    text: Colour
    muted: Colour
    line: Colour
    hairline: Colour
    link: Colour
    focus: Colour
    mark_text: Colour
    rings: _Tints
    wash: _Shares
    quadrants: _Hues
    headings: _Hues

    def ring(self, place: int, count: int) -> str:
        """Return the tint of the ring at `place` (0 is the innermost) among `count`.

        >>> colours = dict.fromkeys(Palette.model_fields, "#000000")
        >>> grey = Palette(**colours | {k: ["#000000"] for k in ("quadrants", "headings")}
        ...                | {"rings": ["#000000", "#ffffff"], "wash": []})
        >>> [grey.ring(place, 3) for place in range(3)]
        ['#000000', '#808080', '#ffffff']
        """
        low, share = _between(len(self.rings), place, count)
        return mix(self.rings[low], self.rings[min(low + 1, len(self.rings) - 1)], share)

    def tint(self, quadrant: int | None, place: int, count: int) -> str:
        """Return the tint of a ring, as `ring` does, in the quadrant at a place, clockwise.

        >>> colours = dict.fromkeys(Palette.model_fields, "#ffffff")
        >>> blue = Palette(**colours | {"quadrants": ["#0000ff"], "headings": ["#0000ff"]}
        ...                | {"rings": ["#888888"], "wash": [0.5, 0]})
        >>> [blue.tint(0, place, 3) for place in range(3)], blue.tint(None, 0, 3)
        (['#8080ff', '#bfbfff', '#ffffff'], '#888888')
        """
        if quadrant is None or not self.wash:
            return self.ring(place, count)
        return mix(self.background, self.quadrant(quadrant), self.share(place, count))

    def share(self, place: int, count: int) -> float:
        """Return the share of a quadrant's hue in the ring at `place` among `count`."""
        low, part = _between(len(self.wash), place, count)
        first, last = self.wash[low], self.wash[min(low + 1, len(self.wash) - 1)]
        return round(first + (last - first) * part, 4)

    def quadrant(self, place: int) -> str:
        """Return the hue of marks and arcs of the quadrant at `place`, clockwise."""
        return self.quadrants[place % len(self.quadrants)]

    def heading(self, place: int) -> str:
        """Return the hue of the heading of the quadrant at `place`, clockwise."""
        return self.headings[place % len(self.headings)]


def _between(steps: int, place: int, count: int) -> tuple[int, float]:
    """Return where one of `count` rings is on a scale: after which step, and how far from it."""
    at = place * (steps - 1) / (count - 1) if count > 1 else 0.0
    low = max(min(int(at), steps - 2), 0)
    return low, at - low


def _sound_sizes(sizes: Mapping[str, float]) -> Mapping[str, float]:
    """Return sizes that there are, each in its range, for a theme that is made in Python."""
    for name, value in sizes.items():
        if name not in SIZES:
            raise ValueError(f"there is no size {name[:80]!r}; sizes are {', '.join(SIZES)}")
        low, high = SIZES[name]
        if not low <= value <= high:
            raise ValueError(f"{name} must be a number from {low:g} to {high:g}")
    return sizes


class ThemeLayer(NamedTuple):
    """One folder that a theme is made of, and the name it goes by."""

    name: str
    folder: Traversable


class Theme(Value):
    """A theme, complete: what it does not say itself comes from the theme it extends.

    With `contrast: brand` its author answers for colours that are too faint: then each is one of
    `warnings`, as a `Problem`, and no error.

    >>> from radar.theme import load_theme
    >>> contrast = load_theme("contrast")
    >>> type(contrast).__name__, contrast.contrast
    ('Theme', 'AAA')
    """

    name: str
    title: str = ""
    extends: str | None = None
    light: Palette
    dark: Palette
    font: _Font
    contrast: Literal["AA", "AAA", "brand"] = "AA"
    sizes: Annotated[Mapping[str, FiniteFloat], AfterValidator(_sound_sizes)] = Field(
        default_factory=dict
    )
    shapes: Mapping[Movement, BlipShape]
    layers: tuple[Any, ...] = Field(default=(), exclude=True, repr=False)
    warnings: tuple[Any, ...] = Field(default=(), exclude=True, repr=False)

    def palette(self, scheme: str) -> Palette:
        """Return the colours of `light` or `dark`.

        Raises:
            BadCall: it is neither.
        """
        if scheme not in ("light", "dark"):
            hint = near_miss(scheme, ("light", "dark"))
            raise BadCall(f"a scheme is light or dark, not {scheme[:40]!r}. {hint.capitalize()}")
        return self.dark if scheme == "dark" else self.light

    @property
    def style(self) -> Style:
        """The sizes for layout."""
        return Style(**self.sizes)

    def assets(self) -> dict[str, bytes]:
        """Return the files under `assets/`, a theme's own before those it extends."""
        found: dict[str, bytes] = {}
        for layer in reversed(self.layers):
            found.update(read_assets(layer.folder))
        return dict(sorted(found.items()))

    def files(self) -> tuple[Path, ...]:
        """Return the files of this theme and of those that it extends, as far as on the disk."""
        folders = [Path(str(layer.folder)) for layer in self.layers]
        return tuple(path for folder in folders for path in list_all(folder))

    def template(self, name: str) -> tuple[str, str] | None:
        """Return a template's source and where it lies: `entry.html.j2`, `paper/entry.html.j2`.

        A name without a theme is the first in this theme or those that it extends.
        """
        theme, _, file = name.rpartition("/")
        for layer in self.layers:
            if theme in ("", layer.name):
                source = read_template(layer.folder, file)
                if source is not None:
                    return source, str(layer.folder / file)
        return None
