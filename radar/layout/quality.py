"""The figures of merit of a whole radar: of its placement, its names, and how it kept its shape."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from radar.layout.atlas import Atlas
from radar.layout.composition.blips import name_of
from radar.layout.geometry import Box
from radar.layout.labels.metrics import LabelFigures, label_figures
from radar.layout.labels.placing import Ground, Mark
from radar.layout.placement.metrics import (
    Merit,
    Stability,
    ids_in_same_sector,
    merit,
    move_lengths,
    stability,
)
from radar.layout.scene import Scene


@dataclass(frozen=True, slots=True)
class Figures:
    """What can be said of one edition's picture in numbers.

    `names` is None where numbers and legends are shown, `kept` None for the first edition. See
    `Merit`, `LabelFigures` and `Stability` for what their members mean.
    """

    edition: str
    shows: str
    width: int
    height: int
    radius: float
    blip: float
    placement: Merit
    names: LabelFigures | None
    kept: Stability | None

    def plain(self) -> dict[str, Any]:
        """Return the figures as plain values, for JSON."""
        found = asdict(self)
        found["names"] = self.names._asdict() if self.names else None
        return found


def figures(atlas: Atlas, edition: str, language: str | None = None) -> Figures:
    """Judge the picture of one edition."""
    scene = atlas.scene(edition, language)
    names = atlas.shows_names(edition)
    items, plan, found = atlas.placed(edition, names=names)
    before = atlas.edition_before(edition)
    kept = None
    if before is not None:
        old_items, _, old = atlas.placed(before, names=names)
        stay = ids_in_same_sector(old_items, items)
        kept = stability(move_lengths(old.points, found.points, stay, plan.mark or found.blip))
    return Figures(
        edition=edition,
        shows="names" if names else "numbers",
        width=scene.width,
        height=scene.height,
        radius=found.radius,
        blip=found.blip,
        placement=merit(items, plan, found),
        names=_names(scene) if names else None,
        kept=kept,
    )


def _names(scene: Scene) -> LabelFigures:
    marks = [Mark(b.entry, b.name, b.x, b.y, b.radius) for b in scene.blips]
    blocked = tuple(block.box for band in scene.rings for block in band.names if not block.turn)
    ground = Ground(
        radii=(scene.rings[0].inner, *(band.outer for band in scene.rings)),
        sectors=len(scene.quadrants),
        cross=scene.cross,
        bounds=Box(scene.left, scene.top, scene.left + scene.width, scene.top + scene.height),
        blocked=blocked,
    )
    return label_figures(marks, {label.entry: name_of(label) for label in scene.labels}, ground)
