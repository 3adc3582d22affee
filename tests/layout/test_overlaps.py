"""Which rectangles a box meets, told as bits."""

from __future__ import annotations

from random import Random

import pytest

from radar.layout.labels.overlaps import FULL_INDEX_SIZE, Rectangle, RectangleIndex


def slowly(rectangles: list[Rectangle], box: Rectangle) -> int:
    """Ask every rectangle."""
    left, top, right, bottom = box
    return sum(
        1 << at
        for at, (x, y, u, v) in enumerate(rectangles)
        if x < right and u > left and y < bottom and v > top
    )


@pytest.mark.parametrize(
    "count", [0, 1, 50, FULL_INDEX_SIZE - 1, FULL_INDEX_SIZE, 3 * FULL_INDEX_SIZE + 5]
)
def test_all_that_a_box_meets_are_found(count: int) -> None:
    """Whether all numbers are kept or only some, the answer is that of asking every rectangle."""
    random = Random(count)  # noqa: S311 - no secret hangs on it

    def rectangle(most: int) -> Rectangle:
        x, y = random.randrange(most), random.randrange(most)
        return (x, y, x + random.randrange(1, 9), y + random.randrange(1, 9))

    rectangles = [rectangle(200) for _ in range(count)]
    index = RectangleIndex(rectangles)
    for box in [rectangle(220) for _ in range(40)] + [(-9, -9, 0, 0), (-9, -9, 999, 999)]:
        assert index.overlaps(*box) == slowly(rectangles, box)
