"""Find and load a theme; check that its colours can be read.

A theme is a folder with a `theme.yaml` (colours in light and dark, sizes, shapes) and optional
templates and assets. It `extends` another theme, in the end `paper`, and contains only what is
different. Templates are code: use only themes that you trust.

::

    colour    colours, and how well one can be seen on another
    source    one theme.yaml, and where each of it stands
    folder    the files of one theme
    finding   a name → the folders of a theme and of those it extends
    checks    what can be wrong, down to colours too faint to read
    model     `Theme`, complete
    style_variables   what style sheets may rely on
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from radar.errors import InvalidRadar
from radar.theme.checks import explain_errors, faint_pairs, faulty_sizes, find_reserved_keys
from radar.theme.finding import DEFAULT, available, layers, list_shipped_themes, origin
from radar.theme.folder import faulty_assets
from radar.theme.model import Palette, Theme, ThemeLayer
from radar.theme.source import ThemeSource

__all__ = [
    "DEFAULT",
    "Palette",
    "Theme",
    "ThemeLayer",
    "available",
    "list_shipped_themes",
    "load_theme",
    "origin",
]


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
    found = tuple(layers(name, beside))
    whole = _laid_over([source for _, source in found])
    wrong = [*find_reserved_keys(whole), *faulty_sizes(whole)]
    said = dict(whole.values) | {"name": found[0][0].name, "layers": [layer for layer, _ in found]}
    try:
        theme = Theme(**(said | {"sizes": {}} if wrong else said))
    except ValidationError as error:
        raise InvalidRadar([*wrong, *explain_errors(whole, error.errors())]) from None
    files = faulty_assets(layer.folder for layer, _ in found)
    faint = tuple(faint_pairs(theme, whole))
    if theme.contrast == "brand":
        excused = tuple(replace(problem, severity="warning") for problem in faint)
        theme, faint = theme.model_copy(update={"warnings": excused}), ()
    if wrong := [*wrong, *faint, *files]:
        raise InvalidRadar(wrong)
    return theme


def _laid_over(sources: Sequence[ThemeSource]) -> ThemeSource:
    """Lay each source over those behind it."""
    whole = ThemeSource({}, {})
    for source in reversed(sources):
        whole = source.over(whole)
    return whole
