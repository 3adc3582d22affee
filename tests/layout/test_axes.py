"""The ground of a picture: how large the part of it is that is shown."""

from __future__ import annotations

from math import cos, pi, sin

import pytest

from radar.layout.composition.axes import extent
from radar.layout.composition.content import subject
from radar.layout.composition.context import Stage
from radar.layout.geometry import Box
from radar.layout.placement.arrangement import Arrangement
from radar.model import Radar
from radar.style import Style

STYLE = Style(cross=24.0)


def stage(quadrants: int, only: int) -> Stage:
    """Make the stage of one quadrant of an empty radar of radius 200."""
    ours = Radar(title="T", quadrants=[{"id": f"q{n}", "name": str(n)} for n in range(quadrants)])
    shown = subject(ours, ours.newest, "en", ())
    return Stage(shown, Arrangement(200, (0, 50, 100, 150, 200), 11, {}), None, STYLE, only=only)


@pytest.mark.parametrize("quadrants", range(2, 9))
def test_the_picture_of_a_quadrant_is_as_large_as_the_quadrant(quadrants: int) -> None:
    """Its box holds the centre and all of its arc, with half a channel around, and no more."""
    for only in range(quadrants):
        turns = [2 * pi * (only + n / 720) / quadrants for n in range(721)]
        across = [0.0, *(200 * sin(turn) for turn in turns)]
        down = [0.0, *(-200 * cos(turn) for turn in turns)]
        slow = Box(min(across), min(down), max(across), max(down)).expand(12)
        assert extent(stage(quadrants, only)) == pytest.approx(slow, abs=1e-3)


def test_the_picture_of_all_is_as_large_as_the_disc() -> None:
    """Where all quadrants are shown, the box is that around the outermost ring."""
    assert extent(stage(4, -1)) == Box(-200, -200, 200, 200)
