"""Radar → finished Scene; knows nothing of SVG, HTML, files or colours.

The stages are files: `fold` and what it needs put the blips of each edition into their sectors,
`names` and `legends` say what each is called, `compose` makes the scene of it, and `atlas`
remembers what was laid out. `arrange` and `place_names` are useful without a radar.
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
