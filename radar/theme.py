"""Find and load a theme; check that what it colours can be read.

A theme is a folder with a `theme.yaml` (colours in light and dark, sizes, shapes), and, where it
wants to, templates and assets. It `extends` another theme, `paper` in the end, and says only what
is different. Themes are code, as templates are: use those that you trust.

Two rules keep a theme readable: text has a contrast of 4.5 : 1 with what it stands on, marks and
lines 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11). A theme that breaks one does not load, and the message
names the pair, the ratio and the nearest colour that passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from radar.colour import contrast, mixed, nearest_passing
from radar.errors import BadCall, InvalidRadar, Problem, near_miss
from radar.model import ID_PATTERN, Movement, Value
from radar.style import Style

DEFAULT = "paper"
TEXT, MARK, AAA = 4.5, 3.0, 7.0
MAX_DEPTH = 12

Colour = Annotated[
    str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$"), AfterValidator(lambda c: c.lower())
]
Font = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9 ,'\-]{1,400}$")]
Shape = Literal["disc", "target", "arrow", "diamond", "square", "circle"]
Hues = Annotated[tuple[Colour, ...], Field(min_length=1, max_length=8)]
Tints = Annotated[tuple[Colour, ...], Field(min_length=1, max_length=8)]


class Palette(Value):
    """The colours of one scheme.

    `rings` are tints from the innermost to the outermost ring; where there are fewer than rings,
    those between are mixed. `quadrants` colour marks and arcs, `headings` the text in that hue;
    both are used in turn where there are fewer than quadrants.
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
    rings: Tints
    quadrants: Hues
    headings: Hues

    def ring(self, place: int, count: int) -> str:
        """Return the tint of the ring at `place` (0 is the innermost) among `count`.

        >>> colours = dict.fromkeys(Palette.model_fields, "#000000")
        >>> grey = Palette(**colours | {k: ["#000000"] for k in ("quadrants", "headings")}
        ...                | {"rings": ["#000000", "#ffffff"]})
        >>> [grey.ring(place, 3) for place in range(3)]
        ['#000000', '#808080', '#ffffff']
        """
        if count < 2 or len(self.rings) < 2:
            return self.rings[0]
        at = place * (len(self.rings) - 1) / (count - 1)
        low = min(int(at), len(self.rings) - 2)
        return mixed(self.rings[low], self.rings[low + 1], at - low)

    def quadrant(self, place: int) -> str:
        """Return the hue of marks and arcs of the quadrant at `place`, clockwise."""
        return self.quadrants[place % len(self.quadrants)]

    def heading(self, place: int) -> str:
        """Return the hue of the heading of the quadrant at `place`, clockwise."""
        return self.headings[place % len(self.headings)]


class Layer(NamedTuple):
    """One folder that a theme is made of, and the name it goes by."""

    name: str
    folder: Traversable


class Theme(Value):
    """A theme, complete: what it does not say itself comes from the theme it extends."""

    name: str
    title: str = ""
    extends: str | None = None
    light: Palette
    dark: Palette
    font: Font
    contrast: Literal["AA", "AAA"] = "AA"
    sizes: Mapping[str, float] = Field(default_factory=dict)
    shapes: Mapping[Movement, Shape]
    layers: tuple[Any, ...] = Field(default=(), exclude=True, repr=False)

    def palette(self, scheme: str) -> Palette:
        """Return the colours of `light` or `dark`."""
        return self.dark if scheme == "dark" else self.light

    @property
    def style(self) -> Style:
        """The sizes for layout."""
        return Style(**self.sizes)

    def assets(self) -> dict[str, bytes]:
        """Return the files under `assets/`, a theme's own before those it extends."""
        found: dict[str, bytes] = {}
        for layer in reversed(self.layers):
            found.update(_files_below(layer.folder / "assets"))
        return dict(sorted(found.items()))

    def template(self, name: str) -> tuple[str, str] | None:
        """Return a template's source and where it lies: `entry.html.j2`, `paper/entry.html.j2`.

        A name without a theme is the first in this theme or those that it extends.
        """
        theme, _, file = name.rpartition("/")
        for layer in self.layers:
            if theme in ("", layer.name):
                path = layer.folder / file
                if path.is_file():
                    return path.read_text("utf-8"), str(path)
        return None


def load_theme(name: str = DEFAULT, *, beside: Path | None = None) -> Theme:
    """Load a theme by name or by the path of its folder, and check it.

    A name is looked for in `themes/` under `beside` (the radar's folder), in `./themes/`, and
    among the shipped ones.

    >>> load_theme("paper").light.background
    '#ffffff'

    Raises:
        BadCall: there is no such theme.
        InvalidRadar: the theme is there, but wrong, or too faint to read.
    """
    layers = tuple(_layers(name, beside))
    raw: dict[str, Any] = {}
    for layer in reversed(layers):
        raw = _merged(raw, _raw(layer))
    raw |= {"name": layers[0].name, "layers": layers}
    try:
        theme = Theme(**raw)
        theme.style  # noqa: B018 - an unknown size is told now
    except (ValidationError, TypeError) as error:
        raise InvalidRadar(_explained(layers[0], error)) from None
    if faint := list(faint_pairs(theme)):
        raise InvalidRadar(faint)
    return theme


def shipped() -> tuple[str, ...]:
    """Return the names of the themes that come with the package."""
    return tuple(
        sorted(f.name for f in _shipped_folder().iterdir() if (f / "theme.yaml").is_file())
    )


def available(beside: Path | None = None) -> dict[str, Traversable]:
    """Return the themes that can be named here: name → folder, a user's before ours."""
    found: dict[str, Traversable] = {}
    for root in reversed(_roots(beside)):
        if root.is_dir():
            inside = sorted(root.iterdir(), key=lambda f: f.name)
            found.update({f.name: f for f in inside if (f / "theme.yaml").is_file()})
    return dict(sorted(found.items()))


def _shipped_folder() -> Traversable:
    inside = files("radar") / "themes"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "themes"


def _roots(beside: Path | None) -> tuple[Traversable, ...]:
    own = (beside / "themes",) if beside else ()
    return (*own, Path("themes"), _shipped_folder())


def _layers(name: str, beside: Path | None) -> Iterator[Layer]:
    seen: list[str] = []
    wanted: str | None = name
    while wanted:
        layer = _find(wanted, beside, seen)
        if str(layer.folder) in seen or len(seen) > 20:
            raise BadCall(f"theme {name!r} extends itself, by way of {wanted!r}")
        seen.append(str(layer.folder))
        yield layer
        wanted = _raw(layer).get("extends") or (None if layer.name == DEFAULT else DEFAULT)


def _find(name: str, beside: Path | None, seen: Sequence[str]) -> Layer:
    if not re.match(ID_PATTERN, name):
        folder = Path(name)
        candidates = [folder, *([beside / name] if beside else [])]
        for path in candidates:
            if _is_theme(path):
                return Layer(path.resolve().name, path)
    else:
        for root in _roots(beside):
            folder_of = root / name
            if str(folder_of) not in seen and _is_theme(folder_of):
                return Layer(name, folder_of)
    known = available(beside)
    hint = near_miss(name, known).capitalize()
    raise BadCall(f"there is no theme {name!r}; themes are {', '.join(known)}. {hint}".rstrip())


def _is_theme(folder: Traversable) -> bool:
    try:
        return (folder / "theme.yaml").is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _raw(layer: Layer) -> dict[str, Any]:
    import yaml

    place = f"{layer.name}/theme.yaml"
    try:
        text = (layer.folder / "theme.yaml").read_text("utf-8")
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # texts; the model makes numbers
        _refuse_tricks(place, yaml.parse(text, Loader=loader))
        found = yaml.load(text, loader)  # noqa: S506 - makes nothing but texts, lists, mappings
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        what = getattr(error, "problem", None) or "not UTF-8"
        raise InvalidRadar([Problem(place, line, column, "yaml", str(what))]) from None
    if not isinstance(found or {}, dict):
        raise InvalidRadar([Problem(place, 1, 1, "wrong-type", "a theme is a mapping")])
    if not isinstance((found or {}).get("extends", ""), str):
        raise InvalidRadar([Problem(place, 0, 0, "wrong-type", "extends names one theme")])
    return found or {}


def _refuse_tricks(place: str, events: Iterable[Any]) -> None:
    """Refuse what makes much out of little: anchors, and nesting that no parser survives."""
    depth = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith(("MappingStartEvent", "SequenceStartEvent"))
        depth -= kind.endswith(("MappingEndEvent", "SequenceEndEvent"))
        aliased = getattr(event, "anchor", None)
        if aliased or depth > MAX_DEPTH:
            code, message = (
                ("yaml-alias", "anchors and aliases are refused")
                if aliased
                else ("too-deep", "this is nested too deeply")
            )
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            raise InvalidRadar([Problem(place, line, column, code, message)])


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        result[key] = (
            _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    for scheme in ("light", "dark"):
        mine = above.get(scheme)
        if isinstance(mine, dict) and "quadrants" in mine and "headings" not in mine:
            result[scheme]["headings"] = mine["quadrants"]
    return result


def _explained(layer: Layer, error: ValidationError | TypeError) -> list[Problem]:
    place = f"{layer.name}/theme.yaml"
    if isinstance(error, TypeError):
        names = ", ".join(field.name for field in fields(Style))
        return [
            Problem(place, 0, 0, "unknown-size", "unknown size under sizes", f"sizes are {names}")
        ]
    return [
        Problem(place, 0, 0, "theme", f"{'.'.join(map(str, e['loc']))}: {e['msg']}")
        for e in error.errors()
    ]


def _files_below(folder: Traversable, prefix: str = "") -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    found: dict[str, bytes] = {}
    for item in sorted(folder.iterdir(), key=lambda f: f.name):
        if item.name.startswith("."):
            continue
        if item.is_dir():
            found.update(_files_below(item, f"{prefix}{item.name}/"))
        else:
            found[prefix + item.name] = item.read_bytes()
    return found


def _pairs(theme: Theme, palette: Palette) -> Iterator[tuple[str, str, str, str, float]]:
    """Yield (name, colour, name of the ground, ground, least contrast)."""
    text = AAA if theme.contrast == "AAA" else TEXT
    pages = {"background": palette.background, "surface": palette.surface}
    tints = {f"rings[{n}]": tint for n, tint in enumerate(palette.rings)}
    for ground, colour in (pages | tints).items():
        yield "text", palette.text, ground, colour, text
        yield "line", palette.line, ground, colour, MARK
    for ground, colour in pages.items():
        for name in ("muted", "link"):
            yield name, getattr(palette, name), ground, colour, text
        yield "focus", palette.focus, ground, colour, MARK
        for n, hue in enumerate(palette.headings):
            yield f"headings[{n}]", hue, ground, colour, text
    for n, hue in enumerate(palette.quadrants):
        yield "mark_text", palette.mark_text, f"quadrants[{n}]", hue, text
        for ground, colour in ({"background": palette.background} | tints).items():
            yield f"quadrants[{n}]", hue, ground, colour, MARK


def faint_pairs(theme: Theme) -> Iterator[Problem]:
    """Yield a problem for every pair of colours whose contrast is too low."""
    for scheme in ("light", "dark"):
        palette = theme.palette(scheme)
        for name, colour, ground_name, ground, least in _pairs(theme, palette):
            ratio = contrast(colour, ground)
            if ratio < least:
                better = nearest_passing(colour, ground, least)
                yield Problem(
                    f"{theme.name}/theme.yaml",
                    0,
                    0,
                    "low-contrast",
                    f"{scheme}.{name} {colour} on {scheme}.{ground_name} {ground} has a contrast "
                    f"of {ratio:.2f}, less than {least:g}",
                    f"{better} passes",
                )
