"""The finished picture as numbers: all that renderers get from layout.

A `Scene` is inert. Every coordinate in it is final (SVG user units, y downwards, rounded to two
decimals), every text is broken into lines and says where its lines stand. Renderers read it and
decide nothing; if one of them needs an `if` about a position, that `if` belongs in `radar.layout`.

Texts are set on their baseline: `y` of a `TextLine` is the baseline, `x` the point that `anchor`
names. The `box` of a text is the room that it was given; it holds
the text in any of the fonts that the width table knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Literal, NamedTuple

from radar.layout.geometry import Box, Point
from radar.model import Movement
from radar.text import number_of

Anchor = Literal["start", "middle", "end"]
TextRole = Literal[
    "title",
    "subtitle",
    "heading",
    "note",
    "ring-name",
    "group",
    "label",
    "count",
    "key",
    "cluster-text",
]


class TextLine(NamedTuple):
    """One line of text and the position of its baseline."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of one `role`, for which the theme has a size, weight and colour.

    `size` is in px. `turn` is in degrees clockwise about the first line's point, 0 for level text.
    `bold` is for a text that stands out among others of its role.
    """

    role: TextRole
    lines: tuple[TextLine, ...]
    size: float
    anchor: Anchor
    box: Box
    turn: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Sector:
    """One ring of one quadrant: its outline, straight edges `inset` from the quadrant's border.

    Angles are directions as unit vectors from the centre, clockwise from `start` to `end`;
    `outline` is the finished outline as SVG path data.
    """

    quadrant: str
    ring: str
    inner: float
    outer: float
    start: Point
    end: Point
    outline: str


class Spoke(NamedTuple):
    """A channel between two quadrants, from the centre to its end; `width` in px."""

    end: Point
    width: float


@dataclass(frozen=True, slots=True)
class RingBand:
    """One ring: its id, its edges, and its name where it stands on the picture.

    `outline` is path data if less than the whole circle is shown, else ''. `leader` joins the ring
    to its name if that stands outside the rim.
    """

    ring: str
    inner: float
    outer: float
    names: tuple[TextBlock, ...]
    outline: str = ""
    leader: tuple[Point, ...] = ()


class Tally(NamedTuple):
    """A row of squares, one for each entry of a ring: left end, middle, side in px.

    `ring` is the place of the ring, 0 the innermost. Between two squares is a quarter of a side.
    """

    ring: int
    x: float
    y: float
    side: float
    squares: int

    @property
    def box(self) -> Box:
        """The box around all squares."""
        half, wide = self.side / 2, self.side * (1.25 * self.squares - 0.25)
        return Box(self.x, self.y - half, self.x + wide, self.y + half)


@dataclass(frozen=True, slots=True)
class QuadrantPart:
    """One quadrant: the arc on its rim as path data, its name, a note and its tallies under it.

    `place` counts clockwise from 12 o'clock in the whole radar, 0 first.
    """

    quadrant: str
    place: int
    arc: str
    heading: TextBlock | None
    note: TextBlock | None
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Blip:
    """The position of an entry. Everything drawn of it stays within `radius` of its centre.

    `number` counts the entries of the edition. It is shown inside the blip, at `number_size`, if
    that is not 0: in every blip, or in those whose name found no room. `title` says all of it in
    words.
    """

    entry: str
    quadrant: str
    ring: str
    movement: Movement
    name: str
    title: str
    number: int
    number_size: float
    x: float
    y: float
    radius: float


class Tail(NamedTuple):
    """The side that a mark came from: a triangle, and a line across it for each further ring.

    `outline` begins behind the mark and has its tip in the middle; a mark that crossed one ring
    has no `notches`.
    """

    outline: tuple[Point, Point, Point]
    notches: tuple[tuple[Point, Point], ...]

    @property
    def tip(self) -> Point:
        """The point where it ends."""
        return self.outline[1]


@dataclass(frozen=True, slots=True)
class Trail:
    """The way a blip moved, along the radius: outside of it what moved in, else inside.

    `origin` is on that radius, in the middle of the ring that the entry came from.
    """

    entry: str
    quadrant: str
    tail: Tail
    origin: Point


class Gap(NamedTuple):
    """A piece of a ring's outline, as path data, that is left out behind a name."""

    ring: str
    outline: str


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an entry: beside its blip, or with its `number` in a legend or below the disc.

    `gaps` are the pieces of the rings' outlines that it stands on; `leader` joins a name to its
    blip if it could not stand beside it.
    """

    entry: str
    quadrant: str
    ring: str
    text: TextBlock
    number: TextBlock | None = None
    gaps: tuple[Gap, ...] = ()
    leader: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Entries of a sector that lacks room for their blips: "+N"; the legend names all of them."""

    quadrant: str
    ring: str
    entries: tuple[str, ...]
    x: float
    y: float
    radius: float
    text: TextBlock


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where a proposal would stand: a hollow mark without a number. `title` says it in words."""

    entry: str
    quadrant: str
    ring: str
    name: str
    title: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class KeyItem:
    """One line of the key: a movement by a number of rings, its mark, and the words for it.

    `steps` is 0 for what did not move; `tail` lies to the right, as for a blip to the right of
    the centre. `radius` is 0 for words without a mark.
    """

    movement: Movement
    steps: int
    x: float
    y: float
    radius: float
    tail: Tail | None
    text: TextBlock


@dataclass(frozen=True, slots=True, repr=False)
class Scene:
    """A finished radar; a notebook shows it as its picture, which says in words what it shows.

    `left`, `top`, `width` and `height` say which part of the plane is the picture, in whole px;
    the background covers all of it. The centre of the radar is (0, 0), always: room for names
    and legends grows the picture around it. `spokes` are the channels between quadrants, the widest
    of them `cross` wide. `headings` are the title, the words over the groups of a legend and other
    text that belongs to no blip. `shows` says what is at the blips: their names (but for a few that
    have numbers) or numbers, which legends explain. `unmarked` is the movement whose mark is a
    plain disc: unchanged, or new where most entries are. `description` is the alternative text for
    the whole picture.

    >>> import radar
    >>> radar.lay_out(radar.Radar(title="Ours", quadrants=["Languages", "Tools"]))
    <Scene 'Technology radar Ours', en: 1174 × 1078 px, 0 blips>
    """

    radar: str
    edition: str
    language: str
    left: int
    top: int
    width: int
    height: int
    radius: float
    cross: float
    spokes: tuple[Spoke, ...]
    title: str
    kind: str
    description: str
    shows: Literal["names", "numbers"]
    unmarked: Movement
    sectors: tuple[Sector, ...]
    rings: tuple[RingBand, ...]
    quadrants: tuple[QuadrantPart, ...]
    blips: tuple[Blip, ...]
    trails: tuple[Trail, ...]
    labels: tuple[Label, ...]
    clusters: tuple[Cluster, ...]
    headings: tuple[TextBlock, ...]
    key: tuple[KeyItem, ...]
    ghosts: tuple[Ghost, ...] = ()

    def __repr__(self) -> str:
        blips = number_of(len(self.blips), "blip")
        return f"<Scene {self.title!r}, {self.language}: {self.width} × {self.height} px, {blips}>"

    def _repr_html_(self) -> str:
        """Show the scene as a picture with alternative text in a notebook, in the usual theme."""
        notebook = import_module("radar.render.drawing.notebook")  # by its name, as below
        return str(notebook.render_notebook(self))

    def _repr_svg_(self) -> str:
        """Show the scene in a notebook that is printed or exported without HTML."""
        library = import_module("radar")  # by its name: layout imports nothing that draws it
        return str(library.render_svg(self))
