"""One entry in two states of a radar → how it differs.

The states may be editions of one radar, or belong to two radars. In the second case, rings and
quadrants of the earlier state are first replaced by their counterparts in the later one.
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
        """The index of the edition, 0 the oldest.

        Raises:
            KeyError: the radar has no such edition.
        """
        return self.radar.edition_order[self.edition] if self.edition else 0

    @property
    def date(self) -> date | None:
        """The date of the edition, None if it has none or there is no edition."""
        return self.radar.edition(self.edition).date if self.edition else None


class Change(NamedTuple):
    """How one entry differs between an earlier state and a later.

    `entry` is the entry of the later state, or of the earlier if the later has none; `earlier` is
    that of the earlier state, or None. `ring` and `quadrant` are those of the later state,
    `before` and `quadrant_before` those of the earlier; None means off the radar. `steps` counts
    rings, positive towards the centre. `fields` names the fields of the entry that differ; `note`
    among them means lines of the history that move nothing, `history` that the histories
    contradict each other. It is empty for an entry that only one of two radars has. `lines` are
    the lines of the history that only one state has, with their editions and notes.
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
    """Two states, and which rings and quadrants of them are the same.

    `rings` and `quadrants` map ids of the earlier state to ids of the later. `orders` map the
    rings of each radar, by ids of the later, to their index (0 the innermost). `dated` tells
    whether both radars have editions, so that lines of histories can be matched by edition.
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
    """Return two states with the rings and quadrants that they share."""
    earlier, later = before.radar, after.radar
    rings = match_ids(earlier.rings, later.rings)
    own = {rings.get(ring, ring): place for ring, place in earlier.ring_order.items()}
    quadrants = match_ids(earlier.quadrants, later.quadrants)
    dated = bool(earlier.editions and later.editions)
    return Sides(before, after, rings, quadrants, (own, later.ring_order), dated)


def change_of(sides: Sides, one: Entry | None, other: Entry | None) -> Change | None:
    """Return how an entry differs between the states, None if it does not.

    `one` is the entry in the earlier state, `other` in the later; None means that it is not there.
    """
    old, new = _lines_until(sides, sides.before, one), _lines_until(sides, sides.after, other)
    earlier, later = one if old else None, other if new else None
    entry = later or earlier
    if entry is None:
        return None
    (before, quadrant_before), (ring, quadrant) = places = _last_place(old), _last_place(new)
    still = places[0] == places[1]
    word, lines = _compare_histories(old, new, still=still, one=sides.one)
    alone = not sides.one and (earlier is None or later is None)
    fields = () if alone and still else (*word, *_changed_fields(sides, earlier, later))
    if still and not fields and not alone:
        return None
    steps = _steps(sides.orders, before, ring)
    movement = _movement(before, ring, steps, known=any(line.ring for line in old))
    return Change(
        entry, earlier, movement, ring, quadrant, before, quadrant_before, steps, fields, lines
    )


def _lines_until(sides: Sides, state: State, entry: Entry | None) -> tuple[Placement, ...]:
    """Return the lines of a history up to a state, with the later state's ids."""
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
    """Return how many rings an entry moved, positive towards the centre.

    If both radars have both rings, the larger count is taken. If each radar lacks the other's
    ring, their indexes are compared. If the radars disagree on the direction, because rings
    changed their order, the result is 0 unless one count is larger.
    """
    if before is None or ring is None or before == ring:
        return 0
    own, other = orders
    counts = [order[before] - order[ring] for order in orders if before in order and ring in order]
    counts = counts or [own[before] - other[ring]]
    inward, outward = max(counts), -min(counts)
    return inward if inward > outward else -outward if outward > inward else 0


def _compare_histories(
    old: Sequence[Placement], new: Sequence[Placement], *, still: bool, one: bool
) -> tuple[tuple[str, ...], tuple[Placement, ...]]:
    """Return how two histories differ (`note`, `history` or nothing), and the lines that differ.

    `still` tells that the entry stands at the same place; `one` that both are of one radar.
    """
    pairs = list(zip(old, new, strict=False))
    shared = next((n for n, (a, b) in enumerate(pairs) if not _alike(a, b)), len(pairs))
    more = tuple(new[shared:]) or tuple(old[shared:])
    noted = tuple(b for a, b in pairs[:shared] if a.note != b.note)
    lines = noted + more
    if shared < len(pairs):
        return ("history",), lines
    if still and any((line.ring, line.quadrant) != _last_place(new) for line in more):
        return ("history",), lines
    if noted or (still and any(line.note for line in more)):
        return ("note",), lines
    return (("history",) if still and more and not one else ()), lines


def _alike(one: Placement, other: Placement) -> bool:
    """Tell whether two lines are equal except for their notes."""
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
    """Return a field's value; words without a language count as the radar's first language."""
    value = getattr(entry, field)
    if isinstance(value, Mapping) and UNSTATED in value:
        return {(state.radar.languages[0] if k == UNSTATED else k): v for k, v in value.items()}
    return value
