"""An edition as a radar of its own: a closed one as it was published, without anything of today.

Everything that shows a radar can show such a one: the picture, the list and the page of an edition
are made of it, so those of a closed edition cannot differ from what was published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from radar.editions.histories import Published, merge_history
from radar.model import (
    ClosedEdition,
    Edition,
    Entry,
    Placement,
    PublishedEntry,
    Quadrant,
    Radar,
    Ring,
    identify,
    match_axis,
)


def state_to_show(radar: Radar, edition: str) -> Radar:
    """Return the radar that shows an edition ('' in a radar without editions).

    That of a closed edition is as it was published. Another one before the newest has no quadrant
    in which no entry was then, as there may have been none; all others are `radar` itself.
    """
    if edition not in radar.shown_editions:
        radar.shown_editions[edition] = _state_to_show(radar, edition)
    return radar.shown_editions[edition]


def _state_to_show(radar: Radar, edition: str) -> Radar:
    place = radar.edition_order.get(edition, 0)
    if place < len(radar.closed):
        return make_published_state(radar, edition)
    if place >= len(radar.editions) - 1:
        return radar
    lines = (_in_force(radar, entry, place) for entry in radar.entries)
    used = {line.quadrant for line in lines if line and line.ring}
    empty = [part.id for part in radar.clockwise if part.id not in used]
    used.update(empty[: max(_FEWEST - len(used), 0)])
    quadrants = tuple(part for part in radar.clockwise if part.id in used)
    if len(quadrants) == len(radar.quadrants):
        return radar
    fields = {name: getattr(radar, name) for name in Radar.model_fields}
    stripped = tuple(part.model_copy(update={"position": None}) for part in quadrants)
    return Radar.model_construct(**fields | {"quadrants": stripped})


_FEWEST = 2  # quadrants of a radar


def _in_force(radar: Radar, entry: Entry, place: int) -> Placement | None:
    """Return the line of a history that counts in the edition at a place, or counted last."""
    order = radar.edition_order
    lines = [line for line in entry.history if order.get(line.edition, 0) <= place]
    return lines[-1] if lines else None


def make_published_state(radar: Radar, edition: str) -> Radar:
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
_ENTRY_DEFAULTS = {  # pydantic would look at the signature of each factory, for each entry
    name: field.get_default(call_default_factory=True)
    for name, field in Entry.model_fields.items()
    if name not in ("id", "name", "history", "hidden")
}
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
        Entry.model_construct(
            **_ENTRY_DEFAULTS,
            id=id_,
            name=rows[max(rows)].name,
            history=merge_history(ids, len(closed), stood(rows), None),
            hidden=rows[max(rows)].hidden,
        )
        for id_, rows in identities.rows.items()
    ]
