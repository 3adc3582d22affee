"""From technology entries to a radar: a picture that any wiki accepts, and pages.

The package is a pipeline, and its sub-packages are the stages of it, in order::

    entries/ ──reading──▶ Radar ──layout──▶ Scene ──render──▶ Site ───files───▶ site/

>>> import radar
>>> rust = radar.Entry(id="rust", name="Rust", quadrant="languages", ring="trial")
>>> tiny = radar.Radar(title="Ours", quadrants=["Languages", "Tools"], entries=[rust])
>>> radar.render_svg(radar.lay_out(tiny)).startswith("<svg")
True

`load` reads a folder, `lay_out` makes the finished picture as numbers, `render_svg`
draws it, and `build` does the whole way from a folder to a site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from radar.errors import BadCall, BrokenPlugin, InvalidRadar, MissingExtra, Problem, RadarError
    from radar.layout import lay_out
    from radar.layout.scene import Scene
    from radar.library import build
    from radar.model import Edition, Entry, Link, Movement, Placement, Quadrant, Radar, Ring
    from radar.pipeline import load
    from radar.render.drawing.svg import render_svg
    from radar.theme import Theme, load_theme

__version__ = "0.1.0"

_HOMES = {
    "BadCall": "errors",
    "BrokenPlugin": "errors",
    "InvalidRadar": "errors",
    "MissingExtra": "errors",
    "Problem": "errors",
    "RadarError": "errors",
    "Edition": "model",
    "Entry": "model",
    "Link": "model",
    "Movement": "model",
    "Placement": "model",
    "Quadrant": "model",
    "Radar": "model",
    "Ring": "model",
    "Scene": "layout.scene",
    "Theme": "theme",
    "build": "library",
    "lay_out": "layout",
    "load": "pipeline",
    "load_theme": "theme",
    "render_svg": "render.drawing.svg",
}

__all__ = [
    "BadCall",
    "BrokenPlugin",
    "Edition",
    "Entry",
    "InvalidRadar",
    "Link",
    "MissingExtra",
    "Movement",
    "Placement",
    "Problem",
    "Quadrant",
    "Radar",
    "RadarError",
    "Ring",
    "Scene",
    "Theme",
    "__version__",
    "build",
    "lay_out",
    "load",
    "load_theme",
    "render_svg",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `radar --version` stays instant."""
    if name not in _HOMES:
        raise AttributeError(f"module 'radar' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"radar.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
