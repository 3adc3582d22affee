"""The figures of merit of a whole radar: its placement, its names, its stability."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from radar.layout.atlas import Atlas
from radar.layout.composition.blips import to_placed_label
from radar.layout.composition.tails import tail_segments
from radar.layout.geometry import Box
from radar.layout.labels.metrics import LabelFigures, measure_labels
from radar.layout.labels.model import NamedBlip
from radar.layout.labels.obstacles import Obstacles
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
    """The figures of merit of one edition's picture.

    `names` is None if numbers and legends are shown, `kept` (the stability since the edition
    before) is None for the first edition. `shows` is "names" or "numbers"; sizes are in px.
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
        values = asdict(self)
        values["names"] = self.names._asdict() if self.names else None
        return values


def figures(atlas: Atlas, edition: str, language: str | None = None) -> Figures:
    """Return the figures of one edition's picture, drawn in `language` (the first by default)."""
    scene = atlas.scene(edition, language)
    names = scene.shows == "names"
    items, plan, arrangement = atlas.placement(edition)
    before = atlas.edition_before(edition)
    kept = None
    if before is not None:
        old_items, _, old = atlas.placement(before)
        stay = ids_in_same_sector(old_items, items)
        kept = stability(
            move_lengths(old.points, arrangement.points, stay, plan.mark or arrangement.blip)
        )
    return Figures(
        edition=edition,
        shows="names" if names else "numbers",
        width=scene.width,
        height=scene.height,
        radius=arrangement.radius,
        blip=arrangement.blip,
        placement=merit(items, plan, arrangement),
        names=_names(scene) if names else None,
        kept=kept,
    )


def _names(scene: Scene) -> LabelFigures:
    inner = scene.rings[0].ring
    marks = [NamedBlip(b.entry, b.name, b.x, b.y, b.radius, b.ring == inner) for b in scene.blips]
    beside = [label for label in scene.labels if label.number is None]
    blocked = tuple(block.box for band in scene.rings for block in band.names if not block.turn)
    ground = Obstacles(
        radii=(scene.rings[0].inner, *(band.outer for band in scene.rings)),
        sectors=len(scene.quadrants),
        cross=scene.cross,
        bounds=Box(scene.left, scene.top, scene.left + scene.width, scene.top + scene.height),
        blocked=blocked,
        segments=tuple(line for trail in scene.trails for line in tail_segments(trail)),
    )
    return measure_labels(marks, {label.entry: to_placed_label(label) for label in beside}, ground)
