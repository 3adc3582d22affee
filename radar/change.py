"""One entry in two states of a radar → how it differs.

The states may be editions of one radar, or belong to two. What the earlier state says is first put
into the words of the later one: what its rings and quadrants are called there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from radar.matching import match_ids
from radar.model import Entry, Movement, Placement, Radar
from radar.text import UNSTATED

_FIELDS = tuple(name for name in Entry.model_fields if name not in ("history", "sources"))


class State(NamedTuple):
    """A radar as of one edition; '' stands for a radar without editions."""

    radar: Radar
    edition: str

    @property
    def place(self) -> int:
        """The place of the edition, 0 the oldest.

        Raises:
            KeyError: the radar has no such edition.
        """
        return self.radar.edition_order[self.edition] if self.edition else 0

    @property
    def date(self) -> date | None:
        """The date of the edition, as far as there is one."""
        return self.radar.edition(self.edition).date if self.edition else None


class Change(NamedTuple):
    """How one entry differs between an earlier state and a later.

    `entry` is the entry as it is later, or as it was where it is gone; `earlier` is the entry
    as it was, None where it was not known. `ring` and `quadrant` say where it is later, `before`
    and `quadrant_before` where it was; None stands for off the radar. `steps` counts rings,
    positive towards the centre. `fields` names what reads differently: fields of the entry, or
    `note` for lines of the history that move nothing, or `history` where the histories tell
    different stories; an entry that only one of two radars has reads no differently. `lines` are
    the lines of the history that only one of the states knows, with their editions and notes.
    """

    entry: Entry
    earlier: Entry | None
    movement: Movement
    ring: str | None
    quadrant: str | None
    before: str | None
    quadrant_before: str | None
    steps: int = 0
    fields: tuple[str, ...] = ()
    lines: tuple[Placement, ...] = ()

    @property
    def changes_ring(self) -> bool:
        """Whether the entry is on the radar in both states, in different rings."""
        return None not in (self.before, self.ring) and self.before != self.ring

    @property
    def away(self) -> bool:
        """Whether the entry is off the radar in both states."""
        return self.before is None and self.ring is None

    @property
    def changes_quadrant(self) -> bool:
        """Whether the entry is on the radar in both states, in different quadrants."""
        corners = (self.quadrant_before, self.quadrant)
        return None not in corners and self.quadrant_before != self.quadrant


@dataclass(frozen=True, slots=True)
class Sides:
    """Two states, and what the rings and quadrants of the earlier are called in the later.

    `orders` are the orders of the rings, inner first, of either radar, in the later's names.
    `dated` tells whether both radars have editions by which lines can be told apart.
    """

    before: State
    after: State
    rings: Mapping[str, str]
    quadrants: Mapping[str, str]
    orders: tuple[Mapping[str, int], Mapping[str, int]]
    dated: bool

    @property
    def one(self) -> bool:
        """Whether both are states of one radar."""
        return self.before.radar is self.after.radar


def sides_of(before: State, after: State) -> Sides:
    """Return how two states relate."""
    earlier, later = before.radar, after.radar
    rings = match_ids(earlier.rings, later.rings)
    own = {rings.get(ring, ring): place for ring, place in earlier.ring_order.items()}
    quadrants = match_ids(earlier.quadrants, later.quadrants)
    dated = bool(earlier.editions and later.editions)
    return Sides(before, after, rings, quadrants, (own, later.ring_order), dated)


def change_of(sides: Sides, one: Entry | None, other: Entry | None) -> Change | None:
    """Return how an entry differs between the states, None where it does not."""
    told, tells = _lines_until(sides, sides.before, one), _lines_until(sides, sides.after, other)
    earlier, later = one if told else None, other if tells else None
    entry = later or earlier
    if entry is None:
        return None
    (before, quadrant_before), (ring, quadrant) = places = _last_place(told), _last_place(tells)
    still = places[0] == places[1]
    word, lines = _compare_histories(told, tells, still=still, one=sides.one)
    alone = not sides.one and (earlier is None or later is None)
    fields = () if alone and still else (*word, *_changed_fields(sides, earlier, later))
    if still and not fields and not alone:
        return None
    steps = _steps(sides.orders, before, ring)
    movement = _movement(before, ring, steps, known=any(line.ring for line in told))
    return Change(
        entry, earlier, movement, ring, quadrant, before, quadrant_before, steps, fields, lines
    )


def _lines_until(sides: Sides, state: State, entry: Entry | None) -> tuple[Placement, ...]:
    """Return the lines of a history up to a state, in names that both states understand."""
    if entry is None:
        return ()
    order, now = state.radar.edition_order, state.place
    lines = tuple(line for line in entry.history if order.get(line.edition, 0) <= now)
    if sides.one:
        return lines
    first = state.radar.editions[0].id if sides.dated else ""
    return tuple(_rename_places(sides, state is sides.before, first, line) for line in lines)


def _rename_places(sides: Sides, old: bool, first: str, line: Placement) -> Placement:
    ring, quadrant = line.ring, line.quadrant
    if old:
        ring = ring and sides.rings.get(ring, ring)
        quadrant = sides.quadrants.get(quadrant, quadrant)
    edition = (line.edition or first) if sides.dated else ""
    return line.model_copy(update={"ring": ring, "quadrant": quadrant, "edition": edition})


def _last_place(lines: Sequence[Placement]) -> tuple[str | None, str | None]:
    if not lines or lines[-1].ring is None:
        return None, None
    return lines[-1].ring, lines[-1].quadrant


def _movement(before: str | None, ring: str | None, steps: int, *, known: bool) -> Movement:
    if ring is None:
        return Movement.UNCHANGED if before is None else Movement.REMOVED
    if before is None:
        return Movement.RETURNED if known else Movement.NEW
    return Movement.IN if steps > 0 else Movement.OUT if steps < 0 else Movement.UNCHANGED


def _steps(
    orders: tuple[Mapping[str, int], Mapping[str, int]], before: str | None, ring: str | None
) -> int:
    """Count the rings between two rings, as the radar counts them that has more between them.

    Where each radar lacks the other's ring, their places are compared; where rings changed
    places, so that the radars disagree on the direction, nothing moved.
    """
    if before is None or ring is None or before == ring:
        return 0
    own, other = orders
    counts = [order[before] - order[ring] for order in orders if before in order and ring in order]
    counts = counts or [own[before] - other[ring]]
    inward, outward = max(counts), -min(counts)
    return inward if inward > outward else -outward if outward > inward else 0


def _compare_histories(
    told: Sequence[Placement], tells: Sequence[Placement], *, still: bool, one: bool
) -> tuple[tuple[str, ...], tuple[Placement, ...]]:
    """Return how two tellings of a history differ, in a word, and the lines that do."""
    pairs = list(zip(told, tells, strict=False))
    shared = next((n for n, (a, b) in enumerate(pairs) if not _alike(a, b)), len(pairs))
    more = tuple(tells[shared:]) or tuple(told[shared:])
    noted = tuple(b for a, b in pairs[:shared] if a.note != b.note)
    lines = noted + more
    if shared < len(pairs):
        return ("history",), lines
    if still and any((line.ring, line.quadrant) != _last_place(tells) for line in more):
        return ("history",), lines
    if noted or (still and any(line.note for line in more)):
        return ("note",), lines
    return (("history",) if still and more and not one else ()), lines


def _alike(one: Placement, other: Placement) -> bool:
    """Tell whether two lines say the same, but for their notes."""
    this, that = ((line.edition, line.ring, line.quadrant) for line in (one, other))
    return this == that


def _changed_fields(sides: Sides, earlier: Entry | None, later: Entry | None) -> tuple[str, ...]:
    if earlier is None or later is None or earlier is later:
        return ()
    values = (
        (name, _value_of(sides.before, earlier, name), _value_of(sides.after, later, name))
        for name in _FIELDS
    )
    return tuple(name for name, old, new in values if old != new)


def _value_of(state: State, entry: Entry, field: str) -> object:
    """Return a field's value; words without a language are in the radar's first."""
    value = getattr(entry, field)
    if isinstance(value, Mapping) and UNSTATED in value:
        return {(state.radar.languages[0] if k == UNSTATED else k): v for k, v in value.items()}
    return value
