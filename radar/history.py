"""Editions → where every entry stands, and how it moved.

Movement is computed from the histories alone and never written, so it cannot contradict them.
An entry keeps its ring from edition to edition until a later line of its history changes it.

::

    history     2022: trial     2024: adopt      (a line says: from here on)
    editions    2022    2023    2024    2025
    standings   trial   trial   adopt   adopt
    movement    -       -       in      -        (the first edition shows none)

A closed edition also says what an entry was called then, and whether it was drawn, so that an
entry renamed since is told as such.

A `HistoryStep` is one line of a history, or another name, and what it changed; a `Standing` is one
entry in one edition. `standings` computes the standings of one edition, `timeline` those of all
editions in one pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from radar.changes import EntryState, Transition, restyling_places, state_at, transition
from radar.model import (
    ClosedEdition,
    Entry,
    Movement,
    Placement,
    Quadrant,
    Radar,
    Ring,
    match_axis,
)
from radar.naming.characters import fold_case
from radar.text import choose_words


class Standing(NamedTuple):
    """Where one entry stands in one edition.

    `quadrant` is the one that it left in the one edition in which the entry left. `transition` is
    how it came from the edition before. `since` is the edition in which it came to its ring,
    whatever notes or changes of quadrant followed, '' in a radar without editions. `number` counts
    the drawn entries from 1 by quadrant (from the top left), ring (inner first) and name in the
    default language; 0 stands for an entry that is not drawn.
    """

    entry: Entry
    quadrant: str
    transition: Transition
    since: str = ""
    number: int = 0

    @property
    def ring(self) -> str | None:
        """The ring, None in the one edition in which the entry left."""
        return self.transition.after.ring

    @property
    def movement(self) -> Movement:
        """How the entry moved in this edition."""
        return self.transition.movement

    @property
    def before(self) -> str | None:
        """The ring in the edition before, None where the entry was not on the radar."""
        return self.transition.before.ring

    @property
    def quadrant_before(self) -> str | None:
        """The quadrant in the edition before, None where the entry was not on the radar."""
        return self.transition.before.quadrant

    @property
    def has_blip(self) -> bool:
        """Whether the entry has a blip: on the radar and not hidden."""
        return self.transition.after.ring is not None and not self.hidden

    @property
    def hidden(self) -> bool:
        """Whether the entry is not drawn in this edition."""
        return self.transition.after.hidden


class HistoryStep(NamedTuple):
    """One line of an entry's history, and what it did.

    `place` is that of its edition, 0 the oldest; `transition` is how the entry came from the
    edition before; `since` is the edition in which the entry came to the ring of this line.
    """

    line: Placement
    place: int
    transition: Transition
    since: str

    @property
    def movement(self) -> Movement:
        """How the entry moved in the edition of this line."""
        return self.transition.movement


def path(radar: Radar, entry: Entry) -> tuple[HistoryStep, ...]:
    """Return what every line of the history of an entry of the radar did, oldest first.

    >>> rings = {"2022": "trial", "2023": "trial", "2024": "adopt"}
    >>> lines = [{"edition": e, "ring": r, "quadrant": "tools"} for e, r in rings.items()]
    >>> rust = Entry(id="rust", name="Rust", history=lines)
    >>> editions = [{"id": e} for e in rings]
    >>> tiny = Radar(title="Ours", quadrants=["Tools", "Platforms"], editions=editions)
    >>> [(step.movement.value, step.since) for step in path(tiny, rust)]
    [('unchanged', '2022'), ('unchanged', '2022'), ('in', '2024')]
    """
    if entry.id not in radar.paths:
        radar.paths[entry.id] = _path(radar, entry)
    return radar.paths[entry.id]


def _path(radar: Radar, entry: Entry) -> tuple[HistoryStep, ...]:
    steps: list[HistoryStep] = []
    before, since, known = EntryState(name=entry.name, hidden=entry.hidden), "", False
    for place, line in _lines(radar, entry):
        after = state_at(radar, entry, line, place)
        if not steps or after.ring != before.ring:
            since = radar.editions[place].id if radar.editions else ""
        if place:
            orders = (_order_before(radar, place, steps), radar.ring_order_at(place))
            moved = transition(before, after, orders, known=known)
        else:
            moved = Transition(before, after, _first_movement(radar, entry))
        steps.append(HistoryStep(line, place, moved, since))
        before, known = after, known or after.ring is not None
    return tuple(steps)


def _order_before(radar: Radar, place: int, steps: Sequence[HistoryStep]) -> Mapping[str, int]:
    """Return the rings of the edition before a line; of the line before, where they lack its ring.

    A ring may go from `radar.yaml` after the edition that was closed with it.
    """
    order = radar.ring_order_at(place - 1)
    if steps and steps[-1].line.ring not in order:
        return radar.ring_order_at(steps[-1].place)
    return order


def _lines(radar: Radar, entry: Entry) -> Iterator[tuple[int, Placement]]:
    """Yield the lines of a history with their places, and one for each other name between them."""
    lines = {radar.edition_order.get(line.edition, 0): line for line in entry.history}
    now: Placement | None = None
    for place in sorted(lines.keys() | set(restyling_places(radar, entry))):
        now = lines[place] if place in lines else _again(radar, now, place)
        if now is not None:
            yield place, now


def _again(radar: Radar, line: Placement | None, place: int) -> Placement | None:
    """Return the same placement once more in a later edition, None where there is none."""
    if line is None or line.ring is None:
        return None
    edition = radar.editions[place].id
    return Placement(edition=edition, ring=line.ring, quadrant=line.quadrant)


def standings(radar: Radar, edition: str | None = None) -> tuple[Standing, ...]:
    """Return where every entry stands in an edition (the newest by default), in id order.

    Entries that had not come yet, or that had left in an earlier edition, are not among them;
    an entry that leaves in this very edition is, with `ring` None.

    Raises:
        KeyError: the radar has no such edition.
    """
    edition = radar.newest if edition is None else edition
    now = radar.edition_order[edition] if edition else 0
    at_edition = (_standing_at(entry, path(radar, entry), now) for entry in radar.entries)
    there = [standing for standing in at_edition if standing]
    return _number(radar, now, there, _names(radar))


def timeline(radar: Radar) -> Mapping[str, tuple[Standing, ...]]:
    """Return the standings of every edition, oldest first, as `standings` has them.

    A radar without editions has one state, under the key ''. This takes one pass over the
    histories, so it is faster than `standings` for each edition.
    """
    if not radar.standings:
        radar.standings.update(_timeline(radar))
    return radar.standings


def _timeline(radar: Radar) -> Mapping[str, tuple[Standing, ...]]:
    editions = [edition.id for edition in radar.editions] or [""]
    by_edition: list[list[Standing]] = [[] for _ in editions]
    for entry in radar.entries:
        steps = path(radar, entry)
        ends = [step.place for step in steps[1:]] + [len(editions)]
        for step, end in zip(steps, ends, strict=True):
            _file(by_edition, entry, step, end)
    names = _names(radar)
    return {
        edition: _number(radar, place, each, names)
        for place, (edition, each) in enumerate(zip(editions, by_edition, strict=True))
    }


def until(radar: Radar, edition: str) -> Radar:
    """Return the radar as it was in an edition, without anything that came later.

    Texts are those of today, because no others are known; a closed edition has its own quadrants
    and rings. An entry that had not come yet is left out, and so is the mention of it among related
    entries.

    Raises:
        KeyError: the radar has no such edition.
    """
    now = radar.edition_order[edition]
    order = radar.edition_order
    histories = {
        entry.id: tuple(line for line in entry.history if order.get(line.edition, 0) <= now)
        for entry in radar.entries
    }
    entries = tuple(_cut(entry, histories) for entry in radar.entries if histories[entry.id])
    fields = {name: getattr(radar, name) for name in Radar.model_fields}
    fields |= {"editions": radar.editions[: now + 1], "closed": radar.closed[: now + 1]}
    if now < len(radar.editions) - 1:  # what is proposed today was not then
        fields["proposals"] = ()
        entries = tuple(entry.model_copy(update={"proposed": None}) for entry in entries)
    fields["entries"] = entries
    if now < len(radar.closed):
        fields |= _axes_of(radar, radar.closed[now])
    return Radar.model_validate(fields)


def _axes_of(radar: Radar, closed: ClosedEdition) -> dict[str, object]:
    """Return the quadrants and rings of a closed edition, with the ids that they have today."""
    rings = match_axis(closed.rings, radar.rings)
    quadrants = match_axis(closed.quadrants, radar.quadrants)
    said = {each.id: each.description for each in (*radar.rings, *radar.quadrants)}
    return {
        "rings": [
            Ring(id=rings[each.id], name=each.name, description=said.get(rings[each.id], {}))
            for each in closed.rings
        ],
        "quadrants": [
            Quadrant(id=quadrants[q.id], name=q.name, description=said.get(quadrants[q.id], {}))
            for q in closed.quadrants
        ],
    }


def _cut(entry: Entry, histories: Mapping[str, tuple[Placement, ...]]) -> Entry:
    related = tuple(other for other in entry.related if histories.get(other))
    instead = tuple(other for other in entry.instead if histories.get(other))
    update = {"history": histories[entry.id], "related": related, "instead": instead}
    return entry.model_copy(update=update)


def placement_at(radar: Radar, entry: Entry, now: int) -> Placement | None:
    """Return the line of an entry's history that is in force in the edition at place `now`."""
    order = radar.edition_order
    for placement in reversed(entry.history):
        if order.get(placement.edition, 0) <= now:
            return placement
    return None


def overdue(radar: Radar, entry: Entry) -> date | None:
    """Return when an entry was last reviewed if that is longer ago than the radar allows.

    Days are counted to the date of the newest edition, never to today. An entry that was never
    reviewed counts from the edition of the last line of its history.
    """
    today = radar.editions[-1].date if radar.editions else None
    if radar.review_after is None or today is None:
        return None
    since = entry.reviewed or radar.editions[path(radar, entry)[-1].place].date
    return since if since and (today - since).days > radar.review_after else None


def _first_movement(radar: Radar, entry: Entry) -> Movement:
    """Return how an entry moved in the first edition: not at all, unless its file says so."""
    return Movement(entry.moved) if entry.moved and not radar.editions else Movement.UNCHANGED


def _standing_at(entry: Entry, steps: tuple[HistoryStep, ...], now: int) -> Standing | None:
    for step in reversed(steps):
        if step.place == now:
            return _arrival(entry, step)
        if step.place < now:
            return _stay(entry, step) if step.line.ring is not None else None
    return None


def _file(by_edition: list[list[Standing]], entry: Entry, step: HistoryStep, end: int) -> None:
    """Add an entry's standings from the edition of a step up to before the edition `end`."""
    if standing := _arrival(entry, step):
        by_edition[step.place].append(standing)
    if step.line.ring is not None and end > step.place + 1:
        stay = _stay(entry, step)
        for now in range(step.place + 1, end):
            by_edition[now].append(stay)


def _arrival(entry: Entry, step: HistoryStep) -> Standing | None:
    """Return the standing in the very edition of a step, None for one that was never there."""
    if step.transition.away:
        return None
    return Standing(entry, step.line.quadrant, step.transition, step.since)


def _stay(entry: Entry, step: HistoryStep) -> Standing:
    """Return the standing in an edition after that of a step: where it was."""
    now = step.transition.after
    still = Transition(now, now, Movement.UNCHANGED)
    return Standing(entry, step.line.quadrant, still, step.since)


def _names(radar: Radar) -> Mapping[str, str]:
    return {
        entry.id: fold_case(choose_words(entry.name, *radar.languages)) for entry in radar.entries
    }


def _number(
    radar: Radar, place: int, states: Sequence[Standing], names: Mapping[str, str]
) -> tuple[Standing, ...]:
    """Return standings with numbers, those of a closed edition as it was published."""
    if place < len(radar.closed):
        rows = ((standing, radar.row(standing.entry.id, place)) for standing in states)
        return tuple(s._replace(number=row.number if row else 0) for s, row in rows)
    numbers = _new_numbers(radar, states, names)
    return tuple(s._replace(number=numbers.get(s.entry.id, 0)) for s in states)


def _new_numbers(
    radar: Radar, states: Sequence[Standing], names: Mapping[str, str]
) -> Mapping[str, int]:
    quadrants = {quadrant.id: place for place, quadrant in enumerate(radar.reading_order)}
    rings = radar.ring_order

    def order(standing: Standing) -> tuple[int, int, str, str]:
        entry = standing.entry
        return (
            quadrants.get(standing.quadrant, len(quadrants)),
            rings.get(standing.ring or "", len(rings)),
            names[entry.id],
            entry.id,
        )

    drawn = sorted((standing for standing in states if standing.has_blip), key=order)
    return {standing.entry.id: number for number, standing in enumerate(drawn, 1)}
