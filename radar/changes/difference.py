"""Two states of a radar → what came, went, moved and how far, and what was reworded.

A `State` is a radar as of one of its editions. Two states may belong to one radar (edition
against edition) or to two (a folder or a Git revision against another); what is compared is the
same. Entries, rings and quadrants are matched by id, else by an alias or a name, so that a
renaming is not a movement. Differences mirror: what is new from A to B is removed from B to A.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from radar.changes.change import Change, State, change_of, sides_of
from radar.changes.states import restyling_places
from radar.matching import match_ids
from radar.model import Amendment, ClosedEdition, Edition, Entry, Radar

_SETTINGS = tuple(name for name in Radar.model_fields if name not in ("entries", "closed"))


class Difference(NamedTuple):
    """All that differs between two states: changes in id order, and names of changed settings.

    `closed` are the editions that only the later state has closed, `amendments` the corrections of
    closed editions that only it has.
    """

    before: State
    after: State
    changes: tuple[Change, ...]
    settings: tuple[str, ...]
    closed: tuple[str, ...] = ()
    amendments: tuple[tuple[ClosedEdition, Amendment], ...] = ()

    @property
    def same(self) -> bool:
        """Whether there is no difference at all."""
        return not (self.changes or self.settings or self.closed or self.amendments)


class EditionChanges(NamedTuple):
    """What changed in one edition, compared with the edition before; the first shows nothing."""

    edition: Edition
    changes: tuple[Change, ...]


def changes_by_edition(radar: Radar) -> tuple[EditionChanges, ...]:
    """Return what changed in every edition, oldest first, one member for each edition.

    The page of changes, the feed and the pages of the editions are made from this.
    `edition.date` is the date to show (None where the radar states none), each `Change` says
    what happened in that edition, and why stands in the notes of its `lines`. Changes are in id
    order; hidden entries are among them. A radar without editions has no member.

    >>> rust = Entry(id="rust", name="Rust", history=[
    ...     {"edition": "2022", "ring": "trial", "quadrant": "tools"},
    ...     {"edition": "2023", "ring": "adopt", "quadrant": "tools", "note": "It works."}])
    >>> tiny = Radar(title="Ours", quadrants=["Tools", "Platforms"], entries=[rust],
    ...     editions=[{"id": "2022"}, {"id": "2023"}])
    >>> both = changes_by_edition(tiny)
    >>> [[(c.entry.id, c.before, c.ring, c.steps) for c in each.changes] for each in both]
    [[], [('rust', 'trial', 'adopt', 1)]]
    """
    touched: list[dict[str, Entry]] = [{} for _ in radar.editions]
    for entry in radar.entries if radar.editions else ():
        lines = (radar.edition_order.get(line.edition, 0) for line in entry.history)
        for place in (*lines, *restyling_places(radar, entry)):
            touched[place][entry.id] = entry
    return tuple(
        EditionChanges(edition, _since_the_one_before(radar, place, touched[place].values()))
        for place, edition in enumerate(radar.editions)
    )


def compare(before: State, after: State) -> Difference:
    """Return all that differs between two states, of one radar or of two.

    Of one radar, an entry that is off it in both editions does not differ, whatever came and went
    in between.

    Raises:
        KeyError: a radar has no such edition.

    >>> rust = Entry(id="rust", name="Rust", quadrant="tools", ring="trial")
    >>> zig = Entry(id="zig", name="Zig", quadrant="tools", ring="assess")
    >>> one, two = (Radar(title="Ours", quadrants=["Tools", "Platforms"], entries=entries)
    ...     for entries in ([rust], [rust, zig]))
    >>> [(c.entry.id, c.movement.value) for c in compare(State(one, ""), State(two, "")).changes]
    [('zig', 'new')]
    """
    sides = sides_of(before, after)
    twins = match_ids(before.radar.entries, after.radar.entries)
    back = {later: earlier for earlier, later in twins.items()}
    pairs = [
        (before.radar.by_id[back[e.id]] if e.id in back else None, e) for e in after.radar.entries
    ]
    gone = [(e, None) for e in before.radar.entries if e.id not in twins]
    all_changes = (change_of(sides, earlier, later) for earlier, later in [*pairs, *gone])
    differ = [
        change for change in all_changes if change and not (sides.one and change.transition.away)
    ]
    settings = _settings(before.radar, after.radar)
    old = {edition.id: edition for edition in before.radar.closed}
    closed = tuple(edition.id for edition in after.radar.closed if edition.id not in old)
    amended = tuple(
        (edition, amendment)
        for edition in after.radar.closed
        if edition.id in old
        for amendment in edition.amendments
        if amendment not in old[edition.id].amendments
    )
    return Difference(before, after, _in_order(differ), settings, closed, amended)


def _since_the_one_before(radar: Radar, place: int, entries: Iterable[Entry]) -> tuple[Change, ...]:
    if place == 0:
        return ()
    before, after = (State(radar, radar.editions[at].id) for at in (place - 1, place))
    sides = sides_of(before, after)
    return _in_order(change_of(sides, entry, entry) for entry in entries)


def _in_order(candidates: Iterable[Change | None]) -> tuple[Change, ...]:
    return tuple(sorted((change for change in candidates if change), key=lambda c: c.entry.id))


def _settings(earlier: Radar, later: Radar) -> tuple[str, ...]:
    if earlier is later:
        return ()
    return tuple(name for name in _SETTINGS if getattr(earlier, name) != getattr(later, name))
