"""What can be wrong with a theme: keys, values, sizes, and colours too faint to read.

Text needs a contrast of 4.5 : 1 with its background, marks and lines 3 : 1 (WCAG 2.2, 1.4.3 and
1.4.11); a theme that claims AAA needs 7 : 1 for text.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from math import isfinite
from typing import Any, NamedTuple, get_args

from pydantic_core import ErrorDetails

from radar.errors import Problem, near_miss
from radar.model import Movement
from radar.style import Style
from radar.theme.colour import contrast, nearest_passing
from radar.theme.model import SIZES, BlipShape, Palette, Theme
from radar.theme.source import Path, ThemeSource

TEXT, MARK, AAA = 4.5, 3.0, 7.0
_MOST_MIXES = 9  # colours that are tried for a quadrant: each step is a small one
_INNER = ("name", "layers", "warnings")  # fields of `Theme` that are no keys of theme.yaml


def find_reserved_keys(source: ThemeSource) -> Iterator[Problem]:
    """Yield a problem for every key that a theme may not have, though `Theme` has a field of it."""
    for name in _INNER:
        if name in source.values:
            yield source.place((name,)).problem("unknown-key", f'unknown key "{name}"')


def faulty_sizes(source: ThemeSource) -> Iterator[Problem]:
    """Yield a problem for every size that is unknown or that no radar can be drawn with."""
    sizes = source.values.get("sizes", {})
    if not isinstance(sizes, Mapping):
        yield source.place(("sizes",)).problem("wrong-type", "sizes is a mapping")
        return
    for name, value in sizes.items():
        at = source.place(("sizes", name))
        if name not in SIZES:
            hint = near_miss(name, SIZES) or f"sizes are {', '.join(SIZES)}"
            yield at.problem("unknown-size", f'unknown size "{name[:80]}"', hint)
        elif not _is_between(value, *SIZES[name]):
            low, high = SIZES[name]
            message = f"{name} must be a number from {low:g} to {high:g}"
            yield at.problem("out-of-range", message)
    for small, large in (("label_small", "label"), ("blip_floor", "blip")):
        pair = [_number(sizes.get(name, getattr(Style(), name))) for name in (small, large)]
        if pair[0] > pair[1]:
            at = source.place(("sizes", small if small in sizes else large))
            yield at.problem("out-of-range", f"{small} must not be more than {large}")


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def _is_between(value: Any, low: float, high: float) -> bool:
    return isfinite(_number(value)) and low <= _number(value) <= high


def explain_errors(source: ThemeSource, errors: Iterable[ErrorDetails]) -> list[Problem]:
    """Return the errors of the model as problems, each with its place, without consequential ones.

    Consequential: the same error of `headings`, which are the quadrants by default; and "too short"
    for a list that has a wrong item.
    """
    every = list(errors)
    same = {(error["loc"], error["type"], repr(error["input"])) for error in every}
    return [_explain_error(source, error) for error in every if not _follows(error, same)]


def _follows(error: ErrorDetails, same: Container[tuple[Any, ...]]) -> bool:
    if error["type"] == "too_short" and error["input"]:
        return True
    scheme, *rest = error["loc"]
    if rest[:1] != ["headings"]:
        return False
    return ((scheme, "quadrants", *rest[1:]), error["type"], repr(error["input"])) in same


_SAID: Mapping[str, tuple[str, str, str]] = {
    "string_pattern_mismatch": ("bad-colour", "this is no colour", 'write it as "#1c2430"'),
    "string_type": ("wrong-type", "a text is expected here", ""),
    "tuple_type": ("wrong-type", "a list is expected here", ""),
    "dict_type": ("wrong-type", "a mapping is expected here", ""),
    "mapping_type": ("wrong-type", "a mapping is expected here", ""),
    "model_type": ("wrong-type", "a mapping is expected here", ""),
    "missing": ("missing-key", "this is missing", "or let the theme extend paper"),
    "too_short": ("wrong-type", "there must be one at least", ""),
    "too_long": ("wrong-type", "there may be eight at most", ""),
}
_FONT_HINT = (
    "write families with commas between them, one with other signs in quotes: "
    "Inter, 'Source Sans 3', sans-serif"
)


def _explain_error(source: ThemeSource, error: ErrorDetails) -> Problem:
    loc = tuple(str(part) for part in error["loc"] if part != "[key]")
    at, kind, name = source.place(loc), error["type"], loc[-1][:80]
    where = ".".join(loc)[:120]
    if kind == "extra_forbidden":
        known = Palette.model_fields if len(loc) > 1 else Theme.model_fields.keys() - {*_INNER}
        hint = near_miss(name, sorted(known))
        return at.problem("unknown-key", f'unknown key "{name}"', hint)
    if loc[0] == "shapes" and kind in ("enum", "literal_error"):
        words = list(Movement) if kind == "enum" else get_args(BlipShape)
        what = "movement" if kind == "enum" else "shape"
        said = name if kind == "enum" else str(error["input"])[:80]
        hint = near_miss(said, words) or f"{what}s are {', '.join(words)}"
        return at.problem(f"unknown-{what}", f'unknown {what} "{said}"', hint)
    if loc[0] == "font" and isinstance(error["input"], str):
        return at.problem("bad-font", "this is no list of font families", _FONT_HINT)
    code, message, hint = _SAID.get(kind, ("theme", error["msg"], ""))
    return at.problem(code, f"{where}: {message}", hint)


class _Pair(NamedTuple):
    """Two colours of a palette that meet, by their paths, and the contrast that they need."""

    colour: Path
    background: Path
    least: float


def faint_pairs(theme: Theme, source: ThemeSource) -> Iterator[Problem]:
    """Yield a problem for every colour that is too faint: the worst pair, and what would pass.

    Of the two colours of a pair, the one that the theme says itself is at fault; where it says
    both, or neither, the one in front.
    """
    for scheme in ("light", "dark"):
        palette = theme.palette(scheme)
        faulty: dict[Path, list[_Pair]] = {}
        pairs = list(_pairs(theme, palette))
        for pair in pairs:
            if _contrast(palette, pair) < pair.least:
                faulty.setdefault(_at_fault(source, scheme, pair), []).append(pair)
        for path, found in faulty.items():
            worst = min(found, key=lambda pair: _contrast(palette, pair) / pair.least)
            better = _better(palette, path, pairs)
            at = source.place((scheme, *path))
            message = (
                f"{_describe_colour(palette, scheme, worst.colour)} on "
                f"{_describe_colour(palette, scheme, worst.background)} has a contrast of "
                f"{_contrast(palette, worst):.2f}, less than {worst.least:g}"
            )
            hint = f"for {scheme}.{_name(path)}, {better} passes" if better else ""
            hint += _way_out(palette, path, pairs, better)
            yield at.problem("low-contrast", message, hint)


def _way_out(palette: Palette, path: Path, pairs: Iterable[_Pair], better: str) -> str:
    """Suggest settings that allow a brighter colour of a quadrant, or return ''.

    `headings` gives the names another colour, and `mark_text` the numbers in the marks.
    """
    bright = _better(palette, path, [pair for pair in pairs if pair.least == MARK])
    if path[0] != "quadrants" or bright in ("", better):
        return ""
    least = next(pair.least for pair in pairs if pair.colour == ("mark_text",))
    hues = [*palette.quadrants]
    hues[int(path[1])] = bright
    text = nearest_passing(palette.mark_text, [(hue, least) for hue in hues])
    said = f'`mark_text: "{text}"`' if text else "a `mark_text` that can be read on every quadrant"
    return f"; {bright} does with `headings` for the names and {said} for the numbers in marks"


def _colour(palette: Palette, path: Path) -> str:
    if path[0] == "wash":
        _, ring, quadrant = path
        return palette.tint(int(quadrant), int(ring), len(palette.wash))
    found = getattr(palette, path[0])
    return str(found[int(path[1])] if len(path) > 1 else found)


def _contrast(palette: Palette, pair: _Pair) -> float:
    return contrast(_colour(palette, pair.colour), _colour(palette, pair.background))


def _name(path: Path) -> str:
    """Return how a colour is called; that of a wash is followed by the quadrant's place."""
    return path[0] + "".join(f"[{n}]" for n in path[1:2])


def _describe_colour(palette: Palette, scheme: str, path: Path) -> str:
    mixed = f" of quadrants[{path[2]}]" if path[0] == "wash" else ""
    return f"{scheme}.{_name(path)}{mixed} {_colour(palette, path)}"


def _better(palette: Palette, path: Path, pairs: Iterable[_Pair]) -> str:
    """Return the nearest colour, or share of a wash, that passes wherever this one is used.

    It is '' for none.
    """
    if path[0] == "wash":
        return _weaker_wash(palette, int(path[1]), pairs)
    others = [(pair.background, pair.least) for pair in pairs if pair.colour == path]
    others += [(pair.colour, pair.least) for pair in pairs if pair.background == path]
    found, mixed = "", palette
    for _ in range(_MOST_MIXES):  # what the colour of a quadrant stands on has some of it
        needs = [(_colour(mixed, other), least) for other, least in others]
        found = nearest_passing(_colour(palette, path), needs)
        if not found or path[0] != "quadrants" or not palette.wash:
            return found
        hues = [*palette.quadrants]
        hues[int(path[1])] = found
        mixed = palette.model_copy(update={"quadrants": tuple(hues)})
        met = [(_colour(mixed, other), least) for other, least in others]
        if all(contrast(found, ground) >= least for ground, least in met):
            return found
    return found


def _weaker_wash(palette: Palette, ring: int, pairs: Iterable[_Pair]) -> str:
    """Return the largest share of a ring's wash, in hundredths, on which all can be read."""
    met = [pair for pair in pairs if pair.background[:2] == ("wash", str(ring))]
    for hundredths in range(int(palette.wash[ring] * 100), -1, -1):
        wash = [*palette.wash]
        wash[ring] = hundredths / 100
        weaker = palette.model_copy(update={"wash": tuple(wash)})
        if all(_contrast(weaker, pair) >= pair.least for pair in met):
            return f"{hundredths / 100:g}"
    return ""


def _at_fault(source: ThemeSource, scheme: str, pair: _Pair) -> Path:
    top = source.places[()].file
    for path in (pair.colour, pair.background):
        full = (scheme, *path[:2])
        if full in source.places and source.places[full].file == top:
            return path
    return pair.colour


def _pairs(theme: Theme, palette: Palette) -> Iterator[_Pair]:
    text = AAA if theme.contrast == "AAA" else TEXT
    pages: list[Path] = [("background",), ("surface",)]
    tints: list[Path] = [("rings", str(n)) for n in range(len(palette.rings))]
    washed = [
        ("wash", str(ring), str(quadrant))
        for ring in range(len(palette.wash))
        for quadrant in range(len(palette.quadrants))
    ]
    for background in (*pages, *tints):
        yield _Pair(("text",), background, text)
        yield _Pair(("line",), background, MARK)
    for background in washed:
        yield _Pair(("text",), background, text)
        yield _Pair(("quadrants", background[2]), background, MARK)
    name = "quadrants" if palette.headings == palette.quadrants else "headings"
    headings: list[Path] = [(name, str(n)) for n in range(len(palette.headings))]
    for background in pages:
        for colour in (("muted",), ("link",), *headings):
            yield _Pair(colour, background, text)
        yield _Pair(("focus",), background, MARK)
    for n in range(len(palette.quadrants)):
        hue = ("quadrants", str(n))
        yield _Pair(("mark_text",), hue, text)
        yield from (_Pair(hue, background, MARK) for background in (pages[0], *tints))
