"""Two small pictures for the page of an entry: where it stands, and how it came there.

Both are of constant size, coloured by the site's stylesheet, and say nothing that the page does
not say in words, so they are drawn as one image each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import sqrt

from radar.layout.geometry import Point
from radar.layout.scene import Scene
from radar.layout.text.sizes import MIDDLE, width

_WIDTH = 240  # px of the picture of a path; a page makes it as wide as there is room
_ROW = 16  # px for each ring in it: one line of the ring's name beside it
_TYPE = 0.1  # size of ring names, in radii: 11 px where the picture is 224 px wide
_LEAST = 0.8  # how far one that is too long is set smaller; below it is left out
_ASIDE = 0.035  # radii from the middle to a ring's name: clear of the spoke
_BELOW = 0.2  # em that letters reach below their line
_MARK = 22.0  # radius of the mark


class SmallRadar:
    """Rings, the sector of one entry, and its blip; the rings are written once for all entries.

    `names` are those of the rings. They stand in the quarter opposite to the blip.
    """

    def __init__(self, scene: Scene, names: Mapping[str, str]) -> None:
        edge = scene.radius + 6
        self._radius = scene.radius
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
        self._blips = {blip.entry: Point(blip.x, blip.y) for blip in scene.blips}
        self._middles = {band.ring: (band.inner + band.outer) / 2 for band in scene.rings}
        self._names = names
        self._names_drawn: dict[tuple[str, bool, bool], str] = {}

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
        shown += self._ring_names(
            ring, right=mark is not None and mark.x < 0, below=not mark or mark.y < 0
        )
        if mark and entry in self._origins:
            shown += _tail(mark, self._origins[entry])
        if mark:
            x, y = map(_short, mark)
            shown += f'<circle class="blip" cx="{x}" cy="{y}" r="{_short(_MARK)}"/>'
        return (
            f'<svg class="small q{place}" viewBox="{self._box}" role="img" '
            f'aria-label="{escape(words)}">{self._rings}{self._spokes}{shown}</svg>'
        )

    def _ring_names(self, ring: str, *, right: bool, below: bool) -> str:
        """Return the names of rings on one side, that of `ring` first, others where room is.

        They are the same for all marks of a ring on the other side.
        """
        side = ring, right, below
        if side not in self._names_drawn:
            self._names_drawn[side] = self._draw_ring_names(*side)
        return self._names_drawn[side]

    def _draw_ring_names(self, ring: str, right: bool, below: bool) -> str:
        size = _TYPE * self._radius
        taken: list[float] = []
        lines = ""
        for each in sorted(self._middles, key=lambda one: one != ring):
            middle, name = self._middles[each], self._names[each]
            room = min(1.0, 0.9 * self._radius / (width(name, size, bold=True) or 1.0))
            if room < _LEAST or any(abs(middle - other) < size for other in taken):
                continue
            taken.append(middle)
            x = _ASIDE * self._radius * (1 if right else -1)
            base = middle * (1 if below else -1) + MIDDLE * size
            y = min(base, self._radius - _BELOW * size)
            strong = ' class="now"' if each == ring else ""
            lines += (
                f'<text{strong} x="{_short(x)}" y="{_short(y)}" '
                f'font-size="{_short(size * room)}">{escape(name)}</text>'
            )
        return f'<g text-anchor="{"start" if right else "end"}">{lines}</g>' if lines else ""


def _tail(mark: Point, origin: Point) -> str:
    """Return the tail of a mark, as in the large picture: it ends where the entry came from."""
    x, y = origin.x - mark.x, origin.y - mark.y
    far = sqrt(x * x + y * y) or 1.0
    across = Point(-y / far * _MARK, x / far * _MARK)
    ends = (mark.x + across.x, mark.y + across.y, *origin, mark.x - across.x, mark.y - across.y)
    return f'<path class="trail" d="M{" ".join(map(_short, ends))}Z"/>'


def draw_path(rings: Sequence[int | None], count: int, place: int) -> str:
    """Return the rings of an entry in all editions as a stepped line, the innermost ring on top.

    `rings` has the place of the entry's ring in each edition, None where it was not on the radar;
    `count` is the number of rings, `place` that of the quadrant.

    >>> draw_path([1, 0], 4, 2).count("<rect")
    4
    """
    column = max(4, _WIDTH // len(rings))
    wide, height = column * len(rings), _ROW * count
    bands = "".join(
        f'<rect class="r{n}" y="{n * _ROW}" width="{wide}" height="{_ROW - 1}"/>'
        for n in range(count)
    )
    line = "".join(_steps(rings, column))
    return (
        f'<svg class="path q{place}" viewBox="0 0 {wide} {height}" width="{wide}" '
        f'height="{height}" preserveAspectRatio="none" aria-hidden="true">{bands}'
        f'<path class="line" d="{line}" vector-effect="non-scaling-stroke"/></svg>'
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
