"""Proposals drawn as ghosts, which move nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from radar.layout import Atlas
from radar.model import Radar
from tests.histories import radars


@settings(max_examples=min(20, settings.default.max_examples))
@given(radars(), st.data())
def test_ghosts_move_nothing(ours: Radar, data: st.DataObject) -> None:
    """A scene with ghosts is the scene without them, in every number, and has one for each."""
    quadrants, rings = ([each.id for each in axis] for axis in (ours.quadrants, ours.rings))
    count = data.draw(st.integers(1, 8))
    proposals = [
        {
            "name": f"Maybe {n}",
            "quadrant": data.draw(st.sampled_from(quadrants)),
            "proposed": data.draw(st.sampled_from(rings)),
        }
        for n in range(count)
    ]
    bare = Atlas(ours).scene()
    made = ours.model_copy(update={"proposals": proposals})
    assert Atlas(made).scene() == bare
    scene = Atlas(made, ghosts=True).scene()
    assert replace(scene, ghosts=()) == bare
    assert len(scene.ghosts) == count
    for ghost in scene.ghosts:
        reach = (ghost.x * ghost.x + ghost.y * ghost.y) ** 0.5
        (sector,) = [
            each
            for each in scene.sectors
            if (each.quadrant, each.ring) == (ghost.quadrant, ghost.ring)
        ]
        assert sector.inner - 0.1 <= reach <= sector.outer + 0.1
        start, end = sector.start, sector.end
        turns = (start.x * ghost.y - start.y * ghost.x, ghost.x * end.y - ghost.y * end.x)
        assert all(turn >= -0.1 for turn in turns)
