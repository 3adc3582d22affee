"""Pictures of closed editions, from what was published, without any search; and the other way.

`publish` takes an edition as it is drawn now and returns the `ClosedEdition` that is kept of it.
`compose_published` draws such a one again: with the same theme and language the scene is the same
in every number, whatever the entries say by then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from radar.history import Standing, timeline
from radar.layout.composition.blips import to_placed_label
from radar.layout.composition.compose import compose_with_given_names
from radar.layout.composition.content import make_content
from radar.layout.composition.context import PictureContext
from radar.layout.composition.numbers import compose_with_numbers
from radar.layout.geometry import Box, Point
from radar.layout.labels.memory import keep_published_label
from radar.layout.labels.model import KeptLabel, NamedBlip, PlacedLabel
from radar.layout.labels.typesetting import TALL_FACE, LabelShape, Setting
from radar.layout.placement.arrangement import Arrangement, SectorKey
from radar.layout.scene import Scene
from radar.model import (
    ClosedEdition,
    Edition,
    PublishedCluster,
    PublishedEntry,
    PublishedLabel,
    PublishedPicture,
    PublishedQuadrant,
    PublishedRing,
    Radar,
)
from radar.published import state_to_show
from radar.style import Style
from radar.text import UNSTATED
from radar.words import Catalogue

_GAP: Final = 3.0
"""Distance of a label from its blip in px, as `place_labels` has it by default."""
_FINE_RADIUS: Final = 900.0
"""Radius in px up to which five decimals of it name a hundredth of a px; six do up to 9,000."""


def arrangement_of(closed: ClosedEdition, style: Style, ids: Mapping[str, str]) -> Arrangement:
    """Return the positions of a closed edition; `ids` maps ids as they were to those wanted."""
    picture, radius = closed.picture, round(style.radius * closed.picture.growth, 2)
    points = {
        ids.get(row.id, row.id): _point(row.x, row.y, radius)
        for row in closed.entries
        if row.x is not None and row.y is not None
    }
    for each in picture.clusters:
        sector, ring = closed.quadrant_order[each.quadrant], closed.ring_order[each.ring]
        points[f"+{sector}.{ring}"] = _point(each.x, each.y, radius)
    shares = (picture.hole, *(ring.radius for ring in closed.rings))
    radii = tuple(round(share * radius, 2) for share in shares)
    order = {name: points[name] for name in sorted(points)}
    return Arrangement(radius, radii, picture.blip * radius, order, _overflow(closed, ids))


def _point(x: float, y: float, radius: float) -> Point:
    return Point(round(x * radius, 2) + 0.0, round(y * radius, 2) + 0.0)


def _overflow(closed: ClosedEdition, ids: Mapping[str, str]) -> dict[SectorKey, tuple[str, ...]]:
    """Return the entries that share the mark of their sector."""
    crowded: dict[SectorKey, list[str]] = {}
    for row in closed.entries:
        if row.x is None and not row.hidden:
            at = closed.quadrant_order[row.quadrant], closed.ring_order[row.ring]
            crowded.setdefault(at, []).append(ids.get(row.id, row.id))
    return {at: tuple(sorted(entries)) for at, entries in crowded.items()}


def make_published_context(
    radar: Radar, edition: str, language: str, style: Style, own: Catalogue | None = None
) -> PictureContext:
    """Return content and positions of a closed edition; `own` are the user's words, if any."""
    view = state_to_show(radar, edition)
    content = make_content(view, edition, language, timeline(view)[edition], own)
    closed = view.closed[-1]
    arrangement, before = arrangement_of(closed, style, {}), _before(view, style)
    return PictureContext(content, arrangement, before, style, closed.picture.scale)


def compose_published(context: PictureContext, languages: Sequence[str]) -> Scene:
    """Return the scene of a closed edition; `languages` are tried where its own has no names."""
    closed = context.content.radar.closed[-1]
    if not closed.picture.type:
        return compose_with_numbers(context)
    tags = (context.content.language, *languages)
    names = {
        row.id: _placements(context, row, label)
        for row in closed.entries
        if (label := _label_in(row, tags))
    }
    return compose_with_given_names(context, closed.picture.type, names)


def _before(view: Radar, style: Style) -> Arrangement | None:
    """Return the positions in the edition before, by the ids of the newest of a view."""
    if len(view.closed) < 2:
        return None
    ids = {rows[0].id: id_ for id_, rows in view.identities.rows.items() if 0 in rows}
    return arrangement_of(view.closed[0], style, ids)


def _label_in(row: PublishedEntry, languages: Sequence[str]) -> PublishedLabel | None:
    """Return where a name stands, in another language where it was not published in the first."""
    return next((row.labels[tag] for tag in (*languages, *row.labels) if tag in row.labels), None)


def _placements(context: PictureContext, row: PublishedEntry, label: PublishedLabel) -> PlacedLabel:
    at = _round(context.point(row.id))
    edges = (at.x + label.left, at.y + label.top, at.x + label.right, at.y + label.bottom)
    box = Box(*(round(edge, 2) for edge in edges))
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2.0}[label.anchor]
    return PlacedLabel(
        row.id,
        tuple(label.lines) or (context.content.names[row.id],),
        label.anchor,
        round(x, 2),
        round(at.y + label.y, 2),
        box,
        label.crosses,
        tuple(Point(round(at.x + x, 2), round(at.y + y, 2)) for x, y in label.leader),
        label.size or context.content.radar.closed[-1].picture.type,
    )


def _round(point: Point) -> Point:
    return Point(round(point.x, 2), round(point.y, 2))


def memory_of(
    scene: Scene, size: float, style: Style, ids: Mapping[str, str]
) -> dict[str, KeptLabel]:
    """Return what the labels of a closed edition leave for the next; see `arrangement_of`.

    `size` is that of the type of the picture, in px.
    """
    blips = {blip.entry: blip for blip in scene.blips}
    setting = Setting(size, size * style.line_height, _GAP, TALL_FACE)
    kept: dict[str, KeptLabel] = {}
    for label in scene.labels if size else ():
        blip, text = blips[label.entry], label.text
        if text.size == size and not label.number:
            id_ = ids.get(label.entry, label.entry)
            lines = tuple(line.text for line in text.lines)
            shape = LabelShape(lines, text.box.width, text.box.height, 0.0)
            there = NamedBlip(id_, blip.name, blip.x, blip.y, blip.radius, text.bold)
            plate = bool(label.gaps)
            kept[id_] = keep_published_label(
                there, text.box, shape, text.anchor, setting, plate=plate, leader=label.leader
            )
    return kept


class PictureSizes(NamedTuple):
    """The radius of the theme in px, how much distances are enlarged, and the usual type of labels.

    `type` is in px, 0 where the picture shows numbers.
    """

    radius: float
    scale: float
    type: float


def publish(
    radar: Radar,
    edition: Edition,
    standings: Sequence[Standing],
    arrangement: Arrangement,
    scenes: Mapping[str, Scene],
    sizes: PictureSizes,
) -> ClosedEdition:
    """Return what is kept of an edition as it is drawn now.

    `scenes` are its pictures by language.
    """
    radius = arrangement.radius
    labels = {tag: _labels(scene, sizes.type) for tag, scene in scenes.items()}
    rows = [
        _row(radar, standing, arrangement, labels)
        for standing in standings
        if standing.ring is not None
    ]
    return ClosedEdition(
        radar=radar.id,
        title=_words(radar, radar.title),
        id=edition.id,
        name=_words(radar, edition.name),
        date=edition.date,
        text=_words(radar, edition.text),
        quadrants=list(_quadrants(radar)),
        rings=list(_rings(radar, arrangement)),
        picture=PublishedPicture(
            growth=radius / sizes.radius,
            scale=sizes.scale,
            hole=round(arrangement.radii[0] / radius, 6),
            blip=arrangement.blip / radius,
            type=sizes.type,
            clusters=_clusters(radar, arrangement),
        ),
        entries=sorted(rows, key=lambda row: row.id),
    )


def _quadrants(radar: Radar) -> Iterator[PublishedQuadrant]:
    """Yield the quadrants with the angles of their edges."""
    step = 360 / len(radar.clockwise)
    for n, part in enumerate(radar.clockwise):
        edges = {"first": round(step * n, 4), "last": round(step * (n + 1), 4)}
        yield PublishedQuadrant(id=part.id, name=_words(radar, part.name), color=n, **edges)


def _rings(radar: Radar, arrangement: Arrangement) -> Iterator[PublishedRing]:
    """Yield the rings with their outer edges."""
    for ring, edge in zip(radar.rings, arrangement.radii[1:], strict=True):
        share = round(edge / arrangement.radius, 6)
        yield PublishedRing(id=ring.id, name=_words(radar, ring.name), radius=share)


def _row(
    radar: Radar,
    standing: Standing,
    arrangement: Arrangement,
    labels: Mapping[str, Mapping[str, PublishedLabel]],
) -> PublishedEntry:
    entry = standing.entry
    point = arrangement.points.get(entry.id) if standing.has_blip else None
    return PublishedEntry(
        id=entry.id,
        name=_words(radar, standing.transition.after.name),
        quadrant=standing.quadrant,
        ring=standing.ring,
        number=standing.number,
        x=_share(point.x, arrangement.radius) if point else None,
        y=_share(point.y, arrangement.radius) if point else None,
        labels={tag: places[entry.id] for tag, places in labels.items() if entry.id in places},
        hidden=standing.hidden,
        was=_earlier_id(radar, standing),
    )


def _earlier_id(radar: Radar, standing: Standing) -> str:
    """Return the id that an entry had in the last closed edition, '' if it is the same."""
    rows = radar.identities.rows.get(standing.entry.id, {})
    row = rows.get(len(radar.closed) - 1)
    return row.id if row and row.id != standing.entry.id else ""


def _share(length: float, radius: float) -> float:
    return round(length / radius, 5 if radius <= _FINE_RADIUS else 6) + 0.0


def _clusters(radar: Radar, arrangement: Arrangement) -> list[PublishedCluster]:
    made = []
    for sector, ring in sorted(arrangement.overflow):
        point = arrangement.points[f"+{sector}.{ring}"]
        x, y = (_share(length, arrangement.radius) for length in point)
        where = {"quadrant": radar.clockwise[sector].id, "ring": radar.rings[ring].id}
        made.append(PublishedCluster(**where, x=x, y=y))
    return made


def _labels(scene: Scene, usual: float) -> Mapping[str, PublishedLabel]:
    """Return where the names of a picture stand beside their blips; `usual` is the usual type."""
    if scene.shows == "numbers":
        return {}
    blips = {blip.entry: _round(Point(blip.x, blip.y)) for blip in scene.blips}
    return {
        label.entry: _label(to_placed_label(label), blips[label.entry], usual)
        for label in scene.labels
        if not label.number
    }


def _label(placed: PlacedLabel, at: Point, usual: float) -> PublishedLabel:
    box = placed.box
    return PublishedLabel(
        anchor=placed.anchor,
        y=round(placed.y - at.y, 2),
        left=round(box.left - at.x, 2),
        top=round(box.top - at.y, 2),
        right=round(box.right - at.x, 2),
        bottom=round(box.bottom - at.y, 2),
        size=0 if placed.size == usual else placed.size,
        crosses=placed.plate,
        lines=placed.lines if len(placed.lines) > 1 else (),
        leader=[(round(x - at.x, 2), round(y - at.y, 2)) for x, y in placed.leader],
    )


def _words(radar: Radar, text: Mapping[str, str]) -> dict[str, str]:
    """Return words by language, those of no stated language under the radar's first."""
    return {(radar.languages[0] if tag == UNSTATED else tag): text[tag] for tag in text}
