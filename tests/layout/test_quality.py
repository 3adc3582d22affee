"""The figures of a whole radar, of pictures whose answers are known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from radar.layout import Atlas
from radar.layout.geometry import Box
from radar.layout.quality import figures
from radar.layout.scene import Scene
from radar.model import Radar


def ours(count: int, come: int = 1, **settings: Any) -> Radar:
    """Make a radar of two editions; in the second one entry changed its ring and some came."""
    rows = [
        {
            "id": f"e{n}",
            "name": f"Entry {n}",
            "history": [
                {"edition": edition, "quadrant": "pq"[n % 2], "ring": ring}
                for edition, ring in (("a", "adopt"), ("b", "adopt" if n else "trial"))
                if n < count or edition == "b"
            ],
        }
        for n in range(count + come)
    ]
    editions = [{"id": "a"}, {"id": "b"}]
    return Radar(title="T", quadrants=[*"pqrs"], editions=editions, entries=rows, **settings)


def test_names_are_judged_where_there_are_names() -> None:
    """Sizes are those of the scene; every name is placed and none is at fault."""
    atlas = Atlas(ours(8))
    found, scene = figures(atlas, "b"), atlas.scene("b")
    assert (found.edition, found.shows) == ("b", "names")
    assert (found.width, found.height) == (scene.width, scene.height)
    placement = atlas.placement("b")[2]
    assert (found.radius, found.blip) == (placement.radius, placement.blip)
    assert found.placement.entries == 9
    assert found.names
    assert (found.names.names, found.names.placed, found.names.crossings) == (9, 9, 0)
    plain = found.plain()
    assert plain["names"] == found.names._asdict()
    assert plain["placement"]["lost"] == 0
    assert plain["kept"]["entries"] == 7


def test_numbers_are_judged_where_there_are_numbers() -> None:
    """There are no figures of names, and a radar of one picture kept nothing."""
    made = ours(8, layout={"labels": "numbers"})
    atlas = Atlas(made.model_copy(update={"quadrants": made.quadrants[:2]}))
    first, second = figures(atlas, "a"), figures(atlas, "b")
    assert first.shows == second.shows == "numbers"
    assert first.names is second.names is first.plain()["names"] is None
    assert first.kept is None
    assert second.kept is not None
    assert (second.kept.entries, second.kept.unmoved) == (7, 1.0)


def test_moves_are_in_radii_of_what_is_drawn() -> None:
    """Beside names a blip's berth is three times as wide as its mark, which is what is seen."""
    atlas = Atlas(ours(60, 260, layout={"labels": "numbers"}))
    _, plan, before = atlas.placement("a")
    _, _, after = atlas.placement("b")
    ways = [
        ((after.points[k].x - p.x) ** 2 + (after.points[k].y - p.y) ** 2) ** 0.5
        for k, p in before.points.items()
        if k != "e0"  # which changed its ring
    ]
    kept = figures(atlas, "b").kept
    assert max(ways) > 0.0
    assert kept is not None
    assert abs(kept.greatest - max(ways) / plan.mark) < 1e-9


class Spoilt(Atlas):
    """Pictures in which one name stands elsewhere."""

    elsewhere: Box

    def scene(self, edition: str | None = None, language: str | None = None) -> Scene:
        """Return the picture with the first name in a box of one's own."""
        scene = super().scene(edition, language)
        first = scene.labels[0]
        moved = replace(first, text=replace(first.text, box=self.elsewhere))
        return replace(scene, labels=(moved, *scene.labels[1:]))


def spoilt(elsewhere: Box) -> int:
    """Return how many names cross something, with one of them put into a box."""
    atlas = Spoilt(ours(6))
    atlas.elsewhere = elsewhere
    names = figures(atlas, "b").names
    assert names
    return names.crossings


def test_a_name_on_that_of_a_ring_is_told() -> None:
    """The names of the rings are in the way of those of entries."""
    ring = next(
        block for band in Atlas(ours(6)).scene("b").rings for block in band.names if not block.turn
    )
    assert spoilt(ring.box) == 1


@pytest.mark.parametrize(("across", "down"), [(-1, 0), (1, 0), (0, -1), (0, 1)])
def test_a_name_that_leaves_the_picture_is_told(across: int, down: int) -> None:
    """A name may stand in the corner of a picture, and not beyond."""
    scene = Atlas(ours(6)).scene("b")
    right, bottom = scene.left + scene.width, scene.top + scene.height
    left, top = (scene.left, scene.top) if across + down < 0 else (right - 8, bottom - 8)
    assert spoilt(Box(left, top, left + 8, top + 8)) == 0
    left, top = left + across, top + down
    assert spoilt(Box(left, top, left + 8, top + 8)) == 1
