"""A published edition with a correction: every blip and label that can stay stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from radar.layout.atlas import Atlas
from radar.model import ClosedEdition, Edition, Entry, Placement, PublishedEntry, Radar
from radar.model.whole import LayoutOptions
from radar.published import make_published_state
from radar.style import Style
from radar.words import Catalogue

_BEFORE: Final = "published"
"""Id of the edition as it was, in the radar in which the corrected one comes after it."""


def lay_out_amended_edition(
    radar: Radar,
    edition: str,
    rows: Mapping[str, PublishedEntry],
    style: Style,
    words: Mapping[str, Catalogue],
) -> ClosedEdition:
    """Return a closed edition with other rows, by id; numbers of old entries stay.

    The correction is laid out as an edition that comes after the one that was published.
    """
    old = radar.closed[radar.edition_order[edition]]
    view = make_published_state(radar, edition)
    after = edition if edition != _BEFORE else f"{_BEFORE}-2"
    shows = LayoutOptions(labels="names" if old.picture.type else "numbers")
    fields = {name: getattr(view, name) for name in Radar.model_fields} | {
        "layout": shows,
        "editions": (
            Edition(id=_BEFORE),
            Edition(id=after, name=old.name, date=old.date, text=old.text),
        ),
        "closed": (old.model_copy(update={"id": _BEFORE}),),
        "entries": tuple(_entry(row, old, after) for _, row in sorted(rows.items())),
    }
    drawn = Atlas(Radar.model_construct(**fields), style, words).publish(after)
    made = [_keep(row, rows[row.id], old) for row in drawn.entries]
    update = {"id": old.id, "amendments": old.amendments, "entries": _number(made)}
    return drawn.model_copy(update=update)


def _entry(row: PublishedEntry, old: ClosedEdition, edition: str) -> Entry:
    before = old.by_id.get(row.id)
    lines = [Placement(edition=edition, ring=row.ring, quadrant=row.quadrant)]
    if before and (before.ring, before.quadrant) == (row.ring, row.quadrant):
        lines = [lines[0].model_copy(update={"edition": _BEFORE})]
    elif before:
        lines.insert(0, Placement(edition=_BEFORE, ring=before.ring, quadrant=before.quadrant))
    return Entry(id=row.id, name=row.name, history=lines, hidden=row.hidden)


def _keep(row: PublishedEntry, wanted: PublishedEntry, old: ClosedEdition) -> PublishedEntry:
    """Return a row with the number that it had, 0 for one that is to get a new one."""
    before = old.by_id.get(row.id)
    return row.model_copy(
        update={"number": before.number if before else 0, "was": wanted.was, "name": wanted.name}
    )


def _number(rows: list[PublishedEntry]) -> tuple[PublishedEntry, ...]:
    """Give new rows the numbers after the last."""
    last = max((row.number for row in rows), default=0)
    numbered = []
    for row in rows:
        if not row.number and not row.hidden:
            last += 1
            row = row.model_copy(update={"number": last})
        numbered.append(row)
    return tuple(numbered)
