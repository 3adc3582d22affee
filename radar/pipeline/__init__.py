"""The whole way from a folder of entries to a site: read → check → lay out → draw → write.

The modules, each importing only those before it::

    checking    a folder → the radar in it with all that belongs to it, or every problem
    kept_steps  what layout searched for in earlier builds
    building    a radar → its site, put in the place of the one before
"""

from __future__ import annotations

from radar.pipeline.building import BuildOptions, Built, build, draw
from radar.pipeline.checking import (
    CheckedRadar,
    check_radar,
    check_theme,
    examine,
    examine_tree,
    find_source,
    load,
)

__all__ = [
    "BuildOptions",
    "Built",
    "CheckedRadar",
    "build",
    "check_radar",
    "check_theme",
    "draw",
    "examine",
    "examine_tree",
    "find_source",
    "load",
]
