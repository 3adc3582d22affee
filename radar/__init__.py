"""From technology entries to a radar: a picture that any wiki accepts, and pages.

The package is a pipeline, and its sub-packages are the stages of it, in order::

    entries/ ──reading──▶ Radar ──layout──▶ Scene ──render──▶ Site ───files───▶ site/

>>> import radar
>>> rust = radar.Entry(id="rust", name="Rust", quadrant="languages", ring="trial")
>>> tiny = radar.Radar(title="Ours", quadrants=["Languages", "Tools"], entries=[rust])
>>> radar.render_svg(radar.lay_out(tiny)).startswith("<svg")
True
>>> radar.__version__.count(".")
2

`load` reads a folder, `lay_out` makes the finished picture as numbers, `render_svg`
draws it, and `build` does the whole way to a site. `check`, `write`, `import_`, `export` and
`embed` do what the commands of these names do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from radar.errors import BadCall, BrokenPlugin, InvalidRadar, MissingExtra, Problem, RadarError
    from radar.layout import lay_out
    from radar.layout.scene import Scene
    from radar.library.asking import ask
    from radar.library.building import build
    from radar.library.checking import check
    from radar.library.editing import Edited, Snapshot, amend, move, remove, rename, snapshot
    from radar.library.embedding import embed
    from radar.library.exporting import ExportedFiles, export
    from radar.library.importing import EmptyImport, ImportedFolder, import_
    from radar.library.reviewing import review
    from radar.library.writing import write
    from radar.model import (
        ClosedEdition,
        Edition,
        Entry,
        Link,
        Movement,
        OwnField,
        Placement,
        Proposal,
        Proposed,
        Quadrant,
        Radar,
        Ring,
        RingRule,
    )
    from radar.naming import slug
    from radar.pipeline import Built, load
    from radar.render.drawing.svg import render_svg
    from radar.reviewing import Review
    from radar.theme import Theme, load_theme

__version__ = "0.1.0"

_HOMES = {
    "BadCall": "errors",
    "BrokenPlugin": "errors",
    "Built": "pipeline",
    "ClosedEdition": "model",
    "Edited": "library.editing",
    "Edition": "model",
    "EmptyImport": "library.importing",
    "Entry": "model",
    "ExportedFiles": "library.exporting",
    "ImportedFolder": "library.importing",
    "InvalidRadar": "errors",
    "Link": "model",
    "MissingExtra": "errors",
    "Movement": "model",
    "OwnField": "model",
    "Placement": "model",
    "Problem": "errors",
    "Proposal": "model",
    "Proposed": "model",
    "Quadrant": "model",
    "Radar": "model",
    "RadarError": "errors",
    "Review": "reviewing",
    "Ring": "model",
    "RingRule": "model",
    "Scene": "layout.scene",
    "Snapshot": "library.editing",
    "Theme": "theme",
    "amend": "library.editing",
    "ask": "library.asking",
    "build": "library.building",
    "check": "library.checking",
    "embed": "library.embedding",
    "export": "library.exporting",
    "import_": "library.importing",
    "lay_out": "layout",
    "load": "pipeline",
    "load_theme": "theme",
    "move": "library.editing",
    "remove": "library.editing",
    "rename": "library.editing",
    "render_svg": "render.drawing.svg",
    "review": "library.reviewing",
    "slug": "naming",
    "snapshot": "library.editing",
    "write": "library.writing",
}

__all__ = [
    "BadCall",
    "BrokenPlugin",
    "Built",
    "ClosedEdition",
    "Edited",
    "Edition",
    "EmptyImport",
    "Entry",
    "ExportedFiles",
    "ImportedFolder",
    "InvalidRadar",
    "Link",
    "MissingExtra",
    "Movement",
    "OwnField",
    "Placement",
    "Problem",
    "Proposal",
    "Proposed",
    "Quadrant",
    "Radar",
    "RadarError",
    "Review",
    "Ring",
    "RingRule",
    "Scene",
    "Snapshot",
    "Theme",
    "__version__",
    "amend",
    "ask",
    "build",
    "check",
    "embed",
    "export",
    "import_",
    "lay_out",
    "load",
    "load_theme",
    "move",
    "remove",
    "rename",
    "render_svg",
    "review",
    "slug",
    "snapshot",
    "write",
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
