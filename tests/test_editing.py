"""Decisions recorded in files: the right words in the right place, and no other byte changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.editing import Decision, FileEdit, Overlay, move, open_edition
from radar.errors import BadCall
from radar.files import MemoryTree
from radar.history import standings
from radar.model import Edition, Radar
from radar.reading import read_tree

PLAIN = "title: Ours\nquadrants: [Tools, Platforms]\n"
DATED = PLAIN + 'editions: ["2022", "2023", "2024"]\n'


def tree_of(settings: str, **files: str | bytes) -> MemoryTree:
    """Make a tree of radar.yaml and files whose names have `_` for a dot."""
    every = {"radar.yaml": settings, **{k.replace("_", "."): v for k, v in files.items()}}
    return MemoryTree({k: v.encode() if isinstance(v, str) else v for k, v in every.items()})


def radar_in(tree: MemoryTree) -> Radar:
    """Read a radar that must be sound."""
    return read_tree(tree).require_sound()


def moved(tree: MemoryTree, *decision: Any, id: str = "rust") -> FileEdit:
    """Record a decision on one entry."""
    radar = radar_in(tree)
    return move(tree, radar, radar.by_id[id], Decision(*decision))


CASES = {
    "a plain ring in a radar without editions": (
        PLAIN,
        ("", "adopt"),
        "quadrant: tools # where\nring: 'trial' # since ever\n",
        "quadrant: tools # where\nring: 'adopt' # since ever\n",
    ),
    "a stated movement goes along": (
        PLAIN,
        ("", "hold", "platforms"),
        "quadrant: tools\nmoved: in\nring: Trial\n",
        "quadrant: platforms\nmoved: out\nring: hold\n",
    ),
    "a plain ring becomes a history": (
        DATED,
        ("2024", "adopt"),
        "ring: Trial  # since ever\nquadrant: tools\n",
        'history:\n  "2022": Trial  # since ever\n  "2024": adopt\nquadrant: tools\n',
    ),
    "a plain ring corrected for the first edition": (
        DATED,
        ("2022", "adopt"),
        'ring: "trial"\nquadrant: tools\n',
        'ring: "adopt"\nquadrant: tools\n',
    ),
    "a plain ring with a reason": (
        DATED,
        ("2022", "trial", None, "So: yes."),
        "quadrant: tools\nring: trial",
        'quadrant: tools\nhistory:\n  "2022": {ring: trial, note: "So: yes."}',
    ),
    "a line more, with the quotes of the lines before": (
        DATED,
        ("2024", "adopt"),
        "quadrant: tools\nhistory:\n    '2022': trial # first\n    # and now?\ntags: [a]\n",
        "quadrant: tools\nhistory:\n    '2022': trial # first\n    '2024': adopt\n"
        "    # and now?\ntags: [a]\n",
    ),
    "a line between others": (
        DATED,
        ("2023", "hold"),
        'quadrant: tools\nhistory: {"2022": trial, "2024": adopt}\n',
        'quadrant: tools\nhistory: {"2022": trial, "2023": hold, "2024": adopt}\n',
    ),
    "a line before the others": (
        DATED,
        ("2022", "hold", "platforms"),
        'quadrant: tools\nhistory:\n  "2023": {ring: trial, quadrant: tools}\n  "2024": adopt\n',
        'quadrant: tools\nhistory:\n  "2022": {ring: hold, quadrant: platforms}\n'
        '  "2023": {ring: trial, quadrant: tools}\n  "2024": adopt\n',
    ),
    "before the others, in braces": (
        DATED,
        ("2022", "hold"),
        'quadrant: tools\nhistory: { "2023": trial }\n',
        'quadrant: tools\nhistory: { "2022": hold, "2023": trial }\n',
    ),
    "leaving": (
        DATED,
        ("2024", None, None, "Nobody uses it."),
        "quadrant: tools\nhistory:\n  2022: trial\n",
        'quadrant: tools\nhistory:\n  2022: trial\n  "2024": {ring: removed, '
        "note: Nobody uses it.}\n",
    ),
    "on several lines, as its neighbours": (
        DATED,
        ("2024", "adopt", None, "Because."),
        'quadrant: tools\nhistory:\n  "2022":\n      ring: trial\n      note: |\n        One.\n\n'
        "summary: x\n",
        'quadrant: tools\nhistory:\n  "2022":\n      ring: trial\n      note: |\n        One.\n'
        '  "2024":\n      ring: adopt\n      note: Because.\n\nsummary: x\n',
    ),
    "the line of the edition, changed": (
        DATED,
        ("2024", "adopt"),
        'quadrant: tools\nhistory:\n  "2022": trial\n  "2024": {ring: "hold", note: Why}\n',
        'quadrant: tools\nhistory:\n  "2022": trial\n  "2024": {ring: "adopt", note: Why}\n',
    ),
    "the line of the edition gets a reason": (
        DATED,
        ("2024", "hold", None, "Why: this."),
        'quadrant: tools\nhistory:\n  "2022": trial\n  "2024": hold # sure?\n',
        'quadrant: tools\nhistory:\n  "2022": trial\n'
        '  "2024": {ring: hold, note: "Why: this."} # sure?\n',
    ),
    "a reason in several languages gives way": (
        DATED,
        ("2022", "hold", None, "New."),
        'quadrant: tools\nhistory:\n  "2022":\n    ring: trial\n    note:\n      en: Old.\n'
        '  "2024": adopt\n',
        'quadrant: tools\nhistory:\n  "2022":\n    ring: hold\n    note: New.\n  "2024": adopt\n',
    ),
    "a reason on several lines gives way": (
        DATED,
        ("2022", "hold", None, "New."),
        'quadrant: tools\nhistory: {"2022": {ring: trial, note: {en: Old.}}, "2024": adopt}\n',
        'quadrant: tools\nhistory: {"2022": {ring: hold, note: New.}, "2024": adopt}\n',
    ),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("case", CASES)
def test_a_move_changes_its_place_and_nothing_else(case: str, ends: str) -> None:
    """Front matter around it, comments, quotes, line ends, mark and body stay as they were."""
    settings, decision, before, after = CASES[case]
    body = "\n---\n\nring: trial é 😀\n\n\n"
    start, end = ("﻿---  \nname: Rust 😀\n" + part + body for part in (before, after))
    if not before.endswith("\n"):
        start, end = start.replace("trial\n---", "trial\n---"), end
    tree = tree_of(settings, rust_md=start.replace("\n", ends))
    assert moved(tree, *decision).data.decode() == end.replace("\n", ends)


def test_one_of_many_entries_in_a_file() -> None:
    """In a list, in braces or not, with an id or a name alone, it is the right one that moves."""
    listed = """entries:
- {name: Zig, quadrant: tools, ring: trial} # small
- ring: trial
  quadrant: tools
  name: {en: Rust}
- {id: go, name: Golang, quadrant: tools, history: {"2022": trial}}
"""
    tree = tree_of(DATED, more_yaml=listed)
    assert moved(tree, "2024", "adopt", id="zig").data.decode() == listed.replace(
        "tools, ring: trial}", 'tools, history: {"2022": trial, "2024": adopt}}'
    )
    assert moved(tree, "2024", "adopt").data.decode() == listed.replace(
        "- ring: trial\n", '- history:\n    "2022": trial\n    "2024": adopt\n'
    )
    assert moved(tree, "2024", "adopt", id="go").data.decode() == listed.replace(
        '{"2022": trial}', '{"2022": trial, "2024": adopt}'
    )


def test_entries_in_the_settings_move_too() -> None:
    """An entry may stand in radar.yaml itself."""
    settings = DATED + "entries:\n  - name: Rust\n    quadrant: tools\n    ring: trial\n"
    edit = moved(tree_of(settings), "2023", "hold")
    assert edit.name == "radar.yaml"
    assert edit.data.decode() == settings.replace(
        "    ring: trial\n", '    history:\n      "2022": trial\n      "2023": hold\n'
    )


def test_editions_may_go_by_their_names() -> None:
    """A history that calls an edition by its name is understood, and its line is found."""
    settings = PLAIN + "editions: [{id: a, name: Spring 2022}, {id: b, name: Fall 2022}]\n"
    front = (
        "---\nname: Rust\nquadrant: tools\nhistory:\n  Spring 2022: trial\n  fall 2022: hold\n---\n"
    )
    tree = tree_of(settings, rust_md=front)
    assert moved(tree, "b", "adopt").data.decode() == front.replace("hold", "adopt")


HISTORY = '---\nname: Rust\nquadrant: tools\nhistory: {"2022": trial, "2024": removed}\n---\n'


@pytest.mark.parametrize(
    ("settings", "decision", "says"),
    [
        (DATED, ("2023", "trial"), "Rust is on Trial already"),
        (DATED, ("2022", "trial"), "Rust is on Trial already; a reason can be added with --note"),
        (DATED, ("2024", None), "Rust is off the radar already"),
        (DATED, ("2023", None), "removed twice in a row: in 2023 and again in 2024"),
        (DATED, ("2022", None), "cannot be removed before it was ever placed"),
        (DATED, ("2024", None, "platforms"), "cannot change its quadrant"),
    ],
)
def test_what_makes_no_sense_is_refused(settings: str, decision: Any, says: str) -> None:
    """A decision that changes nothing or contradicts the history is refused, with the reason."""
    with pytest.raises(BadCall, match=says):
        moved(tree_of(settings, rust_md=HISTORY), *decision)


@pytest.mark.parametrize(
    ("decision", "says"),
    [(("", None), "leaving belongs"), (("", "hold", None, "Why"), "a note belongs")],
)
def test_some_decisions_need_an_edition(decision: Any, says: str) -> None:
    """Without editions there is nowhere to put a reason or an end, and the way out is named."""
    front = "---\nname: Rust\nquadrant: tools\nring: trial\n---\n"
    with pytest.raises(BadCall, match=f"{says} to an edition.*radar snapshot"):
        moved(tree_of(PLAIN, rust_md=front), *decision)


def test_a_note_alone_is_a_decision() -> None:
    """An entry that stays can be given a reason to stay, once."""
    front = '---\nname: Rust\nquadrant: tools\nhistory: {"2022": trial}\n---\n'
    tree = tree_of(DATED, rust_md=front)
    edit = moved(tree, "2024", "trial", None, "Still waiting.")
    assert '"2024": {ring: trial, note: Still waiting.}' in edit.data.decode()
    with pytest.raises(BadCall, match=r"on Trial already\Z"):
        moved(tree_of(DATED, rust_md=edit.data), "2024", "trial", None, "Still waiting.")


@pytest.mark.parametrize(
    "front",
    [
        "? name\n: Rust\n? quadrant\n: tools\n? ring\n: trial\n",
        "name: Rust\nquadrant: tools\nring:\n  trial\n",
    ],
)
def test_odd_ways_of_writing_are_understood_or_refused(front: str) -> None:
    """YAML that few people know is changed rightly or not at all."""
    tree = tree_of(DATED, rust_md=f"---\n{front}---\n")
    edit = attempt(tree, Decision("2024", "adopt"))
    if isinstance(edit, FileEdit):
        (standing,) = standings(read_tree(Overlay(tree, edit)).require_sound())
        assert (standing.ring, standing.before) == ("adopt", "trial")
    else:
        assert "by hand" in edit or "nothing was written" in edit


def attempt(tree: MemoryTree, decision: Decision) -> FileEdit | str:
    """Record a decision on Rust, or return why it was refused."""
    radar = radar_in(tree)
    try:
        return move(tree, radar, radar.by_id["rust"], decision)
    except BadCall as refused:
        return str(refused)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[str, Decision]:
    """Draw the file of an entry, written in one of many ways, and a decision."""
    places = sorted(draw(st.sets(st.integers(0, 2), min_size=1)))
    rings = draw(st.lists(st.sampled_from(["adopt", "Trial", "hold"]), min_size=3, max_size=3))
    quote = draw(st.sampled_from(["", "'", '"']))
    lines = [
        (f"{quote}{2022 + place}{quote}", ring) for place, ring in zip(places, rings, strict=False)
    ]
    style = draw(st.sampled_from(["{}", "block", "deep"]))
    if style == "{}":
        text = " {" + ", ".join(f"{e}: {r}" for e, r in lines) + "} # x\n"
    elif style == "block":
        text = "\n" + "".join(f"   {e}: {r}   # {e}\n\n" for e, r in lines)
    else:
        text = "\n" + "".join(f" {e}:\n  note: >-\n   n\n\n  ring: {r} # x\n" for e, r in lines)
    rest = draw(st.sampled_from(["", "# end\n", "tags: [a]\n", "summary: |\n  x\n\n\n"]))
    ring = draw(st.sampled_from(["adopt", "trial", "hold", None]))
    note = draw(st.sampled_from(["", "A: b # c", "云 😀", "two\nlines", "{", "'", '"\\']))
    edition = str(2022 + draw(st.integers(0, 2)))
    quadrant = draw(st.sampled_from([None, "platforms"])) if ring else None
    front = f"---\nname: Rust\nquadrant: tools\nhistory:{text}{rest}---\nbody\n"
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    return front.replace("\n", ends), Decision(edition, ring, quadrant, note)


@given(drawn())
def test_any_move_is_recorded_whole_or_refused(case: tuple[str, Decision]) -> None:
    """What was decided is what is read afterwards, and lines of others are still there."""
    text, decision = case
    tree = tree_of(DATED, rust_md=text)
    edit = attempt(tree, decision)
    if isinstance(edit, str):
        assert "by hand" not in edit
        assert "nothing was written" not in edit
        return
    after = read_tree(Overlay(tree, edit)).require_sound()
    line = next(p for p in after.by_id["rust"].history if p.edition == decision.edition)
    assert line.ring == decision.ring
    assert decision.quadrant in (None, line.quadrant)
    assert not decision.note or line.note == {"und": decision.note}
    old, new = text.splitlines(keepends=True), edit.data.decode().splitlines(keepends=True)
    assert len([part for part in old if part not in new]) <= 4
    assert new[-2:] == old[-2:]


SETTINGS = {
    "names in brackets": (
        'editions: ["2022", "2023"] # two\n',
        '"2023", {id: x, date: 2024-05-01}] # two\n',
    ),
    "none yet": ("", "editions:\n  - {id: x, date: 2024-05-01}\n"),
    "none yet, and keys apart": (
        "\nid: a\n\n",
        "theme: paper # ours\n\neditions:\n  - {id: x, date: 2024-05-01}",
    ),
    "an empty list": ("editions: [] # none\n", "editions: # none\n  - {id: x, date: 2024-05-01}\n"),
    "nothing": ("editions: # none\n", "editions: # none\n  - {id: x, date: 2024-05-01}\n"),
    "braces": (
        "editions:\n    - {id: a, date: 2023-01-01} # a\n# end\n",
        "date: 2023-01-01} # a\n    - {id: x, date: 2024-05-01}\n# end\n",
    ),
    "at the margin": ("editions:\n- a\n- b\n", "- b\n- {id: x, date: 2024-05-01}\n"),
    "several lines": (
        "editions:\n  - id: a\n    date: 2023-01-01\n  -   id: b\n      text: >\n        More.\n\n",
        "        More.\n  -   id: x\n      date: 2024-05-01\n\n",
    ),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("case", SETTINGS)
def test_an_edition_is_added_at_the_end_of_the_list(case: str, ends: str) -> None:
    """However editions are listed, one more looks like those before, and the rest is as it was."""
    before, after = SETTINGS[case]
    text = (f"﻿{PLAIN}{before}theme: paper # ours").replace("\n", ends)
    text = text if before else (f"﻿{PLAIN}").replace("\n", ends)
    tree = tree_of(text, rust_md="---\nname: Rust\nquadrant: tools\nring: trial\n---\n")
    edit = open_edition(tree, radar_in(tree), Edition(id="x", date=date(2024, 5, 1)))
    assert after.replace("\n", ends) in edit.data.decode()
    assert _is_subsequence(text, edit.data.decode()) or case == "an empty list"
    (standing,) = standings(read_tree(Overlay(tree, edit)).require_sound())
    assert (standing.ring, standing.movement.value) == ("trial", "unchanged")


def _is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(character in rest for character in part)


def test_settings_in_braces_take_an_edition() -> None:
    """Settings written as JSON are settings too."""
    for listed in ("", ', "editions": []', ', "editions": ["a"]'):
        text = f'{{"title": "Ours", "quadrants": ["A", "B"]{listed}}}\n'
        tree = tree_of(text)
        edit = open_edition(tree, radar_in(tree), Edition(id="x", name="X: y"))
        assert edit.data.decode().endswith('{id: x, name: "X: y"}]}\n')


@pytest.mark.parametrize(
    ("edition", "says"),
    [
        ({"id": "b"}, "there is an edition 'b' already"),
        ({"id": "x", "name": "spring"}, "there is an edition 'a' already"),
        ({"id": "x", "date": "2022-12-31"}, "2022-12-31 is before 2023-01-01"),
    ],
)
def test_an_edition_twice_or_out_of_order_is_refused(edition: dict[str, Any], says: str) -> None:
    """Editions have different names and are listed oldest first."""
    tree = tree_of(PLAIN + "editions: [{id: a, name: Spring, date: 2023-01-01}, b]\n")
    with pytest.raises(BadCall, match=says):
        open_edition(tree, radar_in(tree), Edition(**edition))


def test_a_first_edition_does_not_leave_stated_movements_behind() -> None:
    """Where entries state a movement, the first edition is refused, with every place."""
    front = "---\nname: Rust\nquadrant: tools\nring: trial\nmoved: in\n---\n"
    tree = tree_of(PLAIN, rust_md=front)
    with pytest.raises(BadCall, match=r"nothing was written(.|\n)*rust\.md.*moved"):
        open_edition(tree, radar_in(tree), Edition(id="x"))
