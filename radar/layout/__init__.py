"""Radar → finished Scene; knows nothing of SVG, HTML, files or colours.

The sub-packages, each importing only those before it::

    geometry, scene, outline   points and boxes; the picture as numbers; outlines of sectors
    text/                      how wide a text is, and where it may break
    placement/                 where every blip stands: items in sectors → points
    labels/                    where every name stands
    steps                      these two, or what they made in an earlier build
    composition/               everything around the points, as a finished `Scene`
    ghosts       where proposals would stand, in a finished scene
    label_type                 how large the names of an edition are
    atlas                      every edition of a radar, each laid out once
    quality                    the figures of merit of a whole radar
"""

from __future__ import annotations

from radar.layout.atlas import Atlas
from radar.layout.scene import Scene
from radar.model import Radar
from radar.style import Style

__all__ = ["Atlas", "Scene", "Style", "lay_out"]


def lay_out(
    radar: Radar,
    edition: str | None = None,
    language: str | None = None,
    style: Style | None = None,
) -> Scene:
    """Lay out one edition (the newest by default) in one language (the first by default).

    For several pictures of one radar make an `Atlas` once and ask it for scenes.

    >>> from radar.model import Radar
    >>> scene = lay_out(Radar(title="Ours", quadrants=["A", "B", "C"]))
    >>> len(scene.sectors), scene.blips
    (12, ())

    Raises:
        BadCall: the radar has no such edition or language.
    """
    return Atlas(radar, style).scene(edition, language)
