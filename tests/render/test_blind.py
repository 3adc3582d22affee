"""The crops that are shown to a reader who never saw a radar."""

from __future__ import annotations

import io

from PIL import Image
from resvg_py import svg_to_bytes

from benchmarks.blind import choose, draw


def test_twenty_crops_show_every_kind_without_a_word() -> None:
    """Each has its blip in the middle, which is seen, and no text that would give it away."""
    crops = choose(3)
    assert len(crops) == 20
    kinds = {"stayed", "in 1", "in 2", "in 3", "out 1", "out 2", "new"}
    assert {crop.said for crop in crops} == kinds
    for crop in crops:
        svg = draw(crop)
        assert "<text" not in svg
        image = Image.open(io.BytesIO(bytes(svg_to_bytes(svg_string=svg)))).convert("RGB")
        half = image.width // 2
        around = [(half + x, half + y) for x in (-60, 60) for y in (-60, 60)]
        assert any(image.getpixel((half, half)) != image.getpixel(spot) for spot in around)
