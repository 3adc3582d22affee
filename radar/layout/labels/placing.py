"""Names on the picture: each beside its blip, none in another's way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from radar.layout.geometry import Box, Point
from radar.layout.labels.assignment import fill, improve, settle, waiting
from radar.layout.labels.candidates import (
    ASIDE,
    Mark,
    Side,
    Site,
    Spot,
    cheapest,
    more_spots,
    spots,
)
from radar.layout.labels.conflicts import Board
from radar.layout.labels.leaders import led_spots
from radar.layout.labels.obstacles import Ground, place_of
from radar.layout.labels.typesetting import TALL, USUAL, Setting, shapes

__all__ = ["Ground", "Mark", "Name", "place_names"]

STILL: Final = 1.0
"""How far a name may move and still be where it was, in px."""
MOVED, TURNED = 2.0, 0.7
"""What it costs a name to stand elsewhere than in the edition before, or on another side."""
SPOTS, FEWEST = 9000, 8
"""How many spots to look at in all, and at least for each name."""
AROUND: Final = 135.0
"""How far beyond the reach of a name, in px, its leader could take it."""
AMPLE: Final = 3
"""With so many times the spots that are kept, no more ways to break a name are tried."""
OFFERS: Final = ((more_spots, 6), (led_spots, 0), (led_spots, 4), (led_spots, 10))
"""What to offer while names are left over, and to how many blips around each of them as well."""
HOPELESS: Final = 0.06
"""With more than this share of the names left over, leaders will not help."""
IN_VAIN: Final = 0.03
"""With more than this they will not help all; then nothing is worth a try if only all will do."""


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
    tall: bool = False,
    whole: bool = False,
    blocks: bool = False,
) -> tuple[dict[str, Name], tuple[str, ...]]:
    """Place names beside their blips; return those placed, and the ids of those left over.

    No name meets another, a blip, a leader or what is blocked. `before` are the names of the
    edition before: where nothing speaks against it, a name stays where it was. With many left
    over the rest is not worth looking at, and no leader is tried. `tall` leaves the room that a
    font for Chinese, Japanese and Korean takes. With `whole` the answer comes sooner where not all
    can be placed: then none is. With `blocks` a very wide name may be broken into many lines.
    """
    setting = Setting(size, size * line_height, gap, TALL if tall else USUAL, blocks)
    ordered = sorted(marks)
    columns = sorted(ordered, key=lambda mark: mark.x)
    sites = [site_of(mark, columns, ground, setting) for mark in ordered]
    if whole and (lost := _without_place(sites, setting)):
        return {}, (lost,)
    board = settled(sites, setting, before or {}, IN_VAIN if whole else HOPELESS)
    left = waiting(board)
    if not (whole and left):
        improve(board)
    placed = (
        {}
        if whole and left
        else {
            site.mark.id: named(site.mark, board.spots[spot], setting)
            for site, spot in zip(sites, board.chosen, strict=True)
            if spot >= 0
        }
    )
    return placed, tuple(ordered[who].id for who in left)


def _without_place(sites: Sequence[Site], setting: Setting) -> str:
    """Return the id of the widest name if it has no place though no other name stands, else ''.

    To ask for it alone is quick; pictures that are far too small are known by it.
    """
    if not sites:
        return ""
    widest = max(sites, key=lambda site: min((s.width for s in site.shapes), default=0.0))
    has_place = spots(widest, setting) or led_spots(widest, setting)
    return "" if has_place else widest.mark.id


def site_of(mark: Mark, columns: Sequence[Mark], ground: Ground, setting: Setting) -> Site:
    """Return a blip with all that its name could meet; `columns` has all from left to right."""
    found = shapes(mark.text, setting)
    wide = ASIDE * max((shape.width for shape in found), default=0.0) + AROUND
    high = max((shape.height for shape in found), default=0.0) + AROUND
    first = bisect_left(columns, mark.x - wide, key=lambda other: other.x)
    last = bisect_left(columns, mark.x + wide, key=lambda other: other.x)
    near = [
        other
        for other in columns[first:last]
        if mark.y - high < other.y < mark.y + high and other is not mark
    ]
    return Site(mark, found, sorted(near), place_of(ground, mark.x, mark.y), ground)


def settled(
    sites: Sequence[Site], setting: Setting, before: Mapping[str, Name], hopeless: float
) -> Board:
    """Choose spots beside the blips, then leaders for those left over and for who hems them in."""
    old = [before.get(site.mark.id) for site in sites]
    most = max(FEWEST, SPOTS // max(len(sites), 1))
    choices = [
        remembering(
            known(site, setting, thinned(spots(site, setting, AMPLE * most), most), name), name
        )
        for site, name in zip(sites, old, strict=True)
    ]
    board = Board(choices, setting.face)
    remember(board, old)
    fill(board)
    settle(board)
    for offer, circle in OFFERS:
        left = waiting(board)
        if not left or len(left) > hopeless * len(sites) + 1:
            break
        asked = [*left, *around(left, sites, circle)]
        board.offer({who: offer(sites[who], setting) for who in asked})
        settle(board)
    return board


def thinned(found: Sequence[Spot], most: int) -> list[Spot]:
    """Keep no more than so many spots, of all prices: the work grows with the square of them."""
    if len(found) <= most:
        return list(found)
    return [found[at * len(found) // most] for at in range(most)]


def known(site: Site, setting: Setting, found: list[Spot], old: Name | None) -> list[Spot]:
    """Return spots and the one where a name stood, though it be one that is offered late."""
    if old is None or any(stays(spot, old) for spot in found):
        return found
    more = led_spots(site, setting) if old.leader else more_spots(site, setting)
    there = [spot for spot in more if stays(spot, old) and spot not in found]
    return cheapest([*found, *there])


def remembering(found: Sequence[Spot], old: Name | None) -> list[Spot]:
    """Make the spots dearer that are not where a name stood, or not on that side of its blip."""
    if old is None:
        return list(found)
    return cheapest(
        [
            spot._replace(
                cost=spot.cost
                + (0.0 if stays(spot, old) else MOVED)
                + (0.0 if spot.side == old.anchor else TURNED)
            )
            for spot in found
        ]
    )


def remember(board: Board, before: Sequence[Name | None]) -> None:
    """Let names stand where they stood, if that is a spot, and they cross no more than they did."""
    for who, old in enumerate(before):
        for spot in board.of[who] if old else ():
            found = board.spots[spot]
            if old and stays(found, old) and found.plate <= old.plate and not board.in_way[spot]:
                board.take(who, spot)
                break


def stays(spot: Spot, old: Name) -> bool:
    """Tell whether a spot is where a name stood, broken into lines in the same way."""
    return (
        spot.shape.lines == old.lines
        and abs(spot.left - old.box.left) < STILL
        and abs(spot.top - old.box.top) < STILL
    )


def around(left: Sequence[int], sites: Sequence[Site], circle: int) -> list[int]:
    """Return so many blips nearest to each of those left over, which may have to make room."""
    found: dict[int, None] = {}
    for who in left:
        mark = sites[who].mark
        near = sorted(
            (square(mark, site.mark), other)
            for other, site in enumerate(sites)
            if other not in left
        )
        found.update(dict.fromkeys(other for _, other in near[:circle]))
    return list(found)


def square(a: Mark, b: Mark) -> float:
    """Return the square of the distance of two blips."""
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)


def named(mark: Mark, spot: Spot, setting: Setting) -> Name:
    """Turn a spot into the name that stands there."""
    box = Box(*(round(edge, 2) for edge in spot[:4]))
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2.0}[spot.side]
    y = spot.top + setting.face.ascent * setting.size
    return Name(
        mark.id, spot.shape.lines, spot.side, round(x, 2), round(y, 2), box, spot.plate, spot.leader
    )
