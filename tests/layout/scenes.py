"""A slow, obvious judge of finished scenes, and radars of every kind for it to judge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import atan2, cos, dist, pi, sin

from hypothesis import strategies as st

from radar.layout.geometry import Box
from radar.layout.scene import Blip, Label, Scene, TextBlock
from radar.layout.text.sizes import width
from radar.model import Radar

TOUCH = 0.011  # coordinates are rounded to hundredths


def faults(scene: Scene) -> list[str]:
    """Return everything that overlaps, leaves its place or is missing, in words."""
    return [
        *_blips_too_near(scene),
        *_blips_outside(scene),
        *_texts_that_meet(scene),
        *_names_on_turned_names_of_rings(scene),
        *_texts_on_blips(scene),
        *_leaders_in_the_way(scene),
        *_leaders_over_blips(scene),
        *_names_over_channels(scene),
        *_names_nearer_to_another(scene),
        *_names_far_away(scene),
        *_names_on_tails(scene),
        *_names_across_the_rim(scene),
        *_tails_that_lead_to_another(scene),
        *_tails_off_the_radius(scene),
        *_outside_the_picture(scene),
        *_lost(scene),
    ]


def texts(scene: Scene) -> Iterator[tuple[str, TextBlock]]:
    """Yield every text of a picture and what it is, but for the numbers in blips."""
    for label in scene.labels:
        yield f"name of {label.entry}", label.text
        if label.number:
            yield f"number of {label.entry}", label.number
    for band in scene.rings:
        for block in band.names:
            if not block.turn:
                yield f"ring {band.ring}", block
    for part in scene.quadrants:
        for block in (part.heading, part.note):
            if block:
                yield f"quadrant {part.quadrant}", block
    for block in scene.headings:
        yield block.role, block
    for item in scene.key:
        yield "key", item.text


def meet(a: Box, b: Box) -> bool:
    """Tell whether two boxes share more than rounding."""
    return (
        a.left + TOUCH < b.right
        and b.left + TOUCH < a.right
        and a.top + TOUCH < b.bottom
        and b.top + TOUCH < a.bottom
    )


def _spots(scene: Scene) -> list[tuple[str, float, float, float]]:
    clusters = [(f"+{c.quadrant}.{c.ring}", c.x, c.y, c.radius) for c in scene.clusters]
    return [(b.entry, b.x, b.y, b.radius) for b in scene.blips] + clusters


def _blips_too_near(scene: Scene) -> Iterator[str]:
    order = sorted(_spots(scene), key=lambda spot: spot[1])
    for place, (one, x, y, r) in enumerate(order):
        for other, u, v, s in order[place + 1 :]:
            if u - x > r + s:
                break
            if dist((x, y), (u, v)) < r + s - TOUCH:
                yield f"{one} lies on {other}"


def _blips_outside(scene: Scene) -> Iterator[str]:
    sectors = {(sector.quadrant, sector.ring): sector for sector in scene.sectors}
    for blip in scene.blips:
        sector = sectors[blip.quadrant, blip.ring]
        far = dist((0, 0), (blip.x, blip.y))
        if far + blip.radius > sector.outer + TOUCH:
            yield f"{blip.entry} leaves its ring outwards"
        if sector.inner > 0 and far - blip.radius < sector.inner - TOUCH:
            yield f"{blip.entry} leaves its ring inwards"
        for edge, side in ((sector.start, 1.0), (sector.end, -1.0)):
            off = side * (edge.x * blip.y - edge.y * blip.x)
            if off < blip.radius + scene.cross / 2 - TOUCH:
                yield f"{blip.entry} leaves its quadrant"
        start, end = (atan2(edge.x, -edge.y) % (2 * pi) for edge in (sector.start, sector.end))
        at = atan2(blip.x, -blip.y) % (2 * pi)
        if not start <= at <= (end or 2 * pi):
            yield f"{blip.entry} is in another quadrant"


def _texts_that_meet(scene: Scene) -> Iterator[str]:
    order = sorted(texts(scene), key=lambda pair: pair[1].box)
    for place, (one, a) in enumerate(order):
        for other, b in order[place + 1 :]:
            if b.box.left >= a.box.right:
                break
            if meet(a.box, b.box):
                yield f"{one} lies on {other}"


def _names_on_turned_names_of_rings(scene: Scene) -> Iterator[str]:
    for band in scene.rings:
        for block in band.names:
            for x, y in _along(block) if block.turn else ():
                for label in scene.labels:
                    box = label.text.box
                    if box.left < x < box.right and box.top < y < box.bottom:
                        yield f"name of {label.entry} lies on ring {band.ring}"


def _along(block: TextBlock) -> Iterator[tuple[float, float]]:
    """Yield points through the middle of a turned text, from its one end to its other."""
    (x, y, text), angle = block.lines[0], block.turn * pi / 180
    half, up = width(text, block.size, bold=True) / 2, -0.35 * block.size
    for part in range(-10, 11):
        along = half * part / 10
        yield x + along * cos(angle) - up * sin(angle), y + along * sin(angle) + up * cos(angle)


def _texts_on_blips(scene: Scene) -> Iterator[str]:
    for name, block in texts(scene):
        for entry, x, y, r in _spots(scene):
            u = min(max(x, block.box.left), block.box.right)
            v = min(max(y, block.box.top), block.box.bottom)
            if dist((x, y), (u, v)) < r - TOUCH:
                yield f"{name} lies on the blip of {entry}"


def _crosses(a, b, c, d) -> bool:
    def side(p, q, r) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def _cuts(a, b, box: Box) -> bool:
    corners = [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
    ]
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    return any(_crosses(a, b, c, d) for c, d in sides)


def _leaders_in_the_way(scene: Scene) -> Iterator[str]:
    lines = [
        (label.entry, a, b)
        for label in scene.labels
        for a, b in zip(label.leader, label.leader[1:], strict=False)
    ]
    for (one, a, b), (other, c, d) in combinations(lines, 2):
        if one != other and _crosses(a, b, c, d):
            yield f"the leaders of {one} and {other} cross"
    lines += [(f"ring {band.ring}", *band.leader) for band in scene.rings if band.leader]
    for one, a, b in lines:
        for name, block in texts(scene):
            if name not in (f"name of {one}", one) and _cuts(a, b, block.box):
                yield f"the leader of {one} crosses {name}"


def _from_box(box: Box, x: float, y: float) -> float:
    return dist((x, y), (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)))


def _from_line(a, b, x: float, y: float) -> float:
    steps = [(a[0] + (b[0] - a[0]) * k / 60, a[1] + (b[1] - a[1]) * k / 60) for k in range(61)]
    return min(dist((x, y), step) for step in steps)


def beside(scene: Scene) -> Iterator[tuple[Label, Blip]]:
    """Yield the names that stand beside their blips, with these."""
    blips = {blip.entry: blip for blip in scene.blips}
    for label in scene.labels:
        if label.number is None:
            yield label, blips[label.entry]


def _leaders_over_blips(scene: Scene) -> Iterator[str]:
    for label, _ in beside(scene):
        for other in scene.blips if label.leader else ():
            away = _from_line(*label.leader, other.x, other.y)
            if other.entry != label.entry and away < other.radius - TOUCH:
                yield f"the leader of {label.entry} runs over the blip of {other.entry}"


def _names_over_channels(scene: Scene) -> Iterator[str]:
    edges = {sector.quadrant: (sector.start, sector.end) for sector in scene.sectors}
    for label, _ in beside(scene):
        box = label.text.box
        points = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        for edge, side in zip(edges[label.quadrant], (1.0, -1.0), strict=True):
            if min(side * (edge.x * y - edge.y * x) for x, y in [*points, *label.leader]) < 0.0:
                yield f"name of {label.entry} is over the middle of a channel"


def _names_nearer_to_another(scene: Scene) -> Iterator[str]:
    for label, own in beside(scene):
        box = label.text.box
        # a leader brings its blip to the name: as near as names are that have none
        away = own.radius + 3.0 if label.leader else _from_box(box, own.x, own.y)
        for other in scene.blips:
            near = _from_box(box, other.x, other.y)
            if other.entry != own.entry and near < 1.3 * away - 2 * TOUCH:
                yield f"name of {own.entry} is too near to the blip of {other.entry}"


def _names_far_away(scene: Scene) -> Iterator[str]:
    for label, own in beside(scene):
        if _from_box(label.text.box, own.x, own.y) > 70.0:
            yield f"name of {own.entry} is not beside its blip"


def _names_on_tails(scene: Scene) -> Iterator[str]:
    for label, _ in beside(scene):
        box = label.text.box
        for trail in scene.trails:
            start, tip, end = trail.tail.outline
            lines = [(start, tip), (end, tip), *trail.tail.notches]
            inside = box.left < tip.x < box.right and box.top < tip.y < box.bottom
            if inside or any(_cuts(*line, box) for line in lines):
                yield f"name of {label.entry} is on the tail of {trail.entry}"


def _names_across_the_rim(scene: Scene) -> Iterator[str]:
    for label, _ in beside(scene):
        box = label.text.box
        near = _from_box(box, 0.0, 0.0)
        far = max(dist((0, 0), (x, y)) for x in box[::2] for y in box[1::2])
        if near < scene.radius - TOUCH and far > scene.radius + TOUCH:
            yield f"name of {label.entry} lies across the rim"


def _tails_that_lead_to_another(scene: Scene) -> Iterator[str]:
    blips = {blip.entry: blip for blip in scene.blips}
    for trail in scene.trails:
        own, tip = blips[trail.entry], trail.tail.tip
        length = dist((own.x, own.y), tip) - own.radius
        shortest = length < 4.6 + 3.0 * len(trail.tail.notches)
        for name, x, y, radius in _spots(scene) if not shortest else ():
            if name != trail.entry and dist(tip, (x, y)) < radius + 1.9:
                yield f"the tail of {trail.entry} leads to {name}"


def _tails_off_the_radius(scene: Scene) -> Iterator[str]:
    blips = {blip.entry: blip for blip in scene.blips}
    for trail in scene.trails:
        own, (tip_x, tip_y) = blips[trail.entry], trail.tail.tip
        far = dist((0, 0), (own.x, own.y))
        along = (own.x * (tip_x - own.x) + own.y * (tip_y - own.y)) / far
        across = (own.x * (tip_y - own.y) - own.y * (tip_x - own.x)) / far
        if abs(across) > 0.02 or (along > 0) != (own.movement == "in"):
            yield f"the tail of {trail.entry} is not on the side that it came from"
    if {trail.entry for trail in scene.trails} != {
        blip.entry for blip in scene.blips if blip.movement in ("in", "out")
    }:
        yield "what moved has no tail, or another has one"


def _outside_the_picture(scene: Scene) -> Iterator[str]:
    right, bottom = scene.left + scene.width, scene.top + scene.height
    for name, block in texts(scene):
        box = block.box
        if box.left < scene.left or box.top < scene.top or box.right > right or box.bottom > bottom:
            yield f"{name} leaves the picture"


def _lost(scene: Scene) -> Iterator[str]:
    drawn = {blip.entry for blip in scene.blips}
    clustered = {entry for cluster in scene.clusters for entry in cluster.entries}
    named = [label.entry for label in scene.labels]
    if len(named) != len(set(named)) or set(named) != drawn | clustered or drawn & clustered:
        yield "an entry is lost, or there twice"


NAMES = st.one_of(
    st.text(min_size=1, max_size=24).filter(str.strip),  # a radar refuses a name of blanks
    st.sampled_from(
        [
            "云原生持续交付",
            "Kubernetes",
            "מערכת Linux",
            "Übergrößenträger",
            "👩‍💻👩‍💻",
            "C++",
            "W" * 60,
        ]
    ),
    st.integers(0, 10**6).map(lambda n: f"Technology number {n}"),
)


@st.composite
def radars(draw: st.DrawFn, most: int = 400) -> Radar:
    """Radars of any axes, with up to `most` entries in any distribution, in two editions."""
    quadrants, rings = draw(st.integers(2, 8)), draw(st.integers(1, 8))
    count = draw(st.one_of(st.integers(0, 60), st.integers(0, most)))
    random = draw(st.randoms(use_true_random=False))
    few = draw(st.lists(NAMES, min_size=1, max_size=12))
    crowd = draw(st.sampled_from([1.0, 2.0, 6.0]))  # how far most entries are in one sector

    def place(limit: int) -> int:
        return int(random.random() ** crowd * limit)

    def history() -> list[dict[str, object]]:
        first = {"edition": "a", "ring": f"r{place(rings)}", "quadrant": f"q{place(quadrants)}"}
        fate = random.random()
        if fate < 0.1:
            return [first | {"edition": "b"}]
        if fate < 0.2:
            return [first, first | {"edition": "b", "ring": f"r{place(rings)}"}]
        return [first]

    return Radar(
        title=draw(NAMES),
        quadrants=[{"id": f"q{n}", "name": draw(NAMES)} for n in range(quadrants)],
        rings=[{"id": f"r{n}", "name": draw(NAMES)} for n in range(rings)],
        editions=[{"id": "a"}, {"id": "b"}],
        entries=[
            {"id": f"e{n}", "name": f"{random.choice(few)}{n}", "history": history()}
            for n in range(count)
        ],
        layout={"labels": draw(st.sampled_from(["auto", "auto", "numbers"]))},
    )
