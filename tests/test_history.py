"""Movement: computed from the histories, and computed again in the slow and obvious way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from radar.history import path, placement_at, standings, timeline, until
from radar.model import Entry, Radar

from .histories import entry, radar_of, radars

OBVIOUS = {"adopt": 0, "trial": 1, "assess": 2, "hold": 3}


def states_of(each: Entry, editions: list[str]) -> list[tuple[str, str] | None]:
    """Write out (ring, quadrant) for every edition, None where the entry is not on the radar."""
    states: list[tuple[str, str] | None] = []
    for edition in editions:
        state = states[-1] if states else None
        for line in each.history:
            if line.edition == edition:
                state = (line.ring, line.quadrant) if line.ring else None
        states.append(state)
    return states


def movement_of(states: list[tuple[str, str] | None], now: int) -> str | None:
    """Say by looking at all the states how an entry moved, None where there is nothing to say."""
    here, there = states[now], states[now - 1] if now else None
    if now == 0:
        return "unchanged" if here else None
    if here is None:
        return "removed" if there else None
    if there is None:
        return "returned" if any(states[:now]) else "new"
    if OBVIOUS[here[0]] == OBVIOUS[there[0]]:
        return "unchanged"
    return "in" if OBVIOUS[here[0]] < OBVIOUS[there[0]] else "out"


def since_of(states: list[tuple[str, str] | None], now: int) -> int:
    """Walk back while the ring is the same, and return the first edition of that stay."""
    here = states[now]
    first = now
    while here and first and (then := states[first - 1]) and then[0] == here[0]:
        first -= 1
    return first


def recomputed(radar: Radar) -> dict[str, list[tuple[Any, ...]]]:
    """Compute every standing from written-out states, one entry and one edition at a time."""
    editions = [edition.id for edition in radar.editions]
    found: dict[str, list[tuple[Any, ...]]] = {edition: [] for edition in editions}
    for each in radar.entries:
        states = states_of(each, editions)
        for now, edition in enumerate(editions):
            movement = movement_of(states, now)
            if movement:
                here, there = states[now], states[now - 1] if now else None
                since = editions[since_of(states, now)]
                ring, before = here and here[0], there and there[0]
                found[edition].append((each.id, ring, movement, before, since, there and there[1]))
    return found


@given(radars())
def test_movement_agrees_with_a_slow_recomputation(radar: Radar) -> None:
    """Ring, movement, ring before and first edition are those of the written-out states."""
    computed = {
        edition: [
            (s.entry.id, s.ring, s.movement.value, s.before, s.since, s.quadrant_before)
            for s in each
        ]
        for edition, each in timeline(radar).items()
    }
    assert computed == recomputed(radar)


@given(radars(12))
def test_one_edition_is_a_cut_through_the_timeline(radar: Radar) -> None:
    """Asking for one edition and asking for all of them gives the same."""
    assert {e.id: standings(radar, e.id) for e in radar.editions} == timeline(radar)
    assert standings(radar) == standings(radar, radar.newest)


@given(radars(12))
def test_numbers_run_by_quadrant_ring_and_name(radar: Radar) -> None:
    """Drawn entries count from 1 by quadrant from the top left, ring and name; others have 0."""
    for each in timeline(radar).values():
        drawn = sorted((s for s in each if s.has_blip), key=lambda s: s.number)
        assert [s.number for s in drawn] == list(range(1, len(drawn) + 1))
        places = {quadrant.id: n for n, quadrant in enumerate(radar.reading_order)}
        order = [
            (places[s.quadrant], radar.ring_order[s.ring or ""], s.entry.name["und"]) for s in drawn
        ]
        assert order == sorted(order)
        assert not any(s.number for s in each if not s.has_blip)


@given(radars(12))
def test_later_editions_change_nothing_in_earlier_ones(radar: Radar) -> None:
    """A radar cut off after an edition has the same standings up to there."""
    cut = radar.editions[len(radar.editions) // 2].id
    short, whole = timeline(until(radar, cut)), timeline(radar)
    assert list(short) == list(whole)[: len(short)]
    for edition, each in short.items():
        assert [(s.entry.id, *s[1:]) for s in each] == [
            (s.entry.id, *s[1:]) for s in whole[edition]
        ]


def test_the_radar_of_an_edition_knows_nothing_of_what_came_later() -> None:
    """Later editions, later lines, entries to come and mentions of them are left out."""
    rust, zig = entry("trial", "adopt", related=["zig"]), entry("", "", "assess", id="zig")
    radar = until(radar_of([rust, zig], 3), "e01")
    assert (radar.newest, list(radar.by_id)) == ("e01", ["rust"])
    assert (radar.by_id["rust"].ring, radar.by_id["rust"].related) == ("adopt", ())
    with pytest.raises(KeyError):
        until(radar, "e02")


CASES = {
    "trial, adopt, adopt again with other words": (
        ["trial", "adopt", "adopt!"],
        ["unchanged", "in", "unchanged"],
        ["e00", "e01", "e01"],
    ),
    "trial, adopt, hold, adopt": (
        ["trial", "adopt", "hold", "adopt"],
        ["unchanged", "in", "out", "in"],
        ["e00", "e01", "e02", "e03"],
    ),
    "absent for two editions": (
        ["trial", None, "", "adopt", ""],
        ["unchanged", "removed", None, "returned", "unchanged"],
        ["e00", "e01", None, "e03", "e03"],
    ),
    "back to the ring that it left": (
        ["", "hold", None, "hold"],
        [None, "new", "removed", "returned"],
        [None, "e01", "e02", "e03"],
    ),
    "another quadrant, the same ring": (
        ["trial", "trial@platforms", "adopt@platforms"],
        ["unchanged", "unchanged", "in"],
        ["e00", "e00", "e02"],
    ),
    "long silence": (
        ["", "assess", "", "", "assess!", ""],
        [None, "new", *["unchanged"] * 4],
        [None, *["e01"] * 5],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_cases_checked_by_hand(case: str) -> None:
    """Movement and `since` are what a person says they are."""
    rings, movements, since = CASES[case]
    line = timeline(radar_of([entry(*rings)], len(rings))).values()
    assert [each[0].movement.value if each else None for each in line] == movements
    assert [each[0].since if each else None for each in line] == since


def test_removal_remembers_where_the_entry_was() -> None:
    """In the edition in which an entry leaves, ring is None and the rest is what it left."""
    (gone,) = standings(radar_of([entry("trial@platforms", None)], 2))
    assert (gone.ring, gone.before, gone.quadrant_before) == (None, "trial", "platforms")
    assert not gone.has_blip


def test_a_declared_movement_counts_without_editions_alone() -> None:
    """`moved` is what a radar without history says; with editions it is computed."""
    rust = {"id": "rust", "name": "Rust", "quadrant": "tools", "ring": "trial", "moved": "in"}
    (one,) = standings(radar_of([rust], 0))
    assert (one.movement.value, one.since) == ("in", "")
    assert standings(radar_of([rust], 1))[0].movement.value == "unchanged"
    assert list(timeline(radar_of([rust], 0))) == [""]


def test_a_ring_without_history_holds_since_the_first_edition() -> None:
    """An entry with a plain ring stands on it in every edition, unmoved."""
    rust = {"id": "rust", "name": "Rust", "quadrant": "tools", "ring": "trial"}
    line = timeline(radar_of([rust], 3))
    assert {(s.ring, s.movement.value, s.since) for each in line.values() for s in each} == {
        ("trial", "unchanged", "e00")
    }


def test_names_are_no_part_of_a_movement() -> None:
    """An entry that is called something else, with the old name as alias, has not moved."""
    old = radar_of([entry("trial", "adopt")], 3)
    new = radar_of([entry("trial", "adopt", name="Rust language", aliases=["rust"])], 3)
    moves, renamed = (
        [[(s.ring, s.movement, s.before, s.since) for s in each] for each in line.values()]
        for line in (timeline(old), timeline(new))
    )
    assert moves == renamed


def test_an_unknown_edition_is_an_error() -> None:
    """Asking for an edition that does not exist raises, and does not answer with another."""
    with pytest.raises(KeyError):
        standings(radar_of([entry("trial")], 1), "e07")


@given(radars(12))
def test_a_path_tells_every_line(radar: Radar) -> None:
    """Each line of a history is a step, and says what the standing in its edition says."""
    line = timeline(radar)
    for each in radar.entries:
        steps = path(radar, each)
        assert [step.line for step in steps] == list(each.history)
        for step in steps:
            here = [s for s in line[radar.editions[step.place].id] if s.entry.id == each.id]
            assert [(s.movement, s.since) for s in here] == [(step.movement, step.since)]
            assert placement_at(radar, each, step.place) == step.line


@pytest.mark.parametrize(
    ("rings", "says"),
    [
        ({"e01": "trial", "e00": "hold"}, "not in the editions' order"),
        ({"": "trial", "e00": "hold"}, "not in the editions' order"),
        ({"e00": None}, "leaves the radar where it is not on it"),
        ({"e00": "trial", "e01": None, "e02": None}, "leaves the radar where it is not on it"),
    ],
)
def test_no_radar_has_a_history_that_makes_no_sense(
    rings: dict[str, str | None], says: str
) -> None:
    """A radar made in Python is refused where one that is read would be."""
    lines = [{"edition": e, "ring": ring, "quadrant": "tools"} for e, ring in rings.items()]
    with pytest.raises(ValueError, match=says):
        radar_of([{"id": "rust", "name": "Rust", "history": lines}], 3)


def test_a_hidden_entry_stands_but_is_not_drawn() -> None:
    """An entry that is hidden has its ring and its movement, and no blip and no number."""
    hidden, shown = entry("trial", hidden=True), entry("trial", id="zig")
    found = standings(radar_of([hidden, shown], 1))
    assert [(s.entry.id, s.ring, s.has_blip, s.number) for s in found] == [
        ("rust", "trial", False, 0),
        ("zig", "trial", True, 1),
    ]


def test_a_plain_ring_is_in_force_from_the_first_edition_on() -> None:
    """An entry without a history is there in the first edition, however the question is put."""
    rust = {"id": "rust", "name": "Rust", "quadrant": "tools", "ring": "trial"}
    radar = radar_of([rust], 2)
    found = placement_at(radar, radar.by_id["rust"], 0)
    assert found is not None
    assert found.ring == "trial"
    assert list(until(radar, "e00").by_id) == ["rust"]
