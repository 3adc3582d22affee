"""One entry in two states of a radar → how it differs.

The states may be editions of one radar, or belong to two radars. In the second case, rings and
quadrants of the earlier state are first replaced by their counterparts in the later one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from radar.changes.states import state_at, words_by_language
from radar.changes.transition import EntryState, Transition, TransitionKind, transition
from radar.matching import match_ids
from radar.model import Entry, Movement, Placement, Radar

ChangeKind = TransitionKind | Literal["added", "deleted", "reworded"]
_FIELDS = tuple(
    name for name in Entry.model_fields if name not in ("history", "sources", "fields", "owners")
)


OWN: Final = "fields."
"""What stands before the id of a field of one's own among the fields that changed."""


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
    that of the earlier state, or None. `transition` says where it stood and stands, under which
    name, and how it moved. `fields` names the fields of the entry that differ; `note` among them
    means lines of the history that move nothing, `history` that the histories contradict each
    other. It is empty for an entry that only one of two radars has. `lines` are the lines of the
    history that only one state has, with their editions and notes.
    """

    entry: Entry
    earlier: Entry | None
    transition: Transition
    fields: tuple[str, ...] = ()
    lines: tuple[Placement, ...] = ()

    @property
    def movement(self) -> Movement:
        """How the entry moved."""
        return self.transition.movement

    @property
    def steps(self) -> int:
        """How many rings the entry moved, positive towards the centre."""
        return self.transition.steps

    @property
    def ring(self) -> str | None:
        """The ring in the later state, None off the radar."""
        return self.transition.after.ring

    @property
    def quadrant(self) -> str | None:
        """The quadrant in the later state, None off the radar."""
        return self.transition.after.quadrant

    @property
    def before(self) -> str | None:
        """The ring in the earlier state, None off the radar."""
        return self.transition.before.ring

    @property
    def quadrant_before(self) -> str | None:
        """The quadrant in the earlier state, None off the radar."""
        return self.transition.before.quadrant

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """All that happened to the entry, in words for programs, the most important first.

        `added` and `deleted` are entries that only one of the radars has, off the radar;
        `reworded` is every change of another field.
        """
        if self.transition.away and not self.transition.before.name:
            return ("added",)
        if self.transition.away and not self.transition.after.name:
            return ("deleted",)
        kinds = self.transition.kinds
        told = {"name": "renamed" in kinds, "hidden": "hidden" in kinds or "shown" in kinds}
        other = any(not told.get(field) for field in self.fields)
        return (*kinds, "reworded") if other or not kinds else kinds

    @property
    def kind(self) -> ChangeKind:
        """The most important of what happened to the entry."""
        return self.kinds[0]


class Sides(NamedTuple):
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
    order = earlier.ring_order_at(before.place)
    own = {rings.get(ring, ring): place for ring, place in order.items()}
    quadrants = match_ids(earlier.quadrants, later.quadrants)
    dated = bool(earlier.editions and later.editions)
    orders = own, later.ring_order_at(after.place)
    return Sides(before, after, rings, quadrants, orders, dated)


def change_of(sides: Sides, one: Entry | None, other: Entry | None) -> Change | None:
    """Return how an entry differs between the states, None if it does not.

    `one` is the entry in the earlier state, `other` in the later; None means that it is not there.
    """
    old, new = _lines_until(sides, sides.before, one), _lines_until(sides, sides.after, other)
    earlier, later = one if old else None, other if new else None
    entry = later or earlier
    if entry is None:
        return None
    places = _last_place(old), _last_place(new)
    states = _state(sides.before, earlier, old), _state(sides.after, later, new)
    known = any(line.ring for line in old)
    moved = transition(*states, sides.orders, known=known)
    still = places[0] == places[1]
    word, lines = _compare_histories(old, new, still=still, one=sides.one)
    alone = not sides.one and (earlier is None or later is None)
    fields = () if alone and still else (*word, *_compare_fields(sides, earlier, later))
    if not (moved.kinds or fields or alone) and still:
        return None
    return Change(entry, earlier, moved, fields, lines)


def _state(state: State, entry: Entry | None, lines: Sequence[Placement]) -> EntryState:
    if entry is None:
        return EntryState()
    return state_at(state.radar, entry, lines[-1] if lines else None, state.place)


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


def _compare_fields(sides: Sides, earlier: Entry | None, later: Entry | None) -> tuple[str, ...]:
    if earlier is None or later is None or earlier is later:
        return ()
    values = (
        (name, _value_of(sides.before, earlier, name), _value_of(sides.after, later, name))
        for name in _FIELDS
    )
    changed = [name for name, old, new in values if old != new]
    changed += ["owner"] if earlier.owners != later.owners else []
    return (*changed, *_compare_own_fields(sides, earlier, later))


def _compare_own_fields(sides: Sides, earlier: Entry, later: Entry) -> tuple[str, ...]:
    """Return the fields of one's own that differ, as `fields.risk`."""
    keys = dict.fromkeys((*earlier.fields, *later.fields))

    def values(state: State, entry: Entry, key: str) -> list[object]:
        said = entry.fields.get(key, ())
        return [words_by_language(state.radar, v) if isinstance(v, Mapping) else v for v in said]

    differ = (
        key for key in keys if values(sides.before, earlier, key) != values(sides.after, later, key)
    )
    return tuple(f"{OWN}{key}" for key in differ)


def _value_of(state: State, entry: Entry, field: str) -> object:
    value = getattr(entry, field)
    return words_by_language(state.radar, value) if isinstance(value, Mapping) else value
