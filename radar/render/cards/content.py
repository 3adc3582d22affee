"""What a card says, and what its small radar shows."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import NamedTuple

from radar.history import Standing
from radar.layout.composition.tails import make_tail, usual_length
from radar.layout.geometry import Point
from radar.layout.scene import Blip, Scene, Trail
from radar.model import Entry, Movement, Proposal
from radar.prose.words import plain_text
from radar.render.site.context import PageContext
from radar.render.site.proposals import describe_proposal

_MARK = 0.1
"""Radius of the only mark of a small radar, in radii of the disc: 13 px of 130, seen in a chat."""

_ENLARGED = 1.8
"""How many times as large the marks on the card of the whole radar are: 3 px, and apart still."""


class Card(NamedTuple):
    """The texts of a card, and its small radar.

    `kicker` stands above the `name`, `place` in the hue of the quadrant below it, and `note` last;
    all but the name may be ''. `quadrant` is the place of the quadrant in the radar, None for the
    card of the whole radar. `sector` is the quadrant and the ring to light up, each by its id.
    """

    kicker: str
    name: str
    place: str
    note: str
    scene: Scene
    quadrant: int | None = None
    sector: tuple[str, str] = ("", "")


def radar_card(context: PageContext, scene: Scene) -> Card:
    """Return the card of the whole radar; `scene` is its newest edition."""
    radar, newest = context.radar, context.radar.newest
    edition = context.words("edition", edition=context.edition_name(newest)) if newest else ""
    about = " ".join(plain_text(context.say(radar.description).words).split())
    title = context.say(radar.title).words
    return Card(edition, title, about, context.counts(newest), _crowd(bare_scene(scene)))


def entry_card(context: PageContext, entry: Entry, bare: Scene) -> Card:
    """Return the card of an entry; `bare` is the newest edition without texts."""
    standing = context.newest.get(entry.id)
    on = standing if standing and standing.ring else None
    rings = [line.ring for line in entry.history if line.ring]
    ring = (on.ring or "") if on else rings[-1] if rings else ""
    quadrant = on.quadrant if on else entry.quadrant
    name = context.ring(ring).name.words if on else context.words("off_radar")
    shown = _only(bare, entry.id, on if on and on.has_blip else None)
    return _card(context, entry, name, context.describe_movement(entry), shown, (quadrant, ring))


def proposal_card(context: PageContext, proposal: Proposal, bare: Scene) -> Card:
    """Return the card of a proposal: nothing stands for it in the radar, which it is not on."""
    said = describe_proposal(context, proposal.proposed)
    sector = (proposal.quadrant, proposal.proposed.ring)
    return _card(context, proposal, context.words("proposals"), said, _only(bare), sector)


def _card(
    context: PageContext,
    each: Entry | Proposal,
    ring: str,
    note: str,
    scene: Scene,
    sector: tuple[str, str],
) -> Card:
    quadrant = context.quadrant(sector[0])
    title, name = context.say(context.radar.title).words, context.names[each.id].words
    return Card(title, name, f"{ring} · {quadrant.name}", note, scene, quadrant.place, sector)


def bare_scene(scene: Scene) -> Scene:
    """Return a scene without texts and lines: its rings, marks and tails alone."""
    return replace(
        scene,
        labels=(),
        headings=(),
        key=(),
        clusters=(),
        ghosts=(),
        rings=tuple(replace(band, names=(), leader=()) for band in scene.rings),
        quadrants=tuple(
            replace(part, arc="", heading=None, note=None, tallies=()) for part in scene.quadrants
        ),
        blips=tuple(replace(blip, number_size=0.0) for blip in scene.blips),
    )


def _crowd(bare: Scene) -> Scene:
    """Return a scene with marks that are seen in a small picture, and so without tails."""
    more = _ENLARGED if bare.shows == "names" else 1.0  # marks that hold numbers are large
    blips = tuple(replace(blip, radius=round(more * blip.radius, 2)) for blip in bare.blips)
    return replace(bare, blips=blips, trails=())


def _only(bare: Scene, entry: str = "", standing: Standing | None = None) -> Scene:
    """Return a scene with the mark of one entry alone, larger, and its tail."""
    radius = round(_MARK * bare.radius, 2)
    blips = [replace(blip, radius=radius) for blip in bare.blips if blip.entry == entry]
    if not blips or standing is None:
        return replace(bare, blips=(), trails=())
    moved = blips[0].movement in (Movement.IN, Movement.OUT)
    trails = (_tail(blips[0], standing),) if moved else ()
    return replace(bare, blips=tuple(blips), trails=trails)


def _tail(blip: Blip, standing: Standing) -> Trail:
    """Return the tail of a large mark: as long for its size as that of a mark in the picture."""
    far = sqrt(blip.x * blip.x + blip.y * blip.y) or 1.0
    sign = 1.0 if blip.movement is Movement.IN else -1.0
    way = Point(sign * blip.x / far, sign * blip.y / far)
    steps = max(abs(standing.transition.steps), 1)
    length = usual_length(steps) * blip.radius / 8.0  # of a mark of 8 px, between small and large
    tail = make_tail(blip.x, blip.y, blip.radius, way, length, steps)
    return Trail(blip.entry, blip.quadrant, tail, Point(blip.x, blip.y))
