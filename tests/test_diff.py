"""Differences between two states of a radar, and the changes of every edition."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.changes import Change, State, changes_by_edition, compare
from radar.history import timeline
from radar.model import Movement, Radar

from .histories import entry, radar_of, radars

CAME = (Movement.NEW, Movement.RETURNED)
MIRROR = {Movement.IN: Movement.OUT, Movement.OUT: Movement.IN}


def newest(radar: Radar) -> State:
    """Return the newest state of a radar."""
    return State(radar, radar.newest)


def again(radar: Radar, **settings: Any) -> Radar:
    """Make the same radar a second time, as reading it again would."""
    dump = radar.model_dump(exclude={"entries": {"__all__": {"ring", "quadrant"}}})
    return Radar.model_validate({**dump, **settings})


def mirrored(change: Change) -> tuple[Any, ...]:
    """Say the opposite of a change, as far as there is an opposite."""
    went = (
        "came"
        if change.movement is Movement.REMOVED
        else MIRROR.get(change.movement, change.movement)
    )
    kind = Movement.REMOVED if change.movement in CAME else went
    where = (change.before, change.quadrant_before, change.ring, change.quadrant)
    return (change.entry.id, kind, *where, -change.steps, change.fields)


def said(change: Change) -> tuple[Any, ...]:
    """Say what a change is, in the same words."""
    kind = "came" if change.movement in CAME else change.movement
    where = (change.ring, change.quadrant, change.before, change.quadrant_before)
    return (change.entry.id, kind, *where, change.steps, change.fields)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[State, State]:
    """Draw two states: of one radar, or of two that share some of their entries."""
    one = draw(radars(8))
    two = one if draw(st.booleans()) else draw(radars(8))
    at = (draw(st.sampled_from([e.id for e in each.editions])) for each in (one, two))
    return State(one, next(at)), State(two, next(at))


@given(radars(8))
def test_a_radar_does_not_differ_from_itself(radar: Radar) -> None:
    """A radar compared with itself, or with itself read again, shows nothing at all."""
    assert compare(newest(radar), newest(radar)).same
    assert compare(newest(radar), newest(again(radar))).same


@given(pairs())
def test_differences_mirror(states: tuple[State, State]) -> None:
    """What came the one way went the other, what moved in moved out, by as many rings."""
    there, back = compare(*states), compare(*reversed(states))
    assert [mirrored(change) for change in there.changes] == [said(c) for c in back.changes]
    assert there.settings == back.settings


@given(radars())
def test_changes_of_an_edition_are_its_standings_that_moved(radar: Radar) -> None:
    """Every standing that moved is a change, and every change of place is a standing."""
    line = timeline(radar)
    for each in changes_by_edition(radar):
        moved = [
            (s.entry.id, s.movement, s.ring, s.before)
            for s in line[each.edition.id]
            if s.movement is not Movement.UNCHANGED
        ]
        told = [
            (c.entry.id, c.movement, c.ring, c.before)
            for c in each.changes
            if c.movement is not Movement.UNCHANGED
        ]
        assert told == moved


@given(radars(8))
def test_changes_are_comparisons_with_the_edition_before(radar: Radar) -> None:
    """The changes of an edition are what comparing it with the one before finds."""
    found = changes_by_edition(radar)
    assert [each.edition for each in found] == list(radar.editions)
    assert not found or found[0].changes == ()
    for earlier, later in pairwise(found):
        states = (State(radar, each.edition.id) for each in (earlier, later))
        assert compare(*states).changes == later.changes


@given(radars(6), st.data())
def test_renaming_everything_is_not_a_movement(radar: Radar, data: st.DataObject) -> None:
    """Entries, rings and quadrants with new ids that answer to the old ones have not moved."""
    renamed = {"adopt": "use", "hold": "stop"} if data.draw(st.booleans()) else {}
    rings = [
        {**r.model_dump(), "id": renamed.get(r.id, r.id), "aliases": [*r.aliases, r.id]}
        for r in radar.rings
    ]
    entries = again(radar).model_dump(exclude={"entries": {"__all__": {"ring", "quadrant"}}})[
        "entries"
    ]
    for each in entries:
        each.update(aliases=[each["id"]], id=f"renamed-{each['id']}")
        for line in each["history"]:
            line["ring"] = renamed.get(line["ring"], line["ring"])
    found = compare(newest(radar), newest(again(radar, rings=rings, entries=entries)))
    assert {c.movement for c in found.changes} <= {Movement.UNCHANGED}
    assert all(c.fields == ("id", "aliases") for c in found.changes)
    assert {kind for c in found.changes for kind in c.kinds} <= {"reworded"}


def one_change(before: dict[str, Any] | None, after: dict[str, Any] | None, n: int = 4) -> Change:
    """Compare two radars of one entry and return the one change there is."""
    radars = (radar_of([each] if each else [], n) for each in (before, after))
    (change,) = compare(*map(newest, radars)).changes
    return change


@pytest.mark.parametrize(
    ("before", "after", "movement", "steps", "fields"),
    [
        (None, ("", "trial"), "new", 0, ()),
        (("trial",), None, "removed", 0, ()),
        (("trial",), ("trial", None), "removed", 0, ()),
        (("trial", None), ("trial", None, "hold"), "returned", 0, ()),
        (("hold",), ("hold", "adopt"), "in", 3, ()),
        (("hold",), ("adopt",), "in", 3, ("history",)),
        (("adopt",), ("adopt", "trial"), "out", -1, ()),
        (("trial",), ("trial", "trial@platforms"), "unchanged", 0, ()),
        (("trial",), ("trial", "trial!"), "unchanged", 0, ("note",)),
        (("trial",), ("trial!",), "unchanged", 0, ("note",)),
        (("trial",), ("trial", "trial"), "unchanged", 0, ("history",)),
        (("trial",), ("trial", "hold", "trial"), "unchanged", 0, ("history",)),
        (("trial", None), ("trial!", None), "unchanged", 0, ("note",)),
        (None, ("trial", None), "unchanged", 0, ()),
        (("trial", None), None, "unchanged", 0, ()),
    ],
)
def test_what_two_histories_tell(
    before: tuple[str | None, ...] | None,
    after: tuple[str | None, ...] | None,
    movement: str,
    steps: int,
    fields: tuple[str, ...],
) -> None:
    """Movement, distance and what reads differently are what a person says they are."""
    change = one_change(before and entry(*before), after and entry(*after))
    assert (change.movement.value, change.steps, change.fields) == (movement, steps, fields)


def test_rewording_names_the_fields() -> None:
    """What was reworded is named, the entry is the later one, and the earlier is at hand."""
    change = one_change(
        entry("trial", summary="Fast.", tags=["a"]), entry("trial", summary="Safe.", tags=["a"])
    )
    assert change.fields == ("summary",)
    assert change.earlier is not None
    assert (change.entry.summary, change.earlier.summary) == ({"en": "Safe."}, {"en": "Fast."})


def test_stating_the_language_is_not_rewording() -> None:
    """The same words, now filed under the default language, are the same words."""
    one, two = (radar_of([entry("trial", name=n)], 1) for n in ("Rust", {"en": "Rust"}))
    assert compare(newest(one), newest(two)).same


def test_opening_the_first_edition_moves_nothing() -> None:
    """A plain ring and the same ring since the first edition are the same place."""
    rust = {"id": "rust", "name": "Rust", "quadrant": "tools", "ring": "trial"}
    before, after = radar_of([rust], 0), radar_of([entry("trial")], 1)
    found = compare(newest(before), newest(after))
    assert (found.changes, found.settings) == ((), ("editions",))
    moved = compare(newest(before), newest(radar_of([entry("trial", "adopt")], 2)))
    assert [(c.movement.value, c.fields) for c in moved.changes] == [("in", ())]


def test_settings_that_differ_are_named() -> None:
    """A radar that only changed its title is not the same radar."""
    one = radar_of([entry("trial")], 1)
    found = compare(newest(one), newest(again(one, title="Theirs")))
    assert (found.same, found.settings, found.changes) == (False, ("title",), ())


@pytest.mark.parametrize(
    ("rings", "before", "after", "steps"),
    [
        (("adopt", "trial", "explore", "assess", "hold"), "hold", "trial", 3),
        (("adopt", "hold"), "hold", "adopt", 3),
        (("adopt", "explore"), "hold", "explore", 2),
        (("hold", "assess", "trial", "adopt"), "hold", "adopt", 0),
    ],
)
def test_rings_that_changed_too(
    rings: tuple[str, ...], before: str, after: str, steps: int
) -> None:
    """Rings are counted by the radar that has more between; both ways give the same count."""
    one = radar_of([entry(before)], 1)
    two = radar_of([entry(after)], 1, rings=list(map(str.title, rings)))
    there, back = compare(newest(one), newest(two)), compare(newest(two), newest(one))
    assert [c.steps for c in there.changes] == [steps]
    assert [c.steps for c in back.changes] == [-steps]


def test_an_ambiguous_name_matches_nothing() -> None:
    """Where two entries answer to the old name, none of them is taken for the old entry."""
    one = radar_of([entry("trial", id="k8s", name="Kubernetes")], 1)
    two = radar_of([entry("trial", id=i, name="Kubernetes") for i in ("kube-a", "kube-b")], 1)
    kinds = {c.entry.id: c.movement.value for c in compare(newest(one), newest(two)).changes}
    assert kinds == {"k8s": "removed", "kube-a": "new", "kube-b": "new"}


def test_editions_of_two_radars_can_be_compared() -> None:
    """A state is a radar as of an edition: lines that come later do not count."""
    one = radar_of([entry("trial", "adopt", "hold")], 3)
    two = radar_of([entry("trial", "adopt")], 3)
    assert compare(State(one, "e01"), State(two, "e02")).same
    assert State(one, "e01").place == 1
    assert str(State(one, "e01").date) == "2001-03-01"
    assert State(radar_of([], 0), "").date is None
    with pytest.raises(KeyError):
        compare(State(one, "e09"), State(two, "e02"))


def test_notes_travel_with_the_change() -> None:
    """The lines of a change are those of its edition, with their notes."""
    found = changes_by_edition(radar_of([entry("trial", "adopt!", "adopt!")], 3))
    assert [[line.note for c in each.changes for line in c.lines] for each in found] == [
        [],
        [{"und": "Because."}],
        [{"und": "Because."}],
    ]


def test_moving_and_turning_are_told_apart() -> None:
    """Another ring is a move, another quadrant a turn; coming and going are neither."""
    found = {
        rings: one_change(entry("trial"), entry(*rings))
        for rings in [("trial", "hold"), ("trial", "trial@platforms"), ("trial", None)]
    }
    moves = [change.transition for change in found.values()]
    assert [(moved.changes_ring, moved.changes_quadrant) for moved in moves] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    came = one_change(None, entry("trial")).transition
    assert (came.changes_ring, came.changes_quadrant) == (False, False)


def test_a_plain_ring_is_the_same_as_one_since_the_first_edition() -> None:
    """Writing the history out changes nothing."""
    rust = {"id": "rust", "name": "Rust", "quadrant": "tools", "ring": "trial"}
    plain, written = radar_of([rust], 2), radar_of([entry("trial")], 2)
    assert compare(newest(plain), newest(written)).same
    assert compare(newest(written), newest(plain)).same
