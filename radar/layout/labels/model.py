"""The values of label placement: blips, candidates for their labels, finished labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from radar.layout.geometry import Box, Point
from radar.layout.labels.typesetting import LabelShape, Setting

TextAnchor = Literal["start", "middle", "end"]


class NamedBlip(NamedTuple):
    """A blip whose name `text` is to be placed; in px, relative to the radar's centre.

    `bold` names, those of the firmest ring, are wider.
    """

    id: str
    text: str
    x: float
    y: float
    radius: float
    bold: bool = False


class Candidate(NamedTuple):
    """A possible position of a label: its box, its shape, and its leader if it has one.

    `cost` is the whole cost, `own_cost` that part of it which does not depend on what is around.
    `anchor` is the alignment of the lines; `plate` says whether the label lies on a line, which is
    then interrupted behind it. `away` is the distance of the box from the centre of its mark.
    """

    cost: float
    left: float
    top: float
    right: float
    bottom: float
    shape: LabelShape
    size: float
    anchor: TextAnchor
    plate: bool
    away: float
    own_cost: float
    leader: tuple[Point, ...] = ()
    is_number: bool = False


class KeptLabel(NamedTuple):
    """What an edition leaves for the next: a blip, and where its label was."""

    blip: NamedBlip
    candidate: Candidate
    setting: Setting


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label at its position; `y` is the baseline of its first line, `x` what `anchor` says.

    `size` is that of its type, in px.
    """

    id: str
    lines: tuple[str, ...]
    anchor: TextAnchor
    x: float
    y: float
    box: Box
    plate: bool
    leader: tuple[Point, ...] = ()
    size: float = 0.0
