"""How much larger marks are drawn where a picture is small."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from radar.layout import lay_out
from radar.layout.composition.on_page import LARGEST, growth
from radar.model import Radar


@pytest.mark.parametrize("count", [0, 1, 5, 40, 90, 150])
def test_marks_that_grow_touch_no_other(count: int) -> None:
    """Whatever the radar, a grown mark keeps its distance; marks with numbers do not grow."""
    rings = ("adopt", "trial", "assess", "hold")
    entries = [
        {"id": f"e{n}", "name": f"Entry {n}", "quadrant": "ab"[n % 3 % 2], "ring": rings[n % 4]}
        for n in range(count)
    ]
    scene = lay_out(Radar(title="T", quadrants=["a", "b"], entries=entries))
    times = growth(scene)
    assert 1 <= times <= LARGEST
    if any(blip.number_size for blip in scene.blips):
        assert times == 1
    for a, b in combinations(scene.blips, 2):
        assert dist((a.x, a.y), (b.x, b.y)) >= times * (a.radius + b.radius) - 0.05
