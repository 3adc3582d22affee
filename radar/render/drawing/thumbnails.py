"""Two small pictures for the page of an entry: where it stands, and how it came there.

Both are of constant size, coloured by the site's stylesheet, and say nothing that the page does
not say in words, so they are drawn as one image each.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from radar.layout.scene import Scene

_WIDTH = 240  # px of the picture of a path, which fits beside the text of an entry
_ROW = 12  # px for each ring in it


class SmallRadar:
    """Rings, the sector of one entry, and its blip; the rings are written once for all entries."""

    def __init__(self, scene: Scene) -> None:
        edge = scene.radius + 6
        self._box = " ".join(map(_short, (-edge, -edge, 2 * edge, 2 * edge)))
        self._rings = "".join(
            f'<circle class="r{n}" r="{_short(band.outer)}"/>'
            for n, band in sorted(enumerate(scene.rings), reverse=True)
        )
        self._spokes = "".join(
            f'<path d="M0 0L{_short(end.x)} {_short(end.y)}"/>' for end, _ in scene.spokes
        )
        self._sectors = {(s.quadrant, s.ring): s.outline for s in scene.sectors}
        self._origins = {trail.entry: trail.origin for trail in scene.trails}
        self._blips = {blip.entry: (blip.x, blip.y) for blip in scene.blips}

    def draw(
        self, entry: str, quadrant: str, ring: str, place: int, words: str, *, left: bool = False
    ) -> str:
        """Return the picture for an entry in the quadrant at `place`; `words` describe it.

        Of what has `left`, the outline of its last sector is drawn; '' is no ring.
        """
        sector = self._sectors.get((quadrant, ring))
        kind = "sector last" if left else "sector"
        mark = self._blips.get(entry)
        shown = f'<path class="{kind}" d="{sector}"/>' if sector else ""
        if mark and entry in self._origins:
            ends = " ".join(map(_short, (*mark, *self._origins[entry])))
            shown += f'<path class="trail" d="M{ends}"/>'
        if mark:
            shown += f'<circle class="blip" cx="{_short(mark[0])}" cy="{_short(mark[1])}" r="22"/>'
        return (
            f'<svg class="small q{place}" viewBox="{self._box}" role="img" '
            f'aria-label="{escape(words)}">{self._rings}{self._spokes}{shown}</svg>'
        )


def draw_path(rings: Sequence[int | None], count: int, place: int) -> str:
    """Return the rings of an entry in all editions as a stepped line, the innermost ring on top.

    `rings` has the place of the entry's ring in each edition, None where it was not on the radar;
    `count` is the number of rings, `place` that of the quadrant.

    >>> draw_path([1, 0], 4, 2).count("<rect")
    4
    """
    column = max(4, _WIDTH // len(rings))
    width, height = column * len(rings), _ROW * count
    bands = "".join(
        f'<rect class="r{n}" y="{n * _ROW}" width="{width}" height="{_ROW - 1}"/>'
        for n in range(count)
    )
    line = "".join(_steps(rings, column))
    return (
        f'<svg class="path q{place}" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" aria-hidden="true">{bands}<path class="line" d="{line}"/></svg>'
    )


def _steps(rings: Sequence[int | None], column: int) -> list[str]:
    """Return path commands: along each edition at its ring's height, a gap where it was off."""
    commands: list[str] = []
    before: int | None = None
    for n, ring in enumerate(rings):
        if ring is not None:
            y = ring * _ROW + (_ROW - 1) / 2
            commands.append(f"M{n * column} {_short(y)}" if before is None else f"V{_short(y)}")
            commands.append(f"H{(n + 1) * column}")
        before = ring
    return commands


def _short(value: float) -> str:
    text = f"{value:.1f}"
    return text.removesuffix(".0")
