"""A closed edition as a radar of its own, as it was published, without anything of today.

Everything that shows a radar can show such a one: the picture, the list and the page of a closed
edition are made of it, so they cannot differ from what was published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from radar.editions.histories import Published, merge_history
from radar.model import (
    ClosedEdition,
    Edition,
    Entry,
    PublishedEntry,
    Quadrant,
    Radar,
    Ring,
    identify,
    match_axis,
)


def as_published(radar: Radar, edition: str) -> Radar:
    """Return a closed edition, with the one before it, as a radar in which it is the newest.

    Ids and names are those that were published. What entries say today is not in it; languages,
    theme and addresses are those of `radar`.

    Raises:
        KeyError: there is no such edition, or it is not closed.
    """
    place = radar.edition_order[edition]
    if place >= len(radar.closed):
        raise KeyError(edition)
    closed = radar.closed[max(place - 1, 0) : place + 1]
    shown = closed[-1]
    rings = tuple(Ring(id=ring.id, name=ring.name) for ring in shown.rings)
    quadrants = tuple(Quadrant(id=each.id, name=each.name) for each in shown.quadrants)
    fields = {name: getattr(radar, name) for name in ("languages", "theme", "base_url", "layout")}
    return Radar.model_construct(
        **{name: field.get_default(call_default_factory=True) for name, field in _FIELDS},
        **fields,
        id=shown.radar,
        title=shown.title,
        rings=rings,
        quadrants=quadrants,
        editions=tuple(map(_edition, closed)),
        closed=closed,
        entries=tuple(_entries(closed, rings, quadrants)),
    )


_GIVEN = (
    *("languages", "theme", "base_url", "layout"),
    *("id", "title", "rings", "quadrants", "editions", "closed", "entries"),
)
_FIELDS = tuple((name, field) for name, field in Radar.model_fields.items() if name not in _GIVEN)


def _edition(closed: ClosedEdition) -> Edition:
    return Edition(id=closed.id, name=closed.name, date=closed.date, text=closed.text)


def _entries(
    closed: Sequence[ClosedEdition], rings: Sequence[Ring], quadrants: Sequence[Quadrant]
) -> list[Entry]:
    ids = [edition.id for edition in closed]
    in_rings = [match_axis(edition.rings, rings) for edition in closed]
    in_quadrants = [match_axis(edition.quadrants, quadrants) for edition in closed]

    def stood(rows: Mapping[int, PublishedEntry]) -> Mapping[int, Published]:
        return {
            place: Published(in_rings[place][row.ring], in_quadrants[place][row.quadrant])
            for place, row in rows.items()
        }

    identities = identify(tuple(enumerate(closed)), closed[-1].entries)
    return [
        Entry(
            id=id_,
            name=rows[max(rows)].name,
            history=merge_history(ids, len(closed), stood(rows), None),
            hidden=rows[max(rows)].hidden,
        )
        for id_, rows in identities.rows.items()
    ]
