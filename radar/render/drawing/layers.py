"""The parts of a radar, each drawn by one function, in the order in which they lie on one another.

A `Pen` is what a drawing is made with: an ink (colours or classes), the theme's shapes, the prefix
of all ids, and where an entry's link leads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from radar.layout.geometry import Point
from radar.layout.outline import number
from radar.layout.scene import Blip, Cluster, KeyItem, Label, Scene
from radar.model import Movement
from radar.render.drawing.elements import Element, circle, line, make, path, polygon, text, words
from radar.render.drawing.marks import Piece, mark
from radar.render.drawing.paint import Ink, Look
from radar.theme import Theme

Href = Callable[[str], str]
DIGIT_MIDDLE = 0.36  # em: half the height of a digit, in the fonts of the stack


@dataclass(frozen=True, slots=True)
class Pen:
    """What one drawing is made with.

    `prefix` begins every id. `href`, where there is one, gives the address of an entry's page;
    `lit` is the entry to which all others give way; `titled` gives every blip a tip.
    """

    ink: Ink
    theme: Theme
    prefix: str
    href: Href | None = None
    inline: bool = False
    lit: str = ""
    titled: bool = True

    def hook(self, **hooks: str) -> Look:
        """Return attributes that only a page has a use for: classes, roles, data."""
        return hooks if self.inline else {}

    def fade(self, entry: str) -> Look:
        """Return what makes an entry give way to the lit one."""
        return {"opacity": "0.2"} if self.lit and entry != self.lit else {}

    def kin(self, part: str, **shared: str) -> tuple[Element, Look]:
        """Return a group for all parts of a kind, and what its members inherit from it."""
        look = self.ink.many(part) | {k.replace("_", "-"): v for k, v in shared.items()}
        return make("g", **look), look

    def linked(self, element: Element, entry: str, **more: str) -> Element:
        """Put a link to its entry's page around an element, where there are pages."""
        if self.href is None:
            return element
        link = make("a", href=self.href(entry), **more)
        link.add(element)
        return link


def parts(pen: Pen, scene: Scene, list_label: str) -> Iterator[Element]:
    """Yield the parts of a radar from the ground up."""
    yield _sectors(pen, scene)
    yield _rings(pen, scene)
    if any(label.gaps for label in scene.labels):
        yield _gaps(pen, scene)
    yield _spokes(pen, scene)
    yield _arcs(pen, scene)
    if scene.trails:
        yield _trails(pen, scene)
    if any(label.leader for label in scene.labels):
        yield _leaders(pen, scene)
    yield _ring_names(pen, scene)
    yield _headings(pen, scene)
    yield _blips(pen, scene, list_label)
    yield _labels(pen, scene)
    for cluster in scene.clusters:
        yield _cluster(pen, cluster)
    if scene.key:
        yield _key(pen, scene.key, numbered=any(blip.number_size for blip in scene.blips))


def _moved(x: float, y: float) -> str:
    return f"translate({number(x)} {number(y)})"


def _sectors(pen: Pen, scene: Scene) -> Element:
    group = make("g", **pen.hook(class_="sectors"))
    for part in scene.quadrants:
        hook = pen.hook(data_quadrant=part.quadrant)
        one = make("g", id=f"{pen.prefix}-quadrant-{part.quadrant}", **hook)
        for sector in scene.sectors:
            if sector.quadrant == part.quadrant:
                name = f"{pen.prefix}-sector-{sector.quadrant}-{sector.ring}"
                look = pen.ink.one("sector", sector.quadrant, sector.ring)
                one.add(path(sector.outline, id=name, **look))
        group.add(one)
    return group


def _rings(pen: Pen, scene: Scene) -> Element:
    group, _ = pen.kin("ring-line")
    for band in scene.rings:
        name = f"{pen.prefix}-ring-{band.ring}"
        part = path(band.outline, id=name) if band.outline else circle(0, 0, band.outer, id=name)
        group.add(part)
    return group


def _spokes(pen: Pen, scene: Scene) -> Element:
    group, _ = pen.kin("spoke", stroke_width=number(scene.cross))
    for end in scene.spokes:
        group.add(line(Point(0, 0), end))
    return group


def _arcs(pen: Pen, scene: Scene) -> Element:
    group = make("g", **pen.hook(class_="arcs"))
    for part in scene.quadrants:
        group.add(path(part.arc, **pen.ink.one("arc", part.quadrant, "")))
    return group


def _trails(pen: Pen, scene: Scene) -> Element:
    group, inherited = pen.kin("trail")
    for trail in scene.trails:
        look = pen.ink.one("trail", trail.quadrant, "")
        own = {key: value for key, value in look.items() if inherited.get(key) != value}
        group.add(line(trail.tail[0], trail.tail[1], **own, **pen.hook(data_entry=trail.entry)))
        if pen.inline and trail.whole != trail.tail:
            whole = pen.hook(data_entry=trail.entry, class_=f"{look['class']} whole")
            group.add(line(trail.whole[0], trail.whole[1], **whole))
    return group


def _gaps(pen: Pen, scene: Scene) -> Element:
    group, inherited = pen.kin("gap")
    for label in scene.labels:
        for gap in label.gaps:
            look = pen.ink.one("gap", label.quadrant, gap.ring)
            own = {key: value for key, value in look.items() if inherited.get(key) != value}
            group.add(path(gap.outline, **own))
    return group


def _leaders(pen: Pen, scene: Scene) -> Element:
    group = make("g", **pen.hook(class_="leaders"))
    for label in scene.labels:
        look = pen.ink.one("leader", label.quadrant, "") | pen.hook(data_entry=label.entry)
        for start, end in pairwise(label.leader):
            group.add(line(start, end, **look))
    return group


def _ring_names(pen: Pen, scene: Scene) -> Element:
    group, inherited = pen.kin("ring-name", text_anchor="middle")
    for band in scene.rings:
        for block in band.names:
            group.add(text(block, inherited))
    return group


def _headings(pen: Pen, scene: Scene) -> Element:
    group = make("g", **pen.hook(class_="headings"))
    for block in scene.headings:
        group.add(text(block, {}, **pen.ink.one(block.role, "", "")))
    for part in scene.quadrants:
        look = pen.ink.one("heading", part.quadrant, "") | pen.hook(data_quadrant=part.quadrant)
        if part.heading:
            group.add(text(part.heading, {}, **look))
        if part.note:
            group.add(text(part.note, {}, **pen.ink.one("note", "", "")))
    return group


def _blips(pen: Pen, scene: Scene, list_label: str) -> Element:
    group = make("g", **pen.hook(class_="blips", role="list", aria_label=list_label))
    for blip in scene.blips:
        group.add(_blip(pen, blip))
    return group


def _blip(pen: Pen, blip: Blip) -> Element:
    about = pen.fade(blip.entry) | {"transform": _moved(blip.x, blip.y)}
    if pen.inline:
        look = pen.ink.one("blip", blip.quadrant, blip.ring)["class"]
        about |= {"role": "listitem", "class": f"{look} {blip.movement}", "data-entry": blip.entry}
    group = make("g", id=f"{pen.prefix}-blip-{blip.entry}", **about)
    inside = group
    if pen.href:
        inside = make("a", href=pen.href(blip.entry), aria_label=blip.title)
        group.add(inside)
    if pen.titled:
        inside.add(words("title", blip.title))
    numbered = blip.number_size > 0
    marked(pen, inside, blip.movement, blip.radius, blip.toward, blip.quadrant, numbered=numbered)
    if numbered:
        inside.add(_number(pen, blip))
    return group


def marked(
    pen: Pen,
    group: Element,
    movement: Movement,
    radius: float,
    toward: Point,
    quadrant: str,
    *,
    numbered: bool = False,
) -> Element:
    """Put the mark of a movement into a group, about its origin."""
    shape = pen.theme.shapes.get(movement, "disc")
    pieces = mark(shape, radius, toward, numbered=numbered)
    if pen.inline and not any(piece.paint == "solid" for piece in pieces):
        # hidden under the mark: what pages widen to make a target of
        group.add(circle(0, 0, radius * 0.3, **pen.ink.one("solid", quadrant, "")))
    for piece in pieces:
        look = pen.ink.one(piece.paint, quadrant, "")
        if piece.width:
            look = look | {"stroke-width": number(piece.width)}
        group.add(_piece(piece, look))
    return group


def _piece(piece: Piece, look: Look) -> Element:
    if piece.outline:
        return path(piece.outline, **look)
    if piece.points:
        joined = {"stroke-linejoin": "round"} if piece.width else {}
        return polygon(piece.points, **look, **joined)
    return circle(0, 0, piece.radius, **look)


def _number(pen: Pen, blip: Blip) -> Element:
    size = number(blip.number_size)
    drop = number(blip.number_size * DIGIT_MIDDLE)
    look = pen.ink.one("number", "", "")
    element = make("text", y=drop, font_size=size, text_anchor="middle", **look)
    element.text = str(blip.number)
    return element


def _labels(pen: Pen, scene: Scene) -> Element:
    size = number(scene.labels[0].text.size) if scene.labels else ""
    group, inherited = pen.kin("label", font_size=size, **pen.hook(aria_hidden="true"))
    for label in scene.labels:
        group.add(_label(pen, label, inherited))
    return group


def _label(pen: Pen, label: Label, inherited: Look) -> Element:
    look = pen.ink.one("label", label.quadrant if pen.inline else "", "")
    about = {"id": f"{pen.prefix}-label-{label.entry}"} | pen.hook(data_entry=label.entry)
    element = text(label.text, inherited, **look, **about, **pen.fade(label.entry))
    if label.number:
        pair = make("g")
        pair.add(text(label.number, inherited, **pen.ink.one("count", "", "")))
        pair.add(element)
        element = pair
    return pen.linked(element, label.entry, **pen.hook(tabindex="-1"))


def _cluster(pen: Pen, cluster: Cluster) -> Element:
    group = make("g", **pen.hook(class_="cluster"))
    look = pen.ink.one("hollow", cluster.quadrant, "") | {"stroke-width": "1.5"}
    group.add(circle(cluster.x, cluster.y, cluster.radius - 0.75, **look))
    group.add(text(cluster.text, {}, **pen.ink.one("cluster-text", "", "")))
    return group


def _key(pen: Pen, items: Iterable[KeyItem], *, numbered: bool) -> Element:
    group = make("g", **pen.hook(class_="key-row"))
    for item in items:
        if item.radius:
            spot = make("g", transform=_moved(item.x, item.y))
            about = (item.movement, item.radius, item.toward, "")
            group.add(marked(pen, spot, *about, numbered=numbered))
        group.add(text(item.text, {}, **pen.ink.one("key", "", "")))
    return group
