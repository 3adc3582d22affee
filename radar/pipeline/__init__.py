"""The whole way from a folder of entries to a site: read → check → lay out → draw → write.

The modules, each importing only those before it::

    checking    a folder → the radar in it with all that belongs to it, or every problem
    kept_steps  what layout searched for in earlier builds
    options     what a build is asked for
    kept_checks what a check said of files that did not change
    unchanged   whether the site that is there is the one that a build would make
    building    a radar → its site, put in the place of the one before
"""

from __future__ import annotations

from radar.pipeline.building import Built, build, draw
from radar.pipeline.checking import (
    CheckedRadar,
    check_radar,
    check_theme,
    examine,
    examine_tree,
    find_source,
    load,
)
from radar.pipeline.options import BuildOptions

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
