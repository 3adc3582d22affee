"""The parts of a radar, each drawn by one function; later ones cover earlier ones.

What all of one drawing share is its `Pen`: its ink (which gives each part colours or classes), the
theme's shapes, the prefix of all ids, and the addresses of links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from radar.layout.composition.on_page import PageScenes
from radar.layout.geometry import Point
from radar.layout.outline import number
from radar.layout.scene import Blip, Cluster, KeyItem, Label, QuadrantPart, Scene, Tail
from radar.render.drawing.elements import (
    Element,
    circle,
    draw_text,
    line,
    make,
    path,
    point_list,
    polygon,
    text_element,
)
from radar.render.drawing.ghosts import draw_ghosts
from radar.render.drawing.marks import Mark, Primitive, is_open, mark
from radar.render.drawing.paint import Look
from radar.render.drawing.pen import Pen

_DIGIT_MIDDLE = 0.36  # em: half the height of a digit, in the fonts of the stack


def draw_layers(pen: Pen, scenes: PageScenes, list_label: str) -> Iterator[Element]:
    """Yield the parts of a radar, lowest first; `list_label` names the list of blips."""
    scene = scenes.usual
    yield _sectors(pen, scene)
    yield _rings(pen, scene)
    yield from _sets_of_labels(pen, scenes, _draw_gaps)
    yield _spokes(pen, scene)
    yield _arcs(pen, scene)
    if scene.trails:
        yield _trails(pen, scene)
    yield from _sets_of_labels(pen, scenes, _draw_texts)
    yield from (_near(pen, scene, near) for near in scenes.near)
    if pen.href and not pen.inline:
        yield _draw_linked_entries(pen, scene)
    else:
        yield _blips(pen, scene, list_label)  # above names: their targets are larger than the marks
    if scene.ghosts:
        group = make("g", **pen.page_attributes(class_="ghosts"))
        told = {"labelled": pen.inline, "titled": pen.titled}
        look: Callable[[str], Look] = lambda part: pen.ink.one("hollow", part, "")  # noqa: E731
        yield draw_ghosts(group, scene.ghosts, pen.href, look, **told)
    for cluster in scene.clusters:
        yield _cluster(pen, cluster)
    if scene.key:
        yield _key(pen, scene.key, numbered=scene.shows == "numbers")


def _sets_of_labels(
    pen: Pen, scenes: PageScenes, draw: Callable[[Pen, Scene], Iterator[Element]]
) -> Iterator[Element]:
    """Yield parts of the only set of labels, or of each in a group of its own.

    Ids are in the usual set, and so are links; a script follows them for the others.
    """
    if scenes.large is None:
        yield from draw(pen, scenes.usual)
        return
    yield _group("usual", draw(pen, scenes.usual))
    yield _group("large", draw(replace(pen, prefix="", href=None), scenes.large))


def _group(kind: str, parts: Iterable[Element], **more: str) -> Element:
    group = make("g", class_=kind, **more)
    for part in parts:
        group.add(part)
    return group


def _near(pen: Pen, whole: Scene, scene: Scene) -> Element:
    """Draw what an enlarged quadrant shows besides its blips.

    `data-view` is its window in the whole picture. `data-style` says how large the picture is at
    least, so that type keeps its size, and how many times as large its marks are: those beside
    names, and those that have numbers in the whole picture.
    """
    scale = whole.radius / scene.radius
    mark = max((blip.radius for blip in scene.blips), default=0.0) * scale
    plain, numbered = (
        number(
            mark / min((b.radius for b in whole.blips if bool(b.number_size) == has), default=1.0)
        )
        for has in (False, True)
    )
    size = f"min-width:{scene.width}px;min-height:{scene.height}px"
    other = replace(pen, prefix="", href=None)
    trails = [_trails(other, scene)] if scene.trails else []
    window = (scene.left, scene.top, scene.width, scene.height)
    return _group(
        f"near q{scene.quadrants[0].place}",
        [*_draw_gaps(other, scene), *trails, *_draw_texts(other, scene)],
        transform=f"scale({scale:.4f})",
        data_view=" ".join(number(length * scale) for length in window),
        data_style=f"{size};--plain:{plain};--numbered:{numbered}",
    )


def _draw_gaps(pen: Pen, scene: Scene) -> Iterator[Element]:
    if any(label.gaps for label in scene.labels):
        yield _gaps(pen, scene)


def _draw_texts(pen: Pen, scene: Scene) -> Iterator[Element]:
    if any(label.leader for label in scene.labels):
        yield _leaders(pen, scene)
    yield _ring_names(pen, scene)
    yield _headings(pen, scene)
    if pen.inline or not pen.href:
        yield _labels(pen, scene)


def _translation(x: float, y: float) -> str:
    return f"translate({number(x)} {number(y)})"


def _sectors(pen: Pen, scene: Scene) -> Element:
    group = make("g", **pen.page_attributes(class_="sectors"))
    for part in scene.quadrants:
        attributes = pen.page_attributes(data_quadrant=part.quadrant)
        one = make("g", id=f"{pen.prefix}-quadrant-{part.quadrant}", **attributes)
        for sector in scene.sectors:
            if sector.quadrant == part.quadrant:
                name = f"{pen.prefix}-sector-{sector.quadrant}-{sector.ring}"
                look = pen.ink.one("sector", sector.quadrant, sector.ring)
                one.add(path(sector.outline, id=name, **look))
        group.add(one)
    return group


def _rings(pen: Pen, scene: Scene) -> Element:
    group, _ = pen.make_group("ring-line")
    for band in scene.rings:
        name = f"{pen.prefix}-ring-{band.ring}"
        part = path(band.outline, id=name) if band.outline else circle(0, 0, band.outer, id=name)
        group.add(part)
    return group


def _spokes(pen: Pen, scene: Scene) -> Element:
    group, _ = pen.make_group("spoke", stroke_width=number(scene.cross))
    for spoke in scene.spokes:
        thin = {"stroke_width": number(spoke.width)} if spoke.width != scene.cross else {}
        group.add(line(Point(0, 0), spoke.end, **thin))
    return group


def _arcs(pen: Pen, scene: Scene) -> Element:
    group = make("g", **pen.page_attributes(class_="arcs"))
    for part in scene.quadrants:
        group.add(path(part.arc, **pen.ink.one("arc", part.quadrant, "")))
    return group


def _trails(pen: Pen, scene: Scene) -> Element:
    group, inherited = pen.make_group("trail")
    for trail in scene.trails:
        about = pen.page_attributes(data_entry=trail.entry) | pen.fade(trail.entry)
        for part in _tail(pen, trail.tail, trail.quadrant, inherited, about):
            group.add(part)
    return group


def _tail(
    pen: Pen, tail: Tail, quadrant: str, inherited: Look, about: Look | None = None
) -> Iterator[Element]:
    """Yield a tail and its notches, without attributes equal to `inherited` ones."""

    def own(part: str) -> Look:
        look = pen.ink.one(part, quadrant, "")
        shown = {key: value for key, value in look.items() if inherited.get(key) != value}
        return shown | (about or {})

    yield make("polygon", points=point_list(tail.outline), **own("trail"))
    for start, end in tail.notches:
        yield line(start, end, **own("notch"))


def _gaps(pen: Pen, scene: Scene) -> Element:
    group, inherited = pen.make_group("gap")
    for label in scene.labels:
        for gap in label.gaps:
            look = pen.ink.one("gap", label.quadrant, gap.ring)
            own = {key: value for key, value in look.items() if inherited.get(key) != value}
            group.add(path(gap.outline, **own))
    return group


def _leaders(pen: Pen, scene: Scene) -> Element:
    group = make("g", **pen.page_attributes(class_="leaders"))
    for label in scene.labels:
        look = pen.ink.one("leader", label.quadrant, "") | pen.page_attributes(
            data_entry=label.entry
        )
        for start, end in pairwise(label.leader):
            group.add(line(start, end, **look))
    return group


def _ring_names(pen: Pen, scene: Scene) -> Element:
    group, inherited = pen.make_group("ring-name", text_anchor="middle")
    for band in scene.rings:
        for start, end in pairwise(band.leader):
            group.add(line(start, end, **pen.ink.one("leader", "", "")))
        for block in band.names:
            group.add(draw_text(block, inherited))
    return group


def _headings(pen: Pen, scene: Scene) -> Element:
    group = make("g", **pen.page_attributes(class_="headings"))
    for block in scene.headings:
        group.add(draw_text(block, {}, **pen.ink.one(block.role, "", "")))
    for part in scene.quadrants:
        look = pen.ink.one("heading", part.quadrant, "") | pen.page_attributes(
            data_quadrant=part.quadrant
        )
        if part.heading:
            group.add(draw_text(part.heading, {}, **look))
        if part.note:
            group.add(draw_text(part.note, {}, **pen.ink.one("note", "", "")))
        if part.tallies:
            group.add(_tallies(pen, scene, part))
    return group


def _tallies(pen: Pen, scene: Scene, part: QuadrantPart) -> Element:
    """Draw rows of squares as dashed lines, fainter outwards, as the tints of the rings are."""
    side = part.tallies[0].side
    dashes = f"{number(side)} {number(side / 4)}"
    group = make(
        "g",
        **pen.ink.one("tally", part.quadrant, ""),
        stroke_width=number(side),
        stroke_dasharray=dashes,
    )
    outermost = max(len(scene.rings) - 1, 1)
    for tally in part.tallies:
        place = tally.ring / outermost
        faint = {"stroke_opacity": number(1.0 - 0.7 * place)} if place else {}
        start, end = Point(tally.box.left, tally.y), Point(tally.box.right, tally.y)
        group.add(line(start, end, **faint))
    return group


def _blips(pen: Pen, scene: Scene, list_label: str) -> Element:
    group = make("g", **pen.page_attributes(class_="blips", role="list", aria_label=list_label))
    for blip in scene.blips:
        group.add(_blip(pen, blip))
    return group


def _draw_linked_entries(pen: Pen, scene: Scene) -> Element:
    """Draw the blip and the label of each entry in one link: addresses are long."""
    group, inherited = _label_group(pen, scene)
    links: dict[str, Element] = {}
    for blip in scene.blips:
        links[blip.entry] = _static_link(pen, blip.entry)
        links[blip.entry].add(_blip(pen, blip))
    for label in scene.labels:
        link = links.setdefault(label.entry, _static_link(pen, label.entry))
        for text in _label_texts(pen, label, inherited):
            link.add(text)
    for link in links.values():
        group.add(link)
    return group


def _static_link(pen: Pen, entry: str) -> Element:
    assert pen.href is not None  # noqa: S101 - callers saw to it
    return make("a", href=pen.href(entry))


def _blip(pen: Pen, blip: Blip) -> Element:
    about = pen.fade(blip.entry) | {"transform": _translation(blip.x, blip.y)}
    if pen.inline:
        look = pen.ink.one("blip", blip.quadrant, blip.ring)["class"]
        about |= {"role": "listitem", "class": f"{look} {blip.movement}", "data-entry": blip.entry}
    group = make("g", id=f"{pen.prefix}-blip-{blip.entry}", **about)
    inside = group
    if pen.href and pen.inline:
        inside = make("a", href=pen.href(blip.entry), aria_label=blip.title)
        group.add(inside)
    if pen.titled:
        inside.add(text_element("title", blip.title))
    numbered = blip.number_size > 0
    pieces = mark(pen.shape(blip.movement), blip.radius, numbered=numbered)
    _draw_pieces(pen, inside, pieces, blip.radius, blip.quadrant)
    if numbered:
        inside.add(_number(pen, blip, "number plain" if is_open(pieces) else "number"))
    return group


def draw_key_mark(pen: Pen, group: Element, item: KeyItem, *, numbered: bool) -> Element:
    """Draw the mark of the key, with its tail, into a group, centred on its origin."""
    for part in _tail(pen, item.tail, "", {}) if item.tail else ():
        group.add(part)
    pieces = mark(pen.shape(item.movement), item.radius, numbered=numbered)
    _draw_pieces(pen, group, pieces, item.radius, "")
    return group


def _draw_pieces(pen: Pen, group: Element, pieces: Mark, radius: float, quadrant: str) -> None:
    if pen.inline and is_open(pieces):
        # hidden under the mark: pages enlarge it to make a larger target for a click
        group.add(circle(0, 0, radius * 0.3, **pen.ink.one("solid", quadrant, "")))
    for primitive in pieces:
        look = pen.ink.one(primitive.paint, quadrant, "")
        if primitive.width:
            look = look | {"stroke-width": number(primitive.width)}
        group.add(_draw_primitive(primitive, look))


def _draw_primitive(primitive: Primitive, look: Look) -> Element:
    if primitive.points:
        joined = {"stroke-linejoin": "round"} if primitive.width else {}
        return polygon(primitive.points, **look, **joined)
    return circle(0, 0, primitive.radius, **look)


def _number(pen: Pen, blip: Blip, part: str) -> Element:
    size = number(blip.number_size)
    drop = number(blip.number_size * _DIGIT_MIDDLE)
    look = pen.ink.one(part, "", "")
    element = make("text", y=drop, font_size=size, text_anchor="middle", **look)
    element.text = str(blip.number)
    return element


def _labels(pen: Pen, scene: Scene) -> Element:
    group, inherited = _label_group(pen, scene)
    for label in scene.labels:
        group.add(_label(pen, label, inherited))
    return group


def _label_group(pen: Pen, scene: Scene) -> tuple[Element, Look]:
    """Return the group of the labels, with the size that most of them have."""
    sizes = [number(label.text.size) for label in scene.labels]
    size = max(dict.fromkeys(sizes), key=sizes.count, default="")
    return pen.make_group("label", font_size=size, **pen.page_attributes(aria_hidden="true"))


def _label(pen: Pen, label: Label, inherited: Look) -> Element:
    texts = _label_texts(pen, label, inherited)
    element = texts[-1]
    if len(texts) > 1:
        element = make("g")
        for text in texts:
            element.add(text)
    return pen.add_link(element, label.entry, **pen.page_attributes(tabindex="-1"))


def _label_texts(pen: Pen, label: Label, inherited: Look) -> list[Element]:
    """Return the name of an entry, after its number if it has one."""
    look = pen.ink.one("label", label.quadrant if pen.inline else "", "") if pen.prefix else {}
    about = pen.page_attributes(data_entry=label.entry)
    if pen.prefix:
        about = {"id": f"{pen.prefix}-label-{label.entry}"} | about
    texts = [draw_text(label.text, inherited, **look, **about, **pen.fade(label.entry))]
    if label.number:
        texts.insert(0, draw_text(label.number, inherited, **pen.ink.one("count", "", "")))
    return texts


def _cluster(pen: Pen, cluster: Cluster) -> Element:
    group = make("g", **pen.page_attributes(class_="cluster"))
    look = pen.ink.one("hollow", cluster.quadrant, "") | {"stroke-width": "1.5"}
    group.add(circle(cluster.x, cluster.y, cluster.radius - 0.75, **look))
    group.add(draw_text(cluster.text, {}, **pen.ink.one("cluster-text", "", "")))
    return group


def _key(pen: Pen, items: Iterable[KeyItem], *, numbered: bool) -> Element:
    group = make("g", **pen.page_attributes(class_="key-row"))
    for item in items:
        if item.radius:
            spot = make("g", transform=_translation(item.x, item.y))
            group.add(draw_key_mark(pen, spot, item, numbered=numbered))
        group.add(draw_text(item.text, {}, **pen.ink.one("key", "", "")))
    return group
