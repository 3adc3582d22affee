"""Movements that a source states, compared with those that follow from its rings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from radar.exchange.toolkit.draft import Draft, ImportRow
from radar.exchange.toolkit.report import SourcePlace
from radar.history import path
from radar.model import Movement, Radar
from radar.text import number_of

_CLAIMS = {
    "new": "new",
    "in": "moved in",
    "out": "moved out",
    "unchanged": "unchanged",
    "changed": "changed",
}


def compare_claims(
    radar: Radar, rows: Mapping[str, Sequence[ImportRow]], ids: Mapping[str, str], draft: Draft
) -> None:
    """Report every movement stated by the source that differs from the one computed from rings."""
    if not radar.editions or not any(row.claim for group in rows.values() for row in group):
        return
    first = radar.editions[0].id
    claims = [row.claim for group in rows.values() for row in group if row.edition == first]
    unheard = sum(claim in ("new", "in", "out") for claim in claims)
    if unheard:
        message = f"{number_of(unheard, 'claim')} of movement: the first edition shows none"
        draft.say("noted", SourcePlace(draft.rows[0].place.path), "first-edition", message)
    for key, group in rows.items():
        moved = _movements(radar, ids[key])
        said = ""
        for row in group:
            is_reworded, said = bool(row.text) and row.text != said, row.text or said
            if row.claim == "changed" and is_reworded:
                continue  # it has changed: its text
            movement = moved.get(row.edition, Movement.UNCHANGED)
            heard = row.claim and row.edition != first
            if heard and not _agrees(row.claim, movement, says_new=draft.says_new):
                message = f"{row.name!r} claims {_CLAIMS[row.claim]}; it is {movement.value}"
                draft.say("differs", row.place, "movement", message)


def _movements(radar: Radar, entry: str) -> Mapping[str, Movement]:
    """Return how an entry moved, by edition; in editions that are missing it did not move."""
    return {step.line.edition: step.movement for step in path(radar, radar.by_id[entry])}


def _agrees(claim: str, movement: Movement, *, says_new: bool) -> bool:
    if movement in (Movement.NEW, Movement.RETURNED) and not says_new:
        return claim == "unchanged"
    if claim == "changed":
        return movement in (Movement.IN, Movement.OUT, Movement.RETURNED)
    return claim == movement.value or (claim == "new" and movement is Movement.RETURNED)
