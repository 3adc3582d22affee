"""Names on the picture: each beside its blip, none in another's way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from radar.layout.candidates import Mark, Setting, Side, Site, Spot, spots
from radar.layout.eject import choose
from radar.layout.geometry import Box, Point
from radar.layout.ground import Ground, place_of
from radar.layout.leaders import led_spots
from radar.layout.text_size import ASCENT

__all__ = ["Ground", "Mark", "Name", "place_names"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands; `y` is the baseline of its first line, `x` what `anchor` says."""

    id: str
    lines: tuple[str, ...]
    anchor: Side
    x: float
    y: float
    box: Box
    plate: bool
    leader: tuple[Point, ...] = ()


def place_names(
    marks: Sequence[Mark],
    ground: Ground,
    *,
    size: float,
    line_height: float = 1.2,
    gap: float = 3.0,
    before: Mapping[str, Name] | None = None,
) -> tuple[dict[str, Name], tuple[str, ...]]:
    """Place names beside their blips; return those placed, and the ids of those left over."""
    setting = Setting(size, size * line_height, gap)
    ordered = sorted(marks)
    sites = [site_of(mark, ordered, ground, setting) for mark in ordered]
    chosen = settled(sites, setting)
    placed = {
        site.mark.id: named(site.mark, spot, setting)
        for site, spot in zip(sites, chosen, strict=True)
        if spot is not None
    }
    return placed, tuple(mark.id for mark in ordered if mark.id not in placed)


def site_of(mark: Mark, marks: Sequence[Mark], ground: Ground, setting: Setting) -> Site:
    """Return a blip with the others around it."""
    aside, over = 25.0 * setting.size, 10.0 * setting.size
    near = [
        other
        for other in marks
        if abs(other.y - mark.y) < over and abs(other.x - mark.x) < aside and other is not mark
    ]
    return Site(mark, near, place_of(ground, mark.x, mark.y), ground)


def settled(sites: Sequence[Site], setting: Setting) -> list[Spot | None]:
    """Choose spots beside the blips, then leaders for those left over and for who hems them in."""
    choices = [spots(site, setting) for site in sites]
    chosen = choose(choices)
    led: set[int] = set()
    for wave in range(3):
        left = [who for who, spot in enumerate(chosen) if spot is None]
        if not left:
            break
        hemmed = around(left, sites) if wave else []
        for who in [*left, *hemmed]:
            if who not in led:
                led.add(who)
                choices[who] = sorted(
                    [*choices[who], *led_spots(sites[who], setting)], key=lambda s: s.cost
                )
        chosen = choose(choices, chosen)
    return chosen


def around(left: Sequence[int], sites: Sequence[Site]) -> list[int]:
    """Return the blips next to those left over."""
    beside = {mark.id for who in left for mark in sites[who].near}
    return [who for who, site in enumerate(sites) if site.mark.id in beside]


def named(mark: Mark, spot: Spot, setting: Setting) -> Name:
    """Turn a spot into the name that stands there."""
    box = Box(*(round(edge, 2) for edge in spot[:4]))
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2.0}[spot.side]
    y = spot.top + ASCENT * setting.size
    return Name(
        mark.id, spot.shape.lines, spot.side, round(x, 2), round(y, 2), box, spot.plate, spot.leader
    )
