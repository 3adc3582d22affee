"""A change in words of one language: for pages, feed, pictures, snippets, reports and messages.

No other module puts a movement into words (`tests/test_architecture.py`). What is told follows
from a `Transition` (`radar.changes`) alone, so a page, the feed, `radar diff`, `radar history` and
`radar move` cannot tell the same change in different words.

A *route* is from where to where, with the number of rings if it is more than one::

    Hold → Adopt, 2 rings, Tools → Platforms
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from radar.changes import OWN, Change, ChangeKind, Difference, Transition, TransitionKind
from radar.history import HistoryStep
from radar.model import Amendment, ClosedEdition, Entry, Movement, Named, Radar
from radar.words import Words

KINDS: Final[tuple[ChangeKind, ...]] = (
    *("new", "in", "out", "returned", "removed", "turned"),
    *("renamed", "hidden", "shown", "reworded", "added", "deleted"),
)
"""What can happen to an entry, in the order in which it is told everywhere."""
MOVING: Final[tuple[TransitionKind, ...]] = (
    "new",
    "in",
    "out",
    "returned",
    "removed",
    "turned",
)
"""The kinds that concern a place on the radar."""
TOLD: Final[tuple[TransitionKind, ...]] = (*MOVING, "renamed")
"""The kinds that are news of an edition; another name is news, but no movement."""


def label(words: Words, kind: str) -> str:
    """Return how a movement, or another kind of change, is called beside a name or a count.

    >>> label(Words("en"), Movement.IN), label(Words("en"), "turned")
    ('moved in', 'moved to another quadrant')
    """
    return words(str(kind))


def label_movement(words: Words, movement: Movement) -> str:
    """Return how a movement is called, '' for none."""
    return "" if movement is Movement.UNCHANGED else label(words, movement)


def title(words: Words, kind: ChangeKind) -> str:
    """Return the heading of the entries to which something happened."""
    return words(f"group_{kind}")


def counts(
    words: Words, transitions: Iterable[Transition], kinds: Sequence[TransitionKind] = TOLD
) -> list[str]:
    """Return how many entries moved in each way that occurs; each entry counts once.

    >>> from radar.changes import EntryState
    >>> two = [Transition(EntryState(), EntryState("trial", "tools"), Movement.NEW)] * 2
    >>> counts(Words("en"), two)
    ['2 new']
    """
    happened = Counter(told[0] for moved in transitions if (told := moved.kinds))
    return [count(words, kind, happened[kind]) for kind in kinds if happened[kind]]


def count(words: Words, kind: TransitionKind, entries: int) -> str:
    """Return how many entries moved in one way.

    >>> count(Words("en"), "in", 2)
    '2 moved in'
    """
    return words("moved_count", n=entries, movement=label(words, kind))


def in_ids(moved: Transition, edition: str = "") -> str:
    """Return what a file says now and said before, by the ids that stand there.

    >>> from radar.changes import EntryState
    >>> old, new = EntryState("hold", "tools"), EntryState("assess", "platforms")
    >>> in_ids(Transition(old, new, Movement.IN, 1), "2026-07")
    'hold → assess, tools → platforms (2026-07)'
    """
    before, after = (state.ring or "off" for state in (moved.before, moved.after))
    parts = [after if moved.movement is Movement.NEW else f"{before} → {after}"]
    if moved.changes_quadrant:
        parts.append(f"{moved.before.quadrant} → {moved.after.quadrant}")
    elif moved.movement is Movement.RETURNED:
        parts.append(moved.after.quadrant or "")
    return ", ".join(parts) + (f" ({edition})" if edition else "")


def drift_sentences(change: Change, name: str) -> Iterator[str]:
    """Yield how what is published differs from what is written now, in English, by ids.

    `name` is that of the entry.
    """
    moved, said = change.transition, repr(name)
    if change.kind in ("removed", "deleted"):
        yield f"{said} is still published"
    elif change.kind in ("new", "returned", "added"):
        yield f"{said} is not published"
    if moved.changes_ring:
        yield _publication(said, "ring", moved.before.ring, moved.after.ring)
    if moved.changes_quadrant:
        yield _publication(said, "quadrant", moved.before.quadrant, moved.after.quadrant)
    if change.fields:
        yield f"{said} is published with another {', '.join(change.fields)}"


def _publication(said: str, what: str, before: str | None, now: str | None) -> str:
    return f"{said} is published in the {what} {before!r}, and now in {now!r}"


class Teller(NamedTuple):
    """Tells the changes of a radar in one language.

    `earlier` is the radar of the state before, for rings and quadrants that `radar` has not.
    """

    words: Words
    radar: Radar
    earlier: Radar | None = None

    def entry(self, entry: Entry) -> str:
        """Return what an entry is called."""
        return self._say(entry.name) or entry.id

    def ring(self, ring: str | None) -> str:
        """Return what a ring is called, '' off the radar."""
        past = self.earlier.rings if self.earlier else ()
        return self._name(ring, self.radar.rings, past, self.radar.past_rings)

    def quadrant(self, quadrant: str | None) -> str:
        """Return what a quadrant is called, '' off the radar."""
        older = self.earlier.quadrants if self.earlier else ()
        return self._name(quadrant, self.radar.quadrants, older, self.radar.past_quadrants)

    def edition(self, edition: str) -> str:
        """Return what an edition is called, '' in a radar without editions."""
        return (self._say(self.radar.edition(edition).name) or edition) if edition else ""

    def route(self, moved: Transition, *, ring: bool = False, quadrant: bool = False) -> str:
        """Return from where to where: rings, their number, quadrants and names that changed.

        `ring` and `quadrant` say where the entry stays, too.
        """
        return self._join(
            (
                self._ring_route(moved, stays=ring or not moved.kinds),
                self._quadrant_route(moved, stays=quadrant),
                self._name_route(moved),
            )
        )

    def step(self, moved: Transition) -> str:
        """Return what a line of a history did, for a list of such lines: route and movement."""
        how = label_movement(self.words, moved.movement) if moved.after.ring else ""
        there = self._ring_route(moved, stays=True) if moved.after.ring else ""
        left = "" if moved.after.ring else self.words("ring_removed")
        return self._join((there, left, how, self._quadrant_route(moved), self._name_route(moved)))

    def decision(self, moved: Transition) -> str:
        """Return from where to where, for the message of a command that recorded it."""
        ring = self._ring_route(moved, stays=True)
        if not moved.stays:
            before, after = (self.ring(end.ring) for end in (moved.before, moved.after))
            off = self.words("not_on_radar")
            ring = self.words("from_to", before=before or off, after=after or off)
        return self._join((ring, self._quadrant_route(moved)))

    def remark(self, moved: Transition) -> str:
        """Return how an entry came to a ring that is named beside it."""
        how = label_movement(self.words, moved.movement)
        return self._join((how, self._quadrant_route(moved), self._name_route(moved)))

    def arrival(self, steps: Sequence[HistoryStep]) -> str:
        """Return in a sentence how an entry came to where it stands, or when it left.

        `steps` are those of its history.
        """
        last, newest = steps[-1], len(self.radar.editions) - 1
        if last.line.ring is None:
            return self.words("removed_in", edition=self._edition_at(last.place))
        if not self.radar.editions:
            return self._state_movement(last.movement)
        moved = last.transition if last.place == newest else None
        return " · ".join(filter(None, self._sentences(moved, last.since)))

    def fields(self, change: Change) -> str:
        """Return what else of an entry changed: the fields that no heading and no route tells."""
        told = {"name"} if self._name_route(change.transition) else set[str]()
        if change.kind in ("hidden", "shown"):
            told.add("hidden")
        return self._join(self._field(change, each) for each in change.fields if each not in told)

    def _field(self, change: Change, field: str) -> str:
        """Return what a field is called, and of a field of one's own what it said and says."""
        key = field.removeprefix(OWN)
        if key == field:
            return self.words(f"field_{field}")
        before = self._own_value(self.earlier or self.radar, change.earlier, key)
        after = self._own_value(self.radar, change.entry, key)
        own = self.radar.fields_by_id.get(key) or (self.earlier or self.radar).fields_by_id[key]
        if before == after:  # as where a label stays and its address changes
            return self._say(own.name)
        route = self.words("from_to", before=before or "–", after=after or "–")
        return self.words("colon", label=self._say(own.name), value=route)

    def _own_value(self, radar: Radar, entry: Entry | None, key: str) -> str:
        """Return what an entry says in a field of its radar, '' where it says nothing."""
        field = radar.fields_by_id.get(key)
        if entry is None or field is None:
            return ""
        return self._join(field.describe(one, self._say) for one in entry.fields.get(key, ()))

    def heading(self, before: str, after: str) -> str:
        """Return the title of a difference; the arguments say what its two states are called."""
        return self.words("diff_title", before=before, after=after)

    def settings(self, difference: Difference) -> str:
        """Return which settings of the radar changed, '' if none did."""
        names = self._join(difference.settings)
        return self.words("diff_settings", names=names) if names else ""

    def closings(self, difference: Difference) -> str:
        """Return which editions were closed meanwhile, '' for none."""
        names = self._join(map(self.edition, difference.closed))
        return self.words("diff_closed", names=names) if names else ""

    def amendment(self, closed: ClosedEdition, amendment: Amendment, day: str) -> str:
        """Return a correction of a published edition, made on a day, in one sentence."""
        row = closed.by_id.get(amendment.entry)
        entry = (self._say(row.name) if row else "") or amendment.entry
        say = {"ring": self.ring, "quadrant": self.quadrant}.get(amendment.field, str)
        if amendment.field in ("added", "removed"):
            route = self.words(f"amended_{amendment.field}")
        else:
            before, after = say(amendment.before), say(amendment.after)
            route = self.words("from_to", before=before, after=after)
        said = self.words("amended", date=day, entry=entry, route=route)
        return f"{said}. {amendment.note}" if amendment.note else said

    def nothing(self) -> str:
        """Return that nothing changed."""
        return self.words("diff_nothing")

    def _sentences(self, moved: Transition | None, since: str) -> Iterator[str]:
        newest = self.edition(self.radar.newest)
        if moved is None or moved.movement is Movement.UNCHANGED:
            first = self.radar.editions[0].id
            yield self.words("unchanged_since", edition=self.edition(since or first))
        elif moved.before.ring is None:
            yield self.words(f"{moved.movement}_in", edition=newest)
        else:
            ring = self.ring(moved.before.ring)
            yield self.words(f"{moved.movement}_from", ring=ring, edition=newest)
        if moved and moved.changes_quadrant:
            quadrant = self.quadrant(moved.before.quadrant)
            yield self.words("turned_from", quadrant=quadrant, edition=newest)
        if moved and moved.changes_name and self._name_route(moved):
            yield self.words("renamed_from", name=self._say(moved.before.name), edition=newest)

    def _state_movement(self, movement: Movement) -> str:
        """Return a movement that the file of an entry states, in a radar without editions."""
        return "" if movement is Movement.UNCHANGED else self.words(f"just_{movement}")

    def _ring_route(self, moved: Transition, *, stays: bool) -> str:
        before, after = self.ring(moved.before.ring), self.ring(moved.after.ring)
        if not moved.changes_ring:
            return (after or before) if stays or not moved.stays else ""
        far = self.words("diff_steps", n=abs(moved.steps)) if abs(moved.steps) > 1 else ""
        return self._join((self.words("from_to", before=before, after=after), far))

    def _quadrant_route(self, moved: Transition, *, stays: bool = False) -> str:
        before, after = self.quadrant(moved.before.quadrant), self.quadrant(moved.after.quadrant)
        if moved.changes_quadrant:
            return self.words("from_to", before=before, after=after)
        return (after or before) if stays else ""

    def _name_route(self, moved: Transition) -> str:
        """Return the old and the new name, '' if they are the same in this language."""
        if not moved.changes_name:
            return ""
        before, after = self._say(moved.before.name), self._say(moved.after.name)
        return self.words("from_to", before=before, after=after) if before != after else ""

    def _name(self, id_: str | None, *sides: Iterable[Named]) -> str:
        for side in sides:
            for item in side:
                if item.id == id_:
                    return self._say(item.name) or item.id
        return ""

    def _edition_at(self, place: int) -> str:
        return self.edition(self.radar.editions[place].id) if self.radar.editions else ""

    def _say(self, text: Mapping[str, str]) -> str:
        return self.radar.say(text, self.words.language)

    def _join(self, parts: Iterable[str]) -> str:
        return self.words("comma").join(filter(None, parts))
