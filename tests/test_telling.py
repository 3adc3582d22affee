"""Every change is told once, and in the same words, wherever changes are told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from radar.changes import EntryState, State, Transition, compare, transition
from radar.cli.history import as_text
from radar.history import Standing, timeline
from radar.model import Movement, Radar
from radar.render.reports.difference import report
from radar.render.site.addresses import Addresses
from radar.render.site.change_page import groups_of
from radar.render.site.context import PageContext
from radar.render.site.feed import feed
from radar.telling import MOVING, Teller, counts, title
from radar.words import Words

from .histories import QUADRANTS, RINGS, entry, radar_of, radars

ENGLISH = Words("en")


def context_of(radar: Radar) -> PageContext:
    """Return the context of the English pages of a radar."""
    return PageContext(radar, "en")


def moved_in(radar: Radar, place: int) -> Mapping[str, Standing]:
    """Return what moved in an edition, by name, without hidden entries."""
    standings = timeline(radar)[radar.editions[place].id]
    moved = [s for s in standings if s.transition.kinds and not s.entry.hidden]
    return {radar.say(s.entry.name): s for s in moved}


@settings(max_examples=60, deadline=None)
@given(radars(6))
def test_the_page_of_changes_tells_each_change_once(radar: Radar) -> None:
    """What moved in an edition stands in one group of it, with its route, and nothing else does."""
    context = context_of(radar)
    for place, edition in enumerate(radar.editions):
        rows = [
            (row.name.words, group.title, row.transition)
            for group in groups_of(context, edition.id, Addresses())
            for row in group.changes
        ]
        assert sorted(rows) == sorted(
            (
                name,
                title(ENGLISH, standing.transition.kinds[0]),
                context.teller.route(standing.transition),
            )
            for name, standing in moved_in(radar, place).items()
        )


@settings(max_examples=40, deadline=None)
@given(radars(5))
def test_the_feed_tells_each_change_once(radar: Radar) -> None:
    """The entry of an edition in the feed has a line for each change, with its route."""
    radar = radar.model_copy(update={"base_url": "https://radar.example.org/"})
    context = context_of(radar)
    contents = re.findall(r'<content type="html">(.*?)</content>', feed(context), re.DOTALL)
    for place, content in zip(reversed(range(len(radar.editions))), contents, strict=True):
        lines = re.findall(
            r"<li><a [^>]*>(.*?)</a>: (.*?)(?:<p>[^<]*</p>\s*)?</li>", unescape(content)
        )
        assert sorted(unescape(f"{name}: {said}") for name, said in lines) == sorted(
            f"{name}: {context.teller.route(standing.transition)}"
            for name, standing in moved_in(radar, place).items()
        )


@settings(max_examples=60, deadline=None)
@given(radars(6), st.data())
def test_a_difference_tells_each_change_once(radar: Radar, data: st.DataObject) -> None:
    """Two editions in a row differ by what moved in the later, under the heading of that page."""
    place = data.draw(st.integers(0, len(radar.editions) - 1))
    before, after = radar.editions[max(place - 1, 0)].id, radar.editions[place].id
    difference = compare(State(radar, before), State(radar, after))
    told = report(difference, ("", ""), ENGLISH)
    names = [row.name for _, rows in told.groups for row in rows]
    assert len(names) == len(set(names)) == len(difference.changes)
    rows = {row.name: (group, row.way) for group, rows in told.groups for row in rows}
    teller = context_of(radar).teller
    for name, standing in (moved_in(radar, place) if place else {}).items():
        route = teller.route(standing.transition, ring=True, quadrant=True)
        assert rows[name] == (title(ENGLISH, standing.transition.kinds[0]), route)


@settings(max_examples=60, deadline=None)
@given(radars(6))
def test_a_history_and_the_page_of_an_entry_tell_each_change_once(radar: Radar) -> None:
    """The line of an edition has what happened in it; the page says the same beside its ring."""
    context = context_of(radar)
    for each in radar.entries:
        notes = {"Because."}
        _, *lines = [line for line in as_text(radar, each, ENGLISH) if line.strip() not in notes]
        steps = context.steps(each, Addresses())[::-1]
        assert len(lines) == len(steps) == len(each.history)
        for line, step, place in zip(lines, steps, map(place_of, each.history), strict=True):
            standing = {s.entry.id: s for s in timeline(radar)[radar.editions[place].id]}
            moved = standing[each.id].transition if each.id in standing else None
            if moved and moved.kinds:
                assert line.endswith("  " + context.teller.step(moved))
                assert step.movement_text == context.teller.remark(moved)
            else:
                assert not step.movement_text


def place_of(line: Any) -> int:
    """Return the place of the edition of a line."""
    return int(line.edition[1:])


STATES = st.builds(
    lambda ring, quadrant, name, hidden: EntryState(
        ring, quadrant if ring else None, {"en": name}, hidden
    ),
    st.sampled_from([None, *RINGS]),
    st.sampled_from(QUADRANTS),
    st.sampled_from(["Rust", "Rusty"]),
    st.booleans(),
)
ORDER = {ring: place for place, ring in enumerate(RINGS)}
OPPOSITE = {"in": "out", "out": "in", "hidden": "shown", "shown": "hidden", "removed": "came"}


def opposite(kind: str) -> str:
    """Return what happened to an entry, seen from the other side."""
    return "removed" if kind in ("new", "returned") else OPPOSITE.get(kind, kind)


@given(STATES, STATES)
def test_transitions_mirror(one: EntryState, other: EntryState) -> None:
    """The way back is as far, and all that happened has its opposite."""
    there, back = (transition(*pair, [ORDER], known=True) for pair in ((one, other), (other, one)))
    assert there.steps == -back.steps
    come = {"returned": "came"}
    assert [come.get(kind, kind) for kind in back.kinds] == [*map(opposite, there.kinds)]


@given(st.lists(STATES, min_size=2, max_size=8))
def test_a_chain_of_transitions_adds_up(states: list[EntryState]) -> None:
    """Rings count the same edition by edition as from the first to the last, while it stays."""
    steps = [transition(one, other, [ORDER], known=True) for one, other in pairwise(states)]
    if all(state.ring for state in states):
        whole = transition(states[0], states[-1], [ORDER], known=True)
        assert sum(step.steps for step in steps) == whole.steps
    for one, other in pairwise(steps):
        assert one.after == other.before


@settings(max_examples=60, deadline=None)
@given(radars(8))
def test_a_chain_of_editions_adds_up(radar: Radar) -> None:
    """Whoever applies what happened in each edition ends where the radar stands."""
    there: dict[str, EntryState] = {}
    for edition in radar.editions:
        for standing in timeline(radar)[edition.id]:
            before = there.get(standing.entry.id, EntryState())
            assert (standing.before, standing.quadrant_before) == (before.ring, before.quadrant)
            there[standing.entry.id] = standing.transition.after
        ids = {standing.entry.id for standing in timeline(radar)[edition.id]}
        assert all(not state.ring for id_, state in there.items() if id_ not in ids)
    last = radar.editions[-1]
    first = compare(State(radar, radar.editions[0].id), State(radar, last.id))
    for change in first.changes:
        end = there[change.entry.id]
        assert (change.ring, change.quadrant) == (end.ring, end.quadrant)


def test_all_that_happens_at_once_is_told() -> None:
    """Two rings further in, in another quadrant, under another name: one line has it all."""
    before = EntryState("hold", "tools", {"en": "Terraform"})
    after = EntryState("trial", "platforms", {"en": "OpenTofu"})
    moved = transition(before, after, [ORDER], known=True)
    assert moved.kinds == ("in", "turned", "renamed")
    teller = Teller(ENGLISH, radar_of([entry("trial")], 2))
    assert teller.route(moved) == "Hold → Trial, 2 rings, Tools → Platforms, Terraform → OpenTofu"


def test_a_move_to_another_quadrant_is_told_on_the_page_of_the_entry() -> None:
    """The page says it in a sentence, beside how the entry came to its ring."""
    for rings, sentence in (
        (("trial", "trial@platforms"), "In this ring since e00 · Moved from the quadrant Tools"),
        (
            ("trial", "adopt@platforms"),
            "Moved in from Trial in e01 · Moved from the quadrant Tools",
        ),
    ):
        radar = radar_of([entry(*rings)], 2)
        said = context_of(radar).describe_movement(radar.entries[0])
        assert said == f"{sentence} in e01"


def test_an_entry_counts_once() -> None:
    """The counts of a page are the sizes of the groups of the page of changes."""
    radar = radar_of(
        [
            entry("trial", "adopt@platforms", id="both"),
            entry("trial", "trial@platforms", id="turned"),
            entry("trial", None, id="gone"),
            entry("", "trial", id="new"),
        ],
        2,
    )
    context = context_of(radar)
    said = context.counts("e01").replace("\N{NO-BREAK SPACE}", " ")
    assert said == "3 entries, 1 new, 1 moved in, 1 removed, 1 moved to another quadrant"
    assert [len(group.changes) for group in groups_of(context, "e01", Addresses())] == [1, 1, 1, 1]


def test_hiding_and_renaming_have_headings_of_their_own() -> None:
    """Between two radars, what is not drawn any more or has another name is told as that."""
    old = radar_of([entry("trial", id="a"), entry("trial", id="b"), entry("hold", id="c")], 1)
    new = radar_of(
        [
            {**entry("trial", id="a"), "hidden": True},
            {**entry("trial", id="b"), "name": "Bee"},
            {**entry("hold", id="c"), "hidden": True, "summary": "Said."},
        ],
        1,
    )
    there = compare(State(old, "e00"), State(new, "e00"))
    told = report(there, ("", ""), ENGLISH)
    assert [
        (name, [(row.name, row.way, row.also) for row in rows]) for name, rows in told.groups
    ] == [
        ("Renamed", [("Bee", "Trial, Tools, B → Bee", "")]),
        (
            "Not drawn any more",
            [("A", "Trial, Tools", ""), ("C", "Hold, Tools", "summary")],
        ),
    ]
    back = report(compare(State(new, "e00"), State(old, "e00")), ("", ""), ENGLISH)
    assert [name for name, _ in back.groups] == ["Renamed", "Drawn on the radar now"]


def test_every_kind_has_words_in_every_language() -> None:
    """Each way to move has a heading and a name to count by."""
    for language in ("en", "zh"):
        words = Words(language)
        happened = [Transition(EntryState(), EntryState("trial"), Movement.NEW)]
        assert counts(words, happened) == [words("moved_count", n=1, movement=words("new"))]
        assert all(title(words, kind) and words(kind) for kind in MOVING)
